//! The reasoning by issue, collapsed to a screen or as deep as asked for.

use super::document::{Cell, Document, Table, Tone};
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
    /// Whether only a screen is shown.
    fn collapsed(&self) -> bool {
        self.depth.is_none() && self.place.is_none()
    }

    /// Whether this person is shown.
    pub fn shows(&self, person: &PersonFindings) -> bool {
        self.person.as_ref().is_none_or(|id| *id == person.id)
    }

    /// The issues with what stands at or under the place; a step there brings its parts along.
    pub fn issues(&self, reasoning: &ChargeReasoning) -> Vec<Issue> {
        let Some(place) = &self.place else { return reasoning.issues.clone() };
        let mut issues = reasoning.issues.clone();
        let any = |issues: &[Issue]| issues.iter().any(|issue| !pruned(&issue.steps, place, false).is_empty());
        let all = !any(&issues);
        issues.iter_mut().for_each(|issue| issue.steps = pruned(&issue.steps, place, all));
        issues.retain(|issue| !issue.steps.is_empty());
        issues
    }
}

/// The steps at or under a place, whole; of one that has such among its parts, only these, and nothing of one that finds
/// nothing to measure, unless `all` are asked for.
fn pruned(steps: &[Step], place: &Place, all: bool) -> Vec<Step> {
    let keep = |step: &Step| {
        if step.place.within(place) {
            return Some(step.clone());
        }
        let parts = if all || found_something(step) { pruned(&step.parts, place, all) } else { Vec::new() };
        (!parts.is_empty()).then(|| Step { parts, facts: Vec::new(), conduct: Vec::new(), ..step.clone() })
    };
    steps.iter().filter_map(keep).collect()
}

/// Every place at which something stands in a reasoning, each once.
pub fn places(reasoning: &Reasoning) -> Vec<Place> {
    fn add(steps: &[Step], places: &mut Vec<Place>) {
        for step in steps {
            places.push(step.place.clone());
            add(&step.parts, places);
        }
    }
    let mut places = Vec::new();
    let issues = reasoning.persons.iter().flatten().flat_map(|charge| &charge.issues);
    issues.for_each(|issue| add(&issue.steps, &mut places));
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
            if view.collapsed() {
                let mut barred = Table::pairs();
                besides::limitation_lines(&mut barred, charge, words);
                document.table(barred);
            } else {
                besides::of_charge(&mut document, charge, view.place.as_ref(), words);
            }
        }
        if view.collapsed() {
            document.table(besides::track_lines(person, words));
        } else {
            besides::details(&mut document, person, view.place.as_ref(), words);
        }
    }
    if view.collapsed() {
        document.line(Cell::from(words.deeper()).faint());
    }
    super::amended::parameters(&mut document, &analysis.parameters, words);
    document
}

fn outline(charge: &Charge, issues: &[Issue], view: &View, words: &Words) -> Vec<Cell> {
    let mut lines = Vec::new();
    let mut told = Vec::new();
    if view.depth.is_none() {
        lines.extend(elements(issues, words));
        lines.extend(open_elements(issues, words));
    }
    for issue in issues {
        match view.depth {
            Some(depth) => {
                lines.push(heading(issue, words));
                for step in issue.steps.iter().filter(|_| depth > 1) {
                    steps(&mut lines, step, 1, depth, words);
                }
            }
            None if surely(issue) || follows(issue, issues) => {}
            None if issue.matter == Matter::Exceptions && !issue.steps.iter().any(|step| step.status.possible()) => {}
            None => {
                lines.push(heading(issue, words));
                collapsed(&mut lines, issue, charge, &mut told, words);
            }
        }
    }
    if view.place.is_none() {
        lines.extend(sentence_lines(charge, view.collapsed(), words));
    }
    lines
}

/// Whether an element holds for all of the conduct, so that its name says enough.
fn surely(issue: &Issue) -> bool {
    let whole = issue.steps.iter().all(|step| step.status.certain() && step.conduct.is_empty());
    matches!(issue.matter, Matter::Element(..)) && whole
}

/// Whether an element is open only because the conduct is.
fn follows(issue: &Issue, issues: &[Issue]) -> bool {
    let conduct = |issue: &&Issue| matches!(&issue.matter, Matter::Element(name, _) if name == "conduct");
    let open = issues.iter().find(conduct).is_some_and(|conduct| conduct.status == Some(Truth::Open));
    let asks = |step: &Step| {
        let closing = matches!(&step.reason, Reason::Open(closing) if closing.is_empty());
        !step.conduct.is_empty() || !step.status.possible() || !step.status.certain() && !closing
    };
    let element = matches!(issue.matter, Matter::Element(..)) && !conduct(&issue);
    open && element && issue.status == Some(Truth::Open) && !issue.steps.iter().any(asks)
}

/// The elements that are open only because the conduct is, in one line.
fn open_elements(issues: &[Issue], words: &Words) -> Option<Cell> {
    let names = issues.iter().filter(|issue| follows(issue, issues)).filter_map(|issue| match &issue.matter {
        Matter::Element(_, label) => Some(words.language.of(label)),
        _ => None,
    });
    let names = words.join(names);
    let text = format!("{}{}{}", capital(&names), words.colon, words.as_the_conduct());
    (!names.is_empty()).then(|| Cell::status(&text, Truth::Open))
}

/// The elements that surely hold, in one line: `Object, conduct, subject: established (3 proven, 6 not in issue)`.
fn elements(issues: &[Issue], words: &Words) -> Option<Cell> {
    let sure: Vec<&Issue> = issues.iter().filter(|issue| surely(issue)).collect();
    let names = sure.iter().filter_map(|issue| match &issue.matter {
        Matter::Element(_, label) => Some(words.language.of(label)),
        _ => None,
    });
    let names = capital(&words.join(names));
    let facts: Vec<_> = sure.iter().flat_map(|issue| &issue.steps).flat_map(|step| &step.facts).cloned().collect();
    let states = if facts.is_empty() { String::new() } else { words.aside(&step::states(&facts, words)) };
    let text = format!("{names}{}{}{states}", words.colon, words.truth(Truth::Established));
    (!sure.is_empty()).then(|| Cell::status(&text, Truth::Established))
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
fn collapsed(lines: &mut Vec<Cell>, issue: &Issue, charge: &Charge, told: &mut Vec<String>, words: &Words) {
    let element = matches!(issue.matter, Matter::Element(..));
    // A sum that adds nothing, as the finding says, is no step of its own.
    let repeats =
        |step: &Step| charge.grounds.iter().any(|ground| ground.place == step.place && !ground.notes.is_empty());
    let shown = |step: &&Step| !matches!(issue.matter, Matter::Grade(..)) || !repeats(step);
    for step in issue.steps.iter().filter(|step| step.status.possible()).filter(shown) {
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
    for step in issue.steps.iter().filter(|step| !step.status.possible()).filter(shown) {
        let (why, one) = grouped(step, words);
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, steps)) if steps.contains(&one) => {}
            Some((_, steps)) => steps.push(one),
            None => groups.push((why, vec![one])),
        }
    }
    for (why, steps) in groups {
        let text = format!("{why}{}{}", words.colon, words.join(steps));
        // What shuts a whole article shuts it for every grade.
        if told.contains(&text) {
            continue;
        }
        told.push(text.clone());
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
        Reason::Fact if found_something(step) => (why.to_owned(), place + &words.aside(&step::comparison(step, words))),
        _ => (why.to_owned(), place),
    }
}

/// Whether what a step measures is more than nothing.
fn found_something(step: &Step) -> bool {
    match &step.compared {
        Some(compared) => compared.quantity.max > 0,
        None => step.degree.is_some_and(|(_, most)| most.is_none_or(|most| *most.numer() > 0)),
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

/// The sentence: the band of each grade still possible, what circumstances leave, and what guides it; on a screen,
/// without the steps of the guidance.
fn sentence_lines(charge: &Charge, collapsed: bool, words: &Words) -> Vec<Cell> {
    let mut lines = vec![Cell::from(words.sentence).strong()];
    for (grade, band) in &charge.bands {
        let grade = words.language.of(&grade.label);
        lines.push(Cell::from(format!("{grade}{}{}", words.colon, sentence::band(band, words))).indented(1));
    }
    if let Some(reachable) = &charge.reachable
        && answer::only_band(charge).is_none_or(|band| sentence::moves(band, reachable))
    {
        let text = sentence::reachable(reachable, words);
        lines.push(Cell::from(format!("{}{}{text}", words.reachable, words.colon)).indented(1));
    }
    if let Some(fine) = &charge.usual_fine {
        let text = sentence::usual_fine(fine, words);
        lines.push(Cell::from(format!("{}{}{text}", words.usual_fine, words.colon)).indented(1));
    }
    if collapsed {
        let mut short = Table::pairs();
        guidance::answer(&mut short, charge, words);
        let rows = short.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>());
        lines.extend(rows.map(|row| Cell::from(row.join(words.colon)).indented(1)));
    } else {
        lines.extend(guidance::lines(charge, words));
    }
    if lines.len() == 1 { Vec::new() } else { lines }
}
