//! `gravamen explain`: the reasoning behind what is found, issue by issue.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::output::{self, Format, Output, TextFormat};
use super::under::Under;
use super::{Ending, run};
use crate::explain::reasoning::Reasoning;
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
    /// Only what stands at or under this place, such as `INSTRUMENT/ARTICLE.PARAGRAPH.ITEM`
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
    output::say(&warnings.draw(output.colours_errors()));
    let mut differences = run::differences(&request)?;
    if let Some(id) = &arguments.person {
        differences.iter_mut().for_each(|difference| difference.charges.retain(|charge| charge.id == *id));
    }
    for (position, reasoning) in reasoned.iter().enumerate() {
        let view = view(arguments, reasoning)?;
        let difference = differences.get(position);
        let format = match arguments.under.format() {
            Format::Json => {
                output::print(&json::reasoning(reasoning, &view, difference))?;
                continue;
            }
            Format::Table => TextFormat::Table,
            Format::Markdown => TextFormat::Markdown,
            Format::Html => TextFormat::Html,
        };
        let document = explain::explain(reasoning, &view, output.language());
        output.document(&difference::first(document, difference, output.language()), format)?;
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

/// A place of the reasoning; reports name its instrument once for several, so it may be left out where there is one only.
fn place(text: &str, reasoning: &Reasoning) -> Result<Place, Failure> {
    let known = explain::places(reasoning);
    if !text.contains('/') {
        let mut named = known.iter().map(|known| known.instrument.as_str()).collect::<Vec<_>>();
        named.dedup();
        let of = |instrument: &str| Place::parse(&format!("{instrument}/{text}"));
        let mut found = named.into_iter().filter_map(of).filter(|place| known.iter().any(|known| known.within(place)));
        if let (Some(place), None) = (found.next(), found.next()) {
            return Ok(place);
        }
    }
    if let Some(place) = Place::parse(text).filter(|place| known.iter().any(|known| known.within(place))) {
        return Ok(place);
    }
    let names: Vec<String> = known.iter().map(ToString::to_string).collect();
    Err(not_found(&format!("nothing in the reasoning stands at `{text}`"), text, &names))
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
