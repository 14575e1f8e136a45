//! Trees to a law book: dates settled, names resolved, everything checked.

pub mod book;
pub mod condition;
pub mod vocabulary;
