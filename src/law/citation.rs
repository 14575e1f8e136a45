//! Places by the names that the law gives them (条文引用): 刑法第二百五十三条之一第一款, "Criminal Law art. 253-1(1)"; and back.
//!
//! How an instrument is called, and how its parts are called where they are not articles, paragraphs and items, is
//! said in its file. Instruments that are not in force on the day are named too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::vocabulary::Label;
use crate::numeral;
use crate::place::{Part, Place};

/// The numeral of what has no known number.
const UNKNOWN: &str = "reported";

/// The names of all provisions of the law.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Citations {
    /// By the instrument's id.
    instruments: BTreeMap<String, Cited>,
    /// What stands at a place, as the last step to it.
    steps: BTreeMap<Place, Step>,
}

/// How an instrument is cited.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Cited {
    /// What it is called where a provision is cited; nothing where its title is used.
    pub short: Option<Label>,
    /// Its title.
    pub title: Label,
    /// Its number, such as 法释〔2017〕10号.
    pub number: Option<String>,
    /// Parts with names of their own, in which `{}` stands for the number in words and `{n}` for the number as written.
    pub parts: BTreeMap<Part, Label>,
}

/// The last step to a place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Step {
    /// A numbered part.
    Part(Part),
    /// What has a name in place of a number, such as a level of a sanction.
    Named(Label),
}

/// A number as somebody typed it, with the part it is said to be of.
type Typed = (String, Option<Part>);

impl Citations {
    /// The same with what an instrument says of how it is cited.
    pub fn add_instrument(&mut self, id: &str, cited: Cited) {
        self.instruments.insert(id.to_owned(), cited);
    }

    /// The same with a place, and the last step to it.
    pub fn add_place(&mut self, place: Place, step: Step) {
        self.steps.insert(place, step);
    }

    /// What a place is called in both languages: 《解释》第五条第二款第三项 and "Interpretation art. 5(2)(3)".
    pub fn name(&self, place: &Place) -> Label {
        let mut name = self.instrument(&place.instrument);
        let (zh, en) = self.within(place, 0);
        name.zh += &zh;
        name.en = format!("{} {}", name.en, en.trim_start()).trim_end().to_owned();
        name
    }

    /// What an instrument is called where one of its provisions is cited; its id, where no file holds it.
    pub fn instrument(&self, id: &str) -> Label {
        let Some(cited) = self.instruments.get(id) else { return both(id) };
        match &cited.short {
            Some(short) => short.clone(),
            None if cited.title.zh.is_empty() => both(id),
            None => Label { zh: format!("《{}》", cited.title.zh), en: cited.title.en.clone() },
        }
    }

    /// The steps to a place from a depth on, without the instrument: 第二款第三项, "(2)(3)".
    pub fn within(&self, place: &Place, from: usize) -> (String, String) {
        let parts = self.instruments.get(&place.instrument).map(|cited| &cited.parts);
        let (mut zh, mut en) = (String::new(), String::new());
        let mut above = None;
        for depth in 0..place.path.len() {
            let number = &place.path[depth];
            let step = self.step(place, depth);
            if depth >= from {
                match &step {
                    Step::Named(name) if name.zh.is_empty() => {}
                    Step::Named(name) => {
                        zh += &format!("（{}）", name.zh);
                        en += &format!(" ({})", name.en);
                    }
                    Step::Part(_) if number == UNKNOWN => {
                        zh += "（条文序号未核实）";
                        en += " (number not verified)";
                    }
                    Step::Part(part) => {
                        let own = parts.and_then(|parts| parts.get(part)).cloned();
                        let pattern = own.unwrap_or_else(|| usual(*part, above == Some(Part::Item)));
                        zh += &numbered(&pattern.zh, number);
                        en += &pattern.en.replace("{}", number).replace("{n}", number);
                    }
                }
            }
            above = if let Step::Part(part) = step { Some(part) } else { None };
        }
        (zh, en)
    }

    /// The step at a depth; of a place that no file holds, what usually stands at it.
    fn step(&self, place: &Place, depth: usize) -> Step {
        let at = Place { instrument: place.instrument.clone(), path: place.path[..=depth].to_vec() };
        let numbered = |number: &String| number == UNKNOWN || number.starts_with(|first: char| first.is_ascii_digit());
        if !self.steps.contains_key(&at) && !at.path.last().is_some_and(numbered) {
            return Step::Named(Label::default());
        }
        let usual = match depth {
            0 => Part::Article,
            1 => Part::Paragraph,
            _ => Part::Item,
        };
        self.steps.get(&at).cloned().unwrap_or(Step::Part(usual))
    }

    /// The places that somebody may mean by what was typed, among those that are `known`: a place, or a name in either
    /// language, with or without the instrument, with numbers in Chinese or in digits, and paragraphs left out.
    pub fn meant<'p>(&self, typed: &str, known: impl IntoIterator<Item = &'p Place>) -> Vec<Place> {
        let mut known: Vec<Place> = known.into_iter().flat_map(above_and_itself).collect();
        known.sort();
        known.dedup();
        if let Some(place) = Place::parse(typed.trim()).filter(|place| known.contains(place)) {
            return vec![place];
        }
        let text = plain(typed);
        let readings = self.instruments_at_the_start(&text);
        let readings: Vec<(Option<&String>, Vec<Typed>)> =
            readings.into_iter().filter_map(|(id, rest)| Some((id, numbers(rest)?))).collect();
        // The first paragraph of an article of which no paragraph is known by itself is the article.
        let whole = readings.iter().filter_map(|(id, typed)| match typed.split_last() {
            Some(((number, Some(Part::Paragraph)), article)) if number == "1" && article.len() == 1 => {
                Some((*id, article.to_vec()))
            }
            _ => None,
        });
        let whole: Vec<(Option<&String>, Vec<Typed>)> = whole.collect();
        for (readings, exact) in [(&readings, true), (&readings, false), (&whole, true)] {
            let means = |place: &&Place| {
                let of = readings.iter().filter(|(id, _)| id.is_none_or(|id| *id == place.instrument));
                of.into_iter().any(|(_, typed)| self.fits(place, typed, exact))
            };
            let meant: Vec<Place> = known.iter().filter(means).cloned().collect();
            if !meant.is_empty() {
                return meant;
            }
        }
        Vec::new()
    }

    /// The instruments that somebody may mean by what was typed: an id, a title, a number or what it is called.
    pub fn instruments_meant(&self, typed: &str) -> Vec<&str> {
        let text = plain(typed);
        let named = |id: &&String| self.names_of(id).contains(&text);
        self.instruments.keys().filter(named).map(String::as_str).collect()
    }

    /// Everything that stands somewhere in the law.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.steps.keys()
    }

    /// The instruments whose name the text begins with, the longest name first known, each with the rest of the text;
    /// any instrument, where it begins with none.
    fn instruments_at_the_start<'t>(&self, text: &'t str) -> Vec<(Option<&String>, &'t str)> {
        let begins = |id| {
            self.names_of(id).into_iter().filter(|name| text.starts_with(name.as_str())).map(|name| name.len()).max()
        };
        let found: Vec<(&String, usize)> = self.instruments.keys().filter_map(|id| Some((id, begins(id)?))).collect();
        let Some(longest) = found.iter().map(|(_, length)| *length).max() else { return vec![(None, text)] };
        let longest = found.into_iter().filter(|(_, length)| *length == longest);
        longest.map(|(id, length)| (Some(id), &text[length..])).collect()
    }

    /// Everything that an instrument may be called, as plain text.
    fn names_of(&self, id: &str) -> Vec<String> {
        let mut names = vec![id.to_owned()];
        if let Some(cited) = self.instruments.get(id) {
            let labels = cited.short.iter().chain([&cited.title]);
            names.extend(labels.flat_map(|label| [label.zh.clone(), label.en.clone()]));
            names.extend(cited.title.zh.strip_prefix(OF_THE_STATE).map(str::to_owned));
            names.extend(cited.number.clone());
        }
        names.iter().map(|name| plain(name)).filter(|name| !name.is_empty()).collect()
    }

    /// Whether typed numbers lead to a place: all of its numbers, or, unless it must be exact, enough of them with
    /// their parts, the last among them.
    fn fits(&self, place: &Place, typed: &[Typed], exact: bool) -> bool {
        let steps = place.path.iter().enumerate().filter_map(|(depth, number)| match self.step(place, depth) {
            Step::Part(part) => Some((number, part)),
            Step::Named(_) => None,
        });
        let steps: Vec<(&String, Part)> = steps.collect();
        let same = |(number, part): &(&String, Part), (typed, of): &Typed| {
            number.eq_ignore_ascii_case(typed) && of.is_none_or(|of| of == *part)
        };
        if exact {
            return steps.len() == place.path.len()
                && steps.len() == typed.len()
                && steps.iter().zip(typed).all(|(step, typed)| same(step, typed));
        }
        let (Some(last), Some(end)) = (steps.last(), typed.last()) else { return false };
        let mut rest = steps.iter();
        let in_order = typed.iter().all(|typed| typed.1.is_some() && rest.any(|step| same(step, typed)));
        in_order && same(last, end) && typed.first().is_some_and(|first| same(&steps[0], first))
    }
}

/// What the title of a statute begins with and its citation leaves out.
const OF_THE_STATE: &str = "中华人民共和国";

/// The same in both languages.
fn both(text: &str) -> Label {
    Label { zh: text.to_owned(), en: text.to_owned() }
}

/// How a part is cited where the instrument does not say.
fn usual(part: Part, within_item: bool) -> Label {
    let (zh, en) = match part {
        Part::Article => ("第{}条", "art. {}"),
        Part::Paragraph => ("第{}款", "({})"),
        Part::Item if within_item => ("第{}目", "({})"),
        Part::Item => ("第{}项", "({})"),
    };
    Label { zh: zh.to_owned(), en: en.to_owned() }
}

/// A number in a Chinese pattern: `253-1` in 第{}条 is 第二百五十三条之一.
fn numbered(pattern: &str, number: &str) -> String {
    if pattern.contains("{n}") {
        return pattern.replace("{n}", number);
    }
    // A number within a number, as of what borrows an item from elsewhere, has no words.
    if number.matches('-').count() > 1 {
        return format!("（{number}）");
    }
    let mut numbers = number.split('-').map(|number| number.parse().map_or(number.to_owned(), numeral::chinese));
    let first = numbers.next().unwrap_or_default();
    numbers.fold(pattern.replace("{}", &first), |text, number| format!("{text}之{number}"))
}

/// A place and those that it stands in.
fn above_and_itself(place: &Place) -> impl Iterator<Item = Place> + '_ {
    (1..=place.path.len())
        .map(|length| Place { instrument: place.instrument.clone(), path: place.path[..length].to_vec() })
}

/// What was typed, without what makes no difference: case, width, spaces, title marks.
fn plain(text: &str) -> String {
    let text = numeral::half_width(text).to_lowercase();
    text.chars().filter(|character| !character.is_whitespace() && !"《》〈〉〔〕[]".contains(*character)).collect()
}

/// The numbers of a place as they were typed after the instrument: 第二百五十三条之一第一款, `253-1.1`, `art.5(2)(3)`.
/// Nothing where something else stands there.
fn numbers(text: &str) -> Option<Vec<Typed>> {
    /// What may stand between numbers; longer words first.
    const BETWEEN: &[&str] = &[
        "article",
        "paragraph",
        "section",
        "point",
        "para",
        "part",
        "item",
        "art",
        "par",
        "第",
        "条",
        "款",
        "项",
        "目",
        "部分",
        "点",
        "(",
        ")",
        ".",
        "/",
        ",",
        "s",
    ];
    let mut found: Vec<Typed> = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let (number, after) = number_at(rest);
        if !number.is_empty() {
            let of = part_named(after.chars().next());
            // What follows 之 goes on with the number before: 第二百五十三条之一.
            match found.last_mut() {
                Some((last, _)) if text[..text.len() - rest.len()].ends_with('之') => *last += &format!("-{number}"),
                _ => found.push((number, of)),
            }
            rest = after;
            continue;
        }
        let skipped = BETWEEN.iter().find(|word| rest.starts_with(**word)).map(|word| word.len());
        rest = &rest[skipped.or((character == '之').then_some(character.len_utf8()))?..];
    }
    (!found.is_empty()).then_some(found)
}

/// The number that a text begins with, in digits, and the rest.
fn number_at(text: &str) -> (String, &str) {
    let chinese = text.find(|character| !numeral::is_numeral(character)).unwrap_or(text.len());
    if let Some(value) = numeral::value(&text[..chinese]) {
        return (value.to_string(), &text[chinese..]);
    }
    if !text.starts_with(|character: char| character.is_ascii_digit()) {
        return (String::new(), text);
    }
    // Digits and hyphens, and at most one letter that begins no word: `253-1`, `48E`.
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '-').unwrap_or(text.len());
    let mut after = text[end..].chars();
    let letter = after.next().is_some_and(|letter| letter.is_ascii_alphabetic());
    let word = after.next().is_some_and(|next| next.is_ascii_alphabetic());
    let end = if letter && !word { end + 1 } else { end };
    (text[..end].to_owned(), &text[end..])
}

/// Which part the word after a number names.
fn part_named(word: Option<char>) -> Option<Part> {
    match word? {
        '条' => Some(Part::Article),
        '款' => Some(Part::Paragraph),
        '项' | '目' => Some(Part::Item),
        _ => None,
    }
}
