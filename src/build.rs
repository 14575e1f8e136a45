//! Takes the laws in when Gravamen is built: their texts, and what they come to on every day.

use std::path::{Path, PathBuf};
use std::{fs, io};

use gravamen_front::built;
use gravamen_front::law::SourceTree;
use gravamen_front::span::Sources;
use gravamen_front::syntax;

/// The laws in force at some time.
const LAW: &str = "interpretations";

/// What the program takes in: the name of the list, the folder, whether folders in it are meant, and the ending.
const TEXTS: [(&str, &str, bool, &str); 4] = [
    ("LAW", LAW, false, "law"),
    ("PROPOSALS", LAW, true, "law"),
    ("WITNESSES", "cases/witness", false, "toml"),
    ("COURSE", "cases/course", false, "toml"),
];

fn main() -> io::Result<()> {
    // INVARIANT: Cargo sets both.
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("the folder of the package"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("a folder for what is made"));
    let mut lists = String::new();
    for (name, folder, below, ending) in TEXTS {
        println!("cargo::rerun-if-changed={folder}");
        let files = files(&root.join(folder), below, ending)?;
        let texts = files.iter().map(|path| {
            let named = path.strip_prefix(&root).unwrap_or(path).to_string_lossy().replace('\\', "/");
            format!("    ({named:?}, include_str!({:?})),\n", path.display().to_string())
        });
        let texts: String = texts.collect();
        lists += &format!(
            "/// Each file of `{folder}`, with its text.\npub static {name}: &[(&str, &str)] = &[\n{texts}];\n"
        );
    }
    fs::write(out.join("texts.rs"), lists)?;
    fs::write(out.join("built.law"), law(&root)?)
}

/// The laws, built. Where one of them cannot be parsed nothing is built in, and whoever runs the program is told what is
/// wrong with it.
fn law(root: &Path) -> io::Result<Vec<u8>> {
    let mut sources = Sources::default();
    let mut trees = Vec::new();
    for path in files(&root.join(LAW), false, "law")? {
        let text = fs::read_to_string(&path)?;
        let source = sources.add(path.display().to_string(), text);
        let (tree, wrong) = syntax::parse(source, &sources.get(source).text);
        if wrong.iter().any(gravamen_front::diagnostic::Diagnostic::is_error) {
            return Ok(built::build(&sources, &[]));
        }
        trees.push(SourceTree { source, tree, proposed: false });
    }
    Ok(built::build(&sources, &trees))
}

/// The files of this ending in a folder, or in the folders `below` it, by path.
fn files(folder: &Path, below: bool, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.is_dir() && below {
            found.extend(files(&path, false, ending)?);
            found.extend(files(&path, true, ending)?);
        } else if !below && path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
