//! The quiz: right answers, wrong answers, and too few; nothing is told before the end.

use super::{answered, case, complains, prints};
use crate::report::snapshot::check;

#[test]
fn the_questions_tell_nothing() {
    let questions = prints(&["case", "quiz", &case("near-miss"), "--questions", "--lang", "en"]);
    check("why/questions.en.txt", &questions);
    assert!(!questions.contains("84%") && !questions.contains("42"), "{questions}");
}

#[test]
fn right_answers_score_in_full() {
    let file = case("near-miss");
    let right = "established\nexcluded\nx\nx\nn\nx\nserious\n";
    let shown = answered(&["case", "quiz", &file, "--lang", "en", "--width", "80"], right);
    assert!(shown.starts_with("7 of 7 right\n") && !shown.contains("parted"), "{shown}");
}

#[test]
fn the_first_step_apart_is_cited_with_its_numbers() {
    let file = case("near-miss");
    // Item 3 taken to be reached, and so the grade by item 3 of paragraph 2.
    let wrong = "e\nx\ne\nx\nx\ne\nespecially_serious\n";
    for lang in ["zh", "en"] {
        let shown = answered(&["case", "quiz", &file, "--lang", lang, "--width", "80"], wrong);
        check(&format!("why/quiz.{lang}.txt"), &shown);
        assert!(
            (shown.contains("第五条第一款第三项") || shown.contains("art. 5(1)(3)")) && shown.contains("84%"),
            "{shown}"
        );
    }
}

#[test]
fn answers_can_stand_in_a_file_and_must_be_answers() {
    let file = case("near-miss");
    let path = std::env::temp_dir().join(format!("gravamen-quiz-{}.txt", std::process::id()));
    std::fs::write(&path, "# by hand\ne\nx\n\nx\nx\nx\nx\nserious\n").expect("a file");
    let path = path.to_str().expect("a path");
    let shown = prints(&["case", "quiz", &file, "--answers", path, "--lang", "en"]);
    assert!(shown.starts_with("7 of 7 right"), "{shown}");
    std::fs::remove_file(path).expect("the file goes");
    assert_eq!(complains(&["case", "quiz", &file], "e\nx\n"), "error: expected 7 answers, found 2\n");
    assert_eq!(
        complains(&["case", "quiz", &file], "perhaps\n"),
        "error: answer 1: expected established | excluded | open, found `perhaps`\n"
    );
    let more = complains(&["case", "quiz", &file], "e\nx\nx\nx\nx\nx\nserious\nx\n");
    assert_eq!(more, "error: expected 7 answers, found more\n");
}
