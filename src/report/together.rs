//! Accused of whom the same is said: told once, with each difference of the others named.

use super::document::{Block, Document};
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
    let own = [person.name.clone(), format!("person.{}", person.id), format!("judgement.{}", person.id)];
    let own = own.into_iter().chain(acts.map(str::to_owned));
    own.fold(text.to_owned(), |text, name| without(&text, &name))
}

/// A text in which a name gives way to a mark, where it stands as a whole.
fn without(text: &str, name: &str) -> String {
    let joins = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
    };
    let mut left = String::new();
    let mut at = 0;
    for (start, _) in text.match_indices(name).filter(|_| !name.is_empty()) {
        let end = start + name.len();
        if start >= at && !joins(text[..start].chars().next_back()) && !joins(text[end..].chars().next()) {
            left += &text[at..start];
            left.push('*');
            at = end;
        }
    }
    left + &text[at..]
}

/// Shows what is said of everyone: of those who are alike once, then who else it holds for, and what differs.
pub fn show(document: &mut Document, all: Vec<Said<'_>>, words: &Words) {
    let mut groups: Vec<Vec<Said<'_>>> = Vec::new();
    for said in all {
        match groups.iter_mut().find(|group| said.is_like(&group[0])) {
            Some(group) => group.push(said),
            None => groups.push(vec![said]),
        }
    }
    for group in groups {
        let Some((first, others)) = group.split_first() else { continue };
        document.blocks.extend(first.blocks.iter().cloned());
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
