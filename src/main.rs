//! The command `gravamen`.

use std::process::ExitCode;

/// A search through assignments makes and drops much that is small.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gravamen::cli::main()
}
