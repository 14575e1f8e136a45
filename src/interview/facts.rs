//! The open facts that can still matter, what decides most first; then what silence stands for, where a party would
//! contest that and it could change the result.

use std::collections::BTreeSet;

use super::edit::{self, File};
use super::words::can_decide;
use super::{Interview, NOTHING, Question, What, Why, answer};
use crate::analysis::gaps::{Beside, PersonGaps};
use crate::case::facts::{Case, Entity};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::Settings;
use crate::explain::findings::{Analysis, Charge};
use crate::law::vocabulary::Label;
use crate::measure::Variable;
use crate::place::Place;
use crate::settle::Kind;

impl Interview<'_> {
    /// The next question about a fact; nothing when no answer can change the result any more.
    pub(super) fn factual(&self, case: &Case) -> Result<Option<Question>, Diagnostics> {
        let settings = Settings::default();
        let found = self.engine.gaps(case, &settings).map_err(|wrong| vec![wrong])?;
        if let Some(question) = self.deciding_most(case, &found) {
            return Ok(Some(question));
        }
        for person in &found {
            let open = |variable: &Variable| !self.answered(case, variable);
            if let Some(one) = person.undecided.iter().find(|one| open(&one.variable)) {
                return Ok(self.about(case, &one.variable, &one.fact, Why::Undecided));
            }
            // What was left empty when it was asked of its entry comes up again for the sake of a grade alone.
            let passed = |path: &String| self.state.passed.contains(path);
            let beside = |one: &&Beside| open(&one.fact.variable) && !passed(&one.fact.fact);
            if let Some(one) = person.beside.iter().find(beside) {
                let why = Why::Beside(person.name.clone(), one.decides.clone());
                return Ok(self.about(case, &one.fact.variable, &one.fact.fact, why));
            }
        }
        let analysis = self.engine.analyse(case, &settings).map_err(|wrong| vec![wrong])?;
        Ok(self.taken_in_silence(case, &analysis))
    }

    /// Of all persons' open facts, the one that leaves the fewest grades possible.
    fn deciding_most(&self, case: &Case, found: &[PersonGaps]) -> Option<Question> {
        let gaps = found.iter().flat_map(|person| person.matter.iter().map(move |gap| (person, gap)));
        let open = gaps.filter(|(_, gap)| !self.answered(case, &gap.fact.variable));
        let (person, gap) = open.min_by_key(|(_, gap)| gap.left)?;
        let why = Why::Open(person.name.clone(), Box::new(gap.clone()));
        self.about(case, &gap.fact.variable, &gap.fact.fact, why)
    }

    /// What silence stands for, where a party would contest it and the result could change: asked last, to be confirmed.
    fn taken_in_silence(&self, case: &Case, analysis: &Analysis) -> Option<Question> {
        let charges =
            analysis.persons.iter().flat_map(|person| person.charges.iter().map(move |charge| (person, charge)));
        let assumed = charges.flat_map(|(person, charge)| {
            let each = charge.could_change.each.iter().filter(|one| one.kind == Kind::Assumed);
            each.map(move |one| (person, charge, one))
        });
        assumed.into_iter().find_map(|(person, charge, one)| {
            let variable = self.variable(case, &one.what).filter(|variable| !self.answered(case, variable))?;
            let why = Why::Silent(person.name.clone(), taken_as(charge, &one.what), Box::new(one.clone()));
            self.about(case, &variable, &one.what, why)
        })
    }

    /// The fact at a path.
    pub(super) fn variable(&self, case: &Case, path: &str) -> Option<Variable> {
        let vocabulary = &self.engine.book.vocabulary;
        let of = |entity: Entity| vocabulary.facts_in(entity.scope()).map(move |fact| (entity, fact));
        let mut facts = case.entities().flat_map(of);
        let (entity, fact) = facts.find(|(entity, fact)| case.path(vocabulary, *entity, *fact) == path)?;
        Some(Variable::Fact(entity, fact))
    }

    /// Whether the file answers a question already, be it that nobody knows; or it was passed over.
    fn answered(&self, case: &Case, variable: &Variable) -> bool {
        match variable {
            // What the file does not name has no place for an answer: it is asked what it is.
            Variable::Fact(Entity::Dataset(dataset), _) if case.datasets[*dataset].unnamed.is_some() => true,
            Variable::Fact(entity, fact) => {
                let path = case.path(&self.engine.book.vocabulary, *entity, *fact);
                case.fact(*entity, *fact).is_some() || self.state.let_be.contains(&path)
            }
            Variable::Judgement { person, place } => self.state.let_be.contains(&judgement_path(case, *person, place)),
            Variable::Record { .. } | Variable::Choice(_) => true,
        }
    }

    fn about(&self, case: &Case, variable: &Variable, path: &str, why: Why) -> Option<Question> {
        match variable {
            Variable::Fact(_, fact) => {
                let declared = self.engine.book.vocabulary.fact(*fact);
                let entry = path.rsplit_once('.').map_or(path, |(entry, _)| entry);
                let what = What::Fact { of: self.called(case, entry), label: declared.label.clone() };
                let form = super::form(&self.engine.book.vocabulary, declared.kind);
                Some(Question { what, form, why, path: path.to_owned() })
            }
            Variable::Judgement { person, place } => {
                let what = What::Judgement(self.rule(place));
                let path = judgement_path(case, *person, place);
                Some(Question { what, form: super::Form::Judgement, why, path })
            }
            Variable::Record { .. } | Variable::Choice(_) => None,
        }
    }

    /// What the law says at a place; of an article with several texts, in one under which somebody is charged.
    pub fn rule(&self, place: &Place) -> Label {
        let entries = self.engine.book.instruments.iter().flat_map(|instrument| &instrument.entries);
        let texts =
            entries.filter(|entry| entry.place == *place).filter_map(|entry| Some((entry, entry.text.as_ref()?)));
        let texts: Vec<_> = texts.collect();
        let several = texts.iter().any(|(entry, _)| entry.version != texts[0].0.version);
        let charged = if several { self.texts_charged() } else { BTreeSet::new() };
        let applies = texts.iter().find(|(entry, _)| entry.version.as_ref().is_some_and(|text| charged.contains(text)));
        applies.or(texts.first()).map(|(_, text)| text.label.clone()).unwrap_or_default()
    }

    /// The texts of articles under which somebody is charged.
    fn texts_charged(&self) -> BTreeSet<String> {
        let Ok(Some(case)) = self.case() else { return BTreeSet::new() };
        let Ok(analysis) = self.engine.analyse(&case, &Settings::default()) else { return BTreeSet::new() };
        let charges = analysis.persons.into_iter().flat_map(|person| person.charges);
        charges.filter_map(|charge| charge.text).collect()
    }

    /// The file after an answer; nothing where it stays as it is.
    pub(super) fn after(&mut self, question: &Question, answer: &str) -> Result<Option<String>, Box<Diagnostic>> {
        let label = match &question.what {
            What::Fact { .. } | What::Circumstances(_) | What::Consequences if answer == NOTHING => {
                return Ok(self.pass(question));
            }
            What::Fact { label, .. } => label,
            What::Judgement(_) => return self.judged(question, answer),
            What::Circumstances(_) => return self.circumstances(question, answer),
            What::Consequences => return self.consequences(question, answer),
            _ => return self.structured(question, answer),
        };
        let value = answer::value(&question.form, answer)?;
        let comment = self.comment(label, &question.why);
        let mut file = File::parse(self.text())?;
        file.put(&question.path, &value, Some(&comment))?;
        Ok(Some(file.text()))
    }

    /// What stands behind a value: what it is, and what it decides.
    fn comment(&self, label: &Label, why: &Why) -> String {
        let mut comment = self.language.of(label).to_owned();
        let words = match self.case() {
            Ok(Some(case)) => self.words(&case),
            _ => self.language.words().clone(),
        };
        let mut told: Vec<String> = Vec::new();
        for place in why.decides().map(|place| words.place(place)) {
            if !told.contains(&place) {
                told.push(place);
            }
        }
        if !told.is_empty() {
            comment += &format!("{}{}{}", words.stop, can_decide(self.language), words.join(&told));
        }
        comment
    }

    /// A judgement is a table of its own; one that nobody makes is left out.
    fn judged(&mut self, question: &Question, answer: &str) -> Result<Option<String>, Box<Diagnostic>> {
        let Some((holds, reasons)) = answer::judgement(answer)? else { return Ok(self.pass(question)) };
        let Some((person, place)) = question.path.strip_prefix(JUDGEMENT).and_then(|path| path.split_once(' ')) else {
            return Ok(None);
        };
        let mut file = File::parse(self.text())?;
        let mut entries =
            vec![("person", edit::text(person)), ("place", edit::text(place)), ("holds", holds.to_string())];
        if !reasons.is_empty() {
            entries.push(("reasons", edit::text(&reasons)));
        }
        file.append("judgement", &entries)?;
        Ok(Some(file.text()))
    }
}

impl Why {
    /// The rules that an answer decides.
    pub(super) fn decides(&self) -> Box<dyn Iterator<Item = &Place> + '_> {
        match self {
            Self::Open(_, gap) => Box::new(gap.answers.iter().flat_map(|one| &one.decides).map(|(place, _)| place)),
            Self::Beside(_, decides) => Box::new(decides.iter()),
            Self::Silent(_, _, change) => Box::new(change.decides.iter()),
            Self::Structure | Self::Undecided => Box::new(std::iter::empty()),
        }
    }
}

/// What silence about a fact was taken to be.
fn taken_as(charge: &Charge, path: &str) -> Label {
    let relied = charge.defaults_used.iter().chain(&charge.presumed).find(|relied| relied.fact == path);
    relied.map(|relied| relied.value.clone()).unwrap_or_default()
}

/// How a judgement about a person is named among the questions.
const JUDGEMENT: &str = "judgement ";

fn judgement_path(case: &Case, person: usize, place: &Place) -> String {
    format!("{JUDGEMENT}{} {place}", case.persons[person].id)
}
