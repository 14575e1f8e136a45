//! Accused of whom the same is said: told once, with each difference of the others named.

use super::document::{Block, Cell, Document, Table};
use super::words::Words;
use crate::explain::findings::PersonFindings;

/// Of rows that differ from those of another, at most one in so many: with more, a person is better told apart.
const ONE_IN: usize = 3;

/// What stands for a person's own name, and for the names of that person's acts, where persons are compared.
const MARK: &str = "\u{fffc}";

/// What is said of one person.
pub struct Said<'a> {
    person: &'a PersonFindings,
    blocks: Vec<Block>,
    /// The same with a mark in place of the person's own names.
    marked: Vec<Block>,
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
    /// What is said of a person, by what shows it in some words.
    pub fn new(
        person: &'a PersonFindings,
        show: impl Fn(&PersonFindings, &Words) -> Vec<Block>,
        words: &Words,
    ) -> Self {
        let acts: Vec<&str> = person.time.iter().map(|act| act.act.as_str()).collect();
        let marking = words.marking((&person.id, &person.name), &acts, MARK);
        let unnamed = PersonFindings { name: MARK.to_owned(), ..person.clone() };
        let (blocks, marked) = (show(person, words), show(&unnamed, &marking));
        let headings = headings(&marked);
        let bare = rows(&marked, words).into_iter().map(|text| bare(&text, person));
        let rows = rows(&blocks, words).into_iter().zip(bare).map(|(text, bare)| Row { text, bare }).collect();
        Self { person, blocks, marked, headings, rows }
    }

    /// What is said here and not there.
    fn beyond(&self, other: &Self) -> Vec<&Row> {
        self.rows.iter().filter(|row| other.rows.iter().all(|known| known.bare != row.bare)).collect()
    }

    /// Whether little enough differs for both to be told together: the same charges with the same outcome.
    fn is_like(&self, other: &Self) -> bool {
        let differing = self.beyond(other).len() + other.beyond(self).len();
        self.headings == other.headings && differing * ONE_IN <= self.rows.len().max(other.rows.len())
    }
}

fn headings(blocks: &[Block]) -> Vec<String> {
    let of = |block: &Block| if let Block::Heading(_, cell) = block { Some(cell.text.clone()) } else { None };
    blocks.iter().filter_map(of).collect()
}

/// Everything but headings, a row each.
fn rows(blocks: &[Block], words: &Words) -> Vec<String> {
    let mut rows = Vec::new();
    for block in blocks {
        match block {
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
            Block::Heading(..) | Block::Picture(_) => {}
        }
    }
    rows
}

/// A text without the paths of a person, where facts go by what one may type.
fn bare(text: &str, person: &PersonFindings) -> String {
    let own = [format!("person.{}.", person.id), format!("judgement.{}.", person.id)];
    own.iter().fold(text.to_owned(), |text, path| text.replace(path.as_str(), MARK))
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
        let mut parts: Vec<Vec<(Block, &Block)>> = vec![Vec::new()];
        for (block, marked) in said.blocks.iter().zip(&said.marked) {
            if let (Block::Heading(..), Some(part)) = (block, parts.last())
                && !part.is_empty()
            {
                parts.push(Vec::new());
            }
            parts.last_mut().expect("INVARIANT: there is one from the start").push((block.clone(), marked));
        }
        for part in parts {
            let at = document.blocks.len();
            for (block, marked) in part {
                match (block, marked) {
                    (Block::Heading(level, cell), _) => {
                        charge = charge_of(&cell.text, said.person, words);
                        document.blocks.push(Block::Heading(level, cell));
                    }
                    (Block::Table(table), Block::Table(marked)) => {
                        let kept = self.new_of(said, &charge, (table, marked), &mut new, &mut again, words);
                        document.pairs(kept);
                    }
                    (other, _) => document.blocks.push(other),
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
        (table, marked): (Table, &Table),
        new: &mut Vec<Earlier>,
        again: &mut Vec<(String, Vec<String>)>,
        words: &Words,
    ) -> Table {
        let mut kept = Table { columns: table.columns.clone(), rows: Vec::new() };
        for ((name, rows), (_, marked)) in named_rows(&table).into_iter().zip(named_rows(marked)) {
            let plain = |row: &Vec<Cell>| {
                bare(&row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t"), said.person)
            };
            let one = Earlier {
                person: said.person.name.clone(),
                charge: charge.to_owned(),
                rows: marked.iter().map(plain).collect(),
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
        for (names, more, less) in differences(&differing, first) {
            let said = |rows: &[&Row]| rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join(words.stop);
            let more = (!more.is_empty()).then(|| format!("{}{}", words.but_for_this(), said(&more)));
            let less = (!less.is_empty()).then(|| format!("{}{}", words.and_not(), said(&less)));
            let differs = more.into_iter().chain(less).collect::<Vec<_>>().join(words.stop);
            document.line(format!("{}{}{as_first}{}{differs}", words.join(names), words.colon, words.stop));
        }
    }
}

/// Who differs from the first in the same way: their names, what is said of them alone, and of the first alone.
type Differing<'s> = (Vec<&'s str>, Vec<&'s Row>, Vec<&'s Row>);

/// Those who differ from the first, with those who differ from it in the same way together.
fn differences<'s>(differing: &[&'s Said<'s>], first: &'s Said<'s>) -> Vec<Differing<'s>> {
    let bare = |rows: &[&Row]| rows.iter().map(|row| row.bare.clone()).collect::<Vec<_>>();
    let mut found: Vec<Differing<'s>> = Vec::new();
    for one in differing {
        let (more, less) = (one.beyond(first), first.beyond(one));
        let same =
            |(_, known, without): &&mut Differing<'s>| bare(known) == bare(&more) && bare(without) == bare(&less);
        match found.iter_mut().find(same) {
            Some((names, ..)) => names.push(&one.person.name),
            None => found.push((vec![&one.person.name], more, less)),
        }
    }
    found
}
