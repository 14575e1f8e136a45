//! Two laws beside each other as an amending table: place, old text, new text.

use std::fmt;

use super::changes::{self, Changes};
use super::document::Document;
use super::words::{Language, Names, Words};
use crate::law::book::{Entry, LawBook};
use crate::place::Place;

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub at: At,
    /// What stands in the first law; empty where nothing does.
    pub old: String,
    /// What stands in the second.
    pub new: String,
    /// Both as a reader is told them, without the words of the law files as far as that can be.
    pub told: [String; 2],
}

impl Line {
    /// What stands in the first law, to a reader.
    pub fn old(&self, words: &Words) -> &str {
        if words.names_things() { &self.told[0] } else { &self.old }
    }

    /// What stands in the second law, to a reader.
    pub fn amended(&self, words: &Words) -> &str {
        if words.names_things() { &self.told[1] } else { &self.new }
    }
}

/// Where a line of the table stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// At a provision, of a text of it where there are several.
    Provision(Place, Option<String>),
    /// At a reading or a fact of the vocabulary, by name.
    Name(String),
}

impl At {
    /// What it is called to a reader.
    pub fn shown(&self, words: &Words) -> String {
        match self {
            Self::Provision(place, version) => words.place(place) + &words.text_aside(version.as_deref()),
            Self::Name(name) => words.reading(name),
        }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provision(place, Some(version)) => write!(f, "{place} ({version})"),
            Self::Provision(place, None) => write!(f, "{place}"),
            Self::Name(name) => f.write_str(name),
        }
    }
}

/// What differs between two laws, place by place, in the order of the second.
pub fn lines(old: &LawBook, new: &LawBook, language: Language) -> Vec<Line> {
    let (before, after) = (entries(old), entries(new));
    let words = [old, new].map(|book| Words::naming(language, Names::of_law(book)));
    let [of_old, of_new] = &words;
    let mut lines = Vec::new();
    let mut matched = vec![false; before.len()];
    for entry in &after {
        let same = (0..before.len()).find(|&at| !matched[at] && is_same(before[at], entry));
        let Some(at) = same.or_else(|| (0..before.len()).find(|&at| !matched[at] && stands_for(before[at], entry)))
        else {
            let told = [String::new(), told(entry, false, of_new)];
            lines.push(Line { at: place(entry), old: String::new(), new: said(entry, language), told });
            continue;
        };
        matched[at] = true;
        if !is_same(before[at], entry) {
            lines.push(changed(before[at], entry, &words));
        }
    }
    for (entry, _) in before.iter().zip(&matched).filter(|(_, matched)| !**matched) {
        let told = [told(entry, false, of_old), String::new()];
        lines.push(Line { at: place(entry), old: said(entry, language), new: String::new(), told });
    }
    // What only holds other rules says nothing itself.
    lines.retain(|line| line.old != line.new);
    lines.extend(readings(old, new, &words));
    lines.extend(silences(old, new, &words));
    lines
}

/// The table of what differs.
pub fn document(changes: &Changes, words: &Words) -> Document {
    let language = words.language;
    let mut document = Document::default();
    document.heading(1, format!("{} → {}", words.law(&changes.base), words.law(&changes.law)));
    if changes.lines(language).is_empty() && changes.choices.is_empty() {
        document.line(words.no_difference);
        return document;
    }
    changes::summary(&mut document, changes, None, words);
    document
}

fn entries(book: &LawBook) -> Vec<&Entry> {
    book.instruments.iter().flat_map(|instrument| &instrument.entries).collect()
}

fn is_same(one: &Entry, other: &Entry) -> bool {
    let label = |entry: &Entry| entry.text.as_ref().map(|text| text.label.clone());
    stands_for(one, other) && label(one) == label(other) && one.encoded == other.encoded
}

/// Whether two rules stand at the same place and are of the same kind; classes go by their names.
fn stands_for(one: &Entry, other: &Entry) -> bool {
    let class = |entry: &'_ Entry| entry.class.as_ref().map(|class| class.name.clone());
    let same = one.place == other.place && one.version == other.version && one.kind == other.kind;
    same && class(one) == class(other)
}

/// What is no longer said, and what is said now; of a class, only what left it and what came.
fn changed(old: &Entry, new: &Entry, words: &[Words; 2]) -> Line {
    let [of_old, of_new] = words;
    let language = of_new.language;
    let (Some(before), Some(after)) = (&old.class, &new.class) else {
        let label = |entry: &Entry| entry.text.as_ref().map(|text| text.label.clone());
        // Where the same is said in the same words, it is the condition that differs.
        let same = label(old) == label(new);
        let told = [told(old, same, of_old), told(new, same, of_new)];
        return Line { at: place(new), old: said(old, language), new: said(new, language), told };
    };
    let worded = |[was, is]: [String; 2]| {
        let told = [(&was, of_old), (&is, of_new)].map(|(code, words)| in_words(code, words));
        Line { at: place(new), old: was, new: is, told }
    };
    let (Some(left), Some(came)) = (&before.members, &after.members) else {
        return worded([before.words(), after.words()]);
    };
    let only = |these: &[String], others: &[String]| {
        let only: Vec<String> = these.iter().filter(|one| !others.contains(one)).cloned().collect();
        if only.is_empty() { String::new() } else { format!("{}: {}", after.name, only.join(", ")) }
    };
    worded([only(left, came), only(came, left)])
}

/// What a rule says; with its condition where that is asked for, or where it has no words of its own.
fn told(entry: &Entry, condition: bool, words: &Words) -> String {
    let text =
        entry.text.as_ref().map(|text| words.language.of(&text.label).to_owned()).filter(|text| !text.is_empty());
    let condition = (condition || text.is_none()).then(|| in_words(&entry.encoded, words));
    let lines = [text, condition];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A code in words, or that there is one.
fn in_words(code: &str, words: &Words) -> String {
    if code.is_empty() { String::new() } else { words.worded(code).unwrap_or_else(|| words.not_worded().to_owned()) }
}

fn said(entry: &Entry, language: Language) -> String {
    let text = entry.text.as_ref().map(|text| language.of(&text.label).to_owned());
    let lines = [text, Some(entry.encoded.clone())];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn place(entry: &Entry) -> At {
    At::Provision(entry.place.clone(), entry.version.clone())
}

fn readings(old: &LawBook, new: &LawBook, words: &[Words; 2]) -> Vec<Line> {
    let language = words[0].language;
    let one = |book: &LawBook, name: &str, language: Language| {
        let choice = book.choices.iter().find(|choice| choice.name == name)?;
        let options: Vec<&str> = choice.options.iter().map(|option| option.name.as_str()).collect();
        Some(format!("{}\n{name} = {}", language.of(&choice.text.label), options.join(" | ")))
    };
    let told = |book: &LawBook, name: &str, words: &Words| {
        let choice = book.choices.iter().find(|choice| choice.name == name)?;
        let options = choice.options.iter().map(|option| words.option(name, &option.name));
        let options = options.collect::<Vec<_>>().join(words.stop);
        Some(format!("{}{}{options}", words.language.of(&choice.text.label), words.colon))
    };
    let names = new.choices.iter().chain(&old.choices).map(|choice| choice.name.as_str());
    let mut lines: Vec<Line> = Vec::new();
    for name in names {
        let says = |book: &LawBook, language| one(book, name, language).unwrap_or_default();
        // What differs in one language is a line in both, so that the lines of both are the same.
        let differs = [Language::Zh, Language::En].iter().any(|each| says(old, *each) != says(new, *each));
        if differs && lines.iter().all(|line| line.at != At::Name(name.to_owned())) {
            let told = [(old, &words[0]), (new, &words[1])].map(|(book, words)| told(book, name, words));
            let told = told.map(Option::unwrap_or_default);
            lines.push(Line {
                at: At::Name(name.to_owned()),
                old: says(old, language),
                new: says(new, language),
                told,
            });
        }
    }
    lines
}

/// Facts about which silence means something else.
fn silences(old: &LawBook, new: &LawBook, words: &[Words; 2]) -> Vec<Line> {
    let language = words[0].language;
    let mut lines = Vec::new();
    for fact in &new.vocabulary.facts {
        let before = old.vocabulary.facts.iter().find(|known| known.name == fact.name && known.written == fact.written);
        let Some(before) = before.filter(|before| before.silence_words != fact.silence_words) else { continue };
        let label = language.of(&fact.label);
        let said = |words: &str| format!("{label}\nsilence {words}");
        let place = fact.name.clone();
        let told = [(before, &words[0]), (fact, &words[1])]
            .map(|(fact, words)| words.silence_worded(&fact.name, &fact.silence_words));
        lines.push(Line {
            at: At::Name(place),
            old: said(&before.silence_words),
            new: said(&fact.silence_words),
            told: told.map(|means| format!("{label}\n{means}")),
        });
    }
    lines
}
