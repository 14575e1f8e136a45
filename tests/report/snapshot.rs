//! Expectations stored as files under `tests/data`; `GRAVAMEN_BLESS=1` rewrites them.

use std::path::Path;
use std::{env, fs};

/// Compares with the file of this name, to the byte.
pub fn check(name: &str, found: &str) {
    check_in("report", name, found);
}

/// The same, in another folder of `tests/data`.
pub fn check_in(folder: &str, name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder).join(name);
    if env::var_os("GRAVAMEN_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&path, found).expect("the expectation can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == found, "{} differs; found:\n{found}", path.display());
}
