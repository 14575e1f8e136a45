//! A pager (分页程序) for what is longer than the screen, where somebody reads at a terminal.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The pager where the environment names none: it keeps colours, ends by itself where one screen is enough, and leaves what was
/// read on the screen.
const USUAL: &str = "less -R -F -X";

/// What becomes of what is printed.
enum Pager {
    /// It is printed.
    Off,
    /// What is longer than the screen goes to a pager, with all that is printed after it.
    Ready,
    /// It goes to this one.
    Open(Child),
}

static PAGER: Mutex<Pager> = Mutex::new(Pager::Off);

/// Lets what is longer than the screen go to a pager, if the output is a terminal.
pub fn allow() {
    if io::stdout().is_terminal() {
        *pager() = Pager::Ready;
    }
}

/// Gives a text to the pager; nothing where there is none.
pub fn write(text: &str) -> Option<io::Result<()>> {
    let mut pager = pager();
    if matches!(*pager, Pager::Ready) && is_longer_than_the_screen(text) {
        // Where it cannot be run, everything is printed as without one.
        *pager = begun().map_or(Pager::Off, Pager::Open);
    }
    match &mut *pager {
        Pager::Open(child) => child.stdin.as_mut().map(|input| input.write_all(text.as_bytes())),
        Pager::Off | Pager::Ready => None,
    }
}

/// Waits until the pager has been left.
pub fn close() {
    let pager = std::mem::replace(&mut *pager(), Pager::Off);
    if let Pager::Open(mut child) = pager {
        drop(child.stdin.take());
        // What became of it changes nothing here.
        let _ = child.wait();
    }
}

fn pager() -> MutexGuard<'static, Pager> {
    PAGER.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_longer_than_the_screen(text: &str) -> bool {
    terminal_size::terminal_size().is_some_and(|(_, height)| text.lines().count() >= usize::from(height.0))
}

/// The pager that the environment names, or the usual one; none where it names an empty one.
fn begun() -> Option<Child> {
    let named = ["GRAVAMEN_PAGER", "PAGER"].into_iter().find_map(|name| env::var(name).ok());
    let named = named.unwrap_or_else(|| USUAL.to_owned());
    let mut words = named.split_whitespace();
    let mut command = Command::new(words.next()?);
    command.args(words).stdin(Stdio::piped());
    // What is shown is UTF-8 whatever the locale; `less` without options of its own behaves as the usual one.
    for (name, value) in [("LESSCHARSET", "utf-8"), ("LESS", "RFX")] {
        if env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    command.spawn().ok()
}
