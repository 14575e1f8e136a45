//! A law book for reading: its instruments, one instrument rule by rule, and its readings.

use super::document::{Cell, Column, Document, Table};
use super::words::{Language, Words};
use crate::law::book::{Choice, Entry, Instrument, LawBook, Parameter, Proposal, Text, Verification};
use crate::law::condition::Window;
use crate::place::Place;

/// The instruments in force.
pub fn list(book: &LawBook, words: &Words) -> Document {
    let mut table = Table::new(vec![
        Column::whole(words.language.either("代号", "id")),
        Column::prose(words.title),
        Column::prose(words.rank),
        Column::prose(words.force),
        Column::whole(words.last_checked),
        Column::prose(words.verified),
    ]);
    for instrument in &book.instruments {
        // The number and the status belong to the title: columns of their own would take its room.
        let status = instrument.status.as_ref().map(|status| words.language.of(&status.label).to_owned());
        let title = words.language.of(&instrument.title).to_owned();
        let title = [title].into_iter().chain(instrument.number.clone()).chain(status).collect::<Vec<_>>().join("\n");
        table.rows.push(vec![
            instrument.id.as_str().into(),
            title.into(),
            words.rank(&instrument.rank).into(),
            force(instrument.force, words).into(),
            instrument.checked.map(|day| words.date(day)).unwrap_or_default().into(),
            tags(instrument, words).into(),
        ]);
    }
    let mut document = Document::default();
    document.heading(1, format!("{}{}", words.law_of, words.date(book.as_of)));
    document.table(table);
    document
}

/// How many rules of an instrument bear each tag, the surest first: `verified 30, derived 4`.
fn tags(instrument: &Instrument, words: &Words) -> String {
    let bears = |tag: Verification| {
        let texts = says(instrument).filter_map(|entry| entry.text.as_ref());
        texts.filter(|text| text.verification == tag).count()
    };
    let counted = Verification::ALL.map(|(tag, _)| (tag, bears(tag)));
    let counted = counted.into_iter().filter(|(_, count)| *count > 0);
    words.join(counted.map(|(tag, count)| format!("{}{}{count}", words.verification(tag), words.gap)))
}

/// What was not read in its text, place by place, and what would settle it.
pub fn sources(book: &LawBook, words: &Words) -> Document {
    let mut document = Document::default();
    let mut legend = Legend::default();
    document.heading(1, format!("{}{}", words.law_of, words.date(book.as_of)));
    let open = |text: &Text| matches!(text.verification, Verification::Secondary | Verification::Unverified);
    for instrument in &book.instruments {
        let of_text = |number: &str| format!("{number}{}", words.aside(words.own_text));
        let settles = match &instrument.number {
            // Of a text that was read, what is not verified is what it does not say.
            _ if was_read(instrument) => words.any_authority.to_owned(),
            Some(number) => of_text(number),
            None if instrument.issuer.is_empty() => words.any_authority.to_owned(),
            None => words.own_text.to_owned(),
        };
        let mut table = Table::new(vec![
            Column::whole(words.place),
            Column::prose(words.rule),
            Column::whole(words.verified),
            Column::prose(words.settled_by),
        ]);
        let rules = says(instrument).filter_map(|entry| Some((words.place(&entry.place), entry.text.as_ref()?)));
        let options = book.choices.iter().filter(|choice| choice.instrument == instrument.id).flat_map(|choice| {
            choice.options.iter().map(move |option| {
                (
                    format!(
                        "{}{}{}",
                        words.reading(&choice.name),
                        words.colon,
                        words.option(&choice.name, &option.name)
                    ),
                    &option.text,
                )
            })
        });
        let read =
            |number: &str| book.instruments.iter().any(|one| one.number.as_deref() == Some(number) && was_read(one));
        let named = |text: &Text| {
            named_in(&text.label.zh).or_else(|| told_of(text, book)).filter(|number| !read(number)).map(str::to_owned)
        };
        let settled_by = |text: &Text| match named(text) {
            Some(number) if settles == words.any_authority => of_text(&number),
            _ => settles.clone(),
        };
        let rules = rules.filter(|(_, text)| open(text)).map(|(place, text)| (place, text, settled_by(text)));
        let options = options.filter(|(_, text)| open(text));
        let options = options.map(|(name, text)| (name, text, words.any_authority.to_owned()));
        for (place, text, settles) in rules.chain(options) {
            table.rows.push(vec![
                place.into(),
                words.language.of(&text.label).into(),
                legend.tag(text, words).into(),
                settles.into(),
            ]);
        }
        if !table.rows.is_empty() {
            document.section(&words.instrument(&instrument.id), table);
        }
    }
    legend.shown(&mut document, words);
    document
}

/// Whether some rule of an instrument was read in its own text.
fn was_read(instrument: &Instrument) -> bool {
    let read = |entry: &Entry| entry.text.as_ref().is_some_and(|text| text.verification == Verification::Verified);
    says(instrument).any(read)
}

/// The number of the document (文号) that a paraphrase names in brackets as where it has the rule from.
fn named_in(text: &str) -> Option<&str> {
    let year = text.find('〔')?;
    let start = text[..year].rfind('（')? + '（'.len_utf8();
    let end = year + text[year..].find('号')? + '号'.len_utf8();
    Some(&text[start..end])
}

/// The number of the instrument that a source is a page about: 法发〔2016〕32号 of "Reports on … Fa Fa [2016] No. 32".
fn told_of<'b>(text: &Text, book: &'b LawBook) -> Option<&'b str> {
    let titles: Vec<&str> = (book.sources.iter())
        .filter(|(key, _)| text.sources.contains(key))
        .map(|(_, title)| title.en.as_str())
        .collect();
    let numbers = book.instruments.iter().filter_map(|instrument| instrument.number.as_deref());
    numbers.into_iter().find(|number| {
        let parts = number.split_once('〔').and_then(|(_, rest)| rest.split_once('〕'));
        let named = parts.map(|(year, rest)| format!("[{year}] No. {}", rest.trim_end_matches('号')));
        named.is_some_and(|named| titles.iter().any(|title| title.contains(&format!("Fa {named}"))))
    })
}

/// Proposals, with their parameters under them.
pub fn proposals(known: &[(Proposal, Vec<Parameter>)], words: &Words) -> Document {
    let mut table = Table::new(vec![
        Column::whole(words.proposal),
        Column::prose(words.title),
        Column::prose(words.author),
        Column::whole(words.level),
        Column::whole(words.direction),
    ]);
    for (proposal, _) in known {
        let by = [proposal.author.as_deref(), proposal.year.as_deref()];
        let level = proposal.level.map_or("", |level| words.level_of(level));
        table.rows.push(vec![
            proposal.name.as_str().into(),
            words.language.of(&proposal.title).into(),
            by.into_iter().flatten().collect::<Vec<_>>().join(" ").into(),
            if proposal.comparison { words.comparison } else { level }.into(),
            proposal.direction.map_or("", |direction| words.direction_of(direction)).into(),
        ]);
    }
    let mut document = Document::default();
    document.table(table);
    let parameters: Vec<Parameter> = known.iter().flat_map(|(_, parameters)| parameters).cloned().collect();
    super::amended::parameters(&mut document, &parameters, words);
    document
}

/// One instrument, article by article, or what stands at one place of it: each rule's place, paraphrase, encoding and
/// verification.
pub fn show(instrument: &Instrument, within: Option<&Place>, words: &Words) -> Document {
    let mut document = Document::default();
    document.heading(
        1,
        format!("{}{}{}", words.instrument(&instrument.id), words.colon, words.language.of(&instrument.title)),
    );
    let mut about = Table::pairs();
    if let Some(number) = &instrument.number {
        about.pair(words.number, number.as_str());
    }
    if !instrument.issuer.is_empty() {
        about.pair(words.issuer, words.join(instrument.issuer.iter().map(|issuer| words.issuer(issuer))));
    }
    about.pair(words.rank, words.rank(&instrument.rank));
    if let Some(status) = &instrument.status {
        about.pair(words.status, words.language.of(&status.label));
    }
    about.pair(words.force, force(instrument.force, words));
    if let Some(day) = instrument.checked {
        about.pair(words.last_checked, words.date(day));
    }
    for (position, earlier) in instrument.follows.iter().enumerate() {
        let says = words.language.of(&earlier.text.label);
        let text = format!("{}{}{}{says}", earlier.number, words.aside(&force(earlier.force, words)), words.colon);
        about.pair(if position == 0 { words.follows } else { "" }, text);
    }
    about.pair("SHA-256", instrument.sha256.as_str());
    document.table(about);
    let mut legend = Legend::default();
    let shown = |entry: &&Entry| within.is_none_or(|place| entry.place.within(place));
    let rules: Vec<&Entry> = says(instrument).filter(shown).collect();
    for entries in rules.chunk_by(|one, next| article_of(one) == article_of(next)) {
        if let Some(heading) = entries.first().and_then(|entry| heading_of(entry, words)) {
            document.heading(3, heading);
        }
        // What falls in a class is a list, which a column of sentences has no room for.
        let apart = |entry: &&Entry| words.names_things() && entry.class.is_some();
        let (classes, sentences): (Vec<&Entry>, Vec<&Entry>) = entries.iter().copied().partition(apart);
        let mut listed = Table::pairs();
        for entry in classes {
            let said = in_words(entry, words);
            let (name, kinds) = said.split_once(words.colon).unwrap_or(("", said.as_str()));
            listed.pair(name, kinds);
        }
        document.table(listed);
        let mut table = rule_table(words);
        table.rows = sentences.into_iter().map(|entry| rule(entry, &mut legend, words)).collect();
        document.table(table);
    }
    legend.shown(&mut document, words);
    document
}

/// What an instrument says, without the articles and paragraphs that only hold it.
fn says(instrument: &Instrument) -> impl Iterator<Item = &Entry> {
    instrument.entries.iter().filter(|entry| entry.text.is_some() || !entry.encoded.is_empty())
}

fn article_of(entry: &Entry) -> Option<&str> {
    entry.place.path.first().map(String::as_str)
}

/// An article as it is cited within its instrument: 第二百五十三条之一. With codes, by its number there.
fn heading_of(entry: &Entry, words: &Words) -> Option<String> {
    let number = article_of(entry)?;
    let numbered = format!("{}{number}{}", words.article, words.article_end);
    if !words.names_things() || words.language == Language::En {
        return Some(numbered);
    }
    let article = Place { path: vec![number.to_owned()], ..entry.place.clone() };
    let cited = words.place(&article);
    let alone = cited.strip_prefix(&words.instrument(&entry.place.instrument)).map(str::to_owned);
    Some(alone.filter(|alone| !alone.is_empty()).unwrap_or(numbered))
}

/// The kind of a rule that says what offences of an article are called, in both languages.
const OFFENCE: &str = "offence";

/// The kind of a rule that the language cannot express.
const NOT_ENCODED: &str = "not encoded";

/// With codes, how each rule is encoded, too.
fn rule_table(words: &Words) -> Table {
    let encoded = (!words.names_things()).then(|| Column::prose(words.encoded));
    let columns = [Column::whole(words.place), Column::prose(words.rule)].into_iter().chain(encoded);
    Table::new(columns.chain([Column::whole(words.verified)]).collect())
}

fn rule(entry: &Entry, legend: &mut Legend, words: &Words) -> Vec<Cell> {
    let version = entry.version.as_ref().map(|version| format!("\n{}", words.text(version))).unwrap_or_default();
    let (text, tag) = match &entry.text {
        Some(text) => {
            let apart = words.names_things() && entry.kind == NOT_ENCODED;
            let apart = if apart { words.aside(words.not_in_files) } else { String::new() };
            (format!("{}{apart}", words.language.of(&text.label)), legend.tag(text, words))
        }
        None if words.names_things() => (in_words(entry, words), String::new()),
        None => (String::new(), String::new()),
    };
    let encoded = [&*entry.kind, &entry.encoded].join(" ").trim().to_owned();
    let encoded = (!words.names_things()).then(|| Cell::from(encoded).faint());
    let place = Cell::from(format!("{}{version}", words.place(&entry.place)));
    [place, text.into()].into_iter().chain(encoded).chain([tag.into()]).collect()
}

/// A rule that has no sentence of its own, in words as far as there are any.
fn in_words(entry: &Entry, words: &Words) -> String {
    if let Some((zh, en)) = entry.encoded.split_once(" / ").filter(|_| entry.kind == OFFENCE) {
        return words.language.either(zh, en).to_owned();
    }
    words.worded(&entry.encoded).unwrap_or_else(|| words.not_worded().to_owned())
}

/// The texts that rules were verified in, in the order in which they are first named: where their titles stand at the end,
/// rules only point to them.
#[derive(Default)]
struct Legend(Vec<String>);

impl Legend {
    /// How a text was verified and, on the next line, in which sources.
    fn tag(&mut self, text: &Text, words: &Words) -> String {
        let tag = words.verification(text.verification);
        if text.sources.is_empty() {
            return tag.to_owned();
        }
        if !words.names_things() {
            return format!("{tag}\n{}", text.sources.join(" "));
        }
        let marks = text.sources.iter().map(|key| {
            let known = self.0.iter().position(|known| known == key);
            let at = known.unwrap_or_else(|| {
                self.0.push(key.clone());
                self.0.len() - 1
            });
            mark(at)
        });
        format!("{tag}\n{}", marks.collect::<String>())
    }

    /// The titles, at the end.
    fn shown(&self, document: &mut Document, words: &Words) {
        let mut table = Table::pairs();
        self.0.iter().enumerate().for_each(|(at, key)| table.pair(&mark(at), words.source(key)));
        document.section(words.pick("核对所据", "Verified in"), table);
    }
}

/// The mark of a source, by its position.
fn mark(at: usize) -> String {
    format!("[{}]", at + 1)
}

/// Contested points with their answers.
pub fn readings(book: &LawBook, words: &Words) -> Document {
    let mut document = Document::default();
    let mut legend = Legend::default();
    document.heading(1, format!("{}{}", words.law_of, words.date(book.as_of)));
    for of_instrument in book.choices.chunk_by(|one, next| one.instrument == next.instrument) {
        let mut columns =
            vec![Column::prose(words.question), Column::prose(words.options), Column::whole(words.verified)];
        // What one may type to take an answer stands last where the answers are told without it.
        columns.insert(if words.names_things() { 2 } else { 0 }, Column::whole(words.choice));
        let mut table = Table::new(columns);
        table.rows = of_instrument.iter().map(|choice| reading(choice, &mut legend, words)).collect();
        if let Some(first) = of_instrument.first() {
            document.section(&words.instrument(&first.instrument), table);
        }
    }
    document
}

fn reading(choice: &Choice, legend: &mut Legend, words: &Words) -> Vec<Cell> {
    let named = words.names_things();
    let mut options = Vec::new();
    for (position, option) in choice.options.iter().enumerate() {
        let mark = if position == 0 { "*" } else { "" };
        let says = words.language.of(&option.text.label);
        let tag = legend.tag(&option.text, words).replace('\n', if named { "" } else { words.gap });
        let by = option
            .authority
            .as_ref()
            .map(|rank| format!("{}{}{}", words.authority, words.colon, words.language.of(rank)));
        let marks: Vec<String> = by.into_iter().chain([tag]).collect();
        let name = if named { String::new() } else { format!("{}{}", option.name, words.dash) };
        options.push(format!("{mark}{name}{says}{}", words.aside(&words.join(marks))));
    }
    let convention = choice.convention.as_ref();
    let convention =
        convention.map(|practice| format!("{}{}{}", words.convention, words.colon, words.language.of(practice)));
    options.extend(convention);
    let typed = choice.options.iter().map(|option| format!("{}={}", choice.name, option.name));
    // One that goes by its provision is typed by the place, which stands in no table for people.
    let by_place = named && Place::parse(&choice.name).is_some_and(|_| choice.name.contains('/'));
    let typed = match named {
        _ if by_place => words.pick("见 --places", "see --places").to_owned(),
        true => typed.collect::<Vec<_>>().join("\n"),
        false => choice.name.clone(),
    };
    let question = words.language.of(&choice.text.label);
    let tag = legend.tag(&choice.text, words);
    let mut row: Vec<Cell> = vec![question.into(), options.join("\n").into(), tag.into()];
    row.insert(if named { 2 } else { 0 }, typed.into());
    row
}

fn force(window: Window, words: &Words) -> String {
    match window.until {
        Some(until) => format!("{}–{}", words.date(window.from), words.date(until)),
        None => format!("{}{}{}", words.date(window.from), words.gap, words.onwards),
    }
}
