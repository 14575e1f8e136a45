//! `gravamen guide`: the manual, a page for each reader (手册).

use clap::{Args, ValueEnum};

use super::Ending;
use super::failure::Failure;
use super::output::{self, Output};
use crate::report::words::Language;

/// Whose page to print.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The reader; without one, the list of pages
    #[arg(value_enum)]
    reader: Option<Reader>,
}

/// For whom a page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Reader {
    /// Who prepares a case
    #[value(aliases = ["检察官", "公诉人", "办案人"])]
    Prosecutor,
    /// Who asks why
    #[value(aliases = ["学生", "法学生"])]
    Student,
    /// Who compares laws over many cases
    #[value(aliases = ["研究者", "研究人员"])]
    Researcher,
    /// Who writes law
    #[value(aliases = ["法律", "立法者", "编写法律"])]
    Law,
}

/// Prints the page in the language of the output.
pub fn run(arguments: &Arguments, output: &Output) -> Result<Ending, Failure> {
    let [zh, en] = match arguments.reader {
        None => [include_str!("../../guide/README.zh.md"), include_str!("../../guide/README.md")],
        Some(Reader::Prosecutor) => {
            [include_str!("../../guide/prosecutor.zh.md"), include_str!("../../guide/prosecutor.md")]
        }
        Some(Reader::Student) => [include_str!("../../guide/student.zh.md"), include_str!("../../guide/student.md")],
        Some(Reader::Researcher) => {
            [include_str!("../../guide/researcher.zh.md"), include_str!("../../guide/researcher.md")]
        }
        Some(Reader::Law) => [include_str!("../../guide/law.zh.md"), include_str!("../../guide/law.md")],
    };
    output::print(if output.language() == Language::Zh { zh } else { en })?;
    Ok(Ending::Done)
}
