//! Questions in words: what is asked, why, and how it can be answered.

use super::{Form, Interview, Question, What, Why};
use crate::analysis::gaps::Answer;
use crate::law::vocabulary::{Label, Shown};
use crate::place::Place;
use crate::report::words::{Language, Words};

/// How many answers are spelled out as reasons.
const MOST_ANSWERS: usize = 6;

/// How many rules are spelled out as reasons.
const MOST_RULES: usize = 4;

/// The first line of a file.
pub(super) fn begun(language: Language) -> &'static str {
    pick(
        language,
        "案卷文件：由 gravamen case new 按问答写成，可随时编辑，再次运行即从此处继续。",
        "A case file, written by the interview of `gravamen case new`. Edit it at will; the interview goes on from here.",
    )
}

/// What introduces the rules that a fact can decide.
pub(super) fn can_decide(language: Language) -> &'static str {
    pick(language, "可决定 ", "can decide ")
}

fn pick(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

fn label(zh: &str, en: &str) -> Label {
    Label { zh: zh.to_owned(), en: en.to_owned() }
}

/// What is asked of a key that is no fact.
pub(super) fn structural(table: &str, key: &str) -> Option<Label> {
    let (zh, en) = match (table, key) {
        ("act", "dataset") => ("涉及哪份信息？", "On which information?"),
        ("act", "when") => ("什么时候？", "When?"),
        ("act", "to") => ("提供给谁？", "To whom?"),
        ("person", "of") => ("是哪个单位的人员？", "A member of which unit?"),
        ("consequence", "of") => ("由哪些行为造成？", "By which acts was it caused?"),
        ("evidence", "kind") => ("是哪一种证据？", "What kind of evidence is it?"),
        ("evidence", "facts") => ("证明哪些事实？", "Which facts does it show?"),
        _ => return None,
    };
    Some(label(zh, en))
}

/// Which value a circumstance has that is there.
pub(super) fn which(fact: &Label) -> Label {
    label(&format!("{}是哪一种情况？", fact.zh), &format!("{}: which is it?", fact.en))
}

impl Question {
    /// What is asked, in one sentence.
    pub fn prompt(&self, language: Language) -> String {
        let words = language.words();
        let of = |of: &Label, asks: &str| match language.of(of) {
            "" => asks.to_owned(),
            of => format!("{of}{}{asks}", words.colon),
        };
        let say = |zh: &'static str, en: &'static str| pick(language, zh, en).to_owned();
        match &self.what {
            What::CaseId => say("案件编号（字母、数字、汉字、连字符）：", "Id of the case (letters, digits, hyphens):"),
            What::CaseTitle => say("案件名称：", "Title of the case:"),
            What::Person { more: false } => {
                say("犯罪嫌疑人、被告人或者单位的名称：", "Name of the accused, a person or a unit:")
            }
            What::Person { more: true } => say("还有谁？（没有的直接回车）", "Who else? (Enter if there is nobody)"),
            What::Dataset { more: false } => {
                say("涉案信息叫什么，如“订单”？", "What is the body of information called, such as `orders`?")
            }
            What::Dataset { more: true } => {
                say("还有哪一批信息？（没有的直接回车）", "Which other body of information? (Enter if there is none)")
            }
            What::Act { more: false } => say("第一起行为是谁实施的？", "Who did the first act?"),
            What::Act { more: true } => {
                say("下一起行为是谁实施的？（没有的直接回车）", "Who did the next act? (Enter if there is none)")
            }
            What::Members { of: act, unit, roles } => {
                let (unit, roles) = (language.of(unit), words.aside(language.of(roles)));
                let asks = match language {
                    Language::Zh => format!("{unit}的哪些人员对此负责{roles}？（没有的直接回车）"),
                    Language::En => format!("which members of {unit} answer for it{roles}? (Enter for nobody)"),
                };
                of(act, &asks)
            }
            What::Evidence { more: false } => {
                say("证据的名称：（不录入证据的直接回车）", "A piece of evidence: (Enter to leave evidence out)")
            }
            What::Evidence { more: true } => {
                say("还有哪一项证据？（没有的直接回车）", "Another piece of evidence (Enter if there is none):")
            }
            What::Circumstances(person) => of(
                person,
                pick(
                    language,
                    "有下列哪些情节？（没有的直接回车）",
                    "which of these circumstances are there? (Enter for none)",
                ),
            ),
            What::Consequences => {
                say("造成了下列哪些后果？（没有的直接回车）", "Which of these consequences followed? (Enter for none)")
            }
            What::Field { of: entry, asks } => of(entry, language.of(asks)),
            What::Fact { of: entry, label } => of(entry, &fact(language.of(label), &self.form, language)),
            What::Judgement(label) => {
                format!("{}{}", language.of(label), words.aside(pick(language, "须由人判断", "a judgement")))
            }
        }
    }

    /// How it can be answered.
    pub fn hint(&self, language: Language) -> String {
        let of_form = self.form.hint(language);
        let parts: Vec<&str> = [of_form, self.passing(language)].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(language.words().stop)
    }

    /// What leaving it unanswered does.
    pub fn passing(&self, language: Language) -> &'static str {
        match (&self.why, &self.what) {
            (Why::Silent(..), _) => pick(language, "直接回车则照此认定", "Enter to leave it so"),
            (Why::Open(..) | Why::Undecided | Why::Beside(..), _) => {
                pick(language, "直接回车则以后再答", "Enter to leave it for later")
            }
            (_, What::Dataset { more: false }) => {
                pick(language, "案件不涉及信息的直接回车", "Enter if the case concerns no information")
            }
            (_, What::Field { .. } | What::CaseTitle) => pick(language, "直接回车则不写", "Enter to leave it out"),
            _ => "",
        }
    }
}

impl Form {
    /// How it can be filled in.
    pub fn hint(&self, language: Language) -> &'static str {
        match self {
            Self::Text => "",
            Self::Amount(_) => pick(
                language,
                "如 5000、5万、约300（280至320）、4800至5200、6001以上；不明的填“不明”",
                "such as 5000, about 300 (280 to 320), 4800 .. 5200, 6001 ..; or unknown",
            ),
            Self::Days => pick(
                language,
                "如 2021年3月1日、2021年3月（日期不确定）、2021-03-05至2021-04-20（持续）；不明的填“不明”",
                "such as 2021-03-01, 2021-03 for an uncertain day, `2021-03-05 to 2021-04-20` for what lasted; or unknown",
            ),
            Self::Day => pick(
                language,
                "如 2021年3月1日、2021年3月、2021；不明的填“不明”",
                "such as 2021-03-01, 2021-03, 2021-01 .. 2021-06; or unknown",
            ),
            Self::Truth(_) => pick(language, "是、否，或者不明", "yes, no, or unknown"),
            Self::One(_) => pick(
                language,
                "其中一项；数项皆有可能的以“或者”相连；不明的填“不明”",
                "one of these; `A or B` where either is possible; or unknown",
            ),
            Self::Several(_) => pick(language, "其中数项，以逗号相连", "any of these, with commas between them"),
            Self::Recipients => pick(
                language,
                "名称（以逗号相连），或者人数，如 3、2以上、李某等3人；只知有数人的填“多人”，不明的填“不明”",
                "names with commas between them, or how many, such as 3, 2.. or `Li and 2 others`; or several, or unknown",
            ),
            Self::Judgement => pick(language, "是或者否，冒号后写理由", "yes or no, with reasons after a colon"),
        }
    }
}

/// A fact as a question, by its label.
fn fact(label: &str, form: &Form, language: Language) -> String {
    match (language, form) {
        (Language::Zh, Form::Truth(_)) => format!("{label}——是否如此？"),
        (Language::Zh, Form::Amount(_)) => format!("{label}是多少？"),
        (Language::Zh, Form::Day | Form::Days) => format!("{label}是哪一天？"),
        // A label that asks is the question.
        (Language::Zh, _) if label.starts_with("是否") => format!("{label}？"),
        (Language::Zh, _) => format!("{label}是哪一种？"),
        (Language::En, _) => format!("{label}?"),
    }
}

/// How a fact is usually shown.
fn usually(shown: &Shown, language: Language) -> String {
    let words = language.words();
    let of = |labels: &[Label]| words.join(labels.iter().map(|label| language.of(label)));
    let (by, from, how) = (of(&shown.by), of(&shown.from), language.of(&shown.label));
    match language {
        Language::Zh => format!("  通常由{from}以{by}查明：{how}（办案经验，非法律规定）"),
        Language::En => format!("  usually shown by {by} from {from}: {how} (practice, not law)"),
    }
}

impl Interview<'_> {
    /// Why a question is asked, line by line.
    pub fn reasons(&self, question: &Question) -> Vec<String> {
        let language = self.language;
        let words = match self.case() {
            Ok(Some(case)) => &self.words(&case),
            _ => language.words(),
        };
        match &question.why {
            Why::Structure => Vec::new(),
            Why::Undecided => {
                let may = pick(language, "这一项可能影响结果。", "This may change the result.");
                vec![may.to_owned()]
            }
            Why::Open(person, gap) => {
                let mut lines = vec![format!("{person}{}", words.colon)];
                lines.extend(gap.answers.iter().take(MOST_ANSWERS).map(|answer| self.leads(answer, words)));
                if gap.answers.len() > MOST_ANSWERS {
                    lines.push("  …".to_owned());
                }
                let decided = gap.answers.iter().flat_map(|answer| &answer.decides).map(|(place, _)| place);
                lines.extend(self.rules(decided, words));
                lines.extend(gap.fact.shown.as_ref().map(|shown| usually(shown, language)));
                lines
            }
            Why::Beside(person, decides) => {
                let lead = pick(language, "这一项不影响情节，影响：", "it decides no grade, but:");
                let mut lines = vec![format!("{person}{}{lead}", words.colon)];
                lines.extend(self.rules(decides.iter(), words));
                lines
            }
            Why::Silent(person, now, change) => {
                let now = language.of(now);
                let grades = words.join(change.grades.iter().map(|grade| language.of(&grade.label)));
                let line = match (language, grades.is_empty()) {
                    (Language::Zh, false) => {
                        format!("{person}：案卷没有写，按“{now}”认定；如果不是这样，可能为{grades}")
                    }
                    (Language::Zh, true) => format!("{person}：案卷没有写，按“{now}”认定；如果不是这样，会影响："),
                    (Language::En, false) => {
                        format!("{person}: the file is silent, taken as {now}; otherwise possible: {grades}")
                    }
                    (Language::En, true) => {
                        format!("{person}: the file is silent, taken as {now}; otherwise it would change:")
                    }
                };
                let mut lines = vec![line];
                lines.extend(self.rules(change.decides.iter(), words));
                lines
            }
        }
    }

    /// What one answer leads to.
    fn leads(&self, answer: &Answer, words: &Words) -> String {
        let several = answer.charges.len() > 1;
        let charges: Vec<String> = (answer.charges.iter())
            .map(|charge| {
                let grades = words.join(charge.grades.iter().map(|grade| self.language.of(&grade.label)));
                let text = words.text_aside(charge.text.as_deref());
                if several {
                    format!("{}{text}{}{grades}", self.language.of(&charge.label), words.colon)
                } else {
                    grades
                }
            })
            .collect();
        format!("  {} → {}", self.language.of(&answer.said.label), charges.join(words.stop))
    }

    /// The rules that an answer decides, each with what it says.
    fn rules<'p>(&self, places: impl Iterator<Item = &'p Place>, words: &Words) -> Vec<String> {
        let mut told: Vec<&Place> = Vec::new();
        for place in places {
            if !told.contains(&place) {
                told.push(place);
            }
        }
        let line = |place: &&Place| format!("  {} {}", words.place(place), self.language.of(&self.rule(place)));
        told.iter().take(MOST_RULES).map(line).collect()
    }
}
