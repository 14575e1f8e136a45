//! What lawyers look for in a proposal: do its witnesses say what it says of them, is it within its level, which
//! leniency does it take away, is every item still reachable, do figures and bands follow each other, and does it move
//! outcomes the way that it declares.

use jiff::civil::Date;

use super::lint;
use super::trial::{Bench, Outcome, embedded_witnesses};
use super::{LawFile, Laws};
use crate::case::Override;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::law::book::{Direction, LawBook};
use crate::place::Place;
use crate::quantity::Ratio;
use crate::span::Sources;
use crate::syntax::tree::{self, ProposalPart, Setting};

/// What a check of a proposal found.
#[derive(Clone, Debug, Default)]
pub struct CheckedProposal {
    /// Its name.
    pub name: String,
    /// How many of its witnesses came out as it says.
    pub held: usize,
    /// How many it has.
    pub witnesses: usize,
    /// What is wrong, and what to look at.
    pub diagnostics: Diagnostics,
}

/// Checks a proposal against the law as it is, on the witness cases that come with the program and on these.
///
/// # Errors
///
/// The proposal cannot be taken in at all.
pub fn check(laws: &Laws, sources: &Sources, name: &str, more: &[LawFile]) -> Result<CheckedProposal, Diagnostics> {
    let amended = laws.with(sources, &[name], &[])?;
    let Some(tree) = laws.tree(name) else { return Ok(CheckedProposal::default()) };
    let cases: Vec<LawFile> = embedded_witnesses().into_iter().chain(more.iter().cloned()).collect();
    let mut base = Bench::new(sources, laws.clone());
    let mut here = Bench::new(sources, amended);
    let mut checked = CheckedProposal { name: name.to_owned(), ..CheckedProposal::default() };
    let before = base.engine(Date::MAX)?.book.clone();
    let after = here.engine(Date::MAX)?.book.clone();
    let comparison = after.proposals.iter().any(|proposal| proposal.comparison);
    witnesses(laws, sources, tree, &cases, &mut base, &mut checked);
    if !comparison {
        checked.diagnostics.extend(lint::level(tree, &before, &after));
        checked.diagnostics.extend(lint::complete(tree, &before, &after));
    }
    checked.diagnostics.extend(lint::reachable(tree, &before, &after));
    checked.diagnostics.extend(lint::steps(tree, &before, &after));
    if !comparison {
        checked.diagnostics.extend(defeated(laws, sources, tree, &before, &cases, &mut base, &mut here)?);
        checked.diagnostics.extend(direction(tree, &before, &after, &cases, &mut base, &mut here));
    }
    Ok(checked)
}

/// Each witness under both laws.
fn witnesses<'s>(
    laws: &Laws,
    sources: &'s Sources,
    tree: &tree::Proposal,
    cases: &[LawFile],
    base: &mut Bench<'s>,
    checked: &mut CheckedProposal,
) {
    for part in &tree.parts {
        let ProposalPart::Witness(witness) = part else { continue };
        checked.witnesses += 1;
        let Some(file) = cases.iter().find(|file| file.name == witness.case.node) else {
            let message = format!("no witness case is called `{}`", witness.case.node);
            let names = cases.iter().map(|file| file.name.as_str());
            let help = crate::suggest::did_you_mean(&witness.case.node, names);
            let unknown = Diagnostic::error("unknown-case", witness.case.span, message).maybe_help(help);
            checked.diagnostics.push(unknown.at_fault("no such file among the witness cases"));
            continue;
        };
        let (choices, parameters) = settings(witness);
        let amended = match laws.with(sources, &[tree.name.node.as_str()], &parameters) {
            Ok(amended) => amended,
            Err(wrong) => {
                checked.diagnostics.extend(wrong);
                continue;
            }
        };
        let mut here = Bench::new(sources, amended);
        let mut holds = true;
        for (bench, said, side) in [(&mut *base, &witness.base, "as it is"), (&mut here, &witness.here, "as amended")] {
            let of = said
                .of
                .as_ref()
                .map(|place| Place { instrument: place.instrument.node.clone(), path: place.path.node.clone() });
            match bench.outcome(file, &choices, &[], of.as_ref()) {
                Ok(Outcome { grade: found, .. }) => {
                    if found != said.grade.node {
                        holds = false;
                        let (case, expected) = (&file.name, &said.grade.node);
                        let message = format!("`{case}` under the law {side}: expected {expected}, found {found}");
                        let wrong = Diagnostic::error("witness", said.grade.span, message);
                        let wrong = wrong.at_fault("this is not what comes out");
                        let meant = bench.no_grade(expected);
                        let stopped = match meant {
                            Some(_) => Vec::new(),
                            None => bench.stopped(file, &choices, of.as_ref(), expected).unwrap_or_default(),
                        };
                        let wrong = stopped.into_iter().fold(wrong, Diagnostic::note);
                        checked.diagnostics.push(wrong.maybe_help(meant));
                    }
                }
                Err(wrong) => {
                    holds = false;
                    for problem in wrong {
                        let message = format!("`{}` cannot be tried: {}", file.name, problem.message);
                        let wrong = Diagnostic::error("witness", witness.case.span, message);
                        checked.diagnostics.push(wrong.maybe_help(problem.help));
                    }
                }
            }
        }
        checked.held += usize::from(holds);
    }
}

type Choices = Vec<(String, String)>;
type Parameters = Vec<(String, Ratio)>;

/// The choices and the parameters that a witness sets.
fn settings(witness: &tree::Witness) -> (Choices, Parameters) {
    let (mut choices, mut parameters) = (Vec::new(), Vec::new());
    for (name, setting) in &witness.under {
        match setting {
            Setting::Option(option) => choices.push((name.node.clone(), option.node.clone())),
            Setting::Number(value) => parameters.push((name.node.clone(), value.node)),
        }
    }
    (choices, parameters)
}

/// Leniencies that no longer help: cases that a special article keeps below every grade, and the proposal does not.
fn defeated(
    laws: &Laws,
    sources: &Sources,
    tree: &tree::Proposal,
    before: &LawBook,
    cases: &[LawFile],
    base: &mut Bench<'_>,
    here: &mut Bench<'_>,
) -> Result<Diagnostics, Diagnostics> {
    let mut found = Diagnostics::new();
    let declared: Vec<Place> = tree
        .parts
        .iter()
        .filter_map(|part| match part {
            ProposalPart::Defeats { place, .. } => {
                Some(Place { instrument: place.instrument.node.clone(), path: place.path.node.clone() })
            }
            _ => None,
        })
        .collect();
    let mut places: Vec<Place> =
        before.offences.iter().flat_map(|offence| &offence.governs).map(|governs| governs.place.clone()).collect();
    places.sort();
    places.dedup();
    for place in places {
        if declared.iter().any(|declared| place.within(declared)) {
            continue;
        }
        let without = laws.without_governs(sources, &place)?;
        let mut without = Bench::new(sources, without);
        let mut caught = Vec::new();
        for file in cases {
            let graded = |bench: &mut Bench<'_>| {
                bench.outcome(file, &[], &[], None).ok().and_then(|found| found.months).map(|months| months > 0)
            };
            let saved = graded(base) == Some(false) && graded(&mut without) == Some(true);
            if saved && graded(here) == Some(true) {
                caught.push(format!("`{}`", file.name));
            }
        }
        if !caught.is_empty() {
            let message = format!("`{place}` lets {} go, and the proposal punishes it all the same", caught.join(", "));
            let silent = Diagnostic::warning("leniency-defeated", tree.name.span, message)
                .at_fault("this leniency no longer helps")
                .help(format!("except it, or write `defeats {place}` with the reason"));
            found.push(silent);
        }
    }
    Ok(found)
}

/// Whether outcomes move the way that is declared, on every case and around every figure.
fn direction(
    tree: &tree::Proposal,
    before: &LawBook,
    after: &LawBook,
    cases: &[LawFile],
    base: &mut Bench<'_>,
    here: &mut Bench<'_>,
) -> Diagnostics {
    let Some((declared, span)) = tree.parts.iter().find_map(|part| match part {
        ProposalPart::Direction(direction) => {
            Some((Direction::ALL.iter().find(|(_, name)| *name == direction.node)?.0, direction.span))
        }
        _ => None,
    }) else {
        return Diagnostics::new();
    };
    if declared == Direction::Both {
        return Diagnostics::new();
    }
    let bands = lint::bands(declared, before, after);
    if !bands.is_empty() {
        let wrong = bands.into_iter().map(|message| {
            Diagnostic::error("direction", span, message)
                .at_fault("this does not hold")
                .help(format!("write `direction {}`", Direction::Both.name()))
        });
        return wrong.collect();
    }
    let figures = lint::figures(before, after);
    for file in cases {
        for overrides in variants(&base.datasets(file).unwrap_or_default(), &figures) {
            let of = |bench: &mut Bench<'_>| bench.outcome(file, &[], &overrides, None).ok();
            let (Some(was), Some(is)) = (of(base), of(here)) else { continue };
            if contradicts(declared, &was, &is) {
                let with: Vec<String> = overrides.iter().map(|one| format!("{}={}", one.path, one.value)).collect();
                let with = if with.is_empty() { String::new() } else { format!(" with {}", with.join(", ")) };
                let message = format!(
                    "declared {}, but `{}`{with} goes from {} to {}",
                    declared.name(),
                    file.name,
                    was.grade,
                    is.grade
                );
                let wrong = Diagnostic::error("direction", span, message).at_fault("this does not hold");
                return vec![wrong.help(format!("write `direction {}`", Direction::Both.name()))];
            }
        }
    }
    Diagnostics::new()
}

fn contradicts(declared: Direction, was: &Outcome, is: &Outcome) -> bool {
    let (Some(before), Some(after)) = (was.months, is.months) else { return false };
    match declared {
        Direction::Stricter => after < before,
        Direction::Milder => after > before,
        Direction::Neutral => after != before || was.grade != is.grade,
        Direction::Both => false,
    }
}

/// A case as it is, and with each of these figures, and one less, for the items of each of its datasets.
fn variants(datasets: &[String], figures: &[i128]) -> Vec<Vec<Override>> {
    let mut all = vec![Vec::new()];
    for id in datasets {
        for figure in figures {
            for value in [figure - 1, *figure] {
                let path = format!("dataset.{id}.items");
                all.push(vec![Override { path, value: value.to_string() }]);
            }
        }
    }
    all
}
