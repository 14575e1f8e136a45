//! Small pieces, each by itself.

mod day;
mod locale;
mod numeral;
mod place;
mod range;
mod recipients;
mod scalar;
mod suggest;
mod truth;
mod wrap;
