//! What slots and their values are called.

use super::{figures, label};
use crate::case::day;
use crate::case::facts::{Case, Value};
use crate::law::book::LawBook;
use crate::law::vocabulary::{FactKind, Label};
use crate::measure::Slot;
use crate::range::Range;

/// A slot's path and label.
pub fn slot(case: &Case, book: &LawBook, slot: &Slot) -> (String, Label) {
    match slot {
        Slot::Fact(entity, fact) => {
            let path = case.path(&book.vocabulary, *entity, *fact);
            (path, book.vocabulary.fact(*fact).label.clone())
        }
        Slot::Judgement { place, .. } => (format!("judgement.{place}"), label("须由人判断", "a judgement to be made")),
        Slot::Record { person, .. } => {
            let path = format!("person.{}.record", case.persons[*person].id);
            (path, label("前科、前处罚", "prior records"))
        }
        Slot::Choice(choice) => {
            let choice = book.choice(*choice);
            (format!("choice.{}", choice.name), choice.text.label.clone())
        }
    }
}

/// A value of a slot, in words.
pub fn value(book: &LawBook, slot: &Slot, value: &Value) -> Label {
    match (slot, value) {
        (Slot::Fact(_, fact), value) => of_fact(book, book.vocabulary.fact(*fact).kind, value),
        (Slot::Judgement { .. } | Slot::Record { .. }, Value::Options(options)) => {
            one_of(options.iter().map(|index| match index {
                0 => label("否", "no"),
                _ => label("是", "yes"),
            }))
        }
        (Slot::Choice(choice), Value::Options(options)) => {
            let options = options.iter().map(|index| &book.choice(*choice).options[index].name);
            one_of(options.map(|name| label(name, name)))
        }
        _ => Label::default(),
    }
}

fn of_fact(book: &LawBook, kind: FactKind, value: &Value) -> Label {
    match (value, kind) {
        (Value::Options(options), _) => one_of(options.iter().map(|index| book.vocabulary.value_label(kind, index))),
        (Value::Sets(sets), _) => {
            let sets = sets.iter().map(|set| joined(set.iter().map(|index| book.vocabulary.value_label(kind, index))));
            one_of(sets)
        }
        (Value::Number(range), FactKind::Date) => days(*range),
        (Value::Number(range), FactKind::Amount(unit)) => figures::amount(*range, unit),
        (Value::Number(_), _) => Label::default(),
    }
}

pub(super) fn days(range: Range) -> Label {
    let day = |number| day::date_of(number).to_string();
    match range.settled() {
        Some(one) => label(day(one), day(one)),
        None => {
            let both = format!("{}–{}", day(range.min), day(range.max));
            label(both.clone(), both)
        }
    }
}

/// All of them together.
fn joined(labels: impl Iterator<Item = Label>) -> Label {
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
