//! `gravamen date`: days that the law counts from a day, each with its article (期限计算).

use std::path::Path;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::explain::not_found;
use super::failure::Failure;
use super::output::{Output, TextFormat};
use super::{Ending, run};
use crate::case::scalar;
use crate::report::calendar as report;
use crate::study::calendar;

/// What to count.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The last day on which an act can be prosecuted, for each period of limitation
    Limitation {
        /// The day on which the act was done or ended
        #[arg(value_name = "DAY", value_parser = day)]
        day: Date,
        #[command(flatten)]
        shown: Shown,
    },
    /// The last day of each look-back on a prior record: recidivism, punished before
    Record {
        /// The day of the decision, or on which the sentence was completed
        #[arg(value_name = "DAY", value_parser = day)]
        day: Date,
        #[command(flatten)]
        shown: Shown,
    },
    /// The first day of each age that the law asks for, and the age on a day
    Age {
        /// The day of birth
        #[arg(value_name = "BORN", value_parser = day)]
        born: Date,
        /// The day on which the age is asked
        #[arg(long, value_name = "DAY", value_parser = day)]
        on: Option<Date>,
        #[command(flatten)]
        shown: Shown,
    },
    /// The last days of custody, review and other deadlines of procedure, with their extensions
    Procedure {
        /// The day with which they start, which is not counted
        #[arg(value_name = "DAY", value_parser = day)]
        day: Date,
        /// Only this deadline, such as `custody`
        #[arg(value_name = "NAME")]
        name: Option<String>,
        #[command(flatten)]
        shown: Shown,
    },
}

/// Which law to count by, and how to show it.
#[derive(Debug, Args)]
pub struct Shown {
    /// The day whose law it is; by default today
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = TextFormat::Table)]
    format: TextFormat,
}

/// A day as people write it: 2026-03-01, 2026.3.1, 2026年3月1日.
fn day(text: &str) -> Result<Date, String> {
    match scalar::days(text) {
        Ok((first, last)) if first == last => Ok(first),
        _ => Err("write a day such as 2026-03-01 or 2026年3月1日".to_owned()),
    }
}

/// Runs the command.
pub fn run(command: &Command, folder: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let language = output.language();
    let (Command::Limitation { shown, .. }
    | Command::Record { shown, .. }
    | Command::Age { shown, .. }
    | Command::Procedure { shown, .. }) = command;
    let law = run::Law { folder: folder.map(Path::to_owned), as_of: shown.as_of, ..run::Law::default() };
    let book = run::book(&law)?;
    let document = match command {
        Command::Limitation { day, .. } => report::limitation(&calendar::limitation(&book, *day), language),
        Command::Record { day, .. } => report::look_backs(&calendar::look_backs(&book, *day), language),
        Command::Age { born, on, .. } => {
            let on = on.map(|on| (on.to_string(), calendar::age(*born, on)));
            report::ages(&calendar::ages(&book, *born), on, language)
        }
        Command::Procedure { day, name, .. } => {
            let mut deadlines = calendar::deadlines(&book, *day);
            if let Some(name) = name {
                let names: Vec<String> = deadlines.iter().map(|(known, _)| known.clone()).collect();
                deadlines.retain(|(known, _)| known == name);
                if deadlines.is_empty() {
                    return Err(not_found(&format!("no deadline is called `{name}`"), name, &names));
                }
            }
            report::deadlines(&deadlines, language)
        }
    };
    output.document(&document, shown.format)?;
    Ok(Ending::Done)
}
