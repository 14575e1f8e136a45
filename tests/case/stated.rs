//! Facts as sources state them: approximations, prices, several figures; evidence, order, other cases.

use gravamen::case::day;
use gravamen::case::facts::{Case, Entity, Fact, Figure, FigureStatus, Standing, Value};
use gravamen::law::vocabulary::Scope;
use gravamen::range::{Range, UNBOUNDED};
use jiff::civil::date;

use super::vocabulary::vocabulary;
use super::{good, read_text};

const HEAD: &str = "[case]\nid = \"c\"\n[[evidence]]\nid = \"E1\"\n[[evidence]]\nid = \"E2\"\n[[person]]\nid = \"zhang\"\n\
    [[person]]\nid = \"li\"\n[[dataset]]\nid = \"d\"\n";

fn act(lines: &str) -> String {
    format!("{HEAD}[[act]]\nid = \"a\"\nby = [\"zhang\", \"li\"]\ndataset = \"d\"\n{lines}\n")
}

fn gains_of(case: &Case) -> Fact {
    let received = vocabulary().fact_named(Scope::Gains, "received").expect("received");
    case.fact(Entity::Gains(0), received).expect("stated").clone()
}

fn gains(text: &str) -> Fact {
    gains_of(&good(&act(&format!("gains = {text}"))))
}

fn range(text: &str) -> Range {
    match gains(text).value {
        Value::Number(range) => range,
        other => panic!("{text}: {other:?}"),
    }
}

/// The codes of what is wrong with a text.
fn wrong(text: &str) -> Vec<&'static str> {
    let (_, reading) = read_text(text, &[]);
    reading.err().unwrap_or_default().iter().map(|error| error.code).collect()
}

#[test]
fn an_approximation_has_the_range_that_its_author_states_and_no_other() {
    assert_eq!(range("{ about = 5000 }"), Range::ANY, "about so much may be less or more");
    assert_eq!(range("{ about = 5000, min = 4800, max = 5200 }"), Range::new(480_000, 520_000));
    assert_eq!(range("{ about = 5000, min = 4800 }"), Range { min: 480_000, max: UNBOUNDED });
    assert_eq!(range("{ nearly = 5000 }"), Range::new(0, 499_999), "nearly so much is less");
    assert_eq!(range("{ nearly = 5000, min = 4900 }"), Range::new(490_000, 499_999));
    assert_eq!(range("{ nearly = 5000, min = 4900, max = 4999.99 }"), Range::new(490_000, 499_999));
    assert_eq!(gains("{ about = 5000, status = \"disputed\" }").standing, Standing::Disputed);
    let items = good(&format!("{HEAD}items = {{ nearly = 60000 }}\n"));
    assert_eq!(super::value(&items, Entity::Dataset(0), "items"), Some(Value::Number(Range::new(1, 59_999))));
}

#[test]
fn a_range_that_does_not_hold_the_figure_is_refused() {
    for text in [
        "{ about = 5000, min = 5001 }",
        "{ about = 5000, max = 4999 }",
        "{ nearly = 5000, max = 4000 }",
        "{ nearly = 5000, max = 5000 }",
        "{ nearly = 0 }",
    ] {
        assert_eq!(wrong(&act(&format!("gains = {text}"))), ["not-about-this"], "{text}");
    }
    for text in ["{ about = 5000, nearly = 4000 }", "{ about = 5000, value = 4000 }", "{ nearly = 5, price = 1 }"] {
        assert_eq!(wrong(&act(&format!("gains = {text}"))), ["value"], "{text}");
    }
    assert_eq!(wrong(&act("does = { about = 5 }")), ["wrong-type"]);
    assert_eq!(wrong(&act("gains = { about = \"much\" }")), ["wrong-type"]);
    assert_eq!(wrong(&act("on = { nearly = 5 }")), ["wrong-type"]);
    assert_eq!(wrong(&act("gains = { about = -5 }")), ["negative"]);
}

#[test]
fn a_price_is_exact_below_the_fen() {
    assert_eq!(range("{ price = 0.5, times = 3000 }"), Range::point(150_000));
    assert_eq!(range("{ price = 0.005, times = 3000 }"), Range::point(1_500), "items are sold for half a fen");
    assert_eq!(range("{ price = 0.005, times = 3001 }"), Range::new(1_500, 1_501), "no whole number of fen");
    assert_eq!(range("{ price = 2, times = { min = 10, max = 20 } }"), Range::new(2_000, 4_000));
    assert_eq!(range("{ price = 2, times = \"unknown\" }"), Range::ANY);
    assert_eq!(range("{ price = 2, times = { min = 10 } }"), Range { min: 2_000, max: UNBOUNDED });
    for (text, code) in [
        ("{ price = 0.5 }", "missing-key"),
        ("{ times = 3 }", "missing-key"),
        ("{ price = 0.0000001, times = 3 }", "wrong-type"),
        ("{ price = -1, times = 3 }", "wrong-type"),
        ("{ price = 1e3, times = 3 }", "wrong-type"),
        ("{ price = 999999, times = 999999999999 }", "number-too-large"),
    ] {
        assert_eq!(wrong(&act(&format!("gains = {text}"))), [code], "{text}");
    }
    assert_eq!(wrong(&format!("{HEAD}items = {{ price = 1, times = 3 }}\n")), ["wrong-type"]);
}

#[test]
fn of_several_figures_the_accepted_one_counts() {
    let text = "{ figures = [{ by = \"indictment\", value = 50000, status = \"rejected\", evidence = [\"E1\"] }, \
        { by = \"judgment\", value = 30000, status = \"accepted\", evidence = [\"E2\"] }], note = \"n\" }";
    let fact = gains(text);
    assert_eq!((&fact.value, fact.standing), (&Value::Number(Range::point(3_000_000)), Standing::Proven));
    assert_eq!((fact.evidence, fact.note.as_deref()), (vec!["E1".to_owned(), "E2".to_owned()], Some("n")));
    let charged = Figure {
        by: "indictment".to_owned(),
        status: FigureStatus::Rejected,
        value: Value::Number(Range::point(5_000_000)),
    };
    assert_eq!(fact.figures[0], charged);
}

#[test]
fn of_open_figures_anything_between_them_is_possible_and_of_rejected_ones_anything() {
    let open = |more: &str| gains(&format!("{{ figures = [{{ by = \"x\", value = 50000 }}{more}] }}"));
    let three = open(", { by = \"y\", value = 30000 }, { by = \"z\", min = 10000, max = 20000, status = \"open\" }");
    assert_eq!((three.value.clone(), three.standing), (Value::Number(Range::point(5_000_000)), Standing::Disputed));
    assert_eq!(three.proven(), Some(Value::Number(Range::new(1_000_000, 5_000_000))));
    assert_eq!(open("").proven(), None, "one that nobody has decided on");
    let rejected = gains("{ figures = [{ by = \"x\", value = 50000, status = \"rejected\" }] }");
    assert_eq!((rejected.value, rejected.standing), (Value::Number(Range::ANY), Standing::Proven));
}

#[test]
fn several_figures_that_say_nothing_certain_are_refused() {
    for (text, code) in [
        ("{ figures = [] }", "figures"),
        ("{ figures = 5 }", "wrong-type"),
        ("{ figures = [{ value = 5 }] }", "missing-key"),
        ("{ figures = [{ by = \"x\" }] }", "value"),
        ("{ figures = [{ by = \"x\", value = 5, status = \"proven\" }] }", "unknown-value"),
        (
            "{ figures = [{ by = \"x\", value = 5, status = \"accepted\" }, { by = \"y\", value = 6, status = \"accepted\" }] }",
            "figures",
        ),
        ("{ figures = [{ by = \"x\", value = 5 }], value = 5 }", "unknown-key"),
    ] {
        assert!(
            wrong(&act(&format!("gains = {text}"))).contains(&code),
            "{text}: {:?}",
            wrong(&act(&format!("gains = {text}")))
        );
    }
}

#[test]
fn evidence_has_its_place_and_what_it_would_show() {
    let text = act("").replace(
        "id = \"E2\"\n",
        "id = \"E2\"\nvolume = 2\npage = \"31-33\"\nshows = \"duplicates\"\noutstanding = true\n\
         facts = [\"dataset.d.duplicates\", \"act.a.gains\", \"act.a.by.li.gains\"]\n",
    );
    let case = good(&text);
    let evidence = &case.evidence[1];
    assert_eq!((evidence.volume.as_deref(), evidence.page.as_deref()), (Some("2"), Some("31-33")));
    assert_eq!((evidence.shows.as_deref(), evidence.outstanding), (Some("duplicates"), true));
    let entities: Vec<Entity> = evidence.facts.iter().map(|(entity, _)| *entity).collect();
    assert_eq!(entities, [Entity::Dataset(0), Entity::Gains(0), Entity::Participant { act: 0, person: 1 }]);
    for (key, code) in [
        ("facts = [\"dataset.e.duplicates\"]", "unknown-path"),
        ("facts = [\"dataset.d\"]", "unknown-path"),
        ("facts = [\"\"]", "unknown-path"),
        ("outstanding = \"maybe\"", "wrong-type"),
        ("volume = 1.5", "wrong-type"),
    ] {
        assert_eq!(wrong(&act("").replace("id = \"E2\"\n", &format!("id = \"E2\"\n{key}\n"))), [code], "{key}");
    }
}

#[test]
fn what_participants_got_bounds_what_the_act_brought() {
    let by = |zhang: &str, li: &str, more: &str| {
        let text = act(more);
        text.replace("[\"zhang\", \"li\"]", &format!("[{{ person = \"zhang\"{zhang} }}, {{ person = \"li\"{li} }}]"))
    };
    assert_eq!(gains_of(&good(&by(", gains = 3000", "", ""))).value, Value::Number(Range::ANY), "no longer silent");
    assert_eq!(wrong(&by(", gains = 3000", "", "gains = 2999.99")), ["more-than-gains"]);
    assert_eq!(wrong(&by(", gains = 3000", "", "gains = 5000")), [""; 0]);
    assert_eq!(wrong(&by(", gains = 3000", ", gains = 1000", "gains = 5000")), ["more-than-gains"], "all is divided");
    assert_eq!(wrong(&by(", gains = 3000", ", gains = 2000", "gains = 5000")), [""; 0]);
}

#[test]
fn acts_that_come_after_others_do() {
    let two = |first: &str, second: &str| {
        let other = format!("[[act]]\nid = \"b\"\nby = [\"li\"]\ndataset = \"d\"\n{second}\n");
        format!("{}{other}", act(first))
    };
    let case = good(&two("on = \"2021-03\"", "on = \"2021-03\"\nafter = [\"a\"]"));
    assert_eq!(case.acts[1].after, [0]);
    assert_eq!(wrong(&two("on = 2021-03-02", "on = 2021-03-01\nafter = [\"a\"]")), ["after-later-act"]);
    assert_eq!(wrong(&two("on = 2021-03-01", "on = 2021-03-01\nafter = [\"a\"]")), [""; 0], "the same day");
    assert_eq!(wrong(&two("after = [\"b\"]", "after = [\"a\"]")), ["circular-order"]);
    assert_eq!(wrong(&act("after = [\"a\"]")), ["circular-order"]);
    assert_eq!(wrong(&act("after = [\"c\"]")), ["unknown-id"]);
}

#[test]
fn persons_dealt_with_elsewhere_and_linked_cases() {
    let with = |key: &str| act("").replace("id = \"li\"\n", &format!("id = \"li\"\n{key}\n"));
    let case =
        good(&with("elsewhere = \"(2021) 99\"").replace("id = \"c\"\n", "id = \"c\"\nlinked = [\"(2020) 7\"]\n"));
    assert_eq!(
        (case.linked.clone(), case.persons[1].elsewhere.as_deref()),
        (vec!["(2020) 7".to_owned()], Some("(2021) 99"))
    );
    assert_eq!(case.accused().collect::<Vec<_>>(), [0]);
    assert_eq!(good(&with("elsewhere = true")).persons[1].elsewhere.as_deref(), Some(""));
    assert_eq!(good(&with("elsewhere = false")).accused().count(), 2);
    assert_eq!(wrong(&with("elsewhere = 5")), ["wrong-type"]);
    let expects = "[[expect]]\nperson = \"li\"\noffence = \"cl/253-1\"\n";
    assert_eq!(wrong(&format!("{}{expects}", with("elsewhere = true"))), ["dealt-with-elsewhere"]);
}

#[test]
fn an_act_that_takes_concerns_something() {
    assert_eq!(wrong(&act("does = \"steal\"\nitems = 0")), ["nothing-taken"]);
    assert_eq!(wrong(&act("does = \"steal\"\nitems = 0\nstage = \"attempted\"")), [""; 0]);
    assert_eq!(wrong(&act("does = \"steal\"\nitems = { min = 0, max = 5 }")), [""; 0]);
}

#[test]
fn an_act_that_passes_on_reaches_somebody() {
    assert_eq!(wrong(&act("recipients = 0")), ["nobody-received"]);
    assert_eq!(wrong(&act("recipients = 0\nstage = \"attempted\"")), [""; 0]);
    assert_eq!(wrong(&act("recipients = \"unknown\"")), [""; 0]);
}

#[test]
fn who_disputes_a_product_is_said_beside_its_factors() {
    let inner = "gains = { price = 0.5, times = { value = 12000, status = \"disputed\", defence = 3000 } }";
    assert_eq!(wrong(&act(inner)), ["beside-times", "beside-times"]);
    let beside = "gains = { price = 0.5, times = 12000, status = \"disputed\", defence = 1500 }";
    assert_eq!(wrong(&act(beside)), [""; 0]);
}

#[test]
fn the_day_of_indictment_lies_between_the_acts_and_the_judgment() {
    let with = |keys: &str| {
        act("on = 2021-03-01").replace("id = \"c\"\n", &format!("id = \"c\"\njudged = 2022-01-01\n{keys}\n"))
    };
    let case = good(&with("indicted = 2021-12-01"));
    let indicted = super::value(&case, Entity::Case, "indicted");
    assert_eq!(indicted, Some(Value::Number(Range::point(day::number(date(2021, 12, 1))))));
    assert_eq!(wrong(&with("indicted = 2022-01-02")), ["after-judgment"]);
    assert_eq!(wrong(&with("indicted = 2021-02-28")), ["before-act"]);
}

#[test]
fn a_figure_of_the_other_side_is_held_to_the_rest_of_the_file_and_to_its_other_figures() {
    let of = |items: &str, duplicates: &str| {
        format!(
            "[case]\nid = \"c\"\n[[person]]\nid = \"zhang\"\n[[dataset]]\nid = \"d\"\nitems = {items}\nduplicates = {duplicates}\n\
             [[act]]\nid = \"a\"\nby = [\"zhang\"]\ndoes = \"sell\"\ndataset = \"d\"\n"
        )
    };
    let disputed =
        |value: u32, defence: u32| format!("{{ value = {value}, status = \"disputed\", defence = {defence} }}");
    assert_eq!(wrong(&of("6000", &disputed(0, 7000))), ["more-than-items"]);
    assert_eq!(wrong(&of("6000", &disputed(0, 6000))), ["as-many-duplicates"]);
    assert_eq!(wrong(&of(&disputed(6000, 3000), "4000")), ["more-than-items"]);
    assert_eq!(wrong(&of("6000", &disputed(0, 5000))), <[&str; 0]>::default());
    // Of fewer items there are fewer duplicates: who says the one says the other.
    assert_eq!(wrong(&of(&disputed(6000, 3000), &disputed(4000, 1000))), <[&str; 0]>::default());
}
