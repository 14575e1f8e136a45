//! Rules beside the grades: tracks with their levels, relief, exits, limitation, law in time.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::multi::many1;
use nom::sequence::{pair, preceded, terminated};

use super::expression::{expression, when};
use super::grade::range;
use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::recover::{LEVELS, block, no_entry};
use super::rule::moves;
use super::terminal::{keyword, keywords, listed, mark, name, name_of, number, optional, place};
use super::text::{label, text, word_itself};
use super::tree::collateral::{Amount, CollateralRule, Level, Limitation, Maximum, Measure, Track};
use super::tree::{At, Name, PlaceName, Rule};
use crate::quantity::Ratio;

/// `["to" place ("," place)*]`
fn leads_to(input: Tokens<'_>) -> Parsed<'_, Vec<PlaceName>> {
    map(optional(keyword("to"), listed(place)), Option::unwrap_or_default).parse(input)
}

/// `track = "track" name ["below" place ("," place)*] ["to" place ("," place)*] text "when" expression ["{" level* "}"]`
pub fn track(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("track")(input)?;
    let below = map(optional(keyword("below"), listed(place)), Option::unwrap_or_default);
    let (rest, (name, below, to)) = cut((name_of("the name of the track"), below, leads_to)).parse(rest)?;
    let (rest, (text, condition)) = cut((text, when)).parse(rest)?;
    let (rest, levels) = match rest.kind_at(0) {
        Some(Kind::Open) => cut(block(&LEVELS, level)).parse(rest)?,
        _ => (rest, Vec::new()),
    };
    Ok((rest, Rule::Collateral(Box::new(CollateralRule::Track(Track { name, below, to, text, condition, levels })))))
}

/// `level = "level" name label [measure ("," measure)*] ["when" expression]`
fn level(input: Tokens<'_>) -> Parsed<'_, Level> {
    if input.word() != Some("level") {
        return no_entry(&LEVELS, input);
    }
    let (rest, _) = keyword("level")(input)?;
    let (rest, (name, label)) = cut((name, label)).parse(rest)?;
    let (rest, measures) = match rest.word() {
        Some("detention" | "fine" | "confiscation" | "recovery") => cut(listed(measure)).parse(rest)?,
        _ => (rest, Vec::new()),
    };
    let (rest, condition) = opt(when).parse(rest)?;
    Ok((rest, Level { name, label, measures, condition }))
}

/// `measure = "detention" number ".." number "days" | "fine" ["may" | "instead"] amount
/// | ("confiscation" | "recovery") "of" name`
fn measure(input: Tokens<'_>) -> Parsed<'_, Measure> {
    let days = preceded(keyword("detention"), cut(terminated(range, keyword("days"))));
    let mode = opt(alt((word_itself("may"), word_itself("instead"))));
    let money = preceded(keyword("fine"), cut(pair(mode, amount)));
    let taken = alt((word_itself("confiscation"), word_itself("recovery")));
    let gains = pair(taken, preceded(keyword("of"), cut(name)));
    alt((
        map(days, |(from, to)| Measure::Detention(from, to)),
        map(money, |(mode, amount)| Measure::Fine(mode, amount)),
        map(gains, |(taken, of)| Measure::Gains(taken, of)),
    ))
    .parse(input)
}

/// `amount = yuan | number ".." number "times" name ["or" yuan "below" number "yuan"]`
fn amount(input: Tokens<'_>) -> Parsed<'_, Amount> {
    let (rest, (from, to)) = range(input)?;
    if let Ok((rest, _)) = keyword("yuan")(rest) {
        return Ok((rest, Amount::Yuan(from, to)));
    }
    let instead = optional(keyword("or"), instead);
    let (rest, (quantity, instead)) = preceded(keyword("times"), cut(pair(name, instead))).parse(rest)?;
    Ok((rest, Amount::Times { from, to, quantity, instead }))
}

/// `yuan "below" number "yuan"`
fn instead(input: Tokens<'_>) -> Parsed<'_, Box<[At<Ratio>; 3]>> {
    let (rest, (least, most)) = terminated(range, keyword("yuan")).parse(input)?;
    let (rest, below) = preceded(keyword("below"), cut(terminated(number, keyword("yuan")))).parse(rest)?;
    Ok((rest, Box::new([least, most, below])))
}

/// `["for" name ("," name)*]`
fn for_instruments(input: Tokens<'_>) -> Parsed<'_, Vec<Name>> {
    map(optional(keyword("for"), listed(name)), Option::unwrap_or_default).parse(input)
}

/// `relief = "relief" ["for" name ("," name)*] moves moves* text "when" expression`
pub fn relief(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("relief")(input)?;
    let (rest, instruments) = for_instruments(rest)?;
    let (rest, (effects, text, condition)) = cut((many1(|input| moves(input, relieved)), text, when)).parse(rest)?;
    Ok((rest, Rule::Collateral(Box::new(CollateralRule::Relief { instruments, effects, text, condition }))))
}

/// `relieved = effect | "unexecuted"`
fn relieved(input: Tokens<'_>) -> Parsed<'_, Name> {
    alt((super::rule::effect, word_itself("unexecuted"))).parse(input)
}

/// `combined = "combined" "detention" number "days" text`
pub fn combined(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keywords(&["combined", "detention"])(input)?;
    let (rest, (days, text)) = cut((terminated(number, keyword("days")), text)).parse(rest)?;
    Ok((rest, Rule::Collateral(Box::new(CollateralRule::Combined { days, text }))))
}

/// `exit = "exit" ["shall"] ["of" place ("," place)*] ["to" place ("," place)*] text "when" expression`
pub fn exit(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("exit")(input)?;
    let (rest, shall) = map(opt(keyword("shall")), |shall| shall.is_some()).parse(rest)?;
    let of = map(optional(keyword("of"), listed(place)), Option::unwrap_or_default);
    let (rest, (of, to, text, condition)) = cut((of, leads_to, text, when)).parse(rest)?;
    Ok((rest, Rule::Collateral(Box::new(CollateralRule::Exit { shall, of, to, text, condition }))))
}

/// `"deadline" name ["longer" "by"] number ("days" | "months") text`
pub fn deadline(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("deadline")(input)?;
    let longer = map(opt(keywords(&["longer", "by"])), |longer| longer.is_some());
    let unit = alt((word_itself("days"), word_itself("months")));
    let (rest, (name, longer)) = cut(pair(name_of("of what the deadline is"), longer)).parse(rest)?;
    let (rest, (number, unit, text)) = cut((number, unit, text)).parse(rest)?;
    let deadline = CollateralRule::Deadline { name, longer, number, unit, text };
    Ok((rest, Rule::Collateral(Box::new(deadline))))
}

/// `"credit" number "days" "of" ("custody" | "residence") "for" number "days" "of" ("imprisonment" | "detention" | "control") text`
pub fn credit(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("credit")(input)?;
    let restraint = alt((word_itself("custody"), word_itself("residence")));
    let days_of = || pair(number, keywords(&["days", "of"]));
    let (rest, ((held, _), restraint)) = cut(pair(days_of(), restraint)).parse(rest)?;
    let (rest, ((served, _), penalty)) =
        cut(preceded(keyword("for"), pair(days_of(), super::relation::term))).parse(rest)?;
    let (rest, text) = cut(text).parse(rest)?;
    Ok((rest, Rule::Collateral(Box::new(CollateralRule::Credit { held, restraint, served, penalty, text }))))
}

/// `limitation`, or `"limitation" "restarts" text`, or `"limitation" "series" text "when" expression`
pub fn limitation(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("limitation")(input)?;
    if let Ok((rest, _)) = keyword("restarts")(rest) {
        return map(cut(text), |text| Rule::Collateral(Box::new(CollateralRule::Restarts(text)))).parse(rest);
    }
    if let Ok((rest, _)) = keyword("series")(rest) {
        let (rest, (text, condition)) = cut(pair(text, preceded(keyword("when"), expression))).parse(rest)?;
        return Ok((rest, Rule::Collateral(Box::new(CollateralRule::Series { text, condition }))));
    }
    let below = preceded(mark(Kind::Below), cut(terminated(number, keyword("months"))));
    let life = keywords(&["is", "life"]);
    let maximum = alt((map(below, Maximum::Below), map(life, |_| Maximum::Life)));
    let maximum = optional(keyword("where"), preceded(keyword("maximum"), maximum));
    let unit = alt((word_itself("months"), word_itself("years")));
    let after = preceded(keyword("after"), pair(number, unit));
    let of = optional(keyword("of"), pair(name, for_instruments));
    let (rest, (of, text, maximum)) = cut((of, text, maximum)).parse(rest)?;
    let (of, instruments) = of.map_or((None, Vec::new()), |(of, instruments)| (Some(of), instruments));
    let (rest, ((after, unit), to)) = cut((after, preceded(keyword("to"), name))).parse(rest)?;
    let (rest, unless) = optional(keyword("unless"), expression).parse(rest)?;
    let limitation = Limitation { of, instruments, text, maximum, after, unit, to, unless };
    Ok((rest, Rule::Collateral(Box::new(CollateralRule::Limitation(limitation)))))
}

/// `unlimited = "no" "limitation" text "when" expression`
pub fn unlimited(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keywords(&["no", "limitation"])(input)?;
    let (rest, (text, condition)) = cut(pair(text, preceded(keyword("when"), expression))).parse(rest)?;
    Ok((rest, Rule::Collateral(Box::new(CollateralRule::Unlimited { text, condition }))))
}

/// `charge = "charge" text "when" expression`
pub fn charge(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("charge")(input)?;
    let (rest, (text, condition)) = cut(pair(text, when)).parse(rest)?;
    Ok((rest, Rule::Collateral(Box::new(CollateralRule::Charge { text, condition }))))
}

/// `time = "time" name text ["where" expression]`
pub fn time(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("time")(input)?;
    let (rest, (name, text)) = cut((name_of("a relation of law and time"), text)).parse(rest)?;
    let (rest, given) = optional(keyword("where"), expression).parse(rest)?;
    Ok((rest, Rule::Collateral(Box::new(CollateralRule::Time { name, text, given }))))
}
