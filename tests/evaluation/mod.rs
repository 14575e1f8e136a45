//! Cases under the shipped law, from their text to their findings.

mod admission;
mod classes;
mod counting;
mod hard;
mod judgements;
mod openness;
mod properties;
mod records;
mod related;
mod sentence;
pub mod sketch;
pub mod support;
mod thresholds;
mod time;
mod units;
