//! Every integration test, in one binary.

mod amend;
mod analysis;
mod authorities;
mod batch;
mod case;
mod evaluation;
mod hostile;
mod interview;
mod law;
mod long;
mod oracle;
mod page;
mod papers;
mod readme;
mod report;
mod sentence;
mod shipped;
mod structure;
mod study;
mod syntax;
mod units;
mod why;

/// The one that the command has: the properties make and drop much that is small.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
