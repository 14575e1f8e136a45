//! The case files of a folder: read, written at once and whole, and never over what somebody else has written.
//!
//! A file is known by its path below the folder, and only files that are found there are opened, so no name can lead out
//! of it. What was last read or written is kept: where the file on the disk is no longer that, it was changed outside.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::super::{failure::Failure, files};
use crate::report::words::Language;

/// The ending of case files.
const ENDING: &str = "toml";

/// How many changes can be undone.
const MOST_CHANGES: usize = 200;

/// How many files of a folder are listed.
const MOST_FILES: usize = 5000;

/// A folder with case files, or one case file.
pub struct Store {
    folder: PathBuf,
    /// The only file that is shown, where one was named.
    only: Option<String>,
    drafts: BTreeMap<String, Draft>,
}

/// A case file that is open.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// As it stands, here and on the disk.
    pub text: String,
    /// What was done since it was opened, the last at the end.
    pub changes: Vec<Change>,
}

/// A change of a case file.
#[derive(Clone, Debug)]
pub struct Change {
    /// What was changed: the path of a key.
    pub path: String,
    /// What stood there, in words.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// The whole file before.
    text: String,
}

/// Why a file cannot be read or written.
#[derive(Debug)]
pub enum Trouble {
    /// No such file in the folder.
    Unknown,
    /// It was changed outside; what stands there is now shown.
    ChangedOutside,
    /// It is no longer there.
    Removed,
    /// A file of this name is there already.
    Taken,
    /// It may only be read.
    ReadOnly,
    /// What stands there now is no file of the folder, such as a link that leads out of it.
    Elsewhere,
    /// The system says no.
    System(io::Error),
    /// It cannot be read as text.
    Unreadable(String),
}

impl Trouble {
    /// In words.
    pub fn words(&self, language: Language) -> String {
        let text = match self {
            Self::Unknown => language.either("文件夹中没有这个案卷文件。", "There is no such case file in the folder."),
            Self::ChangedOutside => language.either(
                "文件已被其他程序修改；现显示修改后的内容，您刚才的输入没有写入，请核对后重新输入。",
                "The file was changed by another program. What stands there now is shown; your last input was not written. Look, and type it again.",
            ),
            Self::Removed => language.either(
                "文件已被删除或者移走。内容仍保留在本页，可以重新写入。",
                "The file was removed or moved. Its content is still here and can be written again.",
            ),
            Self::Taken => language.either("已有同名文件。", "There is a file of this name already."),
            Self::ReadOnly => language.either(
                "文件为只读，修改没有写入。",
                "The file may only be read; the change was not written.",
            ),
            Self::Elsewhere => language.either(
                "此处现为链接或者文件夹，不再是案件文件夹中的文件，没有读取，也没有写入。",
                "What stands there now is a link or a folder and no file of this folder any more; nothing was read or written.",
            ),
            Self::System(error) if no_room(error) => language.either(
                "存储空间不足，修改没有写入；文件仍是修改前的内容。",
                "There is no room left to write in: the change was not written, and the file is as it was before.",
            ),
            Self::System(error) => {
                return match language {
                    Language::Zh => format!("修改没有写入：{error}"),
                    Language::En => format!("The change was not written: {error}"),
                };
            }
            Self::Unreadable(message) => return message.clone(),
        };
        text.to_owned()
    }
}

impl Store {
    /// The case files of a folder, or one case file.
    pub fn new(path: &Path) -> Result<Self, Failure> {
        let failure = |error| Failure::Read { path: path.to_owned(), error };
        let path = fs::canonicalize(path).map_err(failure)?;
        let (folder, only) = match (path.is_dir(), path.parent(), path.file_name()) {
            (false, Some(folder), Some(name)) => (folder.to_owned(), Some(name.to_string_lossy().into_owned())),
            _ => (path.clone(), None),
        };
        Ok(Self { folder, only, drafts: BTreeMap::new() })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The only file that is shown, where one was named.
    pub fn only(&self) -> Option<&str> {
        self.only.as_deref()
    }

    /// The names of the case files, as paths below the folder.
    pub fn names(&self) -> Vec<String> {
        if let Some(only) = &self.only {
            return vec![only.clone()];
        }
        let found = files::find_any(std::slice::from_ref(&self.folder), ENDING).unwrap_or_default();
        let below =
            found.iter().filter(|path| files::is_file(path)).filter_map(|path| path.strip_prefix(&self.folder).ok());
        below.map(|path| path.to_string_lossy().replace('\\', "/")).take(MOST_FILES).collect()
    }

    /// An open case file: as it was last read or written, or as it now stands on the disk.
    pub fn open(&mut self, name: &str) -> Result<&Draft, Trouble> {
        let changed = match self.drafts.get(name) {
            Some(draft) => match self.read(name) {
                Ok(text) => (text != draft.text).then_some(text),
                // What was removed is still shown.
                Err(_) => None,
            },
            None if self.names().iter().any(|known| known == name) => Some(self.read(name)?),
            None => return Err(Trouble::Unknown),
        };
        if let Some(text) = changed {
            self.drafts.insert(name.to_owned(), Draft { text, changes: Vec::new() });
        }
        self.drafts.get(name).ok_or(Trouble::Unknown)
    }

    /// A new case file, which must not be there yet; its name.
    pub fn create(&mut self, name: &str, text: &str) -> Result<(), Trouble> {
        if self.only.is_some() || Path::new(name).components().count() != 1 {
            return Err(Trouble::Unknown);
        }
        let path = self.folder.join(name);
        begin(&path, text)?;
        self.drafts.insert(name.to_owned(), Draft { text: text.to_owned(), changes: Vec::new() });
        Ok(())
    }

    /// Writes a case file, unless it is no longer what was read. Changes of the same key in a row are one.
    pub fn change(&mut self, name: &str, (path, before, after): (&str, &str, &str), text: &str) -> Result<(), Trouble> {
        self.write(name, text)?;
        let draft = self.drafts.get_mut(name).ok_or(Trouble::Unknown)?;
        let old = std::mem::replace(&mut draft.text, text.to_owned());
        match draft.changes.last_mut() {
            Some(last) if last.path == path => last.after = after.to_owned(),
            _ => draft.changes.push(Change {
                path: path.to_owned(),
                before: before.to_owned(),
                after: after.to_owned(),
                text: old,
            }),
        }
        if draft.changes.len() > MOST_CHANGES {
            draft.changes.remove(0);
        }
        Ok(())
    }

    /// Takes the last change back.
    pub fn undo(&mut self, name: &str) -> Result<(), Trouble> {
        let Some(last) = self.drafts.get(name).and_then(|draft| draft.changes.last()).cloned() else { return Ok(()) };
        self.write(name, &last.text)?;
        if let Some(draft) = self.drafts.get_mut(name) {
            draft.text = last.text;
            draft.changes.pop();
        }
        Ok(())
    }

    /// Writes a file that was removed again.
    pub fn restore(&mut self, name: &str) -> Result<(), Trouble> {
        let text = self.drafts.get(name).ok_or(Trouble::Unknown)?.text.clone();
        begin(&self.path(name), &text)
    }

    /// What was done to an open file, the last first: where, what stood there, what stands there.
    pub fn changes(&self, name: &str) -> Vec<(String, String, String)> {
        let changes = self.drafts.get(name).into_iter().flat_map(|draft| draft.changes.iter().rev());
        changes.map(|change| (change.path.clone(), change.before.clone(), change.after.clone())).collect()
    }

    /// Whether a file that is open is no longer on the disk.
    pub fn is_removed(&self, name: &str) -> bool {
        self.drafts.contains_key(name) && !self.path(name).exists()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn read(&self, name: &str) -> Result<String, Trouble> {
        // A link that was put in the place of a file, or of a folder above it, may lead anywhere.
        if fs::canonicalize(self.path(name)).is_ok_and(|real| real != self.path(name) || !files::is_file(&real)) {
            return Err(Trouble::Elsewhere);
        }
        files::read(&self.path(name)).map_err(|failure| match failure {
            Failure::Read { error, .. } if error.kind() == io::ErrorKind::NotFound => Trouble::Removed,
            Failure::Read { error, .. } => Trouble::System(error),
            Failure::Found(checked) => Trouble::Unreadable(checked.draw(false)),
            other => Trouble::Unreadable(other.to_string()),
        })
    }

    /// Writes beside the file and puts that in its place, so that a file is never half written.
    fn write(&mut self, name: &str, text: &str) -> Result<(), Trouble> {
        let draft = self.drafts.get(name).ok_or(Trouble::Unknown)?;
        let now = self.read(name)?;
        if now != draft.text {
            self.drafts.insert(name.to_owned(), Draft { text: now, changes: Vec::new() });
            return Err(Trouble::ChangedOutside);
        }
        let path = self.path(name);
        let old = fs::metadata(&path).map_err(Trouble::System)?;
        if old.permissions().readonly() {
            return Err(Trouble::ReadOnly);
        }
        files::replace(&path, text).map_err(Trouble::System)
    }
}

/// Writes a file that must not be there yet.
fn begin(path: &Path, text: &str) -> Result<(), Trouble> {
    files::begin(path, text).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Trouble::Taken,
        _ => Trouble::System(error),
    })
}

/// Whether a file could not be written for want of room.
fn no_room(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}
