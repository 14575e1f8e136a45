//! A law book to a program.
//!
//! What an article sees is settled here: batches that satisfy every element, less those that another article governs
//! in its place. Degrees come straight from quantities: a ground that is part of another is measured against its
//! threshold times the ratio asked of it, so that half and ten times are one multiplication.

mod arena;
mod collateral;
mod earlier;
mod filters;
mod grounds;
mod predicate;
mod relations;
mod sentencing;
mod time;

use indexmap::IndexSet;
use num_integer::Integer;

use self::arena::Arena;
use self::filters::Filters;
use self::grounds::Grounds;
use crate::law::book::{self, LawBook};
use crate::law::condition::{Condition, FactId};
use crate::law::vocabulary::{FactKind, Scope, Vocabulary};
use crate::program::{
    Aggregate, AggregateId, Core, Counting, FactRule, FilterId, Keys, Offence, Only, Program, Question, QuestionId,
    Reductions, SentenceProgram, TruthId,
};
use crate::quantity::Unit;
use crate::range::{LARGEST_DENOMINATOR, Number};

/// Why a law book cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompileError {
    /// The thresholds have no common denominator of a usable size.
    #[error("the thresholds of `{0}` have no common denominator below {LARGEST_DENOMINATOR}: use rounder numbers")]
    Denominator(String),
    /// The vocabulary lacks a fact that the case format cannot do without.
    #[error("the vocabulary declares no fact `{1}` of {0}, which case files need")]
    MissingFact(&'static str, &'static str),
}

/// Everything under construction.
#[derive(Debug)]
struct Builder {
    arena: Arena,
    filters: Filters,
    questions: IndexSet<Question>,
    aggregates: IndexSet<Aggregate>,
    /// Counting rules: of each offence in items first, then what else is counted by them.
    countings: Vec<Counting>,
    keys: Keys,
    denominator: Number,
    after_grades: (Arena, IndexSet<Question>, IndexSet<Aggregate>),
}

impl Builder {
    /// Goes on with the steps after the program, or back.
    fn change_over(&mut self) {
        std::mem::swap(&mut self.arena, &mut self.after_grades.0);
        std::mem::swap(&mut self.questions, &mut self.after_grades.1);
        std::mem::swap(&mut self.aggregates, &mut self.after_grades.2);
    }

    /// The counting rule of an offence, which counts items, applied to another unit: nothing comes off first, as what
    /// is shown to be duplicate is shown in items.
    fn counted_in(&mut self, unit: Unit, counting: usize) -> usize {
        let Some((of, part)) = self.keys.counted(unit).filter(|_| unit != Unit::Items) else { return counting };
        let counting = Counting { of, part, less: Vec::new(), ..self.countings[counting].clone() };
        let position = self.countings.iter().position(|known| *known == counting);
        position.unwrap_or_else(|| {
            self.countings.push(counting);
            self.countings.len() - 1
        })
    }

    fn question(&mut self, question: Question) -> QuestionId {
        QuestionId(self.questions.insert_full(question).0 as u32)
    }

    fn aggregate(&mut self, aggregate: Aggregate) -> AggregateId {
        AggregateId(self.aggregates.insert_full(aggregate).0 as u32)
    }

    fn sum(&mut self, sum: &book::Sum, over: FilterId) -> Aggregate {
        let less = sum.less.iter().map(|(fact, given)| (*fact, self.filters.filter(given))).collect();
        let (filter, consequences) = match sum.of_consequences {
            true => (over, Some(self.filters.filter(&sum.given))),
            false => (self.filters.within(over, &sum.given), None),
        };
        let only = sum.only.as_ref().map(|only| {
            let filter = self.filters.within(filter, &only.given);
            Only { months: only.months, least: only.least, filter }
        });
        let all = Aggregate::Sum { of: sum.of, consequences, only, less, filter };
        match sum.within_months {
            Some(months) => Aggregate::Within { months, one_counts: false, parts: vec![(all, 1)] },
            None => all,
        }
    }
}

/// Compiles a law book.
///
/// # Errors
///
/// When the thresholds have no usable common denominator, or the vocabulary lacks a fact the case format needs.
pub fn compile(book: &LawBook) -> Result<Program, CompileError> {
    let keys = keys(&book.vocabulary)?;
    let mut builder = Builder {
        arena: Arena::default(),
        filters: Filters::default(),
        questions: IndexSet::new(),
        aggregates: IndexSet::new(),
        countings: Vec::new(),
        keys,
        denominator: denominator(book)?,
        after_grades: Default::default(),
    };
    for offence in &book.offences {
        let counting = counting(&offence.counting, &keys, &mut builder.filters);
        builder.countings.push(counting);
    }
    let mut offences = Vec::new();
    for offence in &book.offences {
        offences.push(compile_offence(book, offence, offences.len(), &mut builder));
    }
    let relations = relations::relations(book, &mut offences, &mut builder);
    let joint_caps = book.joint_caps.iter().map(|cap| builder.filters.filter(&cap.given)).collect();
    let (questions, aggregates) = (builder.questions.len(), builder.aggregates.len());
    let core = Core { steps: builder.arena.so_far(), questions, aggregates };
    let tracks = collateral::tracks(book, &offences, &mut builder);
    let facts = facts(&book.vocabulary, &mut builder.filters);
    let (arena, questions, aggregates) = builder.after_grades;
    let (questions, aggregates) = (questions.into_iter().collect(), aggregates.into_iter().collect());
    let sentencing = SentenceProgram { steps: arena.finish(), questions, aggregates };
    Ok(Program {
        reductions: Reductions::default(),
        steps: builder.arena.finish(),
        questions: builder.questions.into_iter().collect(),
        aggregates: builder.aggregates.into_iter().collect(),
        contents_tested: builder.filters.contents.iter().copied().collect(),
        filters: builder.filters.finish(),
        countings: builder.countings,
        denominator: builder.denominator,
        offences,
        relations,
        joint_caps,
        core,
        tracks,
        facts,
        keys,
        choices: book.choices.iter().map(|choice| choice.options.len()).collect(),
        sentencing,
    })
}

fn compile_offence(book: &LawBook, offence: &book::Offence, position: usize, builder: &mut Builder) -> Offence {
    let article = book.offences.iter().position(|first| first.place == offence.place).unwrap_or(position);
    let in_force = time::governs(book, offence);
    let conduct = (offence.elements.iter())
        .filter(|element| element.name == "conduct")
        .fold(in_force, |all, element| all.and(element.condition.clone()));
    let conduct = builder.filters.filter(&conduct);
    let others = (offence.elements.iter())
        .filter(|element| element.name != "conduct")
        .fold(Condition::Always(true), |all, element| all.and(element.condition.clone()));
    let admitted = builder.filters.within(conduct, &others);

    let elements = (offence.elements.iter())
        .map(|element| {
            let filter = builder.filters.within(conduct, &element.condition);
            let question = builder.question(Question::SomeBatch(filter));
            (filter, builder.arena.ask(question))
        })
        .collect();
    let present = builder.question(Question::SomeBatch(conduct));
    let present = builder.arena.ask(present);

    let limits = collateral::limits(book, offence, admitted, builder);
    let mut grounds = Grounds::new(offence, (conduct, admitted), position, builder);
    grounds.limits = limits.iter().map(|limit| (limit.grade, limit.barred)).collect();
    let grades = grounds.grades();
    let circumstances: Vec<TruthId> =
        (offence.circumstances.iter()).map(|circumstance| grounds.circumstance(&circumstance.predicate)).collect();
    let sentencing = sentencing::sentencing(&offence.sentencing, &circumstances, &mut grounds);
    let exits = offence.exits.iter().map(|exit| grounds.circumstance(&exit.predicate)).collect();
    let exits_if_invoked = (offence.exits.iter())
        .map(|exit| {
            let invoked = sentencing::invoked(&exit.predicate);
            (invoked != exit.predicate).then(|| grounds.circumstance(&invoked))
        })
        .collect();
    let classes = (offence.counting.classes.iter())
        .map(|class| {
            let seen = grounds.seen_by(&class.article);
            grounds.builder.filters.within(seen, &class.condition)
        })
        .collect();
    let governs =
        (offence.governs.iter()).map(|governs| builder.filters.within(admitted, &governs.condition)).collect();
    let mut sum = |of| {
        let aggregate = builder.sum(of, admitted);
        let aggregate = builder.aggregate(aggregate);
        builder.arena.take(aggregate)
    };
    let fine = offence.fine.as_ref().map(|fine| sum(&fine.of));
    let fine_without = offence.fine.as_ref().and_then(|fine| fine.without.as_ref()).map(|(_, of)| sum(of));
    // INVARIANT: an offence has a grade.
    let stands = grades.first().map_or(present, |lowest| lowest.reached);
    let interpreted = offence.interpreted.iter().map(|(_, serves)| builder.filters.filter(serves)).collect();
    let of_time = |time: &book::Time| builder.filters.within(admitted, &time.acts());
    let earlier = offence.times.iter().map(of_time).collect();
    let charges = offence.charges.iter().map(|(_, given)| builder.filters.within(admitted, given)).collect();
    Offence {
        article,
        charges,
        conduct,
        present,
        stands,
        admitted,
        elements,
        grades,
        circumstances,
        exits,
        exits_if_invoked,
        interpreted,
        earlier,
        limits,
        governs,
        classes,
        counting: position,
        fine,
        fine_without,
        sentencing,
    }
}

fn counting(counting: &book::Counting, keys: &Keys, filters: &mut Filters) -> Counting {
    let mut less = Vec::new();
    for rule in &counting.less {
        let given = filters.filter(&rule.given);
        less.extend(rule.facts.iter().map(|fact| (*fact, given)));
    }
    let mut filter = |rule: &Option<book::CountRule>| match rule {
        Some(rule) => filters.filter(&rule.condition),
        None => filters.filter(&Condition::Always(false)),
    };
    Counting {
        of: keys.items,
        part: Some(keys.part),
        once: filter(&counting.once),
        each_recipient: filter(&counting.each_recipient),
        one_recipient: filter(&counting.one_recipient),
        less,
    }
}

fn facts(vocabulary: &Vocabulary, filters: &mut Filters) -> Vec<FactRule> {
    let mut facts: Vec<FactRule> = (vocabulary.facts.iter())
        .map(|fact| FactRule {
            kind: fact.kind,
            all: crate::law::condition::Options::first(vocabulary.value_names(fact.kind).len()),
            written: (fact.written.iter())
                .map(|(scope, unless)| (*scope, unless.as_ref().map(|unless| filters.filter(unless))))
                .collect(),
            silence: (fact.silence.iter())
                .map(|(meaning, given)| (meaning.clone(), given.as_ref().map(|given| filters.filter(given))))
                .collect(),
            contestable: fact.contestable.as_ref().map(|when| filters.filter(when)),
            tested: Vec::new(),
        })
        .collect();
    for (fact, values) in &filters.tested {
        let tested = &mut facts[fact.0 as usize].tested;
        if !tested.contains(values) {
            tested.push(*values);
        }
    }
    facts
}

fn keys(vocabulary: &Vocabulary) -> Result<Keys, CompileError> {
    let key = |scope: Scope, name: &'static str| -> Result<FactId, CompileError> {
        vocabulary.fact_named(scope, name).ok_or(CompileError::MissingFact(scope.name(), name))
    };
    let named = |scope: Scope, unit: Unit| {
        let fact = vocabulary.fact_named(scope, unit.name())?;
        (vocabulary.fact(fact).kind == FactKind::Amount(unit)).then_some(fact)
    };
    let counted = |unit| Some((named(Scope::Dataset, unit)?, named(Scope::Act, unit)));
    Ok(Keys {
        counts: Unit::ALL.map(counted),
        items: key(Scope::Dataset, "items")?,
        part: key(Scope::Act, "items")?,
        duplicates: vocabulary.fact_named(Scope::Dataset, "duplicates"),
        contains: key(Scope::Dataset, "contains")?,
        on: key(Scope::Act, "on")?,
        from: key(Scope::Act, "from")?,
        until: key(Scope::Act, "until")?,
        recipients: key(Scope::Act, "recipients")?,
        received: vocabulary.fact_named(Scope::Gains, "received"),
        own_gains: vocabulary.fact_named(Scope::Participant, "gains"),
        born: key(Scope::Person, "born")?,
        age: key(Scope::Person, "age")?,
        decided: key(Scope::Record, "decided")?,
        completed: vocabulary.fact_named(Scope::Record, "completed"),
        before_act: vocabulary.fact_named(Scope::Record, "before_act"),
        judged: vocabulary.fact_named(Scope::Case, "judged"),
        unit: vocabulary.unit_kind(),
    })
}

/// One denominator for every degree: each threshold times each product of ratios that can be asked of it divides it.
fn denominator(book: &LawBook) -> Result<Number, CompileError> {
    let mut common: Number = 1;
    for offence in &book.offences {
        for threshold in grounds::thresholds(offence) {
            common = common.lcm(threshold.numer());
            if common > LARGEST_DENOMINATOR {
                return Err(CompileError::Denominator(offence.place.to_string()));
            }
        }
    }
    Ok(common)
}
