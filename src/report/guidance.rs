//! The reference range, the fine's floor, probation and a ban, as lines and tables.

use super::document::{Cell, Column, Document, Table};
use super::words::{Language, Words};
use super::{cite, numbers, sentence};
use crate::explain::findings::{Charge, Text};
use crate::explain::sentencing::{
    Ban, GradeGuidance, GuidanceStep, Probation, ProbationReason, ProbationStatus, StepKind,
};
use crate::law::book::sentencing::ProbationRule;
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::range::Number;
use crate::sentence::term::Term;
use crate::truth::Truth;

/// The two lines of the first screen: where guidance on fine and term leads, and whether probation can be had.
pub fn answer(table: &mut Table, charge: &Charge, words: &Words) {
    let found = &charge.sentencing;
    let mut said = Vec::new();
    if let Some(fine) = &charge.usual_fine {
        let amount = numbers::range(fine.fen, Unit::Yuan, words);
        let cited = words.aside(&words.place(&fine.place));
        if fine.shall {
            table.pair(words.pick("罚金", "Fine"), amount + &cited);
        } else {
            said.push(format!("{}{amount}{cited}", words.pick("罚金", "usual fine ")));
        }
    }
    if let Some(fine) = stated_fines(charge, words) {
        said.push(format!("{}{fine}", words.pick("罚金", "usual fine ")));
    }
    if !found.grades.is_empty() {
        let several = found.grades.len() > 1;
        let each = found.grades.iter().map(|grade| {
            let name = if several { grade_name(grade, words) + words.gap } else { String::new() };
            name + &whole(if is_left(grade) { grade.adjusted } else { grade.reference }, words)
        });
        let each = words.join(each.collect::<Vec<_>>());
        let left = if found.grades.iter().any(is_left) { left_to_the_court(words) } else { "" };
        let standing = standing(charge, words);
        let standing = if standing.is_empty() { standing } else { words.aside(&standing) };
        let name = words.pick("量刑：", "reference range ");
        said.push(format!("{name}{each}{left}{standing}"));
    }
    if !said.is_empty() {
        table.pair(words.pick("参考（非法律）", "Guidance, not law"), said.join(words.stop));
    }
    let under = |(reading, option): &(String, String)| {
        format!("{}{}{}", words.reading(reading), words.colon, words.option(reading, option))
    };
    let under: Vec<String> = found.none_under.iter().map(under).collect();
    if !under.is_empty() {
        let none = words.pick("没有施行中的量刑指导意见：", "no sentencing guidance is in force under: ");
        table.pair(words.pick("参考（非法律）", "Guidance, not law"), none.to_owned() + &words.join(under));
    }
    if let Some(found) = &found.probation {
        table.pair(words.pick("缓刑", "Probation"), probation(found, words));
    }
}

/// Where no quantity measures the fine, the ranges that are stated for it: `30,000–1,000,000 yuan (…)`.
pub fn stated_fines(charge: &Charge, words: &Words) -> Option<String> {
    let stated =
        charge.sentencing.fine.table.iter().filter(|(.., status)| charge.usual_fine.is_none() && status.possible());
    let each = stated.map(|(place, _, fen, status)| {
        let open = if status.certain() { String::new() } else { words.aside(words.truth(*status)) };
        format!("{}{}{open}", numbers::range(*fen, Unit::Yuan, words), words.aside(&words.place(place)))
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| words.join(each))
}

/// Where guidance leads at a grade; what is left to the court leaves it without an upper end.
fn range(grade: &GradeGuidance, words: &Words) -> String {
    if !is_left(grade) {
        return whole(grade.reference, words);
    }
    format!("{}{}", whole(grade.adjusted, words), left_to_the_court(words))
}

/// Whether what is left to the court leaves a range without an upper end.
fn is_left(grade: &GradeGuidance) -> bool {
    !grade.left.is_empty() && grade.reference.max.is_none()
}

fn left_to_the_court(words: &Words) -> &'static str {
    words.pick("（尚未计入由法院确定的部分）", ", before what is left to the court")
}

/// Where guidance leads under an option of a reading.
pub fn range_under(range: Option<Term>, words: &Words) -> String {
    let name = words.pick("量刑参考", "reference range");
    match range {
        Some(range) => format!("{name}{}{}", words.gap, whole(range, words)),
        None => words.pick("无量刑参考", "no reference range").to_owned(),
    }
}

/// Whose guidance it is, and in a few words what that instrument says of its own standing.
fn standing(charge: &Charge, words: &Words) -> String {
    let mut steps = charge.sentencing.grades.iter().flat_map(|grade| &grade.steps);
    let Some(start) = steps.find(|step| step.kind == StepKind::Start) else { return String::new() };
    let own = charge.sentencing.statuses.iter().find(|(instrument, _)| *instrument == start.place.instrument);
    let stands = own.and_then(|(_, standing)| standing.short.as_ref());
    let stands = stands.map(|short| format!("{}{}", words.pause, words.language.of(short))).unwrap_or_default();
    format!("{}{stands}", words.instrument(&start.place.instrument))
}

/// A term in whole months, rounded away from the range.
fn whole(term: Term, words: &Words) -> String {
    let small = |months: Number| u16::try_from(months).unwrap_or(u16::MAX);
    match term.months() {
        (min, Some(max)) => numbers::months((small(min), small(max)), words),
        (min, None) => words.at_least(&numbers::months((small(min), small(min)), words)),
    }
}

/// A term as reckoned, to a tenth of a month, rounded away from the range.
fn reckoned(term: Term, words: &Words) -> String {
    const TENTHS: Number = 10;
    let tenths = |value: Number| {
        let (whole, rest) = (numbers::grouped(value / TENTHS), value % TENTHS);
        if rest == 0 { whole } else { format!("{whole}.{rest}") }
    };
    let down = |value: Ratio| tenths((value * TENTHS).floor().to_integer());
    let up = |value: Ratio| tenths((value * TENTHS).ceil().to_integer());
    let min = down(term.min);
    match term.max.map(up) {
        None => words.at_least(&words.with_unit(&min, Unit::Months, false)),
        Some(max) if max == min => words.with_unit(&min, Unit::Months, min == "1"),
        Some(max) => words.with_unit(&format!("{min}–{max}"), Unit::Months, false),
    }
}

fn in_all(words: &Words) -> &'static str {
    words.pick("合计", "In all")
}

fn grade_name(grade: &GradeGuidance, words: &Words) -> String {
    words.language.of(&grade.grade.label).to_owned()
}

/// What a step does: `20–50% less, first layer`.
fn does(step: &GuidanceStep, words: &Words) -> String {
    let more = |more: bool| if more { words.pick("增加", "more") } else { words.pick("减少", "less") };
    match &step.kind {
        StepKind::Start => words.pick("量刑起点", "starting point").to_owned(),
        StepKind::Increment(term) => format!("+{}", reckoned(*term, words)),
        StepKind::LeftToTheCourt => words.pick("由法院确定", "left to the court").to_owned(),
        StepKind::NoFigure { more: is_more } => {
            format!(
                "{}{}{}",
                more(*is_more),
                words.pause,
                words.pick("指导意见未定比例", "the guidance gives no percentage")
            )
        }
        StepKind::Judge(percent) => format!("±{percent}%"),
        StepKind::Clipped(months) => {
            let kept = words.pick("限于处断刑", "kept within what is reachable");
            format!("{kept}{}{}", words.pause, numbers::months(*months, words))
        }
        StepKind::Factor { percent: (least, most), more: is_more, first, least: months, absorbed_by, of: _ } => {
            let share = if least == most { format!("{most}%") } else { format!("{least}–{most}%") };
            let mut parts = vec![match words.language {
                Language::Zh => format!("{}{share}", more(*is_more)),
                Language::En => format!("{share} {}", more(*is_more)),
            }];
            if *months > 0 {
                parts.push(words.at_least(&numbers::months((*months, *months), words)));
            }
            if *first {
                parts.push(words.pick("先行调节", "first layer").to_owned());
            }
            if let Some((_, by)) = absorbed_by {
                let within = words.pick("不作重复评价，已计入", "not counted again, within ");
                parts.push(format!("{within}{}", words.place(by)));
            }
            parts.join(words.pause)
        }
    }
}

/// A step in one line: place, what it does, what it says, the range after it.
fn line(step: &GuidanceStep, words: &Words) -> String {
    let open = if step.status == Truth::Open { words.aside(words.truth(Truth::Open)) } else { String::new() };
    let says = words.language.of(&step.text.label);
    let verified = words.verification(step.text.verification);
    let after = step.after.map(|after| format!(" → {}", reckoned(after, words))).unwrap_or_default();
    format!(
        "{} {}{open}{}{says}{}{after}",
        words.place(&step.place),
        does(step, words),
        words.colon,
        words.aside(verified)
    )
}

/// Everything on the sentence beside band, reach and usual fine, for the reasoning.
pub fn lines(charge: &Charge, words: &Words) -> Vec<Cell> {
    let found = &charge.sentencing;
    let mut lines = Vec::new();
    let mut say = |depth: usize, text: String| lines.push(Cell::from(text).indented(depth));
    for (place, text, reachable) in &found.below_lowest {
        let means = sentence::reachable(reachable, words);
        say(1, format!("{} {}{}{means}", words.place(place), words.language.of(&text.label), words.colon));
    }
    for grade in &found.grades {
        let head = words.pick("量刑参考", "Reference range");
        say(1, format!("{head}{}", words.aside(&grade_name(grade, words))));
        grade.steps.iter().for_each(|step| say(2, line(step, words)));
        say(2, format!("{}{}{}", in_all(words), words.colon, range(grade, words)));
        if !grade.not_invoked.is_empty() {
            say(2, format!("{}{}{}", words.not_invoked, words.colon, cite::places(&grade.not_invoked, words)));
        }
    }
    if !found.grades.is_empty() {
        for (instrument, status) in &found.statuses {
            say(2, format!("{}{}{}", words.instrument(instrument), words.colon, words.language.of(&status.text.label)));
        }
    }
    fines(charge, words).into_iter().for_each(|text| say(1, text));
    if let Some(found) = &found.probation {
        say(1, format!("{}{}{}", words.pick("缓刑", "Probation"), words.colon, status(found.status, words)));
        found.reasons.iter().for_each(|one| say(2, reason(one, words)));
        for (place, text, _, months) in &found.periods {
            say(
                2,
                format!(
                    "{} {}{}{}",
                    words.place(place),
                    words.language.of(&text.label),
                    words.colon,
                    numbers::months(*months, words)
                ),
            );
        }
    }
    if let Some(found) = &found.ban {
        say(1, ban(found, words));
        ban_reasons(found, words).into_iter().for_each(|reason| say(2, reason));
    }
    lines
}

/// Floors of the fine, what is usual without gains, and whether it may stand alone.
fn fines(charge: &Charge, words: &Words) -> Vec<String> {
    let found = &charge.sentencing.fine;
    let mut lines = Vec::new();
    if let Some(floor) = found.floor {
        let places = cite::places(found.floors.iter().map(|(place, _)| place), words);
        let least = words.pick("罚金下限", "Least fine");
        lines.push(format!(
            "{least}{}{}{}",
            words.colon,
            numbers::range(floor, Unit::Yuan, words),
            words.aside(&places)
        ));
    }
    let says = |text: &Text| words.language.of(&text.label).to_owned();
    for (place, text, fen, status) in &found.table {
        let open = if *status == Truth::Open { words.aside(words.truth(*status)) } else { String::new() };
        let amount = numbers::range(*fen, Unit::Yuan, words);
        lines.push(format!("{}{open} {}{}{amount}", words.place(place), says(text), words.colon));
    }
    if let Some((place, text, _)) = &found.within {
        lines.push(format!("{} {}", words.place(place), says(text)));
    }
    for (place, text, status) in &found.alone {
        let alone = words.pick("单处罚金", "A fine alone");
        let status = if *status == Truth::Open { judged(words) } else { words.pick("可以", "possible") };
        lines.push(format!("{alone}{}{status}{}{} {}", words.colon, words.stop, words.place(place), says(text)));
    }
    lines
}

fn judged(words: &Words) -> &'static str {
    words.pick("须判断", "to be judged")
}

fn status(status: ProbationStatus, words: &Words) -> &'static str {
    match status {
        ProbationStatus::Eligible => words.pick("可以适用", "eligible"),
        ProbationStatus::Excluded => words.pick("不得适用", "excluded"),
        ProbationStatus::ToBeJudged => judged(words),
    }
}

/// Whether probation can be had, and what that turns on: `to be judged (only at exactly 36 months, cl/72.1)`. Where it
/// cannot, what shuts it out is the reason, by its own article: `excluded (no probation for recidivists, cl/74)`.
fn probation(found: &Probation, words: &Words) -> String {
    let shut = found.status == ProbationStatus::Excluded;
    let turns = found.reasons.iter().filter(|one| if shut { shuts_out(one) } else { turns_on(one) });
    let (judged, turns): (Vec<_>, Vec<_>) = turns.partition(|one| is_judged(one));
    // What has to be judged is said by the status; its article is named where no other reason names it.
    let judged = judged.into_iter().filter(|one| turns.iter().all(|other| other.place != one.place));
    let judged: Vec<String> = judged.map(|one| words.place(&one.place)).collect();
    let turns: Vec<String> = turns.iter().map(|one| turn(one, words)).chain(judged).collect();
    let beside = if turns.is_empty() { String::new() } else { words.aside(&turns.join(words.stop)) };
    format!("{}{beside}", status(found.status, words))
}

/// Whether a reason alone excludes probation.
fn shuts_out(one: &ProbationReason) -> bool {
    match one.rule {
        None | Some(ProbationRule::If) => one.status == Truth::Excluded,
        Some(ProbationRule::Never) => one.status == Truth::Established,
        Some(ProbationRule::Shall | ProbationRule::Usual | ProbationRule::Unusual) => false,
    }
}

/// Whether something turns on a reason where probation is not shut out.
fn turns_on(one: &ProbationReason) -> bool {
    match one.rule {
        None | Some(ProbationRule::If) => one.status != Truth::Established,
        Some(ProbationRule::Never | ProbationRule::Shall) => true,
        Some(ProbationRule::Usual | ProbationRule::Unusual) => false,
    }
}

/// Whether a reason has to be judged.
fn is_judged(one: &ProbationReason) -> bool {
    (one.rule, one.status) == (Some(ProbationRule::If), Truth::Open)
}

/// What a reason says in a few words, with its article.
fn turn(one: &ProbationReason, words: &Words) -> String {
    let says = one.note.as_ref().unwrap_or(&one.text.label);
    let open = one.rule.is_some() && one.status == Truth::Open;
    let open = if open { format!("{}{}", words.pause, words.truth(Truth::Open)) } else { String::new() };
    format!("{}{open}{}{}", words.language.of(says), words.pause, words.place(&one.place))
}

/// A reason in one line: place, whether it holds, what it says.
fn reason(one: &ProbationReason, words: &Words) -> String {
    let status = match (one.rule, one.status) {
        (Some(ProbationRule::If), Truth::Open) => judged(words),
        (Some(ProbationRule::Usual), _) => words.pick("参考：一般可以", "guidance: usual"),
        (Some(ProbationRule::Unusual), _) => words.pick("参考：一般不适用", "guidance: not usual"),
        (_, status) => words.truth(status),
    };
    let note = one.note.as_ref().map(|note| words.aside(words.language.of(note))).unwrap_or_default();
    format!("{} {status}{note}{}{}", words.place(&one.place), words.colon, words.language.of(&one.text.label))
}

/// `Occupational ban: possible, 36–60 months`. Where it is open, whether the profession was used has to be judged.
fn ban(found: &Ban, words: &Words) -> String {
    let name = words.pick("从业禁止", "Occupational ban");
    let months = || numbers::months(found.months, words);
    let stands = match found.status {
        Truth::Established => format!("{}{}{}", words.pick("可以", "possible"), words.pause, months()),
        Truth::Open => format!("{}{}{}", judged(words), words.pause, months()),
        Truth::Excluded => words.pick("不得适用", "excluded").to_owned(),
    };
    format!("{name}{}{stands}", words.colon)
}

/// The rules that a ban rests on, a line each; where it is excluded, those that shut it out.
fn ban_reasons(found: &Ban, words: &Words) -> Vec<String> {
    let told = found.reasons.iter().filter(|(.., status)| found.status == Truth::Excluded || status.possible());
    let line = |(place, text, status): &(Place, Text, Truth)| {
        let status = if *status == Truth::Open { judged(words) } else { words.truth(*status) };
        format!("{} {status}{}{}", words.place(place), words.colon, words.language.of(&text.label))
    };
    told.map(line).collect()
}

/// Each step of the reference range of a grade with what it does and what it leaves, in order; the total once, at the end.
fn steps(grade: &GradeGuidance, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.place),
        Column::prose(words.pick("调节", "Does")),
        Column::prose(words.what),
        Column::whole(words.pick("调节后", "Then")),
        Column::whole(words.verified),
    ]);
    for step in &grade.steps {
        let open = if step.status == Truth::Open { words.aside(words.truth(Truth::Open)) } else { String::new() };
        table.rows.push(vec![
            words.place(&step.place).into(),
            format!("{}{open}", does(step, words)).into(),
            words.language.of(&step.text.label).into(),
            step.after.map(|after| reckoned(after, words)).unwrap_or_default().into(),
            words.verification(step.text.verification).into(),
        ]);
    }
    let total = Cell::from(range(grade, words)).strong();
    table.rows.push(vec![Cell::from(in_all(words)).strong(), "".into(), total, "".into(), "".into()]);
    table
}

/// The details: each step of the reference range, then the fine, probation and a ban.
pub fn details(document: &mut Document, charge: &Charge, words: &Words) {
    let several = charge.sentencing.grades.len() > 1;
    for grade in &charge.sentencing.grades {
        let of = if several { words.aside(&grade_name(grade, words)) } else { String::new() };
        let head = words.pick("量刑参考步骤", "Reference range, step by step");
        document.section(&format!("{head}{of}"), steps(grade, words));
    }
    let mut rest = Table::pairs();
    let status = charge.sentencing.statuses.iter().filter(|_| !charge.sentencing.grades.is_empty());
    for (instrument, status) in status {
        rest.pair(&words.instrument(instrument), words.language.of(&status.text.label));
    }
    for text in fines(charge, words) {
        rest.pair(words.pick("罚金", "Fine"), text);
    }
    if let Some(found) = &charge.sentencing.probation {
        found.reasons.iter().for_each(|one| rest.pair(words.pick("缓刑", "Probation"), reason(one, words)));
    }
    if let Some(found) = &charge.sentencing.ban {
        let name = words.pick("从业禁止", "Ban");
        rest.pair(name, ban(found, words));
        ban_reasons(found, words).into_iter().for_each(|reason| rest.pair(name, reason));
    }
    document.section(words.pick("罚金、缓刑、从业禁止", "Fine, probation, ban"), rest);
}
