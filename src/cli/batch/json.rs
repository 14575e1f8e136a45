//! Plain lines of JSON to cells, without a tree: objects of text, numbers, `true`, `false` and `null`.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use smallvec::SmallVec;

use crate::table::Block;

/// Takes in a row; whether it was plain, and nothing was taken in if not.
pub fn row(text: &str, line: u64, headings: &[String], block: &mut Block) -> bool {
    let mut reader = serde_json::Deserializer::from_str(text);
    let Ok(cells) = reader.deserialize_map(Row { headings }) else { return false };
    if reader.end().is_err() {
        return false;
    }
    block.push(line, cells.iter().map(|cell| cell.as_ref()));
    true
}

/// The cells of a row, in the order of the headings.
type Cells<'t> = SmallVec<[Cow<'t, str>; 32]>;

struct Row<'h> {
    headings: &'h [String],
}

impl<'t> Visitor<'t> for Row<'_> {
    type Value = Cells<'t>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Cells<'t>, A::Error> {
        let mut cells: Cells<'t> = self.headings.iter().map(|_| Cow::Borrowed("")).collect();
        let mut next = 0;
        while let Some(Key(key)) = map.next_key()? {
            // Most objects have their keys in one order.
            let is = |at: &usize| self.headings[*at] == key;
            let places = (next..self.headings.len()).chain(0..next);
            let at = places.into_iter().find(is).ok_or_else(|| A::Error::custom("another key"))?;
            cells[at] = map.next_value::<Cell>()?.0;
            next = at + 1;
        }
        Ok(cells)
    }
}

/// A key, which is borrowed where nothing in it is written in another way.
struct Key<'t>(Cow<'t, str>);

impl<'t> Deserialize<'t> for Key<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text).map(Key)
    }
}

/// A plain value as the text of a cell.
struct Cell<'t>(Cow<'t, str>);

impl<'t> Deserialize<'t> for Cell<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Text).map(Cell)
    }
}

struct Text;

impl<'t> Visitor<'t> for Text {
    type Value = Cow<'t, str>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("text, a whole number, `true`, `false` or `null`")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'t str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(if truth { "true" } else { "false" }))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }
}
