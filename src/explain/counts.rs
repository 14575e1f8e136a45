//! The counting ledger: what each body of information contributed to each class, and by which rule.

use super::About;
use super::figures::say;
use super::findings::{CountFinding, CountStep, StepOf, Unstated};
use crate::law::book;
use crate::law::vocabulary::Label;
use crate::measure::{Apart, Contribution};
use crate::program::Offence;
use crate::range::Range;

/// The ledger of a charge.
pub(super) fn counts(about: &About<'_>, law: &book::Offence, offence: &Offence) -> Vec<CountFinding> {
    let mut found = Vec::new();
    for (class, filter) in law.counting.classes.iter().zip(&offence.classes) {
        let contributions = about.cache.contributions(about.assignment, offence.counting, *filter);
        for contribution in contributions {
            found.push(CountFinding {
                datasets: contribution.datasets.iter().map(|&at| about.case.datasets[at].id.clone()).collect(),
                class: class.name.clone(),
                class_label: class.label.clone(),
                article: class.article.clone(),
                items: contribution.items,
                apart: contribution.apart,
                steps: steps(about, &law.counting, &contribution),
            });
        }
    }
    found
}

/// What would close a count or an amount that is a range although every figure behind it is settled.
pub(super) fn unstated(about: &About<'_>, offence: &Offence, counts: &[CountFinding]) -> Vec<Unstated> {
    let open = counts.iter().filter(|count| count.items.settled().is_none());
    let of_counts = open.filter_map(|count| {
        Some(match count.apart? {
            Apart::Overlap => Unstated::Overlap(count.datasets.clone()),
            Apart::Recipients => Unstated::Recipients(count.datasets.clone()),
        })
    });
    let divided = divided(about, offence).into_iter().map(|act| Unstated::Division(about.case.acts[act].id.clone()));
    let mut found: Vec<Unstated> = of_counts.chain(divided).collect();
    found.dedup();
    found
}

/// The acts of which some bodies of information are surely within the offence and others surely not, and which brought
/// something: how that divides among them nobody says.
fn divided(about: &About<'_>, offence: &Offence) -> Vec<usize> {
    let within = about.cache.batches(about.assignment, offence.admitted);
    let mut acts: Vec<usize> = within.iter().map(|(batch, _)| batch.act).collect();
    acts.dedup();
    acts.retain(|&act| {
        let own = || within.iter().filter(|(batch, _)| batch.act == act);
        let mut datasets: Vec<usize> = own().filter_map(|(batch, _)| batch.dataset).collect();
        datasets.dedup();
        let brought = about.case.gains.iter().any(|gains| gains.of.contains(&act));
        brought && own().all(|(_, passes)| passes.certain()) && datasets.len() < about.case.acts[act].datasets.len()
    });
    acts
}

/// The same of counts, with how many items it leaves, whether or not it decides the grade.
pub(super) fn overlaps(counts: &[CountFinding]) -> Vec<Label> {
    let open = counts.iter().filter(|count| count.items.settled().is_none());
    let said = open.filter_map(|count| {
        let datasets = count.datasets.join("+");
        let (zh, en) = match count.apart? {
            Apart::Overlap => ("各部分之间的重合", format!("how the parts of `{datasets}` overlap")),
            Apart::Recipients => ("各次的接收者是否同一", format!("whether `{datasets}` went to the same recipients")),
        };
        let (zh, en) = (format!("`{datasets}`{zh}未载明：{{0}}条"), format!("{en} is not stated: {{0}} items"));
        Some(say(&zh, &en, &[count.items]))
    });
    said.collect()
}

fn steps(about: &About<'_>, counting: &book::Counting, contribution: &Contribution) -> Vec<CountStep> {
    let mut steps = Vec::new();
    steps.extend(taken_off(about, counting, contribution));
    if let Some(rule) = counting.each_recipient.as_ref().filter(|_| contribution.passed_on.max > 0) {
        let text = say(
            "向{0}个不同对象出售、提供，合计{1}条",
            "passed on to {0} distinct recipients, {1} items in all",
            &[contribution.recipients, contribution.passed_on],
        );
        steps.push(CountStep { place: rule.place.clone(), text, items: contribution.passed_on, of: StepOf::Adds });
    }
    if let Some(rule) = counting.once.as_ref().filter(|_| contribution.obtained.max > 0) {
        let rest = never_passed_on(contribution);
        let text = if contribution.passed_on.max > 0 {
            say(
                "非法获取{0}条，其中已按出售、提供计算的不再重复计算",
                "{0} items obtained; those already counted as passed on are not counted again",
                &[contribution.obtained],
            )
        } else {
            say("非法获取{0}条，计算一次", "{0} items obtained, counted once", &[contribution.obtained])
        };
        steps.push(CountStep { place: rule.place.clone(), text, items: rest, of: StepOf::Adds });
    }
    steps
}

/// What comes off first, rule by rule; where nothing does, that the items count as stated.
fn taken_off(about: &About<'_>, counting: &book::Counting, contribution: &Contribution) -> Vec<CountStep> {
    let mut left = contribution.gross;
    let mut each = contribution.less.iter();
    let mut steps = Vec::new();
    for rule in &counting.less {
        let facts: Vec<_> = rule.facts.iter().zip(each.by_ref()).filter(|(_, less)| less.max > 0).collect();
        let less = facts.iter().fold(Range::ZERO, |sum, (_, less)| sum + **less);
        if facts.is_empty() {
            continue;
        }
        let labels = facts.iter().map(|(fact, _)| &about.book.vocabulary.fact(**fact).label);
        let (zh, en): (Vec<&str>, Vec<&str>) = labels.map(|label| (label.zh.as_str(), label.en.as_str())).unzip();
        let text = say(
            &format!("{{0}}条，扣除{{1}}条（{}）", zh.join("、")),
            &format!("{{0}} items, less {{1}} ({})", en.join(", ")),
            &[left, less],
        );
        let of = StepOf::Left { before: left, less };
        left = (left - less).not_below_zero();
        steps.push(CountStep { place: rule.place.clone(), text, items: left, of });
    }
    if let Some(rule) = counting.less.last().filter(|_| steps.is_empty()) {
        let text = say("按查获或者载明的{0}条认定", "{0} items as seized or stated", &[left]);
        let of = StepOf::Left { before: left, less: Range::ZERO };
        steps.push(CountStep { place: rule.place.clone(), text, items: left, of });
    }
    steps
}

/// What was obtained and did not count as passed on: the rest of the count.
fn never_passed_on(contribution: &Contribution) -> Range {
    let (items, passed_on) = (contribution.items, contribution.passed_on);
    if items.is_unbounded() || passed_on.is_unbounded() {
        return Range { min: 0, max: contribution.obtained.max };
    }
    let least = (items.min - passed_on.min).max(0);
    let most = (items.max - passed_on.max).max(0);
    Range { min: least.min(most), max: least.max(most) }
}
