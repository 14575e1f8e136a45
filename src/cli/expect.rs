//! What a case file expects beside what is found: agrees, open, differs with an explanation, or fails.

use std::path::Path;

use super::published::{self, Part};
use super::terms::{self, Imposed};
use crate::case::facts::{Case, Expectation, ExpectedGrades, Sentence};
use crate::explain::findings::{Analysis, Charge, CouldChange, GradeName, GroundFinding, PersonFindings, Unstated};
use crate::law::book::{Band, Effect};
use crate::law::vocabulary::Label;
use crate::place::Place;
use crate::report::document::{Cell, Column, Document, Table};
use crate::report::words::Words;
use crate::report::{changing, cite};
use crate::truth::Truth;

/// A grade that is expected to be open.
const OPEN: &str = "open";

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

impl Verdict {
    /// Its name, for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Open => "open",
            Self::Differs => "differs",
            Self::Fails => "fails",
        }
    }
}

/// The expectations of one case.
#[derive(Clone, Debug)]
pub struct Tested {
    /// The case's id.
    pub case: String,
    /// Its title.
    pub title: Label,
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
    /// The person's name; the id of somebody who is not accused.
    pub name: String,
    /// The offence.
    pub offence: Place,
    /// Which text of the article it is compared with, where there are several.
    pub text: Option<String>,
    /// The grade or grades expected, by name.
    pub expected: Vec<String>,
    /// The parts of the sentence expected.
    pub sentence: Vec<Part>,
    /// The terms that are reachable.
    pub reachable: Option<Band>,
    /// What the court or procuratorate did.
    pub result: Option<String>,
    /// The grades found possible, by name; none where the offence is not charged.
    pub found: Vec<String>,
    /// The texts of the article that are charged, where the one that is expected is not.
    pub charged: Vec<String>,
    /// What could change the result that is found; nothing where the offence is not charged, or not under this text.
    pub could_change: Option<CouldChange>,
    /// How it came out.
    pub verdict: Verdict,
    /// Grounds expected that are not established, and how they stand.
    pub grounds: Vec<(Place, Truth)>,
    /// What no fact says and leaves the grade open.
    pub unstated: Vec<Unstated>,
    /// Whether what was done cannot follow from what is found.
    pub result_excluded: bool,
    /// On what an exemption or a decision not to prosecute is said to rest, where that is not found.
    pub no_basis: Option<Place>,
    /// The term that a court imposed, beside what is found.
    pub imposed: Option<Imposed>,
    /// The explanation given in the file.
    pub differs: Option<String>,
}

/// Compares everything that a case expects.
pub fn test(file: &Path, case: &Case, analysis: &Analysis) -> Tested {
    let tested = case.expectations.iter().flat_map(|expectation| {
        let id = case.persons.get(expectation.person).map(|person| person.id.as_str()).unwrap_or_default();
        compare(expectation, id, analysis.persons.iter().find(|person| person.id == id))
    });
    Tested {
        case: analysis.case.clone(),
        title: analysis.title.clone(),
        file: file.display().to_string(),
        tested: tested.collect(),
    }
}

/// Compares one expectation: with the text of the article that it names, or with every text that is charged.
pub fn compare(expectation: &Expectation, id: &str, person: Option<&PersonFindings>) -> Vec<Compared> {
    let charges = person.map(|person| person.charges.as_slice()).unwrap_or_default();
    let of_offence = charges.iter().filter(|charge| charge.offence == expectation.offence);
    let named = |charge: &&Charge| expectation.text.is_none() || charge.text == expectation.text;
    let all: Vec<&Charge> = of_offence.filter(named).collect();
    // What only a party's facts would bring is charged under no text where another is.
    let charged: Vec<&Charge> = all.iter().copied().filter(|charge| charge.present.possible()).collect();
    let of_text = if charged.is_empty() { all.clone() } else { charged };
    if of_text.is_empty() {
        let charged = charges.iter().filter(|charge| charge.offence == expectation.offence);
        let charged = charged.filter_map(|charge| charge.text.clone()).collect();
        return vec![Compared { charged, ..with_charge(expectation, id, person, None, &[]) }];
    }
    let compare = |charge: &&Charge| with_charge(expectation, id, person, Some(charge), &all);
    let compared: Vec<(&Charge, Compared)> = all.iter().map(|charge| (*charge, compare(charge))).collect();
    let may = |one: &Compared| matches!(one.verdict, Verdict::Agrees | Verdict::Open);
    // Where it is open which text applies, or a party brings another, the outcome may be that of the other.
    let of_another = |charge: &Charge| {
        let others = || compared.iter().filter(|(other, one)| !std::ptr::eq(*other, charge) && may(one));
        let moved = charge.could_change.regraded_by_a_party();
        others().any(|(other, _)| charge.present == Truth::Open || moved && other.present == Truth::Excluded)
    };
    let shown = compared.iter().filter(|(charge, _)| of_text.iter().any(|one| std::ptr::eq(*one, *charge)));
    let told = shown.map(|(charge, one)| {
        let verdict = if !may(one) && of_another(charge) { Verdict::Open } else { one.verdict };
        let text = one.text.clone().filter(|_| of_text.len() > 1 || expectation.text.is_some());
        Compared { verdict, text, ..one.clone() }
    });
    told.collect()
}

fn with_charge(
    expectation: &Expectation,
    id: &str,
    person: Option<&PersonFindings>,
    charge: Option<&Charge>,
    texts: &[&Charge],
) -> Compared {
    let mut status = expectation.grades.as_ref().map_or(Truth::Established, |expected| grade(expected, charge));
    let mut grounds = Vec::new();
    for place in &expectation.grounds {
        let found = charge.and_then(|charge| find(&charge.grounds, place)).unwrap_or(Truth::Excluded);
        let found = found.or(may(charge.is_some_and(|charge| charge.could_change.a_party_decides(place))));
        if found != Truth::Established {
            grounds.push((place.clone(), found));
        }
        status = status.and(found);
    }
    let outcome = expectation.result.as_deref().map_or(Truth::Established, |result| outcome(result, texts, person));
    let rests = expectation.basis.as_ref().map_or(Truth::Established, |place| basis(place, charge));
    let sentence = published::parts(&expectation.sentence, charge, person.and_then(|person| person.joint.as_ref()));
    let reaches = sentence.iter().fold(Truth::Established, |all, part| all.and(part.status));
    let convicted = expectation.result.as_deref() == Some("convicted");
    let imposed = expectation.sentence.imprisonment.filter(|(least, most)| convicted && least == most);
    Compared {
        person: id.to_owned(),
        name: person.map_or(id, |person| person.name.as_str()).to_owned(),
        offence: expectation.offence.clone(),
        text: match charge {
            Some(charge) if texts.len() > 1 || expectation.text.is_some() => charge.text.clone(),
            Some(_) => None,
            None => expectation.text.clone(),
        },
        charged: Vec::new(),
        expected: match &expectation.grades {
            Some(ExpectedGrades::One(grade)) => vec![grade.clone()],
            Some(ExpectedGrades::Possible(grades)) => grades.clone(),
            None => Vec::new(),
        },
        result: expectation.result.clone(),
        found: charge.map(names).unwrap_or_default(),
        could_change: charge.map(|charge| charge.could_change.clone()),
        verdict: verdict(expectation, status.and(outcome).and(rests).and(reaches)),
        grounds,
        unstated: charge.map(|charge| charge.unstated.clone()).unwrap_or_default(),
        sentence,
        reachable: charge.and_then(|charge| charge.reachable.as_ref()).map(|reachable| reachable.band),
        result_excluded: outcome == Truth::Excluded,
        no_basis: expectation.basis.clone().filter(|_| rests == Truth::Excluded),
        imposed: imposed.and_then(|(months, _)| Some(Imposed::beside(u16::try_from(months).ok()?, charge))),
        differs: expectation.differs.clone(),
    }
}

/// What everything compared amounts to. An explanation is stale only where it can be about nothing but what agrees: a
/// result other than a conviction, or one of which the file states nothing to compare, can differ all the same.
fn verdict(expectation: &Expectation, status: Truth) -> Verdict {
    let states =
        expectation.grades.is_some() || expectation.sentence != Sentence::default() || !expectation.grounds.is_empty();
    let convicted = expectation.result.as_deref().is_none_or(|result| result == "convicted");
    match (status, expectation.differs.is_some()) {
        (Truth::Established, false) => Verdict::Agrees,
        (Truth::Established, true) if states && convicted => Verdict::Fails,
        (Truth::Open, _) => Verdict::Open,
        (Truth::Established | Truth::Excluded, true) => Verdict::Differs,
        (Truth::Excluded, false) => Verdict::Fails,
    }
}

/// Whether what the court or procuratorate did follows: a conviction from a grade that is reached under some text of the
/// article, no prosecution from a way out that must be taken, and anything else from no grade being reached. An exemption, and
/// no prosecution on a way out that only may be taken, are one of several outcomes.
///
/// What follows on the facts of a party alone may be so.
fn outcome(result: &str, texts: &[&Charge], person: Option<&PersonFindings>) -> Truth {
    let reached = texts.iter().fold(Truth::Excluded, |some, charge| some.or(charge.status));
    let none = may(texts.iter().any(|charge| charge.could_change.reached_by_a_party(GradeName::NONE)));
    let reached_by_a_party = may(texts.iter().any(|charge| charge.could_change.charged_by_a_party()));
    let (not_reached, reached) = ((!reached).or(none), reached.or(reached_by_a_party));
    let exempt = may(texts.iter().any(|charge| charge.reachable.as_ref().is_some_and(|reachable| reachable.exempt)));
    match result {
        "convicted" => reached,
        "exempted" => reached.and(exempt),
        "not_prosecuted" => {
            let exits = texts.iter().flat_map(|charge| &charge.exits);
            let exits = exits.map(|exit| if exit.shall { exit.status } else { may(exit.status.possible()) });
            exits.fold(not_reached.or(exempt), Truth::or)
        }
        "other_charge" => {
            let of_these = |charge: &Charge| texts.iter().any(|one| one.offence == charge.offence);
            let others = person.into_iter().flat_map(|person| &person.charges).filter(|charge| !of_these(charge));
            let may_stand = |charge: &Charge| charge.stands.possible() || charge.could_change.charged_by_a_party();
            not_reached.or(may(others.into_iter().any(may_stand)))
        }
        _ => not_reached,
    }
}

/// Open where something may be so.
fn may(possible: bool) -> Truth {
    if possible { Truth::Open } else { Truth::Excluded }
}

/// Whether a way out, or a circumstance that lets exempt, is found at a place.
fn basis(place: &Place, charge: Option<&Charge>) -> Truth {
    let exempts = |effects: &[(_, Vec<Effect>)]| effects.iter().any(|(_, effects)| effects.contains(&Effect::Exempt));
    let Some(charge) = charge else { return Truth::Excluded };
    let leads = |exit: &&crate::explain::collateral::ExitFinding| {
        exit.rule.place == *place || exit.to.as_ref().is_some_and(|(to, _)| to == place)
    };
    let exits = charge.exits.iter().filter(leads).map(|exit| exit.status);
    let circumstances = charge.circumstances.iter().filter(|one| one.place == *place && exempts(&one.effects));
    exits.chain(circumstances.map(|one| one.status)).fold(Truth::Excluded, Truth::or)
}

fn names(charge: &Charge) -> Vec<String> {
    charge.grades.iter().map(|grade| grade.name.clone()).collect()
}

/// Whether the grades found are those expected. An offence that is not charged reaches no grade.
fn grade(expected: &ExpectedGrades, charge: Option<&Charge>) -> Truth {
    let found = charge.map_or_else(|| vec!["none".to_owned()], names);
    let settled = charge.is_none_or(|charge| charge.grade.is_some());
    match expected {
        ExpectedGrades::One(grade) if grade == OPEN => (!settled).into(),
        ExpectedGrades::One(grade) if !found.contains(grade) => match charge {
            // What a party says may be so: the outcome is one of those that are still possible.
            Some(charge) if charge.could_change.reached_by_a_party(grade) => Truth::Open,
            _ => Truth::Excluded,
        },
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

impl Tested {
    /// The case as a reader knows it; by its id where it has no title, or where codes are asked for.
    pub(super) fn called<'a>(&'a self, words: &'a Words) -> &'a str {
        Some(words.language.of(&self.title))
            .filter(|title| words.names_things() && !title.is_empty())
            .unwrap_or(&self.case)
    }
}

impl Compared {
    /// Whom it is about.
    pub(super) fn whom<'a>(&'a self, words: &Words) -> &'a str {
        if words.names_things() { &self.name } else { &self.person }
    }

    fn grades(&self, names: &[String], words: &Words) -> String {
        let open = |grade: &str| grade == OPEN && words.names_things();
        words.join(names.iter().map(|grade| match open(grade) {
            true => words.stays_open.to_owned(),
            false => words.grade_of(&self.offence, grade),
        }))
    }
}

/// All expectations as a table, with the totals under it.
pub fn document(cases: &[Tested], words: &Words) -> Document {
    let mut table = Table::new(vec![
        Column::prose(words.case),
        Column::prose(words.person),
        Column::prose(words.offence),
        Column::prose(words.expected),
        Column::prose(words.found),
        Column::prose(words.result),
    ]);
    let mut totals = [0; 4];
    for case in cases {
        for (position, one) in case.tested.iter().enumerate() {
            totals[one.verdict as usize] += 1;
            // What stands in the row above is not told again.
            let name = if words.names_things() { case.called(words) } else { &case.file };
            let again = position > 0 && words.names_things();
            table.rows.push(vec![
                if again { "" } else { name }.into(),
                one.whom(words).into(),
                offence(one, words).into(),
                expected(one, words).into(),
                found(one, words).into(),
                result(one, words),
            ]);
        }
    }
    let mut document = Document::default();
    document.table(table);
    let differing = cases.iter().flat_map(|case| case.tested.iter().map(move |one| (case, one)));
    let mut reasons = Table::pairs();
    for (case, one) in differing.filter(|(_, one)| one.verdict >= Verdict::Differs) {
        if let Some(reason) = &one.differs {
            let whom = one.whom(words);
            match words.names_things() {
                true => reasons.pair(whom, format!("{}{}{reason}", case.called(words), words.colon)),
                false => reasons.pair(&format!("{} {whom}", case.case), reason.as_str()),
            }
        }
    }
    document.section(words.reasons, reasons);
    terms::add(&mut document, cases, words);
    document.line(words.totals(totals.iter().sum(), cases.len(), totals));
    document
}

/// The offence by its name, with its text where that matters.
fn offence(one: &Compared, words: &Words) -> String {
    if words.names_things() {
        return words.offence(&one.offence) + &words.text_aside(one.text.as_deref());
    }
    one.text.iter().fold(words.place(&one.offence), |offence, text| format!("{offence} {text}"))
}

/// The grades that are found; that the offence, or this text of its article, is charged of nobody where that is so.
fn found(one: &Compared, words: &Words) -> String {
    if one.could_change.is_some() {
        return one.grades(&one.found, words);
    }
    let charged = words.join(one.charged.iter().map(|text| words.text(text)));
    match charged.is_empty() {
        true => words.language.either("未指控", "not charged").to_owned(),
        false => words.language.either("所适用的是", "charged under the ").to_owned() + &charged,
    }
}

/// The grades, the sentence and the result that a file states, a line each.
fn expected(one: &Compared, words: &Words) -> String {
    let sentence = one.sentence.iter().map(|part| part.what.said(words));
    let result = one.result.as_ref().map(|result| words.disposal(result));
    let lines = [one.grades(&one.expected, words)].into_iter().chain(sentence).chain(result);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
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
    lines.extend(
        one.grounds
            .iter()
            .map(|(place, status)| format!("{}{}{}", words.place(place), words.colon, words.truth(*status))),
    );
    for part in one.sentence.iter().filter(|part| part.status == Truth::Excluded) {
        let reach = one.reachable.as_ref().map(|band| published::reach(band, words)).filter(|reach| !reach.is_empty());
        let reach = reach
            .filter(|_| part.what.is_term())
            .map(|reach| words.language.either(format!("（{reach}）"), format!(" ({reach})")));
        let said = part.what.said(words);
        lines.push(format!("{said}{}{}{}", words.colon, words.beyond_reach, reach.unwrap_or_default()));
    }
    for part in one.sentence.iter().filter(|part| part.status == Truth::Open && !part.closed_by.is_empty()) {
        let by = cite::places(&part.closed_by, words);
        lines.push(format!("{}{}{}{by}", part.what.said(words), words.colon, words.depends_on));
    }
    lines.extend(
        one.no_basis.iter().map(|place| format!("{}{}{}", words.place(place), words.colon, words.cannot_follow)),
    );
    lines.extend(
        one.result
            .as_ref()
            .filter(|_| one.result_excluded)
            .map(|done| format!("{}{}{}", words.disposal(done), words.colon, words.cannot_follow)),
    );
    lines.extend(words.open_alone(&one.unstated));
    lines.extend(one.could_change.as_ref().and_then(|could| changing::in_a_line(could, words)));
    let text = lines.join("\n");
    match one.verdict {
        Verdict::Agrees => Cell::status(&text, Truth::Established),
        Verdict::Open | Verdict::Differs => Cell::status(&text, Truth::Open),
        Verdict::Fails => Cell::from(text).wrong(),
    }
}
