use gravamen::suggest::nearest;

#[test]
fn finds_what_was_meant_and_nothing_far_off() {
    assert_eq!(nearest("wherabouts", ["whereabouts", "credit"]), Some("whereabouts"));
    assert_eq!(nearest("zebra", ["whereabouts", "credit"]), None);
}
