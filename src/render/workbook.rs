//! A workbook as Excel's file. Texts are texts, whatever they begin with; only what the paper calls a formula is one.

use rust_xlsxwriter::{Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

use crate::papers::workbook::{self, Cell, Row, Sheet};

/// How wide columns are, in signs: of texts that wrap, and of others.
const WIDE: f64 = 26.0;
const NARROW: f64 = 15.0;

/// The number of the paper A4 in Excel's files.
const A4: u8 = 9;

/// How much of a title stands in a header, which Excel limits.
const LONGEST: usize = 100;

/// The bytes of the file.
///
/// # Errors
///
/// A name of a sheet or a text that Excel does not take.
pub fn render(book: &workbook::Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut written = Workbook::new();
    for sheet in &book.sheets {
        let place = written.add_worksheet();
        place.set_name(&sheet.name)?;
        // Above each printed page the case, and which sheet and page of it this is.
        place.set_header(format!("&L{}&R&A  &P/&N", plain(&book.title)));
        fill(place, sheet)?;
    }
    written.save_to_buffer()
}

/// A text as it stands in a header, where this sign begins a code.
fn plain(text: &str) -> String {
    let text: String = text.chars().take(LONGEST).collect();
    text.replace('&', "&&")
}

fn fill(place: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let top = || Format::new().set_align(FormatAlign::Top);
    let wrapped = top().set_text_wrap();
    for (column, (heading, wraps)) in (0..).zip(&sheet.columns) {
        place.set_column_width(column, if *wraps { WIDE } else { NARROW })?;
        place.write_string_with_format(0, column, heading, &wrapped.clone().set_bold())?;
    }
    place.set_freeze_panes(1, 0)?;
    place.set_repeat_rows(0, 0)?;
    // As wide as one sheet of A4 that lies, and as long as it comes.
    place.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    for (row, line) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(&line.cells) {
            write(place, (row, column), cell, &format_of(line, &wrapped))?;
        }
    }
    Ok(())
}

fn format_of(row: &Row, plain: &Format) -> Format {
    if row.strong { plain.clone().set_bold() } else { plain.clone() }
}

fn write(place: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => drop(place.write_string_with_format(row, column, text, format)?),
        Cell::Number(text) => match text.parse::<f64>() {
            Ok(number) => drop(place.write_number_with_format(row, column, number, format)?),
            Err(_) => drop(place.write_string_with_format(row, column, text, format)?),
        },
        Cell::Formula(formula, gives) => {
            let formula = Formula::new(formula).set_result(gives);
            place.write_formula_with_format(row, column, formula, format)?;
        }
    }
    Ok(())
}
