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
    /// Factors that are not counted beside it.
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

/// The term after a factor was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Which factor.
    pub factor: usize,
    /// The factor that absorbs it; then it does not move the term itself.
    pub absorbed_by: Option<usize>,
    /// The term so far.
    pub after: Term,
}

/// The share that a factor has by itself: from nothing where it is open or may be left out.
fn own(factor: &Factor) -> Share {
    match factor.status {
        Truth::Excluded => (Ratio::zero(), Ratio::zero()),
        Truth::Established if !factor.may => factor.share,
        Truth::Established | Truth::Open => (Ratio::zero(), factor.share.1),
    }
}

/// The share of a factor with those that it absorbs: they are not added to it, and the greater counts.
fn counted(factors: &[Factor], at: usize) -> Share {
    let (least, most) = own(&factors[at]);
    let none = (Ratio::zero(), Ratio::zero());
    let beside = factors[at].absorbs.iter().map(|absorbed| counted(factors, *absorbed));
    let beside = beside.fold(none, |all, one| (all.0 + one.0, all.1 + one.1));
    (least.max(beside.0), most.max(beside.1))
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
            let share = counted(factors, at);
            let there = subtree(factors, at).into_iter().filter(|at| factors[*at].status.possible());
            let there: Vec<usize> = there.collect();
            if there.is_empty() {
                continue;
            }
            layer.take(factor.more, layer.no_less(factor, share));
            before = layer.term();
            applied.extend(there.iter().map(|one| {
                let absorbed_by = absorbed_by[*one].filter(|by| there.contains(by));
                Applied { factor: *one, absorbed_by, after: before }
            }));
        }
        before = layer.term();
    }
    applied
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
    /// What is left after each, multiplied.
    product: Share,
    /// What takes off, and what adds.
    sums: [Share; 2],
}

impl Layer {
    fn new(before: Term, multiplies: Truth, caps: [Option<Ratio>; 2]) -> Self {
        let one = Ratio::from_integer(1);
        let none = (Ratio::zero(), Ratio::zero());
        Self { before, multiplies, caps, product: (one, one), sums: [none; 2] }
    }

    /// The share of a factor, where it adds so many months at least to what it is a share of.
    fn no_less(&self, factor: &Factor, (least, most): Share) -> Share {
        let of =
            |term: Ratio| if term > Ratio::zero() { Ratio::from_integer(factor.months) / term } else { Ratio::zero() };
        if factor.months == 0 || most == Ratio::zero() {
            return (least, most);
        }
        let sure = factor.status == Truth::Established && !factor.may;
        let least = if sure { least.max(of(self.before.min)) } else { least };
        (least, most.max(self.before.max.map_or(most, of)))
    }

    fn take(&mut self, more: bool, (least, most): Share) {
        let one = Ratio::from_integer(1);
        let left = if more { (one + least, one + most) } else { (not_negative(one - most), not_negative(one - least)) };
        self.product = bounded((self.product.0 * left.0, self.product.1 * left.1));
        let sum = &mut self.sums[usize::from(more)];
        *sum = (sum.0 + least, sum.1 + most);
    }

    fn term(&self) -> Term {
        let one = Ratio::from_integer(1);
        let capped = |at: usize| {
            let (least, most) = self.sums[at];
            self.caps[at].map_or((least, most), |cap| (least.min(cap), most.min(cap)))
        };
        let (less, more) = (capped(0), capped(1));
        let added = (not_negative(one + more.0 - less.1), not_negative(one + more.1 - less.0));
        let (added, multiplied) = (self.before.times(added), self.before.times(self.product));
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
