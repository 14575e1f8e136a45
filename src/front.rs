//! The front end: the text of laws to a law book, and a law book to a program.
//!
//! It is a crate of its own because it runs twice: when Gravamen is built, on the laws that come with it, and when a
//! command is given other laws. `gravamen` shows its modules as its own.

// Layer 0: what everything may import.
pub mod diagnostic;
pub mod numeral;
pub mod place;
pub mod quantity;
pub mod range;
pub mod span;
pub mod suggest;
pub mod text;
pub mod truth;

// Text to law book.
pub mod law;
pub mod syntax;

// Law book to program.
pub mod built;
pub mod compile;
pub mod program;
