//! Rules on the sentence: steps that come after the program and take what it gives.

use super::grounds::Grounds;
use crate::law::book::Predicate;
use crate::law::book::sentencing::{Sentencing, SentencingRule};
use crate::program::{Sentenced, TruthId};

/// Every rule on the sentence of an offence, whose circumstances stand at these truths of the program.
pub(super) fn sentencing(law: &[Sentencing], circumstances: &[TruthId], grounds: &mut Grounds<'_>) -> Vec<Sentenced> {
    let quantities: Vec<_> = law
        .iter()
        .map(|rule| match &rule.rule {
            SentencingRule::Increment { beyond: Some((_, ground)), .. } => {
                grounds.ground(*ground).compared.map(|compared| compared.quantity)
            }
            _ => None,
        })
        .collect();
    grounds.after_the_program(|grounds| {
        law.iter()
            .zip(quantities)
            .map(|(rule, quantity)| {
                let there: Vec<TruthId> = rule.circumstances.iter().map(|at| circumstances[*at]).collect();
                let status = grounds.sentencing(&rule.predicate, &there);
                let invoked = invoked(&rule.predicate);
                let if_invoked = (invoked != rule.predicate).then(|| grounds.sentencing(&invoked, &there));
                Sentenced { status, quantity, if_invoked }
            })
            .collect()
    })
}

/// The same, with every residual clause in it invoked.
pub(super) fn invoked(predicate: &Predicate) -> Predicate {
    predicate.clone().map(&|predicate| match predicate {
        Predicate::Residual { .. } => Predicate::Always(true),
        other => other,
    })
}
