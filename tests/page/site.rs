//! The workbench over a folder of its own, asked by plain requests.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// How long an answer may take; and how long is waited for one that may not come.
const PATIENCE: Duration = Duration::from_secs(300);
const SHORT: Duration = Duration::from_secs(2);

/// A running workbench, ended with the test, its folder removed.
pub struct Site {
    child: Child,
    pub folder: PathBuf,
    pub port: u16,
    pub token: String,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// Signs that mean something in an address or a form, written so that they do not.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

impl Site {
    /// Opens a folder with these files.
    pub fn open(files: &[(&str, &str)]) -> Self {
        Self::run(files, Command::new(env!("CARGO_BIN_EXE_gravamen")))
    }

    /// The same where no file may grow beyond so many kilobytes, as on a full disk.
    pub fn narrow(files: &[(&str, &str)], kilobytes: u32) -> Self {
        let mut shell = Command::new("bash");
        // The signal is ignored, so that a write fails as it does where there is no room.
        let limited = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\"");
        shell.args(["-c", &limited, env!("CARGO_BIN_EXE_gravamen")]);
        Self::run(files, shell)
    }

    fn run(files: &[(&str, &str)], mut command: Command) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("page-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join("cases");
        fs::create_dir_all(&folder).expect("a folder can be made");
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
        command.args(["open", "--no-browser", "--lang", "en", "--as-of", "2026-06-01"]).arg(&folder);
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the command runs");
        let mut said = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut line = String::new();
        said.read_line(&mut line).expect("an address");
        let address = line.split("http://127.0.0.1:").nth(1).expect("an address on this machine").trim();
        let (port, token) = address.split_once('/').expect("a port and a token");
        // What more is said must be read, or the pipe fills.
        std::thread::spawn(move || said.read_to_string(&mut String::new()));
        let port = port.parse().expect("a port");
        Self { child, folder, port, token: token.trim_end_matches('/').to_owned() }
    }

    /// The address of a page, in English.
    pub fn path(&self, name: &str) -> String {
        format!("/{}/en/{name}", self.token)
    }

    /// What a page says.
    pub fn get(&self, name: &str) -> Answer {
        self.ask("GET", &self.path(name), &[], "")
    }

    /// Sends a form as the page does.
    pub fn post(&self, name: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(key, value)| format!("{}={}", encoded(key), encoded(value))).collect();
        let origin = format!("http://127.0.0.1:{}", self.port);
        let headers =
            [("Origin", origin.as_str()), ("Content-Type", "application/x-www-form-urlencoded"), ("X-Part", "1")];
        self.ask("POST", &self.path(name), &headers, &body.join("&"))
    }

    /// A request as it is given, with the right host unless another is given.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let own = format!("127.0.0.1:{}", self.port);
        let host =
            if headers.iter().any(|(name, _)| *name == "Host") { String::new() } else { format!("Host: {own}\r\n") };
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = if body.is_empty() && method == "GET" {
            String::new()
        } else {
            format!("Content-Length: {}\r\n", body.len())
        };
        self.raw(format!("{method} {path} HTTP/1.1\r\n{host}{more}{length}Connection: close\r\n\r\n{body}").as_bytes())
    }

    /// Bytes as they are.
    pub fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server answers");
        // What is no request is waited for by the server, and not by a test.
        stream.set_read_timeout(Some(if bytes.len() < 64 { SHORT } else { PATIENCE })).expect("a timeout");
        // A server that has refused may close before everything is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Ends the server at once; the folder stays until the test ends.
    pub fn kill(&self) {
        let _ = Command::new("kill").args(["-9", &self.child.id().to_string()]).status();
    }

    /// The text of a file of the folder.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).expect("a file of the folder")
    }

    /// Waits until a file says this.
    pub fn wait_for(&self, name: &str, says: &str) {
        let begun = Instant::now();
        while !self.text(name).contains(says) {
            assert!(begun.elapsed() < PATIENCE, "{name} does not say {says}: {}", self.text(name));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The names of everything in the folder, hidden files too.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(above) = self.folder.parent() {
            let _ = fs::remove_dir_all(above);
        }
    }
}
