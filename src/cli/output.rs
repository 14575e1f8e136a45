//! Where results go and how they look: language, width, colour; and nothing is said when a pipe is closed.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::pager;
use crate::render::rows::RowFormat;
use crate::render::{html, markdown, table};
use crate::report::document::Document;
use crate::report::words::{Language, Names, Words};

/// The width where there is no terminal to fill.
const WIDTH: u16 = 100;

/// How results are shown, whatever the command.
#[derive(Clone, Debug, Args)]
pub struct Output {
    /// Language of what is shown; by default that of the locale
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
    /// Columns to lay tables out for; by default those of the terminal, and 100 without one
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=1000))]
    width: Option<u16>,
    /// Shows provisions, facts and readings by what one may type, such as fs-2017-10/5.1.3, and not by name
    #[arg(long, global = true)]
    places: bool,
    /// Prints what is longer than the screen at once, and not by GRAVAMEN_PAGER, PAGER or less
    #[arg(long, global = true)]
    no_pager: bool,
}

/// A language on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// Chinese
    Zh,
    /// English
    En,
}

/// When colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A format for documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Tables for a terminal
    Table,
    /// Data, as JSON
    Json,
    /// Markdown
    Markdown,
    /// One HTML page
    Html,
}

/// A format for what has no form as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    /// Tables for a terminal
    Table,
    /// Markdown
    Markdown,
    /// One HTML page
    Html,
}

/// A format for what many cases come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StudyFormat {
    /// Tables for a terminal
    Table,
    /// Data, as JSON
    Json,
    /// Rows of data, as CSV
    Csv,
    /// Rows of data, as JSON, an object a line
    Jsonl,
    /// Markdown
    Markdown,
    /// One HTML page that needs nothing else
    Html,
}

impl StudyFormat {
    /// Tables on a terminal, data on a pipe.
    pub fn by_default() -> Self {
        if io::stdout().is_terminal() { Self::Table } else { Self::Json }
    }

    /// How rows are written, where rows are asked for.
    pub fn rows(self) -> Option<RowFormat> {
        match self {
            Self::Csv => Some(RowFormat::Csv),
            Self::Jsonl => Some(RowFormat::Jsonl),
            Self::Table | Self::Json | Self::Markdown | Self::Html => None,
        }
    }
}

impl Format {
    /// Tables on a terminal, data on a pipe.
    pub fn by_default() -> Self {
        if io::stdout().is_terminal() { Self::Table } else { Self::Json }
    }
}

impl Output {
    /// The language asked for, or that of the locale.
    pub fn language(&self) -> Language {
        match self.lang {
            Some(Lang::Zh) => Language::Zh,
            Some(Lang::En) => Language::En,
            None => of_locale(sys_locale::get_locale().as_deref()),
        }
    }

    /// The words to show something in: by name, unless what one may type was asked for.
    pub fn words(&self, names: Names) -> Words {
        if self.places { self.language().words().clone() } else { Words::naming(self.language(), names) }
    }

    /// Whether what is longer than the screen may go to a pager.
    pub fn may_page(&self) -> bool {
        !self.no_pager
    }

    /// Prints a document.
    pub fn document(&self, document: &Document, format: TextFormat) -> Result<(), Failure> {
        let text = match format {
            TextFormat::Table => table::render(document, self.columns(), self.colours(io::stdout().is_terminal())),
            TextFormat::Markdown => markdown::render(document),
            TextFormat::Html => html::render(document, self.language()),
        };
        print(&text)
    }

    /// Whether diagnostics are coloured.
    pub fn colours_errors(&self) -> bool {
        self.colours(io::stderr().is_terminal())
    }

    /// How many columns there are to fill.
    pub fn columns(&self) -> usize {
        usize::from(self.width.or_else(|| comfy_table::Table::new().width()).unwrap_or(WIDTH))
    }

    fn colours(&self, terminal: bool) -> bool {
        let refused = || env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match self.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !refused(),
        }
    }
}

/// The language that a command line asks for, before it is read: that of its own errors and its help.
pub fn asked(arguments: impl Iterator<Item = OsString>) -> Language {
    let arguments: Vec<String> = arguments.map(|argument| argument.to_string_lossy().into_owned()).collect();
    let after = arguments.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1].as_str());
    let joined = arguments.iter().filter_map(|argument| argument.strip_prefix("--lang="));
    match after.chain(joined).next() {
        Some(named) => of_locale(Some(named)),
        None => of_locale(sys_locale::get_locale().as_deref()),
    }
}

/// Chinese for the locales of Chinese, English for all others.
pub fn of_locale(locale: Option<&str>) -> Language {
    let chinese = locale.is_some_and(|locale| locale.to_lowercase().starts_with("zh"));
    if chinese { Language::Zh } else { Language::En }
}

/// Prints a text.
pub fn print(text: &str) -> Result<(), Failure> {
    let written = pager::write(text).unwrap_or_else(|| {
        let mut output = io::stdout().lock();
        output.write_all(text.as_bytes()).and_then(|()| output.flush())
    });
    written.map_err(|error| Failure::Write { name: "standard output".to_owned(), error })
}

/// Says something beside the results. Where even that cannot be written, nobody is there to be told.
pub fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
