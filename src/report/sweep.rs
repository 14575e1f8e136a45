//! A sweep as a document: where outcomes change, who changes there, and how many stand at each level along the way.

use super::changes::{self, Changes};
use super::compare::level;
use super::document::{Cell, Column, Document, Table};
use super::numbers;
use super::tidy::Field;
use super::words::{Language, Words};
use crate::law::vocabulary::Label;
use crate::range::Number;
use crate::study::scale::Scale;
use crate::study::sweep::{Levels, Sweep, distribution, occurring};

/// What is swept.
#[derive(Clone, Debug)]
pub struct About {
    /// The law the cases are held against.
    pub law: String,
    /// What is varied, as it was asked for.
    pub over: String,
    /// What it stands at without a sweep, where it has a figure.
    pub now: Option<Number>,
    /// How many cases were counted.
    pub cases: usize,
    /// How many cases were left out, having no such fact.
    pub excluded: usize,
    /// How many cases are synthetic, and what they were drawn from.
    pub synthetic: Option<(u64, String)>,
    /// Persons, by position: case and id.
    pub persons: Vec<(String, String)>,
    /// The same: title of the case, and name.
    pub names: Vec<(Label, String)>,
    /// How many breaks are listed.
    pub most: usize,
    /// What the law changes of the one in force, where it is another.
    pub changes: Vec<Changes>,
    /// How many lines of each are listed.
    pub lines: usize,
}

impl About {
    /// The case and the person of a row, as a reader knows them; the case by its id where its title does not tell it apart.
    fn called<'a>(&'a self, row: usize, words: &Words) -> (&'a str, &'a str) {
        let ((case, person), (title, name)) = (&self.persons[row], &self.names[row]);
        if !words.names_things() {
            return (case, person);
        }
        let rows = || self.persons.iter().zip(&self.names);
        let shared = rows().any(|((other, _), (named, _))| named == title && other != case);
        let title = words.language.of(title);
        (if shared || title.is_empty() { case } else { title }, name)
    }
}

/// A grid over two numbers.
#[derive(Clone, Debug)]
pub struct Grid {
    /// What is varied down, with its values.
    pub down: (String, Vec<Number>),
    /// What is varied across, with its values.
    pub across: (String, Vec<Number>),
    /// How many persons surely reach some grade, row by row.
    pub reached: Vec<Vec<usize>>,
    /// Of how many.
    pub persons: usize,
}

/// A sweep as a document; the picture is for formats that can show one.
pub fn sweep(found: &Sweep, scale: &Scale, about: &About, picture: Option<String>, words: &Words) -> Document {
    let language = words.language;
    let mut document = Document::default();
    let (from, until) = (numbers::grouped(found.values.0), numbers::grouped(found.values.1));
    let over = match (words.names_things(), language) {
        (true, Language::Zh) => format!("{}，从{from}到{until}", words.varied(&about.over)),
        (true, Language::En) => format!("{}, from {from} to {until}", words.varied(&about.over)),
        (false, _) => format!("{} = {from} … {until}", about.over),
    };
    document.heading(1, format!("{}{over}", language.either("变动：", "Sweep over ")));
    document.line(counted(about, words));
    changes::summaries(&mut document, &about.changes, about.lines, words);
    if !found.exhausted {
        document.line(Cell::from(language.either(
            "该数值可能双向起作用且取值过多：仅间隔取值，变动点之间可能另有变动。",
            "The number may enter both ways and has too many values: only some were looked at, and changes between them may be missed.",
        )).wrong());
    }
    document.table(steps(found, scale, language));
    if let Some(svg) = picture {
        document.blocks.push(super::document::Block::Picture(svg));
    }
    if found.breaks.is_empty() {
        document.line(
            Cell::from(language.either("在此范围内没有人的结果改变。", "Nobody's result changes in this range."))
                .strong(),
        );
        return document;
    }
    let mut table = Table::new(vec![
        Column::number(language.either("自此值起", "From")),
        Column::prose(words.case),
        if words.names_things() { Column::prose(words.person) } else { Column::whole(words.person) },
        Column::prose(language.either("原为", "Was")),
        Column::prose(language.either("变为", "Is")),
    ]);
    for change in found.breaks.iter().take(about.most) {
        let (case, person) = about.called(change.row, words);
        table.rows.push(vec![
            numbers::grouped(change.at).into(),
            case.into(),
            person.into(),
            between(scale, change.before, language).into(),
            between(scale, change.after, language).into(),
        ]);
    }
    document.section(language.either("结果改变之处（精确）", "Where results change, exactly"), table);
    if found.breaks.len() > about.most {
        let more = numbers::grouped((found.breaks.len() - about.most) as Number);
        document.line(match language {
            Language::Zh => format!("另有{more}处；全部见 --format json"),
            Language::En => format!("and {more} more: --format json lists all of them"),
        });
    }
    document
}

/// What a picture of a sweep says above itself.
pub fn caption(about: &About, words: &Words) -> String {
    let (language, law) = (words.language, words.law(&about.law));
    let synthetic =
        if about.synthetic.is_some() { language.either("，合成案例", ", synthetic cases") } else { "" };
    let persons = numbers::grouped(about.persons.len() as Number);
    match language {
        Language::Zh => format!("{persons}名被告人（{law}{synthetic}）"),
        Language::En => format!("{persons} accused ({law}{synthetic})"),
    }
}

/// How many cases and persons, what was left out, and what is synthetic.
fn counted(about: &About, words: &Words) -> Cell {
    let (language, law) = (words.language, words.law(&about.law));
    let (cases, persons) = (numbers::grouped(about.cases as Number), numbers::grouped(about.persons.len() as Number));
    let mut text = match language {
        Language::Zh => format!("法律：{law}；共{cases}件案件、{persons}名被告人"),
        Language::En => format!("law: {law}; {cases} cases with {persons} accused"),
    };
    if let Some(now) = about.now {
        text += &match language {
            Language::Zh => format!("；现为{}", numbers::grouped(now)),
            Language::En => format!("; now at {}", numbers::grouped(now)),
        };
    }
    if about.excluded > 0 {
        text += &match language {
            Language::Zh => format!("；另有{}件没有该事实，未计入", about.excluded),
            Language::En => format!("; {} more have no such fact and are left out", about.excluded),
        };
    }
    if let Some((number, title)) = &about.synthetic {
        text += &match language {
            Language::Zh => format!("；其中{number}件为合成案例（{title}）"),
            Language::En => format!("; {number} of them are SYNTHETIC ({title})"),
        };
    }
    Cell::from(text).faint()
}

fn steps(found: &Sweep, scale: &Scale, language: Language) -> Table {
    /// How many steps a table shows.
    const MOST: usize = 24;
    let levels = occurring(found, scale);
    let headings = levels.iter().map(|at| Column::number(&level(scale, *at, language)));
    let first = Column::number(language.either("自此值起", "From"));
    let mut table = Table::new([first].into_iter().chain(headings).collect());
    let steps = distribution(found);
    let every = steps.len().div_ceil(MOST).max(1);
    let last = steps.len() - 1;
    for (_, (value, counts)) in steps.iter().enumerate().filter(|(at, _)| at % every == 0 || *at == last) {
        let numbers = levels.iter().map(|at| numbers::grouped(counts.get(at).copied().unwrap_or(0) as Number).into());
        table.rows.push([Cell::from(numbers::grouped(*value))].into_iter().chain(numbers).collect());
    }
    table
}

fn between(scale: &Scale, (least, most): Levels, language: Language) -> String {
    let name = |at| level(scale, Some(at), language);
    if least == most { name(least) } else { format!("{}–{}", name(least), name(most)) }
}

/// How many stand at each level from each value on, as rows under headings.
pub fn rows(found: &Sweep, scale: &Scale) -> (Vec<String>, Vec<Vec<Field>>) {
    let levels = occurring(found, scale);
    let names = levels.iter().map(|at| at.map_or("open", |at| scale.levels[at].name.as_str()).to_owned());
    let headings = ["from".to_owned()].into_iter().chain(names).collect();
    let number = |number: String| Field::Number(number);
    let steps = distribution(found).into_iter().map(|(value, counts)| {
        let numbers = levels.iter().map(|at| number(counts.get(at).copied().unwrap_or(0).to_string()));
        [number(value.to_string())].into_iter().chain(numbers).collect()
    });
    (headings, steps.collect())
}

/// The headings of a row for each accused and stretch of values.
const STRETCHES: [&str; 10] =
    ["case", "person", "law", "over", "from", "until", "least_level", "most_level", "least_grade", "most_grade"];

/// A row for each accused and each stretch of values over which the standing is the same, under headings.
pub fn stretches(found: &Sweep, scale: &Scale, about: &About) -> (Vec<String>, Vec<Vec<Field>>) {
    let mut rows = Vec::new();
    for (at, (case, person)) in about.persons.iter().enumerate() {
        let breaks = || found.breaks.iter().filter(|one| one.row == at);
        let starts = [(found.values.0, found.start[at])].into_iter().chain(breaks().map(|one| (one.at, one.after)));
        let ends = breaks().map(|one| one.at - 1).chain([found.values.1]);
        for ((from, (least, most)), until) in starts.zip(ends) {
            let number = |number: String| Field::Number(number);
            let grade = |level: usize| Field::Text(scale.levels[level].name.clone());
            rows.push(vec![
                Field::Text(case.clone()),
                Field::Text(person.clone()),
                Field::Text(about.law.clone()),
                Field::Text(about.over.clone()),
                number(from.to_string()),
                number(until.to_string()),
                number(least.to_string()),
                number(most.to_string()),
                grade(least),
                grade(most),
            ]);
        }
    }
    (STRETCHES.map(str::to_owned).to_vec(), rows)
}

/// A grid as a document.
pub fn grid(found: &Grid, about: &About, picture: Option<String>, words: &Words) -> Document {
    let language = words.language;
    let mut document = Document::default();
    let (down, across) = (words.varied(&found.down.0), words.varied(&found.across.0));
    document.heading(1, format!("{}{down} × {across}", language.either("变动：", "Sweep over ")));
    document.line(counted(about, words));
    changes::summaries(&mut document, &about.changes, about.lines, words);
    document.line(
        Cell::from(language.either(
            "格中为必定达到某一情节的人数；格点之间未作计算。",
            "How many surely reach some grade, at these points; between them nothing was computed.",
        ))
        .faint(),
    );
    let headings = found.across.1.iter().map(|value| Column::number(&numbers::grouped(*value)));
    let mut table = Table::new([Column::number("")].into_iter().chain(headings).collect());
    for (value, counts) in found.down.1.iter().zip(&found.reached) {
        let counts = counts.iter().map(|count| Cell::from(numbers::grouped(*count as Number)));
        table.rows.push([Cell::from(numbers::grouped(*value)).strong()].into_iter().chain(counts).collect());
    }
    document.table(table);
    document.blocks.extend(picture.map(super::document::Block::Picture));
    document
}

/// A grid as rows under headings.
pub fn grid_rows(found: &Grid) -> (Vec<String>, Vec<Vec<Field>>) {
    let headings = vec![found.down.0.clone(), found.across.0.clone(), "reached".to_owned(), "persons".to_owned()];
    let cells = found.down.1.iter().zip(&found.reached).flat_map(|(down, counts)| {
        let row = found.across.1.iter().zip(counts);
        row.map(|(across, count)| {
            let numbers = [*down, *across, *count as Number, found.persons as Number];
            numbers.map(|one| Field::Number(one.to_string())).to_vec()
        })
    });
    (headings, cells.collect())
}
