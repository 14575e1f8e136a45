//! Diagnostics as they are drawn.

use gravamen::diagnostic::Diagnostic;
use gravamen::render::source::render;
use gravamen::span::{Sources, Span};

const TEXT: &str = "# 甲\n  条 「公民个人信息」 x\n\n\n\n\n\n\nfar here\n";

/// A text under the name `a.law`, and the place of a piece of it.
fn place(piece: &str) -> (Sources, Span) {
    let mut sources = Sources::default();
    let source = sources.add("a.law", TEXT);
    let start = TEXT.find(piece).expect("a piece of the text");
    (sources, Span::new(source, start, start + piece.len()))
}

#[test]
fn carets_stand_right_under_chinese_text() {
    let (sources, span) = place("公民");
    let far = place("far").1;
    let error = Diagnostic::error("c", span, "说明").at_fault("这里").also(far, "x").note("n1").note("n2").help("h");
    let expected = "\
error[c]: 说明
 --> a.law:2:6
  |
2 |   条 「公民个人信息」 x
  |        ^^^^ 这里
...
9 | far here
  | --- x
  |
note: n1
note: n2
help: h";
    assert_eq!(render(&sources, &error, false), expected);
}

#[test]
fn places_in_two_sources_are_both_drawn() {
    let (mut sources, span) = place("far");
    let set = sources.add("--set", "act.a2.gains=4999");
    let error = Diagnostic::warning("c", Span::new(set, 13, 17), "m").also(span, "x");
    let expected = "\
warning[c]: m
 --> --set:1:14
  |
1 | act.a2.gains=4999
  |              ^^^^
  |
 ::: a.law:9:1
  |
9 | far here
  | --- x";
    assert_eq!(render(&sources, &error, false), expected);
}

#[test]
fn the_end_of_a_text_and_no_place_at_all_are_drawn() {
    let (sources, span) = place("far");
    let end = Span::new(span.source, TEXT.len(), TEXT.len());
    assert_eq!(
        render(&sources, &Diagnostic::error("c", end, "m"), false),
        "error[c]: m\n  --> a.law:10:1\n   |\n10 |\n   | ^"
    );
    let inside = Span::new(span.source, 3, 4);
    assert!(render(&sources, &Diagnostic::error("c", inside, "m"), false).contains("a.law:1:3"));
    assert_eq!(render(&sources, &Diagnostic::placeless("c", "m"), false), "error[c]: m");
}

#[test]
fn colour_is_only_used_when_wanted() {
    let (sources, span) = place("far");
    let error = Diagnostic::error("c", span, "m");
    assert!(render(&sources, &error, true).contains('\u{1b}'));
    assert!(!render(&sources, &error, false).contains('\u{1b}'));
}
