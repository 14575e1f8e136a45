//! The laws in the binary, and those of a folder that add to them or take their place.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::failure::Failure;
use super::files;

/// Law files and the reference of their language.
static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/interpretations");

/// The ending of law files.
pub const ENDING: &str = "law";

/// A law file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawFile {
    /// Its path, to show.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// The embedded laws with those of the folder; a file of the folder replaces the embedded one of the same path.
pub fn all(folder: Option<&Path>) -> Result<Vec<LawFile>, Failure> {
    let mut laws: Vec<(String, LawFile)> = embedded(&EMBEDDED);
    laws.sort_by(|(one, _), (other, _)| one.cmp(other));
    let Some(folder) = folder else { return Ok(laws.into_iter().map(|(_, law)| law).collect()) };
    for path in files::find(&[folder.to_owned()], ENDING)? {
        let within = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let law = LawFile { name: path.display().to_string(), text: files::read(&path)? };
        match laws.iter_mut().find(|(name, _)| *name == within) {
            Some((_, replaced)) => *replaced = law,
            None => laws.push((within, law)),
        }
    }
    Ok(laws.into_iter().map(|(_, law)| law).collect())
}

/// The reference of the law language.
pub fn reference() -> Option<&'static str> {
    EMBEDDED.get_file("language.md")?.contents_utf8()
}

fn embedded(folder: &'static Dir<'static>) -> Vec<(String, LawFile)> {
    let mut laws: Vec<_> = folder
        .files()
        .filter(|file| file.path().extension().is_some_and(|extension| extension == ENDING))
        .filter_map(|file| {
            let within = file.path().to_string_lossy().replace('\\', "/");
            let law = LawFile { name: format!("interpretations/{within}"), text: file.contents_utf8()?.to_owned() };
            Some((within, law))
        })
        .collect();
    laws.extend(folder.dirs().flat_map(embedded));
    laws
}
