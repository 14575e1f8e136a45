//! Every integration test, in one binary.

mod case;
mod law;
mod readme;
mod report;
mod syntax;
