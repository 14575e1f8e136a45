//! What a case file expects beside what is found: agrees, open, differs with an explanation, or fails.

use std::path::Path;

use super::terms::{self, Imposed};
use crate::case::facts::{Case, Expectation, ExpectedGrades};
use crate::explain::findings::{Analysis, Charge, GroundFinding, PersonFindings};
use crate::place::Place;
use crate::quantity::Unit;
use crate::report::document::{Cell, Column, Document, Table};
use crate::report::words::{Language, Words};
use crate::truth::Truth;

/// How an expectation came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// What is found is what is expected.
    Agrees,
    /// What is expected is among what is still possible.
    Open,
    /// Something else is found, and the file says why.
    Differs,
    /// Something else is found and nothing explains it; or an explanation is given and there is nothing to explain.
    Fails,
}

/// The expectations of one case.
#[derive(Clone, Debug)]
pub struct Tested {
    /// The case's id.
    pub case: String,
    /// Its file.
    pub file: String,
    /// Its expectations, in order.
    pub tested: Vec<Compared>,
}

/// One expectation beside what is found.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The person's id.
    pub person: String,
    /// The offence.
    pub offence: Place,
    /// The grade or grades expected, by name.
    pub expected: Vec<String>,
    /// The term expected, in months.
    pub months: Option<u16>,
    /// What the court or procuratorate did.
    pub result: Option<String>,
    /// The grades found possible, by name; none where the offence is not charged.
    pub found: Vec<String>,
    /// How it came out.
    pub verdict: Verdict,
    /// Grounds expected that are excluded.
    pub excluded: Vec<Place>,
    /// Whether the term expected lies beyond what is reachable.
    pub beyond_reach: bool,
    /// Whether what was done cannot follow from what is found.
    pub result_excluded: bool,
    /// The term that a court imposed, beside what is found.
    pub imposed: Option<Imposed>,
    /// The explanation given in the file.
    pub differs: Option<String>,
}

/// Compares everything that a case expects.
pub fn test(file: &Path, case: &Case, analysis: &Analysis) -> Tested {
    let tested = case.expectations.iter().map(|expectation| {
        let id = case.persons.get(expectation.person).map(|person| person.id.as_str()).unwrap_or_default();
        compare(expectation, id, analysis.persons.iter().find(|person| person.id == id))
    });
    Tested { case: analysis.case.clone(), file: file.display().to_string(), tested: tested.collect() }
}

/// Compares one expectation. Where an offence has several texts, the one that comes nearest counts.
pub fn compare(expectation: &Expectation, id: &str, person: Option<&PersonFindings>) -> Compared {
    let charges = person.map(|person| person.charges.as_slice()).unwrap_or_default();
    let of_offence = charges.iter().filter(|charge| charge.offence == expectation.offence);
    let compared = of_offence.map(|charge| with_charge(expectation, id, Some(charge)));
    compared.min_by_key(|compared| compared.verdict).unwrap_or_else(|| with_charge(expectation, id, None))
}

fn with_charge(expectation: &Expectation, id: &str, charge: Option<&Charge>) -> Compared {
    let mut status = expectation.grades.as_ref().map_or(Truth::Established, |expected| grade(expected, charge));
    let mut excluded = Vec::new();
    for place in &expectation.grounds {
        let found = charge.and_then(|charge| find(&charge.grounds, place)).unwrap_or(Truth::Excluded);
        if found == Truth::Excluded {
            excluded.push(place.clone());
        }
        status = status.and(found);
    }
    let outcome = expectation.result.as_deref().map_or(Truth::Established, |result| outcome(result, charge));
    let reachable = charge.and_then(|charge| charge.reachable.as_ref()?.band.imprisonment);
    let within = |months| reachable.is_some_and(|(min, max)| min <= months && months <= max);
    let beyond_reach = expectation.months.is_some_and(|months| !within(months));
    let convicted = expectation.result.as_deref() == Some("convicted");
    Compared {
        person: id.to_owned(),
        offence: expectation.offence.clone(),
        expected: match &expectation.grades {
            Some(ExpectedGrades::One(grade)) => vec![grade.clone()],
            Some(ExpectedGrades::Possible(grades)) => grades.clone(),
            None => Vec::new(),
        },
        months: expectation.months,
        result: expectation.result.clone(),
        found: charge.map(names).unwrap_or_default(),
        verdict: verdict(expectation, status.and(outcome).and((!beyond_reach).into())),
        excluded,
        beyond_reach,
        result_excluded: outcome == Truth::Excluded,
        imposed: expectation.months.filter(|_| convicted).map(|months| Imposed::beside(months, charge)),
        differs: expectation.differs.clone(),
    }
}

/// What everything compared amounts to. An explanation is stale only where it can be about nothing but what agrees: a
/// result other than a conviction, or one of which the file states nothing to compare, can differ all the same.
fn verdict(expectation: &Expectation, status: Truth) -> Verdict {
    let states = expectation.grades.is_some() || expectation.months.is_some() || !expectation.grounds.is_empty();
    let convicted = expectation.result.as_deref().is_none_or(|result| result == "convicted");
    match (status, expectation.differs.is_some()) {
        (Truth::Established, false) => Verdict::Agrees,
        (Truth::Established, true) if states && convicted => Verdict::Fails,
        (Truth::Open, _) => Verdict::Open,
        (Truth::Established | Truth::Excluded, true) => Verdict::Differs,
        (Truth::Excluded, false) => Verdict::Fails,
    }
}

/// Whether what the court or procuratorate did can follow: a conviction from a grade that is reached, an exemption where
/// circumstances allow it, and anything else from no grade being reached.
fn outcome(result: &str, charge: Option<&Charge>) -> Truth {
    let reached = charge.map_or(Truth::Excluded, |charge| charge.status);
    let exempt = charge.and_then(|charge| charge.reachable.as_ref()).is_some_and(|reachable| reachable.exempt);
    match result {
        "convicted" => reached,
        "exempted" => reached.and(exempt.into()),
        "not_prosecuted" => (!reached).or(exempt.into()),
        _ => !reached,
    }
}

fn names(charge: &Charge) -> Vec<String> {
    charge.grades.iter().map(|grade| grade.name.clone()).collect()
}

/// Whether the grades found are those expected. An offence that is not charged reaches no grade.
fn grade(expected: &ExpectedGrades, charge: Option<&Charge>) -> Truth {
    let found = charge.map_or_else(|| vec!["none".to_owned()], names);
    let settled = charge.is_none_or(|charge| charge.grade.is_some());
    match expected {
        ExpectedGrades::One(grade) if grade == "open" => (!settled).into(),
        ExpectedGrades::One(grade) if !found.contains(grade) => Truth::Excluded,
        ExpectedGrades::One(_) if settled => Truth::Established,
        ExpectedGrades::One(_) => Truth::Open,
        ExpectedGrades::Possible(grades) => {
            let all = |one: &[String], other: &[String]| one.iter().all(|grade| other.contains(grade));
            (all(grades, &found) && all(&found, grades)).into()
        }
    }
}

/// The status of the ground at a place, whether it is listed itself or as a part of another.
fn find(grounds: &[GroundFinding], place: &Place) -> Option<Truth> {
    let listed = grounds.iter().filter(|ground| ground.place == *place).map(|ground| ground.status).max();
    listed.or_else(|| grounds.iter().filter_map(|ground| find(&ground.parts, place)).max())
}

/// All expectations as a table, with the totals under it.
pub fn document(cases: &[Tested], language: Language) -> Document {
    let words = language.words();
    let mut table = Table::new(vec![
        Column::whole(words.case),
        Column::whole(words.person),
        Column::whole(words.offence),
        Column::prose(words.expected),
        Column::prose(words.found),
        Column::prose(words.result),
    ]);
    let mut totals = [0; 4];
    for (case, one) in cases.iter().flat_map(|case| case.tested.iter().map(move |one| (case, one))) {
        totals[one.verdict as usize] += 1;
        table.rows.push(vec![
            case.file.as_str().into(),
            one.person.as_str().into(),
            one.offence.to_string().into(),
            expected(one, words).into(),
            words.join(&one.found).into(),
            result(one, words),
        ]);
    }
    let mut document = Document::default();
    document.table(table);
    let differing = cases.iter().flat_map(|case| case.tested.iter().map(move |one| (case, one)));
    let mut reasons = Table::pairs();
    for (case, one) in differing.filter(|(_, one)| one.verdict >= Verdict::Differs) {
        if let Some(reason) = &one.differs {
            reasons.pair(&format!("{} {}", case.case, one.person), reason.as_str());
        }
    }
    document.section(words.reasons, reasons);
    terms::add(&mut document, cases, words);
    document.line(words.totals(totals.iter().sum(), cases.len(), totals));
    document
}

/// The grades, the term and the result that a file states, a line each.
fn expected(one: &Compared, words: &Words) -> String {
    let term = one.months.map(|months| term(months, words));
    let lines = [Some(words.join(&one.expected)), term, one.result.clone()];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn term(months: u16, words: &Words) -> String {
    words.with_unit(&months.to_string(), Unit::Months, months == 1)
}

/// The verdict, with what does not agree and the explanation given.
fn result(one: &Compared, words: &Words) -> Cell {
    let name = match one.verdict {
        Verdict::Agrees => words.agrees,
        Verdict::Open => words.stays_open,
        Verdict::Differs => words.differs,
        Verdict::Fails if one.differs.is_some() => words.stale,
        Verdict::Fails => words.fails,
    };
    let mut lines = vec![name.to_owned()];
    lines.extend(one.excluded.iter().map(|place| format!("{place}{}{}", words.colon, words.truth(Truth::Excluded))));
    lines.extend(
        one.months
            .filter(|_| one.beyond_reach)
            .map(|months| format!("{}{}{}", term(months, words), words.colon, words.beyond_reach)),
    );
    lines.extend(
        one.result
            .as_ref()
            .filter(|_| one.result_excluded)
            .map(|done| format!("{done}{}{}", words.colon, words.cannot_follow)),
    );
    let text = lines.join("\n");
    match one.verdict {
        Verdict::Agrees => Cell::status(&text, Truth::Established),
        Verdict::Open | Verdict::Differs => Cell::status(&text, Truth::Open),
        Verdict::Fails => Cell::from(text).wrong(),
    }
}
