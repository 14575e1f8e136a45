//! Probation: whether it can be had, and why.

use super::Rules;
use crate::explain::findings::Reachable;
use crate::explain::label;
use crate::explain::sentencing::{Probation, ProbationReason, ProbationStatus};
use crate::law::book::Months;
use crate::law::book::sentencing::{ProbationRule, SentencingRule};
use crate::law::vocabulary::Label;
use crate::truth::Truth;

pub(super) fn probation(rules: &Rules<'_>, reachable: &Reachable) -> Option<Probation> {
    let terms = reachable.terms()?;
    let ceiling = rules.possible().find_map(|(_, rule, _)| match rule.rule {
        SentencingRule::ProbationUpTo(months) => Some((rule, months)),
        _ => None,
    });
    let (rule, ceiling) = ceiling?;
    let (reached, note) = reaches(terms, ceiling);
    let (place, text) = (rule.place.clone(), rule.text.clone());
    let mut reasons = vec![ProbationReason { place, text, rule: None, status: reached, note }];
    let mut status = reached;
    for (_, rule, holds) in rules.all() {
        let SentencingRule::Probation(does) = rule.rule else { continue };
        match does {
            ProbationRule::If => status = status.and(holds),
            ProbationRule::Never => status = status.and(!holds),
            ProbationRule::Shall | ProbationRule::Usual | ProbationRule::Unusual => {}
        }
        if holds.possible() || does == ProbationRule::If {
            let (place, text) = (rule.place.clone(), rule.text.clone());
            reasons.push(ProbationReason { place, text, rule: Some(does), status: holds, note: None });
        }
    }
    let status = match status {
        Truth::Established => ProbationStatus::Eligible,
        Truth::Excluded => ProbationStatus::Excluded,
        Truth::Open => ProbationStatus::ToBeJudged,
    };
    let periods = if status == ProbationStatus::Excluded { Vec::new() } else { periods(rules, reachable, ceiling) };
    Some(Probation { status, reasons, ceiling, periods })
}

/// Whether the term can be short enough, and when.
fn reaches((least, most): Months, ceiling: u16) -> (Truth, Option<Label>) {
    if most <= ceiling {
        return (Truth::Established, None);
    }
    match least.cmp(&ceiling) {
        std::cmp::Ordering::Greater => (Truth::Excluded, None),
        std::cmp::Ordering::Equal => {
            let zh = format!("仅在恰好判处{ceiling}个月时");
            (Truth::Open, Some(label(zh, format!("only at exactly {ceiling} months"))))
        }
        std::cmp::Ordering::Less => {
            let zh = format!("仅在判处{ceiling}个月以下时");
            (Truth::Open, Some(label(zh, format!("only at {ceiling} months or less"))))
        }
    }
}

/// How long probation lasts: from the term, and no shorter than the rule says.
fn periods(
    rules: &Rules<'_>,
    reachable: &Reachable,
    ceiling: u16,
) -> Vec<(crate::place::Place, crate::law::book::Text, bool, Months)> {
    let periods = rules.possible().filter_map(|(_, rule, _)| {
        let SentencingRule::ProbationPeriod { imprisonment, months: (least, most) } = rule.rule else { return None };
        let band = &reachable.band;
        let (shortest, _) = if imprisonment { band.imprisonment? } else { band.detention? };
        let months = (least.max(shortest), most);
        (shortest <= ceiling).then(|| (rule.place.clone(), rule.text.clone(), imprisonment, months))
    });
    periods.collect()
}
