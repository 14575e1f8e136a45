//! `gravamen witness`: the smallest case on which two laws differ.

use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use super::Ending;
use super::failure::Failure;
use super::output::{self, Format, Output};
use super::sides::{Sides, Spec};
use crate::case::facts::Case;
use crate::place::Place;
use crate::render::json_study;
use crate::report::compare::level;
use crate::report::words::{Language, Names, Words};
use crate::study::Side;
use crate::study::scale::{Scale, Standing};
use crate::study::standing;
use crate::study::witness::{Kind, Search, Shape, Wanted, Witness, about_consequences, blank, search};

/// Which laws, and what is looked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The two laws: `base`, a proposal, `CHOICE=VALUE` or a day, several joined by `+`
    #[arg(long, required = true, num_args = 2, value_names = ["A", "B"], value_parser = Spec::read)]
    between: Vec<Spec>,
    /// Asks for a case that reaches this grade under one of them
    #[arg(long, value_name = "GRADE")]
    grade: Option<String>,
    /// Looks at one offence alone, such as cl/253-1
    #[arg(long, value_name = "PLACE")]
    offence: Option<String>,
    /// One case for each kind of change, instead of the smallest alone
    #[arg(long)]
    all_kinds: bool,
    /// How many acts a case may have at most
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=4))]
    acts: u8,
    /// How many amounts may be above their least at most
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=4))]
    amounts: u8,
    /// How many regions of facts are looked at before giving up
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    most: usize,
    /// The day whose law applies, where a law names none; by default today
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// By default the case files as text on a terminal, and data on a pipe
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let mut sides = Sides::new(laws, &arguments.between, arguments.as_of, false)?;
    let days = sides.on_their_days()?;
    let both: [Side<'_>; 2] = [sides.side(0, &days[0]), sides.side(1, &days[1])];
    let scale = Scale::of(both.into_iter());
    let offence = arguments.offence.as_deref().map(|text| sides.offence(text)).transpose()?;
    let wanted_level = arguments.grade.as_deref().map(|name| level_named(&scale, name)).transpose()?;
    let mut found = Search { exhausted: true, ..Search::default() };
    let mut bounds = Bounds { acts: 1, amounts: 1 };
    let consequences = about_consequences(both);
    let steps = steps(arguments.acts.into(), arguments.amounts.into());
    for (shape, amounts) in steps.into_iter().filter(|(shape, _)| consequences || !shape.consequence) {
        let wanted = Wanted {
            offence: offence.as_ref(),
            level: wanted_level,
            all_kinds: arguments.all_kinds,
            amounts,
            most: arguments.most,
            known: found.witnesses.iter().filter_map(kind).collect(),
        };
        bounds = Bounds { acts: bounds.acts.max(shape.acts), amounts: bounds.amounts.max(amounts) };
        let case = sides.read_text(&blank(both, shape), days[0].0)?;
        let more = search(&case, both, &scale, &wanted);
        found.witnesses.extend(more.witnesses);
        found.looked += more.looked;
        found.exhausted &= more.exhausted;
        if !found.witnesses.is_empty() && !arguments.all_kinds {
            break;
        }
    }
    let held = found.witnesses.len();
    let read = |witness: &Witness| sides.read_text(&witness.text, days[0].0);
    let holds =
        |witness: &Witness| read(witness).is_ok_and(|case| holds(&case, &scale, both, witness, offence.as_ref()));
    found.witnesses.retain(holds);
    // What does not hold as a file was a case that no file can state: it says nothing, and leaves the search open.
    found.exhausted &= found.witnesses.len() == held;
    let names = [arguments.between[0].text.as_str(), arguments.between[1].text.as_str()];
    if arguments.format.unwrap_or_else(Format::by_default) == Format::Json {
        output::print(&format!("{:#}\n", json_study::witness(&found, &scale, names, (bounds.acts, bounds.amounts))))?;
    } else {
        output::print(&text(
            &found,
            &scale,
            names,
            &bounds,
            &output.words(Names::of_law(both[1].book).with(Names::of_law(both[0].book))),
        ))?;
    }
    Ok(Ending::Done)
}

/// How large the cases were that were looked through.
struct Bounds {
    acts: usize,
    amounts: usize,
}

/// What is looked through, smaller cases first.
fn steps(acts: usize, amounts: usize) -> Vec<(Shape, usize)> {
    let mut steps = Vec::new();
    for amounts in 1..=amounts {
        for acts in 1..=acts {
            for consequence in [false, true].into_iter().take(if acts == 1 { 2 } else { 1 }) {
                let shape = |datasets| Shape { acts, datasets, consequence };
                steps.extend((1..=acts.min(amounts)).map(|datasets| (shape(datasets), amounts)));
            }
        }
    }
    steps
}

fn level_named(scale: &Scale, name: &str) -> Result<usize, Failure> {
    let names = || scale.levels.iter().map(|level| level.name.as_str());
    names().position(|known| known == name).ok_or_else(|| {
        Failure::Usage(format!("no grade is called `{name}`; they are {}", names().collect::<Vec<_>>().join(", ")))
    })
}

fn kind(witness: &Witness) -> Option<Kind> {
    Kind::of(&witness.before, &witness.after)
}

/// Runs the case that is about to be shown under both laws: a witness that does not hold is never shown.
fn holds(case: &Case, scale: &Scale, both: [Side<'_>; 2], witness: &Witness, offence: Option<&Place>) -> bool {
    let [one, other] = both.map(|side| standing(case, &side, 0, scale, offence));
    Kind::of(&one, &other) == kind(witness)
}

/// The cases as files, each under what the laws make of it.
fn text(found: &Search, scale: &Scale, laws: [&str; 2], bounds: &Bounds, words: &Words) -> String {
    let [one, other] = laws.map(|law| words.law(law));
    let language = words.language;
    let mut text = String::new();
    for witness in &found.witnesses {
        let stand = |standing: &Standing| level(scale, standing.level(), language);
        let (before, after) = (stand(&witness.before), stand(&witness.after));
        let by = |standing: &Standing| {
            let grounds = standing.charge.iter().flat_map(|charge| &charge.grounds).map(|place| words.place(place));
            words.join(grounds)
        };
        let line = |law: &str, level: String, by: String| {
            let by = if by.is_empty() { by } else { words.aside(&by) };
            format!("# {law}{}{level}{by}\n", words.colon)
        };
        text += &line(&one, before, by(&witness.before));
        text += &line(&other, after, by(&witness.after));
        text += &format!("{}\n", witness.text);
    }
    let Bounds { acts, amounts } = bounds;
    let looked = found.looked;
    let bounds = match language {
        Language::Zh => format!(
            "一人，至多{acts}个行为（单一行为时至多一个后果），每份信息只有一种内容，至多{amounts}项数额高于最低值，只变动有差别的规则所问的事实；查看了{looked}个区域"
        ),
        Language::En => format!(
            "one person, up to {acts} acts, one act with a consequence at most, each body of information of one kind, up to {amounts} amounts above their least, and only facts that the differing rules ask about; {looked} regions looked at"
        ),
    };
    text += "# ";
    text += match (found.witnesses.is_empty(), found.exhausted) {
        (true, true) => language
            .either("在以下范围内没有两法结果不同的案件：", "No case within these bounds tells the two laws apart: "),
        (true, false) => {
            language.either("未找到，但未能穷尽以下范围：", "None was found, but these bounds were not exhausted: ")
        }
        (false, true) => language.either("在以下范围内最小：", "The smallest within these bounds: "),
        (false, false) => language
            .either(
                "已删减至最低限度，但未能穷尽以下范围，可能有更小的或者别的：",
                "Nothing in it can be lowered or left out, but these bounds were not exhausted, and there may be smaller ones and others: ",
            ),
    };
    text + &bounds + "\n"
}
