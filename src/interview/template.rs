//! A case file to fill in: a first page that suffices for a simple case, then every key there is, with its values and what
//! leaving it out means.

use super::reference::{Row, listed, lists, of_format, rows};
use super::silence::{header, remark};
use crate::case::STRUCTURAL_FACTS;
use crate::case::keys::{BESIDE_TERM, Holds, Key, LeftOut, TABLES, Table, WITHIN, terms};
use crate::engine::Engine;
use crate::law::vocabulary::{FactKind, FactType, Kinds, Meaning, Scope, Vocabulary};
use crate::report::words::{Language, Names, Words};

/// What a simple case needs beside what must be there and the facts that the count relies on: the table, the key, and
/// whether it is stated already.
const FIRST: [(&str, &str, bool); 7] = [
    ("case", "judged", false),
    ("person", "name", true),
    ("dataset", "title", true),
    ("act", "dataset", true),
    ("act", "to", false),
    ("act", "gains", false),
    ("case", "title", true),
];

/// A second title, which a simple case has not.
const OTHER_TITLE: &str = "title_zh";

/// An example of a day.
const DAY: &str = "2021-03-01";

/// What the ids of a table begin with.
const IDS: [(&str, &str); 5] = [("case", "case-"), ("evidence", "E"), ("person", "p"), ("dataset", "d"), ("act", "a")];

const HEAD: (&str, &str) = (
    "# 填好首页即可分析。# 之后是说明；去掉行首的 # 即为填写。不明的写 \"unknown\"，或者不写。\n",
    "# The first page suffices for a simple case. Take away a # to state a key; what is not known is \"unknown\".\n",
);

const ALL: (&str, &str) = (
    "\n# 以下为全部的键，按表排列；用到的移到所属的表下，去掉行首的 #。详见 gravamen case format。\n\
     # 任何事实都可写作：值、{ min = …, max = … }、\"unknown\"，或者后面所列的表，如\n\
     # { value = 5000, status = \"disputed\", defence = 4000, evidence = [\"E1\"], note = \"…\" }、\n\
     # { about = 5000, min = 4800, max = 5200 }、{ nearly = 60000 }、{ price = 0.5, times = 3000 }。\n",
    "\n# Every key there is, table by table: move what you need to its table, and take away the #. Any fact can be a value,\n\
     # { min = …, max = … }, \"unknown\", or the table listed below, such as\n\
     # { value = 5000, status = \"disputed\", defence = 4000, evidence = [\"E1\"], note = \"…\" },\n\
     # { about = 5000, min = 4800, max = 5200 }, { nearly = 60000 }, { price = 0.5, times = 3000 }.\n\
     # `gravamen case format` tells more.\n",
);

/// The template in a language, as the law of the engine has it.
pub fn template(engine: &Engine, language: Language) -> String {
    let words = Words::naming(language, Names::of_law(&engine.book));
    let writer = Writer { engine, vocabulary: &engine.book.vocabulary, words: &words };
    let all = TABLES.iter().chain(&WITHIN).map(|table| writer.all_of(table));
    let lists = lists(writer.vocabulary).into_iter().map(|list| writer.long_list(list));
    let head = language.either(HEAD.0, HEAD.1).to_owned();
    head + &writer.first_page() + language.either(ALL.0, ALL.1) + &all.chain(lists).collect::<String>()
}

struct Writer<'a> {
    engine: &'a Engine,
    vocabulary: &'a Vocabulary,
    words: &'a Words,
}

impl<'a> Writer<'a> {
    /// What a simple case needs: what is stated, and what is mostly needed as comments.
    fn first_page(&self) -> String {
        let is_first = |table: &&Table| FIRST.iter().any(|(of, ..)| *of == table.name);
        let pages = TABLES.iter().filter(is_first).map(|table| {
            let rows = rows(self.vocabulary, table);
            let list =
                rows.iter().find(|row| matches!(row, Row::Fact(fact, _) if is_open_list(fact))).map(|row| row.name());
            let line = |row: Row| match self.on_first_page(table, row, list)? {
                true => Some(format!("{} = {}\n", row.name(), self.example(table, row, 1))),
                false => Some(self.line(table, row, 1)),
            };
            format!("{}\n{}", table.written, rows.into_iter().filter_map(line).collect::<String>())
        });
        pages.collect::<Vec<_>>().join("\n")
    }

    /// Whether a key stands on the first page, and whether it is stated there. `list` is the first list of values that
    /// every entry of the table needs.
    fn on_first_page(&self, table: &Table, row: Row, list: Option<&str>) -> Option<bool> {
        match row {
            Row::Own(Key { left_out: LeftOut::Required, .. }) => Some(true),
            Row::Own(key) if table.scope == Some(Scope::Case) && key.name == OTHER_TITLE => None,
            Row::Own(key) => {
                FIRST.iter().find(|(of, name, _)| (*of, *name) == (table.name, key.name)).map(|(.., stated)| *stated)
            }
            Row::Fact(fact, scope) => {
                let presumed = matches!(fact.silence.first(), Some((Meaning::Presumed(..), _)));
                let relied_on = STRUCTURAL_FACTS.contains(&(scope, &fact.name)) && !presumed;
                (relied_on || list == Some(&fact.name)).then_some(false)
            }
        }
    }

    /// Every key of a table, as comments.
    fn all_of(&self, table: &'static Table) -> String {
        let about = self.words.language.either(table.zh, table.en);
        let lines: String = rows(self.vocabulary, table).into_iter().map(|row| self.line(table, row, 2)).collect();
        format!("\n# {}  # {about}\n{lines}", table.written)
    }

    /// A key as a comment: an example of its value, what it is, its values, and what leaving it out means.
    fn line(&self, table: &Table, row: Row, number: usize) -> String {
        let mut about = vec![row.label(self.words.language).to_owned()];
        about.extend(match (row, row.list(self.vocabulary)) {
            (_, Some(list)) => Some(listed(list, self.words)),
            (Row::Own(Key { holds: Holds::FactsOf(scope), .. }), _) => Some(format!("↓ {}", header(*scope))),
            (Row::Own(Key { holds: Holds::Table(_), .. }), _) => Some(format!("↓ [{}.{}]", table.name, row.name())),
            (Row::Own(key), _) => Some(of_format(key.holds, self.words)).filter(|values| !values.is_empty()),
            (Row::Fact(..), _) => None,
        });
        let left_out = row.left_out(self.vocabulary, self.words);
        about.extend((!left_out.is_empty()).then(|| remark(&left_out, self.words.language)));
        let example = self.example(table, row, number);
        format!("# {} = {example}  # {}\n", row.name(), about.join(self.words.stop))
    }

    /// An example of the value of a key, in an entry of its table that is the first, the second, ….
    fn example(&self, table: &Table, row: Row, number: usize) -> String {
        let key = match row {
            Row::Fact(fact, _) => return self.example_of(fact),
            Row::Own(key) => key,
        };
        let id = |of: &str, number: usize| {
            let begins = IDS.iter().find(|(table, _)| *table == of).map_or("", |(_, begins)| begins);
            format!("\"{begins}{number}\"")
        };
        let one = |of: &str| id(of, 1);
        match key.holds {
            Holds::Text | Holds::Passage | Holds::TruthOrText => "\"\"".to_owned(),
            Holds::Texts | Holds::Recipients => "[\"…\"]".to_owned(),
            Holds::Paths => "[\"dataset.d1.items\"]".to_owned(),
            Holds::Numeral | Holds::Figure(_) | Holds::FactOf(..) => 1.to_string(),
            Holds::Value | Holds::End | Holds::Amount => 1.to_string(),
            Holds::Values => "[1, 2]".to_owned(),
            Holds::Truth => true.to_string(),
            Holds::Day => DAY.to_owned(),
            Holds::Id => id(table.name, number),
            Holds::One(of) => one(of),
            Holds::Several(of) => format!("[{}]", one(of)),
            Holds::Actors => format!("[{}]", one(Scope::Person.name())),
            Holds::Listed(_) => format!("\"{}\"", row.list(self.vocabulary).and_then(first).unwrap_or_default()),
            Holds::Result | Holds::Standing | Holds::FigureStatus => {
                format!("\"{}\"", key.holds.words().first().copied().unwrap_or_default())
            }
            Holds::Place => format!("\"{}\"", self.example_place(table)),
            Holds::Places => format!("[\"{}\"]", self.example_place(table)),
            Holds::Grade => "\"open\"".to_owned(),
            Holds::Grades => "[\"open\"]".to_owned(),
            Holds::Tables(keys) => {
                let inner = keys.iter().map(|key| self.equal(table, key)).collect::<Vec<_>>();
                format!("[{{ {} }}]", inner.join(", "))
            }
            Holds::Table(_) => "{}".to_owned(),
            Holds::FactsOf(_) => "[]".to_owned(),
            Holds::Facts(names) => {
                format!("{{ {} }}", names.iter().map(|name| format!("{name} = 1")).collect::<Vec<_>>().join(", "))
            }
            Holds::Shares(_) => format!("{{ {} = 1 }}", row.list(self.vocabulary).and_then(first).unwrap_or_default()),
            Holds::Proposed => {
                let term = terms().next().map(|term| format!("{term} = 1"));
                let beside = BESIDE_TERM.iter().filter(|key| !matches!(key.holds, Holds::Truth));
                let inner: Vec<String> = term.into_iter().chain(beside.map(|key| self.equal(table, key))).collect();
                format!("{{ {} }}", inner.join(", "))
            }
        }
    }

    fn equal(&self, table: &Table, key: &'static Key) -> String {
        format!("{} = {}", key.name, self.example(table, Row::Own(key), 1))
    }

    fn example_of(&self, fact: &FactType) -> String {
        let first = || self.vocabulary.value_names(fact.kind).first().copied().unwrap_or_default().to_owned();
        match fact.kind {
            FactKind::Truth => true.to_string(),
            FactKind::Date => DAY.to_owned(),
            FactKind::OneOf(_) => format!("\"{}\"", first()),
            FactKind::SetOf(_) => format!("[\"{}\"]", first()),
            FactKind::Amount(_) => 1.to_string(),
        }
    }

    /// A provision that may stand in a table: one that is to be judged, or an offence.
    fn example_place(&self, table: &Table) -> String {
        let judged = table.keys.iter().any(|key| key.name == "holds");
        let offence = || self.engine.book.offences.first().map(|offence| offence.place.to_string());
        let place = if judged { self.engine.judged_places().into_iter().next() } else { offence() };
        place.unwrap_or_default()
    }

    /// What the values of a list mean, where they are too many to stand beside their keys.
    fn long_list(&self, list: &Kinds) -> String {
        if list.values.len() <= super::reference::MOST_BESIDE {
            return String::new();
        }
        let language = self.words.language;
        let line = |(name, label): &(String, _)| format!("#   {name}{}{}\n", self.words.dash, language.of(label));
        let lines: String = list.values.iter().map(line).collect();
        format!("\n# {}{}\n{lines}", list.name, self.words.aside(language.of(&list.label)))
    }
}

fn first(list: &Kinds) -> Option<&str> {
    list.names().next()
}

/// Whether a fact is one of a list of values, and open whatever else is stated.
fn is_open_list(fact: &FactType) -> bool {
    let listed = matches!(fact.kind, FactKind::OneOf(_) | FactKind::SetOf(_));
    listed && matches!(fact.silence.first(), Some((Meaning::Ask, None)))
}
