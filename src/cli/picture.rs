//! Pictures that a command draws, as files.

use std::fs;
use std::path::Path;

use super::failure::Failure;
use crate::render::plot::{self, PlotError};

/// Draws a picture to the file asked for, if one is; the ending says in which form.
///
/// # Errors
///
/// An ending that is none of a picture, a picture that cannot be drawn, or a file that cannot be written.
pub fn write(path: Option<&Path>, draw: impl FnOnce() -> Result<String, PlotError>) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    let svg = draw()?;
    let bytes = match path.extension().and_then(|ending| ending.to_str()) {
        Some("svg") => svg.into_bytes(),
        Some("png") => plot::png(&svg)?,
        _ => return Err(Failure::Usage(format!("`{}` ends neither in `.svg` nor in `.png`", path.display()))),
    };
    fs::write(path, bytes).map_err(|error| Failure::Write { name: path.display().to_string(), error })
}
