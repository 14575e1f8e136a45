//! No view of any draft shows a provision, a fact or a reading by what one may type: that stands in addresses alone.

use gravamen::parallel::in_parallel;
use gravamen::report::words::Language;
use jiff::civil::date;

use super::site::{Site, encoded};
use super::views::{VIEWS, drafts};
use crate::evaluation::support::engine;
use crate::report::named::codes;

/// The text that a page shows, without what is quoted from a law file or a case file, and without the columns that say how
/// a rule is encoded and what may be typed for it.
fn text_of(page: &str, language: Language) -> String {
    let words = language.words();
    let typed = [words.encoded, words.choice, "id"].map(|heading| format!("data-label=\"{heading}\""));
    let mut text = String::new();
    let mut quoted: Option<&str> = None;
    for part in page.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match quoted {
            Some(of) if name.strip_prefix('/') == Some(of) => quoted = None,
            Some(_) => continue,
            None if name == "pre" => quoted = Some("pre"),
            None if name == "td" && typed.iter().any(|typed| tag.contains(typed)) => quoted = Some("td"),
            None => {}
        }
        if quoted.is_none() {
            text += after;
            text.push('\n');
        }
    }
    text
}

/// What the views of a draft show that is a code, in a language.
fn shown(name: &str, text: &str, (language, path): (Language, &str)) -> Vec<String> {
    let site = Site::open(&[(name, text)]);
    let engine = engine(date(2026, 6, 1));
    let mut wrong = Vec::new();
    for view in VIEWS {
        let joint = if view.contains('?') { "&" } else { "?" };
        let address = format!("/{}/{path}/{view}{joint}case={}", site.token, encoded(name));
        let answer = site.ask("GET", &address, &[], "");
        assert_eq!(answer.status, 200, "{name} {view}");
        let found = codes(&text_of(&answer.body, language), engine);
        if !found.is_empty() {
            wrong.push(format!("{name} {path} {view}: {found:?}"));
        }
    }
    wrong
}

#[test]
fn no_view_of_a_draft_shows_a_code() {
    // Half of them in Chinese, half in English: what one types is a code in both.
    let languages = [(Language::Zh, "zh"), (Language::En, "en")].into_iter().cycle();
    let all: Vec<_> = drafts().into_iter().zip(languages).collect();
    let wrong = in_parallel(&all, |((name, text), language)| shown(name, text, *language));
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_was_done_is_said_by_name() {
    let drafts = drafts();
    let (name, text) = drafts.iter().find(|(name, _)| name == "loan-broker-unit.toml").expect("the draft");
    let site = Site::open(&[(name, text)]);
    let edit =
        |path: &str, value: &str| site.post(&format!("edit?case={name}"), &[("path", path), ("value", value)]).body;
    let act = text.split("[[act]]").nth(1).and_then(|rest| rest.split("id = \"").nth(1)).expect("an act");
    let id = act.split('"').next().expect("an id");
    let answer = edit(&format!("act.{id}.does"), "purchase");
    let status = answer.split("id=\"status\"").nth(1).and_then(|rest| rest.split("id=\"result\"").next()).expect("it");
    assert!(!status.contains(&format!("act.{id}")) && status.contains(&format!("act {id}")), "{status}");
}
