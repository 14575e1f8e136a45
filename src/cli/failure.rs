//! What stops a command.

use std::io;
use std::path::PathBuf;

use super::run::Checked;
use crate::compile::CompileError;

/// Why a command cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command line asks for something that is not there, such as an unknown instrument.
    #[error("{0}")]
    Usage(String),
    /// A file or folder cannot be read.
    #[error("cannot read `{}`: {error}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file, or the output, cannot be written.
    #[error("cannot write `{name}`: {error}")]
    Write {
        /// Which.
        name: String,
        /// Why.
        error: io::Error,
    },
    /// Texts in which something is wrong.
    #[error("{} problems found", _0.diagnostics.len())]
    Found(Checked),
    /// A plot that cannot be drawn.
    #[error(transparent)]
    Plot(#[from] crate::render::plot::PlotError),
    /// Law that cannot be computed with.
    #[error("the law cannot be applied: {0}")]
    Compile(#[from] CompileError),
}

impl Failure {
    /// Whether whoever read the output has closed it: no failure, but a reason to stop.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write { error, .. } if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
