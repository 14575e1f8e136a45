//! No law in the engine: no threshold, no name that a law file gives, no article.

use std::collections::BTreeSet;

use gravamen::engine::embedded_law;

use super::source::{Token, files};
use crate::evaluation::support::{JUDGED, engine};

/// Numbers from ten on that are no law, and why.
const NUMBERS: &[(&str, &str, &str)] = &[
    ("analysis/flip/mod.rs", "512", "assignments that are tried"),
    ("analysis/flip/pairs.rs", "1500", "assignments that are tried for pairs"),
    ("analysis/flip/single.rs", "512", "assignments that are tried for one number"),
    ("analysis/gaps.rs", "1000", "thousandths"),
    ("analysis/margin.rs", "100", "per cent"),
    ("analysis/regions.rs", "1024", "assignments that are tried for one fact"),
    ("analysis/regions.rs", "128", "assignments that are tried for one value"),
    ("settle/relevance.rs", "12", "rounds of a completion"),
    ("settle/relevance.rs", "24", "completions that are tried"),
    ("settle/relevance.rs", "128", "assignments that are tried for a day"),
    ("settle/relevance.rs", "8000", "assignments that are tried for all facts"),
    ("settle/relevance.rs", "31", "bits of a shift"),
    ("settle/relevance.rs", "33", "bits of a shift"),
    ("built.rs", "16", "the half of a hash that all its bytes reach"),
    ("built.rs", "512", "bytes of a piece"),
    ("case/about.rs", "14", "how many words say that a number is not exact"),
    ("law/times.rs", "12", "how many rules of time have a name"),
    ("law/sums.rs", "12", "months of a year"),
    ("case/day.rs", "1900", "the first year that a case file may name"),
    ("case/day.rs", "2199", "the last year"),
    ("case/day.rs", "12", "December"),
    ("case/day.rs", "31", "its last day"),
    ("case/day.rs", "1970", "the year that days are counted from"),
    ("case/overrides.rs", "12", "how many ids advice lists"),
    ("case/pseudonym.rs", "11", "how many keys refer to entries"),
    ("case/pseudonym.rs", "12", "how many keys are free text"),
    ("case/profile/template.rs", "10", "the radix of decimals"),
    ("case/keys.rs", "10", "how many tables a case file has"),
    ("case/keys.rs", "11", "how many keys one of several figures has"),
    ("case/keys.rs", "13", "how many keys a fact written as a table has"),
    ("case/keys.rs", "17", "how many keys an expectation has"),
    ("case/read/answers.rs", "1_000_000_000", "beyond any term in months and any fine in yuan"),
    ("case/read/date.rs", "100", "years below it are written without their century"),
    ("case/read/fact.rs", "13", "how many keys a fact written as a table has"),
    ("case/read/figures.rs", "10", "the radix of decimals"),
    ("case/read/figures.rs", "10_i128", "the radix of decimals"),
    ("case/read/ids.rs", "1000", "how many ids are compared for a near one"),
    ("case/read/ids.rs", "12", "how many ids advice lists"),
    ("case/read/ids.rs", "13", "one more than advice lists"),
    ("case/read/listed.rs", "12", "how many values advice lists"),
    ("case/read/log.rs", "30", "how many errors are told"),
    ("case/read/mod.rs", "10", "how many facts the reader relies on"),
    ("case/read/node.rs", "10", "the radix of decimals"),
    ("case/read/node.rs", "60", "how long a quoted text may be"),
    ("case/read/parse.rs", "10", "how deep keys may nest"),
    ("case/read/syntax.rs", "200", "lines above an error that are looked through"),
    ("case/read/parse.rs", "1024", "a kilobyte"),
    ("case/scalar.rs", "10", "the radix of decimals, and days to a third of a month"),
    ("case/scalar.rs", "12", "December, and months to the year"),
    ("study/served.rs", "12", "months to the year"),
    ("case/scalar.rs", "100", "the numeral 百"),
    ("case/scalar.rs", "1000", "the numeral 千"),
    ("case/scalar.rs", "10_000", "the numeral 万"),
    ("case/scalar.rs", "100_000_000", "the numeral 亿"),
    ("numeral.rs", "10", "the radix of decimals"),
    ("numeral.rs", "100", "the numeral 百"),
    ("numeral.rs", "1000", "the numeral 千"),
    ("numeral.rs", "10_000", "the numeral 万"),
    ("numeral.rs", "100_000_000", "the numeral 亿"),
    ("cli/analyze.rs", "100", "per cent"),
    ("cli/new/ask.rs", "12", "lines of a list that are shown at a time"),
    ("cli/compare.rs", "1000", "cases drawn unless said otherwise"),
    ("cli/compare.rs", "40", "rows and changes listed unless said otherwise"),
    ("cli/open/mod.rs", "16", "bytes of chance in an address"),
    ("cli/open/server.rs", "1024", "a kilobyte"),
    ("cli/open/store.rs", "200", "changes that can be undone"),
    ("cli/open/store.rs", "5000", "files of a folder that are listed"),
    ("cli/open/studies.rs", "40", "rows and changes that are listed"),
    ("cli/tidy/kept.rs", "16", "64 kB: how much of a file is hashed at a time"),
    ("cli/batch/run.rs", "20", "how many bad rows are told on the terminal"),
    ("cli/batch/json.rs", "32", "cells that are held without room of their own"),
    ("cli/batch/kinds.rs", "15", "how many kinds of rows are told apart, as a power of two"),
    ("cli/batch/run.rs", "16_384", "rows that are read at a time"),
    ("cli/batch/run.rs", "4096", "rows that a thread writes at a time"),
    ("cli/tidy/shape.rs", "12", "where the degree stands among the columns"),
    ("cli/tidy/shape.rs", "13", "where it ends"),
    ("report/tidy.rs", "10_u32", "the radix of decimals"),
    ("study/alike.rs", "999_999_999", "the largest number that is taken with others"),
    ("cli/tidy/shape.rs", "16", "how long a number without rounding may be"),
    ("report/sweep.rs", "10", "how many headings a stretch has"),
    ("cli/tidy/files.rs", "1024", "cases that are held at a time"),
    ("cli/batch/source.rs", "1000", "lines that are looked at for the columns"),
    ("report/tidy.rs", "10", "how many columns a row of a ground has; the radix of decimals"),
    ("report/tidy.rs", "14", "how many columns a whole analysis adds"),
    ("report/tidy.rs", "30", "how many columns a row has"),
    ("table/cell.rs", "10", "the radix of decimals"),
    ("table/cell.rs", "10_i64", "the radix of decimals"),
    ("table/column.rs", "10", "how many columns are published values"),
    ("table/likeness.rs", "10", "the radix of decimals"),
    ("table/likeness.rs", "10_i64", "the radix of decimals"),
    ("table/likeness.rs", "16", "digits that a number is read from"),
    ("table/rows.rs", "16", "how many columns a table may have, as a power of two"),
    ("page/acts.rs", "200", "rows that are shown at once"),
    ("render/workbook.rs", "100", "signs of a title in the header of a page"),
    ("page/change.rs", "12", "questions that are put at once"),
    ("report/explain.rs", "60", "the longest name of an issue with how it stands"),
    ("report/board.rs", "1000", "thousandths of what is drawn"),
    ("cli/sweep.rs", "10", "a tenfold range has equal factors"),
    ("cli/sweep.rs", "40", "rows and changes listed unless said otherwise"),
    ("cli/sweep.rs", "64", "the most points of a grid's side"),
    ("cli/witness.rs", "20_000", "regions looked at unless said otherwise"),
    ("cli/output.rs", "100", "columns without a terminal"),
    ("cli/output.rs", "1000", "the most columns"),
    ("cli/output.rs", "40", "the fewest columns"),
    ("interview/reference.rs", "12", "the longest list beside a key"),
    ("explain/sentence/guidance.rs", "100", "per cent"),
    ("law/condition.rs", "128", "bits of a set of options"),
    ("law/batch.rs", "64", "how deep definitions may build on each other"),
    ("law/batch.rs", "4096", "tests that a definition may spell out to"),
    ("law/sentencing.rs", "100", "per cent"),
    ("law/table.rs", "4096", "combinations that are tried"),
    ("law/amount.rs", "12", "months to the year"),
    ("measure/count.rs", "64", "possibilities of one body that are tried"),
    ("measure/kept.rs", "32", "looks back that are kept in mind"),
    ("measure/kept.rs", "512", "answers that are kept"),
    ("measure/assignment.rs", "25_567", "days from 1900 to 1970"),
    ("quantity.rs", "100", "fen to the yuan"),
    ("papers/terms.rs", "12", "months to the year"),
    ("papers/workbook/mod.rs", "26", "letters of the alphabet"),
    ("render/workbook.rs", "15", "how wide a column of numbers is"),
    ("render/workbook.rs", "26", "how wide a column of texts is"),
    ("papers/workbook/mod.rs", "10", "the radix of decimals"),
    ("range.rs", "120", "the exponent that stands for no upper end"),
    ("range.rs", "1_000_000_000_000", "the largest number of a file"),
    ("range.rs", "80", "the exponent of the largest denominator"),
    ("render/archive.rs", "1024", "a kilobyte"),
    ("render/archive.rs", "64", "megabytes that an archive may unpack to"),
    ("cli/verify.rs", "12", "how much of a hash is shown"),
    ("render/docx/blocks.rs", "16", "half points of small print"),
    ("render/docx/blocks.rs", "21", "half points in tables"),
    ("render/docx/blocks.rs", "32", "half points of the text"),
    ("render/docx/blocks.rs", "44", "half points of titles"),
    ("render/columns.rs", "14", "the width of a narrow column"),
    ("render/columns.rs", "20", "the width of a long word"),
    ("render/source.rs", "120", "how much of a place is drawn"),
    ("render/source.rs", "1000", "how long a line may be"),
    ("render/source.rs", "1024", "a kilobyte"),
    ("render/table.rs", "40", "the narrowest table"),
    ("report/guidance.rs", "10", "tenths"),
    ("report/numbers.rs", "100", "hundredths, and per cent"),
    ("report/numbers.rs", "12", "months to the year"),
    ("settle/search.rs", "1024", "weight of a score"),
    ("settle/search.rs", "12", "open facts tried at each split"),
    ("settle/mod.rs", "4096", "assignments that are tried"),
    ("settle/search.rs", "16", "the part of the assignments spent on what is shown"),
    ("settle/grades.rs", "64", "weight of grades"),
    ("settle/parts.rs", "64", "the first cut of a range without end"),
    ("sentence/term.rs", "1_000_000", "months beyond any term"),
    ("sentence/term.rs", "1_000_000_000", "how finely ends are divided"),
    ("report/together.rs", "80", "columns of about a line"),
    ("report/sweep.rs", "24", "steps that a table shows"),
    ("study/witness/breakpoints.rs", "256", "the most break points of a fact"),
    ("study/witness/region.rs", "60", "weight of what is said against silence"),
    ("study/witness/region.rs", "29", "bits that are folded"),
    ("study/witness/search.rs", "12_000", "days that an adult has lived"),
    ("study/witness/search.rs", "48", "regions until another branch is begun"),
    ("study/sweep.rs", "2_000", "values that are looked at"),
    ("syntax/input.rs", "64", "how deep a law file may nest"),
    ("syntax/problem.rs", "20", "how many errors are told"),
    ("syntax/problem.rs", "32", "how long a quoted word may be"),
    ("syntax/terminal.rs", "10", "the radix of decimals"),
    ("text.rs", "1024", "a kilobyte"),
    ("text.rs", "16", "megabytes of the largest file"),
];

#[test]
fn numbers_in_the_engine_are_explained() {
    let mut found = BTreeSet::new();
    // A picture is made of sizes and colours.
    for file in files().iter().filter(|file| !file.path.starts_with("render/plot/")) {
        for (_, token) in &file.tokens {
            let Token::Number(number) = token else { continue };
            let digits: String = number.chars().filter(|c| *c != '_').take_while(char::is_ascii_digit).collect();
            if digits.len() > 1 && !number.starts_with("0x") {
                found.insert((file.path.clone(), number.clone()));
            }
        }
    }
    let known: BTreeSet<(String, String)> =
        NUMBERS.iter().map(|(path, number, _)| ((*path).to_owned(), (*number).to_owned())).collect();
    assert_eq!(found.difference(&known).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not explained");
    assert_eq!(known.difference(&found).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "no longer there");
}

/// Names that law files use and the engine too, for something else: where, and for what.
const WORDS: &[(&str, &str, &str)] = &[
    ("case/keys.rs", "gains", "a table and a key of case files"),
    ("case/keys.rs", "name", "a key of case files"),
    ("case/keys.rs", "no", "what leaving a key out means"),
    ("case/keys.rs", "none", "what leaving a key out means"),
    ("case/overrides.rs", "gains", "a table of case files"),
    ("case/overrides.rs", "name", "a key of case files"),
    ("case/read/ids.rs", "name", "a key of case files"),
    ("case/scalar.rs", "no", "an answer"),
    ("case/scalar.rs", "yes", "an answer"),
    ("case/read/acts.rs", "gains", "a key of case files"),
    ("case/read/contradiction.rs", "none", "nobody who answers for a unit"),
    ("case/read/linked.rs", "none", "no link with a crime"),
    ("case/read/linked.rs", "yes", "the truth value"),
    ("case/read/linked.rs", "no", "the truth value"),
    ("case/read/contradiction.rs", "yes", "the truth value"),
    ("case/read/certain.rs", "gains", "a key of case files: what one participant got"),
    ("case/read/fact.rs", "none", "nothing was given"),
    ("case/read/figures.rs", "none", "nothing was given"),
    ("case/read/gains.rs", "gains", "a table of case files"),
    ("case/read/persons.rs", "name", "a key of case files"),
    ("cli/expect.rs", "none", "below every grade"),
    ("cli/open/edits.rs", "add", "an action of the page"),
    ("cli/open/typed.rs", "gains", "a table of case files"),
    ("cli/open/typed.rs", "name", "a field of a form, and a key of case files"),
    ("cli/open/typed.rs", "yes", "the answer to a judgement"),
    ("cli/open/server.rs", "none", "a request that no page makes"),
    ("cli/open/workbench.rs", "add", "a field of an address"),
    ("interview/written.rs", "no", "the truth value"),
    ("interview/written.rs", "yes", "the truth value"),
    ("cli/analyze.rs", "full", "an option of the command"),
    ("cli/explain.rs", "full", "an option of the command"),
    ("cli/batch/run.rs", "name", "a key of what a table was made from"),
    ("report/tidy.rs", "track", "a column of results"),
    ("study/tidy.rs", "none", "below every grade"),
    ("table/column.rs", "gains", "a table of case files"),
    ("table/column.rs", "none", "no record"),
    ("table/map.rs", "always", "a key of maps"),
    ("table/rows.rs", "gains", "a table of case files"),
    ("page/acts.rs", "post", "how a form is sent"),
    ("page/acts.rs", "yes", "the value of a box that is ticked"),
    ("page/change.rs", "post", "how a form is sent"),
    ("page/facts.rs", "add", "an action of the page"),
    ("page/filed.rs", "add", "an action of the page"),
    ("page/filed.rs", "post", "how a form is sent"),
    ("page/facts.rs", "name", "a field of a form"),
    ("page/judged.rs", "no", "the answer to a judgement"),
    ("page/judged.rs", "yes", "the answer to a judgement"),
    ("page/judged.rs", "post", "how a form is sent"),
    ("page/facts.rs", "post", "how a form is sent"),
    ("page/facts.rs", "yes", "the value of a hidden field"),
    ("interview/fields.rs", "gains", "a table of case files"),
    ("cli/new/table.rs", "gains", "a key of case files"),
    ("interview/fields.rs", "name", "a key of case files"),
    ("page/frame.rs", "main", "the id of an element"),
    ("page/frame.rs", "post", "how a form is sent"),
    ("page/result.rs", "none", "a picture that may be stretched"),
    ("page/study.rs", "post", "how a form is sent"),
    ("compile/mod.rs", "gains", "a key of case files: what one participant got"),
    ("compile/mod.rs", "conduct", "the element that every offence has"),
    ("engine/refer.rs", "none", "below every grade"),
    ("engine/lint.rs", "conduct", "the element that every offence has"),
    ("explain/facts.rs", "no", "the truth value"),
    ("explain/facts.rs", "yes", "the truth value"),
    ("explain/findings.rs", "none", "below every grade"),
    ("explain/issues.rs", "conduct", "the element that every offence has"),
    ("explain/mod.rs", "conduct", "the element that every offence has"),
    ("explain/names.rs", "no", "the answer to a judgement"),
    ("explain/names.rs", "yes", "the answer to a judgement"),
    ("law/book/relation.rs", "cumulative", "a kind of relation"),
    ("interview/structure.rs", "name", "a key of case files"),
    ("interview/template.rs", "gains", "a key of case files"),
    ("interview/template.rs", "name", "a key of case files"),
    ("law/amend/figure.rs", "none", "no unit"),
    ("law/book/proposal.rs", "both", "the direction of a proposal"),
    ("law/scope.rs", "no", "the truth value"),
    ("law/scope.rs", "yes", "the truth value"),
    ("law/vocabulary.rs", "gains", "a table of case files"),
    ("law/vocabulary.rs", "no", "the truth value"),
    ("law/vocabulary.rs", "yes", "the truth value"),
    ("render/json.rs", "name", "a key of results"),
    ("render/json_analysis.rs", "name", "a key of results"),
    ("render/json_collateral.rs", "conduct", "a key of results"),
    ("render/json_collateral.rs", "track", "a key of results"),
    ("render/json_study.rs", "name", "a key of results"),
    ("render/json_study.rs", "track", "a key of results"),
    ("render/reasoning.rs", "name", "a key of results"),
    ("report/legal.rs", "cumulative", "a kind of relation"),
    ("study/scale.rs", "none", "below every grade"),
    ("syntax/article.rs", "no", "a keyword"),
    ("study/scale.rs", "track", "a list of the vocabulary"),
    ("syntax/article.rs", "track", "a keyword"),
    ("law/collateral_words.rs", "credit", "a keyword"),
    ("syntax/article.rs", "credit", "a keyword"),
    ("syntax/collateral.rs", "credit", "a keyword"),
    ("syntax/recover.rs", "credit", "a keyword"),
    ("syntax/tree/collateral.rs", "credit", "a keyword"),
    ("syntax/collateral.rs", "no", "a keyword"),
    ("syntax/collateral.rs", "track", "a keyword"),
    ("law/collateral_words.rs", "track", "a keyword"),
    ("syntax/measure.rs", "none", "a keyword"),
    ("syntax/classes.rs", "main", "a keyword"),
    ("syntax/counting.rs", "one", "a keyword"),
    ("syntax/proposal.rs", "add", "a keyword"),
    ("syntax/recover.rs", "add", "a keyword"),
    ("syntax/recover.rs", "main", "a keyword"),
    ("syntax/recover.rs", "no", "a keyword"),
    ("syntax/recover.rs", "one", "a keyword"),
    ("syntax/recover.rs", "sum", "a keyword"),
    ("syntax/relation.rs", "cumulative", "a keyword"),
    ("syntax/recover.rs", "track", "a keyword"),
    ("syntax/tree/collateral.rs", "track", "a keyword"),
    ("syntax/rule.rs", "sum", "a keyword"),
    ("report/screen.rs", "conduct", "the element that every offence has"),
    ("case/pseudonym.rs", "gains", "a table of case files"),
    ("case/pseudonym.rs", "name", "a key of case files"),
    ("papers/mod.rs", "name", "a placeholder of templates"),
    ("render/receipt.rs", "strict", "a key of results"),
    ("case/particulars.rs", "household", "a key of case files"),
    ("case/particulars.rs", "property", "a key of case files"),
    ("papers/facts.rs", "yes", "the truth value"),
    ("papers/parties.rs", "household", "a key of case files"),
    ("papers/declined.rs", "property", "a key of case files"),
    ("papers/review.rs", "property", "a key of case files"),
    ("papers/sentencing.rs", "property", "a key of case files"),
];

/// The names that law files give: categories, conduct, classes, grades, readings and their options.
fn names() -> BTreeSet<String> {
    let book = &engine(JUDGED).book;
    let mut names = BTreeSet::new();
    for kinds in ["category", "conduct"] {
        let kinds = book.vocabulary.kinds(book.vocabulary.kinds_named(kinds).expect("a list of kinds"));
        names.extend(kinds.names().map(str::to_owned));
    }
    // Choices named after a place stand for rules without any authority; no law file gives these names.
    for choice in book.choices.iter().filter(|choice| !choice.name.contains('/')) {
        names.insert(choice.name.clone());
        names.extend(choice.options.iter().map(|option| option.name.clone()));
    }
    for offence in &book.offences {
        names.extend(offence.grades.iter().map(|grade| grade.name.clone()));
        names.insert(offence.place.instrument.clone());
    }
    for file in embedded_law() {
        let classes = file.text.lines().filter_map(|line| line.trim_start().strip_prefix("class "));
        names.extend(classes.filter_map(|line| line.split(' ').next()).map(str::to_owned));
    }
    assert!(["grave", "waybill", "agg-10x"].iter().all(|name| names.contains(*name)), "the names of the shipped law");
    names
}

#[test]
fn no_string_is_a_name_that_a_law_file_gives() {
    let names = names();
    let mut found = BTreeSet::new();
    for file in files() {
        for (_, token) in &file.tokens {
            let Token::Text(text) = token else { continue };
            let text = text.trim_matches(['"', '#', 'r']);
            if names.contains(text) {
                found.insert((file.path.clone(), text.to_owned()));
            }
        }
    }
    let known: BTreeSet<(String, String)> =
        WORDS.iter().map(|(path, word, _)| ((*path).to_owned(), (*word).to_owned())).collect();
    assert_eq!(found.difference(&known).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not explained");
    assert_eq!(known.difference(&found).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "no longer there");
}

#[test]
fn no_string_holds_the_chinese_name_of_a_category_a_class_or_a_grade() {
    let book = &engine(JUDGED).book;
    let category = book.vocabulary.kinds(book.vocabulary.kinds_named("category").expect("the categories"));
    let mut labels: BTreeSet<&str> = category.values.iter().map(|(_, label)| label.zh.as_str()).collect();
    labels.extend(book.offences.iter().flat_map(|offence| &offence.grades).map(|grade| grade.label.zh.as_str()));
    labels.extend(book.offences.iter().map(|offence| offence.label.zh.as_str()));
    labels.extend(["行踪轨迹", "征信", "公民个人信息", "法释", "刑法", "违法所得", "情节特别严重"]);
    for file in files() {
        for (line, token) in &file.tokens {
            let Token::Text(text) = token else { continue };
            for label in &labels {
                assert!(!text.contains(label), "src/{}:{line}: {label}", file.path);
            }
        }
    }
}

#[test]
fn no_string_is_a_place_in_the_law() {
    let instruments: Vec<&str> = engine(JUDGED).book.instruments.iter().map(|one| one.id.as_str()).collect();
    let is_numeral = |word: &str| {
        let digits = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(|c: char| c.is_ascii_digit());
        digits
            && word.chars().all(|c| c.is_ascii_digit() || c == '-' || c == '.')
            && (word.contains('-') || word.matches('.').count() > 1)
    };
    let mut found = Vec::new();
    for file in files() {
        for (line, token) in &file.tokens {
            let Token::Text(text) = token else { continue };
            // From a day to a day is no place.
            let text = text.replace("..", " ");
            let places = text.split(|c: char| !(c.is_alphanumeric() || "-./".contains(c)));
            let is_place = |word: &str| match word.split_once('/') {
                Some((instrument, _)) => instruments.contains(&instrument),
                None => is_numeral(word) && !is_day(word),
            };
            found.extend(places.filter(|word| is_place(word)).map(|word| format!("src/{}:{line}: {word}", file.path)));
        }
    }
    assert_eq!(found, [""; 0]);
}

/// Days are examples in advice on how to write one.
fn is_day(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    parts.len() > 1 && parts[0].len() == 4 && parts[1..].iter().all(|part| part.len() == 2)
}
