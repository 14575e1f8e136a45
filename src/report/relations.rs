//! Several charges: which are recommended, what becomes of the others by which rule, and the joint sentence.

use super::document::{Cell, Document, Table};
use super::words::Words;
use super::{answer, changing, cite, numbers, sentence};
use crate::explain::findings::{Charge, GradeName, Joint, PersonFindings, RecommendedUnder, RelationFinding};
use crate::law::book::RelationKind;
use crate::place::Place;
use crate::truth::Truth;

/// What stands of several charges, before any of them in detail. One charge without a relation needs none of it.
pub fn relations(document: &mut Document, person: &PersonFindings, words: &Words) {
    // The texts of one article at different times are one charge.
    let mut possible = person.charges.iter().filter(|charge| charge.status.possible());
    let several = possible.next().is_some_and(|first| possible.any(|charge| charge.offence != first.offence));
    if person.relations.is_empty() && person.joint.is_none() && !several {
        return;
    }
    if !person.recommended.is_empty() {
        let offences = person.recommended.iter().map(|place| named(person, place, words));
        let offences = words.join(offences);
        let text = format!("{}{}{}{}{offences}", person.name, words.dash, words.recommended, words.colon);
        document.line(Cell::from(text).strong());
    }
    let mut table = Table::pairs();
    for (position, relation) in person.relations.iter().enumerate() {
        let name = if position == 0 { words.relations } else { "" };
        // What several in turn depend on is said once, of all of them.
        let facts = deciding(relation, words);
        let same = |other: Option<&RelationFinding>| other.is_some_and(|other| deciding(other, words) == facts);
        let before = position.checked_sub(1).and_then(|at| person.relations.get(at));
        let depends = match (same(person.relations.get(position + 1)), same(before)) {
            (true, _) => String::new(),
            (false, true) => depends(words.each_depends_on, &facts, words),
            (false, false) => depends(words.depends_on, &facts, words),
        };
        let text = match before.is_some_and(|before| alike(before, relation)) {
            true => likewise(relation, words),
            false => without_facts(relation, words),
        };
        table.pair(name, Cell::status(&(text + &depends), relation.status));
    }
    for reading in &person.recommended_under {
        table.pair(words.choices_matter, recommended_under(reading, words));
    }
    if let Some(joint) = &person.joint {
        table.pair(words.joint, Cell::from(joint_line(joint, words)).strong());
    }
    document.table(table);
}

/// A reading under which other charges would be recommended: which, under each of its options.
pub fn recommended_under(reading: &RecommendedUnder, words: &Words) -> String {
    let options = reading.recommended.iter().map(|(option, places)| {
        let now = if *option == reading.option { words.aside(words.now) } else { String::new() };
        let places = match places.as_slice() {
            [] => words.truth(Truth::Open).to_owned(),
            places => cite::places(places, words),
        };
        format!("{}{now} → {places}", words.option(&reading.name, option))
    });
    format!("{}{}{}", words.reading(&reading.name), words.colon, options.collect::<Vec<_>>().join(words.stop))
}

/// A line for each charge that is not shown in full; one for all that only a contested fact would bring.
pub fn others(document: &mut Document, person: &PersonFindings, charges: &[&Charge], words: &Words) {
    let (absent, shown): (Vec<&Charge>, Vec<&Charge>) =
        charges.iter().partition(|charge| charge.present == Truth::Excluded);
    let brought = changing::brought_of(person, &[]);
    let of =
        |charge: &Charge| brought.iter().find(|(offence, _)| **offence == charge.offence).map(|(_, grades)| grades);
    let mut rows: Vec<Cell> = shown.iter().map(|charge| other(charge, of(charge), words)).collect();
    if !absent.is_empty() {
        let mut places: Vec<(&Place, String)> = Vec::new();
        for charge in absent {
            let grades = of(charge).map(|grades| words.aside(&answer::grades(grades, words))).unwrap_or_default();
            if !places.iter().any(|(known, _)| *known == &charge.offence) {
                places.push((&charge.offence, grades));
            }
        }
        let text = format!("{}{}{}", words.only_if_otherwise, words.colon, cite::with(places, words));
        rows.push(Cell::status(&text, Truth::Excluded));
    }
    let mut table = Table::pairs();
    for (position, row) in rows.into_iter().enumerate() {
        table.pair(if position == 0 { words.other_charges } else { "" }, row);
    }
    if !charges.is_empty() {
        table.pair("", Cell::from(words.rest_of_charges(&person.name)).faint());
    }
    document.pairs(table);
}

/// A charge in a line, with the grades that only a fact of a party brings.
fn other(charge: &Charge, brought: Option<&Vec<GradeName>>, words: &Words) -> Cell {
    // Where none is sure, what each can bring is not said elsewhere.
    let open = charge.reachable.as_ref().filter(|_| charge.status == Truth::Open && charge.stands.possible());
    let brings = open.map(|can| format!("{}{}", words.stop, sentence::reachable(can, words))).unwrap_or_default();
    let brought = brought.filter(|_| charge.could_change.regraded_by_a_party());
    let otherwise = brought.map(|grades| {
        format!("{}{}{}{}", words.stop, words.possible_if_otherwise, words.colon, answer::grades(grades, words))
    });
    let text = format!(
        "{}{}{}{brings}{}",
        words.place(&charge.offence),
        words.colon,
        answer::outcome_in_short(charge, words),
        otherwise.unwrap_or_default()
    );
    Cell::status(&text, charge.status)
}

fn named(person: &PersonFindings, place: &Place, words: &Words) -> String {
    // Of several texts, those that stand name it.
    let texts = || person.charges.iter().filter(|charge| charge.offence == *place);
    let mut labels: Vec<&str> =
        texts().filter(|charge| charge.stands.certain()).map(|charge| words.language.of(&charge.label)).collect();
    labels.dedup();
    if labels.is_empty() {
        labels.extend(texts().next().map(|charge| words.language.of(&charge.label)));
    }
    format!("{}{}", words.join(labels), words.aside(&words.place(place)))
}

/// `cl/253-1, cl/285.2 — the heavier of the two: cl/285.2 falls (doctrine/1, secondary)`, and the facts that decide it.
pub fn line(relation: &RelationFinding, words: &Words) -> String {
    without_facts(relation, words) + &depends(words.depends_on, &deciding(relation, words), words)
}

fn depends(says: &str, facts: &str, words: &Words) -> String {
    if facts.is_empty() { String::new() } else { format!("{}{says}{facts}", words.stop) }
}

/// The open facts that decide what becomes of the charges; nothing where none does.
fn deciding(relation: &RelationFinding, words: &Words) -> String {
    let open = relation.status == Truth::Open || !relation.may_fall.is_empty();
    let facts = relation.depends.iter().filter(|_| open).map(|(path, label)| words.labelled(label, path));
    words.join(facts.take(answer::NAMED))
}

/// Whether of both, in the same way, it is open which charge falls.
fn alike(one: &RelationFinding, other: &RelationFinding) -> bool {
    let open = |one: &RelationFinding| {
        !one.may_fall.is_empty() && one.falls.is_empty() && one.kind != RelationKind::Cumulative && !one.equal
    };
    one.kind == other.kind && open(one) && open(other)
}

/// What becomes of charges in the same way as of those in the line above.
fn likewise(relation: &RelationFinding, words: &Words) -> String {
    let (charges, may_fall) = (cite::places(&relation.charges, words), cite::places(&relation.may_fall, words));
    let as_above = words.language.either("同上", "likewise");
    format!("{charges}{}{as_above}{}{may_fall}{}", words.colon, words.pause, source(relation, words))
}

/// Where it stands that charges are so related, and how that is known.
fn source(relation: &RelationFinding, words: &Words) -> String {
    let verification = words.verification(relation.text.verification);
    words.aside(&format!("{}{}{verification}", words.place(&relation.place), words.pause))
}

fn without_facts(relation: &RelationFinding, words: &Words) -> String {
    let kind = words.relation(relation.kind);
    let effect = if !relation.falls.is_empty() {
        format!("{}{}", words.falls(relation.kind), cite::places(&relation.falls, words))
    } else if relation.kind == RelationKind::Cumulative {
        words.all_stand.to_owned()
    } else if relation.may_fall.is_empty() {
        words.crime_by_themselves(&relation.beside)
    } else {
        let by_themselves = words.whether_a_crime_by_themselves(&relation.beside);
        format!("{}{}{by_themselves}", words.may_fall, cite::places(&relation.may_fall, words))
    };
    let equal = if relation.equal { words.aside(words.equally_heavy) } else { String::new() };
    let source = source(relation, words);
    let charges = cite::places(&relation.charges, words);
    format!("{charges}{}{kind}{}{effect}{equal}{source}", words.colon, words.pause)
}

/// What the charges that stand can bring together.
fn joint_line(joint: &Joint, words: &Words) -> String {
    // Of one offence under several texts each is named.
    let again = |place: &Place| joint.bands.iter().filter(|(other, ..)| other == place).count() > 1;
    let each = joint.bands.iter().map(|(place, text, band)| {
        let text = words.text_aside(text.as_deref().filter(|_| again(place)));
        format!("{}{text}{}{}", words.place(place), words.gap_or_colon(), sentence::band(band, words))
    });
    let mut parts: Vec<String> = each.collect();
    for term in &joint.terms {
        let name = words.penalty(term.term);
        let cap = term.cap.as_ref().map(|(place, _, most)| {
            let most = numbers::months((*most, *most), words);
            words.aside(&format!("{}{most}{}{}", words.capped_at, words.pause, words.place(place)))
        });
        let months = numbers::months(term.months, words);
        parts.push(format!("{}{name}{}{months}{}", words.together, words.gap, cap.unwrap_or_default()));
    }
    for (place, text) in &joint.orders {
        parts.push(format!("{}{}", words.language.of(&text.label), words.aside(&words.place(place))));
    }
    if joint.life {
        parts.push(words.life_takes_all.to_owned());
    }
    if joint.fines {
        parts.push(words.fines_add_up.to_owned());
    }
    parts.join(words.stop)
}
