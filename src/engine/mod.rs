//! The façade: law files in, compiled law out; a case and settings in, findings out.
//!
//! It reads no file, no clock and no environment: texts and the day come from the caller.

mod check;
mod laws;
mod lint;
mod refer;
mod replaced;
mod stopped;
mod trial;

use std::sync::Arc;

use crate::analysis::flip::PersonFlips;
use crate::analysis::gaps::PersonGaps;
use crate::analysis::{About, flip, gaps};
use crate::built::Built;
use crate::case::day;
use crate::case::facts::Case;
use crate::compile::{CompileError, compile};
use crate::diagnostic::Diagnostic;
use crate::explain::findings::{Analysis, InstrumentUsed, Linked, PersonFindings};
use crate::explain::reasoning::Reasoning;
use crate::explain::{explain, explain_in, names, reason};
use crate::law::book::LawBook;
use crate::law::condition::{ChoiceId, Options};
use crate::law::vocabulary::Label;
use crate::measure::{Assignment, Cache};
use crate::numeral;
use crate::parallel::in_parallel;
use crate::program::Program;
use crate::settle;
use crate::suggest;
pub use check::{CheckedProposal, check as check_proposal};
pub use laws::Laws;
pub use replaced::check as check_replaced;
pub use trial::{embedded_course, embedded_witnesses};

/// A law file as text.
#[derive(Clone, Debug)]
pub struct LawFile {
    /// Its path, as a reader would name it.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// What the build took in; see `src/build.rs`.
mod texts {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

static REFERENCE: [&str; 2] = [
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/interpretations/language.zh.md")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/interpretations/language.md")),
];
static BUILT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/built.law"));

/// The law that comes with the program.
pub fn embedded_law() -> Vec<LawFile> {
    law_files(texts::LAW)
}

/// The proposals that come with the program; no part of the law until taken in.
pub fn embedded_proposals() -> Vec<LawFile> {
    law_files(texts::PROPOSALS)
}

fn law_files(files: &[(&str, &str)]) -> Vec<LawFile> {
    files.iter().map(|(name, text)| LawFile { name: (*name).to_owned(), text: (*text).to_owned() }).collect()
}

/// The law that comes with the program, as it was built in.
pub fn built_law() -> Option<Built<'static>> {
    Built::read(BUILT)
}

/// The language reference that comes with the program, in Markdown: in Chinese, and in English.
pub fn embedded_reference() -> [&'static str; 2] {
    REFERENCE
}

/// How a case is to be looked at.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Choices that do not stand at their default: name and option.
    pub choices: Vec<(String, String)>,
    /// Disputed and alleged facts count as unknown.
    pub only_proven: bool,
    /// What nobody has raised is open.
    pub strict: bool,
    /// Offences whose conduct is absent are explained too.
    pub all: bool,
}

/// The law of a day, ready to be applied.
#[derive(Clone, Debug)]
pub struct Engine {
    /// The law.
    pub book: Arc<LawBook>,
    /// The law, compiled.
    pub program: Program,
}

impl Engine {
    /// Compiles a law book.
    ///
    /// # Errors
    ///
    /// When its thresholds have no usable common denominator, or its vocabulary lacks what case files need.
    pub fn new(book: impl Into<Arc<LawBook>>) -> Result<Self, CompileError> {
        let book = book.into();
        let program = compile(&book)?;
        Ok(Self { book, program })
    }

    /// The assignment of a case under these settings.
    ///
    /// # Errors
    ///
    /// A choice or an option that the law does not have.
    pub fn assignment(&self, settings: &Settings) -> Result<Assignment, Diagnostic> {
        let mut assignment = Assignment {
            only_proven: settings.only_proven,
            strict: settings.strict,
            today: day::number(self.book.as_of),
            ..Assignment::default()
        };
        for (name, option) in &settings.choices {
            // A parameter is settled when the book is made, and stands there at its value.
            if self.book.parameters.iter().any(|parameter| parameter.name == *name && parameter.is(option)) {
                continue;
            }
            let (choice, option) = self.option(name, option)?;
            assignment.choices.insert(choice, Options::one(option));
        }
        Ok(assignment)
    }

    fn option(&self, name: &str, option: &str) -> Result<(ChoiceId, usize), Diagnostic> {
        // A reading goes by its question, and an option by its answer, as the screens have them.
        let says = |label: &Label, typed: &str| {
            [label, &names::answer(label)].into_iter().any(|said| {
                [&said.zh, &said.en].into_iter().any(|said| !said.is_empty() && numeral::reads_as(said, typed))
            })
        };
        let asked = || self.book.choices.iter().find(|choice| says(&choice.text.label, name));
        let named = self.book.choice_named(name).or_else(|| self.book.choice_named(&asked()?.name));
        let choice = named.ok_or_else(|| {
            let names = self.book.choices.iter().map(|choice| choice.name.as_str());
            Diagnostic::placeless("unknown-choice", format!("no reading is called `{name}`"))
                .maybe_help(suggest::did_you_mean(name, names))
                .note("`gravamen law readings` lists them")
        })?;
        let options = &self.book.choice(choice).options;
        let answered = || options.iter().position(|one| says(&one.text.label, option));
        let position = self.book.choice(choice).option(option).or_else(answered).ok_or_else(|| {
            let names = options.iter().flat_map(|one| [&one.name, &one.text.label.zh, &one.text.label.en]);
            let near = suggest::did_you_mean(option, names.map(String::as_str));
            let listed = options.iter().map(|option| format!("`{}` ({})", option.name, option.text.label.zh));
            let listed = format!("the values are {}", listed.collect::<Vec<_>>().join(", "));
            Diagnostic::placeless("unknown-option", format!("reading `{name}` has no option `{option}`"))
                .help(near.map_or(listed.clone(), |near| format!("{near} {listed}")))
        })?;
        Ok((choice, position))
    }

    /// Analyses a case.
    ///
    /// # Errors
    ///
    /// A choice or an option that the law does not have.
    pub fn analyse(&self, case: &Case, settings: &Settings) -> Result<Analysis, Diagnostic> {
        let assignment = self.assignment(settings)?;
        let person = |person| explain(case, &self.book, &self.program, person, &assignment, settings.all);
        Ok(self.analysis(case, settings, &assignment, of_each(case, person)))
    }

    /// Analyses a case and gives the reasoning behind it.
    ///
    /// # Errors
    ///
    /// A choice or an option that the law does not have.
    pub fn reason(&self, case: &Case, settings: &Settings) -> Result<Reasoning, Diagnostic> {
        let assignment = self.assignment(settings)?;
        let reason = |person| reason(case, &self.book, &self.program, person, &assignment, settings.all);
        let (found, persons) = of_each(case, reason).into_iter().unzip();
        Ok(Reasoning { analysis: self.analysis(case, settings, &assignment, found), persons })
    }

    fn analysis(
        &self,
        case: &Case,
        settings: &Settings,
        assignment: &Assignment,
        persons: Vec<PersonFindings>,
    ) -> Analysis {
        let name_of = |(choice, options): (&ChoiceId, &Options)| {
            let choice = self.book.choice(*choice);
            let option = options.single().filter(|option| *option != 0)?;
            Some((choice.name.clone(), choice.options[option].name.clone()))
        };
        Analysis {
            case: case.id.clone(),
            title: case.title.clone(),
            as_of: self.book.as_of.to_string(),
            proposals: self.book.proposals.clone(),
            parameters: self.book.parameters.clone(),
            choices: assignment.choices.iter().filter_map(name_of).collect(),
            citations: Arc::clone(&self.book.citations),
            instruments: (self.book.instruments.iter())
                .map(|instrument| InstrumentUsed {
                    id: instrument.id.clone(),
                    sha256: instrument.sha256.clone(),
                    checked: instrument.checked.map(|day| day.to_string()),
                    checked_apart: (instrument.checked_apart.iter())
                        .map(|(place, day)| (place.clone(), day.to_string()))
                        .collect(),
                    rests: instrument.rests.clone(),
                })
                .collect(),
            only_proven: settings.only_proven,
            linked: linked(case),
            persons,
        }
    }

    /// What is open about each accused, and what it decides.
    ///
    /// # Errors
    ///
    /// A choice or an option that the law does not have.
    pub fn gaps(&self, case: &Case, settings: &Settings) -> Result<Vec<PersonGaps>, Diagnostic> {
        let assignment = self.assignment(settings)?;
        let (book, program, assignment) = (&self.book, &self.program, &assignment);
        let one = |person| {
            let cache = Cache::new(case, program, person, assignment);
            let concerned = settle::concerned(&cache, assignment);
            let cache = cache.reduced_to(&concerned);
            let (mut findings, settled) = explain_in(&cache, book, assignment, false);
            if settings.all {
                findings = explain(case, book, program, person, assignment, true);
            }
            let about = About { case, book, program: &concerned, person, assignment, cache: &cache };
            gaps::gaps(about, &findings, &settled)
        };
        Ok(of_each(case, one))
    }

    /// What would change the result for each accused.
    ///
    /// # Errors
    ///
    /// A choice or an option that the law does not have.
    pub fn flip(&self, case: &Case, settings: &Settings) -> Result<Vec<PersonFlips>, Diagnostic> {
        let assignment = self.assignment(settings)?;
        let (book, program, assignment) = (&self.book, &self.program, &assignment);
        let one = |person| {
            // A change may bring in conduct that is absent now, so nothing is left aside.
            let cache = Cache::new(case, program, person, assignment);
            flip::flip(About { case, book, program, person, assignment, cache: &cache })
        };
        Ok(of_each(case, one))
    }
}

/// The cases that a case is linked with, those first that it names itself.
fn linked(case: &Case) -> Vec<Linked> {
    let named = case.linked.iter().map(|number| Linked { case: number.clone(), persons: Vec::new() });
    let mut found: Vec<Linked> = named.collect();
    for person in &case.persons {
        let Some(number) = &person.elsewhere else { continue };
        let one = (person.id.clone(), person.name.clone());
        match found.iter_mut().find(|linked| linked.case == *number) {
            Some(linked) => linked.persons.push(one),
            None => found.push(Linked { case: number.clone(), persons: vec![one] }),
        }
    }
    found
}

/// The same of each accused, by position.
fn of_each<R: Send>(case: &Case, of: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let persons: Vec<usize> = case.accused().collect();
    in_parallel(&persons, |person| of(*person))
}
