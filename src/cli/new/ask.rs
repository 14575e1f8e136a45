//! A question put at the terminal, and the keys that go with it.

use std::fmt;
use std::io;
use std::path::PathBuf;

use inquire::list_option::ListOption;
use inquire::ui::{RenderConfig, Styled};
use inquire::validator::MinLengthValidator;
use inquire::{InquireError, MultiSelect, Select, Text};

use super::super::failure::Failure;
use super::super::output::{self, Output};
use super::takes_table;
use crate::interview::review::Given;
use crate::interview::{Form, NOTHING, Question, UNKNOWN, What};
use crate::law::vocabulary::Label;
use crate::render::wrap::{width, wrap};
use crate::report::words::Language;

/// How many values of a list are shown at a time.
const PAGE: usize = 12;

/// Columns before a question, a help line and an entry of a list: `? `, `[`, `> [ ] `.
const PROMPT: usize = 2;
const HELP: usize = 1;
const LISTED: usize = 6;

/// What stands between values that are alternatives, and for the choice of several.
const OR: &str = " or ";

/// What stands for acts that are entered as a table.
const TABLE: &str = "\u{0}table";

/// What stands for an entry that says that none fits what is typed.
const NO_FIT: &str = "\u{0}none";

/// What came of a question.
pub(super) enum Answered {
    /// An answer.
    With(String),
    /// Acts are to be entered as a table.
    Table,
    /// Something else is to be done first.
    Paused,
    /// The interview is left.
    Left,
}

/// What comes after a question.
#[derive(PartialEq, Eq)]
pub(super) enum Turn {
    /// The next one.
    On,
    /// The next one, under the law that now applies.
    Law,
    /// The end.
    Left,
}

/// What can be done instead of answering.
#[derive(Clone, Copy)]
pub(super) enum Menu {
    Back,
    Change,
    Result,
    GoOn,
    Leave,
}

/// The terminal, and the language spoken there.
pub(super) struct Asker {
    pub(super) language: Language,
    width: usize,
}

/// One entry of a list: what is written as the answer, and what is shown.
struct Entry {
    answer: String,
    shown: String,
    /// The same, broken for a list.
    listed: String,
}

impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.listed)
    }
}

impl Asker {
    pub(super) fn new(output: &Output) -> Self {
        let language = output.language();
        let paused = Styled::new(language.either("（未答）", "(not answered)"));
        inquire::set_global_render_config(RenderConfig::default().with_canceled_prompt_indicator(paused));
        Self { language, width: output.columns() }
    }

    /// Says something, broken at words and signs, and further lines set in as the first.
    pub(super) fn say(&self, line: &str) {
        let indent = line.len() - line.trim_start().len();
        let mut text = String::new();
        for part in wrap(line.trim_start(), self.width.saturating_sub(indent + 1)) {
            text += &format!("{}{part}\n", " ".repeat(indent));
        }
        output::say(&text);
    }

    /// Puts a question. Of a list, leaving it out comes first, so that Enter alone claims nothing.
    pub(super) fn ask(&self, question: &Question) -> Result<Answered, Failure> {
        if let Some(answer) = question.obvious() {
            return Ok(Answered::With(answer.to_owned()));
        }
        let answered = match &question.form {
            Form::One(values) => self.listed(question, values, true),
            Form::Truth(values) => self.listed(question, values, false),
            Form::Several(values) => self.several(question, values),
            _ => self.text(&question.prompt(self.language), &question.hint(self.language)),
        };
        match answered {
            Ok(answer) if answer == TABLE => Ok(Answered::Table),
            Ok(answer) => Ok(Answered::With(answer)),
            Err(InquireError::OperationCanceled) => Ok(Answered::Paused),
            Err(InquireError::OperationInterrupted) => Ok(Answered::Left),
            Err(error) => Err(terminal(&error)),
        }
    }

    /// One line; nothing where it was interrupted.
    pub(super) fn line(&self, prompt: &str, hint: &str) -> Result<Option<String>, Failure> {
        match self.text(prompt, hint) {
            Ok(line) => Ok(Some(line)),
            Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => Ok(None),
            Err(error) => Err(terminal(&error)),
        }
    }

    fn text(&self, prompt: &str, hint: &str) -> Result<String, InquireError> {
        let keys = self.language.either("Esc 上一步、改答、退出", "Esc to go back, change an answer or leave");
        let hint =
            if hint.is_empty() { keys.to_owned() } else { format!("{hint}{}{keys}", self.language.words().stop) };
        Text::new(&self.broken(prompt, PROMPT)).with_help_message(&self.help(&hint)).prompt()
    }

    /// What is to be done instead of answering.
    pub(super) fn menu(&self) -> Result<Menu, Failure> {
        let each = [
            (Menu::Back, "上一步：收回上一个回答", "Back: take the last answer back"),
            (Menu::Change, "改动已经回答的一项", "Change an earlier answer"),
            (Menu::Result, "查看目前的结果", "Show the result so far"),
            (Menu::GoOn, "继续回答", "Go on"),
            (Menu::Leave, "保存并退出", "Save and leave"),
        ];
        let shown = each.iter().enumerate();
        let shown = shown.map(|(at, (_, zh, en))| self.entry(&at.to_string(), self.language.either(*zh, *en)));
        let help = self.language.either("上下键移动，回车确定", "↑↓ to move, Enter to choose");
        let prompt = self.language.either("要做什么？", "What would you like to do?");
        match Select::new(prompt, shown.collect()).with_help_message(help).raw_prompt() {
            Ok(chosen) => Ok(each[chosen.index].0),
            Err(InquireError::OperationCanceled) => Ok(Menu::GoOn),
            Err(InquireError::OperationInterrupted) => Ok(Menu::Leave),
            Err(error) => Err(terminal(&error)),
        }
    }

    /// One of the answers given, by position; nothing where none is to be changed.
    pub(super) fn choose(&self, given: &[Given]) -> Result<Option<usize>, Failure> {
        let shown: Vec<String> = given.iter().map(|one| self.broken(&one.shown, LISTED)).collect();
        let prompt = self.language.either("改动哪一项？", "Which answer is to be changed?");
        let help = self.broken(self.keys().0, HELP);
        match Select::new(prompt, shown).with_page_size(PAGE).with_help_message(&help).raw_prompt() {
            Ok(chosen) => Ok(Some(chosen.index)),
            Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => Ok(None),
            Err(InquireError::InvalidConfiguration(_)) => Ok(None),
            Err(error) => Err(terminal(&error)),
        }
    }

    /// One value of a list, or that it is unknown, or several that are possible, or nothing.
    fn listed(
        &self,
        question: &Question,
        values: &[(String, Label)],
        alternatives: bool,
    ) -> Result<String, InquireError> {
        let pass = format!("（{}）", question.passing(Language::Zh)).replace("直接回车则", "");
        let pass_en = format!("({})", question.passing(Language::En)).replace("Enter to ", "");
        let mut list = vec![self.entry(NOTHING, self.language.either(&pass, &pass_en))];
        list.extend(self.entries(values));
        let mut add = |answer: &str, zh: &str, en: &str| {
            list.push(self.entry(answer, self.language.either(zh, en)));
        };
        if question.may_be_unknown() {
            add(UNKNOWN, "（不明）", "(unknown)");
            if alternatives {
                add(OR, "（数项皆有可能）", "(one of several)");
            }
        }
        let prompt = question.prompt(self.language);
        let chosen = self.one(&prompt, list)?;
        if chosen.answer != OR {
            return Ok(chosen.answer);
        }
        self.many(&prompt, self.entries(values), OR, true)
    }

    /// Several values of a list together; of a fact, at least one, or that it is unknown.
    fn several(&self, question: &Question, values: &[(String, Label)]) -> Result<String, InquireError> {
        let prompt = question.prompt(self.language);
        if takes_table(question) {
            return self.who(&prompt, values, question);
        }
        let fact = matches!(question.what, What::Field { .. } | What::Fact { .. }) && question.may_be_unknown();
        let mut list = self.entries(values);
        if fact {
            list.push(self.entry(UNKNOWN, self.language.either("（不明）", "(unknown)")));
        }
        self.many(&prompt, list, ", ", fact)
    }

    /// Who acted: one, several together, or a table of acts.
    fn who(&self, prompt: &str, values: &[(String, Label)], question: &Question) -> Result<String, InquireError> {
        let mut list = self.entries(values);
        let mut add = |answer: &str, zh: &str, en: &str| {
            list.push(self.entry(answer, self.language.either(zh, en)));
        };
        if values.len() > 1 {
            add(OR, "（数人共同实施）", "(several together)");
        }
        add(TABLE, "（以表格录入多起行为）", "(several acts, as a table)");
        if let What::Act { more: true } = question.what {
            list.insert(0, self.entry(NOTHING, self.language.either("（没有其他行为）", "(no further act)")));
        }
        let chosen = self.one(prompt, list)?;
        if chosen.answer != OR {
            return Ok(chosen.answer);
        }
        self.many(prompt, self.entries(values), ", ", true)
    }

    /// One entry of a list.
    fn one(&self, prompt: &str, mut list: Vec<Entry>) -> Result<Entry, InquireError> {
        let (prompt, help) = (self.broken(prompt, PROMPT), self.broken(self.keys().0, HELP));
        let formatter = |chosen: ListOption<&Entry>| self.beside(&prompt, &chosen.value.shown);
        let shown: Vec<String> = list.iter().map(|entry| entry.shown.clone()).collect();
        // An empty list would take Enter without a word: where nothing fits what is typed, one entry says so.
        let nothing =
            self.language.either("（没有相符的项，请改动筛选的文字）", "(nothing fits: change what is typed)");
        list.push(self.entry(NO_FIT, nothing));
        let scored = |typed: &str, entry: &Entry, at: &str, position: usize| match entry.answer == NO_FIT {
            true => (!shown.iter().any(|one| fits(typed, one))).then_some(0),
            false => score(typed, entry, at, position),
        };
        loop {
            let list = list.iter().map(|entry| self.entry(&entry.answer, &entry.shown)).collect();
            let list = Select::new(&prompt, list).with_page_size(PAGE).with_scorer(&scored);
            let chosen = list.with_help_message(&help).with_formatter(&formatter).prompt()?;
            if chosen.answer != NO_FIT {
                return Ok(chosen);
            }
        }
    }

    /// Several entries of a list, with this between them; perhaps at least one.
    fn many(&self, prompt: &str, list: Vec<Entry>, between: &str, some: bool) -> Result<String, InquireError> {
        let (prompt, help) = (self.broken(prompt, PROMPT), self.broken(self.keys().1, HELP));
        let formatter = |chosen: &[ListOption<&Entry>]| {
            let shown = chosen.iter().map(|one| one.value.shown.as_str());
            self.beside(&prompt, &self.language.words().join(shown))
        };
        let none = self.language.either("请以空格至少选取一项", "choose at least one, with Space");
        let at_least = MinLengthValidator::new(usize::from(some)).with_message(none);
        let list = MultiSelect::new(&prompt, list).with_page_size(PAGE).with_scorer(&score).with_validator(at_least);
        let chosen = list.with_help_message(&help).with_formatter(&formatter).prompt()?;
        Ok(chosen.into_iter().map(|entry| entry.answer).collect::<Vec<_>>().join(between))
    }

    /// A text broken at words and signs, further lines set in by what stands before the first.
    fn broken(&self, text: &str, before: usize) -> String {
        // A column stays free on either side: for a bracket or the cursor.
        let lines = wrap(text, self.width.saturating_sub(before + 2));
        lines.join(&format!("\n{}", " ".repeat(before)))
    }

    /// A help line, broken between its parts before it is broken inside one.
    fn help(&self, text: &str) -> String {
        let stop = self.language.words().stop;
        let mut lines: Vec<String> = Vec::new();
        for part in text.split(stop) {
            match lines.last_mut() {
                // On either side stands a bracket, and behind the line perhaps another stop.
                Some(line) if width(line) + width(stop) + width(part) + 4 < self.width => {
                    *line += &format!("{stop}{part}")
                }
                Some(line) => {
                    *line += stop.trim_end();
                    lines.push(part.to_owned());
                }
                None => lines.push(part.to_owned()),
            }
        }
        self.broken(&lines.join("\n"), HELP)
    }

    /// What was chosen, on lines of its own where it does not fit behind the question.
    fn beside(&self, prompt: &str, chosen: &str) -> String {
        let used = prompt.lines().last().map_or(0, width);
        let fits = used + PROMPT + width(chosen) + 1 < self.width;
        if fits { chosen.to_owned() } else { format!("\n{}", self.broken(chosen, 0)) }
    }

    fn entries(&self, values: &[(String, Label)]) -> Vec<Entry> {
        values.iter().map(|(name, label)| self.entry(name, self.language.of(label))).collect()
    }

    fn entry(&self, answer: &str, shown: &str) -> Entry {
        Entry { answer: answer.to_owned(), shown: shown.to_owned(), listed: self.broken(shown, LISTED) }
    }

    /// How one value, and several, are chosen with the keyboard.
    fn keys(&self) -> (&'static str, &'static str) {
        match self.language {
            Language::Zh => (
                "上下键移动，输入文字筛选，回车确定，Esc 上一步、改答、退出",
                "空格选取，输入文字筛选，回车确定，Esc 上一步、改答、退出",
            ),
            Language::En => (
                "↑↓ to move, type to filter, Enter to choose, Esc to go back, change an answer or leave",
                "Space to choose, type to filter, Enter to go on, Esc to go back, change an answer or leave",
            ),
        }
    }
}

/// Whether an entry has what is typed to filter a list.
fn fits(typed: &str, shown: &str) -> bool {
    shown.to_lowercase().contains(&typed.trim().to_lowercase())
}

/// How well an entry fits what is typed to filter a list: the very words first, then what begins with them, then what has them.
fn score(typed: &str, entry: &Entry, _: &str, _: usize) -> Option<i64> {
    let (typed, shown) = (typed.trim().to_lowercase(), entry.shown.to_lowercase());
    match () {
        () if shown == typed || entry.answer == typed => Some(3),
        () if shown.starts_with(&typed) => Some(2),
        () if fits(&typed, &shown) => Some(1),
        () => None,
    }
}

fn terminal(error: &InquireError) -> Failure {
    Failure::Read { path: PathBuf::from("the terminal"), error: io::Error::other(error.to_string()) }
}
