//! Conditions of the texts on which cases turn: help that is verified, amounts beyond proof, a refusal, who is named, and
//! what units are like those listed.

use gravamen::explain::findings::Analysis;
use gravamen::truth::Truth;

use super::support::{JUDGED, analyse, charge, charges, choosing, engine, grades, place, settled, status, try_read};

fn grade(analysis: &Analysis, offence: &str) -> String {
    charges(analysis, "zhang", offence).first().map_or_else(|| "none".to_owned(), |charge| settled(charge))
}

fn acts(acts: &[&str]) -> String {
    let each = acts.iter().enumerate();
    let each: Vec<String> = each
        .map(|(at, act)| format!("{{ id = \"a{at}\", by = \"zhang\", on = 2023-03-01, gains = 0, {act} }}"))
        .collect();
    format!("person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{}]", each.join(", "))
}

/// Fa Shi [2019] 15, art. 12: of those who are shown to commit crimes in paragraph 1, in total in paragraph 2.
#[test]
fn help_that_is_not_verified_counts_towards_five_times_alone() {
    let settles = |verified: bool, yuan: i64| {
        format!("does = \"settle_payments\", helped = 1, verified_crime = {verified}, settled = {yuan}")
    };
    for (unverified, verified, expected) in [
        (500_000, 100_000, "none"),
        (500_000, 199_999, "none"),
        (500_000, 200_000, "serious"),
        (899_999, 100_000, "none"),
        (900_000, 100_000, "serious"),
        (1_000_000, 0, "serious"),
    ] {
        let text = acts(&[&settles(false, unverified), &settles(true, verified)]);
        assert_eq!(grade(&analyse(&text), "cl/287-2"), expected, "{unverified} and {verified}");
    }
    let helps = |verified: bool, objects: i64| {
        format!("does = \"technical_support\", helped = {objects}, verified_crime = {verified}")
    };
    for (unverified, verified, expected) in [(3, 1, "none"), (2, 1, "none"), (3, 2, "none"), (1, 3, "serious")] {
        let text = acts(&[&helps(false, unverified), &helps(true, verified)]);
        assert_eq!(grade(&analyse(&text), "cl/287-2"), expected, "{unverified} and {verified} objects");
    }
    assert_eq!(grade(&analyse(&acts(&[&helps(false, 3)])), "cl/287-2"), "none");
}

/// On the other reading of paragraph 2 the amounts in total are added in proportion, of whatever help.
#[test]
fn the_total_of_paragraph_two_is_of_all_help() {
    let settles = "does = \"settle_payments\", helped = 1, verified_crime = false, settled = 500_000";
    for (funded, expected) in [(124_999, "none"), (125_000, "serious")] {
        let funds = format!("does = \"advertise\", helped = 1, verified_crime = true, funded = {funded}");
        let analysis = choosing(&acts(&[settles, &funds]), &[("aid-total", "added")]);
        let charge = charges(&analysis, "zhang", "cl/287-2")[0];
        let found = charge.grounds.iter().find(|one| one.place == place("fs-2019-15/12.2.serious"));
        let expected = if expected == "none" { Truth::Excluded } else { Truth::Established };
        assert_eq!(found.map_or(Truth::Excluded, |one| one.status), expected, "{funded}");
    }
}

/// Fa Shi [2011] 7, art. 5(2): calls count where the amount is beyond proof, and the amount is then not asked.
#[test]
fn an_amount_beyond_proof_is_not_asked() {
    for (calls, expected) in [(499, "none"), (500, "huge"), (501, "huge"), (4_999, "huge"), (5_000, "especially_huge")]
    {
        let text = acts(&[&format!("does = \"defraud\", telecom = true, unprovable = true, calls = {calls}")]);
        assert_eq!(grade(&analyse(&text), "cl/266"), expected, "{calls} calls");
    }
    let open = acts(&["does = \"defraud\", telecom = true, calls = 499"]);
    assert_eq!(grade(&analyse(&open), "cl/266"), "open", "what may be proven is asked");
}

fn leak(ordered: &str) -> Analysis {
    analyse(&format!(
        "person = [{{ id = \"zhang\", kind = \"unit\", network_operator = true }}]
        dataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = 60_000 }}]
        act = [{{ id = \"a\", by = \"zhang\", does = \"leak\", dataset = \"d\", on = 2023-01-01, network_provider = true{ordered} }}]"
    ))
}

/// Criminal Law art. 286-1, PIPL art. 66 and Cybersecurity Law art. 61 ask for one refusal.
#[test]
fn a_refusal_is_stated_once() {
    let refused = |analysis: &Analysis| {
        let tracks = analysis.persons[0].tracks.iter().filter(|track| track.rule.place == place("pipl/66"));
        let levels = tracks.flat_map(|track| &track.levels).filter(|level| level.name == "refused");
        levels.map(|level| level.status).collect::<Vec<_>>()
    };
    // That an order was refused says both; that correction was refused does not say who ordered it.
    for (said, expected) in [(", ordered = true", "serious"), (", refused_correction = true", "open")] {
        let analysis = leak(said);
        assert_eq!(grade(&analysis, "cl/286-1"), expected, "{said}");
        assert_eq!(refused(&analysis), [Truth::Established], "{said}");
    }
    let none = leak(", ordered = false");
    assert_eq!(grade(&none, "cl/286-1"), "none");
    assert_eq!(refused(&none), []);
    assert_eq!(refused(&leak("")), [Truth::Open]);
}

fn posted(contains: &str, more: &str) -> Analysis {
    analyse(&format!(
        "person = [{{ id = \"zhang\" }}]
        dataset = [{{ id = \"d\", contains = [{contains}], items = 3, obtained_in = \"none\" }}]
        act = [
            {{ id = \"take\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2023-02-01 }},
            {{ id = \"post\", by = \"zhang\", does = \"publish\", dataset = \"d\", on = 2023-02-02, gains = 0{more} }},
        ]"
    ))
}

/// An identity card states the name first of all (Identity Card Law art. 3(1)).
#[test]
fn a_record_that_holds_a_name_names_a_person() {
    for contains in [
        "\"name\", \"phone\"",
        "\"id_card_set\"",
        "\"household\"",
        "\"student_roll\"",
        "\"biometric\", \"home_address\"",
        "\"insurance_policy\"",
        "\"flight_booking\"",
        "\"accommodation\"",
        "\"credit\"",
        "\"loan_application\"",
        "\"id_number\", \"phone\"",
        "\"biometric\", \"id_number\"",
        "\"social_account\", \"home_address\", \"employment\"",
    ] {
        let charge = posted(contains, "");
        assert_eq!(status(charges(&charge, "zhang", "cl/253-1")[0], "5.1.10"), Truth::Open, "{contains}");
    }
    for (contains, more) in [
        ("\"phone\", \"home_address\"", ""),
        ("\"biometric\"", ""),
        ("\"id_number\"", ""),
        ("\"social_account\", \"home_address\"", ""),
        ("\"phone\", \"employment\"", ""),
        ("\"home_address\", \"employment\"", ""),
        ("\"device\", \"trip_record\"", ""),
        ("\"id_card_set\"", ", purpose = \"marketing\""),
    ] {
        let charge = posted(contains, more);
        assert_eq!(status(charges(&charge, "zhang", "cl/253-1")[0], "5.1.10"), Truth::Excluded, "{contains}");
    }
}

/// Identity Card Law art. 19(1): units such as those listed, in the words of Amendment VII.
#[test]
fn the_units_of_the_identity_card_law_follow_the_reading() {
    let clerk = |employer: &str, reading: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [{{ id = \"d\", contains = [\"id_number\"], items = 10, obtained_in = \"service\" }}]
            act = [{{ id = \"a\", by = \"zhang\", does = \"provide\", dataset = \"d\", on = 2023-03-01, gains = 0, employer = \"{employer}\" }}]"
        );
        let analysis = choosing(&text, &[("a7-unit", reading)]);
        let track = analysis.persons[0].tracks.iter().find(|track| track.rule.place == place("idcl/19.1"));
        track.map_or(Truth::Excluded, |track| track.status)
    };
    for (employer, reading, expected) in [
        ("service_industry", "wide", Truth::Established),
        ("service_industry", "listed", Truth::Excluded),
        ("similar", "listed", Truth::Established),
        ("finance", "listed", Truth::Established),
        ("none", "wide", Truth::Excluded),
    ] {
        assert_eq!(clerk(employer, reading), expected, "{employer}, {reading}");
    }
}

/// Criminal Law arts. 266 and 196: a fine or confiscation of property; arts. 246 and 280: or deprivation of political rights.
#[test]
fn a_band_says_every_penalty_of_its_text() {
    let book = &engine(JUDGED).book;
    for (offence, grade, deprivation, forfeiture) in [
        ("cl/266", "huge", false, false),
        ("cl/266", "especially_huge", false, true),
        ("cl/196", "huge", false, false),
        ("cl/196", "especially_huge", false, true),
        ("cl/246", "serious", true, false),
        ("cl/280.1", "basic", true, false),
        ("cl/280.1", "serious", false, false),
        ("cl/280.3", "basic", true, false),
        ("cl/280.3", "serious", false, false),
    ] {
        let texts = book.offences.iter().filter(|one| one.place == place(offence));
        let grades: Vec<_> = texts.flat_map(|one| &one.grades).filter(|one| one.name == grade).collect();
        assert!(!grades.is_empty(), "{offence}, {grade}");
        let said = grades.iter().map(|one| (one.band.deprivation, one.band.forfeiture));
        assert!(said.into_iter().all(|said| said == (deprivation, forfeiture)), "{offence}, {grade}");
    }
    let fraud = analyse(&acts(&["does = \"defraud\", telecom = true, defrauded = 500_000"]));
    let band = charges(&fraud, "zhang", "cl/266")[0].band.expect("a band");
    assert!(band.forfeiture && band.life);
}

/// Fa Fa [2016] 32, 2(1): telecom frauds that are no crime by themselves add up within two years; crimes add up whenever they were.
#[test]
fn small_telecom_frauds_add_up_within_two_years() {
    let frauds = |telecom: bool, each: &[(&str, &str)]| {
        let each = each.iter().enumerate().map(|(at, (on, yuan))| {
            format!("{{ id = \"a{at}\", by = \"zhang\", does = \"defraud\", telecom = {telecom}, defrauded = {yuan}, fraud_factor = false, {on} }}")
        });
        let each: Vec<String> = each.collect();
        let text = format!("person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{}]", each.join(", "));
        grade(&analyse(&text), "cl/266")
    };
    let (first, last, next) = ("on = 2020-03-01", "on = 2022-02-28", "on = 2022-03-01");
    for (each, expected) in [
        (vec![(first, "2000"), (last, "999.99")], "none"),
        (vec![(first, "2000"), (last, "1000")], "large"),
        (vec![(first, "2000"), (next, "1000")], "none"),
        (vec![(first, "2000"), (next, "2999.99")], "none"),
        (vec![(first, "2000"), ("on = 2021-03-01", "999"), (next, "2999")], "large"),
        (vec![(first, "2000"), ("on = \"2022\"", "2000")], "open"),
        (vec![(first, "2000"), (next, "{ min = 2000, max = 4000 }")], "open"),
        // Two crimes far apart, and a small one between neither of them.
        (vec![("on = 2017-03-01", "15000"), (next, "15000")], "huge"),
        (vec![("on = 2017-03-01", "15000"), (next, "14999.99")], "large"),
        (vec![("on = 2017-03-01", "14000"), ("on = 2019-06-01", "2000"), (next, "14000")], "large"),
        (vec![("on = 2017-03-01", "14000"), ("on = 2019-02-28", "2000"), (next, "14000")], "huge"),
        (vec![("from = 2017-03-01, until = 2022-03-01", "3000")], "large"),
    ] {
        assert_eq!(frauds(true, &each), expected, "{each:?}");
    }
    // The Opinion is of telecom fraud alone.
    assert_eq!(frauds(false, &[(first, "2000"), (next, "2000")]), "large");
    // From 29 February, in a common year, two years end on the last of February.
    let leap = "on = 2020-02-29";
    assert_eq!(frauds(true, &[(leap, "2000"), (last, "2000")]), "large");
    assert_eq!(frauds(true, &[(leap, "2000"), (next, "2000")]), "none");
    // A fraud of another kind within the two years is one of those that it adds up with.
    let mixed = |on: &str| {
        let act = |id: &str, telecom: bool, on: &str| {
            format!(
                "{{ id = \"{id}\", by = \"zhang\", does = \"defraud\", telecom = {telecom}, defrauded = 2999, {on} }}"
            )
        };
        let acts = [act("a", true, first), act("b", false, on)].join(", ");
        grade(&analyse(&format!("person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{acts}]")), "cl/266")
    };
    assert_eq!(mixed("on = 2020-03-02"), "large");
    assert_eq!(mixed(next), "none", "the other alone is below the figure");
}

/// Fa Shi [2019] 15, art. 16: what is no crime by itself adds up within two years.
#[test]
fn small_acts_of_network_crime_add_up_within_two_years() {
    let twice = |offence: &str, act: &str, first: &str, second: &str| {
        let each = [("a", first), ("b", second)];
        let each = each.map(|(id, on)| format!("{{ id = \"{id}\", by = \"zhang\", on = {on}, {act} }}")).join(", ");
        grade(&analyse(&format!("person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{each}]")), offence)
    };
    let settled = "does = \"settle_payments\", helped = 1, verified_crime = true, settled = 100000, gains = 0";
    assert_eq!(twice("cl/287-2", settled, "2020-06-01", "2022-05-31"), "serious");
    assert_eq!(twice("cl/287-2", settled, "2020-06-01", "2022-06-01"), "none");
    let alone = settled.replace("100000", "200000");
    assert_eq!(twice("cl/287-2", &alone, "2020-06-01", "2022-06-01"), "serious", "each a crime by itself");
    let sites = "does = \"set_up_site\", sites = 2, accounts = 0, groups = 0, members = 0, gains = 0";
    assert_eq!(twice("cl/287-1", sites, "2020-06-01", "2022-05-31"), "serious");
    assert_ne!(twice("cl/287-1", sites, "2020-06-01", "2022-06-01"), "serious");
    let videos = "does = \"refuse_correction\", ordered = true, videos = 100";
    assert_eq!(twice("cl/286-1", videos, "2020-06-01", "2022-05-31"), "serious");
    assert_eq!(twice("cl/286-1", videos, "2020-06-01", "2022-06-01"), "none");
    assert_eq!(twice("cl/286-1", videos, "2020-06-01", "\"2022\""), "open");
}

/// Videos and other items count in proportion together, of one time: 100 videos and 1,000 items are 1/2 and 1/2.
#[test]
fn what_counts_in_proportion_is_of_one_time() {
    let found = |of: &[(&str, &str)]| {
        let act = |(at, (on, spread)): (usize, &(&str, &str))| {
            format!(
                "{{ id = \"a{at}\", by = \"zhang\", does = \"refuse_correction\", ordered = true, {on}, {spread} }}"
            )
        };
        let acts: Vec<String> = of.iter().enumerate().map(act).collect();
        let text = format!("person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{}]", acts.join(", "));
        grade(&analyse(&text), "cl/286-1")
    };
    let (first, within, beyond) = ("on = 2020-03-01", "on = 2022-02-28", "on = 2022-03-01");
    for (of, expected) in [
        (vec![(first, "videos = 100"), (within, "posts = 1000")], "serious"),
        (vec![(first, "videos = 100"), (within, "posts = 999")], "none"),
        (vec![(first, "videos = 100"), (beyond, "posts = 1000")], "none"),
        // The most videos are of one time and the most items of another.
        (
            vec![(first, "videos = 100"), ("on = 2021-03-01", "posts = 500"), ("on = 2023-04-01", "posts = 1000")],
            "none",
        ),
        (
            vec![(first, "videos = 100"), ("on = 2021-03-01", "posts = 1000"), ("on = 2024-04-01", "posts = 900")],
            "serious",
        ),
        (vec![("from = 2019-03-01, until = 2022-03-01", "videos = 200")], "serious"),
        (vec![("from = 2019-03-01, until = 2022-03-01", "videos = 199"), (beyond, "videos = 1")], "open"),
    ] {
        assert_eq!(found(&of), expected, "{of:?}");
    }
}

/// Items that leaked are counted of two years as amounts are, in one class and over several.
#[test]
fn items_that_leaked_add_up_within_two_years() {
    let leaks = |of: &[(&str, i64, &str)]| {
        let (mut datasets, mut acts) = (Vec::new(), Vec::new());
        for (at, (kind, items, on)) in of.iter().enumerate() {
            datasets.push(format!("{{ id = \"d{at}\", contains = [\"{kind}\"], items = {items} }}"));
            acts.push(format!(
                "{{ id = \"a{at}\", by = \"zhang\", does = \"leak\", ordered = true, dataset = \"d{at}\", on = {on} }}"
            ));
        }
        let (datasets, acts) = (datasets.join(", "), acts.join(", "));
        grade(&analyse(&format!("person = [{{ id = \"zhang\" }}]\ndataset = [{datasets}]\nact = [{acts}]")), "cl/286-1")
    };
    assert_eq!(leaks(&[("credit", 300, "2020-03-01"), ("credit", 200, "2022-02-28")]), "serious");
    assert_eq!(leaks(&[("credit", 300, "2020-03-01"), ("credit", 300, "2022-03-01")]), "none");
    assert_eq!(leaks(&[("credit", 250, "2020-03-01"), ("health", 2_500, "2022-02-28")]), "serious");
    assert_eq!(leaks(&[("credit", 250, "2020-03-01"), ("health", 2_500, "2022-03-01")]), "none");
}

/// Who supplies a fraud knowingly, on the reading that makes it complicity: before Fa Fa [2016] 32 the province's figure counts.
#[test]
fn a_fraud_that_was_supplied_has_the_figures_of_its_time() {
    let supplied = |on: &str, loss: i64, large: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [{{ id = \"d\", contains = [\"phone\"], items = 10, obtained_in = \"none\" }}]
            act = [{{ id = \"a\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = {on}, gains = 0, for_fraud = true, telecom = true, recipient_crime = \"used\", knew_of_crime = \"knew\" }}]
            consequence = [{{ kind = \"economic_loss\", of = \"a\", amount = {loss} }}]"
        );
        grade(&choosing(&text, &[("knowing-supply", "accomplice"), ("fraud-large", large)]), "cl/266")
    };
    for (on, loss, large, expected) in [
        ("2016-12-19", 5_000, "y10000", "none"),
        ("2016-12-19", 5_000, "y5000", "large"),
        ("2016-12-20", 2_999, "y10000", "none"),
        ("2016-12-20", 3_000, "y10000", "large"),
    ] {
        assert_eq!(supplied(on, loss, large), expected, "{loss} on {on}, {large}");
    }
}

/// Two facts say whether an order was refused, and say the same.
#[test]
fn an_order_refused_and_no_refusal_contradict() {
    let read = |said: &str, person: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\", kind = \"unit\"{person} }}]
            dataset = [{{ id = \"d\", contains = [\"name\"], items = 3 }}]
            act = [{{ id = \"a\", by = \"zhang\", does = \"leak\", dataset = \"d\", on = 2023-01-01{said} }}]"
        );
        let wrong = try_read(&text, JUDGED).err().unwrap_or_default();
        wrong.into_iter().map(|one| one.message).collect::<Vec<String>>()
    };
    for (said, person) in [
        (", ordered = true, refused_correction = false", ""),
        (", ordered = true", ", refused_correction = false"),
        (", ordered = false, refused_correction = true", ""),
    ] {
        let told = read(said, person);
        assert!(told.iter().any(|one| one.contains("contradicts itself")), "{said}{person}: {told:?}");
    }
    for (said, person) in [
        (", ordered = true, refused_correction = true", ""),
        (", ordered = false, refused_correction = false", ""),
        (", ordered = true, refused_correction = true", ", refused_correction = false"),
        (", ordered = \"unknown\", refused_correction = true", ""),
        (", refused_correction = false", ""),
    ] {
        assert_eq!(read(said, person), Vec::<String>::new(), "{said}{person}");
    }
}

/// What is for resale or for crime is for no lawful business; who disputes the one disputes the other.
#[test]
fn a_lawful_business_and_a_purpose_that_is_none_contradict() {
    let read = |act: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [{{ id = \"d\", contains = [\"phone\"], items = 6000, obtained_in = \"none\" }}]
            act = [{{ id = \"a\", by = \"zhang\", does = \"purchase\", dataset = \"d\", on = 2023-01-01, {act} }}]"
        );
        let wrong = try_read(&text, JUDGED).err().unwrap_or_default();
        wrong.into_iter().map(|one| one.message).collect::<Vec<String>>()
    };
    let disputed = "{ value = \"resale\", status = \"disputed\", defence = \"marketing\" }";
    let business = "{ value = \"none\", status = \"disputed\", defence = \"lawful\" }";
    for refused in [
        "business = \"lawful\", purpose = \"resale\"".to_owned(),
        "business = \"lawful\", purpose = \"crime\"".to_owned(),
        "business = \"lawful\", purpose = \"unlawful_business\"".to_owned(),
        format!("business = \"lawful\", purpose = {disputed}"),
    ] {
        let told = read(&refused);
        assert!(told.iter().any(|one| one.contains("contradicts itself")), "{refused}: {told:?}");
    }
    for accepted in [
        "business = \"lawful\", purpose = \"marketing\"".to_owned(),
        "business = \"lawful\"".to_owned(),
        "business = \"lawful\", purpose = \"unknown\"".to_owned(),
        format!("business = {business}, purpose = {disputed}"),
    ] {
        assert_eq!(read(&accepted), Vec::<String>::new(), "{accepted}");
    }
}

/// What a file leaves open is what agrees with what it states: of a crime that was known there is one.
#[test]
fn what_is_open_agrees_with_what_is_stated() {
    let text = |act: &str| {
        format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [{{ id = \"d\", contains = [\"phone\"], items = 100, obtained_in = \"none\" }}]
            act = [{{ id = \"a\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2023-01-01, gains = 0, {act} }}]"
        )
    };
    let possible = |act: &str| grades(charge(&analyse(&text(act)), "zhang")).join(" ");
    assert_eq!(possible("recipient_crime = \"unknown\", knew_of_crime = \"knew\""), "serious");
    assert_eq!(possible("recipient_crime = \"unknown\", helps_extortion = true, extorted = 1"), "serious");
    for disputed in ["\"disputed\"", "\"alleged\""] {
        let knew = format!("{{ value = \"knew\", status = {disputed}, defence = \"no\" }}");
        assert_eq!(possible(&format!("recipient_crime = \"unknown\", knew_of_crime = {knew}")), "none serious");
    }
}

/// Facts of a person and of a record that cannot both be.
#[test]
fn what_one_of_would_be_passed_over_is_refused() {
    let read = |person: &str, act: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\"{person} }}]
            dataset = [{{ id = \"d\", contains = [\"phone\"], items = 6000, obtained_in = \"none\" }}]
            act = [{{ id = \"a\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2023-01-01{act} }}]"
        );
        try_read(&text, JUDGED).is_err()
    };
    let record = "record = [{ kind = \"criminal\", decided = 2019-01-01, penalty = \"exempted\"";
    for (person, act, refused) in [
        (", born = 1988-01-01, age = 15".to_owned(), "", true),
        (", born = \"unknown\", age = 15".to_owned(), "", false),
        (format!(", {record}, term_months = 12 }}]"), "", true),
        (format!(", {record}, probation = true }}]"), "", true),
        (format!(", {record} }}]"), "", false),
        (String::new(), ", helps_fraud = true, recipient_crime = \"none\"", true),
        (String::new(), ", helps_fraud = true, knew_of_crime = \"no\"", true),
        (String::new(), ", helps_fraud = true", false),
    ] {
        assert_eq!(read(&person, act), refused, "{person}{act}");
    }
    // Whether it was a first offence is what the parties dispute about the record.
    let disputed = ", first_offence = { value = true, status = \"disputed\", defence = false }, record = [{ kind = { value = \"criminal\", status = \"disputed\", defence = \"none\" }, decided = 2019-01-01 }]";
    assert!(!read(disputed, ""));
    assert!(read(", first_offence = true, record = [{ kind = \"criminal\", decided = 2019-01-01 }]", ""));
}

/// Fa Shi [2013] 10, art. 3: three times within two years, which the days of the file say.
#[test]
fn three_extortions_within_two_years_are_several() {
    let extorted = |days: &[&str], more: &str| {
        let each = days.iter().enumerate().map(|(at, on)| {
            format!("{{ id = \"a{at}\", by = \"zhang\", does = \"extort\", extorted = 100, {on}{more} }}")
        });
        let each: Vec<String> = each.collect();
        let text = format!("person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{}]", each.join(", "));
        grade(&analyse(&text), "cl/274")
    };
    for (days, expected) in [
        (["on = 2020-03-01", "on = 2020-03-02", "on = 2020-03-03"], "large"),
        (["on = 2020-03-01", "on = 2021-03-01", "on = 2022-02-28"], "large"),
        (["on = 2022-02-28", "on = 2020-03-01", "on = 2021-03-01"], "large"),
        (["on = 2020-03-01", "on = 2021-03-01", "on = 2022-03-01"], "none"),
        (["on = 2020-03-01", "on = 2021-03-01", "on = \"2022-02\""], "large"),
        (["on = 2020-03-01", "on = 2021-03-01", "on = \"2022-03\""], "none"),
        (["on = 2020-03-01", "on = 2021-03-01", "on = \"2022\""], "open"),
    ] {
        assert_eq!(extorted(&days, ""), expected, "{days:?}");
    }
    assert_eq!(extorted(&["on = 2020-03-01", "on = 2020-03-02"], ""), "none");
    assert_eq!(extorted(&["on = 2020-03-01"], ", occasions = 3"), "large");
    assert_eq!(
        extorted(&["on = { min = 2019-01-01, max = 2022-12-31 }"], ", occasions = 3"),
        "large",
        "whichever day it was"
    );
    assert_eq!(extorted(&["from = 2020-03-01, until = 2022-02-28"], ", occasions = 3"), "large");
    assert_eq!(extorted(&["from = 2020-03-01, until = 2022-03-01"], ", occasions = 3"), "open");
}
