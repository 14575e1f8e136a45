//! What stands beside the grades, in the answer and behind it: law in time, limitation, ways out, tracks below the criminal one, further readings.

use super::document::{Cell, Column, Document, Table};
use super::words::Words;
use super::{answer, guidance, numbers};
use crate::explain::besides::{
    Cited, Governing, LevelFinding, LimitationFinding, Moved, TextMet, TrackFinding, TrackReason,
};
use crate::explain::findings::{Charge, ChoiceFinding, PersonFindings, Verification};
use crate::place::Place;
use crate::quantity::Unit;
use crate::truth::Truth;

/// The tracks below the threshold that apply or may, a line each; nothing where a grade is reached.
pub fn track_lines(person: &PersonFindings, words: &Words) -> Table {
    let mut table = Table::pairs();
    let shown = person
        .tracks
        .iter()
        .filter(|track| track.below.is_some() && track.status.possible() && !track.levels.is_empty());
    for (position, track) in shown.enumerate() {
        let name = if position == 0 { words.below_threshold } else { "" };
        let text = format!("{}{}{}", track.rule.place, words.colon, punishment(track, words));
        table.pair(name, Cell::status(&text, track.status));
    }
    table
}

/// What a track brings, level by level, and how it stands.
fn punishment(track: &TrackFinding, words: &Words) -> String {
    let levels: Vec<String> = track.levels.iter().map(|level| self::level(level, words)).collect();
    let mut text = levels.join(words.stop);
    if let Some(to) = &track.to {
        text += &format!("→ {to}");
    }
    let open = matches!(track.reason, TrackReason::GradeOpen | TrackReason::ConductOpen);
    text + &if open { words.aside(words.track_reason(track.reason)) } else { String::new() }
}

/// A level with its days and fine; one that is open says so.
fn level(level: &LevelFinding, words: &Words) -> String {
    let days = level.days.map(|(least, most)| {
        let both = if least == most { least.to_string() } else { format!("{least}–{most}") };
        format!("{}{}{}", words.custody(), words.gap, words.with_unit(&both, Unit::Days, most == 1))
    });
    let fine = level.fine.map(|fine| format!("{}{}{}", words.fine, words.gap, numbers::range(fine, Unit::Yuan, words)));
    let measures = words.join(days.into_iter().chain(fine));
    let colon = if measures.is_empty() { "" } else { words.colon };
    let open = match level.status {
        Truth::Open => words.aside(words.truth(Truth::Open)),
        _ => String::new(),
    };
    format!("{}{open}{colon}{measures}", words.language.of(&level.label))
}

/// Acts out of time, or perhaps, in a line for each grade.
pub fn limitation_lines(table: &mut Table, charge: &Charge, words: &Words) {
    let mut named = false;
    for found in &charge.limitation {
        let acts = found.acts.iter().filter(|act| act.barred.possible());
        let acts: Vec<String> = acts
            .map(|act| {
                let from = act.from.as_ref().map(|from| words.barred_from(words.language.of(from))).unwrap_or_default();
                format!("{}{}{}{from}", act.conduct, words.colon, words.limitation(act.barred))
            })
            .collect();
        if acts.is_empty() {
            continue;
        }
        let name = if named { "" } else { words.limitation_heading };
        named = true;
        let grade = words.language.of(&found.grade.label);
        let text = format!("{grade}{}{}{}", words.colon, words.join(acts), words.aside(&found.rule.place.to_string()));
        table.pair(name, Cell::status(&(text + &assumed(found, words)), Truth::Open));
    }
}

fn assumed(found: &LimitationFinding, words: &Words) -> String {
    if !found.to.assumed {
        return String::new();
    }
    let (label, value) = (words.language.of(&found.to.label), words.language.of(&found.to.value));
    words.aside(&format!("{label}{}{value}{}{}", words.colon, words.stop, words.assumed()))
}

/// The readings that move something and no grade, in one line.
pub fn readings_line(table: &mut Table, charge: &Charge, words: &Words) {
    if !charge.choices_beside.is_empty() {
        let names = charge.choices_beside.iter().map(|choice| choice.name.as_str());
        table.pair(words.choices_beside, words.join(names) + &words.aside(words.no_grade_moves()));
    }
}

/// An option's name, marked where no text was found for it.
pub fn option(choice: &ChoiceFinding, option: &str, words: &Words) -> String {
    let now = (option == choice.option).then_some(words.now);
    let unverified = choice.verification.get(option) == Some(&Verification::Unverified);
    let unverified = unverified.then(|| words.verification(Verification::Unverified));
    let marks: Vec<&str> = now.into_iter().chain(unverified).collect();
    if marks.is_empty() { option.to_owned() } else { option.to_owned() + &words.aside(&words.join(marks)) }
}

/// What an option moves: how each place stands now, and then.
fn moves(choice: &ChoiceFinding, name: &str, moves: &[Moved], words: &Words) -> String {
    let each = moves
        .iter()
        .map(|moved| format!("{}{}{} → {}", moved.place, words.gap, words.truth(moved.now), words.truth(moved.then)));
    format!("{}{}{}", option(choice, name, words), words.colon, words.join(each.collect::<Vec<_>>()))
}

/// What each reading moves beside the grade, option by option.
fn readings(charge: &Charge, words: &Words) -> Table {
    let mut table =
        Table::new(vec![Column::whole(words.choice), Column::prose(words.question), Column::prose(words.moves())]);
    for choice in charge.choices_that_matter.iter().chain(&charge.choices_beside) {
        let ranges = choice.ranges.iter().map(|(name, range)| {
            format!("{}{}{}", option(choice, name, words), words.colon, guidance::range_under(*range, words))
        });
        let options = choice.moves.iter().map(|(name, moves)| self::moves(choice, name, moves, words));
        let options: Vec<String> = options.chain(ranges).collect();
        if !options.is_empty() {
            let question = words.language.of(&choice.text.label);
            table.rows.push(vec![choice.name.as_str().into(), question.into(), options.join("\n").into()]);
        }
    }
    table
}

/// Law in time and the tracks of a person, under a heading; at a place, only what stands there.
pub fn details(document: &mut Document, person: &PersonFindings, place: Option<&Place>, words: &Words) {
    let tracks = tracks(person, place, words);
    if person.time.is_empty() || place.is_some() && tracks.rows.is_empty() {
        return;
    }
    document.heading(2, format!("{}{}{}", person.name, words.dash, words.beside()));
    if place.is_none() {
        document.section(words.law_in_time, time(person, words));
        document.section(words.comparison(), comparison(person, words));
    }
    document.section(words.tracks(), tracks);
    for combined in person.combined.iter().filter(|combined| stands(&combined.rule.place, place)) {
        let says = words.language.of(&combined.rule.text.label);
        document.line(Cell::from(format!("{}{}{says}", combined.rule.place, words.colon)));
    }
}

/// Which text and which interpretation governs each act, and why.
fn time(person: &PersonFindings, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.act()),
        Column::whole(words.day()),
        Column::prose(words.text_met()),
        Column::prose(words.interpretation()),
        Column::prose(words.why_governs()),
    ]);
    for act in &person.time {
        let open = |status: Truth| match status {
            Truth::Open => words.aside(words.truth(Truth::Open)),
            _ => String::new(),
        };
        let text = |met: &TextMet| {
            let version = met.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
            format!("{}{version}{}", met.offence, open(met.status))
        };
        let texts: Vec<String> = act.texts.iter().map(text).collect();
        let all = || act.texts.iter().flat_map(|met| &met.interpretations);
        let applying = all().filter(|one| one.status.possible());
        let applying = applying.map(|one| one.instrument.clone() + &open(one.status));
        let not = all().filter(|one| !one.status.possible());
        let not = not.map(|one| one.instrument.clone() + &words.aside(words.not_by_reading()));
        let mut named: Vec<String> = Vec::new();
        let earlier = all().flat_map(|one| &one.earlier);
        let earlier =
            earlier.map(|one| format!("{}{}{}", one.number, words.aside(words.not_in_files), open(one.status)));
        applying.chain(not).chain(earlier).for_each(|one| {
            if !named.contains(&one) {
                named.push(one)
            }
        });
        let rules = act.rules.iter().chain(all().filter_map(|one| one.rule.as_ref()));
        let mut said: Vec<String> = Vec::new();
        rules.map(|rule| cited(rule, words)).for_each(|one| {
            if !said.contains(&one) {
                said.push(one)
            }
        });
        let none = || vec![words.none_met().to_owned()];
        table.rows.push(vec![
            act.act.as_str().into(),
            words.language.of(&act.days).into(),
            (if texts.is_empty() { none() } else { texts }).join("\n").into(),
            named.join("\n").into(),
            said.join("\n").into(),
        ]);
    }
    table
}

/// A rule with its place, and how it was verified where that is not in its text.
fn cited(rule: &Cited, words: &Words) -> String {
    let tag = match rule.text.verification {
        Verification::Verified => String::new(),
        other => words.aside(words.verification(other)),
    };
    format!("{}{}{}{tag}", rule.place, words.colon, words.language.of(&rule.text.label))
}

fn comparison(person: &PersonFindings, words: &Words) -> Table {
    let mut table = Table::pairs();
    for found in &person.comparisons {
        let version = |version: &Option<String>| version.clone().unwrap_or_default();
        let name = format!("{} {} / {}", found.offence, version(&found.old.version), version(&found.new.version));
        let rule = found.rule.as_ref().map(|rule| words.aside(&rule.place.to_string())).unwrap_or_default();
        let text = format!("{}{rule}", words.language.of(&found.why));
        let tone = if found.governs == Governing::Open { Truth::Open } else { Truth::Established };
        table.pair(&name, Cell::status(&text, tone));
    }
    table
}

fn tracks(person: &PersonFindings, place: Option<&Place>, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.place),
        Column::prose(words.what),
        Column::whole(words.status),
        Column::prose(words.found),
    ]);
    for track in person.tracks.iter().filter(|track| stands(&track.rule.place, place)) {
        let mut found: Vec<String> = track.levels.iter().map(|level| self::level(level, words)).collect();
        found.extend(track.to.iter().map(|to| format!("→ {to}")));
        found.extend(track.reliefs.iter().map(|relief| {
            let open = if relief.status == Truth::Open { words.aside(words.truth(Truth::Open)) } else { String::new() };
            format!("{}{open}", cited(&relief.rule, words))
        }));
        found.extend(track.limitation.iter().map(|(rule, _)| rule).map(|rule| cited(rule, words)));
        let status = words.truth(track.status).to_owned() + &words.aside(words.track_reason(track.reason));
        table.rows.push(vec![
            track.rule.place.to_string().into(),
            words.language.of(&track.rule.text.label).into(),
            Cell::status(&status, track.status),
            found.join("\n").into(),
        ]);
    }
    table
}

/// Limitation act by act, at each grade still possible.
fn limitation(charge: &Charge, place: Option<&Place>, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.grade),
        Column::whole(words.act()),
        Column::whole(words.status),
        Column::prose(words.why_governs()),
    ]);
    for found in charge.limitation.iter().filter(|found| stands(&found.rule.place, place)) {
        for act in &found.acts {
            let mut why = vec![cited(&found.rule, words) + &assumed(found, words)];
            why.extend(act.put_off.iter().chain(&act.unlimited).map(|rule| cited(rule, words)));
            let from = act.from.as_ref().map(|from| words.barred_from(words.language.of(from))).unwrap_or_default();
            table.rows.push(vec![
                words.language.of(&found.grade.label).into(),
                act.conduct.as_str().into(),
                format!("{}{from}", words.limitation(act.barred)).into(),
                why.join("\n").into(),
            ]);
        }
    }
    table
}

/// Ways out, and where they lead.
fn exits(charge: &Charge, place: Option<&Place>, words: &Words) -> Table {
    let mut table = Table::pairs();
    for exit in charge.exits.iter().filter(|exit| stands(&exit.rule.place, place)) {
        let to = exit.to.as_ref().map(|(place, says)| {
            let says = says.as_ref().map(|says| words.language.of(&says.label)).unwrap_or_default();
            format!(" → {place}{}{says}", words.colon)
        });
        let text = words.language.of(&exit.rule.text.label).to_owned() + &to.unwrap_or_default();
        table.pair(&exit.rule.place.to_string(), Cell::status(&text, exit.status));
    }
    table
}

/// Limitation, ways out and what readings move, of a charge; at a place, only what stands there.
pub fn of_charge(document: &mut Document, charge: &Charge, place: Option<&Place>, words: &Words) {
    document.section(words.limitation_heading, limitation(charge, place, words));
    document.section(words.exits(), exits(charge, place, words));
    if place.is_none() {
        document.section(words.choices_beside, readings(charge, words));
    }
}

/// Whether something stands at or under the place that is asked for.
fn stands(at: &Place, place: Option<&Place>) -> bool {
    place.is_none_or(|place| at.within(place))
}

/// Whether some of it stands at a place.
pub fn at(charge: &Charge, place: Option<&Place>) -> bool {
    place.is_some_and(|place| of(charge).any(|at| at.within(place)))
}

fn of(charge: &Charge) -> impl Iterator<Item = &Place> {
    let limitation = charge.limitation.iter().map(|found| &found.rule.place);
    limitation.chain(charge.exits.iter().map(|exit| &exit.rule.place))
}

/// Every place at which something of a person stands.
pub fn places(person: &PersonFindings) -> Vec<Place> {
    let tracks = person.tracks.iter().map(|track| &track.rule.place);
    tracks.chain(person.charges.iter().flat_map(of)).cloned().collect()
}

/// The grades possible under an option, for a line of options.
pub fn option_grades(choice: &ChoiceFinding, words: &Words) -> Vec<String> {
    if !choice.regrades {
        return choice.moves.iter().map(|(name, moved)| moves(choice, name, moved, words)).collect();
    }
    let each = choice.grades.iter();
    each.map(|(name, grades)| format!("{} → {}", option(choice, name, words), answer::grades(grades, words))).collect()
}

impl Words {
    fn track_reason(&self, reason: TrackReason) -> &'static str {
        match reason {
            TrackReason::Below => self.pick("未达情节标准", "no grade is reached"),
            TrackReason::Beside => self.pick("与刑事责任并行", "beside criminal liability"),
            TrackReason::GradeReached => self.pick("已达情节标准，不适用", "a grade is reached, so it does not apply"),
            TrackReason::GradeOpen => self.pick("是否达到情节标准待定", "whether a grade is reached is open"),
            TrackReason::Barred => self.pick("已过追究时效", "out of time"),
            TrackReason::ConductOpen => self.pick("条件是否具备待定", "whether its conditions hold is open"),
        }
    }

    fn limitation(&self, barred: Truth) -> &'static str {
        match barred {
            Truth::Established => self.pick("已过时效", "barred"),
            Truth::Excluded => self.pick("未过时效", "running"),
            Truth::Open => self.pick("时效待定", "open"),
        }
    }

    fn barred_from(&self, day: &str) -> String {
        self.pick("（自{}起）", " (from {})").replace("{}", day)
    }

    fn assumed(&self) -> &'static str {
        self.pick("案卷未载明，按此推算", "not stated, so assumed")
    }

    fn custody(&self) -> &'static str {
        self.pick("行政拘留", "detention")
    }

    fn act(&self) -> &'static str {
        self.pick("行为", "Act")
    }

    fn day(&self) -> &'static str {
        self.pick("行为日", "Day")
    }

    fn text_met(&self) -> &'static str {
        self.pick("适用文本", "Text")
    }

    fn interpretation(&self) -> &'static str {
        self.pick("司法解释", "Interpretation")
    }

    fn why_governs(&self) -> &'static str {
        self.pick("理由", "Why")
    }

    fn none_met(&self) -> &'static str {
        self.pick("当时没有相应罪名", "no offence then")
    }

    fn not_by_reading(&self) -> &'static str {
        self.pick("依所取理解不适用", "not under the reading taken")
    }

    fn comparison(&self) -> &'static str {
        self.pick("新旧法比较", "Earlier and later text")
    }

    fn tracks(&self) -> &'static str {
        self.pick("其他责任", "Other tracks")
    }

    fn exits(&self) -> &'static str {
        self.pick("出罪、免责途径", "Ways out")
    }

    fn beside(&self) -> &'static str {
        self.pick("时间效力与其他责任", "law in time and other tracks")
    }

    fn no_grade_moves(&self) -> &'static str {
        self.pick("不影响情节的认定", "no grade moves")
    }

    fn moves(&self) -> &'static str {
        self.pick("各选项的其他影响", "What else each option moves")
    }
}
