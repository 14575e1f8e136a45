//! `gravamen verify`: a result made again from its receipt.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::failure::Failure;
use super::open::typed::told;
use super::output::{Output, TextFormat};
use super::{Ending, receipts, run};
use crate::engine::LawFile;
use crate::receipt::{self, Receipt};
use crate::render;
use crate::report::document::{Cell, Column, Document, Table};
use crate::report::words::Language;
use crate::truth::Truth;

/// The folder of an archive in which the law files stand, and that of the case file.
pub const LAWS: &str = "laws/";
pub const CASE: &str = "case/";

/// What is verified.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A result that carries a receipt (JSON, Markdown, HTML or DOCX), the receipt itself, or an archive
    #[arg(value_name = "RECEIPT")]
    receipt: PathBuf,
    /// The case file; by default the file of that name beside the receipt, or here
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = TextFormat::Table)]
    format: TextFormat,
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let path = &arguments.receipt;
    let bytes = fs::read(path).map_err(|error| Failure::Read { path: path.clone(), error })?;
    let Some(before) = render::receipt::find(&bytes) else {
        return Err(Failure::Usage(format!(
            "`{}` carries no receipt: expected a result of `gravamen analyze --format json` or `gravamen write`, or an archive",
            path.display()
        )));
    };
    let parts = render::archive::read(&bytes).unwrap_or_default();
    let archived = laws_of(&parts);
    let scratch = Scratch::of(&parts)?;
    let case = match (&arguments.case, &scratch) {
        (Some(case), _) => case.clone(),
        (None, Some(scratch)) => scratch.case.clone(),
        (None, None) => beside(path, &before.file)?,
    };
    let mut tables = Vec::new();
    let mut same = true;
    let mut unreadable = None;
    let mut replay = |instead: Option<Vec<LawFile>>, name: [&'static str; 2]| -> Result<(), Failure> {
        let law = run::Law {
            folder: laws.map(Path::to_owned),
            instead,
            as_of: before.as_of.parse::<Date>().ok(),
            with: before.proposals.iter().map(|(name, _)| name.clone()).collect(),
        };
        let request = run::Request {
            cases: vec![case.clone()],
            law,
            set: before.set.clone(),
            only_proven: before.only_proven,
            strict: before.strict,
            all: false,
        };
        let (found, _) = run::analyse(&request)?;
        for (.., analysis) in &found {
            let now = receipts::of(&request, 0, analysis)?;
            same &= before.case_sha256 == now.case_sha256 && before.result_sha256 == now.result_sha256;
            tables.push((name, now));
        }
        Ok(())
    };
    let mut document = Document::default();
    if !archived.is_empty() {
        // The law of a later version may say what this one cannot read; its own law still can be replayed.
        match replay(Some(archived), ARCHIVED) {
            Err(Failure::Found(checked)) => unreadable = Some(checked),
            done => done?,
        }
    }
    replay(None, ["依本程序的法律文件", "Under the law of this program"])?;
    if let Some(checked) = &unreadable {
        same = false;
        not_read(&mut document, checked, output.language());
    }
    for ([zh, en], now) in &tables {
        compared(&mut document, output.language().either(zh, en), &before, now, output.language());
    }
    output.document(&document, arguments.format)?;
    Ok(if same { Ending::Done } else { Ending::DoesNotHold })
}

/// What is said above a replay under the law that an archive holds.
const ARCHIVED: [&str; 2] = ["依归档的法律文件", "Under the law of the archive"];

/// Says that the law of an archive cannot be read here, and what was met first.
fn not_read(document: &mut Document, checked: &run::Checked, language: Language) {
    document.heading(2, language.either(ARCHIVED[0], ARCHIVED[1]));
    document.line(language.either(
        "本版本的程序读不了归档的法律文件，没有依其重新分析；写出该归档的版本或者更新的版本可以读。",
        "This version of the program cannot read the law of the archive, which was not replayed; the version that wrote it, \
         or a later one, reads it.",
    ));
    checked.diagnostics.iter().take(1).for_each(|first| document.line(told(language, first)));
}

/// The law files of an archive.
fn laws_of(parts: &render::archive::Parts) -> Vec<LawFile> {
    let law = |(name, content): &(String, Vec<u8>)| {
        let name = name.strip_prefix(LAWS)?.to_owned();
        Some(LawFile { name, text: String::from_utf8_lossy(content).into_owned() })
    };
    parts.iter().filter_map(law).collect()
}

/// The case file of an archive, unpacked to a file of its own that goes away with this.
struct Scratch {
    folder: PathBuf,
    case: PathBuf,
}

impl Scratch {
    fn of(parts: &render::archive::Parts) -> Result<Option<Self>, Failure> {
        let Some((name, content)) = parts.iter().find(|(name, _)| name.starts_with(CASE)) else { return Ok(None) };
        // A name may try to lead elsewhere: only its last part counts.
        let name = Path::new(name).file_name().unwrap_or_default();
        let folder = std::env::temp_dir().join(format!("gravamen-verify-{}", std::process::id()));
        let case = folder.join(name);
        let failure = |error| Failure::Write { name: folder.display().to_string(), error };
        fs::create_dir_all(&folder).and_then(|()| fs::write(&case, content)).map_err(failure)?;
        Ok(Some(Self { folder: folder.clone(), case }))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is no reason to fail: it holds nothing but a copy.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The case file of this name beside the receipt, or here.
fn beside(receipt: &Path, name: &str) -> Result<PathBuf, Failure> {
    let name = Path::new(name).file_name().unwrap_or_default();
    let places = [receipt.with_file_name(name), PathBuf::from(name)];
    places.iter().find(|path| path.is_file()).cloned().ok_or_else(|| {
        let name = name.to_string_lossy();
        Failure::Usage(format!("the case file `{name}` is neither beside the receipt nor here: name it with `--case`"))
    })
}

/// What is the same and what differs, first as a whole, then by rule.
fn compared(document: &mut Document, heading: &str, before: &Receipt, now: &Receipt, language: Language) {
    let words = language.words();
    document.heading(2, heading);
    let mut table = Table::new(vec![
        Column::whole(words.what),
        Column::whole(language.either("回执", "Receipt")),
        Column::whole(words.now_is),
        Column::whole(words.result),
    ]);
    let mut row = |name: String, before: &str, now: &str| {
        let same = before == now;
        let said = if same { language.either("相同", "same") } else { language.either("不同", "differs") };
        let short = |text: &str| text.chars().take(SHORT).collect::<String>();
        table.rows.push(vec![
            name.into(),
            short(before).into(),
            short(now).into(),
            Cell::status(said, if same { Truth::Established } else { Truth::Open }),
        ]);
    };
    row(language.either("程序版本", "version").to_owned(), &before.version, &now.version);
    row(language.either("案卷文件", "case file").to_owned(), &before.case_sha256, &now.case_sha256);
    row(language.either("认定结果", "what was found").to_owned(), &before.result_sha256, &now.result_sha256);
    let of = |receipt: &Receipt, id: &str| {
        let all = receipt.instruments.iter().chain(&receipt.proposals);
        all.filter(|(known, _)| known == id).map(|(_, hash)| hash.clone()).next().unwrap_or_default()
    };
    let mut laws: Vec<&String> = Vec::new();
    for (id, _) in [&before.instruments, &before.proposals, &now.instruments, &now.proposals].into_iter().flatten() {
        if of(before, id) != of(now, id) && !laws.contains(&id) {
            laws.push(id);
        }
    }
    laws.into_iter().for_each(|id| row(id.clone(), &of(before, id), &of(now, id)));
    document.table(table);
    let mut table = Table::new(vec![
        Column::whole(words.person),
        Column::whole(words.offence),
        Column::whole(words.place),
        Column::prose(language.either("回执", "Receipt")),
        Column::prose(words.now_is),
    ]);
    for one in receipt::differences(&before.found, &now.found) {
        let said = |found: Option<String>| found.unwrap_or_else(|| language.either("（无）", "(nothing)").to_owned());
        table.rows.push(vec![
            one.person.into(),
            one.charge.into(),
            one.rule.into(),
            said(one.before).into(),
            said(one.now).into(),
        ]);
    }
    document.section(language.either("按规则列出的不同之处", "What differs, by rule"), table);
}

/// How much of a hash is shown.
const SHORT: usize = 12;
