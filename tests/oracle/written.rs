//! A generated case as a file for the engine.

use std::fmt::Write;

use super::PERSONS;
use super::cases::{MOST, Open, Sample};
use super::reading::{Day, Record};

/// The file of a case.
pub fn written(sample: &Sample) -> String {
    let Sample { case, open, disputed } = sample;
    let mut text = "[case]\nid = \"t\"\njudged = 2023-06-01\n".to_owned();
    for person in PERSONS {
        write!(text, "\n[[person]]\nid = \"{person}\"\nborn = 1990-05-01\n").expect("a string");
        let own = case.records.iter().filter(|record| record.person == person);
        let records: Vec<String> = own.map(record_written).collect();
        if !records.is_empty() {
            writeln!(text, "record = [{}]", records.join(", ")).expect("a string");
        }
    }
    for (at, body) in case.bodies.iter().enumerate() {
        let range = open.iter().find_map(|open| match open {
            Open::Items(of, _, MOST) if *of == at => Some("\"unknown\"".to_owned()),
            Open::Items(of, least, most) if *of == at => Some(amount(body.items, *least, *most, *disputed)),
            _ => None,
        });
        let items = range.unwrap_or_else(|| body.items.to_string());
        let position = if body.by_position { "duty" } else { "none" };
        write!(
            text,
            "\n[[dataset]]\nid = \"d{at}\"\ncontains = [\"{}\"]\nitems = {items}\nobtained_in = \"{position}\"\n",
            body.kind
        )
        .expect("a string");
        if body.duplicates > 0 {
            writeln!(text, "duplicates = {}", body.duplicates).expect("a string");
        }
        let unknown = open.iter().any(|open| matches!(open, Open::False(of) if *of == at));
        if unknown {
            text += "false_items = \"unknown\"\n";
        } else if body.false_items > 0 {
            writeln!(text, "false_items = {}", body.false_items).expect("a string");
        }
    }
    for at in 0..case.acts.len() {
        text += &act_written(sample, at);
    }
    for (at, result) in case.results.iter().enumerate() {
        write!(text, "\n[[consequence]]\nof = [\"a{}\"]\nkind = \"{}\"\n", result.of, result.kind).expect("a string");
        if result.kind == "economic_loss" && !open.iter().any(|open| matches!(open, Open::Major(of) if *of == at)) {
            for person in PERSONS {
                write!(
                    text,
                    "\n[[judgement]]\nperson = \"{person}\"\nplace = \"fs-2017-10/5.2.2\"\nholds = {}\nreasons = \"t\"\n",
                    result.major && case.acts[result.of].by.contains(&person)
                )
                .expect("a string");
            }
        }
    }
    // Whether the conduct caused what came of it is judged (art. 5(2)(1)); in these cases it did.
    for person in PERSONS {
        let caused =
            |result: &super::reading::Result| GRAVE.contains(&result.kind) && case.acts[result.of].by.contains(&person);
        if case.results.iter().any(caused) {
            write!(
                text,
                "\n[[judgement]]\nperson = \"{person}\"\nplace = \"fs-2017-10/5.2.1\"\nholds = true\nreasons = \"t\"\n"
            )
            .expect("a string");
        }
    }
    // What is obtained for doxxing asks for item 10, which is judged: this reading has the items that are not.
    if open.iter().any(|open| matches!(open, Open::Purpose(_))) {
        for person in PERSONS {
            let place = "fs-2017-10/5.1.10";
            write!(
                text,
                "\n[[judgement]]\nperson = \"{person}\"\nplace = \"{place}\"\nholds = false\nreasons = \"t\"\n"
            )
            .expect("a string");
        }
    }
    text
}

/// What art. 5(2)(1) names.
const GRAVE: [&str; 4] = ["death", "serious_injury", "mental_disorder", "kidnapping"];

/// An open amount: a range, or what one side says beside what the other says.
fn amount(value: i64, least: i64, most: i64, disputed: bool) -> String {
    match disputed {
        true => format!(
            "{{ value = {value}, status = \"disputed\", defence = {} }}",
            if value == least { most } else { least }
        ),
        false => format!("{{ min = {least}, max = {most} }}"),
    }
}

/// An open value of a list: unknown, or stated by one side alone.
fn listed(value: &str, disputed: bool) -> String {
    if disputed { format!("{{ value = \"{value}\", status = \"disputed\" }}") } else { "\"unknown\"".to_owned() }
}

fn record_written(record: &Record) -> String {
    let kind = if record.criminal { "\"criminal\", term_months = 10" } else { "\"administrative\"" };
    format!("{{ kind = {kind}, for = \"personal_information\", decided = {} }}", day(record.decided))
}

fn day((year, month, day): Day) -> String {
    format!("{year}-{month:02}-{day:02}")
}

fn act_written(sample: &Sample, at: usize) -> String {
    let act = &sample.case.acts[at];
    let is_open = |which: &dyn Fn(&Open) -> bool| sample.open.iter().any(which);
    let list = |names: &[&str]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let mut text = format!(
        "\n[[act]]\nid = \"a{at}\"\nby = [{}]\ndoes = \"{}\"\ndataset = \"d{}\"\non = {}\n",
        list(&act.by),
        act.does,
        act.body,
        day(act.on)
    );
    if !act.to.is_empty() {
        writeln!(text, "to = [{}]", list(&act.to)).expect("a string");
    }
    let position = |had: bool| if had { "service" } else { "none" };
    if act.supplies() {
        let gains = sample.open.iter().find_map(|open| match open {
            Open::Gains(of, least, most) if *of == at => Some(amount(act.gains, *least, *most, sample.disputed)),
            _ => None,
        });
        writeln!(text, "gains = {}", gains.unwrap_or_else(|| act.gains.to_string())).expect("a string");
        if is_open(&|open| matches!(open, Open::Crime(of) if *of == at)) {
            let (crime, knew) = (["none", "intended", "used"][act.crime], if act.knew { "knew" } else { "no" });
            let (crime, knew) = (listed(crime, sample.disputed), listed(knew, sample.disputed));
            writeln!(text, "recipient_crime = {crime}\nknew_of_crime = {knew}").expect("a string");
        } else if act.crime > 0 {
            let (crime, knew) = (["none", "intended", "used"][act.crime], if act.knew { "should_know" } else { "no" });
            writeln!(text, "recipient_crime = \"{crime}\"\nknew_of_crime = \"{knew}\"").expect("a string");
        }
        if is_open(&|open| matches!(open, Open::Position(of) if *of == at)) {
            let had = position(act.by_position.unwrap_or_default());
            writeln!(text, "obtained_in = {}", listed(had, sample.disputed)).expect("a string");
        } else if let Some(had) = act.by_position {
            writeln!(text, "obtained_in = \"{}\"", position(had)).expect("a string");
        }
    } else if ["purchase", "receive"].contains(&act.does) {
        let unknown = is_open(&|open| matches!(open, Open::Purpose(of) if *of == at));
        let stated = if act.lawful_business { "lawful_business" } else { "resale" };
        let purpose = if unknown { listed(stated, sample.disputed) } else { format!("\"{stated}\"") };
        writeln!(text, "purpose = {purpose}\nprofit = {}", act.profit).expect("a string");
    }
    text
}
