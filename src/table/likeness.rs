//! Which rows are alike but for numbers: those that say the same in every column that is read, apart from how many items
//! there are and how much money.

use std::collections::BTreeSet;

use super::block::Block;
use super::cell::shifted;
use super::column::Role;
use super::layout::{Layout, Part};
use crate::law::condition::FactId;
use crate::law::vocabulary::{FactKind, Scope, Vocabulary};
use crate::quantity::Unit;
use crate::range::{Number, Range};

/// What a column has to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Rows that are alike say the same here.
    Same,
    /// It names the case, the accused or the body of information, or is carried through: it may be anything.
    Any,
    /// A number, which may be any other. It is written in units of so many places: 4 for ten thousand, 2 more where the
    /// base unit is a hundredth.
    Number {
        /// By how many places the text is moved.
        shift: u32,
        /// By how many the base unit is.
        base: u32,
    },
}

/// Which rows of a table are alike.
#[derive(Clone, Debug)]
pub struct Likeness {
    kinds: Vec<Kind>,
    within: Range,
    /// Columns that name something, and codes that mean something else there.
    names: Vec<usize>,
    codes: BTreeSet<String>,
}

/// Stands after each cell that rows have in common, and for each number: bytes that are in no text.
const END: u8 = 0xff;
const NUMBER: u8 = 0xfe;

impl Likeness {
    /// Of rows of this layout, where amounts that are `compared` are told apart and the others may be any number within a
    /// range.
    pub fn of(layout: &Layout, vocabulary: &Vocabulary, compared: &BTreeSet<FactId>, within: Range) -> Self {
        let items = vocabulary.fact_named(Scope::Dataset, "items");
        let numbered = layout.common_codes().any(|code| plain(code, 0).is_some());
        let kind = |field: usize| {
            let Some((column, part)) = layout.says(field) else {
                return if layout.has_codes(field) { Kind::Same } else { Kind::Any };
            };
            let column_said = &layout.codebook.columns[column];
            let alone = part == Part::Value && layout.says_alone(field);
            let fact = match column_said.role {
                Role::Case | Role::Person | Role::Dataset if alone => return Kind::Any,
                Role::Items(_) | Role::ClassItems(_) => items,
                Role::Fact(_, fact) => Some(fact),
                _ => None,
            };
            let unit = match column_said.kind {
                Some(FactKind::Amount(unit)) => Some(unit),
                _ => None,
            };
            // Months and days are few, and so are recipients: rows with other ones are told apart.
            let counted =
                unit.filter(|unit| matches!(unit, Unit::Items | Unit::Persons | Unit::Sets | Unit::Cards | Unit::Yuan));
            match (fact, counted) {
                (Some(fact), Some(unit)) if alone && !compared.contains(&fact) && !numbered => {
                    Kind::Number { shift: layout.shift(field), base: if unit == Unit::Yuan { 2 } else { 0 } }
                }
                _ => Kind::Same,
            }
        };
        let kinds: Vec<Kind> = (0..layout.headings.len()).map(kind).collect();
        let names = |field: &usize| kinds[*field] == Kind::Any && layout.says(*field).is_some();
        let names = (0..kinds.len()).filter(names).collect();
        Self { names, codes: layout.common_codes().map(str::to_owned).collect(), kinds, within }
    }

    /// What each column has to do with it.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// What a row has in common with those that are like it, and its numbers in base units; whether it can be like others
    /// at all.
    pub fn read(&self, block: &Block, row: usize, same: &mut Vec<u8>, numbers: &mut Vec<i64>) -> bool {
        if !self.codes.is_empty() && self.names.iter().any(|field| self.codes.contains(block.cell(row, *field))) {
            return false;
        }
        for (field, kind) in self.kinds.iter().enumerate() {
            let number = match *kind {
                Kind::Any => continue,
                Kind::Same => None,
                Kind::Number { shift, base } => plain(block.cell(row, field), shift + base),
            };
            match number.filter(|number| self.within.contains(Number::from(*number))) {
                Some(number) => {
                    same.push(NUMBER);
                    numbers.push(number);
                }
                None => same.extend_from_slice(block.cell(row, field).as_bytes()),
            }
            same.push(END);
        }
        true
    }

    /// The columns of the numbers of a row.
    pub fn numbers(&self, block: &Block, row: usize) -> Vec<usize> {
        let is = |(field, kind): &(usize, &Kind)| match **kind {
            Kind::Number { shift, base } => plain(block.cell(row, *field), shift + base)
                .is_some_and(|number| self.within.contains(Number::from(number))),
            Kind::Same | Kind::Any => false,
        };
        self.kinds.iter().enumerate().filter(is).map(|(field, _)| field).collect()
    }

    /// A number of a row as it is carried through: in plain digits of the unit of the codebook.
    pub fn digits<'b>(&self, block: &'b Block, row: usize, field: usize) -> std::borrow::Cow<'b, str> {
        let text = block.cell(row, field);
        match self.kinds[field] {
            Kind::Number { shift, .. } if shift > 0 || text.contains('.') => shifted(text, shift).into(),
            _ => text.into(),
        }
    }
}

/// The number that plain digits stand for, in units so many places smaller; nothing where it is written in any other way,
/// does not come out even, or is too long.
fn plain(text: &str, places: u32) -> Option<i64> {
    const MOST: usize = 16;
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > MOST || !bytes[0].is_ascii_digit() || !bytes[bytes.len() - 1].is_ascii_digit()
    {
        return None;
    }
    if bytes[0] == b'0' && bytes.get(1) != Some(&b'.') {
        return None;
    }
    let (mut number, mut decimals, mut point) = (0_i64, 0, false);
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                number = number * 10 + i64::from(byte - b'0');
                decimals += u32::from(point);
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    number.checked_mul(10_i64.checked_pow(places.checked_sub(decimals)?)?)
}
