//! What stands beside every output: what it was made from, so that it can be made again; and, until it is complete, how
//! far it has come.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::cli::failure::Failure;

/// Rows so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of the tables.
    pub rows_in: u64,
    /// Cases.
    pub cases: u64,
    /// Rows written.
    pub rows_out: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Accused that cannot be computed under some law, because their items were counted by a class that it changes.
    pub not_computable: u64,
}

impl Counts {
    fn to_json(self) -> Value {
        json!({
            "rows_in": self.rows_in,
            "cases": self.cases,
            "rows_out": self.rows_out,
            "rejected": self.rejected,
            "not_computable": self.not_computable,
        })
    }

    fn of_json(value: &Value) -> Self {
        let number = |key: &str| value[key].as_u64().unwrap_or_default();
        Self {
            rows_in: number("rows_in"),
            cases: number("cases"),
            rows_out: number("rows_out"),
            rejected: number("rejected"),
            not_computable: number("not_computable"),
        }
    }
}

/// How far an output has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows so far.
    pub counts: Counts,
    /// Bytes of the output.
    pub written: u64,
    /// Bytes of the rejects.
    pub rejects: u64,
}

/// The file beside an output.
pub struct Kept {
    path: PathBuf,
    /// What the output is made from.
    made: Value,
}

impl Kept {
    /// Beside this output, made from this.
    pub fn beside(output: &Path, made: Value) -> Self {
        let mut name = output.as_os_str().to_owned();
        name.push(".json");
        Self { path: PathBuf::from(name), made }
    }

    /// Adds what is known of what the output is made from only once it is.
    pub fn note(&mut self, key: &str, value: Value) {
        self.made[key] = value;
    }

    /// How far an interrupted run came; an error where the output there was made from something else.
    pub fn resume(&self) -> Result<Option<Progress>, Failure> {
        let Ok(text) = fs::read_to_string(&self.path) else { return Ok(None) };
        let Ok(known) = serde_json::from_str::<Value>(&text) else { return Ok(None) };
        if known["complete"] == json!(true) {
            let message =
                format!("`{}` says that the run came to its end: nothing is left to resume", self.path.display());
            return Err(Failure::Usage(message));
        }
        if known["made"] != self.made {
            let message = format!(
                "`{}` is of another run: the law, the table, the map or the options have changed; run it without `--resume`",
                self.path.display()
            );
            return Err(Failure::Usage(message));
        }
        let number = |key: &str| known["progress"][key].as_u64().unwrap_or_default();
        let (written, rejects) = (number("bytes"), number("rejects_bytes"));
        Ok(Some(Progress { counts: Counts::of_json(&known["counts"]), written, rejects }))
    }

    /// Says how far the output has come. What stands there before is replaced at once or not at all.
    pub fn write(&self, progress: &Progress, complete: bool) -> Result<(), Failure> {
        let value = json!({
            "schema": "gravamen.rows/1",
            "made": self.made,
            "counts": progress.counts.to_json(),
            "progress": { "bytes": progress.written, "rejects_bytes": progress.rejects },
            "complete": complete,
        });
        let failed = |error| Failure::Write { name: self.path.display().to_string(), error };
        let mut new = self.path.clone().into_os_string();
        new.push(".new");
        fs::write(&new, format!("{value:#}\n")).map_err(failed)?;
        fs::rename(&new, &self.path).map_err(failed)
    }
}

/// A hash in hexadecimal.
pub fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of a file, in hexadecimal; of standard input, which can be read but once, nothing.
pub fn hash_of(path: &Path) -> Result<Option<String>, Failure> {
    if path == Path::new("-") {
        return Ok(None);
    }
    let failed = |error| Failure::Read { path: path.to_owned(), error };
    let mut file = fs::File::open(path).map_err(failed)?;
    let mut hash = Sha256::new();
    let mut part = vec![0; 1 << 16];
    loop {
        match std::io::Read::read(&mut file, &mut part).map_err(failed)? {
            0 => break,
            read => hash.update(&part[..read]),
        }
    }
    Ok(Some(hex(hash)))
}
