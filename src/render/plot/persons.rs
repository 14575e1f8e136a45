//! Persons by laws (案件与法律对照图): a row for each person, a column for each law, the base first.

use plotters::prelude::*;

use super::{At, MARGIN, PlotError, SIZE, failed, fill, fitted, ink, legend, levels_named, page, shade, width, write};
use crate::range::Number;
use crate::report::compare::{About, arrow, called, caption, whose};
use crate::report::numbers::grouped;
use crate::report::words::{Language, Words};
use crate::study::compare::{Comparison, Move, Row};
use crate::study::scale::Standing;

/// Height of a row.
const ROW: i32 = 22;

/// Room for the name of a case and a person, and the height of a line of names of laws.
const NAME: i32 = 360;
const LINE: i32 = 20;

/// How many rows are drawn.
const MOST: usize = 60;

/// Where each person stands under each law, those first whom most laws move; the number is the longest term in months.
///
/// # Errors
///
/// When it cannot be drawn.
pub fn persons(found: &Comparison, about: &About, words: &Words) -> Result<String, PlotError> {
    let moved = |row: &Row| (1..about.laws.len()).filter(|side| row.moved(*side) != Move::Same).count();
    let mut rows: Vec<&Row> = found.rows.iter().collect();
    let all = rows.len();
    // Where everyone can be shown, those are too whom nothing moves.
    if all > MOST / 2 {
        rows.retain(|row| moved(row) > 0);
        rows.sort_by_key(|row| std::cmp::Reverse(moved(row)));
    }
    let (still, crowd) = (all - rows.len(), rows.len().saturating_sub(MOST));
    let shown = rows.len().min(MOST);
    let standings = || rows[..shown].iter().flat_map(|row| &row.standings);
    let seen = |at: &usize| *at == 0 || standings().any(|standing| standing.least == *at || standing.most == *at);
    let levels: Vec<Option<usize>> = (0..found.scale.levels.len()).filter(seen).map(Some).collect();
    let named = levels_named(&found.scale, &levels, words.language);
    let name = |row: &&Row| {
        let (case, person) = whose(found, row, words);
        let person = format!(" · {person}");
        // The person tells the rows of a case apart, and stays whole.
        fitted(&case, NAME - width(&person, 12), 12) + &person
    };
    let names: Vec<String> = rows[..shown].iter().map(name).collect();
    let left = MARGIN + names.iter().map(|name| width(name, 12)).max().unwrap_or(0) + 8;
    let laws: Vec<String> = (0..about.laws.len()).map(|side| called(about, side, words)).collect();
    let wide = (SIZE.0 as i32 - MARGIN - left) / laws.len() as i32;
    // Names of laws that do not fit beside each other stand in two heights; longer ones below, under a number.
    let widest = laws.iter().map(|law| width(law, 13)).max().unwrap_or(0);
    let (crowded, numbered) = (widest > wide - 6, widest > 2 * wide - 6);
    let top = if crowded && !numbered { 56 } else { 34 };
    let bottom = top + ROW * shown as i32;
    let listed = if numbered { LINE * laws.len() as i32 } else { 0 };
    let key = 24 * named.len().div_ceil(4) as i32 + 36 + listed;
    page((50 + bottom + key) as u32, &caption(found, about, words), |area| {
        for (column, law) in laws.iter().enumerate() {
            let middle = left + wide * column as i32 + wide / 2;
            let y = if crowded && !numbered && column % 2 == 0 { top - 36 } else { top - 14 };
            let mark = if numbered { format!("[{}]", column + 1) } else { law.clone() };
            write(area, &mark, (middle, y), 13, At::Middle, BLACK)?;
        }
        for (at, row) in rows[..shown].iter().enumerate() {
            let y = top + ROW * at as i32;
            write(area, &names[at], (left - 8, y + ROW / 2), 12, At::Left, BLACK)?;
            for (side, standing) in row.standings.iter().enumerate() {
                let (x, colour) = (left + wide * side as i32, shade(&levels, Some(standing.most)));
                fill(area, (x + 1, y + 1), (x + wide - 1, y + ROW - 1), colour)?;
                // What is open has both its ends, each on its side.
                let third = x + wide / 3;
                fill(area, (x + 1, y + 1), (third, y + ROW - 1), shade(&levels, Some(standing.least)))?;
                let mark = if side == 0 { "" } else { arrow(row.moved(side)) };
                let text = format!("{mark} {}", longest(standing));
                write(area, text.trim(), ((third + x + wide) / 2, y + ROW / 2), 12, At::Middle, ink(colour))?;
            }
        }
        area.draw(&PathElement::new([(left, top - 2), (SIZE.0 as i32 - MARGIN, top - 2)], BLACK)).map_err(failed)?;
        let below = legend(area, bottom + 20, &named)?;
        write(area, &note(still, crowd, words.language), (MARGIN, below + 2), 13, At::Right, BLACK)?;
        for (column, law) in laws.iter().enumerate().filter(|_| numbered) {
            let y = below + 2 + LINE * (column as i32 + 1);
            write(area, &format!("[{}] {law}", column + 1), (MARGIN, y), 13, At::Right, BLACK)?;
        }
        Ok(())
    })
}

/// The longest term of the charge, in months.
fn longest(standing: &Standing) -> String {
    let band = standing.charge.as_ref().map(|charge| charge.band);
    match band {
        Some(band) if band.life => "∞".to_owned(),
        Some(band) => band.imprisonment.or(band.detention).map(|(_, most)| most.to_string()).unwrap_or_default(),
        None => String::new(),
    }
}

fn note(still: usize, crowd: usize, language: Language) -> String {
    let mut text = language
        .either(
            "两色：最轻与最重可能结果；数字：最高刑期（月）；↑ 加重，↓ 减轻，↕ 方向不明，= 仅幅度变动",
            "two colours: open between them; number: longest term in months; ↑ up, ↓ down, ↕ unclear, = band alone",
        )
        .to_owned();
    let grouped = |number: usize| grouped(number as Number);
    if still > 0 {
        text += &match language {
            Language::Zh => format!("；结果不变的{}名未列", grouped(still)),
            Language::En => format!("; not shown: {} whom nothing moves", grouped(still)),
        };
    }
    if crowd > 0 {
        text += &match language {
            Language::Zh => format!("；另有{}名未列", grouped(crowd)),
            Language::En => format!(", and {} more", grouped(crowd)),
        };
    }
    text
}
