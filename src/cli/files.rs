//! Files as the command line names them.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::run::{Checked, Formatted};
use super::{Ending, output};
use crate::text;

/// The text of a file.
pub fn read(path: &Path) -> Result<String, Failure> {
    // One byte more than a file may have shows that it is too large; no more of it is read.
    let most = text::LARGEST_FILE as u64 + 1;
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(|error| Failure::Read { path: path.to_owned(), error })?;
    text::load_text(&path.display().to_string(), bytes)
        .map_err(|diagnostic| Failure::Found(Checked { diagnostics: vec![diagnostic], ..Checked::default() }))
}

/// The files named, and those with this ending in the folders named, sorted within each folder.
pub fn find(paths: &[PathBuf], ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() { walk(path, ending, &mut found)? } else { found.push(path.clone()) }
    }
    let found = once(&found);
    if found.is_empty() {
        let named: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
        return Err(Failure::Usage(format!("no files ending in `.{ending}` in {}", named.join(", "))));
    }
    Ok(found)
}

/// Each file once, however often and by whatever path it is named, so that no case is counted twice.
pub fn once(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let new = |path: &&PathBuf| seen.insert(path.canonicalize().unwrap_or_else(|_| (*path).clone()));
    paths.iter().filter(new).cloned().collect()
}

/// The same, where there may be none.
pub fn find_any(paths: &[PathBuf], ending: &str) -> Result<Vec<PathBuf>, Failure> {
    if paths.is_empty() { Ok(Vec::new()) } else { find(paths, ending) }
}

/// Links to folders are not followed, so that a loop of them ends.
fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failure = |error| Failure::Read { path: folder.to_owned(), error };
    let mut entries = fs::read_dir(folder).map_err(failure)?.collect::<Result<Vec<_>, _>>().map_err(failure)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_type().map_err(failure)?.is_dir() {
            walk(&path, ending, found)?;
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    Ok(())
}

/// Writes the files that are not in standard form, or only names them.
pub(super) fn rewrite(
    check: bool,
    files: &[PathBuf],
    mut formatted: impl FnMut(&Path) -> Result<Formatted, Failure>,
) -> Result<Ending, Failure> {
    let mut ending = Ending::Done;
    for path in files {
        let formatted = formatted(path)?;
        if formatted.before == formatted.after {
            continue;
        }
        for line in &formatted.told {
            output::say(&format!("{line}\n"));
        }
        if check {
            output::print(&format!("{}\n", path.display()))?;
            ending = Ending::DoesNotHold;
        } else {
            let written = fs::write(path, &formatted.after);
            written.map_err(|error| Failure::Write { name: path.display().to_string(), error })?;
        }
    }
    Ok(ending)
}

/// Puts a text in the place of a file at once and whole, with the permissions it had: it is written beside it first.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let permissions = fs::metadata(path)?.permissions();
    let beside = beside(path);
    // What stands there was left by a process that was killed, or is a link that would lead elsewhere.
    let _ = fs::remove_file(&beside);
    let written = fs::File::create_new(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.set_permissions(permissions)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
        // What was begun must not stay; that it cannot be removed either changes nothing.
        let _ = fs::remove_file(&beside);
    })
}

/// Writes a file that must not be there yet, whole or not at all.
pub fn begin(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).inspect_err(|_| {
        // As above: half a file must not stay.
        let _ = fs::remove_file(path);
    })
}

/// The name under which a file is written before it takes its place: hidden, and no case file.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

/// Whether it is a file and no link, which could lead out of the folder.
pub fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_file())
}
