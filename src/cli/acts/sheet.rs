//! A sheet of transactions (交易明细): what each column holds, the acts that its rows are, and what they add up to.

use std::path::Path;

use super::super::batch::rejects;
use super::super::batch::source::Source;
use super::super::failure::Failure;
use super::super::open::typed::{Refused, no_field, told};
use super::again::{Appended, says_all};
use crate::case::scalar;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::interview::edit::{self, File};
use crate::interview::fields::{Entering, Field, Known, Table};
use crate::interview::put::put;
use crate::interview::written::{Entry, Written};
use crate::interview::{self, Form};
use crate::law::vocabulary::Scope;
use crate::page::acts::{Preview, Total};
use crate::quantity::{Unit, decimal};
use crate::range::Number;
use crate::report::words::Language;
use crate::table::map::{Code, places};
use crate::table::{Map, Row, shifted};

/// What columns are usually called.
const USUAL: &str = include_str!("usual.toml");

/// What stands in the row in which a sheet adds itself up.
const TOTAL: [&str; 4] = ["合计", "总计", "共计", "total"];

/// The column whose text is the remark on the figures of its row, and no key of an act.
pub const NOTE: &str = "note";

/// The table of the file that acts stand in, and who acted.
const ACT: &str = "act";
const BY: &str = "by";

/// A sheet, and what each of its columns is taken for.
pub struct Sheet {
    /// The headings; nothing where the first row is an act already.
    pub headings: Option<Vec<String>>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// The row in which the sheet adds itself up.
    stated: Option<Row>,
    /// What every row says, by key.
    always: Vec<(String, String)>,
    /// Codes in any column.
    codes: Vec<(String, String)>,
}

/// What a column is taken for.
#[derive(Clone, Default)]
struct Column {
    /// The key of an act; empty where the column is left out.
    key: String,
    /// By how many places its numbers are moved: 4 for 万元.
    shift: u32,
    /// What its codes mean.
    codes: Vec<(String, String)>,
}

/// The rows of a table, its headings first; a workbook's first sheet with anything in it.
///
/// # Errors
///
/// What cannot be read, and rows with more cells than there are headings.
pub fn rows_of(path: &Path, encoding: Option<&str>, language: Language) -> Result<Vec<Row>, Failure> {
    let mut source = Source::open(path, None, encoding)?;
    let mut rows = vec![Row { line: 1, cells: source.headings.clone() }];
    while let Some(row) = source.next() {
        let told = |problem| Failure::Usage(rejects::told(&path.display().to_string(), &problem, language));
        rows.push(row.map_err(told)?);
    }
    Ok(rows)
}

/// Rows of cells, as Excel puts them on the clipboard.
pub fn pasted(text: &str) -> Vec<Row> {
    let cells = |line: &str| line.split('\t').map(|cell| cell.trim().trim_matches('"').to_owned()).collect();
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    numbered.map(|(at, line)| Row { line: at as u64 + 1, cells: cells(line) }).collect()
}

impl Sheet {
    /// Takes each column for what was chosen by hand, what the map says of its heading, or what such headings usually mean.
    /// Whether the first row holds headings can be said; else one that is known shows it.
    ///
    /// # Errors
    ///
    /// A map of a column that the sheet does not have, and of a key that an act does not have.
    pub fn new(
        mut rows: Vec<Row>,
        known: &Known<'_>,
        map: &Map,
        (chosen, headed): (&[String], Option<bool>),
        language: Language,
    ) -> Result<Self, Diagnostics> {
        let usual = Map::read(USUAL)?;
        let keys = keys(known, language);
        let first = rows.first().map(|row| row.cells.clone()).unwrap_or_default();
        let found: Vec<Column> = first.iter().map(|heading| column(heading, &keys, map, &usual)).collect();
        let headed = headed.unwrap_or_else(|| found.iter().any(|column| !column.key.is_empty()));
        let wrong = wrong_map(map, &first, &keys);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        if headed {
            rows.remove(0);
        }
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(first.len());
        let column = |at: usize| {
            let found = found.get(at).cloned().unwrap_or_default();
            match chosen.get(at) {
                Some(key) if *key != found.key => Column { key: key.clone(), ..Column::default() },
                _ => found,
            }
        };
        let columns = (0..width).map(column).collect();
        let adds_up = |row: &Row| row.cells.iter().any(|cell| is_total(cell));
        let stated = rows.iter().rev().find(|row| adds_up(row)).cloned();
        rows.retain(|row| !adds_up(row));
        Ok(Self {
            headings: headed.then_some(first),
            columns,
            rows,
            stated,
            always: map.always.clone(),
            codes: map.codes.clone(),
        })
    }

    /// Says of every row what no column says.
    pub fn always(&mut self, said: impl IntoIterator<Item = (String, String)>) {
        let of_no_column: Vec<_> = said.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        self.always.extend(of_no_column);
    }

    /// Appends an act for each row, all or none, but for rows that are acts of the file already: a sheet that is read twice
    /// adds nothing twice. Two rows that say the same are two acts.
    ///
    /// # Errors
    ///
    /// What a row says and an act cannot, with the row.
    pub fn append_to(&self, file: &mut File, known: &Known<'_>, language: Language) -> Result<Appended, Refused> {
        let before = file.entries(ACT);
        self.append_beside(before, file, known, language)
    }

    /// The same of rows that are typed one by one: each is an act, whatever the file says already.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn append_all(&self, file: &mut File, known: &Known<'_>, language: Language) -> Result<Appended, Refused> {
        self.append_beside(Vec::new(), file, known, language)
    }

    fn append_beside(
        &self,
        mut before: Vec<Entry>,
        file: &mut File,
        known: &Known<'_>,
        language: Language,
    ) -> Result<Appended, Refused> {
        let mut done = Appended::default();
        for row in &self.rows {
            let path = self.append(row, file, known, language).map_err(|why| match language {
                Language::Zh => format!("第{}行：{why}", row.line),
                Language::En => format!("row {}: {why}", row.line),
            })?;
            let Some(added) = file.table(&path) else { continue };
            match before.iter().position(|act| says_all(act, &added)) {
                Some(same) => {
                    // Each act is met by one row.
                    before.swap_remove(same);
                    file.take(&added.path).map_err(|wrong| told(language, &wrong))?;
                    done.known += 1;
                }
                None => done.acts += 1,
            }
        }
        Ok(done)
    }

    /// Appends the act of a row; gives where it stands.
    fn append(&self, row: &Row, file: &mut File, known: &Known<'_>, language: Language) -> Result<String, Refused> {
        let refuse = |wrong: Box<Diagnostic>| told(language, &wrong);
        let said = self.said(row);
        let of = |key: &str| said.iter().find(|(known, _)| *known == key).map(|(_, text)| text.as_str());
        let by = of(BY).ok_or_else(|| nobody(language))?;
        let who = |wrong: Box<Diagnostic>| {
            format!("{}{}", language.either("行为人：", "who acted: "), told(language, &wrong))
        };
        let by = interview::names(&known.ids("person"), by).map_err(who)?;
        let id = file.numbered(ACT, "a");
        file.append(ACT, &[("id", edit::text(&id)), (BY, edit::list(&by))]).map_err(refuse)?;
        let path = format!("{ACT}.{id}");
        let note = of(NOTE).unwrap_or_default();
        for (key, text) in said.iter().filter(|(key, _)| *key != BY && *key != NOTE) {
            let field = field_at(known, &path, key, language);
            let field = field.ok_or_else(|| no_field(language, key))?;
            let of_figure = amount(&field).is_some();
            let note = if of_figure { note.to_owned() } else { String::new() };
            let typed = Written { value: text.clone(), note, ..Written::default() };
            put(file, &field, &typed)
                .map_err(|wrong| format!("{}{}{}", field.label, language.words().colon, told(language, &wrong)))?;
        }
        Ok(path)
    }

    /// What a row says, by key: its cells as the file takes them, then what every row says.
    fn said(&self, row: &Row) -> Vec<(&str, String)> {
        let cells = self.columns.iter().zip(&row.cells).filter(|(column, _)| !column.key.is_empty());
        let cells = cells.map(|(column, cell)| (column.key.as_str(), self.value(column, cell)));
        let mut said: Vec<(&str, String)> = cells.filter(|(_, text)| !text.is_empty()).collect();
        for (key, text) in &self.always {
            if said.iter().all(|(known, _)| known != key) {
                said.push((key, text.clone()));
            }
        }
        said
    }

    /// A cell as the file takes it: a code as what it means, a number without signs of money and moved by its unit, a day
    /// without its time.
    fn value(&self, column: &Column, cell: &str) -> String {
        let cell = cell.trim();
        let code = column.codes.iter().chain(&self.codes).find(|(code, _)| code == cell);
        if let Some((_, meaning)) = code {
            return meaning.clone();
        }
        let cell = cell.trim_start_matches(['¥', '￥']).trim();
        let digits = cell.replace(',', "");
        let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        if column.shift > 0 && is_number {
            return shifted(&digits, column.shift);
        }
        match cell.split_once([' ', 'T']) {
            Some((day, time)) if time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit()) => day.to_owned(),
            _ => cell.to_owned(),
        }
    }

    /// What is taken for what, the first rows, and what the amounts add up to.
    pub fn preview(&self, known: &Known<'_>, language: Language) -> Preview {
        Preview {
            headings: self.headings.clone(),
            columns: self.columns.iter().map(|column| column.key.clone()).collect(),
            keys: keys(known, language),
            rows: self.rows.iter().map(|row| row.cells.clone()).collect(),
            totals: self.totals(known, language),
            again: None,
            unsaid: [BY, "does", "dataset"].into_iter().filter(|key| self.says_not(key)).map(str::to_owned).collect(),
        }
    }

    fn says_not(&self, key: &str) -> bool {
        self.columns.iter().all(|column| column.key != key) && self.always.iter().all(|(known, _)| known != key)
    }

    /// What each column of amounts adds up to, beside what the sheet itself says; of a column that cannot be added up,
    /// nothing.
    pub fn totals(&self, known: &Known<'_>, language: Language) -> Vec<Total> {
        let of = |(at, column): (usize, &Column)| {
            let field = field_of_act(known, &column.key, language)?;
            let unit = amount(&field)?;
            let sum = self.rows.iter().try_fold((0, 0), |sum, row| {
                let text = row.cells.get(at).map(|cell| self.value(column, cell)).filter(|text| !text.is_empty());
                let Some(text) = text else { return Some(sum) };
                let ends = scalar::amount(&text, unit).ok()?;
                Some((sum.0 + ends.min?, sum.1 + ends.max?))
            });
            let stated = self.stated.as_ref().and_then(|row| row.cells.get(at));
            let stated = stated.map(|cell| self.value(column, cell)).filter(|text| !text.is_empty() && !is_total(text));
            let differs = stated.as_ref().is_some_and(|stated| !is(stated, sum, unit));
            Some(Total { key: column.key.clone(), label: field.label, sum: shown(sum, unit), stated, differs })
        };
        self.columns.iter().enumerate().filter_map(of).collect()
    }

    /// Whether the amounts of a column add up to this; nothing where no column of amounts has the key.
    pub fn adds_up(&self, key: &str, to: &str, known: &Known<'_>, language: Language) -> Option<bool> {
        let unit = amount(&field_of_act(known, key, language)?)?;
        let total = self.totals(known, language).into_iter().find(|total| total.key == key)?;
        Some(scalar::amount(&total.sum, unit).ok() == scalar::amount(to, unit).ok())
    }
}

/// Why a row of which nobody says who acted is no act, and what to write.
fn nobody(language: Language) -> Refused {
    language
        .either(
            "没有写行为人：请在表中增加“谁”一列，或者加 --all by=张某",
            "who acted is not said: add a column `who`, or `--all by=NAME`",
        )
        .into()
}

/// The keys of an act that a column can hold, with what they are called.
fn keys(known: &Known<'_>, language: Language) -> Vec<(String, String)> {
    let Some(table) = Table::named(ACT) else { return Vec::new() };
    let mut keys = known.keys(table, Some(Scope::Act), language);
    keys.push((NOTE.to_owned(), language.either("备注", "Remark").to_owned()));
    keys
}

fn column(heading: &str, keys: &[(String, String)], map: &Map, usual: &Map) -> Column {
    let (name, unit) = with_unit(heading);
    let own = map.columns.iter().find(|own| own.heading.trim() == heading.trim());
    if let Some(own) = own {
        let code = |(code, meaning): &(String, Code)| match meaning {
            Code::Value(value) => Some((code.clone(), value.clone())),
            Code::Columns(_) => None,
        };
        let codes = own.codes.iter().filter_map(code).collect();
        return Column { key: own.to.clone().unwrap_or_default(), shift: own.shift, codes };
    }
    let same = |known: &str| known.eq_ignore_ascii_case(heading.trim()) || known.eq_ignore_ascii_case(name);
    let by_key = keys.iter().find(|(key, label)| same(key) || same(label)).map(|(key, _)| key.clone());
    let usual = || usual.columns.iter().find(|own| same(&own.heading)).and_then(|own| own.to.clone());
    Column { key: by_key.or_else(usual).unwrap_or_default(), shift: places(unit), codes: Vec::new() }
}

/// A heading and the unit behind it in brackets: 金额（万元）.
fn with_unit(heading: &str) -> (&str, &str) {
    let heading = heading.trim();
    let split = heading.split_once(['（', '(']);
    split.map_or((heading, ""), |(name, unit)| (name.trim(), unit.trim_end_matches(['）', ')']).trim()))
}

fn wrong_map(map: &Map, headings: &[String], keys: &[(String, String)]) -> Diagnostics {
    let mut wrong = Diagnostics::new();
    for own in &map.columns {
        if !headings.iter().any(|heading| heading.trim() == own.heading.trim()) {
            wrong.push(crate::table::layout::no_heading(&own.heading, headings));
        }
    }
    let named = map.columns.iter().filter_map(|own| own.to.as_ref()).chain(map.always.iter().map(|(key, _)| key));
    for key in named.filter(|key| !keys.iter().any(|(known, _)| known == *key)) {
        let near = crate::suggest::did_you_mean(key, keys.iter().map(|(key, _)| key.as_str()));
        let message = format!("the map names `{key}`, which is no key of an act");
        wrong.push(Diagnostic::placeless("unknown-column", message).maybe_help(near));
    }
    wrong
}

fn is_total(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches([':', '：']);
    TOTAL.iter().any(|total| cell.eq_ignore_ascii_case(total))
}

/// The field of a key in an act that is not there yet.
fn field_of_act(known: &Known<'_>, key: &str, language: Language) -> Option<Field> {
    field_at(known, ACT, key, language)
}

/// The same of an act at a path that says nothing of the key yet.
fn field_at(known: &Known<'_>, path: &str, key: &str, language: Language) -> Option<Field> {
    let table = Table::named(ACT)?;
    let empty = Entry { path: path.to_owned(), name: String::new(), keys: Vec::new(), lists: Vec::new() };
    known.field_of(table, table.scope(), &empty, key, language)
}

/// The unit of a field that holds an amount.
fn amount(field: &Field) -> Option<Unit> {
    match field.entering {
        Entering::Fact(Form::Amount(unit)) => Some(unit),
        _ => None,
    }
}

fn is(stated: &str, sum: Option<(Number, Number)>, unit: Unit) -> bool {
    let stated = scalar::amount(stated, unit).ok().and_then(|ends| Some((ends.min?, ends.max?)));
    stated.is_some() && stated == sum
}

/// A sum as people write it; of what cannot be added up, nothing.
fn shown(sum: Option<(Number, Number)>, unit: Unit) -> String {
    match sum {
        Some((min, max)) if min == max => decimal(min, unit),
        Some((min, max)) => format!("{} .. {}", decimal(min, unit), decimal(max, unit)),
        None => String::new(),
    }
}
