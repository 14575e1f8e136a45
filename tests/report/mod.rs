//! Documents and their formats, from findings and law books written by hand.

mod formats;
mod sample;
mod snapshot;
mod tables;
