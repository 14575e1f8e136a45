use gravamen::range::Range;
use gravamen::truth::Truth;

#[test]
fn thresholds_are_inclusive_and_straddling_is_open() {
    assert_eq!(Range::point(49).at_least(50), Truth::Excluded);
    assert_eq!(Range::point(50).at_least(50), Truth::Established);
    assert_eq!(Range::new(49, 50).at_least(50), Truth::Open);
    assert_eq!(Range::ANY.at_least(50), Truth::Open);
}
