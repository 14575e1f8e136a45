//! Cases under the law as it is and as proposed: which grade each has, and how grave that is.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Engine, LawFile, Laws, Settings, law_files, stopped, texts};
use crate::case::facts::Case;
use crate::case::{self, Override, day};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::explain::findings::GradeName;
use crate::measure::Assignment;
use crate::place::Place;
use crate::span::Sources;
use crate::study::{Side, verdict};
use crate::suggest;

/// The witness cases that come with the program, named without folder and ending.
pub fn embedded_witnesses() -> Vec<LawFile> {
    cases(texts::WITNESSES)
}

/// The cases of the course that come with the program, named likewise.
pub fn embedded_course() -> Vec<LawFile> {
    cases(texts::COURSE)
}

fn cases(files: &[(&str, &str)]) -> Vec<LawFile> {
    let stem = |name: &str| name.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).map(str::to_owned);
    let named = |file: LawFile| Some(LawFile { name: stem(&file.name)?, ..file });
    law_files(files).into_iter().filter_map(named).collect()
}

/// The outcome of a case: a grade by name, `none` or `open`, and the gravest imprisonment of its band, in months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its name.
    pub grade: String,
    /// The most months of its band; nothing below every grade, and where it is open.
    pub months: Option<u16>,
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
        let since = self.laws.since(self.sources, day);
        if !self.engines.contains_key(&since) {
            let (book, _) = self.laws.book(self.sources, since)?;
            let engine = self
                .laws
                .engine(book)
                .map_err(|error| vec![Diagnostic::placeless("does-not-compile", error.to_string())])?;
            self.engines.insert(since, engine);
        }
        Ok(&self.engines[&since])
    }

    /// The ids of the datasets of a case file; none where it cannot be read.
    ///
    /// # Errors
    ///
    /// Everything wrong with the law.
    pub fn datasets(&mut self, file: &LawFile) -> Result<Vec<String>, Diagnostics> {
        let mut own = Sources::default();
        let source = own.add(file.name.clone(), file.text.clone());
        let vocabulary = &self.engine(LATE)?.book.vocabulary;
        let read = case::read(&mut own, source, vocabulary, &[]).map(|reading| reading.case.datasets);
        Ok(read.unwrap_or_default().into_iter().map(|dataset| dataset.id).collect())
    }

    /// The outcome of a case file under this law for its first accused, of one offence or of all. Choices that the law
    /// does not have are let be.
    ///
    /// # Errors
    ///
    /// Everything wrong with the law or the file.
    pub fn outcome(
        &mut self,
        file: &LawFile,
        choices: &[(String, String)],
        overrides: &[Override],
        of: Option<&Place>,
    ) -> Result<Outcome, Diagnostics> {
        let (engine, case, settings) = self.tried(file, choices, overrides)?;
        let assignment = engine.assignment(&settings).map_err(|wrong| vec![wrong])?;
        Ok(outcome(engine, &case, &assignment, of))
    }

    /// The rule that stands between the grade expected of the first accused and the one that comes out.
    ///
    /// # Errors
    ///
    /// Everything wrong with the law or the file.
    pub fn stopped(
        &mut self,
        file: &LawFile,
        choices: &[(String, String)],
        of: Option<&Place>,
        expected: &str,
    ) -> Result<Vec<String>, Diagnostics> {
        let (engine, case, settings) = self.tried(file, choices, &[])?;
        let analysis = engine.analyse(&case, &settings).map_err(|wrong| vec![wrong])?;
        Ok(analysis
            .persons
            .get(FIRST)
            .map(|person| stopped::by(person, &engine.book, of, expected))
            .unwrap_or_default())
    }

    /// The grade that may be meant, where no offence has one of this name.
    pub fn no_grade(&mut self, name: &str) -> Option<String> {
        let offences = &self.engine(LATE).ok()?.book.offences;
        let grades = offences.iter().flat_map(|offence| &offence.grades).map(|grade| grade.name.as_str());
        let known: Vec<&str> = grades.chain([GradeName::NONE, OPEN]).collect();
        if known.contains(&name) { None } else { suggest::did_you_mean(name, known) }
    }

    /// A case file read by the vocabulary of its day, with the engine of that day and the choices that its law has.
    fn tried(
        &mut self,
        file: &LawFile,
        choices: &[(String, String)],
        overrides: &[Override],
    ) -> Result<(&Engine, Case, Settings), Diagnostics> {
        let mut own = Sources::default();
        let source = own.add(file.name.clone(), file.text.clone());
        let first = self.engine(LATE)?;
        let mut reading = case::read(&mut own, source, &first.book.vocabulary, overrides)?;
        let judged = reading.case.judged.map_or(LATE, |judged| day::date_of(judged.max));
        if self.laws.since(self.sources, judged) != self.laws.since(self.sources, LATE) {
            let engine = self.engine(judged)?;
            reading = case::read(&mut own, source, &engine.book.vocabulary, overrides)?;
        }
        let engine = self.engine(judged)?;
        let known = |(name, _): &&(String, String)| engine.book.choice_named(name).is_some();
        let choices = choices.iter().filter(known).cloned().collect();
        Ok((engine, reading.case, Settings { choices, ..Settings::default() }))
    }
}

/// What an outcome is called that is open.
const OPEN: &str = "open";

/// The day of cases that say none: the law as it last changes.
const LATE: Date = Date::MAX;

/// The gravest grade that is reached, if it is settled which.
fn outcome(engine: &Engine, case: &Case, assignment: &Assignment, of: Option<&Place>) -> Outcome {
    let grades = verdict(case, &Side { book: &engine.book, program: &engine.program, assignment }, FIRST).grades;
    let offences = engine.book.offences.iter().zip(grades);
    let offences = offences.filter(|(offence, _)| of.is_none_or(|place| offence.place == *place));
    let mut gravest = Outcome { grade: GradeName::NONE.to_owned(), months: Some(0) };
    let mut open = false;
    for (offence, grades) in offences {
        let mut reached =
            (0..offence.grades.len()).filter(|&grade| grades.has(grade)).map(|grade| &offence.grades[grade]);
        let Some(grade) = reached.next_back() else { continue };
        if !grades.settled() {
            open = true;
            continue;
        }
        let months = grade.band.imprisonment.map_or(0, |(_, most)| most);
        if gravest.months <= Some(months) {
            gravest = Outcome { grade: grade.name.clone(), months: Some(months) };
        }
    }
    match gravest.grade.as_str() {
        GradeName::NONE if open => Outcome { grade: OPEN.to_owned(), months: None },
        _ => gravest,
    }
}

/// The accused whose outcome it is.
const FIRST: usize = 0;
