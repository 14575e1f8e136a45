//! What a page shows of an analysis beside its documents: a card for each accused, with gauges of degree and the ledger
//! of the count as lengths that can be drawn.

use super::document::{Document, Table};
use super::words::Words;
use super::{Detail, answer, grounds, numbers};
use crate::explain::findings::{Analysis, Charge, CountFinding, GroundFinding, PersonFindings, StepOf};
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// The length of what is drawn: a ratio or an amount stands at so many thousandths of it.
pub const WHOLE: u16 = 1000;

/// One accused.
#[derive(Clone, Debug)]
pub struct Card {
    /// The person's id.
    pub person: String,
    /// The person's name.
    pub name: String,
    /// The charges that lead, in full.
    pub charges: Vec<ChargeCard>,
    /// The others, a line each, and what takes the place of which.
    pub beside: Document,
    /// Whether no conduct of any offence is there.
    pub nothing: bool,
}

/// One charge.
#[derive(Clone, Debug)]
pub struct ChargeCard {
    /// The offence.
    pub offence: Place,
    /// Its name, with the text that applies.
    pub label: String,
    /// The grade, or those still possible.
    pub grade: String,
    /// Whether some grade is reached.
    pub status: Truth,
    /// What the sentence can be.
    pub penalties: Table,
    /// The grounds that decide, then those that came near.
    pub gauges: Vec<Gauge>,
    /// How the items were counted.
    pub ledger: Vec<Ledger>,
    /// Everything that there is to say first, without the grounds.
    pub answer: Document,
}

/// How near a ground is to what it needs.
#[derive(Clone, Debug)]
pub struct Gauge {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub says: String,
    /// Whether it is established.
    pub status: Truth,
    /// Its status in words.
    pub status_words: &'static str,
    /// From and until, in thousandths; what is needed stands at the middle. Nothing for a ground without a quantity.
    pub length: Option<(u16, u16)>,
    /// Found, needed and degree, in words.
    pub figures: String,
}

/// The count of bodies of information in a class.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// The datasets, by id.
    pub datasets: Vec<String>,
    /// The class.
    pub class: String,
    /// The article whose table it is.
    pub article: Place,
    /// What was counted, and its length.
    pub items: (String, (u16, u16)),
    /// The steps: the rule, what was done, how many, and the length.
    pub steps: Vec<(Place, String, String, (u16, u16))>,
    /// The same as amounts, to be drawn.
    pub flow: Flow,
    /// The picture, where it was drawn.
    pub picture: Option<String>,
}

/// From what is stated to what is counted.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Items as they are stated.
    pub stated: Range,
    /// What came off, rule by rule.
    pub off: Vec<Band>,
    /// What was left.
    pub left: Range,
    /// What of it counts, rule by rule.
    pub parts: Vec<Band>,
    /// What is counted.
    pub counted: Range,
}

/// Items that come off or count, by one rule.
#[derive(Clone, Debug)]
pub struct Band {
    /// What the rule says.
    pub says: String,
    /// How many.
    pub items: Range,
    /// The rule.
    pub place: Place,
}

/// A card for each accused.
pub fn cards(analysis: &Analysis, words: &Words) -> Vec<Card> {
    analysis.persons.iter().map(|person| card(person, words)).collect()
}

/// The law that an analysis rests on, in a line.
pub fn basis(analysis: &Analysis, words: &Words) -> String {
    super::basis(analysis, true, words)
}

fn card(person: &PersonFindings, words: &Words) -> Card {
    let shown: Vec<&Charge> = person.charges.iter().filter(|charge| Detail::Brief.shows(charge)).collect();
    let mut beside = Document::default();
    let mut charges = Vec::new();
    if !shown.is_empty() {
        super::relations::relations(&mut beside, person, words);
        let (full, short) = super::in_full(person, &shown, Detail::Brief);
        charges.extend(full.into_iter().map(|charge| charge_card(person, charge, words)));
        super::relations::others(&mut beside, person, &short, words);
    }
    beside.pairs(super::collateral::track_lines(person, false, words));
    Card { person: person.id.clone(), name: person.name.clone(), nothing: charges.is_empty(), charges, beside }
}

fn charge_card(person: &PersonFindings, charge: &Charge, words: &Words) -> ChargeCard {
    let version = words.text_aside(charge.text.as_deref());
    let mut penalties = Table::pairs();
    answer::penalties(&mut penalties, charge, words);
    let near = grounds::near_misses(charge);
    let mut document = Document::default();
    answer::answer(&mut document, person, charge, words);
    // The card has its own heading, and gauges in place of the table of grounds.
    let table = grounds::deciding_table(charge, words);
    document.blocks.retain(|block| match block {
        super::document::Block::Heading(..) => false,
        super::document::Block::Table(shown) => *shown != table,
        _ => true,
    });
    ChargeCard {
        offence: charge.offence.clone(),
        label: format!("{}{version}", words.language.of(&charge.label)),
        grade: match &charge.grade {
            Some(grade) => words.language.of(&grade.label).to_owned(),
            None => format!("{}{}{}", words.truth(Truth::Open), words.colon, answer::grades(&charge.grades, words)),
        },
        status: charge.status,
        penalties,
        gauges: grounds::deciding(charge).into_iter().chain(near).map(|ground| gauge(ground, words)).collect(),
        ledger: charge.count.iter().map(|count| ledger(count, words)).collect(),
        answer: document,
    }
}

fn gauge(ground: &GroundFinding, words: &Words) -> Gauge {
    let mut figures = Vec::new();
    if let Some(compared) = &ground.compared {
        let found = numbers::range(compared.quantity, compared.unit, words);
        figures.push(found + words.of + &numbers::threshold(compared.threshold, compared.unit, words));
    }
    let shown = if ground.compared.is_some() { numbers::about } else { numbers::degree };
    figures.extend(ground.degree.map(|degree| shown(degree, words)));
    Gauge {
        place: ground.place.clone(),
        says: words.language.of(&ground.text.label).to_owned(),
        status: ground.status,
        status_words: words.truth(ground.status),
        length: ground.degree.map(|(from, until)| (thousandths(from), until.map_or(WHOLE, thousandths))),
        figures: figures.join(words.pause),
    }
}

/// Where a degree stands: degree ÷ (1 + degree), so that what is needed is always at the middle, nothing at the
/// beginning, and a hundred times as much still within the picture.
fn thousandths(degree: Ratio) -> u16 {
    part(*degree.numer(), degree.numer().saturating_add(*degree.denom()))
}

/// A part of a whole, in thousandths.
fn part(part: Number, whole: Number) -> u16 {
    let drawn = part.max(0).saturating_mul(Number::from(WHOLE)) / whole.max(1);
    u16::try_from(drawn).unwrap_or(WHOLE).min(WHOLE)
}

fn ledger(count: &CountFinding, words: &Words) -> Ledger {
    let settled = |range: &crate::range::Range| if range.is_unbounded() { range.min } else { range.max };
    let most = count.steps.iter().map(|step| settled(&step.items)).chain([settled(&count.items)]).max().unwrap_or(1);
    let length = |range: crate::range::Range| {
        (part(range.min, most), if range.is_unbounded() { WHOLE } else { part(range.max, most) })
    };
    let items = |range: crate::range::Range| numbers::range(range, Unit::Items, words);
    Ledger {
        datasets: count.datasets.clone(),
        class: words.language.of(&count.class_label).to_owned(),
        article: count.article.clone(),
        items: (items(count.items), length(count.items)),
        flow: flow(count, words),
        picture: None,
        steps: (count.steps.iter())
            .map(|step| {
                let text = words.language.of(&step.text).to_owned();
                (step.place.clone(), text, items(step.items), length(step.items))
            })
            .collect(),
    }
}

fn flow(count: &CountFinding, words: &Words) -> Flow {
    let mut flow =
        Flow { stated: count.items, off: Vec::new(), left: count.items, parts: Vec::new(), counted: count.items };
    let mut begun = false;
    for step in &count.steps {
        let band = |items| Band { says: words.language.of(&step.text).to_owned(), items, place: step.place.clone() };
        match step.of {
            StepOf::Left { before, less } => {
                if !std::mem::replace(&mut begun, true) {
                    flow.stated = before;
                }
                flow.left = step.items;
                flow.off.extend((less.max > 0).then(|| band(less)));
            }
            StepOf::Adds => flow.parts.push(band(step.items)),
        }
    }
    flow
}
