//! The table as it is written.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    cases: BTreeMap<String, String>,
    row: Vec<Row>,
}

/// One row of the list of figures.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub id: String,
    pub at: String,
    pub quantity: String,
    /// The value and, after the last space, its unit.
    pub value: String,
    pub cmp: String,
    pub ver: String,
    #[serde(default)]
    pub computed: Vec<String>,
    #[serde(default)]
    pub check: Vec<Check>,
    #[serde(default)]
    pub exception: Vec<Exception>,
}

/// What goes into a case, and what is found.
pub type Points = Vec<(String, String)>;

/// Where a figure stands, and what it does there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    pub place: String,
    pub offence: Option<String>,
    #[serde(default, deserialize_with = "day")]
    pub on: Option<Date>,
    #[serde(default)]
    pub choose: BTreeMap<String, String>,
    #[serde(rename = "in")]
    pub case: Option<String>,
    #[serde(default)]
    pub with: BTreeMap<String, String>,
    pub figure: Option<i64>,
    #[serde(default)]
    pub money: bool,
    pub grades: Option<(String, String)>,
    /// How the ground stands at the figure, where something else must hold as well.
    pub reached: Option<String>,
    pub values: Option<Points>,
    pub circumstance: Option<Points>,
    pub charge: Option<Points>,
    pub limitation: Option<Points>,
    pub track: Option<Points>,
    pub usual_fine: Option<Points>,
    pub fine_floor: Option<Points>,
    pub fine_within: Option<Points>,
    pub fine_alone: Option<Points>,
    pub probation_shall: Option<Points>,
    pub track_fine: Option<Points>,
    pub joint: Option<Points>,
    pub words: Option<String>,
    pub text: Option<String>,
    pub grade: Option<String>,
    pub band: Option<String>,
}

/// A figure that nothing computes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    pub place: String,
    #[serde(default, deserialize_with = "day")]
    pub on: Option<Date>,
    pub now: Option<String>,
    pub without: Option<String>,
    pub why: String,
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let day = toml::value::Datetime::deserialize(deserializer)?;
    day.to_string().parse().map(Some).map_err(serde::de::Error::custom)
}

/// The parts of the table: what the list of figures had first, then what was read in the texts, by field.
const PARTS: [&str; 2] = [include_str!("table.toml"), include_str!("property.toml")];

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut whole = Table { cases: BTreeMap::new(), row: Vec::new() };
        for part in PARTS {
            let part: Table = toml::from_str(part).unwrap_or_else(|wrong| panic!("{wrong}"));
            whole.cases.extend(part.cases);
            whole.row.extend(part.row);
        }
        whole
    })
}

/// Every row.
pub fn rows() -> &'static [Row] {
    &table().row
}

impl Check {
    /// The case file with this in place of `#`.
    pub fn file(&self, value: &str) -> String {
        let name = self.case.as_deref().expect("a case");
        let text = table().cases.get(name).unwrap_or_else(|| panic!("no case `{name}`"));
        let filled = self.with.iter().fold(text.clone(), |text, (variable, with)| text.replace(variable, with));
        filled.replace('#', value)
    }
}
