//! A case file to fill in: every key that the vocabulary knows, with its values and what silence about it means.

use std::fmt::Write;

use crate::case::particulars::{Key, Kind, OF_CASE, OF_PERSON};
use crate::engine::Engine;
use crate::law::vocabulary::{FactKind, FactType, Meaning, Scope, Settled, Vocabulary};
use crate::quantity;
use crate::report::words::Language;

/// The tables with facts, each with the keys that make an entry of it, and whether it stands as a comment.
const TABLES: [(Scope, &str, &str); 5] = [
    (
        Scope::Person,
        "[[person]]",
        "id = \"p1\"\nname = \"\"\n# elsewhere = \"\"  # 另案处理：案号 / dealt with in another case: its number",
    ),
    (Scope::Dataset, "[[dataset]]", "id = \"d1\"\ntitle = \"\""),
    (
        Scope::Act,
        "[[act]]",
        "id = \"a1\"\nby = [\"p1\"]\ndataset = \"d1\"\n# to = [\"buyer\"]\n# by = [{ person = \"p1\", role = \"principal\", gains = 3000 }]\n# after = [\"a0\"]",
    ),
    (Scope::Gains, "# [[gains]]", "# of = [\"a1\"]"),
    (Scope::Consequence, "# [[consequence]]", "# of = [\"a1\"]"),
];

/// The longest list of values that stands beside a key; a longer one stands at the end, with what each value means.
const MOST_BESIDE: usize = 12;

/// The key of an act for the gains of it alone: the first fact of `[[gains]]`.
const GAINS_OF_ACT: &str = "gains";

/// The template in a language, as the law of the engine has it.
pub fn template(engine: &Engine, language: Language) -> String {
    let mut text = String::new();
    let pick = |zh: &'static str, en: &'static str| match language {
        Language::Zh => zh,
        Language::En => en,
    };
    let head = pick(
        "# 案卷文件模板。去掉行首的 # 即为填写；任何事实都可写作：值、{ min = …, max = … }、\"unknown\"，\n\
         # 或者 { value = …, status = \"disputed\", defence = …, evidence = [\"E1\"], note = \"…\" }。\n\
         # 照来源的说法：{ about = 5000, min = 4800, max = 5200 }，{ nearly = 60000 }，{ price = 0.5, times = 3000 }，\n\
         # { figures = [{ by = \"起诉书\", value = …, status = \"rejected\" }, { by = \"判决书\", value = …, status = \"accepted\" }] }。",
        "# A case file to fill in: take away the # before a key to state it. Any fact can be a value,\n\
         # { min = …, max = … }, \"unknown\", or { value = …, status = \"disputed\", defence = …, evidence = [\"E1\"], note = \"…\" }.\n\
         # As a source says it: { about = 5000, min = 4800, max = 5200 }, { nearly = 60000 }, { price = 0.5, times = 3000 },\n\
         # { figures = [{ by = \"indictment\", value = …, status = \"rejected\" }, { by = \"judgment\", value = …, status = \"accepted\" }] }.",
    );
    let _ =
        writeln!(text, "{head}\n\n[case]\nid = \"case-1\"\ntitle = \"\"\n# judged = 2023-06-01\n# linked = [\"\"]\n");
    let _ = writeln!(text, "[file]\n{}", particulars("", OF_CASE, language));
    let evidence = engine.book.vocabulary.kinds_named("evidence_kind");
    let kinds = evidence.map(|kinds| engine.book.vocabulary.kinds(kinds).names().collect::<Vec<_>>().join(" | "));
    let _ = writeln!(
        text,
        "# [[evidence]]\n# id = \"E1\"\n# kind = \"…\"  # {}\n# title = \"\"\n# volume = 1\n# page = 1\n# shows = \"\"\n\
         # facts = [\"dataset.d1.items\"]\n# outstanding = true\n",
        kinds.unwrap_or_default()
    );
    for (scope, header, keys) in TABLES {
        let _ = writeln!(text, "{header}\n{keys}");
        let facts = engine.book.vocabulary.facts.iter();
        for fact in facts.clone().filter(|fact| fact.is_written_in(scope)) {
            let _ = writeln!(text, "{}", line(engine, &fact.name, fact, language));
        }
        if scope == Scope::Act
            && let Some(fact) = facts.clone().find(|fact| fact.is_written_in(Scope::Gains))
        {
            let _ = writeln!(text, "{}", line(engine, GAINS_OF_ACT, fact, language));
        }
        if scope == Scope::Person {
            let facts = engine.book.vocabulary.facts.iter().filter(|fact| fact.is_written_in(Scope::Record));
            let keys: Vec<String> = facts.map(|fact| format!("{} = {}", fact.name, example(engine, fact))).collect();
            let _ = writeln!(text, "# record = [{{ {} }}]", keys.join(", "));
        }
        if scope == Scope::Person {
            let _ = write!(text, "{}", particulars("file.", OF_PERSON, language));
        }
        text.push('\n');
    }
    let places = engine.judged_places();
    let _ = writeln!(
        text,
        "# [[judgement]]\n# person = \"p1\"\n# place = \"…\"  # {}\n# holds = true\n# reasons = \"\"",
        places.join(" | ")
    );
    text + &long_lists(engine, language)
}

/// The keys of what documents need beside facts, as comments; those of a person begin with the key of the table.
fn particulars(before: &str, keys: &[Key], language: Language) -> String {
    let example = |key: &Key| match key.kind {
        Kind::Text => "\"\"".to_owned(),
        Kind::Day => "2021-03-01".to_owned(),
        Kind::Entries(keys) => {
            let keys: Vec<String> = keys.iter().map(|key| format!("{} = {}", key.name, inner(key))).collect();
            format!("[{{ {} }}]", keys.join(", "))
        }
        Kind::Proposed => PROPOSED.to_owned(),
    };
    let line =
        |key: &Key| format!("# {before}{} = {}  # {}\n", key.name, example(key), language.either(key.zh, key.en));
    keys.iter().map(line).collect()
}

/// An example of a value within an entry.
fn inner(key: &Key) -> &'static str {
    if matches!(key.kind, Kind::Day) { "2021-03-01" } else { "\"\"" }
}

/// An example of a prosecutor's figure; `detention`, `control` or `exempt` may stand in place of `imprisonment`.
const PROPOSED: &str = "{ imprisonment = 1, probation = 1, fine = 1, reasons = \"\" }";

/// What the values of the long lists mean.
fn long_lists(engine: &Engine, language: Language) -> String {
    let vocabulary = &engine.book.vocabulary;
    let long = vocabulary.kinds.iter().enumerate().filter(|(position, kinds)| {
        let used = |fact: &FactType| matches!(fact.kind, FactKind::OneOf(of) | FactKind::SetOf(of) if of.0 as usize == *position);
        kinds.values.len() > MOST_BESIDE && vocabulary.facts.iter().any(used)
    });
    let mut text = String::new();
    for (_, kinds) in long {
        let _ = writeln!(text, "\n# {}{}", kinds.name, language.words().aside(language.of(&kinds.label)));
        for (name, label) in &kinds.values {
            let _ = writeln!(text, "#   {name}{}{}", language.words().dash, language.of(label));
        }
    }
    text
}

/// A key as a comment: an example of its value, what it is, its values, and what silence about it means.
fn line(engine: &Engine, key: &str, fact: &FactType, language: Language) -> String {
    let vocabulary = &engine.book.vocabulary;
    let words = language.words();
    let mut about = vec![language.of(&fact.label).to_owned()];
    if let FactKind::OneOf(kinds) | FactKind::SetOf(kinds) = fact.kind {
        let list = vocabulary.kinds(kinds);
        let short = list.values.len() <= MOST_BESIDE;
        about.push(if short { list.names().collect::<Vec<_>>().join(" | ") } else { format!("↓ {}", list.name) });
    }
    about.push(silence(vocabulary, fact, language));
    format!("# {key} = {}  # {}", example(engine, fact), about.join(words.stop))
}

fn example(engine: &Engine, fact: &FactType) -> String {
    let first = || engine.book.vocabulary.value_names(fact.kind).first().copied().unwrap_or_default().to_owned();
    match fact.kind {
        FactKind::Truth => true.to_string(),
        FactKind::Date => "2021-03-01".to_owned(),
        FactKind::OneOf(_) => format!("\"{}\"", first()),
        FactKind::SetOf(_) => format!("[\"{}\"]", first()),
        FactKind::Amount(_) => 1.to_string(),
    }
}

/// What leaving the fact out means: each meaning, where there are several.
pub fn silence(vocabulary: &Vocabulary, fact: &FactType, language: Language) -> String {
    let pick = |zh: &'static str, en: &'static str| if language == Language::Zh { zh } else { en };
    let value = |settled: &Settled| match (settled, fact.kind) {
        (Settled::Number(number), FactKind::Amount(unit)) => quantity::decimal(*number, unit),
        (Settled::Number(number), _) => number.to_string(),
        (Settled::Judged, _) => pick("裁判日", "the day of judgment").to_owned(),
        (Settled::Acted, _) => pick("行为日", "the day of the act").to_owned(),
        (Settled::As(other), _) => language.of(&vocabulary.fact(*other).label).to_owned(),
        (Settled::Option(index), kind) => language.of(&vocabulary.value_label(kind, *index)).to_owned(),
    };
    let told = |meaning: &Meaning| match (language, meaning) {
        (Language::Zh, Meaning::Ask | Meaning::AskAmong(_)) => "待查明".to_owned(),
        (Language::En, Meaning::Ask | Meaning::AskAmong(_)) => "open".to_owned(),
        (Language::Zh, Meaning::Default(settled)) => value(settled),
        (Language::En, Meaning::Default(settled)) => value(settled),
        (Language::Zh, Meaning::Presumed(settled, place)) => format!("推定为{}（{place}）", value(settled)),
        (Language::En, Meaning::Presumed(settled, place)) => format!("presumed {} by {place}", value(settled)),
        (Language::Zh, Meaning::NotInIssue(settled)) => format!("{}，不列为争点", value(settled)),
        (Language::En, Meaning::NotInIssue(settled)) => format!("{}, not in issue", value(settled)),
        (Language::Zh, Meaning::NotAsked(_)) => "不过问".to_owned(),
        (Language::En, Meaning::NotAsked(_)) => "not asked".to_owned(),
    };
    let mut meanings: Vec<String> = Vec::new();
    for one in fact.silence.iter().map(|(meaning, _)| told(meaning)) {
        if !meanings.contains(&one) {
            meanings.push(one);
        }
    }
    match language {
        Language::Zh => format!("不写则：{}", meanings.join("，或者")),
        Language::En => format!("left out: {}", meanings.join(", or ")),
    }
}
