//! Bytes as a case file: reading, analysing and showing never panic, and end soon.

#![no_main]

use std::sync::OnceLock;

use gravamen::case;
use gravamen::engine::{Engine, Laws, Settings, embedded_law};
use gravamen::render::{json, source, table};
use gravamen::report::words::Language;
use gravamen::report::{self, Detail};
use gravamen::span::Sources;
use gravamen::text::load_text;
use libfuzzer_sys::fuzz_target;

/// Longer inputs find nothing that shorter ones do not.
const MOST: usize = 64 * 1024;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut sources = Sources::default();
        let laws = Laws::parse(embedded_law(), &mut sources);
        let (book, _) = laws.book(&sources, jiff::civil::date(2023, 6, 1)).expect("the embedded law is in order");
        Engine::new(book).expect("the embedded law compiles")
    })
}

fuzz_target!(|data: &[u8]| {
    if data.len() > MOST {
        return;
    }
    let Ok(text) = load_text("fuzz.toml", data.to_vec()) else { return };
    let mut sources = Sources::default();
    let source = sources.add("fuzz.toml", text);
    let found = match case::read(&mut sources, source, &engine().book.vocabulary, &[]) {
        Ok(reading) => {
            let settings = Settings { all: true, ..Settings::default() };
            let analysis = engine().analyse(&reading.case, &settings).expect("no choices are asked for");
            table::render(&report::analysis(&analysis, Language::Zh.words(), Detail::All), 80, false);
            json::render(&[analysis], Detail::All);
            reading.warnings
        }
        Err(errors) => errors,
    };
    for diagnostic in &found {
        source::render(&sources, diagnostic, false);
    }
});
