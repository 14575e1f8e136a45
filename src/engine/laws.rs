//! Law files: the law as it is, and the proposals that can be made part of it.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::{Engine, LawFile, built_law, embedded_law};
use crate::built::Built;
use crate::compile::CompileError;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::law::book::{LawBook, Parameter, Proposal};
use crate::law::{self, SourceTree, amend};
use crate::place::Place;
use crate::quantity::Ratio;
use crate::span::{SourceId, Sources};
use crate::suggest;
use crate::syntax;
use crate::syntax::tree::{self, Tree};

/// Law files. Files that hold a proposal are no part of the law until [`Laws::with`] takes them in.
#[derive(Clone, Debug)]
pub struct Laws {
    /// The law as it is.
    base: Base,
    /// Files with proposals.
    proposals: Vec<SourceTree>,
    /// Proposals taken in, in order, with their parameters set.
    applied: Vec<SourceTree>,
    /// Parameters that are set.
    set: Vec<(String, Ratio)>,
    /// Figures that are set at their places.
    thresholds: Vec<(Place, Ratio)>,
    /// The law with all of these, where anything of it is changed.
    changed: Option<Vec<SourceTree>>,
    /// What parsing found wrong.
    pub diagnostics: Diagnostics,
}

/// The law as it is: its files, parsed when they are asked for.
#[derive(Clone, Debug, Default)]
struct Base {
    files: Vec<SourceId>,
    /// Their trees, with what parsing found wrong.
    parsed: OnceLock<(Vec<SourceTree>, Diagnostics)>,
    /// The same law as it was built in, where it is the one that comes with the program.
    built: Option<Arc<Built<'static>>>,
}

impl Base {
    fn parsed(&self, sources: &Sources) -> &(Vec<SourceTree>, Diagnostics) {
        self.parsed.get_or_init(|| {
            let (mut trees, mut diagnostics) = (Vec::with_capacity(self.files.len()), Diagnostics::new());
            for source in &self.files {
                let (tree, wrong) = parsed(*source, sources);
                trees.push(SourceTree { source: *source, tree, proposed: false });
                diagnostics.extend(wrong);
            }
            (trees, diagnostics)
        })
    }
}

fn parsed(source: SourceId, sources: &Sources) -> (Tree, Diagnostics) {
    syntax::parse(source, &sources.get(source).text)
}

impl Laws {
    /// Parses law files; their texts join the sources of the run.
    pub fn parse(files: Vec<LawFile>, sources: &mut Sources) -> Self {
        let mut base = Vec::new();
        let mut laws = Self::of(Base::default());
        for file in files {
            let file = laws.take_in(file, sources);
            if amend::proposal(&file).is_some() { laws.proposals.push(file) } else { base.push(file) }
        }
        laws.base.parsed = (base, Diagnostics::new()).into();
        laws
    }

    /// The law that comes with the program, which is parsed only where it is changed, beside these files with
    /// proposals.
    pub fn embedded(proposals: Vec<LawFile>, sources: &mut Sources) -> Self {
        let built = built_law().map(Arc::new);
        let files = embedded_law().into_iter().map(|file| sources.add(file.name, file.text)).collect();
        let mut laws = Self::of(Base { files, built, parsed: OnceLock::new() });
        for file in proposals {
            let file = laws.take_in(file, sources);
            laws.proposals.extend(amend::proposal(&file).is_some().then_some(file));
        }
        laws
    }

    fn of(base: Base) -> Self {
        let (proposals, applied, set, thresholds) = Default::default();
        Self { base, proposals, applied, set, thresholds, changed: None, diagnostics: Diagnostics::new() }
    }

    fn take_in(&mut self, file: LawFile, sources: &mut Sources) -> SourceTree {
        let source = sources.add(file.name, file.text);
        let (tree, wrong) = parsed(source, sources);
        self.diagnostics.extend(wrong);
        SourceTree { source, tree, proposed: false }
    }

    /// The law with what is changed in it.
    fn trees(&self, sources: &Sources) -> &[SourceTree] {
        self.changed.as_deref().unwrap_or_else(|| &self.base.parsed(sources).0)
    }

    /// The law as it was built in, where nothing of it is changed.
    fn built(&self) -> Option<&Built<'static>> {
        self.base.built.as_deref().filter(|_| self.changed.is_none())
    }

    /// A law book of this law, ready to be applied.
    ///
    /// # Errors
    ///
    /// When its thresholds have no usable common denominator.
    pub fn engine(&self, book: impl Into<Arc<LawBook>>) -> Result<Engine, CompileError> {
        let book = book.into();
        match self.built().and_then(|built| built.program(book.as_of)) {
            Some(program) => Ok(Engine { book, program }),
            None => Engine::new(book),
        }
    }

    /// The first day, up to this one, from which the same law has been in force: days that share it share their law.
    pub fn since(&self, sources: &Sources, day: Date) -> Date {
        if let Some(since) = self.built().and_then(|built| built.since(day)) {
            return since;
        }
        let effective = self.applied.iter().filter_map(|file| amend::proposal(file).and_then(amend::effective));
        law::changes(self.trees(sources)).chain(effective).filter(|change| *change <= day).max().unwrap_or(day)
    }

    /// The law of a day, resolved and checked, with warnings.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the files; nothing is resolved while a file does not parse.
    pub fn book(&self, sources: &Sources, as_of: Date) -> Result<(LawBook, Diagnostics), Diagnostics> {
        self.book_between(sources, as_of, as_of)
    }

    /// The law of the last of the days on which a case may be judged; what came into force after the first is asked for
    /// the day of judgment.
    ///
    /// # Errors
    ///
    /// What is wrong with the files.
    pub fn book_between(
        &self,
        sources: &Sources,
        first: Date,
        as_of: Date,
    ) -> Result<(LawBook, Diagnostics), Diagnostics> {
        if first == as_of
            && let Some(book) = self.built().and_then(|built| built.book(as_of))
        {
            return Ok((book, Diagnostics::new()));
        }
        let wrong = self.diagnostics.iter().chain(&self.base.parsed(sources).1);
        if wrong.clone().any(Diagnostic::is_error) {
            return Err(wrong.cloned().collect());
        }
        let applied = |file: &&SourceTree| {
            let effective = amend::proposal(file).and_then(amend::effective);
            effective.is_none_or(|day| day <= as_of)
        };
        let in_effect: Vec<&SourceTree> = self.applied.iter().filter(applied).collect();
        let (found, warnings) = if in_effect.len() == self.applied.len() {
            law::book_between(sources, self.trees(sources), first, as_of)
        } else {
            law::book_between(sources, &self.rebuilt(sources, &in_effect)?, first, as_of)
        };
        let Some(mut book) = found else { return Err(warnings) };
        for file in in_effect {
            let (proposal, parameters, _) = self.about(file, sources);
            book.proposals.push(proposal);
            book.parameters.extend(parameters);
        }
        Ok((book, warnings))
    }

    /// The proposals that can be taken in, with their parameters at their defaults.
    pub fn proposals(&self, sources: &Sources) -> Vec<(Proposal, Vec<Parameter>)> {
        let about = |file| {
            let (proposal, parameters, _) = self.about(file, sources);
            (proposal, parameters)
        };
        self.proposals.iter().map(about).collect()
    }

    /// The name of the proposal that is called so, or stands in the file of this path.
    pub fn named<'s>(&'s self, sources: &Sources, asked: &str) -> Option<&'s str> {
        let called = |file: &&SourceTree| name(file).is_some_and(|name| name == asked);
        let in_file = |file: &&SourceTree| sources.get(file.source).name == asked;
        let found = self.proposals.iter().find(called).or_else(|| self.proposals.iter().find(in_file));
        found.and_then(name).map(String::as_str)
    }

    /// The same law with these proposals, after those already in it, and these parameters set.
    ///
    /// # Errors
    ///
    /// A proposal or parameter that there is none of, a value outside its range, an amendment that does not find what
    /// it replaces, and two that touch the same thing.
    pub fn with(
        &self,
        sources: &Sources,
        proposals: &[&str],
        parameters: &[(String, Ratio)],
    ) -> Result<Self, Diagnostics> {
        let mut laws = self.clone();
        laws.set.retain(|(name, _)| parameters.iter().all(|(again, _)| again != name));
        laws.set.extend(parameters.iter().cloned());
        let mut names: Vec<String> = self.applied.iter().filter_map(|file| Some(name(file)?.to_owned())).collect();
        names.extend(proposals.iter().map(|name| (*name).to_owned()));
        laws.applied.clear();
        let mut wrong = Diagnostics::new();
        let mut declared: Vec<Parameter> = Vec::new();
        for name in names {
            let Some(file) = self.proposals.iter().find(|file| self::name(file) == Some(&name)) else {
                wrong.push(self.unknown(&name));
                continue;
            };
            let (tree, more) = syntax::parse_with(file.source, &sources.get(file.source).text, &laws.set);
            wrong.extend(more);
            let (_, of_file, more) = self.about(file, sources);
            declared.extend(of_file);
            wrong.extend(more);
            laws.applied.push(SourceTree { source: file.source, tree, proposed: true });
        }
        wrong.extend(laws.set.iter().filter_map(|(name, value)| check(name, *value, &declared)));
        if wrong.iter().any(Diagnostic::is_error) {
            return Err(wrong);
        }
        laws.changed = Some(laws.rebuilt(sources, &laws.applied.iter().collect::<Vec<_>>())?);
        Ok(laws)
    }

    /// The same law with another figure in the condition at a place, which has exactly one.
    ///
    /// # Errors
    ///
    /// A place that is not there, or has no figure, or several.
    pub fn with_threshold(&self, sources: &Sources, place: &Place, value: Ratio) -> Result<Self, Diagnostic> {
        let mut laws = self.clone();
        laws.changed = Some(amend::with_threshold(self.trees(sources), place, value)?);
        laws.thresholds.push((place.clone(), value));
        Ok(laws)
    }

    /// The same law without the rule by which an article governs in place of another.
    pub(super) fn without_governs(&self, sources: &Sources, place: &Place) -> Result<Self, Diagnostics> {
        let mut laws = self.clone();
        amend::repeal_governs(laws.changed.insert(self.trees(sources).to_vec()), place);
        Ok(laws)
    }

    /// What a proposal says.
    pub(super) fn tree(&self, name: &str) -> Option<&tree::Proposal> {
        self.proposals.iter().filter_map(amend::proposal).find(|proposal| proposal.name.node == name)
    }

    /// The trees with these proposals and the figures that are set.
    fn rebuilt(&self, sources: &Sources, proposals: &[&SourceTree]) -> Result<Vec<SourceTree>, Diagnostics> {
        let mut trees = amend::amended(&self.base.parsed(sources).0, proposals)?;
        for (place, value) in &self.thresholds {
            trees = amend::with_threshold(&trees, place, *value).map_err(|wrong| vec![wrong])?;
        }
        Ok(trees)
    }

    fn about(&self, file: &SourceTree, sources: &Sources) -> (Proposal, Vec<Parameter>, Diagnostics) {
        let text = &sources.get(file.source).text;
        // INVARIANT: only files with a proposal are kept as such.
        let tree = amend::proposal(file).expect("a file with a proposal");
        amend::about(tree, text, &self.set)
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let known = self.proposals.iter().filter_map(self::name).map(String::as_str);
        Diagnostic::placeless("unknown-proposal", format!("no proposal is called `{name}`"))
            .maybe_help(suggest::did_you_mean(name, known))
            .note("`gravamen law proposals` lists them")
    }
}

fn name(file: &SourceTree) -> Option<&String> {
    amend::proposal(file).map(|proposal| &proposal.name.node)
}

fn check(name: &str, value: Ratio, declared: &[Parameter]) -> Option<Diagnostic> {
    let Some(parameter) = declared.iter().find(|parameter| parameter.name == name) else {
        let known = declared.iter().map(|parameter| parameter.name.as_str());
        let unknown = Diagnostic::placeless("unknown-parameter", format!("no parameter is called `{name}`"));
        return Some(unknown.maybe_help(suggest::did_you_mean(name, known)));
    };
    let (from, to) = parameter.range;
    (value < from || value > to).then(|| {
        let message = format!("expected `{name}` from {from} to {to}, found {value}");
        Diagnostic::placeless("out-of-range", message)
    })
}
