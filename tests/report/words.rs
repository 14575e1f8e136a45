//! What the first screen says in words: why nothing is made out, what is in issue, who is alike.

use std::path::Path;
use std::process::Command;

use gravamen::engine::Settings;
use gravamen::explain::findings::Analysis;
use gravamen::render::table;
use gravamen::report::document::Document;
use gravamen::report::words::Language;
use gravamen::report::{self, Detail};
use jiff::civil::{Date, date};

use crate::evaluation::support::{JUDGED, analyse, analyse_on, case as read_case, engine, one_act};

fn screen(analysis: &Analysis, language: Language) -> String {
    table::render(&report::analysis(analysis, language.words(), Detail::Brief), 100, false)
}

/// Without its line breaks, which fall anywhere.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn both(analysis: &Analysis) -> (String, String) {
    (flat(&screen(analysis, Language::Zh)), flat(&screen(analysis, Language::En)))
}

/// A sale of 600 credit reports by a person, of data of which this is said.
fn sold(person: &str, data: &str, day: &str) -> String {
    one_act("credit", 600, "sell", ", obtained_in = \"none\", gains = 100")
        .replace("items = 600", &format!("items = 600{data}"))
        .replace("{ id = \"zhang\" }", &format!("{{ id = \"zhang\"{person} }}"))
        .replace("2022-03-01", day)
}

#[test]
fn who_is_not_responsible_is_told_so_and_not_that_a_threshold_is_missed() {
    let day = "2022-03-01";
    for (text, zh, en, because) in [
        (sold(", insane = true", "", day), "不负刑事责任", "not criminally responsible", "insane at the act = yes"),
        (
            sold(", born = 2006-03-01", "", day),
            "不负刑事责任",
            "not criminally responsible",
            "date of birth = 2006-03-01",
        ),
        (
            sold("", ", anonymised = true", day),
            "所涉信息不属于本罪保护的对象",
            "what it concerns is not what the offence protects",
            "irreversibly anonymised = yes",
        ),
    ] {
        let analysis = analyse(&text);
        let (in_zh, in_en) = both(&analysis);
        assert!(in_zh.contains(&format!("：{zh}，不成立")) && in_en.contains(&format!(": {en}, excluded")), "{in_en}");
        assert!(in_en.contains(because), "{in_en}");
        for missed in ["未达情节标准", "未达刑事标准"] {
            assert!(!in_zh.contains(missed), "{in_zh}");
        }
        assert!(!in_en.contains(": no grade") && !in_en.contains("Below the threshold"), "{in_en}");
    }
    // One item short of nothing else: there it is the threshold.
    let (in_zh, in_en) = both(&analyse(&one_act("credit", 49, "steal", "")));
    assert!(in_zh.contains("未达情节标准，不成立") && in_en.contains("no grade, excluded"));
    assert!(in_en.contains("Below the threshold") && !in_en.contains("Lacking"));
}

#[test]
fn an_element_that_decided_is_never_said_not_to_be_in_issue() {
    let line = |text: &str| {
        let screen = screen(&analyse(text), Language::En);
        let line = screen.lines().find(|line| line.starts_with("Not in issue")).map(str::to_owned);
        line.unwrap_or_else(|| panic!("{screen}"))
    };
    let plain = line(&sold("", "", "2022-03-01"));
    assert!(plain.contains("object") && plain.contains("intent"), "{plain}");
    let anonymised = line(&sold("", ", anonymised = true", "2022-03-01"));
    assert!(!anonymised.contains("object") && anonymised.contains("intent"), "{anonymised}");
    let unknown = line(&sold("", ", anonymised = \"unknown\"", "2022-03-01"));
    assert!(!unknown.contains("object"), "{unknown}");
}

#[test]
fn where_no_charge_is_present_it_is_said_of_which_offences_and_why() {
    let (in_zh, in_en) = both(&analyse(&sold("", "", "2009-02-27")));
    assert!(in_en.contains("Not punished then") && in_en.contains("(cl/253-1, from 2009-02-28)"), "{in_en}");
    assert!(in_zh.contains("当时尚不处罚") && in_zh.contains("cl/253-1，自2009-02-28起"), "{in_zh}");
    let (in_zh, in_en) = both(&analyse(&sold("", "", "2022-03-01").replace("\"sell\"", "\"use\"")));
    assert!(in_en.contains("Conduct of none of") && in_en.contains("(cl/253-1)"), "{in_en}");
    assert!(in_en.contains("fraud (cl/266)") && in_en.contains("not encoded other offences"), "{in_en}");
    assert!(in_zh.contains("没有其所指的行为") && in_zh.contains("未编入"), "{in_zh}");
    assert!(!in_en.contains("Not punished then"), "{in_en}");
}

#[test]
fn an_administrative_fine_is_no_criminal_one() {
    let below = analyse(&one_act("credit", 49, "sell", ", obtained_in = \"none\", gains = 100"));
    let (in_zh, _) = both(&below);
    assert!(in_zh.contains("罚款100–1,000元") && !in_zh.contains("罚金"), "{in_zh}");
    let (in_zh, _) = both(&analyse(&one_act("credit", 50, "sell", ", obtained_in = \"none\", gains = 100")));
    assert!(in_zh.contains("并处或者单处罚金"), "{in_zh}");
}

#[test]
fn what_is_out_of_time_is_named_beside_the_grade_that_counts_it() {
    let text = r#"
        person = [{ id = "y", born = 1980-01-01 }]
        dataset = [{ id = "a", contains = ["phone"], items = 3000, obtained_in = "none" },
            { id = "b", contains = ["phone"], items = 3000, obtained_in = "none" }]
        act = [{ id = "old", by = ["y"], does = "sell", dataset = "a", on = 2016-03-01, gains = 0 },
            { id = "new", by = ["y"], does = "sell", dataset = "b", on = 2022-03-01, gains = 0 }]
        [case]
        id = "t"
        filed = 2023-01-01"#;
    let headline = |text: &str| both(&analyse(text)).1;
    let said = "counting what is out of time: act.old × dataset.a";
    assert!(headline(text).contains(said), "{}", headline(text));
    let timely = headline(&text.replace("2016-03-01", "2021-06-01"));
    assert!(!timely.contains("out of time"), "{timely}");
}

fn constructed(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/screens").join(name);
    std::fs::read_to_string(path).expect("a case")
}

fn lines(name: &str, day: Date, language: Language) -> (usize, String) {
    let analysis = analyse_on(&constructed(name), day, &Settings::default());
    let screen = screen(&analysis, language);
    (screen.lines().count(), screen)
}

#[test]
fn nine_accused_alike_are_told_together_and_each_difference_is_named() {
    for language in [Language::Zh, Language::En] {
        let (lines, screen) = lines("nine-alike.toml", date(2016, 6, 1), language);
        assert!(lines < 60, "{lines} lines:\n{screen}");
        let said = flat(&screen);
        let together = language.either(
            "Staff 2、Staff 3、Staff 5、Staff 6、Staff 8、Staff 9：与Staff 1相同",
            "Staff 2, Staff 3, Staff 5, Staff 6, Staff 8, Staff 9: the same as for Staff 1",
        );
        assert!(said.contains(together), "{said}");
        for (name, place) in [("Staff 4", "cl/67.1"), ("Staff 7", "cl/67.3")] {
            let differs = language.either(
                format!("{name}：与Staff 1相同；另有："),
                format!("{name}: the same as for Staff 1; and besides: "),
            );
            // Who surrendered may be spared prosecution, on which a judgement is asked for too, and is told apart.
            let apart = format!("{name}{}", language.either("——", " — "));
            let rest = said.split_once(&differs).or_else(|| said.split_once(&apart));
            let rest = rest.unwrap_or_else(|| panic!("{said}")).1;
            let until = rest.find(language.either("与Staff 1相同", "the same as")).unwrap_or(rest.len());
            assert!(rest[..until].contains(place), "{said}");
        }
    }
    // Whose outcome differs is told apart.
    let other = constructed("nine-alike.toml").replacen("gains = 8000", "gains = 8000\nstage = \"attempted\"", 1);
    assert!(analyse_on(&other, date(2016, 6, 1), &Settings::default()).persons.len() == 9);
    let one = constructed("nine-alike.toml")
        .replace("id = \"p9\"", "id = \"p9\"\nkind = \"unit\"")
        .replace("born = 1985-03-09\n", "");
    let analysis = analyse_on(&one, date(2016, 6, 1), &Settings::default());
    let said = flat(&screen(&analysis, Language::En));
    assert!(
        said.contains("Staff 9 — ") || said.contains("Staff 9: the same as for Staff 1; and besides: Sentence"),
        "{said}"
    );
}

/// Whoever is alike is told together, whatever the ids: a letter that stands elsewhere too, or the id of a body of information.
#[test]
fn alike_accused_are_told_together_whatever_they_are_called() {
    let said = |ids: [&str; 4], confessed: usize| {
        let person = |(at, id): (usize, &&str)| {
            let more = if at < confessed { "" } else { ", confessed = true" };
            format!("{{ id = \"{id}\", born = 1985-01-01{more} }}")
        };
        let persons = ids.iter().enumerate().map(person).collect::<Vec<_>>().join(", ");
        let by = ids.map(|id| format!("\"{id}\"")).join(", ");
        let text = format!(
            "person = [{persons}]
            dataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = 6000, obtained_in = \"none\" }}]
            act = [{{ id = \"s\", by = [{by}], does = \"sell\", dataset = \"d\", on = 2022-05-10, to = [\"x\"], gains = 3000 }}]"
        );
        flat(&screen(&analyse(&text), Language::En))
    };
    let all = said(["a", "b", "c", "d"], 4);
    assert!(all.contains("b, c, d: the same as for a"), "{all}");
    let differing = said(["p0", "p1", "p2", "p3"], 2);
    assert!(differing.contains("p1: the same as for p0"), "{differing}");
    assert!(differing.contains("p2, p3: the same as for p0; and besides: Circumstances"), "{differing}");
}

/// An open day on which it hangs alone whether an act is out of time changes the grade, and every screen says so.
#[test]
fn a_day_that_decides_limitation_is_told_on_every_screen() {
    let case = |on: &str| {
        format!(
            "person = [{{ id = \"he\", born = 1988-04-02 }}]
            dataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = 9000, obtained_in = \"none\" }}]
            act = [{{ id = \"s\", by = [\"he\"], does = \"sell\", dataset = \"d\", on = {on}, to = [\"x\"], gains = 4000 }}]
            [case]
            id = \"t\"
            filed = 2022-01-10"
        )
    };
    let open = case("{ min = 2016-12-31, max = 2017-01-20 }");
    let screen = flat(&screen(&analyse(&open), Language::En));
    assert!(!screen.contains("no open fact could change the grade"), "{screen}");
    let engine = engine(JUDGED);
    let words = Language::En.words();
    let shown = |document: &Document| flat(&table::render(document, 100, false));
    let gaps = engine.gaps(&read_case(&open, JUDGED), &Settings::default()).expect("gaps");
    let gaps = shown(&report::gaps("t", &engine.book.used(), &gaps, false, words));
    assert!(!gaps.contains("No open fact can still change a grade"), "{gaps}");
    assert!(gaps.contains("no grade, serious circumstances (leaving out acts that are then out of time)"), "{gaps}");
    let disputed = case("{ value = 2017-01-15, status = \"disputed\", defence = 2016-12-31 }");
    let flips = engine.flip(&read_case(&disputed, JUDGED), &Settings::default()).expect("flips");
    let flips = shown(&report::flip("t", &engine.book.used(), &flips, false, words));
    assert!(flips.contains("leaving out acts that are then out of time"), "{flips}");
}

#[test]
fn three_open_offences_are_a_screen() {
    for language in [Language::Zh, Language::En] {
        let (lines, screen) = lines("three-offences.toml", date(2023, 6, 1), language);
        assert!(lines < 60, "{lines} lines:\n{screen}");
        for offence in ["cl/253-1", "cl/177-1.2", "cl/285.2"] {
            assert!(screen.contains(offence), "{screen}");
        }
        assert!(screen.contains("36–120"), "what each can bring:\n{screen}");
    }
}

#[test]
fn a_file_given_twice_is_one_case_and_rows_carry_its_path() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
        let output =
            command.current_dir(root).args(arguments).args(["--lang", "en"]).output().expect("the command runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let one = "cases/software-company.toml";
    let same = "./cases/../cases/software-company.toml";
    let tested = run(&["case", "test", one, same, "--width", "200"]);
    assert_eq!(tested, run(&["case", "test", one, "--width", "200"]));
    let placed = run(&["case", "test", one, same, "--width", "300", "--places"]);
    assert!(placed.contains(one), "{placed}");
    let once = run(&["analyze", one, "--format", "json"]);
    assert_eq!(run(&["analyze", one, same, "--format", "json"]), once);
    let rows = run(&["compare", one, same, "--with", "r01", "--format", "csv"]);
    assert_eq!(rows, run(&["compare", one, "--with", "r01", "--format", "csv"]));
    assert!(rows.lines().nth(1).is_some_and(|row| row.contains(one)), "{rows}");
    let two = run(&["analyze", one, "cases/mao-gps-tracker-dedup-2024.toml", "--format", "json"]);
    assert!(two.contains(&format!("\"file\": \"{one}\"")), "{two}");
}
