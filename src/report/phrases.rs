//! The phrases of the reasoning and of the quiz, in both languages.

use super::words::{Language, Words};
use crate::analysis::robust::Robustness;
use crate::explain::findings::Kind;
use crate::explain::reasoning::{Reason, State};
use crate::law::book::{Direction, Level};
use crate::place::Place;

impl Words {
    /// Stated circumstances that no rule gives an effect of its own.
    pub fn unweighed(&self, stated: &str) -> String {
        self.pick("{}（已认定；没有适用的规定单独评价）", "{} (stated; no rule that applies weighs it)")
            .replace("{}", stated)
    }

    /// Why a step does not hold, in a word or two; what was found follows.
    pub(super) fn why(&self, reason: &Reason) -> &'static str {
        match reason {
            Reason::Holds => self.pick("成立", "established"),
            Reason::Fact => self.pick("事实排除", "excluded by fact"),
            Reason::Displaced(_) => self.pick("被其他规则取代", "displaced by another rule"),
            Reason::NotGoverned(_) => self.pick("不适用于所涉行为", "not applicable to the conduct"),
            Reason::Reading(_) => self.pick("依所取理解不适用", "displaced by a reading"),
            Reason::Gate => self.pick("前提不成立", "what it presupposes does not hold"),
            Reason::NotProved(_) => self.pick("未证明", "not proved"),
            Reason::NotInvoked => self.pick("未援引", "not invoked"),
            Reason::NotRaised => self.pick("案卷未提及", "no judgement raised"),
            Reason::Open(_) => self.pick("待定", "open"),
        }
    }

    /// At which level of the law a proposal is made.
    pub(super) fn level_of(&self, level: Level) -> &'static str {
        self.language.either(
            match level {
                Level::Statute => "法律",
                Level::Interpretation => "司法解释",
            },
            level.name(),
        )
    }

    /// Which way a proposal moves outcomes.
    pub(super) fn direction_of(&self, direction: Direction) -> &'static str {
        self.language.either(
            match direction {
                Direction::Stricter => "从严",
                Direction::Milder => "从宽",
                Direction::Both => "有宽有严",
                Direction::Neutral => "不变",
            },
            direction.name(),
        )
    }

    /// How a fact stands; of a presumption, who has to rebut it.
    pub(super) fn state(&self, state: State) -> &'static str {
        match state {
            State::Proven => self.pick("已证实", "proven"),
            State::Disputed => self.pick("有争议", "disputed"),
            State::Alleged => self.pick("单方主张", "alleged"),
            State::Judged => self.pick("已作判断", "judged"),
            State::Presumed => self.pick("法律推定", "presumed by law"),
            State::Default => self.pick("默认假定", "assumed by default"),
            State::NotInIssue => self.pick("未列为争点", "not in issue"),
            State::Reading => self.pick("理解", "reading"),
            State::Unknown => self.pick("未知", "unknown"),
        }
    }

    /// What the file states as a bare fact.
    pub(super) fn taken_as_proven(&self) -> &'static str {
        self.pick("按已证实计", "taken as proven")
    }

    /// Who bears the burden where something is presumed.
    pub(super) fn burden(&self) -> &'static str {
        self.pick("由提出异议的一方以证据推翻", "for whoever contests it to rebut by evidence")
    }

    /// What would close an open step.
    pub(super) fn closed_by(&self) -> &'static str {
        self.pick("待查明：", "would be closed by ")
    }

    /// What is said of a step, but not proven.
    pub(super) fn only_said(&self) -> &'static str {
        self.pick("仅有主张或者有争议：", "only alleged or disputed: ")
    }

    /// How much more than is certain would establish a step.
    pub(super) fn would_establish(&self, amount: &str) -> String {
        self.pick("确定部分尚差{}", "needs {} beyond what is certain").replace("{}", amount)
    }

    /// Nothing in the file speaks of it.
    pub(super) fn nothing_stated(&self) -> &'static str {
        self.pick("案卷中没有相应事实", "the file states nothing of it")
    }

    /// The exceptions.
    pub(super) fn exceptions(&self) -> &'static str {
        self.pick("例外（另条规定取代）", "Exceptions (articles that govern in place of others)")
    }

    /// Something is in place of something.
    pub(super) fn governs_here(&self) -> &'static str {
        self.pick("由其适用：", "governed by ")
    }

    /// Another article is the one that governs.
    pub(super) fn governs_instead(&self, place: &Place) -> String {
        self.pick("适用的是{}", "{} governs it").replace("{}", &self.place(place))
    }

    /// What the other side says.
    pub(super) fn defence(&self) -> &'static str {
        self.pick("辩方：", "defence: ")
    }

    /// Nothing at all.
    pub(super) fn nobody(&self) -> &'static str {
        self.pick("均不成立", "none holds")
    }

    /// What an override did to a case: the heading.
    pub(super) fn difference(&self) -> &'static str {
        self.pick("与案卷原状的差别", "Difference from the file as it stands")
    }

    /// The file was silent.
    pub(super) fn silent(&self) -> &'static str {
        self.pick("未载明", "not stated")
    }

    /// A reading stood at its default.
    pub(super) fn by_default(&self) -> &'static str {
        self.pick("默认", "default")
    }

    /// Nothing changed.
    pub(super) fn same(&self) -> &'static str {
        self.pick("罪名、情节、各情形均无变化", "no charge, grade or ground changes")
    }

    /// A charge that is not there.
    pub(super) fn no_such_charge(&self) -> &'static str {
        self.pick("无此指控", "not charged")
    }

    /// What stands behind a screen of the reasoning, and how to see it.
    pub(super) fn deeper(&self, facts: usize, parts: usize) -> String {
        let counts = [
            (facts, "事实{}项", "{} facts"),
            (parts, "情形的组成部分{}项", "{} parts of steps"),
            (1, "量刑步骤、时效、时间效力、其他责任", "steps of the sentence, limitation, law in time, other tracks"),
        ];
        self.behind(&counts, self.by_levels)
    }

    /// Until when the standing of the law was checked, where that is not the same day for all of it.
    pub(super) fn checked_from(&self, day: &str, of: &str) -> String {
        match self.language {
            Language::Zh => format!("此后的现行效力未核对：最早{day}{of}"),
            Language::En => format!("standing not checked since: earliest {day}{of}"),
        }
    }

    /// What was said before, of whomever, and holds here too.
    pub(super) fn as_before(&self) -> &'static str {
        self.pick("相同各项", "As before")
    }

    /// What was said of another person holds word for word.
    pub(super) fn as_for(&self, person: &str) -> String {
        self.pick("与{}相同", "the same as for {}").replace("{}", person)
    }

    /// Facts that decide, beside those whose answers are told.
    pub(super) fn also_decide(&self) -> &'static str {
        self.pick("亦可决定", "Decide too")
    }

    /// What is said of another holds, and this collateral.
    pub(super) fn but_for_this(&self) -> &'static str {
        self.pick("另有：", "and besides: ")
    }

    /// What is said of another holds, and this does not.
    pub(super) fn and_not(&self) -> &'static str {
        self.pick("没有：", "without: ")
    }

    /// A step stands above with its facts and parts.
    pub(super) fn as_above(&self) -> &'static str {
        self.pick("见上", "as above")
    }

    /// So many facts of a step stand above.
    pub(super) fn facts_above(&self, count: usize) -> String {
        match (self.language, count) {
            (Language::Zh, _) => format!("上列事实{count}项"),
            (Language::En, 1) => "and 1 fact above".to_owned(),
            (Language::En, _) => format!("and {count} facts above"),
        }
    }

    /// How to see what stands at a place in full.
    pub(super) fn each_once(&self) -> &'static str {
        self.pick(
            "每项事实、每个组成部分只列一次；全部：--all",
            "Each fact and each part is told once; all of it: --all",
        )
    }

    /// What would close a step was said at another.
    pub(super) fn as_at(&self, place: &Place) -> String {
        self.pick("同{}", "the same as at {}").replace("{}", &self.place(place))
    }

    /// A step holds for so much more of the conduct.
    pub(super) fn holds_for_others(&self, count: usize) -> String {
        self.pick("其余{}项成立", "established for {} more").replace("{}", &count.to_string())
    }

    /// What no evidence is linked to because nobody stated it; the burden stays where it is.
    pub(super) fn not_raised(&self) -> &'static str {
        self.pick("无人提出而案卷未提及，仍由控方举证：", "Stated by nobody, and still for the prosecution to prove: ")
    }

    /// What a screen leaves out, each kind counted where there is any, and the flag that shows it.
    fn behind(&self, counts: &[(usize, &'static str, &'static str)], flag: &str) -> String {
        let some = counts.iter().filter(|(count, ..)| *count > 0);
        let each: Vec<String> =
            some.map(|(count, zh, en)| self.pick(zh, en).replace("{}", &count.to_string())).collect();
        if each.is_empty() {
            return format!("{}{flag}", self.pick("全部内容：", "All of it: "));
        }
        format!("{}{}{}{flag}", self.pick("未展开：", "Behind this: "), self.join(each), self.colon)
    }

    /// What stands behind the answers: grounds, elements, steps of the count, defaults and presumptions.
    pub(super) fn behind_answer(&self, [grounds, elements, steps, relied]: [usize; 4]) -> String {
        let counts = [
            (grounds, "情形{}项", "{} grounds"),
            (elements, "要件{}项", "{} elements"),
            (steps, "计数{}步", "{} steps of the count"),
            (relied, "默认值与推定{}项", "{} defaults and presumptions"),
        ];
        self.behind(
            &counts,
            self.pick("--full（连同没有相应行为的罪名：--all）", "--full (with absent offences: --all)"),
        )
    }

    /// What stands behind the gaps: what each finding rests on, facts that cannot matter, how facts are shown.
    pub(super) fn behind_gaps(&self, findings: usize, cannot: usize, shown: usize) -> String {
        let counts = [
            (findings, "要件、情形的证据{}项", "the evidence of {} elements and grounds"),
            (cannot, "已不影响情节的事实{}项", "{} facts that cannot matter"),
            (shown, "查明方式{}种", "{} more ways to show a fact"),
        ];
        self.behind(&counts, "--all")
    }

    /// Where a reading stands.
    pub(super) fn now_at(&self, option: &str) -> String {
        self.pick("现采：{}", "now {}").replace("{}", option)
    }

    /// How many changes are left out.
    pub(super) fn more_changes(&self, (least, most): (usize, usize)) -> String {
        match (self.language, least == most) {
            (Language::Zh, true) => format!("另有{most}种变化：--all"),
            (Language::Zh, false) => format!("另有{least}至{most}种变化：--all"),
            (Language::En, true) if most == 1 => "1 more change: --all".to_owned(),
            (Language::En, true) => format!("{most} more changes: --all"),
            (Language::En, false) => format!("{least} to {most} more changes: --all"),
        }
    }

    /// Nothing among so many changes that a party would usually argue.
    pub(super) fn none_argued(&self, (least, most): (usize, usize)) -> String {
        let others = if least == most { String::new() } else { format!("{least}{}", self.pick("至", " to ")) };
        match self.language {
            Language::Zh => format!("没有当事人通常会提出的变化；其余{others}{most}种：--all"),
            Language::En => format!("no change that a party would usually argue; others, {others}{most}: --all"),
        }
    }

    /// What is left out of the flips: values that come to the same, questions of readings, offences added.
    pub(super) fn behind_flips(&self) -> String {
        let zh = "后果相同的各项取值、各理解的问题与由此确定的情形、变化后另成立的罪名";
        let en = "values that come to the same, what each reading asks and decides, changes that add an offence";
        self.behind(&[(1, zh, en)], "--all")
    }

    /// So many changes would bring a charge to a grade.
    pub(super) fn would_reach(&self, count: usize) -> String {
        match (self.language, count) {
            (Language::Zh, _) => format!("有{count}种变化会使其达到情节标准：--all"),
            (Language::En, 1) => "1 change would bring it to a grade: --all".to_owned(),
            (Language::En, _) => format!("{count} changes would bring it to a grade: --all"),
        }
    }

    /// Of what kind something is that could change the result.
    pub(super) fn kind_of_change(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Unknown => self.pick("事实不明", "unknown"),
            Kind::Judgement => self.pick("须由人判断", "to be judged"),
            Kind::Disputed => self.pick("有争议", "disputed"),
            Kind::Alleged => self.pick("仅为一方主张", "alleged"),
            Kind::Assumed => self.pick("未载明、可争辩", "assumed"),
            Kind::Reading => self.pick("法律争点", "reading"),
            Kind::Barred => self.pick("已过追诉时效", "out of time"),
        }
    }

    /// Whether the result stands whatever is disputed, in the summary.
    pub(super) fn firm(&self, robustness: &Robustness) -> &'static str {
        match robustness.stands {
            false if !robustness.settled => self.pick("取决于待定事项", "what is open decides it"),
            true => self.pick(
                "各争议事实、各种理解之下情节认定不变",
                "the grade is the same under every disputed fact and reading",
            ),
            false => self.pick(
                "情节认定取决于争议事实或者所采的理解",
                "the grade depends on what is disputed, or on the reading",
            ),
        }
    }

    /// An element is open only because the conduct is.
    pub(super) fn as_the_conduct(&self) -> &'static str {
        self.pick("待定，仅因行为待定", "open only because the conduct is")
    }

    /// The question after the grade.
    pub(super) fn which_grade(&self) -> &'static str {
        self.pick("达到何种情节？", "Which grade is reached?")
    }

    /// How a quiz begins: how much is asked, and how to leave.
    pub fn quiz_begins(&self, questions: usize, persons: usize) -> String {
        let text = self.pick(
            "共{0}题，涉及{1}人；先答各情形，再答情节。按 Ctrl-D 结束并评阅已答部分。",
            "{0} questions about {1} accused: each ground first, then the grade. Ctrl-D ends it and marks what was answered.",
        );
        text.replace("{0}", &questions.to_string()).replace("{1}", &persons.to_string())
    }

    /// A quiz was left before its end.
    pub(super) fn left_after(&self, answered: usize, of: usize) -> String {
        self.pick("共{1}题，答至第{0}题", "left after {0} of {1} questions")
            .replace("{0}", &answered.to_string())
            .replace("{1}", &of.to_string())
    }

    /// How many facts of a step are not told, and where they are.
    pub(super) fn more_facts(&self, count: usize, place: &Place) -> String {
        self.pick("另有{0}项事实：explain CASE {1}", "{0} more facts: explain CASE {1}")
            .replace("{0}", &count.to_string())
            .replace("{1}", &self.place(place))
    }

    /// The score of a quiz.
    pub(super) fn score(&self, right: usize, of: usize) -> String {
        self.pick("答对{0}题，共{1}题", "{0} of {1} right")
            .replace("{0}", &right.to_string())
            .replace("{1}", &of.to_string())
    }

    /// Where the student went another way.
    pub(super) fn parted(&self) -> &'static str {
        self.pick("与法律分歧的第一步", "First step at which you parted from the law")
    }

    /// What the student says.
    pub(super) fn you(&self) -> &'static str {
        self.pick("你的回答：", "You: ")
    }

    /// What the law says.
    pub(super) fn the_law(&self) -> &'static str {
        self.pick("依法：", "the law: ")
    }

    /// The law's answers.
    pub(super) fn by_law(&self) -> &'static str {
        self.pick("依法", "By law")
    }

    /// The student's answers.
    pub(super) fn yours(&self) -> &'static str {
        self.pick("回答", "Yours")
    }

    /// How to answer.
    pub fn answer_with(&self, options: &str) -> String {
        self.pick("请回答：{}", "Answer {}").replace("{}", options)
    }
}
