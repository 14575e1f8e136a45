//! Reading, holding against the laws, and writing, a part of the rows at a time: memory does not grow with the table.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::kept::{self, Counts, Kept, Progress};
use super::shape::{Facts, Shape, headings_out};
use super::source::Source;
use super::written::{self, Written};
use super::{Arguments, Laws};
use crate::cli::failure::Failure;
use crate::cli::output::{self, Output};
use crate::cli::{Ending, sides::Cases};
use crate::parallel::in_parallel;
use crate::render::rows;
use crate::report::tidy;
use crate::table::{Layout, Map, Role, Row, RowProblem, RowsRead, case_of};

/// How many rows are held at a time.
const AT_A_TIME: usize = 4096;

/// How many problems are told one by one where they are not written to a file.
const MOST_TOLD: u64 = 20;

/// A run over tables.
struct Run<'a> {
    arguments: &'a Arguments,
    shape: Shape,
    out: Written,
    grounds: Option<Written>,
    rejects: Option<Written>,
    progress: Progress,
    kept: Option<Kept>,
    /// Rows of an interrupted run that are passed over.
    passed_over: u64,
    /// Cases so far, by a hash of 64 bits of their ids: among a million of them, one in forty million runs takes two for
    /// the same.
    seen: BTreeSet<u64>,
    bar: ProgressBar,
}

/// The rows of a case.
type Group = Vec<Row>;

/// Runs over the tables.
pub fn run(arguments: &Arguments, laws: &mut Laws, map: &Map, output: &Output) -> Result<Ending, Failure> {
    let encoding = arguments.encoding.as_deref().or(map.encoding.as_deref());
    let mut sources = Vec::new();
    for path in &arguments.tables {
        sources.push((path.as_path(), Source::open(path, arguments.kind, encoding)?));
    }
    let headings = sources[0].1.headings.clone();
    if let Some((path, _)) = sources.iter().find(|(_, source)| source.headings != headings) {
        let message = format!("`{}` has other columns than `{}`", path.display(), sources[0].0.display());
        return Err(Failure::Usage(message));
    }
    let mut run = Run::new(arguments, laws, map, headings, output)?;
    for (path, mut source) in sources {
        run.table(path, &mut source, laws)?;
    }
    run.finish(output)
}

impl<'a> Run<'a> {
    fn new(
        arguments: &'a Arguments,
        laws: &mut Laws,
        map: &Map,
        headings: Vec<String>,
        output: &Output,
    ) -> Result<Self, Failure> {
        let layout = Layout::new(headings, laws.codebook.clone(), map);
        let mut layout = layout.map_err(crate::cli::run::unplaced)?;
        layout.offence.clone_from(&arguments.offence);
        let offence = arguments.offence.as_deref().map(|text| laws.sides.offence(text)).transpose()?;
        let carried: Vec<&str> = layout.carried().map(|at| layout.headings[at].as_str()).collect();
        if !carried.is_empty() {
            let carried = carried.join(", ");
            output::say(&output.language().either(
                format!("以下各列不在编码手册中，原样带到结果：{carried}\n"),
                format!("carried through, being no columns of the codebook: {carried}\n"),
            ));
        }
        let made = made(arguments, laws)?;
        let kept = arguments.output.as_ref().map(|path| Kept::beside(path, made));
        let resumed = match &kept {
            Some(kept) if arguments.resume => kept.resume()?,
            _ => None,
        };
        let progress = resumed.unwrap_or_default();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.set_style(
            ProgressStyle::with_template("{pos} rows, {per_sec}, {elapsed} {msg}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        let mut run = Self {
            arguments,
            shape: Shape {
                headings: headings_out(&layout, arguments.full),
                full: arguments.full,
                grounds: arguments.grounds.is_some(),
                layout,
                offence,
            },
            out: Written::open(arguments.output.as_deref(), progress.written)?,
            grounds: arguments.grounds.as_deref().map(|path| Written::open(Some(path), 0)).transpose()?,
            rejects: arguments
                .rejects
                .as_deref()
                .map(|path| Written::open(Some(path), progress.rejects))
                .transpose()?,
            passed_over: progress.counts.rows_in,
            progress: if resumed.is_some() { progress } else { Progress::default() },
            kept,
            seen: BTreeSet::new(),
            bar,
        };
        if resumed.is_none() {
            run.head()?;
        }
        Ok(run)
    }

    fn head(&mut self) -> Result<(), Failure> {
        let format = self.arguments.format.format();
        self.out.write(&rows::head(format, &self.shape.headings))?;
        if let Some(grounds) = &mut self.grounds {
            grounds.write(&rows::head(format, &tidy::GROUNDS.map(str::to_owned)))?;
        }
        if let Some(rejects) = &mut self.rejects {
            rejects.write(&written::csv_rows(&[written::reject_headings(&self.shape.layout.headings)]))?;
        }
        Ok(())
    }

    /// One table: its rows gathered to cases, so many at a time.
    fn table(&mut self, path: &Path, source: &mut Source, laws: &mut Laws) -> Result<(), Failure> {
        let file =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        let by_case = self.shape.layout.has(&Role::Case);
        let mut groups: Vec<Group> = Vec::new();
        let (mut held, mut last) = (0, None);
        while let Some(read) = source.next() {
            let row = match read {
                Ok(row) => row,
                Err(problem) => {
                    if !self.passes_over() {
                        self.reject(&file, &problem, None)?;
                        self.progress.counts.rows_in += 1;
                    }
                    continue;
                }
            };
            let id = if by_case {
                self.shape.layout.text_of(&Role::Case, &row.cells).map(|id| id.into_owned())
            } else {
                None
            };
            let goes_on = id.is_some() && id == last;
            if !goes_on && held >= AT_A_TIME {
                self.part(&file, std::mem::take(&mut groups), laws)?;
                held = 0;
            }
            if self.passes_over() {
                self.seen.extend(id.as_deref().map(hash));
                last = id;
                continue;
            }
            held += 1;
            match groups.last_mut().filter(|_| goes_on) {
                Some(group) => group.push(row),
                None => groups.push(vec![row]),
            }
            last = id;
        }
        self.part(&file, groups, laws)
    }

    /// Whether a row was dealt with by the run that this one goes on with.
    fn passes_over(&mut self) -> bool {
        let passes = self.passed_over > 0;
        self.passed_over -= u64::from(passes);
        passes
    }

    /// So many cases: read, held against the laws, written.
    fn part(&mut self, file: &str, groups: Vec<Group>, laws: &mut Laws) -> Result<(), Failure> {
        let read = in_parallel(&groups, |rows| case_of(&self.shape.layout, rows, &laws.vocabulary));
        let (mut cases, mut facts, mut of_rows) = (Vec::new(), Vec::new(), Vec::new());
        for (rows, read) in groups.iter().zip(read) {
            self.progress.counts.rows_in += rows.len() as u64;
            let read = self.not_seen(rows).and(read);
            match read {
                Ok(RowsRead { case, first, stated, by_class }) => {
                    cases.push((file.to_owned(), case));
                    facts.push((first, stated, by_class));
                    of_rows.push(rows);
                }
                Err(problem) => {
                    for row in rows {
                        self.reject(file, &problem, Some(row))?;
                    }
                }
            }
        }
        self.progress.counts.cases += cases.len() as u64;
        let cases = laws.sides.take(cases)?;
        self.write_part(&cases, &facts, &of_rows, laws)?;
        self.bar.set_position(self.progress.counts.rows_in);
        self.keep(false)
    }

    /// A case whose id has come before, elsewhere, is found.
    fn not_seen(&mut self, rows: &[Row]) -> Result<(), RowProblem> {
        let Some(id) = self.shape.layout.text_of(&Role::Case, &rows[0].cells) else { return Ok(()) };
        if self.seen.insert(hash(&id)) {
            return Ok(());
        }
        Err(RowProblem {
            line: rows[0].line,
            column: self.shape.layout.heading_of(&Role::Case).map(str::to_owned),
            value: Some(id.into_owned()),
            message: "the case stands here and further up".to_owned(),
            help: Some("rows of one case stand together, and two cases have two ids".to_owned()),
        })
    }

    fn write_part(&mut self, cases: &Cases, facts: &[Facts], of_rows: &[&Group], laws: &Laws) -> Result<(), Failure> {
        let subjects = laws.sides.subjects(cases);
        let format = self.arguments.format.format();
        let all: Vec<usize> = (0..subjects.len()).collect();
        let shape = &self.shape;
        let done = in_parallel(&all, |&at| shape.done((cases, at), &subjects[at], &facts[at], of_rows[at], laws));
        for done in done {
            let done = done.map_err(|wrong| crate::cli::run::unplaced(vec![wrong]))?;
            self.progress.counts.rows_out += done.rows.len() as u64;
            self.progress.counts.not_computable += done.not_computable;
            self.out.write(&rows::rows(format, &self.shape.headings, &done.rows))?;
            if let Some(grounds) = &mut self.grounds {
                grounds.write(&rows::rows(format, &tidy::GROUNDS.map(str::to_owned), &done.grounds))?;
            }
        }
        Ok(())
    }

    fn reject(&mut self, file: &str, problem: &RowProblem, row: Option<&Row>) -> Result<(), Failure> {
        if self.arguments.strict {
            return Err(Failure::Usage(written::told(file, problem).trim_end().to_owned()));
        }
        self.progress.counts.rejected += 1;
        let width = self.shape.layout.headings.len();
        match &mut self.rejects {
            Some(rejects) => rejects.write(&written::csv_rows(&[written::reject(file, problem, row, width)]))?,
            None if row.is_none_or(|row| row.line == problem.line) && self.progress.counts.rejected <= MOST_TOLD => {
                self.bar.suspend(|| output::say(&written::told(file, problem)));
            }
            None => {}
        }
        Ok(())
    }

    /// Says beside the output how far it has come.
    fn keep(&mut self, complete: bool) -> Result<(), Failure> {
        self.out.flush()?;
        self.progress.written = self.out.bytes;
        for written in self.rejects.iter_mut().chain(self.grounds.iter_mut()) {
            written.flush()?;
        }
        self.progress.rejects = self.rejects.as_ref().map_or(0, |rejects| rejects.bytes);
        match &self.kept {
            Some(kept) => kept.write(&self.progress, complete),
            None => Ok(()),
        }
    }

    fn finish(mut self, output: &Output) -> Result<Ending, Failure> {
        self.keep(true)?;
        self.bar.finish_and_clear();
        let Counts { rows_in, cases, rows_out, rejected, not_computable } = self.progress.counts;
        output::say(&output.language().either(
            format!("读入{rows_in}行（{cases}案），输出{rows_out}行，退回{rejected}行，不能计算{not_computable}人次\n"),
            format!("{rows_in} rows in ({cases} cases), {rows_out} rows out, {rejected} rejected, {not_computable} not computable\n"),
        ));
        Ok(Ending::Done)
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// What the output is made from: version, laws with their hashes, tables, map, and the command without its paths.
fn made(arguments: &Arguments, laws: &Laws) -> Result<serde_json::Value, Failure> {
    let name =
        |path: &Path| path.file_name().map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned());
    let mut tables = Vec::new();
    for path in &arguments.tables {
        tables.push(json!({ "name": name(path), "sha256": kept::hash_of(path)? }));
    }
    let map = match &arguments.map {
        Some(path) => json!({ "name": name(path), "sha256": kept::hash_of(path)? }),
        None => serde_json::Value::Null,
    };
    let of_laws: Vec<serde_json::Value> = laws
        .specs
        .iter()
        .zip(laws.sides.hashes())
        .map(|(spec, hashes)| json!({ "law": spec.text, "proposals": spec.proposals, "choices": spec.set, "instruments": hashes }))
        .collect();
    let words = std::env::args().skip(1).map(|word| {
        let path = Path::new(&word);
        if word.contains(['/', '\\']) && path.exists() { name(path) } else { word }
    });
    Ok(json!({
        "engine": { "version": env!("CARGO_PKG_VERSION") },
        "command": format!("gravamen {}", words.filter(|word| word != "--resume").collect::<Vec<_>>().join(" ")),
        "as_of": arguments.as_of.map(|day| day.to_string()),
        "day": laws.sides.today().to_string(),
        "laws": of_laws,
        "tables": tables,
        "map": map,
        "seed": null,
    }))
}
