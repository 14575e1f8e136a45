//! The proposals that the law of a report includes, with whose figure each parameter is.

use super::document::{Column, Document, Table};
use super::words::Words;
use crate::law::book::{Origin, Parameter, Proposal};

/// One line of what the law includes: the proposals by name, author and year.
pub fn line(proposals: &[Proposal], words: &Words) -> Option<String> {
    if proposals.is_empty() {
        return None;
    }
    let named = proposals.iter().map(|proposal| {
        let by = [proposal.author.as_deref(), proposal.year.as_deref()];
        let by: Vec<&str> = by.into_iter().flatten().collect();
        if by.is_empty() { proposal.name.clone() } else { format!("{}{}", proposal.name, words.aside(&by.join(" "))) }
    });
    Some(format!("{}{}{}", words.amended_by, words.colon, words.join(named)))
}

/// One line of the parameters: each value with whose it is.
pub fn figures(parameters: &[Parameter], words: &Words) -> Option<String> {
    if parameters.is_empty() {
        return None;
    }
    let each = parameters.iter().map(|parameter| {
        format!("{} = {} {}{}", parameter.name, parameter.value, parameter.unit, words.aside(whose(parameter, words)))
    });
    Some(format!("{}{}{}", words.parameters, words.colon, words.join(each)))
}

fn whose(parameter: &Parameter, words: &Words) -> &'static str {
    match parameter.origin() {
        Origin::Author => words.of_author,
        Origin::Illustrative => words.illustrative,
        Origin::Set => words.set_here,
    }
}

/// The parameters: their values, and whose these are.
pub fn parameters(document: &mut Document, parameters: &[Parameter], words: &Words) {
    let mut table = Table::new(vec![
        Column::whole(words.parameter),
        Column::prose(words.what),
        Column::number(words.value),
        Column::number(words.default),
        Column::number(words.range),
        Column::prose(words.whose),
    ]);
    for parameter in parameters {
        let (from, to) = parameter.range;
        table.rows.push(vec![
            parameter.name.as_str().into(),
            words.language.of(&parameter.label).into(),
            format!("{} {}", parameter.value, parameter.unit).into(),
            parameter.default.to_string().into(),
            format!("{from} .. {to}").into(),
            whose(parameter, words).into(),
        ]);
    }
    document.section(words.parameters, table);
}
