//! Small pieces, each by itself.

mod day;
mod locale;
mod place;
mod range;
mod suggest;
mod truth;
mod wrap;
