//! Archives (ZIP) in cache: documents of Word are such, and what is kept with a receipt.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The files of an archive: path and content, in order.
pub type Parts = Vec<(String, Vec<u8>)>;

/// No archive that is read may unpack to more: a small file can be made to unpack to gigabytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Why an archive cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It is none, or is damaged.
    #[error("no readable archive: {0}")]
    Damaged(#[from] zip::result::ZipError),
    /// A file in it cannot be unpacked.
    #[error("a file of the archive cannot be unpacked: {0}")]
    Unpack(#[from] std::io::Error),
    /// It unpacks to more than is taken in.
    #[error("the archive unpacks to more than {} megabytes", LARGEST / 1024 / 1024)]
    TooLarge,
}

/// Everything in an archive.
///
/// # Errors
///
/// A damaged archive, or one that unpacks to more than is taken in.
pub fn read(bytes: &[u8]) -> Result<Parts, ArchiveError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let (mut parts, mut left) = (Vec::new(), LARGEST);
    for position in 0..archive.len() {
        let file = archive.by_index(position)?;
        if !file.is_file() {
            continue;
        }
        let (name, mut content) = (file.name()?.into_owned(), Vec::new());
        file.take(left + 1).read_to_end(&mut content)?;
        left = left.checked_sub(content.len() as u64).ok_or(ArchiveError::TooLarge)?;
        parts.push((name, content));
    }
    Ok(parts)
}

/// An archive of these files. The same files give the same bytes.
///
/// # Errors
///
/// More than an archive can hold.
pub fn write(parts: &Parts) -> Result<Vec<u8>, ArchiveError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default())?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}
