//! What a case file says of places of the law: judgements, and expected offences, grades and grounds.
//!
//! A place of an instrument that is not in force on the day is let be; one that an instrument in force does not have
//! is an error.

use std::collections::BTreeSet;

use super::{Engine, Settings};
use crate::case::day;
use crate::case::facts::{Act, Case, Expectation, ExpectedGrades};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::law::book::Grade;
use crate::measure::{Cache, Variable};
use crate::place::Place;
use crate::program::{Ground, Question, QuestionId, Test};
use crate::range::Range;
use crate::span::Span;
use crate::suggest;

/// What entries of an instrument call a ground.
const GROUND: &str = "ground";

impl Engine {
    /// Everything in a case that refers to places which this law does not have.
    pub fn refer(&self, case: &Case) -> Diagnostics {
        let asked = self.judgement_places();
        let grounds = self.ground_places();
        let offences: Vec<&Place> = self.book.offences.iter().map(|offence| &offence.place).collect();
        let mut wrong = Vec::new();
        for judgement in &case.judgements {
            let what = "no question of judgement stands at";
            let unknown = self.unknown(&judgement.place, &asked, judgement.span, what);
            wrong.extend(unknown.map(|unknown| match self.decided_by_facts(&judgement.place, &asked) {
                Some(help) => Diagnostic { help: Some(help), ..unknown },
                None => unknown,
            }));
        }
        for expected in &case.expectations {
            wrong.extend(self.unknown(&expected.offence, &offences, expected.span, "no offence stands at"));
            for ground in &expected.grounds {
                wrong.extend(self.unknown(ground, &grounds, expected.span, "no ground stands at"));
            }
            wrong.extend(self.unknown_grade(&expected.offence, expected.grades.as_ref(), expected.span));
            wrong.extend(self.unknown_text(expected));
        }
        wrong
    }

    /// Lasting acts that run across a day on which the law asks something else: advice to write several acts.
    pub fn to_divide(&self, case: &Case) -> Diagnostics {
        let Ok(assignment) = self.assignment(&Settings::default()) else { return Vec::new() };
        let of_person = |person| Cache::new(case, &self.program, person, &assignment).divided();
        let mut divided: Vec<(usize, Vec<Range>)> = case.accused().flat_map(of_person).collect();
        divided.sort();
        divided.dedup_by_key(|(act, _)| *act);
        divided.iter().map(|(act, stretches)| straddles(&case.acts[*act], stretches)).collect()
    }

    /// Answers to questions that nothing in the case raises: they change nothing.
    pub fn unasked(&self, case: &Case) -> Diagnostics {
        let Ok(assignment) = self.assignment(&Settings::default()) else { return Vec::new() };
        let questions: Vec<QuestionId> = (0..self.program.questions.len() as u32).map(QuestionId).collect();
        let mut unasked = Vec::new();
        for person in case.accused() {
            let used = Cache::whole(case, &self.program, person, &assignment).uses(&assignment, &questions, &[]);
            let answered = |variable: &Variable| used.iter().any(|one| one.variable == *variable);
            for judgement in case.judgements.iter().filter(|judgement| judgement.person == person) {
                let asked = self.program.questions.iter().filter_map(|question| match question {
                    Question::Judgement { places, .. } if places.contains(&judgement.place) => Some(&places[0]),
                    _ => None,
                });
                let mut asked = asked.map(|place| Variable::Judgement { person, place: place.clone() }).peekable();
                if asked.peek().is_some() && !asked.any(|question| answered(&question)) {
                    unasked.push(not_raised(&judgement.place, judgement.span));
                }
            }
        }
        unasked
    }

    fn unknown(&self, place: &Place, known: &[&Place], span: Span, what: &str) -> Option<Diagnostic> {
        if known.contains(&place) {
            return None;
        }
        if self.book.instrument(&place.instrument).is_none() {
            let message = format!("`{}` is not in force on {}", place.instrument, self.book.as_of);
            let ids = self.book.instruments.iter().map(|instrument| instrument.id.as_str());
            let help = suggest::did_you_mean(&place.instrument, ids);
            return Some(Diagnostic::warning("not-in-force", span, message).maybe_help(help));
        }
        let names: Vec<String> = known.iter().map(ToString::to_string).collect();
        // What is cited as an article or a paragraph may be asked at a place within it.
        let within = |one: &&&Place| one.instrument == place.instrument && one.path.starts_with(&place.path);
        let within: BTreeSet<String> = known.iter().filter(within).map(ToString::to_string).collect();
        if !within.is_empty() {
            let within: Vec<String> = within.iter().map(|one| format!("`{one}`")).collect();
            let help = format!("what stands there is {}", within.join(", "));
            return Some(Diagnostic::error("unknown-place", span, format!("{what} `{place}`")).help(help));
        }
        let help = suggest::did_you_mean(&place.to_string(), names.iter().map(String::as_str));
        Some(Diagnostic::error("unknown-place", span, format!("{what} `{place}`")).maybe_help(help))
    }

    /// Of a place at which nothing is asked and a ground stands: what of the facts decides it.
    fn decided_by_facts(&self, place: &Place, asked: &[&Place]) -> Option<String> {
        if asked.iter().any(|one| one.within(place)) {
            return None;
        }
        let entries = &self.book.instrument(&place.instrument)?.entries;
        let grounds = entries.iter().filter(|entry| entry.kind == GROUND && entry.place.within(place));
        let decides: Vec<String> = grounds.map(|entry| format!("`{}`", entry.encoded)).collect();
        (!decides.is_empty()).then(|| format!("nothing is judged there; facts decide it: {}", decides.join(", ")))
    }

    fn unknown_grade(&self, offence: &Place, grades: Option<&ExpectedGrades>, span: Span) -> Option<Diagnostic> {
        let expected: Vec<&str> = match grades? {
            ExpectedGrades::One(grade) => vec![grade],
            ExpectedGrades::Possible(grades) => grades.iter().map(String::as_str).collect(),
        };
        let texts = self.book.offences.iter().filter(|law| law.place == *offence);
        let grades: Vec<&Grade> = texts.flat_map(|law| &law.grades).collect();
        let names = grades.iter().map(|grade| grade.name.as_str());
        let known: Vec<&str> = ["none", "open"].into_iter().chain(names).collect();
        let unknown = expected.into_iter().find(|grade| !known.contains(grade)).filter(|_| known.len() > 2)?;
        let message = format!("`{offence}` has no grade `{unknown}`");
        let mut listed: Vec<String> = vec!["`none`".to_owned(), "`open`".to_owned()];
        for grade in &grades {
            let one = format!("`{}` ({})", grade.name, grade.label.zh);
            if !listed.contains(&one) {
                listed.push(one);
            }
        }
        let listed = format!("the values are {}", listed.join(", "));
        let labelled = grades.iter().find(|grade| grade.label.zh == unknown || grade.label.zh.ends_with(unknown));
        let near = labelled.map(|grade| format!("did you mean `{}`?", grade.name));
        let near = near.or_else(|| suggest::did_you_mean(unknown, known));
        let help = near.map_or(listed.clone(), |near| format!("{near} {listed}"));
        Some(Diagnostic::error("unknown-grade", span, message).help(help))
    }

    fn unknown_text(&self, expected: &Expectation) -> Option<Diagnostic> {
        let named = expected.text.as_deref()?;
        let of_offence = self.book.offences.iter().filter(|law| law.place == expected.offence);
        let known: Vec<&str> = of_offence.filter_map(|law| law.version.as_deref()).collect();
        if known.is_empty() || known.contains(&named) {
            return None;
        }
        let message = format!("`{}` has no text `{named}`", expected.offence);
        let help = suggest::did_you_mean(named, known.iter().copied());
        let help = help.unwrap_or_else(|| format!("its texts are {}", known.join(", ")));
        Some(Diagnostic::error("unknown-text", expected.span, message).help(help))
    }

    /// The places of the questions that a person answers, in order, each once.
    pub fn judged_places(&self) -> Vec<String> {
        let mut places: Vec<&Place> = self.judgement_places();
        places.sort();
        places.dedup();
        places.into_iter().map(ToString::to_string).collect()
    }

    fn judgement_places(&self) -> Vec<&Place> {
        let questions = self.program.questions.iter().chain(&self.program.sentencing.questions);
        let asked = questions.flat_map(|question| match question {
            Question::Judgement { places, .. } => places.as_slice(),
            Question::Never | Question::SomeBatch(_) | Question::Person(_) | Question::Known(_) => &[],
        });
        let tested = self.program.filters.iter().flat_map(|filter| &filter.tests).filter_map(|test| match test {
            Test::Judgement(place) => Some(place),
            _ => None,
        });
        asked.chain(tested).collect()
    }

    fn ground_places(&self) -> Vec<&Place> {
        let grades = self.program.offences.iter().flat_map(|offence| &offence.grades);
        grades
            .flat_map(|grade| grade.grounds.iter().chain([&grade.standard]))
            .map(|ground: &Ground| &ground.place)
            .collect()
    }
}

fn not_raised(place: &Place, span: Span) -> Diagnostic {
    let message = format!("nothing in the case raises the question of `{place}`: its answer changes nothing");
    let help = "state what raises it, such as the consequence that is judged, of an act on information that is true";
    Diagnostic::warning("not-raised", span, message).help(help)
}

fn straddles(act: &Act, stretches: &[Range]) -> Diagnostic {
    let cuts: Vec<String> = stretches[1..].iter().map(|days| day::date_of(days.min).to_string()).collect();
    let message = format!(
        "the act `{}` runs across {}: what lies on each side is open, unless the law in time puts all of it under one text",
        act.id,
        cuts.join(", ")
    );
    let last = stretches.len();
    let acts = (1..).zip(stretches).map(|(number, days)| {
        let from = if number > 1 { format!(", from = {}", day::date_of(days.min)) } else { String::new() };
        let until = if number < last { format!(", until = {}", day::date_of(days.max)) } else { String::new() };
        format!("`id = \"{}-{number}\"{from}{until}`", act.id)
    });
    let acts: Vec<String> = acts.collect();
    let help = format!(
        "if it is known how it divides, write an act for each, with its `items` and `gains`: {}",
        acts.join(" and ")
    );
    Diagnostic::warning("act-across-an-edge", act.span, message).help(help)
}
