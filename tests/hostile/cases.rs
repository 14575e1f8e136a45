//! Case files that are texts, and wrong.

use super::Folder;

/// What stands before each wrong piece: nine lines.
const HEAD: &str =
    "[case]\nid = \"c\"\n[[person]]\nid = \"p\"\n[[dataset]]\nid = \"d\"\n[[act]]\nid = \"a\"\nby = \"p\"\n";

/// Both commands refuse the text for these errors, each `code line:column`.
#[track_caller]
fn refused(text: &str, errors: &[&str]) {
    let folder = Folder::new();
    folder.file("x.toml", text);
    let errors: Vec<String> = errors.iter().map(|error| error.replace(' ', " x.toml:")).collect();
    let errors: Vec<&str> = errors.iter().map(String::as_str).collect();
    folder.run("analyze x.toml").is_refused(2, &errors);
    folder.run("case check x.toml").is_refused(1, &errors);
}

/// The same for lines of an act, the first of them line 10.
#[track_caller]
fn act(lines: &str, errors: &[&str]) {
    refused(&format!("{HEAD}{lines}\n"), errors);
}

/// Every beginning of a case is read or refused, in one run.
#[test]
fn a_file_cut_anywhere() {
    const WHOLE: &str = include_str!("../../cases/software-company.toml");
    let folder = Folder::new();
    let ends: Vec<usize> = (0..WHOLE.len()).step_by(13).filter(|&end| WHOLE.is_char_boundary(end)).collect();
    for end in &ends {
        folder.file(&format!("{end:05}.toml"), &WHOLE[..*end]);
    }
    let told = folder.run("case check .");
    assert_eq!((told.code, told.printed.as_str()), (Some(1), ""));
    let errors = told.errors();
    assert!(errors.iter().all(|error| error.contains(".toml:") && !error.starts_with('-')), "{errors:#?}");
    let wrong = ends.iter().filter(|end| errors.iter().any(|error| error.contains(&format!("{end:05}.toml"))));
    assert!(wrong.count() > ends.len() / 2, "most beginnings stop within a value or before what they refer to");
}

#[test]
fn brackets_without_end() {
    let deep = 100_000;
    act(&format!("x = {}{}", "[".repeat(deep), "]".repeat(deep)), &["syntax 10:85"]);
    act(&format!("[{}a]", "a.".repeat(deep)), &["syntax 10:21"]);
    act(&format!("x = {}", "(".repeat(deep)), &["syntax 10:5"]);
    for (open, place) in [("[", "85"), ("{a=", "245")] {
        let folder = Folder::new();
        folder.file("x.toml", format!("{HEAD}x = {}\n", open.repeat(deep)));
        for (command, code) in [("analyze", 2), ("case check", 1)] {
            let told = folder.run(&format!("{command} x.toml"));
            assert_eq!((told.code, told.printed.as_str()), (Some(code), ""));
            assert_eq!(told.errors()[0], format!("syntax x.toml:10:{place}"));
            assert!(told.errors().len() <= 5, "a few errors stand for all");
        }
    }
}

#[test]
fn numbers_out_of_all_proportion() {
    act("gains = 99999999999999999999999999999999999999999999", &["number-too-large 10:9"]);
    act("gains = 9223372036854775808", &["number-too-large 10:9"]);
    act("gains = 1e400", &["not-exact 10:9"]);
    act("gains = nan", &["not-exact 10:9"]);
    act("gains = -1", &["negative 10:9"]);
    act("items = -9223372036854775809", &["negative 10:9"]);
    act("items = { min = 1, max = -1 }", &["negative 10:26"]);
    act("items = { min = 5, max = 4 }", &["empty-range 10:9"]);
}

#[test]
fn days_that_never_were() {
    act("on = 2021-02-29", &["no-such-day 10:6"]);
    act("on = \"2021-02-29\"", &["no-such-day 10:6"]);
    act("on = \"2021-13\"", &["no-such-day 10:6"]);
    act("on = 0000-01-01", &["date-out-of-range 10:6"]);
    act("on = \"9999\"", &["date-out-of-range 10:6"]);
    act("from = 2021-03-02\nuntil = 2021-03-01", &["until-before-from 10:8"]);
}

#[test]
fn names_of_nothing() {
    act("[[act]]\nid = \"b\"\nby = \"q\"\ndataset = \"e\"", &["unknown-id 12:6", "unknown-id 13:11"]);
    act("[[consequence]]\nof = [\"b\"]", &["unknown-id 11:7"]);
    act("dos = \"sell\"", &["unknown-key 10:1"]);
    act("does = \"eat\"", &["unknown-value 10:8"]);
    act("[[hearing]]\nday = 1", &["unknown-key 10:3"]);
    act("[[person]]\nid = \"p\"\n[[dataset]]\nid = \"d\"", &["duplicate-id 11:6", "duplicate-id 13:6"]);
}

#[test]
fn circles_of_datasets() {
    let circle = |count: usize| {
        let sets = (0..count).map(|n| format!("[[dataset]]\nid = \"d{n}\"\nfrom = \"d{}\"\n", (n + 1) % count));
        format!("[case]\nid = \"c\"\n{}", sets.collect::<String>())
    };
    refused(&circle(1), &["circular-lineage 5:8"]);
    refused(&circle(2), &["circular-lineage 5:8"]);
    refused(&circle(2_000), &["circular-lineage 5:8"]);
}
