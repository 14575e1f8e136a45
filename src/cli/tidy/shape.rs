//! What a row that is written consists of: what was found, what was published, and what the input itself says.

use super::template::{Gap, Part};
use crate::case::facts::{Case, Expectation, Sentence};
use crate::cli::expect;
use crate::cli::sides::{Cases, Sides};
use crate::diagnostic::Diagnostic;
use crate::explain::findings::Analysis;
use crate::place::Place;
use crate::report::tidy::{self, Field};
use crate::study::Side;
use crate::study::compare::Subject;
use crate::study::tidy::{Line, lines};
use crate::truth::Truth;

/// What a row that is written consists of.
#[derive(Debug, Default)]
pub struct Shape {
    /// The offence that alone is looked at.
    pub offence: Option<Place>,
    /// Whether a whole analysis is added.
    pub full: bool,
    /// Whether what the case expects is added, beside what is found; it takes a whole analysis.
    pub tested: bool,
    /// Whether grounds are written too, a row each.
    pub grounds: bool,
    /// The grounds whose degrees have columns of their own.
    pub wide: Vec<Place>,
    /// What the columns of the input are called that are carried through.
    pub covariates: Vec<String>,
}

/// What stands beside a case in the input.
#[derive(Debug, Default)]
pub struct Beside {
    /// For each person of the case, what is carried through.
    pub covariates: Vec<Vec<Field>>,
    /// The laws, by position, under which the case cannot be computed: items were counted by a class that they change.
    pub not_computable: Vec<usize>,
}

/// What came of one case.
#[derive(Default)]
pub struct Done {
    /// Rows.
    pub rows: Vec<Vec<Field>>,
    /// Rows of grounds.
    pub grounds: Vec<Vec<Field>>,
    /// Accused that cannot be computed.
    pub not_computable: u64,
    /// Whether some result is open.
    pub open: bool,
    /// Whether something that the case expects does not hold.
    pub fails: bool,
}

impl Shape {
    /// The headings of rows.
    pub fn headings(&self) -> Vec<String> {
        let mut headings = self.own_headings();
        for heading in &self.covariates {
            // A column of one's own that is called as one of these is still told apart.
            let taken = headings.contains(heading);
            headings.push(if taken { format!("input_{heading}") } else { heading.clone() });
        }
        headings
    }

    /// The headings of what is no covariate.
    fn own_headings(&self) -> Vec<String> {
        let full: &[&str] = if self.full { &tidy::FULL } else { &[] };
        let tested: &[&str] = if self.tested { &tidy::TESTED } else { &[] };
        let own = tidy::HEADINGS.iter().chain(full).chain(tested).map(|heading| (*heading).to_owned());
        let wide = self.wide.iter().flat_map(|ground| ["min", "max"].map(|end| format!("degree_{end} {ground}")));
        own.chain(wide).collect()
    }

    /// The rows of a case under each law.
    pub fn rows(
        &self,
        sides: &Sides,
        (cases, at): (&Cases, usize),
        subject: &Subject<'_>,
        beside: &Beside,
    ) -> Result<Done, Diagnostic> {
        let mut done = Done::default();
        for (law, side) in subject.sides.iter().enumerate() {
            let computable = !beside.not_computable.contains(&law);
            let analysis = match (self.full || self.tested) && computable {
                true => Some(sides.analyse(cases, at, law)?),
                false => None,
            };
            for person in subject.case.accused() {
                let covariates = beside.covariates.get(person).map(Vec::as_slice).unwrap_or_default();
                let who = Who { case: subject.case, person, law: sides.law_named(law) };
                if computable {
                    self.lines_of(&who, side, analysis.as_ref(), covariates, &mut done);
                } else {
                    done.not_computable += 1;
                    done.rows.push(self.not_computable(&who, covariates));
                }
            }
        }
        Ok(done)
    }

    fn lines_of(
        &self,
        who: &Who<'_>,
        side: &Side<'_>,
        analysis: Option<&Analysis>,
        covariates: &[Field],
        done: &mut Done,
    ) {
        let (case, id) = (who.case.id.as_str(), who.id());
        for line in lines(who.case, side, who.person, self.offence.as_ref()) {
            done.open |= line.status == Truth::Open || line.least != line.most;
            let expected = expected(who, line.offence.as_ref());
            let published = expected.map(|one| one.sentence.clone()).unwrap_or_default();
            let mut fields = tidy::fields(case, id, who.law, &line, &published);
            if let Some(analysis) = analysis.filter(|_| self.full) {
                fields.extend(tidy::full(analysis, who.person, &line));
            }
            if let Some(analysis) = analysis.filter(|_| self.tested) {
                fields.extend(tested(expected, id, analysis, &line, &mut done.fails));
            }
            fields.extend(tidy::degrees(&line, &self.wide));
            fields.extend(covariates.iter().cloned());
            done.rows.push(fields);
            if self.grounds {
                done.grounds.extend(tidy::grounds(case, id, who.law, &line));
            }
        }
    }

    /// The row of a line of many accused, with gaps where they differ: their names, the degrees that vary, and the covariates
    /// that are not given. A degree of the line varies that `varying` has a number for.
    pub fn with_gaps(
        &self,
        law: &str,
        line: &Line,
        covariates: &[Option<Field>],
        varying: impl Fn(&Place) -> Option<usize>,
    ) -> Vec<Part> {
        let own = tidy::fields("", "", law, line, &Sentence::default()).into_iter().map(Part::Field);
        let mut parts: Vec<Part> = own.collect();
        if let Some(at) = line.ground.as_ref().and_then(&varying) {
            DEGREE.for_each(|field| parts[field] = Part::Gap(Gap::Degree(at)));
        }
        for place in &self.wide {
            match varying(place).filter(|_| line.grounds.iter().any(|ground| ground.place == *place)) {
                Some(at) => parts.extend([Part::Gap(Gap::Degree(at)), Part::Gap(Gap::Degree(at))]),
                None => parts.extend(tidy::degrees(line, std::slice::from_ref(place)).into_iter().map(Part::Field)),
            }
        }
        named(parts, covariates)
    }

    /// The row of many accused whose items were counted by a class that the law changes.
    pub fn not_computable_with_gaps(&self, law: &str, covariates: &[Option<Field>]) -> Vec<Part> {
        let mut fields = vec![Field::Nothing; self.own_headings().len()];
        fields[LAW] = Field::Text(law.to_owned());
        fields[STATUS] = Field::Text("not_computable".to_owned());
        named(fields.into_iter().map(Part::Field).collect(), covariates)
    }

    /// A row of an accused whose items were counted by a class that the law changes.
    fn not_computable(&self, who: &Who<'_>, covariates: &[Field]) -> Vec<Field> {
        let mut fields = vec![Field::Nothing; self.own_headings().len()];
        let said = [who.case.id.as_str(), who.id(), who.law].map(|text| Field::Text(text.to_owned()));
        fields.splice(0..said.len(), said);
        fields[STATUS] = Field::Text("not_computable".to_owned());
        fields.extend(covariates.iter().cloned());
        fields
    }
}

/// One accused under one law.
struct Who<'a> {
    case: &'a Case,
    person: usize,
    law: &'a str,
}

impl Who<'_> {
    fn id(&self) -> &str {
        &self.case.persons[self.person].id
    }
}

/// Where the law, the status and the degree stand among the headings.
const LAW: usize = 2;
const STATUS: usize = 5;
const DEGREE: std::ops::RangeInclusive<usize> = 12..=13;

/// The parts of a row with gaps for the case and the accused, and its covariates after it.
fn named(mut parts: Vec<Part>, covariates: &[Option<Field>]) -> Vec<Part> {
    parts[0] = Part::Gap(Gap::Case);
    parts[1] = Part::Gap(Gap::Person);
    let covariate = |(at, field): (usize, &Option<Field>)| match field {
        Some(field) => Part::Field(field.clone()),
        None => Part::Gap(Gap::Covariate(at)),
    };
    parts.extend(covariates.iter().enumerate().map(covariate));
    parts
}

/// What the case expects of an accused for an offence; for whom nothing is charged, what it expects first.
fn expected<'a>(who: &Who<'a>, offence: Option<&Place>) -> Option<&'a Expectation> {
    let of_offence = |one: &&Expectation| offence.is_none_or(|offence| one.offence == *offence);
    who.case.expectations.iter().filter(|one| one.person == who.person).find(of_offence)
}

/// What the case expects beside what is found under the text of the line.
fn tested(expected: Option<&Expectation>, id: &str, analysis: &Analysis, line: &Line, fails: &mut bool) -> Vec<Field> {
    let nothing = || vec![Field::Nothing; tidy::TESTED.len()];
    let Some(expected) = expected else { return nothing() };
    let found = expect::compare(expected, id, analysis.persons.iter().find(|person| person.id == id));
    let of_line = found.iter().find(|one| one.text.is_none() || one.text == line.text);
    let Some(one) = of_line else { return nothing() };
    *fails |= one.verdict == expect::Verdict::Fails;
    let text = |text: &str| if text.is_empty() { Field::Nothing } else { Field::Text(text.to_owned()) };
    vec![
        text(one.verdict.name()),
        text(&one.expected.join(";")),
        text(one.result.as_deref().unwrap_or_default()),
        text(one.differs.as_deref().unwrap_or_default()),
    ]
}

/// A covariate: a number where it can be one without losing anything, else text.
pub fn covariate(text: &str) -> Field {
    match text {
        "" => Field::Nothing,
        text if is_number(text) => Field::Number(text.to_owned()),
        text => Field::Text(text.to_owned()),
    }
}

/// Whether text can be a number without losing anything.
pub fn is_number(text: &str) -> bool {
    !text.is_empty()
        && text.len() < 16
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.bytes().filter(|byte| *byte == b'.').count() <= 1
        && !text.starts_with('.')
        && !text.ends_with('.')
        && (text.len() == 1 || !text.starts_with('0') || text.starts_with("0."))
}
