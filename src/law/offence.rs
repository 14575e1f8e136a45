//! Offences: one for each text of an article that makes one, with what every instrument in force adds to it.

use super::book::{Earlier, Element, Fine, Governs, Grade, Offence};
use super::circumstances::Setting;
use super::collect::{ArticleText, duplicate, place_of};
use super::condition::Condition;
use super::grounds::times;
use super::resolve::Resolver;
use super::scope::Site;
use super::words::label;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::syntax::tree::{Clause, PlaceName, Rule};

/// How an article stands to an offence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// It makes the offence.
    Own,
    /// It stands in the same instrument.
    SameInstrument,
    /// Its instrument interprets the offence.
    Interprets,
    /// It interpreted the offence, and an instrument in force follows its own.
    Former,
    /// None of these.
    Other,
}

/// An article in what it does for an offence.
pub(super) struct Serving<'a> {
    /// The article.
    pub article: &'a ArticleText<'a>,
    /// How it stands to the offence.
    pub link: Link,
    /// Under which readings it serves it.
    pub serves: Condition,
}

impl Serving<'_> {
    /// Whether the article may speak of the offence's elements, grounds and counting.
    pub fn is_linked(&self) -> bool {
        self.link != Link::Other
    }

    /// Whether a rule that names `of` concerns the offence; without it, only in the offence's own article.
    pub fn concerns(&self, of: Option<&PlaceName>, offence: &Place) -> bool {
        of.map_or(self.link == Link::Own, |of| place_of(of) == *offence)
    }
}

impl<'a> Resolver<'a> {
    /// All offences, in the order of the files.
    pub fn offences(&mut self) -> Vec<Offence> {
        self.check_quantities();
        self.reaches_back = self.first_reaches_back();
        let declared = self.declared;
        let texts: Vec<&ArticleText<'_>> =
            declared.articles.iter().filter(|article| article.offence.is_some()).collect();
        let grades: Vec<Vec<Grade>> = texts.iter().map(|article| self.grades(article)).collect();
        let named = |test: &dyn Fn(&ArticleText<'_>) -> bool| {
            let tested = texts.iter().zip(&grades).filter(|(article, _)| test(article));
            tested.flat_map(|(_, grades)| grades).map(|grade| grade.name.clone()).collect::<Vec<_>>()
        };
        let mut offences = Vec::new();
        for (article, grades) in texts.iter().zip(&grades) {
            let anywhere = named(&|other| other.place == article.place);
            offences.push(self.offence(article, grades.clone(), anywhere, named(&|_| true)));
        }
        offences
    }

    fn offence(
        &mut self,
        article: &'a ArticleText<'a>,
        grades: Vec<Grade>,
        anywhere: Vec<String>,
        all: Vec<String>,
    ) -> Offence {
        let servings = self.servings(article);
        let mut lists = self.listed(&article.place, &grades, &servings);
        let index = self.index(&mut lists);
        let earlier = self.earlier(&article.place, &servings);
        let (ground_lists, failed) = self.ground_lists(&lists, &index);
        let times = times(&earlier, &ground_lists, self.reaches_back.as_ref());
        let here = grades.iter().map(|grade| grade.name.clone()).collect();
        let setting = Setting { offence: &article.place, index: &index, here, anywhere, all };
        let circumstances = self.circumstances(&setting, &servings);
        let sentencing = self.sentencing(&setting, &servings, &circumstances, &ground_lists);
        let grades_named = super::person::Grades { here: &setting.here, anywhere: &setting.anywhere };
        let exits = self.exits(&article.place, &index, grades_named, &servings);
        self.check_references(&ground_lists, &index, &failed);
        let interpreting = servings.iter().filter(|serving| serving.link == Link::Interprets);
        let mut interpreted: Vec<(String, Condition)> = Vec::new();
        for serving in interpreting {
            let id = &serving.article.place.instrument;
            if !interpreted.iter().any(|(known, _)| known == id) {
                interpreted.push((id.clone(), serving.serves.clone()));
            }
        }
        let fined = grades.iter().any(|grade| grade.band.fine.is_some());
        Offence {
            place: article.place.clone(),
            version: article.version().map(str::to_owned),
            label: article.offence.map(|(of, _)| label(of)).unwrap_or_default(),
            charges: self.charges(article),
            force: article.force,
            unit_band: self.unit_band(article),
            elements: self.elements(&article.place, &servings),
            governs: self.governs(&servings),
            counting: self.counting(&article.place, &servings),
            // How much a fine is says nothing of a text that has none.
            fine: self.fine(&article.place, &servings).filter(|_| fined),
            grades,
            ground_lists,
            circumstances,
            sentencing,
            exits,
            interpreted,
            earlier,
            times,
        }
    }

    /// What the instruments that interpret an offence follow.
    fn earlier(&mut self, offence: &Place, servings: &[Serving<'a>]) -> Vec<Earlier> {
        let declared = self.declared;
        let mut interpreting: Vec<usize> = (servings.iter())
            .filter(|serving| serving.link == Link::Interprets)
            .map(|serving| serving.article.instrument)
            .collect();
        interpreting.dedup();
        let mut earlier = Vec::new();
        for instrument in interpreting.into_iter().map(|position| &declared.instruments[position]) {
            let concerns = |clause: &&Clause| match clause {
                Clause::Follows { of, .. } => of.is_empty() || of.iter().any(|name| place_of(name) == *offence),
                _ => true,
            };
            for clause in instrument.tree.clauses.iter().filter(concerns) {
                earlier.extend(self.followed(&instrument.tree.id, instrument.force, clause));
            }
        }
        earlier
    }

    /// Every article in force, with what it is to this text of an offence.
    fn servings(&mut self, offence: &'a ArticleText<'a>) -> Vec<Serving<'a>> {
        let declared = self.declared;
        let interprets: Vec<_> = (0..declared.instruments.len())
            .map(|position| self.interprets(&declared.instruments[position].tree.clauses, offence))
            .collect();
        let mut servings = Vec::new();
        for article in &declared.articles {
            let (link, serves) = if std::ptr::eq(article, offence) {
                (Link::Own, Condition::Always(true))
            } else if article.place == offence.place {
                continue;
            } else {
                match &interprets[article.instrument] {
                    Some(Some(serves)) if article.former => (Link::Former, serves.clone()),
                    Some(Some(serves)) if article.force.from > self.first => {
                        (Link::Interprets, serves.clone().and(Condition::JudgedSince(article.force.from)))
                    }
                    Some(Some(serves)) => (Link::Interprets, serves.clone()),
                    Some(None) => continue,
                    None if article.instrument == offence.instrument => (Link::SameInstrument, Condition::Always(true)),
                    None => (Link::Other, Condition::Always(true)),
                }
            };
            servings.push(Serving { article, link, serves });
        }
        servings
    }

    /// Whether an instrument interprets the offence; if so, under which readings this text of it, if at all.
    fn interprets(&mut self, clauses: &[Clause], text: &ArticleText<'_>) -> Option<Option<Condition>> {
        let mut of_offence = false;
        let mut ways = Vec::new();
        for clause in clauses {
            let Clause::Interprets { offence, version, given } = clause else { continue };
            if place_of(offence) != text.place {
                continue;
            }
            of_offence = true;
            if version.as_ref().is_none_or(|version| Some(version.node.as_str()) == text.version()) {
                let given = given.as_ref().map(|given| self.reading_only(given));
                ways.push(given.map_or(Condition::Always(true), |given| given.unwrap_or(Condition::Always(false))));
            }
        }
        let serves = match ways.len() {
            0 | 1 => ways.pop(),
            _ if ways.contains(&Condition::Always(true)) => Some(Condition::Always(true)),
            _ => Some(Condition::Any(ways)),
        };
        of_offence.then_some(serves)
    }

    fn elements(&mut self, offence: &Place, servings: &[Serving<'a>]) -> Vec<Element> {
        let mut elements = Vec::new();
        for serving in servings.iter().filter(|serving| serving.is_linked()) {
            for placed in &serving.article.rules {
                let Rule::Element { name, of, text, condition } = placed.rule else { continue };
                if !serving.concerns(of.as_ref(), offence) {
                    continue;
                }
                let text = self.text(text);
                let Some(condition) = self.condition(condition, Site::rule(&placed.place)) else { continue };
                let condition = match &serving.serves {
                    Condition::Always(true) => condition,
                    serves => Condition::Any(vec![serves.clone().not(), condition]),
                };
                elements.push(Element { name: name.node.clone(), place: placed.place.clone(), text, condition });
            }
        }
        elements
    }

    fn governs(&mut self, servings: &[Serving<'a>]) -> Vec<Governs> {
        let mut all = Vec::new();
        for serving in servings.iter().filter(|serving| matches!(serving.link, Link::Own | Link::Interprets)) {
            for placed in &serving.article.rules {
                let Rule::Governs { condition, in_place_of, text } = placed.rule else { continue };
                let text = self.text(text);
                let Some(condition) = self.condition(condition, Site::rule(&placed.place)) else { continue };
                all.push(Governs {
                    place: placed.place.clone(),
                    text,
                    condition: serving.serves.clone().and(condition),
                    in_place_of: Place::article(&placed.place.instrument, &in_place_of.node),
                });
            }
        }
        all
    }

    fn fine(&mut self, offence: &Place, servings: &[Serving<'a>]) -> Option<Fine> {
        let mut found: Option<(Fine, crate::span::Span)> = None;
        for placed in servings.iter().flat_map(|serving| &serving.article.rules) {
            let Rule::Fine { shall, from, to, quantity, without, of, text } = placed.rule else { continue };
            if place_of(of) != *offence {
                continue;
            }
            let span = from.span.to(to.span);
            if from.node > to.node {
                let message = format!("the multiple runs from {} down to {}", from.node, to.node);
                self.diagnostics
                    .push(Diagnostic::error("empty-range", span, message).at_fault("the least is above the greatest"));
            }
            if let Some((_, first)) = &found {
                self.diagnostics.push(duplicate("fine of", &offence.to_string(), span, *first));
            }
            let text = self.text(text);
            let times = self.sized(from).zip(self.sized(to));
            let without = without.as_ref().map(|fine| {
                let yuan = self.yuan(&fine.from, &fine.to);
                yuan.zip(self.needed_quantity(&fine.quantity)).map(|(yuan, (sum, _))| (yuan, sum))
            });
            if let (Some(times), Some((sum, _))) = (times, self.needed_quantity(quantity)) {
                let (place, shall, without) = (placed.place.clone(), *shall, without.flatten());
                found = Some((Fine { place, text, shall, times, of: sum, without }, span));
            }
        }
        found.map(|(fine, _)| fine)
    }
}
