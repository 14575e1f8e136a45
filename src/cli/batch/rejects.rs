//! What is skipped, with what is wrong with it.

use crate::render::messages::chinese;
use crate::report::words::Language;
use crate::table::{Row, RowProblem};

/// The headings of what is skipped, before those of the table.
pub fn headings(headings: &[String]) -> Vec<String> {
    let own = ["file", "line", "column", "value", "problem", "help"].map(str::to_owned);
    own.into_iter().chain(headings.iter().cloned()).collect()
}

/// A row that is skipped, with what is wrong with it.
pub fn reject(file: &str, problem: &RowProblem, row: Option<&Row>, width: usize, language: Language) -> Vec<String> {
    let line = row.map_or(problem.line, |row| row.line);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    // Of another row of the same case, nothing is wrong with its own cells.
    let own = row.is_none_or(|row| row.line == problem.line);
    let in_language = |text: &str| if language == Language::Zh { chinese(text) } else { text.to_owned() };
    let message = in_language(&problem.message);
    let problem_text = match own {
        true => message,
        false => language.either(
            format!("同案第{}行：{message}", problem.line),
            format!("line {} of the same case: {message}", problem.line),
        ),
    };
    let mut fields = vec![
        file.to_owned(),
        line.to_string(),
        if own { text(&problem.column) } else { String::new() },
        if own { text(&problem.value) } else { String::new() },
        problem_text,
        in_language(&text(&problem.help)),
    ];
    let cells = row.map(|row| row.cells.clone()).unwrap_or_else(|| vec![String::new(); width]);
    fields.extend(cells);
    fields
}

/// What is wrong with a row, as a line for a person.
pub fn told(file: &str, problem: &RowProblem, language: Language) -> String {
    let RowProblem { line, column, value, message, help } = problem;
    match language {
        Language::En => {
            let column = column.as_ref().map_or_else(String::new, |column| format!(", column `{column}`"));
            let value = value.as_ref().map_or_else(String::new, |value| format!(", value `{value}`"));
            let help = help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
            format!("{file}, line {line}{column}{value}: {message}{help}\n")
        }
        Language::Zh => {
            let column = column.as_ref().map_or_else(String::new, |column| format!("，`{column}`列"));
            let value = value.as_ref().map_or_else(String::new, |value| format!("，值为`{value}`"));
            let help = help.as_ref().map_or_else(String::new, |help| format!("（{}）", chinese(help)));
            format!("{file}，第{line}行{column}{value}：{}{help}\n", chinese(message))
        }
    }
}
