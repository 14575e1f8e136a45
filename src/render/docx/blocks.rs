//! Parts of a paper as paragraphs and tables of Word. Every run says its East-Asian font and language, since Word and WPS
//! take others by default.

use quick_xml::escape::escape;

use crate::papers::paper::{Block, Run, Text};
use crate::report::words::Language;

/// How a paragraph looks: fonts, size in half points, and what stands in its properties.
#[derive(Clone, Copy)]
struct Look {
    font: &'static str,
    half_points: u16,
    bold: bool,
    properties: &'static str,
}

const INDENTED: &str = r#"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#;
const TITLE: Look = Look {
    font: "方正小标宋简体",
    half_points: 44,
    bold: false,
    properties: r#"<w:spacing w:before="120" w:after="120" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>"#,
};
const NUMBER: Look = Look { font: "仿宋", half_points: 32, bold: false, properties: r#"<w:jc w:val="right"/>"# };
const FIRST: Look = Look {
    font: "黑体",
    half_points: 32,
    bold: false,
    properties: r#"<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/>"#,
};
const SECOND: Look = Look {
    font: "楷体",
    half_points: 32,
    bold: true,
    properties: r#"<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="1"/>"#,
};
const BODY: Look = Look { font: "仿宋", half_points: 32, bold: false, properties: INDENTED };
const SIGNED: Look =
    Look { font: "仿宋", half_points: 32, bold: false, properties: r#"<w:ind w:right="640"/><w:jc w:val="right"/>"# };
const CELL: Look =
    Look {
        font: "仿宋", half_points: 21, bold: false, properties: r#"<w:spacing w:line="300" w:lineRule="exact"/>"#
    };
const FOOT: Look =
    Look {
        font: "仿宋", half_points: 16, bold: false, properties: r#"<w:spacing w:line="240" w:lineRule="exact"/>"#
    };

/// What an office's template says of the paragraph in which the text is to stand, to be used for all of it: properties of the
/// paragraph, and of its first run.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// `<w:pPr>…</w:pPr>`
    pub paragraph: String,
    /// `<w:rPr>…</w:rPr>`
    pub run: String,
}

/// Parts of a paper, as they look here or as an office's template has them.
pub fn blocks(blocks: &[Block], given: Option<&Given>, language: Language) -> String {
    blocks.iter().map(|block| one(block, given, language)).collect()
}

fn one(block: &Block, given: Option<&Given>, language: Language) -> String {
    let (look, text) = match block {
        Block::Table { headings, rows } => return table(headings, rows, language),
        Block::Title(text) => (TITLE, text),
        Block::Number(text) => (NUMBER, text),
        Block::Heading(1, text) => (FIRST, text),
        Block::Heading(_, text) => (SECOND, text),
        Block::Paragraph(text) | Block::Item(text) => (BODY, text),
        Block::Signature(text) => (SIGNED, text),
        Block::Foot(text) => (FOOT, text),
    };
    // An office's own fonts serve its text; headings stay bold, so that they are found.
    match given.filter(|_| !matches!(block, Block::Title(_) | Block::Foot(_))) {
        Some(given) => {
            let bold = matches!(block, Block::Heading(..));
            let runs: String = text.0.iter().map(|run| with(run, &given.run, bold)).collect();
            format!("<w:p>{}{runs}</w:p>", given.paragraph)
        }
        None => paragraph(look, text, language),
    }
}

fn paragraph(look: Look, text: &Text, language: Language) -> String {
    let runs: String = text.0.iter().map(|one| run(look, one, language)).collect();
    format!("<w:p><w:pPr>{}</w:pPr>{runs}</w:p>", look.properties)
}

fn run(look: Look, run: &Run, language: Language) -> String {
    let bold = look.bold || matches!(run, Run::Strong(_));
    let Look { font, half_points, .. } = look;
    let properties = format!(
        r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{font}"/>{}{}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>{}<w:lang w:val="{}" w:eastAsia="zh-CN"/>"#,
        if bold { "<w:b/>" } else { "" },
        color(run),
        underline(run),
        language.either("zh-CN", "en-US"),
    );
    words(run, &properties)
}

fn color(run: &Run) -> &'static str {
    if matches!(run, Run::Blank(_)) { r#"<w:color w:val="7F7F7F"/>"# } else { "" }
}

fn underline(run: &Run) -> &'static str {
    if matches!(run, Run::Blank(_)) { r#"<w:u w:val="single"/>"# } else { "" }
}

/// A run in the properties that a template gives.
fn with(run: &Run, given: &str, bold: bool) -> String {
    let inner = given.strip_prefix("<w:rPr>").and_then(|rest| rest.strip_suffix("</w:rPr>")).unwrap_or_default();
    let bold = (bold || matches!(run, Run::Strong(_))) && !inner.contains("<w:b/>");
    let bold = if bold { "<w:b/>" } else { "" };
    // Word wants fonts before bold, and both before what follows them.
    let fonts_end = inner.find("<w:rFonts").and_then(|at| inner[at..].find("/>").map(|end| at + end + "/>".len()));
    let (fonts, rest) = inner.split_at(fonts_end.unwrap_or(0));
    words(run, &format!("{fonts}{bold}{rest}{}", underline(run)))
}

fn words(run: &Run, properties: &str) -> String {
    let text = match run {
        Run::Plain(text) | Run::Strong(text) => text.clone(),
        Run::Blank(what) => format!("____（{what}）"),
    };
    // What XML cannot hold is left out; a line break is one.
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let lines: Vec<String> =
        text.split('\n').map(|line| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, escape(line))).collect();
    format!("<w:r><w:rPr>{properties}</w:rPr>{}</w:r>", lines.join("<w:br/>"))
}

fn table(headings: &[String], rows: &[Vec<Text>], language: Language) -> String {
    let cell = |content: String| format!("<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>{content}</w:tc>");
    let head: String = headings
        .iter()
        .map(|heading| cell(paragraph(Look { bold: true, ..CELL }, &heading.as_str().into(), language)))
        .collect();
    let row = |row: &Vec<Text>| {
        let cells: String = row.iter().map(|text| cell(paragraph(CELL, text, language))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    let border = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#);
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].into_iter().map(border).collect();
    let grid = "<w:gridCol/>".repeat(headings.len());
    format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"#
    )
}
