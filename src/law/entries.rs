//! Instruments for reading: every part and rule at its place, with the words that encode it.

use sha2::{Digest, Sha256};

use super::book::{ClassEntry, Earlier, Entry, Instrument, Text, Verification};
use super::collect::{ArticleText, InForce, each_once, place_of};
use super::condition::Window;
use super::resolve::Resolver;
use super::walk::Placed;
use super::words::label;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::span::Span;
use crate::suggest::did_you_mean;
use crate::syntax::tree::{self, Class, Clause, CountRule, Expression, Name, RelationEffect, Rule};

impl<'a> Resolver<'a> {
    /// The instruments in force.
    pub fn instruments(&mut self) -> Vec<Instrument> {
        let declared = self.declared;
        declared.instruments.iter().enumerate().map(|(position, held)| self.instrument(position, held)).collect()
    }

    fn instrument(&mut self, position: usize, held: &InForce<'a>) -> Instrument {
        let declared = self.declared;
        let id = &held.tree.id;
        let (mut title, mut number, mut issuer, mut rank, mut checked) = (None, None, Vec::new(), None, None);
        let mut clauses = Vec::new();
        let mut follows = Vec::new();
        for clause in &held.tree.clauses {
            match clause {
                Clause::Title(of) => {
                    clauses.push(("title", of.zh.span));
                    title = Some(label(of));
                }
                Clause::Cited(of) => clauses.push(("cited", of.zh.span)),
                Clause::CitedPart(part, of) => clauses.push((part.keyword(), of.zh.span)),
                Clause::Number(of) => {
                    clauses.push(("number", of.span));
                    number = Some(of.node.clone());
                }
                Clause::Rank(of) => {
                    clauses.push(("rank", of.span));
                    self.check_rank(of);
                    rank = Some(of.node.clone());
                }
                Clause::Force(of) => clauses.push(("force", of.from.span)),
                Clause::Checked(day) => {
                    clauses.push(("checked", day.span));
                    checked = Some(day.node);
                }
                Clause::Issuer(names) => issuer.extend(names.iter().map(|name| name.node.clone())),
                Clause::Status(of, _) => clauses.push(("status", of.label.zh.span)),
                Clause::Follows { number, of, .. } => {
                    for offence in of {
                        self.offence_exists(offence);
                    }
                    follows.extend(self.followed(id, held.force, clause));
                    self.check_follows(number.span, follows.last(), held.force);
                }
                Clause::Succeeds(_) if held.former => {}
                Clause::Succeeds(earlier) => {
                    follows.extend(self.followed(id, held.force, clause));
                    self.check_follows(earlier.span, follows.last(), held.force);
                }
                Clause::Interprets { .. } | Clause::Reading(_) | Clause::Article(_) => {}
            }
        }
        each_once("clause", clauses, &mut self.diagnostics);
        self.check_stated(id, "title", title.is_some());
        self.check_stated(id, "rank", rank.is_some());
        let status = self.status(position).map(|standing| standing.text);
        let articles = || declared.articles.iter().filter(|article| article.instrument == position);
        let entries: Vec<Entry> = articles().flat_map(|article| self.entries_of(article)).collect();
        let checked_apart = self.checked_apart(articles().flat_map(|article| &article.rules));
        let rests = self.rests(&id.node, articles().flat_map(|article| &article.rules));
        self.diagnostics.extend(super::provincial::wrong(rank.as_deref(), &entries, id.span, checked.is_some()));
        Instrument {
            id: id.node.clone(),
            title: title.unwrap_or_default(),
            number,
            issuer,
            rank: rank.unwrap_or_default(),
            status,
            force: held.force,
            checked,
            checked_apart,
            rests,
            follows,
            sha256: sha256(&self.texts(held)),
            entries,
        }
    }

    /// The places that say for themselves until when they were looked up; each says so once.
    fn checked_apart<'b>(&mut self, rules: impl Iterator<Item = &'b Placed<'a>>) -> Vec<(Place, jiff::civil::Date)>
    where
        'a: 'b,
    {
        let stated = rules.filter_map(|placed| match placed.rule {
            Rule::Checked(day) => Some((placed.place.clone(), day)),
            _ => None,
        });
        let stated: Vec<_> = stated.collect();
        let names: Vec<String> = stated.iter().map(|(place, _)| format!("checked {place}")).collect();
        let once = names.iter().zip(&stated).map(|(name, (_, day))| (name.as_str(), day.span));
        each_once("rule", once, &mut self.diagnostics);
        stated.into_iter().map(|(place, day)| (place, day.node)).collect()
    }

    /// The earlier interpretation that a clause says the instrument follows.
    pub fn followed(&mut self, instrument: &Name, own: Window, clause: &Clause) -> Option<Earlier> {
        let instrument = instrument.node.clone();
        match clause {
            Clause::Follows { number, force, text, .. } => {
                let force = Window { from: force.from.node, until: force.until.as_ref().map(|until| until.node) };
                let (number, text) = (number.node.clone(), self.text(text));
                Some(Earlier { instrument, number, force, alone: force, text, held: None })
            }
            Clause::Succeeds(earlier) => self.succeeded(instrument, own, earlier),
            _ => None,
        }
    }

    /// An earlier interpretation that a file holds. It may be in force still, beside the later one.
    fn succeeded(&mut self, instrument: String, own: Window, earlier: &Name) -> Option<Earlier> {
        let declared = self.declared;
        let Some(held) = declared.instruments.iter().find(|held| held.tree.id.node == earlier.node) else {
            let known = declared.instruments.iter().map(|held| held.tree.id.node.as_str());
            let message = format!("unknown instrument `{}`", earlier.node);
            let unknown = Diagnostic::error("unknown-instrument", earlier.span, message)
                .at_fault("expected an earlier interpretation that a file holds")
                .maybe_help(did_you_mean(&earlier.node, known));
            self.diagnostics.push(unknown);
            return None;
        };
        let (mut number, mut title) = (earlier.node.clone(), None);
        for clause in &held.tree.clauses {
            match clause {
                Clause::Number(of) => number.clone_from(&of.node),
                Clause::Title(of) => title = Some(label(of)),
                _ => {}
            }
        }
        let text = Text { label: title.unwrap_or_default(), verification: Verification::Verified, sources: Vec::new() };
        let (force, held) = (held.force, Some(earlier.node.clone()));
        let eve = own.from.yesterday().unwrap_or(own.from);
        let alone = Window { from: force.from, until: Some(force.until.map_or(eve, |until| until.min(eve))) };
        Some(Earlier { instrument, number, force, alone, text, held })
    }

    /// An earlier interpretation was in force for some time, and before the one that follows it.
    fn check_follows(&mut self, span: Span, earlier: Option<&Earlier>, own: Window) {
        let Some(Earlier { force, alone: Window { from, until: Some(until) }, number, .. }) = earlier else { return };
        if from > until || *until >= own.from {
            let last = force.until.map_or_else(|| "this day".to_owned(), |until| until.to_string());
            let message = format!("{number} is said to be in force from {from} to {last}");
            let wrong = Diagnostic::error("not-earlier", span, message)
                .at_fault(format!("expected a time before {}, when this instrument comes into force", own.from));
            self.diagnostics.push(wrong);
        }
    }

    /// The text of every file that an instrument stands in, one after the other.
    fn texts(&self, held: &InForce<'a>) -> String {
        let mut files = vec![held.source];
        for clause in &held.tree.clauses {
            let Clause::Article(article) = clause else { continue };
            if !files.contains(&article.number.span.source) {
                files.push(article.number.span.source);
            }
        }
        files.into_iter().map(|file| self.sources.get(file).text.as_str()).collect()
    }

    fn check_stated(&mut self, id: &Name, clause: &str, stated: bool) {
        if !stated {
            let message = format!("expected the {clause} of `{}`, found none", id.node);
            let missing = Diagnostic::error("missing-clause", id.span, message)
                .at_fault(format!("no `{clause}` in this instrument"));
            self.diagnostics.push(missing);
        }
    }

    fn entries_of(&mut self, article: &ArticleText<'a>) -> Vec<Entry> {
        let text = article.tree.text.as_ref().map(|text| self.text(text));
        let mut page = Page { version: article.version().map(str::to_owned), entries: Vec::new() };
        page.add(&article.place, "article", text, String::new(), article.tree.number.span);
        for placed in &article.rules {
            self.entries_for(placed, &mut page);
        }
        page.entries
    }

    fn entries_for(&mut self, placed: &Placed<'a>, page: &mut Page) {
        let place = &placed.place;
        match placed.rule {
            Rule::Part { part, number, text, .. } => {
                let text = text.as_ref().map(|text| self.text(text));
                page.add(place, part.keyword(), text, String::new(), number.span);
            }
            Rule::States(text) => self.line(page, place, "states", text, String::new()),
            Rule::NotEncoded(text) => self.line(page, place, "not encoded", text, String::new()),
            Rule::Checked(day) => page.add(place, "checked", None, day.node.to_string(), day.span),
            Rule::Offence { span, label } => {
                let encoded = format!("{} / {}", label.zh.node, label.en.node);
                page.add(place, "offence", None, encoded, span.span);
            }
            Rule::Grade { band, standard, .. } => self.line(page, place, "grade", standard, self.words(band.span.span)),
            Rule::Units { band, text } => self.line(page, place, "units", text, self.words(band.span.span)),
            Rule::Define { name, text, condition } => {
                let encoded = format!("{} as {}", name.node, self.condition_words(condition));
                self.line(page, place, "define", text, encoded);
            }
            Rule::Element { text, condition, .. } => self.rule(page, place, "element", text, condition),
            Rule::Circumstance { text, condition, .. } => self.rule(page, place, "circumstance", text, condition),
            Rule::Governs { text, condition, .. } => self.rule(page, place, "governs", text, condition),
            Rule::Grounds { grade, within, beside, provided, counting, grounds, .. } => {
                let within = within.as_ref().map(|years| format!("acts within {} years", years.node));
                let beside = beside.as_ref().map(|beside| {
                    let given = beside.given.as_ref().map(|given| format!(" where {}", self.condition_words(given)));
                    format!("beside the standard{}", given.unwrap_or_default())
                });
                let provided = provided.as_ref().map(|provided| format!("provided {}", self.condition_words(provided)));
                let counting =
                    counting.as_ref().map(|of| format!("counting batches where {}", self.condition_words(of)));
                let encoded: Vec<String> = within.into_iter().chain(beside).chain(provided).chain(counting).collect();
                page.add(place, "grounds", None, encoded.join(" "), grade.span);
                for ground in grounds {
                    let place = place.child(&ground.number.node);
                    self.rule(page, &place, "ground", &ground.text, &ground.condition);
                }
            }
            Rule::Classes { classes, .. } => {
                for class in classes {
                    let item = class.item.as_ref().map(|item| item.span);
                    page.class(place, self.class_entry(class), item.unwrap_or(class.name.span));
                }
            }
            Rule::Counting { clauses, .. } => {
                for count in clauses {
                    let place = count.par.as_ref().map_or_else(|| place.clone(), |par| place.child(&par.node));
                    self.line(page, &place, "counting", &count.text, self.count_words(&count.rule));
                }
            }
            Rule::Quantity { name, sum, of_consequences, within, given, only, less, text, .. } => {
                let mut over = if *of_consequences { " of consequences" } else { "" }.to_owned();
                over.extend(within.iter().map(|years| format!(" within {} years", years.node)));
                over.extend(given.iter().map(|given| format!(" where {}", self.condition_words(given))));
                over.extend(only.iter().map(|only| self.only_words(only)));
                let less = less
                    .iter()
                    .map(|(fact, given)| format!(" less {} where {}", fact.node, self.condition_words(given)));
                let encoded = format!("{} sum of {}{over}{}", name.node, sum.node, less.collect::<String>());
                self.line(page, place, "quantity", text, encoded);
            }
            Rule::ClassesAs(place_name) => {
                page.add(place, "classes", None, format!("as {}", place_of(place_name)), place_name.span());
            }
            Rule::Relation { effect, same_act, condition, text, .. } => {
                let offences = effect.offences();
                let ends = offences.first().zip(offences.last());
                let mut encoded =
                    ends.map_or_else(String::new, |(first, last)| self.words(first.span().to(last.span())));
                match **effect {
                    RelationEffect::Heavier(..) => encoded.insert_str(0, "heavier of "),
                    RelationEffect::HeavierOfAny(_) if offences.is_empty() => encoded.insert_str(0, "heavier of any"),
                    RelationEffect::HeavierOfAny(_) => encoded.insert_str(0, "heavier of any against "),
                    RelationEffect::Cumulative(_) => encoded.insert_str(0, "cumulative of "),
                    RelationEffect::InPlaceOf(..) => {}
                }
                if let Some(same_act) = same_act {
                    encoded += if same_act.wholly { " by the same act wholly" } else { " by the same act" };
                }
                encoded.extend(condition.iter().map(|given| format!(" when {}", self.condition_words(given))));
                self.line(page, place, "relation", text, encoded);
            }
            Rule::JointCap { kind, most, from, text, given } => {
                let total = from.as_ref().map(|from| format!(" from a total of {} months", from.node));
                let given = given.as_ref().map(|given| format!(" where {}", self.condition_words(given)));
                let rest = [total, given].into_iter().flatten().collect::<String>();
                let encoded = format!("{} up to {} months{rest}", kind.node, most.node);
                self.line(page, place, "joint", text, encoded);
            }
            Rule::JointOrder { kind, absorbs, others, text } => {
                let does = if *absorbs { "absorbs" } else { "beside" };
                let others: Vec<&str> = others.iter().map(|other| other.node.as_str()).collect();
                let encoded = format!("{} {does} {}", kind.node, others.join(", "));
                self.line(page, place, "joint", text, encoded);
            }
            Rule::Sentencing(rule) => {
                let given = rule.condition.as_ref().map(|given| format!(" when {}", self.condition_words(given)));
                let place_of = |name: &tree::PlaceName| super::collect::place_of(name).to_string();
                let circumstance = rule.circumstance.as_ref().map(|name| format!(" for {}", place_of(name)));
                let (keyword, words) = (rule.rule.keyword(), self.words(rule.words.span));
                let words = words.strip_prefix(keyword).unwrap_or(&words).trim_start().to_owned();
                let encoded = [Some(words), circumstance, given].into_iter().flatten().collect::<String>();
                self.line(page, place, keyword, &rule.text, encoded);
            }
            Rule::Collateral(rule) => {
                let (kind, encoded) = self.collateral_words(rule);
                let (text, span) = super::collateral_words::text_of(rule);
                let text = Some(self.text(text));
                page.add(place, kind, text, encoded, span);
            }
            Rule::Fine { shall, from, to, quantity, without, text, .. } => {
                let word = if *shall { "shall" } else { "usual" };
                let without = without.as_ref().map(|fine| {
                    let yuan = self.words(fine.from.span.to(fine.to.span));
                    format!(" or {yuan} yuan without {}", fine.quantity.node)
                });
                let times = self.words(from.span.to(to.span));
                let encoded = format!("{word} {times} times {}{}", quantity.node, without.unwrap_or_default());
                self.line(page, place, "fine", text, encoded);
            }
        }
    }

    fn line(&mut self, page: &mut Page, place: &Place, kind: &'static str, text: &tree::Text, encoded: String) {
        let span = text.label.zh.span.to(text.label.en.span);
        let text = Some(self.text(text));
        page.add(place, kind, text, encoded, span);
    }

    fn rule(&mut self, page: &mut Page, place: &Place, kind: &'static str, text: &tree::Text, condition: &Expression) {
        let encoded = self.condition_words(condition);
        self.line(page, place, kind, text, encoded);
    }

    fn class_entry(&self, class: &Class) -> ClassEntry {
        let member = |(name, given): &(Name, Option<Expression>)| match given {
            Some(given) => format!("{} where {}", name.node, self.condition_words(given)),
            None => name.node.clone(),
        };
        let members = class.entries.as_ref().map(|entries| entries.iter().map(member).collect());
        ClassEntry { name: class.name.node.clone(), members }
    }

    fn count_words(&self, rule: &CountRule) -> String {
        match rule {
            CountRule::Once(given) => format!("once where {}", self.condition_words(given)),
            CountRule::EachRecipient(given) => format!("each recipient where {}", self.condition_words(given)),
            CountRule::OneRecipient(given) => format!("one recipient where {}", self.condition_words(given)),
            CountRule::Less(facts, given) => {
                let facts: Vec<_> = facts.iter().map(|fact| fact.node.as_str()).collect();
                let given = given.as_ref().map(|given| format!(" where {}", self.condition_words(given)));
                format!("less {}{}", facts.join(", "), given.unwrap_or_default())
            }
        }
    }
}

/// The lines of one article.
struct Page {
    version: Option<String>,
    entries: Vec<Entry>,
}

impl Page {
    fn add(&mut self, place: &Place, kind: &'static str, text: Option<Text>, encoded: String, span: Span) {
        let (place, version) = (place.clone(), self.version.clone());
        self.entries.push(Entry { place, version, kind: kind.into(), text, encoded, class: None, span });
    }

    fn class(&mut self, place: &Place, class: ClassEntry, span: Span) {
        let (place, version, encoded) = (place.clone(), self.version.clone(), class.words());
        self.entries.push(Entry {
            place,
            version,
            kind: "class".into(),
            text: None,
            encoded,
            class: Some(class),
            span,
        });
    }
}

/// The fingerprint of a file's text, in hexadecimal.
pub(super) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
