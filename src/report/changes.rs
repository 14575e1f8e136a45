//! What a law changes of the one it stands beside (修改对照): whose proposal it is, where, the old and the new, and whose
//! figures these are. An amending table, a comparison and a sweep begin with the same.

use super::document::{Cell, Column, Document, Table};
use super::law_diff::{Line, lines};
use super::words::{Language, Words};
use super::{amended, numbers};
use crate::law::book::{LawBook, Parameter, Proposal};

/// What a law changes of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// The law as it was asked for.
    pub law: String,
    /// The law that it stands beside.
    pub base: String,
    /// The days whose law each is, the base first.
    pub days: (jiff::civil::Date, jiff::civil::Date),
    /// The proposals that it takes in.
    pub proposals: Vec<Proposal>,
    /// Their figures.
    pub parameters: Vec<Parameter>,
    /// The readings that it takes.
    pub choices: Vec<(String, String)>,
    /// Place by place, in Chinese and in English.
    pub lines: [Vec<Line>; 2],
}

impl Changes {
    /// What a book changes of another, with these readings, parameters left aside.
    pub fn between(old: (&str, &LawBook), new: (&str, &LawBook), set: &[(String, String)]) -> Self {
        let ((base, old), (law, new)) = (old, new);
        let is_choice = |(name, _): &&(String, String)| new.choice_named(name).is_some();
        Self {
            law: law.to_owned(),
            base: base.to_owned(),
            days: (old.as_of, new.as_of),
            proposals: new.proposals.clone(),
            parameters: new.parameters.clone(),
            choices: set.iter().filter(is_choice).cloned().collect(),
            lines: [Language::Zh, Language::En].map(|language| lines(old, new, language)),
        }
    }

    /// The lines in a language.
    pub fn lines(&self, language: Language) -> &[Line] {
        let [zh, en] = &self.lines;
        language.either(zh, en)
    }
}

/// The summary under a heading for each law, as a study begins with it.
pub fn summaries(document: &mut Document, changes: &[Changes], lines: usize, words: &Words) {
    let language = words.language;
    for one in changes {
        let law = words.law(&one.law);
        let heading = language.either(format!("“{law}”改动什么"), format!("What “{law}” changes"));
        document.heading(2, heading);
        summary(document, one, Some(lines), words);
    }
}

/// Whose proposals these are, what they change, and whose their figures are.
pub fn summary(document: &mut Document, changes: &Changes, most: Option<usize>, words: &Words) {
    let language = words.language;
    changes.proposals.iter().for_each(|proposal| about(document, proposal, words));
    for (name, option) in &changes.choices {
        document.line(format!(
            "{}{}{}{}{}",
            words.choices_set,
            words.colon,
            words.reading(name),
            words.colon,
            words.option(name, option)
        ));
    }
    if changes.days.0 != changes.days.1 {
        document.line(format!("{}{} → {}", words.law_of, words.date(changes.days.0), words.date(changes.days.1)));
    }
    let lines = changes.lines(language);
    if lines.is_empty() {
        let text = language.either("法律条文没有改动。", "No rule of the law is changed.");
        document.line(Cell::from(text).strong());
    }
    let mut table = Table::new(vec![
        Column::whole(words.place),
        Column::prose(&words.law(&changes.base)),
        Column::prose(&words.law(&changes.law)),
    ]);
    let most = most.unwrap_or(lines.len());
    for line in lines.iter().take(most) {
        table.rows.push(vec![
            line.at.shown(words).into(),
            or_nothing(line.old(words), words).into(),
            or_nothing(line.amended(words), words).into(),
        ]);
    }
    document.table(table);
    if lines.len() > most {
        let more = numbers::grouped((lines.len() - most) as crate::range::Number);
        let command = format!("gravamen law diff {} {}", changes.base, changes.law);
        document.line(match (most, language) {
            (0, Language::Zh) => format!("改动{more}处：{command}"),
            (0, Language::En) => format!("{more} changes: {command}"),
            (_, Language::Zh) => format!("另有{more}处：{command}"),
            (_, Language::En) => format!("and {more} more: {command}"),
        });
    }
    amended::parameters(document, &changes.parameters, words);
}

fn or_nothing<'t>(text: &'t str, words: &Words) -> &'t str {
    if text.is_empty() { words.nothing_there } else { text }
}

/// What a proposal says of itself.
fn about(document: &mut Document, proposal: &Proposal, words: &Words) {
    let language = words.language;
    let mut table = Table::pairs();
    table.pair(words.proposal, format!("{}{}{}", proposal.name, words.colon, language.of(&proposal.title)));
    if let Some(author) = &proposal.author {
        table.pair(words.author, author.as_str());
    }
    if let Some(year) = &proposal.year {
        table.pair(language.either("年份", "Year"), year.as_str());
    }
    for source in &proposal.sources {
        table.pair(language.either("出处", "Source"), source.as_str());
    }
    if proposal.comparison {
        table.pair(words.level, words.comparison);
    }
    if let Some(level) = proposal.level {
        table.pair(words.level, words.level_of(level));
    }
    if let Some(direction) = proposal.direction {
        table.pair(words.direction, words.direction_of(direction));
    }
    if let Some(day) = proposal.effective {
        table.pair(language.either("施行", "Effective"), words.date(day));
    }
    document.table(table);
}
