//! Gaps as a document: the open facts by what they decide, those that cannot matter, and what the findings rest on.

use super::answer;
use super::document::{Cell, Column, Document, Table};
use super::words::Words;
use crate::analysis::ChargeGrades;
use crate::analysis::gaps::{Answer, Gap, Named, PersonGaps};
use crate::analysis::support::Support;
use crate::law::vocabulary::{Label, Shown};
use crate::truth::Truth;

/// What is open about each person.
pub fn gaps(document: &mut Document, persons: &[PersonGaps], words: &Words) {
    for person in persons {
        document.heading(2, person.name.as_str());
        if person.charges.is_empty() {
            document.line(words.no_charge);
            continue;
        }
        let mut now = Table::pairs();
        now.pair(words.possible_grades, charges(&person.charges, words));
        document.table(now);
        if !person.exact {
            document.line(Cell::from(words.not_exact).faint());
        }
        if person.matter.is_empty() && person.undecided.is_empty() {
            document.line(words.no_fact_matters);
        }
        document.section(words.facts_that_decide, matter(&person.matter, words));
        document.section(words.usually_shown, usually_shown(person, words));
        document.section(words.facts_undecided, list(&person.undecided, words));
        document.section(words.facts_that_cannot, list(&person.cannot, words));
        document.section(words.what_rests, support(&person.support, words));
    }
}

/// Each charge with its grades; the charge is named where there are several.
pub(super) fn charges(charges: &[ChargeGrades], words: &Words) -> String {
    let several = charges.len() > 1;
    let each = charges.iter().map(|charge| {
        let grades = answer::grades(&charge.grades, words);
        let text = charge.text.as_ref().map(|text| words.aside(text)).unwrap_or_default();
        if several { format!("{}{text}{}{grades}", charge.offence, words.colon) } else { grades }
    });
    each.collect::<Vec<_>>().join(words.stop)
}

fn matter(gaps: &[Gap], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.fact),
        Column::prose(words.answer),
        Column::prose(words.then_possible),
        Column::whole(words.grounds_decided),
    ]);
    for gap in gaps {
        for (position, answer) in gap.answers.iter().enumerate() {
            let name = if position == 0 { fact(&gap.fact, words) } else { String::new() };
            table.rows.push(row(name, answer, gap.exact, words));
        }
    }
    table
}

/// An answer, what it leads to, and what it decides.
pub(super) fn row(name: String, answer: &Answer, exact: bool, words: &Words) -> Vec<Cell> {
    let mut then = charges(&answer.charges, words);
    if !exact {
        then += &words.aside(words.not_exact);
    }
    let settled = answer.charges.iter().all(|charge| charge.grades.len() == 1);
    let tone = if settled { Truth::Established } else { Truth::Open };
    let decides = answer.decides.iter().map(|(place, is)| format!("{place}{}{}", words.gap, words.mark(*is)));
    vec![
        name.into(),
        words.language.of(&answer.said.label).into(),
        Cell::status(&then, tone),
        decides.collect::<Vec<_>>().join("\n").into(),
    ]
}

pub(super) fn fact(named: &Named, words: &Words) -> String {
    format!("{}\n{}", words.language.of(&named.label), named.fact)
}

/// Who can usually establish what still matters, and with which kind of evidence; each sentence once.
fn usually_shown(person: &PersonGaps, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.fact),
        Column::prose(words.evidence),
        Column::prose(words.provider),
        Column::prose(words.how),
    ]);
    let facts = person.matter.iter().map(|gap| &gap.fact).chain(&person.undecided);
    let mut told: Vec<(&Shown, Vec<&str>)> = Vec::new();
    for fact in facts {
        let Some(shown) = &fact.shown else { continue };
        match told.iter_mut().find(|(known, _)| *known == shown) {
            Some((_, paths)) => paths.push(&fact.fact),
            None => told.push((shown, vec![&fact.fact])),
        }
    }
    for (shown, paths) in told {
        let of = |labels: &[Label]| words.join(labels.iter().map(|label| words.language.of(label)));
        table.rows.push(vec![
            paths.join("\n").into(),
            of(&shown.by).into(),
            of(&shown.from).into(),
            words.language.of(&shown.label).into(),
        ]);
    }
    table
}

fn list(facts: &[Named], words: &Words) -> Table {
    let mut table = Table::new(vec![Column::prose(words.fact), Column::prose(words.what)]);
    for named in facts {
        table.rows.push(vec![named.fact.as_str().into(), words.language.of(&named.label).into()]);
    }
    table
}

/// The element × evidence matrix.
fn support(rows: &[Support], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.place),
        Column::prose(words.what),
        Column::whole(words.status),
        Column::prose(words.evidence),
        Column::prose(words.without_evidence),
    ]);
    for row in rows {
        let evidence = words.join(&row.evidence);
        let evidence = match (row.rests_on_nothing(), row.rests_on_one()) {
            // What nobody has stated needs no evidence.
            (true, _) if row.without.is_empty() => Cell::from(words.basis_of(row.basis)).faint(),
            (true, _) => Cell::from(words.on_nothing).wrong(),
            (_, true) => Cell::from(format!("{evidence}{}", words.aside(words.alone))).strong(),
            _ => evidence.into(),
        };
        table.rows.push(vec![
            row.place.to_string().into(),
            words.language.of(&row.label).into(),
            Cell::status(words.truth(row.status), row.status),
            evidence,
            words.join(&row.without).into(),
        ]);
    }
    table
}
