//! Terms: ranges of months with exact ends, of which the upper one may be unknown.

use num_traits::Zero;

use crate::quantity::Ratio;
use crate::range::Number;

/// How finely ends are divided before they are rounded away from the range, so that arithmetic stays in bounds.
pub(super) const FINEST: Number = 1_000_000_000;

/// Larger than any term; ends above it are as good as none.
pub(super) const LONGEST: Number = 1_000_000;

/// A range of months. Without an upper end, nobody knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The least it can be, not below zero.
    pub min: Ratio,
    /// The most it can be.
    pub max: Option<Ratio>,
}

/// A share of a term: 2/5 for 40 per cent. Not negative, the least first.
pub type Share = (Ratio, Ratio);

impl Term {
    /// From so many whole months to so many.
    pub fn whole(min: Number, max: Number) -> Self {
        Self { min: Ratio::from_integer(min), max: Some(Ratio::from_integer(max)) }
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self { min: self.min + other.min, max: self.max.zip(other.max).map(|(one, other)| one + other) }.rounded()
    }

    /// Whichever is greater.
    pub fn greater(self, other: Self) -> Self {
        Self { min: self.min.max(other.min), max: self.max.zip(other.max).map(|(one, other)| one.max(other)) }
    }

    /// Either.
    pub fn hull(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.zip(other.max).map(|(one, other)| one.max(other)) }
    }

    /// Times a number in this range, which is not negative.
    pub fn times(self, (least, most): Share) -> Self {
        let none = most.is_zero().then(Ratio::zero);
        Self { min: self.min * least, max: self.max.map_or(none, |max| Some(max * most)) }.rounded()
    }

    /// Moved by a share of itself either way.
    pub fn moved(self, share: Ratio) -> Self {
        let one = Ratio::from_integer(1);
        self.times(((one - share).max(Ratio::zero()), one + share))
    }

    /// What lies outside moved to the nearer end. An upper end that nobody knows stays so.
    pub fn within(self, least: Ratio, most: Ratio) -> Self {
        Self { min: self.min.max(least).min(most), max: self.max.map(|max| max.max(least).min(most)) }
    }

    /// Whether a term of so many months lies in it; months are whole, so ends are rounded away from the range.
    pub fn holds(self, months: Number) -> bool {
        let (min, max) = self.months();
        min <= months && max.is_none_or(|max| months <= max)
    }

    /// The ends in whole months, rounded away from the range.
    pub fn months(self) -> (Number, Option<Number>) {
        (self.min.floor().to_integer(), self.max.map(|max| max.ceil().to_integer()))
    }

    /// Ends that are divided too finely, moved outwards.
    fn rounded(self) -> Self {
        let longest = Ratio::from_integer(LONGEST);
        let coarse = |value: Ratio| *value.denom() > FINEST;
        let min = if coarse(self.min) { (self.min * FINEST).floor() / FINEST } else { self.min };
        let max = self.max.map(|max| if coarse(max) { (max * FINEST).ceil() / FINEST } else { max });
        Self { min: min.min(longest), max: max.filter(|max| *max <= longest) }
    }
}
