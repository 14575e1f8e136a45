//! Which facts the rules ask about that two laws do not share.

use std::collections::BTreeSet;

use crate::law::book::{Amount, CountRule, Counting, LawBook, Offence, Predicate};
use crate::law::condition::{Condition, FactId};
use crate::law::vocabulary::Scope;
use crate::study::Side;
use crate::study::rule_diff::{RuleDiff, refers};

/// The facts that the differing rules ask about, by either law's conditions; what records hold is always asked about.
pub(super) fn facts_of_differences(sides: [Side<'_>; 2]) -> BTreeSet<FactId> {
    let rule_diff = RuleDiff::of(sides);
    let mut asked = BTreeSet::new();
    for (law, side) in sides.iter().enumerate() {
        let mut asks = Asks { book: side.book, contains: side.program.keys.contains, facts: &mut asked };
        for position in 0..side.book.offences.len() {
            let (offence, twin) = rule_diff.pair(law, position);
            asks.grounds(offence, rule_diff.own(law, position));
            asks.admission(offence, twin);
            asks.counting(&offence.counting, twin.map(|twin| &twin.counting));
        }
        let tracks = rule_diff.own_tracks(law).iter().map(|track| &side.book.collateral.tracks[*track]);
        tracks.for_each(|track| asks.condition(&track.condition));
    }
    asked.remove(&sides[0].program.keys.contains);
    asked
}

/// Whether the differing rules ask about consequences.
pub fn about_consequences(sides: [Side<'_>; 2]) -> bool {
    let vocabulary = &sides[0].book.vocabulary;
    facts_of_differences(sides).iter().any(|fact| vocabulary.fact(*fact).is_written_in(Scope::Consequence))
}

/// What the rules of one law ask about.
struct Asks<'a> {
    book: &'a LawBook,
    contains: FactId,
    facts: &'a mut BTreeSet<FactId>,
}

impl Asks<'_> {
    /// Grounds of its own; what rests on other grounds asks about theirs.
    fn grounds(&mut self, offence: &Offence, own: &[crate::place::Place]) {
        let grounds = || offence.ground_lists.iter().flat_map(|list| &list.grounds);
        let rests = grounds().any(|ground| own.contains(&ground.place) && refers(&ground.predicate));
        let asking = grounds().filter(|ground| rests || own.contains(&ground.place));
        asking.for_each(|ground| self.predicate(&ground.predicate));
    }

    /// Elements, and rules that govern in place of others, that the other law does not have as they are.
    fn admission(&mut self, offence: &Offence, twin: Option<&Offence>) {
        let shared = |mine: &&Condition| {
            twin.is_some_and(|twin| {
                let elements = twin.elements.iter().map(|element| &element.condition);
                elements.chain(twin.governs.iter().map(|rule| &rule.condition)).any(|theirs| theirs == *mine)
            })
        };
        let elements = offence.elements.iter().map(|element| &element.condition);
        let all = elements.chain(offence.governs.iter().map(|rule| &rule.condition));
        all.filter(|mine| !shared(mine)).for_each(|condition| self.condition(condition));
    }

    /// Counting rules that the other law does not have as they are.
    fn counting(&mut self, mine: &Counting, theirs: Option<&Counting>) {
        let condition = |rule: &Option<CountRule>| rule.as_ref().map(|rule| rule.condition.clone());
        let rules =
            |counting: &Counting| [&counting.once, &counting.each_recipient, &counting.one_recipient].map(condition);
        let others = theirs.map(rules);
        for (at, rule) in rules(mine).into_iter().enumerate() {
            if others.as_ref().is_none_or(|others| others[at] != rule) {
                rule.iter().for_each(|condition| self.condition(condition));
            }
        }
        for less in &mine.less {
            let same = |other: &&crate::law::book::TakenOff| (&other.facts, &other.given) == (&less.facts, &less.given);
            if theirs.is_none_or(|theirs| !theirs.less.iter().any(|other| same(&other))) {
                self.facts.extend(&less.facts);
                self.condition(&less.given);
            }
        }
    }

    fn predicate(&mut self, predicate: &Predicate) {
        predicate.conditions().into_iter().for_each(|condition| self.condition(condition));
        predicate.each(&mut |part| {
            let Predicate::Reaches { amount, .. } = part else { return };
            match amount {
                Amount::Sum(sum, _) => {
                    self.facts.insert(sum.of);
                    self.facts.extend(sum.less.iter().map(|(fact, _)| *fact));
                }
                Amount::Items(unit, _) => {
                    self.facts.extend(self.book.vocabulary.fact_named(Scope::Dataset, unit.name()));
                }
            }
        });
    }

    fn condition(&mut self, condition: &Condition) {
        self.facts.extend(condition.facts(self.contains));
    }
}
