//! What is typed in a field, put into the text of a case file.

use super::answer;
use super::edit::{self, File};
use super::fields::{DAYS, Entering, Field};
use super::written::Written;
use super::{Form, filed, lasted};
use crate::diagnostic::Diagnostic;

/// Puts what was typed into the file.
///
/// # Errors
///
/// What cannot be a value of the field.
pub fn put(file: &mut File, field: &Field, typed: &Written) -> Result<(), Box<Diagnostic>> {
    let path = field.path.as_str();
    let beside = |key: &str| format!("{}{key}", path.strip_suffix(&field.key).unwrap_or(path));
    let stated = !field.written.value.is_empty();
    let value = typed.value.trim();
    if !value.is_empty() {
        filed::prepare(file, path)?;
    }
    match &field.entering {
        Entering::Fact(form) | Entering::Plain(form) => {
            // What nobody claims any more is neither disputed nor shown.
            let cleared = Written::default();
            let typed = if value.is_empty() { &cleared } else { typed };
            // In a text, that something is unknown is a text too.
            let toml = match (&field.entering, value) {
                (Entering::Plain(Form::Text), text) if !text.is_empty() => Some(edit::text(text)),
                _ => typed.toml(form)?,
            };
            match toml {
                Some(toml) => file.put(path, &toml, None),
                None if stated => file.take(path).map(|()| filed::tidy(file, path)),
                None => Ok(()),
            }
        }
        Entering::Ids(form, one) => {
            if value.is_empty() {
                return if stated { file.take(path) } else { Ok(()) };
            }
            let names = answer::names(form, value)?;
            match names.as_slice() {
                [name] if *one || field.key == "dataset" => file.put(path, &edit::text(name), None),
                names => file.put_names(path, names),
            }
        }
        Entering::Recipients => {
            for key in ["to", "recipients"] {
                // Only one of the two was there.
                let _ = file.take(&beside(key));
            }
            if value.is_empty() {
                return Ok(());
            }
            let said = answer::recipients(value)?;
            if !said.named.is_empty() {
                file.put(&beside("to"), &edit::list(&said.named), None)?;
            }
            said.number.map_or(Ok(()), |many| file.put(&beside("recipients"), &many.written(), None))
        }
        Entering::When => {
            let (on, from, until) = DAYS;
            let days = match lasted(value) {
                Some((first, last)) => vec![(from, first), (until, last)],
                None if value.is_empty() => Vec::new(),
                None => vec![(on, value)],
            };
            let days: Vec<(&str, String)> = days
                .into_iter()
                .map(|(key, day)| Ok((key, answer::day(day.trim())?)))
                .collect::<Result<_, Box<Diagnostic>>>()?;
            for key in [on, from, until].iter().filter(|key| !days.iter().any(|(known, _)| known == *key)) {
                let _ = file.take(&beside(key));
            }
            days.iter().try_for_each(|(key, day)| file.put(&beside(key), day, None))
        }
    }
}
