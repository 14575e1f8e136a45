//! How wide the columns of a table are: what must stay whole first, then the column whose cells are the tallest.

use super::wrap::{longest_line, longest_piece};
use crate::report::document::{Cell, Table};

/// Columns of space between two columns.
pub const GAP: usize = 2;

/// The least that a column of prose is given.
const PROSE: usize = 8;

/// The longest word that a column of prose is widened for.
const WORD: usize = 20;

/// Up to this width a column is not worth breaking.
const NARROW: usize = 14;

/// How far a cell is indented.
pub fn indent(cell: &Cell) -> usize {
    cell.depth * 2
}

/// The width of each column, so that the table fits in `width`.
pub fn widths(table: &Table, width: usize) -> Vec<usize> {
    let available = width.saturating_sub(GAP * table.columns.len().saturating_sub(1));
    let natural: Vec<usize> = (0..table.columns.len()).map(|column| most(table, column, longest_line).max(1)).collect();
    if natural.iter().sum::<usize>() <= available {
        return natural;
    }
    let mut widths: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(position, column)| match natural[position] {
            natural if natural <= NARROW || is_name(table, position) => natural,
            natural if column.whole => most(table, position, longest_piece).min(natural),
            natural => most(table, position, longest_piece).clamp(PROSE, WORD).min(natural),
        })
        .collect();
    shrink(&mut widths, available);
    grow(&mut widths, &natural, table, available);
    widths
}

/// Whether the column holds the names of a list.
fn is_name(table: &Table, column: usize) -> bool {
    column == 0 && !table.has_headings()
}

fn most(table: &Table, column: usize, measure: fn(&str) -> usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| measure(&cell.text) + indent(cell));
    cells.chain([measure(&table.columns[column].heading)]).max().unwrap_or(0)
}

/// Takes from the widest until all fit: even what should stay whole must break then.
fn shrink(widths: &mut [usize], available: usize) {
    while widths.iter().sum::<usize>() > available {
        match widths.iter_mut().max() {
            Some(widest) if *widest > 2 => *widest -= 1,
            _ => return,
        }
    }
}

/// Gives what is left, one by one, to the column that breaks into the most lines; a number broken over lines reads
/// worse than prose, and weighs double.
fn grow(widths: &mut [usize], natural: &[usize], table: &Table, available: usize) {
    let weight = |column: usize| natural[column] * if table.columns[column].whole { 2 } else { 1 };
    for _ in widths.iter().sum::<usize>()..available {
        let neediest = (0..widths.len())
            .filter(|&column| widths[column] < natural[column])
            .max_by(|&one, &two| (weight(one) * widths[two]).cmp(&(weight(two) * widths[one])));
        match neediest {
            Some(column) => widths[column] += 1,
            None => return,
        }
    }
}
