//! Tables of classes: which class a record falls in, spelt out as conditions on what it contains.
//!
//! By default a record falls in the first class of the table that names one of its kinds. Under the readings of `each`
//! it falls in every class that does; under those of `main`, in the class of its main kind alone. What no class names
//! falls in `otherwise`. Within one combination of readings every category stands in exactly one class.

use super::book::ClassRule;
use super::condition::{Condition, FactId, Options};
use super::resolve::Resolver;
use super::scope::Site;
use super::vocabulary::{FactKind, KindsId};
use super::words::label;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::span::Span;
use crate::suggest;
use crate::syntax::tree::{Class, Expression, Name, Rule};

/// A table, resolved.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The article it belongs to.
    pub article: Place,
    /// The classes, the highest first.
    pub classes: Vec<ClassRule>,
}

/// Categories named in a class, under readings or always.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The categories.
    pub values: Options,
    /// Under which readings.
    pub given: Option<Condition>,
    /// Where.
    pub span: Span,
}

/// The classes of a table: their entries; none for `otherwise`.
pub(super) type Entries = Vec<Option<Vec<Entry>>>;

impl Resolver<'_> {
    /// Resolves every table in force.
    pub fn resolve_tables(&mut self) {
        let declared = self.declared;
        for article in &declared.articles {
            for placed in &article.rules {
                let Rule::Classes { span, each, main, classes } = placed.rule else { continue };
                let names = classes.iter().map(|class| (class.name.node.as_str(), class.name.span));
                super::collect::each_once("class", names, &mut self.diagnostics);
                let Some(kinds) = self.needed_categories(span.span) else { continue };
                let entries: Entries = classes.iter().map(|class| self.entries(kinds, class)).collect();
                self.check_table(kinds, span.span, classes, &entries);
                let conditions = self.conditions_of(kinds, each.as_ref(), main.as_ref(), &entries);
                let classes = classes.iter().zip(conditions).map(|(class, condition)| ClassRule {
                    name: class.name.node.clone(),
                    label: label(&class.label),
                    article: article.place.clone(),
                    condition,
                });
                self.tables.push(Table { article: article.place.clone(), classes: classes.collect() });
            }
        }
        for article in &declared.articles {
            for placed in &article.rules {
                let Rule::ClassesAs(name) = placed.rule else { continue };
                let other = super::collect::place_of(name);
                let Some(table) = self.tables.iter().find(|table| table.article == other) else {
                    // Of an article that is not in force, there is nothing to take over.
                    if !declared.places.contains(&other) {
                        self.unknown_place::<()>(name);
                    }
                    continue;
                };
                let mut classes = table.classes.clone();
                classes.iter_mut().for_each(|class| class.article = article.place.clone());
                self.tables.push(Table { article: article.place.clone(), classes });
            }
        }
    }

    fn entries(&mut self, kinds: KindsId, class: &Class) -> Option<Vec<Entry>> {
        let mut entries = Vec::new();
        for (name, given) in class.entries.as_ref()? {
            let values = self.value_of(kinds, name);
            let given = given.as_ref().map(|given| self.reading_only(given));
            if let (Some(values), false) = (values, matches!(given, Some(None))) {
                entries.push(Entry { values, given: given.flatten(), span: name.span });
            }
        }
        Some(entries)
    }

    /// The condition of each class, in every reading of mixed records.
    fn conditions_of(
        &mut self,
        kinds: KindsId,
        each: Option<&Expression>,
        main: Option<&(Name, Expression)>,
        classes: &Entries,
    ) -> Vec<Condition> {
        let each = each.and_then(|each| self.reading_only(each));
        let main = main.and_then(|(fact, given)| Some((self.main_fact(kinds, fact)?, self.reading_only(given)?)));
        let all = self.vocabulary.kinds(kinds).all();
        let exclusive = (0..classes.len()).map(|position| exclusive(classes, position));
        let conditions = exclusive.enumerate().map(|(position, exclusive)| {
            let otherwise = [&each, &main.as_ref().map(|(_, given)| given.clone())];
            let unmixed = otherwise.into_iter().flatten().map(|given| given.clone().not());
            let mut ways = vec![every(unmixed.chain([exclusive]).collect())];
            if let Some(given) = &each {
                let own = own(classes, position, all, &Condition::Contains);
                ways.push(every(vec![given.clone(), own]));
            }
            if let Some((fact, given)) = &main {
                // What is all of one class needs no main kind; else the main kind is one of those it holds.
                let is = |values| {
                    let named = Condition::Fact { fact: *fact, values };
                    Condition::Contains(values).and(some(vec![Condition::ContainsOnly(values), named]))
                };
                ways.push(every(vec![given.clone(), own(classes, position, all, &is)]));
            }
            some(ways)
        });
        conditions.collect()
    }

    /// The fact that names a record's main kind.
    fn main_fact(&mut self, kinds: KindsId, name: &Name) -> Option<FactId> {
        let fact = self.fact(name, Site::rule(&Place::article("", "")))?;
        let found = self.vocabulary.fact(fact);
        if found.kind == FactKind::OneOf(kinds) {
            return Some(fact);
        }
        let list = self.vocabulary.kinds(kinds).name.clone();
        let message = format!("expected a fact that is one `{list}`, found `{}`", name.node);
        self.reject("not-listed", name.span, message, "does not name a main kind")
    }

    /// The records of these classes: of the article's own table, else of the only one there is.
    pub fn class(&mut self, names: &[Name], span: Span, site: Site<'_>) -> Option<Condition> {
        let Some(place) = site.place else {
            let message = "expected a condition on facts, found classes".to_owned();
            return self.reject("declared-later", span, message, "classes are law, and the vocabulary comes before it");
        };
        let position = self.table_for(place, span)?;
        let found: Vec<_> = names.iter().map(|name| self.class_named(position, name)).collect();
        found.into_iter().collect::<Option<Vec<_>>>().map(some)
    }

    fn table_for(&mut self, place: &Place, span: Span) -> Option<usize> {
        let article = place.in_article();
        let only = |found: Vec<usize>| if let [position] = found[..] { Some(position) } else { None };
        let where_ = |test: &dyn Fn(&Table) -> bool| {
            (0..self.tables.len()).filter(|&position| test(&self.tables[position])).collect::<Vec<_>>()
        };
        let found = where_(&|table| table.article == article)
            .first()
            .copied()
            .or_else(|| only(where_(&|table| table.article.instrument == article.instrument)))
            .or_else(|| only(where_(&|_| true)));
        if found.is_none() {
            let many = self.tables.len() > 1;
            let found = if many { "several" } else { "none in force" };
            let message = format!("expected one table of classes, found {found}");
            return self.reject("no-classes", span, message, "which table this means is not clear");
        }
        found
    }

    fn class_named(&mut self, table: usize, name: &Name) -> Option<Condition> {
        let table = &self.tables[table];
        let found = table.classes.iter().find(|class| class.name == name.node);
        if found.is_none() {
            let known = table.classes.iter().map(|class| class.name.as_str());
            let unknown = Diagnostic::error("unknown-class", name.span, format!("unknown class `{}`", name.node))
                .at_fault(format!("not a class of `{}`", table.article))
                .maybe_help(suggest::did_you_mean(&name.node, known));
            return self.fail(unknown);
        }
        found.map(|class| class.condition.clone())
    }
}

/// The first class that holds is this one.
fn exclusive(classes: &Entries, position: usize) -> Condition {
    let earlier = |entries: &&Option<Vec<Entry>>| entries.is_some();
    match &classes[position] {
        Some(entries) => {
            let higher = named(classes[..position].iter().filter(earlier).flatten().flatten(), &Condition::Contains);
            every(vec![named(entries, &Condition::Contains), higher.not()])
        }
        None => named(classes.iter().flatten().flatten(), &Condition::Contains).not(),
    }
}

/// The class holds by itself, whatever other classes do.
fn own(classes: &Entries, position: usize, all: Options, test: &dyn Fn(Options) -> Condition) -> Condition {
    match &classes[position] {
        Some(entries) => named(entries, test),
        None => unnamed(&classes.iter().flatten().flatten().collect::<Vec<_>>(), all, test),
    }
}

/// One of the entries is met, those under the same readings together.
fn named<'e>(entries: impl IntoIterator<Item = &'e Entry>, test: &dyn Fn(Options) -> Condition) -> Condition {
    let mut together: Vec<(Option<&Condition>, Options)> = Vec::new();
    for entry in entries {
        match together.iter_mut().find(|(given, _)| *given == entry.given.as_ref()) {
            Some((_, values)) => *values = values.with(entry.values),
            None => together.push((entry.given.as_ref(), entry.values)),
        }
    }
    some(
        together
            .into_iter()
            .map(|(given, values)| every(given.cloned().into_iter().chain([test(values)]).collect()))
            .collect(),
    )
}

/// A category is met that no entry names, under the readings of the moment.
fn unnamed(entries: &[&Entry], all: Options, test: &dyn Fn(Options) -> Condition) -> Condition {
    let mut together: Vec<(Vec<&Condition>, Options)> = Vec::new();
    for category in all.iter() {
        let naming = || entries.iter().filter(|entry| entry.values.has(category));
        if naming().any(|entry| entry.given.is_none()) {
            continue;
        }
        let given: Vec<_> = naming().filter_map(|entry| entry.given.as_ref()).collect();
        match together.iter_mut().find(|(known, _)| *known == given) {
            Some((_, values)) => *values = values.with(Options::one(category)),
            None => together.push((given, Options::one(category))),
        }
    }
    let ways = together.into_iter().map(|(given, values)| {
        let not_named = given.into_iter().map(|given| given.clone().not());
        every(not_named.chain([test(values)]).collect())
    });
    some(ways.collect())
}

/// All of them, without what always holds.
fn every(parts: Vec<Condition>) -> Condition {
    parts.into_iter().fold(Condition::Always(true), Condition::and)
}

/// At least one of them.
fn some(mut parts: Vec<Condition>) -> Condition {
    parts.retain(|part| *part != Condition::Always(false));
    match parts.len() {
        0 => Condition::Always(false),
        1 => parts.swap_remove(0),
        _ => Condition::Any(parts),
    }
}
