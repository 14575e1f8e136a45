//! `gravamen flip`: the nearest changes of fact that change a grade.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::output::{self, Format, Output, TextFormat};
use super::under::Under;
use super::{Ending, run};
use crate::render::json_analysis;
use crate::report;

/// Which case, under which law.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Case file
    #[arg(value_name = "CASE")]
    case: PathBuf,
    #[command(flatten)]
    under: Under,
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let request = arguments.under.request(arguments.case.clone(), laws, false);
    let (found, warnings) = run::flip(&request)?;
    output::say(&warnings.draw(output.colours_errors()));
    for (case, (used, persons)) in found {
        let language = output.language();
        let title = format!("{}{}{}", case.id, language.words().colon, language.of(&case.title));
        let text = match arguments.under.format() {
            Format::Json => {
                output::print(&format!("{:#}\n", json_analysis::flip(&case.id, &used, &persons)))?;
                continue;
            }
            Format::Table => TextFormat::Table,
            Format::Markdown => TextFormat::Markdown,
            Format::Html => TextFormat::Html,
        };
        output.document(&report::flip(&title, &used, &persons, language), text)?;
    }
    Ok(Ending::Done)
}
