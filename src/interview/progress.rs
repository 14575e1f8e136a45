//! How far an interview has got (进度): what was passed over stands in no case file, and is kept beside it, so that an
//! interview that is gone on with asks nothing of it again.

use super::{Interview, State, Table};

/// What a line begins with.
const PASSED: &str = "passed ";
const LET_BE: &str = "left ";
const POSTPONED: &str = "postponed ";
const RAISED: &str = "raised ";
const COMPLETE: &str = "complete ";

const TABLES: [(Table, &str); 4] =
    [(Table::Person, "person"), (Table::Dataset, "dataset"), (Table::Act, "act"), (Table::Evidence, "evidence")];

impl Interview<'_> {
    /// What was passed over, as lines; nothing where nothing was.
    pub fn progress(&self) -> String {
        let state = &self.state;
        let complete = TABLES.iter().filter(|(table, _)| state.complete.contains(table));
        let lines = (complete.map(|(_, name)| format!("{COMPLETE}{name}\n")))
            .chain(state.passed.iter().map(|path| format!("{PASSED}{path}\n")))
            .chain(state.let_be.iter().map(|path| format!("{LET_BE}{path}\n")))
            .chain(state.postponed.iter().map(|path| format!("{POSTPONED}{path}\n")))
            .chain(state.raised.iter().map(|path| format!("{RAISED}{path}\n")));
        lines.collect()
    }

    /// Goes on where such lines say that an interview about this file was left. A line of another form says nothing.
    pub fn go_on_from(&mut self, progress: &str) {
        for line in progress.lines() {
            self.state.go_on_from(line);
        }
    }

    /// Ends the interview: what was left for later and can still change the result is asked when it is begun again.
    pub fn end(&mut self) {
        self.state.let_be.clear();
        self.state.postponed.clear();
    }
}

impl State {
    fn go_on_from(&mut self, line: &str) {
        let after = |start: &str| line.strip_prefix(start).map(str::to_owned);
        self.passed.extend(after(PASSED));
        self.let_be.extend(after(LET_BE));
        self.postponed.extend(after(POSTPONED));
        self.raised.extend(after(RAISED));
        let complete = after(COMPLETE).and_then(|of| TABLES.iter().find(|(_, name)| *name == of));
        self.complete.extend(complete.map(|(table, _)| *table));
    }
}
