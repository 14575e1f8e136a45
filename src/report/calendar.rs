//! Days that the law counts, as tables: each with its rule and its place.

use jiff::civil::{Date, Weekday};

use super::document::{Column, Document, Table};
use super::words::{Language, Words};
use super::{alike, numbers};
use crate::law::book::{LawBook, Restraint, Text};
use crate::place::Place;
use crate::quantity::Unit;
use crate::study::calendar::{Counted, LookBack};
use crate::study::served::{Held, Served, Stretch};

/// How many kinds of records a row names before the rest is counted.
const RECORDS: usize = 3;

/// The last days of limitation for an act.
pub fn limitation(counted: &[Counted], words: &Words) -> Document {
    let heading = words.language.either("追诉时效：可以追诉的最后一日", "Limitation: the last day for prosecution");
    // The periods of one law stand together.
    let at = |one: &Counted| counted.iter().position(|other| other.place.instrument == one.place.instrument);
    let mut by_law: Vec<&Counted> = counted.iter().collect();
    by_law.sort_by_key(|one| at(one));
    document(heading, None, by_law.into_iter().map(|one| (None, one)), |day| words.date(day), words)
}

/// The last days of look-backs on a prior record: those that decide a grade or the sentence, then the others.
pub fn look_backs(found: &[LookBack], words: &Words) -> Document {
    let either = |zh, en| words.language.either(zh, en);
    let heading = either("前科与处罚：以内的最后一日", "Prior records: the last day that is within the period");
    let mut document = Document::default();
    document.heading(1, heading);
    let of = |foremost: bool| look_back_table(found.iter().filter(move |one| one.foremost == foremost), words);
    document.table(of(true));
    document.section(either("其他规则", "Other rules"), of(false));
    document.notes(vec![
        either(
            "所给日期按“期间”一栏所称的日期理解：处罚决定之日，或者该栏所列之日",
            "The given day is taken to be what `Period` counts from: the decision, or the day named there",
        )
        .to_owned(),
    ]);
    document
}

fn look_back_table<'a>(found: impl Iterator<Item = &'a LookBack>, words: &Words) -> Table {
    let either = |zh, en| words.language.either(zh, en);
    let mut table = Table::new(vec![
        Column::prose(words.place),
        Column::prose(words.rule),
        Column::prose(either("何种前科、处罚", "Which records")),
        Column::prose(either("期间", "Period")),
        Column::whole(either("最后一日", "Last day")),
        Column::whole(words.verified),
    ]);
    for one in found {
        let records = one.records.iter().map(|labels| {
            let labels: Vec<&str> = labels.iter().map(|label| words.language.of(label)).collect();
            if labels.len() > RECORDS { alike::some_of(&labels, RECORDS, words) } else { labels.join(words.or) }
        });
        let records = records.collect::<Vec<_>>().join(words.pause);
        table.rows.push(vec![
            words.place(&one.counted.place).into(),
            words.language.of(&one.counted.text.label).into(),
            records.into(),
            period(one, words).into(),
            words.date(one.counted.day).into(),
            words.verification(one.counted.text.verification).into(),
        ]);
    }
    table
}

/// How long, from which day, and whether that day is the first of it.
fn period(one: &LookBack, words: &Words) -> String {
    let months = one.months.unsigned_abs();
    let term = numbers::term((months, months), words);
    let from = from(&one.counted, words);
    match (words.language, one.included) {
        (Language::Zh, true) => format!("{term}内，自{from}起算，当日计入"),
        (Language::Zh, false) => format!("{term}内，自{from}的次日起算"),
        (Language::En, true) => format!("{term} from {from}, that day counted"),
        (Language::En, false) => format!("{term} from the day after {from}"),
    }
}

/// What the given day is, of a record.
fn from<'a>(counted: &'a Counted, words: &Words) -> &'a str {
    let label = counted.from.as_ref().map(|label| words.language.of(label));
    // What the label adds in brackets is a definition.
    let bare = label.map(|label| label.split(['（', '(']).next().unwrap_or(label).trim());
    bare.unwrap_or(words.language.either("决定之日", "the decision"))
}

/// The first days of ages, and how old the person is on a day, in full years.
pub fn ages(ages: &[(i16, Counted)], on: Option<(String, Option<i16>)>, words: &Words) -> Document {
    let heading = words.language.either("年龄：达到各年龄的第一日", "Ages: the first day of each");
    let each = ages.iter().map(|(years, one)| (Some(years.to_string()), one));
    let mut document =
        document(heading, Some(words.language.either("年龄", "Age")), each, |day| words.date(day), words);
    if let Some((day, years)) = on {
        let years = years.map_or_else(
            || words.language.either("尚未出生", "not yet born").to_owned(),
            |years| words.language.either(format!("{years}周岁"), format!("{years} full years")),
        );
        document.notes(vec![format!("{day}{}{years}", words.colon)]);
    }
    document
}

/// Another text of the law of procedure, that of the day with which deadlines start.
#[derive(Clone, Copy, Debug)]
pub struct Another {
    /// The day.
    pub day: Date,
    /// Whether its deadlines are encoded.
    pub encoded: bool,
}

/// The last days of deadlines of procedure. One that falls on a weekend is marked, with the rule on holidays.
pub fn deadlines(
    deadlines: &[(String, Counted)],
    beside: &[String],
    of_another_law: Option<Another>,
    holiday: Option<(&Place, &Text)>,
    words: &Words,
) -> Document {
    let heading = words.language.either("办案期限：最后一日", "Deadlines of procedure: the last day");
    // By name they are told by what they say.
    let marked = !words.names_things();
    let each = deadlines.iter().map(|(name, one)| (marked.then(|| name.clone()), one));
    let marks = marked.then(|| words.language.either("期限", "Deadline"));
    let told = |day| words.date(day) + &weekend(day, words).map(|name| words.aside(name)).unwrap_or_default();
    let mut document = document(heading, marks, each, told, words);
    let mut notes = Vec::new();
    if !beside.is_empty() {
        // What they are called may be typed as well.
        let named = beside.iter().map(|name| match marked {
            true => format!("{name}{}", words.aside(&words.deadline(name))),
            false => words.deadline(name),
        });
        let also = words.language.either("另有其他名称的期限", "Deadlines of other names");
        notes.push(format!("{also}{}{}", words.colon, words.join(named)));
    }
    if deadlines.is_empty() {
        let none = words
            .language
            .either("该日施行的文本，其办案期限未收入本程序", "The deadlines of the text of that day are not encoded");
        notes.push(none.to_owned());
    }
    match of_another_law {
        Some(Another { day, encoded: true }) => {
            let other = words.language.either(
                "起算之日适用的是另一文本，该日的期限见",
                "Another text was in force on the day with which they start; its deadlines are shown by",
            );
            notes.push(format!("{other}{}--as-of {day}", words.gap));
        }
        Some(Another { encoded: false, .. }) => {
            let other = words.language.either(
                "起算之日施行的是另一文本，其办案期限未收入本程序",
                "Another text was in force on the day with which they start; its deadlines are not encoded",
            );
            notes.push(other.to_owned());
        }
        None => {}
    }
    if let Some((place, text)) = holiday {
        if deadlines.iter().any(|(_, one)| weekend(one.day, words).is_some()) {
            notes.push(format!("{}{}{}", words.place(place), words.colon, words.language.of(&text.label)));
        }
        let unknown = words.language.either(
            "法定节假日和调休未收入本程序，请对照当年的放假安排",
            "Public holidays and working weekends are not known to the program: look at the calendar of the year",
        );
        notes.push(unknown.to_owned());
    }
    document.notes(notes);
    document
}

/// Which day of a weekend it is.
fn weekend(day: Date, words: &Words) -> Option<&'static str> {
    match day.weekday() {
        Weekday::Saturday => Some(words.language.either("星期六", "Saturday")),
        Weekday::Sunday => Some(words.language.either("星期日", "Sunday")),
        _ => None,
    }
}

/// The table, with a column of this name for what each is marked with, and each day as it is told.
fn document<'a>(
    heading: &str,
    marks: Option<&str>,
    counted: impl Iterator<Item = (Option<String>, &'a Counted)>,
    told: impl Fn(Date) -> String,
    words: &Words,
) -> Document {
    let mut columns = vec![Column::prose(words.place), Column::prose(words.rule)];
    columns.extend(marks.map(Column::whole));
    columns.extend([Column::whole(words.language.either("日期", "Day")), Column::whole(words.verified)]);
    let mut table = Table::new(columns);
    for (mark, one) in counted {
        let others = (!one.also.is_empty()).then(|| words.further(1, one.also.len() + 1));
        let mut row = vec![
            format!("{}{}", words.place(&one.place), others.unwrap_or_default()).into(),
            words.language.of(&one.text.label).into(),
        ];
        row.extend(mark.map(Into::into));
        row.push(told(one.day).into());
        row.push(words.verification(one.text.verification).into());
        table.rows.push(row);
    }
    let mut document = Document::default();
    document.heading(1, heading.to_owned());
    document.table(table);
    document
}

/// A term as it is served: from which day to which, and what is set off.
pub fn served(terms: &[Served<'_>], months: u16, held: &[Held], book: &LawBook, words: &Words) -> Document {
    let either = |zh, en| words.language.either(zh, en);
    let mut document = Document::default();
    let length = numbers::term((months, months), words);
    document.heading(1, format!("{}{}{length}", either("刑期", "Term"), words.colon));
    document.table(stretches(terms, held, words));
    document.table(rules(terms, book, words));
    let mut notes = vec![either(
        "起止两日都计算在刑期之内；判决执行之日以所给日期为准",
        "Both days are of the term; the day of execution is the day that was given",
    )];
    if terms.iter().any(|term| unbroken(term).is_some()) {
        notes.push(either(
            "各月长短不一，故从连续羁押的首日按年月计算与逐日折抵，末日可能相差数日；判决书通常写前者（实务做法，未核对）",
            "Months differ in length, so that counting by the calendar from the first day of unbroken custody and setting off day by day can end some days apart; judgments usually write the former (practice, unverified)",
        ));
    }
    if terms.iter().flat_map(|term| &term.credits).any(|credit| credit.over > 0) {
        notes.push(either(
            "余下不足折抵一日的，法律没有规定如何处理；此处未予折抵",
            "Days left over that are too few to be set off: the law does not say what becomes of them; here they are not",
        ));
    }
    document.notes(notes.into_iter().map(str::to_owned).collect());
    document
}

/// For each punishment, the days on which it begins and ends.
fn stretches(terms: &[Served<'_>], held: &[Held], words: &Words) -> Table {
    let either = |zh, en| words.language.either(zh, en);
    let mut table = Table::new(vec![
        Column::whole(either("刑种", "Punishment")),
        Column::prose(either("算法", "Counted")),
        Column::whole(either("起", "From")),
        Column::whole(either("止", "To")),
    ]);
    let mut row = |term: &Served<'_>, counted: &str, days: Option<Stretch>| {
        let penalty = words.penalty(term.penalty);
        let (first, last) = days.map_or(
            (words.date(term.whole.0), either("已折抵完", "served already").to_owned()),
            |(first, last)| (words.date(first), words.date(last)),
        );
        table.rows.push(vec![penalty.into(), counted.into(), first.into(), last.into()]);
    };
    for term in terms {
        if held.is_empty() {
            row(term, either("自判决执行之日", "from the execution of the judgment"), Some(term.whole));
            continue;
        }
        row(term, either("自判决执行之日，不折抵", "from the execution, nothing set off"), Some(term.whole));
        row(term, either("自判决执行之日，逐日折抵", "from the execution, set off day by day"), term.left);
        if let Some(days) = unbroken(term) {
            row(
                term,
                either("自连续羁押的首日，按年月计算", "from the first day of unbroken custody, by the calendar"),
                Some(days),
            );
        }
    }
    table
}

/// From the first day of unbroken custody.
fn unbroken(term: &Served<'_>) -> Option<Stretch> {
    term.unbroken.filter(|_| term.left.is_some())
}

/// The rules that were applied, with what each sets off.
fn rules(terms: &[Served<'_>], book: &LawBook, words: &Words) -> Table {
    let either = |zh, en| words.language.either(zh, en);
    let any = terms.iter().any(|term| !term.credits.is_empty());
    let mut columns = vec![Column::prose(words.place), Column::prose(words.rule)];
    columns.extend(any.then(|| Column::whole(either("折抵", "Set off"))));
    columns.push(Column::whole(words.verified));
    let mut table = Table::new(columns);
    let days = |number: i32| words.with_unit(&number.to_string(), Unit::Days, number == 1);
    let mut row = |place: &_, text: &crate::law::book::Text, set_off: String| {
        let verified = words.verification(text.verification);
        let mut row = vec![words.place(place).into(), words.language.of(&text.label).into()];
        row.extend(any.then(|| set_off.into()));
        row.push(verified.into());
        table.rows.push(row);
    };
    for term in terms {
        let begins = book.collateral.credits.iter().filter(|rule| rule.penalty == term.penalty);
        let unused = begins.filter(|rule| rule.restraint == Restraint::Custody);
        for rule in unused.filter(|rule| term.credits.iter().all(|credit| credit.rule.place != rule.place)) {
            row(&rule.place, &rule.text, String::new());
        }
        for credit in &term.credits {
            let over =
                (credit.over > 0).then(|| words.aside(&format!("{}{}", either("余", "left over "), days(credit.over))));
            let set_off = format!("{} → {}{}", days(credit.held), days(credit.served), over.unwrap_or_default());
            row(&credit.rule.place, &credit.rule.text, set_off);
        }
    }
    if let Some((place, text)) = book.collateral.time("term") {
        row(place, text, String::new());
    }
    table
}
