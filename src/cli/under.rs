//! Under what a case is looked at: the day of the law, what is set, which facts count; and in which form it is shown.
//!
//! The commands that look at one case share these arguments.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::date::day;
use super::failure::Failure;
use super::output::{self, Format, Output, TextFormat};
use super::{analyze, run};
use crate::case::facts::Case;
use crate::law::book::Used;
use crate::report::document::Document;
use crate::report::words::Words;

/// One case, and under what it is looked at.
#[derive(Debug, Args)]
pub struct OneCase {
    /// Case file
    #[arg(value_name = "CASE")]
    pub case: PathBuf,
    /// Shows everything that was found, not only the first screen of it
    #[arg(long)]
    pub all: bool,
    /// Under which law and facts, and in which form.
    #[command(flatten)]
    pub under: Under,
}

/// Under which law and facts, and in which form.
#[derive(Debug, Args)]
pub struct Under {
    /// Under which law and facts.
    #[command(flatten)]
    setting: Setting,
    /// By default tables on a terminal, and data on a pipe
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Under which law and facts.
#[derive(Debug, Args)]
pub struct Setting {
    /// The day whose law applies, such as 2023-06-01; by default the case's day of judgment, or today
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Amends the law with a proposal, by its name or the path of its file; several amend it in this order
    #[arg(long, value_name = "PROPOSAL")]
    with: Vec<String>,
    /// Sets a choice of the law, a parameter of a proposal, or a fact of the case by its path
    #[arg(long, value_name = "NAME=VALUE", value_parser = analyze::assignment)]
    set: Vec<(String, String)>,
    /// Uses only facts that stand like this; the others are unknown
    #[arg(long, value_enum, value_name = "STANDING")]
    only: Option<analyze::Only>,
    /// Opens the elements that nobody has put in issue
    #[arg(long)]
    strict: bool,
}

impl Setting {
    /// What is asked of a case.
    pub fn request(&self, case: PathBuf, laws: Option<&Path>, all: bool) -> run::Request {
        run::Request {
            cases: vec![case],
            law: run::Law {
                folder: laws.map(Path::to_owned),
                as_of: self.as_of,
                with: self.with.clone(),
                ..run::Law::default()
            },
            set: self.set.clone(),
            only_proven: self.only == Some(analyze::Only::Proven),
            strict: self.strict,
            all,
        }
    }
}

impl Under {
    /// What is asked of a case.
    pub fn request(&self, case: PathBuf, laws: Option<&Path>, all: bool) -> run::Request {
        self.setting.request(case, laws, all)
    }

    /// Shows what was found of each case: as data, or as a document under the case's title.
    pub fn show<T>(
        &self,
        found: run::Found<T>,
        output: &Output,
        data: impl Fn(&Case, &Used, &[T]) -> String,
        document: impl Fn(&str, &Used, &[T], &Words) -> Document,
    ) -> Result<(), Failure> {
        for (case, names, (used, persons)) in found {
            let text = match self.format() {
                Format::Json => {
                    output::print(&data(&case, &used, &persons))?;
                    continue;
                }
                Format::Table => TextFormat::Table,
                Format::Markdown => TextFormat::Markdown,
                Format::Html => TextFormat::Html,
            };
            let words = output.words(names);
            let title = format!("{}{}{}", case.id, words.colon, words.language.of(&case.title));
            output.document(&document(&title, &used, &persons, &words), text)?;
        }
        Ok(())
    }

    /// The form asked for, or the usual one.
    pub fn format(&self) -> Format {
        self.format.unwrap_or_else(Format::by_default)
    }
}
