//! The engine's own source as tokens, without comments and without unit tests.

use std::path::{Path, PathBuf};

/// A word, a number, a piece of punctuation, or the text of a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Word(String),
    Number(String),
    Text(String),
    Mark(char),
}

/// A file of `src/`.
pub struct File {
    /// Its path below `src/`, such as `law/book.rs`.
    pub path: String,
    /// Each with its line.
    pub tokens: Vec<(usize, Token)>,
}

impl File {
    /// The module below the crate that it belongs to: `law`.
    pub fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How many modules deep it is: 1 for `law/mod.rs`, 2 for `law/book.rs`.
    pub fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        if self.path.ends_with("mod.rs") { parts - 1 } else { parts }
    }
}

/// Every file of `src/`, by path.
pub fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    assert!(paths.len() > 20, "the source is where it is looked for");
    let file = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a source file");
        let below = path.strip_prefix(&root).expect("a path below the root");
        let path = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        File { path, tokens: without_tests(tokens(&text)) }
    };
    paths.iter().map(file).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

/// Rust as far as it is used here: line comments, strings, raw strings, characters and lifetimes.
pub fn tokens(text: &str) -> Vec<(usize, Token)> {
    let characters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    while let Some(&first) = characters.get(at) {
        let next = characters.get(at + 1).copied();
        let start = at;
        let here = line;
        if first == '\n' {
            line += 1;
            at += 1;
        } else if first == '/' && next == Some('/') {
            while characters.get(at).is_some_and(|c| *c != '\n') {
                at += 1;
            }
        } else if first == '"' || (first == 'r' && matches!(next, Some('"' | '#')) && raw(&characters, at)) {
            let end = end_of_string(&characters, at);
            line += characters[at..end].iter().filter(|c| **c == '\n').count();
            tokens.push((here, Token::Text(characters[at..end].iter().collect())));
            at = end;
        } else if first == '\'' {
            at = end_of_quote(&characters, at);
        } else if first.is_ascii_digit() {
            while characters.get(at).is_some_and(|c| is_word(*c)) {
                at += 1;
            }
            tokens.push((here, Token::Number(characters[start..at].iter().collect())));
        } else if is_word(first) {
            while characters.get(at).is_some_and(|c| is_word(*c)) {
                at += 1;
            }
            tokens.push((here, Token::Word(characters[start..at].iter().collect())));
        } else {
            at += 1;
            if !first.is_whitespace() {
                tokens.push((here, Token::Mark(first)));
            }
        }
    }
    tokens
}

fn raw(characters: &[char], at: usize) -> bool {
    characters[at + 1..].iter().find(|c| **c != '#') == Some(&'"')
}

fn end_of_string(characters: &[char], at: usize) -> usize {
    if characters[at] == 'r' {
        let hashes = characters[at + 1..].iter().take_while(|c| **c == '#').count();
        let mut end = at + hashes + 2;
        let closed =
            |end: usize| characters[end] == '"' && characters[end + 1..].iter().take(hashes).all(|c| *c == '#');
        while !closed(end) {
            end += 1;
        }
        return end + 1 + hashes;
    }
    let mut end = at + 1;
    while characters[end] != '"' {
        end += if characters[end] == '\\' { 2 } else { 1 };
    }
    end + 1
}

/// Past a character, or past the mark of a lifetime.
fn end_of_quote(characters: &[char], at: usize) -> usize {
    if characters.get(at + 1) == Some(&'\\') {
        let length = characters[at + 3..].iter().take_while(|c| **c != '\'').count();
        return at + 4 + length;
    }
    if characters.get(at + 2) == Some(&'\'') { at + 3 } else { at + 1 }
}

/// Without `#[cfg(test)]` and the module that follows it.
fn without_tests(tokens: Vec<(usize, Token)>) -> Vec<(usize, Token)> {
    let word = |at: usize, text: &str| tokens.get(at).is_some_and(|(_, token)| *token == Token::Word(text.to_owned()));
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        // `# [ cfg ( test ) ] mod name {`
        if word(at + 2, "cfg") && word(at + 4, "test") && word(at + 7, "mod") {
            let mut depth = 0;
            at += 9;
            loop {
                match tokens[at].1 {
                    Token::Mark('{') => depth += 1,
                    Token::Mark('}') => depth -= 1,
                    _ => {}
                }
                at += 1;
                if depth == 0 {
                    break;
                }
            }
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

#[test]
fn reads_what_it_must_and_skips_the_rest() {
    let text = "use a::b; // 99\nlet x: &'a str = \"12\\\" c\"; 'x' '\\n' r#\"7\"# 1_000\n#[cfg(test)]\nmod tests { fn f() { 50 } }\nend";
    let read: Vec<Token> = without_tests(tokens(text)).into_iter().map(|(_, token)| token).collect();
    let texts: Vec<&Token> = read.iter().filter(|token| matches!(token, Token::Text(_) | Token::Number(_))).collect();
    assert_eq!(
        texts,
        [
            &Token::Text("\"12\\\" c\"".to_owned()),
            &Token::Text("r#\"7\"#".to_owned()),
            &Token::Number("1_000".to_owned())
        ]
    );
    assert_eq!(read.last(), Some(&Token::Word("end".to_owned())));
}
