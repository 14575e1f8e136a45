//! Rows of case files, and of cases drawn from a profile.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::kept::{self, Kept};
use super::{Beside, RowsTo, Shape, Tidy, made};
use crate::cli::failure::Failure;
use crate::cli::sides::{Corpus, Sides};
use crate::render::rows::RowFormat;
use crate::report::tidy::Field;

/// How many cases are held at a time.
const AT_A_TIME: usize = 1024;

/// Writes the rows of a corpus, a part at a time.
pub fn of_files(
    corpus: &Corpus,
    sides: &mut Sides,
    shape: Shape,
    format: RowFormat,
    to: &RowsTo,
) -> Result<Tidy, Failure> {
    let wide = if to.wide { sides.grounds(shape.offence.as_ref())? } else { Vec::new() };
    let shape = Shape { wide, covariates: vec!["file".to_owned()], grounds: to.grounds.is_some(), ..shape };
    let kept = to.output.as_ref().map(|path| Kept::beside(path, Value::Null));
    let mut tidy = Tidy::open(shape, format, to, kept, None)?;
    let mut hash = Sha256::new();
    for texts in corpus.parts(AT_A_TIME)? {
        let texts = texts?;
        texts.iter().for_each(|(_, text)| hash.update(Sha256::digest(text.as_bytes())));
        let cases = sides.read_texts(texts)?;
        let of_case = |(file, persons): (&str, usize)| Beside {
            covariates: vec![vec![Field::Text(file.to_owned())]; persons],
            ..Beside::default()
        };
        let beside: Vec<Beside> = cases.files().map(of_case).collect();
        tidy.part(sides, &cases, &beside)?;
    }
    let drawn = corpus.drawn.as_ref();
    let from = [
        ("cases", json!({ "number": tidy.progress.counts.cases, "sha256": kept::hex(hash) })),
        ("profile", drawn.map_or(Value::Null, |drawn| json!(super::name(&drawn.profile)))),
        ("synthetic", json!(drawn.map_or(0, |drawn| drawn.number))),
        ("seed", drawn.map_or(Value::Null, |drawn| json!(drawn.seed))),
    ];
    // What the cases are is known at their end.
    if let Value::Object(made) = made(sides, &from) {
        made.into_iter().for_each(|(key, value)| tidy.note(&key, value));
    }
    tidy.keep(true)?;
    Ok(tidy)
}
