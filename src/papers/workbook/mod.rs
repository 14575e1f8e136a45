//! The acts, the count and the evidence of a case as a workbook (工作簿), with formulas that one can follow: every figure
//! that comes of others is a formula over their cells. What a formula gives is what was found, or there is no formula.

mod acts;
mod counts;
mod grounds;

use super::Material;
use super::facts::Teller;
use crate::quantity::{Ratio, Unit, decimal};
use crate::range::{Number, Range};
use crate::report::words::Language;

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbook {
    /// The case.
    pub title: String,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet: headings in its first row, then rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The heading of each column, and whether it holds texts to be wrapped.
    pub columns: Vec<(String, bool)>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row; whether it is set off as a sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// A value for each column; those left out at the end are empty.
    pub cells: Vec<Cell>,
    /// Whether it is set off.
    pub strong: bool,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number in decimals.
    Number(String),
    /// A formula and what it gives, in decimals.
    Formula(String, String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// How many places behind the point a degree is given.
const PLACES: usize = 4;

/// The first row below the headings, as Excel numbers rows.
const FIRST: usize = 2;

/// The workbook of a case.
pub fn workbook(material: &Material<'_>, language: Language) -> Workbook {
    let words = material.words(language);
    let teller = Teller { case: material.case, book: material.book, words: &words };
    let persons = &material.reasoning.analysis.persons;
    let mut how = Sheet::new(teller.pick("说明", "About"), &[(teller.pick("由何而来", "Made from"), true)]);
    how.rows.extend(material.made.iter().map(|line| Row::plain(vec![line.as_str().into()])));
    let sheets = vec![
        acts::acts(teller),
        counts::counts(persons, teller),
        grounds::grounds(persons, teller),
        grounds::evidence(material, teller),
        how,
    ];
    Workbook { title: language.of(&material.case.title).to_owned(), sheets }
}

impl Sheet {
    fn new(name: &str, columns: &[(&str, bool)]) -> Self {
        let columns = columns.iter().map(|(heading, wraps)| ((*heading).to_owned(), *wraps)).collect();
        Self { name: name.to_owned(), columns, rows: Vec::new() }
    }

    /// The number of the row that comes next, as Excel has it.
    fn next(&self) -> usize {
        self.rows.len() + FIRST
    }
}

impl Row {
    fn plain(cells: Vec<Cell>) -> Self {
        Self { cells, strong: false }
    }

    fn sum(cells: Vec<Cell>) -> Self {
        Self { cells, strong: true }
    }
}

/// The name of a column, the first being 0: A … Z, AA …
fn letter(column: usize) -> String {
    const LETTERS: usize = 26;
    let last = char::from(b'A' + u8::try_from(column % LETTERS).unwrap_or_default());
    if column < LETTERS { last.to_string() } else { letter(column / LETTERS - 1) + &last.to_string() }
}

fn number(value: Number, unit: Unit) -> Cell {
    Cell::Number(decimal(value, unit))
}

/// The least and the most; what has no end is said.
fn ends(range: Range, unit: Unit, teller: Teller<'_>) -> [Cell; 2] {
    let most = if range.is_unbounded() { teller.words.unknown.into() } else { number(range.max, unit) };
    [number(range.min, unit), most]
}

/// The sum of a column over rows, as a formula.
fn sum_of(sheet: &Sheet, column: usize, rows: std::ops::Range<usize>, unit: Unit) -> Cell {
    let name = letter(column);
    let cells = rows.clone().map(|row| sheet.rows[row - FIRST].cells.get(column));
    let sum = cells.filter_map(|cell| base(cell?, unit)).sum();
    Cell::Formula(format!("=SUM({name}{}:{name}{})", rows.start, rows.end - 1), decimal(sum, unit))
}

/// A number of a cell in base units.
fn base(cell: &Cell, unit: Unit) -> Option<Number> {
    let (Cell::Number(text) | Cell::Formula(_, text)) = cell else { return None };
    let ends = crate::case::scalar::amount(text, unit).ok()?;
    ends.min
}

/// A number that need not be whole: as a formula where it is not, so that it stays exact.
fn ratio(value: Ratio) -> Cell {
    match value.is_integer() {
        true => Cell::Number(value.to_integer().to_string()),
        false => Cell::Formula(format!("={}/{}", value.numer(), value.denom()), rounded(value)),
    }
}

/// A ratio in decimals, rounded down.
fn rounded(value: Ratio) -> String {
    let scale = Number::from(10).pow(PLACES as u32);
    let scaled = (value * scale).to_integer();
    format!("{}.{:0places$}", scaled / scale, scaled % scale, places = PLACES)
}
