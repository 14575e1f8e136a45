//! Days that the law counts without a case, at their edges; they are the days by which cases are decided.

use gravamen::study::calendar::{self, Counted};
use jiff::civil::{Date, date};

use super::support::{JUDGED, engine, place};

fn on<'a>(mut counted: impl Iterator<Item = &'a Counted>, at: &str) -> Date {
    counted.find(|one| one.place == place(at)).unwrap_or_else(|| panic!("nothing at {at}")).day
}

/// CL 87: the day before the anniversary, and from 29 February the last of February.
#[test]
fn limitation_is_told_as_a_last_day() {
    let book = &engine(JUDGED).book;
    let last = |ended: Date, at: &str| on(calendar::limitation(book, ended).iter(), at);
    assert_eq!(last(date(2016, 3, 1), "cl/87.1"), date(2021, 2, 28));
    assert_eq!(last(date(2016, 2, 29), "cl/87.1"), date(2021, 2, 28));
    assert_eq!(last(date(2016, 2, 29), "cl/87.2"), date(2026, 2, 28));
    assert_eq!(last(date(2012, 3, 1), "cl/87.3"), date(2027, 2, 28));
    assert_eq!(last(date(2012, 3, 1), "cl/87.4"), date(2032, 2, 29));
}

/// CL 65: five years of which the day of completion is the first. Art. 5(1)(9): two years from the decision, inclusive.
#[test]
fn look_backs_are_told_as_a_last_day() {
    let book = &engine(JUDGED).book;
    let last = |day: Date, at: &str| on(calendar::look_backs(book, day).iter(), at);
    assert_eq!(last(date(2017, 3, 2), "cl/65"), date(2022, 3, 1));
    assert_eq!(last(date(2016, 2, 29), "cl/65"), date(2021, 2, 28));
    assert_eq!(last(date(2020, 3, 1), "fs-2017-10/5.1.9"), date(2022, 3, 1));
    assert_eq!(last(date(2020, 2, 29), "fs-2017-10/5.1.9"), date(2022, 2, 28));
    let of_completion = calendar::look_backs(book, date(2017, 3, 2));
    let recidivism = of_completion.iter().find(|one| one.place == place("cl/65")).expect("recidivism");
    assert!(recidivism.from.is_some(), "it counts from completion");
}

/// An age is reached on the day after the birthday.
#[test]
fn ages_are_reached_on_the_day_after_the_birthday() {
    let book = &engine(JUDGED).book;
    let of = |born: Date, years: i16| {
        let ages = calendar::ages(book, born);
        ages.into_iter().find(|(known, _)| *known == years).expect("an age that the law asks for").1.day
    };
    assert_eq!(of(date(2006, 3, 1), 16), date(2022, 3, 2));
    assert_eq!(of(date(2004, 2, 29), 18), date(2022, 3, 1));
    let age = |on: Date| calendar::age(date(2006, 3, 1), on);
    assert_eq!(age(date(2022, 3, 1)), Some(15));
    assert_eq!(age(date(2022, 3, 2)), Some(16));
    assert_eq!(age(date(2006, 3, 1)), Some(0));
    assert_eq!(age(date(2006, 2, 28)), None);
}

/// CPL 105(2): the first day is not counted; extensions run one after the other (156, 158, 159; in the text of 2012, 154, 156, 157).
#[test]
fn deadlines_run_one_after_the_other() {
    let book = &engine(date(2026, 6, 30)).book;
    let all = |start: Date, name: &str| -> Vec<Date> {
        let deadlines = calendar::deadlines(book, start);
        deadlines.into_iter().filter(|(known, _)| known == name).map(|(_, counted)| counted.day).collect()
    };
    let custody = [date(2026, 5, 5), date(2026, 6, 5), date(2026, 8, 5), date(2026, 10, 5)];
    assert_eq!(all(date(2026, 3, 5), "custody"), custody);
    assert_eq!(all(date(2025, 12, 31), "custody")[0], date(2026, 2, 28), "no such day in that month");
    assert_eq!(all(date(2026, 3, 5), "detention"), [date(2026, 3, 8), date(2026, 3, 12), date(2026, 4, 4)]);
    assert_eq!(all(date(2026, 3, 5), "arrest"), [date(2026, 3, 12)]);
    assert_eq!(all(date(2026, 3, 5), "review"), [date(2026, 4, 5), date(2026, 4, 20)]);
    assert_eq!(all(date(2026, 3, 5), "fast_review"), [date(2026, 3, 15), date(2026, 3, 20)]);
    assert_eq!(all(date(2026, 3, 5), "trial"), [date(2026, 5, 5), date(2026, 6, 5), date(2026, 9, 5)]);
    let before = &engine(date(2018, 10, 25)).book;
    let of = |name: &str| -> Vec<Date> {
        let deadlines = calendar::deadlines(before, date(2018, 3, 5));
        deadlines.into_iter().filter(|(known, _)| known == name).map(|(_, counted)| counted.day).collect()
    };
    // The text of 2012: half a month for complex cases, and no fast track.
    assert_eq!(of("review"), [date(2018, 4, 5), date(2018, 4, 20)]);
    assert_eq!(of("custody"), [date(2018, 5, 5), date(2018, 6, 5), date(2018, 8, 5), date(2018, 10, 5)]);
    assert!(of("fast_review").is_empty());
}
