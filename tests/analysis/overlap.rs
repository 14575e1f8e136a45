//! A grade that is open for nothing but how parts overlap: every first screen says so.

use gravamen::engine::Settings;
use gravamen::render::table;
use gravamen::report::document::Document;
use gravamen::report::words::Language;
use gravamen::report::{self, Detail};

use crate::evaluation::support::{JUDGED, analyse, case, engine};

/// What fits on a screen.
const SCREEN: usize = 24;

/// Of 90 credit records 40 and 30 were taken; together that is 40 to 70, and 50 are serious.
const TEXT: &str = r#"
person = [{ id = "zhang" }]
dataset = [{ id = "d", contains = ["credit"], items = 90, obtained_in = "none" }]
act = [
    { id = "a", by = ["zhang"], does = "steal", dataset = "d", items = 40, on = 2022-03-01 },
    { id = "b", by = ["zhang"], does = "steal", dataset = "d", items = 30, on = 2022-03-02 },
]
"#;

fn first_screen(document: &Document) -> String {
    table::render(document, 100, false).lines().take(SCREEN).collect::<Vec<_>>().join("\n")
}

fn gaps(text: &str) -> String {
    let found = engine(JUDGED).gaps(&case(text, JUDGED), &Settings::default()).expect("gaps");
    first_screen(&report::gaps("t", &engine(JUDGED).book.used(), &found, false, Language::En.words()))
}

fn analysed(text: &str) -> String {
    first_screen(&report::analysis(&analyse(text), Language::En.words(), Detail::Brief))
}

#[test]
fn the_first_screens_say_that_only_an_overlap_is_open() {
    const SAID: &str = "the grade is open only because how the parts of d overlap is not stated";
    for screen in [analysed(TEXT), gaps(TEXT)] {
        assert!(screen.contains(SAID), "{screen}");
        assert!(!screen.contains("could change the result"), "{screen}");
        assert!(!screen.contains("No open fact"), "{screen}");
    }
    // 60 and 30 are serious however they overlap; and an open fact that matters is told instead.
    for text in [TEXT.replace("items = 40", "items = 60"), TEXT.replace("items = 40", "items = { min = 20, max = 60 }")]
    {
        for screen in [analysed(&text), gaps(&text)] {
            assert!(!screen.contains(SAID), "{screen}");
        }
    }
}

/// Sold as a whole twice, to nobody knows whom; and two bodies of information sold at one price, of which one is no personal
/// information.
#[test]
fn the_first_screens_say_what_else_no_fact_says() {
    let sale = |id: &str, of: &str, more: &str| {
        format!("{{ id = \"{id}\", by = [\"zhang\"], does = \"sell\", dataset = {of}, on = 2022-03-01{more} }}")
    };
    let persons = "person = [{ id = \"zhang\" }]\n";
    let phones = |id: &str, more: &str| {
        format!("{{ id = \"{id}\", contains = [\"phone\"], items = 3000, obtained_in = \"none\"{more} }}")
    };
    let twice = format!(
        "{persons}dataset = [{}]\nact = [{}, {}]",
        phones("d", ""),
        sale("a", "\"d\"", ", gains = 0"),
        sale("b", "\"d\"", ", gains = 0")
    );
    let at_one_price = format!(
        "{persons}dataset = [{}, {}]\nact = [{}]",
        phones("d", ", anonymised = true"),
        phones("e", ""),
        sale("a", "[\"d\", \"e\"]", ", gains = 6000, to = [\"b\"]")
    );
    for (text, said) in [
        (&twice, "whether d went to the same recipients each time is not stated"),
        (&at_one_price, "how the gains of a divide among its bodies of information is not stated"),
    ] {
        for screen in [analysed(text), gaps(text)] {
            let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains(said), "{screen}");
            assert!(!words.contains("No open fact"), "{screen}");
        }
    }
    let apart = twice.replacen(", gains = 0", ", gains = 0, to = [\"b\"]", 1).replacen(
        "gains = 0 }",
        "gains = 0, to = [\"c\"] }",
        1,
    );
    assert!(!analysed(&apart).contains("same recipients"));
}
