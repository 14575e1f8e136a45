//! What a page writes: a value, an entry, rows that were pasted; and what it takes back.
//!
//! A change that would make a readable file unreadable is not written, and said beside the field. A file that was not
//! readable before may be changed by whatever is TOML, so that it can be put right here.

use maud::{Markup, html};

use super::store::Trouble;
use super::typed::{Refused, Told, add, judge, no_field, take, told, typed};
use super::views::beside;
use super::workbench::{Answer, Asked, Workbench};
use crate::cli::acts::sheet::{self, Sheet};
use crate::cli::acts::sheets;
use crate::diagnostic::Diagnostic;
use crate::interview;
use crate::interview::edit::{self, File};
use crate::interview::fields::Known;
use crate::interview::put::put;
use crate::page::acts::Preview;
use crate::page::frame::{self, Notice};
use crate::page::{Scene, View, acts, encoded, facts, study};
use crate::report::words::Language;
use crate::table::{Map, Row};

impl Workbench {
    /// Does what a form asks.
    pub(super) fn act(&mut self, scene: &Scene<'_>, asked: &Asked) -> Answer {
        if asked.name == "new" {
            return self.begin(scene, asked);
        }
        let Some(name) = scene.case else { return Answer::Nowhere };
        if let Err(trouble) = self.store.open(name) {
            return self.refused(scene, asked, &trouble.words(scene.language()), None);
        }
        match asked.name.as_str() {
            "edit" => self.edit(scene, name, asked),
            "add" => self.structure(scene, name, asked, |file, known, language| add(file, known, asked, language)),
            "take" => self.structure(scene, name, asked, |file, _, language| take(file, asked, language)),
            "judge" => self.structure(scene, name, asked, |file, _, language| judge(file, asked, language)),
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
        let text = edit::begun("", &id, interview::begun(scene.language()));
        let key = scene.language().either("title_zh", "title");
        let titled = File::parse(&text).and_then(|mut file| {
            file.put(&format!("case.{key}"), &edit::text(&title), None)?;
            Ok(file.text())
        });
        let created = titled
            .map_err(|wrong| wrong.message)
            .and_then(|text| self.store.create(&name, &text).map_err(|trouble| trouble.words(scene.language())));
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
            put(file, &field, &typed).map_err(|wrong| told(scene.language(), &wrong))?;
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
        let text = self.text(name).map_err(|trouble| trouble.words(scene.language()))?;
        let file = File::parse(&text).map_err(|wrong| told(scene.language(), &wrong))?;
        let mut after = File::parse(&text).map_err(|wrong| told(scene.language(), &wrong))?;
        let (path, before, now) = {
            let engine = self.run.engine_of(&self.law).map_err(|failure| failure.to_string())?;
            let known =
                Known { vocabulary: &engine.book.vocabulary, program: &engine.program, file: &file, matters: &[] };
            change(&mut after, &known, scene.language())?
        };
        let new = after.text();
        if new == text {
            return Ok(());
        }
        let readable = |bench: &mut Self, text: &str| bench.look(scene.language(), name, text, &[], |_, _, _| Ok(()));
        if let Err(wrong) = readable(self, &new)
            && readable(self, &text).is_ok()
        {
            return Err(wrong.into_iter().next().unwrap_or_default());
        }
        self.store.change(name, (&path, &before, &now), &new).map_err(|trouble| trouble.words(scene.language()))
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
        let words = self.words(scene.language(), Some(name));
        let scene = &Scene { words: &words, ..*scene };
        let looked = self.live(scene, name, &text);
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
            done.err().map(|trouble| Notice { text: trouble.words(scene.language()), refused: true, action: None });
        if !asked.part && notice.is_none() {
            return Answer::See(scene.href("facts"));
        }
        // What was added or renamed goes by its name at once.
        let words = self.words(scene.language(), Some(name));
        let scene = Scene { words: &words, view: View::Facts, ..*scene };
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
        match self
            .look(scene.language(), name, &text, &[], |engine, _, settings| engine.assignment(settings).map(|_| ()))
        {
            Ok(_) => Answer::See(scene.href("change")),
            Err(wrong) => {
                self.readings = before;
                self.refused(scene, asked, &wrong.join("\n"), None)
            }
        }
    }

    /// Shows the rows of a sheet, pasted or in the folder, and what each column is taken for.
    fn pasted(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked, said: Option<&str>) -> Answer {
        let text = self.text(name).unwrap_or_default();
        let Ok(file) = File::parse(&text) else { return Answer::Nowhere };
        let rows = match self.rows(asked) {
            Ok(rows) => rows,
            Err(why) => return self.refused(scene, asked, &why, None),
        };
        let Ok(engine) = self.run.engine_of(&self.law) else { return Answer::Nowhere };
        let known = Known { vocabulary: &engine.book.vocabulary, program: &engine.program, file: &file, matters: &[] };
        let again = as_pasted(&rows);
        let sheet = match sheet(rows, asked, &known, scene.language()) {
            Ok(sheet) => {
                // What cannot be written yet is told when it is.
                let tried = File::parse(&text).ok().and_then(|mut scratch| {
                    sheet.append_to(&mut scratch, &known, scene.language()).ok()?.known(scene.language())
                });
                Preview { again: tried, ..sheet.preview(&known, scene.language()) }
            }
            Err(why) => return self.refused(scene, asked, &why, None),
        };
        let main = acts::preview(scene, &sheet, &again, said);
        let title = super::workbench::title(&text, scene.language(), name);
        let page = frame::page(scene, &title, &self.status(name, scene, None), &main);
        if said.is_some() { Answer::Bad(page) } else { Answer::Page(page) }
    }

    /// The rows that were pasted, or those of a sheet of the folder.
    fn rows(&self, asked: &Asked) -> Result<Vec<Row>, Refused> {
        let Some(name) = asked.get("sheet") else { return Ok(sheet::pasted(asked.get("rows").unwrap_or_default())) };
        let known = sheets(self.store.folder());
        let known = known.iter().find(|known| *known == name);
        let known = known.ok_or_else(|| Trouble::Unknown.words(asked.language))?;
        sheet::rows_of(&self.store.folder().join(known), None, asked.language).map_err(|failure| failure.to_string())
    }

    /// Writes the acts of a sheet, all or none.
    fn paste_in(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked) -> Answer {
        let mut again = None;
        let done = self.changed(scene, name, |file, known, language| {
            let done = sheet(self::sheet::pasted(asked.get("rows").unwrap_or_default()), asked, known, language)?
                .append_to(file, known, language)?;
            again = done.known(language);
            Ok(("act".to_owned(), String::new(), done.acts.to_string()))
        });
        let notice = again.map(|text| Notice { text, refused: false, action: None });
        match done {
            Ok(()) if notice.is_some() => {
                let scene = Scene { view: View::Facts, ..*scene };
                Answer::Page(self.view(&scene, name, asked, notice))
            }
            Ok(()) => Answer::See(format!("{}#t-act", scene.href("facts"))),
            Err(why) => self.pasted(scene, name, asked, Some(&why)),
        }
    }

    /// Marks the answers of a quiz.
    fn quiz(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked) -> Answer {
        let text = self.text(name).unwrap_or_default();
        let answer = |number: usize| asked.get(&format!("q{number}")).map(str::to_owned);
        let answers: Vec<String> = (0..).map_while(answer).collect();
        let reasoned = self.look(scene.language(), name, &text, &[], |engine, reading, settings| {
            engine.reason(&reading.case, settings)
        });
        match reasoned {
            Ok((reasoning, _)) => {
                let scene = Scene { view: View::Study, ..*scene };
                let main = study::quiz(&scene, &reasoning, Some(&answers));
                let title = super::workbench::title(&text, scene.language(), name);
                Answer::Page(frame::page(&scene, &title, &self.status(name, &scene, None), &main))
            }
            Err(wrong) => self.refused(scene, asked, &wrong.join("\n"), None),
        }
    }
}

/// Rows with the columns that were chosen by hand, and what is said of every row.
fn sheet(rows: Vec<Row>, asked: &Asked, known: &Known<'_>, language: Language) -> Result<Sheet, Refused> {
    let chosen: Vec<String> = asked.all("column").map(str::to_owned).collect();
    // A box that is not ticked is not sent.
    let headed = (!chosen.is_empty()).then(|| asked.get("heading").is_some());
    let wrong = |wrong: Vec<Diagnostic>| wrong.iter().map(|one| told(language, one)).collect::<Vec<_>>().join("\n");
    let mut sheet = Sheet::new(rows, known, &Map::default(), (&chosen, headed), language).map_err(wrong)?;
    let said = asked.form.iter().flatten();
    sheet.always(said.filter_map(|(name, value)| Some((name.strip_prefix(acts::ALWAYS)?.to_owned(), value.clone()))));
    Ok(sheet)
}

/// Rows as they are pasted, so that what was read of a file is sent again like what was pasted.
fn as_pasted(rows: &[Row]) -> String {
    let cell = |cell: &String| cell.replace(['\t', '\n', '\r'], " ");
    let line = |row: &Row| row.cells.iter().map(cell).collect::<Vec<_>>().join("\t");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
