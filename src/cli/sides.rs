//! The laws that cases are held against side by side, as the command line names them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;

use super::failure::Failure;
use super::run::Checked;
use super::{files, laws};
use crate::case::facts::Case;
use crate::case::profile::Profile;
use crate::case::{self, day};
use crate::diagnostic::Diagnostics;
use crate::engine::{Engine, Laws, Settings};
use crate::measure::World;
use crate::place::Place;
use crate::span::{SourceId, Sources};
use crate::study::Side;
use crate::study::compare::Subject;
use crate::study::in_parallel;

/// A law as the command line names it: `base`, a day, `CHOICE=VALUE` or a proposal; several are joined by `+`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// As it was written.
    pub text: String,
    /// The day whose law it is, where one is named.
    pub as_of: Option<Date>,
    /// Choices.
    pub set: Vec<(String, String)>,
    /// Proposals, in order.
    pub proposals: Vec<String>,
}

impl Spec {
    /// The law as it is.
    pub fn base() -> Self {
        Self { text: BASE.to_owned(), as_of: None, set: Vec::new(), proposals: Vec::new() }
    }

    /// Reads what the command line says.
    ///
    /// # Errors
    ///
    /// An empty part.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut spec = Self { text: text.to_owned(), ..Self::base() };
        for part in text.split('+').map(str::trim) {
            if part.is_empty() {
                return Err("expected `base`, a day, `CHOICE=VALUE` or a proposal, joined by `+`".to_owned());
            } else if let Ok(date) = part.parse() {
                spec.as_of = Some(date);
            } else if let Some((name, value)) = part.split_once('=') {
                spec.set.push((name.trim().to_owned(), value.trim().to_owned()));
            } else if part != BASE {
                spec.proposals.push(part.to_owned());
            }
        }
        Ok(spec)
    }
}

/// The law as it is, on the command line.
const BASE: &str = "base";

/// Where cases come from.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Case files, or folders with them.
    pub paths: Vec<PathBuf>,
    /// A profile that more are drawn from: file, how many, seed.
    pub drawn: Option<Drawn>,
}

/// A synthetic population.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The profile.
    pub profile: PathBuf,
    /// How many cases.
    pub number: u64,
    /// The seed.
    pub seed: u64,
}

/// Draws a population: names of the cases, and their texts as case files.
pub fn draw(drawn: &Drawn) -> Result<Vec<(String, String)>, Failure> {
    let mut sources = Sources::default();
    let source = sources.add(drawn.profile.display().to_string(), files::read(&drawn.profile)?);
    let found = |diagnostics| Failure::Found(Checked { sources: sources.clone(), diagnostics });
    let profile = Profile::read(&sources, source).map_err(found)?;
    let numbers: Vec<u64> = (1..=drawn.number).collect();
    let texts = in_parallel(&numbers, |number| profile.draw(drawn.seed, *number));
    let named = texts.into_iter().zip(numbers).map(|(text, number)| {
        let name = format!("{}#{number}", drawn.profile.display());
        text.map(|text| (name, text)).map_err(|diagnostic| found(vec![diagnostic]))
    });
    named.collect()
}

/// One law of several, with the engines of the days asked for.
struct Law {
    spec: Spec,
    laws: Laws,
    settings: Settings,
    /// By the day from which their law was in force.
    engines: BTreeMap<Date, Engine>,
}

/// Laws side by side, the base first, and the sources of the run.
pub struct Sides {
    sources: Sources,
    laws: Vec<Law>,
    /// The day whose law applies where neither a law nor a case names one.
    today: Date,
    /// The day asked for, for every law that names none.
    as_of: Option<Date>,
}

/// A case, the days of its law under each side, and the worlds it is looked at in.
struct Prepared {
    case: Case,
    days: Vec<Date>,
    worlds: Vec<World>,
}

/// Cases ready to be held against the laws.
pub struct Cases(Vec<Prepared>);

impl Cases {
    /// How many.
    pub fn number(&self) -> usize {
        self.0.len()
    }

    /// The cases.
    pub fn iter(&self) -> impl Iterator<Item = &Case> {
        self.0.iter().map(|prepared| &prepared.case)
    }
}

impl Sides {
    /// The base law with this folder's, and the laws of these specifications beside it.
    pub fn new(folder: Option<&Path>, specs: &[Spec], as_of: Option<Date>, only_proven: bool) -> Result<Self, Failure> {
        let mut sources = Sources::default();
        let base = Laws::parse(laws::all(folder)?, &mut sources);
        let mut sides = Self { sources, laws: Vec::new(), today: Zoned::now().date(), as_of };
        for spec in specs {
            let settings = Settings { choices: spec.set.clone(), only_proven, ..Settings::default() };
            let laws = sides.amended(&base, spec)?;
            sides.laws.push(Law { spec: spec.clone(), laws, settings, engines: BTreeMap::new() });
        }
        Ok(sides)
    }

    /// The base with the proposals of a specification.
    fn amended(&self, base: &Laws, spec: &Spec) -> Result<Laws, Failure> {
        match spec.proposals.first() {
            None => Ok(base.clone()),
            Some(name) => Err(Failure::Usage(format!("there is no proposal `{name}`"))),
        }
    }

    /// Reads the cases of a corpus as the base law of their day has them, and makes ready the engines they need.
    pub fn read(&mut self, corpus: &Corpus) -> Result<Cases, Failure> {
        let mut texts = Vec::new();
        for path in files::find_any(&corpus.paths, "toml")? {
            texts.push((path.display().to_string(), files::read(&path)?));
        }
        if let Some(drawn) = &corpus.drawn {
            texts.extend(draw(drawn)?);
        }
        let first = self.since(0, self.as_of.unwrap_or(self.today));
        self.engine(0, first)?;
        let ids: Vec<SourceId> = texts.into_iter().map(|(name, text)| self.sources.add(name, text)).collect();
        let vocabulary = &self.laws[0].engines[&first].book.vocabulary;
        let sources = &self.sources;
        let read = in_parallel(&ids, |id| {
            // Each thread reads from texts of its own: reading adds what it replaces to the sources.
            let mut own = Sources::default();
            let file = sources.get(*id);
            let source = own.add(file.name.clone(), file.text.clone());
            case::read(&mut own, source, vocabulary, &[]).map_err(|diagnostics| Checked { sources: own, diagnostics })
        });
        let mut cases = Vec::with_capacity(read.len());
        for reading in read {
            cases.push(reading.map_err(Failure::Found)?.case);
        }
        cases.into_iter().map(|case| self.prepare(case)).collect::<Result<Vec<_>, _>>().map(Cases)
    }

    /// The days of a case's law under each side, with the engines of those days.
    fn prepare(&mut self, case: Case) -> Result<Prepared, Failure> {
        let judged = case.judged.map(|judged| day::date_of(judged.max));
        let mut days = Vec::with_capacity(self.laws.len());
        let mut worlds = Vec::with_capacity(self.laws.len());
        for at in 0..self.laws.len() {
            let day = self.laws[at].spec.as_of.or(self.as_of).or(judged).unwrap_or(self.today);
            let since = self.since(at, day);
            self.engine(at, since)?;
            let world = self.laws[at].engines[&since].world(&self.laws[at].settings);
            let world = world.map_err(|diagnostic| self.found(vec![diagnostic]))?;
            worlds.push(World { today: day::number(day), ..world });
            days.push(since);
        }
        Ok(Prepared { case, days, worlds })
    }

    fn since(&self, at: usize, day: Date) -> Date {
        self.laws[at].laws.since(day)
    }

    /// Makes the engine of a day, once.
    fn engine(&mut self, at: usize, day: Date) -> Result<(), Failure> {
        if !self.laws[at].engines.contains_key(&day) {
            let book = self.laws[at].laws.book(&self.sources, day);
            let (book, _) = book.map_err(|diagnostics| self.found(diagnostics))?;
            self.laws[at].engines.insert(day, Engine::new(book)?);
        }
        Ok(())
    }

    /// The cases with the laws they are held against.
    pub fn subjects<'a>(&'a self, cases: &'a Cases) -> Vec<Subject<'a>> {
        let subject = |prepared: &'a Prepared| Subject {
            case: &prepared.case,
            sides: (self.laws.iter().zip(prepared.days.iter().zip(&prepared.worlds)))
                .map(|(law, (day, world))| {
                    let Engine { book, program } = &law.engines[day];
                    Side { book, program, world }
                })
                .collect(),
        };
        cases.0.iter().map(subject).collect()
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

    fn found(&self, diagnostics: Diagnostics) -> Failure {
        Failure::Found(Checked { sources: self.sources.clone(), diagnostics })
    }
}
