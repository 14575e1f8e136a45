//! What stands below a crime that is not of personal information, or beside one for the same act.

use gravamen::engine::Settings;
use gravamen::explain::collateral::TrackFinding;
use gravamen::range::Range;
use gravamen::truth::Truth;
use jiff::civil::date;

use super::support::{analyse_on, person};

/// The tracks that apply or may apply to these acts of one person, with answers that hold.
fn tracks(dataset: &str, acts: &[&str], answers: &[&str]) -> Vec<(String, Truth)> {
    let act =
        |(at, act): (usize, &&str)| format!("{{ id = \"a{at}\", by = \"zhang\", on = 2026-02-0{}, {act} }}", at + 1);
    let acts: Vec<String> = acts.iter().enumerate().map(act).collect();
    let answer = |at: &&str| format!("{{ person = \"zhang\", place = \"{at}\", holds = true, reasons = \"-\" }}");
    let answers: Vec<String> = answers.iter().map(answer).collect();
    let text = format!(
        "person = [{{ id = \"zhang\" }}]\ndataset = [{dataset}]\nact = [{}]\njudgement = [{}]",
        acts.join(", "),
        answers.join(", ")
    );
    let found = analyse_on(&text, date(2026, 6, 30), &Settings::default());
    let tracks = person(&found, "zhang").tracks.iter().filter(|track| track.status.possible());
    tracks.map(|track| (track.rule.place.to_string(), track.status)).collect()
}

fn of(found: &[(String, Truth)], place: &str) -> Truth {
    found.iter().find(|(known, _)| known == place).map_or(Truth::Excluded, |(_, status)| *status)
}

/// A violation of the Anti-Fraud Law, beside which a suit in the public interest (article 47) is judged.
fn beside_a_suit(place: &str) -> [(String, Truth); 2] {
    [(place.to_owned(), Truth::Established), ("afl/47".to_owned(), Truth::Open)]
}

#[test]
fn fraud_and_extortion_below_the_figures_are_violations() {
    for (act, expected) in [
        ("does = \"defraud\", telecom = false, defrauded = 2999", "psapl/58"),
        ("does = \"extort\", extorted = 1999", "psapl/58"),
        ("does = \"card_fraud\", defrauded = 4999", "psapl/58"),
    ] {
        assert_eq!(tracks("", &[act], &[]), [(expected.to_owned(), Truth::Established)], "{act}");
    }
    let telecom = tracks("", &["does = \"defraud\", telecom = true, defrauded = 2999"], &[]);
    // What is kept from whoever was punished for it may come beside (article 31(2)).
    assert_eq!(telecom[0], ("afl/31.2".to_owned(), Truth::Open));
    assert_eq!(telecom[1..], beside_a_suit("afl/38.2"));
    for act in ["does = \"defraud\", telecom = false, defrauded = 3000", "does = \"extort\", extorted = 2000"] {
        assert_eq!(tracks("", &[act], &[]), [], "{act} is a crime");
    }
}

#[test]
fn helping_telecom_fraud_is_a_violation_whatever_the_help() {
    let settled = "does = \"settle_payments\", helped = 1, settled = 1000, gains = 500, for_fraud = true";
    let knowing = format!("{settled}, recipient_crime = \"used\", knew_of_crime = \"knew\"");
    let found = tracks("", &[&knowing], &["cl/287-2.1"]);
    assert_eq!((of(&found, "afl/38.2"), of(&found, "afl/42")), (Truth::Established, Truth::Established));
    let found = tracks("", &["does = \"fraud_devices\""], &[]);
    assert_eq!(found, beside_a_suit("afl/42"), "devices of article 14");
}

#[test]
fn documents_and_loot_are_violations_once_a_person_says_what_they_were() {
    let used = &["does = \"use_false_id\""];
    assert_eq!(of(&tracks("", used, &["idcl/17.1.1"]), "idcl/17.1.1"), Truth::Open, "while the crime is not judged");
    let none = tracks("", &["does = \"conceal\", proceeds = 1000"], &[]);
    assert_eq!(of(&none, "psapl/72.3"), Truth::Open);
}

#[test]
fn a_track_gives_way_to_any_crime_that_the_same_act_is() {
    let cards = "{ id = \"d\", contains = [\"card_credentials\"], items = 4, obtained_in = \"service\" }";
    let phones = ", { id = \"e\", contains = [\"phone\"], items = 4, obtained_in = \"none\" }";
    let sold = |dataset: &str| format!("does = \"sell\", dataset = \"{dataset}\", gains = 800, to = [\"z\"]");
    let one = tracks(cards, &[&sold("d")], &[]);
    assert_eq!((of(&one, "psapl/56.1"), of(&one, "pipl/66")), (Truth::Excluded, Truth::Open));
    let two = tracks(&format!("{cards}{phones}"), &[&sold("d"), &sold("e")], &[]);
    assert_eq!(of(&two, "psapl/56.1"), Truth::Established, "the other act is of no crime");
}

#[test]
fn six_months_are_six_months() {
    let relieved = |decided: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\", record = [{{ kind = \"administrative\", public_security = true, for = \"other\", decided = {decided} }}] }}]
dataset = []\nact = [{{ id = \"a\", by = \"zhang\", on = 2025-09-01, does = \"extort\", extorted = 1000 }}]"
        );
        let found = analyse_on(&text, date(2026, 6, 30), &Settings::default());
        let track = person(&found, "zhang").tracks.iter().find(|track| track.rule.place.to_string() == "psapl-2012/49");
        let track = track.expect("the violation");
        let relief = track.reliefs.iter().find(|relief| relief.rule.place.to_string() == "psapl-2012/20.4");
        relief.map_or(Truth::Excluded, |relief| relief.status)
    };
    for (decided, expected) in [
        ("2025-01-15", Truth::Excluded),
        ("2025-02-28", Truth::Excluded),
        ("2025-03-01", Truth::Established),
        ("2025-03-02", Truth::Established),
    ] {
        assert_eq!(relieved(decided), expected, "{decided}");
    }
}

/// What supposes that there is no crime gives way to each crime that the act is, and not to that of another act.
#[test]
fn no_violation_stands_beside_a_crime_of_the_same_act() {
    let data = "{ id = \"d\", contains = [\"phone\"], items = 10, obtained_in = \"none\" }";
    let sale = "does = \"sell\", dataset = \"d\", gains = 0, to = [\"z\"]";
    let agreed = format!(
        "{sale}, agreed = true, telecom = true, defrauded = 60000, for_fraud = true, recipient_crime = \"used\", \
         knew_of_crime = \"knew\""
    );
    let found = tracks(data, &[&agreed], &[]);
    for at in ["csl/71.2", "psapl/56.1", "afl/38.2"] {
        assert_eq!(of(&found, at), Truth::Excluded, "{at}: the same act is fraud");
    }
    assert_eq!(of(&found, "pipl/66"), Truth::Established, "its text does not suppose that there is no crime");
    let beside = "does = \"defraud\", telecom = true, defrauded = 60000";
    let found = tracks(data, &[sale, beside], &[]);
    assert_eq!(of(&found, "psapl/56.1"), Truth::Established, "fraud by another act");
    let cards = "does = \"hand_over_accounts\", own_cards = 1, inflow = 0, gains = 0, helped = 1";
    assert_eq!(of(&tracks("", &[cards], &[]), "afl/44"), Truth::Established);
    let fraud = format!("{cards}, helps_fraud = true, telecom = true, defrauded = 60000");
    assert_eq!(of(&tracks("", &[&fraud], &[]), "afl/44"), Truth::Established, "nor does this");
}

/// Cybersecurity Law, articles 27 and 63 of 2016, 29 and 66 of 2025: help is among what they punish.
#[test]
fn help_for_an_intrusion_below_the_crime_is_a_violation() {
    let help = |more: &str| format!("does = \"technical_support\", helped = 1, gains = 4999{more}");
    assert_eq!(of(&tracks("", &[&help(", helps_intrusion = true")], &[]), "csl/66.1"), Truth::Established);
    assert_eq!(of(&tracks("", &[&help("")], &[]), "csl/66.1"), Truth::Excluded);
}

/// A case of its own day under the Anti-Fraud Law: the tracks of it, with the fine of the first level in fen.
fn anti_fraud(act: &str, answer: Option<(&str, bool)>) -> Vec<(String, Truth, Option<Range>)> {
    let answer = answer.map(|(at, holds)| {
        format!("\njudgement = [{{ person = \"zhang\", place = \"{at}\", holds = {holds}, reasons = \"-\" }}]")
    });
    let text = format!(
        "person = [{{ id = \"zhang\" }}]
dataset = [{{ id = \"d\", contains = [\"social_account\", \"account_password\"], items = 30 }}]
act = [{{ id = \"a\", by = \"zhang\", {act} }}]{}",
        answer.unwrap_or_default()
    );
    let found = analyse_on(&text, date(2026, 6, 30), &Settings::default());
    let tracks = person(&found, "zhang").tracks.iter().filter(|track| track.status.possible());
    let own = tracks.filter(|track| track.rule.place.instrument == "afl");
    let fine = |track: &TrackFinding| track.levels.first().and_then(|level| level.fine).map(|(_, fine)| fine);
    own.map(|track| (track.rule.place.to_string(), track.status, fine(track))).collect()
}

/// Anti-Fraud Law, art. 44 with 31(1): lines, ports and accounts are dealt in like cards; ten times the gains from 20,000 yuan.
#[test]
fn dealing_in_accounts_is_a_violation_since_the_anti_fraud_law() {
    let deal =
        |on: &str, gains: &str| anti_fraud(&format!("does = \"deal_accounts\", on = {on}, gains = {gains}"), None);
    assert_eq!(deal("2022-11-29", "100"), []);
    assert_eq!(deal("2022-11-30", "100"), []);
    for (on, gains, fine) in [
        ("2022-12-01", "100", Range::new(0, 20_000_000)),
        ("2022-12-02", "19999.99", Range::new(0, 20_000_000)),
        ("2022-12-02", "20000", Range::new(2_000_000, 20_000_000)),
        ("2022-12-02", "20000.01", Range::new(2_000_001, 20_000_010)),
    ] {
        let expected = [
            ("afl/31.2".to_owned(), Truth::Established, None),
            ("afl/44".to_owned(), Truth::Established, Some(fine)),
            ("afl/47".to_owned(), Truth::Open, None),
        ];
        assert_eq!(deal(on, gains), expected, "{on}, {gains}");
    }
}

/// Anti-Fraud Law, art. 31(1): a list of accounts with their passwords may be the accounts.
#[test]
fn whether_accounts_with_passwords_are_dealt_in_is_judged() {
    let sold = |answer| {
        let act =
            "does = \"sell\", dataset = \"d\", on = 2026-02-01, gains = 3000, to = [\"b\"], obtained_in = \"none\"";
        let found = anti_fraud(act, answer);
        found.into_iter().map(|(place, status, _)| (place, status)).collect::<Vec<_>>()
    };
    let both = |status| ["afl/31.2", "afl/44"].map(|place| (place.to_owned(), status));
    assert_eq!(sold(None), both(Truth::Open));
    assert_eq!(sold(Some(("afl/31.1", true))), both(Truth::Established));
    assert_eq!(sold(Some(("afl/31.1", false))), []);
}

/// Anti-Fraud Law, art. 47: whether the public interest is harmed is answered at its place.
#[test]
fn a_suit_over_telecom_fraud_is_judged() {
    for act in ["does = \"deal_accounts\", gains = 100", "does = \"defraud\", telecom = true, defrauded = 2999"] {
        let suit = |answer| {
            let found = anti_fraud(&format!("{act}, on = 2026-02-01"), answer);
            found.into_iter().find(|(place, ..)| place == "afl/47").map_or(Truth::Excluded, |(_, status, _)| status)
        };
        assert_eq!(suit(None), Truth::Open, "{act}");
        assert_eq!(suit(Some(("afl/47", true))), Truth::Established, "{act}");
        assert_eq!(suit(Some(("afl/47", false))), Truth::Excluded, "{act}");
    }
}
