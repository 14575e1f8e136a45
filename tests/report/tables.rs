//! What a terminal shows, in both languages and at two widths.

use gravamen::render::{markdown, table};
use gravamen::report::words::Language;
use gravamen::report::{self, Detail};
use unicode_width::UnicodeWidthStr;

use super::sample;
use super::snapshot::check;

const LANGUAGES: [(Language, &str); 2] = [(Language::Zh, "zh"), (Language::En, "en")];

#[test]
fn analyses_in_both_languages_and_widths() {
    for (case, analysis) in [("settled", sample::settled()), ("open", sample::open())] {
        for (language, tag) in LANGUAGES {
            let document = report::analysis(&analysis, language.words(), Detail::Full);
            for width in [80, 120] {
                check(&format!("{case}.{tag}.{width}.txt"), &table::render(&document, width, false));
            }
            check(&format!("{case}.{tag}.md"), &markdown::render(&document));
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for analysis in [sample::settled(), sample::open()] {
        for (language, _) in LANGUAGES {
            let document = report::analysis(&analysis, language.words(), Detail::All);
            for width in 60..140 {
                for line in table::render(&document, width, false).lines() {
                    assert!(line.width() <= width, "{width}: {line}");
                }
            }
        }
    }
}

#[test]
fn the_first_screen_is_about_25_lines() {
    for (language, _) in LANGUAGES {
        let document = report::analysis(&sample::settled(), language.words(), Detail::Brief);
        let lines = table::render(&document, 100, false).lines().count();
        assert!(lines <= 30, "{lines}");
    }
}

#[test]
fn colour_changes_no_letter() {
    let document = report::analysis(&sample::open(), Language::En.words(), Detail::Full);
    let plain = table::render(&document, 100, false);
    let coloured = table::render(&document, 100, true);
    assert!(coloured.contains('\u{1b}') && !plain.contains('\u{1b}'));
    let letters = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(letters(&without_escapes(&coloured)), letters(&plain));
}

#[test]
fn a_charge_whose_conduct_is_absent_is_shown_only_when_asked_for() {
    let show = |detail| table::render(&report::analysis(&sample::open(), Language::En.words(), detail), 100, false);
    assert!(!show(Detail::Full).contains("another offence"));
    assert!(show(Detail::All).contains("another offence"));
}

fn without_escapes(text: &str) -> String {
    let mut plain = String::new();
    for (position, part) in text.split('\u{1b}').enumerate() {
        let kept = if position == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) };
        plain.push_str(kept);
    }
    plain
}
