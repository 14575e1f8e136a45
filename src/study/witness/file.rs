//! A case of the search as a file: the one of which nothing is known, and the smallest of a region.

use super::Shape;
use super::relevant::facts_of_differences;
use crate::case::day;
use crate::case::facts::{Case, Entity, Value};
use crate::law::book::LawBook;
use crate::law::condition::FactId;
use crate::law::vocabulary::{FactKind, Meaning, Scope, Settled};
use crate::measure::{Assignment, Variable};
use crate::range::Range;
use crate::study::Side;

/// The case of which nothing is known, as a file: one person, and what the shape says.
pub fn blank(sides: [Side<'_>; 2], shape: Shape) -> String {
    let vocabulary = &sides[0].book.vocabulary;
    let open: Vec<FactId> =
        facts_of_differences(sides).into_iter().filter(|fact| !asked(sides[0].book, *fact)).collect();
    let unknown = |scope: Scope| -> String {
        let facts = open
            .iter()
            .map(|fact| vocabulary.fact(*fact))
            .filter(|fact| fact.written.first().is_some_and(|(first, _)| *first == scope));
        facts.map(|fact| format!("{} = \"unknown\"\n", fact.name)).collect()
    };
    let contains = vocabulary.fact(sides[0].program.keys.contains);
    let kinds: Vec<String> = vocabulary.value_names(contains.kind).iter().map(|kind| format!("[\"{kind}\"]")).collect();
    let judged = sides[0].book.as_of.min(sides[1].book.as_of);
    let mut text =
        format!("[case]\nid = \"witness\"\njudged = {judged}\n\n[[person]]\nid = \"p\"\n{}", unknown(Scope::Person));
    for dataset in 1..=shape.datasets {
        let (name, unknown) = (&contains.name, unknown(Scope::Dataset));
        text +=
            &format!("\n[[dataset]]\nid = \"d{dataset}\"\n{name} = {{ one_of = [{}] }}\n{unknown}", kinds.join(", "));
    }
    for act in 1..=shape.acts {
        let dataset = (act - 1) % shape.datasets + 1;
        text += &format!(
            "\n[[act]]\nid = \"a{act}\"\nby = [\"p\"]\ndataset = \"d{dataset}\"\ndoes = \"unknown\"\non = {judged}\n{}",
            unknown(Scope::Act)
        );
    }
    if shape.consequence {
        text += "\n[[consequence]]\nof = [\"a1\"]\nkind = \"unknown\"\n";
    }
    text
}

/// Whether leaving the fact out may leave it open.
fn asked(book: &LawBook, fact: FactId) -> bool {
    book.vocabulary.fact(fact).silence.iter().any(|(meaning, _)| matches!(meaning, Meaning::Ask | Meaning::AskAmong(_)))
}

/// The smallest case of a region as a file: what is settled, and no more.
pub(super) fn written(case: &Case, book: &LawBook, region: &Assignment) -> String {
    let vocabulary = &book.vocabulary;
    let of = |entity: Entity| -> String {
        let facts = region.narrowed.iter().filter_map(|(variable, value)| match variable {
            Variable::Fact(about, fact) if *about == entity && !as_silent(case, book, *about, *fact, value) => {
                Some((vocabulary.fact(*fact), value))
            }
            _ => None,
        });
        facts
            .filter_map(|(fact, value)| Some(format!("{} = {}\n", fact.name, value_text(book, fact.kind, value)?)))
            .collect()
    };
    let judged = day::date_of(case.judged.map_or(0, |judged| judged.max));
    let mut text = format!("[case]\nid = \"witness\"\njudged = {judged}\n");
    for (at, person) in case.persons.iter().enumerate() {
        text += &format!("\n[[person]]\nid = \"{}\"\n{}", person.id, of(Entity::Person(at)));
    }
    for (at, dataset) in case.datasets.iter().enumerate() {
        text += &format!("\n[[dataset]]\nid = \"{}\"\n{}", dataset.id, of(Entity::Dataset(at)));
    }
    for (at, act) in case.acts.iter().enumerate() {
        let dataset = act.datasets.first().map_or("", |dataset| case.datasets[*dataset].id.as_str());
        let head = format!("\n[[act]]\nid = \"{}\"\nby = [\"p\"]\ndataset = \"{dataset}\"\non = {judged}\n", act.id);
        let gains = case.gains.iter().enumerate().filter(|(_, gains)| gains.of == [at]);
        let gains: String = gains
            .filter_map(|(position, _)| {
                let own = region.narrowed.iter().find_map(|(variable, value)| match variable {
                    Variable::Fact(Entity::Gains(about), fact) if *about == position => {
                        Some((vocabulary.fact(*fact), value))
                    }
                    _ => None,
                });
                own.and_then(|(fact, value)| Some(format!("gains = {}\n", value_text(book, fact.kind, value)?)))
            })
            .collect();
        text += &format!("{head}{}{gains}", of(Entity::Act(at)));
    }
    for at in 0..case.consequences.len() {
        let said = of(Entity::Consequence(at));
        if !said.is_empty() {
            text += &format!("\n[[consequence]]\nof = [\"a1\"]\n{said}");
        }
    }
    for (variable, value) in &region.narrowed {
        if let (Variable::Judgement { place, .. }, Value::Options(options)) = (variable, value) {
            let holds = options.single() == Some(1);
            text += &format!(
                "\n[[judgement]]\nperson = \"p\"\nplace = \"{place}\"\nholds = {holds}\nreasons = \"witness\"\n"
            );
        }
    }
    text
}

/// Whether a file that leaves the fact out says the same.
fn as_silent(case: &Case, book: &LawBook, entity: Entity, fact: FactId, value: &Value) -> bool {
    let silence = &book.vocabulary.fact(fact).silence;
    let says = |meaning: &Meaning| match (meaning.settled(), value) {
        (Some(Settled::Option(silent)), Value::Options(options)) => options.has(*silent),
        (Some(Settled::Number(silent)), Value::Number(range)) => range.min == *silent,
        _ => false,
    };
    // What the blank states is what silence would otherwise settle; kinds of consequences have no silence.
    let stated = case.stated.contains_key(&(entity, fact)) && !silence.is_empty();
    stated && silence.iter().all(|(meaning, _)| says(meaning))
}

/// The least of a value, as a case file writes it.
fn value_text(book: &LawBook, kind: FactKind, value: &Value) -> Option<String> {
    let names = book.vocabulary.value_names(kind);
    match (value, kind) {
        (Value::Number(Range { min, .. }), FactKind::Amount(unit)) => {
            let (whole, rest) = (min / unit.scale(), min % unit.scale());
            Some(if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") })
        }
        (Value::Number(Range { max, .. }), _) => Some(day::date_of(*max).to_string()),
        (Value::Options(options), FactKind::Truth) => Some((options.iter().next()? == 1).to_string()),
        (Value::Options(options), _) => Some(format!("\"{}\"", names[options.iter().next()?])),
        (Value::Sets(sets), _) => {
            let set: Vec<String> = sets.first()?.iter().map(|kind| format!("\"{}\"", names[kind])).collect();
            Some(format!("[{}]", set.join(", ")))
        }
    }
}
