//! What variables and their values are called.

use super::{figures, label};
use crate::case::about::Approximate;
use crate::case::day;
use crate::case::facts::{Case, Entity, Value};
use crate::law::book::LawBook;
use crate::law::condition::{FactId, Options};
use crate::law::vocabulary::{FactKind, Label};
use crate::measure::Variable;
use crate::numeral;
use crate::place::Place;
use crate::quantity::Unit;
use crate::range::Range;

/// A variable's path and label.
pub fn variable(case: &Case, book: &LawBook, variable: &Variable) -> (String, Label) {
    match variable {
        Variable::Fact(entity, fact) => {
            let path = case.path(&book.vocabulary, *entity, *fact);
            let name = &book.vocabulary.fact(*fact).label;
            match entity {
                // What falls in a stretch of a lasting act.
                Entity::Stretch { days, .. } => {
                    let (from, until) = (day::date_of(days.min), day::date_of(days.max));
                    let (zh, en) = (&name.zh, &name.en);
                    (path, label(format!("{zh}（{}）", numeral::days(from, until)), format!("{en}, {from} to {until}")))
                }
                _ => (path, name.clone()),
            }
        }
        Variable::Judgement { person, place } => (case.judgement_path(*person, place), to_be_judged(book, place)),
        Variable::Record { person, .. } => {
            let path = format!("person.{}.record", case.persons[*person].id);
            (path, records())
        }
        Variable::Choice(choice) => {
            let choice = book.choice(*choice);
            (format!("choice.{}", choice.name), choice.text.label.clone())
        }
    }
}

/// What a person's records are called together.
pub fn records() -> Label {
    label("前科、前处罚", "prior records")
}

/// What it is called where no grade is reached.
pub(super) fn no_grade() -> Label {
    label("未达情节标准", "no grade")
}

/// What a question that a person answers is called: by the provision that asks it.
pub fn to_be_judged(book: &LawBook, place: &Place) -> Label {
    let Label { zh, en } = book.citations.name(place);
    label(format!("须由人判断：{zh}"), format!("to be judged: {en}"))
}

/// A value of a variable, in words.
pub fn value(book: &LawBook, variable: &Variable, value: &Value) -> Label {
    match (variable, value) {
        (Variable::Fact(_, fact), Value::Number(range)) => match book.vocabulary.fact(*fact).kind {
            FactKind::Date => days(*range),
            FactKind::Amount(unit) => figures::amount(*range, unit),
            _ => Label::default(),
        },
        _ => one_of(each(book, variable, value).into_iter()),
    }
}

/// An approximate figure whose range nobody states: 约8,600元，未写范围.
pub(super) fn approximate(book: &LawBook, fact: FactId, said: &Approximate) -> Option<Label> {
    let FactKind::Amount(unit) = book.vocabulary.fact(fact).kind else { return None };
    let figure = figures::amount(Range::point(said.number), unit);
    let items = unit == Unit::Items;
    let (zh, en) = if items { ("条", " items") } else { ("", "") };
    let (about, word) = if said.key == NEARLY { ("近", "nearly") } else { ("约", "about") };
    Some(label(format!("{about}{}{zh}，未写范围", figure.zh), format!("{word} {}{en}, no range stated", figure.en)))
}

/// The key of a figure that is less than the one named.
const NEARLY: &str = "nearly";

/// Each of the values that a variable may have, in words; nothing of a number.
pub fn each(book: &LawBook, variable: &Variable, value: &Value) -> Vec<Label> {
    match (variable, value) {
        (Variable::Fact(_, fact), Value::Options(options)) => {
            let kind = book.vocabulary.fact(*fact).kind;
            options.iter().map(|index| book.vocabulary.value_label(kind, index)).collect()
        }
        (Variable::Fact(_, fact), Value::Sets(sets)) => {
            let kind = book.vocabulary.fact(*fact).kind;
            let joined = |set: &Options| joined(set.iter().map(|index| book.vocabulary.value_label(kind, index)));
            sets.iter().map(joined).collect()
        }
        (Variable::Judgement { .. } | Variable::Record { .. }, Value::Options(options)) => {
            let answer = |index| if index == 0 { label("否", "no") } else { label("是", "yes") };
            options.iter().map(answer).collect()
        }
        (Variable::Choice(choice), Value::Options(options)) => {
            options.iter().map(|index| answer(&book.choice(*choice).options[index].text.label)).collect()
        }
        _ => Vec::new(),
    }
}

/// The answer that an option gives, without the reasons that its label goes on with after a colon.
pub fn answer(option: &Label) -> Label {
    let first = |text: &str| text.split(['：', ':', '；', ';']).next().unwrap_or_default().trim().to_owned();
    label(first(&option.zh), first(&option.en))
}

/// What records hold instead of something else, by what is added and what is missing.
pub fn beside(book: &LawBook, variable: &Variable, then: Options, now: Options) -> Label {
    let Variable::Fact(_, fact) = variable else { return Label::default() };
    let kind = book.vocabulary.fact(*fact).kind;
    let named = |set: Options| joined(set.iter().map(|index| book.vocabulary.value_label(kind, index)));
    let (more, less) = (then.without(now), now.without(then));
    let more = (!more.is_empty())
        .then(|| named(more))
        .map(|more| label(format!("另有{}", more.zh), format!("also {}", more.en)));
    let less = (!less.is_empty())
        .then(|| named(less))
        .map(|less| label(format!("没有{}", less.zh), format!("without {}", less.en)));
    joined(more.into_iter().chain(less))
}

pub(super) fn days(range: Range) -> Label {
    let day = |number| day::date_of(number).to_string();
    let en = range.settled().map_or_else(|| format!("{}–{}", day(range.min), day(range.max)), day);
    label(numeral::days(day::date_of(range.min), day::date_of(range.max)), en)
}

/// All of them together.
pub(super) fn joined(labels: impl Iterator<Item = Label>) -> Label {
    between(labels, "、", ", ")
}

/// One of them, and it is open which.
fn one_of(labels: impl Iterator<Item = Label>) -> Label {
    between(labels, "或者", " or ")
}

fn between(labels: impl Iterator<Item = Label>, zh: &str, en: &str) -> Label {
    let labels: Vec<Label> = labels.collect();
    let each = |of: fn(&Label) -> &str| labels.iter().map(of).collect::<Vec<&str>>();
    label(each(|label| &label.zh).join(zh), each(|label| &label.en).join(en))
}
