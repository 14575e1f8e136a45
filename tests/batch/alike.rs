//! Rows that are alike but for numbers, looked at together: the same bytes as each by itself.

use std::fmt::Write;
use std::fs;

use super::{folder, printed};

/// Numbers that look random and are the same in every run.
struct Seed(u64);

impl Seed {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len() as u64) as usize]
    }
}

/// A number about a threshold, or another way in which a cell may be written.
fn amount(seed: &mut Seed, about: u64, yuan: bool) -> String {
    let near = about * [1, 5, 10, 20, 100][seed.below(5) as usize] / 10 + seed.below(5);
    match seed.below(40) {
        0 => String::new(),
        1..6 => "0".to_owned(),
        6 => "unknown".to_owned(),
        7 => format!("{near}-{}", near * 2),
        8 => format!(">{near}"),
        9 => format!("{},000", near % 900 + 1),
        10 if yuan => format!("{near}.5"),
        11 if yuan => format!("{near}.05"),
        12 => "1000000000".to_owned(),
        13 => format!("0{near}"),
        14 => format!(" {near} "),
        15 => "-5".to_owned(),
        _ => near.to_string(),
    }
}

/// Few kinds of conduct, so that rows come up that are alike, and all kinds of cells.
fn row(seed: &mut Seed, at: u64) -> String {
    let conduct = [
        ("sell", "none", "none", "no"),
        ("sell", "duty", "used", "knew"),
        ("purchase", "none", "none", "no"),
        ("sell", "none", "unknown", "unknown"),
    ][seed.below(4) as usize];
    let (does, obtained, crime, knew) = conduct;
    let purpose = if does == "purchase" { seed.of(&["lawful_business", "resale"]) } else { "resale" };
    let credit = amount(seed, 500, false);
    let second = if seed.below(2) == 0 { amount(seed, 5000, false) } else { String::new() };
    let class = if seed.below(8) == 0 { amount(seed, 5000, false) } else { String::new() };
    let ordinary = if seed.below(3) > 0 { amount(seed, 50_000, false) } else { String::new() };
    let gains = amount(seed, 50_000, true);
    let profit = if purpose == "lawful_business" { amount(seed, 500_000, true) } else { String::new() };
    let duplicates = seed.of(&["", "", "", "", "", "7"]);
    let recipients = seed.of(&["", "", "", "2", "3"]);
    let note = seed.of(&["", "plain", "\"with, comma\"", "\"with \"\"marks\"\"\"", "12", "007"]);
    let judged = seed.of(&["2024-01-01", "2024-01-01", "2026-02-01"]);
    format!(
        "c{at},{does},{obtained},{purpose},{crime},{knew},2023-03-01,{judged},{credit},{second},{class},{ordinary},{gains},{profit},{duplicates},{recipients},{note}\n"
    )
}

const HEADINGS: &str = "case,does,obtained_in,purpose,recipient_crime,knew_of_crime,on,judged,items_credit,items_accommodation,items_class_sensitive,items_phone,gains,profit,duplicates,recipients,note\n";

#[test]
fn rows_together_and_each_by_itself_are_the_same() {
    let folder = folder("alike");
    let mut seed = Seed(14);
    let text = (0..1200).fold(HEADINGS.to_owned(), |mut text, at| {
        let _ = write!(text, "{}", row(&mut seed, at));
        text
    });
    fs::write(folder.join("t.csv"), text).expect("written");
    // Where the grounds of each row are written too, every row is held against the laws by itself.
    let apart = ["--grounds", "g.csv"];
    for more in [
        &["--offence", "cl/253-1"][..],
        &["--with", "r15+2026-02-01", "--format", "jsonl"],
        &["--with", "bio-tier=t1", "--as-of", "2024-01-01", "--wide", "--only", "proven"],
    ] {
        let base = ["batch", "t.csv", "--rejects", "r.csv"];
        let together = printed(&folder, &[&base, more].concat());
        let rejects = fs::read_to_string(folder.join("r.csv")).expect("rejects");
        let alone = printed(&folder, &[&base, more, &apart].concat());
        for (one, other) in together.lines().zip(alone.lines()) {
            assert_eq!(one, other, "{more:?}");
        }
        assert_eq!(together.len(), alone.len(), "{more:?}");
        assert_eq!(rejects, fs::read_to_string(folder.join("r.csv")).expect("rejects"), "{more:?}");
    }
}
