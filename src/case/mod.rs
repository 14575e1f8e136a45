//! TOML to facts and back, checked against the vocabulary.

pub mod facts;
