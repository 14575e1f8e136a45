//! Which grounds two laws share: the same place, the same predicate, on the same conduct, counted alike.
//!
//! Both laws are first brought to the same names of choices. A choice that stands elsewhere in the two laws gets two
//! names, so that whatever asks about it differs.

use super::{Side, Verdict};
use crate::law::book::{CountRule, Counting, LawBook, Offence, Predicate};
use crate::law::condition::{ChoiceId, Condition};
use crate::place::Place;
use crate::truth::Truth;

/// Which grounds stand in both laws, word for word, and serve the same offence in the same way.
pub(super) struct RuleDiff {
    /// The offences of each law, with names of choices that both laws share.
    offences: [Vec<Offence>; 2],
    /// For each law and offence, the places of grounds that the other law does not have as they are.
    own: [Vec<Vec<Place>>; 2],
    /// For each law, the tracks that the other does not have as they are, by position.
    tracks: [Vec<usize>; 2],
    /// Whether some grade has another band in the other law.
    bands: bool,
}

impl RuleDiff {
    /// What two laws do not share.
    pub(super) fn of(sides: [Side<'_>; 2]) -> Self {
        let names = |at: usize| Names::of(sides, at);
        let offences = [0, 1].map(|at| {
            let names = names(at);
            sides[at].book.offences.iter().map(|offence| names.offence(offence)).collect::<Vec<_>>()
        });
        let facts = |book: &LawBook| book.vocabulary.facts.iter().map(|fact| fact.name.clone()).collect::<Vec<_>>();
        let same_facts = facts(sides[0].book) == facts(sides[1].book);
        let own = |mine: usize| {
            let twin = |one: &Offence| twin(one, &offences[1 - mine]).filter(|_| same_facts);
            offences[mine].iter().map(|one| grounds_of_its_own(one, twin(one))).collect()
        };
        let bands = |at: usize| {
            let grades = |one: &Offence| one.grades.iter().map(|grade| (grade.name.clone(), grade.band)).collect();
            let one = |one: &Offence| (one.place.clone(), one.version.clone(), grades(one));
            sides[at].book.offences.iter().map(one).collect::<Vec<(_, _, Vec<_>)>>()
        };
        let other = bands(1);
        let beside = |one: &(Place, Option<String>, Vec<_>)| {
            other.iter().find(|two| (&two.0, &two.1) == (&one.0, &one.1)).is_some_and(|two| two.2 != one.2)
        };
        let bands = bands(0).iter().any(beside);
        Self { own: [own(0), own(1)], offences, tracks: tracks_of_their_own(sides), bands }
    }

    /// An offence of a law, by position, with the names of choices that both laws share; and the other law's text of it.
    pub(super) fn pair(&self, law: usize, offence: usize) -> (&Offence, Option<&Offence>) {
        let one = &self.offences[law][offence];
        (one, twin(one, &self.offences[1 - law]))
    }

    /// Whether the laws differ in the tracks below the criminal threshold.
    pub(super) fn tracks_differ(&self) -> bool {
        self.tracks.iter().any(|own| !own.is_empty())
    }

    /// The tracks of a law that the other does not have as they are, by position.
    pub(super) fn own_tracks(&self, law: usize) -> &[usize] {
        &self.tracks[law]
    }

    /// Whether some grade has another band in the other law.
    pub(super) fn bands_differ(&self) -> bool {
        self.bands
    }

    /// The grounds that an offence of a law, both by position, does not share with the other law.
    pub(super) fn own(&self, law: usize, offence: usize) -> &[Place] {
        &self.own[law][offence]
    }

    /// Whether the laws surely agree: nothing that only one of them has can be established.
    pub(super) fn agree(&self, sides: [Side<'_>; 2], verdicts: [&Verdict; 2]) -> bool {
        (0..2).all(|at| {
            let (program, verdict) = (sides[at].program, verdicts[at]);
            program.offences.iter().zip(&self.own[at]).all(|(offence, own)| {
                offence.grades.iter().flat_map(|grade| &grade.grounds).all(|ground| {
                    !own.contains(&ground.place) || verdict.outcome.truth(ground.status) == Truth::Excluded
                })
            })
        })
    }
}

/// The same text of the same offence in another law.
fn twin<'o>(one: &Offence, others: &'o [Offence]) -> Option<&'o Offence> {
    others.iter().find(|other| other.place == one.place && other.version == one.version)
}

/// For each law, its tracks below the threshold that the other does not have: what they bring aside, which moves nobody.
fn tracks_of_their_own(sides: [Side<'_>; 2]) -> [Vec<usize>; 2] {
    let tracks = [0, 1].map(|at| {
        let names = Names::of(sides, at);
        let tracks = sides[at].book.collateral.tracks.iter().map(|track| {
            let mut condition = track.condition.clone();
            names.condition(&mut condition);
            let condition = track.is_beside_crime().then_some(condition);
            (track.place.clone(), track.name.clone(), track.below.clone(), track.force, condition)
        });
        tracks.collect::<Vec<_>>()
    });
    let [one, other] = &tracks;
    [own(one, other), own(other, one)]
}

/// The positions of those that are not among the others.
fn own<T: PartialEq>(mine: &[T], theirs: &[T]) -> Vec<usize> {
    mine.iter().enumerate().filter(|(_, one)| !theirs.contains(one)).map(|(at, _)| at).collect()
}

/// The grounds of an offence that its twin does not have as they are: all of them where what they see differs.
fn grounds_of_its_own(offence: &Offence, twin: Option<&Offence>) -> Vec<Place> {
    let all = || offence.ground_lists.iter().flat_map(|list| &list.grounds);
    let everything = || all().map(|ground| ground.place.clone()).collect();
    let Some(twin) = twin else { return everything() };
    let elements = |one: &Offence| {
        one.elements.iter().map(|element| (element.place.clone(), element.condition.clone())).collect::<Vec<_>>()
    };
    let governs = |one: &Offence| {
        one.governs.iter().map(|rule| (rule.condition.clone(), rule.in_place_of.clone())).collect::<Vec<_>>()
    };
    let counting = |one: &Offence| {
        let rules = [&one.counting.once, &one.counting.each_recipient, &one.counting.one_recipient];
        let less = one.counting.less.iter().map(|less| (less.facts.clone(), less.given.clone())).collect::<Vec<_>>();
        (rules.map(|rule| rule.as_ref().map(|rule| rule.condition.clone())), less)
    };
    let bands = |one: &Offence| one.grades.iter().map(|grade| (grade.name.clone(), grade.band)).collect::<Vec<_>>();
    if elements(offence) != elements(twin)
        || governs(offence) != governs(twin)
        || counting(offence) != counting(twin)
        || bands(offence) != bands(twin)
    {
        return everything();
    }
    let shared = |list: &crate::law::book::GroundList, ground: &crate::law::book::Ground| {
        twin.ground_lists.iter().any(|other| {
            let same_list = (&other.place, other.grade, &other.beside, &other.provided, &other.counting, &other.serves)
                == (&list.place, list.grade, &list.beside, &list.provided, &list.counting, &list.serves);
            let twin = other.grounds.iter().find(|other| other.place == ground.place);
            same_list && twin.is_some_and(|twin| twin.predicate == ground.predicate)
        })
    };
    let each = offence.ground_lists.iter().flat_map(|list| list.grounds.iter().map(move |ground| (list, ground)));
    let same: Vec<bool> = each.map(|(list, ground)| shared(list, ground)).collect();
    let nothing_moved = same.iter().all(|same| *same) && places(offence) == places(twin);
    // Grounds that refer to others by position are as good as theirs only where nothing moved.
    let grounds = all().zip(same).filter(|(ground, same)| !same || refers(&ground.predicate) && !nothing_moved);
    grounds.map(|(ground, _)| ground.place.clone()).collect()
}

fn places(offence: &Offence) -> Vec<&Place> {
    offence.ground_lists.iter().flat_map(|list| &list.grounds).map(|ground| &ground.place).collect()
}

/// Whether a predicate rests on other grounds.
pub(super) fn refers(predicate: &Predicate) -> bool {
    let mut refers = false;
    predicate.each(&mut |predicate| {
        refers |=
            matches!(predicate, Predicate::Together { .. } | Predicate::AnyReaches { .. } | Predicate::SomeGround(_));
    });
    refers
}

/// What a law's choices are called where both laws are compared.
struct Names(Vec<ChoiceId>);

impl Names {
    fn of(sides: [Side<'_>; 2], at: usize) -> Self {
        let [one, other] = [sides[0].book, sides[1].book];
        let stands = |side: &Side<'_>, choice: ChoiceId| {
            let named =
                side.assignment.choice(choice).iter().map(|option| &side.book.choice(choice).options[option].name);
            named.cloned().collect::<Vec<String>>()
        };
        let common = |(position, choice): (usize, &crate::law::book::Choice)| {
            let options = |choice: &crate::law::book::Choice| {
                choice.options.iter().map(|option| option.name.clone()).collect::<Vec<_>>()
            };
            let (first, second) = (one.choice_named(&choice.name), other.choice_named(&choice.name));
            match (first, second) {
                (Some(first), Some(second))
                    if stands(&sides[0], first) == stands(&sides[1], second)
                        && options(one.choice(first)) == options(other.choice(second)) =>
                {
                    first
                }
                // Names of their own, counted from the other end.
                _ => ChoiceId(u16::MAX - (2 * position + at) as u16),
            }
        };
        Self(sides[at].book.choices.iter().enumerate().map(common).collect())
    }

    fn offence(&self, offence: &Offence) -> Offence {
        let mut offence = offence.clone();
        offence.elements.iter_mut().for_each(|element| self.condition(&mut element.condition));
        offence.governs.iter_mut().for_each(|rule| self.condition(&mut rule.condition));
        self.counting(&mut offence.counting);
        for list in &mut offence.ground_lists {
            self.condition(&mut list.serves);
            list.beside.iter_mut().for_each(|given| self.condition(given));
            list.counting.iter_mut().for_each(|of| self.condition(of));
            list.provided = list.provided.take().map(|provided| self.predicate(provided));
            for ground in &mut list.grounds {
                ground.predicate = self.predicate(ground.predicate.clone());
            }
        }
        offence
    }

    fn counting(&self, counting: &mut Counting) {
        let rules = [&mut counting.once, &mut counting.each_recipient, &mut counting.one_recipient];
        let rename = |rule: &mut CountRule| self.condition(&mut rule.condition);
        rules.into_iter().flatten().for_each(rename);
        counting.less.iter_mut().for_each(|less| self.condition(&mut less.given));
    }

    fn condition(&self, condition: &mut Condition) {
        condition.change(&|condition| self.rename(condition));
    }

    fn predicate(&self, predicate: Predicate) -> Predicate {
        predicate.with_conditions(&|condition| self.rename(condition))
    }

    fn rename(&self, condition: &mut Condition) {
        if let Condition::Choice { choice, .. } = condition {
            *choice = self.0[choice.0 as usize];
        }
    }
}
