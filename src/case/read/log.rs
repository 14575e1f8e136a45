//! What is found wrong, gathered over one run.

use crate::diagnostic::{Diagnostic, Diagnostics};

/// How many errors are shown; a file with more is better read again after these.
const MOST: usize = 30;

/// Errors and warnings so far.
#[derive(Default)]
pub struct Log {
    errors: Diagnostics,
    warnings: Diagnostics,
}

impl Log {
    /// Takes in an error or a warning.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let list = if diagnostic.is_error() { &mut self.errors } else { &mut self.warnings };
        if list.len() < MOST {
            list.push(diagnostic);
        }
    }

    /// Whether there are as many errors as are shown; what comes after is not worth finding.
    pub fn is_full(&self) -> bool {
        self.errors.len() >= MOST
    }

    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The warnings of a file without errors; else everything, in the order of the file.
    pub fn finish(mut self) -> Result<Diagnostics, Diagnostics> {
        if self.errors.is_empty() {
            return Ok(in_order(self.warnings));
        }
        let full = self.is_full();
        self.errors = in_order(self.errors);
        if full && let Some(last) = self.errors.pop() {
            self.errors.push(last.note(format!("only the first {MOST} errors are shown")));
        }
        self.errors.append(&mut in_order(self.warnings));
        Err(self.errors)
    }
}

fn in_order(mut diagnostics: Diagnostics) -> Diagnostics {
    diagnostics.sort_by_key(|diagnostic| diagnostic.span().map(|span| (span.source, span.start)));
    diagnostics
}
