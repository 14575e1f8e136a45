//! A paper as a document of Word: filled into an office's own template, or into the one that comes with the program.

mod blocks;
mod parts;
mod template;

use self::blocks::blocks;
use super::archive::{self, ArchiveError, Parts};
use crate::papers::paper::{Block, Paper, Run, Text};

/// Why a document of Word cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The template is no archive.
    #[error("the template is no DOCX: {0}")]
    Archive(#[from] ArchiveError),
    /// It lacks the text of a document.
    #[error("the template is no DOCX: it has no `word/document.xml`")]
    NoDocument,
    /// A part of it is no XML.
    #[error("`{part}` of the template is no well-formed XML: {error}")]
    Xml {
        /// Which.
        part: String,
        /// Why.
        error: quick_xml::Error,
    },
    /// It has no place for the text.
    #[error("the template has no paragraph `{{{{body}}}}` or `{{{{whole}}}}`: write it where the text is to stand")]
    NoPlace,
}

/// The document, in an office's template if there is one. `value` gives what stands for a placeholder such as
/// `{{file.court}}`.
///
/// # Errors
///
/// A template that is no document of Word, or has no place for the text.
pub fn render(
    paper: &Paper,
    office: Option<&[u8]>,
    value: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<u8>, DocxError> {
    let mut parts: Parts = match office {
        Some(bytes) => archive::read(bytes)?,
        None => parts::PARTS.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect(),
    };
    if !parts.iter().any(|(name, _)| name == "word/document.xml") {
        return Err(DocxError::NoDocument);
    }
    let placed = std::cell::Cell::new(false);
    let inserted = |name: &str, given: &blocks::Given| {
        let given = office.map(|_| given);
        let found = match name {
            "whole" => Some(blocks(&paper.blocks, given, paper.language)),
            "body" => Some(blocks(&body(paper), given, paper.language)),
            _ => None,
        };
        placed.set(placed.get() || found.is_some());
        found
    };
    let valued = |name: &str| own(paper, name).or_else(|| value(name));
    for (name, content) in parts.iter_mut().filter(|(name, _)| has_text(name)) {
        let error = |error| DocxError::Xml { part: name.clone(), error };
        let text = String::from_utf8_lossy(content);
        *content = template::filled(&text, &inserted, &valued).map_err(error)?.into_bytes();
    }
    if !placed.get() {
        return Err(DocxError::NoPlace);
    }
    Ok(archive::write(&parts)?)
}

/// The parts of a document that hold text for readers.
fn has_text(name: &str) -> bool {
    let file = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml"));
    file.is_some_and(|file| file == "document" || file.starts_with("header") || file.starts_with("footer"))
}

/// All but the titles and the number, for which a template has places of its own.
fn body(paper: &Paper) -> Vec<Block> {
    let head = |block: &&Block| matches!(block, Block::Title(_) | Block::Number(_));
    paper.blocks.iter().filter(|block| !head(block)).cloned().collect()
}

/// What the paper itself has for a placeholder: its title and its number.
fn own(paper: &Paper, name: &str) -> Option<String> {
    let text = |of: fn(&Block) -> Option<&Text>| paper.blocks.iter().filter_map(of).next_back().map(plain);
    match name {
        "title" => text(|block| if let Block::Title(text) = block { Some(text) } else { None }),
        "number" => text(|block| if let Block::Number(text) = block { Some(text) } else { None }),
        _ => None,
    }
}

fn plain(text: &Text) -> String {
    let run = |run: &Run| match run {
        Run::Plain(text) | Run::Strong(text) => text.clone(),
        Run::Blank(what) => format!("____（{what}）"),
    };
    text.0.iter().map(run).collect()
}
