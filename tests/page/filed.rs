//! What documents need beside facts, filled in on the page: every key of the format, and no other.

use gravamen::case::keys::{BESIDE_TERM, Holds, Key, terms};
use gravamen::case::particulars::{OF_CASE, OF_PERSON};

use super::site::Site;

const CASE: &str = "# What stands here stays.\n[case]\nid = \"c\"  # its id\n\n[[person]]\nid = \"li\"\nname = \"Li\"\n\n[[dataset]]\nid = \"d\"\n";

fn edit(site: &Site, path: &str, value: &str) -> super::site::Answer {
    site.post("edit?case=c.toml", &[("path", path), ("value", value)])
}

/// States every key below a path, and what the file then says of each.
fn state(site: &Site, at: &str, keys: &[Key], lines: &mut Vec<(String, String)>) {
    for key in keys {
        let path = format!("{at}.{}", key.name);
        let (value, written) = match key.holds {
            Holds::Text => ("unknown".to_owned(), format!("{} = \"unknown\"", key.name)),
            Holds::Passage => (format!("First of {}.\nSecond.", key.name), format!("First of {}.", key.name)),
            Holds::Day => ("2026-03-04".to_owned(), format!("{} = 2026-03-04", key.name)),
            Holds::Tables(inner) => {
                for number in 0..2 {
                    let answer = site.post("add?case=c.toml", &[("table", &path)]);
                    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
                    state(site, &format!("{path}.{number}"), inner, lines);
                }
                continue;
            }
            Holds::Proposed => {
                for (name, value) in terms().take(1).chain(["fine", "probation"]).zip(["40", "60000", "12 .. 24"]) {
                    lines.push((format!("{path}.{name}"), value.to_owned()));
                    assert_eq!(edit(site, &format!("{path}.{name}"), value).status, 200, "{name}");
                }
                assert!(site.text("c.toml").contains("fine = 60000, probation = { min = 12, max = 24 }"));
                continue;
            }
            other => panic!("{path} holds {other:?}, which the page does not show"),
        };
        let answer = edit(site, &path, &value);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert!(site.text("c.toml").contains(&written), "{path}: {}", site.text("c.toml"));
        lines.push((path, value));
    }
}

#[test]
fn every_key_of_the_format_is_filled_in_and_taken_back() {
    let site = Site::open(&[("c.toml", CASE)]);
    let mut stated = Vec::new();
    state(&site, "file", OF_CASE, &mut stated);
    state(&site, "person.li.file", OF_PERSON, &mut stated);
    let text = site.text("c.toml");
    assert!(text.starts_with("# What stands here stays.\n[case]\nid = \"c\"  # its id\n"), "{text}");
    // The table of the case stands behind its head, a person's own behind the person.
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
    assert!(at("[case]") < at("\n[file]") && at("\n[[person]]") < at("\n[person.file]"), "{text}");
    assert!(at("\n[person.file]") < at("\n[[dataset]]"), "{text}");
    // It is shown in both languages, and what was done is told by name.
    for language in ["zh", "en"] {
        let page = site.ask("GET", &format!("/{}/{language}/facts?case=c.toml", site.token), &[], "").body;
        for (path, value) in &stated {
            assert!(page.contains(&format!("id=\"f-{path}\"")), "{language} {path}");
            let first = value.lines().next().unwrap_or_default();
            assert!(page.contains(first), "{language} {path}: {first}");
        }
        let status = page.split("id=\"status\"").nth(1).and_then(|rest| rest.split("id=\"main\"").next()).expect("it");
        assert!(!status.contains("file.") && !status.contains(".file"), "{status}");
    }
    // A document prints it.
    let word = site.get("write?case=c.toml&kind=review");
    assert_eq!(word.status, 200, "{}", word.body);
    // What is emptied is gone, an empty figure of the prosecutor too.
    for (path, _) in stated.iter().rev() {
        assert_eq!(edit(&site, path, "").status, 200, "{path}");
    }
    for list in ["file.returns", "file.extensions", "person.li.file.measures"] {
        for _ in 0..2 {
            let answer = site.post("take?case=c.toml", &[("path", &format!("{list}.0"))]);
            assert_eq!(answer.status, 200, "{list}: {}", answer.body);
        }
    }
    let left = site.text("c.toml");
    for gone in ["proposed", "office", "First of", "2026-03-04", "{}"] {
        assert!(!left.contains(gone), "{gone}: {left}");
    }
}

#[test]
fn what_no_key_holds_is_refused_beside_its_field() {
    let site = Site::open(&[("c.toml", CASE)]);
    for (path, value) in [
        ("file.dated", "soon"),
        ("file.received", "2026-02-30"),
        ("person.li.file.plea_signed", "soon"),
        ("person.li.file.proposed.imprisonment", "long"),
        ("person.li.file.proposed.exempt", "perhaps"),
    ] {
        let answer = edit(&site, path, value);
        assert_eq!(answer.status, 422, "{path}: {}", answer.body);
        assert!(answer.body.contains(&format!("id=\"said-{path}\"")), "{path}: {}", answer.body);
        assert_eq!(site.text("c.toml"), CASE, "{path}");
    }
    // One penalty is proposed, and no second.
    assert_eq!(edit(&site, "person.li.file.proposed.imprisonment", "14").status, 200);
    let second = edit(&site, "person.li.file.proposed.detention", "3");
    assert_eq!(second.status, 422, "{}", second.body);
    assert!(second.body.contains("one penalty"), "{}", second.body);
    site.post("undo?case=c.toml", &[]);
    assert_eq!(site.text("c.toml"), CASE);
}

/// What a file says however it is laid out is shown, and a change keeps the layout.
#[test]
fn tables_in_every_layout_are_shown_and_changed() {
    let text = "[case]\nid = \"c\"\n\n[[file.returns]]\non = 2026-01-02 # the first\nwhy = \"one\"\n\n[[file.returns]]\nwhy = \"two\"\n\n[[person]]\nid = \"li\"\nfile = { counsel = \"A\", measures = [{ kind = \"B\" }] }\n";
    let site = Site::open(&[("c.toml", text)]);
    let page = site.get("facts?case=c.toml").body;
    for (path, value) in [
        ("file.returns.0.on", "2026-01-02"),
        ("file.returns.1.why", "two"),
        ("person.li.file.counsel", "A"),
        ("person.li.file.measures.0.kind", "B"),
    ] {
        assert!(page.contains(&format!("id=\"f-{path}\"")) && page.contains(value), "{path}");
    }
    assert_eq!(edit(&site, "file.returns.0.on", "2026-01-03").status, 200);
    assert_eq!(edit(&site, "person.li.file.measures.0.kind", "C").status, 200);
    assert_eq!(site.text("c.toml"), text.replace("2026-01-02", "2026-01-03").replace("\"B\"", "\"C\""));
}

/// The keys beside the term are those that the page shows below the prosecutor's figure.
#[test]
fn the_figure_of_the_prosecutor_has_every_key() {
    let site = Site::open(&[("c.toml", CASE)]);
    let page = site.get("facts?case=c.toml").body;
    for key in terms().chain(BESIDE_TERM.iter().map(|key| key.name)) {
        assert!(page.contains(&format!("id=\"f-person.li.file.proposed.{key}\"")), "{key}");
    }
}
