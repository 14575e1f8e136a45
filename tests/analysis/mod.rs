//! Gaps and flips: by hand, and against trying every completion.

mod brute;
mod commands;
mod completions;
mod contradictions;
mod overlap;
mod regions;
mod small;
mod tiny;
