//! One law with its numbers moved, as a sweep asks for it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::Date;

use super::{Cases, Law, Over, Prepared, Sides, Spec};
use crate::case::facts::Value;
use crate::cli::failure::Failure;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::{Engine, Laws};
use crate::parallel::in_parallel;
use crate::place::Place;
use crate::quantity::Ratio;
use crate::range::{Number, Range};
use crate::study::scale::{Scale, Standing};
use crate::study::sweep::{Axis, one_way};
use crate::study::{Side, standing};

/// One law over which a number, or two, is varied.
pub struct Swept<'a> {
    sides: &'a Sides,
    cases: &'a Cases,
    overs: Vec<Over>,
    scale: &'a Scale,
    offence: Option<&'a Place>,
    /// Where all but the last of them stand.
    pub at: Vec<Number>,
}

impl<'a> Swept<'a> {
    /// These cases over these numbers.
    pub fn new(
        sides: &'a Sides,
        cases: &'a Cases,
        overs: Vec<Over>,
        scale: &'a Scale,
        offence: Option<&'a Place>,
    ) -> Self {
        let at = overs.iter().map(|over| over.values.0).collect();
        Self { sides, cases, overs, scale, offence, at }
    }

    /// Where each number stands, the last at this value.
    fn values(&self, last: Number) -> impl Iterator<Item = (&Over, Number)> {
        let end = self.overs.len() - 1;
        self.overs.iter().enumerate().map(move |(at, over)| (over, if at == end { last } else { self.at[at] }))
    }

    /// The law with its numbers at these values.
    fn law(&self, last: Number) -> Result<Laws, Failure> {
        let Law { laws, spec, .. } = &self.sides.laws[0];
        let wrong = |found| self.sides.found(found);
        let mut laws = laws.clone();
        let mut parameters = Vec::new();
        for (over, value) in self.values(last).filter(|(over, _)| !over.is_fact()) {
            let value = Ratio::from_integer(value);
            match Place::parse(&over.name) {
                Some(place) => {
                    laws =
                        laws.with_threshold(&self.sides.sources, &place, value).map_err(|found| wrong(vec![found]))?
                }
                None => parameters.push((over.name.clone(), value)),
            }
        }
        if !parameters.is_empty() {
            laws = laws.with(&self.sides.sources, &[], &parameters).map_err(|found| self.misnamed(spec, found))?;
        }
        Ok(laws)
    }

    /// A parameter that is not there, with what can be swept instead.
    fn misnamed(&self, spec: &Spec, found: Diagnostics) -> Failure {
        let help = |one: Diagnostic| {
            let none = spec.proposals.is_empty();
            if none {
                one.help("parameters belong to proposals: add `--with PROPOSAL`, or name the place of a threshold")
            } else {
                one
            }
        };
        self.sides.found(found.into_iter().map(help).collect())
    }

    fn engines(&self, laws: &Laws, rows: &[(&'a Prepared, usize)]) -> Result<BTreeMap<Date, Engine>, Failure> {
        let mut engines = BTreeMap::new();
        for (prepared, _) in rows {
            let day = prepared.days[0];
            if let Entry::Vacant(missing) = engines.entry(day) {
                let book = laws.book(&self.sides.sources, day);
                let (book, _) = book.map_err(|found| self.sides.found(found))?;
                missing.insert(laws.engine(book)?);
            }
        }
        Ok(engines)
    }

    fn rows(&self, rows: &[usize]) -> Vec<(&'a Prepared, usize)> {
        let all: Vec<(&'a Prepared, usize)> = (self.cases.prepared.iter())
            .flat_map(|prepared| prepared.case.accused().map(move |person| (prepared, person)))
            .collect();
        rows.iter().map(|&row| all[row]).collect()
    }
}

impl Axis for Swept<'_> {
    type Error = Failure;

    fn standings(&mut self, value: Number, rows: &[usize]) -> Result<Vec<Standing>, Failure> {
        let rows = self.rows(rows);
        let fact_alone = self.overs.iter().all(Over::is_fact);
        let made = if fact_alone { BTreeMap::new() } else { self.engines(&self.law(value)?, &rows)? };
        let engines = if fact_alone { &self.sides.laws[0].engines } else { &made };
        Ok(in_parallel(&rows, |(prepared, person)| {
            let engine = &engines[&prepared.days[0]];
            let mut assignment = prepared.assignments[0].clone();
            for (over, value) in self.values(value).filter(|(over, _)| over.is_fact()) {
                if let Some((variable, unit)) = self.sides.variable(prepared, &over.name) {
                    assignment = assignment.with(&variable, Value::Number(Range::point(value * unit.scale())));
                }
            }
            let side = Side { book: &engine.book, program: &engine.program, assignment: &assignment };
            standing(&prepared.case, &side, *person, self.scale, self.offence)
        }))
    }

    fn one_way(&mut self, from: Number, until: Number) -> Result<bool, Failure> {
        // Amounts of a case enter in one direction each; of a law it is looked up.
        if self.overs.iter().all(Over::is_fact) {
            return Ok(true);
        }
        let everyone: Vec<usize> = (0..self.cases.persons().count()).collect();
        let rows = self.rows(&everyone);
        let (low, high) = (self.engines(&self.law(from)?, &rows)?, self.engines(&self.law(until)?, &rows)?);
        Ok(low.iter().all(|(day, engine)| one_way(&engine.program, &high[day].program)))
    }
}
