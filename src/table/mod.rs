//! Tables of cases (案件表): one row is one accused, or, with a column `act`, one act of an accused.
//!
//! The columns are those of the vocabulary and are generated from it (`column`); a map gives one's own headings and codes
//! their meaning (`map`). A row becomes the tree that a case file would have given (`rows`), and the one reader of cases
//! reads it: a table has no facts that a case file could not state.

pub mod block;
mod cell;
pub mod column;
mod datasets;
mod faults;
pub mod layout;
pub mod likeness;
pub mod map;
mod rows;
mod tree;

pub use block::Block;
pub use cell::shifted;
pub use column::{ClassColumn, Codebook, Column, Role};
pub use layout::{Layout, Part};
pub use likeness::Likeness;
pub use map::Map;
pub use rows::{Row, RowProblem, RowsRead, case_of, field_of};
