//! Proposals: what amendments do to the law, and when they are refused.

mod apply;
mod lints;
mod refuse;
mod support;
mod witness;
