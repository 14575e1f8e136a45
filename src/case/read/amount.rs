//! Amounts: whole numbers of what is counted, and money, exact to the fen, both read from their digits.

use super::Reader;
use super::node::{Kind, Node, shown};
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
    /// A settled amount, in base units.
    pub fn amount(&mut self, name: &str, unit: Unit, node: &Node) -> Option<Range> {
        self.amount_number(name, unit, node).map(Range::point)
    }

    /// A number of base units.
    pub fn amount_number(&mut self, name: &str, unit: Unit, node: &Node) -> Option<Number> {
        let read = match &node.kind {
            Kind::Integer(digits, radix) => whole(digits, *radix, unit),
            Kind::Decimal(digits) if unit == Unit::Yuan => money(digits),
            _ => {
                let expected = if unit == Unit::Yuan { "an amount in yuan" } else { "a whole number" };
                let error = self.wrong_type(name, expected, node);
                self.log.push(error.maybe_help(advice(node)));
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
}

/// What was probably meant by text in place of a number.
fn advice(node: &Node) -> Option<String> {
    let text = node.text()?;
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '_' | ' ')).collect();
    if !plain.is_empty() && plain.len() <= 16 && plain.chars().all(|c| c.is_ascii_digit()) {
        return Some(format!("write `{plain}` without quotation marks"));
    }
    crate::suggest::did_you_mean(text, ["unknown"])
}

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
        Kind::Integer(digits, _) | Kind::Decimal(digits) => shown(digits),
        _ => String::new(),
    };
    match wrong {
        Wrong::Negative => {
            let message = format!("expected an amount of zero or more for `{name}`, found {found}");
            Diagnostic::error("negative", node.span, message)
        }
        Wrong::TooLarge => {
            let largest = decimal(LARGEST, unit);
            let message = format!("the number for `{name}` is too large");
            Diagnostic::error("number-too-large", node.span, message).at_fault(format!("expected at most {largest}"))
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
