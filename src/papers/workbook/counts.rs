//! The sheet of the count: how the items were counted, step by step.

use super::super::facts::Teller;
use super::super::findings;
use super::{Cell, FIRST, Row, Sheet, base, ends, letter};
use crate::explain::findings::{Charge, CountFinding, PersonFindings, StepOf};
use crate::quantity::{Unit, decimal};
use crate::range::{Number, Range};

/// How the items were counted, step by step.
pub(super) fn counts(persons: &[PersonFindings], teller: Teller<'_>) -> Sheet {
    let say = |zh, en| teller.pick(zh, en);
    let mut sheet = Sheet::new(
        say("条数的计算", "Count"),
        &[
            (say("人员", "Person"), true),
            (say("罪名", "Charge"), true),
            (say("信息类别", "Class"), true),
            (say("涉案信息", "Information"), true),
            (say("步骤", "Step"), true),
            (say("依据", "Provision"), true),
            (say("扣除（至少）", "Off, at least"), false),
            (say("扣除（至多）", "Off, at most"), false),
            (say("条数（至少）", "Items, at least"), false),
            (say("条数（至多）", "Items, at most"), false),
        ],
    );
    for person in persons {
        for charge in findings::charges(person) {
            for counted in &charge.count {
                count(&mut sheet, person, charge, counted, teller);
            }
        }
    }
    sheet
}

/// The columns of what comes off, and of items.
const OFF: usize = 6;
const ITEMS: usize = 8;

/// One count: what came off row by row, what adds, and the sum.
fn count(sheet: &mut Sheet, person: &PersonFindings, charge: &Charge, counted: &CountFinding, teller: Teller<'_>) {
    let words = teller.words;
    let about = || -> Vec<Cell> {
        vec![
            person.name.as_str().into(),
            words.language.of(&charge.label).into(),
            words.language.of(&counted.class_label).into(),
            words.join(counted.datasets.iter().map(|id| words.dataset(id))).into(),
        ]
    };
    let row = |step: Cell, place: Cell, off: [Cell; 2], items: [Cell; 2]| {
        let cells = about().into_iter().chain([step, place]).chain(off).chain(items);
        Row::plain(cells.collect())
    };
    let none = || [Cell::Empty, Cell::Empty];
    let mut adds: Vec<usize> = Vec::new();
    let mut left: Option<usize> = None;
    for step in &counted.steps {
        let text = || Cell::from(words.language.of(&step.text));
        let place = || Cell::from(words.place(&step.place));
        match &step.of {
            StepOf::Adds => {
                adds.push(sheet.next());
                sheet.rows.push(row(text(), place(), none(), ends(step.items, Unit::Items, teller)));
            }
            StepOf::Left { before, less } => {
                if left.is_none() && less.max > 0 {
                    let stated = teller.pick("载明的条数", "as stated");
                    sheet.rows.push(row(stated.into(), Cell::Empty, none(), ends(*before, Unit::Items, teller)));
                }
                let at = sheet.next();
                let items = if less.max > 0 {
                    less_than(at, step.items, teller)
                } else {
                    ends(step.items, Unit::Items, teller)
                };
                let off = if less.max > 0 { ends(*less, Unit::Items, teller) } else { none() };
                sheet.rows.push(row(text(), place(), off, items));
                left = Some(at);
            }
        }
    }
    let from = if adds.is_empty() { left.into_iter().collect() } else { adds };
    let text = Cell::from(teller.pick("计入", "Counted"));
    let mut sum =
        row(text, words.place(&counted.article).into(), none(), counted_items(sheet, &from, counted.items, teller));
    sum.strong = true;
    sheet.rows.push(sum);
}

/// What is left in this row of what stood in the row above.
fn less_than(row: usize, items: Range, teller: Teller<'_>) -> [Cell; 2] {
    let (least, most) = (letter(ITEMS), letter(ITEMS + 1));
    let (less, more) = (letter(OFF), letter(OFF + 1));
    let above = row - 1;
    let [min, max] = ends(items, Unit::Items, teller);
    let formula = |cell: Cell, formula: String| match cell {
        Cell::Number(gives) => Cell::Formula(formula, gives),
        other => other,
    };
    [
        formula(min, format!("=MAX({least}{above}-{more}{row},0)")),
        formula(max, format!("=MAX({most}{above}-{less}{row},0)")),
    ]
}

/// The sum of these rows where that is what was counted; else what was counted.
fn counted_items(sheet: &Sheet, from: &[usize], items: Range, teller: Teller<'_>) -> [Cell; 2] {
    let [min, max] = ends(items, Unit::Items, teller);
    let sum = |column: usize, cell: Cell| {
        let cells = from.iter().map(|row| sheet.rows[row - FIRST].cells.get(column));
        let sum: Option<Number> = cells.map(|cell| base(cell?, Unit::Items)).sum();
        let rows: Vec<String> = from.iter().map(|row| format!("{}{row}", letter(column))).collect();
        match cell {
            Cell::Number(gives) if sum.is_some_and(|sum| decimal(sum, Unit::Items) == gives) && !rows.is_empty() => {
                Cell::Formula(format!("={}", rows.join("+")), gives)
            }
            cell => cell,
        }
    };
    [sum(ITEMS, min), sum(ITEMS + 1, max)]
}
