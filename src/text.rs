//! Bytes to text: the checks every file passes before it is read, whatever it holds; and where characters begin.

use crate::diagnostic::Diagnostic;

/// The largest file that is read, in bytes: far above any case file, and small enough to be read at once.
pub const LARGEST_FILE: usize = 16 * 1024 * 1024;

/// The text of a file, without a byte order mark. `name` is the path as a reader would write it.
pub fn load_text(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    if bytes.len() > LARGEST_FILE {
        let message = format!("expected a file of at most {LARGEST_FILE} bytes, found more in `{name}`");
        return Err(Diagnostic::placeless("file-too-large", message));
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(not_utf8(format!("expected UTF-8 text, found UTF-16 in `{name}`")));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let at = place(error.as_bytes(), error.utf8_error().valid_up_to());
        not_utf8(format!("expected UTF-8 text, found other bytes in `{name}` at {at}"))
    })?;
    if let Some(nul) = text.find('\0') {
        let at = place(text.as_bytes(), nul);
        let message = format!("expected text, found a NUL byte in `{name}` at {at}");
        return Err(Diagnostic::placeless("nul-byte", message).note("this is probably not a text file"));
    }
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(text)
}

fn not_utf8(message: String) -> Diagnostic {
    Diagnostic::placeless("not-utf8", message).help("save the file as UTF-8; it may be in GBK or UTF-16")
}

/// Line and column of a byte, both from 1, what stands before it being valid UTF-8.
fn place(bytes: &[u8], at: usize) -> String {
    let before = bytes.get(..at).unwrap_or(bytes);
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
    format!("line {line}, column {column}")
}

/// The nearest character boundary at or below a byte.
pub fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
