//! The outline for supplementary investigation (补充侦查提纲): why, what the characterization turns on, and for each matter what
//! it would decide, how it is usually shown, and what is outstanding.

use super::facts::Teller;
use super::findings;
use super::paper::{Block, Paper, Text};
use super::{Kind, Material, called, cite, head, names, signature};
use crate::analysis::gaps::{Gap, Named, PersonGaps};
use crate::explain::findings::Charge;
use crate::place::Place;
use crate::truth::Truth;

/// The outline.
pub fn outline(material: &Material<'_>, teller: Teller<'_>) -> Paper {
    let persons = &material.reasoning.analysis.persons;
    let file = &teller.case.file;
    let mut paper = Paper::default();
    head(&mut paper, Kind::Investigation, "investigation_number", teller);
    paper.paragraph(Text::default().or_blank(file.text("police"), "侦查机关名称").say("："));
    let charges: Vec<&Charge> = persons.iter().flat_map(findings::charges).collect();
    let returned = file.entries("returns").len() + 1;
    let count = crate::numeral::chinese(u64::try_from(returned).unwrap_or(u64::MAX));
    paper.paragraph(
        Text::from("你单位以")
            .or_blank(file.text("transfer_number"), "起诉意见书文号")
            .say(format!(
                "起诉意见书移送的{}{}涉嫌{}一案，",
                called(teller),
                names(persons, teller),
                findings::charge_names(&teller, &charges)
            ))
            .say(teller.basis("investigation"))
            .say(format!("现第{count}次退回补充侦查。{}", teller.basis("one_month"))),
    );
    paper.heading(1, "一、补充侦查的理由");
    for gaps in material.gaps {
        paper.add(Block::Item(reasons(gaps, teller)));
    }
    paper.paragraph(Text::from("其他理由：").or_blank(file.text("reasons"), "理由"));
    paper.heading(1, "二、定性的考虑");
    for person in persons {
        for charge in findings::charges(person) {
            considered(&mut paper, &person.name, charge, teller);
        }
    }
    paper.heading(1, "三、补充侦查的事项");
    let mut number = 0;
    for gaps in material.gaps {
        paper.heading(2, gaps.name.as_str());
        let before = number;
        for gap in &gaps.matter {
            number += 1;
            matter(&mut paper, number, gap, teller);
        }
        for named in &gaps.undecided {
            number += 1;
            brief(&mut paper, number, named, &[], teller);
        }
        for beside in &gaps.beside {
            number += 1;
            brief(&mut paper, number, &beside.fact, &beside.decides, teller);
        }
        if number == before {
            paper.paragraph("没有仍可能改变结论的待查明事实。");
        }
        corroboration(&mut paper, gaps, teller);
    }
    paper.heading(1, "四、尚未到案的证据");
    let missing = teller.case.evidence.iter().filter(|evidence| evidence.outstanding);
    let told = |evidence: &crate::case::facts::Evidence| {
        let name = evidence.title.as_ref().unwrap_or(&evidence.id);
        let facts = teller.resting_on(evidence);
        let shows = evidence.shows.clone().unwrap_or_else(|| facts.join("；"));
        Text::from(format!("{name}（{}）：拟证明", evidence.id))
            .or_blank((!shows.is_empty()).then_some(shows), "证明内容")
            .say("。")
    };
    paper.items(missing.map(told).collect(), "案卷未载尚未到案的证据。");
    paper.heading(1, "五、证据合法性");
    paper.paragraph(Text::default().or_blank(file.text("lawfulness"), "瑕疵证据的补正、收集合法性的说明"));
    signature(&mut paper, teller);
    paper
}

/// Which facts are open for a person, and what that leaves of the grade.
fn reasons(gaps: &PersonGaps, teller: Teller<'_>) -> Text {
    let each = gaps.charges.iter().filter(|charge| charge.grades.iter().any(|grade| !grade.is_none()));
    let each = each.map(|charge| {
        format!("{}：{}", teller.words.language.of(&charge.label), findings::grades(&teller, &charge.grades))
    });
    let graded = each.collect::<Vec<_>>().join("；");
    let open =
        gaps.matter.iter().map(|gap| &gap.fact).chain(&gaps.undecided).map(|named| teller.variable(&named.variable));
    let mut open: Vec<String> = open.collect();
    open.dedup();
    let open = if open.is_empty() {
        "没有仍可能改变情节的待查明事实".to_owned()
    } else {
        format!("以下事实不清：{}", open.join("、"))
    };
    Text::from(format!("{}：仅以已证实的事实认定，{graded}。{open}。", gaps.name))
}

/// What the charge turns on: grades possible, readings, points that come near.
fn considered(paper: &mut Paper, name: &str, charge: &Charge, teller: Teller<'_>) {
    let words = teller.words;
    let grade = findings::grades(&teller, &charge.grades);
    paper.paragraph(Text::from(format!(
        "{name}——{}（{}）：{grade}。",
        words.language.of(&charge.label),
        words.place(&charge.offence)
    )));
    for ground in crate::report::deciding(charge).into_iter().chain(crate::report::near_misses(charge)) {
        paper.add(Block::Item(findings::ground(&teller, ground)));
    }
    for choice in &charge.choices_that_matter {
        paper.add(Block::Item(Text::from("法律争议：").then(findings::reading(&teller, choice))));
    }
}

/// One matter: what to find out, what each answer leads to, how it is usually shown, what there is already.
fn matter(paper: &mut Paper, number: usize, gap: &Gap, teller: Teller<'_>) {
    let words = teller.words;
    paper.paragraph(
        Text::from(format!("{number}. ")).stress(format!("查明{}", teller.variable(&gap.fact.variable))).say("。"),
    );
    let answers = gap.answers.iter().map(|answer| {
        let moving = answer
            .charges
            .iter()
            .filter(|charge| charge.grades.iter().any(|grade| !grade.is_none()) || answer.charges.len() == 1);
        let led = moving.map(|charge| findings::grades(&teller, &charge.grades)).collect::<Vec<_>>().join("；");
        let led = if led.is_empty() { "未达情节标准".to_owned() } else { led };
        let of = |is: Truth| {
            cite::provisions(answer.decides.iter().filter(|(_, found)| *found == is).map(|(place, _)| place), words)
        };
        let (holds, falls) = (of(Truth::Established), of(Truth::Excluded));
        let holds = if holds.is_empty() { holds } else { format!("，{holds}成立") };
        let falls = if falls.is_empty() { falls } else { format!("，{falls}不成立") };
        format!("为“{}”的，{led}{holds}{falls}", words.language.of(&answer.said.label))
    });
    paper.add(Block::Item(Text::from(format!("目的和意义：{}。", answers.collect::<Vec<_>>().join("；")))));
    means(paper, &gap.fact, teller);
}

/// A matter that is not known to decide a grade, with what else it would.
fn brief(paper: &mut Paper, number: usize, named: &Named, decides: &[Place], teller: Teller<'_>) {
    paper.paragraph(
        Text::from(format!("{number}. ")).stress(format!("查明{}", teller.variable(&named.variable))).say("。"),
    );
    let purpose = match decides {
        [] => "可能影响情节的认定，未能逐一穷尽".to_owned(),
        decides => format!("不影响情节，关系到{}是否适用", cite::provisions(decides, teller.words)),
    };
    paper.add(Block::Item(Text::from(format!("目的和意义：{purpose}。"))));
    means(paper, named, teller);
}

/// How a fact is usually shown, and what the file has of it.
fn means(paper: &mut Paper, named: &Named, teller: Teller<'_>) {
    let words = teller.words;
    if let Some(shown) = &named.shown {
        let of =
            |labels: &[crate::law::vocabulary::Label]| words.join(labels.iter().map(|label| words.language.of(label)));
        paper.add(Block::Item(Text::from(format!(
            "渠道、方法（办案经验）：{}；证据种类：{}；由{}提供。",
            words.language.of(&shown.label),
            of(&shown.by),
            of(&shown.from)
        ))));
    } else {
        paper.add(Block::Item(Text::from("渠道、线索、方法：").blank("人员、账号、电话等线索")));
    }
    let has = match &named.variable {
        crate::measure::Variable::Fact(entity, id) => {
            teller.case.fact(*entity, *id).map(|fact| teller.valued(*entity, *id, fact))
        }
        _ => None,
    };
    if let crate::measure::Variable::Fact(entity, id) = &named.variable {
        let outstanding = teller.outstanding(*entity, *id);
        if !outstanding.is_empty() {
            paper.add(Block::Item(Text::from("尚未到案：").stress(outstanding.join("、")).say("。")));
        }
    }
    if let Some(has) = has {
        paper.add(Block::Item(Text::from(format!("案卷现载：{has}。"))));
    }
}

/// What rests on one item of evidence alone, or on none.
fn corroboration(paper: &mut Paper, gaps: &PersonGaps, teller: Teller<'_>) {
    let weak =
        gaps.support.iter().filter(|row| row.status.possible() && !(row.evidence.is_empty() && row.without.is_empty()));
    let weak = weak.filter(|row| row.rests_on_one() || row.rests_on_nothing());
    let line = |row: &crate::analysis::support::Support| {
        let has = teller.evidence(&row.evidence).map_or("尚无证据".to_owned(), |one| format!("仅有{one}"));
        format!("{}（{}，{has}）", teller.words.language.of(&row.label), teller.words.place(&row.place))
    };
    let weak: Vec<String> = weak.map(line).collect();
    if !weak.is_empty() {
        paper.add(Block::Item(Text::from(format!("补强：{}。", weak.join("；")))));
    }
}
