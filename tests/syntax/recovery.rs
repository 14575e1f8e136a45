//! Texts with several things wrong: each is reported, and what is right between them is read.

use gravamen::syntax::tree::{Clause, Declaration, Rule};

use super::read;

/// Positions of everything wrong.
fn positions(text: &str) -> Vec<String> {
    let (_, problems, sources) = read(text);
    let spans = problems.iter().filter_map(|problem| problem.span());
    spans.map(|span| sources.position(span).to_string()).collect()
}

#[test]
fn three_items_wrong() {
    let text = r#"instrument x { article 1 { grade s of cl/1 any of {
        item zh "一" en "" when a
        item 2 zh "二" en "" when b
        item 3 zh "三" when c
        item when d
        item 5 zh "五" en "" when e in { f g }
        item 6 zh "六" en "" when f
    } } }"#;
    assert_eq!(positions(text), ["2:14", "4:23", "5:14", "6:43"]);
    let (tree, _, _) = read(text);
    let [Declaration::Instrument(instrument)] = tree.declarations.as_slice() else { panic!("an instrument") };
    let [Clause::Article(article)] = instrument.clauses.as_slice() else { panic!("an article") };
    let [Rule::Grounds { grounds, .. }] = article.rules.as_slice() else { panic!("grounds") };
    let numbers: Vec<&str> = grounds.iter().map(|ground| ground.number.node.as_str()).collect();
    assert_eq!(numbers, ["2", "6"]);
}

#[test]
fn every_level_goes_on() {
    let text = r#"sources { L1 L2 "二" }
vocabulary { fact a of act truth zh "" en "" silence ask fact b of act: truth zh "" en "" }
instrument x {
    title "法"
    reading r zh "" en "" { option a zh "" option b zh "" en "" optoin c }
    article 1 { define zh "" en "" as a element e zh "" en "" when (a or par 1 { states "" } fine 1 .. 2 }
    article 2 { classes { clas a class b zh "" en "" { } } counting { once a zh "" en "" less zh } }
    artcle 3 { }
}
instrument { }"#;
    let expected = [
        "1:14", "2:28", "2:91", "4:11", "5:44", "5:65", "6:24", "6:74", "6:89", "6:99", "7:27", "7:56", "7:76", "8:5",
        "10:12",
    ];
    assert_eq!(positions(text), expected);
}

#[test]
fn an_unclosed_set_does_not_swallow_the_next_item() {
    let text = "instrument x { article 1 { grade s of cl/1 any of {
        item 1 zh \"\" en \"\" when a in { b, c
        item 2 zh \"\" en \"\" when (d
        item 3 zh \"\" en \"\"
    } } }";
    assert_eq!(positions(text), ["3:9", "4:9", "5:5"]);
}

#[test]
fn no_more_than_a_reader_wants() {
    let (_, problems, _) = read(&"instrument x { rank 1 }\n".repeat(50));
    assert_eq!(problems.len(), 20);
    assert_eq!(problems[19].notes, ["30 more errors are not shown"]);
}
