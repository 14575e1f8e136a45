//! `gravamen date`: days that the law counts from a day, each with its article (期限计算).

use std::path::Path;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::failure::Failure;
use super::output::{Output, TextFormat};
use super::{Ending, run};
use crate::case::scalar;
use crate::explain::subject::DEADLINES;
use crate::law::book::{LawBook, Restraint, Term};
use crate::quantity::Unit;
use crate::report::calendar as report;
use crate::report::document::Document;
use crate::report::numbers;
use crate::report::words::{Language, Names, Words};
use crate::study::{calendar, served};
use crate::suggest;

/// The rule on what becomes of a last day on a holiday.
const HOLIDAY: &str = "holiday";

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
    /// The first and last day of a term, with what is set off: custody, residential surveillance at a designated place
    Term {
        /// The term, such as 3年6个月, 3y6m or 拘役5个月; without the name of a punishment, each that can last so long
        #[arg(value_name = "TERM", value_parser = length)]
        term: (Option<Term>, u16),
        /// The day on which the judgment is executed, which is the first of the term
        #[arg(value_name = "DAY", value_parser = day)]
        day: Date,
        /// Days in custody before, both ends counted, such as 2025-06-01..2025-09-10; several times for several stretches
        #[arg(long, value_name = "DAYS", value_parser = stretch)]
        custody: Vec<(Date, Date)>,
        /// Days of residential surveillance at a designated place
        #[arg(long, value_name = "DAYS", value_parser = stretch)]
        residence: Vec<(Date, Date)>,
        #[command(flatten)]
        shown: Shown,
    },
    /// The last days of custody, review and other deadlines of procedure, with their extensions
    Procedure {
        /// The day with which they start, which is not counted
        #[arg(value_name = "DAY", value_parser = day)]
        day: Date,
        /// Only deadlines of this name or with these words, such as `custody`
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
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = TextFormat::Table)]
    format: TextFormat,
}

/// A day as people write it: 2026-03-01, 2026.3.1, 2026年3月1日.
pub(super) fn day(text: &str) -> Result<Date, String> {
    match scalar::days(text) {
        Ok((first, last)) if first == last => Ok(first),
        _ => {
            Err(scalar::no_such_day(text)
                .unwrap_or_else(|| "write a day such as 2026-03-01 or 2026年3月1日".to_owned()))
        }
    }
}

/// From a day to a day: 2025-06-01..2025-09-10, 2025年6月1日至9月10日.
fn stretch(text: &str) -> Result<(Date, Date), String> {
    let days = scalar::days(text).ok().filter(|(first, last)| first <= last);
    days.ok_or_else(|| "write days such as 2025-06-01..2025-09-10 or 2025年6月1日至9月10日".to_owned())
}

/// A term in months, with the punishment where it is named: 有期徒刑3年6个月, 3y6m.
fn length(text: &str) -> Result<(Option<Term>, u16), String> {
    let text = text.trim();
    let languages = [Language::Zh, Language::En].map(Language::words);
    let named = Term::ALL.into_iter().find_map(|term| {
        let rest = languages.iter().find_map(|words| text.strip_prefix(words.penalty(term)))?;
        Some((Some(term), rest))
    });
    let (term, length) = named.unwrap_or((None, text));
    let ends = scalar::amount(length, Unit::Months).ok().filter(|ends| ends.min == ends.max);
    // A bare number does not say whether it is of years.
    let stated = ends.and_then(|ends| ends.min).filter(|_| scalar::amount(length, Unit::Count).is_err());
    let months = stated.and_then(|months| u16::try_from(months).ok()).filter(|months| *months > 0);
    let months = months.ok_or_else(|| "write a term such as 3年6个月, 18个月 or 3y6m".to_owned())?;
    Ok((term, months))
}

/// Runs the command.
pub fn run(command: &Command, folder: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let (Command::Limitation { shown, .. }
    | Command::Record { shown, .. }
    | Command::Age { shown, .. }
    | Command::Term { shown, .. }
    | Command::Procedure { shown, .. }) = command;
    let law = run::Law { folder: folder.map(Path::to_owned), as_of: shown.as_of, ..run::Law::default() };
    let book = run::book(&law)?;
    let words = &output.words(Names::of_law(&book));
    let document = match command {
        Command::Limitation { day, .. } => report::limitation(&calendar::limitation(&book, *day), words),
        Command::Record { day, .. } => report::look_backs(&calendar::look_backs(&book, *day), words),
        Command::Age { born, on, .. } => {
            let on = on.map(|on| (words.date(on), calendar::age(*born, on)));
            report::ages(&calendar::ages(&book, *born), on, words)
        }
        Command::Term { term, day, custody, residence, .. } => {
            let held = |of: Restraint| move |(first, last): &(Date, Date)| (of, *first, *last);
            let custody = custody.iter().map(held(Restraint::Custody));
            let held: Vec<served::Held> = custody.chain(residence.iter().map(held(Restraint::Residence))).collect();
            term_served(&book, *term, *day, &held, words)?
        }
        Command::Procedure { day, name, .. } => {
            let mut deadlines = calendar::deadlines(&book, *day);
            let mut beside: Vec<String> = Vec::new();
            if let Some(name) = name {
                let kept = deadlines_meant(&book, &deadlines, name, words)?;
                for (known, _) in &deadlines {
                    if !beside.contains(known) && kept.iter().any(|kept| known.ends_with(&format!("_{kept}"))) {
                        beside.push(known.clone());
                    }
                }
                beside.retain(|known| !kept.contains(known));
                deadlines.retain(|(known, _)| kept.contains(known));
            }
            // Who names no day whose law it is may not know that it was another one then.
            let of_another_law = match shown.as_of {
                Some(_) => None,
                None => {
                    let then = calendar::deadlines(&run::book(&run::Law { as_of: Some(*day), ..law })?, *day);
                    let rests = |(name, one): &(String, calendar::Counted)| {
                        then.iter().any(|(known, other)| known == name && other.place == one.place)
                    };
                    let encoded = then.iter().any(|(known, _)| deadlines.iter().any(|(name, _)| name == known));
                    (!deadlines.iter().all(rests)).then_some(report::Another { day: *day, encoded })
                }
            };
            report::deadlines(&deadlines, &beside, of_another_law, book.collateral.time(HOLIDAY), words)
        }
    };
    output.document(&document, shown.format)?;
    Ok(Ending::Done)
}

/// The names of the deadlines that somebody means by a name, by what it is called, or by a word of its sentence.
fn deadlines_meant(
    book: &LawBook,
    deadlines: &[(String, calendar::Counted)],
    name: &str,
    words: &Words,
) -> Result<Vec<String>, Failure> {
    let list = book.vocabulary.kinds_named(DEADLINES).map(|list| book.vocabulary.kinds(list));
    let called = list.and_then(|list| Some(list.values[list.meant(name)?].0.as_str()));
    let said = |counted: &calendar::Counted| words.language.of(&counted.text.label).to_lowercase();
    // An extension does not repeat what it is of.
    let says = |known: &str| deadlines.iter().any(|(of, one)| of == known && said(one).contains(&name.to_lowercase()));
    let mut names: Vec<String> = Vec::new();
    for (known, _) in deadlines {
        if !names.contains(known) {
            names.push(known.clone());
        }
    }
    let meant = |known: &&String| match called {
        Some(called) => *known == called,
        None => *known == name || says(known),
    };
    let kept: Vec<String> = names.iter().filter(meant).cloned().collect();
    if !kept.is_empty() {
        return Ok(kept);
    }
    let others = list.into_iter().flat_map(|list| list.also.iter().map(|(also, _)| also.clone()));
    let labels: Vec<String> = names.iter().map(|known| words.deadline(known)).collect();
    let near = suggest::did_you_mean(
        name,
        names.iter().chain(&labels).cloned().chain(others).collect::<Vec<_>>().iter().map(String::as_str),
    );
    let both = |(known, label): (&String, &String)| match known == label {
        true => known.clone(),
        false => format!("{known}{}", words.aside(label)),
    };
    let listed = words.join(names.iter().zip(&labels).map(both));
    Err(Failure::Usage(match near {
        Some(near) => format!("no deadline is called `{name}`; {near}; there are {listed}"),
        None => format!("no deadline is called `{name}`; there are {listed}"),
    }))
}

fn term_served(
    book: &LawBook,
    (only, months): (Option<Term>, u16),
    day: Date,
    held: &[served::Held],
    words: &Words,
) -> Result<Document, Failure> {
    if let Some((_, first, last)) = held.iter().find(|(_, first, last)| *last > day || *first >= day) {
        return Err(Failure::Usage(format!(
            "{first} to {last} is not before {day}, on which the judgment is executed"
        )));
    }
    let terms = served::served(book, only, months, day, held);
    if terms.is_empty() {
        let known = Term::ALL.into_iter().filter_map(|term| {
            let (least, most) = served::longest(book, term)?;
            Some(format!("{}{}{}", words.penalty(term), words.gap, numbers::term((least, most), words)))
        });
        let term = numbers::term((months, months), words);
        return Err(Failure::Usage(format!("no punishment lasts {term}: {}", words.join(known))));
    }
    Ok(report::served(&terms, months, held, book, words))
}
