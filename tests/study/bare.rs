//! A look that keeps no account of what it reads gives what a look gives that does.

use std::path::Path;

use gravamen::case::facts::Value;
use gravamen::cli::sides::{Corpus, Drawn, Sides, Spec};
use gravamen::law::condition::{ChoiceId, Options};
use gravamen::measure::{Assignment, Cache, Variable};
use gravamen::settle::evaluate;
use gravamen::study::Side;

/// The assignment, and it with every reading open: what is open is told by the answers alone.
fn assignments(side: &Side<'_>) -> [Assignment; 2] {
    let choices = side.program.choices.iter().enumerate();
    let open =
        choices.map(|(at, options)| (Variable::Choice(ChoiceId(at as u16)), Value::Options(Options::first(*options))));
    [side.assignment.clone(), side.assignment.with_all(open)]
}

#[test]
fn without_account_every_step_has_the_same_value() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sides = Sides::new(None, &[Spec::base()], None, false).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let profile = root.join("cases/profiles/mixed.profile");
    let corpus =
        Corpus { paths: vec![root.join("cases")], drawn: Some(Drawn { profile, number: 100, seed: 20_261_129 }) };
    let cases = sides.read(&corpus).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let mut looked_at = 0;
    for subject in sides.subjects(&cases) {
        for person in subject.case.accused() {
            let side = &subject.sides[0];
            for assignment in assignments(side) {
                let brief = Cache::brief(subject.case, side.program, person, &assignment);
                let whole = Cache::new(subject.case, side.program, person, &assignment);
                let (bare, (kept, outcome)) = (evaluate(&brief, &assignment), evaluate(&whole, &assignment));
                assert_eq!(bare.0.truths, kept.truths, "{}", subject.file);
                assert_eq!(bare.0.numbers, kept.numbers, "{}", subject.file);
                assert_eq!(bare.0.possible, kept.possible, "{}", subject.file);
                assert_eq!(bare.1.truths, outcome.truths, "{}", subject.file);
                assert_eq!(bare.1.numbers, outcome.numbers, "{}", subject.file);
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 400, "{looked_at}");
}
