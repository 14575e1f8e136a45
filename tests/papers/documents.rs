//! What the documents say of a case in preparation, and that they open.

use std::fs;

use gravamen::case::keys::Holds;
use gravamen::case::particulars::{OF_CASE, OF_PERSON};
use gravamen::render::archive;
use quick_xml::events::Event;

use super::{FOUR, folder, gravamen, printed, text};
use crate::report::snapshot;

/// A document as Markdown, without what tells when and by which build it was made.
fn markdown(kind: &str, more: &[&str]) -> String {
    let arguments: Vec<&str> = ["write", kind, FOUR, "--as-of", "2026-11-20"].iter().chain(more).copied().collect();
    let whole = printed(&arguments);
    let kept = whole.lines().filter(|line| !line.starts_with("<sub>") && !line.starts_with("<!--"));
    kept.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn the_documents_of_a_case_in_preparation() {
    for kind in ["review", "sentencing", "investigation"] {
        snapshot::check_in("papers", &format!("{kind}.md"), &markdown(kind, &[]));
    }
    for lang in ["zh", "en"] {
        snapshot::check_in("papers", &format!("memo.{lang}.md"), &markdown("memo", &["--lang", lang]));
    }
}

/// A decision not to prosecute is drafted for whom it may be the outcome, on the way out that may be open, and for nobody else.
#[test]
fn a_decision_not_to_prosecute_is_drafted_for_whom_it_may_be_the_outcome() {
    let case = |items: u32, more: &str| {
        format!(
            "[case]\nid = \"c\"\njudged = 2026-06-30\n[[person]]\nid = \"zhang\"\nname = \"张某\"\nborn = 1990-05-01\n{more}\n\
             [[dataset]]\nid = \"d\"\ncontains = [\"name\", \"phone\"]\nitems = {items}\nobtained_in = \"none\"\n\
             [[act]]\nid = \"a\"\nby = [\"zhang\"]\ndoes = \"sell\"\ndataset = \"d\"\non = 2024-03-01\ngains = 3000\n"
        )
    };
    let folder = folder("declined");
    let draft = |name: &str, file: &str| {
        let path = folder.join(name);
        fs::write(&path, file).expect("the case");
        gravamen(&["write", "non-prosecution", text(&path)])
    };
    let said = |name: &str, file: &str| {
        let output = draft(name, file);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").replace('\\', "")
    };
    // Below every figure: there is no crime.
    let below = said("below.toml", &case(900, ""));
    for told in [
        "不起诉决定书",
        "被不起诉人张某",
        "第一百七十七条第一款",
        "900条",
        "第一百八十条",
        "《规则》第三百七十三条",
        "个人信息保护法第六十六条",
    ] {
        let told = told.replace("《规则》", "《人民检察院刑事诉讼规则》");
        assert!(below.contains(&told), "{told}: {below}");
    }
    // Minor and surrendered: whether punishment is needed is for a person to judge, and is a blank.
    let minor = said("minor.toml", &case(6000, "surrendered = true\nreturned_gains = \"all\""));
    for told in ["第一百七十七条第二款", "自首：是", "是否符合、理由", "第一百八十一条"] {
        assert!(minor.contains(told), "{told}: {minor}");
    }
    // Ten times the figure, and nothing else: there is no such outcome.
    let grave = draft("grave.toml", &case(60_000, ""));
    assert!(!grave.status.success());
    assert!(String::from_utf8_lossy(&grave.stderr).contains("nobody has a way out"), "{grave:?}");
}

/// Every value that the file states for documents stands in one of them.
/// No sentence is proposed for whom a way out ends every charge (CPL art. 16): it is named, and what is written instead.
#[test]
fn the_dead_are_proposed_no_sentence() {
    let folder = folder("ended");
    let case = |persons: &str, by: &str| {
        format!(
            "[case]\nid = \"c\"\njudged = 2026-06-30\n{persons}\n\
             [[dataset]]\nid = \"d\"\ncontains = [\"name\", \"phone\"]\nitems = 6000\nobtained_in = \"none\"\n\
             [[act]]\nid = \"a\"\nby = [{by}]\ndoes = \"sell\"\ndataset = \"d\"\non = 2024-03-01\ngains = 3000\n"
        )
    };
    let dead = "[[person]]\nid = \"zhang\"\nname = \"张某\"\ndied = true";
    let both = format!("{dead}\n[[person]]\nid = \"li\"\nname = \"李某\"");
    let path = folder.join("case.toml");
    let write = |kind: &str, more: &[&str]| {
        let arguments: Vec<&str> = ["write", kind, text(&path)].iter().chain(more).copied().collect();
        gravamen(&arguments)
    };
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();

    fs::write(&path, case(dead, "\"zhang\"")).expect("written");
    let refused = write("sentencing", &["--lang", "en"]);
    let told = said(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{told}");
    assert!(told.contains("cpl/16.5") && told.contains("write non-prosecution"), "{told}");
    let told = said(&write("sentencing", &["--lang", "zh"]).stderr);
    assert!(told.contains("对张某不提出量刑建议"), "{told}");
    let decision = said(&write("non-prosecution", &[]).stdout);
    assert!(decision.contains("没收违法所得的申请（第二百九十八条第一款"), "{decision}");
    let screen = said(&gravamen(&["analyze", text(&path), "--format", "table", "--lang", "en"]).stdout);
    let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("not imposed: Criminal Procedure Law art. 16(5) ends the charge"), "{screen}");
    assert!(!screen.contains("Probation") && !screen.contains("usual fine"), "{screen}");

    // Who lives is proposed a sentence, and the other is named.
    fs::write(&path, case(&both, "\"zhang\", \"li\"")).expect("written");
    let one = write("sentencing", &["--lang", "en"]);
    let (paper, told) = (said(&one.stdout), said(&one.stderr));
    assert!(one.status.success() && paper.contains("被告人李某") && !paper.contains("被告人张某涉嫌"), "{paper}{told}");
    assert!(told.contains("no sentence is proposed for 张某"), "{told}");
    assert_eq!(write("sentencing", &["--person", "zhang"]).status.code(), Some(2));
    let other = write("sentencing", &["--person", "li", "--lang", "en"]);
    assert!(other.status.success() && !said(&other.stderr).contains("no sentence"), "{}", said(&other.stderr));

    // What is out of time is barred in the same way.
    let late = case("[[person]]\nid = \"zhang\"", "\"zhang\"").replace("2024-03-01", "2017-07-01");
    fs::write(&path, late).expect("written");
    let told = said(&write("sentencing", &["--lang", "en"]).stderr);
    assert!(told.contains("cpl/16.2"), "{told}");
}

/// Fa Shi [2025] 5 art. 25(2): gains and volume beyond proof have a range of their own, on the screen and in the proposal.
#[test]
fn the_range_of_the_fine_for_gains_beyond_proof_is_told() {
    let path = folder("beyond-proof").join("case.toml");
    for (loss, screen_says, proposal_says) in [
        (
            300_000,
            "usual fine 30,000–1,000,000 yuan (Intellectual Property Interpretation art. 25(2))",
            "30,000–1,000,000元",
        ),
        (
            3_000_000,
            "usual fine 150,000–5,000,000 yuan (Intellectual Property Interpretation art. 25(2))",
            "150,000–5,000,000元",
        ),
    ] {
        let case = format!(
            "[case]\nid = \"c\"\njudged = 2026-06-30\n[[person]]\nid = \"zhang\"\n\
             [[dataset]]\nid = \"d\"\ncontains = [\"other\"]\nitems = 1\ntrade_secret = true\nobtained_in = \"none\"\n\
             [[act]]\nid = \"a\"\nby = [\"zhang\"]\ndoes = \"provide\"\ndataset = \"d\"\non = 2026-01-05\nto = [\"b\"]\n\
             secret_wrong = \"improper_means\"\ngains = \"unknown\"\ngains_unprovable = true\n\
             [[consequence]]\nof = [\"a\"]\nkind = \"economic_loss\"\namount = {loss}\n"
        );
        fs::write(&path, case).expect("written");
        let screen = printed(&["analyze", text(&path), "--format", "table", "--lang", "en"]);
        let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(screen.contains(screen_says), "{screen}");
        let proposal = printed(&["write", "sentencing", text(&path)]);
        assert!(proposal.contains(&format!("罚金的一般幅度：{proposal_says}")), "{proposal}");
    }
}

#[test]
fn what_the_file_states_is_filled_in() {
    let all = ["review", "sentencing", "investigation"].map(|kind| markdown(kind, &[])).concat().replace('\\', "");
    let file: toml::Table = fs::read_to_string(FOUR).expect("the case").parse().expect("TOML");
    let mut stated: Vec<String> = Vec::new();
    collect(&file["file"], &mut stated);
    for person in file["person"].as_array().expect("persons") {
        collect(&person["file"], &mut stated);
        stated.push(person["name"].as_str().expect("a name").to_owned());
    }
    for evidence in file["evidence"].as_array().expect("evidence") {
        stated.push(evidence["title"].as_str().expect("a title").to_owned());
    }
    let missing: Vec<&String> = stated.iter().filter(|value| !all.contains(value.as_str())).collect();
    assert!(stated.len() > 80, "{}", stated.len());
    assert!(missing.len() * 10 <= stated.len(), "{} of {}: {missing:?}", missing.len(), stated.len());
}

/// The texts under a value; days as documents write them.
fn collect(value: &toml::Value, found: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => found.push(text.clone()),
        toml::Value::Datetime(day) => {
            let date = day.date.expect("a day");
            found.push(format!("{}年{}月{}日", date.year, date.month, date.day));
        }
        toml::Value::Array(each) => each.iter().for_each(|one| collect(one, found)),
        toml::Value::Table(table) => {
            table.iter().filter(|(key, _)| *key != "proposed").for_each(|(_, one)| collect(one, found));
        }
        _ => {}
    }
}

/// The case tries every key, so that no key is without a use.
#[test]
fn the_case_states_every_key() {
    let case = fs::read_to_string(FOUR).expect("the case");
    for key in OF_CASE.iter().chain(OF_PERSON) {
        assert!(case.contains(&format!("{} = ", key.name)), "{}", key.name);
        if let Holds::Tables(keys) = key.holds {
            assert!(keys.iter().all(|key| case.contains(&format!("{} = ", key.name))), "{}", key.name);
        }
    }
}

/// As the memorandum and the first screen have them.
#[test]
fn the_review_names_ways_out_and_what_stands_beside() {
    let review = markdown("review", &[]);
    for said in ["出罪、免责途径：刑事诉讼法第一百七十七条第二款（待定）", "个人信息保护法第七十条：侵害众多个人权益"]
    {
        assert!(review.contains(said), "{said}");
    }
}

#[test]
fn no_figure_is_proposed_but_the_prosecutors_own() {
    let without = markdown("sentencing", &["--person", "lin"]);
    assert!(without.contains("\\_\\_\\_\\_（主刑种类及刑期（幅度））"), "{without}");
    let with = markdown("sentencing", &["--person", "zhou"]);
    assert!(with.contains("判处有期徒刑三年四个月"), "{with}");
    assert!(with.contains("三年以上七年以下有期徒刑，并处罚金"), "{with}");
}

fn well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return,
            Ok(_) => {}
            Err(error) => panic!("{error}: {xml}"),
        }
    }
}

#[test]
fn a_document_of_word_opens_and_states_its_fonts() {
    let folder = folder("word");
    for kind in ["review", "investigation", "memo"] {
        let file = folder.join(format!("{kind}.docx"));
        printed(&["write", kind, FOUR, "-o", text(&file)]);
        let parts = archive::read(&fs::read(&file).expect("the file")).expect("an archive");
        let part = |name: &str| {
            let found = parts.iter().find(|(part, _)| part == name).expect(name);
            String::from_utf8(found.1.clone()).expect("text")
        };
        parts.iter().for_each(|(name, _)| well_formed(&part(name)));
        let document = part("word/document.xml");
        assert!(!document.contains("{{"));
        let (runs, fonts) = (document.matches("<w:r>").count(), document.matches("w:eastAsia=\"zh-CN\"").count());
        assert_eq!(runs, fonts, "every run states its language");
        assert_eq!(runs, document.matches("<w:rFonts ").count(), "every run states its fonts");
        assert!(part("word/styles.xml").contains("w:eastAsia=\"zh-CN\""));
    }
    printed(&["write", "sentencing", FOUR, "-o", text(&folder.join("p.docx"))]);
    for person in ["hengtong", "zhou", "wu", "lin"] {
        assert!(folder.join(format!("p-{person}.docx")).is_file(), "{person}");
    }
}

/// An office's own template: its header, its fonts, a placeholder in pieces.
#[test]
fn an_offices_template_is_filled_and_stays_itself() {
    let folder = folder("template");
    let document = concat!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#,
        r#"<w:p><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>{{file.off</w:t></w:r><w:r><w:t>ice}}文件</w:t></w:r></w:p>"#,
        r#"<w:p><w:r><w:t>{{title}}：{{number}} {{file.court}} {{person.name}} {{nothing.such}}</w:t></w:r></w:p>"#,
        r#"<w:p><w:pPr><w:ind w:firstLine="99"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="隶书"/></w:rPr><w:t>{{body}}</w:t></w:r></w:p>"#,
        r#"</w:body></w:document>"#
    );
    let parts = vec![
        ("[Content_Types].xml".to_owned(), b"<Types></Types>".to_vec()),
        ("_rels/.rels".to_owned(), b"<Relationships></Relationships>".to_vec()),
        ("word/document.xml".to_owned(), document.as_bytes().to_vec()),
        ("word/media/seal.png".to_owned(), vec![1, 2, 3]),
    ];
    let office = folder.join("office.docx");
    fs::write(&office, archive::write(&parts).expect("an archive")).expect("written");
    let file = folder.join("zhou.docx");
    printed(&["write", "sentencing", FOUR, "--person", "zhou", "--template", text(&office), "-o", text(&file)]);
    let parts = archive::read(&fs::read(&file).expect("the file")).expect("an archive");
    let found = parts.iter().find(|(name, _)| name == "word/document.xml").expect("the document");
    let found = String::from_utf8(found.1.clone()).expect("text");
    well_formed(&found);
    for expected in
        ["FF0000", "甲市乙区人民检察院文件", "量刑建议书：乙检量建〔2026〕55号 甲市乙区人民法院 周海 {{nothing.such}}"]
    {
        assert!(found.contains(expected), "{expected}: {found}");
    }
    assert!(found.matches("w:firstLine=\"99\"").count() > 10 && found.matches("隶书").count() > 10, "{found}");
    assert!(parts.iter().any(|(name, content)| name == "word/media/seal.png" && content[..] == [1, 2, 3]));
}

#[test]
fn what_cannot_be_written_is_said() {
    let folder = folder("refused");
    let (none, office) = (folder.join("x.docx"), folder.join("office.docx"));
    fs::write(&office, b"no archive").expect("written");
    let place = vec![("word/document.xml".to_owned(), b"<w:document></w:document>".to_vec())];
    let empty = folder.join("empty.docx");
    fs::write(&empty, archive::write(&place).expect("an archive")).expect("written");
    for (arguments, said) in [
        (vec!["write", "review", FOUR, "-o", "x.odt"], "expected a file ending in .docx"),
        (vec!["write", "review", FOUR, "--format", "docx"], "-o FILE.docx"),
        (vec!["write", "sentencing", FOUR, "--person", "nobody"], "no accused is called `nobody`"),
        (vec!["write", "archive", FOUR], "-o FILE.zip"),
        (vec!["write", "review", FOUR, "--template", text(&office), "-o", text(&none)], "the template is no DOCX"),
        (vec!["write", "review", FOUR, "--template", text(&empty), "-o", text(&none)], "no paragraph `{{body}}`"),
    ] {
        let output = gravamen(&arguments);
        let says = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {says}");
        assert!(says.contains(said), "{arguments:?}: {says}");
    }
    assert!(!none.exists());
}

#[test]
fn keys_that_are_wrong_are_told_with_the_nearest() {
    let folder = folder("keys");
    for (table, said) in [
        ("[file]\noffise = \"x\"", "office"),
        ("[[person]]\nid = \"p\"\n[person.file]\nsecs = \"x\"", "unknown key `secs`"),
        ("[[person]]\nid = \"p\"\nfile = 3", "[person.file]"),
        ("[file]\nreceived = \"soon\"", "expected a date"),
        (
            "[[person]]\nid = \"p\"\n[person.file]\nproposed = { imprisonment = 3, detention = 4 }",
            "expected one penalty",
        ),
        ("[[person]]\nid = \"p\"\n[person.file]\nproposed = { imprisonment = -3 }", "zero or more"),
        ("[[person]]\nid = \"p\"\n[person.file]\nproposed = \"three years\"", "expected a table"),
    ] {
        let file = folder.join("case.toml");
        fs::write(&file, format!("[case]\nid = \"x\"\n{table}\n")).expect("written");
        let output = gravamen(&["case", "check", text(&file)]);
        let says = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && says.contains(said), "{table}: {says}");
    }
}
