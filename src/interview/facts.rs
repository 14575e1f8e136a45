//! The open facts that can still matter, what decides most first; then what silence stands for, where another value
//! would change a grade.

use super::edit::{self, File};
use super::words::can_decide;
use super::{Interview, NOTHING, Question, What, Why, answer};
use crate::analysis::gaps::PersonGaps;
use crate::case::facts::Case;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::Settings;
use crate::law::vocabulary::Label;
use crate::measure::Variable;
use crate::place::Place;

impl Interview<'_> {
    /// The next question about a fact; nothing when no answer can change a grade any more.
    pub(super) fn factual(&self, case: Option<&Case>) -> Result<Option<Question>, Diagnostics> {
        let Some(case) = case else { return Ok(None) };
        let settings = Settings::default();
        let found = self.engine.gaps(case, &settings).map_err(|wrong| vec![wrong])?;
        if let Some(question) = self.deciding_most(case, &found) {
            return Ok(Some(question));
        }
        let undecided =
            found.iter().flat_map(|person| &person.undecided).find(|open| !self.answered(case, &open.variable));
        if let Some(open) = undecided {
            return Ok(self.about(case, &open.variable, &open.fact, Why::Undecided));
        }
        self.taken_in_silence(case, &settings)
    }

    /// Of all persons' open facts, the one that leaves the fewest grades possible.
    fn deciding_most(&self, case: &Case, found: &[PersonGaps]) -> Option<Question> {
        let gaps = found.iter().flat_map(|person| person.matter.iter().map(move |gap| (person, gap)));
        let open = gaps.filter(|(_, gap)| !self.answered(case, &gap.fact.variable));
        let (person, gap) = open.min_by_key(|(_, gap)| gap.left)?;
        let why = Why::Open(person.name.clone(), Box::new(gap.clone()));
        self.about(case, &gap.fact.variable, &gap.fact.fact, why)
    }

    /// A default that would change a grade if it were otherwise: asked last, and only to be confirmed.
    fn taken_in_silence(&self, case: &Case, settings: &Settings) -> Result<Option<Question>, Diagnostics> {
        let found = self.engine.flip(case, settings).map_err(|wrong| vec![wrong])?;
        for person in &found {
            for flip in person.charges.iter().flat_map(|charge| &charge.flips) {
                let [change] = flip.changes.as_slice() else { continue };
                if !change.by_default || self.answered(case, &change.fact.variable) {
                    continue;
                }
                let why = Why::Silent(person.name.clone(), Box::new(flip.clone()));
                return Ok(self.about(case, &change.fact.variable, &change.fact.fact, why));
            }
        }
        Ok(None)
    }

    /// Whether the file answers a question already, be it that nobody knows; or it was passed over.
    fn answered(&self, case: &Case, variable: &Variable) -> bool {
        match variable {
            Variable::Fact(entity, fact) => {
                let path = case.path(&self.engine.book.vocabulary, *entity, *fact);
                case.fact(*entity, *fact).is_some() || self.passed.contains(&path)
            }
            Variable::Judgement { person, place } => self.passed.contains(&judgement_path(case, *person, place)),
            Variable::Record { .. } | Variable::Choice(_) => true,
        }
    }

    fn about(&self, case: &Case, variable: &Variable, path: &str, why: Why) -> Option<Question> {
        match variable {
            Variable::Fact(_, fact) => {
                let declared = self.engine.book.vocabulary.fact(*fact);
                let what = What::Fact(declared.label.clone());
                Some(Question { what, form: self.form(declared.kind), why, path: path.to_owned() })
            }
            Variable::Judgement { person, place } => {
                let what = What::Judgement(self.rule(place));
                let path = judgement_path(case, *person, place);
                Some(Question { what, form: super::Form::Judgement, why, path })
            }
            Variable::Record { .. } | Variable::Choice(_) => None,
        }
    }

    /// What the law says at a place.
    pub fn rule(&self, place: &Place) -> Label {
        let entries = self.engine.book.instruments.iter().flat_map(|instrument| &instrument.entries);
        let texts = entries.filter(|entry| entry.place == *place).filter_map(|entry| entry.text.as_ref());
        texts.map(|text| text.label.clone()).next().unwrap_or_default()
    }

    /// The file after an answer; nothing where it stays as it is.
    pub(super) fn after(&mut self, question: &Question, answer: &str) -> Result<Option<String>, Box<Diagnostic>> {
        let label = match &question.what {
            What::Fact(label) => label,
            What::Judgement(_) => return self.judged(question, answer),
            _ => return self.structured(question, answer),
        };
        if answer == NOTHING {
            return Ok(self.pass(question));
        }
        let value = answer::value(&question.form, answer)?;
        let comment = self.comment(label, &question.why);
        let mut file = File::parse(&self.text)?;
        file.put(&question.path, &value, Some(&comment))?;
        Ok(Some(file.text()))
    }

    /// What stands behind a value: what it is, and what it decides.
    fn comment(&self, label: &Label, why: &Why) -> String {
        let mut comment = self.language.of(label).to_owned();
        let places: Vec<&Place> = match why {
            Why::Open(_, gap) => gap.answers.iter().flat_map(|one| &one.decides).map(|(place, _)| place).collect(),
            Why::Silent(_, flip) => flip.gained.iter().chain(&flip.lost).collect(),
            Why::Structure | Why::Undecided => Vec::new(),
        };
        let mut told: Vec<String> = Vec::new();
        for place in places.iter().map(ToString::to_string) {
            if !told.contains(&place) {
                told.push(place);
            }
        }
        if !told.is_empty() {
            let words = self.language.words();
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
        let mut file = File::parse(&self.text)?;
        let mut entries =
            vec![("person", edit::text(person)), ("place", edit::text(place)), ("holds", holds.to_string())];
        if !reasons.is_empty() {
            entries.push(("reasons", edit::text(&reasons)));
        }
        file.append("judgement", &entries)?;
        Ok(Some(file.text()))
    }
}

/// How a judgement about a person is named among the questions.
const JUDGEMENT: &str = "judgement ";

fn judgement_path(case: &Case, person: usize, place: &Place) -> String {
    format!("{JUDGEMENT}{} {place}", case.persons[person].id)
}
