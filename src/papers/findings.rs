//! What the engine found of a charge, in the words of documents. Nothing is decided here.

use super::cite::in_full;
use super::facts::Teller;
use super::paper::Text;
use super::terms;
use crate::explain::findings::{Charge, ChoiceFinding, CircumstanceFinding, GradeName, GroundFinding, PersonFindings};
use crate::explain::sentencing::{GuidanceStep, Probation, ProbationStatus, StepKind};
use crate::law::book::Effect;
use crate::place::Place;
use crate::quantity::Ratio;
use crate::range::Number;
use crate::report::numbers;
use crate::truth::Truth;

/// The five groups of circumstances of a sentencing proposal, in their order.
pub const GROUPS: [(&str, &str); 5] = [
    ("法定从重处罚情节", "Statutory circumstances for a heavier sentence"),
    ("法定从轻、减轻或者免除处罚情节", "Statutory circumstances for a lighter sentence, mitigation or exemption"),
    ("酌定从重处罚情节", "Discretionary circumstances for a heavier sentence"),
    ("酌定从轻处罚情节", "Discretionary circumstances for a lighter sentence"),
    ("其他", "Others"),
];

/// The list of the vocabulary that names the ranks of instruments whose circumstances are statutory (法定情节).
const STATUTORY: &str = "statutory_rank";

/// The charges to be told: those that stand or may; where none does, those whose conduct is there.
pub fn charges(person: &PersonFindings) -> Vec<&Charge> {
    let standing: Vec<&Charge> = person.charges.iter().filter(|charge| charge.stands.possible()).collect();
    if standing.is_empty() {
        person.charges.iter().filter(|charge| charge.present.possible()).collect()
    } else {
        standing
    }
}

/// Where a way out ends every one of these charges: the places of these ways out, each once.
pub fn ended(charges: &[&Charge]) -> Option<Vec<Place>> {
    let each: Option<Vec<&Place>> = charges.iter().map(|charge| charge.ended().map(|exit| &exit.rule.place)).collect();
    let mut places: Vec<Place> = Vec::new();
    for place in each.filter(|each| !each.is_empty())? {
        if !places.contains(place) {
            places.push(place.clone());
        }
    }
    Some(places)
}

/// The names of the charges, each once.
pub fn charge_names(teller: &Teller<'_>, charges: &[&Charge]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for charge in charges {
        let name = teller.words.language.of(&charge.label);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    teller.words.join(names)
}

/// The grade, or every grade still possible.
pub fn grades(teller: &Teller<'_>, grades: &[GradeName]) -> String {
    let names: Vec<&str> = grades.iter().map(|grade| teller.words.language.of(&grade.label)).collect();
    match &names[..] {
        [one] => (*one).to_owned(),
        several => format!("{}{}{}", teller.pick("待定：", "open: "), several.join(teller.words.or), ""),
    }
}

/// A ground as a sentence: its provision, what it says, what was found of what is needed.
pub fn ground(teller: &Teller<'_>, ground: &GroundFinding) -> Text {
    let words = teller.words;
    let says = words.language.of(&ground.text.label);
    let mut text = format!("{}{}{says}", words.place(&ground.place), words.colon);
    if let Some(compared) = &ground.compared {
        let found = numbers::range(compared.quantity, compared.unit, words);
        let needed = numbers::threshold(compared.threshold, compared.unit, words);
        text += &format!("{}{}{found}{}{needed}", words.stop, teller.pick("认定", "found "), words.of);
    }
    if let Some(degree) = ground.degree {
        let about = numbers::about(degree, words);
        text += &format!("{}{}{about}", words.pause, teller.pick("为", ""));
    }
    if ground.status == Truth::Open {
        text += &words.aside(words.truth(Truth::Open));
    }
    if let Some(evidence) = teller.evidence(&ground.evidence) {
        text += &words.aside(&evidence);
    }
    Text::from(text + teller.pick("。", "."))
}

/// The circumstances in the five groups.
pub fn circumstances(teller: &Teller<'_>, charge: &Charge) -> [Vec<Text>; 5] {
    let mut groups: [Vec<Text>; 5] = Default::default();
    for one in charge.circumstances.iter().filter(|one| one.status.possible()) {
        let effects: Vec<Effect> = one.effects.iter().flat_map(|(_, effects)| effects).copied().collect();
        let heavier = effects.contains(&Effect::Heavier);
        let group = match (effects.is_empty() || heavier && effects.len() > 1, is_statutory(teller, &one.place)) {
            (true, _) => 4,
            (false, true) => usize::from(!heavier),
            (false, false) => 2 + usize::from(!heavier),
        };
        groups[group].push(circumstance(teller, one));
    }
    for (step, more) in beside_the_statute(charge) {
        groups[2 + usize::from(!more)].push(guided(teller, step));
    }
    groups
}

fn is_statutory(teller: &Teller<'_>, place: &Place) -> bool {
    let vocabulary = &teller.book.vocabulary;
    let ranks = vocabulary.kinds_named(STATUTORY).map(|kinds| vocabulary.kinds(kinds));
    let rank = teller.book.instrument(&place.instrument).map(|instrument| instrument.rank.as_str());
    rank.is_some_and(|rank| ranks.is_some_and(|ranks| ranks.index(rank).is_some()))
}

/// Factors of the guidance that put no circumstance of the statute in figures, each with whether it adds. One that another
/// is counted in place of is told all the same: it is there.
fn beside_the_statute(charge: &Charge) -> Vec<(&GuidanceStep, bool)> {
    let mut found: Vec<(&GuidanceStep, bool)> = Vec::new();
    for step in charge.sentencing.grades.iter().flat_map(|grade| &grade.steps).filter(|step| step.status.possible()) {
        let StepKind::Factor { more, of, .. } = &step.kind else { continue };
        if of.is_empty() && !found.iter().any(|(known, _)| known.place == step.place && known.text == step.text) {
            found.push((step, *more));
        }
    }
    found
}

fn circumstance(teller: &Teller<'_>, one: &CircumstanceFinding) -> Text {
    let words = teller.words;
    let mut beside = vec![words.place(&one.place)];
    if let Some((least, most)) = one.percent {
        beside.push(format!("{}{}", teller.pick("量刑参考：", "guidance: "), percent((least, most))));
    }
    noted(teller, &one.text.label, one.status, &beside)
}

fn guided(teller: &Teller<'_>, step: &GuidanceStep) -> Text {
    noted(teller, &step.text.label, step.status, &[teller.words.place(&step.place)])
}

fn noted(teller: &Teller<'_>, label: &crate::law::vocabulary::Label, status: Truth, beside: &[String]) -> Text {
    let words = teller.words;
    let mut beside = beside.to_vec();
    if status == Truth::Open {
        beside.push(teller.pick("尚待查明", "still open").to_owned());
    }
    Text::from(format!("{}{}", words.language.of(label), words.aside(&beside.join(words.stop))))
}

fn percent((least, most): (i32, i32)) -> String {
    format!("{least}%~{most}%")
}

/// Every provision that the result of a charge rests on: the offence, its grade, the grounds, the circumstances.
pub fn law(teller: &Teller<'_>, charge: &Charge) -> String {
    let grounds = crate::report::deciding(charge).into_iter().map(|ground| &ground.place);
    let circumstances = charge.circumstances.iter().filter(|one| one.status.certain()).map(|one| &one.place);
    let fine = charge.usual_fine.iter().map(|fine| &fine.place);
    let places = std::iter::once(&charge.offence).chain(grounds).chain(circumstances).chain(fine);
    let mut names: Vec<String> = Vec::new();
    for place in places {
        let name = in_full(teller.book, place, teller.words);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    teller.words.join(names)
}

/// The statute's band, of every grade still possible.
pub fn bands(teller: &Teller<'_>, charge: &Charge) -> String {
    let several = charge.bands.len() > 1;
    let each = charge.bands.iter().map(|(grade, band)| {
        let text = terms::band(teller.book, band, band.fine, teller.words);
        let name = teller.words.language.of(&grade.label);
        if several { format!("{name}{}{text}", teller.words.colon) } else { text }
    });
    each.collect::<Vec<_>>().join(teller.words.stop)
}

/// Where guidance leads, for each grade still possible; nothing where none speaks of it.
pub fn reference(teller: &Teller<'_>, charge: &Charge) -> Option<String> {
    let found = &charge.sentencing.grades;
    let several = found.len() > 1;
    let each = found.iter().map(|grade| {
        let (least, most) = whole(grade.adjusted.min, grade.adjusted.max);
        let text = match most {
            Some(most) => terms::span((least, most), teller.language()),
            None => format!("{}{}", terms::term(least, teller.language()), teller.pick("以上", " or more")),
        };
        let left = if grade.left.is_empty() {
            ""
        } else {
            teller.pick("（尚未计入由法院确定的部分）", ", before what is left to the court")
        };
        let name = if several {
            format!("{}{}", teller.words.language.of(&grade.grade.label), teller.words.colon)
        } else {
            String::new()
        };
        format!("{name}{text}{left}")
    });
    let text = each.collect::<Vec<_>>().join(teller.words.stop);
    (!text.is_empty()).then_some(text)
}

/// A reference range in whole months, the least rounded down and the most up.
pub(super) fn whole(min: Ratio, max: Option<Ratio>) -> (u16, Option<u16>) {
    let months = |number: Number| u16::try_from(number).unwrap_or(u16::MAX);
    (months(min.floor().to_integer()), max.map(|max| months(max.ceil().to_integer())))
}

/// Whether probation can be had, and why.
pub fn probation(teller: &Teller<'_>, found: &Probation) -> Text {
    let words = teller.words;
    let status = match found.status {
        ProbationStatus::Eligible => teller.pick("依法可以适用", "can be had"),
        ProbationStatus::Excluded => teller.pick("依法不得适用", "cannot be had"),
        ProbationStatus::ToBeJudged => teller.pick("是否适用须判断", "is to be judged"),
    };
    let reasons =
        found.reasons.iter().filter(|reason| found.status != ProbationStatus::Excluded || reason.status != Truth::Open);
    let reason = |reason: &crate::explain::sentencing::ProbationReason| {
        let open = if reason.status == Truth::Open { teller.pick("，须判断", ", to be judged") } else { "" };
        let status = if reason.status == Truth::Excluded { teller.pick("，不符合", ", not so") } else { open };
        format!("{}{status}{}", words.language.of(&reason.text.label), words.aside(&words.place(&reason.place)))
    };
    let reasons: Vec<String> = reasons.map(reason).collect();
    Text::from(format!("{}{status}{}{}", teller.pick("缓刑：", "Probation "), words.colon, reasons.join(words.stop)))
}

/// A contested reading: the question, the view taken, and what the others would lead to.
pub fn reading(teller: &Teller<'_>, choice: &ChoiceFinding) -> Text {
    let words = teller.words;
    let law = teller.book.choice_named(&choice.name).map(|id| teller.book.choice(id));
    let says = |name: &str| {
        let option = law.and_then(|law| law.options.iter().find(|option| option.name == name));
        option.map_or(name.to_owned(), |option| words.language.of(&option.text.label).to_owned())
    };
    let authority = |name: &str| {
        choice
            .authority
            .get(name)
            .map(|label| format!("{}{}", teller.pick("依据：", "resting on "), words.language.of(label)))
    };
    let leads = |name: &str| choice.grades.get(name).map(|found| format!("→ {}", grades(teller, found)));
    let view = |name: &str| {
        let beside: Vec<String> = authority(name).into_iter().chain(leads(name).filter(|_| choice.regrades)).collect();
        format!(
            "{}{}",
            says(name),
            if beside.is_empty() { String::new() } else { words.aside(&beside.join(words.stop)) }
        )
    };
    let others = law.map(|law| {
        law.options.iter().map(|option| option.name.as_str()).filter(|name| *name != choice.option).collect::<Vec<_>>()
    });
    let others = others.unwrap_or_default().into_iter().map(view).collect::<Vec<_>>().join(words.stop);
    let question = words.language.of(&choice.text.label);
    let (taken, other) = teller.pick(("本文采用：", "其他理解："), ("Taken here: ", "Other views: "));
    Text::from(format!(
        "{question}{}{taken}{}{}{other}{others}",
        teller.pick("。", ". "),
        view(&choice.option),
        teller.pick("。", ". ")
    ))
}

/// Whether limitation has run, in a sentence for each grade still possible.
pub fn limitation(teller: &Teller<'_>, charge: &Charge) -> Vec<Text> {
    let words = teller.words;
    let line = |found: &crate::explain::collateral::LimitationFinding| {
        let rule =
            format!("{}{}", words.place(&found.rule.place), words.aside(words.language.of(&found.rule.text.label)));
        let running = found.acts.iter().all(|act| act.barred == Truth::Excluded);
        // Days in the standard form stand in the order of their letters.
        let earliest = found.acts.iter().filter_map(|act| act.from.as_ref()).min_by_key(|from| &from.en);
        let earliest = earliest.map(|day| teller.dated(words.language.of(day)));
        let said = if running {
            let until = earliest.map(|day| {
                format!(
                    "{}{day}",
                    teller.pick("；最早的一起超过时效之日：", "; the first day on which one would be barred: ")
                )
            });
            format!("{}{}", teller.pick("各行为均未过追诉时效", "no act is out of time"), until.unwrap_or_default())
        } else {
            let doubtful = found.acts.iter().filter(|act| act.barred.possible());
            let each = doubtful.map(|act| {
                let open = if act.barred == Truth::Open {
                    teller.pick("是否已过待定", "open")
                } else {
                    teller.pick("已过追诉时效", "out of time")
                };
                format!("{}{}{open}", teller.conduct(&act.conduct), words.colon)
            });
            each.collect::<Vec<_>>().join(words.stop)
        };
        let assumed = if found.to.assumed {
            let (label, day) = (words.language.of(&found.to.label), words.language.of(&found.to.value));
            words.aside(&format!(
                "{label}{}{day}{}{}",
                words.colon,
                words.pause,
                teller.pick("案卷未载，系假定", "assumed, since the file does not say")
            ))
        } else {
            String::new()
        };
        Text::from(format!(
            "{}{}{said}{}{rule}{assumed}",
            words.language.of(&found.grade.label),
            words.colon,
            words.stop
        ))
    };
    charge.limitation.iter().map(line).collect()
}
