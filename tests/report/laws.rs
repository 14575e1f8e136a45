//! Law books for reading, from a book written by hand.

use gravamen::law::book::{Choice, ChoiceOption, Entry, Instrument, LawBook, Text};
use gravamen::law::condition::Window;
use gravamen::law::vocabulary::Vocabulary;
use gravamen::render::{markdown, table};
use gravamen::report::law;
use gravamen::report::words::Language;
use gravamen::span::{SourceId, Span};
use jiff::civil::date;

use super::sample::{label, place, text};
use super::snapshot::check;

fn entry(at: &str, kind: &'static str, text: Option<Text>, encoded: &str) -> Entry {
    let span = Span::new(SourceId(0), 0, 0);
    Entry { place: place(at), version: None, kind: kind.into(), text, encoded: encoded.to_owned(), class: None, span }
}

fn book() -> LawBook {
    let states = text(
        "向特定人提供，以及通过信息网络或者其他途径发布，都是提供",
        "Giving to specific persons and publishing are both providing",
    );
    let ground = text(
        "行踪轨迹信息、通信内容、征信信息、财产信息五十条以上",
        "At least 50 items of whereabouts, content of communications, credit or property information",
    );
    let instrument = Instrument {
        id: "fs-2017-10".to_owned(),
        title: label(
            "关于办理侵犯公民个人信息刑事案件的解释",
            "Interpretation on criminal cases of infringing citizens' personal information",
        ),
        number: Some("法释〔2017〕10号".to_owned()),
        issuer: vec!["spc".to_owned(), "spp".to_owned()],
        rank: "judicial-interpretation".to_owned(),
        status: None,
        force: Window { from: date(2017, 6, 1), until: None },
        checked: Some(date(2026, 5, 21)),
        checked_apart: Vec::new(),
        rests: Vec::new(),
        follows: Vec::new(),
        sha256: "5f2c".repeat(16),
        entries: vec![
            entry("fs-2017-10/3.1", "states", Some(states), ""),
            entry("fs-2017-10/5.1.3", "ground", Some(ground), "when items of grave >= 50"),
            entry("fs-2017-10/5.1.10", "ground", None, "residual"),
        ],
    };
    let option = |name: &str, zh: &str, en: &str| ChoiceOption {
        name: name.to_owned(),
        also: Vec::new(),
        authority: None,
        text: text(zh, en),
    };
    LawBook {
        as_of: date(2023, 6, 1),
        vocabulary: Vocabulary::default(),
        sources: Vec::new(),
        instruments: vec![instrument],
        citations: Default::default(),
        choices: vec![Choice {
            name: "gains".to_owned(),
            text: text("违法所得是否扣除成本", "Are illegal gains gross or net?"),
            options: vec![
                option("gross", "按收取的全部款项计", "Gross: everything received"),
                option("net", "扣除成本", "Net of costs"),
            ],
            convention: None,
            instrument: "fs-2017-10".to_owned(),
        }],
        offences: Vec::new(),
        relations: Vec::new(),
        joint_caps: Vec::new(),
        joint_orders: Vec::new(),
        terms: Vec::new(),
        collateral: gravamen::law::book::Collateral::default(),
        proposals: Vec::new(),
        parameters: Vec::new(),
    }
}

#[test]
fn a_law_book_in_both_languages() {
    let book = book();
    for (language, tag) in [(Language::Zh, "zh"), (Language::En, "en")] {
        let documents = [
            law::list(&book, language.words()),
            law::show(&book.instruments[0], None, language.words()),
            law::readings(&book, language.words()),
        ];
        for width in [80, 120] {
            let shown: Vec<String> = documents.iter().map(|document| table::render(document, width, false)).collect();
            check(&format!("law.{tag}.{width}.txt"), &shown.join("\n"));
        }
        check(&format!("law.{tag}.md"), &markdown::render(&documents[1]));
    }
}
