//! Documents and their formats, from findings and law books written by hand; and the command itself.

mod approximate;
mod brought;
mod chinese;
mod command;
mod days;
mod drafts;
mod expect;
mod formats;
mod laws;
mod messages;
pub mod named;
mod sample;
pub mod snapshot;
mod tables;
mod told;
mod units;
mod words;
