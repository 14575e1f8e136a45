//! Plots as SVG: how a count comes about; curves and a map of a sweep; of a comparison the flow from level to level, who moves which way, persons by
//! laws, and which grounds hold together. Colours can be told apart by colour-blind readers and in grey print, and nothing
//! is said by colour alone.

mod count;
mod curves;
mod flow;
mod grid;
mod grounds;
mod moves;
mod persons;

use std::fmt::Display;

use plotters::coord::Shift;
use plotters::coord::ranged1d::{AsRangedCoord, ValueFormatter};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use unicode_width::UnicodeWidthStr;

use crate::report::compare::level;
use crate::report::words::Language;
use crate::study::scale::Scale;

pub use count::count;
pub use curves::sweep;
pub use flow::{flow, flows};
pub use grid::grid;
pub use grounds::grounds;
pub use moves::moves;
pub use persons::persons;

/// Width of every picture, and the height of those that do not grow with what they show, in pixels.
const SIZE: (u32, u32) = (900, 540);

/// Room around a picture, in pixels.
const MARGIN: i32 = 20;

/// Families of letters, Chinese ones among them: the reader's machine has one of them.
const FONT: &str = "Noto Sans, Noto Sans CJK SC, Microsoft YaHei, DejaVu Sans, sans-serif";

/// The lowest level, the highest, and what is open. Levels go from light to dark, so that they print in grey as well.
const RAMP: ((u8, u8, u8), (u8, u8, u8)) = ((224, 228, 232), (0, 52, 102));
const OPEN: RGBColor = RGBColor(230, 159, 0);

/// What stands for the end of a text that is cut.
const CUT: &str = "…";

/// What a picture is drawn on.
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Why no plot could be drawn.
#[derive(Debug, thiserror::Error)]
#[error("the plot cannot be drawn: {0}")]
pub struct PlotError(String);

fn failed(error: impl Display) -> PlotError {
    PlotError(error.to_string())
}

/// A white page under a caption; what is painted stands below the caption.
fn page(
    height: u32,
    caption: &str,
    paint: impl FnOnce(&Area<'_>) -> Result<(), PlotError>,
) -> Result<String, PlotError> {
    let mut svg = String::new();
    {
        let whole = SVGBackend::with_string(&mut svg, (SIZE.0, height)).into_drawing_area();
        whole.fill(&WHITE).map_err(failed)?;
        let below = whole.margin(10, 0, 0, 0).titled(caption, (FONT, 20)).map_err(failed)?;
        paint(&below)?;
        whole.present().map_err(failed)?;
    }
    Ok(svg)
}

/// How a value on an axis is written.
type Written<'a> = &'a dyn Fn(&f64) -> String;

/// A chart with two axes.
type Chart<'a, 'b, X, Y> = ChartContext<
    'a,
    SVGBackend<'b>,
    Cartesian2d<<X as AsRangedCoord>::CoordDescType, <Y as AsRangedCoord>::CoordDescType>,
>;

/// The axes of a chart: what they are called, how their values are written, and how many there are of them.
struct Axes<'a> {
    names: (&'a str, &'a str),
    values: (Written<'a>, Written<'a>),
    /// Room for the values at the left.
    left: u32,
    /// Lines at the values, or so many values and no lines.
    values_only: Option<(usize, usize)>,
}

/// A chart within its axes.
fn chart<'a, 'b, X, Y>(
    area: &'a Area<'b>,
    axes: &Axes<'_>,
    (across, up): (X, Y),
) -> Result<Chart<'a, 'b, X, Y>, PlotError>
where
    X: AsRangedCoord<Value = f64>,
    Y: AsRangedCoord<Value = f64>,
    X::CoordDescType: ValueFormatter<f64>,
    Y::CoordDescType: ValueFormatter<f64>,
{
    let mut chart = ChartBuilder::on(area)
        .margin(16)
        // The last value stands half beyond the end.
        .margin_right(44)
        .x_label_area_size(48)
        .y_label_area_size(axes.left)
        .build_cartesian_2d(across, up)
        .map_err(failed)?;
    let mut mesh = chart.configure_mesh();
    match axes.values_only {
        Some((columns, rows)) => mesh.disable_mesh().x_labels(columns).y_labels(rows),
        None => mesh.light_line_style(WHITE),
    };
    mesh.x_desc(axes.names.0)
        .y_desc(axes.names.1)
        .x_label_formatter(axes.values.0)
        .y_label_formatter(axes.values.1)
        .label_style((FONT, 14))
        .axis_desc_style((FONT, 16))
        .draw()
        .map_err(failed)?;
    Ok(chart)
}

/// Where a text stands beside the point it is written at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Right,
    Middle,
    Left,
}

/// Writes a text, its middle at the height of the point.
fn write(area: &Area<'_>, text: &str, (x, y): (i32, i32), size: u32, at: At, ink: RGBColor) -> Result<(), PlotError> {
    let side = match at {
        At::Right => HPos::Left,
        At::Middle => HPos::Center,
        At::Left => HPos::Right,
    };
    let style = TextStyle::from((FONT, size).into_font()).color(&ink).pos(Pos::new(side, VPos::Center));
    area.draw(&Text::new(text.to_owned(), (x, y), style)).map_err(failed)
}

/// A filled rectangle.
fn fill(area: &Area<'_>, from: (i32, i32), until: (i32, i32), colour: RGBColor) -> Result<(), PlotError> {
    area.draw(&Rectangle::new([from, until], colour.filled())).map_err(failed)
}

/// How wide a text is, about: the fonts of the reader are not known.
fn width(text: &str, size: u32) -> i32 {
    (text.width() as u32 * size * 11 / 20) as i32
}

/// A text cut to this width, where it is wider.
fn fitted(text: &str, room: i32, size: u32) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while !kept.is_empty() && width(&kept, size) + width(CUT, size) > room {
        kept.pop();
    }
    kept + CUT
}

/// Ink that can be read on a colour.
fn ink(on: RGBColor) -> RGBColor {
    let RGBColor(red, green, blue) = on;
    let light = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    if light < 140_000 { WHITE } else { BLACK }
}

/// The colour of a level among those that occur, open last.
fn shade(levels: &[Option<usize>], of: Option<usize>) -> RGBColor {
    let settled = levels.iter().flatten().count();
    let Some(at) = of.and_then(|of| levels.iter().position(|level| *level == Some(of))) else { return OPEN };
    let between = |low: u8, high: u8| {
        let part = at as f64 / (settled.max(2) - 1) as f64;
        (f64::from(low) + (f64::from(high) - f64::from(low)) * part).round() as u8
    };
    let ((red, green, blue), (to_red, to_green, to_blue)) = RAMP;
    RGBColor(between(red, to_red), between(green, to_green), between(blue, to_blue))
}

/// What the colours stand for, in lines from this height on; gives the height below them.
fn legend(area: &Area<'_>, top: i32, named: &[(RGBColor, String)]) -> Result<i32, PlotError> {
    let across = area.dim_in_pixel().0 as i32;
    let (mut x, mut y) = (MARGIN, top);
    for (colour, name) in named {
        let wide = 24 + width(name, 14) + 24;
        if x > MARGIN && x + wide > across {
            (x, y) = (MARGIN, y + 24);
        }
        fill(area, (x, y - 8), (x + 16, y + 8), *colour)?;
        area.draw(&Rectangle::new([(x, y - 8), (x + 16, y + 8)], BLACK.mix(0.4))).map_err(failed)?;
        write(area, name, (x + 24, y), 14, At::Right, BLACK)?;
        x += wide;
    }
    Ok(y + 24)
}

/// The legend of levels.
fn levels_named(scale: &Scale, levels: &[Option<usize>], language: Language) -> Vec<(RGBColor, String)> {
    levels.iter().map(|at| (shade(levels, *at), level(scale, *at, language))).collect()
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
