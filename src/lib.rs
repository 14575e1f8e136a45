//! Gravamen evaluates the facts of a criminal case under law that is written as data.

pub mod case;
pub mod diagnostic;
pub mod law;
pub mod place;
pub mod quantity;
pub mod range;
pub mod render;
pub mod span;
pub mod suggest;
pub mod syntax;
pub mod text;
pub mod truth;
