//! The law language: text to tree and back.

pub mod tree;
