//! Every integration test, in one binary.

mod case;
mod evaluation;
mod law;
mod shipped;
mod structure;
mod syntax;
