//! Cases under the law as it is and as proposed: which grade each has, and how grave that is.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::{Engine, LawFile, Laws, Settings};
use crate::case::{self, Override, day};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::explain::findings::{Analysis, Charge};
use crate::place::Place;
use crate::span::Sources;

static CASES: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/cases/witness");

/// The witness cases that come with the program.
pub fn embedded_witnesses() -> Vec<LawFile> {
    let read = |file: &include_dir::File<'_>| {
        Some(LawFile { name: file.path().file_stem()?.to_str()?.to_owned(), text: file.contents_utf8()?.to_owned() })
    };
    let mut cases: Vec<LawFile> = CASES.files().filter_map(read).collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// The outcome of a case: a grade by name, `none` or `open`, and the gravest imprisonment of its band, in months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its name.
    pub grade: String,
    /// The most months of its band; nothing below every grade, and where it is open.
    pub months: Option<u16>,
}

impl Outcome {
    /// The gravest of these charges: open where one that could be graver is open.
    fn of(charges: &[&Charge]) -> Self {
        let months = |charge: &Charge| charge.band.as_ref().and_then(|band| band.imprisonment).map(|(_, most)| most);
        let grade = |charge: &Charge| charge.grade.as_ref().map(|grade| grade.name.clone());
        let reached = charges.iter().filter(|charge| charge.band.is_some());
        match reached.max_by_key(|charge| months(charge)) {
            Some(charge) => {
                Self { grade: grade(charge).unwrap_or_default(), months: Some(months(charge).unwrap_or(0)) }
            }
            None if charges.iter().any(|charge| charge.grade.is_none() && charge.present.possible()) => {
                Self { grade: "open".to_owned(), months: None }
            }
            None => Self { grade: "none".to_owned(), months: Some(0) },
        }
    }
}

/// A law with the engines of the days that cases ask for.
pub struct Bench<'s> {
    sources: &'s Sources,
    laws: Laws,
    engines: BTreeMap<Date, Engine>,
}

impl<'s> Bench<'s> {
    /// A law on which nothing has been tried yet.
    pub fn new(sources: &'s Sources, laws: Laws) -> Self {
        Self { sources, laws, engines: BTreeMap::new() }
    }

    /// The engine of a day.
    ///
    /// # Errors
    ///
    /// Everything wrong with the law of the day.
    pub fn engine(&mut self, day: Date) -> Result<&Engine, Diagnostics> {
        let since = self.laws.since(day);
        if !self.engines.contains_key(&since) {
            let (book, _) = self.laws.book(self.sources, since)?;
            let engine = Engine::new(book)
                .map_err(|error| vec![Diagnostic::placeless("does-not-compile", error.to_string())])?;
            self.engines.insert(since, engine);
        }
        Ok(&self.engines[&since])
    }

    /// A case file under this law. Choices that the law does not have are let be.
    ///
    /// # Errors
    ///
    /// Everything wrong with the law or the file, with the texts of the file.
    pub fn analyse(
        &mut self,
        file: &LawFile,
        choices: &[(String, String)],
        overrides: &[Override],
    ) -> Result<Analysis, (Sources, Diagnostics)> {
        let law = |wrong: Diagnostics, sources: &Sources| (sources.clone(), wrong);
        let sources = self.sources;
        let mut own = Sources::default();
        let source = own.add(file.name.clone(), file.text.clone());
        let first = self.engine(LATE).map_err(|wrong| law(wrong, sources))?;
        let read = |own: &mut Sources, engine: &Engine| case::read(own, source, &engine.book.vocabulary, overrides);
        let reading = read(&mut own, first).map_err(|wrong| (own.clone(), wrong))?;
        let judged = reading.case.judged.map_or(LATE, |judged| day::date_of(judged.max));
        let engine = self.engine(judged).map_err(|wrong| law(wrong, sources))?;
        let reading = read(&mut own, engine).map_err(|wrong| (own.clone(), wrong))?;
        let known = |(name, _): &&(String, String)| engine.book.choice_named(name).is_some();
        let choices = choices.iter().filter(known).cloned().collect();
        let settings = Settings { choices, ..Settings::default() };
        engine.analyse(&reading.case, &settings).map_err(|wrong| (own, vec![wrong]))
    }
}

/// The day of cases that say none: the vocabulary is the same on all days.
const LATE: Date = date(2025, 6, 1);

/// The outcome of a case for its first accused, of one offence or of all.
pub fn outcome(analysis: &Analysis, of: Option<&Place>) -> Outcome {
    let charges = analysis.persons.iter().take(1).flat_map(|person| &person.charges);
    let charges: Vec<&Charge> = charges.filter(|charge| of.is_none_or(|place| charge.offence == *place)).collect();
    Outcome::of(&charges)
}
