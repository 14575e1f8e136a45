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
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    under: Under,
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let request = arguments.under.request(arguments.case.clone(), laws, arguments.all);
    let (reasoned, warnings) = run::reason(&request)?;
    output::say(&warnings.told(output));
    let mut differences = run::differences(&request)?;
    if let Some(id) = &arguments.person {
        differences.iter_mut().for_each(|difference| difference.charges.retain(|charge| charge.id == *id));
    }
    for (position, (names, reasoning)) in reasoned.into_iter().enumerate() {
        let view = view(arguments, &reasoning)?;
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
    if let Some(id) = &arguments.person {
        person(id, reasoning)?;
    }
    let whole = arguments.all.then_some(usize::MAX);
    Ok(View { depth: arguments.depth.map(usize::from).or(whole), place, person: arguments.person.clone() })
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

/// Whether the case has such a person.
pub(super) fn person(id: &str, reasoning: &Reasoning) -> Result<(), Failure> {
    let ids: Vec<String> = reasoning.analysis.persons.iter().map(|person| person.id.clone()).collect();
    if ids.iter().any(|known| known == id) {
        return Ok(());
    }
    Err(not_found(&format!("no person of the case has the id `{id}`"), id, &ids))
}

/// What is not there, with the nearest that is.
pub(super) fn not_found(message: &str, name: &str, known: &[String]) -> Failure {
    let near = suggest::did_you_mean(name, known.iter().map(String::as_str));
    let help = near.map(|near| format!("; {near}")).unwrap_or_default();
    Failure::Usage(format!("{message}{help}"))
}
