//! Where the cases of a study come from: files, and profiles that more are drawn from.

use std::ops::RangeInclusive;
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

/// Case files with their names.
type Texts = Vec<(String, String)>;

impl Corpus {
    /// The case files, so many at a time.
    pub fn parts(&self, at_a_time: usize) -> Result<impl Iterator<Item = Result<Texts, Failure>>, Failure> {
        let paths = files::find_any(&self.paths, "toml")?;
        let parts: Vec<Vec<PathBuf>> = paths.chunks(at_a_time).map(<[PathBuf]>::to_vec).collect();
        let read = |part: Vec<PathBuf>| {
            part.iter().map(|path| Ok((path.display().to_string(), files::read(path)?))).collect::<Result<Texts, _>>()
        };
        let population = self.drawn.as_ref().map(Population::read).transpose()?;
        let drawn = population.into_iter().flat_map(move |population| {
            let number = population.drawn.number;
            let last = move |first: u64| (first + at_a_time as u64 - 1).min(number);
            (1..=number).step_by(at_a_time).map(move |first| population.texts(first..=last(first)))
        });
        Ok(parts.into_iter().map(read).chain(drawn))
    }
}

/// A profile that cases are drawn from.
struct Population {
    drawn: Drawn,
    profile: Profile,
    sources: Sources,
}

impl Population {
    fn read(drawn: &Drawn) -> Result<Self, Failure> {
        let mut sources = Sources::default();
        let source = sources.add(drawn.profile.display().to_string(), files::read(&drawn.profile)?);
        match Profile::read(&sources, source) {
            Ok(profile) => Ok(Self { drawn: drawn.clone(), profile, sources }),
            Err(diagnostics) => Err(Failure::Found(Checked { sources, diagnostics })),
        }
    }

    /// The cases with these numbers.
    fn texts(&self, numbers: RangeInclusive<u64>) -> Result<Texts, Failure> {
        let numbers: Vec<u64> = numbers.collect();
        let texts = in_parallel(&numbers, |number| self.profile.draw(self.drawn.seed, *number));
        let named = texts.into_iter().zip(numbers).map(|(text, number)| {
            let name = format!("{}#{number}", self.drawn.profile.display());
            let wrong = |diagnostic| Checked { sources: self.sources.clone(), diagnostics: vec![diagnostic] };
            text.map(|text| (name, text)).map_err(|diagnostic| Failure::Found(wrong(diagnostic)))
        });
        named.collect()
    }
}

/// Draws a population: names of the cases, and their texts as case files.
pub fn draw(drawn: &Drawn) -> Result<Texts, Failure> {
    Population::read(drawn)?.texts(1..=drawn.number)
}
