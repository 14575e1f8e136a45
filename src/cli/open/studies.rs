//! The cases of the folder as a corpus: under the law in force and under a proposal beside it.

use maud::Markup;

use super::workbench::{Asked, Workbench};
use crate::cli::changes::changes;
use crate::cli::failure::Failure;
use crate::cli::run;
use crate::cli::sides::{Corpus, Sides, Spec};
use crate::page::Scene;
use crate::page::research::{self, Chosen};
use crate::render::plot;
use crate::report::compare::{self, About};
use crate::report::document::Document;
use crate::report::words::Language;
use crate::study;

/// How many moved persons, and lines of what a law changes, are shown.
const MOST: usize = 40;

/// How a form names a parameter that is set.
const SET: &str = "set-";

impl Workbench {
    /// All cases under the proposal that is chosen.
    pub(super) fn research(&self, scene: &Scene<'_>, asked: &Asked) -> Markup {
        let known = run::proposals(&self.law).unwrap_or_default();
        let proposal = asked.get("with");
        let set: Vec<(String, String)> = (asked.query.iter())
            .filter_map(|(name, value)| Some((name.strip_prefix(SET)?.to_owned(), value.clone())))
            .filter(|(name, _)| {
                let of = known.iter().filter(|(one, _)| Some(one.name.as_str()) == proposal);
                of.flat_map(|(_, parameters)| parameters).any(|parameter| parameter.name == *name)
            })
            .collect();
        let named = proposal.filter(|name| known.iter().any(|(one, _)| one.name == **name));
        let found =
            named.map(|name| self.compared(scene, name, &set).map_err(|failure| told(scene.language(), &failure)));
        research::research(scene, &known, &Chosen { proposal, set: &set }, found.as_ref())
    }

    /// The comparison as a document, with the flow from level to level.
    fn compared(&self, scene: &Scene<'_>, name: &str, set: &[(String, String)]) -> Result<Document, Failure> {
        let text = set.iter().fold(name.to_owned(), |text, (name, value)| format!("{text}+{name}={value}"));
        let beside = Spec { text, set: set.to_vec(), proposals: vec![name.to_owned()], ..Spec::base() };
        let specs = [Spec::base(), beside];
        let folder = self.law.folder.as_deref();
        let mut sides = Sides::new(folder, &specs, self.law.as_of, false)?;
        let paths = self.store.names().iter().map(|name| self.store.folder().join(name)).collect();
        let cases = sides.read(&Corpus { paths, drawn: None })?;
        let found = study::compare::compare(&sides.subjects(&cases), None);
        let about = About {
            in_force: true,
            laws: specs.iter().map(|spec| spec.text.clone()).collect(),
            cases: cases.number(),
            synthetic: None,
            without: cases.without.clone(),
            doubted: cases.doubted(),
            offence: None,
            most: MOST,
            changes: changes(folder, &specs[0], &specs[1..], self.law.as_of)?,
            lines: MOST,
        };
        let flow = plot::flow(&found, &about, 1, scene.words)?;
        Ok(compare::comparison(&found, &about, vec![flow], scene.words))
    }
}

fn told(language: Language, failure: &Failure) -> Vec<String> {
    match failure {
        Failure::Found(checked) => vec![checked.drawn(language, false)],
        other => vec![other.to_string()],
    }
}
