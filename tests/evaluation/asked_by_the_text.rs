//! What a text asks beside the conduct: causation, the day of the harm, and what holds for some of the acts only.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge};
use gravamen::truth::Truth;
use jiff::civil::date;

use super::support::{analyse_on, person, place, settled};

/// One act of `a` on this day, with this in the case, the person and the act, and these tables after it.
fn done(case: &str, who: &str, on: &str, act: &str, tables: &str) -> Analysis {
    let text = format!(
        "[case]\nid = \"t\"\njudged = 2026-06-30\n{case}\n[[person]]\nid = \"a\"\n{who}\n\
        [[act]]\nid = \"x\"\nby = \"a\"\non = {on}\n{act}\n{tables}"
    );
    analyse_on(&text, date(2026, 6, 30), &Settings::default())
}

fn charge<'a>(analysis: &'a Analysis, offence: &str) -> &'a Charge {
    let mut charges = person(analysis, "a").charges.iter();
    charges.find(|charge| charge.offence == place(offence)).expect("the charge")
}

const LOSS: &str = "[[consequence]]\nof = [\"x\"]\nkind = \"economic_loss\"\namount = 300000";

/// Fa Shi [2012] 18, article 6: from the day of the last harm, which may be later than the act.
#[test]
fn limitation_of_dereliction_runs_from_the_harm() {
    let limitation = |filed: &str, more: &str| {
        let act = format!("does = \"abuse_office\"\n{more}");
        let case = format!("filed = {filed}");
        let analysis = done(&case, "employer = \"state_organ\"", "2014-01-10", &act, LOSS);
        let found = charge(&analysis, "cl/397.1").limitation.iter().map(|limitation| limitation.acts[0].name());
        found.collect::<Vec<_>>().join(" ")
    };
    let (timely, open, barred) = (limitation("2019-01-09", ""), limitation("2021-01-10", ""), "barred");
    assert_ne!(timely, open);
    assert!(!timely.contains(barred) && !open.contains(barred), "{timely}, {open}");
    assert!(limitation("2021-01-10", "within_period_of_harm = false").contains(barred));
    assert!(!limitation("2021-01-10", "within_period_of_harm = true").contains(barred));
}

/// Fa Shi [2012] 18, article 1: what a loss counts for has to be caused (造成) by the act, which a party may contest.
#[test]
fn a_loss_that_the_abuse_of_power_did_not_cause_does_not_count() {
    let grade = |caused: &str| {
        let loss = format!("{LOSS}\n{caused}");
        settled(charge(
            &done("", "employer = \"state_organ\"", "2026-02-01", "does = \"abuse_office\"", &loss),
            "cl/397.1",
        ))
    };
    assert_eq!(grade(""), "heavy_loss", "not in issue");
    assert_eq!(grade("caused = \"unknown\""), "open");
    assert_eq!(grade("caused = false"), "none");
}

/// Fa Shi [2019] 15, article 4(5): the leak has to cause (造成) the death.
#[test]
fn a_death_beside_a_leak_is_no_cause_by_itself() {
    let leak = "does = \"leak\"\ndataset = \"d\"\nordered = true";
    let dataset = "[[dataset]]\nid = \"d\"\ncontains = [\"name\", \"phone\"]\nitems = 100\n\
        [[consequence]]\nof = [\"x\"]\nkind = \"death\"\npersons = 1\n";
    let grade = |judged: &str| {
        let judged = format!("{dataset}{judged}");
        settled(charge(&done("", "kind = \"unit\"", "2026-02-01", leak, &judged), "cl/286-1"))
    };
    let judged = |holds| format!("[[judgement]]\nperson = \"a\"\nplace = \"fs-2019-15/4.5\"\nholds = {holds}\n");
    assert_eq!(grade(""), "open");
    assert_eq!(grade(&judged(true)), "serious");
    assert_eq!(grade(&judged(false)), "none");
}

/// Where only some of the acts are attempts, or were done as an accessory, whether that moves the whole is judged.
#[test]
fn an_attempt_or_a_lesser_part_beside_other_acts_is_not_lost() {
    let lists = "[[dataset]]\nid = \"d\"\ncontains = [\"name\", \"phone\"]\nitems = 1\nobtained_in = \"none\"\n\
        [[dataset]]\nid = \"e\"\ncontains = [\"name\", \"phone\"]\nitems = 50000\nobtained_in = \"none\"\n";
    let status = |by: &str, stage: &str, beside: bool, at: &str| {
        let first = if beside {
            "does = \"purchase\"\ndataset = \"d\"\npurpose = \"resale\""
        } else {
            "does = \"settle_payments\"\nsettled = 0"
        };
        let second = format!(
            "[[act]]\nid = \"y\"\nby = {by}\non = 2026-02-02\ndoes = \"purchase\"\ndataset = \"e\"\npurpose = \"resale\"\n{stage}\n"
        );
        let analysis = done("", "", "2026-02-01", first, &format!("{lists}{second}"));
        let found = charge(&analysis, "cl/253-1").circumstances.iter().filter(|found| found.place == place(at));
        found.map(|found| found.status).max().unwrap_or(Truth::Excluded)
    };
    let accessory = "[{ person = \"a\", role = \"accessory\" }]";
    for (beside, expected) in [(false, Truth::Established), (true, Truth::Open)] {
        assert_eq!(status("\"a\"", "stage = \"attempted\"", beside, "cl/23"), expected);
        assert_eq!(status("\"a\"", "stage = \"prepared\"", beside, "cl/22"), expected);
        assert_eq!(status(accessory, "", beside, "cl/27"), expected);
    }
    assert_eq!(status("\"a\"", "", true, "cl/23"), Truth::Excluded);
}

/// Guiding case 62: what was completed and what was attempted each has its own band, and the heavier applies.
#[test]
fn amounts_of_attempts_are_not_added_to_completed_ones() {
    let extorted = |completed: u32, attempted: u32| {
        let beside = format!(
            "[[act]]\nid = \"y\"\nby = \"a\"\non = 2026-02-02\ndoes = \"extort\"\nextorted = {attempted}\nstage = \"attempted\"\n"
        );
        let analysis = done("", "", "2026-02-01", &format!("does = \"extort\"\nextorted = {completed}"), &beside);
        let charge = charge(&analysis, "cl/274");
        let relief = charge.circumstances.iter().find(|found| found.place == place("doctrine/8"));
        (settled(charge), relief.map_or(Truth::Excluded, |found| found.status))
    };
    for (completed, attempted, grade, relief) in [
        (2000, 29_999, "large", Truth::Excluded),
        (2000, 30_000, "huge", Truth::Established),
        (30_000, 30_000, "huge", Truth::Excluded),
        (30_000, 299_999, "huge", Truth::Excluded),
        (30_000, 300_000, "especially_huge", Truth::Established),
        (1999, 2000, "large", Truth::Established),
        (1999, 1999, "none", Truth::Excluded),
    ] {
        assert_eq!(extorted(completed, attempted), (grade.to_owned(), relief), "{completed} and {attempted}");
    }
}

/// Item 8 of article 5(1): who gives in exchange what was had by duty provides it; what is got in exchange is obtained.
#[test]
fn an_insider_who_exchanges_passes_on() {
    let grade = |position: &str| {
        let act = format!("does = \"exchange\"\ndataset = \"d\"\n{position}");
        let dataset = "[[dataset]]\nid = \"d\"\ncontains = [\"credit\"]\nitems = 30\nobtained_in = \"duty\"";
        settled(charge(&done("", "", "2026-02-01", &act, dataset), "cl/253-1"))
    };
    assert_eq!(grade("obtained_in = \"duty\""), "serious");
    assert_eq!(grade("obtained_in = \"none\""), "none");
    assert_eq!(grade(""), "none", "what the data say of position is not said of who got them by exchange");
}

/// Fa Shi [2011] 7, article 4, and Fa Shi [2013] 10, article 6: close relatives who forgive.
#[test]
fn property_of_close_relatives_who_forgive_is_generally_no_crime() {
    for (act, offence, out, lighter) in [
        ("does = \"defraud\"\ntelecom = false\ndefrauded = 5000", "cl/266", "fs-2011-7/4.1", "fs-2011-7/4.2"),
        ("does = \"extort\"\nextorted = 5000", "cl/274", "fs-2013-10/6.1", "fs-2013-10/6.1"),
    ] {
        let found = |who: &str, more: &str| {
            let analysis = done("", who, "2026-02-01", &format!("{act}\n{more}"), "");
            let charge = charge(&analysis, offence);
            let exit = charge.exits.iter().find(|exit| exit.rule.place == place(out)).map(|exit| exit.status);
            let eased = charge.circumstances.iter().any(|one| one.place == place(lighter) && one.status.certain());
            (exit.unwrap_or(Truth::Excluded), eased)
        };
        assert_eq!(found("forgiven = true", "relative_victim = true"), (Truth::Established, true), "{offence}");
        assert_eq!(found("forgiven = true", ""), (Truth::Excluded, false), "{offence}");
        let unforgiven = found("", "relative_victim = true");
        assert_eq!(
            unforgiven,
            (Truth::Excluded, offence == "cl/266"),
            "{offence}: article 4(2) asks for no forgiveness"
        );
    }
}

/// Administrative Penalties Law, article 30: minors, on the tracks of the laws that have no rule of their own.
#[test]
fn a_minor_is_punished_more_lightly_on_every_track() {
    let reliefs = |age: &str| {
        let act = "does = \"defraud\"\ndefrauded = 2000\ntelecom = true";
        let analysis = done("", age, "2026-02-01", act, "");
        let tracks = person(&analysis, "a").tracks.iter().filter(|track| track.rule.place == place("afl/38.2"));
        tracks.flat_map(|track| &track.reliefs).filter(|relief| relief.rule.place == place("apl/30")).count()
    };
    assert_eq!(reliefs("age = 15"), 1);
    assert_eq!(reliefs("age = 18"), 0);
}
