//! Why a witness comes out otherwise than it says: the rule that stands between the grade that is expected and the one that
//! comes out. Everything is read off the findings of the case.

use crate::explain::findings::{Charge, GradeName, GroundFinding, PersonFindings};
use crate::law::book::LawBook;
use crate::place::Place;
use crate::quantity::Ratio;
use crate::truth::Truth;

/// How many grounds are named.
const NAMED: usize = 3;

/// What stands in the way of the grade that is expected, or gives the one that is not; of one offence or of all.
pub(super) fn by(person: &PersonFindings, book: &LawBook, of: Option<&Place>, expected: &str) -> Vec<String> {
    let charges: Vec<&Charge> =
        person.charges.iter().filter(|charge| of.is_none_or(|place| charge.offence == *place)).collect();
    if charges.is_empty() {
        return vec![of.map_or_else(
            || "the conduct of no offence is there".to_owned(),
            |place| format!("the conduct of `{place}` is not there"),
        )];
    }
    charges.iter().flat_map(|charge| of_charge(charge, book, expected)).collect()
}

fn of_charge(charge: &Charge, book: &LawBook, expected: &str) -> Vec<String> {
    let lacking = charge.elements.iter().filter(|element| element.status == Truth::Excluded);
    let lacking: Vec<String> =
        lacking.map(|element| format!("the element `{}` at `{}` is lacking", element.name, element.place)).collect();
    if !lacking.is_empty() {
        return lacking;
    }
    let met: Vec<&GroundFinding> = charge.grounds.iter().filter(|ground| ground.status == Truth::Established).collect();
    let reached = met.iter().map(|ground| ground.grade).max();
    let wanted = book
        .offences
        .iter()
        .find(|law| law.place == charge.offence && law.version == charge.text)
        .and_then(|law| law.grades.iter().position(|grade| grade.name == expected));
    let open: Vec<String> = charge
        .grounds
        .iter()
        .filter(|ground| ground.status == Truth::Open)
        .take(NAMED)
        .map(|ground| format!("`{}` is open", ground.place))
        .collect();
    if charge.grade.is_none() && !open.is_empty() {
        return open;
    }
    match (reached, wanted) {
        // The grade that comes out is above the expected one: what gives it.
        (Some(reached), wanted) if expected == GradeName::NONE || wanted.is_some_and(|wanted| reached > wanted) => {
            let giving = met.iter().filter(|ground| ground.grade == reached).take(NAMED);
            giving.map(|ground| format!("`{}` is met", ground.place)).collect()
        }
        (_, Some(wanted)) => short(charge, wanted),
        _ => vec![format!("`{}` has no grade `{expected}`", charge.offence)],
    }
}

/// The grounds of a grade that come nearest.
fn short(charge: &Charge, grade: usize) -> Vec<String> {
    let of_grade = charge.grounds.iter().filter(|ground| ground.grade == grade);
    let mut near: Vec<(&GroundFinding, Ratio)> =
        of_grade.filter_map(|ground| Some((ground, ground.degree?.0))).collect();
    near.sort_by_key(|(_, degree)| std::cmp::Reverse(*degree));
    let told = near.iter().take(NAMED).map(|(ground, degree)| format!("`{}` is met to {degree}", ground.place));
    let told: Vec<String> = told.collect();
    if told.is_empty() { vec![format!("no ground of that grade of `{}` is met", charge.offence)] } else { told }
}
