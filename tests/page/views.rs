//! What the pages show.

use std::fs;
use std::path::Path;

use gravamen::receipt::sha256;

use super::site::{Site, encoded};

/// The views of a case.
pub const VIEWS: [&str; 7] = ["facts", "result", "change", "study", "study?part=quiz", "study?part=law", "research"];

pub fn drafts() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/drafts");
    let entries = fs::read_dir(folder).expect("a folder");
    let read = |path: &Path| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("a case"))
    };
    let mut found: Vec<_> = entries.map(|entry| read(&entry.expect("an entry").path())).collect();
    found.sort();
    found
}

/// Every address that a page names.
fn addresses(page: &str) -> Vec<&str> {
    let of = |key: &str| page.split(key).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>();
    [of(" href=\""), of(" src=\""), of(" action=\""), of(" formaction=\"")].concat()
}

#[test]
fn every_view_of_a_draft_is_drawn_in_both_languages_and_fetches_nothing() {
    let drafts = drafts();
    let (name, text) = &drafts[0];
    let site = Site::open(&[(name, text)]);
    for language in ["zh", "en"] {
        for view in VIEWS {
            let joint = if view.contains('?') { "&" } else { "?" };
            let answer = site.ask("GET", &format!("/{}/{language}/{view}{joint}case={name}", site.token), &[], "");
            assert_eq!(answer.status, 200, "{view}: {}", answer.body);
            assert!(answer.head.contains("content-security-policy: default-src 'none'"), "{}", answer.head);
            assert!(
                !answer.body.contains(" style=") && !answer.body.contains("<style"),
                "{view}: a style that the policy stops"
            );
            assert_eq!(answer.body.matches("<script").count(), 1, "{view}: one script, from a file");
            for address in addresses(&answer.body) {
                assert!(!address.contains("//") && !address.starts_with('/'), "{view} leads to {address}");
            }
        }
    }
}

#[test]
fn every_draft_is_listed_and_its_facts_are_shown_beside_its_result() {
    let drafts = drafts();
    let files: Vec<(&str, &str)> = drafts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let site = Site::open(&files);
    let list = site.get("cases").body;
    for (name, text) in &files {
        assert!(list.contains(&format!("facts?case={name}")), "{name} is not listed");
        let page = site.get(&format!("facts?case={name}")).body;
        for line in text.lines().filter_map(|line| line.strip_prefix("id = \"")) {
            let id = line.split('"').next().unwrap_or_default();
            assert!(page.contains(&format!(">{id}<")), "{name}: {id} has no row");
        }
        assert!(page.contains("class=\"headline\""), "{name}: no result");
    }
}

#[test]
fn a_ground_leads_to_its_rule_its_facts_and_the_reasoning() {
    let drafts = drafts();
    let (name, text) = drafts.iter().find(|(name, _)| name == "loan-broker-unit.toml").expect("the draft");
    let site = Site::open(&[(name, text)]);
    let page = site.get(&format!("result?case={name}")).body;
    let why = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let why: Vec<String> = why.filter(|href| href.starts_with("why?")).map(|href| href.replace("&amp;", "&")).collect();
    assert!(!why.is_empty());
    for href in why.iter().take(4) {
        let answer = site.ask("GET", &site.path(href), &[("X-Part", "1")], "");
        assert_eq!(answer.status, 200, "{href}");
        assert!(answer.body.contains("id=\"panel\""), "{href}");
    }
}

#[test]
fn what_is_tried_shows_the_difference_and_writes_nothing() {
    let drafts = drafts();
    let (name, text) = drafts.iter().find(|(name, _)| name == "loan-broker-unit.toml").expect("the draft");
    let site = Site::open(&[(name, text)]);
    let asked = format!("try?case={name}&what=dataset.applications.items&value=249&into=t");
    let answer = site.ask("GET", &site.path(&asked), &[("X-Part", "1")], "");
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("→ 249"), "{}", answer.body);
    assert!(answer.body.contains("serious"), "{}", answer.body);
    assert_eq!(site.text(name), *text);
}

#[test]
fn a_reading_is_taken_for_all_pages_and_what_is_none_is_refused() {
    let drafts = drafts();
    let (name, text) = drafts.iter().find(|(name, _)| name == "loan-broker-unit.toml").expect("the draft");
    let site = Site::open(&[(name, text)]);
    let read = format!("read?case={name}");
    assert_eq!(site.post(&read, &[("what", "credit-scope"), ("value", "t2")]).status, 303);
    let shown = site.get(&format!("result?case={name}")).body;
    assert!(shown.contains("credit-scope = t2"), "the basis says which reading is taken");
    assert_eq!(site.post(&read, &[("what", "no-such-reading"), ("value", "x")]).status, 422);
    assert_eq!(site.get(&format!("result?case={name}")).status, 200);
    assert_eq!(site.text(name), *text);
}

#[test]
fn the_quiz_is_marked_where_every_question_is_answered() {
    let drafts = drafts();
    let (name, text) = &drafts[0];
    let site = Site::open(&[(name, text)]);
    let asked = site.get(&format!("study?part=quiz&case={}", encoded(name))).body;
    let questions = asked.matches("<fieldset>").count();
    assert!(questions > 1);
    let names: Vec<String> = (0..questions).map(|number| format!("q{number}")).collect();
    let all: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "open")).collect();
    let few = site.post(&format!("quiz?case={name}"), &all[1..]);
    assert!(few.body.contains("Answer every question"));
    let marked = site.post(&format!("quiz?case={name}"), &all);
    assert!(marked.status == 200 && !marked.body.contains("Answer every question"));
}

#[test]
fn all_cases_are_held_against_a_proposal_with_its_parameters_set() {
    let drafts = drafts();
    let files: Vec<(&str, &str)> = drafts.iter().take(2).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let site = Site::open(&files);
    let asked = site.get("research").body;
    let first = asked.split("<option value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a proposal");
    let found = site.get(&format!("research?with={first}"));
    assert_eq!(found.status, 200);
    assert!(found.body.contains("class=\"study\"") && !found.body.contains("class=\"problems\""), "{}", found.body);
    let nothing = site.get("research?with=no-such-proposal").body;
    assert!(!nothing.contains("class=\"picture\""));
}

#[test]
fn documents_are_given_as_word_has_them() {
    let drafts = drafts();
    let (name, text) = drafts.iter().find(|(name, _)| name == "loan-broker-unit.toml").expect("the draft");
    let site = Site::open(&[(name, text)]);
    let page = site.get(&format!("result?case={name}")).body;
    let links: Vec<String> = page
        .split("href=\"write?")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|href| href.replace("&amp;", "&"))
        .collect();
    assert!(links.len() >= 4, "{links:?}");
    for link in [&links[0], &links[1]] {
        let answer = site.get(&format!("write?{link}"));
        assert_eq!(answer.status, 200, "{link}");
        assert!(answer.head.contains("wordprocessingml") && answer.body.starts_with("PK"), "{}", answer.head);
    }
    assert_eq!(site.get(&format!("write?case={name}&kind=nothing")).status, 404);
    assert_eq!(site.names(), [name.as_str()], "nothing is written beside the case");
}

/// A page that is printed carries its receipt, as documents do, in either language.
#[test]
fn every_view_of_a_case_carries_its_receipt() {
    let drafts = drafts();
    let (name, text) = drafts.iter().find(|(name, _)| name == "loan-broker-unit.toml").expect("the draft");
    let site = Site::open(&[(name, text)]);
    assert_eq!(site.post(&format!("read?case={name}"), &[("what", "credit-scope"), ("value", "t2")]).status, 303);
    let hash = sha256(text.as_bytes());
    for (language, says) in [("en", "SHA-256 of the"), ("zh", "个法律文件的SHA-256")] {
        for view in ["facts", "result", "change", "study", "study?part=quiz", "why"] {
            let joint = if view.contains('?') { "&" } else { "?" };
            let page = site.ask("GET", &format!("/{}/{language}/{view}{joint}case={name}", site.token), &[], "").body;
            let receipt =
                page.split("<footer class=\"receipt\">").nth(1).and_then(|rest| rest.split("</footer>").next());
            let receipt = receipt.unwrap_or_else(|| panic!("{view} {language} carries none"));
            let command = format!("gravamen analyze {name} --as-of 2026-06-01 --set credit-scope=t2");
            for part in [says, &hash, &command, env!("CARGO_PKG_VERSION")] {
                assert!(receipt.contains(part), "{view} {language} lacks {part}: {receipt}");
            }
        }
    }
    // It follows what is typed.
    let answer = site.post(&format!("edit?case={name}"), &[("path", "dataset.applications.items"), ("value", "451")]);
    assert!(answer.body.contains(&sha256(site.text(name).as_bytes())), "{}", answer.body);
    // And the command of a page gives what stands on it.
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gravamen"));
    command.args(["analyze", name, "--as-of", "2026-06-01", "--set", "credit-scope=t2", "--format", "json"]);
    let found = command.current_dir(&site.folder).output().expect("the command runs").stdout;
    let found: serde_json::Value = serde_json::from_slice(&found).expect("JSON");
    let result = found["receipt"]["result"]["sha256"].as_str().expect("a hash");
    assert!(answer.body.contains(result), "{result}: {}", answer.body);
}

#[test]
fn the_count_is_drawn_from_its_sources_to_its_recipients_with_what_came_off() {
    let case = "[case]\nid = \"c\"\n\n[[person]]\nid = \"li\"\n\n[[dataset]]\nid = \"d\"\ntitle = \"A list\"\ncontains = [\"name\", \"phone\"]\nitems = 9000\nduplicates = 1500\n\n[[act]]\nid = \"a1\"\nby = [\"li\"]\ndoes = \"sell\"\ndataset = \"d\"\non = 2024-05-06\nto = [\"An\", \"Bo\"]\n";
    let site = Site::open(&[("c.toml", case)]);
    let page = site.get("result?case=c.toml").body;
    let picture = page.split("<div class=\"picture\"").nth(1).and_then(|rest| rest.split("</svg>").next());
    let picture = picture.expect("a picture").replace('\n', " ");
    for part in ["A list", "9,000", "less 1,500", "An, Bo", "15,000 items"] {
        assert!(picture.contains(part), "{part}: {picture}");
    }
}
