//! The general part in its texts over time, and money laundering before and since Amendment XI: the text of the day of the
//! judgment, so that what favours the accused reaches back from its first day (Criminal Law, article 12).

use gravamen::engine::{Engine, Laws, Settings, embedded_law};
use gravamen::explain::findings::{Analysis, Charge};
use gravamen::explain::sentencing::ProbationStatus;
use gravamen::law::book::sentencing::ProbationRule;
use gravamen::law::book::{Band, FineMode, RelationKind, Term};
use gravamen::range::Range;
use gravamen::span::Sources;
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use super::support::{analyse_on, case, charge, charges, engine, person, place, settled};
use crate::shipped::found::cases;

/// The first days of Amendments VIII, IX and XI.
const A8: Date = date(2011, 5, 1);
const A9: Date = date(2015, 11, 1);
const A11: Date = date(2021, 3, 1);

fn before(day: Date) -> Date {
    day.yesterday().expect("a day")
}

/// Under this text, judged on this day.
fn judged(text: &str, day: Date) -> Analysis {
    let case = format!("\n[case]\nid = \"t\"\ntitle = \"t\"\njudged = {day}");
    analyse_on(&format!("{text}{case}"), day, &Settings::default())
}

/// A sale of 2009, judged serious, by somebody of whom this is said, with what stands as the day of judgment.
fn sale(own: &str, day: &str) -> String {
    format!(
        "person = [{{ id = \"zhang\", employer = \"telecom\"{own} }}]
dataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = 6000 }}]
act = [{{ id = \"x\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2009-06-01, gains = 100, to = [\"b\"], \
         obtained_in = \"service\" }}]
judgement = [{{ person = \"zhang\", place = \"cl/253-1.1.serious\", holds = true, reasons = \"-\" }}]
[case]\nid = \"t\"\ntitle = \"t\"\njudged = {day}"
    )
}

fn sold(own: &str, day: Date) -> Analysis {
    analyse_on(&sale(own, &day.to_string()), day, &Settings::default())
}

fn circumstance(charge: &Charge, at: &str) -> Truth {
    let found = charge.circumstances.iter().find(|circumstance| circumstance.place == place(at));
    found.map_or(Truth::Excluded, |circumstance| circumstance.status)
}

/// How what makes probation mandatory stands, of probation that has to be judged all the same.
fn must_be_suspended(own: &str, day: Date) -> Truth {
    let analysis = sold(own, day);
    let probation = charge(&analysis, "zhang").sentencing.probation.as_ref().expect("a term up to three years");
    assert_eq!(probation.status, ProbationStatus::ToBeJudged, "{own}, {day}");
    let shall = probation.reasons.iter().find(|reason| reason.rule == Some(ProbationRule::Shall));
    assert!(shall.is_none_or(|reason| reason.place == place("cl/72.1")));
    shall.map_or(Truth::Excluded, |reason| reason.status)
}

/// Criminal Law art. 72(1) since Amendment VIII: it must then be suspended; before it never had to be.
#[test]
fn probation_is_mandatory_for_the_young_the_pregnant_and_the_old_since_amendment_8() {
    for own in [", born = 1993-01-01", ", pregnant = true", ", born = 1930-01-01"] {
        assert_eq!(must_be_suspended(own, date(2011, 4, 29)), Truth::Excluded, "{own}");
        assert_eq!(must_be_suspended(own, before(A8)), Truth::Excluded, "{own}");
        assert_eq!(must_be_suspended(own, A8), Truth::Established, "{own}");
    }
    assert_eq!(must_be_suspended("", A8), Truth::Excluded);
}

/// Criminal Law art. 72(1): whoever has turned 75 when the sentence is suspended, though not at the act; under the other reading, at
/// the act alone. An act of 2009-06-01.
#[test]
fn who_is_75_at_the_trial_must_be_suspended() {
    for (own, day, stands) in [
        (", born = 1940-05-10", "2015-05-10", Truth::Excluded),
        (", born = 1940-05-10", "2015-05-11", Truth::Established),
        (", born = 1940-05-10", "\"2015\"", Truth::Open),
        (", born = 1940-05-10", "\"2016\"", Truth::Established),
        // Who was 69 turned 75 between five and six years after the act.
        (", age = 69", "2014-05-31", Truth::Excluded),
        (", age = 69", "2014-09-01", Truth::Open),
        (", age = 69", "2015-06-01", Truth::Established),
    ] {
        let last: Date = day.parse().unwrap_or_else(|_| date(day.trim_matches('"').parse().expect("a year"), 12, 31));
        let analysis = analyse_on(&sale(own, day), last, &Settings::default());
        let probation = charge(&analysis, "zhang").sentencing.probation.as_ref().expect("a term up to three years");
        let shall = probation.reasons.iter().find(|reason| reason.rule == Some(ProbationRule::Shall));
        assert_eq!(shall.map_or(Truth::Excluded, |reason| reason.status), stands, "{own}, judged {day}");
        // The other reading would say otherwise, so nothing is called settled.
        assert!(stands == Truth::Excluded || !charge(&analysis, "zhang").nothing_could_change(), "{own}, judged {day}");
        let choices = vec![("probation-age".to_owned(), "at_the_act".to_owned())];
        let analysis = analyse_on(&sale(own, day), last, &Settings { choices, ..Settings::default() });
        let probation = charge(&analysis, "zhang").sentencing.probation.as_ref().expect("a term up to three years");
        assert!(
            probation.reasons.iter().all(|reason| reason.rule != Some(ProbationRule::Shall)),
            "{own}, judged {day}"
        );
    }
}

/// Criminal Law art. 17(3), 17(4) since Amendment XI put the younger before it: the rule is the same.
#[test]
fn the_young_are_in_paragraph_3_until_amendment_11_and_in_paragraph_4_since() {
    for (day, third, fourth) in [
        (before(A8), Truth::Established, Truth::Excluded),
        (A8, Truth::Established, Truth::Excluded),
        (date(2021, 2, 27), Truth::Established, Truth::Excluded),
        (before(A11), Truth::Established, Truth::Excluded),
        (A11, Truth::Excluded, Truth::Established),
        (date(2021, 3, 2), Truth::Excluded, Truth::Established),
    ] {
        let analysis = sold(", born = 1993-01-01", day);
        let charge = charge(&analysis, "zhang");
        assert_eq!((circumstance(charge, "cl/17.3"), circumstance(charge, "cl/17.4")), (third, fourth), "{day}");
        assert!(charge.reachable.as_ref().is_some_and(|reachable| reachable.band.imprisonment.is_some()));
    }
}

/// Criminal Law art. 17-1 and 67(3), of Amendment VIII: for an act of 2009 too, since it is the lighter law.
#[test]
fn age_and_confession_reach_back_from_the_first_day_of_amendment_8() {
    for (own, at) in [(", born = 1930-01-01", "cl/17-1"), (", confessed = true", "cl/67.3")] {
        for (day, expected) in [
            (date(2011, 4, 29), Truth::Excluded),
            (before(A8), Truth::Excluded),
            (A8, Truth::Established),
            (date(2011, 5, 2), Truth::Established),
        ] {
            assert_eq!(circumstance(charge(&sold(own, day), "zhang"), at), expected, "{at}, {day}");
        }
        assert_eq!(circumstance(charge(&sold("", A8), "zhang"), at), Truth::Excluded, "{at}");
    }
}

/// Criminal Law art. 65 and 74; that crimes under 18 make no recidivist came with Amendment VIII (Fa Shi [2011] 9, art. 3).
#[test]
fn a_crime_under_18_makes_a_recidivist_only_until_amendment_8() {
    let found = |under_18: bool, day: Date| {
        let own = format!(
            ", born = 1985-01-01, record = [{{ kind = \"criminal\", for = \"other\", decided = 2007-01-01, \
             completed = 2007-06-01, penalty = \"imprisonment\", intentional = true, under_18 = {under_18} }}]"
        );
        let analysis = sold(&own, day);
        let charge = charge(&analysis, "zhang");
        let probation = charge.sentencing.probation.as_ref().expect("a term up to three years");
        let never = probation.reasons.iter().find(|reason| reason.place == place("cl/74"));
        (circumstance(charge, "cl/65"), never.map_or(Truth::Excluded, |reason| reason.status))
    };
    let (open, none) = ((Truth::Open, Truth::Open), (Truth::Excluded, Truth::Excluded));
    assert_eq!(found(true, before(A8)), open, "whether imprisonment is deserved is judged");
    assert_eq!(found(true, A8), none);
    assert_eq!(found(false, before(A8)), open);
    assert_eq!(found(false, A8), open, "of full age it stays");
}

/// Criminal Law art. 37-1, of Amendment IX, and Fa Shi [2015] 19, art. 1: for no act before it.
#[test]
fn there_is_no_ban_before_amendment_9_and_none_for_acts_before_it() {
    let ban = |day: Date| {
        let analysis = sold("", day);
        let ban = charge(&analysis, "zhang").sentencing.ban.clone();
        ban.map(|ban| (ban.status, ban.reasons.iter().map(|(place, ..)| place.to_string()).collect::<Vec<_>>()))
    };
    assert_eq!(ban(date(2015, 10, 30)), None);
    assert_eq!(ban(before(A9)), None);
    let places = vec!["cl/37-1".to_owned(), "fs-2015-19/1".to_owned()];
    assert_eq!(ban(A9), Some((Truth::Excluded, places)));
}

/// The decided cases of before have none either, whatever they say of a profession.
#[test]
fn no_case_that_was_decided_before_amendment_9_has_a_ban() {
    let old = cases().iter().filter(|found| found.engine.book.as_of < A9);
    let mut judged = 0;
    for found in old {
        let charges = found.analysis().persons.iter().flat_map(|person| &person.charges);
        assert!(charges.into_iter().all(|charge| charge.sentencing.ban.is_none()), "{}", found.name);
        judged += 1;
    }
    assert!(judged >= 4, "{judged} cases");
}

/// What comes into force between the days on which a case may be judged is asked for the day of judgment.
#[test]
fn a_day_of_judgment_across_amendment_9_decides_the_ban() {
    let decides = |first: Date, last: Date| {
        let mut sources = Sources::default();
        let laws = Laws::parse(embedded_law(), &mut sources);
        let (book, _) = laws.book_between(&sources, first, last).expect("the law");
        let engine = Engine::new(book).expect("the law compiles");
        let case = case(&sale("", &format!("{{ min = {first}, max = {last} }}")), last);
        let analysis = engine.analyse(&case, &Settings::default()).expect("an analysis");
        let charge = charge(&analysis, "zhang");
        let day = charge.could_change.each.iter().find(|one| one.what == "case.judged");
        let decides = day.map(|day| day.decides.iter().map(ToString::to_string).collect::<Vec<_>>());
        (charge.sentencing.ban.as_ref().map(|ban| ban.status), decides.unwrap_or_default())
    };
    let asked = vec!["cl/37-1".to_owned(), "fs-2015-19/1".to_owned()];
    assert_eq!(decides(date(2015, 1, 1), before(A9)), (None, vec![]));
    assert_eq!(decides(date(2015, 1, 1), A9), (Some(Truth::Open), asked.clone()));
    assert_eq!(decides(before(A9), date(2015, 12, 31)), (Some(Truth::Open), asked));
    assert_eq!(decides(A9, date(2015, 12, 31)), (Some(Truth::Excluded), vec![]));
}

/// Criminal Law art. 69(2), of Amendment IX: for crimes before it too (Fa Shi [2015] 19, art. 3).
#[test]
fn imprisonment_absorbs_detention_since_amendment_9() {
    let text = "person = [{ id = \"zhang\" }]\ndataset = []
act = [{ id = \"x\", by = \"zhang\", does = \"defraud\", defrauded = 600000, on = 2013-06-01 },
    { id = \"y\", by = \"zhang\", does = \"extort\", extorted = 10000, on = 2013-08-01 }]";
    let joined = |day: Date| {
        let analysis = judged(text, day);
        let joint = person(&analysis, "zhang").joint.as_ref().expect("two charges").clone();
        let terms: Vec<Term> = joint.terms.iter().map(|one| one.term).collect();
        let orders: Vec<String> = joint.orders.iter().map(|(place, _)| place.to_string()).collect();
        (terms, orders)
    };
    let apart = (vec![Term::Imprisonment, Term::Detention, Term::Control], vec![]);
    assert_eq!(joined(date(2014, 6, 1)), apart);
    assert_eq!(joined(before(A9)), apart);
    let twice = vec!["cl/69.2".to_owned(), "cl/69.2".to_owned()];
    assert_eq!(joined(A9), (vec![Term::Imprisonment, Term::Control], twice));
}

/// What a judgment of a day does not know stands nowhere in its law.
#[test]
fn the_law_of_a_day_has_no_later_paragraph() {
    let known = |at: &str, day: Date| {
        let at = place(at);
        let instruments = engine(day).book.instruments.iter().filter(|one| one.id == "cl");
        instruments.flat_map(|one| &one.entries).any(|entry| entry.place.within(&at))
    };
    for (at, first) in [
        ("cl/17-1", A8),
        ("cl/38.2", A8),
        ("cl/67.3", A8),
        ("cl/37-1", A9),
        ("cl/53.2", A9),
        ("cl/69.3", A9),
        ("cl/246.3", A9),
    ] {
        assert!(!known(at, before(first)), "{at}");
        assert!(known(at, first), "{at}");
    }
    assert!(known("cl/17.3", before(A8)) && known("cl/72.1", before(A8)) && known("cl/69.1", before(A8)));
}

/// A unit and its supervisor launder what these acts say.
fn laundered(acts: &[&str], proceeds: &str, day: Date) -> Analysis {
    let act = |(at, when): (usize, &&str)| {
        format!(
            "{{ id = \"x{at}\", by = [\"u\", \"a\"], does = \"conceal\", upstream = \"predicate\", own_proceeds = false, \
             proceeds = {proceeds}, {when} }}"
        )
    };
    let acts: Vec<String> = acts.iter().enumerate().map(act).collect();
    judged(
        &format!(
            "person = [{{ id = \"u\", kind = \"unit\" }}, {{ id = \"a\", of = \"u\", as = \"supervisor\" }}]
dataset = []\nact = [{}]",
            acts.join(", ")
        ),
        day,
    )
}

const NOTHING: Band = Band {
    imprisonment: None,
    detention: None,
    control: None,
    fine: None,
    life: false,
    deprivation: false,
    forfeiture: false,
    fine_amount: None,
};
const UNIT: Band = Band { fine: Some(FineMode::With), ..NOTHING };
/// Of members in the text of Amendment VI: no fine.
const BASE: Band = Band { imprisonment: Some((6, 60)), detention: Some((1, 6)), ..NOTHING };
const SERIOUS: Band = Band { imprisonment: Some((60, 120)), ..NOTHING };

fn bands(charge: &Charge) -> Vec<Band> {
    charge.bands.iter().map(|(_, band)| *band).collect()
}

/// Criminal Law art. 191(2): until Amendment XI members of a unit had imprisonment or detention alone.
#[test]
fn members_of_a_unit_that_launders_are_fined_since_amendment_11_only() {
    let judged = date(2022, 1, 1);
    for (on, text, fine) in [
        ("on = 2021-02-27", "A6", [None, None]),
        ("on = 2021-02-28", "A6", [None, None]),
        ("on = 2021-03-01", "A11", [Some(FineMode::WithOrInstead), Some(FineMode::With)]),
        // One charge for an act that lasts into the new text.
        ("from = 2021-02-01, until = 2021-04-01", "A11", [Some(FineMode::WithOrInstead), Some(FineMode::With)]),
    ] {
        let analysis = laundered(&[on], "100000", judged);
        let members = [Band { fine: fine[0], ..BASE }, Band { fine: fine[1], ..SERIOUS }];
        for (who, expected) in [("u", [UNIT, UNIT]), ("a", members)] {
            let found = charges(&analysis, who, "cl/191.2");
            let [charge] = found.as_slice() else { panic!("{who}, {on}: {} charges", found.len()) };
            assert_eq!((charge.text.as_deref(), bands(charge)), (Some(text), expected.to_vec()), "{who}, {on}");
            assert_eq!(charge.status, Truth::Established, "{who}, {on}");
            assert!(charges(&analysis, who, "cl/191").is_empty(), "paragraph 1 is for others");
            assert_eq!(person(&analysis, who).recommended, [place("cl/191.2")], "{who}, {on}");
            let relation = person(&analysis, who).relations.iter().find(|one| one.place == place("cl/191.2"));
            let relation = relation.expect("the same act is concealment too");
            assert_eq!((relation.kind, &relation.falls), (RelationKind::InPlaceOf, &vec![place("cl/312")]), "{who}");
        }
    }
}

#[test]
fn laundering_before_and_since_amendment_11_has_a_charge_of_each_or_one_of_the_later() {
    let analysis = laundered(&["on = 2018-03-01", "on = 2021-03-01"], "100000", date(2022, 1, 1));
    for who in ["u", "a"] {
        let texts: Vec<_> = charges(&analysis, who, "cl/191.2").iter().map(|charge| charge.text.clone()).collect();
        assert_eq!(texts, [Some("A6".to_owned()), Some("A11".to_owned())], "{who}");
        let [compared] = person(&analysis, who).comparisons.as_slice() else { panic!("one offence") };
        assert_eq!(compared.offence, place("cl/191.2"));
        assert!(compared.together.is_some(), "one charge for the earlier acts of the same kind too");
    }
}

/// Fa Shi [2024] 10, art. 4(1): five million yuan, with more that is judged; of units too.
#[test]
fn the_interpretation_of_2024_is_of_units_too() {
    for (proceeds, expected) in [("4999999", "basic"), ("5000000", "open"), ("5000001", "open")] {
        let analysis = laundered(&["on = 2018-03-01"], proceeds, date(2025, 6, 1));
        for who in ["u", "a"] {
            let charge = charges(&analysis, who, "cl/191.2")[0];
            assert_eq!(settled(charge), expected, "{who}, {proceeds}");
            assert_eq!(charge.unanswered.is_empty(), expected == "basic", "{who}, {proceeds}");
        }
    }
}

/// Criminal Law art. 191(1) in the text of Amendment VI: 5 to 20 per cent of what was laundered; Fa Shi [2000] 45, art. 2, has the
/// least fine where the statute has no figure.
#[test]
fn the_fine_of_laundering_is_a_share_until_amendment_11_and_has_a_least_amount_since() {
    let fines = |proceeds: &str, on: &str, more: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]\ndataset = [{{ id = \"d\", contains = [\"credit\"], items = 50 }}]
act = [{{ id = \"x\", by = \"zhang\", does = \"conceal\", upstream = \"predicate\", own_proceeds = false, \
             proceeds = {proceeds}, on = {on} }}{more}]"
        );
        judged(&text, date(2022, 1, 1))
    };
    let of = |analysis: &Analysis, offence: &str| {
        let found = charges(analysis, "zhang", offence);
        let [charge] = found.as_slice() else { panic!("{offence}: {} charges", found.len()) };
        let share = charge.usual_fine.as_ref().map(|fine| (fine.shall, fine.place.to_string(), fine.fen));
        (charge.text.clone().unwrap_or_default(), share, charge.sentencing.fine.floor)
    };
    let share = |least, most| Some((true, "cl/191.1".to_owned(), Range::new(least, most)));
    let least = Some(Range::point(100_000));
    for (proceeds, on, text, usual, floor) in [
        ("10000", "2021-02-27", "A6", share(50_000, 200_000), None),
        ("10000", "2021-02-28", "A6", share(50_000, 200_000), None),
        ("100000", "2021-02-28", "A6", share(500_000, 2_000_000), None),
        ("10000", "2021-03-01", "A11", None, least),
    ] {
        let found = of(&fines(proceeds, on, ""), "cl/191");
        assert_eq!(found, (text.to_owned(), usual, floor), "{proceeds}, {on}");
    }
    let theft = ", { id = \"y\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2021-03-02 }";
    let both = fines("10000", "2021-02-28", theft);
    assert_eq!(of(&both, "cl/191").2, None);
    assert_eq!(of(&both, "cl/253-1").2, least, "the other charge keeps its own");
}
