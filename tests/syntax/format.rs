//! Formatting: what it changes, what it keeps.

use gravamen::syntax::format;

use super::{SAMPLE, read};

fn formatted(text: &str) -> String {
    format(text).unwrap_or_else(|problems| panic!("{problems:#?} in {text}"))
}

#[test]
fn sets_in_order() {
    let text = "\n\n# head\ninstrument   x{ # trailing  \n\n\ntitle zh \"法\"en \"Law\"   \n\n\n\n# before
interprets cl / 1 where not( a or b )\n      # the article\narticle 1{\nclasses {\neach where a\nclass c zh \"\" en \"\"
{ d ,e,\nf where\n a }\n}
define d zh \"\" en \"\" as\na in {\nb,\nc\n} and\n# why\n(\n( b\nor c) or\n\n# so\nd\n\n)\nquantity q: yuan zh \"\" en \"\" sum of g # sum\n# last\n\n}\n}";
    let expected = r#"# head
instrument x {  # trailing
    title zh "法" en "Law"

    # before
    interprets cl/1 where not (a or b)
    # the article
    article 1 {
        classes {
            each where a
            class c zh "" en ""
            { d, e,
                f where
                    a }
        }
        define d zh "" en "" as
            a in {
                b,
                c
            } and
            # why
            (
                (b
                    or c) or

                # so
                d
            )
        quantity q : yuan zh "" en "" sum of g  # sum
        # last
    }
}
"#;
    assert_eq!(formatted(text), expected);
}

#[test]
fn the_sample_is_in_order() {
    assert_eq!(formatted(SAMPLE), SAMPLE);
}

#[test]
fn the_tree_and_the_comments_stay() {
    let untidy = SAMPLE.replace("    ", " ").replace(" }", "}").replace("= ", "=  ").replace('\n', "  \r\n\n\n");
    let tidy = formatted(&untidy);
    assert!(read(&tidy).0 == read(SAMPLE).0, "{tidy}");
    assert_eq!(formatted(&tidy), tidy);
    let comments =
        |text: &str| text.lines().filter_map(|line| Some(line.split_once('#')?.1.trim().to_owned())).collect();
    let (before, after): (Vec<String>, Vec<String>) = (comments(SAMPLE), comments(&tidy));
    assert_eq!(before, after);
}

#[test]
fn one_line_stays_one_line() {
    let text = SAMPLE.lines().filter(|line| !line.contains('#')).collect::<Vec<_>>().join(" ");
    let tidy = formatted(&text);
    assert_eq!(tidy.lines().count(), 1);
    assert!(read(&tidy).0 == read(&text).0, "{tidy}");
}

#[test]
fn needs_a_text_that_can_be_read() {
    let problems = format("instrument x {").expect_err("a brace is open");
    assert_eq!(problems[0].code, "unclosed");
}

#[test]
fn nothing_stays_nothing() {
    assert_eq!(formatted(" \n\n"), "");
    assert_eq!(formatted("# only"), "# only\n");
}
