//! Recidivism, discontinuance, instigation, fines, probation and bans at their boundaries (T-CL-25 to T-CL-28, T-CL-33,
//! T-FN-01, T-FN-02).

use gravamen::engine::Settings;
use gravamen::explain::findings::Charge;
use gravamen::explain::sentencing::ProbationStatus;
use gravamen::law::book::FineMode;
use gravamen::range::Range;
use gravamen::render::table;
use gravamen::report::words::Language;
use gravamen::report::{self, Detail};
use gravamen::truth::Truth;
use jiff::civil::date;

use crate::evaluation::support::{analyse, analyse_on, choosing, one_act, only, place};

fn by(person: &str, items: i64) -> String {
    one_act("credit", items, "steal", "").replace("{ id = \"zhang\" }", &format!("{{ id = \"zhang\"{person} }}"))
}

/// How the circumstances at a place stand together.
fn circumstance(charge: &Charge, path: &str) -> Truth {
    let here = charge.circumstances.iter().filter(|circumstance| circumstance.place == place(path));
    here.fold(Truth::Excluded, |all, one| all.or(one.status))
}

fn probation(text: &str) -> ProbationStatus {
    only(&analyse(text)).sentencing.probation.as_ref().expect("a term").status
}

/// Who was sentenced to imprisonment before, of which this is said; the act is of 2022-03-01.
fn sentenced(record: &str, items: i64) -> String {
    let record = format!(
        ", born = 1980-01-01, record = [{{ kind = \"criminal\", for = \"other\", decided = 2010-01-01, term_months = 24{record} }}]"
    );
    by(&record, items)
}

#[test]
fn recidivism_counts_five_years_from_completion() {
    let recidivist = |record: &str, items| circumstance(only(&analyse(&sentenced(record, items))), "cl/65");
    let base = ", intentional = true, completed = ";
    for (completed, status) in [
        ("2017-02-28", Truth::Excluded),
        ("2017-03-01", Truth::Excluded),
        ("2017-03-02", Truth::Established),
        // The order of two events of one day is open unless stated.
        ("2022-02-28", Truth::Established),
        ("2022-03-01", Truth::Open),
        ("2022-03-02", Truth::Excluded),
    ] {
        assert_eq!(recidivist(&format!("{base}{completed}"), 500), status, "{completed}");
    }
    // From 29 February five years run through the last of February.
    let leap = sentenced(&format!("{base}2016-02-29"), 500);
    for (act, status) in [("2021-02-28", Truth::Established), ("2021-03-01", Truth::Excluded)] {
        let analysis = analyse(&leap.replace("on = 2022-03-01", &format!("on = {act}")));
        assert_eq!(circumstance(only(&analysis), "cl/65"), status, "{act}");
    }
    assert_eq!(recidivist(", intentional = true", 500), Truth::Open, "completed when?");
    assert_eq!(recidivist(", completed = 2018-01-01", 500), Truth::Open, "intentional?");
    let with = |more: &str| recidivist(&format!("{base}2018-01-01{more}"), 500);
    assert_eq!(with(", probation = true"), Truth::Excluded);
    assert_eq!(with(", under_18 = true"), Truth::Excluded);
    assert_eq!(with(", penalty = \"detention\""), Truth::Excluded);
    let short = sentenced(&format!("{base}2018-01-01"), 500);
    assert_eq!(circumstance(only(&analyse(&short.replace("= 24", "= 7"))), "cl/65"), Truth::Established);
    assert_eq!(circumstance(only(&analyse(&short.replace("= 24", "= 6"))), "cl/65"), Truth::Open);
    // Whoever was under 18 at the new crime is none.
    let young = short.replace("born = 1980-01-01", "born = 2004-03-01");
    assert_eq!(circumstance(only(&analyse(&young)), "cl/65"), Truth::Excluded);
    // In the lower grade, whether imprisonment is deserved has to be judged.
    let lower = sentenced(&format!("{base}2018-01-01"), 50);
    assert_eq!(circumstance(only(&analyse(&lower)), "cl/65"), Truth::Open);
    for (holds, status) in [(true, Truth::Established), (false, Truth::Excluded)] {
        let judged = format!(
            "{lower}\njudgement = [{{ person = \"zhang\", place = \"cl/65\", holds = {holds}, reasons = \"-\" }}]"
        );
        assert_eq!(circumstance(only(&analyse(&judged)), "cl/65"), status);
        let excluded = probation(&judged) == ProbationStatus::Excluded;
        assert_eq!(excluded, holds, "no probation for recidivists");
    }
}

#[test]
fn a_prior_conviction_that_made_the_case_serious_adds_nothing_again() {
    // Ten items: serious by item 9 alone. The decision of 2025 has the guidance.
    let text = |items: i64| {
        sentenced(", completed = 2018-01-01", items).replace("\"other\"", "\"personal_information\"")
            + "\njudgement = [{ person = \"zhang\", place = \"cl/65\", holds = true, reasons = \"-\" }]"
    };
    let steps = |items, option: &str| {
        let choices = vec![("prior-rec".to_owned(), option.to_owned())];
        let analysis = analyse_on(&text(items), date(2025, 3, 1), &Settings { choices, ..Settings::default() });
        let charge = only(&analysis);
        assert_eq!(circumstance(charge, "cl/65"), Truth::Established);
        let steps = charge.sentencing.grades[0].steps.iter().filter(|step| step.place == place("ff-2021-21/3.15"));
        steps.map(|step| format!("{:?}", step.kind)).collect::<Vec<_>>()
    };
    assert!(steps(10, "no_double")[0].contains("percent: (0, 0)"));
    assert!(steps(10, "both")[0].contains("percent: (10, 40)"));
    assert!(steps(50, "no_double")[0].contains("percent: (10, 40)"));
}

#[test]
fn discontinuance_exempts_without_damage_and_mitigates_with_it() {
    let with = |damage: &str| one_act("credit", 500, "steal", &format!(", stage = \"discontinued\"{damage}"));
    let reach = |text: &str| {
        let analysis = analyse(text);
        only(&analysis).reachable.clone().expect("a grade")
    };
    let none = reach(&with(", damage = false"));
    assert!(none.exempt && none.terms().is_none() && none.fine.is_none());
    let done = reach(&with(", damage = true"));
    assert_eq!((done.exempt, done.band.imprisonment), (false, Some((6, 36))));
    let open = reach(&with(""));
    assert_eq!((open.exempt, open.band.imprisonment), (true, Some((6, 84))));
}

#[test]
fn instigators_of_minors_are_punished_more_heavily_and_those_in_vain_may_be_less() {
    let act = |more: &str| one_act("credit", 500, "steal", more);
    let stands = |more: &str, path| circumstance(only(&analyse(&act(more))), path);
    assert_eq!(stands(", role = \"instigator\", instigated_minor = true", "cl/29.1"), Truth::Established);
    assert_eq!(stands(", role = \"principal\", instigated_minor = true", "cl/29.1"), Truth::Excluded);
    assert_eq!(stands(", role = \"instigator\"", "cl/29.1"), Truth::Excluded);
    assert_eq!(stands(", role = \"instigator\", instigated_in_vain = true", "cl/29.2"), Truth::Established);
}

#[test]
fn mitigation_from_the_lowest_grade_shows_both_views() {
    let text = by(", role = \"coerced\"", 50);
    let views = |option| {
        let analysis = choosing(&text, &[("mitig-1", option)]);
        let charge = only(&analysis);
        let reachable = charge.reachable.clone().expect("a grade");
        (charge.sentencing.below_lowest.len(), charge.notes.len(), reachable)
    };
    let (both, notes, reachable) = views("both");
    assert_eq!((both, notes, reachable.band.imprisonment), (2, 2, Some((6, 36))));
    let (one, _, reachable) = views("exempt_or_fine_only");
    assert_eq!((one, reachable.terms(), reachable.exempt, reachable.fine), (1, None, true, Some(FineMode::Instead)));
    let (one, _, reachable) = views("floor");
    assert_eq!((one, reachable.band.imprisonment), (1, Some((6, 36))));
    // Who may be mitigated and need not be stays within reach of the band.
    let analysis = choosing(&by(", surrendered = true", 50), &[("mitig-1", "exempt_or_fine_only")]);
    let reachable = only(&analysis).reachable.clone().expect("a grade");
    assert_eq!((reachable.band.imprisonment, reachable.exempt), (Some((6, 36)), true));
}

#[test]
fn fines_have_a_floor() {
    let floor = |person: &str| only(&analyse(&by(person, 50))).sentencing.fine.floor.expect("a fine");
    let fen = |yuan: i128| yuan * 100;
    assert_eq!(floor(", born = 1990-01-01"), Range::point(fen(1000)));
    assert_eq!(floor(", born = 2004-02-28"), Range::point(fen(1000)));
    assert_eq!(floor(", born = 2004-03-01"), Range::point(fen(500)));
    assert_eq!(floor(", born = \"2004\""), Range::new(fen(500), fen(1000)));
    // The usual fine does not go below it.
    let usual = |gains: i64| {
        let text = one_act("credit", 50, "sell", &format!(", gains = {gains}, obtained_in = \"none\""));
        only(&analyse(&text)).usual_fine.as_ref().map(|fine| fine.fen)
    };
    assert_eq!(usual(999), Some(Range::new(fen(1000), fen(4995))));
    assert_eq!(usual(1001), Some(Range::new(fen(1001), fen(5005))));
    assert_eq!(usual(100), Some(Range::point(fen(1000))));
    assert_eq!(usual(0), None);
}

#[test]
fn a_fine_alone_needs_one_of_its_cases_and_a_judgement() {
    let alone = |person: &str, items| {
        let analysis = analyse(&by(person, items));
        only(&analysis).sentencing.fine.alone.first().map(|(_, _, status)| *status)
    };
    assert_eq!(alone("", 50), None);
    assert_eq!(alone(", first_offence = true", 50), Some(Truth::Open));
    assert_eq!(alone(", returned_gains = \"all\"", 50), None);
    assert_eq!(alone(", returned_gains = \"all\", remorse = true", 50), Some(Truth::Open));
    assert_eq!(alone(", first_offence = true", 500), None, "the higher band has no fine alone");
}

#[test]
fn jiangxi_has_figures_where_gains_give_none() {
    let table = |text: &str, choices: &[(&str, &str)]| {
        let choices = choices.iter().map(|(name, option)| ((*name).to_owned(), (*option).to_owned())).collect();
        let analysis = analyse_on(text, date(2025, 3, 1), &Settings { choices, ..Settings::default() });
        only(&analysis)
            .sentencing
            .fine
            .table
            .iter()
            .map(|(_, _, fen, _)| (fen.min / 100, fen.max / 100))
            .collect::<Vec<_>>()
    };
    let jiangxi = &[("province", "jiangxi")];
    assert_eq!(table(&by("", 50), &[]), []);
    assert_eq!(table(&by("", 50), jiangxi), [(2000, 30_000), (2000, 50_000)]);
    let high = table(&by("", 500), jiangxi);
    assert_eq!((high.len(), high[1].0), (2, 10_000));
    let unit = table(&by(", kind = \"unit\"", 50), jiangxi);
    assert_eq!(unit, [(50_000, 1_000_000)]);
    let sold = |gains: &str| one_act("credit", 50, "sell", &format!(", gains = {gains}, obtained_in = \"none\""));
    assert_eq!(table(&sold("1"), jiangxi), []);
    assert_eq!(table(&sold("\"unknown\""), jiangxi).len(), 3, "open gains leave every line for a person open");
}

#[test]
fn probation_by_term_person_and_judgement() {
    assert_eq!(probation(&by("", 50)), ProbationStatus::ToBeJudged);
    let judged = |text: String, holds: bool| {
        format!("{text}\njudgement = [{{ person = \"zhang\", place = \"cl/72.1\", holds = {holds}, reasons = \"-\" }}]")
    };
    assert_eq!(probation(&judged(by("", 50), true)), ProbationStatus::Eligible);
    assert_eq!(probation(&judged(by("", 50), false)), ProbationStatus::Excluded);
    // The higher band reaches 36 months only at its floor.
    let analysis = analyse(&judged(by("", 500), true));
    let found = only(&analysis).sentencing.probation.as_ref().expect("a term");
    assert_eq!(found.status, ProbationStatus::ToBeJudged);
    assert_eq!(found.reasons[0].note.as_ref().map(|note| note.en.as_str()), Some("only at exactly 36 months"));
    assert_eq!(found.periods.iter().map(|(.., months)| *months).collect::<Vec<_>>(), [(36, 60)]);
    let analysis = analyse(&judged(by(", surrendered = true", 500), true));
    let found = only(&analysis).sentencing.probation.as_ref().expect("a term");
    assert_eq!(found.reasons[0].note.as_ref().map(|note| note.en.as_str()), Some("only at 36 months or less"));
    assert_eq!(found.periods.iter().map(|(.., months)| *months).collect::<Vec<_>>(), [(2, 12), (12, 60)]);
    assert_eq!(probation(&judged(by(", ringleader = true", 50), true)), ProbationStatus::Excluded);
    // The act is of 2022-03-01, the trial of 2025-03-01; nobody is 75 on the birthday itself.
    let shall = |person: &str, age: &str| {
        let choices = [("probation-age".to_owned(), age.to_owned())].into();
        let analysis = analyse_on(&by(person, 50), date(2025, 3, 1), &Settings { choices, ..Settings::default() });
        let found = only(&analysis).sentencing.probation.clone().expect("a term");
        found.reasons.iter().any(|one| one.rule.is_some_and(|rule| rule.name() == "shall"))
    };
    for (person, at_trial, at_act) in [
        (", born = 2004-03-01", true, true),
        (", born = 2004-02-28", false, false),
        (", born = 1947-02-28", true, true),
        (", born = 1947-03-01", true, false),
        (", born = 1950-02-28", true, false),
        (", born = 1950-03-01", false, false),
        (", born = 1990-01-01, pregnant = true", true, true),
    ] {
        assert_eq!(shall(person, "at_trial"), at_trial, "{person}");
        assert_eq!(shall(person, "at_the_act"), at_act, "{person}");
    }
    // A unit has no term to suspend.
    let analysis = analyse(&by(", kind = \"unit\"", 50));
    assert!(only(&analysis).sentencing.probation.is_none() && only(&analysis).sentencing.grades.is_empty());
}

#[test]
fn a_ban_is_possible_by_position_and_to_be_judged_without_one() {
    let ban = |person: &str, position: &str, day: &str, judged: Option<bool>| {
        let act = format!(", obtained_in = \"{position}\", gains = 0");
        let said = |place: &str, holds: bool| {
            format!("{{ person = \"zhang\", place = \"{place}\", holds = {holds}, reasons = \"-\" }}")
        };
        let judged = judged.map(|holds| format!(", {}", said("cl/37-1", holds))).unwrap_or_default();
        let text = one_act("credit", 50, "sell", &act).replace("2022-03-01", day)
            + &format!("\njudgement = [{}{judged}]", said("cl/253-1", true));
        let text = text.replace("{ id = \"zhang\" }", &format!("{{ id = \"zhang\"{person} }}"));
        let analysis = analyse(&text);
        let found = only(&analysis).sentencing.ban.clone().expect("a rule on bans");
        let because = found.reasons.iter().any(|(place, ..)| place.to_string() == "cl/37-1");
        assert!(because, "its own article is the reason");
        found.status
    };
    let today = "2022-03-01";
    assert_eq!(ban("", "duty", today, None), Truth::Established);
    assert_eq!(ban("", "duty", "2015-11-01", None), Truth::Established);
    assert_eq!(ban("", "duty", "2015-10-31", None), Truth::Excluded);
    // A profession can be used without having given access: in selling, or in what the data was bought for.
    assert_eq!(ban("", "none", today, None), Truth::Open);
    assert_eq!(ban("", "none", today, Some(true)), Truth::Established);
    assert_eq!(ban("", "none", today, Some(false)), Truth::Excluded);
    assert_eq!(ban(", kind = \"unit\"", "duty", today, None), Truth::Excluded, "a unit serves no sentence");
}

/// The former art. 68(2) and the exclusion of ringleaders of art. 74, on both sides of 2011-05-01: what is more favourable
/// governs earlier acts (art. 12).
#[test]
fn what_amendment_viii_made_stricter_does_not_reach_back() {
    let acted = |person: &str, day: &str| by(person, 50).replace("on = 2022-03-01", &format!("on = {day}"));
    let merit = ", surrendered = true, merit = \"major\"";
    let mandatory = |person: &str, day: &str| circumstance(only(&analyse(&acted(person, day))), "cl/68.2");
    for (day, expected) in
        [("2011-04-29", Truth::Established), ("2011-04-30", Truth::Established), ("2011-05-01", Truth::Excluded)]
    {
        assert_eq!(mandatory(merit, day), expected, "{day}");
    }
    assert_eq!(mandatory(", merit = \"major\"", "2011-04-30"), Truth::Excluded, "without surrender");
    assert_eq!(mandatory(", surrendered = true, merit = \"ordinary\"", "2011-04-30"), Truth::Excluded);
    let leader = ", ringleader = true";
    assert_eq!(probation(&acted(leader, "2011-04-30")), ProbationStatus::ToBeJudged);
    assert_eq!(probation(&acted(leader, "2011-05-01")), ProbationStatus::Excluded);
}

/// The former art. 63(1): mitigation was not held to the next lower band.
#[test]
fn mitigation_of_acts_before_amendment_viii_goes_to_any_lower_band() {
    let reachable = |day: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\", role = \"accessory\" }}]\ndataset = []\n\
             act = [{{ id = \"f\", by = \"zhang\", does = \"defraud\", on = {day}, telecom = false, defrauded = 500000 }}]"
        );
        let analysis = analyse(&text);
        let band = analysis.persons[0].charges[0].reachable.as_ref().expect("a band").band;
        (band.imprisonment, band.detention, band.life)
    };
    let all_three = (Some((6, 180)), Some((1, 6)), true);
    let next_alone = (Some((36, 180)), None, true);
    for (day, expected) in
        [("2011-04-29", all_three), ("2011-04-30", all_three), ("2011-05-01", next_alone), ("2011-05-02", next_alone)]
    {
        assert_eq!(reachable(day), expected, "{day}");
    }
}

/// The Criminal Procedure Law has its articles on non-prosecution under other numbers since 2018-10-26, and no leniency on a
/// plea before; its text before 2013 is not encoded.
#[test]
fn ways_out_are_cited_under_the_numbers_of_the_day() {
    let lenient = "{ id = \"zhang\", first_offence = true, surrendered = true, returned_gains = \"all\", remorse = true, \
        reconciled = true, pleaded_guilty = true, accepted_punishment = true }";
    let text = one_act("credit", 60, "steal", "").replace("{ id = \"zhang\" }", lenient).replace("2022", "2012");
    let cited = |judged: &str| {
        let analysis = analyse_on(&text, judged.parse().expect("a day"), &Settings::default());
        let charge = only(&analysis);
        let to = charge.exits.iter().filter_map(|exit| exit.to.as_ref()).map(|(place, _)| place.to_string());
        let from = charge.exits.iter().map(|exit| exit.rule.place.to_string());
        let circumstances = charge.circumstances.iter().map(|found| found.place.to_string());
        let mut all: Vec<String> = to.chain(from).chain(circumstances).filter(|at| at.starts_with("cpl/")).collect();
        all.sort();
        all.dedup();
        all.join(" ")
    };
    assert_eq!(cited("2012-12-31"), "");
    // Before the figures of 2017 the grade is open.
    assert_eq!(cited("2013-01-01"), "cpl/173.1 cpl/173.2 cpl/173.3 cpl/279");
    // Nothing says that it was filed within the 5 years.
    assert_eq!(cited("2018-10-25"), "cpl/15.2 cpl/173.1 cpl/173.2 cpl/173.3 cpl/279");
    assert_eq!(cited("2018-10-26"), "cpl/15 cpl/16.2 cpl/177.1 cpl/177.2 cpl/177.3 cpl/290");
}

/// Criminal Procedure Law, articles 282 and 290, and the excess of article 21(2), which a person raises.
#[test]
fn ways_to_leniency_that_the_file_must_state() {
    let minor = by(", born = 2005-01-01, remorse = true", 50);
    let exit = |text: &str| {
        let analysis = analyse(text);
        let found = only(&analysis).exits.iter().find(|exit| exit.rule.place == place("cpl/282.1"));
        found.map_or(Truth::Excluded, |exit| exit.status)
    };
    assert_eq!(exit(&minor), Truth::Open, "whether a year at most is to be expected is judged");
    let judged =
        minor.clone() + "\njudgement = [{ person = \"zhang\", place = \"cpl/282.1\", holds = true, reasons = \"r\" }]";
    assert_eq!(exit(&judged), Truth::Established);
    assert_eq!(exit(&minor.replace("remorse = true", "remorse = false")), Truth::Excluded);
    for (born, expected) in
        [("2004-02-27", Truth::Excluded), ("2004-02-28", Truth::Excluded), ("2004-03-01", Truth::Open)]
    {
        assert_eq!(
            exit(&minor.replace("2005-01-01", born)),
            expected,
            "18 is reached on the day after the birthday: {born}"
        );
    }
    // The text asks for the penalty and not for the grade, and a minor's is lighter or mitigated (article 17).
    assert_eq!(exit(&minor.replace("items = 50", "items = 500")), Truth::Open, "mitigated below 3 years");
    assert_eq!(exit(&minor.replace("items = 50", "items = 49")), Truth::Excluded, "no crime");
    let status = |text: &str, path: &str| circumstance(only(&analyse(text)), path);
    let answered =
        |at: &str, holds: bool| format!("{{ person = \"zhang\", place = \"{at}\", holds = {holds}, reasons = \"r\" }}");
    let reconciled = |record: &str, answers: &[String]| {
        by(&format!(", reconciled = true{record}"), 50) + &format!("\njudgement = [{}]", answers.join(", "))
    };
    let dispute = answered("cpl/288.1.1", true);
    assert_eq!(
        status(&reconciled("", &[]), "cpl/290"),
        Truth::Open,
        "a private dispute, and up to 3 years, are judged"
    );
    assert_eq!(status(&reconciled("", std::slice::from_ref(&dispute)), "cpl/290"), Truth::Established);
    assert_eq!(status(&reconciled("", &[answered("cpl/288.1.1", false)]), "cpl/290"), Truth::Excluded);
    let record = ", record = [{ kind = \"criminal\", for = \"other\", decided = 2020-01-01, intentional = true, \
        penalty = \"fine\" }]";
    assert_eq!(
        status(&reconciled(record, std::slice::from_ref(&dispute)), "cpl/290"),
        Truth::Open,
        "when it was committed is judged"
    );
    assert_eq!(
        status(&reconciled(record, &[dispute.clone(), answered("cpl/288.2", true)]), "cpl/290"),
        Truth::Excluded
    );
    let earlier = record.replace("2020-01-01", "2016-01-01");
    assert_eq!(status(&reconciled(&earlier, &[dispute]), "cpl/290"), Truth::Established, "more than five years before");
    assert_eq!(status(&by("", 50), "cpl/290"), Truth::Excluded);
    assert_eq!(status(&by("", 50), "cl/21.2"), Truth::Excluded, "nothing raises it of itself");
    let raised =
        by("", 50) + "\njudgement = [{ person = \"zhang\", place = \"cl/21.2\", holds = true, reasons = \"r\" }]";
    assert_eq!(status(&raised, "cl/21.2"), Truth::Established);
}

/// The reason is the article that shuts probation out, and nothing that would have mattered otherwise.
#[test]
fn what_excludes_probation_is_named_by_its_own_article() {
    let shown = |text: &str, language: Language| {
        let analysis = analyse_on(text, date(2025, 3, 1), &Settings::default());
        table::render(&report::analysis(&analysis, language.words(), Detail::Brief), 400, false)
    };
    let probation = |text: &str, language: Language, name: &str| {
        let shown = shown(text, language);
        let line = shown.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{shown}"));
        line.trim_start_matches(name).trim().to_owned()
    };
    let record = ", born = 1980-01-01, record = [{ kind = \"criminal\", for = \"other\", decided = 2010-01-01, intentional = true, term_months = 24, completed = 2020-01-01 }]";
    let recidivist = by(record, 500);
    assert_eq!(probation(&recidivist, Language::En, "Probation"), "excluded (No probation for recidivists, cl/74)");
    assert_eq!(probation(&recidivist, Language::Zh, "缓刑"), "不得适用（累犯不适用缓刑，cl/74）");
    let leader = by(", ringleader = true", 50);
    assert_eq!(
        probation(&leader, Language::En, "Probation"),
        "excluded (No probation for ringleaders of criminal groups, cl/74)"
    );
    assert_eq!(probation(&by("", 500), Language::En, "Probation"), "to be judged (only at exactly 36 months, cl/72.1)");
    assert_eq!(probation(&by("", 50), Language::En, "Probation"), "to be judged (cl/72.1)");
}

#[test]
fn a_stated_circumstance_that_no_rule_weighs_is_told() {
    let unweighed = |person: &str, day| {
        let analysis = analyse_on(&by(person, 500), day, &Settings::default());
        only(&analysis).unweighed.iter().map(|one| one.fact.clone()).collect::<Vec<_>>()
    };
    // No guidance reckons the term of article 253-1 before the trial guidance of 2024 applies; from then on it weighs both.
    let both = ", returned_gains = \"all\", pleaded_guilty = true";
    assert_eq!(unweighed(both, date(2023, 6, 1)), ["person.zhang.pleaded_guilty", "person.zhang.returned_gains"]);
    assert!(unweighed(both, date(2025, 3, 1)).is_empty());
    assert!(unweighed(", returned_gains = \"none\", pleaded_guilty = false", date(2023, 6, 1)).is_empty());
    assert!(unweighed(", surrendered = true", date(2023, 6, 1)).is_empty(), "article 67 weighs it");
}
