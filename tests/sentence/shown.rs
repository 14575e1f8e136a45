//! The sentence as it is shown, on every case and draft that is shipped: each step of the reference range with its own
//! effect and its own result, the total once at the end; and a unit never with a term, in any output.

use gravamen::case::day::date_of;
use gravamen::case::facts::Case;
use gravamen::engine::{Engine, Settings};
use gravamen::explain::findings::{Analysis, Charge};
use gravamen::explain::reasoning::Reasoning;
use gravamen::explain::sentencing::{GradeGuidance, StepKind};
use gravamen::law::book::Band;
use gravamen::measure::is_unit;
use gravamen::papers::{self, Material};
use gravamen::render::{json, paper_markdown, table};
use gravamen::report::explain::{View, explain};
use gravamen::report::words::{Language, Names, Words};
use gravamen::report::{Detail, analysis, board};
use jiff::civil::{Date, date};

use crate::evaluation::support::{case, engine};
use crate::shipped::files;

/// The day whose law applies to a case that has no day of judgment.
const LATEST: Date = date(2026, 6, 1);

const WIDTH: usize = 160;

fn each(mut check: impl FnMut(&str, &Engine, &Case, &Reasoning)) {
    for (name, text) in files("cases", "toml").into_iter().chain(files("cases/drafts", "toml")) {
        let day = case(&text, LATEST).judged.map_or(LATEST, |day| date_of(day.max));
        let read = case(&text, day);
        let reasoning = engine(day).reason(&read, &Settings::default()).expect("a reasoning");
        check(&name, engine(day), &read, &reasoning);
    }
}

fn words(engine: &Engine, case: &Case) -> Words {
    Words::naming(Language::Zh, Names::of_case(&engine.book, case))
}

/// The same with one person alone.
fn alone(reasoning: &Reasoning, at: usize) -> Reasoning {
    let persons = vec![reasoning.analysis.persons[at].clone()];
    let analysis = Analysis { persons, ..reasoning.analysis.clone() };
    Reasoning { analysis, persons: vec![reasoning.persons[at].clone()] }
}

/// Whether a step has a result of its own: what is left to the court, or counted with another factor, has none.
fn has_result(kind: &StepKind) -> bool {
    match kind {
        StepKind::LeftToTheCourt => false,
        StepKind::NoFigure { more } => !more,
        StepKind::Factor { absorbed_by, .. } => absorbed_by.is_none(),
        StepKind::Start | StepKind::Increment(_) | StepKind::Judge(_) | StepKind::Clipped(_) => true,
    }
}

fn in_order(name: &str, guidance: &GradeGuidance) {
    let steps = &guidance.steps;
    assert_eq!(steps[0].kind, StepKind::Start, "{name}");
    for step in steps {
        assert_eq!(step.after.is_some(), has_result(&step.kind), "{name}: {step:?}");
    }
    let last = steps.iter().rev().find_map(|step| step.after);
    assert_eq!(last, Some(guidance.adjusted), "{name}: the last result is the total");
}

#[test]
fn each_step_of_the_reference_range_shows_its_own_result_and_the_total_stands_once_at_the_end() {
    let mut guided = 0;
    each(|name, engine, case, reasoning| {
        let words = words(engine, case);
        for at in 0..reasoning.analysis.persons.len() {
            let one = alone(reasoning, at);
            let charges = &one.analysis.persons[0].charges;
            let all: Vec<&GradeGuidance> = charges.iter().flat_map(|charge| &charge.sentencing.grades).collect();
            all.iter().for_each(|guidance| in_order(name, guidance));
            guided += all.len();
            let text = table::render(&analysis(&one.analysis, &words, Detail::Full), WIDTH, false);
            let lines: Vec<&str> = text.lines().collect();
            let heads = lines.iter().filter(|line| line.trim_start().starts_with("量刑参考步骤")).count();
            let totals = lines.iter().filter(|line| line.trim_start().starts_with("合计")).count();
            assert_eq!(heads, totals, "{name}\n{text}");
        }
    });
    assert!(guided > 20, "{guided} reference ranges");
}

fn no_term(band: &Band) -> bool {
    band.imprisonment.is_none() && band.detention.is_none() && band.control.is_none() && !band.life
}

fn of_a_unit(name: &str, charge: &Charge) {
    let bands = charge.band.iter().chain(charge.bands.iter().map(|(_, band)| band));
    for band in bands.chain(charge.reachable.iter().map(|reachable| &reachable.band)) {
        assert!(no_term(band), "{name}: {band:?}");
    }
    let found = &charge.sentencing;
    assert!(found.grades.is_empty() && found.probation.is_none() && found.below_lowest.is_empty(), "{name}");
}

/// The penalties that no unit can serve, as a reader is told of them with their length.
const TERMS: [&str; 4] = ["有期徒刑", "拘役", "管制", "缓刑"];

#[test]
fn a_unit_is_shown_no_term_in_any_output() {
    let mut units = 0;
    each(|name, engine, case, reasoning| {
        let settings = Settings::default();
        let assignment = engine.assignment(&settings).expect("an assignment");
        let gaps = engine.gaps(case, &settings).expect("gaps");
        let material = Material { case, book: &engine.book, reasoning, gaps: &gaps, made: &[] };
        let proposals = papers::write(papers::Kind::Sentencing, &material, Language::Zh);
        for (at, person) in case.accused().enumerate() {
            if !is_unit(case, &engine.book.vocabulary, &assignment, person).certain() {
                continue;
            }
            units += 1;
            let (one, words) = (alone(reasoning, at), words(engine, case));
            one.analysis.persons[0].charges.iter().for_each(|charge| of_a_unit(name, charge));
            let brief = table::render(&analysis(&one.analysis, &words, Detail::Brief), WIDTH, false);
            let why = table::render(&explain(&one, &View::default(), &words), WIDTH, false);
            let page = format!("{:?}", board::cards(&one.analysis, &words));
            // Below every grade no sentence is proposed, and the form stays blank.
            let reached = one.analysis.persons[0].charges.iter().any(|charge| charge.reachable.is_some());
            let paper = if reached { paper_markdown::render(&proposals[at]) } else { String::new() };
            for (output, text) in [("analyze", brief), ("explain", why), ("page", page), ("paper", paper)] {
                let shown: Vec<&str> = TERMS.into_iter().filter(|term| text.contains(term)).collect();
                assert!(shown.is_empty(), "{output} of {name}: {shown:?}\n{text}");
            }
            let data = json::analysis(&one.analysis, Detail::Full);
            for charge in data["persons"][0]["charges"].as_array().expect("charges") {
                for key in ["imprisonment_months", "detention_months", "control_months"] {
                    let months = |of: &str| charge[of].is_null() || charge[of][key].is_null();
                    assert!(months("band") && months("reachable"), "{name}: {charge}");
                }
            }
        }
    });
    assert!(units >= 4, "{units} units");
}
