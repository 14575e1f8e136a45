//! Lines of a study as fields under headings that are the same whatever the data hold (整洁数据).

use std::fmt;

use crate::explain::findings::{Analysis, Charge};
use crate::law::book::{Band, Months};
use crate::place::Place;
use crate::quantity::{Ratio, Unit, decimal};
use crate::range::Number;
use crate::study::tidy::Line;
use crate::study::tidy::{Sentence, Spread};

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Nothing is there to be said.
    Nothing,
    /// Text.
    Text(String),
    /// A number in plain digits.
    Number(String),
    /// Yes or no.
    Truth(bool),
}

/// The headings that every line has.
pub const HEADINGS: [&str; 30] = [
    "case",
    "person",
    "law",
    "offence",
    "text",
    "status",
    "least",
    "most",
    "least_grade",
    "most_grade",
    "exact",
    "ground",
    "degree_min",
    "degree_max",
    "grounds",
    "imprisonment_min",
    "imprisonment_max",
    "detention_min",
    "detention_max",
    "control_min",
    "control_max",
    "life",
    "fine",
    "fine_min",
    "fine_max",
    "track",
    "published_imprisonment",
    "published_detention",
    "published_probation",
    "published_fine",
];

/// The headings of what a whole analysis adds.
pub const FULL: [&str; 14] = [
    "reachable_imprisonment_min",
    "reachable_imprisonment_max",
    "reachable_detention_min",
    "reachable_detention_max",
    "reachable_exempt",
    "reachable_fine",
    "reference_min",
    "reference_max",
    "usual_fine_min",
    "usual_fine_max",
    "choices",
    "open_facts",
    "could_change",
    "could_change_searched",
];

/// The headings of what a case expects beside what is found: whether it holds, grades, result, and why it differs.
pub const TESTED: [&str; 4] = ["verdict", "expected", "result", "differs"];

/// The degrees of these grounds, from and to, in columns of their own.
pub fn degrees(line: &Line, of: &[Place]) -> Vec<Field> {
    let degree = |place: &Place| line.grounds.iter().find(|ground| ground.place == *place)?.degree;
    let both = |place: &Place| {
        let degree = degree(place);
        [number(degree.map(|(least, _)| rounded(least))), number(degree.and_then(|(_, most)| most).map(rounded))]
    };
    of.iter().flat_map(both).collect()
}

/// How many decimals of a degree are written; `analyze` gives the exact ratio.
const DECIMALS: u32 = 6;

/// The fields of a line.
pub fn fields(case: &str, person: &str, law: &str, line: &Line, published: &Sentence) -> Vec<Field> {
    let degree = line.degree();
    let band = line.band.unwrap_or_default();
    let established =
        line.grounds.iter().filter(|ground| ground.status.certain()).map(|ground| ground.place.to_string());
    let mut fields = vec![
        Field::Text(case.to_owned()),
        Field::Text(person.to_owned()),
        Field::Text(law.to_owned()),
        place(line.offence.as_ref()),
        text(line.text.as_deref()),
        Field::Text(line.status.name().to_owned()),
        Field::Number(line.least.to_string()),
        Field::Number(line.most.to_string()),
        Field::Text(line.names[line.least].clone()),
        Field::Text(line.names[line.most].clone()),
        Field::Truth(line.exact),
        place(line.ground.as_ref()),
        number(degree.map(|(least, _)| rounded(least))),
        number(degree.and_then(|(_, most)| most).map(rounded)),
        Field::Text(established.collect::<Vec<_>>().join(";")),
    ];
    fields.extend(band_fields(line.band));
    fields.extend([
        if line.band.is_some() { Field::Truth(band.life) } else { Field::Nothing },
        text(band.fine.map(|fine| fine.name())),
        number(band.fine_amount.map(|(least, _)| decimal(least, Unit::Yuan))),
        number(band.fine_amount.map(|(_, most)| decimal(most, Unit::Yuan))),
        place(line.track.as_ref()),
        number(single(published.imprisonment)),
        number(single(published.detention)),
        if *published == Sentence::default() { Field::Nothing } else { Field::Truth(published.probation) },
        number(single(published.fine)),
    ]);
    fields
}

/// What the analysis of the case adds to a line.
pub fn full(analysis: &Analysis, person: usize, line: &Line) -> Vec<Field> {
    let charges = analysis.persons.get(person).map(|person| person.charges.as_slice()).unwrap_or_default();
    let same = |charge: &&Charge| Some(&charge.offence) == line.offence.as_ref() && charge.text == line.text;
    let Some(charge) = charges.iter().find(same) else { return without_charge(charges) };
    let reachable = charge.reachable.as_ref();
    let band = reachable.map(|reachable| reachable.band);
    let [least, most, shortest, longest, ..] = band_fields(band);
    let reference = charge.sentencing.grades.last().map(|guidance| &guidance.reference);
    let choices = charge.choices_that_matter.iter().map(|choice| choice.name.as_str());
    let open = charge.open_facts.iter().map(|fact| fact.fact.as_str());
    vec![
        least,
        most,
        shortest,
        longest,
        reachable.map_or(Field::Nothing, |reachable| Field::Truth(reachable.exempt)),
        text(reachable.and_then(|reachable| reachable.fine).map(|fine| fine.name())),
        number(reference.map(|term| rounded(term.min))),
        number(reference.and_then(|term| term.max).map(rounded)),
        number(charge.usual_fine.as_ref().map(|fine| decimal(fine.fen.min, Unit::Yuan))),
        number(
            charge
                .usual_fine
                .as_ref()
                .filter(|fine| !fine.fen.is_unbounded())
                .map(|fine| decimal(fine.fen.max, Unit::Yuan)),
        ),
        Field::Text(choices.collect::<Vec<_>>().join(";")),
        Field::Text(open.collect::<Vec<_>>().join(";")),
        Field::Text(charge.could_change.names().join(";")),
        Field::Truth(charge.could_change.searched),
    ]
}

/// Of whom nothing is charged, what could bring a charge.
fn without_charge(charges: &[Charge]) -> Vec<Field> {
    let mut fields = vec![Field::Nothing; FULL.len()];
    let mut names: Vec<&str> = charges.iter().flat_map(|charge| charge.could_change.names()).collect();
    names.sort_unstable();
    names.dedup();
    if let ([.., could, searched], false) = (&mut fields[..], charges.is_empty()) {
        *could = Field::Text(names.join(";"));
        *searched = Field::Truth(charges.iter().all(|charge| charge.could_change.searched));
    }
    fields
}

/// The headings of a table with a line for each ground.
pub const GROUNDS: [&str; 10] =
    ["case", "person", "law", "offence", "text", "ground", "grade", "status", "degree_min", "degree_max"];

/// A line for each ground of a line.
pub fn grounds(case: &str, person: &str, law: &str, line: &Line) -> Vec<Vec<Field>> {
    let each = line.grounds.iter().map(|ground| {
        vec![
            Field::Text(case.to_owned()),
            Field::Text(person.to_owned()),
            Field::Text(law.to_owned()),
            place(line.offence.as_ref()),
            text(line.text.as_deref()),
            Field::Text(ground.place.to_string()),
            Field::Number(ground.grade.to_string()),
            Field::Text(ground.status.name().to_owned()),
            number(ground.degree.map(|(least, _)| rounded(least))),
            number(ground.degree.and_then(|(_, most)| most).map(rounded)),
        ]
    });
    each.collect()
}

/// Imprisonment, detention and control, from and to, in months.
fn band_fields(band: Option<Band>) -> [Field; 6] {
    let band = band.unwrap_or_default();
    let from = |months: Option<Months>| number(months.map(|(least, _)| least.to_string()));
    let to = |months: Option<Months>| number(months.map(|(_, most)| most.to_string()));
    [
        from(band.imprisonment),
        to(band.imprisonment),
        from(band.detention),
        to(band.detention),
        from(band.control),
        to(band.control),
    ]
}

/// A ratio in decimals, cut off and not rounded up, so that what falls short of a threshold never looks as if it did not.
fn rounded(ratio: Ratio) -> String {
    Decimals(*ratio.numer(), *ratio.denom()).to_string()
}

/// The same of a numerator, not below nothing, and a denominator.
#[derive(Clone, Copy, Debug)]
pub struct Decimals(pub Number, pub Number);

impl fmt::Display for Decimals {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, of) = *self;
        let scale = u64::from(10_u32.pow(DECIMALS));
        let Some(scaled) = number.checked_mul(scale.into()) else { return write!(to, "{}", number / of) };
        // Most numbers are short, and divided much faster so.
        let (whole, mut part) = match (u64::try_from(scaled), u64::try_from(of)) {
            (Ok(scaled), Ok(of)) => (Number::from(scaled / of / scale), scaled / of % scale),
            _ => (scaled / of / Number::from(scale), (scaled / of % Number::from(scale)) as u64),
        };
        match u64::try_from(whole) {
            Ok(whole) => write!(to, "{whole}")?,
            Err(_) => write!(to, "{whole}")?,
        }
        if part == 0 {
            return Ok(());
        }
        let mut width = DECIMALS as usize;
        while part.is_multiple_of(10) {
            (part, width) = (part / 10, width - 1);
        }
        write!(to, ".{part:0width$}")
    }
}

/// A figure of one person; a range is one over several, and says nothing of any of them.
fn single(spread: Option<Spread>) -> Option<String> {
    spread.filter(|(least, most)| least == most).map(|(least, _)| least.to_string())
}

fn place(place: Option<&Place>) -> Field {
    place.map_or(Field::Nothing, |place| Field::Text(place.to_string()))
}

fn text(text: Option<&str>) -> Field {
    text.map_or(Field::Nothing, |text| Field::Text(text.to_owned()))
}

fn number(number: Option<String>) -> Field {
    number.map_or(Field::Nothing, Field::Number)
}
