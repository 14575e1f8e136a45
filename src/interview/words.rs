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

impl Question {
    /// What is asked, in one line.
    pub fn prompt(&self, language: Language) -> String {
        let words = language.words();
        let of = |act: &str, zh: &str, en: &str| match language {
            Language::Zh => format!("{act}：{zh}"),
            Language::En => format!("{act}: {en}"),
        };
        match &self.what {
            What::CaseId => {
                pick(language, "案件编号（字母、数字、连字符）", "Id of the case (letters, digits, hyphens)").to_owned()
            }
            What::CaseTitle => pick(language, "案件名称", "Title of the case").to_owned(),
            What::Person { more: false } => {
                pick(language, "被告人、嫌疑人或者单位的名称", "Name of the accused, a person or a unit").to_owned()
            }
            What::Person { more: true } => {
                pick(language, "还有谁（没有则直接回车）", "Another accused (Enter if there is none)").to_owned()
            }
            What::Dataset { more: false } => pick(
                language,
                "涉案信息的名称，如“订单”（没有则直接回车）",
                "A name for the body of information, such as `orders` (Enter if there is none)",
            )
            .to_owned(),
            What::Dataset { more: true } => {
                pick(language, "另一批信息（没有则直接回车）", "Another body of information (Enter if there is none)")
                    .to_owned()
            }
            What::Act { more: false } => pick(language, "第一个行为：谁实施的", "The first act: who acted?").to_owned(),
            What::Act { more: true } => pick(
                language,
                "下一个行为：谁实施的（没有则直接回车）",
                "The next act: who acted? (Enter if there is none)",
            )
            .to_owned(),
            What::OnWhat { act } => of(act, "针对哪些信息", "on which information?"),
            What::When { act } => of(act, "何时", "when?"),
            What::ToWhom { act } => of(act, "提供给谁", "to whom?"),
            What::Fact(label) => format!("{}{}", language.of(label), words.aside(&self.path)),
            What::Judgement(label) => {
                format!("{}{}", language.of(label), words.aside(pick(language, "须由人判断", "a judgement")))
            }
        }
    }

    /// How it can be answered.
    pub fn hint(&self, language: Language) -> String {
        let of_form = match &self.form {
            Form::Text => "",
            Form::Amount(_) => pick(
                language,
                "如 5000，或者 4800 .. 5200、6001 ..；unknown 表示未知",
                "such as 5000, 4800 .. 5200, 6001 ..; or unknown",
            ),
            Form::Day if matches!(self.what, What::When { .. }) => pick(
                language,
                "如 2021-03-01、2021-03（日期不确定）、2021-03-05至2021-04-20（持续）；unknown 表示未知",
                "such as 2021-03-01, 2021-03 for an uncertain day, `2021-03-05 to 2021-04-20` for what lasted; or unknown",
            ),
            Form::Day => pick(
                language,
                "如 2021-03-01、2021-03、2021-01 .. 2021-06；unknown 表示未知",
                "such as 2021-03-01, 2021-03, 2021-01 .. 2021-06; or unknown",
            ),
            Form::Truth(_) => pick(language, "是、否，或者 unknown", "yes, no, or unknown"),
            Form::One(_) => pick(
                language,
                "其中一项；数项皆有可能的以“或者”相连；unknown 表示未知",
                "one of these; `A or B` where either is possible; or unknown",
            ),
            Form::Several(_) => pick(language, "其中数项，以逗号相连", "any of these, with commas between them"),
            Form::Recipients => pick(
                language,
                "名称（以逗号相连），或者人数，如 3、2..；unknown 表示未知",
                "names with commas between them, or how many, such as 3 or 2..; or unknown",
            ),
            Form::Judgement => pick(
                language,
                "是或者否，冒号后写理由；无人判断的直接回车",
                "yes or no, with reasons after a colon; Enter where nobody judges",
            ),
        };
        let passed = match (&self.why, &self.what) {
            (Why::Silent(..), _) => pick(language, "直接回车则照此认定", "Enter to leave it so"),
            (Why::Open(..) | Why::Undecided, What::Fact(_)) => {
                pick(language, "直接回车则暂不回答", "Enter to leave it for later")
            }
            _ => "",
        };
        let parts: Vec<&str> = [of_form, passed].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(language.words().stop)
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
        let (language, words) = (self.language, self.language.words());
        match &question.why {
            Why::Structure => Vec::new(),
            Why::Undecided => {
                vec![
                    pick(
                        language,
                        "是否影响结果未能在限度内查明",
                        "whether it matters could not be found out within bounds",
                    )
                    .to_owned(),
                ]
            }
            Why::Open(person, gap) => {
                let mut lines = vec![format!("{person}{}", words.colon)];
                lines.extend(gap.answers.iter().take(MOST_ANSWERS).map(|answer| self.leads(answer, words)));
                if gap.answers.len() > MOST_ANSWERS {
                    lines.push("  …".to_owned());
                }
                let decided = gap.answers.iter().flat_map(|answer| &answer.decides).map(|(place, _)| place);
                lines.extend(self.rules(decided));
                lines.extend(gap.fact.shown.as_ref().map(|shown| usually(shown, language)));
                lines
            }
            Why::Silent(person, flip) => {
                let now = question.why.silent().map(|change| language.of(&change.from.label)).unwrap_or_default();
                let then = question.why.silent().map(|change| language.of(&change.to.label)).unwrap_or_default();
                let grade = language.of(&flip.grade.label);
                let line = match language {
                    Language::Zh => format!("{person}：案卷未载，视为“{now}”；若为“{then}”，则{grade}"),
                    Language::En => format!("{person}: the file is silent, taken as {now}; if it were {then}: {grade}"),
                };
                let mut lines = vec![line];
                lines.extend(self.rules(flip.gained.iter().chain(&flip.lost)));
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
                let text = charge.text.as_ref().map(|text| words.aside(text)).unwrap_or_default();
                if several { format!("{}{text}{}{grades}", charge.offence, words.colon) } else { grades }
            })
            .collect();
        format!("  {} → {}", self.language.of(&answer.said.label), charges.join(words.stop))
    }

    /// The rules that an answer decides, each with what it says.
    fn rules<'p>(&self, places: impl Iterator<Item = &'p Place>) -> Vec<String> {
        let mut told: Vec<&Place> = Vec::new();
        for place in places {
            if !told.contains(&place) {
                told.push(place);
            }
        }
        let line = |place: &&Place| format!("  {place} {}", self.language.of(&self.rule(place)));
        told.iter().take(MOST_RULES).map(line).collect()
    }
}
