//! Every construct but conditions, against its tree.

use gravamen::place::Part;
use gravamen::syntax::tree::*;
use jiff::civil::date;

use super::{SAMPLE, at, clause, label, name, names, ratio, rule, tree, untagged, vocable};

fn fact_named(text: &str) -> Expression {
    at(Box::new(Node::Name(name(text))))
}

fn reading_is(choice: &str, option: &str) -> Expression {
    at(Box::new(Node::Reading { name: name(choice), options: names(&[option]) }))
}

fn place(instrument: &str, path: &[&str]) -> PlaceName {
    PlaceName { instrument: name(instrument), path: at(path.iter().map(|part| (*part).to_owned()).collect()) }
}

#[test]
fn the_sample_is_read_without_a_word() {
    assert_eq!(tree(SAMPLE).declarations.len(), 5);
}

#[test]
fn nothing_is_a_tree() {
    assert_eq!(tree(""), Tree::default());
    assert_eq!(tree("\u{feff} # only a comment"), Tree::default());
}

#[test]
fn sources() {
    let read = tree(r#"sources { L1 "a \"b\" \\" L2 zh "公报" en "gazette" zh "一" }"#);
    let one = r#"a "b" \"#;
    let expected =
        vec![(name("L1"), label(one, one)), (name("L2"), label("公报", "gazette")), (name("zh"), label("一", "一"))];
    assert_eq!(read.declarations, [Declaration::Sources(expected)]);
}

#[test]
fn kinds_and_groups() {
    let also = vec![name("贰"), name("两")];
    let values = vec![(name("kinds"), label("一", "one"), vec![]), (name("b"), label("二", "two"), also)];
    let kinds = Vocable::Kinds { name: name("k"), label: label("类", "Kinds"), values };
    assert_eq!(
        vocable(r#"kinds k zh "类" en "Kinds" { kinds zh "一" en "one" b zh "二" en "two" also "贰", "两" }"#),
        kinds
    );
    let group = Vocable::Group { name: name("g"), of: name("k"), values: names(&["a", "b"]) };
    assert_eq!(vocable("group g of k = a, b"), group);
}

fn fact(text: &str) -> FactDeclaration {
    match vocable(&format!("fact f of {text}")) {
        Vocable::Fact(fact) => fact,
        other => panic!("not a fact: {other:?}"),
    }
}

#[test]
fn facts() {
    let read = fact(r#"case, act unless joint : truth zh "实" en "F" silence default no where x otherwise ask"#);
    assert_eq!(read.written[0], Written { scope: name("case"), unless: None });
    assert_eq!(read.written[1], Written { scope: name("act"), unless: Some(fact_named("joint")) });
    assert_eq!(read.kind, FactKind::Truth(at(())));
    let no = Meaning::Default(Value::Name(name("no")));
    let ask = Silence { meaning: Meaning::Ask(at(()), Vec::new()), given: None };
    assert_eq!(read.silence, [Silence { meaning: no, given: Some(fact_named("x")) }, ask]);
}

#[test]
fn how_a_fact_is_shown() {
    let read = fact(r#"act: date zh "" en "" silence ask where x shown by a, b from c zh "查" en "Searched""#);
    let shown = Shown { by: names(&["a", "b"]), from: names(&["c"]), label: label("查", "Searched") };
    assert_eq!((read.shown, read.silence.len()), (Some(Box::new(shown)), 1));
    assert_eq!(fact(r#"act: date zh "" en "" silence ask"#).shown, None);
}

#[test]
fn types_and_silences() {
    let read = |kind: &str, silence: &str| {
        let fact = fact(&format!(r#"act: {kind} zh "" en "" silence {silence}"#));
        (fact.kind, fact.silence[0].meaning.clone())
    };
    let presumed = Meaning::Presumed(Value::Number(ratio(1, 2)), place("fs", &["11", "3"]));
    assert_eq!(read("date", "presumed 0.5 by fs/11.3"), (FactKind::Date(at(())), presumed));
    let not_in_issue = Meaning::NotInIssue(Value::Name(name("yes")));
    assert_eq!(read("set of k", "not in issue as yes"), (FactKind::SetOf(name("k")), not_in_issue));
    let not_asked = Meaning::NotAsked(Value::Number(ratio(0, 1)));
    assert_eq!(read("yuan", "not asked as 0"), (FactKind::Named(name("yuan")), not_asked));
}

#[test]
fn clauses() {
    assert_eq!(clause(r#"title zh "法" en "Law""#), Clause::Title(label("法", "Law")));
    assert_eq!(clause(r#"number "法释〔2017〕10号""#), Clause::Number(name("法释〔2017〕10号")));
    assert_eq!(clause("issuer spc, spp"), Clause::Issuer(names(&["spc", "spp"])));
    assert_eq!(clause("rank judicial-interpretation"), Clause::Rank(name("judicial-interpretation")));
    let until = Some(at(date(2020, 2, 29)));
    assert_eq!(clause("force 2017-06-01 ..2020-02-29"), Clause::Force(Force { from: at(date(2017, 6, 1)), until }));
    assert_eq!(clause("force 2017-06-01.."), Clause::Force(Force { from: at(date(2017, 6, 1)), until: None }));
    let version = Some(name("A7"));
    let given = Some(reading_is("a7-ji", "apply"));
    let interprets = Clause::Interprets { offence: place("cl", &["253-1"]), version, given };
    assert_eq!(clause("interprets cl / 253-1 text A7 where reading a7-ji = apply"), interprets);
}

#[test]
fn the_day_of_a_check() {
    let Clause::Checked(day) = clause("checked 2026-05-21") else { panic!("a day") };
    assert_eq!(day.node, jiff::civil::date(2026, 5, 21));
}

#[test]
fn options_by_rank_and_a_convention() {
    let text =
        r#"reading r zh "问" en "Q" unverified convention zh "惯" en "P" { option a by none zh "甲" en "A" verified }"#;
    let Clause::Reading(reading) = clause(text) else { panic!("a reading") };
    assert_eq!(reading.convention, Some(label("惯", "P")));
    assert_eq!(reading.options[0].by, Some(name("none")));
}

#[test]
fn readings() {
    let text = r#"reading r zh "问" en "Q" derived {
        option a zh "甲" en "A" verified L1, L3 option b also c, d zh "乙" en "B" }"#;
    let tag = |word: &str, sources: &[&str]| Some(Tag { word: name(word), sources: names(sources), amended: false });
    let first = Text { label: label("甲", "A"), tag: tag("verified", &["L1", "L3"]) };
    let first = ReadingOption { name: name("a"), also: Vec::new(), figure: None, by: None, text: first };
    let second =
        ReadingOption { name: name("b"), also: names(&["c", "d"]), figure: None, by: None, text: untagged("乙", "B") };
    let text_of_it = Text { label: label("问", "Q"), tag: tag("derived", &[]) };
    let reading =
        Reading { name: name("r"), text: text_of_it, within: None, convention: None, options: vec![first, second] };
    assert_eq!(clause(text), Clause::Reading(reading));
}

#[test]
fn articles_and_parts() {
    let text =
        r#"article 253-1 text A9 zh "条" en "Art" { force 2015-11-01 .. par 1 { item 3 zh "项" en "Item" {} } }"#;
    let item =
        Rule::Part { part: Part::Item, number: name("3"), text: Some(untagged("项", "Item")), rules: Vec::new() };
    let article = Article {
        number: name("253-1"),
        par: None,
        version: Some(name("A9")),
        text: Some(untagged("条", "Art")),
        force: Some(Force { from: at(date(2015, 11, 1)), until: None }),
        rules: vec![Rule::Part { part: Part::Paragraph, number: name("1"), text: None, rules: vec![item] }],
    };
    assert_eq!(clause(text), Clause::Article(article));
}

#[test]
fn statements_and_elements() {
    assert_eq!(rule(r#"states zh "从重" en "Heavier""#), Rule::States(untagged("从重", "Heavier")));
    assert_eq!(rule(r#"not encoded zh "余" en "Rest""#), Rule::NotEncoded(untagged("余", "Rest")));
    assert_eq!(rule(r#"offence zh "罪" en "O""#), Rule::Offence { span: at(()), label: label("罪", "O") });
    let (text, condition) = (untagged("", ""), fact_named("x"));
    let define = Rule::Define { name: name("d"), text: text.clone(), condition: condition.clone() };
    assert_eq!(rule(r#"define d zh "" en "" as x"#), define);
    let of = Some(place("cl", &["253-1", "2"]));
    let element = Rule::Element { name: name("subject"), of, text, condition };
    assert_eq!(rule(r#"element subject of cl/253-1.2 zh "" en "" when x"#), element);
}

#[test]
fn grades_and_bands() {
    let term = |kind: &str, from, to| Penalty::Term { kind: name(kind), from: ratio(from, 1), to: ratio(to, 1) };
    let money = |with, instead| Penalty::Fine { with, instead, yuan: None, span: at(()) };
    let band = |penalties| Band { penalties, span: at(()) };
    let text = r#"grade s zh "重" en "S" band imprisonment 0..36 months, control 3 .. 24 months, fine with or instead
        standard zh "严" en "Std""#;
    let grade = Rule::Grade {
        name: name("s"),
        label: label("重", "S"),
        band: band(vec![term("imprisonment", 0, 36), term("control", 3, 24), money(true, true)]),
        standard: untagged("严", "Std"),
    };
    assert_eq!(rule(text), grade);
    for (written, with, instead) in [("with", true, false), ("instead", false, true)] {
        let units = Rule::Units { band: band(vec![money(with, instead)]), text: untagged("", "") };
        assert_eq!(rule(&format!(r#"units band fine {written} zh "" en """#)), units);
    }
    let fine = Rule::Fine {
        shall: false,
        from: ratio(1, 2),
        to: ratio(5, 1),
        quantity: name("gains"),
        without: None,
        of: place("cl", &["253-1"]),
        text: untagged("", ""),
    };
    assert_eq!(rule(r#"fine usual 1/2 .. 5 times gains of cl/253-1 zh "" en """#), fine);
}

/// Which of its offences a relation relates, two and two.
#[test]
fn relations() {
    let pairs = |effect: &str| {
        let Rule::Relation { effect, .. } = rule(&format!(r#"relation {effect} zh "" en """#)) else {
            panic!("{effect}")
        };
        (effect.offences().len(), effect.pairs())
    };
    assert_eq!(pairs("heavier of a/1, a/2, a/3"), (3, vec![(0, 1), (0, 2), (1, 2)]));
    assert_eq!(pairs("heavier of a/1, a/2 against a/3, a/4"), (4, vec![(0, 2), (0, 3), (1, 2), (1, 3)]));
    assert_eq!(pairs("heavier of a/1 against a/2 by the same act"), (2, vec![(0, 1)]));
    assert_eq!(pairs("heavier of any"), (0, vec![]));
    assert_eq!(pairs("heavier of any against a/1, a/2 by the same act wholly"), (2, vec![]));
    assert_eq!(pairs("cumulative of a/1, a/2"), (2, vec![(0, 1)]));
    assert_eq!(pairs("a/1 in place of a/2"), (2, vec![(0, 1)]));
}

#[test]
fn grounds() {
    let text = r#"grade s of cl/253-1 any of provided reading r = a or some ground of par 1 counting batches where c {
        item 1 zh "一" en "1" verified when x
        item 10 zh "十" en "10" when residual }"#;
    let some_ground = at(Box::new(Node::SomeGround { list: ListName::Par(name("1")), leaving_out: None }));
    let tagged = Text {
        label: label("一", "1"),
        tag: Some(Tag { word: name("verified"), sources: Vec::new(), amended: false }),
    };
    let residual = at(Box::new(Node::Residual { asked: None }));
    let grounds = Rule::Grounds {
        grade: name("s"),
        within: None,
        of: place("cl", &["253-1"]),
        beside: None,
        provided: Some(at(Box::new(Node::Or(vec![reading_is("r", "a"), some_ground])))),
        counting: Some(fact_named("c")),
        grounds: vec![
            Ground { number: name("1"), text: tagged, condition: fact_named("x") },
            Ground { number: name("10"), text: untagged("十", "10"), condition: residual },
        ],
    };
    assert_eq!(rule(text), grounds);
}

#[test]
fn classes() {
    let text = r#"classes { each where reading m = split main k where reading m = main
        class g zh "" en "" item 3 { a, b where reading r = t, c }
        class o zh "" en "" otherwise }"#;
    let entries = vec![(name("a"), None), (name("b"), Some(reading_is("r", "t"))), (name("c"), None)];
    let classes = vec![
        Class { name: name("g"), label: label("", ""), item: Some(name("3")), entries: Some(entries) },
        Class { name: name("o"), label: label("", ""), item: None, entries: None },
    ];
    let each = Some(reading_is("m", "split"));
    let main = Some((name("k"), reading_is("m", "main")));
    assert_eq!(rule(text), Rule::Classes { span: at(()), each, main, classes });
}

#[test]
fn counting() {
    let text = r#"counting of cl/1 { par 1 once where a zh "" en "" each recipient where b zh "" en ""
        one recipient where c zh "" en "" par 2 less d, e zh "" en "" }"#;
    let count = |par: Option<&str>, rule| Count { par: par.map(name), rule, text: untagged("", "") };
    let clauses = vec![
        count(Some("1"), CountRule::Once(fact_named("a"))),
        count(None, CountRule::EachRecipient(fact_named("b"))),
        count(None, CountRule::OneRecipient(fact_named("c"))),
        count(Some("2"), CountRule::Less(names(&["d", "e"]), None)),
    ];
    assert_eq!(rule(text), Rule::Counting { of: Some(place("cl", &["1"])), clauses });
}

#[test]
fn governs_quantities_and_circumstances() {
    let governs = Rule::Governs { condition: fact_named("a"), in_place_of: name("5"), text: untagged("", "") };
    assert_eq!(rule(r#"governs batches where a in place of article 5 zh "" en """#), governs);
    let quantity = Rule::Quantity {
        name: name("q"),
        unit: name("yuan"),
        text: untagged("", ""),
        sum: name("gains"),
        of_consequences: false,
        within: None,
        given: None,
        only: None,
        less: vec![(name("costs"), reading_is("net", "y")), (name("tax"), fact_named("t"))],
    };
    let text = r#"quantity q: yuan zh "" en "" sum of gains less costs where reading net = y less tax where t"#;
    assert_eq!(rule(text), quantity);
    let over = |of_consequences, given| Rule::Quantity {
        name: name("q"),
        unit: name("yuan"),
        text: untagged("", ""),
        sum: name("amount"),
        of_consequences,
        within: None,
        given,
        only: None,
        less: Vec::new(),
    };
    let all = r#"quantity q: yuan zh "" en "" sum of amount of consequences"#;
    assert_eq!(rule(all), over(true, None));
    assert_eq!(rule(&format!("{all} where d")), over(true, Some(fact_named("d"))));
    let some = r#"quantity q: yuan zh "" en "" sum of amount where d"#;
    assert_eq!(rule(some), over(false, Some(fact_named("d"))));
    let only = r#"quantity q: yuan zh "" en "" sum of amount where d only within 2 years reaching 3 yuan where e"#;
    let Rule::Quantity { given, only: Some(only), less, .. } = rule(only) else { panic!("a quantity") };
    assert_eq!((given, only.given, less), (Some(fact_named("d")), Some(fact_named("e")), Vec::new()));
    assert_eq!((only.unit, only.years.node, only.least.node), (Some(name("yuan")), 2.into(), 3.into()));
    let effects = vec![(Modal::May, names(&["lighter", "mitigated"])), (Modal::Shall, names(&["exempt"]))];
    let circumstance = Rule::Circumstance { of: None, effects, text: untagged("", ""), condition: fact_named("v") };
    assert_eq!(rule(r#"circumstance may lighter, mitigated shall exempt zh "" en "" when v"#), circumstance);
}
