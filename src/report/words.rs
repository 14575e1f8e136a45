//! The words of the interface in both languages. Legal words come with the findings and the law book.

pub use super::named::{Names, Words};
use crate::explain::findings::Unstated;
use crate::law::vocabulary::Label;
use crate::quantity::Unit;

/// A language to present in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    #[default]
    En,
}

impl Language {
    /// A label in this language; in the other where this one is missing.
    pub fn of(self, label: &Label) -> &str {
        let (first, second) = match self {
            Self::Zh => (&label.zh, &label.en),
            Self::En => (&label.en, &label.zh),
        };
        if first.is_empty() { second } else { first }
    }

    /// The one of two phrases that is in this language.
    pub fn either<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The words of the interface, which call provisions and facts by what one may type.
    pub fn words(self) -> &'static Words {
        match self {
            Self::Zh => &ZH,
            Self::En => &EN,
        }
    }
}

macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// Headings and phrases of the interface, named after what they head or say.
        #[derive(Debug)]
        #[expect(missing_docs, reason = "each is the word it is named after")]
        pub struct Messages {
            pub language: Language,
            $(pub $name: &'static str,)*
        }

        static ZH: Words = Words::plain(&Messages { language: Language::Zh, $($name: $zh,)* });
        static EN: Words = Words::plain(&Messages { language: Language::En, $($name: $en,)* });
    };
}

words! {
    law_of: "适用法律的基准日：", "Law as of ";
    choices_set: "所采理解", "choices";
    amended_by: "纳入的修法建议", "amended by";
    proposal: "建议", "Proposal";
    no_difference: "两者相同。", "Nothing differs.";
    nothing_there: "（无）", "(nothing)";
    author: "作者", "Author";
    level: "层级", "Level";
    direction: "方向", "Direction";
    comparison: "比较法", "comparison";
    parameters: "建议中的参数", "Parameters of proposals";
    parameter: "参数", "Parameter";
    value: "取值", "Value";
    default: "默认值", "Default";
    range: "范围", "Range";
    whose: "数字来源", "Whose figure";
    of_author: "作者提出", "the author's";
    illustrative: "示例数字，无人提出", "illustrative: nobody's";
    set_here: "本次设定", "set for this run";
    proven_only: "仅采用已证实的事实", "only proven facts are used";
    on_stated_facts: "（依所述事实）", " on the stated facts";
    no_charge: "所述事实不是此处编入的任何罪名所指的行为", "none of the stated facts is conduct of an offence encoded here";
    not_punished_then: "当时尚不处罚", "Not punished then";
    no_conduct_of: "没有其所指的行为", "Conduct of none of";
    others_not_encoded: "其他罪名未编入，须另行审查", "other offences, which have to be looked at besides";
    conduct_absent: "没有该罪名所指的行为", "its conduct is not there";
    recommended: "建议指控", "Recommended to be charged";
    relations: "罪数关系", "Relations";
    only_if_otherwise: "仅在有争议的事实另行认定时才可能有其行为", "conduct only if a contested fact stands otherwise";
    possible_if_otherwise: "有争议的事实另行认定时才可能", "possible if a contested fact stands otherwise";
    other_charges: "其他罪名", "Other charges";
    joint: "数罪并罚", "Joint sentence";
    all_stand: "互不吸收", "neither absorbs the other";
    may_fall: "待定，可能不单独定罪的是", "open which falls: ";
    equally_heavy: "两罪所达幅度相同，取规则在先的一罪", "equal bands: the one the rule names first";
    depends_on: "取决于", "depends on ";
    each_depends_on: "以上均取决于", "each of these depends on ";
    together: "合并", "together ";
    capped_at: "上限", "at most ";
    life_takes_all: "有一罪可能判处无期徒刑", "one of them may bring life imprisonment";
    fines_add_up: "罚金累加", "fines add up";
    grade: "情节", "Grade";
    possible_grades: "仍可能", "still possible";
    not_exact: "其中有的未必可能", "some may prove impossible";
    sentence: "法定刑", "Sentence";
    reachable: "处断刑", "Reachable";
    usual_fine: "罚金参考", "Usual fine";
    guidance_only: "仅供参考", "guidance, not law";
    open_facts: "待定事实", "Open facts";
    would_decide: "查明后可认定", "would decide";
    decides: "，查明后可认定", ", would decide ";
    choices_matter: "影响结果的争点", "Choices that matter";
    now: "现采", "now";
    choices_beside: "其他争点", "Further readings";
    below_threshold: "未达刑事标准", "Below the threshold";
    limitation_heading: "追诉时效", "Limitation";
    law_in_time: "法律的时间效力", "Law in time";
    contested_short: "有争议", "Contested";
    at_face_value: "暂按所述认定，加 --only proven 时不计", "taken at face value; not with --only proven";
    changes_nothing: "单独改变不了结果", "changes nothing alone";
    matters_then: "此时还取决于", "then open too: ";
    assumed_short: "案卷未载、可能被争辩", "Assumed in silence";
    left_out_of_time: "除外届时已过追诉时效的行为", "leaving out acts that are then out of time";
    left_out: "除外则如上", "leaving them out";
    one_series: "各行为属同一连续过程的，应记为一个持续行为，届时均未超过时效", "if the acts are one continuing series, state it as one lasting act, and nothing is out of time";
    only_together: "几项同时变化时仍可能", "several of them together";
    not_searched: "未能逐一穷尽，不能断定没有其他因素会改变结果", "not searched to the end: there may be more that could change the result";
    not_checked_after: "此后的效力未核对：", "standing not checked after";
    last_checked: "效力核对至", "Checked until";
    settled_by: "可据以核实的文本", "What would settle it";
    own_text: "该文件的正式文本", "its official text";
    any_authority: "条文、司法解释或者公开案例", "a statute, an interpretation or a published case";
    convention: "默认依惯例", "the default is a convention";
    authority: "依据", "Supported by";
    could_change: "结论是否稳定", "Could change";
    may_change: "可能改变结果的", "Could change";
    by_levels: "--all（逐层：--depth N）；各项会改变什么：gaps、flip", "--all (by levels: --depth N); what changes what: gaps, flip";
    another_band: "法定刑不同", "another band";
    another_fine: "罚金数额不同", "another amount of the fine";
    nothing_open: "稳定：没有会改变结果的待定、争议事实或争点", "nothing open, disputed or contested could change the result";
    grade_stands: "待定事实都不改变情节的认定", "no open fact could change the grade";
    count: "计数", "Count";
    circumstances: "量刑情节", "Circumstances";
    not_in_issue: "未列为争点", "Not in issue";
    not_invoked: "未援引条款", "Not invoked";
    not_encoded: "须人工适用", "To apply by hand";
    unanswered: "未作的判断", "Unanswered";
    deciding_ground: "决定性情形", "Deciding ground";
    also_established: "另外成立", "Also established";
    near_misses: "最近未达", "Near misses";
    unknown: "未知", "unknown";
    missing: "尚差", "missing ";
    of: "，标准", " of ";
    nothing_found: "未认定任何数额", "Measured, and nothing found";
    condition_fails: "数额已到，但另一条件不成立", "the figure is reached, a condition beside it is not";
    ground: "情形", "Ground";
    place: "出处", "Place";
    what: "内容", "What";
    found: "认定", "Found";
    needed: "标准", "Needed";
    degree: "比例", "Degree";
    status: "状态", "Status";
    basis: "依据", "Basis";
    facts: "事实", "Facts";
    evidence: "证据", "Evidence";
    verified: "核对", "Verified";
    grounds: "全部情形", "All grounds";
    facts_of_grounds: "情形所依事实", "What the grounds rest on";
    elements: "构成要件", "Elements";
    element: "要件", "Element";
    ledger: "计数明细", "Counting ledger";
    dataset: "数据集", "Dataset";
    class: "层级", "Class";
    step: "步骤", "Step";
    items: "条数", "Items";
    counted: "计入", "counted";
    bands: "各情节的法定刑", "Bands by grade";
    defaults_used: "采用的默认值", "Defaults relied on";
    presumed: "采用的推定", "Presumptions relied on";
    contested: "按表面采用的争议事实", "Contested facts taken at face value";
    fact: "事实", "Fact";
    taken_as: "取值", "Taken as";
    notes: "说明", "Notes";
    instruments: "所用法律文件", "Instruments";
    imprisonment: "有期徒刑", "imprisonment";
    life: "无期徒刑", "life imprisonment";
    deprivation: "剥夺政治权利", "deprivation of political rights";
    forfeiture: "没收财产", "confiscation of property";
    detention: "拘役", "detention";
    control: "管制", "control";
    fine: "罚金", "a fine";
    or: "或者", " or ";
    gap: "", " ";
    no_penalty: "没有规定刑罚", "no penalty is provided";
    exempt: "或者免除处罚", "or exemption from punishment";
    list: "、", ", ";
    pause: "，", ", ";
    colon: "：", ": ";
    stop: "；", "; ";
    dash: "——", " — ";
    title: "标题", "Title";
    number: "文号", "Number";
    rank: "效力层级", "Rank";
    force: "施行", "In force";
    onwards: "起", "onwards";
    issuer: "制定机关", "Issued by";
    follows: "此前的解释", "Follows";
    not_in_files: "未编入", "not encoded";
    rule: "规则", "Rule";
    encoded: "编码", "Encoded as";
    article: "第", "Article ";
    article_end: "条", "";
    choice: "选项", "Choice";
    question: "问题", "Question";
    options: "可选（*为默认）", "Options (* is the default)";
    declared_in: "载于", "Declared in";
    case: "案件", "Case";
    person: "人员", "Person";
    offence: "罪名", "Offence";
    expected: "预期", "Expected";
    result: "结果", "Result";
    agrees: "一致", "agrees";
    stays_open: "待定", "open";
    differs: "有别（已说明）", "differs (explained)";
    fails: "不符", "FAILS";
    beyond_reach: "不在处断刑之内", "beyond reach";
    nothing_wrong: "未发现问题", "nothing wrong found";
    reasons: "法院、检察院处理不同之处", "Where the court or procuratorate differed";
    cannot_follow: "与认定不合", "does not follow";
    details: "依据", "what this rests on";
    no_fact_matters: "没有任何待定事实还能改变情节", "No open fact can still change a grade.";
    facts_that_decide: "可决定情节的待定事实（决定多者在前）", "Open facts that decide, those that decide most first";
    usually_shown: "通常如何查明（办案经验，非法律规定）", "How they are usually shown (practice, not law)";
    provider: "由谁提供", "From";
    how: "方式", "How";
    decides_together: "与他项并论才有影响", "Only with others";
    undecided: "未能穷尽，或有影响", "May matter";
    facts_undecided: "未能穷尽、是否相关未定的事实", "Facts not tried exhaustively: they may matter";
    facts_that_cannot: "已不可能影响情节的待定事实", "Open facts that provably cannot change a grade";
    what_rests: "要件、情形与证据", "Elements and grounds by evidence";
    without_evidence: "未附证据的事实", "Facts without evidence";
    rests_on_nothing: "未附证据", "No evidence named";
    rests_on_one: "仅凭一项证据", "On one item alone";
    facts_beside: "不影响情节但可定其他事项的待定事实", "Open facts that decide no grade, but something else";
    could_change_besides: "此外可能改变结果的因素", "What else could change the result";
    decides_beside: "情节以外可定", "Beside the grade";
    kind: "种类", "Kind";
    excluded_by: "排除要件", "Element excluded";
    cannot_matter: "已不影响情节", "Cannot matter";
    dispute_moves_nothing: "虽有争议，单独不影响情节", "In dispute, and alone moves no grade";
    on_nothing: "未附证据", "none named";
    alone: "仅此一项", "alone";
    answer: "如果是", "If it is";
    then_possible: "则可能的情节", "Grades then possible";
    grounds_decided: "由此确定的情形", "Grounds decided";
    grade_is_open: "情节尚未确定：待定事实见 `gravamen gaps`", "The grade is open: `gravamen gaps` lists what would settle it.";
    nothing_flips: "在查找范围内，没有单个或成对的事实变化会改变情节", "Within the bounds of the search, no change of one fact, or of two, changes the grade.";
    search_bounds: "查找范围有限，可能还有其他变化，尤其是成对的变化。", "The search is bounded: there may be other changes, pairs above all.";
    more_serious: "加重", "More serious";
    less_serious: "减轻或不成立", "Less serious, or none";
    now_is: "现为", "Now";
    changed_to: "变为", "Changed to";
    then_grade: "则为", "Then";
    by_rule: "依据", "By";
    not_stated: "案卷未载", "not stated";
    and_also: "并且 ", "and ";
    any_of: "任一", "any of";
    reachable_together: "全部争议与理解之下可能", "Possible under all of them";
    disputed_facts: "争议事实", "Disputed facts";
    where_it_is: "取值范围", "Where it is";
    stale: "不符（所作说明已无必要）", "FAILS (nothing to explain)";
}

impl Words {
    /// A number with the name of its unit.
    pub fn with_unit(&self, number: &str, unit: Unit, one: bool) -> String {
        let (zh, singular, plural) = match unit {
            Unit::Items => ("条", "item", "items"),
            Unit::Persons => ("人", "person", "persons"),
            Unit::Sets => ("组", "set", "sets"),
            Unit::Cards => ("张", "card", "cards"),
            Unit::Yuan => ("元", "yuan", "yuan"),
            Unit::Days => ("日", "day", "days"),
            Unit::Months => ("个月", "month", "months"),
            // An age: how long a term is says `years`.
            Unit::Years => ("周岁", "year", "years"),
            Unit::Count => return number.to_owned(),
        };
        match self.language {
            Language::Zh => format!("{number}{zh}"),
            Language::En => format!("{number} {}", if one { singular } else { plural }),
        }
    }

    /// So many years of a term or a period.
    pub fn years(&self, number: &str, one: bool) -> String {
        match self.language {
            Language::Zh => format!("{number}年"),
            Language::En => self.with_unit(number, Unit::Years, one),
        }
    }

    /// How much more, or less.
    pub fn by_so_much(&self, amount: &str, more: bool) -> String {
        match (self.language, more) {
            (Language::Zh, true) => format!("多{amount}"),
            (Language::Zh, false) => format!("少{amount}"),
            (Language::En, true) => format!("{amount} more"),
            (Language::En, false) => format!("{amount} less"),
        }
    }

    /// A lower end without an upper one.
    pub fn at_least(&self, amount: &str) -> String {
        self.pick("至少", "at least ").to_owned() + amount
    }

    /// From a day on.
    pub fn from_day(&self, day: &str) -> String {
        self.pick("自{}起", "from {}").replace("{}", day)
    }

    /// How many lines of a list are left out.
    pub fn more(&self, count: usize) -> String {
        match self.language {
            Language::Zh => format!("另有{count}项：--full"),
            Language::En => format!("{count} more: --full"),
        }
    }

    /// After the places that are named: how many there are in all, or how many more.
    pub fn further(&self, named: usize, all: usize) -> String {
        match self.language {
            Language::Zh => format!("等{all}处"),
            Language::En => format!(", {} more", all - named),
        }
    }

    /// What alone leaves the grade open, in one sentence; nothing where nothing does.
    pub fn open_alone(&self, all: &[Unstated]) -> Option<String> {
        let each: Vec<String> = all.iter().map(|one| self.unstated(one)).collect();
        (!each.is_empty()).then(|| {
            self.language.either(
                format!("情节待定，仅因{}", each.join("；")),
                format!("the grade is open only because {}", each.join("; and because ")),
            )
        })
    }

    fn unstated(&self, unstated: &Unstated) -> String {
        let datasets = |ids: &[String]| self.join(ids.iter().map(|id| self.dataset(id)));
        match unstated {
            Unstated::Overlap(ids) => self.language.either(
                format!(" {} 的各部分如何重叠未载明", datasets(ids)),
                format!("how the parts of {} overlap is not stated", datasets(ids)),
            ),
            Unstated::Recipients(ids) => self.language.either(
                format!("各次提供 {} 的对象是否同一未载明（应写明每次的接收者）", datasets(ids)),
                format!(
                    "whether {} went to the same recipients each time is not stated (name the recipients of each act)",
                    datasets(ids)
                ),
            ),
            Unstated::Division(act) => self.language.either(
                format!("{}的款项在各份信息之间如何分配未载明（可按各份信息分别写为一起行为）", self.act_titled(act)),
                format!(
                    "how the gains of {} divide among its bodies of information is not stated (write an act for each)",
                    self.act_titled(act)
                ),
            ),
        }
    }

    /// The totals of a test run.
    pub fn totals(&self, expectations: usize, cases: usize, [agree, open, differ, fail]: [usize; 4]) -> String {
        match self.language {
            Language::Zh => format!(
                "{cases}个案件中的{expectations}项预期：{agree}项一致，{open}项待定，{differ}项有别（已说明），{fail}项不符"
            ),
            Language::En => format!(
                "{expectations} expectations in {cases} cases: {agree} agree, {open} open, {differ} differ (explained), {fail} fail"
            ),
        }
    }

    /// Texts one after another.
    pub fn join<T: AsRef<str>>(&self, texts: impl IntoIterator<Item = T>) -> String {
        let texts: Vec<T> = texts.into_iter().collect();
        texts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(self.list)
    }

    /// How many witnesses of a proposal held.
    pub fn held(&self, held: usize, of: usize) -> String {
        match self.language {
            Language::Zh => format!("{of} 个见证案例中 {held} 个与所述相符"),
            Language::En => format!("{held} of {of} witnesses come out as stated"),
        }
    }

    /// A remark in brackets.
    pub fn aside(&self, text: &str) -> String {
        match self.language {
            Language::Zh => format!("（{text}）"),
            Language::En => format!(" ({text})"),
        }
    }

    /// The one of two texts that is in this language.
    pub(super) fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}
