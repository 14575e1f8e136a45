//! A sheet that is read again (重复导入): which of its rows are acts of the file already.

use crate::interview::written::Entry;
use crate::report::words::Language;

/// What became of the rows of a sheet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Appended {
    /// How many became acts.
    pub acts: usize,
    /// How many were acts of the file already.
    pub known: usize,
}

impl Appended {
    /// That some rows were acts already, where some were.
    pub fn known(self, language: Language) -> Option<String> {
        let Self { known, .. } = self;
        (known > 0).then(|| match (language, known) {
            (Language::Zh, _) => format!("有{known}行已是本案的行为，没有重复写入。"),
            (Language::En, 1) => "1 row is an act of the case already and was not written again.".to_owned(),
            (Language::En, _) => format!("{known} rows are acts of the case already and were not written again."),
        })
    }
}

/// Whether an act of the file says everything that another does, whatever its id, its remarks and how its facts stand.
pub fn says_all(act: &Entry, other: &Entry) -> bool {
    let said = other.keys.iter().filter(|(key, _)| key != "id");
    said.into_iter().all(|(key, written)| act.get(key).is_some_and(|known| known.value == written.value))
}
