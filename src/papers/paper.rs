//! A paper (文书): what is filed, before any format. Unlike a report it has paragraphs and blanks to be filled by hand.

use crate::report::words::Language;

/// One document for the file.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// What sets it apart from others of its kind: the id of the person whom it is about.
    pub about: Option<String>,
    /// Its language.
    pub language: Language,
    /// Its parts, in order.
    pub blocks: Vec<Block>,
}

/// One part of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// What it is, in the middle.
    Title(Text),
    /// Its number, below the title at the right.
    Number(Text),
    /// A heading; 1 is the highest level.
    Heading(u8, Text),
    /// A paragraph.
    Paragraph(Text),
    /// What stands under the paragraph before it: an item of a list.
    Item(Text),
    /// Rows under headings.
    Table {
        /// The heading of each column.
        headings: Vec<String>,
        /// A text for each column.
        rows: Vec<Vec<Text>>,
    },
    /// Who signs, and the day, at the right.
    Signature(Text),
    /// How it was made, in small print.
    Foot(Text),
}

/// A text in which something may be left blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Run>);

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// As it stands.
    Plain(String),
    /// Set off.
    Strong(String),
    /// Not stated by the file, and to be filled in: what belongs here.
    Blank(String),
}

impl Text {
    /// More of the text.
    pub fn say(mut self, text: impl AsRef<str>) -> Self {
        match self.0.last_mut() {
            Some(Run::Plain(before)) => before.push_str(text.as_ref()),
            _ if text.as_ref().is_empty() => {}
            _ => self.0.push(Run::Plain(text.as_ref().to_owned())),
        }
        self
    }

    /// More of the text, set off.
    pub fn stress(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run::Strong(text.into()));
        self
    }

    /// A blank, with what belongs in it.
    pub fn blank(mut self, what: impl Into<String>) -> Self {
        self.0.push(Run::Blank(what.into()));
        self
    }

    /// What is stated, or a blank.
    pub fn or_blank(self, stated: Option<impl AsRef<str>>, what: &str) -> Self {
        match stated {
            Some(stated) => self.say(stated),
            None => self.blank(what),
        }
    }

    /// Another text after this one.
    pub fn then(mut self, other: Self) -> Self {
        for run in other.0 {
            match run {
                Run::Plain(text) => self = self.say(text),
                other => self.0.push(other),
            }
        }
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::default().say(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::default().say(text)
    }
}

impl Paper {
    /// Adds a part.
    pub fn add(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<Text>) {
        self.add(Block::Heading(level, text.into()));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<Text>) {
        self.add(Block::Paragraph(text.into()));
    }

    /// Adds items of a list, or says that there are none.
    pub fn items(&mut self, items: Vec<Text>, none: &str) {
        if items.is_empty() {
            self.paragraph(none);
        }
        self.blocks.extend(items.into_iter().map(Block::Item));
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, headings: &[&str], rows: Vec<Vec<Text>>) {
        if !rows.is_empty() {
            self.add(Block::Table { headings: headings.iter().map(|&heading| heading.to_owned()).collect(), rows });
        }
    }

    /// The blanks that are left, each with what belongs in it.
    pub fn blanks(&self) -> Vec<&str> {
        let texts = self.blocks.iter().flat_map(|block| match block {
            Block::Table { rows, .. } => rows.iter().flatten().collect(),
            Block::Title(text)
            | Block::Number(text)
            | Block::Heading(_, text)
            | Block::Paragraph(text)
            | Block::Item(text)
            | Block::Signature(text)
            | Block::Foot(text) => vec![text],
        });
        let runs = texts.flat_map(|text: &Text| &text.0);
        runs.filter_map(|run| if let Run::Blank(what) = run { Some(what.as_str()) } else { None }).collect()
    }
}
