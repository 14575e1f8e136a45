//! The quiz: what a student is asked about a case, and where the answers part from the law. Nothing of the outcome is
//! in a question.

use super::document::{Cell, Column, Document, Table};
use super::explain::View;
use super::step;
use super::words::{Language, Words};
use crate::explain::findings::{Charge, GradeName, PersonFindings};
use crate::explain::reasoning::{ChargeReasoning, Matter, Reason, Reasoning, Step};
use crate::truth::Truth;

/// How many facts of a step are told when an answer parts from the law.
const FACTS: usize = 6;

/// One question about one person's charge.
#[derive(Clone, Debug)]
pub struct Question {
    /// The person's name.
    pub person: String,
    /// The charge, with the text that applies.
    charge: String,
    asked: Asked,
}

/// What is asked, with what the law says.
#[derive(Clone, Debug)]
enum Asked {
    /// Whether a ground is established.
    Ground(Box<Step>),
    /// Which grade is reached.
    Grade {
        /// Every grade.
        ladder: Vec<GradeName>,
        /// The one that is reached, by name, or open.
        reached: String,
        /// The grounds that lead to it; without any, those that came nearest.
        because: Vec<Step>,
    },
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Where a ground is placed.
    Ground(Truth),
    /// A grade by name, or open.
    Grade(String),
}

/// The questions about a case: each ground that it touches, then the grade, charge by charge.
pub fn questions(reasoning: &Reasoning, view: &View, words: &Words) -> Vec<Question> {
    let mut questions = Vec::new();
    let persons = reasoning.analysis.persons.iter().zip(&reasoning.persons);
    for (person, reasoned) in persons.filter(|(person, _)| view.shows(person)) {
        for (charge, reasoning) in person.charges.iter().zip(reasoned) {
            of_charge(&mut questions, person, charge, reasoning, words);
        }
    }
    questions
}

fn of_charge(
    questions: &mut Vec<Question>,
    person: &PersonFindings,
    charge: &Charge,
    reasoning: &ChargeReasoning,
    words: &Words,
) {
    let text = words.text_aside(charge.text.as_deref());
    let label = format!("{}{text}", words.language.of(&charge.label));
    let question = |asked| Question { person: person.name.clone(), charge: label.clone(), asked };
    let grades = reasoning.issues.iter().filter_map(|issue| match &issue.matter {
        Matter::Grade(_, grade) => Some((grade, &issue.steps)),
        _ => None,
    });
    let listed = |step: &&Step| charge.grounds.iter().any(|ground| ground.place == step.place);
    let touched = |step: &&Step| listed(step) || is_touched(step);
    let steps = grades.clone().flat_map(|(_, steps)| steps).filter(touched);
    questions.extend(steps.map(|step| question(Asked::Ground(Box::new(step.clone())))));
    let reached = charge.grade.as_ref().map_or(Truth::Open.name(), |grade| grade.name.as_str()).to_owned();
    let of_grade = grades.clone().filter(|(grade, _)| grade.name == reached).flat_map(|(_, steps)| steps);
    let holds: Vec<Step> = of_grade.filter(|step| step.status.certain()).cloned().collect();
    let short = || grades.clone().flat_map(|(_, steps)| steps).filter(listed).cloned().collect();
    let because = if holds.is_empty() { short() } else { holds };
    questions.push(question(Asked::Grade { ladder: reasoning.ladder.clone(), reached, because }));
}

/// Whether a ground that is not listed among the findings is worth a question: facts or another rule exclude it.
fn is_touched(step: &Step) -> bool {
    match &step.reason {
        Reason::Fact => step.degree.is_none() && !step.facts.is_empty(),
        Reason::Displaced(_) => true,
        _ => false,
    }
}

impl Question {
    /// About whom and what: said once before the questions that share it.
    pub fn about(&self, words: &Words) -> String {
        format!("{}{}{}", self.person, words.dash, self.charge)
    }

    /// The question in words.
    pub fn text(&self, words: &Words) -> String {
        match &self.asked {
            Asked::Ground(step) => {
                format!("{}{}{}", words.place(&step.place), words.colon, words.language.of(&step.text.label))
            }
            Asked::Grade { .. } => words.which_grade().to_owned(),
        }
    }

    /// What can be answered, as people say it.
    pub fn choices(&self, words: &Words) -> String {
        match (words.language, &self.asked) {
            (Language::En, _) => self.options(),
            (Language::Zh, Asked::Ground(_)) => {
                [Truth::Established, Truth::Excluded, Truth::Open].map(|truth| words.truth(truth)).join(" | ")
            }
            (Language::Zh, Asked::Grade { ladder, .. }) => {
                let labels = ladder.iter().map(|grade| grade.label.zh.as_str()).chain([words.truth(Truth::Open)]);
                labels.collect::<Vec<_>>().join(" | ")
            }
        }
    }

    /// What can be answered, by the names used in files.
    pub fn options(&self) -> String {
        match &self.asked {
            Asked::Ground(_) => [Truth::Established, Truth::Excluded, Truth::Open].map(Truth::name).join(" | "),
            Asked::Grade { ladder, .. } => {
                let names = ladder.iter().map(|grade| grade.name.as_str()).chain([Truth::Open.name()]);
                names.collect::<Vec<_>>().join(" | ")
            }
        }
    }

    /// Reads an answer: a status or its first letter, or y and n; a grade by its name or its label.
    pub fn read(&self, text: &str) -> Option<Answer> {
        let text = text.trim().to_lowercase();
        match &self.asked {
            Asked::Ground(_) => truth(&text).map(Answer::Ground),
            Asked::Grade { ladder, .. } => {
                let named = |grade: &&GradeName| {
                    [&grade.name, &grade.label.zh, &grade.label.en].into_iter().any(|name| name.to_lowercase() == text)
                };
                let found = ladder.iter().find(named).map(|grade| grade.name.clone());
                found
                    .or_else(|| truth(&text).filter(|truth| *truth == Truth::Open).map(|truth| truth.name().to_owned()))
                    .map(Answer::Grade)
            }
        }
    }

    fn law(&self) -> Answer {
        match &self.asked {
            Asked::Ground(step) => Answer::Ground(step.status),
            Asked::Grade { reached, .. } => Answer::Grade(reached.clone()),
        }
    }

    fn said(&self, answer: &Answer, words: &Words) -> String {
        match (answer, &self.asked) {
            (Answer::Ground(truth), _) => words.truth(*truth).to_owned(),
            (Answer::Grade(name), Asked::Grade { ladder, .. }) => {
                let grade = ladder.iter().find(|grade| grade.name == *name);
                grade.map_or(words.truth(Truth::Open), |grade| words.language.of(&grade.label)).to_owned()
            }
            (Answer::Grade(name), Asked::Ground(_)) => name.clone(),
        }
    }

    fn name(&self, words: &Words) -> String {
        match &self.asked {
            Asked::Ground(step) => words.place(&step.place),
            Asked::Grade { .. } => words.grade.to_owned(),
        }
    }

    /// What the law says at this step: its citation, the comparison in numbers, and the facts.
    fn explained(&self, words: &Words) -> Vec<Cell> {
        let lines = |step: &Step, depth: usize| {
            let head = Cell { depth, ..Cell::status(&step::above_facts(step, words), step.status) };
            let facts = step.facts.iter().take(FACTS);
            let facts = facts.map(|fact| Cell::from(step::fact(fact, words)).indented(depth + 1));
            let more = step.facts.len().saturating_sub(FACTS);
            let more = (more > 0).then(|| Cell::from(words.more_facts(more, &step.place)).faint().indented(depth + 1));
            [head].into_iter().chain(facts).chain(more).collect::<Vec<_>>()
        };
        match &self.asked {
            Asked::Ground(step) => {
                let parts = step.parts.iter().flat_map(|part| lines(part, 2));
                lines(step, 1).into_iter().chain(parts).collect()
            }
            Asked::Grade { because, .. } => because.iter().flat_map(|step| lines(step, 1)).collect(),
        }
    }
}

fn truth(text: &str) -> Option<Truth> {
    match text {
        "established" | "e" | "y" | "成立" => Some(Truth::Established),
        "excluded" | "x" | "n" | "不成立" => Some(Truth::Excluded),
        "open" | "o" | "?" | "待定" => Some(Truth::Open),
        _ => None,
    }
}

/// The questions, each charge of a person under a heading, with what can be answered where that changes.
pub fn listed(questions: &[Question], words: &Words) -> Document {
    let mut document = Document::default();
    let mut last = String::new();
    for question in questions {
        let about = question.about(words);
        if about != last {
            document.heading(2, about.as_str());
            last = about;
        }
        document.line(question.text(words));
        document.line(Cell::from(format!("  {}", words.answer_with(&question.choices(words)))).faint());
    }
    document
}

/// The score, the first step at which the student parted from the law, and every answer beside the law.
pub fn mark(questions: &[Question], answers: &[Answer], words: &Words) -> Document {
    let mut document = Document::default();
    let both = || questions.iter().zip(answers);
    let right = both().filter(|(question, answer)| question.law() == **answer).count();
    document.heading(1, words.score(right, answers.len()));
    if answers.len() < questions.len() {
        document.line(Cell::from(words.left_after(answers.len(), questions.len())).faint());
    }
    if let Some((question, answer)) = both().find(|(question, answer)| question.law() != **answer) {
        let (said, law) = (question.said(answer, words), question.said(&question.law(), words));
        document.heading(2, format!("{}{}{}", words.parted(), words.colon, question.name(words)));
        document.line(question.about(words));
        document.line(question.text(words));
        let law = Cell::from(format!("{}{said}{}{}{law}", words.you(), words.stop, words.the_law())).strong();
        document.outline([law].into_iter().chain(question.explained(words)).collect());
    }
    let mut table = Table::new(vec![
        Column::prose(words.person),
        Column::whole(words.place),
        Column::prose(words.yours()),
        Column::prose(words.by_law()),
    ]);
    for (question, answer) in both() {
        let law = question.law();
        let said = Cell::from(question.said(answer, words));
        let said = if law == *answer { said } else { said.wrong() };
        let law = Cell::from(question.said(&law, words));
        table.rows.push(vec![question.person.as_str().into(), question.name(words).into(), said, law]);
    }
    document.table(table);
    document
}
