use gravamen::case::day::{EARLIEST, LATEST, date_of, number};
use gravamen::range::Number;
use jiff::civil::date;

#[test]
fn days_are_counted_from_1970() {
    assert_eq!(number(date(1970, 1, 1)), 0);
    assert_eq!(number(date(1969, 12, 31)), -1);
    assert_eq!(number(date(2017, 6, 1)), 17_318);
    for day in [EARLIEST, date(1990, 5, 1), date(2020, 2, 29), LATEST] {
        assert_eq!(date_of(number(day)), day);
    }
    assert_eq!(date_of(Number::MAX), LATEST);
}
