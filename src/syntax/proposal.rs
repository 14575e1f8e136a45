//! Proposals: what they say of themselves, their parameters, and their amendments.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::sequence::{pair, preceded, separated_pair, terminated};

use super::article::rule;
use super::classes::class;
use super::expression::{expression, when};
use super::grade::band;
use super::input::{Parsed, Tokens};
use super::instrument::clause;
use super::lex::Kind;
use super::problem::{Expected, Problem};
use super::recover::{CLAUSES, PROPOSAL, RULES, block, no_entry};
use super::terminal::{
    date, free_name, keyword, keywords, listed, mark, name, name_of, number, numbered, optional, place, string,
};
use super::text::{heading, label, text, word_itself};
use super::tree::{
    Addition, Amendment, At, Band, Change, Figure, Ground, Name, Outcome, Parameter, Proposal, ProposalPart, Setting,
    Silence, Target, Witness,
};
use super::vocabulary::silences;

/// `proposal = "proposal" name "{" part* "}"`
pub fn proposal(input: Tokens<'_>) -> Parsed<'_, Proposal> {
    let body = pair(name_of("the name of the proposal"), block(&PROPOSAL, part));
    map(preceded(keyword("proposal"), cut(body)), |(name, parts)| Proposal { name, parts }).parse(input)
}

/// `part`, see [`ProposalPart`].
fn part(input: Tokens<'_>) -> Parsed<'_, ProposalPart> {
    use ProposalPart as Part;
    match input.word() {
        Some("title") => map(preceded(keyword("title"), cut(label)), Part::Title).parse(input),
        Some("author") => map(preceded(keyword("author"), cut(string)), Part::Author).parse(input),
        Some("year") => map(preceded(keyword("year"), cut(number)), Part::Year).parse(input),
        Some("source") => map(preceded(keyword("source"), cut(string)), Part::Source).parse(input),
        Some("level") => map(preceded(keyword("level"), cut(name)), Part::Level).parse(input),
        Some("direction") => map(preceded(keyword("direction"), cut(name)), Part::Direction).parse(input),
        Some("comparison") => map(keyword("comparison"), Part::Comparison).parse(input),
        Some("effective") => map(preceded(keyword("effective"), cut(date)), Part::Effective).parse(input),
        Some("not") => map(preceded(keywords(&["not", "encoded"]), cut(text)), Part::NotEncoded).parse(input),
        Some("parameter") => map(parameter, Part::Parameter).parse(input),
        Some("defeats") => {
            map(preceded(keyword("defeats"), cut(pair(place, text))), |(place, text)| Part::Defeats { place, text })
                .parse(input)
        }
        Some("witness") => map(witness, Part::Witness).parse(input),
        Some("at" | "in" | "add" | "repeal" | "rename" | "replace") => {
            let (rest, change) = change(input)?;
            Ok((rest, Part::Amendment(Amendment { span: At::new((), input.span_to(rest)), change })))
        }
        _ => no_entry(&PROPOSAL, input),
    }
}

/// `"parameter" name label ":" name "default" number "range" number ".." number ("illustrative" | "author")`
fn parameter(input: Tokens<'_>) -> Parsed<'_, Parameter> {
    let unit = preceded(mark(Kind::Colon), name_of("a unit"));
    let default = preceded(keyword("default"), number);
    let range = preceded(keyword("range"), separated_pair(number, mark(Kind::Range), number));
    let provenance = alt((word_itself("illustrative"), word_itself("author")));
    let (rest, _) = keyword("parameter")(input)?;
    let head = (name_of("the name of the parameter"), label, unit, default, range, provenance);
    let (rest, (name, label, unit, default, (from, to), provenance)) = cut(head).parse(rest)?;
    input.file.declare(&name.node, default.node);
    Ok((rest, Parameter { name, label, unit, default, from, to, provenance }))
}

/// `change`, see [`Change`].
fn change(input: Tokens<'_>) -> Parsed<'_, Change> {
    match input.word() {
        Some("at") => at(input),
        Some("in") => table(input),
        Some("add") => add(input),
        Some("repeal") => repeal(input),
        Some("rename") => {
            let labels = separated_pair(label, keywords(&["instead", "of"]), label);
            let body = preceded(keyword("rename"), cut(pair(target, labels)));
            map(body, |(what, (new, old))| Change::Rename { what, new, old }).parse(input)
        }
        _ => silence(input),
    }
}

/// `target = place ["text" name]`
fn target(input: Tokens<'_>) -> Parsed<'_, Target> {
    let version = optional(keyword("text"), name);
    map(pair(place, version), |(place, version)| Target { place, version }).parse(input)
}

/// What starts with `at`.
fn at(input: Tokens<'_>) -> Parsed<'_, Change> {
    let (rest, _) = keyword("at")(input)?;
    let (rest, (at, _)) = cut(pair(target, keyword("replace"))).parse(rest)?;
    match rest.word() {
        Some("threshold") => {
            let figures = separated_pair(figure, keyword("with"), figure);
            let (rest, ((old, new), text)) = preceded(keyword("threshold"), cut(pair(figures, heading))).parse(rest)?;
            Ok((rest, Change::Threshold { at, old, new, text }))
        }
        Some("condition") => {
            let conditions = separated_pair(expression, keyword("with"), expression);
            let body = preceded(keyword("condition"), cut(pair(conditions, heading)));
            let (rest, ((old, new), text)) = { body }.parse(rest)?;
            Ok((rest, Change::Condition { at, old, new, text }))
        }
        Some("band") => {
            let bands = separated_pair(braced_band, keyword("with"), braced_band);
            let body = preceded(keywords(&["band", "of"]), cut(pair(name_of("the name of a grade"), bands)));
            let (rest, (grade, (old, new))) = { body }.parse(rest)?;
            Ok((rest, Change::Band { at, grade, old, new }))
        }
        _ => {
            let expected = ["threshold", "condition", "band"].map(Expected::Word).to_vec();
            Err(nom::Err::Failure(Problem::expected_any(rest, expected)))
        }
    }
}

/// `number [unit]`
fn figure(input: Tokens<'_>) -> Parsed<'_, Figure> {
    map(pair(number, opt(free_name)), |(value, unit)| Figure { value, unit }).parse(input)
}

/// `"{" band "}"`
fn braced_band(input: Tokens<'_>) -> Parsed<'_, Band> {
    (mark(Kind::Open), band, mark(Kind::Close)).map(|(_, band, _)| band).parse(input)
}

/// What starts with `in`.
fn table(input: Tokens<'_>) -> Parsed<'_, Change> {
    let (rest, table) = preceded(keyword("in"), cut(target)).parse(input)?;
    let kind = || name_of("a kind of information");
    let of_class = || name_of("the name of a class");
    match rest.word() {
        Some("move") => {
            let ways = pair(preceded(keyword("from"), of_class()), preceded(keyword("to"), of_class()));
            let (rest, (entry, (from, to))) = preceded(keyword("move"), cut(pair(kind(), ways))).parse(rest)?;
            Ok((rest, Change::Move { table, entry, from, to }))
        }
        Some("list") => {
            let body = separated_pair(kind(), keyword("in"), of_class());
            let (rest, (entry, class)) = preceded(keyword("list"), cut(body)).parse(rest)?;
            Ok((rest, Change::List { table, entry, class }))
        }
        Some("add") => {
            let body = separated_pair(class, keyword("before"), of_class());
            let (rest, (class, before)) = preceded(keyword("add"), cut(body)).parse(rest)?;
            Ok((rest, Change::AddClass { table, class, before }))
        }
        _ => {
            let expected = ["move", "list", "add"].map(Expected::Word).to_vec();
            Err(nom::Err::Failure(Problem::expected_any(rest, expected)))
        }
    }
}

/// `"add" "to" name "{" clause* "}" | "add" "to" target ["grade" name] "{" (rule | ground)* "}"`
fn add(input: Tokens<'_>) -> Parsed<'_, Change> {
    let (rest, _) = keyword("add")(input)?;
    let (rest, _) = cut(keyword("to")).parse(rest)?;
    if rest.kind_at(1) == Some(Kind::Slash) {
        let grade = optional(keyword("grade"), name_of("the name of a grade"));
        let (rest, (to, grade, rules)) = cut((target, grade, block(&RULES, addition))).parse(rest)?;
        return Ok((rest, Change::AddRules { to, grade, rules }));
    }
    let body = pair(name_of("an instrument or a place"), block(&CLAUSES, clause));
    map(cut(body), |(instrument, clauses)| Change::AddClauses { instrument, clauses }).parse(rest)
}

/// `rule | "item" numeral text "when" expression`
fn addition(input: Tokens<'_>) -> Parsed<'_, Addition> {
    if input.word() != Some("item") {
        return map(rule, |rule| Addition::Rule(Box::new(rule))).parse(input);
    }
    let (rest, (number, text)) = pair(numbered("item"), cut(heading)).parse(input)?;
    let Some(text) = text.filter(|_| rest.word() == Some("when")) else {
        return map(rule, |rule| Addition::Rule(Box::new(rule))).parse(input);
    };
    map(cut(when), |condition| {
        Addition::Ground(Box::new(Ground { number: number.clone(), text: text.clone(), condition }))
    })
    .parse(rest)
}

/// `"repeal" [name] target`
fn repeal(input: Tokens<'_>) -> Parsed<'_, Change> {
    let (rest, _) = keyword("repeal")(input)?;
    let is_place = rest.kind_at(1) == Some(Kind::Slash);
    let (rest, kind) = if is_place { (rest, None) } else { map(cut(word), Some).parse(rest)? };
    map(cut(target), |what| Change::Repeal { kind: kind.clone(), what }).parse(rest)
}

fn word(input: Tokens<'_>) -> Parsed<'_, Name> {
    super::terminal::word("a place, or the kind of rule there")(input)
}

/// `"replace" "silence" "of" name "of" name "{" silences "}" "with" "{" silences "}"`
fn silence(input: Tokens<'_>) -> Parsed<'_, Change> {
    let (rest, _) = keyword("replace")(input)?;
    let (rest, _) = cut(keywords(&["silence", "of"])).parse(rest)?;
    let fact = separated_pair(name_of("a fact"), keyword("of"), name_of("a table of the case file"));
    let both = separated_pair(braced_silences, keyword("with"), braced_silences);
    let (rest, ((fact, scope), (old, new))) = cut(pair(fact, both)).parse(rest)?;
    Ok((rest, Change::Silence { fact, scope, old, new }))
}

fn braced_silences(input: Tokens<'_>) -> Parsed<'_, Vec<Silence>> {
    (mark(Kind::Open), silences, mark(Kind::Close)).map(|(_, silences, _)| silences).parse(input)
}

/// `"witness" string ["under" setting ("," setting)*] "base" outcome "here" outcome`
fn witness(input: Tokens<'_>) -> Parsed<'_, Witness> {
    let under = optional(keyword("under"), listed(setting));
    let (rest, (case, under)) = preceded(keyword("witness"), cut(pair(string, under))).parse(input)?;
    let outcomes = pair(preceded(keyword("base"), outcome), preceded(keyword("here"), outcome));
    let (rest, (base, here)) = cut(outcomes).parse(rest)?;
    Ok((rest, Witness { case, under: under.unwrap_or_default(), base, here }))
}

/// `setting = name "=" (name | number)`
fn setting(input: Tokens<'_>) -> Parsed<'_, (Name, Setting)> {
    let value = alt((map(number, Setting::Number), map(name, Setting::Option)));
    pair(terminated(name, mark(Kind::Equals)), cut(value)).parse(input)
}

/// `outcome = name ["of" place]`
fn outcome(input: Tokens<'_>) -> Parsed<'_, Outcome> {
    let grade = name_of("`none`, `open` or the name of a grade");
    map(pair(grade, optional(keyword("of"), place)), |(grade, of)| Outcome { grade, of }).parse(input)
}
