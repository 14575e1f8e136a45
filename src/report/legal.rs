//! The words of the law's own kinds in both languages: statuses, effects, relations, how a rule was verified.

use super::words::Words;
use crate::explain::findings::BasisName;
use crate::law::book::{Band, Effect, FineMode, Modal, RelationKind, Term, Verification};
use crate::truth::Truth;

impl Words {
    /// A status.
    pub fn truth(&self, truth: Truth) -> &'static str {
        match truth {
            Truth::Established => self.pick("成立", "established"),
            Truth::Open => self.pick("待定", "open"),
            Truth::Excluded => self.pick("不成立", "excluded"),
        }
    }

    /// What a finding rests on.
    pub fn basis_of(&self, basis: BasisName) -> &'static str {
        match basis {
            BasisName::Fact => self.pick("事实", "stated facts"),
            BasisName::Judgement => self.pick("裁量判断", "judgement"),
            BasisName::Default => self.pick("默认值", "default"),
            BasisName::Presumption => self.pick("推定", "presumption"),
            BasisName::NotInIssue => self.pick("未列为争点", "not in issue"),
        }
    }

    /// What a penalty that is measured in months is called.
    pub fn penalty(&self, term: Term) -> &'static str {
        match term {
            Term::Imprisonment => self.imprisonment,
            Term::Detention => self.detention,
            Term::Control => self.control,
        }
    }

    /// How a rule was verified.
    pub fn verification(&self, verification: Verification) -> &'static str {
        match verification {
            Verification::Verified => self.pick("已核对", "verified"),
            Verification::Secondary => self.pick("间接核对", "secondary"),
            Verification::Derived => self.pick("推导", "derived"),
            Verification::Unverified => self.pick("未核对", "unverified"),
        }
    }

    /// What a circumstance does.
    pub fn effect(&self, effect: Effect) -> &'static str {
        match effect {
            Effect::Heavier => self.pick("从重", "heavier"),
            Effect::Lighter => self.pick("从轻", "lighter"),
            Effect::Mitigated => self.pick("减轻", "mitigated"),
            Effect::Exempt => self.pick("免除", "exempt"),
        }
    }

    /// Whether the court has a choice.
    pub fn modal(&self, modal: Modal) -> &'static str {
        match modal {
            Modal::May => self.pick("可以", "may be "),
            Modal::Shall => self.pick("应当", "shall be "),
        }
    }

    /// How a fine is imposed, after the other penalties.
    pub fn fine_beside(&self, fine: FineMode) -> &'static str {
        match fine {
            FineMode::With => self.pick("，并处罚金", ", with a fine"),
            FineMode::WithOrInstead => self.pick("，并处或者单处罚金", ", with a fine or a fine alone"),
            FineMode::Instead => self.pick("，或者单处罚金", ", or a fine alone"),
        }
    }

    /// Where the whole property can be taken instead: `或者没收财产`.
    pub fn or_forfeiture(&self, band: &Band) -> String {
        if band.forfeiture { format!("{}{}", self.or, self.forfeiture) } else { String::new() }
    }

    /// What becomes of related charges.
    pub fn relation(&self, kind: RelationKind) -> &'static str {
        match kind {
            RelationKind::Heavier => self.pick("从一重处断", "the heavier of the two"),
            RelationKind::Cumulative => self.pick("数罪并罚", "cumulative"),
            RelationKind::InPlaceOf => self.pick("前者优先适用", "the first in place of the second"),
        }
    }

    /// That a charge falls by a relation.
    pub fn falls(&self, kind: RelationKind) -> &'static str {
        match kind {
            RelationKind::InPlaceOf => self.pick("不再适用", "displaced: "),
            RelationKind::Heavier | RelationKind::Cumulative => self.pick("被吸收的是", "absorbed: "),
        }
    }

    /// That neither of two charges that one act joins falls, because of other acts.
    pub fn crime_by_themselves(&self, acts: &[String]) -> String {
        let acts = self.join(acts.iter().map(|act| self.act_titled(act)));
        self.language.either(
            format!("均予认定：{acts}单独构成犯罪（此处的情节仍按全部行为计算）"),
            format!("neither falls: what only one of them has ({acts}) is a crime by itself (the grade here still counts every act)"),
        )
    }

    /// That it is to be judged whether what one charge has beside the acts that are in both is a crime; nothing without such.
    pub fn whether_a_crime_by_themselves(&self, acts: &[String]) -> String {
        if acts.is_empty() {
            return String::new();
        }
        let acts = self.join(acts.iter().map(|act| self.act_titled(act)));
        self.language.either(
            format!("（{acts}不在两罪共同的行为之内，是否单独构成犯罪待判断）"),
            format!(" (whether what only one of them has, {acts}, is a crime by itself is to be judged)"),
        )
    }

    /// Between a place and what is said of it.
    pub fn gap_or_colon(&self) -> &'static str {
        self.pick("：", " ")
    }

    /// Where the rest of the charges can be read.
    pub fn rest_of_charges(&self, person: &str) -> String {
        self.pick("其余罪名详见 `--all` 或者 `explain`（{}）", "`--all` or `explain` shows these charges in full ({})")
            .replace("{}", person)
    }

    /// That a ground comes to hold, or ceases to.
    pub fn mark(&self, truth: Truth) -> &'static str {
        match truth {
            Truth::Established => "✓",
            Truth::Open => "?",
            Truth::Excluded => "✗",
        }
    }
}
