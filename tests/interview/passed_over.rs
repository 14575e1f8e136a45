//! What nobody answers in the interview and what cannot be left at that: the information that an act is about, how far a
//! figure may be off; and a result so far that hides no charge.

use gravamen::interview::What;

use super::{analyse_file, answered, begin, with};

/// Somebody followed another; which information that was about is passed over where it is first asked.
const FOLLOWED: [(&str, &str); 6] = [
    ("case.id", "followed"),
    ("case.title", "Followed"),
    ("person", "Mao"),
    ("act", "mao"),
    ("act.a1.does", "track"),
    ("act.a1.when", "2021-06-01"),
];

#[test]
fn an_act_without_its_information_is_asked_for_it_again_and_stays_open() {
    let mut interview = begin("");
    let asked = answered(&mut interview, &FOLLOWED, "");
    let position = |key: &str| asked.iter().rposition(|asked| asked == key).expect(key);
    assert!(position("dataset") > position("act"), "asked again after the acts: {asked:?}");
    assert_eq!(analyse_file(interview.text()), ["none", "serious", "especially_serious"]);
    let (could, _) = interview.could_change();
    assert!(could.iter().any(|one| one.contains("unnamed information")), "{could:?}");
    assert!(interview.postponed() > 0, "{asked:?}");
    assert!(interview.so_far().join("\n").contains("especially serious"), "{:?}", interview.so_far());
    // Begun again, it is asked once more.
    interview.end();
    let mut again = begin(interview.text());
    again.go_on_from(&interview.progress());
    let question = again.next().expect("in order").expect("what was passed over");
    assert_eq!(question.what, What::Dataset { more: false });
    again.answer(&question, "positions").expect("a name");
    let next = again.next().expect("in order").expect("what it holds");
    assert_eq!(next.path, "dataset.positions.contains");
}

#[test]
fn a_choice_of_information_that_was_passed_over_comes_back_once() {
    let answers = with(&[("dataset", "other"), ("dataset.other.contains", "name")]);
    let answers: Vec<_> = answers.into_iter().filter(|(key, _)| *key != "act.a1.dataset").collect();
    let mut interview = begin("");
    let asked = answered(&mut interview, &answers, "");
    let times = asked.iter().filter(|asked| *asked == "act.a1.dataset").count();
    assert_eq!(times, 2, "{asked:?}");
    assert!(!interview.text().contains("dataset = "), "{}", interview.text());
    let (could, _) = interview.could_change();
    assert!(!could.is_empty(), "nothing is settled while it is not said what was sold");
}

#[test]
fn conduct_that_is_about_no_information_is_asked_for_none() {
    let mut interview = begin("");
    let answers = FOLLOWED.map(|(key, answer)| (key, if key == "act.a1.does" { "defraud" } else { answer }));
    let asked = answered(&mut interview, &answers, "");
    assert_eq!(asked.iter().filter(|asked| *asked == "dataset").count(), 1, "{asked:?}");
}

#[test]
fn the_result_so_far_has_every_charge_that_may_stand() {
    // The day of the sale decides under which text it falls, and under one of them it is especially serious.
    let text = "[case]\nid = \"c\"\njudged = 2023-06-01\n[[person]]\nid = \"li\"\n[[dataset]]\nid = \"list\"\n\
        contains = [\"name\", \"phone\"]\nitems = 80000\n[[act]]\nid = \"a1\"\nby = [\"li\"]\ndoes = \"sell\"\ndataset = \"list\"\n";
    let so_far = begin(text).so_far();
    assert_eq!(so_far.len(), 2, "{so_far:?}");
    assert!(so_far[1].contains("text of Amendment IX") && so_far[1].contains("especially serious"), "{so_far:?}");
    // What was done is not said yet: there is no result.
    assert!(begin(&text.replace("does = \"sell\"\n", "")).so_far().is_empty());
}

#[test]
fn an_approximate_figure_is_asked_for_its_range() {
    let mut interview = begin("");
    let answers = with(&[]);
    let mut left = answers.clone();
    let items = loop {
        let question = interview.next().expect("in order").expect("a question");
        if question.path == "dataset.list.items" {
            break question;
        }
        let at = left.iter().position(|(path, _)| *path == question.path);
        interview.answer(&question, at.map_or("", |at| left.remove(at).1)).expect("an answer");
    };
    for bare in ["约300", "about 300", "近300条"] {
        let wrong = interview.answer(&items, bare).expect_err(bare);
        assert!(wrong[0].help.as_ref().is_some_and(|help| help.contains("range in brackets")), "{wrong:?}");
    }
    interview.answer(&items, "约300（280至320）").expect("a range");
    assert!(interview.text().contains("about = 300, min = 280, max = 320"), "{}", interview.text());
    let again = interview.again(interview.given().iter().find(|one| one.path == items.path).expect("given"));
    interview.answer(&again.expect("a question"), "about 300 (unknown)").expect("nobody knows it");
    assert!(interview.text().contains("{ about = 300 }"), "{}", interview.text());
}

#[test]
fn what_is_unknown_reads_so_where_answers_are_looked_back_on() {
    use gravamen::report::words::Language;
    let text = "[case]\nid = \"c\"\n[[person]]\nid = \"zhou\"\nas = \"unknown\"\n[[dataset]]\nid = \"d\"\nitems = \"unknown\"\n";
    let engine = crate::evaluation::support::engine(crate::evaluation::support::JUDGED);
    let interview = gravamen::interview::Interview::new(engine, Language::Zh, text.to_owned()).expect("a file");
    let given: Vec<String> = interview.given().into_iter().map(|one| one.shown).collect();
    assert_eq!(given.iter().filter(|one| one.ends_with("不明")).count(), 2, "{given:?}");
}
