//! What the law files write, in words (以文字表述): classes as what falls in them, conditions as far as their parts have labels.
//!
//! Nothing is read out of it: a condition that is put together from what has no label is only said to be there.

use super::words::{Language, Words};

/// The fact that says what each record of a body of information holds.
const CONTENTS: &str = "contains";

/// What is being put into words: the marks and words of a law file, from left to right.
struct Reader<'a> {
    left: &'a [&'a str],
    words: &'a Words,
}

impl Words {
    /// What a law file writes, in words; nothing where some part of it has none.
    pub fn worded(&self, code: &str) -> Option<String> {
        let marks = marks(code);
        let mut reader = Reader { left: &marks, words: self };
        let said = match marks.get(1) {
            Some(&":") => reader.class()?,
            Some(&"otherwise") => format!("{}{}{}", reader.class_name()?, self.colon, reader.rest()?),
            _ => reader.any()?,
        };
        reader.left.is_empty().then_some(said)
    }

    /// What silence about a fact means, by what a law file writes: each of its meanings once.
    pub fn silence_worded(&self, fact: &str, code: &str) -> String {
        let mut meanings: Vec<String> = Vec::new();
        for meaning in code.split(" otherwise ") {
            let mut marks = meaning.split_whitespace();
            let keyword = marks.next().unwrap_or_default();
            let value = marks.next().unwrap_or_default();
            let value = self.value_of(fact, value).or_else(|| self.word(value)).unwrap_or_else(|| value.to_owned());
            let says = match keyword {
                "ask" => self.pick("待查明", "open").to_owned(),
                "presumed" => self.pick("推定为", "presumed ").to_owned() + &value,
                "default" => value,
                _ => self.pick("不列为争点", "not in issue").to_owned(),
            };
            if !meanings.contains(&says) {
                meanings.push(says);
            }
        }
        self.pick("不写则：", "left out: ").to_owned() + &meanings.join(self.pick("，或者", ", or "))
    }

    /// That there is a condition whose parts have no words.
    pub fn not_worded(&self) -> &'static str {
        self.pick("（条件的写法：--places）", "(how the condition is written: --places)")
    }
}

/// The words and marks of a code.
fn marks(code: &str) -> Vec<&str> {
    let joined = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let mut marks = Vec::new();
    let mut left = code.trim_start();
    while let Some(first) = left.chars().next() {
        let end = match first {
            _ if joined(first) => left.find(|c| !joined(c)).unwrap_or(left.len()),
            '<' | '>' if left[1..].starts_with('=') => 2,
            _ => first.len_utf8(),
        };
        marks.push(&left[..end]);
        left = left[end..].trim_start();
    }
    marks
}

impl Reader<'_> {
    fn next_is(&mut self, mark: &str) -> bool {
        let is = self.left.first() == Some(&mark);
        if is {
            self.left = &self.left[1..];
        }
        is
    }

    /// What stands here, in what it is called.
    fn called(&mut self, of: impl Fn(&Words, &str) -> Option<String>) -> Option<String> {
        let (first, rest) = self.left.split_first()?;
        let name = of(self.words, first)?;
        self.left = rest;
        Some(name)
    }

    fn class_name(&mut self) -> Option<String> {
        self.called(Words::class)
    }

    /// A kind of information.
    fn kind(&mut self) -> Option<String> {
        self.called(|words, kind| words.value_of(CONTENTS, kind))
    }

    fn rest(&mut self) -> Option<&'static str> {
        self.next_is("otherwise").then(|| self.words.pick("其余各类", "all others"))
    }

    /// `NAME: ENTRY, ENTRY`; the kinds that fall in it under one answer stand together.
    fn class(&mut self) -> Option<String> {
        let name = self.class_name()?;
        self.next_is(":");
        let mut together: Vec<(String, Vec<String>)> = Vec::new();
        loop {
            let kind = self.kind()?;
            let given = if self.next_is("where") { self.words.aside(&self.any()?) } else { String::new() };
            match together.iter_mut().find(|(known, _)| *known == given) {
                Some((_, kinds)) => kinds.push(kind),
                None => together.push((given, vec![kind])),
            }
            if !self.next_is(",") {
                break;
            }
        }
        let words = self.words;
        let entries = together.into_iter().map(|(given, kinds)| words.join(kinds) + &given);
        let between = words.pick("；", "; ");
        Some(format!("{name}{}{}", words.colon, entries.collect::<Vec<_>>().join(between)))
    }

    fn any(&mut self) -> Option<String> {
        let mut parts = vec![self.all()?];
        while self.next_is("or") {
            parts.push(self.all()?);
        }
        Some(parts.join(self.words.pick("，或者", ", or ")))
    }

    fn all(&mut self) -> Option<String> {
        let mut parts = vec![self.one()?];
        while self.next_is("and") {
            parts.push(self.one()?);
        }
        Some(parts.join(self.words.pick("，且", " and ")))
    }

    fn one(&mut self) -> Option<String> {
        let words = self.words;
        if self.next_is("not") {
            let denied = self.one()?;
            return Some(words.pick("并非（{}）", "not ({})").replace("{}", &denied));
        }
        if self.next_is("(") {
            let inner = self.any()?;
            return self.next_is(")").then(|| words.aside(&inner).trim().to_owned());
        }
        if self.next_is("reading") {
            return self.reading();
        }
        if self.next_is("contains") {
            let only = self.next_is("only");
            if !(only || self.next_is("any") && self.next_is("of")) {
                return None;
            }
            let kinds = self.several(Self::kind)?;
            let says = if only { words.pick("仅含{}", "holds only {}") } else { words.pick("含有{}", "holds {}") };
            return Some(says.replace("{}", &kinds));
        }
        let fact = *self.left.first()?;
        let name = self.called(Words::word)?;
        let value = |reader: &mut Self| reader.called(|words, value| words.value_of(fact, value));
        if self.next_is("=") {
            let value = value(self)?;
            return Some(self.is(&name, &value));
        }
        if self.next_is("in") {
            let values = self.several(value)?;
            return Some(self.is(&name, &values));
        }
        Some(name)
    }

    fn is(&self, name: &str, value: &str) -> String {
        match self.words.language {
            Language::Zh => format!("{name}为{value}"),
            Language::En => format!("{name} is {value}"),
        }
    }

    /// `{ a, b }`, or one alone.
    fn several(&mut self, each: impl Fn(&mut Self) -> Option<String>) -> Option<String> {
        if !self.next_is("{") {
            return each(self);
        }
        let mut all = vec![each(self)?];
        while self.next_is(",") {
            all.push(each(self)?);
        }
        self.next_is("}").then(|| all.join(self.words.or))
    }

    /// The question of a reading, with the answer under which something holds.
    fn reading(&mut self) -> Option<String> {
        let (choice, rest) = self.left.split_first()?;
        let words = self.words;
        let question = words.reading_known(choice)?;
        self.left = rest;
        if !self.next_is("=") && !self.next_is("in") {
            return None;
        }
        let answers = self.several(|reader| {
            let (option, rest) = reader.left.split_first()?;
            reader.left = rest;
            Some(words.quoted(&words.option(choice, option)))
        })?;
        let question = words.quoted(&question);
        Some(words.language.either(format!("{question}取{answers}"), format!("{question} answered {answers}")))
    }
}
