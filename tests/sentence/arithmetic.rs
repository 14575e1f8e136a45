//! What holds of every set of factors: the range covers each combination of points, less is never more, open is wider.

use gravamen::quantity::Ratio;
use gravamen::sentence::factors::{Factor, Method, apply};
use gravamen::sentence::term::Term;
use gravamen::truth::Truth;
use proptest::prelude::*;

fn percent(share: i128) -> Ratio {
    Ratio::new(share, 100)
}

fn truth() -> impl Strategy<Value = Truth> {
    prop_oneof![3 => Just(Truth::Established), 1 => Just(Truth::Open), 1 => Just(Truth::Excluded)]
}

prop_compose! {
    fn factor()(status in truth(), first: bool, more: bool, may: bool, a in 0..=20_i128, b in 0..=20_i128) -> Factor {
        let share = (percent(a.min(b) * 5), percent(a.max(b) * 5));
        Factor { status, first, more, share, months: 0, may, absorbs: Vec::new() }
    }
}

prop_compose! {
    /// Some factors, of which each may be absorbed by an earlier one of its direction and layer.
    fn factors()(mut all in prop::collection::vec(factor(), 1..6), by in prop::collection::vec(0..8_usize, 6)) -> Vec<Factor> {
        for at in 1..all.len() {
            let absorber = by[at];
            let alike = absorber < at && (all[absorber].first, all[absorber].more) == (all[at].first, all[at].more);
            if alike {
                all[absorber].absorbs.push(at);
            }
        }
        all
    }
}

fn method() -> impl Strategy<Value = Method> {
    (truth(), prop::option::of(0..=20_i128))
        .prop_map(|(first_multiplies, cap)| Method { first_multiplies, caps: [None, cap.map(|cap| percent(cap * 10))] })
}

fn result(term: Term, factors: &[Factor], method: Method) -> Term {
    apply(term, factors, method).iter().rev().find_map(|applied| applied.after).unwrap_or(term)
}

/// The points that a factor can have; nothing where it is not there.
fn points(factor: &Factor) -> Vec<Option<Ratio>> {
    let (least, most) = factor.share;
    let mut points = vec![Some(least), Some((least + most) / 2), Some(most)];
    if factor.may {
        points.push(Some(Ratio::from_integer(0)));
    }
    match factor.status {
        Truth::Excluded => vec![None],
        Truth::Established => points,
        Truth::Open => [points.as_slice(), &[None]].concat(),
    }
}

/// The shares that count of a factor and those it absorbs, at points: its own where it is there, and else theirs.
fn at_points(factors: &[Factor], points: &[Option<Ratio>], at: usize) -> Vec<Ratio> {
    let beside = || factors[at].absorbs.iter().flat_map(|one| at_points(factors, points, *one)).collect();
    points[at].map_or_else(beside, |share| vec![share])
}

/// The term that points give, reckoned by itself: first layer, then the others.
fn reckoned(start: Ratio, factors: &[Factor], points: &[Option<Ratio>], multiplies: bool, cap: Option<Ratio>) -> Ratio {
    let absorbed: Vec<usize> = factors.iter().flat_map(|factor| factor.absorbs.clone()).collect();
    let mut term = start;
    for first in [true, false] {
        let (mut less, mut more, mut product) = (percent(0), percent(0), percent(100));
        for (at, factor) in factors.iter().enumerate() {
            if factor.first != first || absorbed.contains(&at) {
                continue;
            }
            for share in at_points(factors, points, at) {
                if factor.more {
                    more += share;
                    product *= percent(100) + share;
                } else {
                    less += share;
                    product *= percent(100) - share;
                }
            }
        }
        if let Some(cap) = cap {
            more = more.min(cap);
        }
        let sum = (percent(100) + more - less).max(percent(0));
        term *= if first && multiplies { product } else { sum };
    }
    term
}

fn combinations(all: &[Vec<Option<Ratio>>]) -> Vec<Vec<Option<Ratio>>> {
    all.iter().fold(vec![Vec::new()], |known, points| {
        known.iter().flat_map(|before| points.iter().map(|point| [before.as_slice(), &[*point]].concat())).collect()
    })
}

/// A counterexample is mended, and not kept beside the test.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_range_covers_every_combination_and_its_ends_are_some(all in factors(), method in method(), months in (1..40_i128, 0..40_i128)) {
        let start = Term::whole(months.0, months.0 + months.1);
        let found = result(start, &all, method);
        let max = found.max.expect("a range with both ends");
        let ways: &[bool] = match method.first_multiplies {
            Truth::Established => &[true],
            Truth::Excluded => &[false],
            Truth::Open => &[true, false],
        };
        let points: Vec<Vec<Option<Ratio>>> = all.iter().map(points).collect();
        let (mut least, mut most): (Option<Ratio>, Option<Ratio>) = (None, None);
        for combination in combinations(&points) {
            for (multiplies, months) in ways.iter().flat_map(|way| [(*way, start.min), (*way, start.max.expect("an end"))]) {
                // No term is below nothing.
                let term = reckoned(months, &all, &combination, multiplies, method.caps[1]).max(Ratio::from_integer(0));
                prop_assert!(found.min <= term && term <= max, "{term} in {found:?}");
                least = Some(least.map_or(term, |known| known.min(term)));
                most = Some(most.map_or(term, |known| known.max(term)));
            }
        }
        // Nothing is wider than needed: both ends are reached.
        prop_assert_eq!(Some(found.min), least);
        prop_assert_eq!(Some(max), most);
    }

    #[test]
    fn a_lighter_factor_raises_no_end_and_a_heavier_one_lowers_none(all in factors(), one in factor(), method in method()) {
        let start = Term::whole(6, 36);
        let before = result(start, &all, method);
        let one = Factor { status: Truth::Established, ..one };
        let more = one.more;
        let after = result(start, &[all.as_slice(), &[one]].concat(), method);
        let (before_max, after_max) = (before.max.expect("an end"), after.max.expect("an end"));
        if more {
            prop_assert!(before.min <= after.min && before_max <= after_max);
        } else {
            prop_assert!(after.min <= before.min && after_max <= before_max);
        }
    }

    #[test]
    fn what_absorbs_holds_for_the_sum(all in factors(), one in factor(), method in method()) {
        let start = Term::whole(6, 36);
        let free: Vec<usize> = (0..all.len())
            .filter(|at| !all.iter().any(|other| other.absorbs.contains(at)))
            .filter(|at| (all[*at].first, all[*at].more) == (one.first, one.more))
            .collect();
        let one = Factor { status: Truth::Established, absorbs: Vec::new(), ..one };
        // Whatever it absorbs, it counts as it would alone beside the others.
        let mut others = all.clone();
        let mut left = free.clone();
        while let Some(at) = left.pop() {
            others[at].status = Truth::Excluded;
            left.extend(&others[at].absorbs);
        }
        let alone = result(start, &[others.as_slice(), std::slice::from_ref(&one)].concat(), method);
        let absorbing = Factor { absorbs: free, ..one };
        prop_assert_eq!(result(start, &[all.as_slice(), &[absorbing]].concat(), method), alone);
    }

    #[test]
    fn every_step_has_its_own_result_or_none(all in factors(), method in method()) {
        let steps = apply(Term::whole(6, 36), &all, method);
        for step in &steps {
            prop_assert_eq!(step.after.is_none(), step.absorbed_by.is_some(), "{:?}", steps);
            if let Some(by) = step.absorbed_by {
                prop_assert!(all[by].status.possible());
            }
        }
        let possible = all.iter().filter(|factor| factor.status.possible()).count();
        prop_assert_eq!(steps.len(), possible, "each that may be there is a step, once");
    }

    #[test]
    fn what_opens_widens(all in factors(), at in 0..6_usize, method in method()) {
        let start = Term::whole(6, 36);
        let at = at % all.len();
        for known in [Truth::Established, Truth::Excluded] {
            let with = |status| {
                let mut all = all.clone();
                all[at].status = status;
                result(start, &all, method)
            };
            let (known, open) = (with(known), with(Truth::Open));
            prop_assert!(open.min <= known.min && known.max <= open.max);
        }
    }
}

#[test]
fn layers_multiply_or_add_and_others_always_add() {
    let less = |share: i128, first| Factor {
        status: Truth::Established,
        first,
        more: false,
        share: (percent(share), percent(share)),
        months: 0,
        may: false,
        absorbs: Vec::new(),
    };
    let term = |first_multiplies, first| {
        let method = Method { first_multiplies, caps: [None, None] };
        result(Term::whole(100, 100), &[less(50, first), less(40, first)], method)
    };
    assert_eq!(term(Truth::Established, true), Term::whole(30, 30));
    assert_eq!(term(Truth::Excluded, true), Term::whole(10, 10));
    assert_eq!(term(Truth::Open, true), Term::whole(10, 30));
    assert_eq!(term(Truth::Established, false), Term::whole(10, 10));
}

#[test]
fn what_adds_so_many_months_at_least_does_so_where_its_share_is_less() {
    let more = |status, may| Factor {
        status,
        first: false,
        more: true,
        share: (percent(10), percent(40)),
        months: 3,
        may,
        absorbs: Vec::new(),
    };
    let method = Method { first_multiplies: Truth::Excluded, caps: [None, None] };
    let of = |least, most, factor| result(Term::whole(least, most), &[factor], method);
    let sure = more(Truth::Established, false);
    let tenths = |tenths: i128| Ratio::new(tenths, 10);
    assert_eq!(of(6, 6, sure.clone()), Term::whole(9, 9), "2.4 months at most");
    assert_eq!(of(12, 12, sure.clone()), Term { min: tenths(150), max: Some(tenths(168)) });
    assert_eq!(of(36, 36, sure.clone()), Term { min: tenths(396), max: Some(tenths(504)) }, "more than that anyway");
    assert_eq!(of(6, 36, sure.clone()), Term { min: tenths(90), max: Some(tenths(504)) });
    assert_eq!(of(0, 0, sure.clone()), Term::whole(0, 0), "nothing to be a share of");
    let open = of(6, 6, more(Truth::Open, false));
    assert_eq!(open, Term::whole(6, 9));
    assert_eq!(of(6, 6, more(Truth::Established, true)), open, "it may be left out");
    assert_eq!(of(6, 6, more(Truth::Excluded, false)), Term::whole(6, 6));
}

#[test]
fn months_at_least_are_those_of_a_factor_that_is_there() {
    let more = |status, share: (i128, i128), months, absorbs| Factor {
        status,
        first: false,
        more: true,
        share: (percent(share.0), percent(share.1)),
        months,
        may: false,
        absorbs,
    };
    let method = Method { first_multiplies: Truth::Excluded, caps: [None, None] };
    let with = |status| {
        let all = [more(status, (10, 40), 3, vec![1]), more(Truth::Established, (0, 10), 0, Vec::new())];
        result(Term::whole(6, 6), &all, method)
    };
    assert_eq!(with(Truth::Established), Term::whole(9, 9));
    assert_eq!(with(Truth::Excluded), Term { min: 6.into(), max: Some(Ratio::new(66, 10)) }, "a prior record alone");
    assert_eq!(with(Truth::Open), Term::whole(6, 9));
}

#[test]
fn ends_are_whole_months_away_from_the_range_and_may_be_missing() {
    let term = Term { min: Ratio::new(144, 5), max: Some(Ratio::new(288, 5)) };
    assert_eq!(term.months(), (28, Some(58)));
    assert!(term.holds(28) && term.holds(58) && !term.holds(27) && !term.holds(59));
    let open = Term { max: None, ..term };
    assert!(open.holds(1000) && !open.holds(27));
    assert_eq!(term.within(Ratio::from_integer(36), Ratio::from_integer(84)).months(), (36, Some(58)));
    assert_eq!(open.within(Ratio::from_integer(36), Ratio::from_integer(84)).months(), (36, None));
}
