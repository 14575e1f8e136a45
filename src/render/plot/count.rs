//! How a count comes about (计数流向图): at the left the bodies of information as they are stated, below them what came off,
//! and at the right to whom the rest was passed on and what was only obtained. What is sure is dark, what is open is light.

use plotters::prelude::*;

use super::flow::band;
use super::{Area, At, CUT, MARGIN, OPEN, PlotError, RAMP, failed, fill, fitted, ink, page, write};
use crate::place::Place;
use crate::quantity::Unit;
use crate::range::{Number, Range};
use crate::render::wrap::wrap;
use crate::report::board::{Flow, Ledger};
use crate::report::numbers;
use crate::report::words::Words;

/// How high the largest number is drawn, and the least height of any.
const TALL: i32 = 150;
const LEAST: i32 = 3;

/// The left ends of the three bars, and their width.
const BARS: [i32; 3] = [190, 430, 640];
const BAR: i32 = 18;

/// Letters, the distance of their lines, and the room of texts beside the bars.
const SIZE: u32 = 13;
const LINE: i32 = 17;
const ROOM: i32 = 220;

/// Room between what stands one above the other.
const GAP: i32 = 16;

/// The most lines of names.
const NAMES: usize = 6;

/// What came off.
const OFF: RGBColor = RGBColor(176, 182, 190);

/// A text beside a bar, in lines.
fn lines(text: &str, room: i32) -> Vec<String> {
    // A sign of a terminal is about half as wide as the letters are high.
    let columns = usize::try_from(room * 20 / (SIZE as i32 * 11)).unwrap_or_default();
    let mut lines = wrap(text, columns);
    if lines.len() > NAMES {
        lines.truncate(NAMES);
        if let Some(last) = lines.last_mut() {
            last.push_str(CUT);
        }
    }
    lines
}

/// The part of the picture at one bar: where it begins, how high its sure part and all of it are, and the text beside it.
struct Part {
    top: i32,
    sure: i32,
    all: i32,
    text: Vec<String>,
}

impl Part {
    fn below(&self) -> i32 {
        self.top + self.all.max(self.text.len() as i32 * LINE)
    }
}

/// The picture of one count; `to` is the rule on what was passed on, and names those to whom it went, as the file does.
///
/// # Errors
///
/// When it cannot be drawn.
pub fn count(ledger: &Ledger, to: Option<(&Place, &[String])>, words: &Words) -> Result<String, PlotError> {
    let flow = &ledger.flow;
    let items = |range: Range| numbers::range(range, Unit::Items, words);
    let scale = Scale::of(flow);
    let stated = words.join(ledger.datasets.iter().map(|id| words.dataset(id)));
    let first = scale.part(
        GAP,
        flow.stated,
        lines(&format!("{stated}{}{}", words.colon, items(flow.stated)), BARS[0] - 2 * MARGIN),
    );
    let second = scale.part(GAP, flow.left, Vec::new());
    let mut right = Vec::new();
    let mut z = GAP;
    for one in &flow.parts {
        let to = to.filter(|(rule, names)| **rule == one.place && !names.is_empty());
        let named = to.map(|(_, names)| format!("\n→ {}", words.join(names))).unwrap_or_default();
        right.push(scale.part(z, one.items, lines(&format!("{}{named}", one.says), ROOM)));
        z = right.last().map_or(z, Part::below) + GAP;
    }
    // What came off stands below all that counts, so that nothing crosses it.
    let mut off = Vec::new();
    let mut y = second.below().max(z + LINE) + GAP;
    for one in &flow.off {
        off.push(scale.part(y, one.items, lines(&one.says, 2 * ROOM)));
        y = off.last().map_or(y, Part::below) + GAP;
    }
    let height = first.below().max(y).max(z + LINE) + GAP;
    let caption = format!("{}{}{}", ledger.class, words.colon, items(flow.counted));
    page((height + 40) as u32, &fitted(&caption, super::SIZE.0 as i32 - 2 * MARGIN, 20), |area| {
        // What stays leaves the top of the first bar, what came off its end.
        bridge(area, (BARS[0], BARS[1]), (first.top, second.all.min(first.all)), (second.top, second.all), blue())?;
        let mut leaves = first.top + first.all;
        for one in off.iter().rev() {
            let height = one.all.min(first.all);
            leaves = (leaves - height).max(first.top);
            bridge(area, (BARS[0], BARS[1]), (leaves, height), (one.top, one.all), OFF)?;
        }
        let mut leaves = second.top;
        for one in &right {
            let height = one.all.min((second.top + second.all - leaves).max(LEAST));
            bridge(area, (BARS[1], BARS[2]), (leaves, height), (one.top, one.all), blue())?;
            leaves = (leaves + height).min(second.top + second.all - LEAST);
        }
        bar(area, BARS[0], &first, blue())?;
        bar(area, BARS[1], &second, blue())?;
        for one in &off {
            bar(area, BARS[1], one, OFF)?;
        }
        for one in &right {
            bar(area, BARS[2], one, blue())?;
        }
        texts(area, &first, (BARS[0] - 8, At::Left))?;
        for one in &off {
            texts(area, one, (BARS[1] + BAR + 8, At::Right))?;
        }
        if !off.is_empty() {
            let left = items(flow.left);
            write(
                area,
                &fitted(&left, BARS[2] - BARS[1], SIZE),
                (BARS[1] + BAR / 2, second.top - 9),
                SIZE,
                At::Middle,
                BLACK,
            )?;
        }
        for one in &right {
            texts(area, one, (BARS[2] + BAR + 8, At::Right))?;
        }
        let sum = format!("{} {}", words.counted, items(flow.counted));
        write(area, &sum, (BARS[2] + BAR + 8, z), SIZE + 2, At::Right, BLACK)
    })
}

/// How numbers become heights.
struct Scale {
    most: Number,
}

impl Scale {
    fn of(flow: &Flow) -> Self {
        let end = |range: Range| if range.is_unbounded() { range.min.saturating_mul(2) } else { range.max };
        let parts = flow.parts.iter().map(|one| end(one.items)).fold(0, Number::saturating_add);
        Self { most: end(flow.stated).max(end(flow.left)).max(parts).max(1) }
    }

    fn part(&self, top: i32, items: Range, text: Vec<String>) -> Part {
        let tall = |number: Number| {
            i32::try_from(number.max(0).saturating_mul(Number::from(TALL)) / self.most).unwrap_or(TALL).clamp(0, TALL)
        };
        let all = if items.is_unbounded() { TALL } else { tall(items.max) };
        Part { top, sure: tall(items.min), all: all.max(LEAST), text }
    }
}

/// The colour of what counts.
fn blue() -> RGBColor {
    let (red, green, blue) = RAMP.1;
    RGBColor(red, green, blue)
}

fn bridge(
    area: &Area<'_>,
    (left, right): (i32, i32),
    (from, leaves): (i32, i32),
    (to, arrives): (i32, i32),
    colour: RGBColor,
) -> Result<(), PlotError> {
    let outline = band((left + BAR, right), (from, to), (leaves, arrives));
    area.draw(&Polygon::new(outline, colour.mix(0.18).filled())).map_err(failed)
}

/// A bar: what is sure filled, what is open in another colour and framed.
fn bar(area: &Area<'_>, x: i32, part: &Part, colour: RGBColor) -> Result<(), PlotError> {
    let (top, middle, end) = (part.top, part.top + part.sure, part.top + part.all);
    if part.all > part.sure {
        let open = if colour == OFF { OFF } else { OPEN };
        area.draw(&Rectangle::new([(x, middle), (x + BAR, end)], open.mix(0.45).filled())).map_err(failed)?;
    }
    fill(area, (x, top), (x + BAR, middle), colour)?;
    area.draw(&Rectangle::new([(x, top), (x + BAR, end)], BLACK.mix(0.5))).map_err(failed)
}

fn texts(area: &Area<'_>, part: &Part, (x, at): (i32, At)) -> Result<(), PlotError> {
    let all = part.text.len() as i32 * LINE;
    // In the middle of a bar that is higher than its text.
    let first = part.top + (part.all - all).max(0) / 2 + LINE / 2;
    for (y, line) in (0..).map(|line| first + line * LINE).zip(&part.text) {
        write(area, line, (x, y), SIZE, at, ink(WHITE))?;
    }
    Ok(())
}
