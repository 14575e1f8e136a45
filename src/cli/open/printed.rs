//! The receipt that a page carries when it is printed: how it is made again, and on what it rests.

use jiff::Zoned;
use maud::Markup;

use super::workbench::Workbench;
use crate::cli::write;
use crate::explain::findings::Analysis;
use crate::page::{Scene, result};
use crate::receipt::{self, Receipt};
use crate::report::words::Language;

impl Workbench {
    /// The receipt of a page about a case.
    pub(super) fn receipt(&self, scene: &Scene<'_>, case: (&str, &str), analysis: &Analysis) -> Markup {
        result::receipt(&receipt(case, &self.readings, analysis, scene.language()))
    }
}

/// How a page about a case, by name and text, is made again, and on what it rests, a line each.
pub(super) fn receipt(
    (name, text): (&str, &str),
    set: &[(String, String)],
    analysis: &Analysis,
    language: Language,
) -> Vec<String> {
    let receipt = Receipt {
        made: Zoned::now().date().to_string(),
        file: name.to_owned(),
        case_sha256: receipt::sha256(text.as_bytes()),
        set: set.to_vec(),
        ..Receipt::of(analysis)
    };
    let mut lines = write::made_again(&receipt, "analyze", language);
    lines.push(laws(&receipt, language));
    lines
}

/// The law files that were used, by one hash of theirs: a page has no room for each.
fn laws(receipt: &Receipt, language: Language) -> String {
    let used = receipt.instruments.iter().chain(&receipt.proposals);
    let hashes: Vec<String> = used.map(|(name, hash)| format!("{name} {hash}")).collect();
    let hash = receipt::sha256(hashes.join("\n").as_bytes());
    match language {
        Language::Zh => format!("所用{}个法律文件的SHA-256（合并计算）：{hash}", hashes.len()),
        Language::En => format!("SHA-256 of the {} law files that were used, taken together: {hash}", hashes.len()),
    }
}
