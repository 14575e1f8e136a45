//! Random small cases, in which some facts may be several things: the case as written, and everything it can become.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A fact as written, and what it can turn out to be. A settled one can only be what is written.
#[derive(Clone, Debug)]
pub struct Fact {
    pub written: String,
    pub values: Vec<String>,
}

/// A body of information.
#[derive(Clone, Debug)]
struct Body {
    contains: Fact,
    items: Fact,
    duplicates: Fact,
    position: Fact,
    anonymised: Fact,
    from_first: bool,
}

/// An act.
#[derive(Clone, Debug)]
struct Deed {
    by: &'static str,
    does: &'static str,
    body: usize,
    on: Fact,
    /// No more than the least that the body can hold.
    part: Option<i64>,
    to: &'static str,
    gains: Fact,
    profit: Fact,
    purpose: Fact,
    consent: Fact,
    crime: Fact,
    knew: Fact,
}

/// A case.
#[derive(Clone, Debug)]
pub struct Sketch {
    record: Option<(Fact, Fact)>,
    bodies: Vec<Body>,
    deeds: Vec<Deed>,
    consequence: Option<(usize, Fact)>,
    invoked: Option<bool>,
}

/// In which order entries stand.
pub type Order = fn(Vec<String>) -> Vec<String>;

const SUPPLYING: [&str; 3] = ["sell", "provide", "publish"];

impl Sketch {
    /// The case with each fact as `pick` says.
    pub fn text(&self, pick: &mut dyn FnMut(&Fact) -> String) -> String {
        self.ordered(pick, |entries| entries)
    }

    /// The same with the entries of each table in another order.
    pub fn ordered(&self, pick: &mut dyn FnMut(&Fact) -> String, order: Order) -> String {
        let record = self.record.as_ref().map_or(String::new(), |(kind, decided)| {
            let (kind, decided) = (pick(kind), pick(decided));
            format!(", record = [{{ kind = {kind}, for = \"personal_information\", decided = {decided} }}]")
        });
        let persons = vec![format!("id = \"zhang\"{record}"), "id = \"li\"".to_owned()];
        let bodies = self.bodies.iter().enumerate().map(|(number, body)| body.entry(number, pick)).collect();
        let deeds = self.deeds.iter().enumerate().map(|(number, deed)| deed.entry(number, pick)).collect();
        let mut text = String::new();
        for (table, entries) in [("person", persons), ("dataset", bodies), ("act", deeds)] {
            let entries: Vec<String> =
                order(entries).into_iter().map(|entry| format!("    {{ {entry} }},\n")).collect();
            writeln!(text, "{table} = [\n{}]", entries.concat()).expect("text");
        }
        if let Some((deed, kind)) = &self.consequence {
            writeln!(text, "consequence = [{{ of = [\"a{deed}\"], kind = {} }}]", pick(kind)).expect("text");
        }
        if let Some(holds) = self.invoked {
            writeln!(text, "judgement = [{{ person = \"zhang\", place = \"fs-2017-10/5.1.10\", holds = {holds} }}]")
                .expect("text");
        }
        text
    }

    /// The case as written.
    pub fn written(&self) -> String {
        self.text(&mut |fact| fact.written.clone())
    }

    /// How many cases it can become.
    pub fn completions(&self) -> usize {
        let mut product = 1_usize;
        self.text(&mut |fact| {
            product = product.saturating_mul(fact.values.len());
            String::new()
        });
        product
    }

    /// One of the cases it can become, by number.
    pub fn completion(&self, number: usize) -> String {
        let mut left = number;
        self.text(&mut |fact| {
            let value = fact.values[left % fact.values.len()].clone();
            left /= fact.values.len();
            value
        })
    }
}

impl Body {
    fn entry(&self, number: usize, pick: &mut dyn FnMut(&Fact) -> String) -> String {
        let mut entry =
            format!("id = \"d{number}\", contains = {}, items = {}", pick(&self.contains), pick(&self.items));
        write!(entry, ", obtained_in = {}, anonymised = {}", pick(&self.position), pick(&self.anonymised))
            .expect("text");
        if self.duplicates.written != "0" {
            write!(entry, ", duplicates = {}", pick(&self.duplicates)).expect("text");
        }
        if self.from_first && number > 0 {
            entry += ", from = [\"d0\"]";
        }
        entry
    }

    fn most(&self) -> i64 {
        self.items.values.iter().filter_map(|value| value.parse().ok()).max().unwrap_or(i64::MAX)
    }

    fn least(&self) -> i64 {
        self.items.values.iter().filter_map(|value| value.parse().ok()).min().unwrap_or(1)
    }
}

impl Deed {
    fn entry(&self, number: usize, pick: &mut dyn FnMut(&Fact) -> String) -> String {
        let mut entry = format!("id = \"a{number}\", by = {}, does = \"{}\"", self.by, self.does);
        write!(entry, ", dataset = \"d{}\", on = {}, gains = {}", self.body, pick(&self.on), pick(&self.gains))
            .expect("text");
        write!(entry, ", consent = {}, purpose = {}", pick(&self.consent), pick(&self.purpose)).expect("text");
        write!(entry, ", profit = {}", pick(&self.profit)).expect("text");
        if let Some(part) = self.part {
            write!(entry, ", items = {part}").expect("text");
        }
        if SUPPLYING.contains(&self.does) {
            entry += self.to;
            if self.crime.written != "\"none\"" {
                let (crime, knew) = (pick(&self.crime), pick(&self.knew));
                write!(entry, ", recipient_crime = {crime}, knew_of_crime = {knew}").expect("text");
            }
        }
        entry
    }
}

/// A fact that is settled.
fn settled(value: impl ToString) -> Fact {
    let written = value.to_string();
    Fact { values: vec![written.clone()], written }
}

/// A fact that is one of these, or `"unknown"` where these are all there are.
fn listed(values: &[&str], all: bool) -> Fact {
    let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    let written = if all { "\"unknown\"".to_owned() } else { format!("{{ one_of = [{}] }}", values.join(", ")) };
    Fact { written, values }
}

/// A number near a threshold, or a few such numbers in a row.
fn amount(near: &'static [i64], open: bool) -> BoxedStrategy<Fact> {
    let point = (select(near), -1..=1_i64).prop_map(|(near, more)| settled((near + more).max(1)));
    if !open {
        return point.boxed();
    }
    let range = (select(near), -2..=0_i64, 1..=3_i64).prop_map(|(near, from, length)| {
        let (min, max) = ((near + from).max(1), (near + from + length).max(2));
        Fact {
            written: format!("{{ min = {min}, max = {max} }}"),
            values: (min..=max).map(|v| v.to_string()).collect(),
        }
    });
    prop_oneof![3 => point, 1 => range].boxed()
}

fn among(
    settled_values: &'static [&'static str],
    open_values: &'static [&'static str],
    all: bool,
    open: bool,
) -> BoxedStrategy<Fact> {
    let point = select(settled_values).prop_map(settled);
    if open { prop_oneof![5 => point, 1 => Just(listed(open_values, all))].boxed() } else { point.boxed() }
}

const PURPOSES: &[&str] = &[
    "\"resale\"",
    "\"lawful_business\"",
    "\"unlawful_business\"",
    "\"marketing\"",
    "\"crime\"",
    "\"personal\"",
    "\"doxxing\"",
    "\"other\"",
];
const CONTENTS: &[&str] = &["[\"credit\"]", "[\"health\"]", "[\"phone\"]", "[\"name\", \"whereabouts\"]"];

fn body(open: bool) -> impl Strategy<Value = Body> {
    (
        among(CONTENTS, &CONTENTS[..3], false, open),
        amount(&[25, 50, 250, 500, 2500, 5000, 25_000, 50_000], open),
        prop_oneof![3 => Just(settled(0)), 1 => amount(&[3], open)],
        among(&["\"duty\"", "\"none\"", "\"none\""], &["\"duty\"", "\"service\"", "\"none\""], true, open),
        among(&["false", "false", "false", "true"], &["true", "false"], true, open),
        prop::bool::weighted(0.3),
    )
        .prop_map(|(contains, items, duplicates, position, anonymised, from_first)| Body {
            contains,
            items,
            duplicates,
            position,
            anonymised,
            from_first,
        })
}

fn deed(open: bool) -> impl Strategy<Value = Deed> {
    let who = select(&["\"zhang\"", "\"zhang\"", "[\"zhang\", \"li\"]", "\"li\""][..]);
    let does =
        select(&["steal", "purchase", "purchase", "exchange", "query", "sell", "sell", "provide", "publish"][..]);
    let on = || {
        let edge = Fact {
            written: "\"2021-02\"".to_owned(),
            values: (1..=28).step_by(9).map(|day| format!("2021-02-{day:02}")).collect(),
        };
        if open {
            prop_oneof![6 => Just(settled("2021-06-01")), 1 => Just(edge)].boxed()
        } else {
            Just(settled("2021-06-01")).boxed()
        }
    };
    let to = select(&["", ", to = [\"A\"]", ", to = [\"A\", \"li\"]", ", recipients = 3"][..]);
    let facts = (
        amount(&[2500, 5000, 25_000, 50_000, 1, 1], open),
        amount(&[50_000, 1], open),
        among(&["\"resale\"", "\"lawful_business\""], PURPOSES, true, open),
        among(&["\"no\"", "\"no\"", "\"no\"", "\"yes\""], &["\"yes\"", "\"no\"", "\"defective\""], true, open),
        among(&["\"none\"", "\"none\"", "\"used\""], &["\"used\"", "\"intended\""], false, open),
        among(&["\"knew\"", "\"no\""], &["\"knew\"", "\"should_know\"", "\"no\""], true, open),
    );
    (who, does, 0..3_usize, on(), prop::option::weighted(0.3, 1..40_i64), to, facts).prop_map(
        |(by, does, body, on, part, to, (gains, profit, purpose, consent, crime, knew))| Deed {
            by,
            does,
            body,
            on,
            part,
            to,
            gains,
            profit,
            purpose,
            consent,
            crime,
            knew,
        },
    )
}

/// A case in which nothing stated is open, or in which some of it may be.
pub fn sketch(open: bool) -> impl Strategy<Value = Sketch> {
    let kind =
        among(&["\"criminal\"", "\"administrative\""], &["\"criminal\"", "\"administrative\"", "\"none\""], true, open);
    let decided = select(&["2019-02-14", "2020-06-01", "2018-01-01"][..]).prop_map(settled);
    let harm = among(&["\"death\"", "\"other\""], &["\"death\"", "\"other\"", "\"serious_injury\""], false, open);
    let parts = (vec(body(open), 1..=3), vec(deed(open), 1..=5));
    let rest = (
        prop::option::weighted(0.2, (kind, decided)),
        prop::option::weighted(0.2, (0..5_usize, harm)),
        prop::option::weighted(0.1, any::<bool>()),
    );
    (parts, rest).prop_map(|((mut bodies, mut deeds), (record, consequence, invoked))| {
        // A part or a copy holds no more than what it comes from.
        let source = bodies[0].least();
        bodies.iter_mut().for_each(|body| body.from_first &= body.most() <= source);
        for deed in &mut deeds {
            deed.body %= bodies.len();
            let least = bodies[deed.body].least();
            deed.part = deed.part.map(|part| part.min(least));
        }
        let consequence = consequence.map(|(deed, kind)| (deed % deeds.len(), kind));
        Sketch { record, bodies, deeds, consequence, invoked }
    })
}
