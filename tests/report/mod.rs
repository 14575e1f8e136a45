//! Documents and their formats, from findings and law books written by hand; and the command itself.

mod command;
mod expect;
mod formats;
mod laws;
mod sample;
pub mod snapshot;
mod tables;
