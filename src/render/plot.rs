//! Plots as SVG: step curves of a sweep, and the map of a grid. Colours are Okabe and Ito's, which colour-blind readers can
//! tell apart, and every curve has its own dashes as well.

use std::fmt::Display;

use plotters::coord::ranged1d::{AsRangedCoord, ValueFormatter};
use plotters::prelude::*;

use crate::range::Number;
use crate::report::compare::level;
use crate::report::numbers::grouped;
use crate::report::sweep::{About, Grid};
use crate::report::words::Language;
use crate::study::scale::Scale;
use crate::study::sweep::{Sweep, distribution, occurring};

/// Width and height, in pixels.
const SIZE: (u32, u32) = (900, 540);

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

/// Families of letters, Chinese ones among them: the reader's machine has one of them.
const FONT: &str = "Noto Sans, Noto Sans CJK SC, Microsoft YaHei, DejaVu Sans, sans-serif";

/// Why no plot could be drawn.
#[derive(Debug, thiserror::Error)]
#[error("the plot cannot be drawn: {0}")]
pub struct PlotError(String);

fn failed(error: impl Display) -> PlotError {
    PlotError(error.to_string())
}

/// The numbers of persons at each level, by the value that is swept.
pub fn sweep(found: &Sweep, scale: &Scale, about: &About, language: Language) -> Result<String, PlotError> {
    let (from, until) = found.values;
    // From a tenfold on, each tenfold has the same room.
    let wide = from > 0 && until / from >= 10;
    let axis = (from as f64)..(until as f64 + f64::from(u8::from(until == from)));
    if wide { draw(found, scale, about, language, axis.log_scale()) } else { draw(found, scale, about, language, axis) }
}

fn draw<X>(found: &Sweep, scale: &Scale, about: &About, language: Language, axis: X) -> Result<String, PlotError>
where
    X: AsRangedCoord<Value = f64>,
    X::CoordDescType: ValueFormatter<f64>,
{
    let steps = distribution(found);
    let highest = steps.iter().flat_map(|(_, counts)| counts.values()).max().copied().unwrap_or(0);
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        area.fill(&WHITE).map_err(failed)?;
        let mut chart = ChartBuilder::on(&area)
            .caption(caption(about, language), (FONT, 20))
            .margin(16)
            .x_label_area_size(48)
            .y_label_area_size(64)
            .build_cartesian_2d(axis, 0.0..(highest as f64 * 1.08 + 1.0))
            .map_err(failed)?;
        chart
            .configure_mesh()
            .light_line_style(WHITE)
            .x_desc(about.over.as_str())
            .y_desc(language.either("被告人数", "accused"))
            .x_label_formatter(&|value| grouped(value.round() as Number))
            .y_label_formatter(&|value| grouped(value.round() as Number))
            .label_style((FONT, 14))
            .axis_desc_style((FONT, 16))
            .draw()
            .map_err(failed)?;
        for (position, at) in occurring(found, scale).into_iter().enumerate() {
            let colour = COLOURS[position % COLOURS.len()];
            let (dash, gap) = DASHES[position % DASHES.len()];
            let count = |counts: &std::collections::BTreeMap<Option<usize>, usize>| {
                counts.get(&at).copied().unwrap_or(0) as f64
            };
            let mut points: Vec<(f64, f64)> = Vec::new();
            for (value, counts) in &steps {
                points.extend(points.last().map(|(_, height)| (*value as f64, *height)));
                points.push((*value as f64, count(counts)));
            }
            points.extend(points.last().map(|(_, height)| (found.values.1 as f64, *height)));
            let style = colour.stroke_width(2);
            let name = level(scale, at, language);
            let key = move |(x, y): (i32, i32)| PathElement::new([(x, y), (x + 24, y)], style);
            if gap == 0 {
                chart.draw_series(LineSeries::new(points, style)).map_err(failed)?.label(name).legend(key);
            } else {
                let series = DashedLineSeries::new(points, dash, gap, style);
                chart.draw_series(series).map_err(failed)?.label(name).legend(key);
            }
        }
        chart
            .configure_series_labels()
            .background_style(WHITE.mix(0.85))
            .border_style(BLACK.mix(0.3))
            .label_font((FONT, 14))
            .draw()
            .map_err(failed)?;
        area.present().map_err(failed)?;
    }
    Ok(svg)
}

fn caption(about: &About, language: Language) -> String {
    let synthetic =
        if about.synthetic.is_some() { language.either("，合成案例", ", synthetic cases") } else { "" };
    match language {
        Language::Zh => format!("{}名被告人（{}{synthetic}）", grouped(about.persons.len() as Number), about.law),
        Language::En => format!("{} accused ({}{synthetic})", grouped(about.persons.len() as Number), about.law),
    }
}

/// The share of persons who surely reach some grade, over two numbers.
pub fn grid(found: &Grid, about: &About, language: Language) -> Result<String, PlotError> {
    let (rows, columns) = (found.down.1.len(), found.across.1.len());
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        area.fill(&WHITE).map_err(failed)?;
        let mut chart = ChartBuilder::on(&area)
            .caption(caption(about, language), (FONT, 20))
            .margin(16)
            .x_label_area_size(48)
            .y_label_area_size(80)
            .build_cartesian_2d(0.0..columns as f64, 0.0..rows as f64)
            .map_err(failed)?;
        let tick = |values: &[Number], at: &f64| {
            values.get(at.floor() as usize).map(|value| grouped(*value)).unwrap_or_default()
        };
        chart
            .configure_mesh()
            .disable_mesh()
            .x_labels(columns + 1)
            .y_labels(rows + 1)
            .x_desc(found.across.0.as_str())
            .y_desc(found.down.0.as_str())
            .x_label_formatter(&|at| tick(&found.across.1, at))
            .y_label_formatter(&|at| tick(&found.down.1, at))
            .label_style((FONT, 13))
            .axis_desc_style((FONT, 16))
            .draw()
            .map_err(failed)?;
        for (row, counts) in found.reached.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                let share = *count as f64 / found.persons.max(1) as f64;
                let (x, y) = (column as f64, row as f64);
                // From white to Okabe and Ito's blue, dark where many are reached: it prints in grey as well.
                let shade = |full: u8| (255.0 - (255.0 - f64::from(full)) * share) as u8;
                let fill = RGBColor(shade(0), shade(90), shade(150));
                let ink = if share > 0.5 { WHITE } else { BLACK };
                chart.draw_series([Rectangle::new([(x, y), (x + 1.0, y + 1.0)], fill.filled())]).map_err(failed)?;
                let style = TextStyle::from((FONT, 13).into_font()).color(&ink);
                chart
                    .draw_series([Text::new(grouped(*count as Number), (x + 0.35, y + 0.6), style)])
                    .map_err(failed)?;
            }
        }
        area.present().map_err(failed)?;
    }
    Ok(svg)
}

/// An SVG as a PNG, twice as large, with the fonts of the system.
///
/// # Errors
///
/// When the SVG cannot be drawn, or the system has no font for its letters.
#[cfg(feature = "png")]
pub fn png(svg: &str) -> Result<Vec<u8>, PlotError> {
    use resvg::{tiny_skia, usvg};
    const SCALE: f32 = 2.0;
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_system_fonts();
    if options.fontdb.is_empty() {
        return Err(failed("this system has no fonts; write an SVG instead"));
    }
    let tree = usvg::Tree::from_str(svg, &options).map_err(failed)?;
    let size = tree.size();
    let (width, height) = ((size.width() * SCALE) as u32, (size.height() * SCALE) as u32);
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or_else(|| failed("it has no size"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(failed)
}

/// Without the feature `png` there is none.
///
/// # Errors
///
/// Always.
#[cfg(not(feature = "png"))]
pub fn png(_: &str) -> Result<Vec<u8>, PlotError> {
    Err(failed("this build draws SVG only; `cargo build --features png` adds PNG"))
}
