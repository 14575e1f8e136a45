//! What a case is hardly described without: its id and title, persons, bodies of information and acts, in this order.

use super::answer;
use super::asked::KIND;
use super::edit::{self, File};
use super::put::put;
use super::written::{Entry, Written};
use super::{Form, Interview, NOTHING, Question, Table, What, Why, words};
use crate::case::facts::{Case, Entity};
use crate::diagnostic::Diagnostic;
use crate::engine::Settings;
use crate::law::vocabulary::{Label, Scope, Settled};
use crate::measure::Cache;

/// The key that says what an act is, which all its other facts depend on.
pub const DOES: &str = "does";

/// The key that says as what somebody acted for a unit.
const AS: &str = "as";

/// How the lists of questions are called, before what they are asked of.
pub(super) const ASKED_OF: &str = "asked_of_";

/// The first question of all.
pub(super) fn first() -> Question {
    plain(What::CaseId, Form::Text, "case.id")
}

impl Interview<'_> {
    /// The next question about the structure of the case; nothing when it is all there.
    pub(super) fn structural(&self, case: &Case) -> Option<Question> {
        let complete = |table| self.state.complete.contains(&table);
        if let Some(question) = self.of_case(case) {
            return Some(question);
        }
        if !complete(Table::Person) {
            return self
                .of_persons(case)
                .or_else(|| Some(plain(What::Person { more: !case.persons.is_empty() }, Form::Text, "person")));
        }
        if !complete(Table::Dataset) {
            return self
                .of_members(case)
                .or_else(|| self.of_datasets(case))
                .or_else(|| Some(plain(What::Dataset { more: case.bodies() > 0 }, Form::Text, "dataset")));
        }
        if !complete(Table::Act) {
            let persons = case.persons.iter().map(|person| named(&person.id, &person.name)).collect();
            return self
                .of_acts(case)
                .or_else(|| Some(plain(What::Act { more: !case.acts.is_empty() }, Form::Several(persons), "act")));
        }
        self.of_acts(case).or_else(|| self.of_consequences(case))
    }

    /// The title, and what is asked of the case as a whole before anybody is named.
    fn of_case(&self, case: &Case) -> Option<Question> {
        if !case.persons.is_empty() {
            return None;
        }
        if case.title.en == case.id && !self.state.passed.contains("case.title") {
            return Some(plain(What::CaseTitle, Form::Text, "case.title"));
        }
        self.asked(case, &list("case"), Entity::Case)
    }

    fn of_persons(&self, case: &Case) -> Option<Question> {
        (0..case.persons.len()).find_map(|person| {
            let asked = |name: &str| self.asked(case, &list(name), Entity::Person(person));
            asked("person").or_else(|| asked(self.kind(case, person)))
        })
    }

    /// Once all persons are known: who of them acted for a unit of the file, and in which role.
    fn of_members(&self, case: &Case) -> Option<Question> {
        let units: Vec<usize> = (0..case.persons.len()).filter(|person| self.is_unit(case, *person)).collect();
        let natural = (0..case.persons.len()).filter(|person| !units.is_empty() && !units.contains(person));
        natural.into_iter().find_map(|person| {
            let about = &case.persons[person];
            let entry = format!("person.{}", about.id);
            if about.of.is_some() {
                return self.asked(case, &list("member"), Entity::Person(person));
            }
            let mut question = self.structure(case, "person", "of", &entry)?;
            let named = |unit: &usize| named(&case.persons[*unit].id, &case.persons[*unit].name);
            question.form = Form::One(units.iter().map(named).collect());
            Some(question)
        })
    }

    fn of_datasets(&self, case: &Case) -> Option<Question> {
        (0..case.bodies()).find_map(|dataset| self.asked(case, &list("dataset"), Entity::Dataset(dataset)))
    }

    /// What an act lacks: what was done, on what, when, to whom, and what is asked of acts then.
    fn of_acts(&self, case: &Case) -> Option<Question> {
        case.acts.iter().enumerate().find_map(|(position, act)| {
            let entity = Entity::Act(position);
            let entry = format!("act.{}", act.id);
            let key = |key: &str| self.structure(case, "act", key, &entry);
            let program = &self.engine.program;
            let stated = |fact| case.fact(entity, fact).is_some();
            let question = self.of_those_who_answer(case, position);
            if let Some(question) = question.or_else(|| self.asked(case, &list("act"), entity)) {
                return Some(question);
            }
            let supplies = self.supplies(case, position);
            let on_what = case.lacks_data(position) && case.bodies() > 0;
            let when = !stated(program.keys.on) && !act.lasting;
            let to_whom = supplies && act.to.is_none() && !stated(program.keys.recipients);
            (on_what.then(|| key("dataset")).flatten())
                .or_else(|| when.then(|| key("when")).flatten())
                .or_else(|| to_whom.then(|| key("to")).flatten())
                .or_else(|| {
                    (!act.datasets.is_empty() && !case.lacks_data(position))
                        .then(|| self.asked(case, &list("part"), entity))
                        .flatten()
                })
                .or_else(|| self.asked(case, &list("act_then"), entity))
                .or_else(|| supplies.then(|| self.asked(case, &list("supply"), entity)).flatten())
        })
    }

    /// Of an act that is said to be a unit's alone: which of its members in the file answer for it. They do so for the acts
    /// that name them.
    fn of_those_who_answer(&self, case: &Case, act: usize) -> Option<Question> {
        let by = &case.acts[act].by;
        let members = |unit: usize| case.persons.iter().filter(move |person| person.of == Some(unit));
        let named = |unit: usize| by.iter().any(|person| case.persons[*person].of == Some(unit));
        let unit = *by.iter().find(|unit| members(**unit).next().is_some() && !named(**unit))?;
        let entry = format!("act.{}", case.acts[act].id);
        let path = format!("{entry}.by");
        if self.state.passed.contains(&path) {
            return None;
        }
        let vocabulary = &self.engine.book.vocabulary;
        let role = vocabulary.fact_named(Scope::Person, AS).map(|role| vocabulary.fact(role));
        let labels = role.map_or(Vec::new(), |role| {
            // Silence is that he acted as no member.
            let silent = role.silence.iter().find_map(|(meaning, _)| match meaning.settled() {
                Some(Settled::Option(value)) => Some(value),
                _ => None,
            });
            let values = (0..vocabulary.value_names(role.kind).len()).filter(|value| Some(*value) != silent.copied());
            values.map(|value| vocabulary.value_label(role.kind, value)).collect()
        });
        let joined = |of: fn(&Label) -> &str, and: &str| labels.iter().map(of).collect::<Vec<_>>().join(and);
        let roles = Label { zh: joined(|label| &label.zh, "、"), en: joined(|label| &label.en, ", ") };
        let of = self.called(case, &entry);
        let (_, unit_name) = self::named(&case.persons[unit].id, &case.persons[unit].name);
        let form = Form::Several(members(unit).map(|person| self::named(&person.id, &person.name)).collect());
        Some(plain(What::Members { of, unit: unit_name, roles }, form, &path))
    }

    /// A question about a key that is no fact.
    pub(super) fn structure(&self, case: &Case, table: &str, key: &str, entry: &str) -> Option<Question> {
        self.field(case, &format!("{entry}.{key}"), entry, words::structural(table, key)?)
    }

    /// On which information an act was that takes or passes some on, where that was passed over: without it nothing of the
    /// grade can be said, so that it is asked again before what can decide otherwise.
    pub(super) fn unnamed(&self, case: &Case) -> Option<Question> {
        let lacking = (0..case.acts.len()).filter(|act| case.lacks_data(*act));
        let question = |act: usize| match case.bodies() {
            0 => Some(plain(What::Dataset { more: false }, Form::Text, "dataset")),
            _ => {
                let entry = format!("act.{}", case.acts[act].id);
                let asks = words::structural("act", "dataset")?;
                self.question_of(case, &format!("{entry}.dataset"), &entry, asks)
            }
        };
        let open = |question: &Question| !self.state.let_be.contains(&question.path);
        let question = lacking.filter_map(question).find(open)?;
        Some(Question { why: Why::Undecided, ..question })
    }

    /// What came of the acts: asked once, and only in an interview that goes through them.
    fn of_consequences(&self, case: &Case) -> Option<Question> {
        let vocabulary = &self.engine.book.vocabulary;
        let asked = (0..case.consequences.len()).find_map(|consequence| {
            let entity = Entity::Consequence(consequence);
            let entry = case.entity_path(entity);
            let all = case.acts.len() > 1 && case.consequences[consequence].of.len() == case.acts.len();
            let of = || self.structure(case, "consequence", "of", &entry);
            (all.then(of).flatten()).or_else(|| self.asked_by_kind(case, entity))
        });
        let first = case.consequences.is_empty() && case.evidence.is_empty() && !case.acts.is_empty();
        asked.or_else(|| {
            let kind = vocabulary.fact_named(Scope::Consequence, KIND)?;
            let form = super::form(vocabulary, vocabulary.fact(kind).kind);
            let Form::One(values) = form else { return None };
            let question = plain(What::Consequences, Form::Several(values), CONSEQUENCES);
            (first && !self.state.passed.contains(CONSEQUENCES)).then_some(question)
        })
    }

    /// Whether the law counts what an act passes on once for each recipient.
    fn supplies(&self, case: &Case, act: usize) -> bool {
        let program = &self.engine.program;
        let Ok(assignment) = self.engine.assignment(&Settings::default()) else { return false };
        let counted = |person: usize| {
            let cache = Cache::new(case, program, person, &assignment);
            program.countings.iter().any(|counting| {
                let batches = cache.batches(&assignment, counting.each_recipient);
                batches.iter().any(|(batch, _)| batch.act == act)
            })
        };
        case.acts[act].by.iter().any(|&person| counted(person))
    }

    /// The file after an answer about its structure; nothing where the answer ends a table or is passed over.
    pub(super) fn structured(&mut self, question: &Question, answer: &str) -> Result<Option<String>, Box<Diagnostic>> {
        let nothing = answer == NOTHING;
        let text = self.text().to_owned();
        let mut file = File::parse(&text)?;
        match &question.what {
            What::CaseId => {
                let id = answer::id(answer)?;
                return Ok(Some(edit::begun(&text, &id, words::begun(self.language))));
            }
            What::CaseTitle if nothing => return Ok(self.pass(question)),
            What::Dataset { .. } if nothing && matches!(question.why, Why::Undecided) => {
                return Ok(self.pass(question));
            }
            What::CaseTitle => file.put("case.title", &edit::text(answer), None)?,
            What::Person { more } | What::Dataset { more } | What::Act { more } | What::Evidence { more }
                if nothing =>
            {
                if !more && matches!(question.what, What::Person { .. } | What::Act { .. }) {
                    return Err(answer::refuse("expected the name of at least one accused, a person or a unit"));
                }
                self.state.complete.insert(match question.what {
                    What::Person { .. } => Table::Person,
                    What::Dataset { .. } => Table::Dataset,
                    What::Act { .. } => Table::Act,
                    _ => Table::Evidence,
                });
                return Ok(None);
            }
            What::Person { .. } => {
                not_named_yet(&file, "person", answer)?;
                let id = file.fresh("person", &answer::slug(answer, "p"));
                file.append("person", &[("id", edit::text(&id)), ("name", edit::text(answer))])?;
            }
            What::Dataset { .. } => {
                not_named_yet(&file, "dataset", answer)?;
                // What it holds is asked next, also where it was passed over before the acts.
                self.state.complete.remove(&Table::Dataset);
                let id = file.fresh("dataset", &answer::slug(answer, "d"));
                let title = (id != answer).then(|| ("title", edit::text(answer)));
                let entries: Vec<_> = [("id", edit::text(&id))].into_iter().chain(title).collect();
                file.append("dataset", &entries)?;
            }
            What::Act { .. } => {
                let by = edit::list(&answer::names(&question.form, answer)?);
                let id = file.numbered("act", "a");
                file.append("act", &[("id", edit::text(&id)), ("by", by)])?;
            }
            What::Members { .. } if nothing => return Ok(self.pass(question)),
            What::Members { .. } => {
                let by = question.path.trim_end_matches(".by");
                let known = file.table(by).and_then(|act| act.get("by").map(|by| by.value.clone())).unwrap_or_default();
                let known = known.split(", ").filter(|name| !name.is_empty()).map(str::to_owned);
                let names: Vec<String> = known.chain(answer::names(&question.form, answer)?).collect();
                file.put_names(&question.path, &names)?;
            }
            What::Evidence { .. } => {
                let id = file.numbered("evidence", "E");
                file.append("evidence", &[("id", edit::text(&id)), ("title", edit::text(answer))])?;
            }
            What::Field { .. } if nothing => return Ok(self.pass(question)),
            What::Field { .. } => {
                self.put(&mut file, question, answer)?;
                self.state.passed.insert(question.path.clone());
            }
            What::Consequences | What::Circumstances(_) | What::Fact { .. } | What::Judgement(_) => return Ok(None),
        }
        Ok(Some(file.text()))
    }

    /// Puts an answer at the key that was asked about; how it stands, and by which evidence, stays.
    fn put(&self, file: &mut File, question: &Question, answer: &str) -> Result<(), Box<Diagnostic>> {
        let Some(field) = self.known(file).field(&question.path, self.language) else { return Ok(()) };
        if let Form::One(_) | Form::Several(_) = question.form {
            answer::names(&question.form, answer)?;
        }
        let typed = Written { value: answer.to_owned(), ..field.written.clone() };
        put(file, &field, &typed)
    }

    /// Lets a question be.
    pub(super) fn pass(&mut self, question: &Question) -> Option<String> {
        let open = matches!(question.why, Why::Open(..) | Why::Undecided | Why::Beside(..));
        self.state.postponed.extend(open.then(|| question.path.clone()));
        let passed = if let Why::Structure = question.why { &mut self.state.passed } else { &mut self.state.let_be };
        passed.insert(question.path.clone());
        None
    }
}

/// Two persons or two bodies of information of one name could not be told apart in any question or result.
fn not_named_yet(file: &File, table: &str, name: &str) -> Result<(), Box<Diagnostic>> {
    let called = |key: &str| key == "name" || key == "title";
    let same = |entry: &Entry| entry.keys.iter().any(|(key, written)| called(key) && written.value == name);
    if file.entries(table).iter().any(|entry| entry.name == name || same(entry)) {
        let advice =
            format!("write what tells the two apart, such as `{name}（2）`, or press Enter if there is no other");
        return Err(Box::new(Diagnostic::placeless("answer", format!("`{name}` is in the file already")).help(advice)));
    }
    Ok(())
}

/// What the question about consequences is called.
pub(super) const CONSEQUENCES: &str = "consequence";

pub(super) fn list(of: &str) -> String {
    format!("{ASKED_OF}{of}")
}

pub(super) fn plain(what: What, form: Form, path: &str) -> Question {
    Question { what, form, why: Why::Structure, path: path.to_owned() }
}

/// A name that is the same in both languages.
pub(super) fn named(id: &str, name: &str) -> (String, Label) {
    (id.to_owned(), Label { zh: name.to_owned(), en: name.to_owned() })
}
