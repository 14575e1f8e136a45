//! The one file that calls the engine: what a command asks for in, what the engine found out.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::failure::Failure;
use crate::case::facts::Case;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::explain::findings::Analysis;
use crate::law::book::LawBook;
use crate::span::Sources;

/// What a command asks of the law.
#[derive(Clone, Debug, Default)]
pub struct Law {
    /// A folder with laws that add to the embedded ones or take their place.
    pub folder: Option<PathBuf>,
    /// The day whose law it is; without it, the case's day of judgment, or today.
    pub as_of: Option<Date>,
}

/// What an analysis is asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The case files.
    pub cases: Vec<PathBuf>,
    /// The law.
    pub law: Law,
    /// Choices and facts set on the command line: name and value.
    pub set: Vec<(String, String)>,
    /// Whether disputed and alleged facts are taken as unknown.
    pub only_proven: bool,
    /// Whether elements not in issue are open.
    pub strict: bool,
    /// Whether offences whose conduct is absent are listed.
    pub all: bool,
}

/// What a check found: texts with everything wrong in them, warnings too.
#[derive(Debug, Default)]
pub struct Checked {
    /// The texts.
    pub sources: Sources,
    /// What is wrong, in the order of the texts.
    pub diagnostics: Diagnostics,
}

impl Checked {
    /// Whether nothing stops the texts from being used.
    pub fn holds(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// A law file before and after formatting.
#[derive(Debug)]
pub struct Formatted {
    /// As it is.
    pub before: String,
    /// As it should be.
    pub after: String,
}

/// Why nothing here answers yet.
const MISSING: &str = "this build has no engine";

/// Each case with its analysis, in the order asked for.
pub fn analyse(request: &Request) -> Result<Vec<(Case, Analysis)>, Failure> {
    let _ = request;
    Err(Failure::Internal(MISSING))
}

/// The law book of the day.
pub fn book(law: &Law) -> Result<LawBook, Failure> {
    let _ = law;
    Err(Failure::Internal(MISSING))
}

/// Checks these law files beside the embedded ones; without any, the laws that would be used.
pub fn check_laws(law: &Law, files: &[PathBuf]) -> Result<Checked, Failure> {
    let _ = (law, files);
    Err(Failure::Internal(MISSING))
}

/// Checks these case files against the vocabulary.
pub fn check_cases(law: &Law, files: &[PathBuf]) -> Result<Checked, Failure> {
    let _ = (law, files);
    Err(Failure::Internal(MISSING))
}

/// Formats a law file.
pub fn format(path: &Path) -> Result<Formatted, Failure> {
    let _ = path;
    Err(Failure::Internal(MISSING))
}

/// Diagnostics as people read them.
pub fn draw(sources: &Sources, diagnostics: &[Diagnostic], colour: bool) -> String {
    let _ = colour;
    let mut text = String::new();
    for diagnostic in diagnostics {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let _ = writeln!(text, "{severity}[{}]: {}", diagnostic.code, diagnostic.message);
        if let Some(span) = diagnostic.span() {
            let _ = writeln!(text, "  --> {}:{}", sources.get(span.source).name, sources.position(span));
        }
        for note in &diagnostic.notes {
            let _ = writeln!(text, "note: {note}");
        }
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(text, "help: {help}");
        }
    }
    text
}
