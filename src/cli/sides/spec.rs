//! What the command line names: a law, and a number that is varied.

use jiff::civil::Date;

use crate::range::{LARGEST, Number};

/// What is varied: a place of the law, a parameter, or a fact, from one whole number to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Over {
    /// Its name.
    pub name: String,
    /// First and last value, in the unit it is written in.
    pub values: (Number, Number),
}

impl Over {
    /// Reads `X=A..B`.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn read(text: &str) -> Result<Self, String> {
        let parts = text.split_once('=').and_then(|(name, range)| Some((name.trim(), range.split_once("..")?)));
        let number = |text: &str| text.trim().replace('_', "").parse::<Number>().ok();
        let read = parts.and_then(|(name, (from, until))| Some((name, number(from)?, number(until)?)));
        match read {
            Some((name, from, until)) if 0 <= from && from < until && until <= LARGEST && !name.is_empty() => {
                Ok(Self { name: name.to_owned(), values: (from, until) })
            }
            Some(_) => Err("the first value must lie below the last, and neither below zero".to_owned()),
            None => Err("expected a name, `=`, the first value, `..` and the last value".to_owned()),
        }
    }

    /// Whether it is a fact of a case: a path with full stops, and no place of the law.
    pub(super) fn is_fact(&self) -> bool {
        self.name.contains('.') && !self.name.contains('/')
    }
}

/// A law as the command line names it: `base`, a day, `CHOICE=VALUE` or a proposal; several are joined by `+`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// As it was written.
    pub text: String,
    /// The day whose law it is, where one is named.
    pub as_of: Option<Date>,
    /// Choices.
    pub set: Vec<(String, String)>,
    /// Proposals, in order.
    pub proposals: Vec<String>,
}

impl Spec {
    /// The law as it is.
    pub fn base() -> Self {
        Self { text: BASE.to_owned(), as_of: None, set: Vec::new(), proposals: Vec::new() }
    }

    /// Reads what the command line says.
    ///
    /// # Errors
    ///
    /// An empty part.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut spec = Self { text: text.to_owned(), ..Self::base() };
        for part in text.split('+').map(str::trim) {
            if part.is_empty() {
                return Err("expected `base`, a day, `CHOICE=VALUE` or a proposal, joined by `+`".to_owned());
            } else if let Ok(date) = part.parse() {
                spec.as_of = Some(date);
            } else if let Some((name, value)) = part.split_once('=') {
                spec.set.push((name.trim().to_owned(), value.trim().to_owned()));
            } else if part != BASE {
                spec.proposals.push(part.to_owned());
            }
        }
        Ok(spec)
    }
}

/// The law as it is, on the command line.
const BASE: &str = "base";
