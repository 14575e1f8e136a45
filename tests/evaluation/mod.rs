//! Cases under the shipped law, from their text to their findings.

mod classes;
mod records;
mod support;
mod thresholds;
