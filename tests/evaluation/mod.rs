//! Cases under the shipped law, from their text to their findings.

mod admission;
mod classes;
mod counting;
mod doubts;
mod earlier;
mod further;
mod governing;
mod hard;
mod judgements;
mod lasting;
mod limitation;
mod openness;
mod practice;
mod properties;
mod property;
mod readings;
mod records;
mod related;
mod sentence;
pub mod sketch;
mod subjects;
pub mod support;
mod thresholds;
mod time;
mod tracks;
mod units;
mod widening;
