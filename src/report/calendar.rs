//! Days that the law counts, as tables: each with its rule and its place.

use super::document::{Column, Document, Table};
use super::words::{Language, Words};
use crate::study::calendar::Counted;

/// The last days of limitation for an act.
pub fn limitation(counted: &[Counted], language: Language) -> Document {
    let heading = language.either("追诉时效：可以追诉的最后一日", "Limitation: the last day for prosecution");
    document(heading, None, counted.iter().map(|one| (None, one)), language)
}

/// The last days of look-backs on a prior record.
pub fn look_backs(counted: &[Counted], language: Language) -> Document {
    let heading =
        language.either("前科与处罚：以内的最后一日", "Prior records: the last day that is within the period");
    let column = language.either("自", "Counted from");
    let mut document = document(heading, Some(column), counted.iter().map(|one| (from(one, language), one)), language);
    let note = language.either(
        "“自”为所给日期的含义：处罚决定之日，或者表中所列之日",
        "`Counted from` is what the given day is taken to be: the decision, or the day named",
    );
    document.notes(vec![note.to_owned()]);
    document
}

/// What the given day is, of a record.
fn from(counted: &Counted, language: Language) -> Option<String> {
    let decision = || language.either("决定", "the decision").to_owned();
    Some(counted.from.as_ref().map_or_else(decision, |label| language.of(label).to_owned()))
}

/// The first days of ages, and how old the person is on a day, in full years.
pub fn ages(ages: &[(i16, Counted)], on: Option<(String, Option<i16>)>, language: Language) -> Document {
    let heading = language.either("年龄：达到各年龄的第一日", "Ages: the first day of each");
    let each = ages.iter().map(|(years, one)| (Some(years.to_string()), one));
    let mut document = document(heading, Some(language.either("年龄", "Age")), each, language);
    if let Some((day, years)) = on {
        let years = years.map_or_else(
            || language.either("尚未出生", "not yet born").to_owned(),
            |years| language.either(format!("{years}周岁"), format!("{years} full years")),
        );
        document.notes(vec![format!("{day}{}{years}", language.words().colon)]);
    }
    document
}

/// The last days of deadlines of procedure.
pub fn deadlines(deadlines: &[(String, Counted)], language: Language) -> Document {
    let heading = language.either("办案期限：最后一日", "Deadlines of procedure: the last day");
    let each = deadlines.iter().map(|(name, one)| (Some(name.clone()), one));
    document(heading, Some(language.either("期限", "Deadline")), each, language)
}

/// The table, with a column of this name for what each is marked with.
fn document<'a>(
    heading: &str,
    marks: Option<&str>,
    counted: impl Iterator<Item = (Option<String>, &'a Counted)>,
    language: Language,
) -> Document {
    let words: &Words = language.words();
    let mut columns = vec![Column::whole(words.place), Column::prose(words.rule)];
    columns.extend(marks.map(Column::whole));
    columns.extend([Column::whole(language.either("日期", "Day")), Column::whole(words.verified)]);
    let mut table = Table::new(columns);
    for (mark, one) in counted {
        let mut row = vec![one.place.to_string().into(), language.of(&one.text.label).into()];
        row.extend(mark.map(Into::into));
        row.push(one.day.to_string().into());
        row.push(words.verification(one.text.verification).into());
        table.rows.push(row);
    }
    let mut document = Document::default();
    document.heading(1, heading.to_owned());
    document.table(table);
    document
}
