//! Arithmetic on sentences: what is reachable of the bands, and how a term moves by percentages. No law stands here.

pub mod bands;
pub mod factors;
pub mod term;
