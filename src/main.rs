//! The command `gravamen`.

use std::process::ExitCode;

fn main() -> ExitCode {
    gravamen::cli::main()
}
