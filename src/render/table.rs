//! A document as text for a terminal of a given width, right with Chinese, coloured on request.

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Width};

use super::columns;
use super::wrap::wrap;
use crate::report::document::{Align, Block, Cell, Document, Table, Tone};
use crate::truth::Truth;

/// The narrowest terminal that is laid out for.
const NARROWEST: usize = 40;

/// The whole document, no line wider than `width` columns.
pub fn render(document: &Document, width: usize, colour: bool) -> String {
    let width = width.max(NARROWEST);
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        if before.is_some_and(|before| parted(before, block)) {
            text.push('\n');
        }
        match block {
            Block::Heading(_, cell) => line(&mut text, &heading(cell), width, colour),
            Block::Line(cell) => line(&mut text, cell, width, colour),
            Block::Notes(notes) => {
                for note in notes {
                    listed(&mut text, note, width);
                }
            }
            Block::Outline(lines) => lines.iter().for_each(|cell| stepped(&mut text, cell, width, colour)),
            Block::Table(table) => text += &draw(table, width, colour),
            Block::Picture(_) => continue,
        }
        before = Some(block);
    }
    text
}

/// Whether an empty line stands between two blocks.
fn parted(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::Heading(..), other) => matches!(other, Block::Heading(..)),
        (_, Block::Heading(..)) | (Block::Table(_) | Block::Outline(_), _) => true,
        _ => false,
    }
}

fn heading(cell: &Cell) -> Cell {
    if cell.tone == Tone::Plain { cell.clone().strong() } else { cell.clone() }
}

fn line(text: &mut String, cell: &Cell, width: usize, colour: bool) {
    for line in wrap(&cell.text, width) {
        let painted = if colour { painted(&line, cell.tone) } else { line };
        text.push_str(&painted);
        text.push('\n');
    }
}

fn listed(text: &mut String, note: &str, width: usize) {
    for (position, line) in wrap(note, width - 2).iter().enumerate() {
        text.push_str(if position == 0 { "- " } else { "  " });
        text.push_str(line);
        text.push('\n');
    }
}

/// A line of an outline, what goes over the edge hanging under it.
fn stepped(text: &mut String, cell: &Cell, width: usize, colour: bool) {
    let indent = (cell.depth * 2).min(width / 2);
    for (position, line) in wrap(&cell.text, width - indent - 2).iter().enumerate() {
        let hanging = if position == 0 { indent } else { indent + 2 };
        text.push_str(&" ".repeat(hanging));
        text.push_str(&if colour { painted(line, cell.tone) } else { line.clone() });
        text.push('\n');
    }
}

fn painted(text: &str, tone: Tone) -> String {
    let code = match tone {
        Tone::Plain => return text.to_owned(),
        Tone::Strong => "1",
        Tone::Faint => "2",
        Tone::Status(Truth::Established) => "1;32",
        Tone::Status(Truth::Open) => "1;33",
        Tone::Status(Truth::Excluded) => "2",
        Tone::Wrong => "1;31",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// Cells are broken into lines here, at the widths chosen for their columns; what is left is to draw them.
fn draw(table: &Table, width: usize, colour: bool) -> String {
    let widths = columns::widths(table, width);
    let mut drawn = comfy_table::Table::new();
    drawn.force_no_tty().set_content_arrangement(ContentArrangement::Dynamic);
    drawn.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    drawn.load_style(NOTHING);
    if colour {
        drawn.enforce_styling();
    }
    if table.has_headings() {
        drawn.style_mut().header_separator = LineStyle::none().fill('─');
        let headings = table.columns.iter().map(|column| Cell::from(column.heading.as_str()).faint());
        let headings: Vec<_> = headings.zip(&widths).map(|(cell, &width)| shown(&cell, width)).collect();
        drawn.set_header(headings);
    }
    for row in &table.rows {
        drawn.add_row(row.iter().zip(&widths).map(|(cell, &width)| shown(cell, width)).collect::<Vec<_>>());
    }
    for (position, (column, &width)) in table.columns.iter().zip(&widths).enumerate() {
        let last = position + 1 == widths.len();
        let gap = if last { 0 } else { columns::GAP as u16 };
        let Some(drawn) = drawn.column_mut(position) else { continue };
        drawn.set_padding((0, gap));
        drawn.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width as u16 + gap)));
        drawn.set_cell_alignment(match column.align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    drawn.trim_fmt() + "\n"
}

fn shown(cell: &Cell, width: usize) -> comfy_table::Cell {
    let indent = columns::indent(cell);
    let lines = wrap(&cell.text, width.saturating_sub(indent));
    let lines: Vec<String> = lines.iter().map(|line| " ".repeat(indent) + line).collect();
    let shown = comfy_table::Cell::new(lines.join("\n"));
    match cell.tone {
        Tone::Plain => shown,
        Tone::Strong => shown.add_attribute(Attribute::Bold),
        Tone::Faint | Tone::Status(Truth::Excluded) => shown.add_attribute(Attribute::Dim),
        Tone::Status(Truth::Established) => shown.fg(Color::Green),
        Tone::Status(Truth::Open) => shown.fg(Color::Yellow),
        Tone::Wrong => shown.fg(Color::Red),
    }
}
