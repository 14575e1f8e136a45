//! Findings and law books as neutral documents in either language; `render` gives them a format.
//!
//! Nothing is decided here: what is established, how far and with what sentence comes with the findings.

mod alike;
mod amended;
mod answer;
mod at_place;
pub mod board;
pub mod calendar;
pub mod changes;
pub mod changing;
pub mod cite;
pub mod codebook;
pub mod collateral;
pub mod compare;
mod details;
pub mod difference;
pub mod document;
mod evidence;
pub mod explain;
mod flip;
mod gaps;
mod gist;
mod grounds;
mod guidance;
pub mod law;
pub mod law_diff;
mod legal;
mod named;
pub mod numbers;
mod phrases;
pub mod quiz;
pub mod relations;
mod screen;
mod sentence;
mod standing;
mod step;
mod summary;
pub mod sweep;
pub mod tidy;
mod together;
mod worded;
pub mod words;

use document::Document;
pub use grounds::{deciding, near_misses};
pub use guidance::stated_fines;
use words::Words;

use crate::analysis::flip::PersonFlips;
use crate::analysis::gaps::PersonGaps;
use crate::explain::findings::{Analysis, Charge, InstrumentUsed, PersonFindings};
use crate::law::book::Used;

/// How much to show of an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Detail {
    /// The first screen.
    Brief,
    /// The first screen, then everything behind it.
    #[default]
    Full,
    /// Charges whose conduct is absent, and grounds for which nothing was found, too.
    All,
}

impl Detail {
    /// Whether a charge is shown: one whose conduct is absent only when asked for, or where what a party says would bring it.
    pub fn shows(self, charge: &Charge) -> bool {
        self == Self::All || charge.present.possible() || charge.could_change.regraded_by_a_party()
    }
}

/// An analysis as a document.
pub fn analysis(analysis: &Analysis, words: &Words, detail: Detail) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("{}{}{}", analysis.case, words.colon, words.language.of(&analysis.title)));
    document.line(document::Cell::from(basis(analysis, detail == Detail::Brief, words)).faint());
    linked(&mut document, analysis, words);
    summary::findings(&mut document, &analysis.persons.iter().collect::<Vec<_>>(), words);
    let said = |person| {
        let blocks = |person: &PersonFindings, words: &Words| {
            let mut own = Document::default();
            show_answer(&mut own, person, words, detail);
            own.blocks
        };
        together::Said::new(person, blocks, words)
    };
    together::show(&mut document, analysis.persons.iter().map(said).collect(), words);
    document.table(answer::unraised(&analysis.persons, detail, words));
    if detail == Detail::Brief {
        document.line(document::Cell::from(behind(&analysis.persons, words)).faint());
    }
    for person in analysis.persons.iter().filter(|_| detail != Detail::Brief) {
        show_details(&mut document, person, words, detail);
    }
    if detail != Detail::Brief {
        let mut table = document::Table::pairs();
        for InstrumentUsed { id, sha256: hash, .. } in &analysis.instruments {
            table.pair(&words.instrument(id), hash.as_str());
        }
        document.section(words.instruments, table);
        amended::parameters(&mut document, &analysis.parameters, words);
    }
    document
}

/// What is open in a case, as a document; all of it, or what comes first.
pub fn gaps(title: &str, used: &Used, persons: &[PersonGaps], all: bool, words: &Words) -> Document {
    let mut document = Document::default();
    document.heading(1, title);
    document.line(document::Cell::from(law_used(used, words)).faint());
    gaps::gaps(&mut document, persons, all, words);
    amended::parameters(&mut document, &used.parameters, words);
    document
}

/// What would change the results of a case, as a document; all of it, or the nearest.
pub fn flip(title: &str, used: &Used, persons: &[PersonFlips], all: bool, words: &Words) -> Document {
    let mut document = Document::default();
    document.heading(1, title);
    document.line(document::Cell::from(law_used(used, words)).faint());
    flip::flip(&mut document, persons, all, words);
    amended::parameters(&mut document, &used.parameters, words);
    document
}

/// What is open in a case, without a heading.
pub fn open_facts(document: &mut Document, persons: &[PersonGaps], words: &Words) {
    gaps::gaps(document, persons, true, words);
}

/// What would change the results of a case, without a heading.
pub fn changes_of(document: &mut Document, persons: &[PersonFlips], words: &Words) {
    flip::flip(document, persons, false, words);
}

/// Ways out of a charge that are open or may be, in a line, as the first screen has them.
pub fn ways_out(charge: &Charge, words: &Words) -> Vec<String> {
    let mut table = document::Table::pairs();
    collateral::exits_line(&mut table, charge, words);
    table.as_lines(words.colon).into_iter().map(|line| line.text).collect()
}

/// What another law brings beside the charges of a person, or below them, a line each, as the first screen has it.
pub fn beside(person: &PersonFindings, words: &Words) -> Vec<String> {
    let mut heading = String::new();
    let lines = collateral::track_lines(person, false, words).rows.into_iter().filter_map(|row| {
        let [name, text] = &row[..] else { return None };
        if !name.text.is_empty() {
            heading.clone_from(&name.text);
        }
        Some(format!("{heading}{}{}", words.colon, text.text))
    });
    lines.collect()
}

/// The day of the law, the proposals in it, and their figures.
fn law_used(used: &Used, words: &Words) -> String {
    let day = Some(format!("{}{}", words.law_of, words.date(used.as_of)));
    let parts = [day, amended::line(&used.proposals, words), amended::figures(&used.parameters, words)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(words.stop)
}

/// The law it rests on: the day, choices that differ from their default, whether only proven facts were used.
fn basis(analysis: &Analysis, brief: bool, words: &Words) -> String {
    let mut parts = vec![format!("{}{}", words.law_of, words.date_of(&analysis.as_of))];
    parts.extend(amended::line(&analysis.proposals, words));
    parts.extend(amended::figures(&analysis.parameters, words));
    if !analysis.choices.is_empty() {
        let choices = analysis.choices.iter().map(|(name, option)| format!("{name} = {option}"));
        parts.push(format!("{}{}{}", words.choices_set, words.colon, words.join(choices)));
    }
    if analysis.only_proven {
        parts.push(words.proven_only.to_owned());
    }
    parts.extend(standing::line(analysis, brief, words));
    parts.join(words.stop)
}

/// How many charges that are all open are shown in full: with more, what is open of the first would leave the screen.
const OPEN_IN_FULL: usize = 1;

/// The linked cases, a line each, with those who are dealt with there.
fn linked(document: &mut Document, analysis: &Analysis, words: &Words) {
    for linked in &analysis.linked {
        let names = words.join(linked.persons.iter().map(|(_, name)| name.as_str()));
        let unnamed = words.language.either("未载明案号", "not named");
        let case = if linked.case.is_empty() { unnamed } else { linked.case.as_str() };
        let line = match linked.persons.is_empty() {
            true => words.language.either(format!("关联案件：{case}"), format!("Linked case: {case}")),
            false => words.language.either(
                format!("另案处理：{names}（{case}）"),
                format!("Dealt with in another case: {names} ({case})"),
            ),
        };
        document.line(document::Cell::from(line).faint());
    }
}

/// What there is to say first of a person: an answer for each charge.
fn show_answer(document: &mut Document, person: &PersonFindings, words: &Words, detail: Detail) {
    let shown: Vec<&Charge> = person.charges.iter().filter(|charge| detail.shows(charge)).collect();
    if shown.is_empty() {
        document.heading(2, format!("{}{}{}", person.name, words.dash, words.no_charge));
        document.table(answer::absent(person, words));
        relations::relations(document, person, words);
        document.pairs(collateral::track_lines(person, detail == Detail::Brief, words));
        return;
    }
    relations::relations(document, person, words);
    let (full, short) = in_full(person, &shown, detail);
    for charge in full {
        answer::answer(document, person, charge, words);
    }
    relations::others(document, person, &short, words);
    document.pairs(collateral::track_lines(person, detail == Detail::Brief, words));
}

/// What the first screen leaves out, counted, and how to see it.
fn behind(persons: &[PersonFindings], words: &Words) -> String {
    let charges = || persons.iter().flat_map(|person| &person.charges);
    let relied = |charge: &Charge| charge.defaults_used.len() + charge.presumed.len();
    words.behind_answer([
        charges().map(|charge| charge.grounds.len()).sum(),
        charges().map(|charge| charge.elements.len()).sum(),
        charges().flat_map(|charge| &charge.count).map(|counted| counted.steps.len()).sum(),
        charges().map(relied).sum(),
    ])
}

/// Which charges are shown in full and which in a line: the recommended ones in full, or, where none is, those that may
/// come to be; of many of these the first.
fn in_full<'a>(person: &PersonFindings, shown: &[&'a Charge], detail: Detail) -> (Vec<&'a Charge>, Vec<&'a Charge>) {
    let alternatives: [&dyn Fn(&&&Charge) -> bool; 4] = [
        &|charge| person.recommended.contains(&charge.offence) && charge.stands.certain(),
        &|charge| charge.status.certain() && charge.stands.possible(),
        &|charge| charge.stands.possible(),
        &|charge| charge.offence == shown[0].offence,
    ];
    let all = detail == Detail::All || shown.len() == 1;
    let chosen = alternatives.into_iter().find(|chosen| shown.iter().any(|charge| chosen(&charge)));
    let is_full = |charge: &&&Charge| all || chosen.is_some_and(|chosen| chosen(charge));
    let (mut full, mut short): (Vec<&Charge>, Vec<&Charge>) = shown.iter().partition(|charge| is_full(charge));
    let sure = full.iter().any(|charge| charge.status.certain());
    if !all && !sure && full.len() > OPEN_IN_FULL {
        short.splice(0..0, full.drain(1..));
    }
    (full, short)
}

/// What stands behind the answers.
fn show_details(document: &mut Document, person: &PersonFindings, words: &Words, detail: Detail) {
    let shown: Vec<&Charge> = person.charges.iter().filter(|charge| detail.shows(charge)).collect();
    let full = if shown.is_empty() { Vec::new() } else { in_full(person, &shown, detail).0 };
    for charge in full {
        let version = words.text_aside(charge.text.as_deref());
        let offence = words.language.of(&charge.label);
        document.heading(2, format!("{}{}{offence}{version}{}{}", person.name, words.dash, words.colon, words.details));
        details::details(document, charge, detail == Detail::All, words);
        collateral::of_charge(document, charge, None, words);
    }
    collateral::details(document, person, None, words);
}
