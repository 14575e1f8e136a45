//! The proposals that a command names: where their files are, and which settings are parameters of theirs.

use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::run::{Checked, Law};
use super::{files, laws};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::{self, LawFile, Laws};
use crate::quantity::Ratio;
use crate::span::Sources;

/// The law files of the folder, parsed, with the proposals asked for and those settings that are their parameters.
pub fn laws(law: &Law, set: &[(String, String)], sources: &mut Sources) -> Result<Laws, Failure> {
    if law.with.is_empty() {
        return parsed(law, Vec::new(), sources);
    }
    let laws = all(law, sources)?;
    let known = laws.proposals(sources);
    let names: Vec<&str> = law.with.iter().map(|asked| laws.named(sources, asked).unwrap_or(asked)).collect();
    let declared = known.iter().filter(|(proposal, _)| names.contains(&proposal.name.as_str()));
    let declared: Vec<&str> =
        declared.flat_map(|(_, parameters)| parameters).map(|parameter| parameter.name.as_str()).collect();
    let mut parameters = Vec::new();
    let mut wrong = Diagnostics::new();
    for (name, value) in set.iter().filter(|(name, _)| declared.contains(&name.as_str())) {
        match value.parse::<Ratio>() {
            Ok(value) => parameters.push((name.clone(), value)),
            Err(_) => {
                let message = format!("expected a number such as `100` or `1/2` for `{name}`, found `{value}`");
                wrong.push(Diagnostic::placeless("not-a-number", message));
            }
        }
    }
    let amended = if wrong.is_empty() { laws.with(sources, &names, &parameters) } else { Err(wrong) };
    amended.map_err(|diagnostics| Failure::Found(Checked { sources: sources.clone(), diagnostics }))
}

/// The law files of the folder, parsed, with every proposal that there is, none of them taken in.
pub fn all(law: &Law, sources: &mut Sources) -> Result<Laws, Failure> {
    let paths: Vec<&String> = law.with.iter().filter(|name| is_path(name)).collect();
    let mut files = engine::embedded_proposals();
    files.retain(|file| !replaced(file, &paths));
    for path in paths {
        files.push(LawFile { name: path.clone(), text: files::read(Path::new(path))? });
    }
    parsed(law, files, sources)
}

/// The law that comes with the program, or that of the files asked for, beside these proposals.
fn parsed(law: &Law, proposals: Vec<LawFile>, sources: &mut Sources) -> Result<Laws, Failure> {
    if law.folder.is_none() && law.instead.is_none() {
        return Ok(Laws::embedded(proposals, sources));
    }
    Ok(Laws::parse(laws::all(law)?.into_iter().chain(proposals).collect(), sources))
}

fn is_path(name: &str) -> bool {
    name.contains(['/', '\\']) || PathBuf::from(name).extension().is_some_and(|ending| ending == laws::ENDING)
}

/// Whether a file named on the command line is this embedded one.
fn replaced(file: &LawFile, paths: &[&String]) -> bool {
    let own = |name: &str| Path::new(name).file_name().map(ToOwned::to_owned);
    paths.iter().any(|path| own(path) == own(&file.name))
}
