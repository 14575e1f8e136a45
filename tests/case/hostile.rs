//! Files that were never case files, or were meant to do harm: one clear message, never a panic, never slow.

use std::time::{Duration, Instant};

use gravamen::render::source::render;
use gravamen::text::{LARGEST_FILE, load_text};
use proptest::prelude::*;

use super::read_text;

/// Reads and draws whatever comes of it; gives the codes.
fn codes(text: &str) -> Vec<&'static str> {
    let (sources, reading) = read_text(text, &[]);
    let found = reading.map_or_else(|errors| errors, |reading| reading.warnings);
    for diagnostic in &found {
        assert!(!render(&sources, diagnostic, true).is_empty());
    }
    found.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn bytes_that_are_no_text() {
    let message = |bytes: &[u8]| load_text("x.toml", bytes.to_vec()).map_err(|error| error.message);
    assert_eq!(message(b"\xEF\xBB\xBFa = 1"), Ok("a = 1".to_owned()));
    let latin = message("a\n张 \u{0}".as_bytes());
    assert_eq!(latin, Err("expected text, found a NUL byte in `x.toml` at line 2, column 3".to_owned()));
    let gbk = message(b"[case]\nt = \"\xD5\xC5\xC4\xB3\"");
    assert_eq!(gbk, Err("expected UTF-8 text, found other bytes in `x.toml` at line 2, column 6".to_owned()));
    assert_eq!(message(b"\xFF\xFEa\0"), Err("expected UTF-8 text, found UTF-16 in `x.toml`".to_owned()));
    let large = load_text("x.toml", vec![b'#'; LARGEST_FILE + 1]).expect_err("too large");
    assert_eq!(large.message, "expected a file of at most 16777216 bytes, found more in `x.toml`");
    assert!(load_text("x.toml", vec![b'#'; LARGEST_FILE]).is_ok());
}

#[test]
fn nested_and_truncated_text_gives_a_message() {
    let head = "[case]\nid = \"c\"\n";
    let values = [
        "[".repeat(100_000),
        format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        "{a=".repeat(100_000),
        format!("{}1{}", "{a=".repeat(60), "}".repeat(60)),
        "9".repeat(10_000),
        format!("0.{}", "1".repeat(10_000)),
        "\"".to_owned() + &"x".repeat(100_000),
        "\"\\u0000\\u001b\"".to_owned(),
    ];
    for value in values {
        assert!(!codes(&format!("{head}notes = {value}")).is_empty());
        let dataset = format!("{head}[[dataset]]\nid = \"d\"\nitems = {value}\n");
        assert!(!codes(&dataset).is_empty());
    }
    assert_eq!(codes(&format!("{head}{} = 1", "a.".repeat(1_000_000) + "a")), ["syntax"]);
    assert_eq!(codes(&format!("[{}]", "a.".repeat(1_000_000) + "a")), ["syntax"]);
    assert_eq!(codes(&format!("[{}]", "\"a\" . ".repeat(1_000_000) + "a")), ["syntax"]);
    assert_eq!(codes(&format!("x = {{ {} = 1 }}", "'='.".repeat(1_000_000) + "a")), ["syntax"]);
    assert_eq!(
        codes(&format!("x = {}1{}", "{a.a.a.a.a.a.a.a = ".repeat(70), "}".repeat(70))),
        ["unknown-key", "missing-key"]
    );
    let deep = "a.".repeat(1_000_000);
    let quoted = [r#""""""""""#, "'''a''''", "\"\\", "\"\\\r", "'", r#""""\""""""#, r#""\"""#, "\"\"", "#\""];
    for before in quoted {
        assert_eq!(codes(&format!("x = {before}\n{deep}a = 1")), ["syntax"], "{before}");
    }
    for before in [r#""""""""""#, "'''a''''", r#""""\""""""#, r#""\"""#, "\"\"", "''"] {
        assert_eq!(codes(&format!("x = {{ b = {before}, {deep}a = 1 }}")), ["syntax"], "{before}");
    }
    assert_eq!(codes(&format!("{head}title = \"{}\"\n", "第 1 . 条".repeat(200))), [""; 0]);
    assert_eq!(codes(&format!("{head}notes = \"\"\"\n{}\n\"\"\"\n", ".".repeat(500))), [""; 0]);
}

#[test]
fn a_long_line_is_drawn_short() {
    let text = format!("[case]\nid = \"c\"\nnots = \"{}\"\n", "字".repeat(1_000_000));
    let (sources, reading) = read_text(&text, &[]);
    let errors = reading.expect_err("an unknown key");
    assert!(render(&sources, &errors[0], false).len() < 2_000);
}

/// The largest files of each shape; `cargo test --release -- --ignored` holds them to two seconds.
#[test]
#[ignore = "a question of speed, for release builds"]
fn the_largest_files_are_read_in_two_seconds() {
    let head = "[case]\nid = \"c\"\n[[person]]\nid = \"p\"\n[[dataset]]\nid = \"d\"\nitems = 3\n";
    let fill = |unit: &dyn Fn(usize) -> String| {
        let mut text = head.to_owned();
        let mut count = 0;
        while text.len() + 200 < LARGEST_FILE {
            text += &unit(count);
            count += 1;
        }
        text
    };
    let list =
        |word: &str| format!("{head}contains = [{}]", format!("\"{word}\",").repeat(LARGEST_FILE / (word.len() + 4)));
    let shapes = [
        (
            "acts",
            fill(&|n| format!("[[act]]\nid = \"a{n}\"\nby = [\"p\"]\ndataset = \"d\"\ngains = {n}\non = 2021-03-01\n")),
        ),
        ("persons", fill(&|n| format!("[[person]]\nid = \"p{n}\"\n"))),
        ("lineage", fill(&|n| format!("[[dataset]]\nid = \"d{n}\"\nfrom = [\"d{}\"]\n", n + 1))),
        ("same ids", fill(&|_| "[[person]]\nid = \"p\"\n".to_owned())),
        ("judgements", fill(&|n| format!("[[judgement]]\nperson = \"p\"\nplace = \"x/{n}\"\nholds = true\n"))),
        ("keys", fill(&|n| format!("k{n} = 1\n"))),
        ("values", list("phone")),
        ("wrong values", list("zzzzzzzz")),
        ("not TOML", fill(&|_| "= = =\n".to_owned())),
        ("quotes", "\"".repeat(LARGEST_FILE)),
        ("brackets", "[".repeat(LARGEST_FILE)),
        ("dots", "a.".repeat(LARGEST_FILE / 2)),
        ("digits", format!("{head}duplicates = {}", "9".repeat(LARGEST_FILE - 200))),
        ("one key", format!("{head}{} = 3", "k".repeat(LARGEST_FILE - 200))),
        ("one id", format!("{head}[[person]]\nid = \"{}\"\n", "k".repeat(LARGEST_FILE - 200))),
        ("blank", "\n".repeat(LARGEST_FILE)),
    ];
    for (name, text) in shapes {
        let start = Instant::now();
        let found = codes(&text);
        let taken = start.elapsed();
        println!("{name}: {taken:?}, {} bytes, {:?}", text.len(), found.first());
        assert!(taken < Duration::from_secs(2), "{name}: {taken:?}");
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(text) = load_text("x.toml", bytes) {
            codes(&text);
        }
    }

    #[test]
    fn arbitrary_text_never_panics(text in "(\\[\\[?(case|act|person|dataset)\\]\\]?|id|by|from|items|=|\"|\\{|\\}|,|min|max|[0-9.-]{1,5}|\n| |张){0,60}") {
        codes(&text);
    }

    #[test]
    fn a_cut_file_never_panics(at in 0_usize..2_000, value in "[\\[{\"a-z0-9.= ,}-]{0,12}") {
        let whole = include_str!("../data/case/whole.toml");
        let cut = (0..=at.min(whole.len())).rev().find(|&at| whole.is_char_boundary(at)).unwrap_or(0);
        codes(&whole[..cut]);
        codes(&format!("{}{value}{}", &whole[..cut], &whole[cut..]));
    }
}
