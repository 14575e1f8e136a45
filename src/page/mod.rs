//! The workbench as HTML: the pages of `gravamen open`, for people who never use a terminal.
//!
//! # Who sits before it, and what they need on one screen
//!
//! A *prosecutor* has a file of paper beside her and types what is in it. She needs, without turning a page: what she has
//! typed, what comes of it, and what is still missing. So *Facts* is at the left, tables that are filled like a sheet of
//! Excel, and the *result* stands at the right and follows every keystroke. *Result* is the same in full, to be read and
//! printed; *What would change it* are questions to the investigator, limits and contested readings, each of which shows
//! the difference before anything is taken over. A *student* opens *Study*: why and why not, the quiz, the law with its
//! encoding beside it. A *researcher* opens *Research*: every case of the folder under a proposal.
//!
//! # How it works
//!
//! - The case file is the only state. A field is a key of the file; typing writes it (`interview::edit` keeps comments and
//!   layout), and what cannot be a value is said beside the field and not written. Every change is saved at once and can
//!   be undone. Program and hand can take turns: a file changed outside is noticed, shown, and never overwritten.
//! - Which fields there are says the vocabulary of the law (`fields`); what is found says `report`, as documents, cards and
//!   gauges. There is no law here and no arithmetic: lengths of gauges too come from `report::board`.
//! - Everything is a form or a link, so that the keyboard alone suffices and a screen reader reads it. The script
//!   (`page.js`) only sends a form while one types and puts the answer in place: elements of an answer take the place of
//!   those with the same id.
//! - Nothing is fetched from anywhere, and nothing here reads a file or a clock: `cli::open` serves it, on this machine
//!   alone.
//!
//! # How it is used
//!
//! `gravamen open FOLDER` opens the page in the browser. *New case* makes a file; persons, bodies of information and acts
//! are added with Enter in the last row; acts can be pasted from Excel. Values are written as in the interview: `5000`,
//! `4800 .. 5200`, `2021-03`, `unknown`; what is left empty means what stands in grey. `⋯` opens everything that can be
//! said of an entry: how a fact stands, the other side's figure, the evidence.

pub mod acts;
pub mod called;
pub mod change;
pub mod document;
pub mod facts;
pub mod filed;
pub mod frame;
pub mod judged;
pub mod lesson;
pub mod research;
pub mod result;
pub mod study;

use crate::report::words::{Language, Words};

/// The style of every page.
pub const STYLE: &str = include_str!("page.css");

/// The script of every page.
pub const SCRIPT: &str = include_str!("page.js");

/// A page of a case, or the list of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The cases of the folder.
    Cases,
    /// What is known.
    Facts,
    /// What comes of it.
    Result,
    /// What would change it.
    Change,
    /// Why, and why not.
    Study,
    /// All cases under other laws.
    Research,
}

impl View {
    /// All of them, with their names in addresses and on the page.
    pub const ALL: [(Self, &'static str, &'static str, &'static str); 6] = [
        (Self::Cases, "cases", "案件", "Cases"),
        (Self::Facts, "facts", "事实", "Facts"),
        (Self::Result, "result", "结果", "Result"),
        (Self::Change, "change", "什么会改变结果", "What would change it"),
        (Self::Study, "study", "学习", "Study"),
        (Self::Research, "research", "研究", "Research"),
    ];

    /// The view of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, ..)| *known == name).map(|(view, ..)| view)
    }

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// With what a page is drawn: the words, and the case that it is about.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The words, which call the provisions of the law and the things of the case by their names.
    pub words: &'a Words,
    /// The view.
    pub view: View,
    /// The name of the case file, below the folder.
    pub case: Option<&'a str>,
}

impl Scene<'_> {
    /// The language.
    pub fn language(&self) -> Language {
        self.words.language
    }

    /// The phrase in the language of the page.
    pub fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.language().either(zh, en)
    }

    /// The address of a view or an action on the same case.
    pub fn href(&self, name: &str) -> String {
        match self.case {
            Some(case) => format!("{name}?case={}", encoded(case)),
            None => name.to_owned(),
        }
    }

    /// The same with more to say.
    pub fn href_with(&self, name: &str, more: &[(&str, &str)]) -> String {
        let mut href = self.href(name);
        for (key, value) in more {
            href += if href.contains('?') { "&" } else { "?" };
            href += &format!("{key}={}", encoded(value));
        }
        href
    }
}

/// A text as it stands in an address.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
