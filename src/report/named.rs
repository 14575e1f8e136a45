//! What provisions and facts are called where a person reads: the one place that decides it.
//!
//! Without [`Names`] they go by what one may type: `fs-2017-10/5.2.3`, `act.a1.gains`. Programs read those.

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use super::alike;
use super::words::{Language, Messages};
pub use crate::explain::subject::Names;
use crate::explain::subject::{self, Named, ON};
use crate::law::vocabulary::Label;
use crate::numeral;
use crate::place::Place;

/// The law in force, as the command line names it.
const BASE: &str = "base";

/// The words of the interface in a language, and the names of what is spoken of.
#[derive(Clone, Debug)]
pub struct Words {
    messages: &'static Messages,
    names: Option<Arc<Names>>,
}

impl Deref for Words {
    type Target = Messages;

    fn deref(&self) -> &Messages {
        self.messages
    }
}

impl Words {
    /// Words that call everything by what one may type.
    pub(super) const fn plain(messages: &'static Messages) -> Self {
        Self { messages, names: None }
    }

    /// Words that call everything by its name.
    pub fn naming(language: Language, names: Names) -> Self {
        Self { messages: language.words().messages, names: Some(Arc::new(names)) }
    }

    /// The same words, with a mark in place of a person's name and of the names of these acts.
    pub(super) fn marking(&self, person: (&str, &str), acts: &[&str], mark: &str) -> Self {
        let names = self.names.as_ref().map(|names| Arc::new(names.marked(person, acts, mark)));
        Self { messages: self.messages, names }
    }

    /// A provision: 《解释》第五条第二款第三项, "Interpretation art. 5(2)(3)".
    pub fn place(&self, place: &Place) -> String {
        match &self.names {
            Some(names) => self.language.of(&names.citations.name(place)).to_owned(),
            None => place.to_string(),
        }
    }

    /// A provision named after another, without what both stand in.
    pub fn place_after(&self, last: Option<&Place>, place: &Place) -> String {
        let same = |last: &&Place| last.instrument == place.instrument;
        let Some(last) = last.filter(same) else { return self.place(place) };
        let shared = last.path.iter().zip(&place.path).take_while(|(one, other)| one == other).count();
        let Some(names) = &self.names else {
            // A bare number of another article would tell little.
            let known = place.path.len() > 2 || place.path.len() > 1 && shared > 0;
            return if known { place.path.join(".") } else { place.to_string() };
        };
        // In English a bracket alone does not say whether it is a paragraph or an item.
        let from = shared.min(self.language.either(place.path.len().saturating_sub(1), 1));
        let (zh, en) = names.citations.within(place, from);
        let rest = self.language.either(zh, en).trim().to_owned();
        if rest.is_empty() { self.place(place) } else { rest }
    }

    /// An instrument: 《解释》.
    pub fn instrument(&self, id: &str) -> String {
        match &self.names {
            Some(names) => self.language.of(&names.citations.instrument(id)).to_owned(),
            None => id.to_owned(),
        }
    }

    /// A fact or a thing by its path, whole: 行为a1的收取的款项.
    pub fn fact(&self, path: &str) -> String {
        // Several acts together are no fact of one.
        let Some(named) = self.thing(path) else { return self.subject(path) };
        let subject = self.said(&named.subject);
        named.fact.map_or(subject.clone(), |fact| format!("{subject}{}{}", self.colon, self.said(&fact)))
    }

    /// The same without the approximate figure that the file states, where the figure stands beside it.
    pub fn fact_alone(&self, path: &str) -> String {
        let name = self.fact(path);
        match self.figure(&[path.to_owned()]) {
            Some(figure) => name.replacen(&format!("{}{figure}", self.pick("，", ", ")), "", 1),
            None => name,
        }
    }

    /// What a path leads to is a fact of, where what the fact is stands beside it: 行为a1.
    /// Of several things joined by a plus, each.
    pub fn subject(&self, path: &str) -> String {
        let named = |path: &str| self.thing(path).map_or(path.to_owned(), |named| self.said(&named.subject));
        path.split('+').map(named).collect::<Vec<_>>().join("+")
    }

    /// A reading by its question.
    pub fn reading(&self, choice: &str) -> String {
        self.thing(&format!("choice.{choice}")).map_or(choice.to_owned(), |named| self.said(&named.subject))
    }

    /// An option of a reading by its answer.
    pub fn option(&self, choice: &str, option: &str) -> String {
        let named = self.thing(&format!("choice.{choice}.{option}"));
        named.map_or(option.to_owned(), |named| self.said(&named.subject))
    }

    /// A body of information by its title.
    pub fn dataset(&self, id: &str) -> String {
        self.thing(&format!("dataset.{id}")).map_or(id.to_owned(), |named| self.said(&named.subject))
    }

    /// An act by its title.
    pub fn act_titled(&self, id: &str) -> String {
        self.thing(&format!("act.{id}")).map_or(id.to_owned(), |named| self.said(&named.subject))
    }

    /// A piece of evidence by its title.
    pub fn evidence(&self, id: &str) -> String {
        self.thing(&format!("evidence.{id}")).map_or(id.to_owned(), |named| self.said(&named.subject))
    }

    /// What a path leads to is a fact of, and which fact; both as they are typed without names.
    pub fn subject_and_fact(&self, path: &str) -> (String, String) {
        let (subject, fact) = match self.thing(path) {
            Some(named) => {
                return (self.said(&named.subject), named.fact.map_or(String::new(), |fact| self.said(&fact)));
            }
            None => path.rsplit_once('.').filter(|_| !path.contains('/')).unwrap_or((path, "")),
        };
        (subject.to_owned(), fact.to_owned())
    }

    /// A fact by its label, with what it is a fact of: 收取的款项（行为a1）.
    pub fn labelled(&self, label: &Label, path: &str) -> String {
        alike::labelled(label, &[path], self)
    }

    /// What the file says of a quantity that these facts make, where that is an approximate figure: 约8,600元，未写范围.
    pub(super) fn figure(&self, facts: &[String]) -> Option<String> {
        self.names.as_ref().and_then(|names| names.figure(facts)).map(|said| self.said(said))
    }

    /// A text of an article: 《刑法修正案（九）》文本.
    pub fn text(&self, version: &str) -> String {
        self.listed(subject::TEXTS, version)
    }

    /// A rank of an instrument: 司法解释.
    pub fn rank(&self, rank: &str) -> String {
        self.listed(subject::RANKS, rank)
    }

    /// Who issues an instrument: 最高人民法院.
    pub fn issuer(&self, issuer: &str) -> String {
        self.listed(subject::ISSUERS, issuer)
    }

    fn listed(&self, list: &str, name: &str) -> String {
        self.thing(&subject::listed(list, name)).map_or(name.to_owned(), |named| self.said(&named.subject))
    }

    /// A word of the law files by its label, where it has one.
    pub(super) fn word(&self, word: &str) -> Option<String> {
        self.thing(&subject::of_word(word)).map(|named| self.said(&named.subject))
    }

    /// A value of a fact by its label, where it has one.
    pub(super) fn value_of(&self, fact: &str, value: &str) -> Option<String> {
        self.thing(&subject::of_value(fact, value)).map(|named| self.said(&named.subject))
    }

    /// A class of information by its label, where it has one.
    pub(super) fn class(&self, class: &str) -> Option<String> {
        self.thing(&subject::of_class(class)).map(|named| self.said(&named.subject))
    }

    /// A reading by its question, where these laws have it.
    pub(super) fn reading_known(&self, choice: &str) -> Option<String> {
        self.thing(&format!("choice.{choice}")).map(|named| self.said(&named.subject))
    }

    /// What rules were verified in, by its title.
    pub(super) fn source(&self, key: &str) -> String {
        self.thing(&subject::of_source(key)).map_or(key.to_owned(), |named| self.said(&named.subject))
    }

    /// Somebody's words, set off from those around them.
    pub(super) fn quoted(&self, text: &str) -> String {
        format!("“{text}”")
    }

    /// An offence by its name: 侵犯公民个人信息罪.
    pub fn offence(&self, offence: &Place) -> String {
        self.thing(&subject::of_offence(offence)).map_or(offence.to_string(), |named| self.said(&named.subject))
    }

    /// A grade of an offence by its name; `none` below every grade.
    pub fn grade_of(&self, offence: &Place, grade: &str) -> String {
        self.thing(&subject::of_grade(offence, grade)).map_or(grade.to_owned(), |named| self.said(&named.subject))
    }

    /// How a court or a procuratorate dealt with a case: 判决有罪.
    pub fn disposal(&self, result: &str) -> String {
        self.listed(subject::DISPOSALS, result)
    }

    /// A deadline of procedure by its name in the law files: 侦查羁押.
    pub fn deadline(&self, name: &str) -> String {
        self.listed(subject::DEADLINES, name)
    }

    /// A law as the command line names it: the one in force, a reading by its question with the answer taken, a figure by
    /// what it is of; a day as it is written, a proposal as it is.
    pub fn law(&self, spec: &str) -> String {
        let part = |part: &str| match part.split_once('=') {
            _ if part == BASE => self.pick("现行法", "the law in force").to_owned(),
            Some((name, value)) => match self.thing(&format!("choice.{name}")) {
                Some(_) => format!("{}{}{}", self.reading(name), self.colon, self.option(name, value)),
                None => format!("{}{}{value}", self.varied(name), self.colon),
            },
            None => self.date_of(part),
        };
        if !self.names_things() {
            return spec.to_owned();
        }
        spec.split('+').map(str::trim).map(part).collect::<Vec<_>>().join(" + ")
    }

    /// What a study varies: a threshold by its provision, a figure of a proposal by what it is of, a fact of a case.
    pub fn varied(&self, name: &str) -> String {
        match (Place::parse(name).filter(|_| name.contains('/')), self.thing(&format!("parameter.{name}"))) {
            (Some(place), _) => self.place(&place),
            (None, Some(parameter)) => self.said(&parameter.subject),
            (None, None) => self.fact(name),
        }
    }

    /// What is said of a charge whose article has several texts: the one that applies, in brackets.
    pub fn text_aside(&self, version: Option<&str>) -> String {
        version.map(|version| self.aside(&self.text(version))).unwrap_or_default()
    }

    /// An act, and the body of information that it was on.
    pub fn conduct(&self, conduct: &str) -> String {
        let named = |part: &str| {
            let (path, days) = part.split_once(' ').unwrap_or((part, ""));
            self.subject(path) + &self.stretch(days)
        };
        conduct.split(ON).map(named).collect::<Vec<_>>().join(ON)
    }

    /// The days of a part of an act, after its path: `(2015-10-01..2015-10-31)`.
    fn stretch(&self, days: &str) -> String {
        let ends = days.strip_prefix('(').and_then(|days| days.strip_suffix(')')?.split_once(".."));
        match ends.map(|(first, last)| (first.parse(), last.parse())) {
            Some((Ok(first), Ok(last))) if self.language == Language::Zh && self.names_things() => {
                self.aside(&numeral::days(first, last))
            }
            _ if days.is_empty() => String::new(),
            _ => format!(" {days}"),
        }
    }

    /// What stands between facts one after another, whose names may hold commas of their own.
    pub fn between(&self) -> &'static str {
        if self.names_things() { self.stop } else { self.list }
    }

    /// Whether those of the case have been indicted, so far as its file says.
    pub fn indicted(&self) -> bool {
        self.names.as_ref().is_none_or(|names| names.indicted)
    }

    /// So many accused, as they are called at this stage of the case: suspects until there is an indictment; units apart.
    pub fn accused(&self, number: usize) -> String {
        let units = self.names.as_ref().map_or(0, |names| names.units).min(number);
        let persons = number - units;
        let (unit, person) = match self.indicted() {
            true => ("被告单位", "被告人"),
            false => ("犯罪嫌疑单位", "犯罪嫌疑人"),
        };
        match (self.language, units) {
            (Language::Zh, 0) => format!("{number}名{person}"),
            (Language::Zh, _) if persons == 0 => format!("{unit}{units}个"),
            (Language::Zh, _) => format!("{unit}{units}个、{person}{persons}名"),
            (Language::En, 0) => format!("{number} accused"),
            (Language::En, 1) => format!("{number} accused, 1 of them a unit"),
            (Language::En, _) => format!("{number} accused, {units} of them units"),
        }
    }

    /// A day: where things go by their names, as a reader of the language writes it.
    pub fn date(&self, day: Date) -> String {
        match self.language {
            Language::Zh if self.names_things() => numeral::days(day, day),
            _ => day.to_string(),
        }
    }

    /// The same, of a day in the standard form; what is none stays.
    pub fn date_of(&self, day: &str) -> String {
        day.parse().map_or(day.to_owned(), |day| self.date(day))
    }

    /// Whether provisions and facts go by their names.
    pub fn names_things(&self) -> bool {
        self.names.is_some()
    }

    fn said(&self, label: &Label) -> String {
        self.language.of(label).to_owned()
    }

    /// A reading goes by its name alone, too.
    fn thing(&self, path: &str) -> Option<Named> {
        let names = self.names.as_ref()?;
        names.named(path).or_else(|| names.named(&format!("choice.{path}")))
    }
}
