//! Receipts of what a command made: what only this layer knows is added to what the analysis says.

use jiff::Zoned;

use super::failure::Failure;
use super::{files, run};
use crate::explain::findings::Analysis;
use crate::receipt::{self, Receipt};

/// The receipt of the analysis of the case at a position of the request.
pub fn of(request: &run::Request, position: usize, analysis: &Analysis) -> Result<Receipt, Failure> {
    let path = &request.cases[position];
    Ok(Receipt {
        made: Zoned::now().date().to_string(),
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        case_sha256: receipt::sha256(files::read(path)?.as_bytes()),
        set: request.set.clone(),
        strict: request.strict,
        ..Receipt::of(analysis)
    })
}
