//! A memorandum for the student and for the defence: the question, the short answer, facts, reasoning, and what speaks against it.

use super::facts::Teller;
use super::findings;
use super::paper::{Block, Paper, Text};
use super::{Material, review, terms};
use crate::explain::findings::{Charge, MayChange};
use crate::report::changing;
use crate::report::document::{self, Document};
use crate::report::explain::{View, explain};

/// The memorandum.
pub fn memo(material: &Material<'_>, teller: Teller<'_>) -> Paper {
    let persons = &material.reasoning.analysis.persons;
    let words = teller.words;
    let mut paper = Paper::default();
    paper.add(Block::Title(super::Kind::Memo.title(teller.language()).into()));
    paper.add(Block::Number(words.language.of(&teller.case.title).into()));
    paper.heading(1, teller.pick("一、问题与简答", "1. Question and short answer"));
    for person in persons {
        let charges = findings::charges(person);
        if charges.is_empty() {
            paper.paragraph(format!("{}{}{}", person.name, words.colon, words.no_charge));
        }
        for charge in charges {
            answer(&mut paper, &person.name, charge, teller);
        }
    }
    paper.heading(1, teller.pick("二、事实", "2. Facts"));
    review::facts(&mut paper, teller);
    paper.heading(1, teller.pick("三、分析", "3. Reasoning"));
    let view = View::default();
    embed(&mut paper, explain(material.reasoning, &view, teller.words), words.colon);
    paper.heading(1, teller.pick("四、可以争辩之处", "4. What can be argued"));
    for person in persons {
        for charge in findings::charges(person) {
            arguable(&mut paper, &person.name, charge, teller);
        }
    }
    paper.heading(1, teller.pick("五、仍待查明", "5. What is open"));
    for gaps in material.gaps {
        let open = gaps
            .matter
            .iter()
            .map(|gap| &gap.fact)
            .chain(&gaps.undecided)
            .map(|named| teller.variable(&named.variable));
        let mut open: Vec<String> = open.collect();
        open.dedup();
        let none = teller.pick(
            "仅以已证实的事实认定，没有仍可能改变情节的待查明事实",
            "on proven facts alone, no open fact can still change a grade",
        );
        let open = if open.is_empty() { none.to_owned() } else { open.join(words.stop) };
        paper.add(Block::Item(Text::from(format!("{}{}{open}{}", gaps.name, words.colon, teller.pick("。", ".")))));
    }
    paper
}

/// The short answer on one charge.
fn answer(paper: &mut Paper, name: &str, charge: &Charge, teller: Teller<'_>) {
    let words = teller.words;
    let grade = findings::grades(&teller, &charge.grades);
    let offence = words.language.of(&charge.label);
    paper.paragraph(
        Text::from(format!("{name}{}{offence}{}", words.dash, words.colon)).stress(grade).say(teller.pick("。", ".")),
    );
    for ground in crate::report::deciding(charge) {
        paper.add(Block::Item(findings::ground(&teller, ground)));
    }
    if let Some(reachable) = &charge.reachable {
        let reachable = terms::reachable(teller.book, reachable, words);
        let (band, reach) = teller.pick(("法定刑：", "依法可判处的刑罚："), ("Band: ", "What the law allows here: "));
        paper.paragraph(format!(
            "{band}{}{}{reach}{reachable}{}",
            findings::bands(&teller, charge),
            words.stop,
            teller.pick("。", ".")
        ));
    }
    for (group, (zh, en)) in findings::circumstances(&teller, charge).into_iter().zip(findings::GROUPS) {
        for line in group {
            paper.add(Block::Item(Text::from(format!("{}{}", teller.pick(zh, en), words.colon)).then(line)));
        }
    }
}

/// What can be argued: contested readings, disputed facts, near misses, limitation.
fn arguable(paper: &mut Paper, name: &str, charge: &Charge, teller: Teller<'_>) {
    let words = teller.words;
    paper.heading(2, format!("{name}{}{}", words.dash, words.language.of(&charge.label)));
    let mut items = Vec::new();
    for choice in charge.choices_that_matter.iter().chain(&charge.choices_beside) {
        items.push(findings::reading(&teller, choice));
    }
    let paths = teller.paths();
    for relied in &charge.contested {
        if let Some((entity, id)) = paths.get(&relied.fact)
            && let Some(fact) = teller.case.fact(*entity, *id)
        {
            let text =
                format!("{}{}{}", teller.fact_named(*entity, *id), words.colon, teller.valued(*entity, *id, fact));
            let regrades = |one: &&MayChange| one.what == relied.fact && !one.grades.is_empty();
            let then = charge.could_change.each.iter().find(regrades);
            let then = then.map(|one| changing::then(one, words)).unwrap_or_default();
            items.push(Text::from(format!("{}{text}{then}", teller.pick("争议事实：", "Disputed: "))));
        }
    }
    for ground in crate::report::near_misses(charge) {
        items.push(
            Text::from(teller.pick("接近标准：", "Close to a standard: ")).then(findings::ground(&teller, ground)),
        );
    }
    for relied in &charge.presumed {
        let place = relied.place.as_ref().map(|place| words.aside(&words.place(place))).unwrap_or_default();
        let text =
            format!("{}{}{}{place}", words.language.of(&relied.label), words.colon, words.language.of(&relied.value));
        items
            .push(Text::from(format!("{}{text}", teller.pick("推定，可以反驳：", "Presumed, and open to rebuttal: "))));
    }
    items.extend(findings::limitation(&teller, charge));
    paper.items(items, teller.pick("无。", "Nothing."));
}

/// A report as part of a paper: its headings one level down.
fn embed(paper: &mut Paper, report: Document, colon: &str) {
    for block in report.blocks {
        match block {
            document::Block::Heading(1, _) | document::Block::Picture(_) => {}
            document::Block::Heading(_, cell) => paper.heading(2, cell.text),
            document::Block::Line(cell) => paper.paragraph(cell.text),
            document::Block::Notes(notes) => notes.into_iter().for_each(|note| paper.add(Block::Item(note.into()))),
            document::Block::Outline(lines) => {
                for cell in lines {
                    paper.add(Block::Item(Text::from(format!("{}{}", "　".repeat(cell.depth), cell.text))));
                }
            }
            document::Block::Table(table) if table.has_headings() => {
                let headings: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
                let rows = table.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str().into()).collect());
                paper.table(&headings, rows.collect());
            }
            document::Block::Table(table) => {
                table.as_lines(colon).into_iter().for_each(|cell| paper.add(Block::Item(cell.text.into())));
            }
        }
    }
}
