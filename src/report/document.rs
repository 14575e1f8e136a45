//! A neutral document: headings, lines, tables and lists, before any format. Renderers decide how it looks.

use crate::truth::Truth;

/// What is to be shown, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its parts, in order.
    pub blocks: Vec<Block>,
}

/// One part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; 1 is the highest level.
    Heading(u8, Cell),
    /// A line of text on its own.
    Line(Cell),
    /// Rows under columns.
    Table(Table),
    /// A list of remarks.
    Notes(Vec<String>),
    /// Lines in steps: what is indented belongs to what stands above it.
    Outline(Vec<Cell>),
    /// A picture as SVG, for formats that can show one.
    Picture(String),
}

/// Text with what it means for its looks.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cell {
    /// The text; a line break in it is kept.
    pub text: String,
    /// How it is set off.
    pub tone: Tone,
    /// How far it is indented, as a part under the whole it belongs to.
    pub depth: usize,
}

/// How a text is set off, where the format can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// As any text.
    #[default]
    Plain,
    /// What the eye should find first.
    Strong,
    /// What can be passed over.
    Faint,
    /// A finding, by its status.
    Status(Truth),
    /// What must be put right.
    Wrong,
}

/// A table; without headings, a list of names with what is said of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Columns, from left to right.
    pub columns: Vec<Column>,
    /// Rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading; empty in a table without headings.
    pub heading: String,
    /// Where its cells stand.
    pub align: Align,
    /// Whether its words, such as places and numbers, must stay whole; prose may break anywhere its script allows.
    pub whole: bool,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// At the right, as numbers do.
    Right,
}

impl Document {
    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<Cell>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// Adds a line.
    pub fn line(&mut self, text: impl Into<Cell>) {
        self.blocks.push(Block::Line(text.into()));
    }

    /// Adds a table, unless it is empty.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Adds a list of names to the list of names before it, where there is one.
    pub fn pairs(&mut self, table: Table) {
        match self.blocks.last_mut() {
            Some(Block::Table(last)) if !last.has_headings() && !table.has_headings() => last.rows.extend(table.rows),
            _ => self.table(table),
        }
    }

    /// Adds a table under a heading, unless it is empty.
    pub fn section(&mut self, heading: &str, table: Table) {
        if !table.rows.is_empty() {
            self.heading(3, heading);
            self.table(table);
        }
    }

    /// Adds lines in steps, unless there are none.
    pub fn outline(&mut self, lines: Vec<Cell>) {
        if !lines.is_empty() {
            self.blocks.push(Block::Outline(lines));
        }
    }

    /// Adds lines to the outline before them, where there is one.
    pub fn under(&mut self, lines: Vec<Cell>) {
        match self.blocks.last_mut() {
            Some(Block::Outline(last)) => last.extend(lines),
            _ => self.outline(lines),
        }
    }

    /// Adds a list, unless it is empty.
    pub fn notes(&mut self, notes: Vec<String>) {
        if !notes.is_empty() {
            self.blocks.push(Block::Notes(notes));
        }
    }
}

impl Table {
    /// An empty table with these columns.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// An empty list of names, each with what is said of it.
    pub fn pairs() -> Self {
        Self::new(vec![Column::whole(""), Column::prose("")])
    }

    /// A list of names as lines: each name with what is said of it; without a name, under the one before.
    pub fn as_lines(&self, colon: &str) -> Vec<Cell> {
        let line = |row: &Vec<Cell>| match &row[..] {
            [name, text] if name.text.is_empty() => text.clone().indented(1),
            [name, text] => Cell { text: format!("{}{colon}{}", name.text, text.text), ..text.clone() },
            _ => Cell::default(),
        };
        self.rows.iter().map(line).collect()
    }

    /// Adds a row of a list of names.
    pub fn pair(&mut self, name: &str, text: impl Into<Cell>) {
        self.rows.push(vec![Cell::from(name).faint(), text.into()]);
    }

    /// The same without the columns in which nothing stands.
    pub fn without_empty_columns(mut self) -> Self {
        let empty: Vec<bool> =
            (0..self.columns.len()).map(|column| self.rows.iter().all(|row| row[column].text.is_empty())).collect();
        let keep = |position: &mut usize| {
            *position += 1;
            !empty[*position - 1]
        };
        let mut position = 0;
        self.columns.retain(|_| keep(&mut position));
        for row in &mut self.rows {
            let mut position = 0;
            row.retain(|_| keep(&mut position));
        }
        self
    }

    /// Whether some column has a heading.
    pub fn has_headings(&self) -> bool {
        self.columns.iter().any(|column| !column.heading.is_empty())
    }
}

impl Column {
    /// A column of prose.
    pub fn prose(heading: &str) -> Self {
        Self { heading: heading.to_owned(), align: Align::Left, whole: false }
    }

    /// A column of names, whose words stay whole.
    pub fn whole(heading: &str) -> Self {
        Self { whole: true, ..Self::prose(heading) }
    }

    /// A column of numbers.
    pub fn number(heading: &str) -> Self {
        Self { align: Align::Right, ..Self::whole(heading) }
    }
}

impl Cell {
    /// Set off by a status.
    pub fn status(text: &str, status: Truth) -> Self {
        Self { text: text.to_owned(), tone: Tone::Status(status), depth: 0 }
    }

    /// Set off so that it is found first.
    pub fn strong(mut self) -> Self {
        self.tone = Tone::Strong;
        self
    }

    /// Set off as what must be put right.
    pub fn wrong(mut self) -> Self {
        self.tone = Tone::Wrong;
        self
    }

    /// Set off so that it can be passed over.
    pub fn faint(mut self) -> Self {
        self.tone = Tone::Faint;
        self
    }

    /// Indented under what it is a part of.
    pub fn indented(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}
