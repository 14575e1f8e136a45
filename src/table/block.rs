//! Rows of a table as text, cell after cell: nothing is allocated for a cell, and the room is used again.

use super::rows::Row;

/// Rows that were read and not yet dealt with.
#[derive(Clone, Debug, Default)]
pub struct Block {
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<usize>,
    /// The line of each row in its file, from 1.
    lines: Vec<u64>,
    width: usize,
}

impl Block {
    /// No rows of so many cells.
    pub fn new(width: usize) -> Self {
        Self { width, ..Self::default() }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Takes in a row. Cells left out at the end are empty; more than there is room for are left out.
    pub fn push<'c>(&mut self, line: u64, cells: impl IntoIterator<Item = &'c str>) {
        for cell in cells.into_iter().take(self.width) {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        self.lines.push(line);
        self.ends.resize(self.lines.len() * self.width, self.text.len());
    }

    /// Lets go all rows but those from this one on.
    pub fn keep_from(&mut self, row: usize) {
        let cells = row * self.width;
        let bytes = if cells == 0 { 0 } else { self.ends[cells - 1] };
        self.text.drain(..bytes);
        self.ends.drain(..cells);
        self.ends.iter_mut().for_each(|end| *end -= bytes);
        self.lines.drain(..row);
    }

    /// Lets go the last row.
    pub fn pop(&mut self) {
        self.lines.pop();
        let cells = self.lines.len() * self.width;
        self.ends.truncate(cells);
        self.text.truncate(if cells == 0 { 0 } else { self.ends[cells - 1] });
    }

    /// The line of a row.
    pub fn line(&self, row: usize) -> u64 {
        self.lines[row]
    }

    /// A cell as it stands.
    pub fn whole_cell(&self, row: usize, field: usize) -> &str {
        let at = row * self.width + field;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }

    /// A cell without the room around it.
    pub fn cell(&self, row: usize, field: usize) -> &str {
        let cell = self.whole_cell(row, field);
        let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
        let bytes = cell.as_bytes();
        if plain(bytes.first()) && plain(bytes.last()) { cell } else { cell.trim() }
    }

    /// A row by itself.
    pub fn row(&self, row: usize) -> Row {
        let cells = (0..self.width).map(|field| self.whole_cell(row, field).to_owned()).collect();
        Row { line: self.line(row), cells }
    }
}
