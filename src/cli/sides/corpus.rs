//! Where the cases of a study come from: files, and profiles that more are drawn from.

use std::path::PathBuf;

use crate::case::profile::Profile;
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::run::Checked;
use crate::parallel::in_parallel;
use crate::span::Sources;

/// Where cases come from.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Case files, or folders with them.
    pub paths: Vec<PathBuf>,
    /// A profile that more are drawn from: file, how many, seed.
    pub drawn: Option<Drawn>,
}

/// A synthetic population.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The profile.
    pub profile: PathBuf,
    /// How many cases.
    pub number: u64,
    /// The seed.
    pub seed: u64,
}

/// Draws a population: names of the cases, and their texts as case files.
pub fn draw(drawn: &Drawn) -> Result<Vec<(String, String)>, Failure> {
    let mut sources = Sources::default();
    let source = sources.add(drawn.profile.display().to_string(), files::read(&drawn.profile)?);
    let found = |diagnostics| Failure::Found(Checked { sources: sources.clone(), diagnostics });
    let profile = Profile::read(&sources, source).map_err(found)?;
    let numbers: Vec<u64> = (1..=drawn.number).collect();
    let texts = in_parallel(&numbers, |number| profile.draw(drawn.seed, *number));
    let named = texts.into_iter().zip(numbers).map(|(text, number)| {
        let name = format!("{}#{number}", drawn.profile.display());
        text.map(|text| (name, text)).map_err(|diagnostic| found(vec![diagnostic]))
    });
    named.collect()
}
