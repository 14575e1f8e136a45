//! `gravamen case new`: a case file by an interview in the terminal, or a template without one.

mod ask;
mod table;

use std::fs;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;

use self::ask::{Answered, Asker, Turn};
use super::date::day;
use super::failure::Failure;
use super::output::{self, Output};
use super::{Ending, files, run};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::interview::{self, Interview, Question, What, template};
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
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<jiff::civil::Date>,
}

/// The ending of the file that keeps how far an interview has got.
const PROGRESS: &str = "progress";

/// The key whose answer says which law applies.
const JUDGED: &str = "case.judged";

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
    let mut engine = run::engine(law, Some((path, &text)))?;
    let mut begun = Interview::new(&engine, language, text).map_err(run::unplaced)?;
    let progress = progress(path);
    if path.exists() && progress.exists() {
        begun.go_on_from(&files::read(&progress)?);
    }
    let mut state = begun.into_state();
    Asker::new(output).say(language.either(
        "每一问都可以按 Esc：回到上一问、改动已答的一项、查看结果或者退出。每答一问即写入文件。",
        "At every question Esc goes back, changes an earlier answer, shows the result or leaves. Every answer is written at once.",
    ));
    loop {
        let mut session = Session {
            interview: Interview::resumed(&engine, language, state),
            path,
            asker: Asker::new(output),
            told: Vec::new(),
        };
        if session.run()? {
            return Ok(Ending::Done);
        }
        state = session.interview.into_state();
        engine = run::engine(law, Some((path, state.text())))?;
    }
}

/// An interview at a terminal.
struct Session<'e> {
    interview: Interview<'e>,
    path: &'e Path,
    asker: Asker,
    /// What was last said of the result.
    told: Vec<String>,
}

impl Session<'_> {
    /// Puts question after question, writing each answer to the file, until nothing asked can matter or it is left.
    /// Nothing is left to do unless another law has come to apply.
    fn run(&mut self) -> Result<bool, Failure> {
        while let Some(question) = self.interview.next().map_err(run::unplaced)? {
            self.tell_result(false);
            for line in self.interview.reasons(&question) {
                self.asker.say(&line);
            }
            match self.put(&question)? {
                Turn::Left => {
                    self.asker.say(&left(self.asker.language, self.path));
                    return Ok(true);
                }
                Turn::Law => return Ok(false),
                Turn::On => {}
            }
        }
        self.tell_result(true);
        self.finished();
        self.interview.end();
        self.write()?;
        Ok(true)
    }

    /// Puts a question until it is answered, or something else was chosen.
    fn put(&mut self, question: &Question) -> Result<Turn, Failure> {
        loop {
            match self.asker.ask(question)? {
                Answered::With(answer) => match self.interview.answer(question, &answer) {
                    Ok(()) => {
                        self.write()?;
                        self.tell_id(question, &answer);
                        let law = question.path == JUDGED && !answer.trim().is_empty();
                        return Ok(if law { Turn::Law } else { Turn::On });
                    }
                    Err(wrong) => self.refused(&wrong),
                },
                Answered::Table => match table::acts(&self.interview, &self.asker)? {
                    Some(text) => match self.interview.take(text) {
                        Ok(()) => {
                            self.write()?;
                            return Ok(Turn::On);
                        }
                        Err(wrong) => self.refused(&wrong),
                    },
                    None => return Ok(Turn::On),
                },
                Answered::Paused => return self.paused(),
                Answered::Left => return Ok(Turn::Left),
            }
        }
    }

    /// Says how the id of the case is written, where it is not as it was typed.
    fn tell_id(&self, question: &Question, typed: &str) {
        let id = interview::slug(typed, "");
        if question.what == What::CaseId && id != typed.trim() {
            self.asker.say(&match self.asker.language {
                Language::Zh => format!("编号写作“{id}”：编号只用字母、数字、汉字和连字符。"),
                Language::En => format!("The id is written `{id}`: of letters, digits and hyphens."),
            });
        }
    }

    /// What to do at a question that was interrupted.
    fn paused(&mut self) -> Result<Turn, Failure> {
        match self.asker.menu()? {
            ask::Menu::Back => {
                // What nobody was asked is taken back with the answer before it.
                let mut any = false;
                while self.interview.back() {
                    any = true;
                    let question = self.interview.next().map_err(run::unplaced)?;
                    if question.is_none_or(|question| question.obvious().is_none()) {
                        break;
                    }
                }
                if !any {
                    self.asker.say(self.asker.language.either(
                        "已是第一问；要改以前答过的，请选“改动已经回答的一项”。",
                        "This is the first question; to change what was answered before, choose an earlier answer.",
                    ));
                }
                self.write()?;
                // What was taken back may have said which law applies.
                Ok(Turn::Law)
            }
            ask::Menu::Change => {
                let given = self.interview.given();
                let Some(question) = self.asker.choose(&given)?.and_then(|one| self.interview.again(&given[one]))
                else {
                    return Ok(Turn::On);
                };
                self.put(&question)
            }
            ask::Menu::Result => {
                self.tell_result(true);
                if self.told.is_empty() {
                    self.asker.say(
                        self.asker
                            .language
                            .either("还没有结果：要先录入一起行为。", "There is no result yet: it takes an act."),
                    );
                }
                Ok(Turn::On)
            }
            ask::Menu::Leave => Ok(Turn::Left),
            ask::Menu::GoOn => Ok(Turn::On),
        }
    }

    /// Says what comes of the answers so far, where that is new or asked for.
    fn tell_result(&mut self, always: bool) {
        let lines = self.interview.so_far();
        if lines.is_empty() || lines == self.told && !always {
            return;
        }
        let lead = self.asker.language.either("目前的结果：", "So far: ");
        for line in &lines {
            self.asker.say(&format!("▸ {lead}{line}"));
        }
        self.told = lines;
    }

    /// What is said when nothing is left to ask: that nothing can change the result only where nothing can.
    fn finished(&self) {
        let (language, path) = (self.asker.language, self.path.display());
        let (could, searched) = self.interview.could_change();
        let words = language.words();
        let line = match (language, could.is_empty()) {
            (Language::Zh, true) if searched => "已经问完：没有会改变结果的待定、争议事实或争点。".to_owned(),
            (Language::En, true) if searched => {
                "Everything has been asked: nothing open, disputed or contested could change the result.".to_owned()
            }
            (Language::Zh, true) => format!("已经问完。{}。", words.not_searched),
            (Language::En, true) => format!("Everything has been asked; {}.", words.not_searched),
            (Language::Zh, false) => format!("已经问完。仍会改变结果的：{}。", could.join(words.stop)),
            (Language::En, false) => {
                format!("Everything has been asked. What could still change the result: {}.", could.join(words.stop))
            }
        };
        self.asker.say(&line);
        let postponed = self.interview.postponed();
        if postponed > 0 {
            self.asker.say(&match language {
                Language::Zh => format!("留待以后的问题有{postponed}个；再次运行 gravamen case new {path} 即可回答。"),
                Language::En => format!("Left for later: {postponed}; `gravamen case new {path}` asks again."),
            });
        }
        self.asker.say(&match language {
            Language::Zh => format!("完整的结果：gravamen analyze {path}"),
            Language::En => format!("The whole result: gravamen analyze {path}"),
        });
    }

    fn refused(&self, wrong: &Diagnostics) {
        for one in wrong {
            self.asker.say(&told(one, self.asker.language));
        }
    }

    /// Writes the case file, and beside it how far the interview has got.
    fn write(&self) -> Result<(), Failure> {
        replace(self.path, self.interview.text())?;
        // What was passed over is nothing that the case file says.
        let (path, passed) = (progress(self.path), self.interview.progress());
        if passed.is_empty() && !path.exists() {
            return Ok(());
        }
        let about = self.asker.language.either(
            "# 案卷文件问答的进度：已经略过的问题，继续时不再问。删去本文件，即重新问起。",
            "# How far the interview has got: what was passed over is not asked again. Delete this file to be asked anew.",
        );
        replace(&path, &format!("{about}\n{passed}"))
    }
}

/// Where it is kept how far the interview about a case file has got.
fn progress(path: &Path) -> PathBuf {
    path.with_extension(PROGRESS)
}

/// Replaces a file at once, so that it is never half written.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let written = if path.exists() { files::replace(path, text) } else { fs::write(path, text) };
    written.map_err(|error| Failure::Write { name: path.display().to_string(), error })
}

/// What is wrong with an answer.
fn told(one: &Diagnostic, language: Language) -> String {
    let one = if language == Language::Zh { &messages::diagnostic(one) } else { one };
    let help = one.help.as_ref().map(|help| language.words().aside(help)).unwrap_or_default();
    let said = [&one.message].into_iter().chain(&one.notes).map(String::as_str).collect::<Vec<_>>();
    format!("  ! {}{help}", said.join(language.words().colon))
}

/// What is said when the interview is left.
fn left(language: Language, path: &Path) -> String {
    if !path.exists() {
        return language.either("没有回答，也没有写入文件", "nothing was answered, and no file was written").to_owned();
    }
    match language {
        Language::Zh => format!("已保存至 {0}；再次运行 gravamen case new {0} 即继续", path.display()),
        Language::En => format!("saved in {0}; `gravamen case new {0}` goes on from here", path.display()),
    }
}

/// Whether acts can be entered as a table where this is asked.
fn takes_table(question: &Question) -> bool {
    matches!(question.what, What::Act { .. })
}
