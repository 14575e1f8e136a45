//! The views of one case, from what the engine finds.

use maud::{Markup, html};

use super::workbench::{Asked, Looked, Workbench, Wrong};
use crate::analysis::flip::PersonFlips;
use crate::analysis::gaps::PersonGaps;
use crate::cli::acts;
use crate::engine::Engine;
use crate::explain::findings::Analysis;
use crate::explain::reasoning::Reasoning;
use crate::interview::edit::File;
use crate::interview::fields::Field;
use crate::page::document::{Links, id};
use crate::page::facts::Known;
use crate::page::judged::Judged;
use crate::page::result::{self, Found};
use crate::page::{Scene, change, facts, study};
use crate::place::Place;
use crate::report::{self, Detail};

impl Workbench {
    /// What is found while one types. What would open every offence at once, an act of which nobody says what it was, is
    /// asked for first: it would take seconds, and say nothing.
    pub(super) fn live(&mut self, scene: &Scene<'_>, name: &str, text: &str) -> Live {
        let lacking = match (File::parse(text), self.run.engine_of(&self.law)) {
            (Ok(file), Ok(engine)) => {
                let known =
                    Known { vocabulary: &engine.book.vocabulary, program: &engine.program, file: &file, matters: &[] };
                known.lacking(scene.language())
            }
            _ => Vec::new(),
        };
        if lacking.is_empty() {
            return Live::Found(Box::new(self.found(scene, name, text)));
        }
        let named = |field: &Field| {
            let entry = field.path.strip_suffix(&field.key).unwrap_or(&field.path).trim_end_matches('.');
            let name = format!("{}{}{}", scene.words.subject(entry), scene.words.colon, field.label);
            (name, format!("{}#{}", scene.href("facts"), id(&field.path)))
        };
        Live::Lacking(lacking.iter().map(named).collect())
    }

    pub(super) fn facts(&mut self, scene: &Scene<'_>, name: &str, text: &str) -> Markup {
        let looked = self.live(scene, name, text);
        let file = match File::parse(text) {
            Ok(file) => file,
            Err(wrong) => return result::problems(scene, &[wrong.message]),
        };
        let nothing = Vec::new();
        let matters = looked.found().map_or(&nothing, |looked| &looked.matters);
        let engine = match self.run.engine_of(&self.law) {
            Ok(engine) => engine,
            Err(failure) => return result::problems(scene, &[failure.to_string()]),
        };
        let known = Known { vocabulary: &engine.book.vocabulary, program: &engine.program, file: &file, matters };
        let judged = judged(scene, engine, &file, looked.found().map(|looked| &looked.analysis));
        html! {
            div.desk {
                (facts::facts(scene, &known, &judged, &acts::sheets(self.store.folder())))
                (beside(scene, &looked))
            }
        }
    }

    pub(super) fn result(&mut self, scene: &Scene<'_>, name: &str, text: &str, title: &str) -> Markup {
        match self.found(scene, name, text) {
            Ok((mut looked, warnings)) => {
                self.draw(scene, name, text, &mut looked);
                let details = report::analysis(&looked.analysis, scene.words, Detail::Full);
                let links = links(scene, &looked.analysis, &looked.matters);
                let (cards, basis) = (&looked.cards, &looked.basis);
                let found = Found::Cards { cards, basis, warnings: &warnings, receipt: &looked.receipt };
                result::whole(scene, title, &found, &details, &links)
            }
            Err(wrong) => result::whole(scene, title, &Found::Wrong(&wrong), &Default::default(), &Links::default()),
        }
    }

    pub(super) fn change(&mut self, scene: &Scene<'_>, name: &str, text: &str) -> Markup {
        let found = self.look(scene.language(), name, text, &[], |engine, reading, settings| {
            let gaps: Vec<PersonGaps> = engine.gaps(&reading.case, settings)?;
            let flips: Vec<PersonFlips> = engine.flip(&reading.case, settings)?;
            let analysis = engine.analyse(&reading.case, settings)?;
            let readings = change::readings(&analysis, &engine.book, scene.language());
            Ok((gaps, flips, analysis, readings))
        });
        match found {
            Ok(((gaps, flips, analysis, readings), _)) => {
                let facts: Vec<String> = (gaps.iter())
                    .flat_map(|person| &person.matter)
                    .map(|gap| gap.fact.fact.clone())
                    .chain(flips.iter().flat_map(change::facts_of))
                    .collect();
                let links = links(scene, &analysis, &facts);
                let receipt = self.receipt(scene, (name, text), &analysis);
                let file = File::parse(text).ok();
                let engine = self.run.engine_of(&self.law).ok();
                let known = file.as_ref().zip(engine).map(|(file, engine)| Known {
                    vocabulary: &engine.book.vocabulary,
                    program: &engine.program,
                    file,
                    matters: &facts,
                });
                html! { (change::change(scene, known.as_ref(), &gaps, &flips, &readings, &links)) (receipt) }
            }
            Err(wrong) => result::problems(scene, &wrong),
        }
    }

    pub(super) fn study(&mut self, scene: &Scene<'_>, name: &str, text: &str, asked: &Asked) -> Markup {
        let reasoned = self.look(scene.language(), name, text, &[], |engine, reading, settings| {
            engine.reason(&reading.case, settings)
        });
        let reasoning: Reasoning = match reasoned {
            Ok((reasoning, _)) => reasoning,
            Err(wrong) => return result::problems(scene, &wrong),
        };
        let links = links(scene, &reasoning.analysis, &[]);
        let receipt = self.receipt(scene, (name, text), &reasoning.analysis);
        let part = asked.get("part").unwrap_or_default();
        let main = match part {
            "quiz" => study::quiz(scene, &reasoning, None),
            "law" => match self.run.engine_of(&self.law) {
                Ok(_) => self.law_view(scene, asked, deciding(&reasoning.analysis)),
                Err(failure) => result::problems(scene, &[failure.to_string()]),
            },
            _ => study::reasons(scene, &reasoning, &links),
        };
        html! { (main) (receipt) }
    }

    /// The law, an instrument at a time, with its encoding beside it.
    pub(super) fn law_view(&mut self, scene: &Scene<'_>, asked: &Asked, first: Option<&str>) -> Markup {
        let Ok(engine) = self.run.engine_of(&self.law) else { return html! {} };
        let instruments = engine.book.instruments.clone();
        let chosen = asked.get("instrument").or(first).and_then(|id| instruments.iter().find(|one| one.id == id));
        let chosen = chosen.or_else(|| instruments.first());
        study::law(scene, &instruments, chosen)
    }
}

/// The result beside the facts, while one types.
pub(super) enum Live {
    /// What must be filled in first: what it is called, and where.
    Lacking(Vec<(String, String)>),
    /// What is found, or what is wrong.
    Found(Box<Result<(Looked, Vec<String>), Wrong>>),
}

impl Live {
    pub(super) fn found(&self) -> Option<&Looked> {
        match self {
            Self::Found(found) => found.as_ref().as_ref().ok().map(|(looked, _)| looked),
            Self::Lacking(_) => None,
        }
    }
}

/// The result beside the facts.
pub(super) fn beside(scene: &Scene<'_>, live: &Live) -> Markup {
    let looked = match live {
        Live::Lacking(fields) => return result::beside(scene, &Found::Lacking(fields), &Links::default()),
        Live::Found(looked) => looked,
    };
    match looked.as_ref() {
        Ok((looked, warnings)) => {
            let links = links(scene, &looked.analysis, &looked.matters);
            let receipt = &looked.receipt;
            let found = Found::Cards { cards: &looked.cards, basis: &looked.basis, warnings, receipt };
            result::beside(scene, &found, &links)
        }
        Err(wrong) => result::beside(scene, &Found::Wrong(wrong), &Links::default()),
    }
}

/// Links to the rules and the facts that an analysis speaks of.
pub(super) fn links(scene: &Scene<'_>, analysis: &Analysis, facts: &[String]) -> Links {
    let charges = || analysis.persons.iter().flat_map(|person| &person.charges);
    let grounds = charges().flat_map(|charge| charge.grounds.iter().map(|ground| &ground.place));
    let circumstances = charges().flat_map(|charge| charge.circumstances.iter().map(|one| &one.place));
    let offences = charges().map(|charge| &charge.offence);
    let elements = charges().flat_map(|charge| charge.elements.iter().map(|one| &one.place));
    let not_invoked = charges().flat_map(|charge| &charge.not_invoked);
    let places = grounds.chain(circumstances).chain(offences).chain(elements).chain(not_invoked);
    Links::new(scene, places, facts.iter().cloned())
}

/// The judgements of a file, then those that its facts ask for and nobody has made.
fn judged(scene: &Scene<'_>, engine: &Engine, file: &File, analysis: Option<&Analysis>) -> Vec<Judged> {
    let says = |place: &str| {
        let place = Place::parse(place);
        let rules = study::rules_at(&engine.book, place.as_ref());
        let text = rules.iter().find_map(|rule| rule.text.as_ref());
        text.map(|text| scene.language().of(&text.label).to_owned()).unwrap_or_default()
    };
    let made = file.entries("judgement").into_iter().map(|entry| {
        let value = |key: &str| entry.get(key).map(|written| written.value.clone()).unwrap_or_default();
        let place = value("place");
        let says = says(&place);
        Judged { person: value("person"), place, says, holds: value("holds"), reasons: value("reasons") }
    });
    let mut judged: Vec<Judged> = made.collect();
    for person in analysis.iter().flat_map(|analysis| &analysis.persons) {
        for place in person.charges.iter().flat_map(|charge| &charge.unanswered) {
            let (id, place) = (person.id.clone(), place.to_string());
            if !judged.iter().any(|one| one.person == id && one.place == place) {
                let says = says(&place);
                judged.push(Judged { person: id, place, says, holds: String::new(), reasons: String::new() });
            }
        }
    }
    judged
}

/// The instrument that the first charge turns on.
fn deciding(analysis: &Analysis) -> Option<&str> {
    let mut charges = analysis.persons.iter().flat_map(|person| &person.charges);
    charges.find_map(|charge| charge.grounds.first()).map(|ground| ground.place.instrument.as_str())
}
