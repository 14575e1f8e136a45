//! Step curves over the number that is swept: how many persons stand at each level (敏感性曲线).

use std::collections::BTreeMap;

use plotters::coord::ranged1d::{AsRangedCoord, ValueFormatter};
use plotters::prelude::*;

use super::{At, Axes, MARGIN, PlotError, SIZE, chart, failed, page, width, write};
use crate::range::Number;
use crate::report::compare::level;
use crate::report::numbers::grouped;
use crate::report::sweep::{About, caption};
use crate::report::words::Words;
use crate::study::scale::Scale;
use crate::study::sweep::{Sweep, distribution, occurring};

/// Okabe and Ito, darkest first.
const COLOURS: [RGBColor; 7] = [
    RGBColor(0, 0, 0),
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
];

/// Length and gap of the dashes of a curve, the first unbroken.
const DASHES: [(i32, i32); 4] = [(1, 0), (12, 4), (6, 4), (2, 4)];

/// The numbers of persons at each level, by the value that is swept.
///
/// # Errors
///
/// When it cannot be drawn.
pub fn sweep(found: &Sweep, scale: &Scale, about: &About, words: &Words) -> Result<String, PlotError> {
    let (from, until) = found.values;
    // From a tenfold on, each tenfold has the same room.
    let wide = from > 0 && until / from >= 10;
    let axis = (from as f64)..(until as f64 + f64::from(u8::from(until == from)));
    if wide { draw(found, scale, about, words, axis.log_scale()) } else { draw(found, scale, about, words, axis) }
}

fn draw<X>(found: &Sweep, scale: &Scale, about: &About, words: &Words, axis: X) -> Result<String, PlotError>
where
    X: AsRangedCoord<Value = f64>,
    X::CoordDescType: ValueFormatter<f64>,
{
    let steps = distribution(found);
    let highest = steps.iter().flat_map(|(_, counts)| counts.values()).max().copied().unwrap_or(0);
    let whole = |value: &f64| grouped(value.round() as Number);
    let axes = Axes {
        names: (&words.varied(&about.over), words.language.either("被告人数", "accused")),
        values: (&whole, &whole),
        left: 64,
        values_only: None,
    };
    page(SIZE.1, &caption(about, words), |area| {
        let (above, below) = area.split_vertically(area.dim_in_pixel().1 - KEY);
        let mut chart = chart(&above, &axes, (axis, 0.0..(highest as f64 * 1.08 + 1.0)))?;
        let mut x = MARGIN;
        for (position, at) in occurring(found, scale).into_iter().enumerate() {
            let colour = COLOURS[position % COLOURS.len()];
            let dashes = DASHES[position % DASHES.len()];
            let points = stairs(&steps, at, found.values.1);
            let style = colour.stroke_width(2);
            match dashes {
                (_, 0) => chart.draw_series(LineSeries::new(points, style)).map_err(failed)?,
                (dash, gap) => chart.draw_series(DashedLineSeries::new(points, dash, gap, style)).map_err(failed)?,
            };
            // The key, below the chart and not on the curves.
            for (from, until) in strokes(x, dashes) {
                let stroke = [(from, KEY as i32 / 2), (until, KEY as i32 / 2)];
                below.draw(&PathElement::new(stroke, style)).map_err(failed)?;
            }
            let name = level(scale, at, words.language);
            write(&below, &name, (x + STROKES + 8, KEY as i32 / 2), 14, At::Right, BLACK)?;
            x += STROKES + 8 + width(&name, 14) + 32;
        }
        Ok(())
    })
}

/// Height of the key, and the length of a curve in it.
const KEY: u32 = 32;
const STROKES: i32 = 44;

/// The strokes of a curve in the key, from here.
fn strokes(from: i32, (dash, gap): (i32, i32)) -> Vec<(i32, i32)> {
    if gap == 0 {
        return vec![(from, from + STROKES)];
    }
    let starts = (0..STROKES).step_by((dash + gap) as usize);
    starts.map(|start| (from + start, from + (start + dash).min(STROKES))).collect()
}

/// The corners of the curve of one level, up to the last value.
fn stairs(steps: &[(Number, BTreeMap<Option<usize>, usize>)], level: Option<usize>, last: Number) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for (value, counts) in steps {
        points.extend(points.last().map(|(_, height)| (*value as f64, *height)));
        points.push((*value as f64, counts.get(&level).copied().unwrap_or(0) as f64));
    }
    points.extend(points.last().map(|(_, height)| (last as f64, *height)));
    points
}
