//! The terms that courts imposed, beside the statute's band, what is reachable, and where guidance leads.

use std::collections::BTreeSet;

use super::expect::{Compared, Tested, Verdict};
use crate::explain::findings::{Charge, Months};
use crate::report::document::{Cell, Column, Document, Table};
use crate::report::words::Words;
use crate::sentence::term::Term;
use crate::truth::Truth;

/// A published term of imprisonment beside what is found.
#[derive(Clone, Debug)]
pub struct Imposed {
    /// The term, in months.
    pub months: u16,
    /// The bands of imprisonment of every grade still possible, and whether the term lies in them: open where in some only.
    pub band: (Vec<Months>, Truth),
    /// What is reachable, and whether the term lies in it.
    pub reachable: (Option<Months>, bool),
    /// The reference ranges of every grade still possible, and whether the term lies in one of them; none without guidance
    /// that is in force on the day.
    pub reference: Option<(Vec<Term>, bool)>,
}

impl Imposed {
    /// A term beside a charge.
    pub fn beside(months: u16, charge: Option<&Charge>) -> Self {
        let holds = |(least, most): &Months| (*least..=*most).contains(&months);
        let bands: Vec<Months> =
            charge.into_iter().flat_map(|charge| &charge.bands).filter_map(|(_, band)| band.imprisonment).collect();
        let inside = bands.iter().filter(|band| holds(band)).count();
        let status = match inside {
            0 => Truth::Excluded,
            some if charge.is_some_and(|charge| some < charge.bands.len()) => Truth::Open,
            _ => Truth::Established,
        };
        let reachable = charge.and_then(|charge| charge.reachable.as_ref()?.band.imprisonment);
        let ranges: Vec<Term> =
            charge.into_iter().flat_map(|charge| &charge.sentencing.grades).map(|grade| grade.reference).collect();
        let inside = ranges.iter().any(|range| range.holds(months.into()));
        Self {
            months,
            band: (bands, status),
            reachable: (reachable, reachable.is_some_and(|range| holds(&range))),
            reference: (!ranges.is_empty()).then_some((ranges, inside)),
        }
    }
}

/// Every expectation with its case.
fn all(cases: &[Tested]) -> impl Iterator<Item = (&str, &Compared)> {
    cases.iter().flat_map(|case| case.tested.iter().map(move |one| (case.case.as_str(), one)))
}

/// Every published term with its case.
fn imposed(cases: &[Tested]) -> impl Iterator<Item = (&Tested, &Compared, &Imposed)> {
    let all = cases.iter().flat_map(|case| case.tested.iter().map(move |one| (case, one)));
    all.filter_map(|(case, one)| Some((case, one, one.imposed.as_ref()?)))
}

/// Adds the table of the terms and the summary to what a test run shows.
pub fn add(document: &mut Document, cases: &[Tested], words: &Words) {
    let say = |zh, en| words.language.either(zh, en);
    document.section(say("公布的刑期与法律对照", "Published terms beside the law"), table(cases, words));
    document.section(say("汇总", "Summary"), summary(cases, words));
}

fn table(cases: &[Tested], words: &Words) -> Table {
    let say = |zh, en| words.language.either(zh, en);
    let mut table = Table::new(vec![
        Column::prose(words.case),
        Column::prose(words.person),
        Column::number(say("刑期（月）", "Months")),
        Column::prose(say("法定刑幅度", "Band")),
        Column::prose(say("处断刑", "Reachable")),
        Column::prose(say("量刑参考幅度", "Reference range")),
    ]);
    for (case, one, imposed) in imposed(cases) {
        let range = |(least, most): &Months| format!("{least}–{most}");
        let (bands, status) = &imposed.band;
        let (reachable, within) = &imposed.reachable;
        let reference = match &imposed.reference {
            None => Cell::from(say("当日无指导意见", "no guidance then")).faint(),
            Some((ranges, within)) => lies(ranges.iter().map(|range| reckoned(*range, words)), (*within).into(), words),
        };
        table.rows.push(vec![
            case.called(words).into(),
            one.whom(words).into(),
            imposed.months.to_string().into(),
            lies(bands.iter().map(range), *status, words),
            lies(reachable.iter().map(range), (*within).into(), words),
            reference,
        ]);
    }
    table
}

/// Ranges, and whether the term lies in them.
fn lies(ranges: impl Iterator<Item = String>, inside: Truth, words: &Words) -> Cell {
    let said = match inside {
        Truth::Established => words.language.either("在内", "in"),
        Truth::Open => words.language.either("可能在内", "may be in"),
        Truth::Excluded => words.language.either("在外", "out"),
    };
    let mut ranges: Vec<String> = ranges.collect();
    ranges.dedup();
    let ranges = words.join(ranges);
    Cell::status(&if ranges.is_empty() { said.to_owned() } else { format!("{ranges}{}{said}", words.colon) }, inside)
}

/// The ends of a reference range in whole months.
fn reckoned(range: Term, words: &Words) -> String {
    match range.months() {
        (least, Some(most)) => format!("{least}–{most}"),
        (least, None) => words.at_least(&least.to_string()),
    }
}

/// Whether a term lies in what it is compared with, where there is any.
type Lies = fn(&Imposed) -> Option<bool>;

/// How many expectations and cases stand in each line.
fn summary(cases: &[Tested], words: &Words) -> Table {
    let say = |zh, en| words.language.either(zh, en);
    let mut table = Table::new(vec![
        Column::prose(words.result),
        Column::number(say("预期", "Expectations")),
        Column::number(say("案件", "Cases")),
    ]);
    for (verdict, name) in [
        (Verdict::Agrees, say("公布的结果与所认定的一致", "the published outcome agrees")),
        (Verdict::Open, say("公布的结果仍属可能", "it is among the outcomes still open on the facts published")),
        (
            Verdict::Differs,
            say("有别，案卷已说明原因是否可知", "it differs, and the file says how far a reason is known"),
        ),
        (Verdict::Fails, say("有别而未说明", "it differs without explanation")),
    ] {
        let held: Vec<&str> = all(cases).filter(|(_, one)| one.verdict == verdict).map(|(case, _)| case).collect();
        row(&mut table, name, held.len().to_string(), &held);
    }
    let within: [(&str, Lies); 3] = [
        (
            say("公布的刑期在法定刑幅度内（或者可能在内）", "a published term lies in the statute's band, or may"),
            |one| Some(one.band.1 != Truth::Excluded),
        ),
        (say("在处断刑之内", "it is reachable"), |one| Some(one.reachable.1)),
        (
            say("在当日量刑参考幅度内", "it lies in the reference range, where guidance of the day gives one"),
            |one| one.reference.as_ref().map(|(_, within)| *within),
        ),
    ];
    for (name, lies) in within {
        let asked: Vec<(&str, bool)> =
            imposed(cases).filter_map(|(case, _, one)| Some((case.case.as_str(), lies(one)?))).collect();
        let held: Vec<&str> = asked.iter().filter(|(_, lies)| *lies).map(|(case, _)| *case).collect();
        if !asked.is_empty() {
            let of = words
                .language
                .either(format!("{}项中{}项", asked.len(), held.len()), format!("{} of {}", held.len(), asked.len()));
            row(&mut table, name, of, &held);
        }
    }
    table
}

fn row(table: &mut Table, name: &str, expectations: String, cases: &[&str]) {
    let cases: BTreeSet<_> = cases.iter().collect();
    table.rows.push(vec![name.into(), expectations.into(), cases.len().to_string().into()]);
}
