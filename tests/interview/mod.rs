//! The interview of `case new`, driven without a terminal: what is asked, in which order, and what is written.

mod passed_over;
mod real;
mod reviewed;
mod schema;
mod silence;
mod template;
#[cfg(target_os = "linux")]
mod terminal;

use std::collections::BTreeMap;

use gravamen::engine::Settings;
use gravamen::interview::{Form, Interview, Question, What, Why};
use gravamen::measure::Variable;
use gravamen::report::words::Language;
use proptest::prelude::*;

use crate::evaluation::support::{JUDGED, analyse, engine};

fn begin(text: &str) -> Interview<'static> {
    Interview::new(engine(JUDGED), Language::En, text.to_owned()).expect("a case file, or nothing yet")
}

/// Answers by key; what has none is left to `otherwise`. Gives the keys in the order asked.
fn answered(interview: &mut Interview<'_>, answers: &[(&str, &str)], otherwise: &str) -> Vec<String> {
    let mut left: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, answer) in answers.iter().rev() {
        left.entry(key).or_default().push(answer);
    }
    let mut asked = Vec::new();
    while let Some(question) = interview.next().expect("the file stays in order") {
        assert!(asked.len() < 200, "the interview ends: {asked:?}");
        let answer = left.get_mut(question.path.as_str()).and_then(Vec::pop);
        let answer = answer.unwrap_or(match question.form {
            _ if question.why.silent().is_some() || matches!(question.why, Why::Structure) => "",
            Form::Judgement => "",
            _ => otherwise,
        });
        interview.answer(&question, answer).unwrap_or_else(|wrong| panic!("{}: {answer}: {wrong:?}", question.path));
        asked.push(question.path);
    }
    asked
}

/// Zhang sold a list of health records.
const STRUCTURE: [(&str, &str); 9] = [
    ("case.id", "zhang"),
    ("case.title", "Health records sold"),
    ("person", "Zhang"),
    ("dataset", "list"),
    ("dataset.list.contains", "health, name"),
    ("act", "zhang"),
    ("act.a1.does", "sell"),
    ("act.a1.when", "2022-03-01"),
    ("act.a1.to", "x"),
];

fn with(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    STRUCTURE.into_iter().chain([("act.a1.dataset", "list")]).chain(more.iter().copied()).collect()
}

#[test]
fn structure_comes_first_and_then_what_decides_most() {
    let mut interview = begin("");
    let asked = answered(&mut interview, &with(&[("dataset.list.items", "600")]), "unknown");
    let position =
        |key: &str| asked.iter().position(|asked| asked == key).unwrap_or_else(|| panic!("{key}: {asked:?}"));
    let structure = ["case.id", "person", "dataset", "dataset.list.contains", "act", "act.a1.does", "act.a1.to"];
    assert!(structure.windows(2).all(|two| position(two[0]) < position(two[1])), "{asked:?}");
    assert!(position("dataset.list.items") < position("act"), "{asked:?}");
    let charge = &analyse_file(interview.text());
    assert!(charge.contains(&"serious".to_owned()) && !charge.contains(&"none".to_owned()), "{charge:?}");
}

fn analyse_file(text: &str) -> Vec<String> {
    let (head, rest) = text.split_once("[[person]]").expect("a person");
    assert!(head.contains("[case]"));
    let analysis = analyse(&format!("[[person]]{rest}"));
    analysis.persons[0].charges[0].grades.iter().map(|grade| grade.name.clone()).collect()
}

#[test]
fn nothing_is_asked_that_cannot_matter() {
    // Six thousand health records are especially serious, whatever the gains and the position: what was left empty when the
    // act was described does not come up again.
    let mut interview = begin("");
    let asked = answered(&mut interview, &with(&[("dataset.list.items", "6000")]), "unknown");
    let times = |key: &str| asked.iter().filter(|asked| asked.ends_with(key)).count();
    assert_eq!((times("items"), times("gains")), (2, 1), "{asked:?}");
    assert_eq!(analyse_file(interview.text()), ["especially_serious"]);
}

#[test]
fn a_question_says_why_it_is_asked() {
    let mut interview = begin("");
    let items = loop {
        let question = interview.next().expect("in order").expect("a question");
        if question.path == "dataset.list.items" && matches!(question.why, Why::Open(..)) {
            break question;
        }
        let known =
            STRUCTURE.iter().find(|(key, _)| *key == question.path && !done(&question)).map(|(_, answer)| *answer);
        let whole = if question.path == "act.a1.dataset" { "list" } else { "" };
        interview.answer(&question, known.unwrap_or(whole)).expect("an answer");
    };
    let reasons = interview.reasons(&items).join("\n");
    assert!(reasons.contains("art. 5(1)(4)") && reasons.contains("500"), "{reasons}");
    assert!(!reasons.contains("fs-2017-10"), "{reasons}");
    interview.answer(&items, "480..520").expect("a range");
    assert!(interview.text().contains("items = { min = 480, max = 520 }"), "{}", interview.text());
    assert!(
        interview.text().contains("can decide") && interview.text().contains("art. 5(1)(4)"),
        "{}",
        interview.text()
    );
}

/// Whether a question asks for one more of something that is there already.
fn done(question: &Question) -> bool {
    matches!(
        question.what,
        What::Person { more: true }
            | What::Dataset { more: true }
            | What::Act { more: true }
            | What::Evidence { more: true }
    )
}

#[test]
fn it_can_be_left_after_every_answer_and_goes_on() {
    let answers = with(&[("dataset.list.items", "480..520"), ("act.a1.gains", "unknown")]);
    let mut whole = begin("");
    let asked = answered(&mut whole, &answers, "unknown");
    for left_after in (1..asked.len()).step_by(4) {
        let mut first = begin("");
        let mut answers_left: Vec<(&str, &str)> = answers.clone();
        let mut given = |interview: &mut Interview<'_>, most: usize| {
            let mut count = 0;
            while count < most {
                let Some(question) = interview.next().expect("in order") else { break };
                let at = answers_left.iter().position(|(key, _)| *key == question.path);
                let answer = at.map(|at| answers_left.remove(at).1);
                let silent = question.why.silent().is_some()
                    || matches!(question.why, Why::Structure)
                    || matches!(question.form, Form::Judgement);
                interview.answer(&question, answer.unwrap_or(if silent { "" } else { "unknown" })).expect("an answer");
                count += 1;
            }
        };
        given(&mut first, left_after);
        let mut second = begin(first.text());
        given(&mut second, 200);
        assert_eq!(second.text(), whole.text(), "left after {left_after} of {asked:?}");
    }
}

#[test]
fn an_answer_that_cannot_be_leaves_the_file_as_it_is() {
    let mut interview = begin("");
    for wrong in ["", "…"] {
        let question = interview.next().expect("in order").expect("a question");
        assert!(interview.answer(&question, wrong).is_err());
    }
    let mut answers = vec![("dataset", "d"), ("person", "P"), ("case.title", "T"), ("case.id", "c")];
    loop {
        let question = interview.next().expect("in order").expect("a question");
        if question.path == "dataset.d.contains" {
            break;
        }
        let answer = answers.pop_if(|(path, _)| *path == question.path).map_or("", |(_, answer)| answer);
        interview.answer(&question, answer).expect("an answer");
    }
    let before = interview.text().to_owned();
    let question = interview.next().expect("in order").expect("a question");
    assert_eq!(question.path, "dataset.d.contains");
    let wrong = interview.answer(&question, "helth").expect_err("no such kind");
    assert!(wrong[0].help.as_ref().is_some_and(|help| help.contains("health")), "{wrong:?}");
    assert_eq!(interview.text(), before);
}

#[test]
fn comments_of_a_file_stay_and_tables_in_one_line_are_filled_in_too() {
    let text = r#"# My notes.
[case]
id = "c"
title = "T"

[[person]] # the broker
id = "zhang"

[[dataset]]
id = "d"
contains = ["health"] # as seized

[[act]]
id = "a"
by = ["zhang"]
does = "sell"
dataset = "d"
on = 2022-03-01
to = ["x"]
"#;
    let mut interview = begin(text);
    answered(&mut interview, &[("dataset.d.items", "450"), ("act.a.gains", "100")], "unknown");
    for kept in ["# My notes.", "# the broker", "# as seized", "items = 450", "gains = 100"] {
        assert!(interview.text().contains(kept), "{kept} in {}", interview.text());
    }
    let inline = "case = { id = \"c\", title = \"T\" }\nperson = [{ id = \"zhang\" }]\n\
        dataset = [{ id = \"d\", contains = [\"health\"] }]\n\
        act = [{ id = \"a\", by = [\"zhang\"], does = \"sell\", dataset = \"d\", on = 2022-03-01, to = [\"x\"] }]\n";
    let mut interview = begin(inline);
    answered(&mut interview, &[("dataset.d.items", "450")], "unknown");
    assert!(interview.text().contains("items = 450"), "{}", interview.text());
}

#[test]
fn a_judgement_is_written_with_its_reasons() {
    let text = r#"
[case]
id = "c"
title = "T"
[[person]]
id = "zhang"
[[dataset]]
id = "d"
contains = ["phone"]
items = 100
obtained_in = "none"
[[act]]
id = "a"
by = ["zhang"]
does = "publish"
dataset = "d"
on = 2022-03-01
gains = 0
[[consequence]]
of = ["a"]
kind = "social_impact"
"#;
    let mut interview = begin(text);
    let question = loop {
        let question = interview.next().expect("in order").expect("a question of judgement");
        if question.form == Form::Judgement {
            break question;
        }
        interview.answer(&question, "").expect("passed over");
    };
    interview.answer(&question, "yes: seen 200,000 times").expect("an answer");
    assert!(interview.text().contains("place = \"fs-2017-10/5.2.2\""), "{}", interview.text());
    assert!(interview.text().contains("reasons = \"seen 200,000 times\""), "{}", interview.text());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is answered, the file stays a case file, and at the end no unanswered fact can matter.
    #[test]
    fn in_the_end_nothing_unanswered_can_matter(seed in prop::collection::vec(0..1000_usize, 40)) {
        let mut interview = begin("");
        let mut dice = seed.iter().cycle();
        let mut rounds = 0;
        let mut passed = Vec::new();
        while let Some(question) = interview.next().expect("the file stays in order") {
            rounds += 1;
            prop_assert!(rounds < 300);
            let roll = *dice.next().expect("it goes round");
            let answer = match &question.form {
                _ if question.why.silent().is_some() => String::new(),
                _ if done(&question) && roll % 3 != 0 => String::new(),
                Form::Text => format!("name {}", roll % 50),
                Form::Truth(values) | Form::One(values) | Form::Several(values) => values[roll % values.len()].0.clone(),
                Form::Amount(_) if roll % 4 == 0 => "unknown".to_owned(),
                Form::Amount(_) => format!("{}..{}", roll, roll + roll % 90),
                Form::Day | Form::Days => format!("2022-0{}", roll % 9 + 1),
                Form::Recipients => format!("{}", roll % 3 + 1),
                Form::Judgement => ["yes", "no", ""][roll % 3].to_owned(),
            };
            // What contradicts the rest is refused; nothing is said then.
            if interview.answer(&question, &answer).is_err() {
                interview.answer(&question, "").expect("a question can be passed over");
                passed.push(question.path);
            }
        }
        let mut sources = gravamen::span::Sources::default();
        let source = sources.add("case.toml", interview.text());
        let vocabulary = &engine(JUDGED).book.vocabulary;
        let case = gravamen::case::read(&mut sources, source, vocabulary, &[]).expect("a case").case;
        for person in engine(JUDGED).gaps(&case, &Settings::default()).expect("gaps") {
            for gap in &person.matter {
                let stated = match &gap.fact.variable {
                    Variable::Fact(entity, fact) => case.fact(*entity, *fact).is_some(),
                    _ => true,
                };
                prop_assert!(stated || passed.contains(&gap.fact.fact), "{} in {}", gap.fact.fact, interview.text());
            }
        }
    }
}

/// A file that lacks a count, and the recipients of an act.
const LACKING: &str = r#"
[case]
id = "c"
title = "T"
[[person]]
id = "zhang"
[[dataset]]
id = "d"
contains = ["health"]
[[act]]
id = "a"
by = ["zhang"]
does = "sell"
dataset = "d"
on = 2022-03-01
"#;

/// What the file says after an answer to the question at a path, or why it cannot be the answer.
fn said(path: &str, answer: &str) -> Result<String, String> {
    let mut interview = begin(LACKING);
    let question = loop {
        let question = interview.next().expect("in order").unwrap_or_else(|| panic!("{path} is asked"));
        if question.path == path {
            break question;
        }
        interview.answer(&question, "").expect("an answer");
    };
    match interview.answer(&question, answer) {
        Ok(()) => {
            let new = interview.text().lines().filter(|line| !LACKING.contains(*line));
            Ok(new.collect::<Vec<_>>().join("\n"))
        }
        Err(wrong) => Err(wrong[0].message.clone()),
    }
}

#[test]
fn numbers_are_answered_as_people_write_them() {
    let items = [
        ("5万", "items = 50000"),
        ("８６００条", "items = 8600"),
        ("六千", "items = 6000"),
        ("6200至9400", "items = { min = 6200, max = 9400 }"),
        ("5000以上", "items = { min = 5000 }"),
        ("约300（不明）", "items = { about = 300 }"),
        ("大约３００条左右（不明）", "items = { about = 300 }"),
        ("about 300 (unknown)", "items = { about = 300 }"),
        ("近6万（不明）", "items = { nearly = 60000 }"),
        ("5000余条", "items = { about = 5000, min = 5000 }"),
        ("约5000（4800至5200）", "items = { about = 5000, min = 4800, max = 5200 }"),
        ("不明", "items = \"unknown\""),
    ];
    for (answer, written) in items {
        let said = said("dataset.d.items", answer).unwrap_or_else(|wrong| panic!("{answer}: {wrong}"));
        assert!(said.starts_with(written), "{answer}: {said}");
    }
    for (answer, told) in [
        ("几百", "does not say how many"),
        ("5至6万", "5万至6万"),
        ("5万元", "something else"),
        ("多", ""),
        ("约300", "is not said"),
    ] {
        let wrong = said("dataset.d.items", answer).expect_err(answer);
        assert!(wrong.contains(told), "{answer}: {wrong}");
    }
}

/// A number of recipients is no name, however it is written; and a name with such a word in it is a name.
#[test]
fn recipients_are_counted_as_people_write_them() {
    let recipients = [
        ("3", "recipients = 3"),
        ("３人", "recipients = 3"),
        ("约30人", "recipients = { about = 30 }"),
        ("20多人", "recipients = { about = 20, min = 20 }"),
        ("2以上", "recipients = { min = 2 }"),
        ("十余人", "recipients = { about = 10, min = 10 }"),
        ("李某等3人", "to = [\"李某\"]\nrecipients = 3"),
        ("李某、王某等五人", "to = [\"李某\", \"王某\"]\nrecipients = 5"),
        ("若干公司", "recipients = { min = 2 }"),
        ("数家公司", "recipients = { min = 2 }"),
        ("不详", "recipients = { min = 1 }"),
        ("多益公司", "to = [\"多益公司\"]"),
        ("第三方数据公司、约翰", "to = [\"第三方数据公司\", \"约翰\"]"),
        ("张三", "to = [\"张三\"]"),
    ];
    for (answer, written) in recipients {
        let said = said("act.a.to", answer).unwrap_or_else(|wrong| panic!("{answer}: {wrong}"));
        assert!(said.starts_with(written), "{answer}: {said}");
    }
    assert!(said("act.a.to", "数十人").expect_err("how many").contains("does not say how many"));
}
