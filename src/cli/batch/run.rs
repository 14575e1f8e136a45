//! Reading, holding against the laws, and writing, a part of the rows at a time: memory does not grow with the table.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::Path;

use foldhash::HashSet;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::gaps::Rows;
use super::kinds::{Kinds, Member};
use super::rejects;
use super::source::Source;
use super::{Arguments, Laws};
use crate::cli::Ending;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Output};
use crate::cli::tidy::{self, Beside, Counts, Kept, Shape, Text, Tidy, Written, covariate};
use crate::parallel::in_parallel;
use crate::render::csv;
use crate::report::tidy::Field;
use crate::report::words::Language;
use crate::table::{Block, Layout, Map, Role, Row, RowProblem, RowsRead, case_of};

/// How many rows are held at a time: some hundred bytes each, and enough that rows which are alike come in numbers.
const AT_A_TIME: usize = 16_384;

/// How many of them are written at a time by one thread.
const TOGETHER: usize = 4096;

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
    seen: HashSet<u64>,
    /// Rows that are alike; nothing where more is asked of each than what those have in common.
    kinds: Option<Kinds>,
    bar: ProgressBar,
}

/// The rows of a case, by position.
type Group = Range<usize>;

/// What is to be done with a case.
enum Read {
    /// It is wrong.
    Wrong(RowProblem),
    /// It is one row of a kind.
    Of(Member),
    /// It was held against the laws by itself.
    Alone(Text),
}

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
        let together = !shape.full && !shape.grounds && !layout.has(&Role::Act);
        Ok(Self {
            kinds: together.then(|| Kinds::new(&layout, laws)),
            arguments,
            language: output.language(),
            layout,
            tidy: Tidy::open(shape, arguments.format.format(), to, kept, resumed)?,
            rejects,
            passed_over: progress.counts.rows_in,
            seen: HashSet::default(),
            bar,
        })
    }

    /// One table: its rows gathered to cases, so many at a time.
    fn table(&mut self, path: &Path, source: &mut Source, laws: &mut Laws) -> Result<(), Failure> {
        let file =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        let by = self.layout.field_of(&Role::Case);
        let mut block = Block::new(self.layout.headings.len());
        let mut groups: Vec<Group> = Vec::new();
        // Of the last row that the run went on from, what case it was of.
        let mut before: Option<String> = None;
        while let Some(read) = source.read(&mut block) {
            if let Err(problem) = read {
                if !self.passes_over() {
                    self.reject(&file, &problem, None)?;
                    self.tidy.progress.counts.rows_in += 1;
                }
                continue;
            }
            let row = block.len() - 1;
            let id = by.map(|field| block.cell(row, field)).filter(|id| !id.is_empty());
            if self.passes_over() {
                self.seen.extend(id.map(hash));
                before = id.map(str::to_owned);
                block.pop();
                continue;
            }
            let last = match (by, row.checked_sub(1)) {
                (Some(field), Some(last)) => Some(block.cell(last, field)),
                _ => before.as_deref(),
            };
            let goes_on = id.is_some() && id == last;
            match groups.last_mut().filter(|_| goes_on) {
                Some(group) => group.end += 1,
                None => {
                    if row >= AT_A_TIME {
                        self.part(&file, &block, &std::mem::take(&mut groups), laws)?;
                        block.keep_from(row);
                    }
                    groups.push(block.len() - 1..block.len());
                }
            }
        }
        self.part(&file, &block, &groups, laws)
    }

    /// Whether a row was dealt with by the run that this one goes on with.
    fn passes_over(&mut self) -> bool {
        let passes = self.passed_over > 0;
        self.passed_over -= u64::from(passes);
        passes
    }

    /// So many cases: read, held against the laws, written.
    fn part(&mut self, file: &str, block: &Block, groups: &[Group], laws: &mut Laws) -> Result<(), Failure> {
        let (mut read, numbers) = self.sorted(block, groups, laws);
        self.alone(file, block, groups, &mut read, laws)?;
        let rows = groups.iter().map(|group| group.len() as u64).sum::<u64>();
        self.tidy.progress.counts.rows_in += rows;
        for (group, read) in groups.iter().zip(&read) {
            if let Some(Read::Wrong(problem)) = read {
                for row in group.clone() {
                    self.reject(file, problem, Some(&block.row(row)))?;
                }
            }
        }
        for written in self.written(block, groups, (&read, &numbers), laws) {
            self.tidy.write(&written)?;
        }
        self.bar.set_position(self.tidy.progress.counts.rows_in);
        self.keep(false)
    }

    /// Which cases are of a kind, with the numbers of these; and which have come before.
    fn sorted(&mut self, block: &Block, groups: &[Group], laws: &mut Laws) -> (Vec<Option<Read>>, Vec<i64>) {
        let mut read: Vec<Option<Read>> =
            groups.iter().map(|group| self.not_seen(block, group.start).err().map(Read::Wrong)).collect();
        let Some(mut kinds) = self.kinds.take() else { return (read, Vec::new()) };
        let mut numbers = Vec::new();
        let mut left: Vec<usize> =
            (0..groups.len()).filter(|&at| read[at].is_none() && groups[at].len() == 1).collect();
        // Once more those that were of no kind, where there are new ones.
        for first in [true, false] {
            let parts: Vec<&[usize]> = left.chunks(TOGETHER).collect();
            let sorted = in_parallel(&parts, |part| {
                kinds.sort(block, &part.iter().map(|&at| groups[at].start).collect::<Vec<_>>())
            });
            let (mut new, mut again) = (Vec::new(), Vec::new());
            for (part, sorted) in parts.into_iter().zip(sorted) {
                let so_far = numbers.len();
                numbers.extend(sorted.numbers);
                for (&at, member) in part.iter().zip(sorted.members) {
                    read[at] = member.map(|member| Read::Of(Member { numbers: so_far + member.numbers, ..member }));
                }
                again.extend(sorted.new.iter().map(|(at, _)| part[*at]));
                new.extend(sorted.new.into_iter().map(|(at, same)| (groups[part[at]].start, same)));
            }
            if !first || new.is_empty() || !kinds.learn(new, block, &self.layout, laws, &self.tidy.shape) {
                break;
            }
            left = again;
        }
        self.kinds = Some(kinds);
        (read, numbers)
    }

    /// Reads the cases that are of no kind, and holds each against the laws by itself.
    fn alone(
        &self,
        file: &str,
        block: &Block,
        groups: &[Group],
        found: &mut [Option<Read>],
        laws: &mut Laws,
    ) -> Result<(), Failure> {
        let left: Vec<usize> = (0..groups.len()).filter(|&at| found[at].is_none()).collect();
        let read = in_parallel(&left, |&at| {
            let rows: Vec<Row> = groups[at].clone().map(|row| block.row(row)).collect();
            let read = case_of(&self.layout, &rows, &laws.vocabulary)?;
            let beside = self.beside(&rows, &read, laws);
            Ok((read.case, beside))
        });
        let (mut cases, mut beside, mut alone) = (Vec::new(), Vec::new(), Vec::new());
        for (at, read) in left.into_iter().zip(read) {
            match read {
                Ok((case, own)) => {
                    cases.push((file.to_owned(), case));
                    beside.push(own);
                    alone.push(at);
                }
                Err(problem) => found[at] = Some(Read::Wrong(problem)),
            }
        }
        let cases = laws.sides.take(cases)?;
        for (at, text) in alone.into_iter().zip(self.tidy.texts(&laws.sides, &cases, &beside)?) {
            found[at] = Some(Read::Alone(text));
        }
        Ok(())
    }

    /// The text of the rows of all cases, in their order, some at a time.
    fn written(
        &self,
        block: &Block,
        groups: &[Group],
        (read, numbers): (&[Option<Read>], &[i64]),
        laws: &Laws,
    ) -> Vec<Text> {
        let starts: Vec<usize> = (0..groups.len()).step_by(TOGETHER).collect();
        in_parallel(&starts, |&start| {
            let part = start..groups.len().min(start + TOGETHER);
            let members: Vec<Option<Member>> = read[part.clone()]
                .iter()
                .map(|read| match read {
                    Some(Read::Of(member)) => Some(*member),
                    _ => None,
                })
                .collect();
            let of = (&self.layout, &self.tidy, self.kinds.as_ref());
            let mut rows = Rows::new(of, block, laws, (&members, numbers));
            for (at, (group, read)) in groups[part.clone()].iter().zip(&read[part]).enumerate() {
                match read {
                    Some(Read::Alone(text)) => rows.text.then(text),
                    Some(Read::Of(member)) => rows.row(at, group.start, *member),
                    Some(Read::Wrong(_)) | None => {}
                }
            }
            rows.text
        })
    }

    /// What stands beside a case in its rows: what the columns of the codebook say, and the others as they are.
    fn beside(&self, rows: &[Row], read: &RowsRead, laws: &Laws) -> Beside {
        let of_person = |(first, stated): (&usize, &Vec<String>)| {
            let carried = self.layout.carried().map(|field| Field::Text(rows[*first].cells[field].trim().to_owned()));
            stated.iter().map(|text| covariate(text)).chain(carried).collect()
        };
        Beside {
            covariates: read.first.iter().zip(&read.stated).map(of_person).collect(),
            not_computable: laws.not_computable(&read.by_class),
        }
    }

    /// A case whose id has come before, elsewhere, is found.
    fn not_seen(&mut self, block: &Block, row: usize) -> Result<(), RowProblem> {
        let id = self.layout.field_of(&Role::Case).map(|field| block.cell(row, field));
        let Some(id) = id.filter(|id| !id.is_empty()) else { return Ok(()) };
        if self.seen.insert(hash(id)) {
            return Ok(());
        }
        Err(RowProblem {
            line: block.line(row),
            column: self.layout.heading_of(&Role::Case).map(str::to_owned),
            value: Some(id.to_owned()),
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
