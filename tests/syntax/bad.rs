//! Texts with one thing wrong: the code, the place, what is underlined, the message and the help.

use super::read;

/// Asserts that this is all that is wrong: code, position, underlined text, message, help.
fn wrong(text: &str, code: &str, position: &str, underlined: &str, message: &str, help: Option<&str>) {
    let (_, problems, sources) = read(text);
    let [problem] = problems.as_slice() else { panic!("not one problem in {text}: {problems:#?}") };
    let span = problem.span().expect("a problem in a text has a place");
    let told = (problem.code, sources.position(span).to_string(), sources.text(span), problem.message.as_str());
    assert_eq!(told, (code, position.to_owned(), underlined, message), "in {text}");
    assert_eq!(problem.help.as_deref(), help, "in {text}");
    assert!(problem.is_error());
}

/// A text within an article, in the second line.
fn in_article(rules: &str) -> String {
    format!("instrument x {{ article 1 {{\n{rules}\n}} }}")
}

/// Grounds within an article, in the second line.
fn in_grounds(grounds: &str) -> String {
    in_article(&format!("grade s of cl/1 any of {{ {grounds} }}"))
}

/// A condition in the third line.
fn as_condition(condition: &str) -> String {
    in_article(&format!("define d zh \"定\" en \"d\" as\n{condition}"))
}

#[test]
fn a_rule_without_its_place() {
    let message = "expected the number of the item, found `when`";
    let text = in_grounds("item when items >= 50");
    wrong(&text, "missing-place", "2:31", "when", message, Some("write `item 3 when ...`"));
    let message = "expected the number of the item, found `zh`";
    let text = in_grounds(r#"item 1 zh "五十条" en "" when items >= 5 item zh "一" en "" when a"#);
    wrong(&text, "missing-place", "2:69", "zh", message, Some("write `item 3 when ...`"));
    let message = "expected the number of the item, found `{`";
    wrong(&in_article("item { }"), "missing-place", "2:6", "{", message, Some("write `item 3 { ... }`"));
    let message = "expected the number of the paragraph, found `{`";
    wrong(&in_article("par { }"), "missing-place", "2:5", "{", message, Some("write `par 1 { ... }`"));
    let message = "expected the number of the article, found `zh`";
    let text = r#"instrument x { article zh "一" en "" { } }"#;
    wrong(text, "missing-place", "1:24", "zh", message, Some("write `article 5 { ... }`"));
}

#[test]
fn misspelt_keywords() {
    let message = "expected a rule such as `element` or `define`, found `elment`";
    let text = in_article(r#"states zh "主体" en "" elment subject zh "" en "" when a"#);
    wrong(&text, "expected", "2:22", "elment", message, Some("did you mean `element`?"));
    let message = "expected `item`, found `itm`";
    let text = in_grounds(r#"item 1 zh "" en "" when items >= 50 itm 2 zh "" en "" when a"#);
    wrong(&text, "expected", "2:62", "itm", message, Some("did you mean `item`?"));
    let message = "expected `when`, found `verifed`";
    let text = in_grounds(r#"item 1 zh "一" en "" verifed L1 when a"#);
    wrong(&text, "expected", "2:46", "verifed", message, Some("did you mean `verified`?"));
    let message = "expected a clause such as `title` or `article`, found `artcle`";
    wrong("instrument x { artcle 1 { } }", "expected", "1:16", "artcle", message, Some("did you mean `article`?"));
    let message = "expected `sources`, `vocabulary`, `instrument` or `proposal`, found `instrumnt`";
    wrong("instrumnt x { }", "expected", "1:1", "instrumnt", message, Some("did you mean `instrument`?"));
    let message = "expected `kinds`, `group`, `former` or `fact`, found `word`";
    wrong("vocabulary { word }", "expected", "1:14", "word", message, None);
}

#[test]
fn missing_pieces() {
    let message = "expected `en`, found `}`";
    let numbers = as_condition("items >= 5,000");
    let separated = Some("numbers have no separators: write `5000`");
    wrong(&numbers, "expected", "3:11", ",", "expected a rule such as `element` or `define`, found `,`", separated);
    let parameter = "proposal p { parameter least zh \"甲\" en \"a\" : items default 100 range 50 .. 500 author
at fs-2017-10/5.1.4 replace threshold 500 with leest }";
    wrong(parameter, "expected", "2:48", "leest", "expected a number, found `leest`", Some("did you mean `least`?"));
    let both = Some("a text stands in both languages, Chinese first: write `en \"...\"`");
    wrong(r#"instrument x { title zh "中华人民共和国刑法" }"#, "expected", "1:37", "}", message, both);
    let message = "expected a string in quotation marks, found `en`";
    wrong(r#"instrument x { title zh en "" }"#, "expected", "1:25", "en", message, None);
    let message = "expected a condition, found `states`";
    wrong(&as_condition(r#"a and states zh "" en """#), "expected", "3:7", "states", message, None);
    let message = "expected `batch`, `record`, `consequence` or `ground`, found `things`";
    wrong(&as_condition("some things"), "expected", "3:6", "things", message, None);
    let message = "expected `=` or `in`, found `}`";
    wrong(&as_condition("reading r"), "expected", "4:1", "}", message, None);
    let message = "expected `>=`, `>` or `<`, found `=`";
    wrong(&as_condition("items = 5"), "expected", "3:7", "=", message, None);
    let message = "expected its number, found `to`";
    wrong(&as_condition("items 3 to to"), "expected", "3:12", "to", message, None);
    let message = "expected a number, found `5.1.3`";
    wrong(&as_condition("a >= 5.1.3"), "expected", "3:6", "5.1.3", message, None);
    let message = "expected a place: an instrument, `/`, an article, found `5`";
    wrong("instrument x { interprets 5 }", "expected", "1:27", "5", message, None);
    let message = "expected `zh` or `of`, found `band`";
    wrong(&in_article("grade s band fine with"), "expected", "2:9", "band", message, None);
}

#[test]
fn comparisons_in_the_where_of_items() {
    let message = "expected a condition, found a comparison without parentheses";
    let help = Some("write `items where (... >= 1) >= 50`");
    wrong(&as_condition("items where age < 16 >= 5"), "bare-comparison", "3:13", "age", message, help);
    let message = "expected `>=`, `>` or `<`, found `}`";
    wrong(&as_condition("items where gains"), "expected", "4:1", "}", message, None);
}

#[test]
fn numbers_and_dates() {
    let message = "expected a number above 0 after `/`, found 0";
    wrong(&as_condition("a >= 1/0"), "zero-divisor", "3:6", "1/0", message, None);
    let large = "9".repeat(40);
    let message = "expected a number that can be reckoned exactly, found one with too many digits";
    wrong(&as_condition(&format!("a >= {large}")), "number-too-large", "3:6", &large, message, None);
    let small = format!("0.{}1", "0".repeat(40));
    wrong(&as_condition(&format!("a >= {small}")), "number-too-large", "3:6", &small, message, None);
    let message = "expected a day of the calendar, found `2017-02-29`";
    wrong("instrument x { force 2017-02-29 .. }", "no-such-day", "1:22", "2017-02-29", message, None);
    let message = "expected a date such as `2017-06-01`, found `2017-6-1`";
    wrong("instrument x { force 2017-6-1 .. }", "expected", "1:22", "2017-6-1", message, None);
}

#[test]
fn characters_that_are_no_text() {
    let message = "expected `\"` before the end of the line, found none";
    wrong("instrument x { number \"法释 }\n}", "unclosed", "1:23", "\"法释 }", message, None);
    let message = "expected text, found a NUL byte";
    wrong("instrument x { number \"法\0\" }", "nul", "1:25", "\0", message, None);
    let message = "expected ASCII outside quotation marks, found `“法释”`";
    wrong("instrument x { number “法释” }", "stray-character", "1:23", "“法释”", message, Some("write `\"法释\"`"));
    let message = "expected ASCII outside quotation marks, found `，`";
    wrong("instrument x { issuer spc，spp }", "stray-character", "1:26", "，", message, Some("write `,`"));
    let message = "expected a mark of the language, found `<=`";
    let help = Some("comparisons are `>=`, `>` and `<`: write `< 51` for at most 50");
    wrong(&as_condition("a <= 50"), "stray-character", "3:3", "<=", message, help);
    let message = "expected `\\\"` or `\\\\`, found `\\n`";
    let help = Some("write `\\\\` for a backslash");
    wrong(r#"instrument x { number "法\n" }"#, "escape", "1:25", r"\n", message, help);
}

#[test]
fn unclosed_marks_point_at_both_places() {
    let both = |text: &str| {
        let (_, problems, sources) = read(text);
        let [problem] = problems.as_slice() else { panic!("not one problem: {problems:#?}") };
        let labels = problem.labels.iter().map(|label| sources.position(label.span).to_string());
        (problem.code, problem.message.clone(), labels.collect::<Vec<_>>().join(" "))
    };
    let message = "expected `}`, found the end of the file".to_owned();
    assert_eq!(both("instrument x {\n article 1 { }\n"), ("unclosed", message, "2:15 1:14".to_owned()));
    let message = "expected `}`, found `article`".to_owned();
    let text = "instrument x {\n article 1 { par 1 { }\n article 2 { } }";
    assert_eq!(both(text), ("unclosed", message, "3:2 2:12".to_owned()));
    let message = "expected `and`, `or` or `)`, found `}`".to_owned();
    assert_eq!(both(&as_condition("(a or b")), ("expected", message, "4:1 3:1".to_owned()));
    let message = "expected `,` or `}`, found `b`".to_owned();
    assert_eq!(both(&as_condition("k in { a b }")), ("expected", message, "3:10 3:6".to_owned()));
}

#[test]
fn a_brace_that_closes_nothing() {
    wrong("sources { } }", "expected", "1:13", "}", "expected a declaration, found `}`", None);
}

#[test]
fn nesting_has_an_end() {
    let deep = |open: &str, inner: &str, close: &str| {
        let (_, problems, _) = read(&as_condition(&format!("{}{inner}{}", open.repeat(5000), close.repeat(5000))));
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["too-deep"], "{open}");
    };
    deep("(", "a", ")");
    deep("not ", "a", "");
    deep("some batch where ", "a", "");
    let parts = in_article(&format!("{}{}", "par 1 { ".repeat(5000), "}".repeat(5000)));
    let message = "expected at most 64 levels of nesting, found more";
    let help = Some("give the inner condition a name with `define`");
    wrong(&parts, "too-deep", "2:517", "1", message, help);
    let (_, problems, _) = read(&as_condition(&format!("{}a{}", "(".repeat(60), ")".repeat(60))));
    assert_eq!(problems, []);
}
