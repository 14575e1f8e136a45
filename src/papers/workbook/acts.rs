//! The sheet of acts: what each is stated to be, with sums of items and receipts.

use super::super::facts::Teller;
use super::{Cell, FIRST, Row, Sheet, ends, sum_of};
use crate::case::STRUCTURAL_FACTS;
use crate::case::facts::{Entity, Value as Stated};
use crate::law::condition::FactId;
use crate::law::vocabulary::{FactKind, Scope};
use crate::quantity::Unit;
use crate::range::Range;

/// What each act is stated to be, with sums of items and receipts.
pub(super) fn acts(teller: Teller<'_>) -> Sheet {
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
