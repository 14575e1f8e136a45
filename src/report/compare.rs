//! A comparison as a document: what moved in sum, from where to where, and case by case.

use std::collections::BTreeMap;

use super::changes::{self, Changes};
use super::document::{Block, Cell, Column, Document, Table};
use super::words::{Language, Words};
use super::{cite, numbers};
use crate::place::Place;
use crate::study::compare::{Comparison, Move, Row};
use crate::study::scale::{Scale, Standing};
use crate::truth::Truth;

/// What is compared.
#[derive(Clone, Debug)]
pub struct About {
    /// The laws as they were asked for, the base first.
    pub laws: Vec<String>,
    /// Whether the base is the law in force.
    pub in_force: bool,
    /// What the cases are: how many, and where from.
    pub cases: usize,
    /// How many of them were drawn from a profile, with its title.
    pub synthetic: Option<(u64, String)>,
    /// Readings that the law of some cases does not know, and of how many.
    pub without: BTreeMap<String, usize>,
    /// How many of them state something that a party disputes or alleges.
    pub doubted: usize,
    /// The offence that alone is looked at.
    pub offence: Option<Place>,
    /// How many moved rows are shown of each law.
    pub most: usize,
    /// What each law beside the base changes.
    pub changes: Vec<Changes>,
    /// How many lines of each are listed.
    pub lines: usize,
}

/// A comparison as a document; the pictures, one for each law beside the base, are for formats that can show them.
pub fn comparison(found: &Comparison, about: &About, pictures: Vec<String>, words: &Words) -> Document {
    let language = words.language;
    let mut document = Document::default();
    let base = called(about, 0, words);
    let beside = words.join((1..about.laws.len()).map(|side| called(about, side, words)));
    document.heading(
        1,
        match language {
            Language::Zh => format!("比较：{base}与{beside}"),
            Language::En => format!("Comparison: {base} beside {beside}"),
        },
    );
    document.line(included(found, about, words));
    let shared = about.shared();
    if !shared.is_empty() {
        let lead = language.either("各法同样采用：", "Under each of the laws: ");
        document.line(format!("{lead}{}", words.law(&shared.join(SEVERAL))));
    }
    changes::summaries(&mut document, &about.changes, about.lines, words);
    let mut pictures = pictures.into_iter();
    for side in 1..about.laws.len() {
        let picture = pictures.next();
        document.heading(2, called(about, side, words));
        document.line(sum(found, side, language));
        if found.rows.iter().all(|row| row.moved(side) == Move::Same) {
            document.line(
                Cell::from(language.either("对这些案件没有任何影响。", "It changes nothing in these cases.")).strong(),
            );
            continue;
        }
        document.section(
            &match language {
                Language::Zh => format!("变动矩阵（行为{base}，列为变更后）"),
                Language::En => format!("From (rows, {base}) to (columns, beside it)"),
            },
            matrix(found, side, language),
        );
        document.blocks.extend(picture.map(Block::Picture));
        moved(&mut document, found, side, about, words);
    }
    document
}

/// What stands between the parts of a law that is a combination, as it was asked for.
const SEVERAL: &str = "+";

impl About {
    /// The parts that every law of the comparison has, where that is not all of one beside the base: they are told once.
    fn shared(&self) -> Vec<&str> {
        let parts = |law: &'_ str| law.split(SEVERAL).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
        let each: Vec<Vec<String>> = self.laws.iter().map(|law| parts(law)).collect();
        let of_base = self.laws.first().into_iter().flat_map(|law| law.split(SEVERAL)).map(str::trim);
        let shared: Vec<&str> =
            of_base.filter(|part| each.iter().all(|law| law.iter().any(|one| one == part))).collect();
        let nothing_else = each.iter().skip(1).any(|law| law.len() <= shared.len());
        if nothing_else { Vec::new() } else { shared }
    }
}

/// What a law of the comparison is called, without what all of them have; the one that the others stand beside is the first.
pub fn called(about: &About, side: usize, words: &Words) -> String {
    if side == 0 && about.in_force {
        return words.language.either("现行法", "the law in force").to_owned();
    }
    let (law, shared) = (&about.laws[side], about.shared());
    let own: Vec<&str> = law.split(SEVERAL).map(str::trim).filter(|part| !shared.contains(part)).collect();
    if own.is_empty() { words.law(law) } else { words.law(&own.join(SEVERAL)) }
}

/// The case and the person of a row, as a reader knows them: the case by its title where no other file has that, else by its
/// id, or by its file where ids are shared.
pub fn whose(found: &Comparison, row: &Row, words: &Words) -> (String, String) {
    if words.names_things() {
        let title = words.language.of(&row.title).to_owned();
        let alike = found.rows.iter().any(|other| other.title == row.title && other.file != row.file);
        if !title.is_empty() && !alike {
            return (title, row.name.clone());
        }
    }
    let shared = found.rows.iter().any(|other| other.case == row.case && other.file != row.file);
    let case = if shared { &row.file } else { &row.case };
    (case.clone(), if words.names_things() { &row.name } else { &row.person }.clone())
}

/// What a picture of a comparison says above itself.
pub fn caption(found: &Comparison, about: &About, words: &Words) -> String {
    let (language, base) = (words.language, called(about, 0, words));
    let persons = numbers::grouped(found.rows.len() as i128);
    let synthetic =
        if about.synthetic.is_some() { language.either("（合成案例）", " (synthetic cases)") } else { "" };
    match language {
        Language::Zh => format!("{persons}名被告人{synthetic}：与{base}相比"),
        Language::En => format!("{persons} accused{synthetic}, beside {base}"),
    }
}

fn included(found: &Comparison, about: &About, words: &Words) -> Cell {
    let language = words.language;
    let (cases, persons) = (numbers::grouped(about.cases as i128), numbers::grouped(found.rows.len() as i128));
    let mut text = match language {
        Language::Zh => format!("共{cases}件案件、{persons}名被告人，全部计入"),
        Language::En => format!("{cases} cases with {persons} accused, all of them counted"),
    };
    if let Some((number, title)) = &about.synthetic {
        let number = numbers::grouped(i128::from(*number));
        text += &match language {
            Language::Zh => format!("；其中{number}件为合成案例（{title}），不代表真实发案情况"),
            Language::En => format!(
                "; {number} of them are SYNTHETIC, drawn from “{title}”: no measure of how often anything happens"
            ),
        };
    }
    let mut without: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    about.without.iter().for_each(|(reading, cases)| without.entry(*cases).or_default().push(reading));
    for (cases, readings) in without {
        let (cases, readings) =
            (numbers::grouped(cases as i128), words.join(readings.iter().map(|reading| words.reading(reading))));
        text += &match language {
            Language::Zh => format!("；其中{cases}件裁判时的法律没有争点{readings}，未按其评价"),
            Language::En => {
                format!("; the law of {cases} cases does not know {readings}, and they are looked at without")
            }
        };
    }
    if about.doubted > 0 {
        let doubted = numbers::grouped(about.doubted as i128);
        text += &match language {
            Language::Zh => {
                format!("；其中{doubted}件写有有争议或者仅为一方主张的事实，暂按所述认定（可能改变结果的，见 --full）")
            }
            Language::En => format!(
                "; {doubted} of them state what is disputed or only alleged, taken at face value (what could change a result: --full)"
            ),
        };
    }
    if let Some(offence) = &about.offence {
        let offence = words.offence(offence);
        text += &match language {
            Language::Zh => format!("；仅看{offence}"),
            Language::En => format!("; {offence} alone"),
        };
    }
    let inexact = found.rows.iter().filter(|row| row.standings.iter().any(|standing| !standing.exact)).count();
    if inexact > 0 {
        text += &match language {
            Language::Zh => format!("；其中{inexact}名待定事实过多，未能穷尽"),
            Language::En => format!("; for {inexact} of them the open facts were too many to try them all"),
        };
    }
    Cell::from(text).faint()
}

/// `12 up, 3 down, 40 the same`.
fn sum(found: &Comparison, side: usize, language: Language) -> String {
    let moves = found.moves(side);
    let each = [Move::Stricter, Move::Milder, Move::Unclear, Move::Band, Move::Same].map(|kind| {
        let number = numbers::grouped(moves.get(&kind).copied().unwrap_or_default() as i128);
        match language {
            Language::Zh => format!("{}{number}名", name(kind, language)),
            Language::En => format!("{number} {}", name(kind, language)),
        }
    });
    each.join(language.words().pause)
}

/// What a move is called.
pub fn name(kind: Move, language: Language) -> &'static str {
    match kind {
        Move::Stricter => language.either("加重", "up"),
        Move::Milder => language.either("减轻", "down"),
        Move::Unclear => language.either("方向不明", "unclear"),
        Move::Band => language.either("仅刑罚幅度变动", "band alone"),
        Move::Same => language.either("不变", "the same"),
    }
}

/// What a level is called; without one, open.
pub fn level(scale: &Scale, level: Option<usize>, language: Language) -> String {
    match level {
        Some(level) => language.of(&scale.levels[level].label).to_owned(),
        None => language.either("待定", "open").to_owned(),
    }
}

fn matrix(found: &Comparison, side: usize, language: Language) -> Table {
    let cells = found.transitions(side);
    let known = |at: Option<usize>| cells.keys().any(|(from, to)| *from == at || *to == at);
    let levels: Vec<Option<usize>> =
        (0..found.scale.levels.len()).map(Some).chain([None]).filter(|at| known(*at)).collect();
    let headings = levels.iter().map(|at| Column::number(&level(&found.scale, *at, language)));
    let mut table = Table::new([Column::whole("")].into_iter().chain(headings).collect());
    for from in &levels {
        let name = Cell::from(level(&found.scale, *from, language)).strong();
        let counts = levels.iter().map(|to| match cells.get(&(*from, *to)).map_or(0, Vec::len) {
            0 => Cell::from("·").faint(),
            number if from == to => Cell::from(numbers::grouped(number as i128)),
            number => Cell::from(numbers::grouped(number as i128)).strong(),
        });
        table.rows.push([name].into_iter().chain(counts).collect());
    }
    table
}

fn moved(document: &mut Document, found: &Comparison, side: usize, about: &About, words: &Words) {
    let rows: Vec<&Row> = found.rows.iter().filter(|row| row.moved(side) != Move::Same).collect();
    let (language, most) = (words.language, about.most);
    let before = match about.in_force {
        true => language.either("现行法", "In force").to_owned(),
        false => called(about, 0, words),
    };
    let mut table = Table::new(vec![
        Column::prose(words.case),
        if words.names_things() { Column::prose(words.person) } else { Column::whole(words.person) },
        Column::whole(""),
        Column::prose(&before),
        Column::prose(language.either("变更后", "Beside it")),
    ]);
    for row in rows.iter().take(most) {
        let (case, person) = whose(found, row, words);
        table.rows.push(vec![
            case.into(),
            person.into(),
            arrowed(row.moved(side)),
            standing(&found.scale, &row.standings[0], words),
            standing(&found.scale, &row.standings[side], words),
        ]);
    }
    document.section(language.either("变动的被告人", "Who moved, and by which rule"), table);
    if rows.len() > most {
        let more = numbers::grouped((rows.len() - most) as i128);
        document.line(match language {
            Language::Zh => format!("另有{more}名；全部见 --format csv"),
            Language::En => format!("and {more} more: --format csv lists all of them"),
        });
    }
}

/// A move as a sign; nothing where nothing moved.
pub fn arrow(kind: Move) -> &'static str {
    match kind {
        Move::Stricter => "↑",
        Move::Milder => "↓",
        Move::Unclear => "↕",
        Move::Band => "=",
        Move::Same => "",
    }
}

fn arrowed(kind: Move) -> Cell {
    match kind {
        Move::Stricter | Move::Milder => Cell::from(arrow(kind)).strong(),
        Move::Unclear => Cell::status(arrow(kind), Truth::Open),
        Move::Band | Move::Same => Cell::from(arrow(kind)),
    }
}

/// The level, the offence with its text, the grounds, and the term of the band.
fn standing(scale: &Scale, standing: &Standing, words: &Words) -> Cell {
    let language = words.language;
    let levels = match standing.level() {
        Some(_) => level(scale, standing.level(), language),
        None => {
            format!("{}–{}", level(scale, Some(standing.least), language), level(scale, Some(standing.most), language))
        }
    };
    let Some(charge) = &standing.charge else {
        let track =
            standing.track.as_ref().map(|track| format!("{}{}", words.colon, words.place(track))).unwrap_or_default();
        return format!("{levels}{track}").into();
    };
    let text = words.text_aside(charge.text.as_deref());
    let by = if charge.grounds.is_empty() {
        String::new()
    } else {
        format!("{}{}", words.pause, cite::places(&charge.grounds, words))
    };
    let months = charge.band.imprisonment.or(charge.band.detention).map(|months| numbers::months(months, words));
    let months = months.map(|months| format!("\n{months}")).unwrap_or_default();
    format!("{levels}{}{}{text}{by}{months}", words.colon, words.place(&charge.offence)).into()
}
