//! The algebra of bands: which penalties circumstances leave possible.
//!
//! Heavier and lighter stay within the band, mitigated means the next lower band, exempt means no punishment.

use crate::law::book::{Band, FineMode, Months};

/// The penalties that circumstances leave possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reachable {
    /// Penalties.
    pub band: Band,
    /// Whether exemption from punishment is possible.
    pub exempt: bool,
    /// How the fine may be imposed.
    pub fine: Option<FineMode>,
}

/// Which ways out of the band the circumstances open or force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// The next lower band may be used.
    pub mitigated: bool,
    /// So may each below it.
    pub any_lower: bool,
    /// The band itself may not be used.
    pub not_within: bool,
    /// No punishment is possible.
    pub exempt: bool,
    /// Nothing else is possible.
    pub only_exempt: bool,
    /// At the lowest grade, mitigation leaves a fine alone or exemption.
    pub lowest_leaves: bool,
    /// At the lowest grade, mitigation leaves the band itself.
    pub lowest_stays: bool,
}

impl Reachable {
    /// A band as it stands.
    pub fn whole(band: Band, ways: Ways) -> Self {
        Self { band, exempt: ways.exempt, fine: band.fine }
    }

    /// No punishment, and no other outcome.
    pub fn exempted() -> Self {
        Self { band: Band::default(), exempt: true, fine: None }
    }

    /// A fine alone, or no punishment.
    pub fn fine_or_exempt() -> Self {
        Self { fine: Some(FineMode::Instead), ..Self::exempted() }
    }

    /// Both are possible.
    pub fn or(self, other: Self) -> Self {
        let fine = match (self.fine, other.fine) {
            (Some(a), Some(b)) if a == b => Some(a),
            (Some(_), Some(_)) => Some(FineMode::WithOrInstead),
            (one, other) => one.or(other),
        };
        let band = Band {
            imprisonment: hull(self.band.imprisonment, other.band.imprisonment),
            detention: hull(self.band.detention, other.band.detention),
            control: hull(self.band.control, other.band.control),
            life: self.band.life || other.band.life,
            deprivation: self.band.deprivation || other.band.deprivation,
            forfeiture: self.band.forfeiture || other.band.forfeiture,
            fine_amount: match (self.fine, other.fine) {
                // Where one leaves the amount open, so do both together.
                (Some(_), Some(_)) => self.band.fine_amount.zip(other.band.fine_amount).map(widest),
                (Some(_), None) => self.band.fine_amount,
                (None, _) => other.band.fine_amount,
            },
            fine,
        };
        Self { band, exempt: self.exempt || other.exempt, fine }
    }

    /// From the shortest to the longest term of any kind.
    pub fn terms(&self) -> Option<Months> {
        terms(&self.band)
    }
}

/// From the shortest to the longest term of any kind.
pub fn terms(band: &Band) -> Option<Months> {
    hull(hull(band.imprisonment, band.detention), band.control)
}

fn widest<T: Ord>((a, b): ((T, T), (T, T))) -> (T, T) {
    (a.0.min(b.0), a.1.max(b.1))
}

fn hull(a: Option<Months>, b: Option<Months>) -> Option<Months> {
    match (a, b) {
        (Some(a), Some(b)) => Some(widest((a, b))),
        (one, other) => one.or(other),
    }
}

/// What is reachable at a grade, given the bands of every grade, lowest first.
pub fn reach(bands: &[Band], grade: usize, ways: Ways) -> Reachable {
    if ways.only_exempt {
        return Reachable::exempted();
    }
    let own = Reachable::whole(bands[grade], ways);
    if !ways.mitigated {
        return own;
    }
    let Some(lower) = grade.checked_sub(1) else {
        let leaves = ways.lowest_leaves.then(Reachable::fine_or_exempt);
        let stays = (ways.lowest_stays || !ways.lowest_leaves || !ways.not_within).then_some(own);
        return match (leaves, stays) {
            (Some(leaves), Some(stays)) => leaves.or(stays),
            (one, other) => one.or(other).unwrap_or_else(Reachable::fine_or_exempt),
        };
    };
    let least = if ways.any_lower { 0 } else { lower };
    let at = |lower: usize| {
        let band = below(bands[lower], bands[grade]);
        Reachable { band, exempt: ways.exempt, fine: band.fine }
    };
    let lower = (least..lower).map(at).fold(at(lower), Reachable::or);
    if ways.not_within { lower } else { own.or(lower) }
}

/// The lower band, as far as it lies below the least of the higher one or meets it.
fn below(lower: Band, higher: Band) -> Band {
    let cut = |months: Months| (months.0, months.1.min(higher.imprisonment.map_or(months.1, |(least, _)| least)));
    Band { imprisonment: lower.imprisonment.map(cut), ..lower }
}
