//! What people read: a file per format, and excerpts of sources.

mod columns;
pub mod json;
pub mod json_analysis;
mod json_relations;
pub mod markdown;
pub mod reasoning;
pub mod source;
pub mod table;
mod wrap;
