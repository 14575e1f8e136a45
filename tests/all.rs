//! Every integration test, in one binary.

mod case;
mod evaluation;
mod law;
mod readme;
mod report;
mod shipped;
mod structure;
mod syntax;
mod why;
