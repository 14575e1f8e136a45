//! Generated cases for the two readings: each as settled facts for the second reading and as a file for the engine.

use std::collections::BTreeSet;

use super::PERSONS;
use super::reading::{Act, Body, Case, Class, Grade, Record, Result, grade};

/// Kinds of fact that a generated case may leave open, beside ranges.
#[derive(Clone, Copy, Debug)]
pub struct Switches {
    /// How many items a body has may be unknown: one at least.
    pub items_unknown: bool,
    /// How many items are false may be unknown.
    pub false_unknown: bool,
    /// Every item of a body may be false.
    pub all_false: bool,
}

/// What a generated case leaves open: one fact, and what it may be.
#[derive(Clone, Debug)]
pub enum Open {
    Items(usize, i64, i64),
    False(usize),
    Gains(usize, i64, i64),
    Purpose(usize),
    Crime(usize),
    Position(usize),
    Major(usize),
}

/// A generated case.
#[derive(Clone, Debug)]
pub struct Sample {
    /// With one value for every open fact.
    pub case: Case,
    pub open: Vec<Open>,
    /// What is open is written as disputed, at the value of `case`, with the other side's figure where it is an amount.
    pub disputed: bool,
}

/// Unbounded, for amounts that are unknown: far above every standard.
pub const MOST: i64 = 1_000_000;

/// Numbers without order, the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 33) as usize) % most
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// A number beside one of these, or anything below.
    fn near(&mut self, standards: &[i64]) -> i64 {
        let one = self.of(standards);
        let near = match self.below(4) {
            0 => one - 1,
            1 => one,
            2 => one + 1,
            _ => 1 + self.below(one as usize * 2) as i64,
        };
        near.max(1)
    }
}

const KINDS: [(&str, Class); 10] = [
    ("whereabouts", Class::Grave),
    ("communication_content", Class::Grave),
    ("credit", Class::Grave),
    ("property", Class::Grave),
    ("accommodation", Class::Sensitive),
    ("communication_records", Class::Sensitive),
    ("health", Class::Sensitive),
    ("transaction", Class::Sensitive),
    ("employment", Class::Ordinary),
    ("phone", Class::Ordinary),
];

const OBTAINING: [&str; 9] =
    ["steal", "hack", "query", "deceive", "track", "purchase", "receive", "exchange", "collect"];
const SUPPLYING: [&str; 3] = ["sell", "provide", "publish"];

fn standards(class: Class) -> &'static [i64] {
    match class {
        Class::Grave => &[5, 25, 50, 250, 500],
        Class::Sensitive => &[50, 250, 500, 2_500, 5_000],
        Class::Ordinary => &[500, 2_500, 5_000, 25_000, 50_000],
    }
}

/// A case; with open facts where `open` says so.
pub fn sample(seed: u64, open: bool, switches: Switches) -> Sample {
    let mut dice = Dice::new(seed);
    (0..20).for_each(|_| {
        dice.below(2);
    });
    let mut case = Case::default();
    for _ in 0..1 + dice.below(3) {
        let (kind, class) = dice.of(&KINDS);
        let recipients = 1 + dice.below(3) as i64;
        let items = (dice.near(standards(class)) / dice.of(&[1, 1, recipients])).max(1);
        let mut body = Body { kind, class, items, duplicates: 0, false_items: 0, by_position: dice.one_in(2) };
        if dice.one_in(6) && items > 3 {
            body.duplicates = dice.below(items as usize / 2) as i64;
            body.false_items = dice.below(items as usize / 2) as i64;
        }
        if switches.all_false && dice.one_in(30) {
            (body.duplicates, body.false_items) = (0, items);
        }
        case.bodies.push(body);
    }
    for _ in 0..1 + dice.below(4) {
        let act = act(&mut dice, &case.bodies);
        case.acts.push(act);
    }
    if dice.one_in(4) {
        let record = record(&mut dice, &case.acts);
        case.records.push(record);
    }
    if dice.one_in(8) {
        let kind = dice.of(&["death", "serious_injury", "mental_disorder", "kidnapping", "other", "economic_loss"]);
        let of = dice.below(case.acts.len());
        let major = kind == "economic_loss" && dice.one_in(2);
        case.results.push(Result { of, kind, major });
    }
    let open = if open { opened(&mut dice, &case, switches) } else { Vec::new() };
    Sample { case, open, disputed: false }
}

fn act(dice: &mut Dice, bodies: &[Body]) -> Act {
    let supplies = dice.one_in(2);
    let does = if supplies { dice.of(&SUPPLYING) } else { dice.of(&OBTAINING) };
    let names = ["x", "y", "z"];
    let mut to: Vec<&'static str> = (0..1 + dice.below(3)).map(|_| dice.of(&names)).collect();
    to.sort_unstable();
    to.dedup();
    if !supplies || does == "publish" {
        to.clear();
    }
    let by = match dice.below(6) {
        0 => PERSONS.to_vec(),
        1 => vec!["q"],
        _ => vec!["p"],
    };
    let lawful_business = ["purchase", "receive"].contains(&does) && dice.one_in(2);
    let crime = if supplies && dice.one_in(6) { 1 + dice.below(2) } else { 0 };
    let act = Act {
        by,
        does,
        body: dice.below(bodies.len()),
        on: (2022, 1 + dice.below(12) as i64, 5 + dice.below(20) as i64),
        to,
        gains: if supplies && dice.one_in(2) { dice.near(&[2_500, 5_000, 25_000, 50_000]) } else { 0 },
        lawful_business,
        profit: if lawful_business && dice.one_in(2) { dice.near(&[25_000, 50_000]) } else { 0 },
        crime,
        knew: crime > 0 && dice.one_in(2),
        by_position: if supplies && dice.one_in(6) { Some(dice.one_in(2)) } else { None },
    };
    // What is kept in somebody's name and posted raises a question of art. 5(1)(10), which this reading does not ask.
    match ["credit", "accommodation"].contains(&bodies[act.body].kind) && act.does == "publish" {
        true => Act { does: "sell", to: vec!["x"], ..act },
        false => act,
    }
}

/// Decided about two years before one of the acts, and on no day of any.
fn record(dice: &mut Dice, acts: &[Act]) -> Record {
    let (year, month, day) = dice.of(&acts.iter().map(|act| act.on).collect::<Vec<_>>());
    let mut decided = (year - dice.of(&[0, 2, 2, 2, 5]), month, day + dice.of(&[-1, 0, 1]));
    while acts.iter().any(|act| act.on == decided) {
        decided.2 -= 1;
    }
    Record { person: "p", criminal: dice.one_in(2), decided }
}

fn opened(dice: &mut Dice, case: &Case, switches: Switches) -> Vec<Open> {
    let mut open = Vec::new();
    let around = |dice: &mut Dice, value: i64| {
        let spread = dice.below(value as usize + 3) as i64;
        ((value - spread).max(1), value + dice.below(spread as usize * 3 + 2) as i64)
    };
    let (body, act) = (dice.below(case.bodies.len()), dice.below(case.acts.len()));
    let plain = case.bodies[body].duplicates == 0 && case.bodies[body].false_items == 0;
    if plain && dice.one_in(2) {
        let (least, most) = around(dice, case.bodies[body].items);
        let unknown = switches.items_unknown && dice.one_in(4);
        open.push(if unknown { Open::Items(body, 1, MOST) } else { Open::Items(body, least, most) });
    } else if switches.false_unknown && dice.one_in(4) {
        open.push(Open::False(body));
    }
    let of = &case.acts[act];
    if of.supplies() {
        match dice.below(4) {
            0 if of.gains > 0 => {
                let (least, most) = around(dice, of.gains);
                open.push(Open::Gains(act, least, most));
            }
            1 => open.push(Open::Crime(act)),
            2 => open.push(Open::Position(act)),
            _ => {}
        }
    } else if ["purchase", "receive"].contains(&of.does) && dice.one_in(2) {
        open.push(Open::Purpose(act));
    }
    if let Some(at) = case.results.iter().position(|result| result.kind == "economic_loss")
        && dice.one_in(2)
    {
        open.push(Open::Major(at));
    }
    open
}

impl Sample {
    /// Every grade that some settled case of this one gives the person.
    pub fn grades(&self, person: &str) -> BTreeSet<Grade> {
        let (ranges, listed): (Vec<&Open>, Vec<&Open>) =
            self.open.iter().partition(|open| range(&self.case, open).is_some());
        let mut cases = vec![self.case.clone()];
        for open in listed {
            cases = cases.iter().flat_map(|case| with_each(case, open)).collect();
        }
        let mut found = BTreeSet::new();
        cases.iter().for_each(|case| between(case, &ranges, person, &mut found));
        found
    }

    /// The paths of an open fact.
    pub fn paths(&self, open: &Open) -> Vec<String> {
        match open {
            Open::Items(body, ..) => vec![format!("dataset.d{body}.items")],
            Open::False(body) => vec![format!("dataset.d{body}.false_items")],
            Open::Gains(act, ..) => vec![format!("act.a{act}.gains")],
            Open::Purpose(act) => vec![format!("act.a{act}.purpose")],
            Open::Crime(act) => vec![format!("act.a{act}.recipient_crime"), format!("act.a{act}.knew_of_crime")],
            Open::Position(act) => vec![format!("act.a{act}.obtained_in")],
            Open::Major(_) => Vec::new(),
        }
    }

    /// Whether the fact changes the person's grade in some completion of the others, amounts at and beside standards.
    pub fn matters(&self, which: usize, person: &str) -> bool {
        let mut cases = vec![self.case.clone()];
        for open in self.open.iter().enumerate().filter(|(at, _)| *at != which).map(|(_, open)| open) {
            cases = cases.iter().flat_map(|case| tried(case, open)).collect();
        }
        cases.iter().any(|case| {
            let mut one = self.clone();
            (one.case, one.open) = (case.clone(), vec![self.open[which].clone()]);
            one.grades(person).len() > 1
        })
    }
}

/// The same with what is open disputed instead: amounts between one side's figure and the other's.
pub fn in_dispute(mut sample: Sample) -> Sample {
    // Which answer a judgement has is nobody's figure, and what is false is not stated by one side here.
    sample.open.retain(|open| !matches!(open, Open::Major(_) | Open::False(_)));
    for open in &sample.open {
        match *open {
            Open::Items(body, least, most) => {
                let items = &mut sample.case.bodies[body].items;
                *items = if *items % 2 == 0 { least } else { most };
            }
            Open::Gains(act, least, most) => {
                let gains = &mut sample.case.acts[act].gains;
                *gains = if *gains % 2 == 0 { least } else { most };
            }
            // A file that states knowledge of no crime contradicts itself.
            Open::Crime(act) if sample.case.acts[act].crime == 0 => sample.case.acts[act].knew = false,
            Open::Position(act) => {
                let had = sample.case.acts[act].by_position;
                sample.case.acts[act].by_position = Some(had.unwrap_or_default());
            }
            _ => {}
        }
    }
    sample.disputed = true;
    sample
}

/// The ends of an amount that is open.
fn range(case: &Case, open: &Open) -> Option<(i64, i64)> {
    match *open {
        Open::Items(_, least, most) | Open::Gains(_, least, most) => Some((least, most)),
        Open::False(body) => Some((0, case.bodies[body].items - case.bodies[body].duplicates)),
        Open::Purpose(_) | Open::Crime(_) | Open::Position(_) | Open::Major(_) => None,
    }
}

/// The case with an open amount settled; of false items, by what is left.
fn at(case: &Case, open: &Open, amount: i64) -> Case {
    let mut case = case.clone();
    match *open {
        Open::Items(body, ..) => case.bodies[body].items = amount,
        Open::False(body) => {
            case.bodies[body].false_items = case.bodies[body].items - case.bodies[body].duplicates - amount;
        }
        Open::Gains(act, ..) => case.acts[act].gains = amount,
        Open::Purpose(_) | Open::Crime(_) | Open::Position(_) | Open::Major(_) => {}
    }
    case
}

/// A case with an open fact settled in every way that may tell grades apart: amounts at their ends and at, and beside,
/// what one to four recipients make a standard.
fn tried(case: &Case, open: &Open) -> Vec<Case> {
    let Some((least, most)) = range(case, open) else { return with_each(case, open) };
    let standards = [5, 25, 50, 250, 500, 2_500, 5_000, 25_000, 50_000];
    let near =
        standards.iter().flat_map(|standard| (1..=4).flat_map(move |times| [standard / times, standard / times + 1]));
    let even = (0..50).map(|step| least + (most.min(60_000) - least).max(0) * step / 50);
    let amounts: BTreeSet<i64> =
        near.chain(even).chain([least, most]).filter(|at| (least..=most).contains(at)).collect();
    amounts.into_iter().map(|amount| at(case, open, amount)).collect()
}

/// The grades between the least and the greatest of every open amount. More never makes a grade lower, so where both
/// ends of a stretch have one grade, so has what lies between; where they have not, it is halved.
fn between(case: &Case, ranges: &[&Open], person: &str, found: &mut BTreeSet<Grade>) {
    let Some((open, others)) = ranges.split_first() else {
        found.insert(grade(case, person));
        return;
    };
    let Some((least, most)) = range(case, open) else { return };
    let mut stretches = vec![(least, most)];
    while let Some((low, high)) = stretches.pop() {
        let ends = [low, high].map(|amount| {
            let mut grades = BTreeSet::new();
            between(&at(case, open, amount), others, person, &mut grades);
            grades
        });
        if ends[0] != ends[1] && high - low > 1 {
            let middle = low + (high - low) / 2;
            stretches.extend([(low, middle), (middle, high)]);
        }
        found.extend(ends.into_iter().flatten());
    }
}

fn with_each(case: &Case, open: &Open) -> Vec<Case> {
    let with = |change: &dyn Fn(&mut Case)| {
        let mut case = case.clone();
        change(&mut case);
        case
    };
    match *open {
        Open::Purpose(act) => {
            [true, false].map(|lawful| with(&|case| case.acts[act].lawful_business = lawful)).to_vec()
        }
        Open::Crime(act) => {
            let each = [(0, false), (1, false), (1, true), (2, false), (2, true)];
            each.map(|(crime, knew)| with(&|case| (case.acts[act].crime, case.acts[act].knew) = (crime, knew))).to_vec()
        }
        Open::Position(act) => [true, false].map(|had| with(&|case| case.acts[act].by_position = Some(had))).to_vec(),
        Open::Major(result) => [true, false].map(|major| with(&|case| case.results[result].major = major)).to_vec(),
        Open::Items(..) | Open::False(_) | Open::Gains(..) => vec![case.clone()],
    }
}
