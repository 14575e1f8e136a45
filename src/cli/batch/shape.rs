//! What a row that is written consists of: what was found, what was published, and what the table itself says.

use super::Laws;
use crate::case::facts::{Case, Expectation, Sentence};
use crate::cli::sides::Cases;
use crate::diagnostic::Diagnostic;
use crate::explain::findings::Analysis;
use crate::place::Place;
use crate::report::tidy::{self, Field};
use crate::study::Side;
use crate::study::compare::Subject;
use crate::study::tidy::lines;
use crate::table::{Layout, Row};

/// What rows say beside the case: of each accused its first row and its covariates; and kinds that stand for classes.
pub type Facts = (Vec<usize>, Vec<Vec<String>>, Vec<usize>);

/// What a row that is written consists of.
pub struct Shape {
    /// What the columns say.
    pub layout: Layout,
    /// The offence that alone is looked at.
    pub offence: Option<Place>,
    /// The headings of what is written.
    pub headings: Vec<String>,
    /// Whether a whole analysis is added.
    pub full: bool,
    /// Whether grounds are written too.
    pub grounds: bool,
}

impl Shape {
    /// The rows of a case under each law.
    pub fn done(
        &self,
        (cases, at): (&Cases, usize),
        subject: &Subject<'_>,
        (first, stated, by_class): &Facts,
        rows: &[Row],
        laws: &Laws,
    ) -> Result<Done, Diagnostic> {
        let mut done = Done::default();
        for (law, side) in subject.sides.iter().enumerate() {
            let computable = by_class.iter().all(|kind| !laws.moved[law].contains(kind));
            let analysis = match self.full && computable {
                true => Some(laws.sides.analyse(cases, at, law)?),
                false => None,
            };
            for person in 0..subject.case.persons.len() {
                let cells = &rows[first[person]].cells;
                let carried = self.layout.carried().map(|field| Field::Text(cells[field].trim().to_owned()));
                let covariates: Vec<Field> = stated[person].iter().map(|text| covariate(text)).chain(carried).collect();
                let who = Who { case: subject.case, person, law: &laws.specs[law].text };
                if computable {
                    self.lines_of(&who, side, analysis.as_ref(), &covariates, &mut done);
                } else {
                    done.not_computable += 1;
                    done.rows.push(not_computable(&who, self.full, covariates));
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
            let published = published(who.case, who.person, line.offence.as_ref());
            let mut fields = tidy::fields(case, id, who.law, &line, &published);
            fields.extend(analysis.map(|analysis| tidy::full(analysis, who.person, &line)).unwrap_or_default());
            fields.extend(covariates.iter().cloned());
            done.rows.push(fields);
            if self.grounds {
                done.grounds.extend(tidy::grounds(case, id, who.law, &line));
            }
        }
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

/// What came of one case.
#[derive(Default)]
pub struct Done {
    /// Rows.
    pub rows: Vec<Vec<Field>>,
    /// Rows of grounds.
    pub grounds: Vec<Vec<Field>>,
    /// Accused that cannot be computed.
    pub not_computable: u64,
}

/// The headings of what is written.
pub fn headings_out(layout: &Layout, full: bool) -> Vec<String> {
    let own = tidy::HEADINGS.iter().chain(if full { tidy::FULL.iter() } else { [].iter() });
    let mut headings: Vec<String> = own.map(|heading| (*heading).to_owned()).collect();
    let present = layout.present().into_iter().map(|column| layout.codebook.columns[column].name.clone());
    let carried = layout.carried().map(|at| layout.headings[at].clone());
    for heading in present.chain(carried).collect::<Vec<_>>() {
        // A column of one's own that is called as one of these is still told apart.
        let taken = headings.contains(&heading);
        headings.push(if taken { format!("input_{heading}") } else { heading });
    }
    headings
}

fn covariate(text: &str) -> Field {
    let is_number = !text.is_empty()
        && text.len() < 16
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.bytes().filter(|byte| *byte == b'.').count() <= 1
        && !text.starts_with('.')
        && !text.ends_with('.')
        && (text.len() == 1 || !text.starts_with('0') || text.starts_with("0."));
    match text {
        "" => Field::Nothing,
        text if is_number => Field::Number(text.to_owned()),
        text => Field::Text(text.to_owned()),
    }
}

/// A row of an accused whose items were counted by a class that the law changes.
fn not_computable(who: &Who<'_>, full: bool, covariates: Vec<Field>) -> Vec<Field> {
    let width = tidy::HEADINGS.len() + if full { tidy::FULL.len() } else { 0 };
    let mut fields = vec![Field::Nothing; width];
    let said = [who.case.id.as_str(), who.id(), who.law].map(|text| Field::Text(text.to_owned()));
    fields.splice(0..3, said);
    fields[STATUS] = Field::Text("not_computable".to_owned());
    fields.extend(covariates);
    fields
}

/// Where the status stands among the headings.
const STATUS: usize = 5;

/// What was published of an accused for an offence.
fn published(case: &Case, person: usize, offence: Option<&Place>) -> Sentence {
    let of = |one: &&Expectation| one.person == person && Some(&one.offence) == offence;
    case.expectations.iter().find(of).map(|one| one.sentence.clone()).unwrap_or_default()
}
