//! A paper as Markdown; a blank is a line to write on.

use super::markdown::escaped;
use crate::papers::paper::{Block, Paper, Run, Text};

/// What stands for a blank.
pub const BLANK: &str = "\\_\\_\\_\\_";

/// The whole paper.
pub fn render(paper: &Paper) -> String {
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for block in &paper.blocks {
        let list = |block: &Block| matches!(block, Block::Item(_));
        let gap = match before {
            None => "",
            Some(before) if list(before) && list(block) => "\n",
            Some(_) => "\n\n",
        };
        text += gap;
        text += &one(block);
        before = Some(block);
    }
    text + "\n"
}

fn one(block: &Block) -> String {
    match block {
        Block::Title(text) => format!("# {}", inline(text)),
        Block::Heading(level, text) => format!("{} {}", "#".repeat(usize::from(*level) + 1), inline(text)),
        Block::Number(text) | Block::Paragraph(text) | Block::Signature(text) => inline(text),
        Block::Item(text) => format!("- {}", inline(text)),
        Block::Foot(text) => format!("<sub>{}</sub>", inline(text)),
        Block::Table { headings, rows } => {
            let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
            let mut lines = vec![line(headings.iter().map(|heading| escaped(heading)).collect())];
            lines.push(line(headings.iter().map(|_| "---".to_owned()).collect()));
            lines.extend(rows.iter().map(|row| line(row.iter().map(inline).collect())));
            lines.join("\n")
        }
    }
}

fn inline(text: &Text) -> String {
    let run = |run: &Run| match run {
        Run::Plain(text) => escaped(text),
        Run::Strong(text) if text.is_empty() => String::new(),
        Run::Strong(text) => format!("**{}**", escaped(text)),
        Run::Blank(what) => format!("{BLANK}（{}）", escaped(what)),
    };
    text.0.iter().map(run).collect()
}
