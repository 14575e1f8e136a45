//! The words of what stands beside the grades.

use crate::explain::collateral::{FineRole, Taking, TrackReason};
use crate::place::Place;
use crate::report::words::Words;
use crate::truth::Truth;

impl Words {
    pub(super) fn track_reason(&self, reason: TrackReason) -> &'static str {
        match reason {
            TrackReason::Below => self.pick("未达情节标准", "no grade is reached"),
            TrackReason::Beside => self.pick("与刑事责任并行", "beside criminal liability"),
            TrackReason::GradeReached => self.pick("已达情节标准，不适用", "a grade is reached, so it does not apply"),
            TrackReason::GradeOpen => self.pick("是否达到情节标准待定", "whether a grade is reached is open"),
            TrackReason::Barred => self.pick("已过追究时效", "out of time"),
            TrackReason::ConductOpen => self.pick("条件是否具备待定", "whether its conditions hold is open"),
        }
    }

    pub(super) fn limitation(&self, barred: Truth) -> &'static str {
        match barred {
            Truth::Established => self.pick("已过追诉时效", "barred"),
            Truth::Excluded => self.pick("未过追诉时效", "running"),
            Truth::Open => self.pick("时效待定", "open"),
        }
    }

    pub(super) fn barred_after(&self, day: &str) -> String {
        self.pick("（期限至{}）", " (last day {})").replace("{}", day)
    }

    pub(super) fn assumed(&self) -> &'static str {
        self.pick("案卷未载明，按此推算", "not stated, so assumed")
    }

    pub(super) fn custody(&self) -> &'static str {
        self.pick("行政拘留", "detention")
    }

    pub(super) fn fined(&self, mode: FineRole) -> &'static str {
        match mode {
            FineRole::With => self.pick("罚款", "a fine"),
            FineRole::May => self.pick("可以并处罚款", "possibly a fine"),
            FineRole::Instead => self.pick("或者罚款", "or a fine"),
        }
    }

    pub(super) fn taken(&self, taken: Taking) -> &'static str {
        match taken {
            Taking::Confiscation => self.pick("没收所得", "gains confiscated"),
            Taking::Recovery => self.pick("追缴所得", "gains recovered"),
        }
    }

    /// What is counted though it is out of time.
    pub(super) fn counts_barred(&self, acts: &str) -> String {
        self.pick("其中{}已过追诉时效", "counting what is out of time: {}").replace("{}", acts)
    }

    /// What a default follows that no authority supports.
    pub(super) fn by_convention(&self) -> &'static str {
        self.pick("依惯例", "by convention")
    }

    /// What comes in place of a grade that is open.
    pub(super) fn if_no_grade(&self) -> &'static str {
        self.pick("如未达情节标准", "If no grade")
    }

    /// What stands beside a grade; where how heavy it is is open, it says so.
    pub(super) fn beside_a_grade(&self, open: bool) -> &'static str {
        match open {
            false => self.pick("另有行政责任", "Beside a grade"),
            true => self.pick("行政责任待定", "Beside, open"),
        }
    }

    pub(super) fn no_crime(&self) -> &'static str {
        self.pick("不构成犯罪", "No crime")
    }

    pub(super) fn act(&self) -> &'static str {
        self.pick("行为", "Act")
    }

    pub(super) fn day(&self) -> &'static str {
        self.pick("行为日", "Day")
    }

    pub(super) fn text_met(&self) -> &'static str {
        self.pick("适用文本", "Text")
    }

    pub(super) fn interpretation(&self) -> &'static str {
        self.pick("司法解释", "Interpretation")
    }

    pub(super) fn why_governs(&self) -> &'static str {
        self.pick("理由", "Why")
    }

    pub(super) fn none_met(&self) -> &'static str {
        self.pick("当时没有相应罪名", "no offence then")
    }

    pub(super) fn not_by_reading(&self) -> &'static str {
        self.pick("依所取理解不适用", "not under the reading taken")
    }

    pub(super) fn comparison(&self) -> &'static str {
        self.pick("新旧法比较", "Earlier and later text")
    }

    pub(super) fn tracks(&self) -> &'static str {
        self.pick("其他责任", "Other tracks")
    }

    pub fn exits(&self) -> &'static str {
        self.pick("出罪、免责途径", "Ways out")
    }

    /// `not imposed: cl/16.5 ends the charge`.
    pub fn not_imposed(&self, way_out: &Place) -> String {
        let ends = self.pick("不判处：应当依{}终结", "not imposed: {} ends the charge");
        ends.replace("{}", &self.place(way_out))
    }

    /// Before the band that is not imposed.
    pub fn band_of_the_offence(&self) -> &'static str {
        self.pick("该罪法定刑：", "the band of the offence: ")
    }

    pub(super) fn on_file(&self) -> &'static str {
        self.pick("案卷所载", "On file")
    }

    /// Of a way out that needs a person to invoke it, and that nobody did.
    pub(super) fn exit_not_invoked(&self) -> &'static str {
        self.pick("未援引", "not invoked")
    }

    /// Where whoever finds that it is there says so.
    pub fn may_be_invoked(&self, place: &Place) -> String {
        self.pick(
            "未列事实也可由人援引：以`[[judgement]]`写在`{}`",
            "a person may invoke it without any of the facts listed: a `[[judgement]]` at `{}`",
        )
        .replace("{}", &place.to_string())
    }

    pub(super) fn nothing_of_it(&self) -> &'static str {
        self.pick("未载明其条件", "nothing of what it needs")
    }

    pub(super) fn beside(&self) -> &'static str {
        self.pick("时间效力与其他责任", "law in time and other tracks")
    }

    pub(super) fn no_grade_moves(&self) -> &'static str {
        self.pick("不影响情节的认定", "no grade moves")
    }

    pub(super) fn moves(&self) -> &'static str {
        self.pick("各选项的其他影响", "What else each option moves")
    }
}
