//! What `law check` finds in proposals that say more than they may, or not what they do.

use gravamen::engine::check_proposal;
use gravamen::render::messages;

use super::support::{laws, told};

/// What is found of a proposal with this level, direction and body.
fn found(level: &str, direction: &str, body: &str) -> String {
    let text = format!("proposal p {{ title zh \"甲\" en \"A\" level {level} direction {direction}\n{body} }}");
    let (sources, laws) = laws(&[&text]);
    let checked =
        check_proposal(&laws, &sources, "p", &[]).unwrap_or_else(|wrong| panic!("{}", told(&wrong, &sources)));
    let said = checked.diagnostics.iter().flat_map(|one| {
        let labels = one.labels.iter().map(|label| &label.text).filter(|text| !text.is_empty());
        [&one.message].into_iter().chain(&one.notes).chain(&one.help).chain(labels)
    });
    let untold: Vec<&String> = said.filter(|text| !messages::has(text)).collect();
    assert_eq!(untold, Vec::<&String>::new(), "has no Chinese");
    told(&checked.diagnostics, &sources)
}

/// An offence of using information, without any exception.
const USE: &str = "add to cl { article 253-2 { offence zh \"用\" en \"use\"
    element conduct zh \"使用\" en \"Uses it\" unverified when does = use
    par 1 { grade serious zh \"重\" en \"serious\" band imprisonment 6 .. 12 months, fine with or instead
        standard zh \"综合\" en \"as a whole\" unverified
        grade serious of cl/253-2 any of { item 1 zh \"千条\" en \"A thousand\" unverified when items >= 1000 }
        units band fine with zh \"罚金\" en \"a fine\" unverified }
    counting { once where does = use zh \"一次\" en \"once\" unverified } } }";

/// What is missing in an offence is said with what to write: counting for its figures, and a band for units or none of them.
#[test]
fn an_offence_counts_and_has_a_band_for_units() {
    let whole = found("statute", "stricter", USE);
    assert!(!whole.contains("[no-"), "{whole}");
    let counting = "counting { once where does = use zh \"一次\" en \"once\" unverified }";
    let uncounted = found("statute", "stricter", &USE.replace(counting, ""));
    assert!(uncounted.contains("[no-counting] `cl/253-2` has figures of what is counted"), "{uncounted}");
    assert!(uncounted.contains("help: write `counting { once where … each recipient where … }`"), "{uncounted}");
    let without_units = USE.replace("units band fine with zh \"罚金\" en \"a fine\" unverified", "");
    let imprisoned = found("statute", "stricter", &without_units);
    assert!(
        imprisoned.contains("[no-units-band] units can commit `cl/253-2`, and no band is for them"),
        "{imprisoned}"
    );
    assert!(imprisoned.contains("help: write `units band …` in its article, or leave them out"), "{imprisoned}");
    let with_subject = |when: &str| {
        let subject = format!("element subject zh \"主体\" en \"Who\" unverified when {when} par 1 {{");
        found("statute", "stricter", &without_units.replace("par 1 {", &subject))
    };
    assert!(!with_subject("kind = natural and of_age").contains("[no-"), "units are left out");
    assert!(with_subject("of_age").contains("[no-units-band]"), "a unit has no age");
}

#[test]
fn an_interpretation_creates_no_offence_conduct_or_band() {
    let offence = found("interpretation", "stricter", USE);
    assert!(offence.starts_with("[beyond-level] an interpretation creates the offence `cl/253-2`"), "{offence}");
    assert!(offence.contains("help: write `level statute`, or split the proposal"), "{offence}");
    let conduct = "at cl/253-1 text A9 replace condition supplied or obtained with supplied or obtained or does = use";
    let conduct = found("interpretation", "stricter", conduct);
    assert!(conduct.starts_with("[beyond-level] an interpretation changes the conduct of `cl/253-1`"), "{conduct}");
    let band = "at cl/253-1.1 text A9 replace band of especially_serious { imprisonment 36 .. 84 months, fine with }
        with { imprisonment 36 .. 120 months, fine with }";
    let told = found("interpretation", "stricter", band);
    let message = "[beyond-level] an interpretation changes the band of `especially_serious` of `cl/253-1`";
    assert!(told.starts_with(message), "{told}");
    assert_eq!(found("statute", "stricter", band), "");
}

#[test]
fn a_leniency_that_no_longer_helps_is_told_unless_it_is_declared() {
    let silent = found("statute", "stricter", USE);
    assert!(silent.starts_with("[leniency-defeated] `fs-2017-10/6.1` lets `w06b` go"), "{silent}");
    let declared = format!("{USE} defeats fs-2017-10/6.1 zh \"有意\" en \"meant\" unverified");
    assert_eq!(found("statute", "stricter", &declared), "");
    // Use after a purchase that article 6 governs is excepted.
    let excepted = USE.replace(
        "when does = use\n",
        "when does = use and not some batch of the same dataset where business = lawful\n",
    );
    assert_eq!(found("statute", "stricter", &excepted), "");
}

#[test]
fn items_that_nothing_can_reach_are_told() {
    let emptied = [
        "whereabouts",
        "communication_content",
        "credit",
        "property",
        "property_registry",
        "payment_credentials",
        "home_deal",
        "homeowner_list",
        "vehicle_file",
        "vehicle_series",
        "vehicle_snapshot",
        "flight_booking",
        "trip_record",
        "train_trip",
        "loan_application",
        "biometric",
        "verification_code",
        "bank_card_number",
        "insurance_policy",
        "card_credentials",
    ];
    let (_, plain) = laws(&[]);
    drop(plain);
    let body: String =
        emptied.iter().map(|kind| format!("in fs-2017-10/5 move {kind} from grave to ordinary\n")).collect();
    let told = found("interpretation", "both", &body);
    assert!(told.contains("[unreachable] nothing falls in the class `grave` of `fs-2017-10/5`"), "{told}");
    let shadowed = "add to fs-2017-10/5.1 { item 11 zh \"六百\" en \"600\" unverified when items of sensitive >= 600 }";
    let told = found("interpretation", "stricter", shadowed);
    let message = "[unreachable] `fs-2017-10/5.1.11` adds nothing: `fs-2017-10/5.1.4` is reached before it";
    assert!(told.starts_with(message), "{told}");
}

#[test]
fn gaps_and_overlaps_of_bands_and_figures_are_told() {
    let band = |months| {
        format!(
            "at cl/253-1.1 text A9 replace band of serious {{ imprisonment 6 .. 36 months, detention 1 .. 6 months, \
             fine with or instead }} with {{ imprisonment 6 .. {months} months, fine with }}"
        )
    };
    let gap = found("statute", "milder", &band(24));
    assert!(gap.starts_with("[steps] `cl/253-1`: no band from 24 to 36 months"), "{gap}");
    let overlap = found("statute", "stricter", &band(48));
    assert!(
        overlap.starts_with("[steps] `cl/253-1`: `serious` and `especially_serious` overlap from 36 to 48"),
        "{overlap}"
    );
    let early = "add to fs-2017-10/5.2 { item 5 zh \"四百\" en \"400\" unverified when items of sensitive >= 400 }";
    let early = found("interpretation", "stricter", early);
    let message = "[steps] `fs-2017-10/5.2.5` is reached no later than `fs-2017-10/5.1.4`, of a lower grade";
    assert!(early.starts_with(message), "{early}");
}

#[test]
fn a_direction_that_does_not_hold_is_told_with_a_case() {
    let raised = "at fs-2017-10/5.1.4 replace threshold 500 with 800";
    let told = found("interpretation", "stricter", raised);
    assert!(told.starts_with("[direction] declared stricter, but `"), "{told}");
    assert!(told.contains("goes from serious to none"), "{told}");
    assert_eq!(found("interpretation", "milder", raised), "");
    let told = found("interpretation", "neutral", raised);
    assert!(told.starts_with("[direction] declared neutral, but `"), "{told}");
    let lowered = "at fs-2017-10/5.1.4 replace threshold 500 with 400";
    assert!(found("interpretation", "milder", lowered).starts_with("[direction] declared milder, but `"));
    assert_eq!(found("interpretation", "stricter", lowered), "");
}

#[test]
fn re_tiering_identity_numbers_frees_some_who_made_a_profit() {
    // Article 6, and its limb on profit, is closed to item 4 information.
    let told = found("interpretation", "stricter", "in fs-2017-10/5 move id_number from ordinary to sensitive");
    assert!(told.contains("[direction] declared stricter, but `w23` with dataset.sets.items="), "{told}");
}

#[test]
fn a_witness_that_comes_out_otherwise_is_an_error() {
    let told = found("interpretation", "neutral", "witness \"w08\" base none here serious");
    assert!(told.starts_with("[witness] `w08` under the law as amended: expected serious, found none"), "{told}");
    assert!(told.contains("note: `fs-2017-10/5.1."), "what is short: {told}");
    let told = found("interpretation", "neutral", "witness \"w08\" base serious here none");
    assert!(told.contains("[witness] `w08` under the law as it is: expected serious, found none"), "{told}");
    let told = found("interpretation", "neutral", "witness \"w08\" base none here seriuos");
    assert!(told.contains("help: did you mean `serious`?"), "{told}");
    let caught = "at fs-2017-10/5.1.4 replace threshold 500 with 60\nwitness \"w08\" base none here none";
    let told = found("interpretation", "stricter", caught);
    assert!(told.contains("under the law as amended: expected none, found serious"), "{told}");
    assert!(told.contains("note: `fs-2017-10/5.1.4` is met"), "{told}");
    let told = found("interpretation", "neutral", "witness \"w8\" base none here serious");
    assert!(told.starts_with("[unknown-case] no witness case is called `w8`"), "{told}");
}

/// A band that moves against the direction declared is told, whatever the cases show.
#[test]
fn a_band_that_moves_against_the_direction_is_told() {
    let band = |months: &str, direction| {
        let text = format!(
            "at cl/253-1.1 text A9 replace band of especially_serious {{ imprisonment 36 .. 84 months, fine with }}
            with {{ imprisonment {months} months, fine with }}"
        );
        found("statute", direction, &text)
    };
    for (months, direction, becomes) in [
        ("36 .. 83", "stricter", "lighter"),
        ("35 .. 84", "stricter", "lighter"),
        ("36 .. 85", "milder", "heavier"),
        ("37 .. 84", "milder", "heavier"),
        ("36 .. 85", "neutral", "heavier"),
    ] {
        let told = band(months, direction);
        let message = format!(
            "[direction] declared {direction}, but the band of `especially_serious` of `cl/253-1` becomes {becomes}"
        );
        assert!(told.contains(&message), "{months}: {told}");
    }
    for (months, direction) in [("36 .. 85", "stricter"), ("36 .. 83", "milder"), ("36 .. 83", "both")] {
        assert!(!band(months, direction).contains("[direction]"), "{months}");
    }
}
