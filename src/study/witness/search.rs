//! The search: regions in the order of their smallest cases, looked at under both laws.

use std::collections::{BTreeMap, BTreeSet};

use super::breakpoints::Breakpoints;
use super::file::written;
use super::region::{Order, Region, Split, Waiting, silent, size, told_apart};
use super::relevant::facts_of_differences;
use super::{Kind, Search, Wanted, Witness};
use crate::case::facts::{Case, Entity, Value};
use crate::law::condition::FactId;
use crate::law::vocabulary::FactKind;
use crate::measure::{Assignment, Cache, Variable};
use crate::range::{Number, Range};
use crate::settle::{self, Look};
use crate::study::rule_diff::RuleDiff;
use crate::study::scale::{Scale, Standing};
use crate::study::{Side, Verdict, standing};
use crate::truth::Truth;

/// How often the least case of a region may raise further amounts.
const ROUNDS: usize = 4;

/// After how many regions another branch is begun.
const RESTART: usize = 48;

/// How long before the day of judgment a person was born whose age matters to a track alone, in days: an adult.
const ADULT: Number = 12_000;

/// Searches; `case` is the blank, read.
pub fn search(case: &Case, sides: [Side<'_>; 2], scale: &Scale, wanted: &Wanted<'_>) -> Search {
    let rule_diff = RuleDiff::of(sides);
    let mut finder = Finder {
        case,
        sides,
        scale,
        wanted,
        tracks: rule_diff.tracks_differ(),
        rule_diff,
        asked_about: facts_of_differences(sides),
        breakpoints: Breakpoints::of(sides.map(|side| side.program)),
        caches: sides.map(|side| Cache::new(case, side.program, 0, side.assignment)),
        waiting: Waiting::default(),
        best: Vec::new(),
        least: BTreeMap::new(),
        looked: 0,
    };
    let told = finder.run();
    let exhausted = told && finder.waiting.is_empty();
    if !exhausted {
        finder.lower();
    }
    let all = finder.best.iter().map(|best| Witness {
        text: written(case, sides[0].book, &best.assignment),
        before: best.standings[0].clone(),
        after: best.standings[1].clone(),
    });
    Search { witnesses: all.collect(), looked: finder.looked, exhausted }
}

/// The smallest case of a kind so far.
struct Best {
    kind: Kind,
    size: Number,
    assignment: Assignment,
    standings: [Standing; 2],
}

/// What one law makes of a region.
struct Seen {
    opened: Vec<(Variable, Value)>,
    verdict: Verdict,
    /// The tracks below the threshold, where they were looked at.
    tracks: Vec<Truth>,
}

impl Seen {
    /// Whether a track applies; open where nobody has looked.
    fn track(&self, at: usize) -> Truth {
        self.tracks.get(at).copied().unwrap_or(Truth::Open)
    }
}

struct Finder<'a> {
    case: &'a Case,
    sides: [Side<'a>; 2],
    scale: &'a Scale,
    wanted: &'a Wanted<'a>,
    rule_diff: RuleDiff,
    /// Whether the laws differ in tracks.
    tracks: bool,
    asked_about: BTreeSet<FactId>,
    breakpoints: Breakpoints,
    caches: [Cache<'a>; 2],
    waiting: Waiting,
    best: Vec<Best>,
    /// The least that each amount may be.
    least: BTreeMap<Variable, Number>,
    looked: usize,
}

impl Finder<'_> {
    /// Looks until nothing is left or enough has been looked at; whether every region that was dropped could be told.
    fn run(&mut self) -> bool {
        let mut told = true;
        let start = self.start();
        self.waiting.push(Region { between: false, size: 0, born: 0, narrowed: start, raised: Vec::new() });
        let mut turn = 0;
        while let Some(region) = self.waiting.pop(self.order(turn)) {
            turn += 1;
            if !self.wanted.all_kinds && self.best.iter().any(|best| best.size <= region.size) {
                continue;
            }
            if self.looked >= self.wanted.most {
                self.waiting.push(region);
                break;
            }
            told &= self.region(region);
        }
        told
    }

    /// By turns the smallest region, which shows that nothing is smaller, and a deep one, which soon comes to a case; now
    /// and then any.
    fn order(&self, turn: usize) -> Order {
        let enough = !self.wanted.all_kinds && !self.best.is_empty();
        match turn {
            _ if enough || turn.is_multiple_of(2) => Order::Size,
            _ if turn % RESTART == 1 => Order::Chance,
            _ => Order::Depth,
        }
    }

    /// An adult, where age matters to tracks and to nothing else.
    fn start(&self) -> Assignment {
        let born = self.sides[0].program.keys.born;
        let assignment = Assignment::default();
        if !self.tracks || self.asked_about.contains(&born) {
            return assignment;
        }
        let day = self.sides.iter().map(|side| side.assignment.today).min().unwrap_or_default() - ADULT;
        assignment.with(&Variable::Fact(Entity::Person(0), born), Value::Number(Range::point(day)))
    }

    /// Drops a region, or splits it; whether it could be told.
    fn region(&mut self, region: Region) -> bool {
        self.looked += 1;
        let seen = self.both(&region.narrowed);
        if self.agree(&seen) || !self.may_add(&seen, region.size) || self.idle(&region.narrowed) {
            return true;
        }
        if (0..2).all(|law| self.settled(law, &seen[law])) {
            self.offer(&region.narrowed);
            return true;
        }
        let variables = || seen.iter().flat_map(|seen| &seen.opened);
        let mut later = None;
        let number = |value: &Value| matches!(value, Value::Number(_));
        let (listed, numbers) = (variables().filter(|one| !number(&one.1)), variables().filter(|one| number(&one.1)));
        for (variable, value) in listed.chain(numbers) {
            match self.split(variable, value, &region) {
                Some(parts) if !parts.is_empty() => {
                    // Nothing is left that is listed.
                    if number(value) {
                        self.try_end(&region.narrowed, false);
                    }
                    let born = self.looked;
                    for (part, raised) in parts {
                        let narrowed = region.narrowed.with(variable, part);
                        let size = size(self.case, self.sides[0].book, &narrowed);
                        self.waiting.push(Region { between: region.between, size, born, narrowed, raised });
                    }
                    return true;
                }
                Some(_) => {}
                None => later = Some(()),
            }
        }
        if later.is_some() {
            // Several amounts that are added up may make a difference in between; then they do at their greatest.
            self.try_end(&region.narrowed, false);
            self.try_end(&region.narrowed, true);
            self.waiting.push(Region { between: true, ..region });
            return true;
        }
        false
    }

    fn look(&self, law: usize, narrowed: &Assignment) -> Seen {
        let (side, cache) = (&self.sides[law], &self.caches[law]);
        let assignment = Assignment { narrowed: narrowed.narrowed.clone(), ..side.assignment.clone() };
        let Look { measures, outcome, targets, .. } =
            settle::Search::new(cache, side.program, Vec::new()).look(assignment.clone());
        Seen {
            opened: measures.opened,
            verdict: Verdict { grades: targets.grades, exact: true, outcome },
            tracks: Vec::new(),
        }
    }

    /// What both laws make of a region; of tracks only where grades tell nothing more.
    fn both(&self, narrowed: &Assignment) -> [Seen; 2] {
        let mut seen = [0, 1].map(|law| self.look(law, narrowed));
        let settled = seen.iter().flat_map(|seen| &seen.verdict.grades).all(|grades| grades.settled());
        if !self.tracks || !settled && !self.rule_diff.agree(self.sides, [&seen[0].verdict, &seen[1].verdict]) {
            return seen;
        }
        for (law, seen) in seen.iter_mut().enumerate() {
            let (side, cache) = (&self.sides[law], &self.caches[law]);
            let assignment = Assignment { narrowed: narrowed.narrowed.clone(), ..side.assignment.clone() };
            let (measures, outcome) = settle::evaluate(cache, &assignment);
            let asked =
                |variable: &Variable| matches!(variable, Variable::Fact(_, fact) if self.asked_about.contains(fact));
            let opened = measures.opened.into_iter().filter(|one| asked(&one.0));
            let more: Vec<_> = opened.filter(|one| !seen.opened.contains(one)).collect();
            seen.opened.extend(more);
            seen.tracks = side.program.tracks.iter().map(|track| outcome.truth(track.timely)).collect();
        }
        seen
    }

    /// Whether a law surely makes one thing of a region.
    fn settled(&self, law: usize, seen: &Seen) -> bool {
        let grades = seen.verdict.grades.iter().all(|grades| grades.settled());
        grades && self.rule_diff.own_tracks(law).iter().all(|track| seen.track(*track) != Truth::Open)
    }

    /// Whether some act on data of its own surely is no conduct of anything in which the laws differ: the case without it
    /// has a smaller shape. Rules may ask what else is done with the same data.
    fn idle(&self, narrowed: &Assignment) -> bool {
        let acts = &self.case.acts;
        let shares =
            |one: usize, other: usize| acts[one].datasets.iter().any(|data| acts[other].datasets.contains(data));
        let alone = |act: &usize| (0..acts.len()).all(|other| other == *act || !shares(*act, other));
        let alone: Vec<usize> = (0..acts.len()).filter(alone).collect();
        if acts.len() < 2 || alone.is_empty() {
            return false;
        }
        let mut busy = BTreeSet::new();
        for (law, side) in self.sides.iter().enumerate() {
            let assignment = Assignment { narrowed: narrowed.narrowed.clone(), ..side.assignment.clone() };
            let offences = side.program.offences.iter().enumerate();
            let offences = offences.filter(|(at, _)| !self.rule_diff.own(law, *at).is_empty());
            let tracks = self.rule_diff.own_tracks(law).iter().map(|track| side.program.tracks[*track].conduct);
            for conduct in offences.map(|(_, offence)| offence.conduct).chain(tracks) {
                busy.extend(self.caches[law].batches(&assignment, conduct).iter().map(|(batch, _)| batch.act));
            }
        }
        alone.iter().any(|act| !busy.contains(act))
    }

    fn agree(&self, seen: &[Seen; 2]) -> bool {
        let tracks =
            |law: usize| self.rule_diff.own_tracks(law).iter().all(|at| seen[law].track(*at) == Truth::Excluded);
        self.rule_diff.agree(self.sides, [&seen[0].verdict, &seen[1].verdict]) && tracks(0) && tracks(1)
    }

    /// Whether a region may hold a change of a kind of which no case as small is known.
    fn may_add(&self, seen: &[Seen; 2], size: Number) -> bool {
        let [before, after] = [0, 1].map(|law| self.levels(law, &seen[law]));
        let level = |one: &usize| (*one, *one);
        let kinds = before.iter().flat_map(|one| after.iter().map(move |other| (level(one), level(other))));
        let kinds = kinds.map(|(before, after)| Kind { before, after, band: before == after });
        let can_be =
            |kind: &Kind| !kind.band || self.scale.levels[kind.before.0].grade && self.rule_diff.bands_differ();
        kinds.filter(can_be).filter(|kind| self.asked(kind)).any(|kind| self.is_new(&kind, size))
    }

    fn is_new(&self, kind: &Kind, size: Number) -> bool {
        let as_small = |best: &Best| best.size <= size && (best.kind == *kind || !self.wanted.all_kinds);
        !self.wanted.known.contains(kind) && !self.best.iter().any(as_small)
    }

    fn asked(&self, kind: &Kind) -> bool {
        self.wanted.level.is_none_or(|level| [kind.before, kind.after].contains(&(level, level)))
    }

    /// The levels that a law may give a region.
    fn levels(&self, law: usize, seen: &Seen) -> BTreeSet<usize> {
        let (book, scale) = (self.sides[law].book, self.scale);
        let mut found = BTreeSet::new();
        let mut surely = 0;
        let offences = book.offences.iter().zip(&seen.verdict.grades);
        for (offence, grades) in
            offences.filter(|(offence, _)| self.wanted.offence.is_none_or(|of| *of == offence.place))
        {
            let possible = (0..offence.grades.len()).filter(|grade| grades.has(*grade));
            let levels: Vec<usize> = possible.map(|grade| scale.level(&offence.grades[grade].name)).collect();
            if !grades.none() {
                surely = surely.max(levels.iter().min().copied().unwrap_or(0));
            }
            found.extend(levels);
        }
        if surely == 0 {
            found.insert(0);
            let tracks =
                book.collateral.tracks.iter().enumerate().filter(|(at, _)| self.tracks && seen.track(*at).possible());
            found
                .extend(tracks.filter(|(_, track)| !track.below.is_empty()).map(|(_, track)| scale.level(&track.name)));
        }
        found.retain(|level| *level >= surely);
        found
    }

    /// What an open fact may be, in parts, each with the amounts that then stand above their least: none where it cannot
    /// be split, and nothing at all where an amount is to be halved later.
    ///
    /// An amount stays at its least unless a differing rule asks about it, and as long as not too many are above: more of
    /// what no differing rule asks about could only hide a difference. What no file can state stays at its least too.
    fn split(&mut self, variable: &Variable, value: &Value, region: &Region) -> Option<Vec<(Value, Vec<Variable>)>> {
        let raised = || region.raised.clone();
        let apart = |value: &Value| match told_apart(self.sides, &self.breakpoints, variable, value, region.between) {
            Split::Into(parts) if parts.len() < 2 => Some(Vec::new()),
            Split::Into(parts) => Some(parts.into_iter().map(|part| (part, raised())).collect()),
            Split::Later => None,
        };
        let (Variable::Fact(_, fact), Value::Number(range)) = (variable, value) else { return apart(value) };
        if region.raised.contains(variable) || self.sides[0].program.is_day(*fact) {
            return apart(value);
        }
        if range.settled().is_some() {
            return Some(Vec::new());
        }
        self.least.insert(variable.clone(), range.min);
        let vocabulary = &self.sides[0].book.vocabulary;
        let mut several = vec![(Value::Number(Range::point(range.min)), raised())];
        let written =
            matches!(variable, Variable::Fact(entity, fact) if vocabulary.fact(*fact).is_written_in(entity.scope()));
        if written && self.asked_about.contains(fact) && region.raised.len() < self.wanted.amounts {
            let above = Range { min: range.min + 1, max: range.max };
            several.push((Value::Number(above), [raised(), vec![variable.clone()]].concat()));
        }
        Some(several)
    }

    /// The case at the least of every amount of a region, or at the greatest where there is one, tried at once.
    fn try_end(&mut self, narrowed: &Assignment, greatest: bool) {
        let mut narrowed = narrowed.clone();
        for _ in 0..ROUNDS {
            let seen = self.both(&narrowed);
            let opened: Vec<(Variable, Value)> = seen.iter().flat_map(|seen| seen.opened.iter().cloned()).collect();
            let end = |(variable, value): (Variable, Value)| match value {
                Value::Number(range) if greatest && !range.is_unbounded() => {
                    Some((variable, Value::Number(Range::point(range.max))))
                }
                Value::Number(range) => Some((variable, Value::Number(Range::point(range.min)))),
                _ => None,
            };
            if opened.is_empty() || (0..2).all(|law| self.settled(law, &seen[law])) {
                break;
            }
            narrowed = narrowed.with_all(opened.into_iter().filter_map(end));
        }
        self.looked += 1;
        let seen = self.both(&narrowed);
        let size = size(self.case, self.sides[0].book, &narrowed);
        if (0..2).all(|law| self.settled(law, &seen[law])) && self.may_add(&seen, size) {
            self.offer(&narrowed);
        }
    }

    /// Takes the smallest case of a region, if it is of a new kind or smaller than what is known of its kind.
    fn offer(&mut self, narrowed: &Assignment) {
        let assignment = self.smallest(narrowed);
        let size = size(self.case, self.sides[0].book, &assignment);
        let standings = self.standings(&assignment);
        let Some(kind) = Kind::of(&standings[0], &standings[1]) else { return };
        if self.asked(&kind) && self.is_new(&kind, size) {
            self.best.retain(|best| best.kind != kind && self.wanted.all_kinds);
            self.best.push(Best { kind, size, assignment, standings });
        }
    }

    /// The smallest case of a region: what is written of it.
    fn smallest(&self, narrowed: &Assignment) -> Assignment {
        let least = |(variable, value): (&Variable, &Value)| {
            let amount =
                |fact: &FactId| matches!(self.sides[0].program.facts[fact.0 as usize].kind, FactKind::Amount(_));
            let value = match (variable, value) {
                (Variable::Fact(_, fact), Value::Number(range)) if amount(fact) => {
                    Value::Number(Range::point(range.min))
                }
                (_, Value::Number(range)) => Value::Number(Range::point(range.max)),
                _ => value.clone(),
            };
            (variable.clone(), value)
        };
        Assignment { narrowed: narrowed.narrowed.iter().map(least).collect(), ..Assignment::default() }
    }

    fn standings(&self, assignment: &Assignment) -> [Standing; 2] {
        self.sides.map(|side| {
            let assignment = Assignment { narrowed: assignment.narrowed.clone(), ..side.assignment.clone() };
            standing(self.case, &Side { assignment: &assignment, ..side }, 0, self.scale, self.wanted.offence)
        })
    }

    /// Leaves out of what was found all that the kind of change does not need, and lowers every amount as far as it goes.
    fn lower(&mut self) {
        for at in 0..self.best.len() {
            for variable in self.best[at].assignment.narrowed.keys().cloned().collect::<Vec<Variable>>() {
                let now = &self.best[at].assignment.narrowed[&variable];
                let said = matches!(now, Value::Options(_))
                    .then(|| silent(self.case, self.sides[0].book, &variable))
                    .flatten();
                if let Some(silent) = said.filter(|silent| silent != now) {
                    self.stays(at, &variable, silent);
                }
            }
            let variables: Vec<Variable> = self.best[at]
                .assignment
                .narrowed
                .keys()
                .filter(|variable| self.least.contains_key(variable))
                .cloned()
                .collect();
            for variable in variables {
                let Some(Value::Number(now)) = self.best[at].assignment.narrowed.get(&variable) else { continue };
                let (mut below, mut holds) = (self.least[&variable] - 1, now.min);
                while holds - below > 1 {
                    let middle = below + (holds - below) / 2;
                    let lower = Value::Number(Range::point(middle));
                    if self.stays(at, &variable, lower) { holds = middle } else { below = middle }
                }
            }
        }
    }

    /// Whether the kind of change is the same with this value; it is taken over if so.
    fn stays(&mut self, at: usize, variable: &Variable, value: Value) -> bool {
        let assignment = self.best[at].assignment.with(variable, value);
        let standings = self.standings(&assignment);
        let same = Kind::of(&standings[0], &standings[1]) == Some(self.best[at].kind);
        if same {
            let best = &mut self.best[at];
            (best.assignment, best.standings) = (assignment, standings);
        }
        same
    }
}
