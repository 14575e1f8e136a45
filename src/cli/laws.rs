//! The law files of a run: those in the binary, with those that add to them or take their place.

use std::path::{Path, PathBuf};

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

/// The files of the folder that take the place of shipped ones, each with the one that it replaces. A folder that holds
/// them all is a law of its own.
pub fn replaced(law: &Law) -> Result<Vec<(LawFile, LawFile)>, Failure> {
    let (Some(folder), None) = (&law.folder, &law.instead) else { return Ok(Vec::new()) };
    let shipped = engine::embedded_law();
    let mut pairs = Vec::new();
    for path in files::find(std::slice::from_ref(folder), ENDING)? {
        if let Some(known) = shipped.iter().find(|known| stands_for(&path, known)) {
            pairs.push((known.clone(), LawFile { name: path.display().to_string(), text: files::read(&path)? }));
        }
    }
    if pairs.len() == shipped.len() {
        pairs.clear();
    }
    Ok(pairs)
}

fn stands_for(path: &Path, known: &LawFile) -> bool {
    path.ends_with(known.name.strip_prefix(FOLDER).unwrap_or(&known.name))
}

/// These laws with those of the files; a file whose path ends as that of a law does takes its place.
pub fn with(mut laws: Vec<LawFile>, files: &[PathBuf]) -> Result<Vec<LawFile>, Failure> {
    for path in files {
        let law = LawFile { name: path.display().to_string(), text: files::read(path)? };
        match laws.iter_mut().find(|known| stands_for(path, known)) {
            Some(replaced) => *replaced = law,
            None => laws.push(law),
        }
    }
    Ok(laws)
}
