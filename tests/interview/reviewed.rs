//! The interview looked back on: answers taken back and changed, units, circumstances, evidence, what comes of it.

use gravamen::case;
use gravamen::interview::{Form, What, Why};
use gravamen::report::words::Language;
use gravamen::span::Sources;

use super::{analyse_file, answered, begin, with};
use crate::evaluation::support::{JUDGED, analyse, engine};

/// A company and its manager sold a list of health records together.
const OF_A_UNIT: [(&str, &str); 20] = [
    ("case.id", "unit"),
    ("case.title", "Health records sold by a company"),
    ("person", "Acme"),
    ("person.acme.kind", "unit"),
    ("person", "Zhang"),
    ("person.zhang.kind", "natural"),
    ("person.zhang.born", "1980-01-01"),
    ("person", ""),
    ("person.zhang.of", "Acme"),
    ("person.zhang.as", "supervisor"),
    ("dataset", "list"),
    ("dataset.list.contains", "health, name"),
    ("dataset.list.items", "6000"),
    ("act", "Acme, Zhang"),
    ("act.a1.does", "sell"),
    ("act.a1.dataset", "list"),
    ("act.a1.when", "2022-03-01"),
    ("act.a1.gains", "20000"),
    ("person.zhang.circumstances", "surrendered, returned_gains, record"),
    ("person.zhang.returned_gains", "part"),
];

#[test]
fn a_unit_is_asked_nothing_that_it_cannot_have() {
    let mut interview = begin("");
    let asked = answered(&mut interview, &OF_A_UNIT, "unknown");
    let of_the_unit: Vec<_> = asked.iter().filter(|path| path.starts_with("person.acme.")).collect();
    assert_eq!(of_the_unit, ["person.acme.kind", "person.acme.circumstances"], "{asked:?}");
    let text = interview.text();
    for written in
        ["kind = \"unit\"", "of = \"acme\"", "as = \"supervisor\"", "surrendered = true", "returned_gains = \"part\""]
    {
        assert!(text.contains(written), "{written} in {text}");
    }
    let (head, rest) = text.split_once("[[person]]").expect("a person");
    assert!(head.contains("[case]"));
    let analysis = analyse(&format!("[[person]]{rest}"));
    let reachable = |person: usize| analysis.persons[person].charges[0].reachable.as_ref().expect("a grade");
    assert!(
        reachable(0).band.imprisonment.is_none() && reachable(1).band.imprisonment.is_some(),
        "a unit serves no term"
    );
}

#[test]
fn circumstances_are_those_of_a_kind_of_person() {
    let mut interview = begin("");
    let (mut unit, mut natural) = (Vec::new(), Vec::new());
    let mut left = OF_A_UNIT.to_vec();
    while let Some(question) = interview.next().expect("in order") {
        if let (What::Circumstances(of), Form::Several(values)) = (&question.what, &question.form) {
            let names = values.iter().map(|(name, _)| name.clone()).collect();
            *(if of.en == "Acme" { &mut unit } else { &mut natural }) = names;
        }
        let at = left.iter().position(|(path, _)| *path == question.path);
        interview.answer(&question, at.map_or("", |at| left.remove(at).1)).expect("an answer");
    }
    let insane = "insane".to_owned();
    assert!(natural.contains(&insane) && !unit.contains(&insane), "{natural:?} {unit:?}");
    assert!(left.is_empty(), "never asked: {left:?}");
}

#[test]
fn answers_are_taken_back_one_by_one_down_to_the_first() {
    let mut interview = begin("");
    let mut texts = Vec::new();
    let mut left: Vec<(&str, &str)> = with(&[("dataset.list.items", "600")]);
    while let Some(question) = interview.next().expect("in order") {
        texts.push((question.path.clone(), interview.text().to_owned()));
        let at = left.iter().position(|(path, _)| *path == question.path);
        interview.answer(&question, at.map_or("", |at| left.remove(at).1)).expect("an answer");
    }
    while let Some((path, text)) = texts.pop() {
        assert!(interview.back(), "an answer to take back");
        assert_eq!(interview.text(), text);
        assert_eq!(interview.next().expect("in order").map(|question| question.path), Some(path));
    }
    assert!(!interview.back(), "before the first there is nothing");
}

#[test]
fn any_answer_in_the_file_can_be_given_otherwise() {
    let mut interview = begin("");
    answered(&mut interview, &with(&[("dataset.list.items", "6000")]), "unknown");
    let given = interview.given();
    for path in ["person.zhang.name", "dataset.list.contains", "dataset.list.items", "act.a1.does", "act.a1.when"] {
        assert!(given.iter().any(|one| one.path == path), "{path} in {given:?}");
    }
    let items = given.iter().find(|one| one.path == "dataset.list.items").expect("the items");
    assert!(items.shown.contains("6000") && !items.shown.contains("dataset."), "{}", items.shown);
    let again = interview.again(items).expect("a question");
    interview.answer(&again, "100").expect("an answer");
    assert!(interview.text().contains("items = 100"), "{}", interview.text());
    assert!(analyse_file(interview.text()).contains(&"none".to_owned()));
    // The rest stays, and the comment behind the value with it.
    assert!(interview.text().contains("does = \"sell\""), "{}", interview.text());
}

#[test]
fn what_comes_of_it_is_told_and_what_could_change_it() {
    let mut interview = begin("");
    assert!(interview.so_far().is_empty());
    answered(&mut interview, &with(&[("dataset.list.items", "6000")]), "unknown");
    assert!(interview.so_far().join("\n").contains("especially serious"), "{:?}", interview.so_far());
    let mut open = begin("");
    answered(&mut open, &with(&[]), "unknown");
    let (could, _) = open.could_change();
    assert!(
        could.iter().any(|one| one.contains("items")),
        "nothing is said to be settled while the items are open: {could:?}"
    );
    assert!(could.iter().all(|one| !one.contains("dataset.") && !one.contains("fs-2017")), "{could:?}");
}

#[test]
fn consequences_and_evidence_are_written_where_they_belong() {
    let answers = with(&[
        ("dataset.list.items", "600"),
        ("consequence", "economic_loss"),
        ("consequence.0.amount", "200000"),
        ("evidence", "Forensic report"),
        ("evidence.E1.kind", "electronic_data"),
        ("evidence.E1.facts", "dataset.list.items"),
    ]);
    let mut interview = begin("");
    answered(&mut interview, &answers, "unknown");
    for written in [
        "kind = \"economic_loss\"",
        "amount = 200000",
        "title = \"Forensic report\"",
        "facts = [\"dataset.list.items\"]",
    ] {
        assert!(interview.text().contains(written), "{written} in {}", interview.text());
    }
}

#[test]
fn no_question_shows_a_path() {
    for language in [gravamen::report::words::Language::Zh, gravamen::report::words::Language::En] {
        let mut interview = gravamen::interview::Interview::new(
            crate::evaluation::support::engine(crate::evaluation::support::JUDGED),
            language,
            String::new(),
        )
        .expect("nothing yet");
        let mut left: Vec<(&str, &str)> = OF_A_UNIT.to_vec();
        while let Some(question) = interview.next().expect("in order") {
            let shown = [vec![question.prompt(language)], interview.reasons(&question)].concat().join("\n");
            for path in ["dataset.", "person.", "act.", "fs-2017-10", "cl/"] {
                assert!(!shown.contains(path), "{path} in {shown}");
            }
            let at = left.iter().position(|(path, _)| *path == question.path);
            let otherwise = if matches!(question.why, Why::Structure | Why::Silent(..)) { "" } else { "unknown" };
            interview
                .answer(&question, at.map_or(otherwise, |at| left.remove(at).1))
                .or_else(|_| interview.answer(&question, ""))
                .expect("an answer");
        }
    }
}

#[test]
fn what_was_passed_over_is_not_asked_again_when_it_is_gone_on_with() {
    let answers = with(&[]);
    let mut whole = begin("");
    let asked = answered(&mut whole, &answers, "");
    for left_after in (2..asked.len()).step_by(3) {
        let mut first = begin("");
        let mut left = answers.clone();
        let mut before = Vec::new();
        while before.len() < left_after {
            let question = first.next().expect("in order").expect("a question");
            let at = left.iter().position(|(path, _)| *path == question.path);
            first.answer(&question, at.map_or("", |at| left.remove(at).1)).expect("an answer");
            before.push(question.path);
        }
        let mut second = begin(first.text());
        second.go_on_from(&first.progress());
        let after = answered(&mut second, &left, "");
        assert_eq!([before, after].concat(), asked, "left after {left_after}");
    }
    // At the end nothing is asked again but what can still change the result.
    whole.end();
    let mut again = begin(whole.text());
    again.go_on_from(&whole.progress());
    let question = again.next().expect("in order").expect("what was left for later");
    assert!(!matches!(question.why, Why::Structure), "{question:?}");
}

#[test]
fn what_was_passed_over_can_be_answered_yet() {
    let mut interview = begin("");
    let mut left = with(&[]);
    while let Some(question) = interview.next().expect("in order") {
        if question.path == "dataset.list.obtained_in"
            || question.path == "act" && left.iter().all(|(path, _)| *path != "act")
        {
            break;
        }
        let at = left.iter().position(|(path, _)| *path == question.path);
        interview.answer(&question, at.map_or("", |at| left.remove(at).1)).expect("an answer");
    }
    let given = interview.given();
    let born = given.iter().find(|one| one.path == "person.zhang.born").expect("passed over");
    assert!(born.shown.ends_with("(not answered)"), "{born:?}");
    let question = interview.again(born).expect("a question");
    interview.answer(&question, "1990-05-01").expect("an answer");
    assert!(interview.text().contains("born = 1990-05-01"), "{}", interview.text());
}

#[test]
fn a_name_that_is_in_the_file_is_told_with_what_to_write() {
    let mut interview = begin("");
    for answer in ["c", "T"] {
        let question = interview.next().expect("in order").expect("a question");
        interview.answer(&question, answer).expect("an answer");
    }
    let mut persons = 0;
    loop {
        let question = interview.next().expect("in order").expect("a question");
        if !matches!(question.what, What::Person { .. }) {
            interview.answer(&question, "").expect("passed over");
            continue;
        }
        persons += 1;
        if persons == 1 {
            interview.answer(&question, "张某").expect("the first");
            continue;
        }
        let wrong = interview.answer(&question, "张某").expect_err("the same name");
        assert!(wrong[0].message.contains("in the file already"), "{wrong:?}");
        assert!(wrong[0].help.as_ref().is_some_and(|help| help.contains("张某（2）")), "{wrong:?}");
        interview.answer(&question, "张某（2）").expect("another name");
        break;
    }
    assert!(interview.text().contains("name = \"张某（2）\""), "{}", interview.text());
}

/// A unit's members answer for the acts that name them: of an act that is the unit's alone, they are asked for.
#[test]
fn of_an_act_of_a_unit_it_is_asked_who_answers_for_it() {
    const FILE: &str = "[case]\nid = \"c\"\n[[person]]\nid = \"acme\"\nname = \"Acme\"\nkind = \"unit\"\n\
        [[person]]\nid = \"wu\"\nname = \"Wu\"\nof = \"acme\"\nas = \"supervisor\"\n\
        [[dataset]]\nid = \"d\"\ncontains = [\"name\", \"phone\"]\nitems = 6000\n\
        [[act]]\nid = \"a1\"\nby = [\"acme\"]\ndoes = \"sell\"\ndataset = \"d\"\non = 2022-03-01\n";
    let asked = |text: &str| {
        let interview = begin(text);
        let question = interview.next().expect("in order").expect("a question");
        (interview, question)
    };
    let (mut interview, mut question) = asked(FILE);
    while question.path != "act.a1.by" {
        interview.answer(&question, "").expect("passed over");
        question = interview.next().expect("in order").expect("the members are asked for");
    }
    assert!(matches!(&question.what, What::Members { unit, .. } if unit.en == "Acme"), "{question:?}");
    let prompt = question.prompt(Language::Zh);
    assert!(prompt.contains("Acme的哪些人员") && prompt.contains("直接负责的主管人员"), "{prompt}");
    interview.answer(&question, "wu").expect("a member");
    assert!(interview.text().contains("by = [\"acme\", \"wu\"]"), "{}", interview.text());
    let after = interview.next().expect("in order").map(|question| question.path);
    assert_ne!(after.as_deref(), Some("act.a1.by"), "asked once");
    // Whoever is in no act is told of.
    let warned = |text: &str| {
        let mut sources = Sources::default();
        let source = sources.add("case.toml", text);
        let read = case::read(&mut sources, source, &engine(JUDGED).book.vocabulary, &[]).expect("a case");
        read.warnings.iter().any(|warning| warning.code == "member-in-no-act")
    };
    assert!(warned(FILE));
    assert!(!warned(&FILE.replace("\"acme\"]", "\"acme\", \"wu\"]")));
    assert!(!warned(&FILE.replace("as = \"supervisor\"", "as = \"none\"")));
}
