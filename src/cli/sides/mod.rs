//! The laws that cases are held against side by side, as the command line names them.

mod corpus;
mod spec;
mod swept;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Zoned;
use jiff::civil::Date;

use super::failure::Failure;
use super::run::Checked;
use super::{proposals, run};
use crate::case::facts::{Case, Standing, Value};
use crate::case::{self, Override, day};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::{Engine, Laws, Settings};
use crate::explain::findings::Analysis;
use crate::law::book::LawBook;
use crate::law::vocabulary::FactKind;
use crate::measure::{Assignment, Variable};
use crate::parallel::in_parallel;
use crate::place::Place;
use crate::quantity::Unit;
use crate::range::Number;
use crate::report::words::Names;
use crate::span::Sources;
use crate::study::Side;
use crate::study::compare::Subject;
use crate::study::scale::Scale;

pub use corpus::{Corpus, Drawn, draw};
pub use spec::{Over, Spec};
pub use swept::Swept;

/// One law of several, with the engines of the days asked for.
struct Law {
    spec: Spec,
    laws: Laws,
    only_proven: bool,
    /// By the day from which their law was in force.
    engines: BTreeMap<Date, Engine>,
    /// For each day asked about, the day from which its law was in force.
    since: BTreeMap<Date, Date>,
}

impl Law {
    /// The settings that are choices of this engine's law; the others are parameters, settled in it.
    fn choices(&self, engine: &Engine) -> Vec<(String, String)> {
        let is_parameter = |name: &str| engine.book.parameters.iter().any(|parameter| parameter.name == name);
        self.spec.set.iter().filter(|(name, _)| !is_parameter(name)).cloned().collect()
    }

    fn assignment(
        &self,
        engine: &Engine,
        choices: Vec<(String, String)>,
        strict: bool,
    ) -> Result<Assignment, Diagnostic> {
        engine.assignment(&Settings { choices, only_proven: self.only_proven, strict, ..Settings::default() })
    }
}

/// Laws side by side, the base first, and the sources of the run.
pub struct Sides {
    sources: Sources,
    laws: Vec<Law>,
    /// The day whose law applies where neither a law nor a case names one.
    today: Date,
    /// The day asked for, for every law that names none.
    as_of: Option<Date>,
    /// Facts that are put in place in every case that is read.
    facts: Vec<Override>,
    /// Whether what nobody has put in issue is open.
    strict: bool,
}

/// A case, the days of its law under each side, and the assignments it is looked at in.
struct Prepared {
    case: Case,
    file: String,
    days: Vec<Date>,
    assignments: Vec<Assignment>,
}

/// Cases ready to be held against the laws.
pub struct Cases {
    prepared: Vec<Prepared>,
    /// Readings that the law of some cases does not know, by name, and of how many: those are looked at without it.
    pub without: BTreeMap<String, usize>,
}

impl Cases {
    /// Every accused, by case and position.
    pub fn persons(&self) -> impl Iterator<Item = (&Case, usize)> {
        self.iter().flat_map(|case| case.accused().map(move |person| (case, person)))
    }

    /// How many.
    pub fn number(&self) -> usize {
        self.prepared.len()
    }

    /// How many state something that a party disputes or alleges.
    pub fn doubted(&self) -> usize {
        let in_doubt = |case: &&Case| case.stated.values().any(|fact| fact.standing != Standing::Proven);
        self.iter().filter(in_doubt).count()
    }

    /// Where each came from, and how many persons it has.
    pub fn files(&self) -> impl Iterator<Item = (&str, usize)> {
        self.prepared.iter().map(|prepared| (prepared.file.as_str(), prepared.case.persons.len()))
    }

    /// The cases.
    pub fn iter(&self) -> impl Iterator<Item = &Case> {
        self.prepared.iter().map(|prepared| &prepared.case)
    }
}

impl Sides {
    /// The base law with this folder's, and the laws of these specifications beside it.
    pub fn new(folder: Option<&Path>, specs: &[Spec], as_of: Option<Date>, only_proven: bool) -> Result<Self, Failure> {
        let mut sources = Sources::default();
        let mut laws = Vec::with_capacity(specs.len());
        for spec in specs {
            let law = run::Law {
                folder: folder.map(Path::to_owned),
                as_of: None,
                with: spec.proposals.clone(),
                ..run::Law::default()
            };
            let amended = proposals::laws(&law, &spec.set, &mut sources)?;
            laws.push(Law {
                spec: spec.clone(),
                laws: amended,
                only_proven,
                engines: BTreeMap::new(),
                since: BTreeMap::new(),
            });
        }
        Ok(Self { sources, laws, today: Zoned::now().date(), as_of, facts: Vec::new(), strict: false })
    }

    /// The same with these facts put in place in every case that is read, and, if asked for, with everything open that
    /// nobody has put in issue.
    pub fn with_facts(self, facts: Vec<Override>, strict: bool) -> Self {
        Self { facts, strict, ..self }
    }

    /// The laws as they were named.
    pub fn specs(&self) -> impl Iterator<Item = &Spec> {
        self.laws.iter().map(|law| &law.spec)
    }

    /// How a law, by its position, was named.
    pub fn law_named(&self, at: usize) -> &str {
        &self.laws[at].spec.text
    }

    /// The day asked for.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// Every ground of the laws on their days, of one offence only where one is named, in the order of the base.
    pub fn grounds(&mut self, of: Option<&Place>) -> Result<Vec<Place>, Failure> {
        let days = self.on_their_days()?;
        let mut found: Vec<Place> = Vec::new();
        for (law, (day, _)) in self.laws.iter().zip(&days) {
            let Engine { book, program } = &law.engines[day];
            let asked = book.offences.iter().zip(&program.offences);
            let asked = asked.filter(|(offence, _)| of.is_none_or(|of| offence.place == *of));
            for ground in asked.flat_map(|(_, offence)| &offence.grades).flat_map(|grade| &grade.grounds) {
                if !found.contains(&ground.place) {
                    found.push(ground.place.clone());
                }
            }
        }
        Ok(found)
    }

    /// Reads the cases of a corpus as the base law of their day has them, and makes ready the engines they need.
    pub fn read(&mut self, corpus: &Corpus) -> Result<Cases, Failure> {
        let mut texts = Vec::new();
        for part in corpus.parts(usize::MAX >> 1)? {
            texts.extend(part?);
        }
        self.read_texts(texts)
    }

    /// The same of case files that have been read, each with its name.
    pub fn read_texts(&mut self, texts: Vec<(String, String)>) -> Result<Cases, Failure> {
        let first = self.since(0, self.as_of.unwrap_or(self.today));
        self.engine(0, first)?;
        let (vocabulary, facts) = (&self.laws[0].engines[&first].book.vocabulary, &self.facts);
        let read = in_parallel(&texts, |(name, text)| {
            // Each thread reads from texts of its own: reading adds what it replaces to the sources.
            let mut own = Sources::default();
            let source = own.add(name.clone(), text.clone());
            case::read(&mut own, source, vocabulary, facts).map_err(|diagnostics| Checked { sources: own, diagnostics })
        });
        let mut cases = Vec::with_capacity(read.len());
        for ((file, _), reading) in texts.into_iter().zip(read) {
            cases.push((file, reading.map_err(Failure::Found)?.case));
        }
        self.take(cases)
    }

    /// Makes ready the engines that cases need which have been read, each with the name of its file, as the base law's
    /// vocabulary has them.
    pub fn take(&mut self, cases: Vec<(String, Case)>) -> Result<Cases, Failure> {
        let number = cases.len();
        let mut without = BTreeMap::new();
        let prepared: Result<Vec<_>, _> =
            cases.into_iter().map(|(file, case)| self.prepare(file, case, &mut without)).collect();
        let prepared = prepared?;
        // A reading that the law of no case knows is a mistake of whoever names it.
        for at in (0..self.laws.len()).filter(|at| self.unknown_to_all(*at, &without, number)) {
            let engine = &self.laws[at].engines[&prepared[0].days[at]];
            self.laws[at]
                .assignment(engine, self.laws[at].choices(engine), self.strict)
                .map_err(|wrong| self.found(vec![wrong]))?;
        }
        Ok(Cases { prepared, without })
    }

    /// The law book of the base on its day, by whose vocabulary cases are read.
    pub fn book(&mut self) -> Result<&LawBook, Failure> {
        let day = self.since(0, self.as_of.unwrap_or(self.today));
        self.engine(0, day)?;
        Ok(&self.laws[0].engines[&day].book)
    }

    /// The SHA-256 of every instrument of each law, by id, as far as its engines have been made.
    pub fn hashes(&self) -> Vec<BTreeMap<&str, &str>> {
        let mut hashes = Vec::with_capacity(self.laws.len());
        for law in &self.laws {
            let books = law.engines.values().map(|engine| &engine.book);
            let instruments = books.flat_map(|book| &book.instruments);
            hashes.push(instruments.map(|one| (one.id.as_str(), one.sha256.as_str())).collect());
        }
        hashes
    }

    /// The day whose law applies where nothing names another.
    pub fn today(&self) -> Date {
        self.as_of.unwrap_or(self.today)
    }

    /// The whole analysis of a case under a law, both by position.
    pub fn analyse(&self, cases: &Cases, case: usize, law: usize) -> Result<Analysis, Diagnostic> {
        let prepared = &cases.prepared[case];
        let engine = &self.laws[law].engines[&prepared.days[law]];
        let law = &self.laws[law];
        let known = |(name, _): &(String, String)| engine.book.choice_named(name).is_some();
        let choices = law.choices(engine).into_iter().filter(known).collect();
        engine.analyse(
            &prepared.case,
            &Settings { choices, only_proven: law.only_proven, strict: self.strict, ..Settings::default() },
        )
    }

    fn unknown_to_all(&self, at: usize, without: &BTreeMap<String, usize>, cases: usize) -> bool {
        cases > 0 && self.laws[at].spec.set.iter().any(|(name, _)| without.get(name) == Some(&cases))
    }

    /// The days of a case's law under each side, with the engines of those days.
    fn prepare(
        &mut self,
        file: String,
        case: Case,
        without: &mut BTreeMap<String, usize>,
    ) -> Result<Prepared, Failure> {
        let judged = case.judged.map(|judged| day::date_of(judged.max));
        let mut days = Vec::with_capacity(self.laws.len());
        let mut assignments = Vec::with_capacity(self.laws.len());
        let mut unknown = BTreeSet::new();
        for at in 0..self.laws.len() {
            let day = self.laws[at].spec.as_of.or(self.as_of).or(judged).unwrap_or(self.today);
            let since = self.since(at, day);
            self.engine(at, since)?;
            let engine = &self.laws[at].engines[&since];
            let known = |(name, _): &(String, String)| engine.book.choice_named(name).is_some();
            let (choices, others): (Vec<_>, Vec<_>) = self.laws[at].choices(engine).into_iter().partition(known);
            unknown.extend(others.into_iter().map(|(name, _)| name));
            let assignment = self.laws[at].assignment(engine, choices, self.strict);
            let assignment = assignment.map_err(|diagnostic| self.found(vec![diagnostic]))?;
            assignments.push(Assignment { today: day::number(day), ..assignment });
            days.push(since);
        }
        unknown.into_iter().for_each(|name| *without.entry(name).or_default() += 1);
        Ok(Prepared { case, file, days, assignments })
    }

    fn since(&mut self, at: usize, day: Date) -> Date {
        let law = &mut self.laws[at];
        *law.since.entry(day).or_insert_with(|| law.laws.since(&self.sources, day))
    }

    /// Makes the engine of a day, once.
    fn engine(&mut self, at: usize, day: Date) -> Result<(), Failure> {
        if !self.laws[at].engines.contains_key(&day) {
            let book = self.laws[at].laws.book(&self.sources, day);
            let (book, _) = book.map_err(|diagnostics| self.found(diagnostics))?;
            let engine = self.laws[at].laws.engine(book)?;
            self.laws[at].engines.insert(day, engine);
        }
        Ok(())
    }

    /// The cases with the laws they are held against.
    pub fn subjects<'a>(&'a self, cases: &'a Cases) -> Vec<Subject<'a>> {
        let subject = |prepared: &'a Prepared| Subject {
            case: &prepared.case,
            file: &prepared.file,
            sides: (self.laws.iter().zip(prepared.days.iter().zip(&prepared.assignments)))
                .map(|(law, (day, assignment))| {
                    let Engine { book, program } = &law.engines[day];
                    Side { book, program, assignment }
                })
                .collect(),
        };
        cases.prepared.iter().map(subject).collect()
    }

    /// The same, before any case has been read: in one of the laws on their days.
    pub fn offence_today(&mut self, text: &str) -> Result<Place, Failure> {
        self.on_their_days()?;
        self.offence(text)
    }

    /// What provisions and readings are called in these laws; of several that know one, as the last has it.
    pub fn names(&self) -> Names {
        let engines = self.laws.iter().flat_map(|law| law.engines.values());
        let names = engines.rev().map(|engine| Names::of_law(&engine.book));
        names.reduce(Names::with).unwrap_or_default()
    }

    /// The same, and what the facts that are varied are called, by the first case that has them.
    pub fn names_in(&self, cases: &Cases, overs: &[Over]) -> Names {
        let facts = overs.iter().filter(|over| over.is_fact());
        let first = |over: &Over| cases.prepared.iter().find(|prepared| self.variable(prepared, &over.name).is_some());
        facts.filter_map(first).fold(self.names(), |names, prepared| {
            names.with(Names::of_case(&self.laws[0].engines[&prepared.days[0]].book, &prepared.case))
        })
    }

    /// The offence of this name in one of the laws.
    pub fn offence(&self, text: &str) -> Result<Place, Failure> {
        let books = || self.laws.iter().flat_map(|law| law.engines.values()).flat_map(|engine| &engine.book.offences);
        let found = books().find(|offence| offence.place.to_string() == text);
        found.map(|offence| offence.place.clone()).ok_or_else(|| {
            let mut names: Vec<String> = books().map(|offence| offence.place.to_string()).collect();
            names.sort();
            names.dedup();
            Failure::Usage(format!("no offence is called `{text}`; the offences are {}", names.join(", ")))
        })
    }

    /// Each law on its day, with the assignment it is looked at in: for what is asked of laws without a case.
    pub fn on_their_days(&mut self) -> Result<Vec<(Date, Assignment)>, Failure> {
        let mut found = Vec::with_capacity(self.laws.len());
        for at in 0..self.laws.len() {
            let day = self.laws[at].spec.as_of.or(self.as_of).unwrap_or(self.today);
            // Not the day from which the law was the same: what is written names the day.
            self.engine(at, day)?;
            let engine = &self.laws[at].engines[&day];
            let assignment = self.laws[at].assignment(engine, self.laws[at].choices(engine), self.strict);
            let assignment = assignment.map_err(|diagnostic| self.found(vec![diagnostic]))?;
            found.push((day, assignment));
        }
        Ok(found)
    }

    /// A law on its day.
    pub fn side<'a>(&'a self, at: usize, (day, assignment): &'a (Date, Assignment)) -> Side<'a> {
        let Engine { book, program } = &self.laws[at].engines[day];
        Side { book, program, assignment }
    }

    /// Reads a case that the program itself has written, as the first law has it.
    pub fn read_text(&self, text: &str, day: Date) -> Result<Case, Failure> {
        let mut own = Sources::default();
        let source = own.add("witness", text);
        let vocabulary = &self.laws[0].engines[&day].book.vocabulary;
        let read = case::read(&mut own, source, vocabulary, &[]);
        let read = read.map_err(|diagnostics| Failure::Found(Checked { sources: own, diagnostics }));
        Ok(read?.case)
    }

    /// The scale of the laws that these cases are held against.
    pub fn scale(&self, cases: &Cases) -> Scale {
        Scale::of(self.subjects(cases).iter().flat_map(|subject| subject.sides.iter().copied()))
    }

    /// Leaves out the cases that do not state a fact that is swept, and says how many.
    pub fn keep(&self, cases: &mut Cases, over: &Over) -> Result<usize, Failure> {
        if !over.is_fact() {
            return Ok(0);
        }
        let before = cases.prepared.len();
        cases.prepared.retain(|prepared| self.variable(prepared, &over.name).is_some());
        Ok(before - cases.prepared.len())
    }

    /// The fact of this path in a case.
    fn variable(&self, prepared: &Prepared, path: &str) -> Option<(Variable, Unit)> {
        let vocabulary = &self.laws[0].engines[&prepared.days[0]].book.vocabulary;
        let stated = prepared.case.stated.iter().find_map(|((entity, fact), stated)| {
            let named =
                matches!(stated.value, Value::Number(_)) && prepared.case.path(vocabulary, *entity, *fact) == path;
            named.then(|| (Variable::Fact(*entity, *fact), vocabulary.fact(*fact).kind))
        });
        match stated? {
            (variable, FactKind::Amount(unit)) => Some((variable, unit)),
            _ => None,
        }
    }

    /// What a number of the law stands at, as it is written.
    pub fn figure(&self, over: &Over) -> Option<Number> {
        let books = || self.laws[0].engines.values().map(|engine| &engine.book);
        let mut parameters = books().flat_map(|book| &book.parameters);
        if let Some(parameter) = parameters.find(|parameter| parameter.name == over.name) {
            return parameter.value.is_integer().then(|| parameter.value.to_integer());
        }
        let place = Place::parse(&over.name)?;
        let lists = books().flat_map(|book| &book.offences).flat_map(|offence| &offence.ground_lists);
        let mut grounds = lists.flat_map(|list| &list.grounds);
        grounds.find(|ground| ground.place == place).and_then(|ground| ground.predicate.figure())
    }

    fn found(&self, diagnostics: Diagnostics) -> Failure {
        Failure::Found(Checked { sources: self.sources.clone(), diagnostics })
    }
}
