//! Which grounds hold together (情节组合图): a column for each combination of grounds that surely hold for someone, a dot at
//! each ground in it, and above it for how many persons, under the base and under each law.

use std::collections::BTreeMap;

use plotters::prelude::*;

use super::{At, MARGIN, PlotError, SIZE, failed, fill, legend, page, width, write};
use crate::place::Place;
use crate::range::Number;
use crate::report::compare::{About, called, caption};
use crate::report::numbers::grouped;
use crate::report::words::{Language, Words};
use crate::study::compare::Comparison;

/// How many combinations are drawn, and how many laws side by side.
const MOST: usize = 20;
const LAWS: usize = 4;

/// Height of the bars, and of the row of a ground.
const BARS: i32 = 200;
const ROW: i32 = 22;

/// Okabe and Ito: dark, blue, vermilion, sky.
const COLOURS: [RGBColor; LAWS] =
    [RGBColor(60, 60, 60), RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(86, 180, 233)];

/// The combinations of grounds that hold, the most frequent under the base first.
///
/// # Errors
///
/// When it cannot be drawn.
pub fn grounds(found: &Comparison, about: &About, words: &Words) -> Result<String, PlotError> {
    let laws = about.laws.len().min(LAWS);
    let (shown, left_out) = combinations(found, laws);
    let mut places: Vec<&Place> = shown.iter().flat_map(|(grounds, _)| grounds.iter()).collect();
    places.sort_by_key(|place| in_order(place));
    places.dedup();
    let resting = |place: &Place| -> usize {
        shown.iter().filter(|(grounds, _)| grounds.contains(place)).map(|(_, numbers)| numbers[0]).sum()
    };
    let names: Vec<String> = places
        .iter()
        .map(|place| format!("{}{}{}", words.place(place), words.colon, grouped(resting(place) as Number)))
        .collect();
    let left = MARGIN + names.iter().map(|name| width(name, 13)).max().unwrap_or(0) + 12;
    let wide = ((SIZE.0 as i32 - MARGIN - left) / shown.len().max(1) as i32).clamp(12, 120);
    let highest = shown.iter().flat_map(|(_, numbers)| numbers).max().copied().unwrap_or(0).max(1) as i32;
    let (top, dots) = (28, 28 + BARS + 12);
    let bottom = dots + ROW * places.len() as i32;
    let listed = (0..laws).map(|side| called(about, side, words));
    let named: Vec<(RGBColor, String)> = COLOURS.into_iter().zip(listed).collect();
    page((50 + bottom + 64) as u32, &caption(found, about, words), |area| {
        for (row, name) in names.iter().enumerate() {
            let y = dots + ROW * row as i32;
            if row % 2 == 0 {
                fill(area, (MARGIN, y), (SIZE.0 as i32 - MARGIN, y + ROW), RGBColor(244, 244, 244))?;
            }
            write(area, name, (left - 10, y + ROW / 2), 13, At::Left, BLACK)?;
        }
        for (column, (grounds, numbers)) in shown.iter().enumerate() {
            let x = left + wide * column as i32;
            let bar = ((wide - 6) / laws as i32).max(2);
            for (law, persons) in numbers.iter().enumerate() {
                let height = BARS * *persons as i32 / highest;
                let from = x + 3 + bar * law as i32;
                fill(area, (from, top + BARS - height), (from + bar - 1, top + BARS), COLOURS[law])?;
                if *persons > 0 {
                    let at = (from + bar / 2, top + BARS - height - 8);
                    write(area, &grouped(*persons as Number), at, if bar < 14 { 9 } else { 12 }, At::Middle, BLACK)?;
                }
            }
            let middle = x + wide / 2;
            let height = |place: &Place| {
                let row = places.iter().position(|known| *known == place).unwrap_or_default() as i32;
                dots + ROW * row + ROW / 2
            };
            let held: Vec<i32> = grounds.iter().map(height).collect();
            for row in 0..places.len() as i32 {
                let at = (middle, dots + ROW * row + ROW / 2);
                let colour = if held.contains(&at.1) { BLACK } else { RGBColor(214, 214, 214) };
                area.draw(&Circle::new(at, 5, colour.filled())).map_err(failed)?;
            }
            if let (Some(first), Some(last)) = (held.iter().min(), held.iter().max()) {
                let line = [(middle, *first), (middle, *last)];
                area.draw(&PathElement::new(line, BLACK.stroke_width(2))).map_err(failed)?;
            }
        }
        area.draw(&PathElement::new([(left, top + BARS), (SIZE.0 as i32 - MARGIN, top + BARS)], BLACK))
            .map_err(failed)?;
        let below = legend(area, bottom + 20, &named)?;
        write(area, &note(left_out, about.laws.len() - laws, words.language), (MARGIN, below + 2), 13, At::Right, BLACK)
    })
}

/// Grounds that hold together, and for how many persons under each law.
type Combination = (Vec<Place>, Vec<usize>);

/// Item 10 after item 9: numbers as numbers, and before what is none.
fn in_order(place: &Place) -> (&str, Vec<(u32, &str)>) {
    let parts = place.path.iter().map(|part| (part.parse().unwrap_or(u32::MAX), part.as_str()));
    (&place.instrument, parts.collect())
}

/// Combinations of grounds with for how many persons they hold under each law, and how many of those are left out.
fn combinations(found: &Comparison, laws: usize) -> (Vec<Combination>, usize) {
    let mut seen: BTreeMap<Vec<Place>, Vec<usize>> = BTreeMap::new();
    for row in &found.rows {
        for (law, standing) in row.standings.iter().take(laws).enumerate() {
            if let Some(charge) = standing.charge.as_ref().filter(|charge| !charge.held.is_empty()) {
                let mut grounds = charge.held.clone();
                grounds.sort();
                grounds.dedup();
                seen.entry(grounds).or_insert_with(|| vec![0; laws])[law] += 1;
            }
        }
    }
    let mut all: Vec<Combination> = seen.into_iter().collect();
    let whole = |numbers: &[usize]| numbers.iter().sum::<usize>();
    all.sort_by_key(|(_, numbers)| std::cmp::Reverse((numbers[0], whole(numbers))));
    let left_out = all.iter().skip(MOST).count();
    all.truncate(MOST);
    (all, left_out)
}

fn note(left_out: usize, laws: usize, language: Language) -> String {
    let mut text = language
        .either(
            "点为同时成立的情节，其旁数字为左首法律下的人数；无情节确定成立者不计",
            "dots: grounds that hold together; beside each, persons under the first law; without any, not counted",
        )
        .to_owned();
    if left_out > 0 {
        text += &match language {
            Language::Zh => format!("；另有{left_out}种组合未列"),
            Language::En => format!("; {left_out} more combinations are not shown"),
        };
    }
    if laws > 0 {
        text += &match language {
            Language::Zh => format!("；另有{laws}部法律未列"),
            Language::En => format!("; {laws} more laws are not shown"),
        };
    }
    text
}
