//! Who moves which way under each law (增减对照图): milder to the left, stricter to the right.

use plotters::prelude::*;

use super::{At, MARGIN, PlotError, SIZE, failed, fill, fitted, legend, page, width, write};
use crate::range::Number;
use crate::report::compare::{About, called, caption, name};
use crate::report::numbers::grouped;
use crate::report::words::Words;
use crate::study::compare::{Comparison, Move};

/// Height of a row, and of the bar in it.
const ROW: i32 = 40;
const BAR: i32 = 22;

/// Okabe and Ito's blue and vermilion, with what has no direction in grey; the sides say the same as the colours.
const KINDS: [(Move, RGBColor); 4] = [
    (Move::Milder, RGBColor(0, 114, 178)),
    (Move::Stricter, RGBColor(213, 94, 0)),
    (Move::Unclear, RGBColor(150, 150, 150)),
    (Move::Band, RGBColor(204, 121, 167)),
];

/// A row for each law beside the base: how many move down and up, then without a direction, and by their band alone.
///
/// # Errors
///
/// When it cannot be drawn.
pub fn moves(found: &Comparison, about: &About, words: &Words) -> Result<String, PlotError> {
    let rows: Vec<[usize; 4]> = (1..about.laws.len())
        .map(|side| KINDS.map(|(kind, _)| found.moves(side).get(&kind).copied().unwrap_or_default()))
        .collect();
    let half = SIZE.0 as i32 / 2;
    let laws = (1..about.laws.len()).map(|side| fitted(&called(about, side, words), half - MARGIN, 14));
    let laws: Vec<String> = laws.collect();
    let longest = laws.iter().map(|law| width(law, 14)).max().unwrap_or(0);
    let left = (MARGIN + longest + 24).min(half);
    // Numbers stand beyond the ends of the bars.
    let (from, until) = (left + 48, SIZE.0 as i32 - MARGIN - 48);
    let down = rows.iter().map(|row| row[0]).max().unwrap_or(0).max(1) as i32;
    let up = rows.iter().map(|row| row[1] + row[2] + row[3]).max().unwrap_or(0).max(1) as i32;
    let one = f64::from(until - from) / f64::from(down + up);
    let zero = from + (one * f64::from(down)) as i32;
    let bottom = 16 + ROW * rows.len() as i32;
    page((50 + bottom + 44) as u32, &caption(found, about, words), |area| {
        for (position, (row, law)) in rows.iter().zip(&laws).enumerate() {
            let y = 16 + ROW * position as i32 + ROW / 2;
            let top = y - BAR / 2;
            write(area, law, (left, y), 14, At::Left, BLACK)?;
            let length = |persons: usize| (persons as f64 * one).round() as i32;
            let (ends, mut x) = (zero - length(row[0]), zero);
            fill(area, (ends, top), (zero, top + BAR), KINDS[0].1)?;
            for (persons, (_, colour)) in row.iter().zip(KINDS).skip(1) {
                fill(area, (x, top), (x + length(*persons), top + BAR), colour)?;
                x += length(*persons);
            }
            write(area, &grouped(row[0] as Number), (ends - 6, y), 14, At::Left, BLACK)?;
            let numbers: Vec<String> = row[1..]
                .iter()
                .enumerate()
                .filter(|(at, n)| *at == 0 || **n > 0)
                .map(|(_, n)| grouped(*n as Number))
                .collect();
            write(area, &numbers.join(" + "), (x + 6, y), 14, At::Right, BLACK)?;
        }
        area.draw(&PathElement::new([(zero, 8), (zero, bottom)], BLACK.stroke_width(1))).map_err(failed)?;
        let seen = KINDS.iter().enumerate().filter(|(at, _)| *at < 2 || rows.iter().any(|row| row[*at] > 0));
        let named: Vec<_> = seen.map(|(_, (kind, colour))| (*colour, name(*kind, words.language).to_owned())).collect();
        legend(area, bottom + 24, &named).map(|_| ())
    })
}
