//! What a page writes: a value, an entry, rows that were pasted; and what it takes back.
//!
//! A change that would make a readable file unreadable is not written, and said beside the field. A file that was not
//! readable before may be changed by whatever is TOML, so that it can be put right here.

use maud::{Markup, html};

use super::store::Trouble;
use super::workbench::{Answer, Asked, Workbench, beside};
use crate::diagnostic::Diagnostic;
use crate::interview::edit::{self, File};
use crate::interview::written::Written;
use crate::interview::{self, Recipients};
use crate::page::fields::{DAYS, Entering, Field, Known};
use crate::page::frame::{self, Notice};
use crate::page::{Scene, View, acts, encoded, facts, study};
use crate::report::words::Language;

/// Why nothing was written, in words.
type Refused = String;

/// A change: where, what stood there, what stands there now.
type Told = (String, String, String);

impl Workbench {
    /// Does what a form asks.
    pub(super) fn act(&mut self, scene: &Scene<'_>, asked: &Asked) -> Answer {
        if asked.name == "new" {
            return self.begin(scene, asked);
        }
        let Some(name) = scene.case else { return Answer::Nowhere };
        if let Err(trouble) = self.store.open(name) {
            return self.refused(scene, asked, &trouble.words(scene.language), None);
        }
        match asked.name.as_str() {
            "edit" => self.edit(scene, name, asked),
            "add" => self.structure(scene, name, asked, |file, known, language| add(file, known, asked, language)),
            "take" => self.structure(scene, name, asked, |file, _, _| take(file, asked)),
            "undo" => {
                let done = self.store.undo(name);
                self.redrawn(scene, name, asked, done, None)
            }
            "restore" => {
                let done = self.store.restore(name);
                self.redrawn(scene, name, asked, done, None)
            }
            "read" => self.read(scene, asked),
            "paste" => self.pasted(scene, name, asked, None),
            "paste-in" => self.paste_in(scene, name, asked),
            "quiz" => self.quiz(scene, name, asked),
            _ => Answer::Nowhere,
        }
    }

    /// A new case file, with nothing but its head.
    fn begin(&mut self, scene: &Scene<'_>, asked: &Asked) -> Answer {
        let title = asked.get("title").unwrap_or_default().trim().to_owned();
        let id = interview::slug(&title, "case");
        let name = format!("{id}.toml");
        let text = edit::begun("", &id, interview::begun(scene.language));
        let key = scene.language.either("title_zh", "title");
        let titled = File::parse(&text).and_then(|mut file| {
            file.put(&format!("case.{key}"), &edit::text(&title), None)?;
            Ok(file.text())
        });
        let created = titled
            .map_err(|wrong| wrong.message)
            .and_then(|text| self.store.create(&name, &text).map_err(|trouble| trouble.words(scene.language)));
        match created {
            Ok(()) => Answer::See(format!("facts?case={}", encoded(&name))),
            Err(text) => {
                let notice = Notice { text, refused: true, action: None };
                Answer::Bad(self.cases(&Scene { view: View::Cases, case: None, ..*scene }, Some(notice)))
            }
        }
    }

    /// Writes one value.
    fn edit(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked) -> Answer {
        let Some(path) = asked.get("path").or(asked.get("what")).map(str::to_owned) else { return Answer::Nowhere };
        let done = self.changed(scene, name, |file, known, language| {
            let field = known.field(&path, language).ok_or_else(|| no_field(language, &path))?;
            let typed = typed(&field, asked);
            put(file, &field, &typed).map_err(|wrong| told(&wrong))?;
            Ok((path.clone(), field.written.value, typed.value))
        });
        match done {
            Ok(()) if asked.part => Answer::Page(self.parts(scene, name, &path, None, None).into_string()),
            Ok(()) => Answer::See(format!("{}#{}", scene.href("facts"), crate::page::document::id(&path))),
            Err(why) => self.refused(scene, asked, &why, Some(&path)),
        }
    }

    /// Adds or takes away an entry, and draws all fields anew.
    fn structure(
        &mut self,
        scene: &Scene<'_>,
        name: &str,
        asked: &Asked,
        change: impl FnOnce(&mut File, &Known<'_>, Language) -> Result<(Told, Option<String>), Refused>,
    ) -> Answer {
        let mut focus = None;
        let done = self.changed(scene, name, |file, known, language| {
            let (told, first) = change(file, known, language)?;
            focus = first;
            Ok(told)
        });
        match done {
            Ok(()) => self.redrawn(scene, name, asked, Ok(()), focus.as_deref()),
            Err(why) => self.refused(scene, asked, &why, None),
        }
    }

    /// Changes the file, unless that would make it unreadable, and writes it.
    fn changed(
        &mut self,
        scene: &Scene<'_>,
        name: &str,
        change: impl FnOnce(&mut File, &Known<'_>, Language) -> Result<Told, Refused>,
    ) -> Result<(), Refused> {
        let text = self.text(name).map_err(|trouble| trouble.words(scene.language))?;
        let file = File::parse(&text).map_err(|wrong| told(&wrong))?;
        let mut after = File::parse(&text).map_err(|wrong| told(&wrong))?;
        let (path, before, now) = {
            let engine = self.run.engine_of(&self.law).map_err(|failure| failure.to_string())?;
            let known =
                Known { vocabulary: &engine.book.vocabulary, program: &engine.program, file: &file, matters: &[] };
            change(&mut after, &known, scene.language)?
        };
        let new = after.text();
        if new == text {
            return Ok(());
        }
        let readable = |bench: &mut Self, text: &str| bench.look(name, text, &[], |_, _, _| Ok(()));
        if let Err(wrong) = readable(self, &new)
            && readable(self, &text).is_ok()
        {
            return Err(wrong.into_iter().next().unwrap_or_default());
        }
        self.store.change(name, (&path, &before, &now), &new).map_err(|trouble| trouble.words(scene.language))
    }

    /// The parts of the page that a changed value changes.
    fn parts(
        &mut self,
        scene: &Scene<'_>,
        name: &str,
        path: &str,
        said: Option<&str>,
        notice: Option<Notice>,
    ) -> Markup {
        let text = self.text(name).unwrap_or_default();
        let looked = self.found(scene, name, &text);
        let status = self.status(name, scene, notice);
        let place = facts::said(path);
        html! {
            (frame::status_line(scene, &status))
            (beside(scene, &looked))
            @for id in [place.clone(), format!("whole-{place}")] { output id=(id) class="said" { (said.unwrap_or_default()) } }
        }
    }

    /// Says why nothing was written, beside the field where there is one.
    pub(super) fn refused(&mut self, scene: &Scene<'_>, asked: &Asked, why: &str, path: Option<&str>) -> Answer {
        let notice = Notice { text: why.to_owned(), refused: true, action: None };
        let Some(name) = scene.case.filter(|name| self.store.open(name).is_ok()) else {
            return Answer::Bad(self.cases(&Scene { view: View::Cases, case: None, ..*scene }, Some(notice)));
        };
        match path {
            Some(path) if asked.part => Answer::Bad(self.parts(scene, name, path, Some(why), None).into_string()),
            _ if asked.part => {
                Answer::Bad(frame::status_line(scene, &self.status(name, scene, Some(notice))).into_string())
            }
            _ => Answer::Bad(self.view(&Scene { view: View::Facts, ..*scene }, name, asked, Some(notice))),
        }
    }

    /// The facts drawn anew, with what was done.
    fn redrawn(
        &mut self,
        scene: &Scene<'_>,
        name: &str,
        asked: &Asked,
        done: Result<(), Trouble>,
        focus: Option<&str>,
    ) -> Answer {
        let notice =
            done.err().map(|trouble| Notice { text: trouble.words(scene.language), refused: true, action: None });
        if !asked.part && notice.is_none() {
            return Answer::See(scene.href("facts"));
        }
        let scene = Scene { view: View::Facts, ..*scene };
        if !asked.part {
            return Answer::Bad(self.view(&scene, name, asked, notice));
        }
        let refused = notice.is_some();
        let text = self.text(name).unwrap_or_default();
        let main = self.facts(&scene, name, &text);
        let parts = html! {
            (frame::status_line(&scene, &self.status(name, &scene, notice)))
            main #main tabindex="-1" data-focus=[focus] { (main) }
        };
        if refused { Answer::Bad(parts.into_string()) } else { Answer::Page(parts.into_string()) }
    }

    /// Takes a reading for all cases, until the workbench is closed.
    fn read(&mut self, scene: &Scene<'_>, asked: &Asked) -> Answer {
        let (Some(what), Some(value)) = (asked.get("what"), asked.get("value")) else { return Answer::Nowhere };
        let before = self.readings.clone();
        self.readings.retain(|(name, _)| name != what);
        self.readings.push((what.to_owned(), value.to_owned()));
        let name = scene.case.unwrap_or_default();
        let text = self.text(name).unwrap_or_default();
        // What is no reading of the law is not taken.
        match self.look(name, &text, &[], |engine, _, settings| engine.world(settings).map(|_| ())) {
            Ok(_) => Answer::See(scene.href("change")),
            Err(wrong) => {
                self.readings = before;
                self.refused(scene, asked, &wrong.join("\n"), None)
            }
        }
    }

    /// Shows rows that were pasted, and what each column is taken for.
    fn pasted(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked, said: Option<&str>) -> Answer {
        let text = self.text(name).unwrap_or_default();
        let Ok(file) = File::parse(&text) else { return Answer::Nowhere };
        let chosen: Vec<String> = asked.all("column").map(str::to_owned).collect();
        let Ok(engine) = self.run.engine_of(&self.law) else { return Answer::Nowhere };
        let known = Known { vocabulary: &engine.book.vocabulary, program: &engine.program, file: &file, matters: &[] };
        let main = acts::preview(scene, &known, asked.get("rows").unwrap_or_default(), said, &chosen);
        let title = super::workbench::title(&text, scene.language, name);
        let page = frame::page(scene, &title, &self.status(name, scene, None), &main);
        if said.is_some() { Answer::Bad(page) } else { Answer::Page(page) }
    }

    /// Writes the rows that were pasted, all or none.
    fn paste_in(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked) -> Answer {
        let columns: Vec<String> = asked.all("column").map(str::to_owned).collect();
        let skipped = usize::from(asked.get("heading").is_some());
        let rows: Vec<Vec<String>> =
            acts::rows(asked.get("rows").unwrap_or_default()).into_iter().skip(skipped).collect();
        let done = self.changed(scene, name, |file, known, language| {
            for (number, row) in rows.iter().enumerate() {
                let at = |why: String| match language {
                    Language::Zh => format!("第{}行：{why}", number + skipped + 1),
                    Language::En => format!("row {}: {why}", number + skipped + 1),
                };
                add_row(file, known, &columns, row, language).map_err(at)?;
            }
            Ok(("act".to_owned(), String::new(), rows.len().to_string()))
        });
        match done {
            Ok(()) => Answer::See(format!("{}#t-act", scene.href("facts"))),
            Err(why) => self.pasted(scene, name, asked, Some(&why)),
        }
    }

    /// Marks the answers of a quiz.
    fn quiz(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked) -> Answer {
        let text = self.text(name).unwrap_or_default();
        let answer = |number: usize| asked.get(&format!("q{number}")).map(str::to_owned);
        let answers: Vec<String> = (0..).map_while(answer).collect();
        let reasoned = self.look(name, &text, &[], |engine, reading, settings| engine.reason(&reading.case, settings));
        match reasoned {
            Ok((reasoning, _)) => {
                let scene = Scene { view: View::Study, ..*scene };
                let main = study::quiz(&scene, &reasoning, Some(&answers));
                let title = super::workbench::title(&text, scene.language, name);
                Answer::Page(frame::page(&scene, &title, &self.status(name, &scene, None), &main))
            }
            Err(wrong) => self.refused(scene, asked, &wrong.join("\n"), None),
        }
    }
}

/// What a form says of a field. One that holds the value alone leaves the rest as it is.
fn typed(field: &Field, asked: &Asked) -> Written {
    let values: Vec<&str> = asked.all("value").filter(|value| !value.is_empty()).collect();
    let value = values.join(", ");
    if asked.get("whole").is_none() {
        return Written { value, ..field.written.clone() };
    }
    Written {
        value,
        standing: asked.get("standing").unwrap_or_default().to_owned(),
        defence: asked.get("defence").unwrap_or_default().to_owned(),
        evidence: asked.all("evidence").map(str::to_owned).collect(),
        note: asked.get("note").unwrap_or_default().to_owned(),
    }
}

/// Puts what was typed into the file.
fn put(file: &mut File, field: &Field, typed: &Written) -> Result<(), Box<Diagnostic>> {
    let path = field.path.as_str();
    let beside = |key: &str| format!("{}{key}", path.strip_suffix(&field.key).unwrap_or(path));
    let stated = !field.written.value.is_empty();
    let value = typed.value.trim();
    match &field.entering {
        Entering::Fact(form) | Entering::Plain(form) => {
            // What nobody claims any more is neither disputed nor shown.
            let cleared = Written::default();
            let typed = if value.is_empty() { &cleared } else { typed };
            match typed.toml(form)? {
                Some(toml) => file.put(path, &toml, None),
                None if stated => file.take(path),
                None => Ok(()),
            }
        }
        Entering::Ids(form, one) => {
            if value.is_empty() {
                return if stated { file.take(path) } else { Ok(()) };
            }
            let names = interview::names(form, value)?;
            match names.as_slice() {
                [name] if *one || field.key == "dataset" => file.put(path, &edit::text(name), None),
                names => file.put_names(path, names),
            }
        }
        Entering::Recipients => {
            for key in ["to", "recipients"] {
                // Only one of the two was there.
                let _ = file.take(&beside(key));
            }
            if value.is_empty() {
                return Ok(());
            }
            match interview::recipients(value)? {
                Recipients::Named(names) => file.put(&beside("to"), &edit::list(&names), None),
                Recipients::Number(number) => file.put(&beside("recipients"), &number, None),
            }
        }
        Entering::When => {
            let (on, from, until) = DAYS;
            let days = match interview::lasted(value) {
                Some((first, last)) => vec![(from, first), (until, last)],
                None if value.is_empty() => Vec::new(),
                None => vec![(on, value)],
            };
            let days: Vec<(&str, String)> = days
                .into_iter()
                .map(|(key, day)| Ok((key, interview::day(day.trim())?)))
                .collect::<Result<_, Box<Diagnostic>>>()?;
            for key in [on, from, until].iter().filter(|key| !days.iter().any(|(known, _)| known == *key)) {
                let _ = file.take(&beside(key));
            }
            days.iter().try_for_each(|(key, day)| file.put(&beside(key), day, None))
        }
    }
}

/// Adds an entry that begins with what was typed in the last row; gives what was done and the field to go on with.
fn add(
    file: &mut File,
    known: &Known<'_>,
    asked: &Asked,
    language: Language,
) -> Result<(Told, Option<String>), Refused> {
    let table = asked.get("table").unwrap_or_default();
    let typed = asked.get("name").unwrap_or_default().trim();
    let refuse = |wrong: Box<Diagnostic>| told(&wrong);
    let named = |typed: &str, letter: &str| interview::slug(typed, letter);
    let id = match table {
        "person" => {
            let id = file.fresh("person", &named(typed, "p"));
            file.append("person", &[("id", edit::text(&id)), ("name", edit::text(typed))]).map_err(refuse)?;
            id
        }
        "dataset" => {
            let id = file.fresh("dataset", &named(typed, "d"));
            file.append("dataset", &[("id", edit::text(&id)), ("title", edit::text(typed))]).map_err(refuse)?;
            id
        }
        "evidence" => {
            let id = file.numbered("evidence", "E");
            file.append("evidence", &[("id", edit::text(&id)), ("title", edit::text(typed))]).map_err(refuse)?;
            id
        }
        "act" => {
            let by = interview::names(&known.ids("person"), typed).map_err(refuse)?;
            let id = file.numbered("act", "a");
            file.append("act", &[("id", edit::text(&id)), ("by", edit::list(&by))]).map_err(refuse)?;
            id
        }
        "gains" | "consequence" => {
            let of = interview::names(&known.ids("act"), typed).map_err(refuse)?;
            file.append(table, &[("of", edit::list(&of))]).map_err(refuse)?;
            known.file.entries(table).len().to_string()
        }
        record if record.starts_with("person.") && record.ends_with(".record") => {
            file.append_below(record, &[]).map_err(refuse)?;
            return Ok(((record.to_owned(), String::new(), "+".to_owned()), None));
        }
        _ => return Err(no_field(language, table)),
    };
    let path = format!("{table}.{id}");
    let columns = crate::page::fields::Table::named(table).map(|table| known.columns(table, &[])).unwrap_or_default();
    let focus = columns.get(1).map(|key| crate::page::document::id(&format!("{path}.{key}")));
    Ok(((path, String::new(), typed.to_owned()), focus))
}

/// Takes an entry away.
fn take(file: &mut File, asked: &Asked) -> Result<(Told, Option<String>), Refused> {
    let path = asked.get("path").unwrap_or_default();
    file.take(path).map_err(|wrong| told(&wrong))?;
    Ok(((path.to_owned(), path.to_owned(), String::new()), None))
}

/// Adds an act from a row of cells.
fn add_row(
    file: &mut File,
    known: &Known<'_>,
    columns: &[String],
    row: &[String],
    language: Language,
) -> Result<(), Refused> {
    let refuse = |wrong: Box<Diagnostic>| told(&wrong);
    let cells = || columns.iter().zip(row).filter(|(key, cell)| !key.is_empty() && !cell.is_empty());
    let by = cells().find(|(key, _)| *key == "by").map(|(_, cell)| cell.as_str()).unwrap_or_default();
    let by = interview::names(&known.ids("person"), by).map_err(refuse)?;
    let id = file.numbered("act", "a");
    file.append("act", &[("id", edit::text(&id)), ("by", edit::list(&by))]).map_err(refuse)?;
    for (key, cell) in cells().filter(|(key, _)| *key != "by") {
        let now = File::parse(&file.text()).map_err(refuse)?;
        let field = Known { file: &now, ..*known }.field(&format!("act.{id}.{key}"), language);
        let field = field.ok_or_else(|| no_field(language, key))?;
        let typed = Written { value: named_value(&field, cell, language), ..Written::default() };
        put(file, &field, &typed)
            .map_err(|wrong| format!("{}{}{}", field.label, language.words().colon, told(&wrong)))?;
    }
    Ok(())
}

/// A cell as a field takes it: an amount without its unit.
fn named_value(field: &Field, cell: &str, language: Language) -> String {
    let Entering::Fact(interview::Form::Amount(unit)) = &field.entering else { return cell.to_owned() };
    let with_unit = language.words().with_unit("", *unit, false);
    let cell = cell.trim_start_matches(['¥', '￥']).trim_end();
    cell.strip_suffix(with_unit.trim()).unwrap_or(cell).trim().to_owned()
}

fn told(wrong: &Diagnostic) -> Refused {
    match &wrong.help {
        Some(help) => format!("{} ({help})", wrong.message),
        None => wrong.message.clone(),
    }
}

fn no_field(language: Language, path: &str) -> Refused {
    match language {
        Language::Zh => format!("案件文件没有`{path}`这一项"),
        Language::En => format!("the case file has no field `{path}`"),
    }
}
