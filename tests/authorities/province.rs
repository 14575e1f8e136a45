//! The worked example of the reference: how an office adds the rules of its own province.

use std::path::Path;
use std::process::Command;

/// The program with the folder of the example, and what it prints.
fn run(arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    command.current_dir(root).args(["--laws", "tests/data/province"]).args(arguments);
    let output = command.args(["--lang", "en"]).output().expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn the_example_is_the_one_that_the_reference_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("a file");
    assert!(read("interpretations/language.md").contains(&read("tests/data/province/our-province.law")));
}

/// 100 credit reports: 1 to 10 months and 2 for the further 50, which the court may move by a fifth (ff-2021-21/2).
#[test]
fn the_rules_of_ones_own_province_take_the_place_of_the_national_ones() {
    let analyze = |set: &str| {
        let file = "tests/data/province/hundred-reports.toml";
        run(&["analyze", file, "--set", set, "--format", "table", "--width", "200"])
    };
    assert!(
        analyze("province=own").contains("reference range 2 months–1 year 3 months (Our province"),
        "{}",
        analyze("province=own")
    );
    assert!(!analyze("province=national").contains("(Our province"), "only where it is asked for");
}

/// A figure of fraud that no option has is added to a copy of the shipped file, as the manual says.
#[test]
fn a_copy_of_a_shipped_file_takes_its_place() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("own-figure-of-fraud");
    std::fs::create_dir_all(&folder).expect("a folder");
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
        command.current_dir(&folder).args(["--lang", "en"]);
        command
    };
    let shown = |command: &mut Command| {
        let output = command.output().expect("the command runs");
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    };
    let source = shown(program().args(["law", "source", "fs-2011-7"]));
    let option = "option y5000 ";
    assert_eq!(source.matches(option).count(), 1, "{source}");
    let set = |yuan: &str, zh: &str, en: &str| {
        let own = format!("option y{yuan} at {yuan} by text zh \"{zh}\" en \"{en} yuan\" verified L1\n{option}");
        std::fs::write(folder.join("fs-2011-7.law"), source.replace(option, &own)).expect("the copy");
    };
    for (yuan, zh, en) in
        [("50", "五十元", "50"), ("2999", "二千九百九十九元", "2,999"), ("10001", "一万零一元", "10,001")]
    {
        set(yuan, zh, en);
        let refused = shown(program().args(["law", "check", "--laws", "."]));
        assert!(refused.contains("`fraud-large` may be set from 3000 to 10000 yuan, found"), "{yuan}: {refused}");
    }
    set("4000", "四千元", "4,000");
    let case = "case = { id = \"c\", judged = 2026-06-30 }\nperson = [{ id = \"a\" }]\n\
        act = [{ id = \"f\", by = \"a\", does = \"defraud\", on = 2026-02-01, telecom = false, defrauded = YUAN }]\n";
    for (yuan, grade) in [("3999", "no grade"), ("4000", "large amount"), ("4001", "large amount")] {
        std::fs::write(folder.join("case.toml"), case.replace("YUAN", yuan)).expect("the case");
        let arguments = ["analyze", "case.toml", "--laws", ".", "--set", "fraud-large=y4000", "--format", "table"];
        let found = shown(program().args(arguments));
        let first = found.lines().find(|line| line.contains("— fraud:")).unwrap_or_default();
        assert!(first.contains(grade), "{yuan}: {found}");
    }
    let unknown = shown(program().args(["law", "source", "vocabulry"]));
    assert!(unknown.contains("no law file is called `vocabulry`; did you mean `vocabulary`?"), "{unknown}");
}

/// A copy of a shipped file adds figures and nothing else; the rules of a province stay within the law of the State.
#[test]
fn what_is_not_for_a_province_to_set_is_refused() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("beyond-a-province");
    std::fs::create_dir_all(&folder).expect("a folder");
    let check = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a file");
        let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
        let output = command.current_dir(&folder).args(["--lang", "en", "--laws", ".", "law", "check"]).output();
        let output = output.expect("the command runs");
        std::fs::remove_file(path).expect("the file");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
        )
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shipped = std::fs::read_to_string(root.join("interpretations/fs-2011-7.law")).expect("a law file");
    let first = "option y3000 at 3000";
    let own = "option y4000 at 4000 by text zh \"四千元\" en \"4,000 yuan\" verified L1\n";
    for (what, text) in [
        ("a threshold", shipped.replace("fraud_amount >= 500000 yuan", "fraud_amount >= 400000 yuan")),
        ("the range", shipped.replace("within 3000 .. 10000 yuan", "within 3000 .. 9999 yuan")),
        ("the default", shipped.replace(first, &format!("{own}{first}"))),
        (
            "an option left out",
            shipped.replace("option y5000 at 5000 by text zh \"五千元\" en \"5,000 yuan\" verified L1", ""),
        ),
        ("a day", shipped.replace("force 2011-04-08", "force 2011-04-09")),
        (
            "a rule more",
            shipped.replace(
                "    article 8 {",
                "    article 8 { states zh \"甲\" en \"A\" verified L1 }\n    article 8-1 {",
            ),
        ),
    ] {
        assert_ne!(text, shipped, "{what}");
        let (passed, said) = check("fs-2011-7.law", &text);
        assert!(!passed, "{what}: {said}");
        // A range or a default that no longer fits is refused for that as well.
        assert!(said.contains("changes more than figures"), "{what}: {said}");
    }
    let (passed, said) = check("fs-2011-7.law", &shipped.replace("option y5000 ", &format!("{own}option y5000 ")));
    assert!(passed, "{said}");
    let example = std::fs::read_to_string(root.join("tests/data/province/our-province.law")).expect("the example");
    for (from, to, refused) in [
        ("1 .. 10 months", "1 .. 60 months", "expected a starting point from 1 to 36 months, found 1 to 60"),
        ("1 .. 10 months", "1 .. 36 months", ""),
        ("1 .. 10 months", "1 .. 37 months", "expected a starting point from 1 to 36 months, found 1 to 37"),
        ("36 .. 45 months", "35 .. 45 months", "expected a starting point from 36 to 84 months, found 35 to 45"),
        ("from 3000 .. 40000", "from 499 .. 40000", "below every floor"),
        // What may be set goes by the rank, so that a rank that nobody knows is none.
        ("rank provincial-guidance", "rank provincial-guidence", "did you mean `provincial-guidance`?"),
        ("from 3000 .. 40000", "from 500 .. 40000", ""),
        ("when reading province = own and kind = natural", "when kind = natural", "applies without being asked for"),
        ("when reading province = own", "", "applies without being asked for"),
        (
            "when reading province = own",
            "when reading province = jiangxi",
            "`start` at our-province/1.1 asks for `jiangxi`, as the rules of jiangxi-2025-20 do",
        ),
        ("when reading province = own", "when reading province in { own, jiangxi }", "asks for `jiangxi`"),
    ] {
        let text = example.replacen(from, to, 1);
        assert_ne!(text, example);
        let (passed, said) = check("our-province.law", &text);
        assert_eq!(passed, refused.is_empty(), "{from} to {to}: {said}");
        assert!(said.contains(refused), "{from} to {to}: {said}");
    }
}
