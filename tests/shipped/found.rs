//! What is found of every case and draft that is shipped, under the law of its day: worked out once for all tests.

use std::sync::{LazyLock, OnceLock};

use gravamen::analysis::flip::PersonFlips;
use gravamen::analysis::gaps::PersonGaps;
use gravamen::case::day::date_of;
use gravamen::case::facts::Case;
use gravamen::engine::{Engine, Settings};
use gravamen::explain::findings::Analysis;
use gravamen::explain::reasoning::Reasoning;
use jiff::civil::{Date, date};

use super::files;
use crate::evaluation::support::{case, engine};

/// The day whose law applies to a case that has no day of judgment.
pub const LATEST: Date = date(2026, 6, 1);

/// A case, the law of its day, and what is found of it as everything stands.
pub struct Found {
    /// The name of its file.
    pub name: String,
    /// What the file says.
    pub text: String,
    /// The law.
    pub engine: &'static Engine,
    /// The case.
    pub case: Case,
    analysis: OnceLock<Analysis>,
    reasoning: OnceLock<Reasoning>,
    gaps: OnceLock<Vec<PersonGaps>>,
    flips: OnceLock<Vec<PersonFlips>>,
}

/// The decided cases.
pub fn cases() -> &'static [Found] {
    static CASES: LazyLock<Vec<Found>> = LazyLock::new(|| of_folder("cases"));
    &CASES
}

/// The cases in preparation.
pub fn drafts() -> &'static [Found] {
    static DRAFTS: LazyLock<Vec<Found>> = LazyLock::new(|| of_folder("cases/drafts"));
    &DRAFTS
}

fn of_folder(folder: &str) -> Vec<Found> {
    let of_file = |(name, text): (String, String)| {
        let day = case(&text, LATEST).judged.map_or(LATEST, |day| date_of(day.max));
        Found {
            case: case(&text, day),
            engine: engine(day),
            name,
            text,
            analysis: OnceLock::new(),
            reasoning: OnceLock::new(),
            gaps: OnceLock::new(),
            flips: OnceLock::new(),
        }
    };
    files(folder, "toml").into_iter().map(of_file).collect()
}

impl Found {
    /// What `analyze` says.
    pub fn analysis(&self) -> &Analysis {
        let find = || self.engine.analyse(&self.case, &Settings::default()).expect("an analysis");
        self.analysis.get_or_init(find)
    }

    /// What `explain` says.
    pub fn reasoning(&self) -> &Reasoning {
        let find = || self.engine.reason(&self.case, &Settings::default()).expect("a reasoning");
        self.reasoning.get_or_init(find)
    }

    /// What `gaps` says.
    pub fn gaps(&self) -> &[PersonGaps] {
        self.gaps.get_or_init(|| self.engine.gaps(&self.case, &Settings::default()).expect("gaps"))
    }

    /// What `flip` says.
    pub fn flips(&self) -> &[PersonFlips] {
        self.flips.get_or_init(|| self.engine.flip(&self.case, &Settings::default()).expect("flips"))
    }
}
