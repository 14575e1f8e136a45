//! What a replacement changed, as the first thing that is shown.

use super::document::{Cell, Document, Table};
use super::words::Words;
use super::{answer, cite, numbers, sentence, step};
use crate::explain::difference::{ChargeChange, Difference, GroundChange};
use crate::explain::findings::{Band, ComparedFinding, GradeName};
use crate::place::Place;
use crate::truth::Truth;

/// The document with the difference, if there is one, before everything but its title.
pub fn first(document: Document, difference: Option<&Difference>, words: &Words) -> Document {
    let Some(difference) = difference else { return document };
    let mut blocks = document.blocks;
    let rest = blocks.split_off(blocks.len().min(1));
    let mut document = Document { blocks };
    show(&mut document, difference, words);
    document.blocks.extend(rest);
    document
}

fn show(document: &mut Document, difference: &Difference, words: &Words) {
    document.heading(2, words.difference());
    let mut replaced = Table::pairs();
    for change in &difference.replaced {
        let silent = if change.what.contains('.') { words.silent() } else { words.by_default() };
        let as_written = change.before.as_deref().unwrap_or(silent);
        let (what, before, after) = match &change.facts {
            [before, Some(after)] if words.names_things() => {
                let before = before.as_ref().map_or(as_written.to_owned(), |before| step::taken(before, words));
                (words.fact_alone(&after.path), before, step::taken(after, words))
            }
            _ if words.names_things() && !change.what.contains('.') => {
                (words.reading(&change.what), as_written.to_owned(), words.option(&change.what, &change.after))
            }
            _ => (words.fact_alone(&change.what), as_written.to_owned(), change.after.clone()),
        };
        replaced.pair(&what, format!("{before} → {after}"));
    }
    document.table(replaced);
    if difference.charges.is_empty() && difference.recommended.is_empty() {
        document.line(words.same());
    }
    for charge in &difference.charges {
        show_charge(document, charge, words);
    }
    for person in &difference.recommended {
        let (before, after) = (recommended(&person.before, words), recommended(&person.after, words));
        let text = format!("{}{}{}{}{before} → {after}", person.person, words.dash, words.recommended, words.colon);
        document.line(text);
    }
}

fn show_charge(document: &mut Document, charge: &ChargeChange, words: &Words) {
    let text = words.text_aside(charge.text.as_deref());
    let mut lines =
        vec![Cell::from(format!("{}{}{}{text}", charge.person, words.dash, words.language.of(&charge.label))).strong()];
    let mut add = |text: String| lines.push(Cell::from(text).indented(1));
    if charge.regraded {
        let (before, after) = &charge.grades;
        add(format!("{}{}{} → {}", words.grade, words.colon, grades(before, words), grades(after, words)));
    }
    if let Some((before, after)) = &charge.band {
        let (then, now) = (band(before, &charge.grades.0, words), band(after, &charge.grades.1, words));
        add(format!("{}{}{then} → {now}", words.sentence, words.colon));
    }
    for ground in &charge.grounds {
        add(format!(
            "{}{}{}{}{}",
            words.place(&ground.place),
            words.colon,
            moved(ground, words),
            words.stop,
            words.language.of(&ground.label)
        ));
    }
    document.outline(lines);
}

fn recommended(places: &[Place], words: &Words) -> String {
    if places.is_empty() { words.truth(Truth::Open).to_owned() } else { cite::places(places, words) }
}

fn grades(grades: &[GradeName], words: &Words) -> String {
    if grades.is_empty() { words.no_such_charge().to_owned() } else { answer::grades(grades, words) }
}

/// What the grade is punished with; where several grades are possible, each has its own.
fn band(band: &Option<Band>, grades: &[GradeName], words: &Words) -> String {
    match band {
        Some(band) => sentence::band(band, words),
        None if grades.len() > 1 => words.pick("依情节而定", "depends on the grade").to_owned(),
        None => words.pick("没有法定刑", "no sentence").to_owned(),
    }
}

/// `established → excluded, 5,000 → 4,999 items of 5,000 items`.
fn moved(ground: &GroundChange, words: &Words) -> String {
    let (before, after) = (words.truth(ground.before), words.truth(ground.after));
    let status = if before == after { before.to_owned() } else { format!("{before} → {after}") };
    let Some((then, now)) = &ground.compared else { return status };
    let amount = |compared: &ComparedFinding| numbers::range(compared.quantity, compared.unit, words);
    let needed = numbers::threshold(now.threshold, now.unit, words);
    format!("{status}{}{} → {}{}{needed}", words.pause, amount(then), amount(now), words.of)
}
