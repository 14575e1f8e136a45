//! `gravamen write`: documents for the file, from a case file.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::output::{self, Output};
use super::{Ending, run, under};
use crate::papers::paper::Paper;
use crate::papers::{self, Material};
use crate::render::{paper_html, paper_markdown};

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
    /// Only this accused, by id
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// The format, where no file tells it
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Under which law and facts.
    #[command(flatten)]
    under: under::Setting,
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
    /// A memorandum for students and the defence
    Memo,
}

/// A format of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown
    Markdown,
    /// One HTML page that prints
    Html,
}

impl Format {
    /// The endings of each.
    const ENDINGS: [(&'static str, Self); 3] = [("md", Self::Markdown), ("html", Self::Html), ("htm", Self::Html)];

    fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ENDINGS.into_iter().find(|(known, _)| *known == ending).map(|(_, format)| format)
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let format = format(arguments)?;
    let request = arguments.under.request(arguments.case.clone(), laws, false);
    let (found, warnings) = run::written(&request)?;
    output::say(&warnings.draw(output.colours_errors()));
    for one in &found {
        let material =
            Material { case: &one.case, book: &one.book, reasoning: &one.reasoning, gaps: &one.gaps, made: &[] };
        let mut written = papers::write(kind(arguments.kind), &material, output.language());
        if let Some(id) = &arguments.person {
            let known = one.case.persons.iter().map(|person| person.id.as_str());
            if one.case.person_named(id).is_none() {
                let known = known.collect::<Vec<_>>().join(", ");
                return Err(Failure::Usage(format!("no accused is called `{id}`; the file names {known}")));
            }
            written.retain(|paper| paper.about.as_ref().is_none_or(|about| about == id));
        }
        deliver(&written, format, arguments.out.as_deref())?;
    }
    Ok(Ending::Done)
}

fn kind(kind: Kind) -> papers::Kind {
    match kind {
        Kind::Review => papers::Kind::Review,
        Kind::Sentencing => papers::Kind::Sentencing,
        Kind::Investigation => papers::Kind::Investigation,
        Kind::Memo => papers::Kind::Memo,
    }
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

/// Writes the papers: to the file, one file for each where there are several, or to the output.
fn deliver(papers: &[Paper], format: Format, file: Option<&Path>) -> Result<(), Failure> {
    let Some(file) = file else { return output::print(&String::from_utf8_lossy(&rendered(papers, format))) };
    let several = papers.len() > 1;
    for paper in papers {
        let path = match &paper.about {
            Some(about) if several => beside(file, about),
            _ => file.to_owned(),
        };
        fs::write(&path, rendered(std::slice::from_ref(paper), format))
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

fn rendered(papers: &[Paper], format: Format) -> Vec<u8> {
    match format {
        Format::Markdown => papers.iter().map(paper_markdown::render).collect::<Vec<_>>().join("\n").into_bytes(),
        Format::Html => paper_html::render(papers).into_bytes(),
    }
}
