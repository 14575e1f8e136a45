//! The command line in Chinese: its help and its errors, from the same descriptions as the English.
//!
//! The texts are replaced when the command is built, from the table of messages; what clap writes by itself in English
//! (defaults, possible values, its own flags) is hidden and written here.

use std::env;
use std::io::{self, IsTerminal, Write};

use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

use crate::render::messages::chinese;
use crate::suggest;

/// Where the headings and the parts of the help stand.
const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// What clap writes by itself in a usage line, and beside a command that has another name.
const OWN_WORDS: [(&str, &str); 3] = [("[OPTIONS]", "[选项]"), ("[alias: ", "[又名："), ("[aliases: ", "[又名：")];

/// A command with its help in Chinese.
pub fn localized(command: Command) -> Command {
    let about = command.get_about().map(|text| chinese(&text.to_string()));
    let long = command.get_long_about().map(|text| paragraphs(&text.to_string()));
    let has_commands = command.get_subcommands().next().is_some();
    let root = command.get_version().is_some();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .mut_args(localized_argument)
        .mut_subcommands(localized)
        .arg(flag("help", 'h', ArgAction::Help, "Print help"));
    if root {
        command = command.arg(flag("version", 'V', ArgAction::Version, "Print version"));
    }
    if has_commands {
        command = command.after_help("各命令的帮助：在命令之后加 --help");
    }
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(long) = long {
        command = command.long_about(long);
    }
    command
}

/// Each paragraph by itself.
fn paragraphs(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| chinese(paragraph.trim_end_matches('.')));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

fn flag(name: &'static str, short: char, action: ArgAction, help: &str) -> Arg {
    Arg::new(name).long(name).short(short).action(action).help(chinese(help)).help_heading("选项")
}

/// An argument with its help, its default and its possible values in Chinese.
fn localized_argument(argument: Arg) -> Arg {
    let help = argument.get_long_help().or(argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let mut text = paragraphs(&help);
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let takes_values = argument.get_action().takes_values();
    let values = if takes_values { argument.get_possible_values() } else { Vec::new() };
    if !values.is_empty() {
        text += &format!("〔可写：{}〕", values.iter().map(value).collect::<Vec<_>>().join("、"));
    }
    if takes_values && !defaults.is_empty() {
        text += &format!("〔默认：{}〕", defaults.join("、"));
    }
    let heading = if argument.is_positional() { "参数" } else { "选项" };
    let argument = argument.help(text.clone()).long_help(text).help_heading(heading);
    // Only what takes values has some to hide.
    if takes_values { argument.hide_possible_values(true).hide_default_value(true) } else { argument }
}

/// A possible value with its Chinese name, where it has one, and what it means.
fn value(value: &PossibleValue) -> String {
    let name = value.get_name_and_aliases().find(|name| !name.is_ascii());
    let name = name.map_or(value.get_name().to_owned(), |chinese| format!("{chinese} {}", value.get_name()));
    match value.get_help() {
        Some(help) => format!("{name}（{}）", chinese(&help.to_string())),
        None => name,
    }
}

/// What clap writes by itself, in Chinese.
fn own_words(text: &str) -> String {
    OWN_WORDS.iter().fold(text.to_owned(), |text, (en, zh)| text.replace(en, zh))
}

/// Prints help, where clap would, with what it adds by itself in Chinese too.
///
/// # Errors
///
/// What the output says.
pub fn print_help(error: &Error) -> io::Result<()> {
    let (rendered, failed) = (error.render(), error.use_stderr());
    let terminal = if failed { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
    let coloured = terminal && env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
    let text = if coloured { rendered.ansi().to_string() } else { rendered.to_string() };
    let text = own_words(&text);
    if failed { io::stderr().write_all(text.as_bytes()) } else { io::stdout().write_all(text.as_bytes()) }
}

/// The values of arguments that have a Chinese name beside the one that is listed, with that name.
fn named(command: &Command) -> Vec<(String, String)> {
    let values = command.get_arguments().flat_map(Arg::get_possible_values);
    let both = values.filter_map(|value| {
        let chinese = value.get_name_and_aliases().find(|name| !name.is_ascii())?;
        Some((value.get_name().to_owned(), chinese.to_owned()))
    });
    both.chain(command.get_subcommands().flat_map(named)).collect()
}

/// An error of the command line in Chinese.
pub fn error(error: &Error, command: &Command) -> String {
    let of = |kind: ContextKind| error.get(kind).map(shown).unwrap_or_default();
    let (argument, given) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("the argument `{argument}` is not known"),
        ErrorKind::InvalidSubcommand => format!("the command `{}` is not known", of(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("`{argument}` is missing"),
        ErrorKind::MissingSubcommand => "a command is missing".to_owned(),
        ErrorKind::ArgumentConflict if argument == of(ContextKind::PriorArg) => {
            format!("`{argument}` was given twice")
        }
        ErrorKind::ArgumentConflict => {
            format!("`{argument}` and `{}` cannot stand together", of(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue | ErrorKind::NoEquals | ErrorKind::TooFewValues if given.is_empty() => {
            format!("`{argument}` needs a value")
        }
        _ => {
            let why = std::error::Error::source(error).map(|why| format!(": {why}")).unwrap_or_default();
            format!("`{given}` is no value of `{argument}`{why}")
        }
    };
    let mut lines = vec![format!("错误：{}", chinese(&message))];
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let known = of(ContextKind::ValidValue);
    let near = suggested.into_iter().map(of).find(|near| !near.is_empty());
    let names = named(command);
    let beside = |name: &str| names.iter().find(|(known, _)| known == name).map(|(_, chinese)| chinese.as_str());
    let both = || known.split('、').flat_map(|name| [Some(name), beside(name)]).flatten();
    let near = near.or_else(|| suggest::nearest(&given, both()).map(str::to_owned));
    let near = near.filter(|near| !near.is_empty());
    lines.extend(near.map(|near| chinese(&format!("did you mean `{near}`?"))));
    if !known.is_empty() {
        let listed = known.split('、').map(|name| match beside(name) {
            Some(other) => format!("{other} {name}"),
            None => name.to_owned(),
        });
        lines.push(chinese(&format!("it may be {}", listed.collect::<Vec<_>>().join("、"))));
    }
    let usage = of(ContextKind::Usage);
    if let Some(usage) = usage.trim().strip_prefix("Usage: ") {
        lines.push(format!("用法：{}", own_words(usage)));
    }
    lines.push(chinese("the help is shown by `--help`"));
    lines.join("\n") + "\n"
}

/// What a part of an error says.
fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(several) => several.join("、"),
        other => other.to_string(),
    }
}
