//! `gravamen law`: what the law files say, whether they can be used, and how they are written.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::changes::changes;
use super::date::day;
use super::explain::{not_found, provision};
use super::failure::Failure;
use super::output::{self, Output, TextFormat};
use super::sides::Spec;
use super::{Ending, conclude, files, laws, run};
use crate::engine::{self, LawFile};
use crate::law::book::{Instrument, LawBook};
use crate::place::Place;
use crate::report;
use crate::report::document::Document;
use crate::report::words::{Names, Words};

/// What to do with law files.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The instruments in force
    List(Shown),
    /// One instrument or one provision of it, rule by rule
    Show {
        /// The instrument or the provision, by its id or its name; `law list` shows the instruments
        #[arg(value_name = "INSTRUMENT")]
        id: String,
        #[command(flatten)]
        shown: Shown,
    },
    /// Whether law files can be used, beside those built in; without files, whether those in use can
    Check {
        /// Law files, folders with them, or the names of proposals
        #[arg(value_name = "FILES")]
        files: Vec<PathBuf>,
        /// Lists instead what was not read in its own text, and what text would settle it
        #[arg(long, conflicts_with = "files")]
        sources: bool,
    },
    /// What differs between two laws, as an amending table
    Diff {
        /// `base`, a proposal, a day or `CHOICE=VALUE`, several joined by `+`
        #[arg(value_parser = Spec::read)]
        old: Spec,
        /// The other law
        #[arg(value_parser = Spec::read)]
        new: Spec,
        /// How to show it
        #[arg(long, value_enum, default_value_t = TextFormat::Table)]
        format: TextFormat,
    },
    /// Writes law files in their standard form
    Fmt {
        /// Changes nothing, and says which files are not in standard form
        #[arg(long)]
        check: bool,
        /// Law files, or folders with them
        #[arg(required = true, value_name = "FILES")]
        files: Vec<PathBuf>,
    },
    /// Contested points, with the answers that `--set` can choose
    Readings(Shown),
    /// Proposals that `--with` can take in, with their parameters
    Proposals {
        /// How to show it
        #[arg(long, value_enum, default_value_t = TextFormat::Table)]
        format: TextFormat,
    },
    /// A law file as it is in use, to be copied into a folder for `--laws`
    Source {
        /// The file, such as `fs-2017-10`
        #[arg(value_name = "FILE")]
        file: String,
    },
    /// The reference of the law language
    Reference,
}

/// Which law to show, and how.
#[derive(Debug, Args)]
pub struct Shown {
    /// The day whose law it is; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Amends the law with a proposal, by its name or the path of its file; several amend it in this order
    #[arg(long, value_name = "PROPOSAL")]
    with: Vec<String>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = TextFormat::Table)]
    format: TextFormat,
}

/// Runs the command.
pub fn run(command: &Command, folder: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let language = output.language();
    let law = |shown: &Shown| run::Law {
        folder: folder.map(Path::to_owned),
        as_of: shown.as_of,
        with: shown.with.clone(),
        ..run::Law::default()
    };
    let shown_of =
        |book: &LawBook, document: fn(&LawBook, &Words) -> Document| document(book, &output.words(Names::of_law(book)));
    let today = || run::Law { folder: folder.map(Path::to_owned), ..run::Law::default() };
    match command {
        Command::List(shown) => {
            output.document(&shown_of(&run::book(&law(shown))?, report::law::list), shown.format)?;
        }
        Command::Show { id, shown } => {
            let book = run::book(&law(shown))?;
            let (instrument, place) = asked(&book, id)?;
            output.document(
                &report::law::show(instrument, place.as_ref(), &output.words(Names::of_law(&book))),
                shown.format,
            )?;
        }
        Command::Readings(shown) => {
            output.document(&shown_of(&run::book(&law(shown))?, report::law::readings), shown.format)?;
        }
        Command::Diff { old, new, format } => {
            for changes in changes(folder, old, std::slice::from_ref(new), None)? {
                output.document(
                    &report::law_diff::document(&changes, &output.words(Names::of_law(&run::book(&today())?))),
                    *format,
                )?;
            }
        }
        Command::Proposals { format } => {
            let known = run::proposals(&today())?;
            output.document(&report::law::proposals(&known, language.words()), *format)?;
        }
        Command::Source { file } => output::print(&source(&laws::all(&today())?, file)?)?,
        Command::Reference => {
            let [zh, en] = engine::embedded_reference();
            output::print(output.language().either(zh, en))?;
        }
        Command::Check { sources: true, .. } => {
            output.document(&shown_of(&run::book(&today())?, report::law::sources), TextFormat::Table)?;
        }
        Command::Check { files, .. } => {
            let (names, paths): (Vec<PathBuf>, Vec<PathBuf>) =
                files.iter().cloned().partition(|path| !path.exists() && path.extension().is_none());
            let names: Vec<String> = names.iter().map(|name| name.display().to_string()).collect();
            let paths = if paths.is_empty() { Vec::new() } else { files::find(&paths, laws::ENDING)? };
            let (checked, proposals) = run::check_laws(&today(), &paths, &names)?;
            for proposal in proposals {
                let held = language.words().held(proposal.held, proposal.witnesses);
                output::print(&format!("{}{}{held}\n", proposal.name, language.words().colon))?;
            }
            return Ok(conclude(&checked, output));
        }
        Command::Fmt { check, files } => {
            return files::rewrite(*check, &files::find(files, laws::ENDING)?, run::format);
        }
    }
    Ok(Ending::Done)
}

/// The text of the law file of this name.
fn source(files: &[LawFile], name: &str) -> Result<String, Failure> {
    let stem = |path: &str| Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let asked = stem(name);
    let found = files.iter().find(|file| stem(&file.name) == asked);
    found.map(|file| file.text.clone()).ok_or_else(|| {
        let names: Vec<String> = files.iter().filter_map(|file| stem(&file.name)).collect();
        not_found(&format!("no law file is called `{name}`"), name, &names)
    })
}

/// The instrument that was meant, and the provision of it where one was named.
fn asked<'b>(book: &'b LawBook, text: &str) -> Result<(&'b Instrument, Option<Place>), Failure> {
    if let Some(instrument) = book.instrument(text) {
        return Ok((instrument, None));
    }
    let in_force = |id: &str| book.instrument(id).is_some();
    if let Some(instrument) = book.citations.instruments_meant(text).into_iter().find_map(|id| book.instrument(id)) {
        return Ok((instrument, None));
    }
    let places: Vec<Place> = book.citations.places().filter(|place| in_force(&place.instrument)).cloned().collect();
    let whose = format!("in the law in force on {}", book.as_of);
    let place = provision(text, &book.citations, &places, &whose)?;
    // INVARIANT: only places of instruments in force were asked for.
    let instrument = book.instrument(&place.instrument).expect("an instrument in force");
    Ok((instrument, Some(place)))
}
