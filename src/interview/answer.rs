//! Answers as people write them, to values as case files write them. Whether a value is right, the reader of case
//! files says.

use super::edit;
use super::{Form, UNKNOWN};
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::Label;
use crate::suggest;

/// To whom something went.
pub enum Recipients {
    /// These, by name.
    Named(Vec<String>),
    /// So many, as a value.
    Number(String),
}

/// The error of an answer that cannot be one.
pub(super) fn refuse(message: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::placeless("answer", message))
}

/// A value for the file: `5000`, `4800 .. 5200`, `2021-03`, `resale or personal`, `name, phone`, `unknown`.
pub(super) fn value(form: &Form, answer: &str) -> Result<String, Box<Diagnostic>> {
    if is_unknown(answer) {
        return Ok(edit::text(UNKNOWN));
    }
    match form {
        Form::Amount(_) => range(answer, amount),
        Form::Day => day(answer),
        // Of yes and no, yes is the second.
        Form::Truth(values) => name(values, answer).map(|name| (name == values[1].0).to_string()),
        Form::One(values) => {
            let each = alternatives(answer).map(|one| name(values, one)).collect::<Result<Vec<_>, _>>()?;
            let quoted: Vec<String> = each.iter().map(|one| edit::text(one)).collect();
            Ok(one_of(&quoted))
        }
        Form::Several(_) => {
            let sets = alternatives(answer).map(|set| names(form, set)).collect::<Result<Vec<_>, _>>()?;
            let sets: Vec<String> = sets.iter().map(|set| edit::list(set)).collect();
            Ok(one_of(&sets))
        }
        Form::Text | Form::Recipients | Form::Judgement => Ok(edit::text(answer)),
    }
}

/// Several of the listed values, together.
pub(super) fn names(form: &Form, answer: &str) -> Result<Vec<String>, Box<Diagnostic>> {
    let Form::Several(values) = form else { return Ok(vec![answer.to_owned()]) };
    let parts = answer.split([',', '，', '、', '+']).map(str::trim).filter(|part| !part.is_empty());
    let names: Vec<String> = parts.map(|part| name(values, part)).collect::<Result<_, _>>()?;
    if names.is_empty() { Err(refuse("expected at least one value, found nothing")) } else { Ok(names) }
}

/// A day, a month or a year; or a range of them.
pub(super) fn day(answer: &str) -> Result<String, Box<Diagnostic>> {
    if is_unknown(answer) {
        return Ok(edit::text(UNKNOWN));
    }
    range(answer, |day| {
        let parts: Vec<&str> = day.split(['-', '/', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
        if parts.iter().any(|part| !part.chars().all(|c| c.is_ascii_digit())) {
            return Err(refuse(&format!("expected a day such as 2021-03-01, 2021-03 or 2021, found `{day}`")));
        }
        match parts[..] {
            // Excel and people leave out the zero before a month or a day.
            [year, month, day] => Ok(format!("{year}-{month:0>2}-{day:0>2}")),
            [year, month] => Ok(edit::text(&format!("{year}-{month:0>2}"))),
            [year] => Ok(edit::text(year)),
            _ => Err(refuse(&format!("expected a day such as 2021-03-01, 2021-03 or 2021, found `{day}`"))),
        }
    })
}

/// Names of recipients, or how many there were.
pub(super) fn recipients(answer: &str) -> Result<Recipients, Box<Diagnostic>> {
    if answer.is_empty() || is_unknown(answer) {
        return Ok(Recipients::Number("{ min = 1 }".to_owned()));
    }
    if answer.starts_with(|c: char| c.is_ascii_digit()) {
        return range(answer, amount).map(Recipients::Number);
    }
    let parts = answer.split([',', '，', '、']).map(str::trim).filter(|part| !part.is_empty());
    Ok(Recipients::Named(parts.map(str::to_owned).collect()))
}

/// Yes or no, with reasons after a colon; nothing where nobody judges.
pub(super) fn judgement(answer: &str) -> Result<Option<(bool, String)>, Box<Diagnostic>> {
    let (answer, reasons) = answer.split_once([':', '：']).unwrap_or((answer, ""));
    let holds = match answer.trim().to_lowercase().as_str() {
        "" | UNKNOWN | "未知" => return Ok(None),
        "yes" | "y" | "true" | "是" => true,
        "no" | "n" | "false" | "否" => false,
        other => return Err(refuse(&format!("expected yes or no, found `{other}`"))),
    };
    Ok(Some((holds, reasons.trim().to_owned())))
}

/// An id, as it was typed.
pub(super) fn id(answer: &str) -> Result<String, Box<Diagnostic>> {
    let slug = slug(answer, "");
    if slug.is_empty() { Err(refuse("expected an id such as `zhang-2023`, found nothing")) } else { Ok(slug) }
}

/// Letters, digits and hyphens of a name; in place of nothing, `otherwise`.
pub(super) fn slug(name: &str, otherwise: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '-' };
    let slug: String = name.chars().map(plain).collect();
    let slug = slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if slug.is_empty() { otherwise.to_owned() } else { slug }
}

fn is_unknown(answer: &str) -> bool {
    matches!(answer.to_lowercase().as_str(), UNKNOWN | "?" | "未知" | "不明")
}

/// Digits, without what separates thousands.
fn amount(number: &str) -> Result<String, Box<Diagnostic>> {
    let plain: String = number.chars().filter(|c| !matches!(c, ',' | '，' | '_' | ' ')).collect();
    let fits = plain.chars().all(|c| c.is_ascii_digit() || c == '.') && plain.starts_with(|c: char| c.is_ascii_digit());
    if fits && !plain.ends_with('.') {
        return Ok(plain);
    }
    Err(refuse(&format!("expected a number such as 5000, or a range such as 4800 .. 5200, found `{number}`")))
}

/// One value, or `from..to` with either end left out.
fn range(answer: &str, each: impl Fn(&str) -> Result<String, Box<Diagnostic>>) -> Result<String, Box<Diagnostic>> {
    let Some((min, max)) = answer.split_once("..").or_else(|| answer.split_once('～')) else {
        return each(answer.trim());
    };
    let end = |key: &str, end: &str| match end.trim() {
        "" => Ok(None),
        end => each(end).map(|end| Some(format!("{key} = {end}"))),
    };
    let ends: Vec<String> = [end("min", min)?, end("max", max)?].into_iter().flatten().collect();
    if ends.is_empty() {
        return Ok(edit::text(UNKNOWN));
    }
    Ok(format!("{{ {} }}", ends.join(", ")))
}

/// Those that are still possible.
fn alternatives(answer: &str) -> impl Iterator<Item = &str> {
    answer.split(" or ").flat_map(|part| part.split('|')).flat_map(|part| part.split("或者")).map(str::trim)
}

fn one_of(values: &[String]) -> String {
    match values {
        [one] => one.clone(),
        several => format!("{{ one_of = [{}] }}", several.join(", ")),
    }
}

/// The value of this name or label, in either language.
fn name(values: &[(String, Label)], answer: &str) -> Result<String, Box<Diagnostic>> {
    let known = |(name, label): &&(String, Label)| {
        name == answer || label.zh == answer || label.en.eq_ignore_ascii_case(answer)
    };
    match values.iter().find(known) {
        Some((name, _)) => Ok(name.clone()),
        None => {
            let help = suggest::did_you_mean(answer, values.iter().map(|(name, _)| name.as_str()));
            let message = format!("expected one of the values listed, found `{answer}`");
            Err(Box::new(Diagnostic::placeless("answer", message).maybe_help(help)))
        }
    }
}
