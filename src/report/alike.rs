//! Facts of the same kind in one line: the label once, the first paths, and how many there are.

use super::words::{Language, Words};
use crate::law::vocabulary::Label;

/// What facts of a kind have in common, with their names; nothing in common for one of its own.
type Kind<'a> = (Option<(String, String)>, Vec<&'a str>);

/// How many paths of a kind are named before the rest is counted.
const NAMED: usize = 2;

/// How many of several values are named before the rest is counted.
const VALUES: usize = 3;

/// Facts that share a label, in the order of the first of each.
pub fn groups<'a, T>(facts: &'a [T], of: impl Fn(&'a T) -> (&'a Label, &'a str)) -> Vec<(&'a Label, Vec<&'a T>)> {
    let mut groups: Vec<(&Label, Vec<&T>)> = Vec::new();
    for fact in facts {
        let (label, _) = of(fact);
        match groups.iter_mut().find(|(known, _)| *known == label) {
            Some((_, members)) => members.push(fact),
            None => groups.push((label, vec![fact])),
        }
    }
    groups
}

/// Paths and labels, those with one label together.
pub fn named(facts: &[(String, Label)], words: &Words) -> String {
    let groups = groups(facts, |(path, label)| (label, path.as_str()));
    words.join(groups.into_iter().map(|(label, members)| {
        let mut paths: Vec<&str> = members.into_iter().map(|(path, _)| path.as_str()).collect();
        paths.dedup();
        labelled(label, &paths, words)
    }))
}

/// The first of these facts, and how many there are: `act a1: items, act a2: items … 17 in all`.
pub fn paths_of(paths: &[&str], words: &Words) -> String {
    named_by(paths, |path| words.fact(path), words)
}

/// What the first of these facts are facts of, and how many there are.
pub fn subjects_of(paths: &[&str], words: &Words) -> String {
    named_by(paths, |path| words.subject(path), words)
}

/// Facts of one label with what they are facts of: `items (act a1, act a2)`, `items [act.a1.items]`.
pub fn labelled(label: &Label, paths: &[&str], words: &Words) -> String {
    let label = words.language.of(label);
    if !words.names_things() {
        return format!("{label} [{}]", paths_of(paths, words));
    }
    let subjects = subjects_of(paths, words);
    // A reading is its own subject.
    if subjects == label { subjects } else { label.to_owned() + &words.aside(&subjects) }
}

fn named_by(paths: &[&str], name: impl Fn(&str) -> String, words: &Words) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in paths.iter().map(|path| name(path)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    some(&names.iter().map(String::as_str).collect::<Vec<_>>(), NAMED, words.between(), words)
}

/// The first so many of these names, one more where that is all of them, and how many there are.
pub fn some_of(names: &[&str], named: usize, words: &Words) -> String {
    some(names, named, words.list, words)
}

fn some(names: &[&str], named: usize, between: &str, words: &Words) -> String {
    let all = names.len();
    let first: Vec<&str> = names.iter().take(named.max(if all == named + 1 { all } else { 0 })).copied().collect();
    let first = first.join(between);
    if all <= named + 1 {
        return first;
    }
    match words.language {
        Language::Zh => format!("{first}等{all}项"),
        Language::En => format!("{first} … {all} in all"),
    }
}

/// One of several values: the first, and how many more; or each of them.
pub fn one_of(values: &[Label], all: bool, words: &Words) -> String {
    let either = words.language.either("或者", " or ");
    let most = if all { values.len() } else { VALUES };
    let named: Vec<&str> = values.iter().take(most).map(|value| words.language.of(value)).collect();
    let text = named.join(either);
    if values.len() <= most {
        return text;
    }
    let more = values.len() - most;
    text + &words.aside(&words.language.either(format!("另有{more}种"), format!("{more} more")))
}

/// Paths, those of one kind together: the same fact of tables of one kind.
pub fn kinds(paths: &[String], words: &Words) -> String {
    let kind = |path: &str| -> Option<(String, String)> {
        let (table, rest) = path.split_once('.')?;
        Some((table.to_owned(), rest.rsplit_once('.')?.1.to_owned()))
    };
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    for path in paths {
        let of = kind(path);
        match kinds.iter_mut().find(|(known, _)| of.is_some() && *known == of) {
            Some((_, members)) => members.push(path),
            None => kinds.push((of, vec![path])),
        }
    }
    words.join(kinds.into_iter().map(|(_, members)| paths_of(&members, words)))
}
