//! Two analyses written by hand: the worked example of the formats, and a case with everything open.

use std::collections::BTreeMap;

use gravamen::explain::findings::*;
use gravamen::explain::sentencing::Sentencing;
use gravamen::law::book::{Band, Effect, FineMode, Modal, Text, Verification};
use gravamen::law::vocabulary::Label;
use gravamen::place::Place;
use gravamen::quantity::{Ratio, Unit};
use gravamen::range::{Number, Range, UNBOUNDED};
use gravamen::truth::Truth;

pub fn place(text: &str) -> Place {
    Place::parse(text).expect("a place")
}

pub fn label(zh: &str, en: &str) -> Label {
    Label { zh: zh.to_owned(), en: en.to_owned() }
}

pub fn text(zh: &str, en: &str) -> Text {
    Text { label: label(zh, en), verification: Verification::Verified, sources: vec!["L1".to_owned()] }
}

fn grade(name: &str) -> GradeName {
    let label = match name {
        "none" => label("未达情节严重", "no grade reached"),
        "serious" => label("情节严重", "serious circumstances"),
        _ => label("情节特别严重", "especially serious circumstances"),
    };
    GradeName { name: name.to_owned(), label }
}

fn band(name: &str) -> Band {
    if name == "serious" {
        let fine = Some(FineMode::WithOrInstead);
        Band { imprisonment: Some((6, 36)), detention: Some((1, 6)), control: None, fine, ..Band::default() }
    } else {
        Band { imprisonment: Some((36, 84)), fine: Some(FineMode::With), ..Band::default() }
    }
}

/// A ground that compares a quantity of items, or of fen, with a threshold.
fn ground(at: &str, grade: usize, says: Text, found: Range, needed: Number, unit: Unit) -> GroundFinding {
    let threshold = Ratio::from_integer(needed);
    let max = (found.max < UNBOUNDED).then(|| Ratio::from_integer(found.max) / threshold);
    let facts = if unit == Unit::Yuan { "act.a2.gains" } else { "dataset.orders.items" };
    GroundFinding {
        place: place(at),
        grade,
        text: says,
        status: found.at_least(needed),
        basis: BasisName::Fact,
        degree: Some((Ratio::from_integer(found.min) / threshold, max)),
        compared: Some(ComparedFinding { quantity: found, threshold, unit }),
        verification: Verification::Verified,
        facts: vec![facts.to_owned()],
        evidence: vec!["E1".to_owned()],
        parts: Vec::new(),
        notes: Vec::new(),
    }
}

fn sensitive(items: Range) -> GroundFinding {
    let says = text(
        "住宿、通信记录、健康生理、交易信息等可能影响人身、财产安全的信息五百条以上",
        "At least 500 items of accommodation, communication, health, transaction or other safety-related information",
    );
    ground("fs-2017-10/5.1.4", 0, says, items, 500, Unit::Items)
}

fn gains(fen: Range) -> GroundFinding {
    ground(
        "fs-2017-10/5.1.7",
        0,
        text("违法所得五千元以上", "Illegal gains of at least 5,000 yuan"),
        fen,
        500_000,
        Unit::Yuan,
    )
}

/// Ten times one of these.
fn tenfold(parts: Vec<GroundFinding>) -> GroundFinding {
    let ten = Ratio::from_integer(10);
    let degrees = || parts.iter().filter_map(|part| part.degree);
    let min = degrees().map(|(min, _)| min / ten).max().expect("a part");
    let max = degrees().map(|(_, max)| max.map(|max| max / ten)).max().expect("a part");
    let one = Ratio::from_integer(1);
    let status = match (min >= one, max.is_none_or(|max| max >= one)) {
        (true, _) => Truth::Established,
        (false, true) => Truth::Open,
        (false, false) => Truth::Excluded,
    };
    GroundFinding {
        status,
        degree: Some((min, max)),
        compared: None,
        parts,
        ..ground(
            "fs-2017-10/5.2.3",
            1,
            text("数量或者数额达到前款第三至八项十倍以上", "Ten times a figure of items 3 to 8 of paragraph 1"),
            Range::ZERO,
            1,
            Unit::Items,
        )
    }
}

fn charge(grades: &[&str]) -> Charge {
    let settled = match grades {
        [one] => Some(*one),
        _ => None,
    };
    let banded = || grades.iter().filter(|name| **name != "none");
    Charge {
        offence: place("cl/253-1"),
        text: None,
        label: label("侵犯公民个人信息罪", "infringing citizens' personal information"),
        status: if grades.contains(&"none") { Truth::Open } else { Truth::Established },
        present: Truth::Established,
        stands: if grades.contains(&"none") { Truth::Open } else { Truth::Established },
        grade: settled.map(grade),
        grades: grades.iter().map(|name| grade(name)).collect(),
        exact: true,
        elements: vec![
            element("subject", Truth::Established, BasisName::Fact),
            element("intent", Truth::Established, BasisName::NotInIssue),
        ],
        missing: Vec::new(),
        grounds: Vec::new(),
        not_invoked: vec![place("fs-2017-10/5.1.10"), place("fs-2017-10/5.2.4")],
        not_encoded: Vec::new(),
        unanswered: Vec::new(),
        count: Vec::new(),
        unstated: Vec::new(),
        circumstances: Vec::new(),
        unweighed: Vec::new(),
        band: settled.map(band),
        bands: banded().map(|name| (grade(name), band(name))).collect(),
        reachable: None,
        surely_reachable: None,
        usual_fine: None,
        sentencing: Sentencing::default(),
        open_facts: Vec::new(),
        choices_that_matter: Vec::new(),
        choices_beside: Vec::new(),
        earlier: Vec::new(),
        limitation: Vec::new(),
        exits: Vec::new(),
        closed_exits: Vec::new(),
        defaults_used: Vec::new(),
        presumed: Vec::new(),
        contested: Vec::new(),
        could_change: CouldChange {
            each: Vec::new(),
            together: Vec::new(),
            decides: Vec::new(),
            among: Vec::new(),
            reachable: None,
            searched: true,
        },
        notes: Vec::new(),
    }
}

fn element(name: &str, status: Truth, basis: BasisName) -> ElementFinding {
    let text = match name {
        "subject" => text("犯罪时已满十六周岁", "Sixteen or over at the act"),
        _ => text("明知而希望或者放任", "Intent: knowing, and wishing for it or letting it happen"),
    };
    let place = place(if name == "subject" { "cl/17.1" } else { "cl/14" });
    let facts = vec!["person.zhang.born".to_owned()];
    ElementFinding { name: name.to_owned(), label: label(name, name), place, text, status, basis, facts }
}

fn relied(fact: &str, says: Label, value: Label, at: Option<&str>) -> Relied {
    Relied { fact: fact.to_owned(), label: says, value, place: at.map(place) }
}

fn analysis(id: &str, title: Label, charge: Charge) -> Analysis {
    Analysis {
        case: id.to_owned(),
        title,
        as_of: "2023-06-01".to_owned(),
        proposals: Vec::new(),
        parameters: Vec::new(),
        choices: Vec::new(),
        citations: Default::default(),
        instruments: vec![InstrumentUsed {
            id: "fs-2017-10".to_owned(),
            sha256: "5f2c".repeat(16),
            checked: Some("2026-05-21".to_owned()),
            checked_apart: Vec::new(),
            rests: Vec::new(),
        }],
        only_proven: false,
        linked: Vec::new(),
        persons: vec![PersonFindings {
            id: "zhang".to_owned(),
            name: "Zhang".to_owned(),
            recommended: vec![charge.offence.clone()],
            charges: vec![charge],
            absent: Vec::new(),
            relations: Vec::new(),
            recommended_under: Vec::new(),
            joint: None,
            time: Vec::new(),
            comparisons: Vec::new(),
            tracks: Vec::new(),
            combined: Vec::new(),
        }],
    }
}

/// The worked example of the formats: everything settled but for one disputed sum.
pub fn settled() -> Analysis {
    let items = Range::point(117_600);
    let mut one = charge(&["especially_serious"]);
    let vile = text("违法所得五万元以上", "Illegal gains of at least 50,000 yuan");
    one.grounds = vec![
        sensitive(items),
        gains(Range::point(3_000_050)),
        tenfold(vec![sensitive(items), gains(Range::point(3_000_050))]),
        ground("fs-2017-10/5.2.9", 2, vile, Range::point(3_000_050), 5_000_000, Unit::Yuan),
    ];
    let step = |at: &str, zh: &str, en: &str, items| CountStep {
        place: place(at),
        text: label(zh, en),
        items,
        of: StepOf::Adds,
    };
    one.count = vec![CountFinding {
        datasets: vec!["orders".to_owned()],
        class: "sensitive".to_owned(),
        class_label: label("第四项信息", "item 4 information"),
        article: place("fs-2017-10/5"),
        items,
        apart: None,
        steps: vec![
            step(
                "fs-2017-10/11.3",
                "扣除查实重复的1200条",
                "1,200 shown duplicates are taken off",
                Range::point(58_800),
            ),
            step("fs-2017-10/11.2", "向二人分别提供，累计计算", "provided to 2 recipients, counted for each", items),
            step(
                "fs-2017-10/11.1",
                "获取后又提供的，不重复计算",
                "obtained and then provided: not counted again",
                Range::ZERO,
            ),
        ],
    }];
    one.circumstances = vec![CircumstanceFinding {
        place: place("cl/67.1"),
        text: text("自首", "Surrender"),
        status: Truth::Established,
        effects: vec![(Modal::May, vec![Effect::Lighter, Effect::Mitigated])],
        percent: Some((-40, 0)),
        facts: vec!["person.zhang.surrendered".to_owned()],
    }];
    let below = Band { imprisonment: Some((6, 84)), detention: Some((1, 6)), ..band("serious") };
    one.reachable = Some(Reachable { band: below, exempt: false, fine: below.fine });
    one.surely_reachable = one.reachable.clone();
    one.usual_fine = Some(UsualFine {
        shall: false,
        place: place("fs-2017-10/12"),
        text: text("一般为违法所得的一倍以上五倍以下", "Usually one to five times the illegal gains"),
        fen: Range::new(3_000_050, 15_000_250),
    });
    let dispute = label("三万元五角", "30,000.50 yuan");
    one.contested = vec![relied("act.a2.gains", label("收取的款项", "gross receipts"), dispute, None)];
    one.defaults_used = vec![relied("act.a1.stage", label("犯罪形态", "stage"), label("既遂", "completed"), None)];
    let presumed = label("据实认定的条数", "the number as found");
    one.presumed =
        vec![relied("dataset.orders.true", label("批量信息的条数", "bulk number"), presumed, Some("fs-2017-10/11.3"))];
    one.notes = vec![label("合计不增加任何结果", "the sum adds nothing: one class reaches its figure alone")];
    let mut settled = analysis(
        "zhang-constructed",
        label("窃取并出售消费者信息案（虚构）", "Consumers' records taken and sold on (constructed)"),
        one,
    );
    settled.choices = vec![("agg-10x".to_owned(), "strict".to_owned())];
    settled
}

/// A case with everything open: a count with no upper end, a reading that matters, a judgement unanswered.
pub fn open() -> Analysis {
    let items = Range::new(420, 620);
    let mut one = charge(&["none", "serious", "especially_serious"]);
    one.exact = false;
    one.text = Some("A9".to_owned());
    one.grounds = vec![
        sensitive(items),
        GroundFinding { status: Truth::Excluded, ..gains(Range::point(480_000)) },
        tenfold(vec![sensitive(Range::new(420, UNBOUNDED))]),
    ];
    one.reachable =
        Some(Reachable { band: Band { imprisonment: Some((6, 84)), ..band("serious") }, exempt: true, fine: None });
    one.open_facts = vec![OpenFact {
        fact: "dataset.orders.items".to_owned(),
        label: label("条数", "number of items"),
        would_decide: vec![place("fs-2017-10/5.1.4"), place("fs-2017-10/5.2.3")],
    }];
    one.choices_that_matter = vec![ChoiceFinding {
        ranges: BTreeMap::new(),
        fines: BTreeMap::new(),
        name: "prop-house".to_owned(),
        text: text("业主、购房人名单属于哪一类", "In which class are lists of home owners or buyers?"),
        option: "t2".to_owned(),
        grades: BTreeMap::from([
            ("t1".to_owned(), vec![grade("especially_serious")]),
            ("t2".to_owned(), vec![grade("none"), grade("serious")]),
        ]),
        regrades: true,
        moves_sentence: false,
        moves: BTreeMap::new(),
        verification: BTreeMap::from([("t1".to_owned(), Verification::Unverified)]),
        authority: BTreeMap::new(),
        convention: Some(label("通常按交易信息计", "usually counted as transactions")),
    }];
    one.unanswered = vec![place("fs-2017-10/5.2.2")];
    let mut open = analysis("open-constructed", label("事实未清的案件", "Facts not yet found"), one);
    open.only_proven = true;
    let mut absent = charge(&["none"]);
    absent.offence = place("cl/286-1");
    absent.label = label("另一罪名", "another offence");
    absent.present = Truth::Excluded;
    absent.status = Truth::Excluded;
    open.persons[0].charges.push(absent);
    open
}
