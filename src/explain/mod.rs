//! Outcome to findings: which rule, which facts, in words. It computes no law.

pub mod findings;
