//! Gravamen evaluates the facts of a criminal case under law that is written as data.

pub mod analysis;
pub mod case;
pub mod cli;
pub mod compile;
pub mod diagnostic;
pub mod engine;
pub mod evaluate;
pub mod explain;
pub mod law;
pub mod measure;
pub mod place;
pub mod program;
pub mod quantity;
pub mod range;
pub mod render;
pub mod report;
pub mod settle;
pub mod span;
pub mod suggest;
pub mod syntax;
pub mod text;
pub mod truth;
