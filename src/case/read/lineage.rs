//! Datasets that would come from themselves.

use super::Reader;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

impl Reader<'_> {
    /// An error for a circle of `from`, at each reference of the circle.
    pub fn circular_lineage(&mut self) {
        let Some(circle) = circle(self.case.datasets.len(), &self.spans.lineage) else { return };
        let names: Vec<String> =
            circle.iter().map(|(dataset, ..)| format!("`{}`", self.case.datasets[*dataset].id)).collect();
        let Some(first) = circle.first() else { return };
        let first_name = &names[0];
        let message = match names.as_slice() {
            [one] => format!("the dataset {one} is said to come from itself"),
            _ => format!("the lineage of datasets runs in a circle: {} → {first_name}", names.join(" → ")),
        };
        let label = |(dataset, from, _): &(usize, usize, Span)| {
            format!("`{}` from `{}`", self.case.datasets[*dataset].id, self.case.datasets[*from].id)
        };
        let error = Diagnostic::error("circular-lineage", first.2, message).at_fault(label(first));
        let error = circle.iter().skip(1).fold(error, |error, reference| error.also(reference.2, label(reference)));
        self.log.push(error.help("`from` names what a dataset was made from; leave out the reference that goes back"));
    }
}

/// Some circle among the references, each a dataset, the one it comes from, and the place.
pub(super) fn circle(datasets: usize, references: &[(usize, usize, Span)]) -> Option<Vec<(usize, usize, Span)>> {
    let mut waiting = vec![0usize; datasets];
    let mut derived: Vec<Vec<usize>> = vec![Vec::new(); datasets];
    for (dataset, from, _) in references {
        waiting[*dataset] += 1;
        derived[*from].push(*dataset);
    }
    let mut ready: Vec<usize> = (0..datasets).filter(|&dataset| waiting[dataset] == 0).collect();
    while let Some(dataset) = ready.pop() {
        for &next in &derived[dataset] {
            waiting[next] -= 1;
            if waiting[next] == 0 {
                ready.push(next);
            }
        }
    }
    // What still waits comes from something that waits too, so walking back must meet itself.
    let mut back = vec![None; datasets];
    for reference in references.iter().rev().filter(|(dataset, from, _)| waiting[*dataset] > 0 && waiting[*from] > 0) {
        back[reference.0] = Some(*reference);
    }
    let mut seen = vec![false; datasets];
    let mut at = (0..datasets).find(|&dataset| waiting[dataset] > 0)?;
    while !std::mem::replace(&mut seen[at], true) {
        at = back[at]?.1;
    }
    let start = at;
    let mut circle = Vec::new();
    loop {
        let reference = back[at]?;
        circle.push(reference);
        at = reference.1;
        if at == start {
            return Some(circle);
        }
    }
}
