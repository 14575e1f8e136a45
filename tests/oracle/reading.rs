//! A second reading of arts. 5, 6 and 11 of Fa Shi [2017] 10, written from its text and as plain as possible. It shares
//! nothing with the engine and nothing with the law files, so that a mistake of either shows as a disagreement.
//!
//! A [`Case`] is settled: every fact has one value. A case with open facts is the set of its settled cases
//! ([`super::cases::Open`]).

/// A grade of art. 253-1: 0 none, 1 serious (情节严重), 2 especially serious (情节特别严重).
pub type Grade = usize;

/// A day: year, month, day of the month.
pub type Day = (i64, i64, i64);

/// Which item of art. 5(1) a record falls under by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Item 3: whereabouts, content of communications, credit, property.
    Grave,
    /// Item 4: what may affect safety of persons or property.
    Sensitive,
    /// Item 5: everything else.
    Ordinary,
}

/// A body of information of one kind.
#[derive(Clone, Debug)]
pub struct Body {
    pub kind: &'static str,
    pub class: Class,
    pub items: i64,
    pub duplicates: i64,
    pub false_items: i64,
    /// Had by duty or service (履行职责或者提供服务过程中获得).
    pub by_position: bool,
}

/// What was done with a body of information, the whole of it.
#[derive(Clone, Debug)]
pub struct Act {
    pub by: Vec<&'static str>,
    pub does: &'static str,
    pub body: usize,
    pub on: Day,
    /// Distinct recipients; of what is published, none is named.
    pub to: Vec<&'static str>,
    /// Receipts, in yuan.
    pub gains: i64,
    /// Whether the purpose is lawful business (为合法经营活动).
    pub lawful_business: bool,
    /// Profit made by using it, in yuan.
    pub profit: i64,
    /// Whether the recipients committed a crime with it: 0 no, 1 meant to, 2 did.
    pub crime: usize,
    /// Whether the actor knew or should have known.
    pub knew: bool,
    /// What the act itself says of position, against what the body says.
    pub by_position: Option<bool>,
}

/// A person's earlier punishment for infringing personal information.
#[derive(Clone, Debug)]
pub struct Record {
    pub person: &'static str,
    pub criminal: bool,
    pub decided: Day,
}

/// What came of an act: death and the like, or a loss of which the answer says whether it is major.
#[derive(Clone, Debug)]
pub struct Result {
    pub of: usize,
    pub kind: &'static str,
    /// Art. 5(2)(2): the answer, where the kind asks for one.
    pub major: bool,
}

/// A settled case.
#[derive(Clone, Debug, Default)]
pub struct Case {
    pub bodies: Vec<Body>,
    pub acts: Vec<Act>,
    pub records: Vec<Record>,
    pub results: Vec<Result>,
}

impl Act {
    /// Art. 3: giving to specific persons and publishing are both providing.
    pub fn supplies(&self) -> bool {
        ["sell", "provide", "publish"].contains(&self.does)
    }
}

/// The grade that a person reaches.
pub fn grade(case: &Case, person: &str) -> Grade {
    let acts: Vec<&Act> = case.acts.iter().filter(|act| act.by.contains(&person)).collect();
    // Nothing true is left: no citizen's personal information.
    let acts: Vec<&Act> = acts.into_iter().filter(|act| left(&case.bodies[act.body]) > 0).collect();
    let (under_6, under_5): (Vec<&Act>, Vec<&Act>) = acts.iter().partition(|act| governed_by_6(case, &acts, act));
    article_5(case, person, &under_5).max(article_6(case, person, &under_6))
}

/// Items of a body that count: what is shown to be false or to repeat another comes off (art. 11(3)).
fn left(body: &Body) -> i64 {
    body.items - body.duplicates - body.false_items
}

/// Art. 6: bought or received for lawful business, other than items 3 and 4, and not passed on (art. 6(2)).
fn governed_by_6(case: &Case, own: &[&Act], act: &Act) -> bool {
    let passed_on = own.iter().any(|other| other.body == act.body && (other.supplies() || other.does == "exchange"));
    let taken = ["purchase", "receive"].contains(&act.does);
    taken && act.lawful_business && case.bodies[act.body].class == Class::Ordinary && !passed_on
}

/// Art. 6(1): a profit of 50,000 yuan, or punished before.
fn article_6(case: &Case, person: &str, acts: &[&Act]) -> Grade {
    let profit: i64 = acts.iter().map(|act| act.profit).sum();
    Grade::from(profit >= 50_000 || punished_before(case, person, acts))
}

fn article_5(case: &Case, person: &str, acts: &[&Act]) -> Grade {
    if acts.is_empty() {
        return 0;
    }
    let all = amounts(case, acts);
    let from_position: Vec<&Act> =
        acts.iter().copied().filter(|act| act.supplies() && had_by_position(case, person, act)).collect();
    let insider = amounts(case, &from_position);
    let item_1 = acts.iter().any(|act| act.supplies() && case.bodies[act.body].kind == "whereabouts" && act.crime == 2);
    let item_2 = acts.iter().any(|act| act.supplies() && act.crime > 0 && act.knew);
    // Items 3 to 7; and item 8, half of each, for those who had it by position.
    let by_amount = |times: i64| reaches(&all, 2 * times) || reaches(&insider, times);
    let item_9 = punished_before(case, person, acts);
    let of_these = |result: &&Result| acts.iter().any(|act| std::ptr::eq(*act, &case.acts[result.of]));
    let results: Vec<&Result> = case.results.iter().filter(of_these).collect();
    let grave = ["death", "serious_injury", "mental_disorder", "kidnapping"];
    // Art. 5(2): (1) grave consequences, (2) major loss or vile impact, (3) ten times items 3 to 8.
    if results.iter().any(|result| grave.contains(&result.kind) || result.major) || by_amount(10) {
        return 2;
    }
    Grade::from(item_1 || item_2 || by_amount(1) || item_9)
}

/// Items of the three classes, and receipts.
struct Amounts {
    items: [i64; 3],
    gains: i64,
}

/// Items 3 to 5, item 6 (each by its proportion, added up) and item 7, at so many halves of their standards.
fn reaches(amounts: &Amounts, halves: i64) -> bool {
    // One item of item 3 is as much as ten of item 4 and a hundred of item 5: together 5,000 of these.
    let [grave, sensitive, ordinary] = amounts.items;
    let together = grave * 100 + sensitive * 10 + ordinary;
    together * 2 >= halves * 5_000 || amounts.gains * 2 >= halves * 5_000
}

/// Art. 11: what was obtained and not passed on counts once; what was passed on, once for each recipient.
fn amounts(case: &Case, acts: &[&Act]) -> Amounts {
    let mut amounts = Amounts { items: [0; 3], gains: acts.iter().map(|act| act.gains).sum() };
    for (at, body) in case.bodies.iter().enumerate() {
        let here: Vec<&&Act> = acts.iter().filter(|act| act.body == at).collect();
        let supplying: Vec<&&&Act> = here.iter().filter(|act| act.supplies()).collect();
        let mut recipients: Vec<&str> = Vec::new();
        for act in &supplying {
            // The public is one recipient, however often it is published.
            let to: &[&str] = if act.does == "publish" { &["(the public)"] } else { &act.to };
            recipients.extend(to);
        }
        recipients.sort_unstable();
        recipients.dedup();
        let times = if supplying.is_empty() { i64::from(!here.is_empty()) } else { recipients.len() as i64 };
        amounts.items[body.class as usize] += left(body) * times;
    }
    amounts
}

/// Item 8: the act says so itself; otherwise the body does, but not of someone who took it by anything but collecting
/// or looking it up.
fn had_by_position(case: &Case, person: &str, act: &Act) -> bool {
    let took = |other: &&Act| other.by.contains(&person) && other.body == act.body && !other.supplies();
    let otherwise = case.acts.iter().filter(took).any(|other| !["collect", "query"].contains(&other.does));
    act.by_position.unwrap_or(case.bodies[act.body].by_position && !otherwise)
}

/// Item 9 and art. 6(1)(2): a criminal punishment at any time before, an administrative one within two years.
fn punished_before(case: &Case, person: &str, acts: &[&Act]) -> bool {
    let before = |record: &Record, act: &Act| {
        let (year, month, day) = record.decided;
        record.decided < act.on && (record.criminal || (year + 2, month, day) >= act.on)
    };
    let own = case.records.iter().filter(|record| record.person == person);
    own.into_iter().any(|record| acts.iter().any(|act| before(record, act)))
}
