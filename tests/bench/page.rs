//! How long the workbench takes from a keystroke to its answer, on every case in preparation.
//!
//! `cargo bench --bench page` opens each draft, types two numbers by turns into the amount of its first body of information
//! as the page does while somebody types, and prints the median and the longest in milliseconds, beside the bound that an
//! answer has to keep and how much of it the median takes. An answer is the file written and the result drawn anew.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gravamen::interview::edit::File;

/// How often each is timed, after as many as warm it up.
const RUNS: usize = 21;
const BEFORE: usize = 3;

/// Within how many milliseconds an answer is there: of the largest draft, and of every other.
const LARGEST: f64 = 150.0;
const OTHERS: f64 = 50.0;

/// A workbench over one file, ended with this.
struct Page {
    child: Child,
    folder: PathBuf,
    port: String,
    token: String,
}

impl Page {
    fn open(name: &str, text: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("page-bench-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(name), text).expect("a file");
        let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
        command.args(["open", "--no-browser", "--lang", "en", "--as-of", "2026-06-01"]).arg(&folder);
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the command runs");
        let mut line = String::new();
        let mut said = BufReader::new(child.stderr.take().expect("a pipe"));
        said.read_line(&mut line).expect("an address");
        let address = line.split("http://127.0.0.1:").nth(1).expect("an address").trim().trim_end_matches('/');
        let (port, token) = address.split_once('/').expect("a port and a token");
        let (port, token) = (port.to_owned(), token.to_owned());
        std::thread::spawn(move || said.read_to_string(&mut String::new()));
        Self { child, folder, port, token }
    }

    /// Types a value, and waits for the whole answer.
    fn types(&self, case: &str, path: &str, value: &str) -> Duration {
        let body = format!("path={path}&value={value}");
        let host = format!("127.0.0.1:{}", self.port);
        let request = format!(
            "POST /{}/en/edit?case={case} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nX-Part: 1\r\nContent-Type: \
             application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.token,
            body.len()
        );
        let begun = Instant::now();
        let mut stream = TcpStream::connect(&host).expect("it answers");
        stream.write_all(request.as_bytes()).expect("it listens");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let taken = begun.elapsed();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("class=\"headline\""), "{case}: {answer}");
        taken
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What is stated, its number or its lower end so much higher, as a form sends it.
fn typed(stated: &str, more: u64) -> String {
    let (number, rest) =
        stated.split_once(" .. ").map_or((stated, String::new()), |(from, to)| (from, format!("+..+{to}")));
    format!("{}{rest}", number.parse::<u64>().expect("a number") + more)
}

fn main() {
    let timed = std::env::args().any(|argument| argument == "--bench");
    let (before, runs) = if timed { (BEFORE, RUNS) } else { (0, 1) };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/drafts");
    let files = fs::read_dir(folder).expect("the drafts").map(|file| file.expect("a draft").path());
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("a draft"))
    };
    let mut drafts: Vec<(String, String)> = files.map(read).collect();
    drafts.sort();
    let largest = drafts.iter().map(|(_, text)| text.len()).max().unwrap_or(0);
    let mut kept = true;
    for (name, text) in &drafts {
        let bodies = File::parse(text).expect("a draft is TOML").entries("dataset");
        let body = bodies.first().expect("a body of information");
        let path = format!("{}.items", body.path);
        let stated = body.get("items").map(|items| items.value.clone()).unwrap_or_default();
        let page = Page::open(name, text);
        let mut taken: Vec<Duration> = (0..before + runs)
            .map(|run| page.types(name, &path, &typed(&stated, run as u64 % 2)))
            .skip(before)
            .collect();
        taken.sort();
        let milliseconds = |at: usize| taken.get(at).map_or(0.0, |taken| taken.as_secs_f64() * 1000.0);
        let (median, longest) = (milliseconds(taken.len() / 2), milliseconds(taken.len().saturating_sub(1)));
        let bound = if text.len() == largest { LARGEST } else { OTHERS };
        kept &= median <= bound;
        println!("{median:7.1} ms  at most {longest:7.1} ms  {:5.2} of {bound:3.0} ms  {name}", median / bound);
    }
    println!("{}", if kept { "every bound is kept" } else { "a bound is NOT kept" });
}
