//! Accused of whom the same is said: told once, with each difference of the others named.

use super::document::{Block, Cell, Document, Table};
use super::words::Words;
use crate::explain::findings::PersonFindings;

/// Of rows that differ from those of another, at most one in so many: with more, a person is better told apart.
const ONE_IN: usize = 3;

/// What is said of one person.
pub struct Said<'a> {
    person: &'a PersonFindings,
    blocks: Vec<Block>,
    /// The headings, and the rows, without the person's own names.
    headings: Vec<String>,
    rows: Vec<Row>,
}

/// A row as it reads, and the same without the person's own names.
struct Row {
    text: String,
    bare: String,
}

impl<'a> Said<'a> {
    /// What these blocks say of a person.
    pub fn new(person: &'a PersonFindings, blocks: Vec<Block>, words: &Words) -> Self {
        let (mut headings, mut rows) = (Vec::new(), Vec::new());
        for block in &blocks {
            match block {
                Block::Heading(_, cell) => headings.push(bare(&cell.text, person)),
                Block::Line(cell) => rows.push(cell.text.clone()),
                Block::Outline(cells) => rows.extend(cells.iter().map(|cell| cell.text.clone())),
                Block::Notes(notes) => rows.extend(notes.iter().cloned()),
                Block::Table(table) => {
                    let mut last = String::new();
                    for row in &table.rows {
                        let Some((name, rest)) = row.split_first() else { continue };
                        if !name.text.is_empty() {
                            last.clone_from(&name.text);
                        }
                        let rest = rest.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
                        let rest = rest.collect::<Vec<_>>().join(words.pause);
                        rows.push(format!("{last}{}{rest}", words.colon));
                    }
                }
                Block::Picture(_) => {}
            }
        }
        let rows = rows.into_iter().map(|text| Row { bare: bare(&text, person), text }).collect();
        Self { person, blocks, headings, rows }
    }

    /// What is said here and not there.
    fn beyond(&self, other: &Self) -> Vec<&str> {
        let new = self.rows.iter().filter(|row| other.rows.iter().all(|known| known.bare != row.bare));
        new.map(|row| row.text.as_str()).collect()
    }

    /// Whether little enough differs for both to be told together: the same charges with the same outcome.
    fn is_like(&self, other: &Self) -> bool {
        let differing = self.beyond(other).len() + other.beyond(self).len();
        self.headings == other.headings && differing * ONE_IN <= self.rows.len().max(other.rows.len())
    }
}

/// A text without the names of a person and of that person's acts.
fn bare(text: &str, person: &PersonFindings) -> String {
    let acts = person.time.iter().map(|act| act.act.as_str());
    acts.fold(bare_name(text, person), |text, name| without(&text, name))
}

/// A text without the names of a person.
fn bare_name(text: &str, person: &PersonFindings) -> String {
    nameless(text, &person.name, &person.id)
}

/// A text without the names of a person, who goes by this name and this id.
pub fn nameless(text: &str, name: &str, id: &str) -> String {
    let own = [name.to_owned(), format!("person.{id}"), format!("judgement.{id}")];
    own.iter().fold(text.to_owned(), |text, name| without(&text, name))
}

/// A text in which a name gives way to a mark.
fn without(text: &str, name: &str) -> String {
    renamed(text, name, "*")
}

/// A text in which a name gives way to another, where it stands as a whole.
pub fn renamed(text: &str, name: &str, to: &str) -> String {
    let joins = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
    };
    let mut left = String::new();
    let mut at = 0;
    for (start, _) in text.match_indices(name).filter(|_| !name.is_empty()) {
        let end = start + name.len();
        if start >= at && !joins(text[..start].chars().next_back()) && !joins(text[end..].chars().next()) {
            left += &text[at..start];
            left.push_str(to);
            at = end;
        }
    }
    left + &text[at..]
}

/// What was said under a name, in a part of the document.
struct Earlier {
    /// Of whom.
    person: String,
    /// Under which charge.
    charge: String,
    name: String,
    /// The rows, without the person's own name.
    rows: Vec<String>,
}

/// What is told once: all that was said, and where, so that it is not said again word for word.
#[derive(Default)]
struct Told(Vec<Earlier>);

/// What takes less than about a line is said again: looking it up would cost more.
const SHORT: usize = 80;

impl Told {
    /// What is said of a person, without what was said before of another under the same charge, or of the same person: that is
    /// only named.
    fn once(&mut self, said: &Said<'_>, words: &Words) -> Vec<Block> {
        let mut document = Document::default();
        let (mut charge, mut new, mut again) = (String::new(), Vec::new(), Vec::new());
        let mut parts: Vec<Vec<Block>> = vec![Vec::new()];
        for block in &said.blocks {
            if let (Block::Heading(..), Some(part)) = (block, parts.last())
                && !part.is_empty()
            {
                parts.push(Vec::new());
            }
            parts.last_mut().expect("INVARIANT: there is one from the start").push(block.clone());
        }
        for part in parts {
            let at = document.blocks.len();
            for block in part {
                match block {
                    Block::Heading(_, ref cell) => {
                        charge = charge_of(&cell.text, said.person, words);
                        document.blocks.push(block);
                    }
                    Block::Table(table) => {
                        let kept = self.new_of(said, &charge, table, &mut new, &mut again, words);
                        document.pairs(kept);
                    }
                    other => document.blocks.push(other),
                }
            }
            if !again.is_empty() {
                let mut table = Table::pairs();
                for (position, (whose, names)) in again.drain(..).enumerate() {
                    let name = if position == 0 { words.as_before() } else { "" };
                    table.pair(name, format!("{}{}{whose}", words.join(names), words.colon));
                }
                let first = document.blocks[at..]
                    .iter()
                    .position(|block| matches!(block, Block::Table(one) if !one.has_headings()));
                match first.map(|first| &mut document.blocks[at + first]) {
                    Some(Block::Table(pairs)) => pairs.rows.extend(table.rows),
                    _ => document.table(table),
                }
            }
            self.0.append(&mut new);
        }
        document.blocks
    }

    /// The rows of a table that are new; the names of the others, by whose they are, are added to those said again.
    fn new_of(
        &self,
        said: &Said<'_>,
        charge: &str,
        table: Table,
        new: &mut Vec<Earlier>,
        again: &mut Vec<(String, Vec<String>)>,
        words: &Words,
    ) -> Table {
        let mut kept = Table { columns: table.columns.clone(), rows: Vec::new() };
        for (name, rows) in named_rows(&table) {
            let plain = |row: &Vec<Cell>| {
                bare_name(&row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t"), said.person)
            };
            let one = Earlier {
                person: said.person.name.clone(),
                charge: charge.to_owned(),
                rows: rows.iter().map(plain).collect(),
                name,
            };
            let long = one.rows.iter().map(|row| columns(row)).sum::<usize>() > SHORT && one.name != words.sentence;
            let same = |known: &&Earlier| {
                known.name == one.name
                    && known.rows == one.rows
                    && (known.charge == one.charge || known.person == one.person)
            };
            match self.0.iter().find(same).filter(|_| long) {
                Some(known) => {
                    let whose = if known.person == one.person {
                        words.as_above().to_owned()
                    } else {
                        words.as_for(&known.person)
                    };
                    match again.iter_mut().find(|(of, _)| *of == whose) {
                        Some((_, names)) => names.push(one.name.clone()),
                        None => again.push((whose, vec![one.name.clone()])),
                    }
                }
                None => kept.rows.extend(rows),
            }
            new.push(one);
        }
        kept
    }
}

/// About how many columns a text takes: letters of other scripts than ours are twice as wide.
fn columns(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// The rows under each name of a list of names; of a table with headings all of them, under the first heading.
fn named_rows(table: &Table) -> Vec<(String, Vec<Vec<Cell>>)> {
    if table.has_headings() {
        let name = table.columns.first().map(|column| column.heading.clone()).unwrap_or_default();
        return vec![(name, table.rows.clone())];
    }
    let mut named: Vec<(String, Vec<Vec<Cell>>)> = Vec::new();
    for row in &table.rows {
        let name = row.first().map(|cell| cell.text.as_str()).unwrap_or_default();
        match named.last_mut() {
            Some((_, rows)) if name.is_empty() => rows.push(row.clone()),
            _ => named.push((name.to_owned(), vec![row.clone()])),
        }
    }
    named
}

/// The charge in a heading, which stands between the person and the outcome.
fn charge_of(heading: &str, person: &PersonFindings, words: &Words) -> String {
    let charge = heading.strip_prefix(&format!("{}{}", person.name, words.dash)).unwrap_or(heading);
    charge.split(words.colon).next().unwrap_or_default().to_owned()
}

/// Shows what is said of everyone: of those who are alike once, then who else it holds for, and what differs; of the others
/// what was not said before.
pub fn show(document: &mut Document, all: Vec<Said<'_>>, words: &Words) {
    let mut told = Told::default();
    let mut groups: Vec<Vec<Said<'_>>> = Vec::new();
    for said in all {
        match groups.iter_mut().find(|group| said.is_like(&group[0])) {
            Some(group) => group.push(said),
            None => groups.push(vec![said]),
        }
    }
    for group in groups {
        let Some((first, others)) = group.split_first() else { continue };
        document.blocks.extend(told.once(first, words));
        let as_first = words.as_for(&first.person.name);
        let (same, differing): (Vec<_>, Vec<_>) =
            others.iter().partition(|one| one.beyond(first).is_empty() && first.beyond(one).is_empty());
        if !same.is_empty() {
            let names = words.join(same.iter().map(|one| one.person.name.as_str()));
            document.line(format!("{names}{}{as_first}", words.colon));
        }
        for one in differing {
            let (more, less) = (one.beyond(first), first.beyond(one));
            let more = (!more.is_empty()).then(|| format!("{}{}", words.but_for_this(), more.join(words.stop)));
            let less = (!less.is_empty()).then(|| format!("{}{}", words.and_not(), less.join(words.stop)));
            let differs = more.into_iter().chain(less).collect::<Vec<_>>().join(words.stop);
            document.line(format!("{}{}{as_first}{}{differs}", one.person.name, words.colon, words.stop));
        }
    }
}
