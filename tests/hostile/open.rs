//! Small files that could cost much. One that still does is ignored, and says why.

use std::fmt::Write;

use super::Folder;

const LAW: &str = "instrument x {\ntitle zh \"x\" en \"x\"\nnumber \"x\"\nissuer npc\nrank statute\nforce 2000-01-01 ..\narticle 1 {\n";

#[test]
fn definitions_that_double() {
    let mut law = format!("{LAW}define a0 zh \"x\" en \"x\" as supplied\n");
    for n in 1..40 {
        let before = n - 1;
        writeln!(law, "define a{n} zh \"x\" en \"x\" as a{before} and obtained or not a{before} and does = sell")
            .expect("text");
    }
    let folder = Folder::new();
    folder.file("x.law", law + "}\n}\n");
    folder.run("law check x.law");
}

#[test]
fn definitions_in_a_long_chain() {
    let mut law = LAW.to_owned();
    for n in (1..5_000).rev() {
        writeln!(law, "define a{n} zh \"x\" en \"x\" as not a{}", n - 1).expect("text");
    }
    let folder = Folder::new();
    folder.file("x.law", law + "define a0 zh \"x\" en \"x\" as supplied\n}\n}\n");
    folder.run("law check x.law");
}

#[test]
fn lineage_by_two_ways_at_each_step() {
    let mut case = "[case]\nid = \"c\"\n[[person]]\nid = \"p\"\n".to_owned();
    for n in 0..40 {
        for side in ["a", "b"] {
            let from = if n == 0 { String::new() } else { format!("from = [\"a{0}\", \"b{0}\"]\n", n - 1) };
            write!(case, "[[dataset]]\nid = \"{side}{n}\"\n{from}contains = [\"name\"]\nitems = 10\n").expect("text");
        }
    }
    case += "[[act]]\nid = \"x\"\nby = \"p\"\ndoes = \"sell\"\ndataset = [\"a0\", \"a39\"]\non = 2022-03-01\n";
    let folder = Folder::new();
    folder.file("x.toml", case);
    folder.run("analyze x.toml --as-of 2023-06-01");
}

#[test]
#[ignore = "the assignments tried for one person are bounded, but not how often, nor what each costs"]
fn acts_of_which_little_is_known() {
    let mut case = "[case]\nid = \"c\"\n[[person]]\nid = \"p\"\n".to_owned();
    for n in 0..30 {
        let does = ["sell", "purchase", "provide"][n % 3];
        write!(
            case,
            "[[dataset]]\nid = \"d{n}\"\n[[act]]\nid = \"a{n}\"\nby = \"p\"\ndoes = \"{does}\"\ndataset = \"d{n}\"\n"
        )
        .expect("text");
    }
    let folder = Folder::new();
    folder.file("x.toml", case);
    folder.run("analyze x.toml --as-of 2023-06-01");
}
