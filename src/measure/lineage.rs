//! Lineage: which datasets were made from which.

use crate::case::facts::Case;

/// How the datasets of a case go back to each other.
pub(super) struct Lineage {
    /// For each dataset, the body it belongs to: the least position among the datasets it is connected with.
    pub(super) bodies: Vec<usize>,
    /// For each dataset, the datasets of no further origin that it goes back to, ascending.
    pub(super) origins: Vec<Vec<usize>>,
}

impl Lineage {
    pub(super) fn of(case: &Case) -> Self {
        let count = case.datasets.len();
        let mut bodies: Vec<usize> = (0..count).collect();
        let mut origins: Vec<Vec<usize>> =
            (0..count).map(|at| if case.datasets[at].from.is_empty() { vec![at] } else { Vec::new() }).collect();
        // Lineage has no circles, so as many rounds as there are datasets settle it; most cases need one or two.
        for _ in 0..count {
            let before = (bodies.clone(), origins.clone());
            for (dataset, facts) in case.datasets.iter().enumerate() {
                for &source in &facts.from {
                    let least = bodies[dataset].min(bodies[source]);
                    (bodies[dataset], bodies[source]) = (least, least);
                    let more: Vec<usize> = origins[source].clone();
                    origins[dataset].extend(more);
                    origins[dataset].sort_unstable();
                    origins[dataset].dedup();
                }
            }
            if (&bodies, &origins) == (&before.0, &before.1) {
                break;
            }
        }
        Self { bodies, origins }
    }
}
