//! The shape of the engine: what imports what, and that no law is in it.

mod imports;
mod law_in_source;
mod licences;
pub mod source;
