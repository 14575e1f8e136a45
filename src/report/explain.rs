//! The reasoning by issue, collapsed to a screen or as deep as asked for.

use super::document::{Cell, Document, Tone};
use super::words::{Language, Words};
use super::{answer, besides, guidance, relations, sentence, step};
use crate::explain::findings::{Charge, PersonFindings};
use crate::explain::reasoning::{ChargeReasoning, Issue, Matter, Reason, Reasoning, Step};
use crate::place::Place;
use crate::truth::Truth;

/// What of a reasoning to show.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// How many levels; without it, a screen: what does not hold is put together by why.
    pub depth: Option<usize>,
    /// Only what stands at or under this place.
    pub place: Option<Place>,
    /// Only this person, by id.
    pub person: Option<String>,
}

impl View {
    /// Whether this person is shown.
    pub fn shows(&self, person: &PersonFindings) -> bool {
        self.person.as_ref().is_none_or(|id| *id == person.id)
    }

    /// The issues with what stands at or under the place; a step there brings its parts along.
    pub fn issues(&self, reasoning: &ChargeReasoning) -> Vec<Issue> {
        let Some(place) = &self.place else { return reasoning.issues.clone() };
        let within = |step: &Step| step.place.within(place);
        let mut issues = reasoning.issues.clone();
        issues.iter_mut().for_each(|issue| issue.steps.retain(within));
        issues.retain(|issue| !issue.steps.is_empty());
        issues
    }
}

/// Every place at which something stands in a reasoning, each once.
pub fn places(reasoning: &Reasoning) -> Vec<Place> {
    let issues = reasoning.persons.iter().flatten().flat_map(|charge| &charge.issues);
    let mut places: Vec<Place> = issues.flat_map(|issue| &issue.steps).map(|step| step.place.clone()).collect();
    let relations = reasoning.analysis.persons.iter().flat_map(|person| &person.relations);
    places.extend(relations.map(|relation| relation.place.clone()));
    places.extend(reasoning.analysis.persons.iter().flat_map(besides::places));
    places.sort();
    places.dedup();
    places
}

/// The reasoning as a document.
pub fn explain(reasoning: &Reasoning, view: &View, language: Language) -> Document {
    let words = language.words();
    let analysis = &reasoning.analysis;
    let mut document = Document::default();
    document.heading(1, format!("{}{}{}", analysis.case, words.colon, language.of(&analysis.title)));
    document.line(Cell::from(super::basis(analysis, words)).faint());
    let persons = analysis.persons.iter().zip(&reasoning.persons);
    for (person, reasoned) in persons.filter(|(person, _)| view.shows(person)) {
        if person.charges.is_empty() {
            document.heading(2, format!("{}{}{}", person.name, words.dash, words.no_charge));
        }
        match &view.place {
            None => relations::relations(&mut document, person, words),
            Some(place) => {
                for relation in person.relations.iter().filter(|relation| relation.place.within(place)) {
                    document.line(relations::line(relation, words));
                    document.line(words.language.of(&relation.text.label));
                }
            }
        }
        for (charge, reasoning) in person.charges.iter().zip(reasoned) {
            let issues = view.issues(reasoning);
            if issues.is_empty() && !besides::at(charge, view.place.as_ref()) {
                continue;
            }
            document.heading(2, answer::headline(person, charge, words));
            document.outline(outline(charge, &issues, view, words));
            besides::of_charge(&mut document, charge, view.place.as_ref(), words);
        }
        besides::details(&mut document, person, view.place.as_ref(), words);
    }
    super::amended::parameters(&mut document, &analysis.parameters, words);
    document
}

fn outline(charge: &Charge, issues: &[Issue], view: &View, words: &Words) -> Vec<Cell> {
    let mut lines = Vec::new();
    for issue in issues {
        lines.push(heading(issue, words));
        match view.depth {
            Some(depth) => {
                for step in issue.steps.iter().filter(|_| depth > 1) {
                    steps(&mut lines, step, 1, depth, words);
                }
            }
            None => collapsed(&mut lines, issue, charge, words),
        }
    }
    if view.place.is_none() {
        lines.extend(sentence_lines(charge, words));
    }
    lines
}

/// `Object: established (1 not in issue, 2 assumed by default)`.
fn heading(issue: &Issue, words: &Words) -> Cell {
    let name = match &issue.matter {
        Matter::Element(_, label) => capital(words.language.of(label)),
        Matter::Grade(_, grade) => capital(words.language.of(&grade.label)),
        Matter::Exceptions => words.exceptions().to_owned(),
        Matter::Circumstances => words.circumstances.to_owned(),
    };
    let facts: Vec<_> = issue.steps.iter().flat_map(|step| &step.facts).cloned().collect();
    let states = match &issue.matter {
        Matter::Element(..) if !facts.is_empty() => words.aside(&step::states(&facts, words)),
        _ => String::new(),
    };
    let status = match issue.status {
        Some(status) => format!("{}{}", words.colon, words.truth(status)),
        None if issue.steps.iter().all(|step| !step.status.possible()) => {
            format!("{}{}", words.colon, words.nobody())
        }
        None => String::new(),
    };
    Cell { text: format!("{name}{status}{states}"), tone: issue.status.map_or(Tone::Strong, Tone::Status), depth: 0 }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// One screen: what holds or is open, a line each; what does not, together by why. Elements that hold are left to their
/// heading.
fn collapsed(lines: &mut Vec<Cell>, issue: &Issue, charge: &Charge, words: &Words) {
    let element = matches!(issue.matter, Matter::Element(..));
    for step in issue.steps.iter().filter(|step| step.status.possible()) {
        if element && step.status.certain() && step.conduct.is_empty() {
            continue;
        }
        let states = match step::states(&step.facts, words) {
            none if none.is_empty() => none,
            states => words.aside(&states),
        };
        let effects = effects(step, issue, charge, words);
        let text = format!("{}{effects}{states}", step::line(step, words));
        lines.push(Cell { depth: 1, ..Cell::status(&text, step.status) });
        lines.extend(told_apart(step, 2, words));
    }
    if matches!(issue.matter, Matter::Circumstances | Matter::Exceptions) {
        return;
    }
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for step in issue.steps.iter().filter(|step| !step.status.possible()) {
        let (why, one) = grouped(step, words);
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, steps)) if steps.contains(&one) => {}
            Some((_, steps)) => steps.push(one),
            None => groups.push((why, vec![one])),
        }
    }
    for (why, steps) in groups {
        let text = format!("{why}{}{}", words.colon, words.join(steps));
        lines.push(Cell { depth: 1, ..Cell::status(&text, Truth::Excluded) });
    }
}

/// Why a step does not hold, and the step in a few words: rules and readings stand with the why, numbers with the step.
/// What displaces a ground displaces its whole article.
fn grouped(step: &Step, words: &Words) -> (String, String) {
    let why = words.why(&step.reason);
    let place = step.place.to_string();
    match &step.reason {
        Reason::Displaced(_) | Reason::NotGoverned(_) | Reason::Reading(_) => {
            let shut = Step { compared: None, degree: None, ..step.clone() };
            let whole = !matches!(step.reason, Reason::Reading(_));
            let place = if whole { step.place.in_article().to_string() } else { place };
            (format!("{why}{}", words.aside(&step::reason(&shut, words))), place)
        }
        Reason::Fact if step.compared.is_some() || step.degree.is_some() => {
            (why.to_owned(), place + &words.aside(&step::comparison(step, words)))
        }
        _ => (why.to_owned(), place),
    }
}

/// What a circumstance does.
fn effects(step: &Step, issue: &Issue, charge: &Charge, words: &Words) -> String {
    if issue.matter != Matter::Circumstances {
        return String::new();
    }
    let found = charge.circumstances.iter().find(|found| found.place == step.place && found.text == step.text);
    found.map(|found| format!("{}{}", words.stop, sentence::effects(found, words))).unwrap_or_default()
}

/// A step and, as deep as asked for, its facts and its parts.
fn steps(lines: &mut Vec<Cell>, step: &Step, level: usize, depth: usize, words: &Words) {
    lines.push(Cell { depth: level, ..Cell::status(&step::line(step, words), step.status) });
    if level + 1 >= depth {
        return;
    }
    lines.extend(told_apart(step, level + 1, words));
    for fact in &step.facts {
        lines.push(Cell::from(step::fact(fact, words)).indented(level + 1));
    }
    for part in &step.parts {
        steps(lines, part, level + 1, depth, words);
    }
}

/// The conduct that a step tells apart, an act and its dataset a line.
fn told_apart<'a>(step: &'a Step, depth: usize, words: &'a Words) -> impl Iterator<Item = Cell> + 'a {
    step.conduct.iter().map(move |(conduct, status)| {
        let text = format!("{conduct}{}{}", words.colon, words.truth(*status));
        Cell { depth, ..Cell::status(&text, *status) }
    })
}

/// The sentence: the band of each grade still possible, and what circumstances leave.
fn sentence_lines(charge: &Charge, words: &Words) -> Vec<Cell> {
    let mut lines = vec![Cell::from(words.sentence).strong()];
    for (grade, band) in &charge.bands {
        let grade = words.language.of(&grade.label);
        lines.push(Cell::from(format!("{grade}{}{}", words.colon, sentence::band(band, words))).indented(1));
    }
    if let Some(reachable) = &charge.reachable
        && charge.band.as_ref().is_none_or(|band| sentence::moves(band, reachable))
    {
        let text = sentence::reachable(reachable, words);
        lines.push(Cell::from(format!("{}{}{text}", words.reachable, words.colon)).indented(1));
    }
    if let Some(fine) = &charge.usual_fine {
        let text = sentence::usual_fine(fine, words);
        lines.push(Cell::from(format!("{}{}{text}", words.usual_fine, words.colon)).indented(1));
    }
    lines.extend(guidance::lines(charge, words));
    if lines.len() == 1 { Vec::new() } else { lines }
}
