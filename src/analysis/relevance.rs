//! Whether an open fact can matter: whether some completion of the others gives other outcomes for two of its values.
//!
//! What no step that is open rests on surely does not. Of the rest, completions at which a grade is about to change find
//! most that matter, and completions taken at random (always the same ones) most of what is left; then the others are
//! split until the fact surely matters or surely does not.

use super::worlds::Worlds;
use crate::case::facts::Value;
use crate::measure::{Slot, World};
use crate::settle::{Look, extremes, parts};

/// How many completions are tried first.
const COMPLETIONS: usize = 24;

/// How many worlds are evaluated for all facts together.
const MOST: usize = 2000;

/// How many rounds a completion takes at most, since an answer may raise further questions.
const ROUNDS: usize = 12;

/// Whether a fact can matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relevance {
    /// Some completion of the others makes it matter.
    Matters,
    /// None does.
    Cannot,
    /// Not every completion could be tried.
    Undecided,
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        self.0 = self.0.wrapping_add(STEP);
        let mixed = (self.0 ^ (self.0 >> 31)).wrapping_mul(STEP);
        ((mixed >> 33) as usize) % sides.max(1)
    }
}

impl Worlds<'_> {
    /// Whether each slot that is open in a world can matter to some grade.
    pub(super) fn relevance(&self, root: &Look) -> Vec<Relevance> {
        let mut found = vec![Relevance::Undecided; root.opened().len()];
        if root.settled() {
            return vec![Relevance::Cannot; root.opened().len()];
        }
        for (relevance, (slot, _)) in found.iter_mut().zip(root.opened()) {
            if self.independent(root, slot) {
                *relevance = Relevance::Cannot;
            }
        }
        for border in self.borders(root) {
            self.turn_each(root, &border, &mut found);
        }
        let mut dice = Dice(1);
        for _ in 0..COMPLETIONS {
            if !found.contains(&Relevance::Undecided) {
                break;
            }
            if let Some(complete) = self.completion(&root.world, &mut dice) {
                self.turn_each(root, &complete, &mut found);
            }
        }
        for (relevance, (slot, _)) in found.iter_mut().zip(root.opened()) {
            if *relevance == Relevance::Undecided {
                *relevance = self.matters(&root.world, slot, MOST / root.opened().len());
            }
        }
        found
    }

    /// A world in which nothing is open.
    fn completion(&self, root: &World, dice: &mut Dice) -> Option<Look> {
        let mut look = self.look(root.clone());
        for _ in 0..ROUNDS {
            if look.opened().is_empty() {
                return Some(look).filter(|look| look.possible);
            }
            let mut world = look.world.clone();
            for (slot, value) in look.opened() {
                let mut values = extremes(self.about.program, slot, &self.left(slot, value, &world));
                let drawn = values.swap_remove(dice.roll(values.len()));
                world = world.with(slot, drawn.first());
            }
            look = self.look(world);
        }
        None
    }

    /// Turns each slot of a completion that is not yet known to matter to each of its other values.
    fn turn_each(&self, root: &Look, complete: &Look, found: &mut [Relevance]) {
        for (relevance, (slot, value)) in found.iter_mut().zip(root.opened()) {
            if *relevance != Relevance::Undecided || !complete.world.narrowed.contains_key(slot) {
                continue;
            }
            let turned = |part: Value| self.look(complete.world.with(slot, part.first())).disjoint(complete);
            let left = self.left(slot, value, &complete.world);
            if extremes(self.about.program, slot, &left).into_iter().any(turned) {
                *relevance = Relevance::Matters;
            }
        }
    }

    /// Whether some completion of the others gives other outcomes for two values of the slot, exactly.
    fn matters(&self, root: &World, slot: &Slot, most: usize) -> Relevance {
        let limit = self.looks() + most;
        let mut waiting = vec![root.clone()];
        while let Some(world) = waiting.pop() {
            let look = self.look(world);
            let Some((_, value)) = look.opened().iter().find(|(opened, _)| opened == slot) else { continue };
            if !look.possible || look.settled() || self.independent(&look, slot) {
                continue;
            }
            if self.looks() >= limit {
                return Relevance::Undecided;
            }
            let tried: Vec<Look> = (extremes(self.about.program, slot, value).into_iter())
                .map(|value| self.look(look.world.with(slot, value)))
                .filter(|look| look.possible)
                .collect();
            if tried.iter().any(|one| tried.iter().any(|other| one.disjoint(other))) {
                return Relevance::Matters;
            }
            let same = tried.iter().all(|one| one.settled() && one.grades() == tried[0].grades());
            if same && !self.about.is_day(slot) {
                continue;
            }
            match self.split_others(&look, &tried, slot) {
                Some(parts) => waiting.extend(parts),
                None if self.varies(&look.world, slot, value) => return Relevance::Matters,
                None => {}
            }
        }
        Relevance::Cannot
    }

    /// The world split at another slot, one that is open for some value of the slot included.
    fn split_others(&self, look: &Look, tried: &[Look], slot: &Slot) -> Option<Vec<World>> {
        if let Some(halves) = self.split(look, std::slice::from_ref(slot)) {
            return Some(halves.into_iter().map(|half| half.world).collect());
        }
        let mut others = tried.iter().flat_map(|one| one.opened()).filter(|(opened, _)| opened != slot);
        others.find_map(|(other, value)| {
            let parts = parts(self.about.program, other, value);
            (parts.len() > 1).then(|| parts.into_iter().map(|part| look.world.with(other, part)).collect())
        })
    }

    /// Whether the grades possible are not the same for every value, where nothing else is open.
    fn varies(&self, world: &World, slot: &Slot, value: &Value) -> bool {
        self.regions(world, slot, value).len() > 1
    }
}
