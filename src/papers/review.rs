//! The review report (审查报告): the procedure so far, who is accused, facts, evidence, what is to be explained, and the opinion.

use super::facts::Teller;
use super::findings;
use super::paper::{Block, Paper, Text};
use super::{Kind, Material, called, cite, head, held, names, parties, signature, terms};
use crate::analysis::support::Support;
use crate::case::facts::Entity;
use crate::explain::findings::{Charge, MayChange, PersonFindings};
use crate::report::words::Language;
use crate::report::{changing, relations};

/// The report.
pub fn review(material: &Material<'_>, teller: Teller<'_>) -> Paper {
    let persons = &material.reasoning.analysis.persons;
    let mut paper = Paper::default();
    head(&mut paper, Kind::Review, "review_number", teller);
    procedure(&mut paper, persons, teller);
    paper.heading(1, format!("一、{}基本情况", called(teller)));
    for at in teller.case.accused() {
        paper.paragraph(parties::who(at, called(teller), teller));
        for text in [parties::records(at, teller), parties::measures(at, teller), parties::counsel(at, teller)] {
            paper.add(Block::Item(text));
        }
    }
    paper.heading(1, "二、发、破案经过及到案经过");
    paper.paragraph(Text::default().or_blank(teller.case.file.text("discovery"), "发案、立案、破案经过"));
    teller.case.accused().for_each(|at| paper.add(Block::Item(parties::arrival(at, teller))));
    paper.heading(1, "三、侦查机关认定的事实与意见");
    paper.paragraph(Text::default().or_blank(teller.case.file.text("charged_by_police"), "侦查机关认定的事实与意见"));
    paper.heading(1, "四、当事人、诉讼参与人的意见");
    opinions(&mut paper, persons, teller);
    paper.heading(1, "五、审查认定的事实");
    facts(&mut paper, teller);
    counts(&mut paper, persons, teller);
    paper.heading(1, "六、证据及分析");
    evidence(&mut paper, material, teller);
    paper.heading(1, "七、需要说明的问题");
    questions(&mut paper, persons, teller);
    paper.heading(1, "八、承办人意见");
    for (at, person) in persons.iter().enumerate() {
        opinion(&mut paper, at, person, teller);
    }
    paper.paragraph(
        Text::from("处理意见：").or_blank(teller.case.file.text("handling"), "提起公诉、不起诉或者退回补充侦查"),
    );
    paper.paragraph("以上意见妥否，请批示。");
    signature(&mut paper, teller);
    paper
}

/// When the file came in, rights were explained, and it went back and forth.
fn procedure(paper: &mut Paper, persons: &[PersonFindings], teller: Teller<'_>) {
    let file = &teller.case.file;
    let charges: Vec<&Charge> = persons.iter().flat_map(findings::charges).collect();
    let mut text = Text::default()
        .or_blank(file.text("police"), "侦查机关名称")
        .say("以")
        .or_blank(file.text("transfer_number"), "起诉意见书文号")
        .say(format!(
            "起诉意见书移送审查起诉的{}{}涉嫌{}一案，本院于",
            called(teller),
            names(persons, teller),
            findings::charge_names(&teller, &charges)
        ))
        .or_blank(teller.day(file, "received"), "收案日期")
        .say("收到卷宗、证据材料。本院于")
        .or_blank(teller.day(file, "notified"), "告知日期")
        .say("依法告知诉讼权利、义务。");
    for (position, back) in file.entries("returns").iter().enumerate() {
        text = text
            .say(format!(
                "第{}次退回补充侦查：",
                crate::numeral::chinese(u64::try_from(position + 1).unwrap_or(u64::MAX))
            ))
            .or_blank(teller.day(back, "on"), "退回日期")
            .say("退回，")
            .or_blank(teller.day(back, "back"), "重新移送日期")
            .say("重新移送")
            .say(back.text("why").map(|why| format!("（{why}）")).unwrap_or_default())
            .say("。");
    }
    for extension in file.entries("extensions") {
        text = text
            .say("延长审查起诉期限：自")
            .or_blank(teller.day(extension, "from"), "日期")
            .say("至")
            .or_blank(teller.day(extension, "until"), "日期")
            .say("。");
    }
    paper.paragraph(text);
    paper.paragraph(format!(
        "案名：{}。适用法律的基准日：{}。",
        teller.words.language.of(&teller.case.title),
        terms::days(crate::range::Range::point(crate::case::day::number(teller.book.as_of)), Language::Zh)
    ));
}

/// What each accused and counsel say, the figures of the defence, and what others say.
fn opinions(paper: &mut Paper, persons: &[PersonFindings], teller: Teller<'_>) {
    for (at, person) in persons.iter().enumerate() {
        let file = &teller.case.persons[at].file;
        paper.add(Block::Item(
            Text::from(format!("{}的供述和辩解：", person.name))
                .or_blank(file.text("says"), "供述和辩解")
                .say("；辩护人（值班律师）意见：")
                .or_blank(file.text("counsel_says"), "意见"),
        ));
    }
    let disputed = teller.case.stated.iter().filter(|(_, fact)| fact.defence.is_some());
    for ((entity, id), fact) in disputed {
        paper.add(Block::Item(Text::from(format!(
            "争议事实：{}：{}。",
            teller.fact_named(*entity, *id),
            teller.valued(*entity, *id, fact)
        ))));
    }
    paper
        .add(Block::Item(Text::from("被害人及其他诉讼参与人：").or_blank(teller.case.file.text("others_say"), "意见")));
}

/// Bodies of information, then acts, in sentences.
pub fn facts(paper: &mut Paper, teller: Teller<'_>) {
    paper.heading(2, teller.pick("（一）涉案信息", "Bodies of information"));
    for at in 0..teller.case.datasets.len() {
        paper.add(Block::Item(Text::from(teller.body(at))));
    }
    paper.heading(2, teller.pick("（二）行为", "Acts"));
    for at in 0..teller.case.acts.len() {
        paper.add(Block::Item(Text::from(format!(
            "{}{}{}",
            teller.subject(Entity::Act(at)),
            teller.words.colon,
            teller.act(at)
        ))));
    }
}

/// How the items were counted, person by person and class by class.
fn counts(paper: &mut Paper, persons: &[PersonFindings], teller: Teller<'_>) {
    let words = teller.words;
    let mut rows: Vec<Vec<Text>> = Vec::new();
    for person in persons {
        for counted in findings::charges(person).iter().flat_map(|charge| &charge.count) {
            let datasets = counted.datasets.iter().filter_map(|id| teller.case.dataset_named(id));
            let steps = counted.steps.iter().map(|step| {
                let items = crate::report::numbers::range(step.items, crate::quantity::Unit::Items, words);
                format!("{}（{items}，{}）", words.language.of(&step.text), words.place(&step.place))
            });
            let row: Vec<Text> = vec![
                person.name.as_str().into(),
                words.language.of(&counted.class_label).into(),
                words.join(datasets.map(|at| teller.dataset(at))).into(),
                crate::report::numbers::range(counted.items, crate::quantity::Unit::Items, words).into(),
                steps.collect::<Vec<_>>().join("；").into(),
            ];
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    if !rows.is_empty() {
        paper.heading(2, "（三）条数的计算");
    }
    paper.table(&[called(teller), "信息类别", "涉案信息", "计入", "计算过程"], rows);
}

/// The list of evidence, and what rests on nothing or on one item alone.
fn evidence(paper: &mut Paper, material: &Material<'_>, teller: Teller<'_>) {
    let rows = teller.case.evidence.iter().map(|item| {
        let shows = item.shows.clone().or_else(|| {
            let facts = teller.resting_on(item);
            (!facts.is_empty()).then(|| facts.join("；"))
        });
        vec![
            item.id.as_str().into(),
            Text::default().or_blank(teller.evidence_kind(item), "种类"),
            Text::default().or_blank(item.title.as_deref(), "名称"),
            Text::default().or_blank(teller.in_file(item), "卷、页"),
            Text::default().or_blank(shows, "证明内容"),
        ]
    });
    paper.table(&["编号", "种类", "名称", "卷、页", "证明内容"], rows.collect());
    if teller.case.evidence.is_empty() {
        paper.paragraph(Text::default().blank("证据目录"));
    }
    let lines = |rests: fn(&Support) -> bool| {
        let mut found: Vec<Text> = Vec::new();
        for gaps in material.gaps {
            let weak = gaps.support.iter().filter(|row| {
                row.status.possible() && rests(row) && !(row.evidence.is_empty() && row.without.is_empty())
            });
            let weak: Vec<String> = weak
                .map(|row| {
                    let one = teller.evidence(&row.evidence).map(|one| format!("（{one}）")).unwrap_or_default();
                    format!("{}（{}）{one}", teller.words.language.of(&row.label), teller.words.place(&row.place))
                })
                .collect();
            if !weak.is_empty() {
                found.push(Text::from(format!("{}：{}。", gaps.name, weak.join("；"))));
            }
        }
        found
    };
    paper.heading(2, "仅有一项证据支持的要件、情形");
    paper.items(lines(Support::rests_on_one), "无。");
    paper.heading(2, "尚无证据支持的要件、情形");
    paper.items(lines(Support::rests_on_nothing), "无。");
    paper.paragraph(
        Text::from("证据合法性：")
            .or_blank(teller.case.file.text("lawfulness"), "有无应当排除的证据、瑕疵证据及补正情况"),
    );
}

/// Jurisdiction, limitation, property, leads; and the questions of law on which the result turns.
fn questions(paper: &mut Paper, persons: &[PersonFindings], teller: Teller<'_>) {
    let file = &teller.case.file;
    paper.add(Block::Item(Text::from("管辖：").or_blank(file.text("jurisdiction"), "管辖依据")));
    for person in persons {
        for charge in findings::charges(person) {
            for line in findings::limitation(&teller, charge) {
                paper.add(Block::Item(Text::from(format!("追诉时效（{}）：", person.name)).then(line).say("。")));
            }
        }
    }
    paper.add(Block::Item(
        Text::from(format!("涉案财物：{}", teller.basis("property")))
            .or_blank(file.text("property"), "查封、扣押、冻结情况及处理意见"),
    ));
    paper.add(Block::Item(
        Text::from("侦查监督及其他线索：").or_blank(file.text("supervision"), "有无违法侦查活动、漏罪漏犯"),
    ));
    let mut told: Vec<Text> = readings(persons, &teller);
    for charge in persons.iter().flat_map(findings::charges) {
        for note in charge.notes.iter().map(|note| teller.words.language.of(note)) {
            let line = Text::from(format!("说明：{note}。"));
            if !told.contains(&line) {
                told.push(line);
            }
        }
        let by_hand = cite::provisions(&charge.not_encoded, teller.words);
        let line = Text::from(format!("须人工适用的规则：{by_hand}。"));
        if !by_hand.is_empty() && !told.contains(&line) {
            told.push(line);
        }
    }
    for reading in persons.iter().flat_map(|person| &person.recommended_under) {
        let line = Text::from(format!("法律争议（罪名）：{}。", relations::recommended_under(reading, teller.words)));
        if !told.contains(&line) {
            told.push(line);
        }
    }
    told.into_iter().for_each(|line| paper.add(Block::Item(line)));
}

/// Contested readings, each once; one that leads elsewhere for some of the accused names of whom each line speaks.
fn readings(persons: &[PersonFindings], teller: &Teller<'_>) -> Vec<Text> {
    let mut found: Vec<(&str, Text, Vec<&str>)> = Vec::new();
    for person in persons {
        for charge in findings::charges(person) {
            for choice in charge.choices_that_matter.iter().chain(&charge.choices_beside) {
                let text = findings::reading(teller, choice);
                match found.iter_mut().find(|(name, known, _)| *name == choice.name && *known == text) {
                    Some((.., of)) if of.last() != Some(&person.name.as_str()) => of.push(&person.name),
                    Some(_) => {}
                    None => found.push((&choice.name, text, vec![&person.name])),
                }
            }
        }
    }
    let several = |name: &str| found.iter().filter(|(known, ..)| *known == name).count() > 1;
    let line = |(name, text, of): &(&str, Text, Vec<&str>)| {
        let whose = if several(name) { format!("（{}）", of.join("、")) } else { String::new() };
        Text::from(format!("法律争议{whose}：")).then(text.clone())
    };
    found.iter().map(line).collect()
}

/// The opinion on one accused: charge, grade, grounds, circumstances, sentence.
fn opinion(paper: &mut Paper, at: usize, person: &PersonFindings, teller: Teller<'_>) {
    let words = teller.words;
    paper.heading(2, person.name.as_str());
    let charges = findings::charges(person);
    if charges.is_empty() {
        paper.paragraph("所述事实中没有任何罪名所指的行为。");
    }
    for charge in charges {
        let offence = words.language.of(&charge.label);
        let grade = findings::grades(&teller, &charge.grades);
        let stands = match (charge.status.certain(), charge.status.possible()) {
            (true, _) => "依所述事实成立",
            (false, true) => "是否成立尚待查明",
            (false, false) => "未达刑事标准",
        };
        paper.paragraph(
            Text::from("定性：")
                .stress(offence)
                .say(format!("（{}），{stands}；", words.place(&charge.offence)))
                .stress(grade)
                .say("。"),
        );
        for ground in crate::report::deciding(charge) {
            paper.add(Block::Item(findings::ground(&teller, ground)));
        }
        for (group, (name, _)) in findings::circumstances(&teller, charge).into_iter().zip(findings::GROUPS) {
            for line in group {
                paper.add(Block::Item(Text::from(format!("{name}：")).then(line).say("。")));
            }
        }
        if !charge.bands.is_empty() {
            paper.paragraph(format!("法定刑：{}。", findings::bands(&teller, charge)));
        }
        if let Some(reachable) = &charge.reachable {
            paper.paragraph(format!("依法可判处的刑罚：{}。", terms::reachable(teller.book, reachable, words)));
        }
        if let Some(reference) = findings::reference(&teller, charge) {
            paper.paragraph(format!("量刑参考幅度（指导意见，非法律）：{reference}。"));
        }
        if let Some(probation) = &charge.sentencing.probation {
            paper.paragraph(findings::probation(&teller, probation).say("。"));
        }
        if let Some(text) = stability(charge, teller) {
            paper.paragraph(text);
        }
        for line in crate::report::ways_out(charge, words) {
            paper.paragraph(format!("{line}。"));
        }
        if !charge.sentencing.grades.is_empty() || charge.status.possible() {
            let proposed = teller.case.persons[at].file.proposed();
            paper.paragraph(Text::from("量刑建议：").then(held::proposed(&teller, &[charge], proposed)).say("。"));
            for line in proposed.map(|proposed| held::held(&teller, charge, proposed)).unwrap_or_default() {
                paper.add(Block::Item(Text::from("核对——").then(line)));
            }
        }
    }
    if let Some(line) = changing::brought_in_a_line(&changing::brought_of(person, &findings::charges(person)), words) {
        paper.paragraph(format!("{line}。"));
    }
    let beside = crate::report::beside(person, words);
    if !beside.is_empty() {
        paper.paragraph("刑事以外的责任：");
    }
    beside.into_iter().for_each(|line| paper.add(Block::Item(format!("{line}。").into())));
}

/// Whether the result stands: what could change it, as the screen has it.
fn stability(charge: &Charge, teller: Teller<'_>) -> Option<String> {
    let (could, words) = (&charge.could_change, teller.words);
    let named = |one: &MayChange| {
        let of = teller.paths().get(&one.what).map(|(entity, id)| teller.fact_named(*entity, *id));
        let name = of.unwrap_or_else(|| words.language.of(&one.label).to_owned());
        match one.grades.as_slice() {
            [] => name + &changing::of_sentence(one, words),
            possible => format!("{name}（→ {}）", findings::grades(&teller, possible)),
        }
    };
    let grades = (!could.together.is_empty()).then(|| findings::grades(&teller, &could.together));
    let beside = (!could.decides.is_empty()).then(|| cite::provisions(&could.decides, words));
    let several = grades.into_iter().chain(beside).map(|leads| changing::several(could, &leads, words));
    let unsearched = (!could.searched).then(|| words.not_searched.to_owned());
    let each: Vec<String> = could.each.iter().map(named).chain(several).chain(unsearched).collect();
    (!each.is_empty()).then(|| format!("结论是否稳定：以下事实、争议可能改变结论：{}。", each.join("；")))
}
