//! A figure that is approximate is told as its author says it, on every screen; and columns that hold what their heads say.

use std::fs;

use gravamen::report::words::Language;

use super::told::{told, unbroken};

/// A sale of orders for about 8,600 yuan.
const CASE: &str = "[case]\nid = \"x\"\njudged = 2022-05-01\n[[person]]\nid = \"zhang\"\nname = \"张某\"\n[[dataset]]\nid = \"d\"\n\
    title = \"订单\"\ncontains = [\"name\", \"phone\"]\nitems = 8000\n[[act]]\nid = \"a1\"\nby = [\"zhang\"]\ndoes = \"出售\"\n\
    dataset = \"d\"\non = 2021-04-01\ngains = @\n";

#[test]
fn an_approximate_figure_is_shown_as_it_is_stated() {
    let folder = std::env::temp_dir().join(format!("gravamen-approximate-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("x.toml");
    fs::write(&path, CASE.replace('@', "\"约8600\"")).expect("a case");
    for command in ["analyze", "gaps", "explain"] {
        for (language, figure) in
            [(Language::Zh, "约8,600元，未写范围"), (Language::En, "about 8,600 yuan, no range stated")]
        {
            let text = told(&format!("{command} {} --format table", path.display()), language);
            assert!(unbroken(&text).contains(&unbroken(figure)), "{command}: {text}");
        }
    }
    fs::write(&path, CASE.replace('@', "6000")).expect("a case");
    let set = told(&format!("analyze {} --set act.a1.gains=约8600 --format table", path.display()), Language::Zh);
    assert!(unbroken(&set).contains("6,000元→约8,600元，未写范围"), "{set}");
    assert!(!unbroken(&set).contains("罚金→未知"), "{set}");
    // The figure stands beside the name of the fact, and not in it.
    assert!(unbroken(&set).contains("第1起行为：收取的款项"), "{set}");
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_term_without_custody_has_a_cell_for_each_column() {
    for format in ["markdown", "table"] {
        let text = told(&format!("date term 拘役6个月 2026-08-31 --format {format}"), Language::Zh);
        assert!(!text.contains("|  |"), "{text}");
        assert!(text.contains("已核对"), "{text}");
    }
}

#[test]
fn what_only_a_change_would_bring_in_is_told_with_all_alone() {
    for case in ["cases/fuzhou-police-li-2025.toml", "cases/tianan-insurance-three-2025.toml"] {
        let text = told(&format!("flip {case} --format table"), Language::Zh);
        assert!(!text.contains("可能另成立"), "{text}");
    }
}
