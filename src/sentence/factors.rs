//! Percentages on a term (调节基准刑): first those of the first layer, then the others, of one direction added and of
//! opposite directions subtracted.
//!
//! Each factor is a range of shares, and every end is the end of some combination of points: shares that take off enter
//! falling and those that add rising, each once.

use num_traits::Zero;

use super::term::{FINEST, LONGEST, Share, Term};
use crate::quantity::Ratio;
use crate::range::Number;
use crate::truth::Truth;

/// A factor as it bears on one case.
#[derive(Clone, Debug)]
pub struct Factor {
    /// Whether it is there.
    pub status: Truth,
    /// Whether it is applied before the others.
    pub first: bool,
    /// Whether it adds to the term.
    pub more: bool,
    /// How much, where it is there.
    pub share: Share,
    /// The least that it adds, in months; of the factors that do not come first.
    pub months: Number,
    /// Whether it may be left out all the same.
    pub may: bool,
    /// Factors that it is counted in place of.
    pub absorbs: Vec<usize>,
}

/// How the factors of one case are put together.
#[derive(Clone, Copy, Debug)]
pub struct Method {
    /// Whether those that come first multiply; where that is open, both ways are covered.
    pub first_multiplies: Truth,
    /// How far those that take off together can go, and those that add.
    pub caps: [Option<Ratio>; 2],
}

/// A factor that was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Which factor.
    pub factor: usize,
    /// The factor that is counted in its place.
    pub absorbed_by: Option<usize>,
    /// The term after it; nothing where another is counted in its place, so that it moves nothing itself.
    pub after: Option<Term>,
}

/// The share that a factor has of a term where it is there: from nothing where it may be left out, and no less than
/// its months.
fn own(factor: &Factor, of: Term) -> Share {
    let (least, most) = factor.share;
    let months = |term: Ratio| match factor.months {
        months if months > 0 && term > Ratio::zero() => Ratio::from_integer(months) / term,
        _ => Ratio::zero(),
    };
    let least = if factor.may { Ratio::zero() } else { least.max(months(of.min)) };
    (least, most.max(of.max.map_or(most, months)))
}

/// What something does to a term: what it leaves of it, where it multiplies, and its share, where shares are added. Both
/// are kept, as several things side by side are multiplied in the one way and added in the other.
#[derive(Clone, Copy, Debug)]
struct Effect {
    left: Share,
    sum: Share,
}

impl Effect {
    /// What changes nothing.
    fn none() -> Self {
        let one = Ratio::from_integer(1);
        Self { left: (one, one), sum: (Ratio::zero(), Ratio::zero()) }
    }

    /// What a share does that adds to the term or takes off.
    fn of(more: bool, (least, most): Share) -> Self {
        let one = Ratio::from_integer(1);
        let left = if more { (one + least, one + most) } else { (not_negative(one - most), not_negative(one - least)) };
        Self { left, sum: (least, most) }
    }

    /// Both, one after the other.
    fn and(self, other: Self) -> Self {
        Self {
            left: bounded((self.left.0 * other.left.0, self.left.1 * other.left.1)),
            sum: (self.sum.0 + other.sum.0, self.sum.1 + other.sum.1),
        }
    }

    /// Either of them.
    fn or(self, other: Self) -> Self {
        let hull = |one: Share, other: Share| (one.0.min(other.0), one.1.max(other.1));
        Self { left: hull(self.left, other.left), sum: hull(self.sum, other.sum) }
    }
}

/// What a factor does with those that it absorbs: it is counted in their place (不作重复评价), so that what they come to
/// together never exceeds it; where it is not there, they count themselves.
fn counted(factors: &[Factor], at: usize, of: Term) -> Effect {
    let factor = &factors[at];
    let there = || Effect::of(factor.more, own(factor, of));
    let absent = || {
        let each = factor.absorbs.iter().map(|absorbed| counted(factors, *absorbed, of));
        each.fold(Effect::none(), Effect::and)
    };
    match factor.status {
        Truth::Established => there(),
        Truth::Excluded => absent(),
        Truth::Open => there().or(absent()),
    }
}

/// Applies factors to a term, one after the other. What is excluded is left out.
pub fn apply(term: Term, factors: &[Factor], method: Method) -> Vec<Applied> {
    let mut absorbed_by = vec![None; factors.len()];
    for (at, factor) in factors.iter().enumerate() {
        factor.absorbs.iter().for_each(|absorbed| absorbed_by[*absorbed] = Some(at));
    }
    let mut applied = Vec::new();
    let mut before = term;
    for first in [true, false] {
        let mut layer = Layer::new(before, if first { method.first_multiplies } else { Truth::Excluded }, method.caps);
        for (at, factor) in factors.iter().enumerate().filter(|(_, factor)| factor.first == first) {
            if absorbed_by[at].is_some() {
                continue;
            }
            for one in counting(factors, at) {
                layer.take(factor.more, counted(factors, one, layer.before));
                before = layer.term();
                applied.push(Applied { factor: one, absorbed_by: None, after: Some(before) });
                let absorbed = subtree(factors, one).into_iter().skip(1);
                let absorbed = absorbed.filter(|absorbed| factors[*absorbed].status.possible());
                applied.extend(absorbed.map(|absorbed| {
                    let by = nearest(factors, &absorbed_by, absorbed);
                    Applied { factor: absorbed, absorbed_by: Some(by.unwrap_or(one)), after: None }
                }));
            }
        }
        before = layer.term();
    }
    applied
}

/// The factor itself, if it may be there; if not, what it would be counted in place of, each for itself.
fn counting(factors: &[Factor], at: usize) -> Vec<usize> {
    if factors[at].status.possible() {
        return vec![at];
    }
    factors[at].absorbs.iter().flat_map(|absorbed| counting(factors, *absorbed)).collect()
}

/// The nearest factor that may be there and is counted in place of this one.
fn nearest(factors: &[Factor], absorbed_by: &[Option<usize>], at: usize) -> Option<usize> {
    let by = absorbed_by[at]?;
    if factors[by].status.possible() { Some(by) } else { nearest(factors, absorbed_by, by) }
}

/// A factor and everything that it absorbs, itself first.
fn subtree(factors: &[Factor], at: usize) -> Vec<usize> {
    let mut all = vec![at];
    for absorbed in &factors[at].absorbs {
        all.extend(subtree(factors, *absorbed));
    }
    all
}

/// The factors of one layer so far.
struct Layer {
    before: Term,
    multiplies: Truth,
    caps: [Option<Ratio>; 2],
    /// What those that multiply leave.
    left: Share,
    /// What takes off, and what adds.
    sums: [Share; 2],
}

impl Layer {
    fn new(before: Term, multiplies: Truth, caps: [Option<Ratio>; 2]) -> Self {
        let Effect { left, sum } = Effect::none();
        Self { before, multiplies, caps, left, sums: [sum; 2] }
    }

    fn take(&mut self, more: bool, effect: Effect) {
        let sum = &mut self.sums[usize::from(more)];
        let both = Effect { left: self.left, sum: *sum }.and(effect);
        (self.left, *sum) = (both.left, both.sum);
    }

    fn term(&self) -> Term {
        let one = Ratio::from_integer(1);
        let capped = |at: usize| {
            let (least, most) = self.sums[at];
            self.caps[at].map_or((least, most), |cap| (least.min(cap), most.min(cap)))
        };
        let (less, more) = (capped(0), capped(1));
        let added = (not_negative(one + more.0 - less.1), not_negative(one + more.1 - less.0));
        let (added, multiplied) = (self.before.times(added), self.before.times(self.left));
        match self.multiplies {
            Truth::Established => multiplied,
            Truth::Excluded => added,
            Truth::Open => added.hull(multiplied),
        }
    }
}

fn not_negative(value: Ratio) -> Ratio {
    value.max(Ratio::zero())
}

/// A share that is divided too finely, moved outwards.
fn bounded((least, most): Share) -> Share {
    let fine = |value: Ratio| *value.denom() > FINEST;
    (
        if fine(least) { (least * FINEST).floor() / FINEST } else { least },
        if fine(most) { (most * FINEST).ceil() / FINEST } else { most }.min(Ratio::from_integer(LONGEST)),
    )
}
