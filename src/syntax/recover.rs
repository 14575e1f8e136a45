//! Blocks of entries, and going on after an entry that cannot be read.
//!
//! A block never fails once its brace is open: what is wrong with an entry is reported, and reading goes on at the
//! next keyword that starts an entry at the same depth. Where the keyword of an outer block comes instead, the block
//! was not closed.

use nom::Parser;
use nom::combinator::cut;

use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::problem::{Expected, Problem, report};
use super::terminal::mark;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::suggest::nearest;

/// What follows a keyword where it really starts an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Then {
    Name,
    Numeral,
    Text,
    Label,
    /// A label, or one text for both languages.
    Title,
    Open,
    /// Whatever.
    Any,
    /// One of these words.
    Words(&'static [&'static str]),
}

/// The keywords that start an entry, each with what follows it.
type Starts = &'static [(&'static str, Then)];

/// The entries of one kind of block.
#[derive(Debug, PartialEq)]
pub struct Level {
    /// What they are, for messages.
    pub expected: &'static str,
    starts: Starts,
    /// What follows the name of an entry that starts with a name.
    named: Option<Then>,
    outer: &'static [&'static Level],
}

const DECLARATION_STARTS: Starts =
    &[("instrument", Then::Name), ("vocabulary", Then::Open), ("sources", Then::Open), ("proposal", Then::Name)];

const CLAUSE_STARTS: Starts = &[
    ("title", Then::Label),
    ("cited", Then::Label),
    ("cited", Then::Words(&["article", "par", "item"])),
    ("number", Then::Text),
    ("issuer", Then::Name),
    ("rank", Then::Name),
    ("status", Then::Label),
    ("force", Then::Numeral),
    ("checked", Then::Numeral),
    ("interprets", Then::Name),
    ("follows", Then::Text),
    ("follows", Then::Name),
    ("reading", Then::Name),
    ("article", Then::Numeral),
];

const RULE_STARTS: Starts = &[
    ("element", Then::Name),
    ("define", Then::Name),
    ("par", Then::Numeral),
    ("item", Then::Numeral),
    ("states", Then::Label),
    ("checked", Then::Numeral),
    ("not", Then::Words(&["encoded"])),
    ("offence", Then::Label),
    ("grade", Then::Name),
    ("units", Then::Words(&["band"])),
    ("classes", Then::Open),
    ("counting", Then::Open),
    ("counting", Then::Words(&["of"])),
    ("governs", Then::Words(&["batches"])),
    ("quantity", Then::Name),
    ("classes", Then::Words(&["as"])),
    ("relation", Then::Name),
    ("joint", Then::Words(&["imprisonment", "detention", "control"])),
    ("circumstance", Then::Words(&["of", "may", "shall"])),
    ("fine", Then::Words(&["usual", "shall", "least", "from", "within", "alone"])),
    ("term", Then::Words(&["imprisonment", "detention", "control"])),
    ("start", Then::Words(&["at"])),
    ("increment", Then::Name),
    ("factor", Then::Name),
    ("judge", Then::Numeral),
    ("first", Then::Words(&["layer"])),
    ("cap", Then::Words(&["less", "more"])),
    ("below", Then::Words(&["the"])),
    ("mitigation", Then::Words(&["to"])),
    ("probation", Then::Words(&["up", "if", "shall", "never", "usual", "unusual", "period"])),
    ("ban", Then::Numeral),
    ("ban", Then::Words(&["never"])),
    ("track", Then::Name),
    ("relief", Then::Words(&["for", "may", "shall"])),
    ("combined", Then::Words(&["detention"])),
    ("exit", Then::Words(&["of", "to"])),
    ("deadline", Then::Name),
    ("credit", Then::Numeral),
    ("limitation", Then::Label),
    ("limitation", Then::Words(&["of", "restarts", "series"])),
    ("no", Then::Words(&["limitation"])),
    ("time", Then::Name),
    ("charge", Then::Label),
];

const PROPOSAL_STARTS: Starts = &[
    ("title", Then::Label),
    ("author", Then::Text),
    ("year", Then::Numeral),
    ("source", Then::Text),
    ("level", Then::Name),
    ("direction", Then::Name),
    ("comparison", Then::Any),
    ("effective", Then::Numeral),
    ("not", Then::Words(&["encoded"])),
    ("parameter", Then::Name),
    ("at", Then::Name),
    ("in", Then::Name),
    ("add", Then::Words(&["to"])),
    ("repeal", Then::Name),
    ("rename", Then::Name),
    ("replace", Then::Words(&["silence"])),
    ("defeats", Then::Name),
    ("witness", Then::Text),
];

/// `sources | vocabulary | instrument | proposal`
pub static DECLARATIONS: Level = Level {
    expected: "`sources`, `vocabulary`, `instrument` or `proposal`",
    starts: DECLARATION_STARTS,
    named: None,
    outer: &[],
};

/// What stands in a proposal.
pub static PROPOSAL: Level = Level {
    expected: "a part of a proposal such as `at`, `in`, `add` or `repeal`",
    starts: PROPOSAL_STARTS,
    named: None,
    outer: &[&DECLARATIONS],
};

/// `name string`
pub static SOURCES: Level =
    Level { expected: "the key of a source", starts: &[], named: Some(Then::Title), outer: &[&DECLARATIONS] };

/// `kinds | group | former | fact`
pub static VOCABLES: Level = Level {
    expected: "`kinds`, `group`, `former` or `fact`",
    starts: &[("kinds", Then::Name), ("group", Then::Name), ("former", Then::Name), ("fact", Then::Name)],
    named: None,
    outer: &[&DECLARATIONS],
};

/// `name label`
pub static VALUES: Level = Level {
    expected: "the name of a value",
    starts: &[],
    named: Some(Then::Label),
    outer: &[&VOCABLES, &DECLARATIONS],
};

/// What stands in an instrument.
pub static CLAUSES: Level = Level {
    expected: "a clause such as `title` or `article`",
    starts: CLAUSE_STARTS,
    named: None,
    outer: &[&DECLARATIONS],
};

/// `option`
pub static OPTIONS: Level =
    Level { expected: "`option`", starts: &[("option", Then::Name)], named: None, outer: &[&CLAUSES, &DECLARATIONS] };

/// `article`, which of all clauses ends what should have been closed before it.
static ARTICLES: Level =
    Level { expected: "`article`", starts: &[("article", Then::Numeral)], named: None, outer: &[] };

/// What stands in an article, paragraph or item.
pub static RULES: Level = Level {
    expected: "a rule such as `element` or `define`",
    starts: RULE_STARTS,
    named: None,
    outer: &[&ARTICLES, &DECLARATIONS],
};

/// `ground`
pub static GROUNDS: Level = Level {
    expected: "`item`",
    starts: &[("item", Then::Numeral)],
    named: None,
    outer: &[&RULES, &ARTICLES, &DECLARATIONS],
};

/// `level`
pub static LEVELS: Level = Level {
    expected: "`level`",
    starts: &[("level", Then::Name)],
    named: None,
    outer: &[&RULES, &ARTICLES, &DECLARATIONS],
};

/// `class`
pub static CLASSES: Level = Level {
    expected: "`class`",
    starts: &[("class", Then::Name), ("each", Then::Words(&["where"])), ("main", Then::Name)],
    named: None,
    outer: &[&RULES, &ARTICLES, &DECLARATIONS],
};

/// `count`
pub static COUNTS: Level = Level {
    expected: "`par`, `once`, `each`, `one` or `less`",
    starts: &[
        ("par", Then::Numeral),
        ("once", Then::Words(&["where"])),
        ("each", Then::Words(&["recipient"])),
        ("one", Then::Words(&["recipient"])),
        ("less", Then::Name),
    ],
    named: None,
    outer: &[&ARTICLES, &DECLARATIONS],
};

/// Words that join what stands around them, and name nothing.
const JOINING: &[&str] = &["and", "or", "where", "when", "as", "zh", "en", "in", "of", "to", "otherwise"];

/// Further words that may follow a condition or a tag.
const FOLLOWING: &[&str] =
    &["leaving", "sum", "standard", "band", "with", "before", "instead", "after", "beyond", "convention"];

/// Whether this word goes on after a condition or a tag, and so is no unit or source there.
pub fn goes_on(word: &str) -> bool {
    let levels: [&Level; 8] = [&DECLARATIONS, &PROPOSAL, &VOCABLES, &CLAUSES, &OPTIONS, &RULES, &CLASSES, &COUNTS];
    [JOINING, FOLLOWING].iter().any(|words| words.contains(&word)) || levels.iter().any(|level| level.has(word))
}

/// Whether something other than a condition goes on here: a joining word, or the start of an entry.
pub fn starts_something(input: Tokens<'_>) -> bool {
    let levels: [&Level; 3] = [&RULES, &CLAUSES, &DECLARATIONS];
    let names_a_fact = input.kind_at(1) == Some(Kind::Equals) || input.word_at(1) == Some("in");
    input.word().is_some_and(|word| JOINING.contains(&word)) && !names_a_fact
        || levels.iter().any(|level| level.starts(input))
}

/// Whether a rule or item starts here with its keyword misspelt: something follows as nothing follows a unit.
pub fn misspells_start(input: Tokens<'_>) -> bool {
    match (input.word(), input.word_at(1)) {
        (Some(_), None) => input.kind_at(1) == Some(Kind::Numeral),
        (Some(word), Some(next)) => !goes_on(next) && nearest(word, RULES.words()).is_some(),
        _ => false,
    }
}

impl Then {
    fn fits(self, input: Tokens<'_>, ahead: usize) -> bool {
        match self {
            Self::Name => input.word_at(ahead).is_some_and(|word| !goes_on(word)),
            Self::Numeral => input.kind_at(ahead) == Some(Kind::Numeral),
            Self::Text => input.kind_at(ahead) == Some(Kind::Text),
            Self::Any => true,
            Self::Open => input.kind_at(ahead) == Some(Kind::Open),
            Self::Label => input.word_at(ahead) == Some("zh") && input.kind_at(ahead + 1) == Some(Kind::Text),
            // Inside a title `zh` and `en` stand before a text as well.
            Self::Title => {
                !matches!(input.word(), Some("zh" | "en"))
                    && (Self::Text.fits(input, ahead) || Self::Label.fits(input, ahead))
            }
            Self::Words(words) => input.word_at(ahead).is_some_and(|word| words.contains(&word)),
        }
    }
}

impl Level {
    /// The keywords that start an entry.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.starts.iter().map(|(word, _)| *word)
    }

    fn has(&self, word: &str) -> bool {
        self.words().any(|start| start == word)
    }

    /// Whether an entry surely starts here.
    pub fn starts(&self, input: Tokens<'_>) -> bool {
        let Some(word) = input.word() else { return false };
        let keyword = self.starts.iter().any(|(start, then)| *start == word && then.fits(input, 1));
        keyword && !continues(input) || self.named.is_some_and(|then| then.fits(input, 1))
    }

    /// Whether an entry probably starts here, with something wrong right after its keyword.
    fn seems_to_start(&self, input: Tokens<'_>) -> bool {
        const IN_CONDITIONS: [&str; 7] = ["not", "no", "grade", "reading", "class", "counting", "less"];
        let keyword = |word| self.has(word) && !IN_CONDITIONS.contains(&word);
        input.starts_line() && input.word().is_some_and(keyword) && !continues(input)
    }

    /// Whether an entry of an outer block surely starts here.
    fn left(&self, input: Tokens<'_>) -> bool {
        self.outer.iter().any(|outer| outer.starts(input))
    }

    /// The next token that starts an entry, or ends the block, after the entry at `start` failed at `fault`.
    fn next_entry<'a>(&self, start: Tokens<'a>, fault: usize) -> Tokens<'a> {
        let mut depth = 0_usize;
        let mut input = start;
        while let Some(token) = input.first() {
            let at_own_depth = depth == 0 || input.at == fault;
            let further = input.at >= fault && input.at > start.at;
            if further && at_own_depth && (self.starts(input) || self.seems_to_start(input) || self.left(input)) {
                break;
            }
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth == 0 => break,
                Kind::Close => depth -= 1,
                _ => {}
            }
            input = input.skip_to(input.at + 1);
        }
        input
    }
}

/// Whether the word before says that this goes on with what it belongs to: `of par 1`, `leaving out item 6`.
fn continues(input: Tokens<'_>) -> bool {
    let before = input.at.checked_sub(1).and_then(|before| input.file.tokens.get(before));
    before.is_some_and(|token| matches!(token.text, "of" | "out"))
}

/// One entry of a block, or nothing where it could not be read; then reading goes on at the next one.
pub fn attempt<'a, T>(
    level: &'static Level,
    input: Tokens<'a>,
    mut entry: impl Parser<Tokens<'a>, Output = T, Error = Problem>,
) -> (Tokens<'a>, Option<T>) {
    input.mark_start();
    match entry.parse(input) {
        // INVARIANT: every entry starts with a keyword or a name, so something was read.
        Ok((rest, entry)) => (rest.as_deep_as(input), Some(entry)),
        Err(failure) => {
            let fault = report(input, failure);
            (level.next_entry(input, fault), None)
        }
    }
}

/// `entry* "}"`, for the brace that stands at `open`
pub fn entries<'a, T>(
    level: &'static Level,
    open: Span,
    entry: impl Fn(Tokens<'a>) -> Parsed<'a, T>,
) -> impl Fn(Tokens<'a>) -> Parsed<'a, Vec<T>> {
    move |mut input| {
        let mut entries = Vec::new();
        loop {
            match input.first() {
                Some(token) if token.kind == Kind::Close => return Ok((input.skip_to(input.at + 1), entries)),
                Some(_) if !level.left(input) || level.starts(input) => {
                    let (rest, found) = attempt(level, input, &entry);
                    entries.extend(found);
                    input = rest;
                }
                _ => {
                    unclosed(input, open);
                    return Ok((input, entries));
                }
            }
        }
    }
}

fn unclosed(input: Tokens<'_>, open: Span) {
    let found = input.first().map_or("the end of the file".to_owned(), |token| format!("`{}`", token.text));
    let problem = Diagnostic::error("unclosed", input.span(), format!("expected `}}`, found {found}"));
    input.file.report(problem.at_fault("the block is still open here").also(open, "`}` would close this"));
}

/// `"{" entry* "}"`
pub fn block<'a, T>(
    level: &'static Level,
    entry: impl Fn(Tokens<'a>) -> Parsed<'a, T>,
) -> impl Fn(Tokens<'a>) -> Parsed<'a, Vec<T>> {
    move |input| {
        let (rest, open) = mark(Kind::Open)(input)?;
        cut(entries(level, open.span, &entry)).parse(rest)
    }
}

/// Everything in a file, which no brace closes.
pub fn declarations<'a, T>(mut input: Tokens<'a>, entry: impl Fn(Tokens<'a>) -> Parsed<'a, T>) -> Vec<T> {
    let mut declarations = Vec::new();
    while let Some(token) = input.first() {
        if token.kind == Kind::Close {
            let problem = Diagnostic::error("expected", token.span, "expected a declaration, found `}`");
            input.file.report(problem.at_fault("nothing is open here"));
            input = input.skip_to(input.at + 1);
            continue;
        }
        let (rest, found) = attempt(&DECLARATIONS, input, &entry);
        declarations.extend(found);
        input = rest;
    }
    declarations
}

/// No entry starts here.
pub fn no_entry<'a, T>(level: &'static Level, input: Tokens<'a>) -> Parsed<'a, T> {
    let problem = Problem::expected(input, Expected::Entry(level));
    Err(nom::Err::Error(problem))
}
