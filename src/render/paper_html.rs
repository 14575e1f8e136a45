//! Papers as one HTML page that needs nothing else, and prints each on pages of its own.

use super::html::escaped;
use crate::papers::paper::{Block, Paper, Run, Text};
use crate::report::words::Language;

const STYLE: &str = "body{font:16px/1.8 'FangSong','Noto Serif CJK SC','Songti SC',serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#111}\
article{break-after:page}h1{text-align:center;font-size:1.5rem;margin:.3rem 0}h2{font-size:1.1rem}h3{font-size:1rem}\
p{text-indent:2em;margin:.4rem 0}.right{text-align:right;text-indent:0}.item{margin-left:2em;text-indent:0}\
.foot{font-size:.75rem;color:#555;text-indent:0;margin:0}.blank{border-bottom:1px solid #111;color:#777;padding:0 .6em}\
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{border:1px solid #333;padding:.2rem .4rem;vertical-align:top;text-align:left;font-size:.9rem}";

/// The whole page.
pub fn render(papers: &[Paper]) -> String {
    let language = papers.first().map(|paper| paper.language).unwrap_or_default();
    let title = papers.first().and_then(|paper| {
        let mut titles =
            paper.blocks.iter().filter_map(|block| if let Block::Title(text) = block { Some(text) } else { None });
        titles.next_back().map(plain)
    });
    let articles: Vec<String> = papers.iter().map(article).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{}\n</body>\n</html>\n",
        language.either::<&str>("zh-CN", "en"),
        escaped(&title.unwrap_or_default()),
        articles.join("\n")
    )
}

fn article(paper: &Paper) -> String {
    let lang = match paper.language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    };
    let blocks: Vec<String> = paper.blocks.iter().map(block).collect();
    format!("<article lang=\"{lang}\">\n{}\n</article>", blocks.join("\n"))
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(text) => format!("<h1>{}</h1>", inline(text)),
        Block::Heading(level, text) => format!("<h{0}>{1}</h{0}>", level + 1, inline(text)),
        Block::Number(text) | Block::Signature(text) => format!("<p class=\"right\">{}</p>", inline(text)),
        Block::Paragraph(text) => format!("<p>{}</p>", inline(text)),
        Block::Item(text) => format!("<p class=\"item\">{}</p>", inline(text)),
        Block::Foot(text) => format!("<p class=\"foot\">{}</p>", inline(text)),
        Block::Table { headings, rows } => {
            let headings: String = headings.iter().map(|heading| format!("<th>{}</th>", escaped(heading))).collect();
            let row = |row: &Vec<Text>| row.iter().map(|cell| format!("<td>{}</td>", inline(cell))).collect::<String>();
            let rows: Vec<String> = rows.iter().map(|cells| format!("<tr>{}</tr>", row(cells))).collect();
            format!("<table>\n<tr>{headings}</tr>\n{}\n</table>", rows.join("\n"))
        }
    }
}

fn inline(text: &Text) -> String {
    let run = |run: &Run| match run {
        Run::Plain(text) => escaped(text),
        Run::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
        Run::Blank(what) => format!("<span class=\"blank\">{}</span>", escaped(what)),
    };
    text.0.iter().map(run).collect()
}

/// The text alone.
fn plain(text: &Text) -> String {
    let run = |run: &Run| match run {
        Run::Plain(text) | Run::Strong(text) | Run::Blank(text) => text.clone(),
    };
    text.0.iter().map(run).collect()
}
