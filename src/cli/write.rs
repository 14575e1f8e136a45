//! `gravamen write`: documents for the file, from a case file.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::explain::{analysed, person};
use super::failure::Failure;
use super::output::{self, Output};
use super::{Ending, laws, receipts, run, under, verify};
use crate::papers::paper::Paper;
use crate::papers::{self, Material};
use crate::receipt::Receipt;
use crate::render::messages::chinese;
use crate::render::{archive, docx, paper_html, paper_markdown, receipt, workbook};
use crate::report::words::Language;

/// Which document, about which case, and where it goes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Which document
    #[arg(value_enum, value_name = "KIND")]
    kind: Kind,
    /// Case file
    #[arg(value_name = "CASE")]
    case: PathBuf,
    /// File to write; its ending tells the format. Several documents get the id of each accused before the ending
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// An office's own document of Word, whose placeholders are filled; letterhead and fonts stay
    #[arg(long, value_name = "FILE.docx")]
    template: Option<PathBuf>,
    /// Only this accused, by id or name
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// The format, where no file tells it
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Under which law and facts.
    #[command(flatten)]
    under: under::Setting,
}

/// Why there is no document of a kind that each accused has only where it may be the outcome.
const NONE_DECLINED: &str = "nobody has a way out of prosecution on these facts: every charge stands, and no way out may be open; \
                             `gravamen explain CASE` says why";

/// Why there is no document of a kind that not each accused has.
fn none_written(kind: papers::Kind, person: Option<&str>, material: &Material<'_>) -> Failure {
    match not_proposed(kind, person, material) {
        Some(message) => Failure::Usage(message),
        None => none_declined(material),
    }
}

/// Of whom no sentence is proposed, why, and what is written instead.
fn not_proposed(kind: papers::Kind, person: Option<&str>, material: &Material<'_>) -> Option<String> {
    let ended = papers::ended(&material.reasoning.analysis).into_iter().filter(|_| kind == papers::Kind::Sentencing);
    let ended: Vec<_> = ended.filter(|(found, _)| person.is_none_or(|person| found.id == person)).collect();
    let (names, places): (Vec<&str>, Vec<_>) =
        ended.into_iter().map(|(found, places)| (found.name.as_str(), places)).unzip();
    let mut cited: Vec<String> = places.into_iter().flatten().map(|place| format!("`{place}`")).collect();
    cited.dedup();
    let (names, cited) = (names.join(", "), cited.join(", "));
    (!names.is_empty()).then(|| {
        format!(
            "no sentence is proposed for {names}: a way out that must be taken ends every charge, {cited}; \
             `gravamen write non-prosecution CASE` writes the decision"
        )
    })
}

/// The same, with the places at which a person may invoke a way out.
fn none_declined(material: &Material<'_>) -> Failure {
    let places = papers::invocable(&material.reasoning.analysis);
    if places.is_empty() {
        return Failure::Usage(NONE_DECLINED.to_owned());
    }
    let places: Vec<String> = places.iter().map(|place| format!("`{place}`")).collect();
    let places = places.join(", ");
    Failure::Usage(format!(
        "nobody has a way out of prosecution on these facts: every charge stands, and no way out may be open; \
         `gravamen explain CASE` says why; a `[[judgement]]` may invoke one at {places}"
    ))
}

/// A document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// The prosecutor's review report (审查报告)
    Review,
    /// A sentencing proposal for each accused (量刑建议书)
    Sentencing,
    /// An outline for supplementary investigation (补充侦查提纲)
    Investigation,
    /// A decision not to prosecute, for each accused for whom that may be the outcome (不起诉决定书)
    NonProsecution,
    /// A memorandum for students and the defence
    Memo,
    /// The acts, the count and the evidence as a workbook of Excel with formulas
    Ledger,
    /// Case, laws and receipt in one archive, which `verify` replays
    Archive,
}

/// A format of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown
    Markdown,
    /// One HTML page that prints
    Html,
    /// A document of Word, that WPS opens too
    Docx,
}

impl Format {
    /// The endings of each.
    const ENDINGS: [(&'static str, Self); 4] =
        [("docx", Self::Docx), ("md", Self::Markdown), ("html", Self::Html), ("htm", Self::Html)];

    fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ENDINGS.into_iter().find(|(known, _)| *known == ending).map(|(_, format)| format)
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let request = arguments.under.request(arguments.case.clone(), laws, false);
    let Some(kind) = kind(arguments.kind) else {
        return match arguments.kind {
            Kind::Ledger => ledger(arguments, &request, output),
            _ => keep(arguments, &request, output),
        };
    };
    let format = format(arguments)?;
    let office = arguments.template.as_ref().filter(|_| format == Format::Docx);
    let office = office.map(|path| fs::read(path).map_err(|error| Failure::Read { path: path.clone(), error }));
    let office = office.transpose()?;
    let (found, warnings) = run::written(&request)?;
    output::say(&warnings.told(output));
    for (position, one) in found.iter().enumerate() {
        let receipt = receipts::of(&request, position, &one.reasoning.analysis)?;
        let made = made(&receipt, kind, kind.language(output.language()));
        let material =
            Material { case: &one.case, book: &one.book, reasoning: &one.reasoning, gaps: &one.gaps, made: &made };
        let mut written = papers::write(kind, &material, output.language());
        let about = arguments.person.as_ref().map(|id| person(id, analysed(&one.reasoning))).transpose()?;
        if let Some(id) = &about {
            written.retain(|paper| paper.about.as_ref().is_none_or(|about| about == id));
        }
        if written.is_empty() {
            return Err(none_written(kind, about.as_deref(), &material));
        }
        if let Some(message) = not_proposed(kind, about.as_deref(), &material) {
            let told = if output.language() == Language::Zh { chinese(&message) } else { message };
            output::say(&format!("{told}\n"));
        }
        let print = |papers: &[Paper]| rendered(papers, format, &material, office.as_deref(), &receipt);
        deliver(&written, format, arguments.out.as_deref(), &print)?;
    }
    Ok(Ending::Done)
}

/// A document about a case as Word's: of several the one about this accused, else the first.
///
/// # Errors
///
/// What is wrong with the file, or a document that cannot be made.
pub(super) fn docx(
    request: &run::Request,
    kind: papers::Kind,
    person: Option<&str>,
    language: Language,
) -> Result<Vec<u8>, Failure> {
    let (found, _) = run::written(request)?;
    let Some(one) = found.first() else { return Ok(Vec::new()) };
    let receipt = receipts::of(request, 0, &one.reasoning.analysis)?;
    let made = made(&receipt, kind, kind.language(language));
    let material =
        Material { case: &one.case, book: &one.book, reasoning: &one.reasoning, gaps: &one.gaps, made: &made };
    let mut written = papers::write(kind, &material, language);
    written.retain(|paper| person.is_none() || paper.about.as_deref().is_none_or(|about| Some(about) == person));
    if written.is_empty() {
        return Err(none_written(kind, person, &material));
    }
    rendered(&written, Format::Docx, &material, None, &receipt)
}

/// Which document it is; nothing for what is no document.
fn kind(kind: Kind) -> Option<papers::Kind> {
    match kind {
        Kind::Review => Some(papers::Kind::Review),
        Kind::Sentencing => Some(papers::Kind::Sentencing),
        Kind::Investigation => Some(papers::Kind::Investigation),
        Kind::NonProsecution => Some(papers::Kind::Declined),
        Kind::Memo => Some(papers::Kind::Memo),
        Kind::Ledger | Kind::Archive => None,
    }
}

/// How a document can be made again, a line each.
fn made(receipt: &Receipt, kind: papers::Kind, language: Language) -> Vec<String> {
    let known = papers::Kind::ALL.into_iter().find(|(known, _)| *known == kind);
    made_again(receipt, &format!("write {}", known.map(|(_, name)| name).unwrap_or_default()), language)
}

/// How something can be made again by a command, and what it rests on, a line each.
pub(super) fn made_again(receipt: &Receipt, command: &str, language: Language) -> Vec<String> {
    let mut command = format!("gravamen {command} {} --as-of {}", receipt.file, receipt.as_of);
    receipt.proposals.iter().for_each(|(name, _)| command += &format!(" --with {name}"));
    receipt.set.iter().for_each(|(name, value)| command += &format!(" --set {name}={value}"));
    command += if receipt.only_proven { " --only proven" } else { "" };
    command += if receipt.strict { " --strict" } else { "" };
    let (how, hashes) = language.either(
        ("本文书由程序依案卷文件和法律文件生成，可以重新生成：", "案卷文件、认定结果的SHA-256："),
        (
            "Made by program from the case file and the law files; to make it again: ",
            "SHA-256 of the case file and of what was found: ",
        ),
    );
    let (version, day, case, result) = (&receipt.version, &receipt.made, &receipt.case_sha256, &receipt.result_sha256);
    match language {
        Language::Zh => {
            vec![format!("{how}{command}（程序版本 {version}，{day}）"), format!("{hashes}{case}；{result}")]
        }
        Language::En => vec![format!("{how}{command} (version {version}, {day})"), format!("{hashes}{case}; {result}")],
    }
}

/// The name of the workbook on the command line.
pub(super) const LEDGER: &str = "ledger";

/// The workbook of a case.
fn ledger(arguments: &Arguments, request: &run::Request, output: &Output) -> Result<Ending, Failure> {
    let Some(file) = &arguments.out else {
        return Err(Failure::Usage("a workbook needs a file to be written to: `-o FILE.xlsx`".to_owned()));
    };
    let (bytes, warnings) = xlsx(request, output.language())?;
    output::say(&warnings.told(output));
    fs::write(file, bytes).map_err(|error| Failure::Write { name: file.display().to_string(), error })?;
    output::say(&format!("{}\n", file.display()));
    Ok(Ending::Done)
}

/// The acts, the count and the evidence of a case as a workbook; and warnings about the file.
///
/// # Errors
///
/// What is wrong with the file.
pub(super) fn xlsx(request: &run::Request, language: Language) -> Result<(Vec<u8>, run::Checked), Failure> {
    let (found, warnings) = run::written(request)?;
    let Some(one) = found.first() else { return Ok((Vec::new(), warnings)) };
    let receipt = receipts::of(request, 0, &one.reasoning.analysis)?;
    let made = made_again(&receipt, &format!("write {LEDGER}"), language);
    let material =
        Material { case: &one.case, book: &one.book, reasoning: &one.reasoning, gaps: &one.gaps, made: &made };
    let bytes = workbook::render(&papers::workbook::workbook(&material, language));
    Ok((bytes.map_err(|error| Failure::Usage(error.to_string()))?, warnings))
}

/// The archive of a case: the file, the laws, the receipt.
fn keep(arguments: &Arguments, request: &run::Request, output: &Output) -> Result<Ending, Failure> {
    let Some(file) = &arguments.out else {
        return Err(Failure::Usage("an archive needs a file to be written to: `-o FILE.zip`".to_owned()));
    };
    let (found, warnings) = run::analyse(request)?;
    output::say(&warnings.told(output));
    let Some((.., analysis)) = found.first() else { return Ok(Ending::Done) };
    let made = receipts::of(request, 0, analysis)?;
    let case = (format!("{}{}", verify::CASE, made.file), super::files::read(&arguments.case)?.into_bytes());
    let law = |law: crate::engine::LawFile| (format!("{}{}", verify::LAWS, law.name), law.text.into_bytes());
    let mut parts = vec![(receipt::FILE.to_owned(), format!("{:#}\n", receipt::value(&made)).into_bytes()), case];
    parts.extend(laws::all(&request.law)?.into_iter().chain(crate::engine::embedded_proposals()).map(law));
    let bytes = archive::write(&parts).map_err(|error| Failure::Usage(error.to_string()))?;
    fs::write(file, bytes).map_err(|error| Failure::Write { name: file.display().to_string(), error })?;
    output::say(&format!("{}\n", file.display()));
    Ok(Ending::Done)
}

fn format(arguments: &Arguments) -> Result<Format, Failure> {
    let Some(file) = arguments.out.as_ref().filter(|_| arguments.format.is_none()) else {
        return Ok(arguments.format.unwrap_or(Format::Markdown));
    };
    Format::of_file(file).ok_or_else(|| {
        let endings: Vec<String> = Format::ENDINGS.iter().map(|(ending, _)| format!(".{ending}")).collect();
        let endings = endings.join(", ");
        Failure::Usage(format!("expected a file ending in {endings}, found `{}`; or give `--format`", file.display()))
    })
}

/// Papers to the bytes of a file.
type Print<'a> = dyn Fn(&[Paper]) -> Result<Vec<u8>, Failure> + 'a;

/// Writes the papers: to the file, one file for each where there are several, or to the output.
fn deliver(papers: &[Paper], format: Format, file: Option<&Path>, print: &Print<'_>) -> Result<(), Failure> {
    let Some(file) = file else {
        if format == Format::Docx {
            return Err(Failure::Usage("a document of Word needs a file to be written to: `-o FILE.docx`".to_owned()));
        }
        return output::print(&String::from_utf8_lossy(&print(papers)?));
    };
    let several = papers.len() > 1;
    for paper in papers {
        let path = match &paper.about {
            Some(about) if several => beside(file, about),
            _ => file.to_owned(),
        };
        fs::write(&path, print(std::slice::from_ref(paper))?)
            .map_err(|error| Failure::Write { name: path.display().to_string(), error })?;
        output::say(&format!("{}\n", path.display()));
    }
    Ok(())
}

/// `proposal.docx` for one of several accused: `proposal-zhang.docx`.
fn beside(file: &Path, about: &str) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let ending = file.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    // An id may hold what a file name must not.
    let about: String =
        about.chars().map(|c| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '_' }).collect();
    file.with_file_name(format!("{stem}-{about}{ending}"))
}

fn rendered(
    papers: &[Paper],
    format: Format,
    material: &Material<'_>,
    office: Option<&[u8]>,
    made: &Receipt,
) -> Result<Vec<u8>, Failure> {
    match format {
        Format::Markdown => {
            let each: Vec<String> = papers.iter().map(paper_markdown::render).collect();
            Ok(format!("{}\n{}", each.join("\n"), receipt::comment(made)).into_bytes())
        }
        Format::Html => Ok((paper_html::render(papers) + &receipt::comment(made)).into_bytes()),
        Format::Docx => {
            let usage = |error: &dyn std::fmt::Display| Failure::Usage(error.to_string());
            let Some(paper) = papers.first() else { return Ok(Vec::new()) };
            let value = |name: &str| papers::placeholder(name, material, paper);
            let written = docx::render(paper, office, &value).map_err(|error| usage(&error))?;
            receipt::in_docx(&written, made).map_err(|error| usage(&error))
        }
    }
}
