//! Documents of `report` as HTML, with links from rules and facts to what is said of them.

use maud::{Markup, PreEscaped, html};

use super::Scene;
use crate::place::Place;
use crate::report::document::{Align, Block, Cell, Column, Document, Table, Tone};
use crate::truth::Truth;

/// What texts can be linked to: rules and facts, by what they are called.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// What stands in a text, and where it leads; the longest first.
    known: Vec<(String, String)>,
}

impl Links {
    /// Links to the explanation of these places and to the fields of these facts.
    pub fn new<'p>(
        scene: &Scene<'_>,
        places: impl IntoIterator<Item = &'p Place>,
        facts: impl IntoIterator<Item = String>,
    ) -> Self {
        let place =
            |place: &Place| (scene.words.place(place), scene.href_with("why", &[("place", &place.to_string())]));
        let fact = |path: String| {
            // A reading has no field; it is tried and taken among what would change the result.
            let href = match path.contains('.') {
                true => format!("{}#{}", scene.href("facts"), id(&path)),
                false => scene.href("change"),
            };
            (scene.words.fact(&path), href)
        };
        let mut known: Vec<_> = places.into_iter().map(place).chain(facts.into_iter().map(fact)).collect();
        known.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        known.dedup();
        Self { known }
    }

    /// Where the longest known text at the beginning of this one leads, and its length.
    fn at(&self, text: &str) -> Option<(usize, &str)> {
        // The name of an article begins the names of its paragraphs and items, which are other rules.
        let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '(' | '第' | '之');
        let whole = |rest: &str| !rest.starts_with(goes_on);
        let begins = |(known, _): &&(String, String)| text.strip_prefix(known.as_str()).is_some_and(whole);
        self.known.iter().find(begins).map(|(known, href)| (known.len(), href.as_str()))
    }
}

/// The id of the field of a fact.
pub fn id(path: &str) -> String {
    format!("f-{path}")
}

/// A document, its headings this many levels lower.
pub fn document(document: &Document, lower: u8, links: &Links) -> Markup {
    html! { @for block in &document.blocks { (self::block(block, lower, links)) } }
}

fn block(block: &Block, lower: u8, links: &Links) -> Markup {
    match block {
        Block::Heading(level, cell) => heading(level + lower, &inline(cell, links)),
        Block::Line(cell) => html! { p { (inline(cell, links)) } },
        Block::Notes(notes) => html! { ul { @for note in notes { li { (linked(note, links)) } } } },
        Block::Outline(lines) => html! {
            div.outline { @for line in lines { p class=(depth(line)) { (inline(line, links)) } } }
        },
        Block::Table(table) => self::table(table, links),
        Block::Picture(svg) => html! { div.picture { (PreEscaped(svg)) } },
    }
}

fn heading(level: u8, text: &Markup) -> Markup {
    match level {
        0 | 1 => html! { h1 { (text) } },
        2 => html! { h2 { (text) } },
        3 => html! { h3 { (text) } },
        _ => html! { h4 { (text) } },
    }
}

/// A table; a list of names as pairs.
pub fn table(table: &Table, links: &Links) -> Markup {
    if !table.has_headings() {
        return html! {
            table.pairs { tbody {
                @for row in &table.rows {
                    tr { @for (cell, column) in row.iter().zip(&table.columns) {
                        td class=[(column.align == Align::Right).then_some("right")] { (inline(cell, links)) }
                    } }
                }
            } }
        };
    }
    html! {
        div.wide tabindex="0" { table.sheet {
            thead { tr { @for column in &table.columns {
                th scope="col" class=(laid(column)) { (column.heading) }
            } } }
            tbody { @for row in &table.rows {
                tr { @for (cell, column) in row.iter().zip(&table.columns) {
                    td class=(format!("{} {}", laid(column), depth(cell))) data-label=(column.heading) { (inline(cell, links)) }
                } }
            } }
        } }
    }
}

/// How the cells of a column are laid out.
fn laid(column: &Column) -> &'static str {
    match (column.align, column.whole) {
        (Align::Right, _) => "right",
        (Align::Left, true) => "whole",
        (Align::Left, false) => "",
    }
}

fn depth(cell: &Cell) -> String {
    // Deeper than this nothing is told apart by its margin.
    const DEEPEST: usize = 8;
    if cell.depth == 0 { String::new() } else { format!("depth-{}", cell.depth.min(DEEPEST)) }
}

/// The class of a status.
pub fn status(truth: Truth) -> &'static str {
    truth.name()
}

/// A text with its tone.
pub fn inline(cell: &Cell, links: &Links) -> Markup {
    let class = match cell.tone {
        Tone::Plain => return linked(&cell.text, links),
        Tone::Strong => "strong",
        Tone::Faint => "faint",
        Tone::Wrong => "wrong",
        Tone::Status(truth) => status(truth),
    };
    html! { span class=(class) { (linked(&cell.text, links)) } }
}

/// A text in which what is known is linked.
fn linked(text: &str, links: &Links) -> Markup {
    let mut parts: Vec<(&str, Option<&str>)> = Vec::new();
    let (mut plain, mut at) = (0, 0);
    let mut before = ' ';
    while at < text.len() {
        let found = if before.is_ascii_alphanumeric() { None } else { links.at(&text[at..]) };
        if let Some((length, href)) = found {
            parts.push((&text[plain..at], None));
            parts.push((&text[at..at + length], Some(href)));
            at += length;
            plain = at;
            before = 'x';
            continue;
        }
        let next = text[at..].chars().next().unwrap_or(' ');
        before = next;
        at += next.len_utf8();
    }
    parts.push((&text[plain..], None));
    html! {
        @for (text, href) in parts {
            @match href {
                Some(href) if href.contains("why?") => a.rule href=(href) data-panel="" { (text) },
                Some(href) => a.fact href=(href) { (text) },
                None => (text),
            }
        }
    }
}
