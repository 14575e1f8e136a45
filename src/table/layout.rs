//! What each column of a table says: its headings, held against the codebook and a map.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::column::{Codebook, Role};
use super::map::{Code, Map};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Which part of a fact a cell states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The value, or a range.
    Value,
    /// The least it can be.
    Min,
    /// The most.
    Max,
    /// How it stands: disputed, alleged, unknown.
    Status,
}

/// What a column of the table says.
#[derive(Clone, Debug, Default)]
struct Field {
    /// The column of the codebook, if it is one.
    to: Option<(usize, Part)>,
    /// By how many places numbers are moved.
    shift: u32,
    /// What codes mean, in place of the text.
    codes: BTreeMap<String, Vec<(Option<usize>, String)>>,
}

/// A table's columns, understood.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The headings as they stand.
    pub headings: Vec<String>,
    /// The columns a table may have.
    pub codebook: Codebook,
    /// The offence that published values are of, where no column says so.
    pub offence: Option<String>,
    fields: Vec<Field>,
    /// Codes in any column.
    codes: BTreeMap<String, String>,
    /// What every row says.
    always: Vec<(usize, String)>,
}

/// What a cell says of a column of the codebook.
pub(super) struct Said<'r> {
    pub(super) column: usize,
    pub(super) part: Part,
    pub(super) text: &'r str,
    pub(super) shift: u32,
    /// The column of the table it stands in; none for what every row says.
    pub(super) field: Option<usize>,
}

/// Endings of headings that say a part of a fact.
const PARTS: [(&str, Part); 3] = [("_min", Part::Min), ("_max", Part::Max), ("_status", Part::Status)];

impl Layout {
    /// Understands these headings.
    ///
    /// # Errors
    ///
    /// A column that the map names and the table, or the codebook, does not have; and two columns that say the same.
    pub fn new(headings: Vec<String>, mut codebook: Codebook, map: &Map) -> Result<Self, Diagnostics> {
        let mut wrong = Diagnostics::new();
        let mut fields: Vec<Field> = vec![Field::default(); headings.len()];
        let mut mapped = vec![false; headings.len()];
        for own in &map.columns {
            let Some(at) = headings.iter().position(|heading| heading.trim() == own.heading.trim()) else {
                wrong.push(no_heading(&own.heading, &headings));
                continue;
            };
            mapped[at] = true;
            let to = own.to.as_ref().and_then(|to| target(&mut codebook, to, &mut wrong));
            let mut codes = BTreeMap::new();
            for (code, meaning) in &own.codes {
                let values = match meaning {
                    Code::Value(value) => vec![(None, value.clone())],
                    Code::Columns(columns) => columns
                        .iter()
                        .filter_map(|(name, value)| {
                            let (to, _) = target(&mut codebook, name, &mut wrong)?;
                            Some((Some(to), value.clone()))
                        })
                        .collect(),
                };
                codes.insert(code.clone(), values);
            }
            fields[at] = Field { to, shift: own.shift, codes };
        }
        for (at, heading) in headings.iter().enumerate().filter(|(at, _)| !mapped[*at]) {
            fields[at].to = part_of(&mut codebook, heading.trim());
        }
        let mut always = Vec::new();
        for (name, value) in &map.always {
            always.extend(target(&mut codebook, name, &mut wrong).map(|(to, _)| (to, value.clone())));
        }
        let layout =
            Self { headings, codebook, offence: None, fields, codes: map.codes.iter().cloned().collect(), always };
        wrong.extend(layout.twice());
        if wrong.is_empty() { Ok(layout) } else { Err(wrong) }
    }

    /// Columns of the table that say the same.
    fn twice(&self) -> Diagnostics {
        let mut seen: BTreeMap<(usize, Part), usize> = BTreeMap::new();
        let mut wrong = Diagnostics::new();
        for (at, to) in self.fields.iter().enumerate().filter_map(|(at, field)| Some((at, field.to?))) {
            if let Some(first) = seen.insert(to, at) {
                let name = &self.codebook.columns[to.0].name;
                let message =
                    format!("the columns `{}` and `{}` both say `{name}`", self.headings[first], self.headings[at]);
                wrong.push(Diagnostic::placeless("duplicate-column", message).help("leave one of them out in the map"));
            }
        }
        wrong
    }

    /// The columns of the table that say nothing here and are carried through.
    pub fn carried(&self) -> impl Iterator<Item = usize> {
        let says_nothing = |field: &Field| field.to.is_none();
        self.fields.iter().enumerate().filter(move |(_, field)| says_nothing(field)).map(|(at, _)| at)
    }

    /// The columns of the codebook that the table has, in its order.
    pub fn present(&self) -> Vec<usize> {
        let mut present: Vec<usize> = Vec::new();
        let of_fields = self.fields.iter().flat_map(|field| {
            let coded = field.codes.values().flatten().filter_map(|(to, _)| *to);
            field.to.map(|(to, _)| to).into_iter().chain(coded)
        });
        for column in of_fields.chain(self.always.iter().map(|(to, _)| *to)) {
            if !present.contains(&column) {
                present.push(column);
            }
        }
        present
    }

    /// Whether the table has a column of this role.
    pub fn has(&self, role: &Role) -> bool {
        self.present().iter().any(|&column| self.codebook.columns[column].role == *role)
    }

    /// The text of the column of this role in a row.
    pub fn text_of<'r>(&'r self, role: &Role, cells: &'r [String]) -> Option<Cow<'r, str>> {
        let at = self.field_of(role)?;
        cells.get(at).map(|cell| Cow::Borrowed(cell.trim())).filter(|cell| !cell.is_empty())
    }

    /// The column of the table that has this role.
    pub fn field_of(&self, role: &Role) -> Option<usize> {
        self.fields.iter().position(|field| {
            field.to.is_some_and(|(to, part)| part == Part::Value && self.codebook.columns[to].role == *role)
        })
    }

    /// What a column of the table says of which column of the codebook.
    pub fn says(&self, field: usize) -> Option<(usize, Part)> {
        self.fields[field].to
    }

    /// By how many places the numbers of a column are moved.
    pub fn shift(&self, field: usize) -> u32 {
        self.fields[field].shift
    }

    /// Whether a column has codes.
    pub fn has_codes(&self, field: usize) -> bool {
        !self.fields[field].codes.is_empty()
    }

    /// Whether a column says something by its text alone, and no other column says anything of the same.
    pub fn says_alone(&self, field: usize) -> bool {
        let Some((column, _)) = self.fields[field].to else { return false };
        let to = |of: &Field| of.to.is_some_and(|(to, _)| to == column);
        let coded = |of: &Field| of.codes.values().flatten().any(|(to, _)| *to == Some(column));
        let others = self.fields.iter().enumerate().any(|(at, of)| at != field && to(of) || coded(of));
        let always = self.always.iter().any(|(to, _)| *to == column);
        !(others || always || self.has_codes(field))
    }

    /// The codes that mean something in any column.
    pub fn common_codes(&self) -> impl Iterator<Item = &str> {
        self.codes.keys().map(String::as_str)
    }

    /// The heading of the column of this role.
    pub fn heading_of(&self, role: &Role) -> Option<&str> {
        let is = |field: &Field| field.to.is_some_and(|(to, _)| self.codebook.columns[to].role == *role);
        Some(self.headings[self.fields.iter().position(is)?].as_str())
    }

    /// What the cells of a row say, empty ones aside.
    pub(super) fn said<'r>(&'r self, cells: &'r [String]) -> Vec<Said<'r>> {
        let mut said = Vec::with_capacity(cells.len() + self.always.len());
        for (at, (field, cell)) in self.fields.iter().zip(cells).enumerate() {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            if let Some(meaning) = field.codes.get(cell) {
                for (to, value) in meaning {
                    let to = to.map(|to| (to, Part::Value)).or(field.to);
                    if let Some((column, part)) = to {
                        said.push(Said { column, part, text: value, shift: 0, field: Some(at) });
                    }
                }
            } else if let Some((column, part)) = field.to {
                let text = self.codes.get(cell).map_or(cell, String::as_str);
                said.push(Said { column, part, text, shift: field.shift, field: Some(at) });
            }
        }
        for (column, text) in &self.always {
            if said.iter().all(|one| one.column != *column) {
                said.push(Said { column: *column, part: Part::Value, text, shift: 0, field: None });
            }
        }
        said
    }

    /// Whether a column has codes, and this text is none of them: of a column that says something by its codes alone.
    pub(super) fn uncoded(&self, cells: &[String]) -> Option<(usize, Vec<&str>)> {
        self.fields.iter().zip(cells).enumerate().find_map(|(at, (field, cell))| {
            let cell = cell.trim();
            let unknown = field.to.is_none() && !field.codes.is_empty() && !cell.is_empty();
            (unknown && !field.codes.contains_key(cell)).then(|| (at, field.codes.keys().map(String::as_str).collect()))
        })
    }
}

/// A map of a column that a table does not have.
pub fn no_heading(heading: &str, headings: &[String]) -> Diagnostic {
    let near = crate::suggest::did_you_mean(heading, headings.iter().map(String::as_str));
    let all = || format!("its columns are `{}`", headings.join("`, `"));
    let message = format!("the map names a column `{heading}`, which the table does not have");
    Diagnostic::placeless("unknown-column", message).help(near.unwrap_or_else(all))
}

fn target(codebook: &mut Codebook, name: &str, wrong: &mut Diagnostics) -> Option<(usize, Part)> {
    let found = part_of(codebook, name);
    if found.is_none() {
        let help = codebook.suggest(name);
        let message = format!("the map names `{name}`, which is no column of the codebook");
        let error = Diagnostic::placeless("unknown-column", message).maybe_help(help);
        wrong.push(error.note("`gravamen batch --describe` lists the columns"));
    }
    found
}

/// The column of this name; `items_property_min` is a part of `items_property`.
fn part_of(codebook: &mut Codebook, name: &str) -> Option<(usize, Part)> {
    if let Some(column) = codebook.find_or_make(name) {
        return Some((column, Part::Value));
    }
    PARTS.into_iter().find_map(|(ending, part)| Some((codebook.find(name.strip_suffix(ending)?)?, part)))
}
