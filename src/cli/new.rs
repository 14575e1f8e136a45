//! `gravamen case new`: a case file by an interview in the terminal, or a template without one.

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use inquire::ui::{RenderConfig, Styled};
use inquire::{InquireError, MultiSelect, Select, Text};

use super::failure::Failure;
use super::output::{self, Output};
use super::{Ending, files, run};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::interview::{Form, Interview, NOTHING, Question, UNKNOWN, What, template};
use crate::law::vocabulary::Label;
use crate::render::messages;
use crate::report::words::Language;

/// Which file, and under which law it is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The case file to write, or to go on with
    #[arg(value_name = "FILE", required_unless_present = "template")]
    file: Option<PathBuf>,
    /// Prints a template to fill in, and asks nothing
    #[arg(long, conflicts_with = "file")]
    template: bool,
    /// The day whose law applies; by default the case's day of judgment, or today
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<jiff::civil::Date>,
}

/// How many values of a list are shown at a time.
const PAGE: usize = 12;

/// Runs the command.
pub fn run(arguments: &Arguments, law: &run::Law, output: &Output) -> Result<Ending, Failure> {
    let language = output.language();
    let Some(path) = &arguments.file else {
        output::print(&template::template(&run::engine(law, None)?, language))?;
        return Ok(Ending::Done);
    };
    if !io::stdin().is_terminal() {
        let advice = "the interview needs a terminal; `gravamen case new --template` prints a file to fill in";
        return Err(Failure::Usage(advice.to_owned()));
    }
    let text = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        _ => files::read(path)?,
    };
    let engine = run::engine(law, Some((path, &text)))?;
    let mut interview = Interview::new(&engine, language, text).map_err(run::unplaced)?;
    interviewed(&mut interview, path, output)?;
    Ok(Ending::Done)
}

/// Puts question after question, writing each answer to the file, until nothing asked can matter or it is left.
fn interviewed(interview: &mut Interview<'_>, path: &Path, output: &Output) -> Result<(), Failure> {
    let language = output.language();
    if language == Language::Zh {
        let left = Styled::new("（已退出）");
        inquire::set_global_render_config(RenderConfig::default().with_canceled_prompt_indicator(left));
    }
    while let Some(question) = interview.next().map_err(run::unplaced)? {
        for line in interview.reasons(&question) {
            output::say(&format!("{line}\n"));
        }
        loop {
            let Some(answer) = ask(&question, language)? else {
                output::say(&format!("{}\n", left(language, path)));
                return Ok(());
            };
            match interview.answer(&question, &answer) {
                Ok(()) => break,
                Err(wrong) => output::say(&told(&wrong, language)),
            }
        }
        write(path, interview.text())?;
    }
    output::say(&format!("{}\n", finished(language, path, interview.postponed())));
    Ok(())
}

fn told(wrong: &Diagnostics, language: Language) -> String {
    let line = |one: &Diagnostic| {
        let one = if language == Language::Zh { &messages::diagnostic(one) } else { one };
        let help = one.help.as_ref().map(|help| language.words().aside(help)).unwrap_or_default();
        format!("  ! {}{help}\n", one.message)
    };
    wrong.iter().map(line).collect()
}

/// Writes beside the file first, so that a file is never half written.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| Failure::Write { name: path.display().to_string(), error })
}

/// An answer; nothing where the interview is left.
fn ask(question: &Question, language: Language) -> Result<Option<String>, Failure> {
    let answered = match &question.form {
        Form::One(values) => listed(question, values, true, language),
        Form::Truth(values) => listed(question, values, false, language),
        Form::Several(values) => several(question, values, language),
        _ => Text::new(&question.prompt(language)).with_help_message(&question.hint(language)).prompt(),
    };
    match answered {
        Ok(answer) => Ok(Some(answer)),
        Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => Ok(None),
        Err(error) => {
            let error = io::Error::other(error.to_string());
            Err(Failure::Read { path: PathBuf::from("the terminal"), error })
        }
    }
}

/// One entry of a list: what is written as the answer, and what is shown.
struct Entry {
    answer: String,
    shown: String,
}

impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.shown)
    }
}

fn entries(values: &[(String, Label)], language: Language) -> Vec<Entry> {
    let shown = |name: &str, label: &Label| match language.of(label) {
        same if same == name => name.to_owned(),
        label => format!("{label}{}", language.words().aside(name)),
    };
    values.iter().map(|(name, label)| Entry { answer: name.clone(), shown: shown(name, label) }).collect()
}

/// One value of a list, or that it is unknown, or several that are possible, or nothing.
fn listed(
    question: &Question,
    values: &[(String, Label)],
    alternatives: bool,
    language: Language,
) -> Result<String, InquireError> {
    const SEVERAL: &str = " or ";
    let mut list = entries(values, language);
    let mut add = |answer: &str, zh: &str, en: &str| {
        let shown = if language == Language::Zh { zh } else { en };
        list.push(Entry { answer: answer.to_owned(), shown: shown.to_owned() });
    };
    add(UNKNOWN, "（未知）", "(unknown)");
    if alternatives {
        add(SEVERAL, "（数项皆有可能）", "(one of several)");
    }
    match question.why.silent() {
        Some(_) => add(NOTHING, "（照此认定）", "(leave it so)"),
        None => add(NOTHING, "（以后再答）", "(later)"),
    }
    let prompt = question.prompt(language);
    let (one, many) = keys(language);
    let chosen = Select::new(&prompt, list).with_page_size(PAGE).with_help_message(one).prompt()?;
    if chosen.answer != SEVERAL {
        return Ok(chosen.answer);
    }
    let chosen =
        MultiSelect::new(&prompt, entries(values, language)).with_page_size(PAGE).with_help_message(many).prompt()?;
    Ok(chosen.into_iter().map(|entry| entry.answer).collect::<Vec<_>>().join(SEVERAL))
}

/// How one value, and several, are chosen with the keyboard.
fn keys(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Zh => {
            ("上下键移动，输入文字筛选，回车确定，Esc 保存退出", "空格选取，输入文字筛选，回车确定，Esc 保存退出")
        }
        Language::En => (
            "↑↓ to move, type to filter, Enter to choose, Esc to leave",
            "Space to choose, type to filter, Enter to go on, Esc to leave",
        ),
    }
}

/// Several values of a list together; where it is known that there is only one, it is not asked for.
fn several(question: &Question, values: &[(String, Label)], language: Language) -> Result<String, InquireError> {
    if let ([(only, _)], What::OnWhat { .. } | What::Act { more: false }) = (values, &question.what) {
        return Ok(only.clone());
    }
    let prompt = question.prompt(language);
    let chosen = MultiSelect::new(&prompt, entries(values, language))
        .with_page_size(PAGE)
        .with_help_message(keys(language).1)
        .prompt()?;
    Ok(chosen.into_iter().map(|entry| entry.answer).collect::<Vec<_>>().join(", "))
}

/// What is said when the interview is left.
fn left(language: Language, path: &Path) -> String {
    match language {
        Language::Zh => format!("已保存至 {0}；再次运行 gravamen case new {0} 即继续", path.display()),
        Language::En => format!("saved in {0}; `gravamen case new {0}` goes on from here", path.display()),
    }
}

/// What is said when nothing is left to ask.
fn finished(language: Language, path: &Path, postponed: usize) -> String {
    let path = path.display();
    match (language, postponed) {
        (Language::Zh, 0) => format!("再无能够改变情节的问题。结果：gravamen analyze {path}"),
        (Language::En, 0) => format!("No answer can change a grade any more. The result: gravamen analyze {path}"),
        (Language::Zh, later) => {
            format!("留待以后的问题：{later}个，仍可能改变情节；再次运行 gravamen case new {path} 即可回答")
        }
        (Language::En, later) => {
            format!("Left for later, and able to change a grade: {later}. `gravamen case new {path}` asks again.")
        }
    }
}
