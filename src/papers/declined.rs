//! The decision not to prosecute (不起诉决定书) of one accused, as a draft: who, the facts, each way out that is open or may be
//! with what the file says of it, property, and what those concerned are told (人民检察院刑事诉讼规则第三百七十二条).

use super::facts::Teller;
use super::paper::{Block, Paper, Text};
use super::{Kind, cite, findings, head, parties, signature};
use crate::case::facts::Entity;
use crate::explain::collateral::ExitFinding;
use crate::explain::findings::{Charge, PersonFindings};
use crate::report::{self, collateral};
use crate::truth::Truth;

/// What the accused is called in the decision.
const CALLED: &str = "被不起诉人";

/// The draft for one accused; nothing where every charge stands and no way out may be open.
pub fn decision(at: usize, found: &PersonFindings, teller: Teller<'_>) -> Option<Paper> {
    let words = teller.words;
    let charges = findings::charges(found);
    let none_stands = found.charges.iter().all(|charge| !charge.status.possible());
    let open: Vec<&Charge> = charges.iter().copied().filter(|charge| charge.status == Truth::Open).collect();
    let exits = exits(&charges);
    if !none_stands && open.is_empty() && exits.is_empty() {
        return None;
    }
    let mut paper = Paper { about: Some(found.id.clone()), ..Paper::default() };
    head(&mut paper, Kind::Declined, "declined_number", teller);
    paper.heading(1, format!("一、{CALLED}基本情况"));
    paper.paragraph(parties::who(at, CALLED, teller));
    for text in [parties::records(at, teller), parties::measures(at, teller), parties::counsel(at, teller)] {
        paper.add(Block::Item(text));
    }
    paper.heading(1, "二、案由和案件来源");
    source(&mut paper, found, &charges, teller);
    paper.heading(1, "三、案件事实");
    facts(&mut paper, at, teller);
    paper.heading(1, "四、不起诉的理由和法律依据");
    if none_stands {
        no_crime(&mut paper, found, &charges, teller);
    }
    for exit in &exits {
        way_out(&mut paper, found, exit, teller);
    }
    // What must end needs no other way out.
    let ended = exits.iter().any(|exit| exit.shall && exit.status == Truth::Established);
    for exit in not_invoked(&charges).into_iter().filter(|_| !ended) {
        let (place, says) = (&exit.rule.place, words.language.of(&exit.rule.text.label));
        let told = format!("{}（{}）：未援引。", says, cite::in_full(teller.book, place, words));
        paper.add(Block::Item(format!("{told}{}。", words.may_be_invoked(place)).into()));
    }
    if !none_stands && !open.is_empty() {
        insufficient(&mut paper, &open, teller);
    }
    paper.paragraph(
        Text::from("决定：").blank("采用何种理由、依据何条何款").say(format!("，决定对{}不起诉。", found.name)),
    );
    paper.heading(1, "五、涉案财物");
    paper.paragraph(
        Text::from(teller.basis("released"))
            .or_blank(teller.case.file.text("property"), "查封、扣押、冻结情况及处理意见"),
    );
    paper.heading(1, "六、告知事项");
    for told in ["told_accused", "told_victim"] {
        paper.add(Block::Item(teller.basis(told).into()));
    }
    signature(&mut paper, teller);
    proposals(&mut paper, found, teller);
    Some(paper)
}

/// The ways out that are open, or may be for something that the file states, each once.
fn exits<'f>(charges: &[&'f Charge]) -> Vec<&'f ExitFinding> {
    let mut found: Vec<&ExitFinding> = Vec::new();
    let told = |exit: &&ExitFinding| exit.status.certain() || !exit.behind.facts.is_empty();
    for exit in charges.iter().flat_map(|charge| &charge.exits).filter(told) {
        if !found.iter().any(|known| known.rule.place == exit.rule.place) {
            found.push(exit);
        }
    }
    found
}

/// The ways out that nobody invoked and a person may, each once.
pub fn not_invoked<'f>(charges: &[&'f Charge]) -> Vec<&'f ExitFinding> {
    let mut found: Vec<&ExitFinding> = Vec::new();
    for exit in charges.iter().flat_map(|charge| &charge.closed_exits).filter(|exit| exit.not_invoked) {
        if !found.iter().any(|known| known.rule.place == exit.rule.place) {
            found.push(exit);
        }
    }
    found
}

fn source(paper: &mut Paper, found: &PersonFindings, charges: &[&Charge], teller: Teller<'_>) {
    let file = &teller.case.file;
    let names = findings::charge_names(&teller, charges);
    let names = if names.is_empty() { Text::default().blank("案由") } else { Text::from(names) };
    paper.paragraph(
        Text::from("本案由")
            .or_blank(file.text("police"), "侦查机关名称")
            .say(format!("侦查终结，以{}涉嫌", found.name))
            .then(names)
            .say("，于")
            .or_blank(teller.day(file, "received"), "收案日期")
            .say("移送本院审查起诉。"),
    );
    let returns = file.entries("returns");
    if !returns.is_empty() {
        let times = crate::numeral::chinese(u64::try_from(returns.len()).unwrap_or(u64::MAX));
        paper.paragraph(format!("本院退回补充侦查{times}次。"));
    }
}

/// What the accused did, on what information, and what shows it.
fn facts(paper: &mut Paper, at: usize, teller: Teller<'_>) {
    let acts = || (0..teller.case.acts.len()).filter(|act| teller.case.acts[*act].by.contains(&at));
    let concerned = |dataset: &usize| acts().any(|act| teller.case.acts[act].datasets.contains(dataset));
    for dataset in (0..teller.case.datasets.len()).filter(concerned) {
        paper.add(Block::Item(teller.body(dataset).into()));
    }
    for act in acts() {
        let told = format!("{}{}{}", teller.subject(Entity::Act(act)), teller.words.colon, teller.act(act));
        paper.add(Block::Item(told.into()));
    }
    let titles: Vec<String> = teller.case.evidence.iter().filter_map(|one| one.title.clone()).collect();
    let evidence = (!titles.is_empty()).then(|| titles.join("；"));
    paper.paragraph(Text::from("认定上述事实的证据：").or_blank(evidence, "证据名称").say("。"));
}

/// No charge stands: what is missing of each, and what comes nearest.
fn no_crime(paper: &mut Paper, found: &PersonFindings, charges: &[&Charge], teller: Teller<'_>) {
    let words = teller.words;
    paper.paragraph(format!(
        "本院认为，依所述事实，{}的行为不成立所审查的犯罪。{}",
        found.name,
        teller.basis("no_crime")
    ));
    for charge in charges {
        let offence = words.language.of(&charge.label);
        let excluded = charge.elements.iter().filter(|element| element.status == Truth::Excluded);
        for element in excluded {
            let (label, says) = (words.language.of(&element.label), words.language.of(&element.text.label));
            let place = cite::in_full(teller.book, &element.place, words);
            paper.add(Block::Item(format!("{offence}：不具备{label}（{says}，{place}）。").into()));
        }
        let near = report::near_misses(charge);
        if near.is_empty() && charge.elements.iter().all(|element| element.status.possible()) {
            paper.add(Block::Item(format!("{offence}：{}。", findings::grades(&teller, &charge.grades)).into()));
        }
        for ground in near {
            let text = Text::from(format!("{offence}：未达")).then(findings::ground(&teller, ground));
            paper.add(Block::Item(text));
        }
    }
}

/// A way out that is open or may be: what it needs, what the file says of that, and where it leads.
fn way_out(paper: &mut Paper, found: &PersonFindings, exit: &ExitFinding, teller: Teller<'_>) {
    let words = teller.words;
    let place = cite::in_full(teller.book, &exit.rule.place, words);
    let says = words.language.of(&exit.rule.text.label);
    paper.paragraph(format!("{}：{says}（{place}）。", found.name));
    let facts: Vec<String> = (exit.behind.facts.iter())
        .map(|one| format!("{}：{}", words.language.of(&one.label), words.language.of(&one.value)))
        .collect();
    if !facts.is_empty() {
        paper.add(Block::Item(format!("案卷所载：{}。", facts.join("；")).into()));
    }
    if exit.status == Truth::Open {
        paper.add(Block::Item(Text::from("须由人判断或者尚待查明：").blank("是否符合、理由")));
    }
    for text in &exit.behind.says {
        paper.add(Block::Item(format!("{}。", words.language.of(&text.label)).into()));
    }
}

/// Where the evidence leaves open whether a charge stands: what is open, and when that ends in no prosecution.
fn insufficient(paper: &mut Paper, open: &[&Charge], teller: Teller<'_>) {
    let words = teller.words;
    paper.paragraph(teller.basis("insufficient"));
    let mut told: Vec<String> = Vec::new();
    for charge in open {
        for fact in &charge.open_facts {
            let text = format!("{}{}", words.language.of(&fact.label), words.aside(&words.subject(&fact.fact)));
            if !told.contains(&text) {
                told.push(text);
            }
        }
    }
    paper.items(told.into_iter().map(Text::from).collect(), "没有待查明的事实。");
}

/// What is proposed to other authorities where there is no prosecution.
fn proposals(paper: &mut Paper, found: &PersonFindings, teller: Teller<'_>) {
    let lines = collateral::track_lines(found, false, teller.words).as_lines(teller.words.colon);
    if lines.is_empty() {
        return;
    }
    paper.heading(1, "附：检察意见");
    paper.paragraph(teller.basis("proposal"));
    for line in lines {
        paper.add(Block::Item(line.text.into()));
    }
}
