//! The acts, the count and the evidence of a case as a workbook (工作簿), with formulas that one can follow: every figure
//! that comes of others is a formula over their cells. What a formula gives is what was found, or there is no formula.

use super::Material;
use super::facts::Teller;
use super::findings;
use crate::analysis::support::Support;
use crate::case::STRUCTURAL_FACTS;
use crate::case::facts::{Entity, Value as Stated};
use crate::explain::findings::{Charge, CountFinding, GroundFinding, PersonFindings, StepOf};
use crate::law::condition::FactId;
use crate::law::vocabulary::{FactKind, Scope};
use crate::quantity::{Ratio, Unit, decimal};
use crate::range::{Number, Range};
use crate::report::words::Language;

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbook {
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet: headings in its first row, then rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The heading of each column, and whether it holds texts to be wrapped.
    pub columns: Vec<(String, bool)>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row; whether it is set off as a sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// A value for each column; those left out at the end are empty.
    pub cells: Vec<Cell>,
    /// Whether it is set off.
    pub strong: bool,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number in decimals.
    Number(String),
    /// A formula and what it gives, in decimals.
    Formula(String, String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// How many places behind the point a degree is given.
const PLACES: usize = 4;

/// The first row below the headings, as Excel numbers rows.
const FIRST: usize = 2;

/// The workbook of a case.
pub fn workbook(material: &Material<'_>, language: Language) -> Workbook {
    let words = material.words(language);
    let teller = Teller { case: material.case, book: material.book, words: &words };
    let persons = &material.reasoning.analysis.persons;
    let mut how = Sheet::new(teller.pick("说明", "About"), &[(teller.pick("由何而来", "Made from"), true)]);
    how.rows.extend(material.made.iter().map(|line| Row::plain(vec![line.as_str().into()])));
    let sheets = vec![acts(teller), counts(persons, teller), grounds(persons, teller), evidence(material, teller), how];
    Workbook { sheets }
}

impl Sheet {
    fn new(name: &str, columns: &[(&str, bool)]) -> Self {
        let columns = columns.iter().map(|(heading, wraps)| ((*heading).to_owned(), *wraps)).collect();
        Self { name: name.to_owned(), columns, rows: Vec::new() }
    }

    /// The number of the row that comes next, as Excel has it.
    fn next(&self) -> usize {
        self.rows.len() + FIRST
    }
}

impl Row {
    fn plain(cells: Vec<Cell>) -> Self {
        Self { cells, strong: false }
    }

    fn sum(cells: Vec<Cell>) -> Self {
        Self { cells, strong: true }
    }
}

/// The name of a column, the first being 0: A … Z, AA …
fn letter(column: usize) -> String {
    const LETTERS: usize = 26;
    let last = char::from(b'A' + u8::try_from(column % LETTERS).unwrap_or_default());
    if column < LETTERS { last.to_string() } else { letter(column / LETTERS - 1) + &last.to_string() }
}

fn number(value: Number, unit: Unit) -> Cell {
    Cell::Number(decimal(value, unit))
}

/// The least and the most; what has no end is said.
fn ends(range: Range, unit: Unit, teller: Teller<'_>) -> [Cell; 2] {
    let most = if range.is_unbounded() { teller.words.unknown.into() } else { number(range.max, unit) };
    [number(range.min, unit), most]
}

/// What each act is stated to be, with sums of items and receipts.
fn acts(teller: Teller<'_>) -> Sheet {
    let say = |zh, en| teller.pick(zh, en);
    let mut sheet = Sheet::new(
        say("行为", "Acts"),
        &[
            (say("编号", "Id"), false),
            (say("时间", "When"), false),
            (say("行为人", "By"), true),
            (say("方式", "Conduct"), true),
            (say("信息", "Information"), true),
            (say("相对方", "Other side"), true),
            (say("条数（至少）", "Items, at least"), false),
            (say("条数（至多）", "Items, at most"), false),
            (say("所得（至少，元）", "Receipts, at least, yuan"), false),
            (say("所得（至多，元）", "Receipts, at most, yuan"), false),
            (say("证据", "Evidence"), true),
        ],
    );
    let received = STRUCTURAL_FACTS.into_iter().find(|(scope, _)| *scope == Scope::Gains).map_or("", |(_, name)| name);
    let stated =
        |entity, name: &str| teller.stated(entity, name).map(|(id, fact)| teller.value(entity, id, &fact.value));
    for (at, act) in teller.case.acts.iter().enumerate() {
        let entity = Entity::Act(at);
        let name = |id: &String| {
            teller.case.person_named(id).map_or(id.clone(), |person| teller.case.persons[person].name.clone())
        };
        let when = match (stated(entity, "on"), stated(entity, "from"), stated(entity, "until")) {
            (Some(on), ..) => on,
            (None, from, until) => from.into_iter().chain(until).collect::<Vec<_>>().join(say("至", " to ")),
        };
        let own = teller.case.gains.iter().position(|gains| gains.of == [at]);
        let mut cells: Vec<Cell> = vec![
            act.id.as_str().into(),
            when.into(),
            teller.words.join(act.by.iter().map(|&person| &teller.case.persons[person].name)).into(),
            stated(entity, "does").unwrap_or_default().into(),
            teller.words.join(act.datasets.iter().map(|&at| teller.dataset(at))).into(),
            teller.words.join(act.to.iter().flatten().map(name)).into(),
        ];
        cells.extend(amounts(entity, "items", teller));
        cells.extend(own.map_or([Cell::Empty, Cell::Empty], |own| amounts(Entity::Gains(own), received, teller)));
        cells.push(evidence_of(entity, own.map(Entity::Gains), teller).into());
        sheet.rows.push(Row::plain(cells));
    }
    for (at, gains) in teller.case.gains.iter().enumerate().filter(|(_, gains)| gains.of.len() > 1) {
        let of = teller.words.join(gains.of.iter().map(|&act| &teller.case.acts[act].id));
        let mut cells = vec![of.into(), say("共同的所得", "received together").into()];
        cells.resize(8, Cell::Empty);
        cells.extend(amounts(Entity::Gains(at), received, teller));
        cells.push(evidence_of(Entity::Gains(at), None, teller).into());
        sheet.rows.push(Row::plain(cells));
    }
    let last = sheet.next();
    let mut cells = vec![say("合计", "Sum").into()];
    cells.resize(6, Cell::Empty);
    // An act that states no items is on all of its information: what the others state is then no sum.
    let all_state = sheet.rows.iter().all(|row| row.cells.get(6).is_some_and(|cell| *cell != Cell::Empty));
    for (column, unit, sums) in
        [(6, Unit::Items, all_state), (7, Unit::Items, all_state), (8, Unit::Yuan, true), (9, Unit::Yuan, true)]
    {
        cells.push(if sums && last > FIRST { sum_of(&sheet, column, FIRST..last, unit) } else { Cell::Empty });
    }
    sheet.rows.push(Row::sum(cells));
    sheet
}

/// The least and the most of an amount that is stated; nothing where none is.
fn amounts(entity: Entity, name: &str, teller: Teller<'_>) -> [Cell; 2] {
    let found: Option<(FactId, Range)> = teller.stated(entity, name).and_then(|(id, fact)| match fact.value {
        Stated::Number(range) => Some((id, range)),
        _ => None,
    });
    match found.map(|(id, range)| (teller.book.vocabulary.fact(id).kind, range)) {
        Some((FactKind::Amount(unit), range)) => ends(range, unit, teller),
        _ => [Cell::Empty, Cell::Empty],
    }
}

/// The evidence that facts of an act and of its receipts name, each once.
fn evidence_of(act: Entity, gains: Option<Entity>, teller: Teller<'_>) -> String {
    let entities = [Some(act), gains];
    let facts = entities.into_iter().flatten().flat_map(|entity| teller.stated_of(entity, &[]));
    let mut ids: Vec<&String> = Vec::new();
    for id in facts.flat_map(|(_, fact)| &fact.evidence) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    teller.words.join(ids)
}

/// The sum of a column over rows, as a formula.
fn sum_of(sheet: &Sheet, column: usize, rows: std::ops::Range<usize>, unit: Unit) -> Cell {
    let name = letter(column);
    let cells = rows.clone().map(|row| sheet.rows[row - FIRST].cells.get(column));
    let sum = cells.filter_map(|cell| base(cell?, unit)).sum();
    Cell::Formula(format!("=SUM({name}{}:{name}{})", rows.start, rows.end - 1), decimal(sum, unit))
}

/// A number of a cell in base units.
fn base(cell: &Cell, unit: Unit) -> Option<Number> {
    let (Cell::Number(text) | Cell::Formula(_, text)) = cell else { return None };
    let ends = crate::case::scalar::amount(text, unit).ok()?;
    ends.min
}

/// How the items were counted, step by step.
fn counts(persons: &[PersonFindings], teller: Teller<'_>) -> Sheet {
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

/// What was found beside what is needed, ground by ground.
fn grounds(persons: &[PersonFindings], teller: Teller<'_>) -> Sheet {
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

/// A number that need not be whole: as a formula where it is not, so that it stays exact.
fn ratio(value: Ratio) -> Cell {
    match value.is_integer() {
        true => Cell::Number(value.to_integer().to_string()),
        false => Cell::Formula(format!("={}/{}", value.numer(), value.denom()), rounded(value)),
    }
}

/// A ratio in decimals, rounded down.
fn rounded(value: Ratio) -> String {
    let scale = Number::from(10).pow(PLACES as u32);
    let scaled = (value * scale).to_integer();
    format!("{}.{:0places$}", scaled / scale, scaled % scale, places = PLACES)
}

/// Which evidence each element and each ground rests on.
fn evidence(material: &Material<'_>, teller: Teller<'_>) -> Sheet {
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
