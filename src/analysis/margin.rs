//! Near-threshold warnings: grounds whose quantity lies within a margin of what they need.

use crate::explain::findings::{Charge, GroundFinding, PersonFindings};
use crate::law::vocabulary::Label;
use crate::quantity::Ratio;
use crate::range::Number;

/// Adds a note to each charge for every ground whose degree lies within `percent` of one: of what its own grade needs.
pub fn warn(person: &mut PersonFindings, percent: Number) {
    for charge in &mut person.charges {
        let notes = near(charge, percent);
        charge.notes.extend(notes);
    }
}

fn near(charge: &Charge, percent: Number) -> Vec<Label> {
    let grounds = charge.grounds.iter().filter(|ground| is_near(ground, percent));
    grounds
        .map(|ground| Label {
            zh: format!("{} 距其标准不超过{percent}%", ground.place),
            en: format!("{} is within {percent}% of what it needs", ground.place),
        })
        .collect()
}

/// Whether some value of the degree lies within the margin of one.
fn is_near(ground: &GroundFinding, percent: Number) -> bool {
    const HUNDRED: Number = 100;
    let Some((least, most)) = ground.degree else { return false };
    let (low, high) = (Ratio::new(HUNDRED - percent, HUNDRED), Ratio::new(HUNDRED + percent, HUNDRED));
    least <= high && most.is_none_or(|most| most >= low)
}
