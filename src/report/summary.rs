//! The first thing that is shown of several accused: a line for each, before anything in detail.

use super::answer;
use super::document::{Block, Cell, Column, Document, Table, Tone};
use super::words::Words;
use crate::explain::findings::{Charge, GradeName, PersonFindings};
use crate::truth::Truth;

/// A line of the summary: who, which charge, how it stands, and how firmly.
#[derive(Clone)]
pub struct Line {
    /// The person's name.
    pub person: String,
    /// The charge.
    pub charge: String,
    /// What it comes to.
    pub outcome: String,
    /// How it is set off.
    pub status: Truth,
}

/// The lines of several accused; of one alone nothing, since what follows says it.
pub fn of(document: &mut Document, persons: usize, lines: Vec<Line>, words: &Words) {
    if persons < 2 {
        return;
    }
    // A charge that all share is said once.
    let shared = lines.first().map(|line| line.charge.clone());
    let shared = shared.filter(|charge| lines.iter().all(|line| line.charge == *charge && !line.outcome.is_empty()));
    let apart = lines.len();
    let lines = together(lines, words);
    let person = if lines.len() < apart { Column::prose(words.person) } else { Column::whole(words.person) };
    let mut columns = vec![person, Column::prose(words.pick("指控", "Charge"))];
    columns.truncate(if shared.is_some() { 1 } else { 2 });
    columns.push(Column::prose(words.result));
    let mut table = Table::new(columns);
    let mut last = String::new();
    for Line { person, charge, outcome, status } in lines {
        let name = if person == last { String::new() } else { person.clone() };
        let mut row: Vec<Cell> = vec![name.into(), charge.into()];
        row.truncate(table.columns.len() - 1);
        row.push(Cell::status(&outcome, status));
        table.rows.push(row);
        last = person;
    }
    let of = shared.map(|charge| format!("{}{charge}", words.dash)).unwrap_or_default();
    document.heading(2, format!("{}{of}", words.accused(persons)));
    document.table(table);
}

/// The lines of persons of whom the same is said in several lines under the names of all.
fn together(lines: Vec<Line>, words: &Words) -> Vec<Line> {
    let said = |line: &Line| (line.charge.clone(), line.outcome.clone(), line.status);
    let mut of: Vec<(Vec<String>, Vec<Line>)> = Vec::new();
    for person in lines.chunk_by(|one, other| one.person == other.person) {
        let alike =
            of.iter_mut().find(|(_, known)| person.len() > 1 && known.iter().map(said).eq(person.iter().map(said)));
        match alike {
            Some((names, _)) => names.push(person[0].person.clone()),
            None => of.push((vec![person[0].person.clone()], person.to_vec())),
        }
    }
    let named = |(names, lines): (Vec<String>, Vec<Line>)| {
        let person = names.join(words.list);
        lines.into_iter().map(move |line| Line { person: person.clone(), ..line })
    };
    of.into_iter().flat_map(named).collect()
}

/// What is found of each accused: the charges that stand or may, or that none does.
pub fn findings(document: &mut Document, persons: &[&PersonFindings], words: &Words) {
    let mut lines = Vec::new();
    for person in persons {
        let some = person.charges.iter().any(|charge| charge.stands.possible());
        let shown =
            person.charges.iter().filter(|charge| charge.stands.possible() || !some && charge.present.possible());
        let before = lines.len();
        lines.extend(shown.map(|charge| Line {
            person: person.name.clone(),
            charge: named(words.language.of(&charge.label), charge.text.as_deref(), words),
            outcome: outcome(charge, words),
            status: charge.status,
        }));
        if lines.len() == before {
            let charge = words.no_charge.to_owned();
            lines.push(Line { person: person.name.clone(), charge, outcome: String::new(), status: Truth::Excluded });
        }
    }
    of(document, persons.len(), lines, words);
}

/// A charge by its name, with the text that applies.
pub fn named(label: &str, text: Option<&str>, words: &Words) -> String {
    label.to_owned() + &words.text_aside(text)
}

/// What is possible, the grades one after another.
pub fn possible(grades: &[GradeName], words: &Words) -> String {
    format!("{}{}{}", words.truth(Truth::Open), words.colon, answer::grades(grades, words))
}

fn outcome(charge: &Charge, words: &Words) -> String {
    match (&charge.grade, charge.present) {
        (_, Truth::Excluded) => words.conduct_absent.to_owned(),
        (Some(_), _) if !charge.missing.is_empty() => answer::missing(charge, words),
        (Some(grade), _) => words.language.of(&grade.label).to_owned() + &super::collateral::barred(charge, words),
        (None, _) => possible(&charge.grades, words),
    }
}

/// Whom something is said of: a person, or several of whom the same is said.
pub struct Whom<'a> {
    /// The name of the first, by whom others are referred to it.
    pub name: &'a str,
    /// The id of the first.
    pub id: &'a str,
    /// The names of all.
    pub names: &'a str,
}

/// What was said of a person, so that it is not said again of another in the same words.
#[derive(Default)]
pub struct Told {
    said: Vec<(String, Vec<String>)>,
}

impl Told {
    /// Shows something of a person, under a heading if it has one, or that it is the same as for another.
    pub fn once(
        &mut self,
        document: &mut Document,
        whom: &Whom<'_>,
        heading: &str,
        words: &Words,
        show: impl Fn(&mut Document),
    ) {
        let mut part = Document::default();
        show(&mut part);
        let said = nameless(&part.blocks, whom.name, whom.id);
        let long = part.blocks.iter().any(|block| match block {
            Block::Table(table) => table.rows.len() > 1,
            Block::Outline(lines) => lines.len() > 1,
            _ => false,
        });
        match self.said.iter().find(|(other, known)| other != whom.name && *known == said && long) {
            Some((other, _)) => {
                let colon = if heading.is_empty() { "" } else { words.colon };
                document.line(format!("{heading}{colon}{}", words.as_for(other)));
            }
            None => {
                part.blocks.iter_mut().for_each(|block| rename(block, whom));
                document.blocks.extend(part.blocks);
                self.said.push((whom.name.to_owned(), said));
            }
        }
    }
}

/// What blocks say, line by line, without the names of a person and without what can be passed over.
pub fn nameless(blocks: &[Block], name: &str, id: &str) -> Vec<String> {
    let cells = |cells: &[Cell]| cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t");
    let mut said = Vec::new();
    for block in blocks {
        match block {
            Block::Line(cell) if cell.tone == Tone::Faint => {}
            Block::Heading(_, cell) | Block::Line(cell) => said.push(cell.text.clone()),
            Block::Table(table) => said.extend(table.rows.iter().map(|row| cells(row))),
            Block::Notes(notes) => said.extend(notes.iter().cloned()),
            Block::Outline(lines) => said.extend(lines.iter().map(|line| line.text.clone())),
            Block::Picture(_) => {}
        }
    }
    said.iter().map(|text| without_name(text, name, id)).collect()
}

/// Puts the names of all in place of that of the first.
fn rename(block: &mut Block, whom: &Whom<'_>) {
    let each = |cell: &mut Cell| cell.text = renamed(&cell.text, whom.name, whom.names);
    match block {
        Block::Table(table) => table.rows.iter_mut().flatten().for_each(each),
        Block::Outline(lines) => lines.iter_mut().for_each(each),
        Block::Heading(_, cell) | Block::Line(cell) => each(cell),
        Block::Notes(_) | Block::Picture(_) => {}
    }
}

/// A text without the names of a person, who goes by this name and this id.
fn without_name(text: &str, name: &str, id: &str) -> String {
    let own = [name.to_owned(), format!("person.{id}"), format!("judgement.{id}")];
    own.iter().fold(text.to_owned(), |text, name| renamed(&text, name, "*"))
}

/// A text in which a name gives way to another, where it stands as a whole.
fn renamed(text: &str, name: &str, to: &str) -> String {
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
