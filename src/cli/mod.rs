//! The command: arguments in, exit code out. Only this layer reads, prints, and knows the clock and the environment.
//!
//! Exit codes: 0 done; 1 done, and what was checked does not hold; 2 bad input or usage; with `--exit-status`, 3 when a
//! result is open.

mod acts;
mod analyze;
mod batch;
mod case;
mod changes;
mod compare;
mod course;
mod date;
pub mod expect;
mod explain;
pub mod failure;
pub mod files;
mod flip;
mod gaps;
mod guide;
mod law;
pub mod laws;
pub mod localized;
mod new;
mod open;
pub mod output;
mod pager;
mod picture;
mod proposals;
pub mod published;
mod quiz;
mod receipts;
pub mod run;
pub mod sides;
mod sweep;
pub mod terms;
mod tidy;
mod under;
mod verify;
mod witness;
mod write;

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use failure::Failure;
use output::Output;

use crate::render::messages::chinese;
use crate::report::words::Language;

/// Analyses criminal cases on personal information: charges, grades, grounds and sentencing bands, every step cited.
///
/// Nothing leaves this machine, and no result says that anyone is guilty: an offence is established on the stated facts.
#[derive(Debug, Parser)]
#[command(name = "gravamen", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Folder with law files that add to those built in, or take the place of those with the same path
    #[arg(long, global = true, value_name = "DIR")]
    laws: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Charges, grades, grounds and bands of each accused
    #[command(visible_alias = "analyse")]
    Analyze(analyze::Arguments),
    /// The open facts by what they decide, those that cannot matter, and what each finding rests on
    Gaps(under::OneCase),
    /// The nearest changes of fact that change a grade, and how the result stands under what is disputed
    Flip(under::OneCase),
    /// The reasoning issue by issue: why, and why not
    Explain(explain::Arguments),
    /// The same cases under the law in force and under others beside it: who moves, and by which rule
    Compare(compare::Arguments),
    /// How outcomes move with a threshold, a parameter or a fact: the exact points of change
    Sweep(sweep::Arguments),
    /// A table of cases in, tidy rows out, for a statistics program
    Batch(batch::Arguments),
    /// The smallest case on which two laws differ, as a case file
    Witness(witness::Arguments),
    /// The workbench: a page in the browser over the same files, on this machine alone
    Open(open::Arguments),
    /// A document for the file: review report, sentencing proposals, outline for investigation, memorandum
    Write(write::Arguments),
    /// A result made again from its receipt: whether case, law and outcome are the same, and what differs by rule
    Verify(verify::Arguments),
    /// What the law files say
    #[command(subcommand)]
    Law(law::Command),
    /// Days that the law counts from a day, each with its article
    #[command(subcommand)]
    Date(date::Command),
    /// The course: twelve short cases, each with its question, a quiz, and the mistake that people make
    Course(course::Arguments),
    /// The manual, a page for each reader
    Guide(guide::Arguments),
    /// Case files: whether they can be read, and whether their expectations hold
    #[command(subcommand)]
    Case(case::Command),
}

impl Command {
    /// Whether it puts questions, serves, or tells how far it has come: what it prints is read as it comes.
    fn asks(&self) -> bool {
        match self {
            Self::Open(_) | Self::Course(_) | Self::Batch(_) | Self::Write(_) => true,
            Self::Case(command) => command.asks(),
            _ => false,
        }
    }
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// It did what was asked.
    Done,
    /// What was checked does not hold.
    DoesNotHold,
    /// A result is open, and the caller wants to know.
    Open,
}

/// Runs the command of this process.
pub fn main() -> ExitCode {
    let language = output::asked(env::args_os());
    let cli = match parsed(language) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            match language {
                Language::Zh if code != 0 && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                    output::say(&localized::error(&error, &command()));
                }
                // Whoever closed the output does not want the help.
                Language::Zh => drop(localized::print_help(&error)),
                Language::En => drop(error.print()),
            }
            return ExitCode::from(code);
        }
    };
    if cli.output.may_page() && !cli.command.asks() {
        pager::allow();
    }
    let ended = dispatch(&cli);
    pager::close();
    match ended {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::DoesNotHold) => ExitCode::from(1),
        Ok(Ending::Open) => ExitCode::from(3),
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&failure, &cli.output);
            ExitCode::from(2)
        }
    }
}

/// The command line as it is described, in English.
pub fn command() -> clap::Command {
    Cli::command()
}

/// The arguments of this process, described in a language.
fn parsed(language: Language) -> Result<Cli, clap::Error> {
    let command = command();
    let command = if language == Language::Zh { localized::localized(command) } else { command };
    Cli::from_arg_matches(&command.try_get_matches_from(arguments())?)
}

/// The arguments of this process; started from a desktop without any, it opens the workbench.
fn arguments() -> Vec<OsString> {
    const SESSIONS: [&str; 2] = ["DISPLAY", "WAYLAND_DISPLAY"];
    let mut arguments: Vec<OsString> = env::args_os().collect();
    let on_a_desktop = SESSIONS.iter().any(|name| env::var_os(name).is_some());
    if arguments.len() < 2 && on_a_desktop && !io::stdin().is_terminal() && !io::stdout().is_terminal() {
        arguments.push("open".into());
    }
    arguments
}

/// The law files of the command line, on the day that each case says.
fn law_of(cli: &Cli) -> run::Law {
    run::Law { folder: cli.laws.clone(), ..run::Law::default() }
}

fn dispatch(cli: &Cli) -> Result<Ending, Failure> {
    match &cli.command {
        Command::Analyze(arguments) => analyze::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Gaps(arguments) => gaps::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Flip(arguments) => flip::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Explain(arguments) => explain::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Compare(arguments) => compare::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Sweep(arguments) => sweep::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Batch(arguments) => batch::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Witness(arguments) => witness::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Open(arguments) => open::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Write(arguments) => write::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Verify(arguments) => verify::run(arguments, cli.laws.as_deref(), &cli.output),
        Command::Law(command) => law::run(command, cli.laws.as_deref(), &cli.output),
        Command::Date(command) => date::run(command, cli.laws.as_deref(), &cli.output),
        Command::Course(arguments) => course::run(arguments, &law_of(cli), &cli.output),
        Command::Guide(arguments) => guide::run(arguments, &cli.output),
        Command::Case(command) => case::run(command, cli.laws.as_deref(), &cli.output),
    }
}

fn tell(failure: &Failure, output: &Output) {
    match failure {
        Failure::Found(checked) => output::say(&checked.told(output)),
        other => output::say(&match output.language() {
            Language::Zh => format!("错误：{}\n", chinese(&other.to_string())),
            Language::En => format!("error: {other}\n"),
        }),
    }
}

/// Says what a check found, and whether what was checked holds.
fn conclude(checked: &run::Checked, output: &Output) -> Ending {
    output::say(&checked.told(output));
    if checked.diagnostics.is_empty() {
        output::say(&format!("{}\n", output.language().words().nothing_wrong));
    }
    if checked.holds() { Ending::Done } else { Ending::DoesNotHold }
}
