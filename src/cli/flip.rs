//! `gravamen flip`: the nearest changes of fact that change a grade.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::failure::Failure;
use super::output::{self, Format, Output, TextFormat};
use super::{Ending, analyze, run};
use crate::render::json_analysis;
use crate::report;

/// Which case, under which law.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Case file
    #[arg(value_name = "CASE")]
    case: PathBuf,
    /// The day whose law applies, such as 2023-06-01; by default the case's day of judgment, or today
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Sets a choice of the law, or a fact of the case by its path
    #[arg(long, value_name = "NAME=VALUE", value_parser = analyze::assignment)]
    set: Vec<(String, String)>,
    /// Uses only facts that stand like this; the others are unknown
    #[arg(long, value_enum, value_name = "STANDING")]
    only: Option<analyze::Only>,
    /// Opens the elements that nobody has put in issue
    #[arg(long)]
    strict: bool,
    /// By default tables on a terminal, and data on a pipe
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let request = run::Request {
        cases: vec![arguments.case.clone()],
        law: run::Law { folder: laws.map(Path::to_owned), as_of: arguments.as_of },
        set: arguments.set.clone(),
        only_proven: arguments.only == Some(analyze::Only::Proven),
        strict: arguments.strict,
        all: false,
    };
    let (found, warnings) = run::flip(&request)?;
    output::say(&warnings.draw(output.colours_errors()));
    for (case, (day, persons)) in found {
        let language = output.language();
        let title = format!("{}{}{}", case.id, language.words().colon, language.of(&case.title));
        let text = match arguments.format.unwrap_or_else(Format::by_default) {
            Format::Json => {
                output::print(&format!("{:#}\n", json_analysis::flip(&case.id, &day.to_string(), &persons)))?;
                continue;
            }
            Format::Table => TextFormat::Table,
            Format::Markdown => TextFormat::Markdown,
        };
        output.document(&report::flip(&title, &persons, language), text)?;
    }
    Ok(Ending::Done)
}
