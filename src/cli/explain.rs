//! `gravamen explain`: the reasoning behind what is found, issue by issue.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::output::{self, Format, Output, TextFormat};
use super::under::Under;
use super::{Ending, run};
use crate::explain::reasoning::Reasoning;
use crate::law::citation::Citations;
use crate::law::vocabulary::Label;
use crate::numeral;
use crate::place::Place;
use crate::render::reasoning as json;
use crate::report::difference;
use crate::report::explain::{self, View};
use crate::suggest;

/// What to explain, and how deep.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Case file
    #[arg(value_name = "CASE")]
    case: PathBuf,
    /// Only what stands at or under this provision, by its name or as `INSTRUMENT/ARTICLE.PARAGRAPH.ITEM`
    #[arg(value_name = "PLACE")]
    place: Option<String>,
    /// Only this person, by the id in the file
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// How many levels: 1 for issues, 2 for steps, 3 for the facts and parts of each …
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..), conflicts_with = "all")]
    depth: Option<u8>,
    /// Every level, and offences whose conduct is absent too
    #[arg(long, alias = "full")]
    all: bool,
    #[command(flatten)]
    under: Under,
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let request = arguments.under.request(arguments.case.clone(), laws, arguments.all);
    let (mut reasoned, warnings) = run::reason(&request)?;
    output::say(&warnings.told(output));
    // An offence whose conduct is absent is told of where it is asked for: which element fails, and by what.
    let asked = arguments.place.as_deref().filter(|_| !arguments.all);
    if asked.is_some_and(|text| reasoned.iter().any(|(_, reasoning)| place(text, reasoning).is_err())) {
        let whole = arguments.under.request(arguments.case.clone(), laws, true);
        reasoned = run::reason(&whole)?.0;
    }
    let mut differences = run::differences(&request)?;
    for (position, (names, reasoning)) in reasoned.into_iter().enumerate() {
        let view = view(arguments, &reasoning)?;
        if let (Some(id), Some(difference)) = (&view.person, differences.get_mut(position)) {
            difference.charges.retain(|charge| charge.id == *id);
        }
        let difference = differences.get(position);
        let format = match arguments.under.format() {
            Format::Json => {
                output::print(&json::reasoning(&reasoning, &view, difference))?;
                continue;
            }
            Format::Table => TextFormat::Table,
            Format::Markdown => TextFormat::Markdown,
            Format::Html => TextFormat::Html,
        };
        let words = output.words(names);
        let document = explain::explain(&reasoning, &view, &words);
        output.document(&difference::first(document, difference, &words), format)?;
    }
    Ok(Ending::Done)
}

/// What to show.
fn view(arguments: &Arguments, reasoning: &Reasoning) -> Result<View, Failure> {
    let place = arguments.place.as_deref().map(|text| place(text, reasoning)).transpose()?;
    let meant = arguments.person.as_deref().map(|typed| person(typed, analysed(reasoning))).transpose()?;
    let whole = arguments.all.then_some(usize::MAX);
    Ok(View { depth: arguments.depth.map(usize::from).or(whole), place, person: meant })
}

/// The place of the reasoning that was meant, by its place or its name.
fn place(text: &str, reasoning: &Reasoning) -> Result<Place, Failure> {
    let known = explain::places(reasoning);
    provision(text, &reasoning.analysis.citations, &known, "in the reasoning")
}

/// The provision that was meant, by its place or its name; `whose` says among what it was looked for.
pub(super) fn provision(text: &str, citations: &Citations, known: &[Place], whose: &str) -> Result<Place, Failure> {
    let mut meant = citations.meant(text, known);
    match meant.len() {
        0 => {
            let names = |code: String, name: Label| [code, name.zh, name.en];
            let instruments: BTreeSet<&String> = known.iter().map(|place| &place.instrument).collect();
            let of = instruments.into_iter().flat_map(|id| names(id.clone(), citations.instrument(id)));
            let names = of.chain(known.iter().flat_map(|place| names(place.to_string(), citations.name(place))));
            let names: Vec<String> = names.collect();
            Err(not_found(&format!("nothing {whose} stands at `{text}`"), text, &names))
        }
        1 => Ok(meant.remove(0)),
        _ => {
            let names: Vec<String> =
                meant.iter().map(|place| format!("`{place}` ({})", citations.name(place).zh)).collect();
            Err(Failure::Usage(format!("`{text}` may be one of {}: say which", names.join(", "))))
        }
    }
}

/// The id of the person who was meant: by id, by name, or by what one name begins with.
pub(super) fn person<'p>(
    typed: &str,
    persons: impl Iterator<Item = (&'p str, &'p str)> + Clone,
) -> Result<String, Failure> {
    type Fits = fn(&(&str, &str), &str) -> bool;
    let ways: [Fits; 3] = [
        |(id, _), typed| *id == typed,
        |(_, name), typed| numeral::reads_as(name, typed),
        |(_, name), typed| name.get(..typed.len()).is_some_and(|start| numeral::reads_as(start, typed)),
    ];
    let meant = |way: &Fits| {
        let mut fitting = persons.clone().filter(|person| way(person, typed));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    match ways.iter().find_map(meant) {
        Some((id, _)) => Ok(id.to_owned()),
        None => {
            let called: Vec<&str> = persons.clone().flat_map(|(id, name)| [id, name]).collect();
            let known =
                persons.map(|(id, name)| if id == name { format!("`{id}`") } else { format!("`{name}` (`{id}`)") });
            let known = known.collect::<Vec<_>>().join(", ");
            let near = suggest::did_you_mean(typed, called.iter().copied());
            Err(Failure::Usage(match near {
                Some(near) => format!("no accused is called `{typed}`; {near} the file names {known}"),
                None => format!("no accused is called `{typed}`; the file names {known}"),
            }))
        }
    }
}

/// Ids and names of those whose case was analysed.
pub(super) fn analysed(reasoning: &Reasoning) -> impl Iterator<Item = (&str, &str)> + Clone {
    reasoning.analysis.persons.iter().map(|person| (person.id.as_str(), person.name.as_str()))
}

/// What is not there, with the nearest that is.
pub(super) fn not_found(message: &str, name: &str, known: &[String]) -> Failure {
    let near = suggest::did_you_mean(name, known.iter().map(String::as_str));
    let help = near.map(|near| format!("; {near}")).unwrap_or_default();
    Failure::Usage(format!("{message}{help}"))
}
