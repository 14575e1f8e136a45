//! The phrases of the reasoning and of the quiz, in both languages.

use super::words::Words;
use crate::explain::reasoning::{Reason, State};

impl Words {
    /// Why a step does not hold, in a word or two; what was found follows.
    pub(super) fn why(&self, reason: &Reason) -> &'static str {
        match reason {
            Reason::Holds => self.pick("成立", "established"),
            Reason::Fact => self.pick("事实排除", "excluded by fact"),
            Reason::Displaced(_) => self.pick("被其他规则取代", "displaced by another rule"),
            Reason::NotGoverned(_) => self.pick("本条不适用于所涉行为", "its article governs none of the conduct"),
            Reason::Reading(_) => self.pick("依所取理解不适用", "displaced by a reading"),
            Reason::Gate => self.pick("前提不成立", "what it presupposes does not hold"),
            Reason::NotProved(_) => self.pick("未证明", "not proved"),
            Reason::NotInvoked => self.pick("未援引", "not invoked"),
            Reason::NotRaised => self.pick("无须判断", "no judgement raised"),
            Reason::Open(_) => self.pick("待定", "open"),
        }
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
        self.pick("确定部分再加{}即成立", "{} more than is certain would establish it").replace("{}", amount)
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

    /// How to see more than a screen of the reasoning.
    pub(super) fn deeper(&self) -> &'static str {
        self.pick(
            "事实、部分、量刑步骤、时效、时间效力、其他责任：--all，或者 --depth N",
            "facts, parts, steps of the sentence, limitation, law in time, other tracks: --all, or --depth N",
        )
    }

    /// What no evidence is linked to because nobody stated it.
    pub(super) fn needs_no_evidence(&self) -> &'static str {
        self.pick("无人提出，无须证据：", "Stated by nobody, so without evidence: ")
    }

    /// How many changes are left out.
    pub(super) fn more_changes(&self, count: usize) -> String {
        self.pick("另有{}种变化：--all", "{} more: --all").replace("{}", &count.to_string())
    }

    /// An element is open only because the conduct is.
    pub(super) fn as_the_conduct(&self) -> &'static str {
        self.pick("待定，仅因行为待定", "open only because the conduct is")
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
