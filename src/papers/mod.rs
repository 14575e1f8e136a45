//! Documents for the file (文书): the review report, the sentencing proposal, the outline for supplementary investigation, the
//! decision not to prosecute, and a memorandum for students and the defence.
//!
//! They are written from what the file states and from findings alone: which charge, grade, ground, circumstance, term
//! and provision comes from the engine, the words of rules from the law files. What the file does not state is a blank,
//! and the figure that a prosecutor proposes is the prosecutor's own.

mod cite;
mod declined;
mod facts;
mod findings;
mod held;
mod investigation;
mod memo;
pub mod paper;
mod parties;
mod review;
mod sentencing;
mod terms;
pub mod workbook;

use crate::analysis::gaps::PersonGaps;
use crate::case::facts::Case;
use crate::case::keys::Key;
use crate::case::particulars;
use crate::explain::findings::{Analysis, PersonFindings};
use crate::explain::reasoning::Reasoning;
use crate::law::book::LawBook;
use crate::place::Place;
use crate::report::words::{Language, Names, Words};
use facts::Teller;
use paper::{Block, Paper, Text};

/// Which document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The prosecutor's review report (审查报告).
    Review,
    /// A sentencing proposal (量刑建议书) for each accused.
    Sentencing,
    /// An outline for supplementary investigation (补充侦查提纲).
    Investigation,
    /// A decision not to prosecute (不起诉决定书), for each accused for whom that may be the outcome.
    Declined,
    /// A memorandum for students and the defence.
    Memo,
}

impl Kind {
    /// All of them, with the names used on the command line.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Review, "review"),
        (Self::Sentencing, "sentencing"),
        (Self::Investigation, "investigation"),
        (Self::Declined, "non-prosecution"),
        (Self::Memo, "memo"),
    ];

    /// What it is called.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Review => "审查报告",
            Self::Sentencing => "量刑建议书",
            Self::Investigation => "补充侦查提纲",
            Self::Declined => "不起诉决定书",
            Self::Memo => language.either("法律备忘录", "Memorandum"),
        }
    }

    /// The language it is written in: those that a procuratorate files are in Chinese.
    pub fn language(self, asked: Language) -> Language {
        if self == Self::Memo { asked } else { Language::Zh }
    }
}

/// What a document is written from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The case.
    pub case: &'a Case,
    /// The law.
    pub book: &'a LawBook,
    /// What was found, with the reasoning.
    pub reasoning: &'a Reasoning,
    /// What is open where only proven facts count.
    pub gaps: &'a [PersonGaps],
    /// How to make it again, a line each.
    pub made: &'a [String],
}

impl Material<'_> {
    fn words(&self, language: Language) -> Words {
        Words::naming(language, Names::of_case(self.book, self.case))
    }
}

/// The documents of a kind: one, or one for each accused whom it can concern.
pub fn write(kind: Kind, material: &Material<'_>, asked: Language) -> Vec<Paper> {
    let language = kind.language(asked);
    let words = material.words(language);
    let teller = Teller { case: material.case, book: material.book, words: &words };
    let mut papers = match kind {
        Kind::Review => vec![review::review(material, teller)],
        Kind::Sentencing => {
            let each = material.case.accused().zip(&material.reasoning.analysis.persons);
            each.filter_map(|(at, found)| sentencing::proposal(at, found, teller)).collect()
        }
        Kind::Investigation => vec![investigation::outline(material, teller)],
        Kind::Declined => {
            let each = material.case.accused().zip(&material.reasoning.analysis.persons);
            each.filter_map(|(at, found)| declined::decision(at, found, teller)).collect()
        }
        Kind::Memo => vec![memo::memo(material, teller)],
    };
    for paper in &mut papers {
        paper.language = language;
        for line in material.made {
            paper.add(Block::Foot(line.as_str().into()));
        }
    }
    papers
}

/// Of whom no sentence can be proposed, since a way out ends every charge: each with the places of these, each once.
pub fn ended(analysis: &Analysis) -> Vec<(&PersonFindings, Vec<Place>)> {
    let ended = |person| Some((person, findings::ended(&findings::charges(person))?));
    analysis.persons.iter().filter_map(ended).collect()
}

/// Where a person may invoke a way out of prosecution that nobody invoked, each place once.
pub fn invocable(analysis: &Analysis) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for person in &analysis.persons {
        for exit in declined::not_invoked(&findings::charges(person)) {
            if !places.contains(&exit.rule.place) {
                places.push(exit.rule.place.clone());
            }
        }
    }
    places
}

/// The facts of a case in sentences: the accused with what is stated of each, the bodies of information, the acts.
pub fn told(case: &Case, book: &LawBook, words: &Words) -> Vec<String> {
    let teller = Teller { case, book, words };
    let person = |at: usize| {
        let stated: Vec<String> = teller.circumstances(at).into_iter().chain(teller.records(at)).collect();
        let stated = if stated.is_empty() { String::new() } else { words.colon.to_owned() + &stated.join(words.stop) };
        format!("{}{stated}", case.persons[at].name)
    };
    let bodies = (0..case.datasets.len()).map(|at| teller.body(at));
    let acts = (0..case.acts.len()).map(|at| {
        let act = teller.subject(crate::case::facts::Entity::Act(at));
        format!("{act}{}{}", words.colon, teller.act(at))
    });
    case.accused().map(person).chain(bodies).chain(acts).collect()
}

/// What stands for a placeholder of an office's template: `file.court`, `person.sex`, `person.name`, `case.title`. What the
/// file does not state is a blank; of a key that there is not, nothing.
pub fn placeholder(name: &str, material: &Material<'_>, paper: &Paper) -> Option<String> {
    let words = material.words(paper.language);
    let teller = Teller { case: material.case, book: material.book, words: &words };
    let person = paper.about.as_ref().and_then(|id| material.case.person_named(id));
    let (table, key) = name.split_once('.')?;
    let of = |file: &particulars::Particulars, keys: &'static [Key]| {
        let known = keys.iter().find(|known| known.name == key)?;
        let stated = file.text(key).map(str::to_owned).or_else(|| teller.day(file, key));
        Some(stated.unwrap_or_else(|| format!("____（{}）", paper.language.either(known.zh, known.en))))
    };
    match (table, key) {
        ("case", "title") => Some(paper.language.of(&material.case.title).to_owned()),
        ("case", "id") => Some(material.case.id.clone()),
        ("person", "name") => Some(match person {
            Some(at) => material.case.persons[at].name.clone(),
            None => names(&material.reasoning.analysis.persons, teller),
        }),
        ("file", _) => of(&material.case.file, particulars::OF_CASE),
        ("person", _) => of(&material.case.persons.get(person?)?.file, particulars::OF_PERSON),
        _ => None,
    }
}

/// The office, the title and the number of a document.
fn head(paper: &mut Paper, kind: Kind, number: &str, teller: Teller<'_>) {
    let file = &teller.case.file;
    paper.add(Block::Title(Text::default().or_blank(file.text("office"), "人民检察院名称")));
    paper.add(Block::Title(kind.title(teller.language()).into()));
    paper.add(Block::Number(Text::default().or_blank(file.text(number), "文号")));
}

/// Who signs, and the day.
fn signature(paper: &mut Paper, teller: Teller<'_>) {
    let file = &teller.case.file;
    paper.add(Block::Signature(Text::from("检察官：").or_blank(file.text("prosecutor"), "承办检察官")));
    paper.add(Block::Signature(Text::default().or_blank(teller.day(file, "dated"), "年　月　日")));
    paper.add(Block::Signature("（院印）".into()));
}

/// What the accused are called at this stage: suspects until there is an indictment.
fn called(teller: Teller<'_>) -> &'static str {
    if teller.words.indicted() { "被告人" } else { "犯罪嫌疑人" }
}

/// The names of all accused.
fn names(persons: &[PersonFindings], teller: Teller<'_>) -> String {
    teller.words.join(persons.iter().map(|person| &person.name))
}
