//! Synthetic cases (合成案例): a profile is a case file in which values may be drawn, and a population is drawn from it.
//!
//! ```toml
//! [profile]
//! title = "Sellers of contact data"
//!
//! [[variant]]                          # each case is drawn from one of the variants, by weight
//! weight = 3
//! case = { judged = { draw = "day", from = 2018-01-01, until = 2024-12-31 } }
//! person = [{ id = "p", name = "P", kind = "natural" }]
//! dataset = [{ id = "d", contains = ["name", "phone"], items = { draw = "log_normal", median = 3000, spread = 4, min = 1 } }]
//! act = [{ id = "a", by = ["p"], does = "sell", dataset = "d", gains = { draw = "times", of = "dataset.d.items", by = 0.2 } }]
//! ```
//!
//! A drawn value is a table with `draw`: `one_of` (`values`, `weights`), `whole` (`min`, `max`), `log_normal` (`median`,
//! `spread`: the factor of one standard deviation, `min`, `max`), `day` (`from`, `until`), `times` (`of`: the path of a
//! number drawn before, `by`), `sometimes` (`chance`, `value`, `otherwise`; without it the key, or the entry of a list,
//! is left out). What is drawn is a case file like any other, and is read as one.

mod draw;
mod template;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use self::template::Template;
use super::read::log::Log;
use super::read::node::Table;
use super::read::parse;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::{SourceId, Sources, Span};

/// A profile: what the cases of a population are drawn from.
#[derive(Debug)]
pub struct Profile {
    /// Its title.
    pub title: String,
    variants: Vec<Variant>,
}

/// One sort of case.
#[derive(Debug)]
struct Variant {
    weight: f64,
    case: Template,
}

/// The publisher named as the source of a drawn case: nobody can take it for a real one.
pub const SYNTHETIC: &str = "synthetic";

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the file.
    pub fn read(sources: &Sources, source: SourceId) -> Result<Self, Diagnostics> {
        let mut log = Log::default();
        let root = parse::file(sources, source, &mut log);
        let profile = root.map(|root| of(&root, source, &mut log));
        log.finish()?;
        profile.ok_or_else(Vec::new)
    }

    /// The case of this number in the population of a seed, as the text of a case file.
    ///
    /// The same profile, seed and number give the same case, however many are drawn.
    ///
    /// # Errors
    ///
    /// A value that cannot be drawn, such as a multiple of a number that this case does not have.
    pub fn draw(&self, seed: u64, number: u64) -> Result<String, Diagnostic> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(number);
        let weights: Vec<f64> = self.variants.iter().map(|variant| variant.weight).collect();
        let variant = draw::weighted(&weights, &mut random);
        let case = draw::table(&self.variants[variant].case, &mut random)?;
        Ok(self.marked(case, seed, number).to_string())
    }

    /// The case with a head that says that nobody did this.
    fn marked(&self, mut case: toml::Table, seed: u64, number: u64) -> toml::Table {
        let mut source = toml::Table::new();
        source.insert("publisher".to_owned(), SYNTHETIC.into());
        source.insert("title".to_owned(), format!("{}, seed {seed}, number {number}", self.title).into());
        let mut head = toml::Table::new();
        head.insert("id".to_owned(), format!("{SYNTHETIC}-{seed}-{number}").into());
        head.insert("title".to_owned(), format!("Synthetic case {number}: {}", self.title).into());
        head.insert("title_zh".to_owned(), format!("合成案例{number}：{}", self.title).into());
        if let Some(toml::Value::Table(drawn)) = case.remove("case") {
            head.extend(drawn.into_iter().filter(|(key, _)| key != "id" && !key.starts_with("title")));
        }
        head.insert("sources".to_owned(), toml::Value::Array(vec![source.into()]));
        let mut marked = toml::Table::new();
        marked.insert("case".to_owned(), head.into());
        marked.extend(case);
        marked
    }
}

fn of(root: &Table<'_>, source: SourceId, log: &mut Log) -> Profile {
    let title = root.get("profile").and_then(|head| head.table()?.get("title")?.text().map(str::to_owned));
    for (key, _) in root.entries.iter().filter(|(key, _)| key.name != "profile" && key.name != "variant") {
        log.push(
            Diagnostic::error("unknown-key", key.span, format!("a profile has no key `{}`", key.name))
                .help("expected `[profile]` and `[[variant]]`"),
        );
    }
    let variants: Vec<Variant> = (root.get("variant").and_then(|list| list.list()).unwrap_or_default().iter())
        .filter_map(|node| {
            let Some(table) = node.table() else {
                log.push(Diagnostic::error("expected-table", node.span, "expected a `[[variant]]`"));
                return None;
            };
            let weight = table.get("weight").map_or(Some(1.0), |node| template::positive(node, log))?;
            let case = template::entries(table.entries.iter().filter(|(key, _)| key.name != "weight"), log)?;
            Some(Variant { weight, case })
        })
        .collect();
    if variants.is_empty() {
        let whole = Span::new(source, 0, 0);
        log.push(Diagnostic::error("empty-profile", whole, "a profile has at least one `[[variant]]`"));
    }
    Profile { title: title.unwrap_or_else(|| "untitled profile".to_owned()), variants }
}
