//! The reasoning about a charge collapsed to a screen: what holds or is open, a line each; what does not, counted by why.

use super::document::{Cell, Tone};
use super::words::{Language, Words};
use super::{alike, cite, step};
use crate::explain::findings::Charge;
use crate::explain::reasoning::{Issue, Matter, Reason, Step};
use crate::law::vocabulary::Label;
use crate::place::Place;
use crate::truth::Truth;

/// How many acts a line names of those that a step tells apart.
const NAMED: usize = 2;

/// What would close an open step, and where that was said.
type Closing = Vec<(Vec<(String, Label)>, Place)>;

/// The issues of a charge, a block of lines each: the elements, then what holds or is open of each grade, and of what does
/// not how much there is.
pub fn issues(charge: &Charge, issues: &[Issue], words: &Words) -> Vec<Vec<Cell>> {
    let mut told = Closing::default();
    let elements = elements(issues, words).into_iter().chain(open_elements(issues, words));
    let mut blocks: Vec<Vec<Cell>> = elements.map(|line| vec![line]).collect();
    for issue in issues {
        let exceptions = issue.matter == Matter::Exceptions;
        let nothing = exceptions && !issue.steps.iter().any(|step| step.status.possible());
        if surely(issue) || follows(issue, issues) || nothing {
            continue;
        }
        let mut lines = vec![heading(issue, words)];
        shown(&mut lines, issue, charge, &mut told, words);
        let rest = counted(issue, charge, words);
        match (lines.len(), rest) {
            (1, Some(rest)) => lines[0].text += &format!("{}{}", words.stop, rest.text),
            (_, rest) => lines.extend(rest),
        }
        blocks.push(lines);
    }
    blocks
}

/// The issues of a charge that stands beside others: what is open of its elements in a line, and each grade in one.
pub fn beside(charge: &Charge, issues: &[Issue], words: &Words) -> Vec<Cell> {
    let mut lines = Vec::new();
    let unsure = issues.iter().filter(|issue| matches!(issue.matter, Matter::Element(..)) && !surely(issue));
    let unsure: Vec<&Issue> = unsure.collect();
    if !unsure.is_empty() {
        let named = unsure.iter().map(|issue| heading(issue, words).text).collect::<Vec<_>>();
        let status = unsure.iter().filter_map(|issue| issue.status).fold(Truth::Established, Truth::and);
        lines.push(Cell::status(&named.join(words.stop), status));
    }
    for issue in issues.iter().filter(|issue| matches!(issue.matter, Matter::Grade(..))) {
        let mut line = heading(issue, words);
        for is in [Truth::Established, Truth::Open] {
            let places = issue.steps.iter().filter(|step| step.status == is).map(|step| &step.place);
            let places = cite::places(places, words);
            if !places.is_empty() {
                line.text += &format!("{}{}{}{places}", words.stop, words.truth(is), words.gap);
            }
        }
        line.text +=
            &counted(issue, charge, words).map(|rest| format!("{}{}", words.stop, rest.text)).unwrap_or_default();
        lines.push(line);
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
pub fn elements(issues: &[Issue], words: &Words) -> Option<Cell> {
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
pub fn heading(issue: &Issue, words: &Words) -> Cell {
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

/// With a capital letter, where the script has them.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A sum that adds nothing, as the finding says, is no step of its own.
fn repeats(step: &Step, issue: &Issue, charge: &Charge) -> bool {
    let noted =
        |step: &Step| charge.grounds.iter().any(|ground| ground.place == step.place && !ground.notes.is_empty());
    matches!(issue.matter, Matter::Grade(..)) && noted(step)
}

/// What holds or is open, a line each. Elements that hold are left to their heading.
fn shown(lines: &mut Vec<Cell>, issue: &Issue, charge: &Charge, told: &mut Closing, words: &Words) {
    let element = matches!(issue.matter, Matter::Element(..));
    for step in issue.steps.iter().filter(|step| step.status.possible() && !repeats(step, issue, charge)) {
        if element && step.status.certain() && step.conduct.is_empty() {
            continue;
        }
        let states = match step::states(&step.facts, words) {
            none if none.is_empty() || element => String::new(),
            states => words.aside(&states),
        };
        let known = match &step.reason {
            Reason::Open(closing) | Reason::NotProved(closing) if !closing.is_empty() => {
                let known = told.iter().find(|(known, _)| known == closing).map(|(_, place)| place.clone());
                if known.is_none() {
                    told.push((closing.clone(), step.place.clone()));
                }
                known
            }
            _ => None,
        };
        let text = format!("{}{states}", step::screen(step, known.as_ref(), words));
        lines.push(Cell { depth: 1, ..Cell::status(&text, step.status) });
        lines.extend(told_apart(step, words));
    }
}

/// How many steps do not hold, by why, and the one that came nearest.
fn counted(issue: &Issue, charge: &Charge, words: &Words) -> Option<Cell> {
    let out = || issue.steps.iter().filter(|step| !step.status.possible() && !repeats(step, issue, charge));
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for step in out() {
        let why = words.why(&step.reason);
        match counts.iter_mut().find(|(known, _)| *known == why) {
            Some((_, count)) => *count += 1,
            None => counts.push((why, 1)),
        }
    }
    let most = |step: &&Step| step.degree.and_then(|(_, most)| most);
    let nearest = out().filter(|step| step.reason == Reason::Fact && found_something(step)).max_by_key(most);
    let nearest = nearest.map(|step| format!("{} {}", words.place(&step.place), step::brief(step, words)));
    let each = counts.into_iter().map(|(why, count)| match words.language {
        Language::Zh => format!("{why}{count}项"),
        Language::En => format!("{why} {count}"),
    });
    let mut text = words.join(each);
    if let Some(nearest) = nearest {
        text += &format!("{}{}{nearest}", words.stop, words.pick("最近的是", "nearest "));
    }
    let shown = !text.is_empty() && matches!(issue.matter, Matter::Grade(..));
    shown.then(|| Cell { depth: 1, ..Cell::status(&text, Truth::Excluded) })
}

/// Whether what a step measures is more than nothing.
pub fn found_something(step: &Step) -> bool {
    match &step.compared {
        Some(compared) => compared.quantity.max > 0,
        None => step.degree.is_some_and(|(_, most)| most.is_none_or(|most| *most.numer() > 0)),
    }
}

/// The conduct that a step tells apart: by name where it is shut out or open, and counted beside that where it is in.
fn told_apart(step: &Step, words: &Words) -> Vec<Cell> {
    let of = |is: Truth| {
        step.conduct.iter().filter(move |(_, status)| *status == is).map(|(conduct, _)| words.conduct(conduct))
    };
    let mut lines = Vec::new();
    for is in [Truth::Open, Truth::Excluded] {
        let named: Vec<String> = of(is).collect();
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        if !named.is_empty() {
            let text = format!("{}{}{}", words.truth(is), words.colon, alike::some_of(&named, NAMED, words));
            lines.push(Cell { depth: 2, ..Cell::status(&text, is) });
        }
    }
    let whole: Vec<String> = of(Truth::Established).collect();
    let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
    if lines.is_empty() && !whole.is_empty() {
        let is = Truth::Established;
        let text = format!("{}{}{}", words.truth(is), words.colon, alike::some_of(&whole, NAMED, words));
        lines.push(Cell { depth: 2, ..Cell::status(&text, is) });
        return lines;
    }
    let rest = whole.len();
    if let (Some(last), true) = (lines.last_mut(), rest > 0) {
        last.text += &format!("{}{}", words.stop, words.holds_for_others(rest));
    }
    lines
}
