//! Sweeps: the points of change are those that trying every value gives.

use gravamen::engine::{Engine, Laws, embedded_law};
use gravamen::place::Place;
use gravamen::quantity::Ratio;
use gravamen::range::Number;
use gravamen::span::Sources;
use gravamen::study::scale::{Scale, Standing};
use gravamen::study::sweep::{Axis, Levels, distribution, one_way, sweep};
use gravamen::study::verdict;

use super::{assignment, side};
use crate::evaluation::support::{JUDGED, case, engine};

/// A threshold of the shipped law over cases of so many items of one kind.
struct Threshold {
    place: Place,
    sources: Sources,
    laws: Laws,
    kind: &'static str,
    items: Vec<u32>,
    /// Whether to say that the number enters one way only.
    said: Option<bool>,
}

impl Threshold {
    fn of(place: &str, kind: &'static str, items: &[u32]) -> Self {
        let mut sources = Sources::default();
        let laws = Laws::parse(embedded_law(), &mut sources);
        let place = Place::parse(place).expect("a place");
        Self { place, sources, laws, kind, items: items.to_vec(), said: None }
    }

    fn engine(&self, value: Number) -> Engine {
        let laws = self
            .laws
            .with_threshold(&self.sources, &self.place, Ratio::from_integer(value))
            .expect("a figure to replace");
        Engine::new(laws.book(&self.sources, JUDGED).expect("a law").0).expect("a program")
    }
}

impl Axis for Threshold {
    type Error = ();

    fn standings(&mut self, value: Number, rows: &[usize]) -> Result<Vec<Standing>, ()> {
        let engine = self.engine(value);
        let assignment = assignment(&engine, &[]);
        let side = side(&engine, &assignment);
        let scale = Scale::of([side].into_iter());
        let stand = |&row: &usize| {
            let text = format!(
                "person = [{{ id = \"p\" }}]\ndataset = [{{ id = \"d\", contains = [\"{}\"], items = {} }}]\n\
                 act = [{{ id = \"a\", by = [\"p\"], does = \"steal\", dataset = \"d\", on = 2022-03-01 }}]",
                self.kind, self.items[row]
            );
            scale.standing(&side, &verdict(&case(&text, JUDGED), &side, 0), None, false)
        };
        Ok(rows.iter().map(stand).collect())
    }

    fn one_way(&mut self, from: Number, until: Number) -> Result<bool, ()> {
        Ok(self.said.unwrap_or_else(|| one_way(&self.engine(from).program, &self.engine(until).program)))
    }
}

#[test]
fn the_points_of_change_are_those_that_every_value_gives() {
    let items = [5, 9, 10, 49, 77, 400];
    let mut axis = Threshold::of("fs-2017-10/5.1.3", "whereabouts", &items);
    let found = sweep(&mut axis, (5, 60), items.len()).expect("a sweep");
    assert!(found.exhausted);
    let everyone: Vec<usize> = (0..items.len()).collect();
    let mut levels = |value| -> Vec<Levels> {
        axis.standings(value, &everyone).expect("standings").iter().map(|one| (one.least, one.most)).collect()
    };
    let mut before = levels(5);
    assert_eq!(found.start, before);
    let mut expected = Vec::new();
    for value in 6..=60 {
        let now = levels(value);
        expected.extend((0..items.len()).filter(|&row| now[row] != before[row]).map(|row| (value, row, now[row])));
        before = now;
    }
    assert_eq!(found.breaks.iter().map(|one| (one.at, one.row, one.after)).collect::<Vec<_>>(), expected);
    // 49 items are serious up to a threshold of 49, and 400 especially serious up to one of 40.
    assert!(found.breaks.iter().any(|one| one.at == 50 && one.row == 3));
    assert!(found.breaks.iter().any(|one| one.at == 41 && one.row == 5));
}

#[test]
fn a_threshold_enters_one_way_and_the_other_search_agrees() {
    let items = [8, 30, 300];
    let mut axis = Threshold::of("fs-2017-10/5.1.4", "health", &items);
    assert_eq!(axis.one_way(5, 400), Ok(true));
    let halved = sweep(&mut axis, (5, 64), items.len()).expect("a sweep");
    axis.said = Some(false);
    let each = sweep(&mut axis, (5, 64), items.len()).expect("a sweep");
    assert_eq!((halved.breaks, each.breaks.len()), (each.breaks.clone(), each.breaks.len()));
    assert!(each.exhausted && !each.breaks.is_empty());
}

#[test]
fn laws_that_ask_other_questions_do_not_count_as_one_way() {
    let (one, other) = (engine(JUDGED), engine(jiff::civil::date(2010, 1, 1)));
    assert!(one_way(&one.program, &one.program));
    assert!(!one_way(&one.program, &other.program));
}

#[test]
fn the_distribution_always_counts_everyone() {
    let items = [5, 12, 49, 77, 400];
    let mut axis = Threshold::of("fs-2017-10/5.1.3", "whereabouts", &items);
    let found = sweep(&mut axis, (5, 60), items.len()).expect("a sweep");
    let steps = distribution(&found);
    assert!(steps.len() > 2 && steps.windows(2).all(|two| two[0].0 < two[1].0));
    assert!(steps.iter().all(|(_, counts)| counts.values().sum::<usize>() == items.len()));
}
