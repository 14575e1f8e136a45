//! What the page asks, answered: the case files, the engine, and the views of both.

use maud::{Markup, html};

use super::printed;
use super::store::{Store, Trouble};
use super::views::links;
use crate::case::Reading;
use crate::cli::failure::Failure;
use crate::cli::run::{Law, Request, Run};
use crate::cli::write;
use crate::diagnostic::Diagnostic;
use crate::engine::{Engine, Settings};
use crate::explain::difference::{difference, facts_at};
use crate::explain::findings::Analysis;
use crate::interview;
use crate::interview::edit::File;
use crate::page::document;
use crate::page::facts::Known;
use crate::page::frame::{self, Notice, Status};
use crate::page::lesson;
use crate::page::result;
use crate::page::{Scene, View, change, facts, study};
use crate::papers;
use crate::place::Place;
use crate::render::source;
use crate::report;
use crate::report::board::{self, Card};
use crate::report::explain::View as Explained;
use crate::report::words::{Language, Names, Words};
use crate::span::Sources;

/// What a page asks.
#[derive(Debug)]
pub struct Asked {
    /// The language of the page.
    pub language: Language,
    /// A view, or an action.
    pub name: String,
    /// What the address says.
    pub query: Vec<(String, String)>,
    /// The fields of the form, where one was sent.
    pub form: Option<Vec<(String, String)>>,
    /// Whether only the parts that changed are asked for.
    pub part: bool,
}

/// What is answered.
pub enum Answer {
    /// A page, or parts of one.
    Page(String),
    /// The same, and nothing was done.
    Bad(String),
    /// Another page.
    See(String),
    /// A file to keep, by its name.
    File(String, Vec<u8>),
    /// There is no such page.
    Nowhere,
}

/// The case files and the law.
pub struct Workbench {
    pub(super) store: Store,
    pub(super) run: Run,
    pub(super) law: Law,
    /// The readings that are taken, by name and option, where they are not the default.
    pub(super) readings: Vec<(String, String)>,
}

/// What is found of a case, kept for one answer.
pub struct Looked {
    /// Everything that is found, with the reasoning where it was asked for.
    pub analysis: Analysis,
    /// A card for each accused.
    pub cards: Vec<Card>,
    /// The law that it rests on.
    pub basis: String,
    /// The facts that can change it, by path.
    pub matters: Vec<String>,
    /// On what it rests and how it is made again.
    pub receipt: Vec<String>,
}

/// What is wrong with a case file, as people read it.
pub type Wrong = Vec<String>;

impl Asked {
    /// The first value of this name, in the address or in the form.
    pub fn get(&self, name: &str) -> Option<&str> {
        let all = self.form.iter().flatten().chain(&self.query);
        all.into_iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every value of this name in the form.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.form.iter().flatten().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl Workbench {
    /// The case files of a store under a law.
    pub fn new(store: Store, law: Law) -> Result<Self, Failure> {
        let mut run = Run::new(&law, &[])?;
        run.engine_of(&law)?;
        Ok(Self { store, run, law, readings: Vec::new() })
    }

    /// What is shown first: the list of cases, or the only case.
    pub fn first(&self) -> String {
        match self.store.only() {
            Some(only) => format!("facts?case={}", crate::page::encoded(only)),
            None => View::Cases.name().to_owned(),
        }
    }

    /// Answers what a page asks.
    pub fn answer(&mut self, asked: &Asked) -> Answer {
        self.run.forget_cases();
        let case = asked.get("case").map(str::to_owned);
        let view = View::named(&asked.name);
        let words = self.words(asked.language, case.as_deref());
        let scene = Scene { words: &words, view: view.unwrap_or(View::Facts), case: case.as_deref() };
        if asked.name == lesson::COURSE {
            return self.course(&Scene { view: View::Cases, case: None, ..scene }, asked);
        }
        if asked.form.is_some() {
            return self.act(&scene, asked);
        }
        let Some(name) = case.as_deref() else {
            return match view {
                Some(View::Cases) => Answer::Page(self.cases(&scene, None)),
                Some(View::Research) => Answer::Page(self.all_cases(&scene, asked)),
                Some(_) => Answer::See(View::Cases.name().to_owned()),
                None => Answer::Nowhere,
            };
        };
        if let Err(trouble) = self.store.open(name) {
            let notice = Notice { text: trouble.words(scene.language()), refused: true, action: None };
            return Answer::Bad(self.cases(&Scene { view: View::Cases, case: None, ..scene }, Some(notice)));
        }
        match (view, asked.name.as_str()) {
            (Some(View::Cases), _) => Answer::Page(self.cases(&Scene { case: None, ..scene }, None)),
            (Some(_), _) => Answer::Page(self.view(&scene, name, asked, None)),
            (None, "why") => self.why(&scene, name, asked),
            (None, "entry") => self.entry(&scene, name, asked),
            (None, "write") => self.document(&scene, name, asked),
            (None, "try") => self.attempt(&scene, name, asked),
            _ => Answer::Nowhere,
        }
    }

    /// The text of an open case.
    pub(super) fn text(&mut self, name: &str) -> Result<String, Trouble> {
        self.store.open(name).map(|draft| draft.text.clone())
    }

    /// The words of pages, which call provisions and what stands in the case by their names; where the case cannot be
    /// read, provisions alone.
    pub(super) fn words(&mut self, language: Language, case: Option<&str>) -> Words {
        let of_case = case.and_then(|name| {
            let text = self.text(name).ok()?;
            let named = self
                .look(language, name, &text, &[], |engine, reading, _| Ok(Names::of_case(&engine.book, &reading.case)));
            named.ok().map(|(names, _)| names)
        });
        let names = of_case.or_else(|| {
            let engine = self.run.engine_of(&self.law).ok()?;
            Some(Names::of_law(&engine.book))
        });
        Words::naming(language, names.unwrap_or_default())
    }

    /// A page of a case.
    pub(super) fn view(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked, notice: Option<Notice>) -> String {
        let text = self.text(name).unwrap_or_default();
        let title = title(&text, scene.language(), name);
        let main = match scene.view {
            View::Cases | View::Facts => self.facts(scene, name, &text),
            View::Result => self.result(scene, name, &text, &title),
            View::Change => self.change(scene, name, &text),
            View::Study => self.study(scene, name, &text, asked),
            View::Research => self.research(scene, asked),
        };
        frame::page(scene, &title, &self.status(name, scene, notice), &main)
    }

    /// What was last done to a case.
    pub(super) fn status(&mut self, name: &str, scene: &Scene<'_>, notice: Option<Notice>) -> Status {
        let removed = self.store.is_removed(name).then(|| Notice {
            text: Trouble::Removed.words(scene.language()),
            refused: true,
            action: Some(("restore", scene.say("重新写入", "Write it again"))),
        });
        let mut changes = self.store.changes(name);
        let file = self.text(name).ok().and_then(|text| File::parse(&text).ok());
        if let (Some(file), Ok(engine)) = (file, self.run.engine_of(&self.law)) {
            let known =
                Known { vocabulary: &engine.book.vocabulary, program: &engine.program, file: &file, matters: &[] };
            changes = changes.iter().map(|change| known.change(change, scene.words)).collect();
        }
        Status { changes, notice: removed.or(notice) }
    }

    /// Looks at a case text; what is wrong with it, as people read it.
    pub(super) fn look<T>(
        &mut self,
        language: Language,
        name: &str,
        text: &str,
        set: &[(String, String)],
        look: impl FnOnce(&Engine, Reading, &Settings) -> Result<T, Diagnostic>,
    ) -> Result<(T, Vec<String>), Wrong> {
        let set = self.readings.iter().chain(set).cloned().collect();
        let drawn = |sources: &Sources, found: &[Diagnostic]| {
            found.iter().map(|one| source::render_in(language, sources, one, false)).collect()
        };
        let request = Request { law: self.law.clone(), set, ..Request::default() };
        match self.run.one(name, text.to_owned(), &request, look) {
            Ok(Ok((found, warnings))) => Ok((found, drawn(&self.run.sources, &warnings))),
            Ok(Err(wrong)) => Err(drawn(&self.run.sources, &wrong)),
            Err(Failure::Found(checked)) => Err(vec![checked.drawn(language, false)]),
            Err(failure) => Err(vec![failure.to_string()]),
        }
    }

    /// What is found of a case.
    pub(super) fn found(&mut self, scene: &Scene<'_>, name: &str, text: &str) -> Result<(Looked, Vec<String>), Wrong> {
        let set = self.readings.clone();
        self.look(scene.language(), name, text, &[], |engine, reading, settings| {
            let analysis = engine.analyse(&reading.case, settings)?;
            let receipt = printed::receipt((name, text), &set, &analysis, scene.language());
            let cards = board::cards(&analysis, scene.words);
            let basis = board::basis(&analysis, scene.words);
            let charges = || analysis.persons.iter().flat_map(|person| &person.charges);
            let open = charges().flat_map(|charge| charge.open_facts.iter().map(|open| open.fact.clone()));
            let could = charges().flat_map(|charge| charge.could_change.each.iter().map(|one| one.what.clone()));
            let matters = open.chain(could).collect();
            Ok(Looked { analysis, cards, basis, matters, receipt })
        })
    }

    /// What is asked of all cases, where none is open.
    fn all_cases(&self, scene: &Scene<'_>, asked: &Asked) -> String {
        let title = scene.say("研究", "Research");
        frame::page(scene, title, &Status::default(), &self.research(scene, asked))
    }

    /// The list of cases.
    pub(super) fn cases(&mut self, scene: &Scene<'_>, notice: Option<Notice>) -> String {
        let names = self.store.names();
        let titled: Vec<(String, String)> = (names.into_iter())
            .map(|name| {
                let text = self.text(&name).unwrap_or_default();
                let title = title(&text, scene.language(), &name);
                (name, title)
            })
            .collect();
        let folder = self.store.folder().display().to_string();
        let main = facts::list(scene, &folder, &titled, self.store.only().is_none());
        let title = scene.say("案件", "Cases");
        frame::page(scene, title, &Status { changes: Vec::new(), notice }, &main)
    }

    /// Why something stands as it does: the reasoning at a place or of a person, and what the law says there.
    fn why(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked) -> Answer {
        let text = self.text(name).unwrap_or_default();
        let reasoned = self.look(scene.language(), name, &text, &[], |engine, reading, settings| {
            engine.reason(&reading.case, settings)
        });
        let place = asked.get("place").and_then(Place::parse);
        let person = asked.get("person").filter(|id| !id.is_empty()).map(str::to_owned);
        let main = match reasoned {
            Ok((reasoning, _)) => {
                let known = reasoning.analysis.persons.iter().any(|one| person.as_ref().is_none_or(|id| one.id == *id));
                let view = Explained { depth: None, place: place.clone(), person: person.filter(|_| known) };
                let mut document = report::explain::explain(&reasoning, &view, scene.words);
                // The page says already which case it is, and under which law.
                document.blocks.drain(..document.blocks.len().min(2));
                let links = links(scene, &reasoning.analysis, &[]);
                let receipt = self.receipt(scene, (name, &text), &reasoning.analysis);
                let entries = self.run.engine_of(&self.law).map(|engine| study::rules_at(&engine.book, place.as_ref()));
                let why = study::why(scene, place.as_ref(), &entries.unwrap_or_default(), &document, &links);
                html! { (why) (receipt) }
            }
            Err(wrong) => result::problems(scene, &wrong),
        };
        self.panel(scene, name, asked, &main)
    }

    /// Everything that can be said of an entry.
    fn entry(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked) -> Answer {
        let text = self.text(name).unwrap_or_default();
        let looked = self.live(scene, name, &text);
        let (Ok(file), Some(path)) = (File::parse(&text), asked.get("path")) else { return Answer::Nowhere };
        let nothing = Vec::new();
        let matters = looked.found().map_or(&nothing, |looked| &looked.matters).clone();
        let Ok(engine) = self.run.engine_of(&self.law) else { return Answer::Nowhere };
        let known =
            Known { vocabulary: &engine.book.vocabulary, program: &engine.program, file: &file, matters: &matters };
        match facts::entry(scene, &known, path, asked.get("add")) {
            Some(main) => self.panel(scene, name, asked, &main),
            None => Answer::Nowhere,
        }
    }

    /// A document for the file, as Word's.
    fn document(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked) -> Answer {
        let cases = vec![self.store.folder().join(name)];
        let request = Request { cases, law: self.law.clone(), set: self.readings.clone(), ..Request::default() };
        let person = asked.get("person").filter(|person| !person.is_empty());
        let named = |(_, known): &&(papers::Kind, &str)| asked.get("kind") == Some(known);
        let written = match papers::Kind::ALL.iter().find(named) {
            Some((kind, kind_name)) => {
                let of = person.map(|person| format!("-{}", interview::slug(person, ""))).unwrap_or_default();
                let written = write::docx(&request, *kind, person, scene.language());
                written.map(|bytes| (format!("{kind_name}{of}.docx"), bytes))
            }
            None if asked.get("kind") == Some(write::LEDGER) => {
                let written = write::xlsx(&request, scene.language());
                written.map(|(bytes, _)| (format!("{}.xlsx", write::LEDGER), bytes))
            }
            None => return Answer::Nowhere,
        };
        match written {
            Ok((name, bytes)) => Answer::File(name, bytes),
            Err(failure) => {
                let text = match failure {
                    Failure::Found(checked) => checked.drawn(scene.language(), false),
                    other => other.to_string(),
                };
                let notice = Notice { text, refused: true, action: None };
                let scene = Scene { view: View::Result, ..*scene };
                Answer::Bad(self.view(&scene, name, asked, Some(notice)))
            }
        }
    }

    /// Shows something beside the page, or as a page of its own where no script asks.
    pub(super) fn panel(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked, main: &Markup) -> Answer {
        if asked.part {
            return Answer::Page(frame::panel(scene, main).into_string());
        }
        let text = self.text(name).unwrap_or_default();
        let title = title(&text, scene.language(), name);
        Answer::Page(frame::page(scene, &title, &self.status(name, scene, None), &html! { article.paper { (main) } }))
    }

    /// What a change would make of the result, without writing it.
    fn attempt(&mut self, scene: &Scene<'_>, name: &str, asked: &Asked) -> Answer {
        let text = self.text(name).unwrap_or_default();
        let (Some(what), Some(value)) = (asked.get("what"), asked.get("value")) else { return Answer::Nowhere };
        let set = vec![(what.to_owned(), value.to_owned())];
        let before = self.look(scene.language(), name, &text, &[], |engine, reading, settings| {
            Ok((engine.analyse(&reading.case, settings)?, facts_at(&engine.book, &reading.case, &[what])))
        });
        let after = self.look(scene.language(), name, &text, &set, |engine, reading, settings| {
            let facts = facts_at(&engine.book, &reading.case, &[what]);
            Ok((engine.analyse(&reading.case, settings)?, reading.replaced, facts))
        });
        let main = match (before, after) {
            (Ok(((before, were), _)), Ok(((after, replaced, are), _))) => {
                let difference = difference(&before, &after, &replaced).with_facts(&were, &are);
                let document = report::difference::first(Default::default(), Some(&difference), scene.words);
                document::document(&document, 1, &links(scene, &after, &[]))
            }
            (_, Err(wrong)) | (Err(wrong), _) => result::problems(scene, &wrong),
        };
        let shown = change::tried(asked.get("into").unwrap_or("tried"), &main);
        if asked.part { Answer::Page(shown.into_string()) } else { self.panel(scene, name, asked, &shown) }
    }
}

/// What a case is called: its title in the language, else its name.
pub(super) fn title(text: &str, language: Language, name: &str) -> String {
    let entry = File::parse(text).ok().and_then(|file| file.entry("case"));
    let of = |key: &str| {
        let written = entry.as_ref().and_then(|entry| entry.get(key)).map(|written| written.value.clone());
        written.filter(|title| !title.is_empty())
    };
    let (first, second) = language.either(("title_zh", "title"), ("title", "title_zh"));
    of(first).or_else(|| of(second)).unwrap_or_else(|| name.to_owned())
}
