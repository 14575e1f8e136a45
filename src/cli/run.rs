//! The one file that calls the engine: what a command asks for in, what the engine found out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;

use super::failure::Failure;
use super::output::Output;
use super::{files, laws, proposals};
use crate::analysis::flip::PersonFlips;
use crate::analysis::gaps::PersonGaps;
use crate::case::facts::Case;
use crate::case::{self, Override, Reading, Replaced, day};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::{self, CheckedProposal, Engine, LawFile, Laws, Settings};
use crate::explain::difference::{Difference, difference, facts_at};
use crate::explain::findings::Analysis;
use crate::explain::reasoning::{FactFinding, Reasoning};
use crate::law::book::{LawBook, Parameter, Proposal, Used};
use crate::render::source;
use crate::report::words::{Language, Names};
use crate::span::{SourceId, Sources};
use crate::syntax;

/// What a command asks of the law.
#[derive(Clone, Debug, Default)]
pub struct Law {
    /// A folder with laws that add to the embedded ones or take their place.
    pub folder: Option<PathBuf>,
    /// Law files that stand for all of these, such as those of an archive.
    pub instead: Option<Vec<LawFile>>,
    /// The day whose law it is; without it, the case's day of judgment, or today.
    pub as_of: Option<Date>,
    /// Proposals that amend it, in this order: names, or paths of files.
    pub with: Vec<String>,
}

/// What an analysis is asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The case files.
    pub cases: Vec<PathBuf>,
    /// The law.
    pub law: Law,
    /// Choices of the law, and facts of the case by their paths: name and value.
    pub set: Vec<(String, String)>,
    /// Whether disputed and alleged facts are taken as unknown.
    pub only_proven: bool,
    /// Whether elements not in issue are open.
    pub strict: bool,
    /// Whether offences whose conduct is absent are explained too.
    pub all: bool,
}

/// Texts with what was found in them, warnings too.
#[derive(Debug, Default)]
pub struct Checked {
    /// The texts.
    pub sources: Sources,
    /// What is wrong, in the order of the texts.
    pub diagnostics: Diagnostics,
}

impl Checked {
    /// Whether nothing stops the texts from being used.
    pub fn holds(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The diagnostics as people read them, in the language and the colours of the output.
    pub fn told(&self, output: &Output) -> String {
        self.drawn(output.language(), output.colours_errors())
    }

    /// The diagnostics as people read them.
    pub fn draw(&self, colour: bool) -> String {
        self.drawn(Language::En, colour)
    }

    /// The same in a language.
    pub fn drawn(&self, language: Language, colour: bool) -> String {
        let drawn = |diagnostic| source::render_in(language, &self.sources, diagnostic, colour);
        let drawn = self.diagnostics.iter().map(drawn);
        drawn.map(|text| text + "\n\n").collect()
    }

    fn failure(self) -> Failure {
        Failure::Found(self)
    }
}

/// A file before and after formatting.
#[derive(Debug)]
pub struct Formatted {
    /// As it is.
    pub before: String,
    /// As it should be.
    pub after: String,
    /// What is written otherwise, line by line, where that is worth telling.
    pub told: Vec<String>,
}

/// Law files with the engines of the days asked for.
pub(super) struct Run {
    /// The texts of the law, then those of cases.
    pub(super) sources: Sources,
    /// How many of them are law.
    of_law: usize,
    laws: Laws,
    books: BTreeMap<Date, Arc<LawBook>>,
    engines: BTreeMap<(Date, Date), Engine>,
}

impl Run {
    /// The law asked for, with those of these settings that are parameters of its proposals.
    pub(super) fn new(law: &Law, set: &[(String, String)]) -> Result<Self, Failure> {
        let mut sources = Sources::default();
        let laws = proposals::laws(law, set, &mut sources)?;
        let of_law = sources.len();
        Ok(Self { sources, of_law, laws, books: BTreeMap::new(), engines: BTreeMap::new() })
    }

    /// The law book of a day, made once: enough to read a case by.
    fn book(&mut self, day: Date) -> Result<&Arc<LawBook>, Failure> {
        if !self.books.contains_key(&day) {
            let book = self.laws.book(&self.sources, day);
            let (book, _) = book.map_err(|diagnostics| self.found(diagnostics))?;
            self.books.insert(day, Arc::new(book));
        }
        Ok(&self.books[&day])
    }

    /// The engine of a day, made once.
    fn engine(&mut self, day: Date) -> Result<&Engine, Failure> {
        self.engine_between(day, day)
    }

    /// The engine for a case that may be judged from one day to another, made once.
    fn engine_between(&mut self, first: Date, day: Date) -> Result<&Engine, Failure> {
        // As long as the law stays the same, the first of the days makes no difference.
        let since = |day| self.laws.since(&self.sources, day);
        let first = if since(first) == since(day) { day } else { first };
        if !self.engines.contains_key(&(first, day)) {
            let book = match first == day {
                true => Arc::clone(self.book(day)?),
                false => {
                    let book = self.laws.book_between(&self.sources, first, day);
                    Arc::new(book.map_err(|diagnostics| self.found(diagnostics))?.0)
                }
            };
            let engine = if first == day { self.laws.engine(book)? } else { Engine::new(book)? };
            self.engines.insert((first, day), engine);
        }
        Ok(&self.engines[&(first, day)])
    }

    /// The first day of judgment and the day whose law applies.
    fn days_of(case: &Case, asked: Option<Date>) -> (Date, Date) {
        let day = Self::day_of(case, asked);
        let first = case.judged.filter(|_| asked.is_none()).map(|judged| day::date_of(judged.min));
        (first.unwrap_or(day), day)
    }

    fn found(&self, diagnostics: Diagnostics) -> Failure {
        Checked { sources: self.sources.clone(), diagnostics }.failure()
    }

    /// Reads a case as the vocabulary of a day has it.
    fn read(
        &mut self,
        source: SourceId,
        overrides: &[Override],
        day: Date,
    ) -> Result<Result<Reading, Diagnostics>, Failure> {
        self.book(day)?;
        Ok(case::read(&mut self.sources, source, &self.books[&day].vocabulary, overrides))
    }

    /// Looks at the text of one case with the engine of its day: what is found, with warnings; or what is wrong with the text.
    pub(super) fn one<T>(
        &mut self,
        name: &str,
        text: String,
        request: &Request,
        look: impl FnOnce(&Engine, Reading, &Settings) -> Result<T, Diagnostic>,
    ) -> Result<Result<(T, Diagnostics), Diagnostics>, Failure> {
        let asked = request.law.as_of;
        let source = self.sources.add(name, text);
        // Mostly the day that the reading gives, so that no other law is made ready for it.
        let likely = || case::last_day_of_judgment(&self.sources, source);
        let first = asked.or_else(likely).unwrap_or_else(today);
        let (mut settings, mut overrides) = settings(self.book(first)?, request);
        overrides.extend(self.facts_named(source, &mut settings, first)?);
        let mut reading = self.read(source, &overrides, first)?;
        if let Ok(read) = &reading
            && Self::day_of(&read.case, asked) != first
        {
            let day = Self::day_of(&read.case, asked);
            reading = self.read(source, &overrides, day)?;
        }
        let mut reading = match reading {
            Ok(reading) => reading,
            Err(wrong) => return Ok(Err(wrong)),
        };
        let mut warnings = std::mem::take(&mut reading.warnings);
        let (first, day) = Self::days_of(&reading.case, asked);
        let engine = self.engine_between(first, day)?;
        let (errors, more): (Diagnostics, Diagnostics) =
            engine.refer(&reading.case).into_iter().partition(Diagnostic::is_error);
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        warnings.extend(more);
        match look(engine, reading, &settings) {
            Ok(one) => Ok(Ok((one, warnings))),
            Err(diagnostic) => Err(self.found(vec![diagnostic])),
        }
    }

    /// Facts that `--set` names as the screens do, and that were taken for readings, which have no such name.
    fn facts_named(&mut self, source: SourceId, settings: &mut Settings, day: Date) -> Result<Vec<Override>, Failure> {
        let book = Arc::clone(self.book(day)?);
        let may_be = |name: &str| name.contains([':', '：', '(', '（']) && book.choice_named(name).is_none();
        if !settings.choices.iter().any(|(name, _)| may_be(name)) {
            return Ok(Vec::new());
        }
        let Ok(read) = self.read(source, &[], day)? else { return Ok(Vec::new()) };
        let names = Names::of_case(&book, &read.case);
        let path = |name: &str| names.path_of(name).filter(|_| may_be(name)).map(str::to_owned);
        let (facts, choices): (Vec<_>, Vec<_>) =
            std::mem::take(&mut settings.choices).into_iter().partition(|(name, _)| path(name).is_some());
        settings.choices = choices;
        let put = |(name, value): (String, String)| Some(Override { path: path(&name)?, value });
        Ok(facts.into_iter().filter_map(put).collect())
    }

    /// The law of a day, ready to be applied, for what is asked without a case.
    pub(super) fn engine_of(&mut self, law: &Law) -> Result<&Engine, Failure> {
        self.engine(law.as_of.unwrap_or_else(today))
    }

    /// Lets go of the texts of cases, so that a run that looks at one text after another does not grow.
    pub(super) fn forget_cases(&mut self) {
        self.sources.truncate(self.of_law);
    }

    /// The day whose law applies to a case: the one asked for, the last possible day of judgment, or today.
    fn day_of(case: &Case, asked: Option<Date>) -> Date {
        asked.or_else(|| Some(day::date_of(case.judged?.max))).unwrap_or_else(today)
    }
}

fn today() -> Date {
    Zoned::now().date()
}

/// A case, what its facts are called, and what was found.
type Analysed = (Case, Names, Analysis);

/// What is found of each case, with what is called how, in the order asked for; and warnings about the files.
pub fn analyse(request: &Request) -> Result<(Vec<Analysed>, Checked), Failure> {
    each(request, |engine, reading, settings| {
        let analysis = engine.analyse(&reading.case, settings)?;
        let names = Names::of_case(&engine.book, &reading.case);
        Ok((reading.case, names, analysis))
    })
}

/// What is open in each case, with the law it rests on.
pub fn gaps(request: &Request) -> Result<(Found<PersonGaps>, Checked), Failure> {
    each(request, |engine, reading, settings| {
        let found = engine.gaps(&reading.case, settings)?;
        let names = Names::of_case(&engine.book, &reading.case);
        Ok((reading.case, names, (engine.book.used(), found)))
    })
}

/// What would change the results of each case, with the law it rests on.
pub fn flip(request: &Request) -> Result<(Found<PersonFlips>, Checked), Failure> {
    each(request, |engine, reading, settings| {
        let found = engine.flip(&reading.case, settings)?;
        let names = Names::of_case(&engine.book, &reading.case);
        Ok((reading.case, names, (engine.book.used(), found)))
    })
}

/// Each case with what is called how, the law used, and what is found of each person.
pub type Found<T> = Vec<(Case, Names, (Used, Vec<T>))>;

/// The reasoning about each case, with what is called how; and warnings about the files.
pub fn reason(request: &Request) -> Result<(Vec<(Names, Reasoning)>, Checked), Failure> {
    each(request, |engine, reading, settings| {
        let reasoning = engine.reason(&reading.case, settings)?;
        Ok((Names::of_case(&engine.book, &reading.case), reasoning))
    })
}

/// What documents about a case are written from, in the order asked for.
pub struct Written {
    /// The case.
    pub case: Case,
    /// The law.
    pub book: Arc<LawBook>,
    /// What was found, with the reasoning.
    pub reasoning: Reasoning,
    /// What is open where only proven facts count.
    pub gaps: Vec<PersonGaps>,
}

/// What documents are written from, for each case.
pub fn written(request: &Request) -> Result<(Vec<Written>, Checked), Failure> {
    each(request, |engine, reading, settings| {
        let reasoning = engine.reason(&reading.case, settings)?;
        let proven = Settings { only_proven: true, ..settings.clone() };
        let gaps = engine.gaps(&reading.case, &proven)?;
        Ok(Written { case: reading.case, book: engine.book.clone(), reasoning, gaps })
    })
}

/// A case looked at: its analysis, what was replaced in it, and the facts that `--set` names.
type Looked = (Analysis, Vec<Replaced>, Vec<(String, FactFinding)>);

/// What `--set` changed of each case, beside the files as they stand; nothing without it.
pub fn differences(request: &Request) -> Result<Vec<Difference>, Failure> {
    if request.set.is_empty() {
        return Ok(Vec::new());
    }
    let paths: Vec<&str> = request.set.iter().map(|(path, _)| path.as_str()).collect();
    let look = |engine: &Engine, reading: Reading, settings: &Settings| {
        let names = Names::of_case(&engine.book, &reading.case);
        let paths: Vec<&str> = paths.iter().map(|path| names.path_of(path).unwrap_or(path)).collect();
        let facts = facts_at(&engine.book, &reading.case, &paths);
        Ok((engine.analyse(&reading.case, settings)?, reading.replaced, facts))
    };
    let (before, _) = each(&Request { set: Vec::new(), ..request.clone() }, look)?;
    let (after, _) = each(request, look)?;
    let both = before.iter().zip(&after);
    let difference = |((before, _, were), (after, replaced, are)): (&Looked, &Looked)| {
        difference(before, after, replaced).with_facts(were, are)
    };
    Ok(both.map(difference).collect())
}

/// Looks at each case with the engine of its day, in the order asked for.
fn each<T>(
    request: &Request,
    look: impl Fn(&Engine, Reading, &Settings) -> Result<T, Diagnostic>,
) -> Result<(Vec<T>, Checked), Failure> {
    let mut run = Run::new(&request.law, &request.set)?;
    let (mut found, mut warnings, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for path in &files::once(&request.cases) {
        match run.one(&path.display().to_string(), files::read(path)?, request, &look)? {
            Ok((one, more)) => {
                warnings.extend(more);
                found.push(one);
            }
            Err(found) => wrong.extend(found),
        }
    }
    if wrong.is_empty() {
        Ok((found, Checked { sources: run.sources, diagnostics: warnings }))
    } else {
        Err(run.found(wrong))
    }
}

/// The facts of cases that `--set` names.
pub fn facts_set(request: &Request) -> Result<Vec<Override>, Failure> {
    let mut run = Run::new(&request.law, &request.set)?;
    Ok(settings(run.book(request.law.as_of.unwrap_or_else(today))?, request).1)
}

/// What `--set` names with a full stop is a fact of the case, and anything else a choice of the law; reports name a choice
/// `choice.NAME`, which is taken too.
fn settings(book: &LawBook, request: &Request) -> (Settings, Vec<Override>) {
    let bare =
        |name: &str| name.strip_prefix("choice.").filter(|name| book.choice_named(name).is_some()).map(str::to_owned);
    let is_choice = |name: &str| book.choice_named(name).is_some() || !name.contains('.');
    let is_parameter = |name: &str| book.parameters.iter().any(|parameter| parameter.name == name);
    let set = request.set.iter().filter(|(name, _)| !is_parameter(name)).cloned();
    let set = set.map(|(name, value)| (bare(&name).unwrap_or(name), value));
    let (choices, facts): (Vec<_>, Vec<_>) = set.partition(|(name, _)| is_choice(name));
    let overrides = facts.into_iter().map(|(path, value)| Override { path, value }).collect();
    let Request { only_proven, strict, all, .. } = *request;
    (Settings { choices, only_proven, strict, all }, overrides)
}

/// The law book of the day.
pub fn book(law: &Law) -> Result<LawBook, Failure> {
    let mut run = Run::new(law, &[])?;
    let book = Arc::clone(run.book(law.as_of.unwrap_or_else(today))?);
    drop(run);
    Ok(Arc::unwrap_or_clone(book))
}

/// The engine of the day asked for, or of a case file, if it can be read; else of today.
pub fn engine(law: &Law, case: Option<(&Path, &str)>) -> Result<Engine, Failure> {
    let mut run = Run::new(law, &[])?;
    let first = law.as_of.unwrap_or_else(today);
    let day = match case {
        None => first,
        Some((path, text)) => {
            let source = run.sources.add(path.display().to_string(), text.to_owned());
            match run.read(source, &[], first)? {
                Ok(reading) => Run::day_of(&reading.case, law.as_of),
                Err(_) if text.trim().is_empty() => first,
                Err(wrong) => return Err(run.found(wrong)),
            }
        }
    };
    run.engine(day)?;
    Ok(run.engines.remove(&(day, day)).unwrap_or_else(|| unreachable!("INVARIANT: it was made on the line before")))
}

/// What is wrong, where the text it is about is not at hand.
pub fn unplaced(diagnostics: Diagnostics) -> Failure {
    let placeless = |wrong: Diagnostic| Diagnostic { labels: Vec::new(), ..wrong };
    let diagnostics = diagnostics.into_iter().map(placeless).collect();
    Checked { sources: Sources::default(), diagnostics }.failure()
}

/// The law book of the day, with parameters of its proposals set.
pub fn book_with(law: &Law, set: &[(String, String)]) -> Result<LawBook, Failure> {
    let mut run = Run::new(law, set)?;
    let book = Arc::clone(run.book(law.as_of.unwrap_or_else(today))?);
    drop(run);
    Ok(Arc::unwrap_or_clone(book))
}

/// The proposals that there are, with their parameters.
pub fn proposals(law: &Law) -> Result<Vec<(Proposal, Vec<Parameter>)>, Failure> {
    let mut sources = Sources::default();
    let laws = proposals::all(law, &mut sources)?;
    Ok(laws.proposals(&sources))
}

/// Checks these law files beside the embedded ones, and these proposals; without any, the laws that would be used.
/// Gives what was found, and of each proposal how many of its witnesses held.
pub fn check_laws(
    law: &Law,
    files: &[PathBuf],
    proposals: &[String],
) -> Result<(Checked, Vec<CheckedProposal>), Failure> {
    let mut sources = Sources::default();
    let mut texts = laws::with(laws::all(law)?, files)?;
    let asked = |file: &LawFile| {
        let stem = Path::new(&file.name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        stem.is_some_and(|stem| proposals.contains(&stem))
    };
    texts.extend(engine::embedded_proposals().into_iter().filter(asked));
    let laws = Laws::parse(texts, &mut sources);
    let mut diagnostics = match laws.book(&sources, law.as_of.unwrap_or_else(today)) {
        Ok((book, warnings)) => {
            Engine::new(book)?;
            warnings
        }
        Err(wrong) => wrong,
    };
    diagnostics
        .extend(laws.diagnostics.iter().filter(|parsed| !diagnostics.contains(parsed)).cloned().collect::<Vec<_>>());
    for (shipped, copy) in laws::replaced(law)? {
        diagnostics.extend(engine::check_replaced(&shipped, &copy, &mut sources));
    }
    let mut found = Vec::new();
    if !diagnostics.iter().any(Diagnostic::is_error) {
        for (proposal, _) in laws.proposals(&sources) {
            match engine::check_proposal(&laws, &sources, &proposal.name, &[]) {
                Ok(mut checked) => {
                    diagnostics.append(&mut checked.diagnostics);
                    found.push(checked);
                }
                Err(wrong) => diagnostics.extend(wrong),
            }
        }
    }
    Ok((Checked { sources, diagnostics }, found))
}

/// Checks these case files against the vocabulary.
pub fn check_cases(law: &Law, files: &[PathBuf]) -> Result<Checked, Failure> {
    let mut run = Run::new(law, &[])?;
    let mut diagnostics = Vec::new();
    let mut unreadable = false;
    for path in files {
        // A file that is no text is told like any other fault, and the others are checked.
        let text = match files::read(path) {
            Ok(text) => text,
            Err(Failure::Found(Checked { diagnostics: wrong, .. })) => {
                diagnostics.extend(wrong);
                unreadable = true;
                continue;
            }
            Err(failure) => return Err(failure),
        };
        let source = run.sources.add(path.display().to_string(), text);
        match run.read(source, &[], law.as_of.unwrap_or_else(today))? {
            Ok(reading) => {
                diagnostics.extend(reading.warnings);
                let day = Run::day_of(&reading.case, law.as_of);
                let engine = run.engine(day)?;
                diagnostics.extend(engine.refer(&reading.case));
                diagnostics.extend(engine.to_divide(&reading.case));
                diagnostics.extend(engine.unasked(&reading.case));
            }
            Err(wrong) => diagnostics.extend(wrong),
        }
    }
    if unreadable {
        return Err(run.found(diagnostics));
    }
    Ok(Checked { sources: run.sources, diagnostics })
}

/// Brings case files to the form of today's vocabulary, one at a time.
pub fn formatter(law: &Law) -> Result<impl FnMut(&Path) -> Result<Formatted, Failure>, Failure> {
    let mut run = Run::new(law, &[])?;
    let vocabulary = run.book(today())?.vocabulary.clone();
    Ok(move |path: &Path| {
        let before = files::read(path)?;
        let source = run.sources.add(path.display().to_string(), before.clone());
        let after = case::format(&run.sources, source, &vocabulary).map_err(|wrong| run.found(wrong))?;
        let told = changed(path, &before, &after);
        Ok(Formatted { before, after, told })
    })
}

/// The lines that are written otherwise: what somebody wrote, and what it was taken to mean.
fn changed(path: &Path, before: &str, after: &str) -> Vec<String> {
    if before.lines().count() != after.lines().count() {
        return Vec::new();
    }
    let lines = before.lines().zip(after.lines()).enumerate().filter(|(_, (old, new))| old != new);
    lines.map(|(at, (old, new))| format!("{}:{}: {} → {}", path.display(), at + 1, old.trim(), new.trim())).collect()
}

/// Formats a law file.
pub fn format(path: &Path) -> Result<Formatted, Failure> {
    let before = files::read(path)?;
    match syntax::format(&before) {
        Ok(after) => Ok(Formatted { before, after, told: Vec::new() }),
        Err(diagnostics) => {
            let mut sources = Sources::default();
            sources.add(path.display().to_string(), before);
            Err(Checked { sources, diagnostics }.failure())
        }
    }
}
