//! Law files that are texts, and wrong.

use super::Folder;

/// What stands before each wrong piece: seven lines.
const HEAD: &str = "instrument x {\ntitle zh \"x\" en \"x\"\nnumber \"x\"\nissuer npc\nrank statute\nforce 2000-01-01 ..\narticle 1 {\n";

/// A check refuses the text for these errors, each `code line:column`, and so does whatever would use it.
#[track_caller]
fn refused(text: &str, errors: &[&str]) {
    let folder = Folder::new();
    folder.file("x.law", text);
    let at = |path: &str| -> Vec<String> { errors.iter().map(|error| error.replace(' ', path)).collect() };
    let (here, in_folder) = (at(" x.law:"), at(" ./x.law:"));
    folder.run("law check x.law").is_refused(1, &here.iter().map(String::as_str).collect::<Vec<_>>());
    folder.run("law list --laws .").is_refused(2, &in_folder.iter().map(String::as_str).collect::<Vec<_>>());
}

/// The same for a rule in an article, on line 8 and after.
#[track_caller]
fn rule(text: &str, errors: &[&str]) {
    refused(&format!("{HEAD}{text}\n}}\n}}\n"), errors);
}

/// The same for a defined condition, which begins at the first column of line 9.
#[track_caller]
fn condition(text: &str, errors: &[&str]) {
    rule(&format!("define a zh \"x\" en \"x\" as\n{text}"), errors);
}

/// A beginning of a law takes the place of the whole, and is used or refused.
#[test]
fn a_file_cut_anywhere() {
    const WHOLE: &str = include_str!("../../interpretations/fs-2017-10.law");
    let folder = Folder::new();
    for end in (0..WHOLE.len()).step_by(997).filter(|&end| WHOLE.is_char_boundary(end)) {
        folder.file("fs-2017-10.law", &WHOLE[..end]);
        let told = folder.run("law check fs-2017-10.law");
        let errors = told.errors();
        assert_eq!((told.code, told.printed.as_str()), (Some(i32::from(!errors.is_empty())), ""));
        assert!(errors.iter().all(|error| error.contains(".law:") && !error.starts_with('-')), "{errors:#?}");
    }
}

#[test]
fn nesting_without_end() {
    let deep = 100_000;
    condition(&"(".repeat(deep), &["too-deep 9:65"]);
    condition(&format!("{}supplied{}", "(".repeat(deep), ")".repeat(deep)), &["too-deep 9:65"]);
    condition(&format!("{}supplied", "not ".repeat(deep)), &["too-deep 9:257"]);
    rule(&"par 1 {".repeat(deep), &["too-deep 8:453", "unclosed 10:2"]);
}

#[test]
fn numbers_out_of_all_proportion() {
    condition("items of ordinary >= 99999999999999999999999999999999999999999999", &["number-too-large 9:22"]);
    condition("gains >= 1/0 yuan", &["zero-divisor 9:10"]);
    condition("age >= -1 years", &["stray-character 9:8"]);
}

#[test]
fn days_that_never_were() {
    let force = |from_until: &str| HEAD.replace("2000-01-01 ..", from_until) + "}\n}\n";
    refused(&force("2017-02-30 .."), &["no-such-day 6:7"]);
    refused(&force("2018-01-01 .. 2017-01-01"), &["empty-range 6:7"]);
}

#[test]
fn names_of_nothing() {
    condition("supplid", &["unknown-name 9:1"]);
    condition("does = eat", &["unknown-value 9:8"]);
    rule("circumstance of cl/999 may lighter zh \"x\" en \"x\" when supplied", &["unknown-offence 8:17"]);
    rule("hearing 1 { }", &["expected 8:1"]);
    rule("define a zh \"x\" en \"x\" as a", &["cycle 8:27"]);
    rule("define a zh \"x\" en \"x\" as b\ndefine b zh \"x\" en \"x\" as a", &["cycle 9:27"]);
    rule("define a zh \"x\" en \"x\" as supplied\ndefine a zh \"x\" en \"x\" as obtained", &["duplicate 9:8"]);
    refused(&format!("{HEAD}}}\n}}\n{HEAD}}}\n}}\n"), &["duplicate 10:12", "duplicate 16:9"]);
}

#[test]
fn brackets_that_close_nothing() {
    let folder = Folder::new();
    folder.file("x.law", "} ".repeat(100_000));
    let told = folder.run("law check x.law");
    assert!(!told.errors().is_empty() && told.errors().len() < 100, "a few errors stand for all");
    assert_eq!(told.code, Some(1));
}
