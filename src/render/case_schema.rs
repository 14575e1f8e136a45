//! The form of case files as a JSON Schema, for editors that complete and check TOML by one: a date counts as text there.

use serde_json::{Map, Value, json};

use crate::case::keys::{BESIDE_TERM, FACT, FIGURE, Holds, Key, LeftOut, TABLES, Table, WITHIN, terms};
use crate::interview::reference::{Row, lists, rows};
use crate::interview::silence::remark;
use crate::law::vocabulary::{FactKind, Kinds, KindsId, Scope, Vocabulary};
use crate::quantity::Unit;
use crate::report::words::Words;

/// How a value says that it is not known.
const UNKNOWN: &str = "unknown";

/// The schema of case files under a vocabulary, its titles and descriptions in the language of the words.
pub fn schema(vocabulary: &Vocabulary, words: &Words) -> Value {
    let maker = Maker { vocabulary, words };
    let mut definitions = Map::new();
    for kind in [FactKind::Truth, FactKind::Date, FactKind::Amount(Unit::Count), FactKind::Amount(Unit::Yuan)] {
        definitions.insert(maker.name(kind), maker.fact(kind));
    }
    for (position, list) in vocabulary.kinds.iter().enumerate() {
        if !lists(vocabulary).iter().any(|used| used.name == list.name) {
            continue;
        }
        definitions.insert(list.name.clone(), values(list, words));
        let list = KindsId(position as u16);
        for kind in [FactKind::OneOf(list), FactKind::SetOf(list)] {
            definitions.insert(maker.name(kind), maker.fact(kind));
        }
    }
    let properties: Map<String, Value> =
        TABLES.iter().map(|table| (table.name.to_owned(), maker.entries(table))).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": words.language.either("案卷文件", "Case file"),
        "type": "object",
        "properties": properties,
        "required": ["case"],
        "additionalProperties": false,
        "definitions": definitions,
    })
}

struct Maker<'a> {
    vocabulary: &'a Vocabulary,
    words: &'a Words,
}

impl Maker<'_> {
    /// The entries of a table: one, or a list of them.
    fn entries(&self, table: &'static Table) -> Value {
        let entry = self.entry(table);
        if !table.many() {
            return entry;
        }
        json!({ "type": "array", "items": entry })
    }

    fn entry(&self, table: &'static Table) -> Value {
        let rows = rows(self.vocabulary, table);
        let described = |row: &Row| (row.name().to_owned(), self.described(*row));
        let own = table.keys.iter();
        object(rows.iter().map(described).collect(), own)
    }

    /// A key, with what it is and what leaving it out means.
    fn described(&self, row: Row) -> Value {
        let mut of = match row {
            Row::Own(key) => self.own(key),
            Row::Fact(fact, _) => self.refer(fact.kind),
        };
        if let Some(of) = of.as_object_mut() {
            of.insert("title".to_owned(), json!(row.label(self.words.language)));
            of.insert(
                "description".to_owned(),
                json!(remark(&row.left_out(self.vocabulary, self.words), self.words.language)),
            );
        }
        of
    }

    fn own(&self, key: &'static Key) -> Value {
        let text = || json!({ "type": "string" });
        let several = |one: Value| json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }] });
        match key.holds {
            Holds::Text | Holds::Passage | Holds::Id | Holds::One(_) | Holds::Place | Holds::Grade => text(),
            Holds::Texts | Holds::Recipients | Holds::Paths | Holds::Several(_) | Holds::Places | Holds::Grades => {
                several(text())
            }
            Holds::Numeral => json!({ "type": ["integer", "string"] }),
            Holds::TruthOrText => json!({ "type": ["boolean", "string"] }),
            Holds::Truth => json!({ "type": "boolean" }),
            Holds::Day => json!({ "anyOf": [text(), self.range(text())] }),
            Holds::Actors => several(json!({ "anyOf": [text(), self.within(Scope::Participant)] })),
            Holds::Listed(list) => json!({ "allOf": [reference(list)] }),
            Holds::Result | Holds::Standing | Holds::FigureStatus => json!({ "enum": key.holds.words() }),
            Holds::Figure(_) => json!({ "anyOf": [number(), self.range(number())] }),
            Holds::Tables(keys) => json!({ "type": "array", "items": self.of_keys(keys) }),
            Holds::Table(keys) => self.of_keys(keys),
            Holds::FactsOf(scope) => {
                json!({ "anyOf": [{ "enum": [UNKNOWN] }, { "type": "array", "items": self.within(scope) }] })
            }
            Holds::Facts(names) => self.amounts(names.iter().copied()),
            Holds::Shares(list) => {
                let list = self.vocabulary.kinds_named(list).map(|list| self.vocabulary.kinds(list));
                self.amounts(list.iter().flat_map(|list| list.names()))
            }
            Holds::FactOf(scope, name) => {
                let fact = self.vocabulary.fact_named(scope, name).map(|fact| self.vocabulary.fact(fact).kind);
                self.refer(fact.unwrap_or(FactKind::Amount(Unit::Count)))
            }
            Holds::Proposed => {
                let amount = || self.refer(FactKind::Amount(Unit::Count));
                let mut properties: Map<String, Value> = terms().map(|term| (term.to_owned(), amount())).collect();
                let beside = BESIDE_TERM.iter().map(|key| match key.holds {
                    Holds::Figure(_) => (key.name.to_owned(), amount()),
                    _ => (key.name.to_owned(), self.described(Row::Own(key))),
                });
                properties.extend(beside);
                object(properties, [].iter())
            }
            // Of the fact in which they stand: `of_fact` says what they are.
            Holds::Value | Holds::Values | Holds::End | Holds::Amount => json!({}),
        }
    }

    fn of_keys(&self, keys: &'static [Key]) -> Value {
        object(keys.iter().map(|key| (key.name.to_owned(), self.described(Row::Own(key)))).collect(), keys.iter())
    }

    /// An entry of a table that stands in a key of another.
    fn within(&self, scope: Scope) -> Value {
        WITHIN.iter().find(|table| table.scope == Some(scope)).map_or(json!({}), |table| self.entry(table))
    }

    fn amounts<'n>(&self, names: impl Iterator<Item = &'n str>) -> Value {
        let amount = |name: &str| (name.to_owned(), self.refer(FactKind::Amount(Unit::Count)));
        object(names.map(amount).collect(), [].iter())
    }

    fn range(&self, end: Value) -> Value {
        object([("min".to_owned(), end.clone()), ("max".to_owned(), end)].into_iter().collect(), [].iter())
    }

    /// The name of the definition of a kind of fact.
    fn name(&self, kind: FactKind) -> String {
        match kind {
            FactKind::Truth => "truth".to_owned(),
            FactKind::Date => "day".to_owned(),
            FactKind::Amount(Unit::Yuan) => "money".to_owned(),
            FactKind::Amount(_) => "amount".to_owned(),
            FactKind::OneOf(list) => format!("one-of-{}", self.vocabulary.kinds(list).name),
            FactKind::SetOf(list) => format!("some-of-{}", self.vocabulary.kinds(list).name),
        }
    }

    /// Where a fact of a kind is defined, so that something can stand beside it.
    fn refer(&self, kind: FactKind) -> Value {
        json!({ "allOf": [reference(&self.name(kind))] })
    }

    /// A fact, in any of the ways in which one can be written.
    fn fact(&self, kind: FactKind) -> Value {
        let plain = self.plain(kind);
        let table = |keys: &'static [Key]| {
            let property = |key: &'static Key| Some((key.name.to_owned(), self.of_fact(key, kind, &plain)?));
            object(keys.iter().filter_map(property).collect(), keys.iter())
        };
        let (mut whole, figure) = (table(&FACT), table(&FIGURE));
        whole["properties"]["figures"] = json!({ "type": "array", "items": figure, "minItems": 1 });
        json!({ "anyOf": [plain, whole] })
    }

    /// A key of a fact that is written as a table; nothing where a fact of the kind has no such key.
    fn of_fact(&self, key: &'static Key, kind: FactKind, plain: &Value) -> Option<Value> {
        let (amount, money) = (matches!(kind, FactKind::Amount(_)), kind == FactKind::Amount(Unit::Yuan));
        let ranged = amount || kind == FactKind::Date;
        match key.holds {
            // The other side's figure may be a range too.
            Holds::Value if key.name != FACT[0].name && ranged => {
                Some(json!({ "anyOf": [plain, self.range(plain.clone())] }))
            }
            Holds::Value => Some(plain.clone()),
            Holds::Values => (!ranged).then(|| json!({ "type": "array", "items": plain, "minItems": 1 })),
            Holds::End if matches!(key.name, "min" | "max") => ranged.then(|| plain.clone()),
            Holds::End => amount.then(|| plain.clone()),
            Holds::Amount => money.then(|| json!({ "anyOf": [plain, self.range(plain.clone())] })),
            _ => Some(self.own(key)),
        }
    }

    /// A value that does not say how it stands.
    fn plain(&self, kind: FactKind) -> Value {
        match kind {
            FactKind::Truth => json!({ "anyOf": [{ "type": "boolean" }, { "enum": [UNKNOWN, "是", "否"] }] }),
            FactKind::Date => json!({ "type": "string" }),
            FactKind::Amount(_) => json!({ "anyOf": [number(), { "type": "string" }] }),
            FactKind::OneOf(list) => reference(&self.vocabulary.kinds(list).name),
            FactKind::SetOf(list) => {
                let one = reference(&self.vocabulary.kinds(list).name);
                json!({ "anyOf": [{ "type": "array", "items": one, "minItems": 1 }, { "type": "string" }] })
            }
        }
    }
}

fn number() -> Value {
    json!({ "type": "number", "minimum": 0 })
}

fn reference(definition: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

/// A table with these keys and no others.
fn object<'k>(properties: Map<String, Value>, keys: impl Iterator<Item = &'k Key>) -> Value {
    let required: Vec<&str> =
        keys.filter(|key| matches!(key.left_out, LeftOut::Required)).map(|key| key.name).collect();
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// The values of a list by name, and by the label in Chinese where only one has it; with what each means, as editors that
/// complete TOML show it.
fn values(list: &Kinds, words: &Words) -> Value {
    let only = |label: &str| list.values.iter().filter(|(_, other)| other.zh == label).count() == 1;
    let labels = list.values.iter().filter(|(_, label)| only(&label.zh));
    let names = list.values.iter().map(|(name, label)| (name.as_str(), words.language.of(label)));
    let (values, meanings): (Vec<&str>, Vec<&str>) =
        names.chain(labels.map(|(name, label)| (label.zh.as_str(), name.as_str()))).unzip();
    let values: Vec<&str> = values.into_iter().chain([UNKNOWN]).collect();
    json!({ "enum": values, "x-taplo": { "docs": { "enumValues": meanings } } })
}
