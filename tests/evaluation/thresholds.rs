//! Every figure of articles 5 and 6: one below it, at it, and one above.

use gravamen::truth::Truth;

use super::support::{analyse, degree, established, grade, one_act, only, settled, status};

/// A row of `tests/data/thresholds.toml`.
struct Threshold {
    pinpoint: String,
    quantity: String,
    /// In items, fen, or five-thousandths of a ratio.
    value: i64,
}

/// Kinds of each tier that nobody contests.
const TIERS: [(&str, &[&str]); 3] = [
    (
        "tier 1",
        &["whereabouts", "communication_content", "credit", "property", "payment_credentials", "card_credentials"],
    ),
    ("tier 2", &["accommodation", "communication_records", "health", "transaction", "other_safety"]),
    ("tier 3", &["name", "phone", "student_roll", "employment", "other"]),
];

fn thresholds() -> Vec<Threshold> {
    let table: toml::Table = include_str!("../data/thresholds.toml").parse().expect("a table of thresholds");
    let text = |row: &toml::Value, key: &str| row[key].as_str().expect(key).to_owned();
    let rows = table["threshold"].as_array().expect("rows").iter();
    rows.map(|row| {
        let (whole, part) = match text(row, "value").split_once('/') {
            Some((above, below)) => (above.parse::<i64>().expect("a number"), below.parse::<i64>().expect("a number")),
            None => (text(row, "value").parse().expect("a number"), 1),
        };
        let unit = match text(row, "unit").as_str() {
            "item" => 1,
            "yuan" => 100,
            "ratio" => 5000,
            other => panic!("unit {other}"),
        };
        Threshold { pinpoint: text(row, "pinpoint"), quantity: text(row, "quantity"), value: whole * unit / part }
    })
    .collect()
}

impl Threshold {
    fn insider(&self) -> bool {
        self.quantity.starts_with("duty seller")
    }

    fn especially(&self) -> bool {
        self.quantity.ends_with("grade 2")
    }

    /// The place of the ground: `5(2)(3)+(1)(8)` is `5.2.3`.
    fn place(&self) -> String {
        let first = self.pinpoint.split('+').next().expect("a pinpoint");
        first.replace('(', ".").replace(')', "")
    }

    /// What the amount just below, at, and just above it must come to.
    fn expected(&self) -> [&'static str; 3] {
        if self.especially() {
            ["serious", "especially_serious", "especially_serious"]
        } else {
            ["none", "serious", "serious"]
        }
    }

    /// The cases in which the quantity is `amount`.
    fn cases(&self, amount: i64) -> Vec<String> {
        if self.quantity == "profit" {
            return vec![bought_for_business(amount)];
        }
        if self.quantity.contains("ratio") {
            return vec![self.mixture(amount)];
        }
        if self.quantity.contains("gains") {
            return vec![self.sale("name", 1, amount), self.sale("health", 1, amount)];
        }
        let (_, kinds) = TIERS.iter().find(|(tier, _)| self.quantity.contains(tier)).expect("a tier");
        kinds.iter().flat_map(|kind| self.of_items(kind, amount)).collect()
    }

    /// Insiders are caught for supplying; others for obtaining too.
    fn of_items(&self, kind: &str, amount: i64) -> Vec<String> {
        let supplied = self.sale(kind, amount, 0);
        if self.insider() { vec![supplied] } else { vec![supplied, obtained(kind, amount)] }
    }

    fn sale(&self, kind: &str, items: i64, fen: i64) -> String {
        let position = if self.insider() { "duty" } else { "none" };
        sold(&[(kind, items)], position, fen)
    }

    /// Two fifths of the ratio in tier 1, the rest in equal parts in tiers 2 and 3, exactly.
    fn mixture(&self, five_thousandths: i64) -> String {
        let grave = self.value * 2 / 5 / 100;
        let sensitive = self.value * 3 / 10 / 10;
        let ordinary = five_thousandths - grave * 100 - sensitive * 10;
        let position = if self.insider() { "service" } else { "none" };
        sold(&[("credit", grave), ("health", sensitive), ("phone", ordinary)], position, 0)
    }
}

/// One sale of each body of information to one buyer, the gains in the first.
fn sold(bodies: &[(&str, i64)], position: &str, fen: i64) -> String {
    let mut text = "person = [{ id = \"zhang\" }]\n".to_owned();
    for (number, (kind, items)) in bodies.iter().enumerate() {
        let yuan = if number == 0 { format!("{}.{:02}", fen / 100, fen % 100) } else { "0".to_owned() };
        text += &format!(
            "[[dataset]]\nid = \"d{number}\"\ncontains = [\"{kind}\"]\nitems = {items}\nobtained_in = \"{position}\"\n
[[act]]\nid = \"a{number}\"\nby = [\"zhang\"]\ndoes = \"sell\"\ndataset = \"d{number}\"\non = 2022-03-01\ngains = {yuan}\n"
        );
    }
    text
}

fn obtained(kind: &str, items: i64) -> String {
    one_act(kind, items, "steal", "")
}

fn bought_for_business(fen: i64) -> String {
    let profit = format!(", purpose = \"lawful_business\", profit = {}.{:02}", fen / 100, fen % 100);
    one_act("phone", 80_000, "purchase", &profit)
}

#[test]
fn every_figure_is_reached_at_it_and_not_below() {
    let mut wrong = Vec::new();
    for threshold in thresholds() {
        for (amount, expected) in [-1, 0, 1].map(|more| threshold.value + more).into_iter().zip(threshold.expected()) {
            for text in threshold.cases(amount) {
                let analysis = analyse(&text);
                let charge = only(&analysis);
                let found = (settled(charge), status(charge, &threshold.place()), degree(charge, &threshold.place()));
                let reached = Truth::from(amount >= threshold.value);
                let ratio = gravamen::quantity::Ratio::new(amount.into(), threshold.value.into());
                let needed = (expected.to_owned(), reached, ratio.to_string());
                if found != needed {
                    wrong.push(format!("{} {amount}: {found:?}, not {needed:?}", threshold.quantity));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_table_has_every_row() {
    let mut quantities: Vec<String> = thresholds().into_iter().map(|threshold| threshold.quantity).collect();
    quantities.sort();
    let mut needed = vec!["profit".to_owned()];
    for who in ["", "duty seller "] {
        for what in ["tier 1", "tier 2", "tier 3", "ratio", "gains"] {
            needed.extend(["", " grade 2"].map(|grade| format!("{who}{what}{grade}")));
        }
    }
    needed.sort();
    assert_eq!(quantities, needed);
}

#[test]
fn the_half_threshold_is_for_supplying_and_not_for_obtaining() {
    for does in ["collect", "query"] {
        let text = one_act("credit", 49, does, ", obtained_in = \"duty\"");
        assert_eq!((does, grade(&text).as_str()), (does, "none"));
        let text = one_act("credit", 50, does, ", obtained_in = \"duty\"");
        let analysis = analyse(&text);
        assert_eq!(
            (settled(only(&analysis)), established(only(&analysis))),
            ("serious".to_owned(), vec!["5.1.3".to_owned()])
        );
    }
}

#[test]
fn publishing_and_providing_reach_the_half_threshold_too() {
    for does in ["provide", "publish"] {
        let text = one_act("credit", 25, does, ", obtained_in = \"service\", gains = 0");
        let analysis = analyse(&text);
        assert_eq!(
            (settled(only(&analysis)), established(only(&analysis))),
            ("serious".to_owned(), vec!["5.1.8".to_owned()])
        );
    }
}

#[test]
fn article_6_knows_no_number_of_items_and_no_higher_grade() {
    for fen in [0, 4_999_999, 5_000_000, 5_000_001, 500_000_000] {
        let analysis = analyse(&bought_for_business(fen));
        let charge = only(&analysis);
        let (grade, grounds) = if fen < 5_000_000 { ("none", vec![]) } else { ("serious", vec!["6.1.1".to_owned()]) };
        assert_eq!((settled(charge), established(charge)), (grade.to_owned(), grounds), "{fen} fen");
    }
}

#[test]
fn gains_of_obtaining_count_too() {
    let text = one_act("phone", 1, "steal", ", gains = 5000");
    assert_eq!(grade(&text), "serious");
}
