//! Gaps and flips: by hand, and against trying every completion.

mod commands;
mod completions;
mod small;
