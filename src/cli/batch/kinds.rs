//! Kinds of rows: those that are alike but for numbers, each looked at once for each law.
//!
//! A kind is looked at when it has come up a few times; a row before that, and one that is like no other, is read and
//! held against the laws by itself.

use std::sync::{Arc, Mutex, PoisonError};

use foldhash::HashMap;
use smallvec::SmallVec;

use super::Laws;
use crate::case::certainty::At;
use crate::case::facts::Value;
use crate::cli::sides::Cases;
use crate::cli::tidy::{Shape, Template, Tidy, covariate};
use crate::parallel::in_parallel;
use crate::range::{Number, Range};
use crate::report::tidy::Field;
use crate::study::Side;
use crate::study::alike::{Alike, Pattern, WITHIN};
use crate::study::tidy::{Line, furthest};
use crate::table::likeness::Kind as Column;
use crate::table::{Block, Layout, Likeness, case_of, field_of};
use crate::truth::Truth;

/// How often rows that are alike come up before they are looked at together: that costs about as much as so many by
/// themselves.
const BEFORE: u32 = 4;

/// How many kinds are told apart; of a table with more, most rows are like no other.
const MOST: usize = 1 << 15;

/// The kinds of rows of a table.
pub struct Kinds {
    likeness: Likeness,
    known: HashMap<Box<[u8]>, Known>,
    kinds: Vec<Kind>,
}

/// What is known of rows that are alike.
#[derive(Clone, Copy)]
enum Known {
    /// How often they have come up.
    Seen(u32),
    /// They are of this kind.
    Of(usize),
    /// They cannot be taken together.
    Apart,
}

/// Rows that are alike.
pub struct Kind {
    /// A case of it, with its laws.
    cases: Cases,
    /// What comes of it under each law.
    laws: Vec<OfLaw>,
}

/// What comes of a kind under a law.
struct OfLaw {
    /// Nothing where it is not computable.
    alike: Option<Alike>,
    covariates: Arc<Vec<Option<Field>>>,
    told: Mutex<HashMap<Pattern, Told>>,
}

/// By which ground, by its place among those of a line, each line is decided, if by any.
type Decided = SmallVec<[Option<usize>; 4]>;

/// What is written for a pattern.
struct Told {
    lines: Vec<(Line, Vec<Candidate>)>,
    /// By which ground decides each line.
    templates: Vec<(Decided, Arc<Template>)>,
}

/// A ground that may decide a line.
struct Candidate {
    ground: usize,
    status: Truth,
    reach: Reach,
}

enum Reach {
    Varying(usize),
    Same(i64),
}

/// A row that is like others.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its kind.
    pub kind: usize,
    /// Where its numbers begin among those of its part.
    pub numbers: usize,
}

/// What is written for a row under one law, and where its degrees begin among those of its part.
pub type Placed = (Arc<Template>, usize);

impl Kinds {
    /// No kinds yet.
    pub fn new(layout: &Layout, laws: &Laws) -> Self {
        let likeness = Likeness::of(layout, &laws.vocabulary, &laws.compared, WITHIN);
        Self { likeness, known: HashMap::default(), kinds: Vec::new() }
    }

    /// The columns of a table, as far as rows are alike.
    pub fn likeness(&self) -> &Likeness {
        &self.likeness
    }

    /// Which of these rows are of a kind, with the numbers of those that are; and what those have in common that are of
    /// none yet.
    pub fn sort(&self, block: &Block, rows: &[usize]) -> Sorted {
        let mut sorted = Sorted::default();
        let mut same = Vec::new();
        for &row in rows {
            same.clear();
            let numbers = sorted.numbers.len();
            let like = self.likeness.read(block, row, &mut same, &mut sorted.numbers);
            let known = if like { self.known.get(same.as_slice()) } else { Some(&Known::Apart) };
            let member = match known {
                Some(Known::Of(kind)) => Some(Member { kind: *kind, numbers }),
                Some(Known::Apart) => None,
                Some(Known::Seen(_)) | None => {
                    sorted.new.push((sorted.members.len(), same.as_slice().into()));
                    None
                }
            };
            sorted.members.push(member);
        }
        sorted
    }

    /// Takes in what rows that are of no kind yet have in common, each with its row, and looks at those that have come up often
    /// enough. Whether there are more kinds than before.
    pub fn learn(
        &mut self,
        new: Vec<(usize, Box<[u8]>)>,
        block: &Block,
        layout: &Layout,
        laws: &mut Laws,
        shape: &Shape,
    ) -> bool {
        let mut often = Vec::new();
        for (row, same) in new {
            if self.known.len() >= MOST && !self.known.contains_key(&same) {
                continue;
            }
            if let Known::Seen(times) = self.known.entry(same.clone()).or_insert(Known::Seen(0)) {
                *times += 1;
                if *times == BEFORE {
                    often.push((row, same));
                }
            }
        }
        let read: Vec<_> = (often.into_iter()).map(|(row, same)| (same, self.read(row, block, layout, laws))).collect();
        let sides = &laws.sides;
        let found = in_parallel(&read, |(_, read)| {
            let (cases, numbers, beside) = read.as_ref()?;
            laws_of(cases, numbers, beside, sides, shape)
        });
        let before = self.kinds.len();
        for ((same, read), found) in read.into_iter().zip(found) {
            let known = match (read, found) {
                (Some((cases, ..)), Some(laws)) => {
                    self.kinds.push(Kind { cases, laws });
                    Known::Of(self.kinds.len() - 1)
                }
                _ => Known::Apart,
            };
            self.known.insert(same, known);
        }
        self.kinds.len() > before
    }

    /// The case of a row, its numbers, and what stands beside it: nothing for what is the row's own.
    fn read(&self, row: usize, block: &Block, layout: &Layout, laws: &mut Laws) -> Option<(Cases, Vec<At>, OfKind)> {
        let columns = self.likeness.numbers(block, row);
        let rows = [block.row(row)];
        let read = case_of(layout, &rows, &laws.vocabulary).ok()?;
        let (mut same, mut stated) = (Vec::new(), Vec::new());
        self.likeness.read(block, row, &mut same, &mut stated);
        let number = |(field, number): (&usize, &i64)| -> Option<At> {
            let value = Value::Number(Range::point(Number::from(*number)));
            let mut found = read
                .case
                .stated
                .iter()
                .filter(|(_, fact)| field_of(fact.span) == *field && matches!(fact.value, Value::Number(_)));
            // What the column says is one number of the case, and this one.
            match (found.next(), found.next()) {
                (Some((at, fact)), None) if fact.value == value => Some(*at),
                _ => None,
            }
        };
        let numbers = columns.iter().zip(&stated).map(number).collect::<Option<Vec<At>>>()?;
        let plain = read.case.expectations.is_empty() && read.case.accused().count() == 1;
        let own = |field: usize| match self.likeness.kinds()[field] {
            Column::Any => true,
            Column::Number { .. } => columns.contains(&field),
            Column::Same => false,
        };
        let covariate = |(column, text): (usize, &String)| {
            let of = |field: &usize| layout.says(*field).is_some_and(|(to, _)| to == column) && own(*field);
            (!(0..layout.headings.len()).any(|field| of(&field))).then(|| covariate(text))
        };
        let present = layout.present().into_iter().zip(read.stated.first()?);
        let covariates = present.map(covariate).chain(layout.carried().map(|_| None)).collect();
        let beside = OfKind { covariates: Arc::new(covariates), not_computable: laws.not_computable(&read.by_class) };
        let cases = plain.then(|| laws.sides.take(vec![(String::new(), read.case)]).ok())??;
        Some((cases, numbers, beside))
    }

    /// Writes the rows of a part that are of a kind: for each law, what is written, with the degrees.
    pub fn place(
        &self,
        (members, numbers): (&[Option<Member>], &[i64]),
        (laws, tidy): (&Laws, &Tidy),
    ) -> (Vec<Option<Placed>>, Vec<i64>) {
        let number = laws.sides.specs().count();
        let mut placed: Vec<Option<Placed>> = vec![None; members.len() * number];
        let mut degrees = Vec::new();
        let mut by_kind: Vec<(usize, usize)> =
            members.iter().enumerate().filter_map(|(row, member)| Some((member.as_ref()?.kind, row))).collect();
        by_kind.sort_unstable();
        for rows in by_kind.chunk_by(|one, other| one.0 == other.0) {
            let kind = &self.kinds[rows[0].0];
            for (law, of_law) in kind.laws.iter().enumerate() {
                of_law.place(kind, law, rows, (members, numbers), (laws, tidy), |row, template, own| {
                    placed[row * number + law] = Some((template, degrees.len()));
                    degrees.extend_from_slice(own);
                });
            }
        }
        (placed, degrees)
    }

    /// Whether a kind cannot be computed under a law.
    pub fn is_not_computable(&self, kind: usize, law: usize) -> bool {
        self.kinds[kind].laws[law].alike.is_none()
    }

    /// What degrees of a kind are whole numbers of one over, under a law.
    pub fn denominator(&self, kind: usize, law: usize) -> Number {
        self.kinds[kind].laws[law].alike.as_ref().map_or(1, Alike::denominator)
    }
}

/// Rows that have been sorted.
#[derive(Default)]
pub struct Sorted {
    /// For each row, of which kind it is, if of any.
    pub members: Vec<Option<Member>>,
    /// The numbers of those.
    pub numbers: Vec<i64>,
    /// What rows have in common that are of no kind yet, by position.
    pub new: Vec<(usize, Box<[u8]>)>,
}

/// What stands beside every case of a kind.
struct OfKind {
    covariates: Arc<Vec<Option<Field>>>,
    not_computable: Vec<usize>,
}

/// What comes of a kind under each law; nothing where it cannot be taken together under one of them.
fn laws_of(
    cases: &Cases,
    numbers: &[At],
    beside: &OfKind,
    sides: &crate::cli::sides::Sides,
    shape: &Shape,
) -> Option<Vec<OfLaw>> {
    let subject = &sides.subjects(cases)[0];
    let person = subject.case.accused().next()?;
    let of_law = |(law, side): (usize, &Side<'_>)| {
        let alike = match beside.not_computable.contains(&law) {
            true => None,
            false => Some(Alike::of(subject.case, side, person, numbers, shape.offence.as_ref())?),
        };
        Some(OfLaw { alike, covariates: Arc::clone(&beside.covariates), told: Mutex::default() })
    };
    subject.sides.iter().enumerate().map(of_law).collect()
}

impl OfLaw {
    /// Finds what is written for each of these rows.
    fn place(
        &self,
        kind: &Kind,
        law: usize,
        rows: &[(usize, usize)],
        (members, numbers): (&[Option<Member>], &[i64]),
        (laws, tidy): (&Laws, &Tidy),
        mut found: impl FnMut(usize, Arc<Template>, &[i64]),
    ) {
        let subjects = laws.sides.subjects(&kind.cases);
        let side = &subjects[0].sides[law];
        let mut known = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let name = laws.sides.law_named(law);
        let Some(alike) = &self.alike else {
            let parts = tidy.shape.not_computable_with_gaps(name, &self.covariates);
            let template = Arc::new(tidy.template(&parts));
            rows.iter().for_each(|(_, row)| found(*row, Arc::clone(&template), &[]));
            return;
        };
        let mut own = Vec::new();
        for block in rows.chunks(crate::evaluate::LANES) {
            let width = alike.width();
            let start = |row: usize| members[row].map_or(0, |member| member.numbers);
            // The lanes that no row is in are walked too, as if there were one of each.
            let column = |column: usize| {
                std::array::from_fn(|lane| block.get(lane).map_or(1, |(_, row)| numbers[start(*row) + column]))
            };
            let columns: Vec<crate::evaluate::Lanes> = (0..width).map(column).collect();
            let walked = alike.walk(&columns);
            let patterns = walked.patterns();
            for (lane, (_, row)) in block.iter().enumerate() {
                let told = known.entry(patterns[lane]).or_insert_with(|| {
                    Told::of(alike, side, alike.lines(side, patterns[lane], tidy.shape.offence.as_ref()))
                });
                let degree = |at: usize| walked.number(at).map_or(0, |lanes| lanes[lane]);
                let decided: Decided = told
                    .lines
                    .iter()
                    .map(|(line, candidates)| {
                        let reach = |one: &'_ Candidate| match one.reach {
                            Reach::Varying(at) => degree(at),
                            Reach::Same(number) => number,
                        };
                        let all = candidates.iter().map(|one| (one, reach(one)));
                        furthest(all, line.most, |one| one.status).map(|one| one.ground)
                    })
                    .collect();
                let template = match told.templates.iter().find(|(known, _)| *known == decided) {
                    Some((_, template)) => Arc::clone(template),
                    None => {
                        let template = Arc::new(told.template(&decided, (alike, side, name), &self.covariates, tidy));
                        told.templates.push((decided, Arc::clone(&template)));
                        template
                    }
                };
                own.clear();
                own.extend(template.degrees().map(degree));
                found(*row, template, &own);
            }
        }
    }
}

impl Told {
    fn of(alike: &Alike, side: &Side<'_>, lines: Vec<Line>) -> Self {
        let candidates = |line: &Line| {
            let may = line.grounds.iter().enumerate().filter(|(_, ground)| ground.may_decide(line.most));
            let candidate = |(at, ground): (usize, &crate::study::tidy::GroundLine)| Candidate {
                ground: at,
                status: ground.status,
                reach: match (alike.varying(side, line, &ground.place), ground.degree) {
                    (Some(at), _) => Reach::Varying(at),
                    // A degree that does not vary is a whole number of one over the denominator too.
                    (None, Some((least, _))) => {
                        Reach::Same(i64::try_from((least * alike.denominator()).to_integer()).unwrap_or(i64::MAX))
                    }
                    (None, None) => Reach::Same(0),
                },
            };
            may.map(candidate).collect()
        };
        let lines = lines.into_iter().map(|line| {
            let candidates = candidates(&line);
            (line, candidates)
        });
        Self { lines: lines.collect(), templates: Vec::new() }
    }

    /// The text of the rows where these grounds decide.
    fn template(
        &self,
        decided: &[Option<usize>],
        (alike, side, law): (&Alike, &Side<'_>, &str),
        covariates: &[Option<Field>],
        tidy: &Tidy,
    ) -> Template {
        let mut all = Template::default();
        for ((line, _), ground) in self.lines.iter().zip(decided) {
            let ground = ground.map(|ground| line.grounds[ground].place.clone());
            let line = Line { ground, ..line.clone() };
            let parts = tidy.shape.with_gaps(law, &line, covariates, |place| alike.varying(side, &line, place));
            all.then(&tidy.template(&parts));
        }
        all
    }
}
