//! Classes, tried on every record that the small law knows and under every combination of its readings.

use gravamen::law::book::LawBook;
use gravamen::law::condition::{Condition, Options};

use super::base;

/// A record, its main kind, and where the readings stand.
struct Assignment<'b> {
    book: &'b LawBook,
    contains: Options,
    main: usize,
    mixed: usize,
    trips: usize,
}

fn holds(condition: &Condition, assignment: &Assignment<'_>) -> bool {
    match condition {
        Condition::Always(holds) => *holds,
        Condition::All(parts) => parts.iter().all(|part| holds(part, assignment)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, assignment)),
        Condition::Not(inner) => !holds(inner, assignment),
        Condition::Contains(values) => !values.meet(assignment.contains).is_empty(),
        Condition::ContainsOnly(values) => assignment.contains.within(*values),
        Condition::Fact { fact, values } => {
            assert_eq!(assignment.book.vocabulary.fact(*fact).name, "main_content");
            values.has(assignment.main)
        }
        Condition::Choice { choice, options } => options.has(match assignment.book.choice(*choice).name.as_str() {
            "mixed" => assignment.mixed,
            "trips" => assignment.trips,
            other => panic!("classes ask about `{other}`"),
        }),
        other => panic!("classes ask {other:?}"),
    }
}

/// The class of one category: high, middle or low.
fn class_of(category: usize, trips: usize) -> usize {
    match category {
        0 => 0,
        1 => 1,
        2 => trips,
        _ => 2,
    }
}

#[test]
fn a_record_falls_where_the_reading_of_mixed_records_puts_it() {
    let book = base("2020-01-01");
    let classes = &book.offences[1].counting.classes;
    assert_eq!(classes.iter().map(|class| class.name.as_str()).collect::<Vec<_>>(), ["high", "middle", "low"]);
    for (record, main) in (0..16).flat_map(|record| (0..4).map(move |main| (record, main))) {
        for (mixed, trips) in (0..3).flat_map(|mixed| (0..2).map(move |trips| (mixed, trips))) {
            let assignment = Assignment { book: &book, contains: Options(record), main, mixed, trips };
            let of_each: Vec<_> = assignment.contains.iter().map(|category| class_of(category, trips)).collect();
            for (position, class) in classes.iter().enumerate() {
                // A record has a main kind among those it holds; where all are of one class, it need not be stated.
                if mixed == 2 && !assignment.contains.has(main) {
                    continue;
                }
                let expected = match mixed {
                    0 => of_each.iter().min().copied().unwrap_or(2) == position,
                    1 => of_each.contains(&position),
                    _ => class_of(main, trips) == position,
                };
                assert_eq!(holds(&class.condition, &assignment), expected, "{} {record:b} {mixed} {trips}", class.name);
            }
        }
    }
}
