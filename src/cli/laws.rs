//! The law files of a run: those in the binary, with those that add to them or take their place.

use std::path::PathBuf;

use super::failure::Failure;
use super::files;
use super::run::Law;
use crate::engine::{self, LawFile};

/// The ending of law files.
pub const ENDING: &str = "law";

/// The folder that embedded laws are named after.
const FOLDER: &str = "interpretations/";

/// The embedded laws with those of the folder; or those that stand for all of them.
pub fn all(law: &Law) -> Result<Vec<LawFile>, Failure> {
    if let Some(files) = &law.instead {
        return Ok(files.clone());
    }
    let folder = law.folder.as_deref();
    let files = folder.map(|folder| files::find(&[folder.to_owned()], ENDING)).transpose()?;
    with(engine::embedded_law(), &files.unwrap_or_default())
}

/// These laws with those of the files; a file whose path ends as that of a law does takes its place.
pub fn with(mut laws: Vec<LawFile>, files: &[PathBuf]) -> Result<Vec<LawFile>, Failure> {
    for path in files {
        let law = LawFile { name: path.display().to_string(), text: files::read(path)? };
        let same = |known: &LawFile| path.ends_with(known.name.strip_prefix(FOLDER).unwrap_or(&known.name));
        match laws.iter_mut().find(|known| same(known)) {
            Some(replaced) => *replaced = law,
            None => laws.push(law),
        }
    }
    Ok(laws)
}
