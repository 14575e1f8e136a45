//! Where rows go: a file that can be gone on with, or standard output.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use crate::cli::failure::Failure;

/// An output.
pub struct Written {
    name: String,
    to: Box<dyn Write + Send + Sync>,
    /// Bytes so far.
    pub bytes: u64,
}

impl Written {
    /// Standard output, or this file, of which the first bytes stand where a run goes on.
    pub fn open(path: Option<&Path>, kept: u64) -> Result<Self, Failure> {
        let Some(path) = path else {
            let to = Box::new(BufWriter::new(io::stdout()));
            return Ok(Self { name: "standard output".to_owned(), to, bytes: 0 });
        };
        let name = path.display().to_string();
        let open = || {
            let mut file: File = OpenOptions::new().create(true).write(true).truncate(kept == 0).open(path)?;
            file.set_len(kept)?;
            file.seek(SeekFrom::Start(kept))?;
            Ok(file)
        };
        let file = open().map_err(|error| Failure::Write { name: name.clone(), error })?;
        Ok(Self { name, to: Box::new(BufWriter::new(file)), bytes: kept })
    }

    /// Writes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.bytes += bytes.len() as u64;
        let written = self.to.write_all(bytes);
        written.map_err(|error| Failure::Write { name: self.name.clone(), error })
    }

    /// Sees to it that everything so far is written.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.to.flush().map_err(|error| Failure::Write { name: self.name.clone(), error })
    }
}
