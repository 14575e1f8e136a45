//! A document as Markdown.

use crate::report::document::{Align, Block, Cell, Document, Table, Tone};

/// The whole document.
pub fn render(document: &Document) -> String {
    let shown = document.blocks.iter().filter(|block| !matches!(block, Block::Picture(_)));
    let blocks: Vec<String> = shown.map(block).collect();
    blocks.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, cell) => format!("{} {}", "#".repeat(usize::from(*level)), escaped(&cell.text)),
        Block::Line(cell) => inline(cell),
        Block::Notes(notes) => notes.iter().map(|note| format!("- {}", escaped(note))).collect::<Vec<_>>().join("\n"),
        Block::Outline(lines) => lines.iter().map(stepped).collect::<Vec<_>>().join("\n"),
        Block::Table(table) if table.has_headings() => with_headings(table),
        Block::Table(table) => list(table),
        Block::Picture(_) => String::new(),
    }
}

/// A line of an outline, as an item of a nested list.
fn stepped(cell: &Cell) -> String {
    let inner = Cell { depth: 0, ..cell.clone() };
    format!("{}- {}", "  ".repeat(cell.depth), inline(&inner))
}

/// Rows of names with what is said of each, as a list; a row without a name goes on with the one before.
fn list(table: &Table) -> String {
    let mut lines = Vec::new();
    for row in &table.rows {
        let mut cells = row.iter();
        let name = cells.next().map(|cell| escaped(&cell.text)).unwrap_or_default();
        let text = cells.map(inline).collect::<Vec<_>>().join(" ");
        lines.push(if name.is_empty() { format!("  - {text}") } else { format!("- **{name}** {text}") });
    }
    lines.join("\n")
}

fn with_headings(table: &Table) -> String {
    let headings = table.columns.iter().map(|column| escaped(&column.heading));
    let rules = table.columns.iter().map(|column| match column.align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    let mut lines = vec![line(headings), line(rules)];
    lines.extend(table.rows.iter().map(|row| line(row.iter().map(inline))));
    lines.join("\n")
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn inline(cell: &Cell) -> String {
    let text = escaped(&cell.text);
    let text = if cell.tone == Tone::Strong && !text.is_empty() { format!("**{text}**") } else { text };
    "&nbsp;&nbsp;".repeat(cell.depth) + &text
}

/// Without what Markdown would read as its own signs.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => escaped.push_str("<br>"),
            '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' => escaped.extend(['\\', character]),
            other => escaped.push(other),
        }
    }
    escaped
}
