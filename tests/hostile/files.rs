//! Files that are no text, or no files.

use std::fs::{self, File};

use super::Folder;

/// Every command that reads a file of either kind, the file's name last.
const COMMANDS: [(&str, &str); 5] = [
    ("analyze", "toml"),
    ("case check", "toml"),
    ("case test", "toml"),
    ("law check", "law"),
    ("law fmt --check", "law"),
];

/// Runs every command on `x` with the ending it wants; each must refuse it with this one message.
#[track_caller]
fn refused(folder: &Folder, code: &str, message: &str) {
    for (command, ending) in COMMANDS {
        let told = folder.run(&format!("{command} x.{ending}"));
        told.is_refused(2, &[&format!("{code} -")]);
        let expected = message.replace('$', ending);
        let (_, found) = told.message().split_once(": ").expect("a message");
        assert!(found.starts_with(&expected), "{command}: {}", told.said);
    }
}

fn both(bytes: &[u8]) -> Folder {
    let folder = Folder::new();
    folder.file("x.toml", bytes);
    folder.file("x.law", bytes);
    folder
}

#[test]
fn bytes_of_another_encoding() {
    let gbk = both(b"# \xD5\xC5\xC4\xB3\n");
    refused(&gbk, "not-utf8", "expected UTF-8 text, found other bytes in `x.$` at line 1, column 3");
    let utf16 = both(b"\xFF\xFE[\0c\0a\0s\0e\0]\0");
    refused(&utf16, "not-utf8", "expected UTF-8 text, found UTF-16 in `x.$`");
    let cut = both(&"# 张".as_bytes()[..4]);
    refused(&cut, "not-utf8", "expected UTF-8 text, found other bytes in `x.$` at line 1, column 3");
}

#[test]
fn bytes_that_no_text_has() {
    let nul = both(b"# a\n\0");
    refused(&nul, "nul-byte", "expected text, found a NUL byte in `x.$` at line 2, column 1");
}

#[test]
fn a_hundred_megabytes() {
    let folder = Folder::new();
    for (_, ending) in COMMANDS {
        let file = File::create(folder.0.join(format!("x.{ending}"))).expect("a file can be made");
        file.set_len(100 << 20).expect("a file can be made large");
    }
    refused(&folder, "file-too-large", "expected a file of at most 16777216 bytes, found more in `x.$`");
}

#[test]
fn no_file_at_all() {
    refused(&Folder::new(), "-", "cannot read `x.$`: ");
}

#[test]
fn a_folder_in_place_of_a_file() {
    let folder = Folder::new();
    fs::create_dir(folder.0.join("x")).expect("a folder can be made");
    for command in ["analyze x", "case check x", "case test x", "law check x", "law fmt x", "law list --laws x"] {
        let told = folder.run(command);
        told.is_refused(2, &["- -"]);
        assert!(told.said.contains("`x`"), "{}", told.said);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    // Reading the start of a process's memory fails for everybody, even where permissions stop nobody.
    let folder = Folder::new();
    for ending in ["toml", "law"] {
        symlink("/proc/self/mem", folder.0.join(format!("x.{ending}"))).expect("a link can be made");
    }
    refused(&folder, "-", "cannot read `x.$`: ");

    let folder = both(b"");
    for ending in ["toml", "law"] {
        let path = folder.0.join(format!("x.{ending}"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions can be taken");
        if fs::read(&path).is_ok() {
            return;
        }
    }
    refused(&folder, "-", "cannot read `x.$`: ");
}

#[test]
fn an_empty_file_is_no_case_and_a_law_of_nothing() {
    for text in ["", "\u{FEFF}", " \r\n\t\n", "# nothing"] {
        let folder = both(text.as_bytes());
        folder.run("analyze x.toml").is_refused(2, &["missing-key x.toml:1:1"]);
        folder.run("case check x.toml").is_refused(1, &["missing-key x.toml:1:1"]);
        folder.run("law check x.law").is_refused(0, &[]);
    }
}
