//! The template of `case new --template`.

use gravamen::case::read;
use gravamen::interview::template::template;
use gravamen::report::words::Language;
use gravamen::span::Sources;

use crate::evaluation::support::{JUDGED, engine};

#[test]
fn it_is_a_case_file() {
    for language in [Language::En, Language::Zh] {
        let text = template(engine(JUDGED), language);
        let mut sources = Sources::default();
        let source = sources.add("template.toml", text);
        let reading = read(&mut sources, source, &engine(JUDGED).book.vocabulary, &[]).expect("a case");
        assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);
        assert!(engine(JUDGED).refer(&reading.case).is_empty());
    }
}

#[test]
fn every_key_can_be_taken_out_of_its_comment() {
    let text = template(engine(JUDGED), Language::En);
    let lines: Vec<&str> = text.lines().collect();
    let mut table = 0;
    let mut tried = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.contains("[[") || line.starts_with("[case]") {
            table = at;
        }
        let Some(key) = line.strip_prefix("# ").filter(|line| line.contains(" = ") && !line.starts_with('[')) else {
            continue;
        };
        // The head and `place = "…"` are no values; `by` stands there twice.
        if table == 0 || key.contains('…') || key.starts_with("by ") {
            continue;
        }
        // The keys that make an entry of a table that is itself a comment come with it.
        let with = |other: usize| {
            let commented = lines[table].starts_with('#');
            let of_entry = ["# of", "# id", "# person", "# holds"].iter().any(|key| lines[other].starts_with(key));
            other == at || commented && (other == table || table < other && other < at && of_entry)
        };
        let uncommented: Vec<&str> = (0..lines.len())
            .map(|other| if with(other) { lines[other].trim_start_matches("# ") } else { lines[other] })
            .collect();
        let mut sources = Sources::default();
        let source = sources.add("template.toml", uncommented.join("\n"));
        let wrong = read(&mut sources, source, &engine(JUDGED).book.vocabulary, &[]).err().unwrap_or_default();
        // Alone, a key may contradict what is not there, such as duplicates without items; it is never misspelt.
        let misread = ["unknown-key", "unknown-value", "wrong-type", "syntax", "duplicate-fact"];
        let misread: Vec<_> = wrong.iter().filter(|wrong| misread.contains(&wrong.code)).collect();
        assert!(misread.is_empty(), "{key}: {misread:?}");
        tried += 1;
    }
    assert!(tried > 60, "{tried} keys");
}
