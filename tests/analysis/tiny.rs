//! Small cases under a law of small numbers, each with every case that it can turn out to be: what is tried is all there is.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use gravamen::case::facts::{Case, Entity, Value};
use gravamen::case::read;
use gravamen::engine::{Engine, LawFile, Laws, Settings};
use gravamen::law::condition::{FactId, Options};
use gravamen::law::vocabulary::{FactKind, Scope};
use gravamen::measure::{Assignment, Cache};
use gravamen::range::{Number, Range};
use gravamen::settle;
use gravamen::span::Sources;
use proptest::prelude::*;

use crate::evaluation::support::JUDGED;

/// The law, compiled once.
pub static TINY: LazyLock<Engine> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let law = LawFile { name: "tiny.law".to_owned(), text: include_str!("tiny.law").to_owned() };
    let laws = Laws::parse(vec![law], &mut sources);
    let (book, _) = laws.book(&sources, JUDGED).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    Engine::new(book).expect("the law compiles")
});

/// The only assignment: every reading as it stands, and nothing narrowed.
pub static ASSIGNMENT: LazyLock<Assignment> =
    LazyLock::new(|| TINY.assignment(&Settings::default()).expect("an assignment"));

const KINDS: [&[&str]; 4] = [&["credit"], &["health"], &["phone"], &["credit", "phone"]];
const POSITIONS: [&str; 3] = ["none", "duty", "service"];
const CONDUCT: [&str; 6] = ["steal", "purchase", "sell", "sell", "purchase", "publish"];

/// The places of the numbers that a case was rolled from.
const ROLLS: usize = 56;

/// A fact and everything that it can turn out to be, as values of one kind; the first is written where it is settled.
#[derive(Clone, Debug)]
pub struct Open {
    pub path: String,
    pub key: (Entity, FactId),
    pub values: Vec<Value>,
}

/// A case as written, the facts in it that are open, and its text.
#[derive(Clone, Debug)]
pub struct Tiny {
    pub case: Case,
    pub open: Vec<Open>,
    pub text: String,
}

/// A completion: for each open fact, which of its values.
pub type Chosen = Vec<usize>;

impl Tiny {
    /// How many completions there are, contradictory ones included.
    pub fn count(&self) -> usize {
        self.open.iter().map(|open| open.values.len()).product()
    }

    /// Every completion that a file can state, with the grade in it.
    pub fn completions(&self) -> BTreeMap<Chosen, u16> {
        let mut all: Vec<Chosen> = vec![Vec::new()];
        for open in &self.open {
            let more = |chosen: &Chosen, value| chosen.iter().copied().chain([value]).collect();
            all = all.iter().flat_map(|chosen| (0..open.values.len()).map(move |value| more(chosen, value))).collect();
        }
        all.into_iter().filter_map(|chosen| Some((grade(&self.with(&chosen))?, chosen))).map(|(g, c)| (c, g)).collect()
    }

    /// The case with its open facts as chosen.
    pub fn with(&self, chosen: &Chosen) -> Case {
        let values = self.open.iter().zip(chosen).map(|(open, value)| (open.key, open.values[*value].clone()));
        changed(&self.case, values)
    }
}

/// The case with these facts otherwise.
pub fn changed(case: &Case, values: impl IntoIterator<Item = ((Entity, FactId), Value)>) -> Case {
    let mut case = case.clone();
    for (key, value) in values {
        case.stated.get_mut(&key).expect("a stated fact").value = value;
    }
    case
}

/// Whether a file that says so surely contradicts itself: more is taken off than there is, or a part exceeds its whole.
pub fn contradicts(case: &Case) -> bool {
    let number = |entity: Entity, name: &str| -> Range {
        let fact = TINY.book.vocabulary.fact_named(entity.scope(), name).expect("a fact");
        match case.fact(entity, fact).map(|fact| &fact.value) {
            Some(Value::Number(range)) => *range,
            _ => Range::ZERO,
        }
    };
    let items = |dataset: &usize| number(Entity::Dataset(*dataset), "items");
    let sum = |datasets: &[usize]| datasets.iter().map(items).fold(Range::ZERO, |sum, one| sum + one);
    let exceeds = |part: Range, whole: Range| part.min > whole.max;
    let bodies = case.datasets.iter().enumerate().any(|(position, dataset)| {
        let of = |name| number(Entity::Dataset(position), name);
        let copied = !dataset.from.is_empty() && exceeds(of("items"), sum(&dataset.from));
        // A duplicate repeats an item that remains.
        let repeated = exceeds(of("duplicates") + Range::point(1), of("items"));
        copied || repeated || exceeds(of("duplicates") + of("false_items"), of("items"))
    });
    let acts = case.acts.iter().enumerate();
    // An act concerns one item at least.
    let part = TINY.book.vocabulary.fact_named(Scope::Act, "items").expect("a fact");
    let of_nothing = |act: usize| {
        let stated = case.fact(Entity::Act(act), part).map(|fact| &fact.value);
        matches!(stated, Some(Value::Number(range)) if range.max == 0)
    };
    bodies
        || acts
            .into_iter()
            .any(|(act, done)| of_nothing(act) || exceeds(number(Entity::Act(act), "items"), sum(&done.datasets)))
}

/// The grade of a case in which all is settled, as a bit; `None` where a file that says so contradicts itself.
pub fn grade(case: &Case) -> Option<u16> {
    if contradicts(case) {
        return None;
    }
    let cache = Cache::brief(case, &TINY.program, 0, &ASSIGNMENT);
    let (_, outcome) = settle::evaluate(&cache, &ASSIGNMENT);
    Some(settle::grades_of(&TINY.program, &outcome)[0].0)
}

/// The bit of a grade by its name.
pub fn bit(name: &str) -> u16 {
    ["none", "serious", "grave"].iter().position(|one| *one == name).map_or(0, |bit| 1 << bit)
}

fn numbers(min: usize, wide: usize) -> Vec<Value> {
    (min..=min + wide).map(|number| Value::Number(Range::point(number as Number))).collect()
}

fn yuan(min: usize, wide: usize) -> Vec<Value> {
    (min..=min + wide).map(|number| Value::Number(Range::point(number as Number * 100))).collect()
}

/// The values of a list from one on, so many of them.
fn among(all: usize, from: usize, many: usize) -> Vec<Value> {
    (0..many.min(all)).map(|step| Value::Options(Options::one((from + step) % all))).collect()
}

/// What is written where a fact can be any of these: a range, or a list.
pub fn written(values: &[Value]) -> Value {
    let joined = values.iter().cloned().reduce(|all, one| match (all, one) {
        (Value::Number(all), Value::Number(one)) => Value::Number(all.hull(one)),
        (Value::Options(all), Value::Options(one)) => Value::Options(all.with(one)),
        (Value::Sets(all), Value::Sets(one)) => Value::Sets([all, one].concat()),
        (all, _) => all,
    });
    joined.expect("a value")
}

/// A case out of rolled numbers; `most` of its facts may be open, and more so the later they are rolled.
pub fn tiny(open: bool) -> impl Strategy<Value = Tiny> {
    prop::collection::vec(0..1000_usize, ROLLS).prop_map(move |rolled| roll(&rolled, open))
}

fn roll(rolled: &[usize], open: bool) -> Tiny {
    let mut rolled = rolled.iter().copied();
    let mut roll = move |sides: usize| rolled.next().unwrap_or(0) % sides;
    let (bodies, acts) = (1 + roll(2), 1 + roll(3));
    let mut facts: Vec<(String, Vec<Value>)> = Vec::new();
    let mut text = "case = { id = \"t\", title = \"t\" }\nperson = [{ id = \"zhang\" }]\ndataset = [".to_owned();
    let wide = |rolled: usize, most: usize| if open { rolled.min(most) } else { 0 };
    for body in 0..bodies {
        let least = [1, 2, 3, 4, 5, 6, 7, 11, 12, 17][roll(10)];
        facts.push((format!("dataset.d{body}.items"), numbers(least, wide(roll(6), 3))));
        let kinds = KINDS.len();
        let (first, many) = (roll(kinds), 1 + wide(roll(8).saturating_sub(5), 2));
        let contents = (0..many).map(|step| Value::Sets(vec![set(KINDS[(first + step) % kinds])])).collect();
        facts.push((format!("dataset.d{body}.contains"), contents));
        let position = among(POSITIONS.len(), roll(3), 1 + wide(roll(6).saturating_sub(3), 2));
        facts.push((format!("dataset.d{body}.obtained_in"), position));
        // More than the items in some completions: those are none.
        let shown = roll(8) / 6 * roll(3);
        facts.push((
            format!("dataset.d{body}.duplicates"),
            numbers(shown.min(least), wide(roll(6).saturating_sub(3), 3)),
        ));
        facts.push((format!("dataset.d{body}.false_items"), numbers(0, wide(roll(6).saturating_sub(4), 1))));
        let from = if body > 0 && roll(4) == 0 { ", from = [\"d0\"]" } else { "" };
        write!(text, "{{ id = \"d{body}\", contains = [\"phone\"], items = 1, obtained_in = \"none\", ").expect("text");
        write!(text, "duplicates = 0, false_items = 0{from} }}, ").expect("text");
    }
    text += "]\nact = [\n";
    for act in 0..acts {
        let (does, on) = (CONDUCT[roll(6)], roll(bodies));
        let kinds = conduct();
        let of_kind = kinds.iter().position(|kind| *kind == does).expect("a kind of conduct");
        let doing = among(kinds.len(), of_kind, 1 + wide(roll(10).saturating_sub(7), 2));
        // Whom something was sold to says that it was sold.
        let to = if does == "sell" && doing.len() == 1 { format!(", to = [\"x{}\"]", roll(2)) } else { String::new() };
        facts.push((format!("act.a{act}.does"), doing));
        facts.push((
            format!("act.a{act}.gains"),
            yuan(roll(6).saturating_sub(2), wide(roll(6).saturating_sub(4) * 3, 3)),
        ));
        facts.push((format!("act.a{act}.profit"), yuan(roll(4), wide(roll(6).saturating_sub(4) * 2, 3))));
        facts.push((format!("act.a{act}.purpose"), among(3, roll(3), 1 + wide(roll(6).saturating_sub(3), 2))));
        facts.push((format!("act.a{act}.consent"), among(2, 0, 1 + wide(roll(8) / 7, 1))));
        let part = roll(4) == 0;
        if part {
            facts.push((format!("act.a{act}.items"), numbers(1 + roll(4), wide(roll(4).saturating_sub(1), 2))));
        }
        let part = if part { ", items = 1" } else { "" };
        write!(text, "    {{ id = \"a{act}\", by = [\"zhang\"], does = \"{does}\", dataset = \"d{on}\"{to}{part}, ")
            .expect("text");
        writeln!(text, "on = 2022-03-01, gains = 0, profit = 0, purpose = \"other\", consent = false }},")
            .expect("text");
    }
    text += "]\n";
    let mut sources = Sources::default();
    let source = sources.add("case.toml", text.as_str());
    let read = read(&mut sources, source, &TINY.book.vocabulary, &[]);
    let mut case = read.unwrap_or_else(|wrong| panic!("{wrong:?} in {text}")).case;
    let paths: BTreeMap<String, (Entity, FactId)> =
        case.stated.keys().map(|key| (case.path(&TINY.book.vocabulary, key.0, key.1), *key)).collect();
    let mut open = Vec::new();
    for (path, values) in facts {
        let key = paths[&path];
        case.stated.get_mut(&key).expect("a stated fact").value = written(&values);
        writeln!(text, "# {path} = {values:?}").expect("text");
        open.push(Open { path, key, values });
    }
    Tiny { case, open, text }
}

/// The kinds of conduct.
fn conduct() -> Vec<&'static str> {
    let vocabulary = &TINY.book.vocabulary;
    let does = vocabulary.fact_named(gravamen::law::vocabulary::Scope::Act, "does").expect("a fact");
    vocabulary.value_names(vocabulary.fact(does).kind)
}

fn set(kinds: &[&str]) -> Options {
    let vocabulary = &TINY.book.vocabulary;
    let contains = TINY.program.keys.contains;
    let FactKind::SetOf(_) = vocabulary.fact(contains).kind else { panic!("contents are a set") };
    let names = vocabulary.value_names(vocabulary.fact(contains).kind);
    kinds.iter().map(|kind| names.iter().position(|name| name == kind).expect("a kind")).collect()
}
