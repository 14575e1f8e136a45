//! The map of a grid: how many persons surely reach some grade, over two numbers.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{Axes, FONT, PlotError, SIZE, chart, failed, ink, page};
use crate::range::Number;
use crate::report::numbers::grouped;
use crate::report::sweep::{About, Grid, caption};
use crate::report::words::Words;

/// The share of persons who surely reach some grade, over two numbers.
///
/// # Errors
///
/// When it cannot be drawn.
pub fn grid(found: &Grid, about: &About, words: &Words) -> Result<String, PlotError> {
    let (rows, columns) = (found.down.1.len(), found.across.1.len());
    let named =
        |values: &[Number], at: &f64| values.get(at.round() as usize).map(|value| grouped(*value)).unwrap_or_default();
    let (across, down) = (|at: &f64| named(&found.across.1, at), |at: &f64| named(&found.down.1, at));
    let axes = Axes {
        names: (&words.varied(&found.across.0), &words.varied(&found.down.0)),
        values: (&across, &down),
        left: 80,
        values_only: Some((columns + 1, rows + 1)),
    };
    page(SIZE.1, &caption(about, words), |area| {
        let mut chart = chart(area, &axes, (-0.5..columns as f64 - 0.5, -0.5..rows as f64 - 0.5))?;
        for (row, counts) in found.reached.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                let share = *count as f64 / found.persons.max(1) as f64;
                let (x, y) = (column as f64, row as f64);
                // From white to Okabe and Ito's blue, dark where many are reached: it prints in grey as well.
                let shade = |full: u8| (255.0 - (255.0 - f64::from(full)) * share) as u8;
                let fill = RGBColor(shade(0), shade(90), shade(150));
                chart
                    .draw_series([Rectangle::new([(x - 0.5, y - 0.5), (x + 0.5, y + 0.5)], fill.filled())])
                    .map_err(failed)?;
                let ink = ink(fill);
                let style =
                    TextStyle::from((FONT, 13).into_font()).color(&ink).pos(Pos::new(HPos::Center, VPos::Center));
                chart.draw_series([Text::new(grouped(*count as Number), (x, y), style)]).map_err(failed)?;
            }
        }
        Ok(())
    })
}
