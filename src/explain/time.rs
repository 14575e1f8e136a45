//! Law in time: which text and which interpretation governs each act, and which of two texts is lighter.

use super::collateral::{ActTime, Cited, Compared, Comparison, EarlierMet, Governing, Interpreting, TextMet};
use super::findings::{Band, GradeName};
use super::limitation::{cited, days};
use super::{About, grade_names, label, names, subject};
use crate::case::day;
use crate::case::facts::Entity;
use crate::law::book::{self, Time};
use crate::law::condition::Window;
use crate::law::vocabulary::Label;
use crate::measure::{AsIf, Assignment, Cache, is_unit};
use crate::place::Place;
use crate::program::{FilterId, Offence};
use crate::range::Range;
use crate::sentence::bands;
use crate::settle::{self, GradeSet, Settled};
use crate::truth::Truth;

/// Which law governs each act of a person.
pub(super) fn acts(about: &About<'_>) -> Vec<ActTime> {
    let windows: Vec<Window> = about.book.offences.iter().map(|offence| offence.force).collect();
    let met = about.cache.in_force(about.assignment, &windows);
    let all = about.cache.days(about.assignment);
    let mut seen: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for ((batch, met), (_, from, until)) in met.iter().zip(all) {
        if seen.contains(&batch.act) {
            continue;
        }
        seen.push(batch.act);
        let met = match batch.stretch {
            None => met.iter().map(|status| (*status, None)).collect(),
            Some(_) => by_stretch(about, batch.act),
        };
        found.push(act(about, batch.act, met, (from, until)));
    }
    found
}

/// Whether each text governs an act that is divided, and which days of it where not all.
fn by_stretch(about: &About<'_>, act: usize) -> Vec<(Truth, Option<Label>)> {
    let of_act = stretches(about, act);
    let met = |offence: &Offence| {
        let governed = about.cache.batches(about.assignment, offence.conduct);
        let governed = || governed.iter().filter(|(batch, _)| batch.act == act);
        let status = governed().map(|(_, status)| *status).fold(Truth::Excluded, Truth::or);
        let days: Vec<Range> =
            of_act.iter().copied().filter(|days| governed().any(|(batch, _)| batch.stretch == Some(*days))).collect();
        (status, (days.len() < of_act.len()).then(|| in_words(&days)))
    };
    about.program.offences.iter().map(met).collect()
}

/// The stretches of an act that is divided.
fn stretches(about: &About<'_>, act: usize) -> Vec<Range> {
    let divided = about.cache.divided();
    divided.into_iter().find(|(divided, _)| *divided == act).map(|(_, days)| days).unwrap_or_default()
}

/// Stretches in words, those that follow each other as one.
fn in_words(stretches: &[Range]) -> Label {
    let mut joined: Vec<Range> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if last.max + 1 == stretch.min => last.max = stretch.max,
            _ => joined.push(*stretch),
        }
    }
    let each = joined.iter().map(|days| span(Range::point(days.min), Range::point(days.max)));
    let (zh, en): (Vec<String>, Vec<String>) = each.map(|label| (label.zh, label.en)).unzip();
    label(zh.join("、"), en.join(", "))
}

/// A remark on each act of which only some days count for an offence: how it divides is not stated.
pub(super) fn divided(about: &About<'_>, offence: &Offence) -> Vec<Label> {
    let admitted = about.cache.batches(about.assignment, offence.admitted);
    let mut notes = Vec::new();
    for (act, days) in about.cache.divided() {
        let status = |days: &Range| {
            let own = admitted.iter().filter(|(batch, _)| batch.act == act && batch.stretch == Some(*days));
            own.map(|(_, status)| *status).fold(Truth::Excluded, Truth::or)
        };
        let counting: Vec<Range> = days.iter().copied().filter(|days| status(days).possible()).collect();
        if counting.is_empty() || days.iter().all(|of| status(of) == status(&days[0])) {
            continue;
        }
        let (name, some) = (subject::of(about.case, Entity::Act(act)), in_words(&counting));
        let cuts = days.windows(2).filter(|pair| status(&pair[0]) != status(&pair[1]));
        let cuts: Vec<Label> = cuts.map(|pair| super::limitation::days(Range::point(pair[1].min))).collect();
        let cuts = names::joined(cuts.into_iter());
        notes.push(label(
            format!("{}跨越{}，此处只计{}的部分；数量和获利各有多少属于该部分未载明，按从无到全部计：在该日分写为两个行为即可确定", name.zh, cuts.zh, some.zh),
            format!("{} runs across {}, and only its part of {} counts here; how many of its items and how much of its gains fall in it is not stated, and is taken from nothing to all: two acts in its place, divided on that day, would say so", name.en, cuts.en, some.en),
        ));
    }
    notes
}

fn act(about: &About<'_>, act: usize, met: Vec<(Truth, Option<Label>)>, (from, until): (Range, Range)) -> ActTime {
    let texts = about.book.offences.iter().zip(&about.program.offences).zip(met);
    let concerned = concerned(about, act);
    let met = |status: Truth, law: &book::Offence| status.possible() && concerned.contains(&&law.place);
    let texts: Vec<TextMet> = (texts.filter(|((law, _), (status, _))| met(*status, law)))
        .map(|((law, offence), (status, days))| TextMet {
            offence: law.place.clone(),
            version: law.version.clone(),
            status,
            days,
            interpretations: interpreting(about, law, offence, (act, until)),
        })
        .collect();
    let lasted = until.min > from.max;
    let whole = Range { min: from.min, max: until.max };
    ActTime {
        act: format!("act.{}", about.case.acts[act].id),
        days: if lasted { span(from, until) } else { days(whole) },
        rules: rules(about, &texts, lasted, from),
        texts,
    }
}

/// The offences in some text of which an act may be conduct.
fn concerned<'a>(about: &About<'a>, act: usize) -> Vec<&'a Place> {
    let offences = about.book.offences.iter().zip(&about.program.offences);
    let may_be = |conduct| {
        let batches = about.cache.batches(about.assignment, conduct);
        batches.iter().any(|(batch, _)| batch.act == act)
    };
    offences.filter(|(_, offence)| may_be(offence.conduct)).map(|(law, _)| &law.place).collect()
}

fn span(from: Range, until: Range) -> Label {
    let (from, until) = (days(from), days(until));
    label(format!("{}至{}", from.zh, until.zh), format!("{} to {}", from.en, until.en))
}

/// The rules by which these texts govern.
fn rules(about: &About<'_>, texts: &[TextMet], lasted: bool, from: Range) -> Vec<Cited> {
    let starts = |text: &TextMet| window(about, text).map(|window| day::number(window.from));
    let met = |offence: &&book::Offence| texts.iter().any(|text| text.offence == offence.place);
    let first = about.book.offences.iter().filter(met).map(|offence| day::number(offence.force.from)).min();
    let before = first.is_some_and(|first| from.min < first);
    let into_newer = lasted && texts.iter().filter_map(starts).any(|start| from.min < start);
    let in_part = texts.iter().any(|text| text.days.is_some());
    let names = [
        (texts.is_empty() || lasted && before || into_newer && in_part, "before"),
        (into_newer && !in_part, "continuing"),
        (into_newer && in_part, "part"),
        (!texts.is_empty() && !into_newer, "at_act"),
    ];
    let named = names.into_iter().filter(|(holds, _)| *holds).filter_map(|(_, name)| about.book.collateral.time(name));
    named.map(|(place, text)| cited(place, text)).collect()
}

fn window(about: &About<'_>, text: &TextMet) -> Option<Window> {
    let law = about.book.offences.iter().find(|law| law.place == text.offence && law.version == text.version)?;
    Some(law.force)
}

fn interpreting(
    about: &About<'_>,
    law: &book::Offence,
    offence: &Offence,
    (act, until): (usize, Range),
) -> Vec<Interpreting> {
    (law.interpreted.iter().zip(&offence.interpreted))
        .filter_map(|((id, _), filter)| {
            let instrument = about.book.instrument(id)?;
            let start = day::number(instrument.force.from);
            let at_act = if until.min >= start {
                Truth::Established
            } else if until.max < start {
                Truth::Excluded
            } else {
                Truth::Open
            };
            let status = about.cache.of_person(about.assignment, *filter);
            let followed = law.earlier.iter().enumerate().filter(|(_, earlier)| earlier.instrument == *id);
            let (mut earlier, mut preceded) = (Vec::new(), false);
            for (at, followed) in followed {
                let then = falls_in(followed, until);
                preceded |= then.possible();
                let met = then.or(reaches_back_to(about, (law, offence), at, act));
                if met.possible() && status.possible() {
                    earlier.push(met_earlier(followed, met));
                }
            }
            let point = match at_act {
                Truth::Established => "in_force",
                _ if earlier.is_empty() => "interpretation",
                _ if preceded => "earlier",
                _ => "first",
            };
            let rule = about.book.collateral.time(point).filter(|_| status.possible());
            Some(Interpreting {
                instrument: id.clone(),
                title: instrument.title.clone(),
                status,
                at_act,
                rule: rule.map(|(place, text)| cited(place, text)),
                earlier,
            })
        })
        .collect()
}

/// Whether an act that ended on such a day falls in the time of an earlier interpretation.
fn falls_in(earlier: &book::Earlier, until: Range) -> Truth {
    let last = earlier.alone.until.map_or(Range::ANY.max, day::number);
    let time = Range { min: day::number(earlier.alone.from), max: last };
    match until.meet(time) {
        None => Truth::Excluded,
        Some(both) if both == until => Truth::Established,
        Some(_) => Truth::Open,
    }
}

/// Whether an earlier interpretation, the first of several, reaches back to an act.
fn reaches_back_to(about: &About<'_>, (law, offence): (&book::Offence, &Offence), earlier: usize, act: usize) -> Truth {
    let times = law.times.iter().zip(&offence.earlier);
    let before = times.filter(|(time, _)| time.before.is_some() && time.earlier.contains(&earlier));
    let of_act = before.flat_map(|(_, acts)| about.cache.batches(about.assignment, *acts));
    of_act.filter(|(batch, _)| batch.act == act).fold(Truth::Excluded, |any, (_, status)| any.or(status))
}

fn met_earlier(earlier: &book::Earlier, status: Truth) -> EarlierMet {
    let held = earlier.held.is_some();
    EarlierMet { number: earlier.number.clone(), text: earlier.text.clone(), status, held }
}

/// A remark where acts fall in the time of an earlier interpretation, of those that a file holds or of the others.
pub(super) fn earlier(about: &About<'_>, law: &book::Offence, offence: &Offence, held: bool) -> Vec<Label> {
    let all_held = |time: &Time| time.earlier.iter().all(|earlier| law.earlier[*earlier].held.is_some());
    let times = law.times.iter().zip(&offence.earlier);
    let met = times.filter(|(time, acts)| all_held(time) == held && some_of(about, **acts));
    met.map(|(time, _)| {
        let rule = about.book.collateral.time(if time.before.is_some() { "first" } else { "earlier" });
        let numbers: Vec<&str> = time.earlier.iter().map(|earlier| law.earlier[*earlier].number.as_str()).collect();
        let (zh_number, number) = (numbers.join("、"), numbers.join(" and "));
        let new = about.book.citations.instrument(&time.instrument);
        let (from, until) = (time.force.from, time.force.until.map(|until| until.to_string()).unwrap_or_default());
        let (zh_time, time) = match time.before {
            Some(_) => (
                format!("有行为在最先的解释{zh_number}施行（{from}）以前"),
                format!("some acts were done before the first interpretation, {number}, was in force ({from})"),
            ),
            None => (
                format!("有行为在{zh_number}施行期间（{from}至{until}）"),
                format!("some acts fall in the time of {number} ({from} to {until})"),
            ),
        };
        let (zh_it, it) = if numbers.len() > 1 { ("其中之一", "one of them") } else { ("它", "it") };
        let says = |language: fn(&Label) -> &str, colon: &str, stop: &str| match rule {
            Some((place, text)) => {
                format!("{stop}{}{colon}{}", language(&about.book.citations.name(place)), language(&text.label))
            }
            None => String::new(),
        };
        let (zh, en) = (says(|label| &label.zh, "：", "；"), says(|label| &label.en, ": ", "; "));
        if held {
            return label(
                format!("{zh_time}：{zh_it}与{}都达到的，才达到该情节{zh}", new.zh),
                format!("{time}: a grade is reached where {it} and {} both reach it{en}", new.en),
            );
        }
        label(
            format!("{zh_time}，该解释未编入：{}的数额只是上限，是否达到须判断{zh}", new.zh),
            format!("{time}; {number} is not encoded: the figures of {} are only the most that can be reached, and a judgement is asked{en}", new.en),
        )
    })
    .collect()
}

/// Whether a ground stands in an earlier interpretation, out of force, in whose time no act falls.
pub(super) fn is_of_another_time(about: &About<'_>, law: &book::Offence, offence: &Offence, place: &Place) -> bool {
    let lists = law.ground_lists.iter().filter(|list| list.former);
    if !lists.flat_map(|list| &list.grounds).any(|ground| ground.place == *place) {
        return false;
    }
    let held = |at: &usize| law.earlier[*at].held.as_ref() == Some(&place.instrument);
    let mut all = law.times.iter().zip(&offence.earlier).filter(|(time, _)| time.earlier.iter().any(held));
    all.all(|(_, acts)| !some_of(about, *acts))
}

/// Whether a batch passes, or may.
fn some_of(about: &About<'_>, acts: FilterId) -> bool {
    about.cache.batches(about.assignment, acts).iter().any(|(_, status)| status.possible())
}

/// The acts under an earlier text, looked at under each later one.
pub(super) fn comparisons(about: &About<'_>, settled: &Settled) -> Vec<Comparison> {
    let offences = || about.book.offences.iter().enumerate();
    let mut found = Vec::new();
    for (old, law) in offences() {
        if !settled.outcome.truth(about.program.offences[old].present).possible() {
            continue;
        }
        for (new, later) in offences() {
            if later.place == law.place && later.force.from > law.force.from {
                found.push(comparison(about, settled, old, new));
            }
        }
    }
    found
}

fn comparison(about: &About<'_>, settled: &Settled, old: usize, new: usize) -> Comparison {
    let (law, later) = (&about.book.offences[old], &about.book.offences[new]);
    let as_if = |together| {
        let as_if = AsIf { acts_of: law.force, under: later.force, together };
        let assignment = Assignment { as_if: Some(as_if), ..about.assignment.clone() };
        let cache = Cache::new(about.case, about.program, about.person, &assignment);
        match settle::settle_beside(&cache, &assignment) {
            (grades, true) => grades[new],
            // Not searched to its end: whatever one evaluation leaves possible.
            (_, false) => settle::grades_at_most(&cache, &assignment)[new],
        }
    };
    let (before, after) = (settled.grades[old], as_if(false));
    let unit = is_unit(about.case, &about.book.vocabulary, about.assignment, about.person).certain();
    let several = about.book.collateral.time("several").filter(|_| both_possible(about, settled, old, new));
    let together = several.map(|(place, text)| (compared(later, as_if(true), unit), cited(place, text)));
    let (old, new) = (compared(law, before, unit), compared(later, after, unit));
    let governs = governs(&old, &new);
    let rule = about.book.collateral.time("lighter").map(|(place, text)| cited(place, text));
    let why = why(&old, &new, governs);
    Comparison { offence: law.place.clone(), old, new, governs, rule, why, together }
}

/// Whether there may be acts under both texts.
fn both_possible(about: &About<'_>, settled: &Settled, old: usize, new: usize) -> bool {
    [old, new].iter().all(|at| settled.outcome.truth(about.program.offences[*at].present).possible())
}

fn compared(law: &book::Offence, grades: GradeSet, unit: bool) -> Compared {
    let none = grades.none().then_some(None);
    let reached = (law.grades.iter().enumerate()).filter(|(grade, _)| grades.has(*grade));
    let bands = none.into_iter().chain(reached.map(|(grade, _)| Some(law.band(grade, unit)))).collect();
    Compared { version: law.version.clone(), grades: grade_names(law, grades), bands }
}

/// The most, then the least, that a band allows: what makes one lighter than another. No grade is lighter than any.
fn weight(band: &Option<Band>) -> (bool, u16, u16) {
    let Some(band) = band else { return (false, 0, 0) };
    let most = band.imprisonment.or(band.detention).map_or(0, |(_, most)| most);
    let least = band.detention.or(band.imprisonment).map_or(0, |(least, _)| least);
    (true, most, least)
}

/// The later text governs where it is lighter, whatever is open; the earlier one where it never is.
fn governs(old: &Compared, new: &Compared) -> Governing {
    let pairs = || old.bands.iter().flat_map(|old| new.bands.iter().map(move |new| (weight(old), weight(new))));
    if pairs().all(|(old, new)| new < old) {
        Governing::New
    } else if pairs().all(|(old, new)| new >= old) {
        Governing::Old
    } else {
        Governing::Open
    }
}

fn why(old: &Compared, new: &Compared, governs: Governing) -> Label {
    let side = |side: &Compared| {
        let version = side.version.clone().unwrap_or_default();
        let each = |of: fn(&GradeName) -> &str, unit: &str| {
            let grades = side.grades.iter().zip(&side.bands).map(|(grade, band)| match band {
                Some(band) if bands::terms(band).is_some() => {
                    let (_, most, _) = weight(&Some(*band));
                    format!("{} ≤{most}{unit}", of(grade))
                }
                _ => of(grade).to_owned(),
            });
            grades.collect::<Vec<_>>().join(" / ")
        };
        let zh = each(|grade| &grade.label.zh, "个月");
        let en = each(|grade| &grade.label.en, " months");
        (format!("{version}：{zh}"), format!("{version}: {en}"))
    };
    let ((old_zh, old_en), (new_zh, new_en)) = (side(old), side(new));
    let (zh, en) = match governs {
        Governing::Old => ("后法不更轻，依行为时法", "the later text is not lighter, so the one at the act governs"),
        Governing::New => ("后法处刑较轻，依后法", "the later text is lighter, so it governs"),
        Governing::Open => (
            "何者较轻取决于待定事实；后法下未达情节的，不再追究",
            "which is lighter depends on what is open; where the later text reaches no grade, the act is no longer punished",
        ),
    };
    label(format!("{old_zh}；{new_zh}；{zh}"), format!("{old_en}; {new_en}; {en}"))
}
