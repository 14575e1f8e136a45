//! Reading, holding against the laws, and writing, a part of the rows at a time: memory does not grow with the table.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::rejects;
use super::source::Source;
use super::{Arguments, Laws};
use crate::cli::Ending;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Output};
use crate::cli::tidy::{self, Beside, Counts, Kept, Shape, Tidy, Written, covariate};
use crate::parallel::in_parallel;
use crate::render::csv;
use crate::report::tidy::Field;
use crate::report::words::Language;
use crate::table::{Layout, Map, Role, Row, RowProblem, RowsRead, case_of};

/// How many rows are held at a time.
const AT_A_TIME: usize = 4096;

/// How many problems are told one by one where they are not written to a file.
const MOST_TOLD: u64 = 20;

/// A run over tables.
struct Run<'a> {
    arguments: &'a Arguments,
    language: Language,
    layout: Layout,
    tidy: Tidy,
    rejects: Option<Written>,
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
        let to = &arguments.to;
        let made = if to.output.is_some() { made(arguments, laws)? } else { json!(null) };
        let kept = to.output.as_ref().map(|path| Kept::beside(path, made));
        let resumed = match &kept {
            Some(kept) if arguments.resume => kept.resume()?,
            _ => None,
        };
        let progress = resumed.unwrap_or_default();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let rows = output.language().either("行", "rows");
        bar.set_style(
            ProgressStyle::with_template(&format!("{{pos}} {rows}, {{per_sec}}, {{elapsed}} {{msg}}"))
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        let wide = if to.wide { laws.sides.grounds(offence.as_ref())? } else { Vec::new() };
        let shape = Shape {
            offence,
            full: arguments.full,
            tested: false,
            grounds: to.grounds.is_some(),
            wide,
            covariates: covariates(&layout),
        };
        let mut rejects =
            arguments.rejects.as_deref().map(|path| Written::open(Some(path), progress.rejects)).transpose()?;
        if let Some(rejects) = rejects.as_mut().filter(|_| resumed.is_none()) {
            rejects.write(csv::render(&[rejects::headings(&layout.headings)]).as_bytes())?;
        }
        Ok(Self {
            arguments,
            language: output.language(),
            layout,
            tidy: Tidy::open(shape, arguments.format.format(), to, kept, resumed)?,
            rejects,
            passed_over: progress.counts.rows_in,
            seen: BTreeSet::new(),
            bar,
        })
    }

    /// One table: its rows gathered to cases, so many at a time.
    fn table(&mut self, path: &Path, source: &mut Source, laws: &mut Laws) -> Result<(), Failure> {
        let file =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        let by_case = self.layout.has(&Role::Case);
        let mut groups: Vec<Group> = Vec::new();
        let (mut held, mut last) = (0, None);
        while let Some(read) = source.next() {
            let row = match read {
                Ok(row) => row,
                Err(problem) => {
                    if !self.passes_over() {
                        self.reject(&file, &problem, None)?;
                        self.tidy.progress.counts.rows_in += 1;
                    }
                    continue;
                }
            };
            let id =
                if by_case { self.layout.text_of(&Role::Case, &row.cells).map(|id| id.into_owned()) } else { None };
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
        let read = in_parallel(&groups, |rows| case_of(&self.layout, rows, &laws.vocabulary));
        let (mut cases, mut beside) = (Vec::new(), Vec::new());
        for (rows, read) in groups.iter().zip(read) {
            self.tidy.progress.counts.rows_in += rows.len() as u64;
            let read = self.not_seen(rows).and(read);
            match read {
                Ok(read) => {
                    beside.push(self.beside(rows, &read, laws));
                    cases.push((file.to_owned(), read.case));
                }
                Err(problem) => {
                    for row in rows {
                        self.reject(file, &problem, Some(row))?;
                    }
                }
            }
        }
        let cases = laws.sides.take(cases)?;
        self.tidy.part(&laws.sides, &cases, &beside)?;
        self.bar.set_position(self.tidy.progress.counts.rows_in);
        self.keep(false)
    }

    /// What stands beside a case in its rows: what the columns of the codebook say, and the others as they are.
    fn beside(&self, rows: &[Row], read: &RowsRead, laws: &Laws) -> Beside {
        let of_person = |(first, stated): (&usize, &Vec<String>)| {
            let carried = self.layout.carried().map(|field| Field::Text(rows[*first].cells[field].trim().to_owned()));
            stated.iter().map(|text| covariate(text)).chain(carried).collect()
        };
        let changes = |moved: &Vec<usize>| read.by_class.iter().any(|kind| moved.contains(kind));
        let laws = laws.moved.iter().enumerate();
        Beside {
            covariates: read.first.iter().zip(&read.stated).map(of_person).collect(),
            not_computable: laws.filter(|(_, moved)| changes(moved)).map(|(law, _)| law).collect(),
        }
    }

    /// A case whose id has come before, elsewhere, is found.
    fn not_seen(&mut self, rows: &[Row]) -> Result<(), RowProblem> {
        let Some(id) = self.layout.text_of(&Role::Case, &rows[0].cells) else { return Ok(()) };
        if self.seen.insert(hash(&id)) {
            return Ok(());
        }
        Err(RowProblem {
            line: rows[0].line,
            column: self.layout.heading_of(&Role::Case).map(str::to_owned),
            value: Some(id.into_owned()),
            message: "the case stands here and further up".to_owned(),
            help: Some("rows of one case stand together, and two cases have two ids".to_owned()),
        })
    }

    fn reject(&mut self, file: &str, problem: &RowProblem, row: Option<&Row>) -> Result<(), Failure> {
        if self.arguments.strict {
            return Err(Failure::Usage(rejects::told(file, problem, self.language).trim_end().to_owned()));
        }
        self.tidy.progress.counts.rejected += 1;
        let width = self.layout.headings.len();
        match &mut self.rejects {
            Some(rejects) => {
                let fields = rejects::reject(file, problem, row, width, self.language);
                rejects.write(csv::render(&[fields]).as_bytes())?;
            }
            None if row.is_none_or(|row| row.line == problem.line)
                && self.tidy.progress.counts.rejected <= MOST_TOLD =>
            {
                self.bar.suspend(|| output::say(&rejects::told(file, problem, self.language)));
            }
            None => {}
        }
        Ok(())
    }

    /// Says beside the output how far it has come.
    fn keep(&mut self, complete: bool) -> Result<(), Failure> {
        if let Some(rejects) = &mut self.rejects {
            rejects.flush()?;
            self.tidy.progress.rejects = rejects.bytes;
        }
        self.tidy.keep(complete)
    }

    fn finish(mut self, output: &Output) -> Result<Ending, Failure> {
        self.keep(true)?;
        self.bar.finish_and_clear();
        let Counts { rows_in, cases, rows_out, rejected, not_computable } = self.tidy.progress.counts;
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

/// What the columns of the input are called in the output: those of the codebook by their names there, the others as
/// they are.
fn covariates(layout: &Layout) -> Vec<String> {
    let present = layout.present().into_iter().map(|column| layout.codebook.columns[column].name.clone());
    present.chain(layout.carried().map(|at| layout.headings[at].clone())).collect()
}

/// What the output is made from beside the laws: tables and map.
fn made(arguments: &Arguments, laws: &Laws) -> Result<serde_json::Value, Failure> {
    let file = |path: &Path| Ok(json!({ "name": tidy::name(path), "sha256": tidy::hash_of(path)? }));
    let tables = arguments.tables.iter().map(|path| file(path)).collect::<Result<Vec<_>, Failure>>()?;
    let map = arguments.map.as_deref().map(file).transpose()?;
    Ok(tidy::made(&laws.sides, &[("tables", json!(tables)), ("map", json!(map)), ("seed", json!(null))]))
}
