//! The reasoning by issue, collapsed to a screen or as deep as asked for.

use super::document::{Cell, Document, Table};
use super::words::Words;
use super::{
    Detail, answer, at_place, changing, cite, collateral, gist, guidance, relations, screen, sentence, step, summary,
};
use crate::explain::findings::{Charge, PersonFindings};
use crate::explain::reasoning::{ChargeReasoning, Issue, Reason, Reasoning, Step};
use crate::place::Place;
use crate::truth::Truth;

/// The longest name of an issue with how it stands, in bytes.
const ISSUE: usize = 60;

/// What of a reasoning to show.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// How many levels; without it, a screen: what does not hold is put together by why, and what stands at a place is
    /// told once.
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
        let parts = if all || screen::found_something(step) { pruned(&step.parts, place, all) } else { Vec::new() };
        (!parts.is_empty()).then(|| Step { parts, facts: Vec::new(), conduct: Vec::new(), ..step.clone() })
    };
    steps.iter().filter_map(keep).collect()
}

/// Every place at which something stands in a reasoning, or that another option of a reading moves, each once.
pub fn places(reasoning: &Reasoning) -> Vec<Place> {
    let charges = reasoning.analysis.persons.iter().flat_map(|person| &person.charges);
    let mut places = found(reasoning);
    places.extend(charges.flat_map(at_place::moved).cloned());
    places.sort();
    places.dedup();
    places
}

/// Every place at which something is found.
fn found(reasoning: &Reasoning) -> Vec<Place> {
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
    places.extend(reasoning.analysis.persons.iter().flat_map(collateral::places));
    let charges = reasoning.analysis.persons.iter().flat_map(|person| &person.charges);
    places.extend(charges.flat_map(at_place::places));
    places
}

/// The reasoning as a document.
pub fn explain(reasoning: &Reasoning, view: &View, words: &Words) -> Document {
    let analysis = &reasoning.analysis;
    let mut document = Document::default();
    document.heading(1, format!("{}{}{}", analysis.case, words.colon, words.language.of(&analysis.title)));
    document.line(Cell::from(super::basis(analysis, view.depth.is_none(), words)).faint());
    let persons = || analysis.persons.iter().zip(&reasoning.persons).filter(|(person, _)| view.shows(person));
    match view.depth {
        None if view.place.is_none() => {
            let shown: Vec<&PersonFindings> = persons().map(|(person, _)| person).collect();
            summary::findings(&mut document, &shown, words);
            let mut told = Vec::new();
            persons().for_each(|(person, reasoned)| collapsed(&mut document, person, reasoned, &mut told, words));
            let (facts, parts) = behind(persons().flat_map(|(_, reasoned)| reasoned));
            document.line(Cell::from(words.deeper(facts, parts)).faint());
        }
        _ => {
            let mut told = Vec::new();
            let mut shortened = false;
            // What only another option of a reading brings is told where nothing else stands.
            let moved = view.place.as_ref().filter(|place| !found(reasoning).iter().any(|at| at.within(place)));
            for (person, reasoned) in persons() {
                shortened |= whole(&mut document, person, reasoned, (view, moved), &mut told, words);
            }
            if shortened {
                document.line(Cell::from(words.each_once()).faint());
            }
        }
    }
    super::amended::parameters(&mut document, &analysis.parameters, words);
    document
}

/// A person on a screen: the charges that lead, block by block, the others a line for each grade. What was said of another
/// person in the same words is not said again.
fn collapsed(
    document: &mut Document,
    person: &PersonFindings,
    reasoned: &[ChargeReasoning],
    told: &mut Vec<(String, Vec<Cell>)>,
    words: &Words,
) {
    if person.charges.is_empty() {
        document.heading(2, format!("{}{}{}", person.name, words.dash, words.no_charge));
    }
    relations::relations(document, person, words);
    let all: Vec<&Charge> = person.charges.iter().collect();
    let full = if all.is_empty() { Vec::new() } else { super::in_full(person, &all, Detail::Brief).0 };
    if let Some(line) = changing::brought_in_a_line(&changing::brought_of(person, &full), words) {
        document.line(Cell::status(&line, Truth::Open));
    }
    let both = || person.charges.iter().zip(reasoned);
    let leads = |charge: &Charge| full.iter().any(|one| std::ptr::eq(*one, charge));
    let (first, rest): (Vec<_>, Vec<_>) = both().partition(|(charge, _)| leads(charge));
    for (charge, reasoning) in first.into_iter().chain(rest) {
        document.heading(2, answer::headline(person, charge, words));
        let blocks = match leads(charge) {
            true => {
                let mut blocks = screen::issues(charge, &reasoning.issues, words);
                blocks.push(gist::sentence(charge, words));
                blocks.extend(gist::changes(person, charge, words).into_iter().map(|line| vec![line]));
                blocks
            }
            false => {
                let mut after = Table::pairs();
                collateral::limitation_lines(&mut after, charge, words);
                vec![screen::beside(charge, &reasoning.issues, words), after.as_lines(words.colon)]
            }
        };
        let whole = blocks.concat();
        match told.iter().find(|(_, known)| *known == whole) {
            Some((other, _)) => document.line(words.as_for(other)),
            None => {
                let lines = blocks.into_iter().flat_map(|block| once_told(block, &person.name, told, words));
                document.outline(lines.collect());
                told.push((person.name.clone(), whole));
            }
        }
    }
    document.under(collateral::track_names(person, words).as_lines(words.colon));
}

/// A block of lines; of one that was told before, of another person or of this one, its heading with where that was.
fn once_told(block: Vec<Cell>, name: &str, told: &mut Vec<(String, Vec<Cell>)>, words: &Words) -> Vec<Cell> {
    let known = told.iter().find(|(_, known)| *known == block);
    if let (Some((other, _)), Some(first)) = (known, block.first()) {
        let same = if other == name { words.as_above().to_owned() } else { words.as_for(other) };
        // What follows the name of an issue is how it stands; what follows any other heading is what is told.
        let short = match first.text.split_once(words.colon) {
            Some((heading, _)) if first.depth == 0 && first.text.len() > ISSUE => {
                format!("{heading}{}{same}", words.colon)
            }
            _ => first.text.clone() + &words.aside(&same),
        };
        if block.len() > 1 || short.len() < first.text.len() {
            return vec![Cell { text: short, ..first.clone() }];
        }
    }
    told.push((name.to_owned(), block.clone()));
    block
}

/// A person as deep as asked for, or what stands at a place; whether something there is told once and for all.
fn whole(
    document: &mut Document,
    person: &PersonFindings,
    reasoned: &[ChargeReasoning],
    (view, moved): (&View, Option<&Place>),
    told: &mut Vec<(String, Vec<Cell>)>,
    words: &Words,
) -> bool {
    let mut shortened = false;
    if person.charges.is_empty() {
        document.heading(2, format!("{}{}{}", person.name, words.dash, words.no_charge));
    }
    match &view.place {
        None => relations::relations(document, person, words),
        Some(place) => {
            for relation in person.relations.iter().filter(|relation| relation.place.within(place)) {
                document.line(relations::line(relation, words));
                document.line(words.language.of(&relation.text.label));
            }
        }
    }
    for (charge, reasoning) in person.charges.iter().zip(reasoned) {
        let issues = view.issues(reasoning);
        let here = view.place.iter().flat_map(|place| at_place::sentence(charge, place, words));
        let moves = moved.into_iter().flat_map(|place| at_place::readings(charge, place, words));
        let beside: Vec<Cell> = here.chain(moves).collect();
        if issues.is_empty() && beside.is_empty() && !collateral::at(charge, view.place.as_ref()) {
            continue;
        }
        document.heading(2, answer::headline(person, charge, words));
        let (mut lines, short) = outline(charge, &issues, view, words);
        lines.extend(beside);
        shortened |= short;
        match told.iter().find(|(_, known)| view.depth.is_none() && *known == lines && lines.len() > 1) {
            Some((other, _)) => {
                document.line(words.as_for(other));
                shortened = true;
            }
            None => {
                document.outline(lines.clone());
                told.push((person.name.clone(), lines));
            }
        }
        if view.place.is_none() {
            let mut after = Table::pairs();
            answer::changes(&mut after, charge, words);
            document.under(after.as_lines(words.colon));
        }
        collateral::of_charge(document, charge, view.place.as_ref(), words);
    }
    collateral::details(document, person, view.place.as_ref(), words);
    shortened
}

/// How many facts, and how many parts of steps, stand behind a screen.
fn behind<'a>(reasoned: impl Iterator<Item = &'a ChargeReasoning>) -> (usize, usize) {
    fn of(steps: &[Step], top: bool) -> (usize, usize) {
        steps.iter().fold((0, 0), |(facts, parts), step| {
            let (more, below) = of(&step.parts, false);
            (facts + step.facts.len() + more, parts + usize::from(!top) + below)
        })
    }
    reasoned.flat_map(|charge| &charge.issues).fold((0, 0), |(facts, parts), issue| {
        let (more, below) = of(&issue.steps, true);
        (facts + more, parts + below)
    })
}

/// Each issue, as deep as asked for; of a place without a depth, everything once, and whether that left something out.
fn outline(charge: &Charge, issues: &[Issue], view: &View, words: &Words) -> (Vec<Cell>, bool) {
    let mut lines = Vec::new();
    let mut told = Vec::new();
    let mut shortened = false;
    for issue in issues {
        lines.push(screen::heading(issue, words));
        for step in &issue.steps {
            match view.depth {
                None => shortened |= once(&mut lines, step, 1, &mut told, words),
                Some(depth) if depth > 1 => steps(&mut lines, step, 1, depth, words),
                Some(_) => {}
            }
        }
    }
    if view.place.is_none() {
        lines.extend(sentence_lines(charge, words));
    }
    (lines, shortened)
}

/// A step and, as deep as asked for, its facts and its parts.
fn steps(lines: &mut Vec<Cell>, step: &Step, level: usize, depth: usize, words: &Words) {
    let deepest = level + 1 >= depth;
    let line = if deepest { step::line(step, words) } else { step::above_facts(step, words) };
    lines.push(Cell { depth: level, ..Cell::status(&line, step.status) });
    if deepest {
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

/// A step with its facts and parts, each part and each fact told once, and parts that measure nothing in a line; whether
/// that left something out.
fn once(lines: &mut Vec<Cell>, step: &Step, level: usize, told: &mut Vec<String>, words: &Words) -> bool {
    let line = step::above_facts(step, words);
    let known = told.contains(&line) && !(step.facts.is_empty() && step.parts.is_empty());
    let above = if known { words.stop.to_owned() + words.as_above() } else { String::new() };
    lines.push(Cell { depth: level, ..Cell::status(&format!("{line}{above}"), step.status) });
    if known {
        return true;
    }
    told.push(line);
    lines.extend(told_apart(step, level + 1, words));
    let mut before = Vec::new();
    for fact in step.facts.iter().map(|fact| step::fact(fact, words)) {
        match told.contains(&fact) {
            true => before.push(fact),
            false => {
                lines.push(Cell::from(fact.as_str()).indented(level + 1));
                told.push(fact);
            }
        }
    }
    if !before.is_empty() {
        lines.push(Cell::from(words.facts_above(before.len())).faint().indented(level + 1));
    }
    let nothing = |part: &&Step| part.reason == Reason::Fact && part.degree.is_some() && !screen::found_something(part);
    let (empty, parts): (Vec<&Step>, Vec<&Step>) = step.parts.iter().partition(nothing);
    let mut shortened = !before.is_empty() || !empty.is_empty();
    for part in parts {
        shortened |= once(lines, part, level + 1, told, words);
    }
    if !empty.is_empty() {
        let places = cite::places(empty.iter().map(|part| &part.place), words);
        let text = format!("{}{}{places}", words.nothing_found, words.colon);
        lines.push(Cell { depth: level + 1, ..Cell::status(&text, Truth::Excluded) });
    }
    shortened
}

/// The conduct that a step tells apart, an act and its dataset a line.
fn told_apart<'a>(step: &'a Step, depth: usize, words: &'a Words) -> impl Iterator<Item = Cell> + 'a {
    step.conduct.iter().map(move |(conduct, status)| {
        let text = format!("{}{}{}", words.conduct(conduct), words.colon, words.truth(*status));
        Cell { depth, ..Cell::status(&text, *status) }
    })
}

/// The sentence: the band of each grade still possible, what circumstances leave, and what guides it, step by step.
fn sentence_lines(charge: &Charge, words: &Words) -> Vec<Cell> {
    let mut lines = vec![Cell::from(words.sentence).strong()];
    for (grade, band) in &charge.bands {
        let grade = words.language.of(&grade.label);
        lines.push(Cell::from(format!("{grade}{}{}", words.colon, sentence::band(band, words))).indented(1));
    }
    if let Some(reachable) = answer::beyond_the_bands(charge) {
        let text = sentence::reachable(reachable, words);
        lines.push(Cell::from(format!("{}{}{text}", words.reachable, words.colon)).indented(1));
    }
    if let Some(fine) = &charge.usual_fine {
        let text = sentence::usual_fine(fine, words);
        let name = if fine.shall { words.pick("罚金", "Fine") } else { words.usual_fine };
        lines.push(Cell::from(format!("{name}{}{text}", words.colon)).indented(1));
    }
    lines.extend(guidance::lines(charge, words));
    if lines.len() == 1 { Vec::new() } else { lines }
}
