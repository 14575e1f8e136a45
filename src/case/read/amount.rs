//! Amounts: whole numbers of what is counted, and money, exact to the fen, both read from their digits.

use super::Reader;
use super::fact::Shape;
use super::node::{Kind, Node, shown};
use crate::case::about;
use crate::case::scalar::{self, Ends, Misread};
use crate::diagnostic::Diagnostic;
use crate::quantity::{Unit, decimal};
use crate::range::{LARGEST, Number, Range};

/// Why digits are not an amount.
enum Wrong {
    /// Below zero.
    Negative,
    /// More than a file may state.
    TooLarge,
    /// `0.123` of money.
    TooFine,
    /// `1e3`, `nan`, `inf`.
    NotPlain,
}

impl Reader<'_> {
    /// An amount as written: a number, or text that says one, such as `5万`, or a range of them.
    pub fn amount_written(&mut self, shape: Shape, unit: Unit, node: &Node) -> Option<Range> {
        let said = node.text().map(|text| (scalar::amount(text, unit), text));
        let ends = match said {
            Some((Ok(ends), _)) => ends,
            Some((Err(_), text)) => match about::about(text, unit) {
                Some(said) => return self.around(shape, &said, unit, node.span),
                None => return self.amount(shape.name, unit, node),
            },
            None => return self.amount(shape.name, unit, node),
        };
        let (min, max) = (ends.min.unwrap_or(shape.least), ends.max);
        if max.is_some_and(|max| min > max) {
            let (from, to) = (decimal(min, unit), decimal(max.unwrap_or_default(), unit));
            let message = format!("the range of `{}` runs from {from} down to {to}", shape.name);
            self.log
                .push(Diagnostic::error("empty-range", node.span, message).at_fault("the smaller number comes first"));
            return None;
        }
        if min.max(max.unwrap_or_default()) > LARGEST {
            self.log.push(explain(&Wrong::TooLarge, shape.name, unit, node));
            return None;
        }
        Some(Range::new(min, max.unwrap_or(Range::ANY.max)))
    }

    /// A settled amount, in base units.
    pub fn amount(&mut self, name: &str, unit: Unit, node: &Node) -> Option<Range> {
        self.amount_number(name, unit, node).map(Range::point)
    }

    /// A number of base units.
    pub fn amount_number(&mut self, name: &str, unit: Unit, node: &Node) -> Option<Number> {
        let read = match &node.kind {
            Kind::Integer(digits, radix) => whole(digits, *radix, unit),
            Kind::Decimal(digits) if unit == Unit::Yuan => money(digits),
            Kind::Text(text) => match said(text, unit) {
                Ok(number) => at_most_largest(Some(number)),
                Err(wrong) => {
                    let error = self.misread(name, unit, node, &wrong);
                    self.log.push(error);
                    return None;
                }
            },
            _ => {
                let error = self.wrong_type(name, expected(unit), node);
                self.log.push(error);
                return None;
            }
        };
        match read {
            Ok(number) => Some(number),
            Err(wrong) => {
                self.log.push(explain(&wrong, name, unit, node));
                None
            }
        }
    }

    /// What is wrong with text in place of a number, and what to write.
    fn misread(&self, name: &str, unit: Unit, node: &Node, wrong: &Misread) -> Diagnostic {
        match wrong {
            Misread::Approximate(word) => approximate(name, word, node, FORMS),
            Misread::OtherUnit(word) => {
                let message = format!("expected {} for `{name}`, found {}", expected(unit), node.describe());
                Diagnostic::error("unit", node.span, message).at_fault(format!("`{word}` counts something else"))
            }
            Misread::TwoWays(clear) => {
                let message = format!("{} can be read two ways for `{name}`", node.describe());
                let help = format!("write `{clear}`, or both numbers in full");
                Diagnostic::error("two-ways", node.span, message).help(help)
            }
            Misread::TooFine => explain(&Wrong::TooFine, name, unit, node),
            Misread::TooLarge => explain(&Wrong::TooLarge, name, unit, node),
            Misread::Other => {
                let near = node.text().and_then(|text| crate::suggest::did_you_mean(text, ["unknown"]));
                let text = node.text().unwrap_or_default();
                let forms = if scalar::truth(text) == Some(false) {
                    "write 0 where there is none"
                } else if unit == Unit::Yuan && scalar::is_price(text) {
                    "write the price and how many there were, as in `{ price = 0.5, times = 3000 }`"
                } else {
                    "write a number, or `\"5万\"`, `\"6200至9400\"`, `\"5000以上\"` in quotation marks"
                };
                self.wrong_type(name, expected(unit), node).help(forms).maybe_help(near)
            }
        }
    }
}

/// What an amount of a unit is.
fn expected(unit: Unit) -> &'static str {
    if unit == Unit::Yuan { "an amount in yuan" } else { "a whole number" }
}

/// The one number that a text says.
fn said(text: &str, unit: Unit) -> Result<Number, Misread> {
    match scalar::amount(text, unit)? {
        Ends { min: Some(min), max: Some(max) } if min == max => Ok(min),
        _ => Err(Misread::Other),
    }
}

/// An approximate word says no range: that is for the author to state.
pub fn approximate(name: &str, word: &str, node: &Node, help: &str) -> Diagnostic {
    let message = format!("`{word}` in {} does not say between what and what `{name}` lies", node.describe());
    Diagnostic::error("approximate", node.span, message).help(help)
}

/// How a number that is not exact is stated.
const FORMS: &str = "write the number, such as `\"约300\"` or `\"近6万\"`, or the range that the evidence bears, such as \
                     `\"200至400\"`";

fn whole(digits: &str, radix: u32, unit: Unit) -> Result<Number, Wrong> {
    if digits.starts_with('-') && digits.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
        return Err(Wrong::Negative);
    }
    let number = Number::from_str_radix(digits, radix).map_err(|_| Wrong::TooLarge)?;
    at_most_largest(number.checked_mul(unit.scale()))
}

/// Yuan with at most two decimals, as fen.
fn money(digits: &str) -> Result<Number, Wrong> {
    let plain = digits.strip_prefix('+').unwrap_or(digits);
    let (negative, plain) = plain.strip_prefix('-').map_or((false, plain), |plain| (true, plain));
    let (yuan, fen) = plain.split_once('.').unwrap_or((plain, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if yuan.is_empty() || !all_digits(yuan) || !all_digits(fen) {
        return Err(Wrong::NotPlain);
    }
    let fen = fen.trim_end_matches('0');
    if fen.len() > 2 {
        return Err(Wrong::TooFine);
    }
    let number = format!("{yuan}{fen:0<2}").parse::<Number>().map_err(|_| Wrong::TooLarge)?;
    if negative && number != 0 { Err(Wrong::Negative) } else { at_most_largest(Some(number)) }
}

fn at_most_largest(number: Option<Number>) -> Result<Number, Wrong> {
    number.filter(|number| *number <= LARGEST).ok_or(Wrong::TooLarge)
}

fn explain(wrong: &Wrong, name: &str, unit: Unit, node: &Node) -> Diagnostic {
    let found = match &node.kind {
        Kind::Integer(digits, _) | Kind::Decimal(digits) | Kind::Text(digits) => shown(digits),
        _ => String::new(),
    };
    match wrong {
        Wrong::Negative => {
            let message = format!("expected an amount of zero or more for `{name}`, found {found}");
            Diagnostic::error("negative", node.span, message).help("write how much it is, without a sign")
        }
        Wrong::TooLarge => {
            let largest = decimal(LARGEST, unit);
            let message = format!("the number for `{name}` is too large");
            Diagnostic::error("number-too-large", node.span, message).at_fault(format!("expected at most {largest}"))
        }
        Wrong::TooFine if unit != Unit::Yuan => {
            let message = format!("expected a whole number for `{name}`, found {found}");
            Diagnostic::error("not-exact", node.span, message)
        }
        Wrong::TooFine => {
            let message = format!("expected yuan with at most two decimals for `{name}`, found {found}");
            Diagnostic::error("not-exact", node.span, message).at_fault("a fen is a hundredth of a yuan")
        }
        Wrong::NotPlain => {
            let message = format!("expected an amount in plain digits for `{name}`, found {found}");
            Diagnostic::error("not-exact", node.span, message).help("write it as `30000` or `30000.50`")
        }
    }
}
