//! Gaps and flips: by hand, and against trying every completion.

mod agree;
mod brute;
mod changes;
mod commands;
mod completions;
mod contradictions;
mod could_change;
mod looks;
mod overlap;
mod regions;
pub mod shipped;
mod small;
mod tiny;
