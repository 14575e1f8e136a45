//! Which module may import which: layers point downwards only.

use super::source::{File, Token, files};

/// Foundations: no law, no syntax, no case.
const GROUND: [&str; 10] =
    ["span", "diagnostic", "suggest", "truth", "quantity", "range", "place", "text", "parallel", "numeral"];

/// What the law is made of, which imports nothing but the ground.
const BOOK: [&str; 5] = ["law::book", "law::vocabulary", "law::condition", "law::collateral", "law::citation"];

/// What a module may import. `law` also means everything in it; `law::book` that alone.
fn allowed(module: &str) -> Option<Vec<&'static str>> {
    let above = |more: &[&'static str]| Some(GROUND.into_iter().chain(more.iter().copied()).collect());
    match module {
        "lib" | "front" => Some(Vec::new()),
        "span" | "suggest" | "numeral" | "truth" | "place" | "parallel" => Some(Vec::new()),
        "diagnostic" => Some(vec!["span"]),
        "range" => Some(vec!["truth"]),
        "quantity" => Some(vec!["truth", "range"]),
        "text" => Some(vec!["diagnostic"]),
        "syntax" => above(&[]),
        "law" => above(&["syntax::tree"]),
        "program" => above(&["law::condition", "law::vocabulary"]),
        "compile" => above(&["law::book", "law::vocabulary", "law::condition", "program"]),
        "built" => above(&["law", "program", "compile"]),
        "case" => above(&["law::book", "law::vocabulary", "law::condition"]),
        "table" => above(&["law::condition", "law::vocabulary", "case"]),
        "evaluate" => above(&["program"]),
        "measure" => above(&["law::condition", "law::vocabulary", "program", "case", "evaluate"]),
        "sentence" => above(&[BOOK[0]]),
        "settle" => above(&["law::condition", "program", "case", "evaluate", "measure"]),
        "study" => above(&[BOOK[0], BOOK[1], BOOK[2], "program", "case", "evaluate", "measure", "settle"]),
        "explain" => above(&[
            BOOK[0], BOOK[1], BOOK[2], BOOK[4], "program", "compile", "case", "evaluate", "measure", "settle",
            "sentence",
        ]),
        "analysis" => above(&[
            BOOK[0], BOOK[1], BOOK[2], "program", "compile", "case", "evaluate", "measure", "settle", "explain",
        ]),
        "report" => above(&[BOOK[0], BOOK[1], BOOK[2], BOOK[4], "sentence", "table", "explain", "analysis", "study"]),
        "engine" => above(&[
            "built", "syntax", "law", "program", "compile", "case", "evaluate", "measure", "settle", "explain",
            "analysis", "study",
        ]),
        "interview" => above(&[
            BOOK[0], BOOK[1], BOOK[2], "program", "case", "measure", "settle", "explain", "analysis", "engine",
            "report",
        ]),
        "page" => above(&[
            BOOK[0],
            BOOK[1],
            BOOK[2],
            "program",
            "case",
            "explain",
            "analysis",
            "study",
            "report",
            "interview",
            "papers",
        ]),
        "papers" => {
            above(&[BOOK[0], BOOK[1], BOOK[2], BOOK[4], "sentence", "case", "measure", "explain", "analysis", "report"])
        }
        "receipt" => above(&[BOOK[0], "explain"]),
        "render/receipt" => above(&["receipt"]),
        "render/paper_markdown" | "render/paper_html" | "render/workbook" => above(&["report", "papers"]),
        _ if module.starts_with("render/docx/") => above(&["report", "papers"]),
        "render" => above(&["report"]),
        "render/json"
        | "render/json_sentence"
        | "render/json_collateral"
        | "render/json_analysis"
        | "render/json_relations"
        | "render/reasoning"
        | "render/csv" => above(&["report", "sentence", "explain", "analysis", BOOK[0]]),
        "render/case_schema" => above(&["case", "interview", "report", BOOK[1]]),
        "render/codebook" => above(&["report", "table", BOOK[1]]),
        "render/json_study" => above(&["report", "study", "explain"]),
        _ if module.starts_with("render/plot/") => above(&["report", "study"]),
        _ => None,
    }
}

/// Layers that may import everything, read and print; `build` runs when Gravamen is built.
const ALL: [&str; 3] = ["cli", "main", "build"];

/// Every path that starts at the crate, two names deep: `law::book`.
fn imports(file: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let tokens = &file.tokens;
    for (at, (line, token)) in tokens.iter().enumerate() {
        if *token == Token::Word("crate".to_owned()) && mark(tokens, at + 1, ':') {
            names(tokens, at + 3, 2, "", *line, &mut found);
        }
    }
    found
}

fn mark(tokens: &[(usize, Token)], at: usize, mark: char) -> bool {
    tokens.get(at).is_some_and(|(_, token)| *token == Token::Mark(mark))
}

/// The names at a position, through `{ … }`, as deep as asked; gives the position after them.
fn names(
    tokens: &[(usize, Token)],
    at: usize,
    deep: usize,
    path: &str,
    line: usize,
    found: &mut Vec<(usize, String)>,
) -> usize {
    match tokens.get(at).map(|(_, token)| token) {
        Some(Token::Mark('{')) => {
            let mut next = at + 1;
            while !mark(tokens, next, '}') {
                next = names(tokens, next, deep, path, line, found);
                if mark(tokens, next, ',') {
                    next += 1;
                }
            }
            next + 1
        }
        Some(Token::Word(name)) => {
            let own = if name == "self" {
                path.to_owned()
            } else {
                [path, name].join(if path.is_empty() { "" } else { "::" })
            };
            let goes_on = mark(tokens, at + 1, ':') && mark(tokens, at + 2, ':');
            if goes_on && deep > 1 {
                return names(tokens, at + 3, deep - 1, &own, line, found);
            }
            found.push((line, own));
            let mut next = at + 1;
            if goes_on {
                // Deeper names say nothing more.
                next = names(tokens, at + 3, 1, "", line, &mut Vec::new());
            }
            if tokens.get(next).is_some_and(|(_, token)| *token == Token::Word("as".to_owned())) {
                next += 2;
            }
            next
        }
        _ => {
            found.push((line, path.to_owned()));
            at + 1
        }
    }
}

#[test]
fn every_import_is_in_the_table() {
    let mut wrong = Vec::new();
    for file in files() {
        let module = file.module().to_owned();
        if ALL.contains(&module.as_str()) {
            continue;
        }
        let own = file.path.trim_end_matches(".rs");
        let Some(allowed) = allowed(own).or_else(|| allowed(&module)) else {
            wrong.push(format!("{}: no row in the table for `{module}`", file.path));
            continue;
        };
        for (line, import) in imports(&file) {
            let top = import.split("::").next().unwrap_or_default();
            let may = top == module || allowed.iter().any(|allowed| *allowed == top || *allowed == import);
            if !may {
                wrong.push(format!("src/{}:{line}: `{module}` imports `{import}`", file.path));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_book_the_vocabulary_and_conditions_stand_on_the_ground() {
    for file in
        files().iter().filter(|file| BOOK.iter().any(|book| file.path == format!("{}.rs", book.replace("::", "/"))))
    {
        for (line, import) in imports(file) {
            let top = import.split("::").next().unwrap_or_default();
            assert!(GROUND.contains(&top), "src/{}:{line}: {import}", file.path);
        }
        for (at, (line, token)) in file.tokens.iter().enumerate() {
            if *token == Token::Word("super".to_owned()) {
                let Some((_, Token::Word(name))) = file.tokens.get(at + 3) else { continue };
                let own = BOOK.contains(&format!("law::{name}").as_str());
                assert!(own, "src/{}:{line}: super::{name}", file.path);
            }
        }
    }
}

#[test]
fn nothing_leaves_its_module_by_super() {
    for file in files() {
        let mut run = 0;
        for (line, token) in file.tokens.iter().filter(|(_, token)| *token != Token::Mark(':')) {
            run = if *token == Token::Word("super".to_owned()) { run + 1 } else { 0 };
            assert!(run < file.depth(), "src/{}:{line}: write `crate::`", file.path);
        }
    }
}

/// Crates of the outside and the only modules that may name them.
const OUTSIDE: [(&str, &[&str]); 22] = [
    ("axum", &["cli"]),
    ("tokio", &["cli"]),
    ("getrandom", &["cli"]),
    ("maud", &["page", "cli"]),
    ("toml_edit", &["interview"]),
    ("zip", &["render"]),
    ("rust_xlsxwriter", &["render"]),
    ("calamine", &["cli"]),
    ("quick_xml", &["render"]),
    ("csv", &["render", "cli"]),
    ("rand", &["case"]),
    ("rand_chacha", &["case"]),
    ("rand_distr", &["case"]),
    ("nom", &["syntax"]),
    // The maps of tables are TOML, as case files are.
    ("toml", &["case", "table"]),
    ("clap", &["cli", "main"]),
    // The command asks it how wide the terminal is.
    ("terminal_size", &["cli"]),
    ("comfy_table", &["render", "cli"]),
    ("annotate_snippets", &["render"]),
    // The command takes lines of JSON apart without a tree.
    ("serde", &["render", "cli", "built", "law", "program", "place", "quantity", "range", "span"]),
    ("postcard", &["built"]),
    // The command writes beside a table what it was made from, and reads lines of JSON; the codebook of tables gives its
    // schema as JSON.
    ("serde_json", &["render", "cli", "report"]),
];

#[test]
fn crates_of_the_outside_stay_at_the_edge() {
    for file in files() {
        for (at, (line, token)) in file.tokens.iter().enumerate() {
            let Token::Word(word) = token else { continue };
            let Some((name, modules)) = OUTSIDE.iter().find(|(name, _)| name == word) else { continue };
            let path = mark(&file.tokens, at + 1, ':') && mark(&file.tokens, at + 2, ':');
            let module = file.module();
            assert!(!path || modules.contains(&module), "src/{}:{line}: `{module}` uses `{name}`", file.path);
        }
    }
}

#[test]
fn evaluation_has_no_floats() {
    // Synthetic cases are drawn from distributions; what is drawn are whole numbers.
    let drawn = |file: &&File| file.path.starts_with("case/profile/");
    let shown = |file: &&File| ["cli", "render", "report", "main"].contains(&file.module());
    for file in files().iter().filter(|file| !shown(file) && !drawn(file)) {
        for (line, token) in &file.tokens {
            let float = matches!(token, Token::Word(word) if word == "f32" || word == "f64");
            assert!(!float, "src/{}:{line}: a float", file.path);
        }
    }
}

#[test]
fn nothing_reads_prints_or_asks_the_clock_outside_the_command() {
    const EDGE: [(&str, &str); 8] = [
        ("std", "fs"),
        ("std", "env"),
        ("std", "io"),
        ("std", "net"),
        ("std", "process"),
        ("Zoned", "now"),
        ("SystemTime", "now"),
        ("Instant", "now"),
    ];
    const PRINTS: [&str; 5] = ["println", "print", "eprintln", "eprint", "dbg"];
    for file in files().iter().filter(|file| !ALL.contains(&file.module())) {
        for (at, (line, token)) in file.tokens.iter().enumerate() {
            let Token::Word(word) = token else { continue };
            let then =
                |name: &str| file.tokens.get(at + 3).is_some_and(|(_, token)| *token == Token::Word(name.to_owned()));
            let edge =
                EDGE.iter().any(|(first, second)| word == first && mark(&file.tokens, at + 1, ':') && then(second));
            let prints = PRINTS.contains(&word.as_str()) && mark(&file.tokens, at + 1, '!');
            // An archive is packed and unpacked in cache.
            let edge = edge && !(file.path == "render/archive.rs" && then("io"));
            assert!(!edge && !prints, "src/{}:{line}: {word}", file.path);
        }
    }
}

/// Where a table that has no order of its own is used, and why its order reaches nothing.
const UNORDERED: [(&str, &str); 8] = [
    ("cli/batch/kinds.rs", "only looked up by key; kinds stand in the order of the rows"),
    ("cli/batch/run.rs", "only asked whether an id is there"),
    ("compile/arena.rs", "only looked up by key; one question is asked of any entry that matches"),
    ("compile/filters.rs", "only looked up by key, never walked"),
    ("compile/grounds.rs", "only looked up by key, never walked"),
    ("measure/bounds.rs", "only looked up by key, never walked"),
    ("measure/cache.rs", "only looked up by key, never walked"),
    ("measure/kept.rs", "only looked up by key, never walked"),
];

#[test]
fn no_order_of_hashes_reaches_the_output() {
    let mut seen = Vec::new();
    for file in files() {
        for (line, token) in &file.tokens {
            if matches!(token, Token::Word(word) if ["HashMap", "HashSet", "RandomState"].contains(&word.as_str())) {
                assert!(UNORDERED.iter().any(|(path, _)| *path == file.path), "src/{}:{line}: {token:?}", file.path);
                seen.push(file.path.clone());
            }
        }
    }
    assert!(UNORDERED.iter().all(|(path, _)| seen.iter().any(|seen| seen == path)), "an entry that is not needed");
}
