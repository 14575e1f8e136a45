//! A document as one HTML page that needs nothing else: no script, no font, no network.

use crate::report::document::{Align, Block, Cell, Document, Table, Tone};
use crate::report::words::Language;
use crate::truth::Truth;

const STYLE: &str = "body{font:16px/1.5 'Noto Sans','Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222}\
table{border-collapse:collapse;margin:.5rem 0 1.5rem;font-size:.9rem}th,td{border:1px solid #ccc;padding:.25rem .6rem;vertical-align:top;text-align:left;white-space:pre-line}\
th{background:#f2f2f2}.right{text-align:right}.faint{color:#666}.strong{font-weight:600}.wrong{color:#a40000;font-weight:600}\
.established{color:#00578a}.open{color:#8a5a00}.excluded{color:#666}svg{max-width:100%;height:auto}";

/// The whole page.
pub fn render(document: &Document, language: Language) -> String {
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Heading(_, cell) => Some(escaped(&cell.text)),
        _ => None,
    });
    let lang = match language {
        Language::Zh => "zh",
        Language::En => "en",
    };
    let blocks: Vec<String> = document.blocks.iter().map(block).collect();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{}\n</body>\n</html>\n",
        title.unwrap_or_default(),
        blocks.join("\n")
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, cell) => format!("<h{level}>{}</h{level}>", escaped(&cell.text)),
        Block::Line(cell) => format!("<p>{}</p>", inline(cell)),
        Block::Notes(notes) => {
            let items: Vec<String> = notes.iter().map(|note| format!("<li>{}</li>", escaped(note))).collect();
            format!("<ul>{}</ul>", items.concat())
        }
        Block::Outline(lines) => {
            let lines = lines
                .iter()
                .map(|cell| format!("<div style=\"margin-left:{}em\">{}</div>", cell.depth * 2, inline(cell)));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Table(table) => rows(table),
        Block::Picture(svg) => svg.clone(),
    }
}

fn rows(table: &Table) -> String {
    let mut text = String::from("<table>\n");
    if table.has_headings() {
        let headings: Vec<String> =
            table.columns.iter().map(|column| format!("<th>{}</th>", escaped(&column.heading))).collect();
        text += &format!("<tr>{}</tr>\n", headings.concat());
    }
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns).map(|(cell, column)| {
            let class = if column.align == Align::Right { " class=\"right\"" } else { "" };
            let step =
                if cell.depth > 0 { format!(" style=\"padding-left:{}em\"", cell.depth + 1) } else { String::new() };
            format!("<td{class}{step}>{}</td>", inline(cell))
        });
        text += &format!("<tr>{}</tr>\n", cells.collect::<String>());
    }
    text + "</table>"
}

fn inline(cell: &Cell) -> String {
    let class = match cell.tone {
        Tone::Plain => return escaped(&cell.text),
        Tone::Strong => "strong",
        Tone::Faint => "faint",
        Tone::Wrong => "wrong",
        Tone::Status(Truth::Established) => "established",
        Tone::Status(Truth::Open) => "open",
        Tone::Status(Truth::Excluded) => "excluded",
    };
    format!("<span class=\"{class}\">{}</span>", escaped(&cell.text))
}

/// Without what HTML would read as its own signs.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
