//! What only a party's facts bring, another text of the article or another offence, is told in every output.

use gravamen::report::words::Language;

use super::told::{told, unbroken};

/// A case in a file of its own, for as long as it is asked about.
fn of_case(name: &str, text: &str, ask: impl Fn(&str)) {
    let path = std::env::temp_dir().join(format!("gravamen-{name}-{}.toml", std::process::id()));
    std::fs::write(&path, text).expect("written");
    ask(path.to_str().expect("a path"));
    std::fs::remove_file(&path).expect("removed");
}

fn stolen(kind: &str, items: u32, judged: &str, act: &str) -> String {
    format!(
        "[case]\nid = \"c\"\njudged = {judged}\nfiled = 2018-01-10\n[[person]]\nid = \"he\"\nborn = 1988-04-02\n\
        [[dataset]]\nid = \"d\"\ncontains = [\"{kind}\"]\nitems = {items}\nobtained_in = \"none\"\n\
        [[act]]\nid = \"s\"\nby = [\"he\"]\ndataset = \"d\"\ngains = 3000\n{act}\n"
    )
}

const OTHER_TEXT: &str = "does = \"steal\"\non = { value = 2015-10-20, status = \"disputed\", defence = 2015-11-20 }";

#[test]
fn a_text_that_a_disputed_day_brings_is_told_with_its_grade() {
    of_case("text", &stolen("phone", 60_000, "2019-05-20", OTHER_TEXT), |case| {
        for command in ["analyze", "explain", "gaps"] {
            let text = unbroken(&told(&format!("{command} {case} --format table"), Language::En));
            assert!(text.contains("especiallyseriouscircumstances"), "{command}: {text}");
            let zh = unbroken(&told(&format!("{command} {case} --format table"), Language::Zh));
            assert!(zh.contains("情节特别严重"), "{command}: {zh}");
        }
        let review = unbroken(&told(&format!("write review {case} --format markdown"), Language::Zh));
        assert!(review.contains("有争议的事实另行认定时才可能：刑法第二百五十三条之一：情节特别严重"), "{review}");
    });
}

#[test]
fn an_offence_that_disputed_conduct_brings_is_told_with_its_grade() {
    let act = "does = { value = \"steal\", status = \"disputed\", defence = \"hack\" }\non = 2018-01-02";
    of_case("offence", &stolen("account_password", 6_000, "2019-05-20", act), |case| {
        let text = unbroken(&told(&format!("analyze {case} --format table"), Language::En));
        assert!(text.contains("CriminalLawart.285(2)(especiallyseriouscircumstances)"), "{text}");
    });
}

#[test]
fn rows_say_what_would_bring_a_charge_where_there_is_none() {
    let act = "does = \"sell\"\non = { value = 2015-10-20, status = \"disputed\", defence = 2015-11-20 }";
    let expect = "[[expect]]\nperson = \"he\"\noffence = \"cl/253-1\"\ngrade = \"especially_serious\"\n";
    of_case("rows", &(stolen("phone", 60_000, "2019-05-20", act) + expect), |case| {
        let gaps = unbroken(&told(&format!("gaps {case} --format table"), Language::En));
        assert!(gaps.contains("CriminalLawart.253-1:especiallyserious"), "{gaps}");
        let rows = told(&format!("analyze {case} --format csv --full"), Language::En);
        assert!(rows.lines().nth(1).is_some_and(|row| row.contains("act.s.on")), "{rows}");
        let tested = told(&format!("case test {case} --format csv"), Language::En);
        assert!(tested.lines().nth(1).is_some_and(|row| row.contains(",open,especially_serious,")), "{tested}");
    });
}
