//! What supports the options of a reading (依据): the default is the option of the highest rank, or else a convention.

use super::resolve::Resolver;
use super::vocabulary::{KindsId, Label};
use super::words::one_of;
use crate::diagnostic::Diagnostic;
use crate::suggest;
use crate::syntax::tree::{Name, Reading, ReadingOption};

/// The list of ranks, highest first; its last value is for what nothing supports.
const RANKS: &str = "authority";

impl Resolver<'_> {
    /// The rank that an option names.
    pub fn authority(&mut self, by: &Name) -> Option<Label> {
        let rank = self.rank(by)?;
        let kinds = self.vocabulary.kinds(self.ranks()?);
        kinds.values.get(rank).map(|(_, label)| label.clone())
    }

    /// Where the vocabulary has ranks, every option names one, and the first option is of the highest.
    pub fn check_default(&mut self, reading: &Reading) {
        let Some(ranks) = self.ranks() else { return };
        let options = || reading.options.iter();
        options().filter(|option| option.by.is_none()).for_each(|option| self.without_authority(option, ranks));
        let ranked: Vec<(&ReadingOption, &Name, usize)> = options()
            .filter_map(|option| option.by.as_ref().map(|by| (option, by)))
            .filter_map(|(option, by)| self.rank(by).map(|rank| (option, by, rank)))
            .collect();
        let Some(highest) =
            ranked.iter().min_by_key(|(.., rank)| *rank).filter(|_| ranked.len() == reading.options.len())
        else {
            return;
        };
        let (default, by, rank) = &ranked[0];
        if highest.2 < *rank {
            let (other, other_by, _) = highest;
            let message = format!(
                "expected the option of the highest authority first, found `{}` by `{}` before `{}` by `{}`",
                default.name.node, by.node, other.name.node, other_by.node
            );
            let weak = Diagnostic::error("weak-default", default.name.span, message)
                .at_fault("the default")
                .also(other.name.span, "supported by more")
                .help(format!("put `{}` first", other.name.node));
            self.diagnostics.push(weak);
            return;
        }
        let tied = || ranked.iter().skip(1).map(|(.., other)| other == rank);
        let unsupported = *rank + 1 == self.vocabulary.kinds(ranks).values.len();
        let equal = ranked.len() > 1 && tied().all(|tied| tied);
        let tied = tied().any(|tied| tied);
        self.check_convention(reading, unsupported || equal, tied);
    }

    /// A default that nothing supports more than any other option follows a practice, which is named; one that authority
    /// settles follows none.
    fn check_convention(&mut self, reading: &Reading, unsettled: bool, tied: bool) {
        let name = &reading.name;
        match &reading.convention {
            None if unsettled => {
                let message = format!(
                    "nothing supports one option of `{}` more than another: expected a convention, found none",
                    name.node
                );
                let missing = Diagnostic::error("missing-convention", name.span, message)
                    .at_fault("whose default follows no authority")
                    .help("write `convention` and, in both languages, the practice that the default follows");
                self.diagnostics.push(missing);
            }
            Some(convention) if !unsettled && !tied => {
                let message = format!("the default of `{}` is supported by more than the other options", name.node);
                self.reject::<()>("needless-convention", convention.zh.span, message, "no convention decides here");
            }
            _ => {}
        }
    }

    fn without_authority(&mut self, option: &ReadingOption, ranks: KindsId) {
        let message = format!("expected what supports option `{}`, found nothing", option.name.node);
        let known = one_of(self.vocabulary.kinds(ranks).names());
        let missing = Diagnostic::error("missing-authority", option.name.span, message)
            .at_fault("its authority is not stated")
            .help(format!("write `by` and one of {known} after its name"));
        self.diagnostics.push(missing);
    }

    /// What an instrument may set goes by its rank, so that one of no known rank is refused, where the vocabulary has a list.
    pub(super) fn check_rank(&mut self, rank: &Name) {
        let Some(list) = self.vocabulary.kinds_named("rank").map(|list| self.vocabulary.kinds(list)) else { return };
        if list.index(&rank.node).is_none() {
            let known = format!("the values are {}", list.names().collect::<Vec<_>>().join(", "));
            let near = suggest::did_you_mean(&rank.node, list.names());
            let message = format!("no rank of an instrument is called `{}`", rank.node);
            let error = Diagnostic::error("unknown-rank", rank.span, message);
            self.diagnostics.push(error.help(near.map_or(known.clone(), |near| format!("{near} {known}"))));
        }
    }

    fn ranks(&self) -> Option<KindsId> {
        self.vocabulary.kinds_named(RANKS)
    }

    /// The position of a rank: the lower, the higher it stands.
    fn rank(&mut self, by: &Name) -> Option<usize> {
        let Some(ranks) = self.ranks() else {
            let message = format!("unknown authority `{}`", by.node);
            return self.reject("unknown-list", by.span, message, "the vocabulary has no `kinds authority`");
        };
        let list = self.vocabulary.kinds(ranks);
        if let Some(rank) = list.index(&by.node) {
            return Some(rank);
        }
        let values = format!("the values are {}", list.names().collect::<Vec<_>>().join(", "));
        let meant = suggest::did_you_mean(&by.node, list.names());
        let unknown = Diagnostic::error("unknown-value", by.span, format!("unknown value `{}`", by.node))
            .at_fault(format!("not a value of `{}`", list.name))
            .help(meant.map_or_else(|| values.clone(), |meant| format!("{meant} {values}")));
        self.fail(unknown)
    }
}
