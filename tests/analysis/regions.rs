//! Where the outcomes of a disputed or open number change, exactly, whatever else is open.

use gravamen::analysis::Plain;
use gravamen::engine::Settings;

use crate::evaluation::support::{JUDGED, case, engine};

/// Two other facts are open or in dispute beside the profit.
const TEXT: &str = r#"
person = [{ id = "lu" }]
dataset = [{ id = "pupils", contains = ["phone"], items = 55000, duplicates = 2400 }]
act = [{ id = "purchase", by = ["lu"], does = "purchase", dataset = "pupils", on = 2022-03-01, purpose = { one_of = ["lawful_business", "unlawful_business"] }, profit = PROFIT }]
"#;

type Told = Vec<(String, Option<String>, Vec<String>, bool)>;

fn regions(profit: &str) -> Told {
    let text = TEXT.replace("PROFIT", profit);
    let found = engine(JUDGED).flip(&case(&text, JUDGED), &Settings::default()).expect("flips");
    let disputed = &found[0].robustness.disputed;
    let profit = disputed.iter().find(|one| one.fact.fact == "act.purchase.profit").expect("in dispute");
    let told = profit.regions.iter().map(|region| {
        let Plain::Span(min, max) = &region.said.value else { panic!("a number") };
        let grades = region.charges[0].grades.iter().map(|grade| grade.name.clone()).collect();
        (min.clone(), max.clone(), grades, region.exact)
    });
    told.collect()
}

#[test]
fn a_region_ends_at_the_threshold_though_another_fact_is_open() {
    let found = regions("{ value = 62000, status = \"disputed\", defence = 38000 }");
    let (low, high) = (
        vec!["none".to_owned(), "especially_serious".to_owned()],
        vec!["serious".to_owned(), "especially_serious".to_owned()],
    );
    assert_eq!(
        found,
        [
            ("38000".to_owned(), Some("49999.99".to_owned()), low, true),
            ("50000".to_owned(), Some("62000".to_owned()), high, true),
        ]
    );
}

#[test]
fn figures_on_one_side_of_the_threshold_are_one_region() {
    for (mine, theirs) in [(49_999, 0), (62_000, 50_000)] {
        let found = regions(&format!("{{ value = {mine}, status = \"disputed\", defence = {theirs} }}"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].3);
    }
}

#[test]
fn a_disputed_number_moves_the_grade_where_only_the_other_side_is_below() {
    // Nothing else is open: 5,200 items on one side's figures, 4,000 on the other's, against 5,000.
    let text = r#"
        person = [{ id = "zhang" }]
        dataset = [{ id = "d", contains = ["phone"], items = { value = 5200, status = "disputed", defence = 4000 }, obtained_in = "none" }]
        act = [{ id = "a", by = "zhang", does = "sell", dataset = "d", on = 2022-03-01, gains = 100, recipient_crime = "none" }]"#;
    let found = engine(JUDGED).flip(&case(text, JUDGED), &Settings::default()).expect("flips");
    let robustness = &found[0].robustness;
    let [disputed] = &robustness.disputed[..] else { panic!("one fact in dispute") };
    let regions: Vec<(String, Option<String>, String)> = (disputed.regions.iter())
        .map(|region| {
            let Plain::Span(min, max) = &region.said.value else { panic!("a number") };
            (min.clone(), max.clone(), region.charges[0].grades[0].name.clone())
        })
        .collect();
    let region = |min: &str, max: &str, grade: &str| (min.to_owned(), Some(max.to_owned()), grade.to_owned());
    assert_eq!(regions, [region("4000", "4999", "none"), region("5000", "5200", "serious")]);
    assert!(!robustness.stands);
    let together: Vec<&str> = robustness.together[0].grades.iter().map(|grade| grade.name.as_str()).collect();
    assert_eq!(together, ["none", "serious"]);
}
