//! The template of `case new --template`.

use gravamen::case::keys::{LeftOut, TABLES, WITHIN};
use gravamen::case::read;
use gravamen::diagnostic::Diagnostics;
use gravamen::interview::reference::{Row, rows};
use gravamen::interview::template::template;
use gravamen::law::vocabulary::Vocabulary;
use gravamen::report::words::Language;
use gravamen::span::Sources;

use crate::evaluation::support::{JUDGED, engine};

fn vocabulary() -> &'static Vocabulary {
    &engine(JUDGED).book.vocabulary
}

#[test]
fn it_is_a_case_file() {
    for language in [Language::En, Language::Zh] {
        let text = template(engine(JUDGED), language);
        let mut sources = Sources::default();
        let source = sources.add("template.toml", text);
        let reading = read(&mut sources, source, vocabulary(), &[]).expect("a case");
        assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);
        assert!(engine(JUDGED).refer(&reading.case).is_empty());
    }
}

/// The first page, and the keys of every table after it: the header of the table, and its lines.
fn parts(text: &str) -> (Vec<&str>, Vec<(&str, Vec<&str>)>) {
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().position(|line| line.starts_with("# Every key")).expect("all keys");
    let mut tables: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in &lines[end..] {
        let headers = TABLES.iter().chain(&WITHIN).map(|table| table.written);
        match headers.into_iter().find(|header| line.strip_prefix("# ").is_some_and(|line| line.starts_with(header))) {
            Some(header) => tables.push((header, Vec::new())),
            None => tables.iter_mut().last().into_iter().for_each(|(_, keys)| keys.push(line)),
        }
    }
    tables.iter_mut().for_each(|(_, keys)| keys.retain(|key| key.starts_with("# ") && key.contains(" = ")));
    (lines[..end].to_vec(), tables)
}

#[test]
fn its_first_page_has_thirty_lines() {
    let text = template(engine(JUDGED), Language::En);
    let (first, _) = parts(&text);
    assert!(first.len() <= 30, "{} lines", first.len());
}

#[test]
fn it_has_every_key_there_is() {
    for language in [Language::En, Language::Zh] {
        let text = template(engine(JUDGED), language);
        for table in TABLES.iter().chain(&WITHIN) {
            let begins = text.find(&format!("# {}  # ", table.written)).expect(table.written);
            let of_table = &text[begins..begins + text[begins..].find("\n\n").unwrap_or(text.len() - begins)];
            for row in rows(vocabulary(), table) {
                let line = of_table.lines().find(|line| line.starts_with(&format!("# {} = ", row.name())));
                let line = line.unwrap_or_else(|| panic!("{} in {}", row.name(), table.written));
                assert!(line.contains(row.label(language)), "{line}");
            }
        }
    }
    let facts = TABLES.iter().chain(&WITHIN).flat_map(|table| rows(vocabulary(), table));
    let written: Vec<&str> = facts.filter(|row| matches!(row, Row::Fact(..))).map(Row::name).collect();
    for fact in &vocabulary().facts {
        let own = TABLES.iter().any(|table| table.keys.iter().any(|key| key.name == fact.name));
        assert!(own || written.contains(&fact.name.as_str()) || fact.name == "received", "{}", fact.name);
    }
}

/// What is wrong with a file in its words.
fn misread(text: &str) -> Diagnostics {
    let mut sources = Sources::default();
    let source = sources.add("template.toml", text);
    let wrong = read(&mut sources, source, vocabulary(), &[]).err().unwrap_or_default();
    // Alone, a key may contradict what is not there, such as duplicates without items; it is never misspelt.
    let misread =
        ["unknown-key", "unknown-value", "wrong-type", "syntax", "duplicate-fact", "unknown-id", "malformed-place"];
    wrong.into_iter().filter(|wrong| misread.contains(&wrong.code)).collect()
}

#[test]
fn every_key_can_be_taken_out_of_its_comment() {
    let text = template(engine(JUDGED), Language::En);
    let (first, tables) = parts(&text);
    let mut tried = 0;
    for (header, keys) in &tables {
        let table = TABLES.iter().chain(&WITHIN).find(|table| table.written == *header).expect("a table");
        let required = |key: &&&str| {
            let of = |name: &str| key.starts_with(&format!("# {name} = "));
            table.keys.iter().any(|known| of(known.name) && matches!(known.left_out, LeftOut::Required))
        };
        for key in keys {
            let line = key.trim_start_matches("# ");
            let mut lines: Vec<String> = first.iter().map(|line| (*line).to_owned()).collect();
            let name = line.split(" = ").next().unwrap_or_default();
            match *header {
                // Stands on the first page.
                "[case]" if lines.iter().any(|line| line.starts_with(&format!("{name} = "))) => continue,
                "[case]" => lines.insert(2, line.to_owned()),
                // Has values of whatever fact it stands in.
                "{ … }" | "figures = [{ … }]" => continue,
                "[[act.by]]" => {
                    lines.retain(|line| !line.starts_with("by = "));
                    lines.push((*header).to_owned());
                }
                "[person.file]" | "[[person.record]]" => {
                    let at = lines.iter().position(|line| line.starts_with("name = ")).expect("a person") + 1;
                    lines.splice(at..at, [(*header).to_owned(), line.to_owned()]);
                }
                _ => lines.push((*header).to_owned()),
            }
            // A case and an entry of a person stand already.
            if !["[case]", "[person.file]", "[[person.record]]"].contains(header) {
                let with = keys.iter().filter(required).filter(|other| *other != key);
                lines.extend(with.map(|other| other.trim_start_matches("# ").to_owned()));
                lines.push(line.to_owned());
            }
            let wrong = misread(&lines.join("\n"));
            // What evidence shows is a fact of the file, and evidence that is named stands in it.
            assert!(wrong.is_empty(), "{header} {line}: {wrong:?}");
            tried += 1;
        }
    }
    assert!(tried > 250, "{tried} keys");
}

#[test]
fn values_stand_with_their_words() {
    let of = |language| template(engine(JUDGED), language);
    let (zh, en) = (of(Language::Zh), of(Language::En));
    for line in ["principal（主犯）", "proven（已证实） | disputed（有争议）", "none（"] {
        assert!(zh.contains(line), "{line} in {zh}");
    }
    assert!(en.contains("proven | disputed | alleged"), "{en}");
    assert!(en.contains("open (not decided)"), "{en}");
    // The title is where the Chinese interview writes it.
    for (text, rest) in [(&zh, "# 以下为全部的键"), (&en, "# Every key")] {
        let (first, _) = text.split_once(rest).expect("all keys");
        assert!(first.contains("\ntitle = ") && !first.contains("title_zh"), "{first}");
        assert!(!text.contains("（英文）"), "{text}");
    }
}
