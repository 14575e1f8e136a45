//! The sheets of grounds and of evidence: what was found beside what is needed, and what each element and ground rests on.

use super::super::facts::Teller;
use super::super::{Material, findings};
use super::{Cell, Row, Sheet, ends, letter, ratio, rounded};
use crate::analysis::support::Support;
use crate::explain::findings::{Charge, GroundFinding, PersonFindings};
use crate::quantity::Ratio;
use crate::range::Number;

/// What was found beside what is needed, ground by ground.
pub(super) fn grounds(persons: &[PersonFindings], teller: Teller<'_>) -> Sheet {
    let say = |zh, en| teller.pick(zh, en);
    let mut sheet = Sheet::new(
        say("情形", "Grounds"),
        &[
            (say("人员", "Person"), true),
            (say("罪名", "Charge"), true),
            (say("依据", "Provision"), true),
            (say("情形", "Ground"), true),
            (say("认定（至少）", "Found, at least"), false),
            (say("认定（至多）", "Found, at most"), false),
            (say("标准", "Needed"), false),
            (say("倍数（至少）", "Degree, at least"), false),
            (say("倍数（至多）", "Degree, at most"), false),
            (say("状态", "Status"), false),
        ],
    );
    for person in persons {
        for charge in findings::charges(person) {
            for ground in &charge.grounds {
                let row = ground_row(sheet.next(), person, charge, ground, teller);
                sheet.rows.push(row);
            }
        }
    }
    sheet
}

fn ground_row(row: usize, person: &PersonFindings, charge: &Charge, ground: &GroundFinding, teller: Teller<'_>) -> Row {
    let words = teller.words;
    let mut cells: Vec<Cell> = vec![
        person.name.as_str().into(),
        words.language.of(&charge.label).into(),
        words.place(&ground.place).into(),
        words.language.of(&ground.text.label).into(),
    ];
    match &ground.compared {
        Some(compared) => {
            cells.extend(ends(compared.quantity, compared.unit, teller));
            cells.push(ratio(compared.threshold / compared.unit.scale()));
        }
        None => cells.resize(cells.len() + 3, Cell::Empty),
    }
    let degree = |found: Option<Number>, degree: Option<Ratio>, column: usize| match (&ground.compared, degree) {
        (Some(compared), Some(degree))
            if found.is_some_and(|found| Ratio::from(found) / compared.threshold == degree) =>
        {
            Cell::Formula(format!("={}{row}/{}{row}", letter(column), letter(6)), rounded(degree))
        }
        (_, Some(degree)) => Cell::Number(rounded(degree)),
        _ => Cell::Empty,
    };
    let quantity = ground.compared.map(|compared| compared.quantity);
    let most = quantity.filter(|range| !range.is_unbounded()).map(|range| range.max);
    cells.push(degree(quantity.map(|range| range.min), ground.degree.map(|(min, _)| min), 4));
    cells.push(degree(most, ground.degree.and_then(|(_, max)| max), 5));
    cells.push(words.truth(ground.status).into());
    Row::plain(cells)
}

/// Which evidence each element and each ground rests on.
pub(super) fn evidence(material: &Material<'_>, teller: Teller<'_>) -> Sheet {
    let say = |zh, en| teller.pick(zh, en);
    let words = teller.words;
    let there: Vec<&str> =
        teller.case.evidence.iter().filter(|one| !one.outstanding).map(|one| one.id.as_str()).collect();
    let mut columns = vec![
        (say("人员", "Person"), true),
        (say("要件、情形", "Element or ground"), true),
        (say("依据", "Provision"), true),
        (say("状态", "Status"), false),
    ];
    let before = columns.len();
    columns.extend(there.iter().map(|id| (*id, false)));
    columns.push((say("证据数", "Items of evidence"), false));
    columns.push((say("没有证据的事实", "Facts without evidence"), true));
    let mut sheet = Sheet::new(say("要件与证据", "Evidence"), &columns);
    for gaps in material.gaps {
        for support in gaps.support.iter().filter(|support| support.status.possible()) {
            let row = sheet.next();
            let mut cells: Vec<Cell> = vec![
                gaps.name.as_str().into(),
                words.language.of(&support.label).into(),
                words.place(&support.place).into(),
                words.truth(support.status).into(),
            ];
            cells.extend(there.iter().map(|id| if shows(support, id) { Cell::from("●") } else { Cell::Empty }));
            let number = support.evidence.len().to_string();
            cells.push(match there.len() {
                0 => Cell::Number(number),
                all => {
                    let (first, last) = (letter(before), letter(before + all - 1));
                    Cell::Formula(format!("=COUNTA({first}{row}:{last}{row})"), number)
                }
            });
            cells.push(words.join(support.without.iter().map(|path| words.fact(path))).into());
            sheet.rows.push(Row::plain(cells));
        }
    }
    sheet
}

fn shows(support: &Support, id: &str) -> bool {
    support.evidence.iter().any(|one| one == id)
}
