//! Cards, fraud, concealment and extortion: what is counted with what, and what only where the file says so.

use gravamen::explain::findings::{Analysis, Charge};

use super::support::{analyse, charges, choosing, grades, place, settled};
use gravamen::truth::Truth;

/// One person and these acts, each on its own day.
fn acts(each: &[&str]) -> String {
    let each: Vec<String> = (each.iter().enumerate())
        .map(|(at, act)| format!("{{ id = \"a{at}\", by = \"zhang\", on = 2022-03-0{}, {act} }}", at + 1))
        .collect();
    format!("person = [{{ id = \"zhang\", born = 1980-01-01 }}]\ndataset = []\nact = [{}]", each.join(", "))
}

fn of<'a>(analysis: &'a Analysis, offence: &str) -> &'a Charge {
    charges(analysis, "zhang", offence)[0]
}

fn grade(each: &[&str], offence: &str) -> String {
    settled(of(&analyse(&acts(each)), offence))
}

/// Whether the circumstance of an attempt that decides the grade is there.
fn as_attempt(each: &[&str]) -> bool {
    let found = analyse(&acts(each));
    let mut circumstances = of(&found, "cl/266").circumstances.iter();
    circumstances.any(|one| one.place == place("fs-2011-7/6") && one.status == Truth::Established)
}

/// Fa Shi [2009] 19, art. 2(2): five items, each with its own ten, hundred or fifty.
#[test]
fn cards_of_different_items_are_not_added() {
    let card = "cl/177-1.1";
    assert_eq!(grade(&["does = \"obtain_cards\", cards = 6", "does = \"deal_cards\", cards = 5"], card), "basic");
    assert_eq!(grade(&["does = \"obtain_cards\", cards = 6", "does = \"obtain_cards\", cards = 4"], card), "huge");
    assert_eq!(grade(&["does = \"hold_forged_cards\", cards = 9", "does = \"hold_cards\", cards = 49"], card), "basic");
    assert_eq!(grade(&["does = \"hold_forged_blanks\", cards = 9", "does = \"hold_cards\", cards = 4"], card), "none");
}

/// Forged cards, forged blanks and others' cards are three objects with three scales.
#[test]
fn what_cards_are_held_decides() {
    let held = |what: &str, cards: u32| grade(&[&format!("does = \"{what}\", cards = {cards}")], "cl/177-1.1");
    for (cards, forged, blank, others) in [
        (1, "basic", "none", "none"),
        (4, "basic", "none", "none"),
        (5, "basic", "none", "basic"),
        (9, "basic", "none", "basic"),
        (10, "huge", "basic", "basic"),
        (12, "huge", "basic", "basic"),
        (49, "huge", "basic", "basic"),
        (50, "huge", "basic", "huge"),
        (99, "huge", "basic", "huge"),
        (100, "huge", "huge", "huge"),
    ] {
        assert_eq!(held("hold_forged_cards", cards), forged, "{cards} forged");
        assert_eq!(held("hold_forged_blanks", cards), blank, "{cards} blank");
        assert_eq!(held("hold_cards", cards), others, "{cards} of others");
    }
}

/// Fa Shi [2018] 19: overdrafts have figures of their own, and are not added to other card fraud.
#[test]
fn overdrafts_are_measured_apart() {
    let both = |fraud: i64, overdraft: i64| {
        let fraud = format!("does = \"card_fraud\", defrauded = {fraud}");
        let overdraft = format!("does = \"overdraw\", defrauded = {overdraft}");
        grade(&[&fraud, &overdraft], "cl/196")
    };
    assert_eq!(both(4_999, 49_999), "none");
    assert_eq!(both(5_000, 49_999), "large");
    assert_eq!(both(4_999, 50_000), "large");
    assert_eq!(both(49_999, 499_999), "large");
    assert_eq!(both(0, 500_000), "huge");
    assert_eq!(both(0, 5_000_000), "especially_huge");
}

/// Fa Shi [2011] 7, art. 5(2): messages and calls count only where the amount is beyond proof, and of telecom fraud.
#[test]
fn calls_count_only_where_the_amount_is_beyond_proof() {
    let fraud = |more: &str| grade(&[&format!("does = \"defraud\", telecom = true, {more}")], "cl/266");
    assert_eq!(fraud("defrauded = 4000, calls = 23001"), "large");
    assert_eq!(fraud("defrauded = 560000, calls = 23001"), "especially_huge");
    assert_eq!(fraud("defrauded = 0, calls = 23001"), "none");
    assert_eq!(fraud("defrauded = 0, calls = 23001, unprovable = true"), "especially_huge");
    assert_eq!(fraud("defrauded = 0, calls = 4999, unprovable = true"), "huge");
    assert_eq!(fraud("defrauded = 0, calls = 499, unprovable = true"), "none");
    assert_eq!(fraud("defrauded = 0, calls = 499, unprovable = \"unknown\""), "none");
    assert_eq!(fraud("defrauded = 0, calls = 500, unprovable = \"unknown\""), "open");
    let face_to_face = "does = \"defraud\", telecom = false, defrauded = 0, calls = 23001, unprovable = true";
    assert_eq!(grade(&[face_to_face], "cl/266"), "none");
}

/// Of calls whose amount is beyond proof and of others whose amount is proven, only the first are counted.
#[test]
fn what_is_proven_beside_what_is_not_is_measured_by_its_amount() {
    let proven = "does = \"defraud\", telecom = true, defrauded = 4000, calls = 400";
    let beyond = "does = \"defraud\", telecom = true, defrauded = 0, calls = 400, unprovable = true";
    assert_eq!(grade(&[proven, beyond], "cl/266"), "large", "400 calls, not 800");
}

/// Art. 6: the heavier band; where only the attempted part reaches it, an attempt; in the same band, completed.
#[test]
fn a_grade_that_rests_on_the_attempt_is_punished_as_one() {
    let completed = |yuan: i64| format!("does = \"defraud\", telecom = true, fraud_factor = false, defrauded = {yuan}");
    let calls = "does = \"defraud\", telecom = true, defrauded = 0, calls = 500, unprovable = true";
    assert_eq!(grade(&[&completed(29_999), calls], "cl/266"), "huge");
    assert!(as_attempt(&[&completed(29_999), calls]));
    assert_eq!(grade(&[&completed(30_000), calls], "cl/266"), "huge");
    assert!(!as_attempt(&[&completed(30_000), calls]), "the same band: completed");
    assert!(!as_attempt(&[&completed(500_000), calls]), "the completed part is the heavier");
    assert!(!as_attempt(&[&completed(3_000)]));
}

/// Art. 5(1): an attempt is punished where it aims at a huge amount; it is not added to what was obtained.
#[test]
fn an_attempt_is_measured_by_what_it_aimed_at() {
    let aimed = |yuan: i64| format!("does = \"defraud\", telecom = false, stage = \"attempted\", defrauded = {yuan}");
    assert_eq!(grade(&[&aimed(29_999)], "cl/266"), "none");
    assert_eq!(grade(&[&aimed(30_000)], "cl/266"), "huge");
    assert_eq!(grade(&[&aimed(500_000)], "cl/266"), "especially_huge");
    let got = "does = \"defraud\", telecom = false, defrauded = 2000";
    assert_eq!(grade(&[got, &aimed(29_000)], "cl/266"), "none", "2,000 obtained and 29,000 aimed at are neither");
}

/// Art. 7, and Criminal Law art. 287-2(3): who knowingly helps a fraud is its accomplice, and the heavier applies.
#[test]
fn who_helps_a_known_fraud_is_its_accomplice() {
    let help = |more: &str| format!("does = \"hand_over_accounts\", helped = 3, inflow = 0{more}");
    let plain = analyse(&acts(&[&help("")]));
    assert!(charges(&plain, "zhang", "cl/266").is_empty());
    let known = analyse(&acts(&[&help(", helps_fraud = true, telecom = true, defrauded = 30000")]));
    assert_eq!(settled(of(&known, "cl/266")), "huge");
    assert_eq!(known.persons[0].recommended, [place("cl/266")]);
}

/// Art. 2(2): an amount near the next figure, with a factor, is for a person to judge, and only where the factor is stated.
#[test]
fn a_near_amount_with_a_factor_is_judged() {
    let near = |yuan: i64, factor: bool| {
        let act = format!("does = \"defraud\", telecom = false, defrauded = {yuan}, fraud_factor = {factor}");
        let found = analyse(&acts(&[&act]));
        grades(of(&found, "cl/266")).join(" ")
    };
    assert_eq!(near(29_000, false), "large");
    assert_eq!(near(29_000, true), "large huge", "far from especially huge");
    assert_eq!(near(29_999, true), "large huge");
    assert_eq!(near(14_999, true), "large", "less than half of it is not near");
    assert_eq!(near(15_000, true), "large huge");
    assert_eq!(near(30_000, true), "huge");
    assert_eq!(near(249_999, true), "huge");
    assert_eq!(near(250_000, true), "huge especially_huge");
    assert_eq!(near(499_999, true), "huge especially_huge");
    assert_eq!(near(500_000, true), "especially_huge");
    assert_eq!(near(2_999, true), "none");
}

/// Fa Shi [2025] 13, art. 7: by prior agreement an accomplice of the fraud, and not article 312 beside it.
#[test]
fn who_agreed_to_conceal_is_an_accomplice() {
    let act = "does = \"conceal\", proceeds = 600000, agreed = true, telecom = true, defrauded = 600000";
    let text = acts(&[act]).replace("2022-03-01", "2025-09-01");
    let day = jiff::civil::date(2026, 6, 1);
    let found = super::support::analyse_on(&text, day, &gravamen::engine::Settings::default());
    assert_eq!(settled(of(&found, "cl/266")), "especially_huge");
    assert_eq!(found.persons[0].recommended, [place("cl/266")]);
}

/// Fa Shi [2013] 10, art. 2: half the figure in seven cases; art. 4: 80 per cent of the higher figures in five of them.
#[test]
fn extortion_under_a_factor_needs_less() {
    let extort = |yuan: i64, factor: &str| {
        grade(&[&format!("does = \"extort\", extorted = {yuan}, extortion_factor = \"{factor}\"")], "cl/274")
    };
    assert_eq!(extort(1_999, "none"), "none");
    assert_eq!(extort(999, "gang_name"), "none");
    assert_eq!(extort(1_000, "gang_name"), "large");
    assert_eq!(extort(24_000, "none"), "large");
    assert_eq!(extort(24_000, "special_identity"), "huge");
    let high = acts(&["does = \"extort\", extorted = 4999"]);
    assert_eq!(settled(of(&choosing(&high, &[("extort-large", "y5000")]), "cl/274")), "none");
    assert_eq!(settled(of(&choosing(&high, &[("extort-large", "y3000")]), "cl/274")), "large");
}

/// Art. 3: three times; that they fall within two years is judged.
#[test]
fn extortion_several_times_is_counted() {
    let times = |each: &[&str]| grade(each, "cl/274");
    let once = "does = \"extort\", extorted = 0";
    assert_eq!(times(&[once, once]), "none");
    assert_eq!(times(&[once, once, once]), "large");
    assert_eq!(times(&["does = \"extort\", extorted = 0, occasions = 2", once]), "large");
}
