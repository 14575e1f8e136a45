//! The flow from level to level (流向图): on the left where persons stand under the base, on the right where a law puts
//! them, and between the two a band for each cell of the matrix of transitions.

use plotters::prelude::*;

use super::{Area, At, MARGIN, PlotError, SIZE, failed, fill, fitted, ink, legend, levels_named, page, shade, write};
use crate::range::Number;
use crate::report::compare::{About, called, caption};
use crate::report::numbers::grouped;
use crate::report::words::Words;
use crate::study::compare::Comparison;

/// Height of the bars of a panel, and the room above and below them for names.
const BARS: i32 = 240;
const ABOVE: i32 = 44;
const BELOW: i32 = 20;

/// Width of a bar, and the gap between two levels.
const BAR: i32 = 34;
const GAP: i32 = 6;

/// The least distance of two numbers, one above the other.
const LINE: i32 = 14;

/// The flow from the base to every law beside it, two panels in a row.
///
/// # Errors
///
/// When it cannot be drawn.
pub fn flows(found: &Comparison, about: &About, words: &Words) -> Result<String, PlotError> {
    panels(found, about, &(1..about.laws.len()).collect::<Vec<_>>(), words)
}

/// The flow from the base to one law, by its position.
///
/// # Errors
///
/// When it cannot be drawn.
pub fn flow(found: &Comparison, about: &About, side: usize, words: &Words) -> Result<String, PlotError> {
    panels(found, about, &[side], words)
}

fn panels(found: &Comparison, about: &About, sides: &[usize], words: &Words) -> Result<String, PlotError> {
    // One key for all panels: a level has the same colour in each.
    let levels = found.levels_seen();
    let named = levels_named(&found.scale, &levels, words.language);
    let columns = if sides.len() > 1 { 2 } else { 1 };
    let rows = sides.len().div_ceil(columns) as i32;
    let panel = ABOVE + BARS + BELOW;
    let key = 24 * named.len().div_ceil(4) as i32 + 16;
    page((50 + rows * panel + key) as u32, &caption(found, about, words), |area| {
        let wide = (SIZE.0 as i32) / columns as i32;
        for (position, side) in sides.iter().enumerate() {
            let corner = ((position % columns) as i32 * wide, (position / columns) as i32 * panel);
            let names = (called(about, 0, words), called(about, *side, words));
            draw(area, corner, wide, found, *side, &levels, names)?;
        }
        legend(area, rows * panel + 16, &named).map(|_| ())
    })
}

/// A part of a bar: from, until, how many.
type Part = (i32, i32, usize);

fn draw(
    area: &Area<'_>,
    (left, top): (i32, i32),
    wide: i32,
    found: &Comparison,
    side: usize,
    levels: &[Option<usize>],
    (before, after): (String, String),
) -> Result<(), PlotError> {
    let room = wide.min(640);
    let left = left + (wide - room) / 2 + MARGIN + 32;
    let right = left + room - 2 * (MARGIN + 32) - BAR;
    let cells = found.transitions(side);
    let number = |from: Option<usize>, to: Option<usize>| cells.get(&(from, to)).map_or(0, Vec::len);
    let sums = |of: &dyn Fn(Option<usize>, Option<usize>) -> usize| -> Vec<usize> {
        levels.iter().map(|one| levels.iter().map(|other| of(*one, *other)).sum()).collect()
    };
    let bars = [sums(&|one, other| number(one, other)), sums(&|one, other| number(other, one))];
    let [from, to] = bars.each_ref().map(|sums| stacked(sums, top + ABOVE));
    // Names that do not fit beside each other stand in two heights.
    let across = right + BAR - left;
    let above = if super::width(&before, 15) + super::width(&after, 15) + MARGIN > across { LINE + 2 } else { 0 };
    write(area, &fitted(&before, across, 15), (left, top + ABOVE - 18 - above), 15, At::Right, BLACK)?;
    write(area, &fitted(&after, across, 15), (right + BAR, top + ABOVE - 18), 15, At::Left, BLACK)?;

    // Where the next band leaves and arrives; the highest level stands at the top.
    let mut leaves: Vec<i32> = from.iter().map(|(top, ..)| *top).collect();
    let mut arrives: Vec<i32> = to.iter().map(|(top, ..)| *top).collect();
    let mut counts = Vec::new();
    for (one, level) in levels.iter().enumerate().rev() {
        for (other, next) in levels.iter().enumerate().rev() {
            let persons = number(*level, *next);
            if persons == 0 {
                continue;
            }
            let share = |(top, bottom, all): Part| (bottom - top) * persons as i32 / all.max(1) as i32;
            let ends = (share(from[one]).max(1), share(to[other]).max(1));
            let starts = (leaves[one], arrives[other]);
            leaves[one] += ends.0;
            arrives[other] += ends.1;
            let colour = shade(levels, *next);
            let strength = if one == other { 0.35 } else { 0.75 };
            let outline = band((left + BAR, right), starts, ends);
            area.draw(&Polygon::new(outline.clone(), colour.mix(strength).filled())).map_err(failed)?;
            if one != other {
                let edge = outline.into_iter().collect::<Vec<_>>();
                area.draw(&PathElement::new(edge, BLACK.mix(0.35))).map_err(failed)?;
                counts.push((starts.0 + ends.0 / 2, persons));
            }
        }
    }
    for (x, parts, beside) in [(left, &from, (left - 6, At::Left)), (right, &to, (right + BAR + 6, At::Right))] {
        for (level, (top, bottom, _)) in levels.iter().zip(parts).filter(|(_, (.., all))| *all > 0) {
            fill(area, (x, *top), (x + BAR, *bottom), shade(levels, *level))?;
            area.draw(&Rectangle::new([(x, *top), (x + BAR, *bottom)], BLACK.mix(0.5))).map_err(failed)?;
        }
        let sums = parts.iter().filter(|(.., all)| *all > 0);
        let mut sums: Vec<(i32, usize)> = sums.map(|(top, bottom, all)| ((top + bottom) / 2, *all)).collect();
        spread(&mut sums, (top + ABOVE, top + ABOVE + BARS));
        for (y, all) in sums {
            write(area, &grouped(all as Number), (beside.0, y), 14, beside.1, BLACK)?;
        }
    }
    spread(&mut counts, (top + ABOVE, top + ABOVE + BARS));
    for (y, persons) in counts {
        let text = grouped(persons as Number);
        // On a plate of its own, since bands cross here.
        let wide = super::width(&text, 12) / 2 + 3;
        let x = left + BAR + 10 + wide;
        fill(area, (x - wide, y - 7), (x + wide, y + 7), WHITE)?;
        write(area, &text, (x, y), 12, At::Middle, ink(WHITE))?;
    }
    Ok(())
}

/// The parts of a bar, in the order of the levels, the last at the top.
fn stacked(sums: &[usize], top: i32) -> Vec<Part> {
    let seen = sums.iter().filter(|sum| **sum > 0).count() as i32;
    let (all, room) = (sums.iter().sum::<usize>().max(1) as i32, BARS - GAP * (seen - 1).max(0));
    let mut parts = vec![(top, top, 0); sums.len()];
    let mut y = top;
    for (at, sum) in sums.iter().enumerate().rev().filter(|(_, sum)| **sum > 0) {
        let height = (room * *sum as i32 / all).max(2);
        parts[at] = (y, y + height, *sum);
        y += height + GAP;
    }
    parts
}

/// The outline of a band between two bars.
pub(super) fn band((left, right): (i32, i32), starts: (i32, i32), heights: (i32, i32)) -> Vec<(i32, i32)> {
    const STEPS: i32 = 24;
    let at = |step: i32, from: i32, to: i32| {
        let part = f64::from(step) / f64::from(STEPS);
        // Level at both ends.
        let eased = part * part * (3.0 - 2.0 * part);
        let x = left + (f64::from(right - left) * part).round() as i32;
        (x, from + (f64::from(to - from) * eased).round() as i32)
    };
    let upper = (0..=STEPS).map(|step| at(step, starts.0, starts.1));
    let lower = (0..=STEPS).rev().map(|step| at(step, starts.0 + heights.0, starts.1 + heights.1));
    upper.chain(lower).collect()
}

/// Moves numbers apart that would stand on each other, within these heights.
fn spread(numbers: &mut [(i32, usize)], (top, bottom): (i32, i32)) {
    numbers.sort_by_key(|(y, _)| *y);
    let mut least = top;
    for (y, _) in numbers.iter_mut() {
        *y = (*y).max(least);
        least = *y + LINE;
    }
    let mut most = bottom;
    for (y, _) in numbers.iter_mut().rev() {
        *y = (*y).min(most);
        most = *y - LINE;
    }
}
