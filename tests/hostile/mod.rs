//! The command before files that mean harm or were never meant for it: errors that say what and where, the exit code
//! that scripts rely on, nothing on standard output, and an end.
//!
//! `tests/case/hostile.rs` holds the reader alone to the same; here the whole process is run.

mod cases;
mod files;
mod laws;
mod open;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// When a run counts as hanging. No test comes near it; how fast a run is, benchmarks say.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("hostile-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), bytes).expect("a file can be written");
    }

    /// Runs the command in this folder, as one shell word after another.
    fn run(&self, arguments: &str) -> Told {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
        command.args(arguments.split(' ')).args(["--color", "never"]).current_dir(&self.0).env("LC_ALL", "C");
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Told::by(child.spawn().expect("the command runs"), arguments)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run said, and how it ended.
struct Told {
    code: Option<i32>,
    printed: String,
    said: String,
}

impl Told {
    fn by(mut child: Child, arguments: &str) -> Self {
        let mut standard = child.stdout.take().expect("a pipe");
        let mut errors = child.stderr.take().expect("a pipe");
        // Both pipes are read to their ends while the process runs, so that a full one never holds it up.
        let printed = thread::spawn(move || std::io::read_to_string(&mut standard).expect("text"));
        let said = thread::spawn(move || std::io::read_to_string(&mut errors).expect("text"));
        let start = Instant::now();
        let status = loop {
            match child.try_wait().expect("the process can be waited for") {
                Some(status) => break status,
                None if start.elapsed() > PATIENCE => {
                    child.kill().expect("the process can be ended");
                    panic!("`{arguments}` hangs");
                }
                None => thread::sleep(Duration::from_millis(2)),
            }
        };
        let told = Self {
            code: status.code(),
            printed: printed.join().expect("the pipe is read"),
            said: said.join().expect("the pipe is read"),
        };
        assert!(told.code.is_some_and(|code| code <= 2), "`{arguments}` ends with {status}: {}", told.said);
        assert!(!told.said.contains("panicked"), "{}", told.said);
        told
    }

    /// Code and place of each error: `negative d.toml:8:9`, with `-` where there is none.
    fn errors(&self) -> Vec<String> {
        let lines: Vec<&str> = self.said.lines().collect();
        let place = |line: &&str| line.trim_start().strip_prefix("--> ").map(str::to_owned);
        let errors = lines.iter().enumerate().filter(|(_, line)| line.starts_with("error"));
        errors
            .map(|(at, line)| {
                let code =
                    line.strip_prefix("error[").and_then(|rest| rest.split_once(']')).map_or("-", |(code, _)| code);
                format!("{code} {}", lines.get(at + 1).and_then(place).unwrap_or_else(|| "-".to_owned()))
            })
            .collect()
    }

    /// Only the message of the first error.
    fn message(&self) -> &str {
        self.said.lines().next().unwrap_or_default()
    }

    /// Holds the run to its exit code, to these errors and no others, and to an empty standard output.
    #[track_caller]
    fn is_refused(&self, code: i32, errors: &[&str]) {
        assert_eq!((self.code, self.printed.as_str()), (Some(code), ""), "{}", self.said);
        assert_eq!(self.errors(), errors, "{}", self.said);
    }
}
