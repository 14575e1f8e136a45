//! The sentencing proposal (量刑建议书) of one accused: the charge, the statute's band, circumstances in five groups, what is
//! proposed and on what it rests.

use super::facts::Teller;
use super::paper::{Block, Paper, Text};
use super::{Kind, cite, findings, head, held, parties, signature, terms};
use crate::explain::findings::{Charge, PersonFindings};
use crate::range::Range;
use crate::report;

const ORDINALS: [&str; 5] = ["一", "二", "三", "四", "五"];

/// The proposal for one accused; none where a way out ends every charge, and of what it ends nothing.
pub fn proposal(at: usize, found: &PersonFindings, teller: Teller<'_>) -> Option<Paper> {
    let mut charges = findings::charges(found);
    if findings::ended(&charges).is_some() {
        return None;
    }
    charges.retain(|charge| charge.ended().is_none());
    let mut paper = Paper { about: Some(found.id.clone()), ..Paper::default() };
    head(&mut paper, Kind::Sentencing, "sentencing_number", teller);
    let file = &teller.case.file;
    let names = findings::charge_names(&teller, &charges);
    paper.paragraph(
        Text::from(format!("被告人{}涉嫌{names}一案，本院以", found.name))
            .or_blank(file.text("indictment_number"), "起诉书文号")
            .say("起诉书提起公诉。")
            .say(teller.basis("sentencing")),
    );
    paper.heading(1, "一、被告人及案由");
    paper.paragraph(parties::who(at, "被告人", teller));
    paper.paragraph(Text::from(format!("案由：{names}。")));
    if charges.is_empty() {
        paper.paragraph("所述事实中没有任何罪名所指的行为，不提出量刑建议。");
    }
    paper.heading(1, "二、触犯的法律与法定刑");
    charges.iter().for_each(|charge| offence(&mut paper, at, charge, teller));
    paper.heading(1, "三、量刑情节");
    charges.iter().for_each(|charge| circumstances(&mut paper, charge, teller));
    stated(&mut paper, at, teller);
    paper.heading(1, "四、量刑建议");
    charges.iter().for_each(|charge| range(&mut paper, charge, teller));
    let proposed = teller.case.persons[at].file.proposed();
    paper.paragraph(Text::from("建议人民法院对被告人依法").then(held::proposed(&teller, &charges, proposed)).say("。"));
    let reasons = proposed.and_then(|proposed| proposed.reasons.as_deref());
    paper.paragraph(Text::from("建议的理由：").or_blank(reasons, "理由"));
    charges.iter().for_each(|charge| execution(&mut paper, at, charge, teller));
    if found.joint.as_ref().is_some_and(|joint| joint.bands.len() > 1) {
        paper.paragraph(Text::from("数罪并罚：").blank("决定执行的刑罚"));
    }
    let seized = Text::from(format!("{}涉案财物：", teller.basis("property")));
    paper.paragraph(seized.or_blank(file.text("property"), "查封、扣押、冻结情况及处理意见"));
    paper.heading(1, "五、认罪认罚");
    plea(&mut paper, at, teller);
    paper.heading(1, "六、法律依据");
    charges.iter().for_each(|charge| paper.paragraph(format!("{}。", findings::law(&teller, charge))));
    paper.paragraph("此致");
    paper.paragraph(Text::default().or_blank(file.text("court"), "人民法院名称"));
    signature(&mut paper, teller);
    checks(&mut paper, &charges, at, teller);
    Some(paper)
}

/// The offence, the grade with its grounds, and the statute's band.
fn offence(paper: &mut Paper, at: usize, charge: &Charge, teller: Teller<'_>) {
    let words = teller.words;
    paper.paragraph(format!(
        "被告人{}的行为触犯{}，{}，应当以{}追究刑事责任。",
        teller.case.persons[at].name,
        cite::in_full(teller.book, &charge.offence, words),
        findings::grades(&teller, &charge.grades),
        words.language.of(&charge.label),
    ));
    for ground in report::deciding(charge) {
        paper.add(Block::Item(findings::ground(&teller, ground)));
    }
    paper.paragraph(Text::from("法定刑：").stress(findings::bands(&teller, charge)).say("。"));
}

fn circumstances(paper: &mut Paper, charge: &Charge, teller: Teller<'_>) {
    let groups = findings::circumstances(&teller, charge).into_iter().zip(ORDINALS).zip(findings::GROUPS);
    for ((group, ordinal), (name, _)) in groups {
        paper.heading(2, format!("（{ordinal}）{name}"));
        paper.items(group, "无（依案卷所载）。");
    }
}

/// What the file states of the person, group or not: the reader sees what the groups rest on.
fn stated(paper: &mut Paper, at: usize, teller: Teller<'_>) {
    let stated = teller.circumstances(at);
    if !stated.is_empty() {
        paper.paragraph(format!("以上依据案卷所载：{}。", stated.join("；")));
    }
    paper.paragraph(parties::records(at, teller));
}

/// What the law leaves possible, and where guidance leads.
fn range(paper: &mut Paper, charge: &Charge, teller: Teller<'_>) {
    let words = teller.words;
    if let Some(reachable) = &charge.reachable {
        let text = terms::reachable(teller.book, reachable, words);
        paper.paragraph(format!("综合上述情节，依法可判处的刑罚为：{text}。"));
    }
    if let Some(reference) = findings::reference(&teller, charge) {
        let standing = charge.sentencing.statuses.iter().map(|(_, standing)| words.language.of(&standing.text.label));
        let standing = standing.collect::<Vec<_>>().join("；");
        paper.paragraph(format!("量刑指导意见的参考幅度（非法律）：{reference}（{standing}）。"));
    }
}

/// Probation, what fine is usual, a ban.
fn execution(paper: &mut Paper, at: usize, charge: &Charge, teller: Teller<'_>) {
    let words = teller.words;
    if let Some(probation) = &charge.sentencing.probation {
        let assessment = teller.case.persons[at].file.text("assessment");
        paper.paragraph(findings::probation(&teller, probation).say("。"));
        paper.paragraph(Text::from("调查评估：").or_blank(assessment, "拟建议缓刑或者管制的，调查评估情况"));
    }
    if let Some(stated) = report::stated_fines(charge, words) {
        paper.paragraph(format!("罚金的一般幅度：{stated}。"));
    }
    if let Some(usual) = &charge.usual_fine {
        let amount = report::numbers::range(usual.fen, crate::quantity::Unit::Yuan, words);
        let cited = words.place(&usual.place);
        let says = words.language.of(&usual.text.label);
        let range = if usual.shall { "罚金的幅度" } else { "罚金的一般幅度" };
        paper.paragraph(format!("{range}：{amount}（{says}，{cited}）。"));
    }
    if let Some(ban) = &charge.sentencing.ban {
        let possible = ban.status.possible();
        let reasons = ban.reasons.iter().filter(|(.., status)| !possible || status.possible());
        let told = |(place, text, _): &(crate::place::Place, crate::explain::findings::Text, crate::truth::Truth)| {
            format!("{}（{}）", words.language.of(&text.label), words.place(place))
        };
        let reasons: Vec<String> = reasons.map(told).collect();
        let said = if possible { "是否适用须判断" } else { "不适用" };
        paper.paragraph(format!("从业禁止：{said}：{}。", reasons.join("；")));
    }
}

/// What a plea of guilt asks of the proposal.
fn plea(paper: &mut Paper, at: usize, teller: Teller<'_>) {
    let file = &teller.case.persons[at].file;
    let Some(signed) = teller.day(file, "plea_signed") else {
        let rule = format!("（{}）。", teller.basis("plea_signed"));
        return paper.paragraph(Text::from("认罪认罚具结书：").blank("是否签署、日期").say(rule));
    };
    paper.paragraph(
        Text::from(format!("被告人于{signed}签署认罪认罚具结书，在场的辩护人或者值班律师："))
            .or_blank(file.text("plea_before"), "何人")
            .say("；建议适用的程序：")
            .or_blank(file.text("procedure"), "速裁程序、简易程序或者普通程序")
            .say("。"),
    );
    paper.paragraph(teller.basis("plea"));
}

/// The prosecutor's figure beside law and guidance, for the prosecutor's own eyes.
fn checks(paper: &mut Paper, charges: &[&Charge], at: usize, teller: Teller<'_>) {
    let file = &teller.case.persons[at].file;
    let Some(proposed) = file.proposed() else { return };
    paper.heading(1, "附：核对（供承办人使用，报送前删去）");
    for line in charges.iter().flat_map(|charge| held::held(&teller, charge, proposed)) {
        paper.add(Block::Item(line));
    }
    let open = |range: Range| range.settled().is_none();
    let span = proposed.term.is_some_and(|(_, range)| open(range)) || proposed.fine.is_some_and(open);
    if span && file.day("plea_signed").is_some() {
        paper.add(Block::Item(Text::default().stress("所提建议为幅度刑，应当说明理由")));
    }
}
