//! What leaving a key out means, in words: of a fact as the vocabulary has it, of the format's own keys as the reader does.

use crate::case::keys::{self, LeftOut};
use crate::law::vocabulary::{FactKind, FactType, Meaning, Scope, Settled, Vocabulary};
use crate::quantity;
use crate::report::words::{Language, Words};

/// What leaving one of the format's own keys out means; nothing where nothing follows.
pub fn left_out(means: LeftOut, language: Language) -> &'static str {
    match means {
        LeftOut::Required => language.either("（必填）", "(must be there)"),
        LeftOut::Nothing => "",
        LeftOut::Means(zh, en) => language.either(zh, en),
    }
}

/// What leaving a key out means, as a remark beside it.
pub fn remark(means: &str, language: Language) -> String {
    language.either("不写则：", "left out: ").to_owned() + means
}

/// What leaving a fact out of a table means: what the file says elsewhere, and where it is silent there too, each meaning
/// that silence can have.
pub fn silence(vocabulary: &Vocabulary, scope: Scope, fact: &FactType, words: &Words) -> String {
    let language = words.language;
    if let Some(means) = keys::settled(scope, &fact.name) {
        return left_out(means, language).to_owned();
    }
    let mut meanings: Vec<String> = Vec::new();
    for one in fact.silence.iter().map(|(meaning, _)| one_meaning(vocabulary, fact, meaning, words)) {
        if !meanings.contains(&one) {
            meanings.push(one);
        }
    }
    let several = meanings.len() > 1;
    let meanings = meanings.join(language.either("，或者", ", or "));
    let meanings = match (several, language) {
        (false, _) => meanings,
        (true, Language::Zh) => format!("视其他事实，{meanings}"),
        (true, Language::En) => format!("{meanings}, as other facts have it"),
    };
    let elsewhere: Vec<&str> =
        fact.written.iter().filter(|(other, _)| *other != scope).map(|(other, _)| header(*other)).collect();
    match (elsewhere.is_empty(), language) {
        (true, _) => meanings,
        (false, Language::Zh) => format!("依 {}；都不写：{meanings}", elsewhere.join("、")),
        (false, Language::En) => format!("as {} says; nowhere stated: {meanings}", elsewhere.join(" or ")),
    }
}

/// How a table is written.
pub fn header(scope: Scope) -> &'static str {
    let table = keys::TABLES.iter().chain(&keys::WITHIN).find(|table| table.scope == Some(scope));
    // INVARIANT: every scope has its table in one of the two lists.
    table.map_or(scope.name(), |table| table.written)
}

fn one_meaning(vocabulary: &Vocabulary, fact: &FactType, meaning: &Meaning, words: &Words) -> String {
    let language = words.language;
    let value = |settled: &Settled| match (settled, fact.kind) {
        (Settled::Number(number), FactKind::Amount(unit)) => quantity::decimal(*number, unit),
        (Settled::Number(number), _) => number.to_string(),
        (Settled::Judged, _) => language.either("裁判日", "the day of judgment").to_owned(),
        (Settled::Acted, _) => language.either("行为日", "the day of the act").to_owned(),
        (Settled::As(other), _) => language.of(&vocabulary.fact(*other).label).to_owned(),
        (Settled::Option(index), kind) => language.of(&vocabulary.value_label(kind, *index)).to_owned(),
    };
    match (language, meaning) {
        (_, Meaning::Ask) => language.either("待查明", "open").to_owned(),
        (_, Meaning::AskAmong(options)) => {
            let names = options.iter().map(|index| language.of(&vocabulary.value_label(fact.kind, index)).to_owned());
            language.either("待查明，限于", "open, among ").to_owned() + &words.join(names)
        }
        (_, Meaning::Default(settled)) => value(settled),
        (Language::Zh, Meaning::Presumed(settled, place)) => {
            format!("推定为{}（{}）", value(settled), words.place(place))
        }
        (Language::En, Meaning::Presumed(settled, place)) => {
            format!("presumed {} by {}", value(settled), words.place(place))
        }
        (Language::Zh, Meaning::NotInIssue(settled)) => format!("{}，不列为争点", value(settled)),
        (Language::En, Meaning::NotInIssue(settled)) => format!("{}, not in issue", value(settled)),
        (_, Meaning::NotAsked(_)) => language.either("不过问", "not asked").to_owned(),
    }
}
