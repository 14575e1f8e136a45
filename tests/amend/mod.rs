//! Proposals: what amendments do to the law, and when they are refused.

mod apply;
mod refuse;
mod support;
mod witness;
