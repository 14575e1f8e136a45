//! The laws that cases are held against side by side, as the command line names them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;

use super::failure::Failure;
use super::run::Checked;
use super::{files, proposals, run};
use crate::case::facts::{Case, Value};
use crate::case::profile::Profile;
use crate::case::{self, day};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::{Engine, Laws, Settings};
use crate::law::vocabulary::FactKind;
use crate::measure::{Slot, World};
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::range::{LARGEST, Number, Range};
use crate::span::{SourceId, Sources};
use crate::study::compare::Subject;
use crate::study::scale::{Scale, Standing};
use crate::study::sweep::{Axis, one_way};
use crate::study::{Side, in_parallel, standing};

/// What is varied: a place of the law, a parameter, or a fact, from one whole number to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Over {
    /// Its name.
    pub name: String,
    /// First and last value, in the unit it is written in.
    pub values: (Number, Number),
}

impl Over {
    /// Reads `X=A..B`.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn read(text: &str) -> Result<Self, String> {
        let parts = text.split_once('=').and_then(|(name, range)| Some((name.trim(), range.split_once("..")?)));
        let number = |text: &str| text.trim().replace('_', "").parse::<Number>().ok();
        let read = parts.and_then(|(name, (from, until))| Some((name, number(from)?, number(until)?)));
        match read {
            Some((name, from, until)) if 0 <= from && from < until && until <= LARGEST && !name.is_empty() => {
                Ok(Self { name: name.to_owned(), values: (from, until) })
            }
            Some(_) => Err("the first value must lie below the last, and neither below zero".to_owned()),
            None => Err("expected a name, `=`, the first value, `..` and the last value".to_owned()),
        }
    }

    /// Whether it is a fact of a case: a path with full stops, and no place of the law.
    fn is_fact(&self) -> bool {
        self.name.contains('.') && !self.name.contains('/')
    }
}

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
    only_proven: bool,
    /// By the day from which their law was in force.
    engines: BTreeMap<Date, Engine>,
}

impl Law {
    /// The world of the settings that are choices of this engine's law; the others are parameters, settled in it.
    fn world(&self, engine: &Engine) -> Result<World, Diagnostic> {
        let is_parameter = |name: &str| engine.book.parameters.iter().any(|parameter| parameter.name == name);
        let choices = self.spec.set.iter().filter(|(name, _)| !is_parameter(name)).cloned().collect();
        engine.world(&Settings { choices, only_proven: self.only_proven, ..Settings::default() })
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
    /// Every accused, by case and position.
    pub fn persons(&self) -> impl Iterator<Item = (&Case, usize)> {
        self.iter().flat_map(|case| (0..case.persons.len()).map(move |person| (case, person)))
    }

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
        let mut laws = Vec::with_capacity(specs.len());
        for spec in specs {
            let law = run::Law { folder: folder.map(Path::to_owned), as_of: None, with: spec.proposals.clone() };
            let amended = proposals::laws(&law, &spec.set, &mut sources)?;
            laws.push(Law { spec: spec.clone(), laws: amended, only_proven, engines: BTreeMap::new() });
        }
        Ok(Self { sources, laws, today: Zoned::now().date(), as_of })
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
            let world = self.laws[at].world(&self.laws[at].engines[&since]);
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

    /// Each law on its day, with the world it is looked at in: for what is asked of laws without a case.
    pub fn on_their_days(&mut self) -> Result<Vec<(Date, World)>, Failure> {
        let mut found = Vec::with_capacity(self.laws.len());
        for at in 0..self.laws.len() {
            let day = self.laws[at].spec.as_of.or(self.as_of).unwrap_or(self.today);
            // Not the day from which the law was the same: what is written names the day.
            self.engine(at, day)?;
            let world = self.laws[at].world(&self.laws[at].engines[&day]);
            let world = world.map_err(|diagnostic| self.found(vec![diagnostic]))?;
            found.push((day, world));
        }
        Ok(found)
    }

    /// A law on its day.
    pub fn side<'a>(&'a self, at: usize, (day, world): &'a (Date, World)) -> Side<'a> {
        let Engine { book, program } = &self.laws[at].engines[day];
        Side { book, program, world }
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
        let before = cases.0.len();
        cases.0.retain(|prepared| self.slot(prepared, &over.name).is_some());
        Ok(before - cases.0.len())
    }

    /// The fact of this path in a case.
    fn slot(&self, prepared: &Prepared, path: &str) -> Option<(Slot, Unit)> {
        let vocabulary = &self.laws[0].engines[&prepared.days[0]].book.vocabulary;
        let stated = prepared.case.stated.iter().find_map(|((entity, fact), stated)| {
            let named =
                matches!(stated.value, Value::Number(_)) && prepared.case.path(vocabulary, *entity, *fact) == path;
            named.then(|| (Slot::Fact(*entity, *fact), vocabulary.fact(*fact).kind))
        });
        match stated? {
            (slot, FactKind::Amount(unit)) => Some((slot, unit)),
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
        grounds.find(|ground| ground.place == place).and_then(|ground| ground.requirement.figure())
    }

    fn found(&self, diagnostics: Diagnostics) -> Failure {
        Failure::Found(Checked { sources: self.sources.clone(), diagnostics })
    }
}

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
                Some(place) => laws = laws.with_threshold(&place, value).map_err(|found| wrong(vec![found]))?,
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
                missing.insert(Engine::new(book)?);
            }
        }
        Ok(engines)
    }

    fn rows(&self, rows: &[usize]) -> Vec<(&'a Prepared, usize)> {
        let all: Vec<(&'a Prepared, usize)> = (self.cases.0.iter())
            .flat_map(|prepared| (0..prepared.case.persons.len()).map(move |person| (prepared, person)))
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
            let mut world = prepared.worlds[0].clone();
            for (over, value) in self.values(value).filter(|(over, _)| over.is_fact()) {
                if let Some((slot, unit)) = self.sides.slot(prepared, &over.name) {
                    world = world.with(&slot, Value::Number(Range::point(value * unit.scale())));
                }
            }
            let side = Side { book: &engine.book, program: &engine.program, world: &world };
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
