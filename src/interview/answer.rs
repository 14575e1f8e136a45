//! Answers as people write them, to values as case files write them. Whether a value is right, the reader of case
//! files says.

use super::edit;
use super::{Form, UNKNOWN};
use crate::case::about;
use crate::case::recipients::{self, Recipients};
use crate::case::scalar::{self, Ends, Misread, is_unknown};
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::Label;
use crate::quantity::{Unit, decimal};
use crate::range::Number;
use crate::suggest;

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
        Form::Amount(unit) => amount(answer, *unit),
        Form::Day | Form::Days => day(answer),
        // Of yes and no, yes is the second.
        Form::Truth(values) => match scalar::truth(answer) {
            Some(truth) => Ok(truth.to_string()),
            None => name(values, answer).map(|name| (name == values[1].0).to_string()),
        },
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
    match answer.split_once("..") {
        // A range may be open at one end, and each end may be a month or a year.
        Some((from, to)) => ends([("min", from), ("max", to)].map(|(key, end)| (key, end.trim())), one_day),
        None => one_day(answer),
    }
}

/// A day in the standard form; a month, a year or another span of days where it is uncertain.
fn one_day(answer: &str) -> Result<String, Box<Diagnostic>> {
    if let Some(why) = scalar::no_such_day(answer) {
        return Err(refuse(&why));
    }
    if scalar::is_lunar(answer) {
        return Err(refuse(&format!("`{answer}` is a day of the lunar calendar: write the day of the solar one")));
    }
    let Ok((first, last)) = scalar::days(answer) else {
        return Err(refuse(&format!("expected a day such as 2021-03-01, 2021-03 or 2021, found `{answer}`")));
    };
    let whole_month = first == first.first_of_month() && last == first.last_of_month();
    let whole_year = first == first.first_of_year() && last == first.last_of_year();
    Ok(match first == last {
        true => first.to_string(),
        false if whole_month => edit::text(&format!("{:04}-{:02}", first.year(), first.month())),
        false if whole_year => edit::text(&format!("{:04}", first.year())),
        false => format!("{{ min = {first}, max = {last} }}"),
    })
}

/// Names of recipients, or how many there were, or both.
pub(super) fn recipients(answer: &str) -> Result<Recipients, Box<Diagnostic>> {
    if answer.is_empty() {
        return self::recipients(UNKNOWN);
    }
    recipients::said(answer).map_err(|wrong| match wrong {
        Misread::Other => refuse(&format!("`{answer}` does not say who, or how many, the recipients are")),
        wrong => no_amount(answer, &wrong),
    })
}

/// Yes or no, with reasons after a colon; nothing where nobody judges.
pub(super) fn judgement(answer: &str) -> Result<Option<(bool, String)>, Box<Diagnostic>> {
    let (answer, reasons) = answer.split_once([':', '：']).unwrap_or((answer, ""));
    if answer.trim().is_empty() || is_unknown(answer) {
        return Ok(None);
    }
    let holds =
        scalar::truth(answer).ok_or_else(|| refuse(&format!("expected yes or no, found `{}`", answer.trim())))?;
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

/// A number or a range of numbers, in the standard form.
fn amount(answer: &str, unit: Unit) -> Result<String, Box<Diagnostic>> {
    let Ends { min, max } = match scalar::amount(answer, unit) {
        Ok(ends) => ends,
        Err(wrong) => {
            let approximate = about::about(answer, unit).ok_or_else(|| no_amount(answer, &wrong))?;
            return Ok(approximate.written(unit));
        }
    };
    if min.is_some() && min == max {
        return Ok(decimal(min.unwrap_or_default(), unit));
    }
    let shown = |end: Option<Number>| end.map(|end| decimal(end, unit)).unwrap_or_default();
    let (min, max) = (shown(min), shown(max));
    ends([("min", min.as_str()), ("max", max.as_str())], |end| Ok(end.to_owned()))
}

/// An approximate number says how far it may be off, or that nobody knows it: without that it leaves every grade open.
pub(super) fn with_range(form: &Form, answer: &str) -> Result<(), Box<Diagnostic>> {
    let Form::Amount(unit) = form else { return Ok(()) };
    let bare = scalar::amount(answer, *unit).is_err() && !answer.contains(['(', '（']);
    match about::about(answer, *unit).filter(|said| bare && said.is_without_range()) {
        None => Ok(()),
        Some(_) => {
            let help = "write the range in brackets, such as `about 300 (280 to 320)`; where nobody knows it, \
                        `about 300 (unknown)`";
            let message = format!("between what and what `{answer}` lies is not said");
            Err(Box::new(Diagnostic::placeless("answer", message).help(help)))
        }
    }
}

/// Why an answer is no amount, and what to write.
fn no_amount(answer: &str, wrong: &Misread) -> Box<Diagnostic> {
    match wrong {
        Misread::Other if scalar::truth(answer) == Some(false) => refuse("write 0 where there is none"),
        Misread::Approximate(word) => refuse(&format!(
            "`{word}` in `{answer}` does not say how many: write a number, such as 约300, or a range, such as 200至400"
        )),
        Misread::OtherUnit(word) => refuse(&format!("`{word}` in `{answer}` counts something else")),
        Misread::TwoWays(clear) => {
            refuse(&format!("`{answer}` can be read two ways: write `{clear}`, or both numbers in full"))
        }
        Misread::TooLarge => refuse(&format!("`{answer}` is too large")),
        Misread::TooFine | Misread::Other => {
            refuse(&format!("expected a number such as 5000 or 5万, or a range such as 4800 .. 5200, found `{answer}`"))
        }
    }
}

/// A range of which either end may be left out.
fn ends(
    ends: [(&str, &str); 2],
    each: impl Fn(&str) -> Result<String, Box<Diagnostic>>,
) -> Result<String, Box<Diagnostic>> {
    let mut written = Vec::new();
    for (key, end) in ends.into_iter().filter(|(_, end)| !end.is_empty()) {
        written.push(format!("{key} = {}", each(end)?));
    }
    Ok(if written.is_empty() { edit::text(UNKNOWN) } else { format!("{{ {} }}", written.join(", ")) })
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
            let labels = values.iter().flat_map(|(name, label)| [name, &label.zh, &label.en].map(String::as_str));
            let near = suggest::did_you_mean(answer, labels);
            let written = |(name, label): &(String, Label)| format!("`{name}` ({})", label.zh);
            let listed = values.iter().map(written).collect::<Vec<_>>().join(", ");
            let listed = format!("the values are {listed}");
            let help = near.map_or(listed.clone(), |near| format!("{near} {listed}"));
            let message = format!("expected one of the values listed, found `{answer}`");
            Err(Box::new(Diagnostic::placeless("answer", message).help(help)))
        }
    }
}
