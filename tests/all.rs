//! Every integration test, in one binary.

mod law;
mod syntax;
