//! Days that the law counts without a case, at their edges; they are the days by which cases are decided.

use gravamen::law::book::{Restraint, Term};
use gravamen::study::calendar::{self, Counted};
use gravamen::study::served::{Held, Served, served};
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
    let last = |day: Date, at: &str| on(calendar::look_backs(book, day).iter().map(|one| &one.counted), at);
    assert_eq!(last(date(2017, 3, 2), "cl/65"), date(2022, 3, 1));
    assert_eq!(last(date(2016, 2, 29), "cl/65"), date(2021, 2, 28));
    assert_eq!(last(date(2020, 3, 1), "fs-2017-10/5.1.9"), date(2022, 3, 1));
    assert_eq!(last(date(2020, 2, 29), "fs-2017-10/5.1.9"), date(2022, 2, 28));
    let of_completion = calendar::look_backs(book, date(2017, 3, 2));
    let recidivism = of_completion.iter().find(|one| one.counted.place == place("cl/65")).expect("recidivism");
    assert!(recidivism.counted.from.is_some(), "it counts from completion");
    assert_eq!((recidivism.months, recidivism.included), (60, true), "five years, the day of completion among them");
    let first: Vec<String> = of_completion.iter().take(3).map(|one| one.counted.place.to_string()).collect();
    assert_eq!(first, ["fs-2017-10/5.1.9", "fs-2017-10/6.1.2", "cl/65"], "what is asked for most comes first");
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
    // From the last day of a month to the last of another, the months counted at one go.
    assert_eq!(all(date(2026, 4, 30), "review")[0], date(2026, 5, 31));
    let custody = [date(2026, 3, 31), date(2026, 4, 30), date(2026, 6, 30), date(2026, 8, 31)];
    assert_eq!(all(date(2026, 1, 31), "custody"), custody);
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

/// The term of one punishment that begins on a day, in the law of the day of research.
fn term(penalty: Term, months: u16, begins: Date, held: &[Held]) -> Served<'static> {
    let book = &engine(date(2026, 6, 30)).book;
    served(book, Some(penalty), months, begins, held).pop().expect("a term that is possible")
}

/// CL 41, 44, 47: it begins with the day of execution. Fa Shi [2021] 1, art. 202: a year ends on the eve of its day, a month
/// likewise, and from the last day of a month on the eve of the last of the next.
#[test]
fn a_term_ends_on_the_eve() {
    let last = |months, begins| term(Term::Imprisonment, months, begins, &[]).whole.1;
    assert_eq!(last(36, date(2026, 3, 5)), date(2029, 3, 4));
    assert_eq!(last(42, date(2026, 3, 5)), date(2029, 9, 4));
    assert_eq!(last(12, date(2024, 2, 29)), date(2025, 2, 27), "no such day in that year: the eve of the last");
    assert_eq!(last(6, date(2015, 8, 30)), date(2016, 2, 28), "no such day in that month: the eve of the last");
    assert_eq!(last(6, date(2025, 8, 31)), date(2026, 2, 27), "from a last day to the eve of a last day");
    assert_eq!(last(6, date(2026, 2, 28)), date(2026, 8, 30), "from a last day to the eve of a last day");
    assert_eq!(last(12, date(2026, 2, 28)), date(2027, 2, 27), "a year goes by its day");
}

/// CL 41, 44, 47 and CPL 76: a day in custody is two of control and one of the others; two days of residential surveillance at
/// a designated place are one of detention and of imprisonment, and one is one of control.
#[test]
fn what_was_suffered_before_is_set_off() {
    let begins = date(2026, 3, 5);
    let custody = [(Restraint::Custody, date(2025, 6, 1), date(2025, 6, 30))];
    let residence = [(Restraint::Residence, date(2025, 6, 1), date(2025, 7, 1))];
    let left = |penalty, months, held: &[Held]| term(penalty, months, begins, held).left.expect("some is left");
    assert_eq!(left(Term::Imprisonment, 36, &custody), (begins, date(2029, 2, 2)), "30 days");
    assert_eq!(left(Term::Detention, 6, &custody), (begins, date(2026, 8, 5)), "30 days");
    assert_eq!(left(Term::Control, 12, &custody), (begins, date(2027, 1, 3)), "60 days");
    assert_eq!(left(Term::Control, 12, &residence), (begins, date(2027, 2, 1)), "31 days");
    assert_eq!(left(Term::Imprisonment, 36, &residence), (begins, date(2029, 2, 17)), "15 days, and one over");
    let over = term(Term::Imprisonment, 36, begins, &residence).credits[0].over;
    assert_eq!(over, 1);
    let both = [custody[0], residence[0]];
    assert_eq!(left(Term::Imprisonment, 36, &both), (begins, date(2029, 1, 18)), "45 days");
}

/// A day named twice counts once, the day of execution is of the term, and what is set off can be the whole of it.
#[test]
fn days_are_set_off_once() {
    let begins = date(2026, 3, 5);
    let twice = [
        (Restraint::Custody, date(2025, 6, 1), date(2025, 6, 20)),
        (Restraint::Custody, date(2025, 6, 11), date(2025, 6, 30)),
    ];
    assert_eq!(term(Term::Imprisonment, 36, begins, &twice).credits[0].served, 30);
    let to_the_day = [(Restraint::Custody, date(2026, 3, 1), begins)];
    assert_eq!(term(Term::Imprisonment, 36, begins, &to_the_day).credits[0].served, 4);
    let long = [(Restraint::Custody, date(2025, 1, 1), date(2026, 3, 4))];
    let served = term(Term::Detention, 6, begins, &long);
    assert_eq!((served.left, served.unbroken), (None, None), "served already");
}

/// From the first day of custody that ran on to the execution, by the calendar: months are not equally long.
#[test]
fn unbroken_custody_is_told_beside_it() {
    let begins = date(2020, 3, 15);
    let custody = [(Restraint::Custody, date(2020, 1, 15), date(2020, 3, 14))];
    let served = term(Term::Imprisonment, 6, begins, &custody);
    assert_eq!(served.left, Some((begins, date(2020, 7, 16))), "60 days off");
    assert_eq!(served.unbroken, Some((date(2020, 1, 15), date(2020, 7, 14))));
    let broken = [(Restraint::Custody, date(2020, 1, 15), date(2020, 3, 1))];
    assert_eq!(term(Term::Imprisonment, 6, begins, &broken).unbroken, None);
    assert_eq!(term(Term::Control, 6, begins, &custody).unbroken, None, "a day is two of control");
}

/// Each punishment that can last so long, of one crime or of several (CL 38, 42, 45, 69).
#[test]
fn a_term_is_told_for_each_punishment_that_can_last_so_long() {
    let book = &engine(date(2026, 6, 30)).book;
    let of = |months| -> Vec<Term> {
        served(book, None, months, date(2026, 3, 5), &[]).into_iter().map(|term| term.penalty).collect()
    };
    assert_eq!(of(2), [Term::Detention]);
    assert_eq!(of(6), Term::ALL);
    assert_eq!(of(42), [Term::Imprisonment]);
    assert_eq!(of(300), [Term::Imprisonment], "of several crimes");
    assert!(of(301).is_empty());
}
