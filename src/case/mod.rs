//! TOML to facts and back, checked against the vocabulary.
//!
//! `read` parses a file to a tree of values with their places (`read::node`), replaces what `--set` asks for
//! (`overrides`), takes each table in turn, and then looks for what cannot be true together (`read::contradiction`).
//! It assumes nothing: what the file leaves out stays left out.

pub mod about;
pub mod certainty;
pub mod day;
pub mod facts;
mod format;
pub mod keys;
mod overrides;
pub mod particulars;
mod path;
pub mod profile;
mod pseudonym;
mod read;
pub mod recipients;
pub mod scalar;
mod standard;

pub use format::format;
pub use overrides::{Override, Replaced};
pub use path::SHARE;
pub use pseudonym::pseudonymised;
pub use read::node as tree;
pub use read::{
    ONLY_OF, Reading, STRUCTURAL_FACTS, STRUCTURAL_LISTS, WITHOUT_DATA, last_day_of_judgment, read, read_tree,
};
