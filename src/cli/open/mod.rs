//! `gravamen open`: the workbench, a page on this machine over the case files of a folder.
//!
//! `store` reads and writes the files, `workbench` answers what the page asks, `server` lets only this machine's own page
//! ask; how it looks is `page`.

mod drawn;
mod edits;
mod lessons;
mod printed;
mod server;
mod store;
mod studies;
pub(super) mod typed;
mod views;
mod workbench;

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use clap::Args;

use super::date::day;
use super::failure::Failure;
use super::output::{self, Output};
use super::{Ending, run};
use crate::report::words::Language;

/// What to open, and how.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A case file, or a folder with case files; by default the folder one is in
    #[arg(value_name = "CASE|FOLDER", default_value = ".")]
    path: PathBuf,
    /// Prints the address, and opens no browser
    #[arg(long)]
    no_browser: bool,
    /// The port; by default one that is free
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
    /// The day whose law applies; by default each case's day of judgment, or today
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<jiff::civil::Date>,
}

/// Bytes of chance in the address: nobody guesses them.
const TOKEN: usize = 16;

/// Serves the page until the process is ended; everything is on the disk at any time.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let language = output.language();
    let law = run::Law { folder: laws.map(Path::to_owned), as_of: arguments.as_of, ..run::Law::default() };
    let workbench = workbench::Workbench::new(store::Store::new(&arguments.path)?, law)?;
    let failure = |error| Failure::Write { name: Ipv4Addr::LOCALHOST.to_string(), error };
    let token = token().map_err(failure)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(failure)?;
    runtime
        .block_on(async {
            let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).await?;
            let port = listener.local_addr()?.port();
            let address = format!("http://{}:{port}/{token}/", Ipv4Addr::LOCALHOST);
            output::say(&format!("{}\n", opened(language, &address)));
            if !arguments.no_browser && open::that_detached(&address).is_err() {
                output::say(&format!("{}\n", by_hand(language)));
            }
            server::serve(listener, port, &token, workbench, language).await
        })
        .map_err(failure)?;
    Ok(Ending::Done)
}

/// A part of the address that is different each time.
fn token() -> std::io::Result<String> {
    let mut bytes = [0; TOKEN];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn opened(language: Language, address: &str) -> String {
    match language {
        Language::Zh => format!("工作台：{address}\n只有本机能够打开；按 Ctrl+C 结束，所有修改均已保存。"),
        Language::En => format!(
            "The workbench: {address}\nOnly this machine can open it. Ctrl+C ends it; every change is saved at once."
        ),
    }
}

fn by_hand(language: Language) -> &'static str {
    language.either("没有找到浏览器，请自行打开上面的地址。", "No browser was found; open the address above.")
}
