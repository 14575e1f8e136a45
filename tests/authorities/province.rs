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
        analyze("province=own").contains("reference range 2–15 months (our-province"),
        "{}",
        analyze("province=own")
    );
    assert!(!analyze("province=national").contains("(our-province"), "only where it is asked for");
}
