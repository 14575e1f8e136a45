//! The reference range at each boundary of the guidance (T-SG-01 to T-SG-04) and of the Jiangxi rules.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge};
use gravamen::explain::sentencing::{GradeGuidance, StepKind};
use gravamen::render::table;
use gravamen::report::words::Language;
use gravamen::report::{self, Detail};
use gravamen::sentence::term::Term;
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use crate::evaluation::support::{analyse_on, case, one_act, only, place, rewritten};

/// A day on which all of the guidance is in force.
const TODAY: Date = date(2025, 3, 1);

fn under(text: &str, as_of: Date, choices: &[(&str, &str)]) -> Analysis {
    let choices = choices.iter().map(|(name, option)| ((*name).to_owned(), (*option).to_owned())).collect();
    analyse_on(text, as_of, &Settings { choices, ..Settings::default() })
}

/// A theft of so many credit reports by a person of whom this is said.
fn by(person: &str, items: i64) -> String {
    one_act("credit", items, "steal", "").replace("{ id = \"zhang\" }", &format!("{{ id = \"zhang\"{person} }}"))
}

fn guidance(charge: &Charge) -> &GradeGuidance {
    match charge.sentencing.grades.as_slice() {
        [one] => one,
        grades => panic!("{} grades", grades.len()),
    }
}

/// Where guidance leads, in whole months.
fn adjusted(text: &str, choices: &[(&str, &str)]) -> (i128, Option<i128>) {
    guidance(only(&under(text, TODAY, choices))).adjusted.months()
}

/// The term after the last step of this kind.
fn after(text: &str, choices: &[(&str, &str)], kind: &str) -> Term {
    let analysis = under(text, TODAY, choices);
    let found = guidance(only(&analysis));
    found.steps.iter().rev().filter(|step| step.kind.name() == kind).find_map(|step| step.after).expect("a step")
}

const JIANGXI: &[(&str, &str)] = &[("province", "jiangxi")];

#[test]
fn starting_points_by_grade_and_day() {
    for (items, start) in [(49, None), (50, Some((1, 12))), (499, Some((1, 12))), (500, Some((36, 48)))] {
        let analysis = under(&by("", items), TODAY, &[]);
        let found = only(&analysis).sentencing.grades.first();
        let months = found.map(|found| {
            let (min, max) = found.steps[0].after.expect("a term").months();
            (min, max.expect("an end"))
        });
        assert_eq!(months, start, "{items}");
    }
    for (day, there) in [(date(2024, 6, 30), false), (date(2024, 7, 1), true), (date(2026, 1, 1), true)] {
        let analysis = under(&by("", 50), day, &[]);
        assert_eq!(!only(&analysis).sentencing.grades.is_empty(), there, "{day}");
    }
    // The reading is about the time after the trial year.
    for (day, option, there) in
        [(date(2025, 6, 30), "no", true), (date(2025, 7, 1), "no", false), (date(2025, 7, 1), "yes_advisory", true)]
    {
        let analysis = under(&by("", 50), day, &[("start-ii", option)]);
        let found = &only(&analysis).sentencing;
        assert_eq!((!found.grades.is_empty(), !found.statuses.is_empty()), (there, there), "{day} {option}");
    }
}

#[test]
fn the_national_guidance_gives_no_upper_end_and_says_so() {
    let analysis = under(&by("", 50), TODAY, &[]);
    let found = guidance(only(&analysis));
    assert_eq!(found.adjusted.months(), (1, Some(15)));
    assert_eq!(found.reference.months(), (1, None));
    assert_eq!(found.left.len(), 1);
    assert!(found.steps.iter().any(|step| step.kind == StepKind::LeftToTheCourt));
    let statuses: Vec<&str> = only(&analysis).sentencing.statuses.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(statuses, ["f-2024-132", "ff-2021-21"]);
    let short = |at: usize| only(&analysis).sentencing.statuses[at].1.short.as_ref().map(|short| short.en.as_str());
    assert_eq!(
        (short(0), short(1)),
        (Some("status after 2025-06-30 uncertain"), None),
        "in a few words, beside the range"
    );
}

#[test]
fn lighter_alone_stops_at_the_minimum_and_mitigation_goes_below() {
    // 36–48 less 0–20 %, ± 20 %: 23.04–57.6.
    assert_eq!(after(&by(", confessed = true", 500), &[], "judge").months(), (23, Some(58)));
    assert_eq!(adjusted(&by(", confessed = true", 500), &[]), (36, Some(58)));
    // Surrender may mitigate: 36–48 less 0–40 %, ± 20 %.
    assert_eq!(adjusted(&by(", surrendered = true", 500), &[]), (17, Some(58)));
    // Coercion must mitigate, and has no figure: nothing above the lower band, nothing known below.
    assert_eq!(adjusted(&by(", role = \"coerced\"", 500), &[]), (1, Some(36)));
}

#[test]
fn first_layer_factors_multiply_or_add_up() {
    // An accessory (20–50 %) who is deaf and mute (0–50 %, may).
    let text = by(", role = \"accessory\", deaf_mute = true", 500);
    assert_eq!(after(&text, &[], "factor"), Term::whole(9, 48).times((1.into(), gravamen::quantity::Ratio::new(4, 5))));
    assert_eq!(after(&text, &[("layer1", "add")], "factor").min, 0.into());
    // The first layer goes before the others, whatever the order of the file.
    let analysis = under(&by(", role = \"accessory\", confessed = true", 500), TODAY, &[]);
    let factors = guidance(only(&analysis)).steps.iter().filter_map(|step| match step.kind {
        StepKind::Factor { first, .. } => Some(first),
        _ => None,
    });
    assert_eq!(factors.collect::<Vec<_>>(), [true, false]);
}

#[test]
fn recidivism_adds_three_months_at_least() {
    let record = ", born = 1980-01-01, record = [{ kind = \"criminal\", for = \"other\", decided = 2010-01-01,
        intentional = true, term_months = 24, completed = 2019-01-01 }]"
        .replace('\n', " ");
    // 36–48 and 10–40 % more: 3.6 months at least, so that the share decides.
    assert_eq!(after(&by(&record, 500), &[], "factor"), {
        let tenths = |tenths: i128| gravamen::quantity::Ratio::new(tenths, 10);
        Term { min: tenths(396), max: Some(tenths(672)) }
    });
    // Whether a serious crime deserves imprisonment is judged: then 1–12 and at least 3 months more.
    let judged = "\njudgement = [{ person = \"zhang\", place = \"cl/65\", holds = true, reasons = \"-\" }]";
    let found = after(&(by(&record, 50) + judged), &[], "factor");
    assert_eq!((found.min, found.max), (4.into(), Some(gravamen::quantity::Ratio::new(168, 10))));
    let analysis = under(&(by(&record, 50) + judged), TODAY, &[]);
    let least = guidance(only(&analysis)).steps.iter().find_map(|step| match step.kind {
        StepKind::Factor { least, .. } if least > 0 => Some(least),
        _ => None,
    });
    assert_eq!(least, Some(3));
}

#[test]
fn a_plea_is_not_counted_beside_what_it_absorbs() {
    let plea = ", pleaded_guilty = true, accepted_punishment = true";
    let least = |person: &str| after(&by(person, 500), &[], "factor").min;
    let months = |share: i128| gravamen::quantity::Ratio::new(36 * (100 - share), 100);
    assert_eq!(least(plea), months(30));
    assert_eq!(least(&format!("{plea}, confessed = true")), months(30));
    assert_eq!(least(&format!("{plea}, surrendered = true")), months(60));
    assert_eq!(least(&format!("{plea}, returned_gains = \"all\"")), months(60));
    assert_eq!(least(&format!("{plea}, compensated = true, forgiven = true")), months(60));
    // The figure holds for the sum: alone these would come to 70, 50 and 70 per cent.
    assert_eq!(least(&format!("{plea}, surrendered = true, returned_gains = \"all\"")), months(60));
    assert_eq!(least(&format!("{plea}, confessed = true, compensated = true")), months(30));
    let all = "surrendered = true, returned_gains = \"all\", compensated = true, forgiven = true, reconciled = true";
    assert_eq!(least(&format!("{plea}, {all}")), months(60));
    assert_eq!(least(", surrendered = true, returned_gains = \"all\""), months(70), "without a plea they add up");
    // Where a person says that the crime is minor, the figure goes further.
    let minor = "\njudgement = [{ person = \"zhang\", place = \"ff-2021-21/3.14\", holds = true, reasons = \"few\" }]";
    let said = by(&format!("{plea}, surrendered = true, returned_gains = \"all\""), 500) + minor;
    assert_eq!(after(&said, &[], "factor").min, 0.into());
    // What the plea does not absorb is counted beside it.
    assert_eq!(least(&format!("{plea}, merit = \"ordinary\"")), months(50));
}

#[test]
fn a_minor_crime_is_for_a_person_to_say() {
    let text = by(", surrendered = true", 50);
    let analysis = under(&text, TODAY, &[]);
    assert_eq!(guidance(only(&analysis)).not_invoked, [place("ff-2021-21/3.6")]);
    let said =
        text + "\njudgement = [{ person = \"zhang\", place = \"ff-2021-21/3.6\", holds = true, reasons = \"few\" }]";
    assert_eq!(after(&said, &[], "factor").min, 0.into());
    let analysis = under(&said, TODAY, &[]);
    assert!(guidance(only(&analysis)).not_invoked.is_empty());
}

#[test]
fn percentages_stand_with_their_circumstances() {
    let percent = |person: &str, path: &str| {
        let analysis = under(&by(person, 500), TODAY, &[]);
        let charge = only(&analysis);
        charge.circumstances.iter().find(|one| one.place == place(path)).expect("a circumstance").percent
    };
    assert_eq!(percent(", surrendered = true", "cl/67.1"), Some((-40, 0)));
    assert_eq!(percent(", role = \"accessory\"", "cl/27"), Some((-50, -20)));
    assert_eq!(percent(", merit = \"major\"", "cl/68"), Some((-50, 0)));
    assert_eq!(percent(", role = \"coerced\"", "cl/28"), None);
}

#[test]
fn an_open_circumstance_widens() {
    let open = after(&by(", surrendered = \"unknown\"", 500), &[], "factor");
    let (yes, no) = (after(&by(", surrendered = true", 500), &[], "factor"), Term::whole(36, 48));
    assert!(open.min <= yes.min && open.max >= no.max);
    let analysis = under(&by(", surrendered = \"unknown\"", 500), TODAY, &[]);
    assert!(guidance(only(&analysis)).steps.iter().any(|step| step.status == Truth::Open));
}

#[test]
fn an_open_grade_has_the_guidance_of_each() {
    let analysis = under(&by("", 500).replace("items = 500", "items = { min = 499, max = 500 }"), TODAY, &[]);
    let grades: Vec<&str> = only(&analysis).sentencing.grades.iter().map(|one| one.grade.name.as_str()).collect();
    assert_eq!(grades, ["serious", "especially_serious"]);
}

#[test]
fn increments_in_jiangxi_count_whole_steps_beyond_the_line() {
    for (items, range) in [(99, (1, 12)), (100, (4, 15)), (149, (4, 15)), (150, (7, 18))] {
        assert_eq!(baseline(&by("", items)), (range.0, Some(range.1)), "{items}");
    }
    for (items, range) in [(599, (36, 48)), (600, (37, 51)), (699, (37, 51)), (700, (38, 54))] {
        assert_eq!(baseline(&by("", items)), (range.0, Some(range.1)), "{items}");
    }
    let health = |items| one_act("health", items, "steal", "");
    for (items, range) in [(999, (1, 12)), (1000, (4, 15)), (5999, (36, 48)), (6000, (37, 51))] {
        assert_eq!(baseline(&health(items)), (range.0, Some(range.1)), "{items}");
    }
    let phone = |items| one_act("phone", items, "steal", "");
    for (items, range) in [(59_999, (36, 48)), (60_000, (37, 51))] {
        assert_eq!(baseline(&phone(items)), (range.0, Some(range.1)), "{items}");
    }
    // A range of items is a range of steps.
    assert_eq!(baseline(&by("", 100).replace("items = 100", "items = { min = 99, max = 150 }")), (1, Some(18)));
}

/// Start and increments in Jiangxi, in whole months.
fn baseline(text: &str) -> (i128, Option<i128>) {
    let analysis = under(text, TODAY, JIANGXI);
    let found = guidance(only(&analysis));
    let baseline = |kind: &StepKind| matches!(kind, StepKind::Start | StepKind::Increment(_));
    found.steps.iter().rev().find(|step| baseline(&step.kind)).expect("a start").after.expect("a term").months()
}

#[test]
fn items_of_item_5_have_no_figure_in_the_lower_grade() {
    for (items, left) in [(5000, 0), (5001, 1)] {
        let analysis = under(&one_act("phone", items, "steal", ""), TODAY, JIANGXI);
        let found = guidance(only(&analysis));
        assert_eq!((found.left.len(), found.reference.max.is_none()), (left, left == 1), "{items}");
    }
}

#[test]
fn quantity_and_gains_do_not_both_add() {
    // 700 items: 2 to 6 months. Gains of 5,000 more than the line: 1 month; of 50,000: 10 months, of a fen less: 9.
    let sold = |gains: &str| one_act("credit", 700, "sell", &format!(", gains = {gains}, obtained_in = \"none\""));
    assert_eq!(baseline(&sold("55000")), (38, Some(54)));
    assert_eq!(baseline(&sold("99999.99")), (45, Some(57)));
    assert_eq!(baseline(&sold("100000")), (46, Some(58)));
    assert_eq!(baseline(&sold("54999.99")), (38, Some(54)));
}

#[test]
fn gains_have_no_figure_in_the_lower_grade_of_jiangxi() {
    for (gains, left) in [("5000", 0), ("5000.01", 1)] {
        let text = one_act("credit", 50, "sell", &format!(", gains = {gains}, obtained_in = \"none\""));
        let analysis = under(&text, TODAY, JIANGXI);
        assert_eq!(guidance(only(&analysis)).left.len(), left, "{gains}");
    }
}

#[test]
fn insiders_by_the_half_threshold_start_lower_in_jiangxi() {
    let insider =
        |items| one_act("credit", items, "sell", ", gains = 0").replace("items =", "obtained_in = \"duty\", items =");
    for (items, most) in [(25, 9), (49, 9), (50, 12)] {
        assert_eq!(baseline(&insider(items)), (1, Some(most)), "{items}");
    }
    // The rules of Jiangxi weigh the position in either case, and once.
    for items in [25, 50] {
        let more = after(&insider(items), JIANGXI, "factor");
        let start = baseline(&insider(items)).1.expect("an end");
        assert_eq!(more.max, Some(gravamen::quantity::Ratio::new(start * 130, 100)), "{items}");
    }
}

#[test]
fn children_weigh_as_the_reading_has_it() {
    let text = one_act("credit", 500, "steal", ", vulnerable_victims = true");
    assert_eq!(after(&text, &[], "factor").max, Some(gravamen::quantity::Ratio::new(48 * 120, 100)));
    let analysis = under(&text, TODAY, &[("minor-agg", "none")]);
    assert!(!guidance(only(&analysis)).steps.iter().any(|step| step.kind.name() == "factor"));
}

/// After its trial the guidance may or may not be used (`start-ii`); before it there was none. Several factors of the
/// first layer may be multiplied or added (`layer1`).
#[test]
fn readings_that_move_the_range_alone_are_told_with_the_range_under_each_option() {
    let told = |text: &str, as_of: Date| {
        let analysis = under(text, as_of, &[]);
        let beside = only(&analysis).choices_beside.iter().filter(|choice| !choice.ranges.is_empty());
        beside.map(|choice| (choice.name.clone(), choice.ranges.clone())).collect::<Vec<_>>()
    };
    let plain = by("", 50);
    assert!(told(&plain, date(2024, 6, 30)).is_empty());
    let after = told(&plain, date(2025, 12, 31));
    let [(start, used), (province, rules)] = after.as_slice() else { panic!("{after:?}") };
    assert_eq!((start.as_str(), province.as_str()), ("start-ii", "province"));
    assert_eq!((used["no"], used["yes_advisory"].is_some()), (None, true));
    // Only the rules of the province have figures for what is added.
    let ends = |name: &str| rules[name].is_some_and(|range| range.max.is_some());
    assert!(ends("jiangxi") && !ends("national"));
    // Blind, and an accessory: both of the first layer.
    let both = by(", blind = true, role = \"accessory\"", 500);
    let several = told(&both, TODAY);
    let layer = several.iter().find(|(name, _)| name == "layer1").expect("the layers matter");
    assert!(layer.1["add"] != layer.1["multiply"], "{layer:?}");
}

/// A rule that says for itself until when it was looked up stands with its own place, and the rest with its instrument.
#[test]
fn a_rule_whose_standing_was_not_checked_up_to_the_day_says_so() {
    let passage = "factor accessory first less 20 .. 50 percent for cl/27";
    let stale = rewritten(TODAY, passage, &format!("checked 2024-12-31 {passage}"));
    let standing = |person: &str| {
        let case = case(&by(person, 50), TODAY);
        let analysis = stale.analyse(&case, &Settings::default()).expect("an analysis");
        let shown = table::render(&report::analysis(&analysis, Language::En.words(), Detail::Brief), 400, false);
        shown.lines().nth(1).expect("the line of the law").to_owned()
    };
    assert!(!standing("").contains("not checked"), "the rule is not applied: {}", standing(""));
    let applied = standing(", role = \"accessory\"");
    assert!(applied.ends_with("standing not checked after 2024-12-31 (ff-2021-21/3.5)"), "{applied}");
}
