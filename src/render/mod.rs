//! What people read: a file per format, and excerpts of sources.

pub mod source;
