//! Every integration test, in one binary.

mod case;
mod law;
mod report;
mod syntax;
