//! What comes of the facts: a card for each accused with gauges, then everything behind it.

use maud::{Markup, PreEscaped, html};

use super::Scene;
use super::document::{Links, document, status, table};
use crate::papers::Kind;
use crate::place::Place;
use crate::report::board::{Card, ChargeCard, Gauge, Ledger, WHOLE};
use crate::report::document::Document;

/// What is found of a case, or why nothing is.
pub enum Found<'a> {
    /// Cards, the law they rest on, and warnings about the file.
    Cards {
        /// One for each accused.
        cards: &'a [Card],
        /// The law in a line.
        basis: &'a str,
        /// What the file probably does not mean.
        warnings: &'a [String],
        /// On what the result rests and how it is made again, a line each.
        receipt: &'a [String],
    },
    /// What is wrong with the file, as people read it.
    Wrong(&'a [String]),
    /// What must be filled in before everything is worked out with every key: what it is called, and where.
    Lacking(&'a [(String, String)]),
}

/// The result beside the facts: what one must see while one types.
pub fn beside(scene: &Scene<'_>, found: &Found<'_>, links: &Links) -> Markup {
    html! {
        section #result aria-live="polite" aria-label=(scene.say("结果", "Result")) {
            @match found {
                Found::Wrong(wrong) => (problems(scene, wrong)),
                Found::Lacking(fields) => {
                    p { (scene.say("填写以下各项（不知道的写“未知”）之后，结果随输入显示：", "Once these are filled in (with `unknown` where nobody knows), the result follows what you type:")) }
                    ul { @for (name, href) in *fields { li { a href=(href) { (name) } } } }
                    p { a href=(scene.href("result")) { (scene.say("现在就分析", "Work it out now")) } }
                },
                Found::Cards { cards, basis, warnings, receipt: lines } => {
                    @if cards.is_empty() {
                        p.empty { (scene.say("填入人员、信息和行为之后，结果在此显示。", "Once persons, information and acts are there, the result stands here.")) }
                    }
                    @for card in *cards { (short(scene, card, links)) }
                    (remarks(scene, warnings))
                    p.faint { (basis) }
                    (receipt(lines))
                }
            }
        }
    }
}

/// The whole result, to be read and printed.
pub fn whole(scene: &Scene<'_>, title: &str, found: &Found<'_>, details: &Document, links: &Links) -> Markup {
    html! {
        article.paper {
            div.actions { (documents(scene, found)) button type="button" data-print="" { (scene.say("打印", "Print")) } }
            h1 { (title) }
            @match found {
                Found::Lacking(_) => {},
                Found::Wrong(wrong) => (problems(scene, wrong)),
                Found::Cards { cards, basis, warnings, receipt: lines } => {
                    p.faint { (basis) }
                    @for card in *cards { (full(scene, card, links)) }
                    (remarks(scene, warnings))
                    details.behind {
                        summary { (scene.say("其后的全部依据", "Everything behind it")) }
                        (document(details, 1, links))
                    }
                    (receipt(lines))
                }
            }
        }
    }
}

/// On what a page rests, at its end where it is printed.
pub fn receipt(lines: &[String]) -> Markup {
    html! { footer.receipt { @for line in lines { p { (line) } } } }
}

/// The documents for the file, as Word's: one for the case, or one for each accused.
fn documents(scene: &Scene<'_>, found: &Found<'_>) -> Markup {
    let Found::Cards { cards, .. } = found else { return html! {} };
    html! {
        details.documents {
            summary { (scene.say("文书（Word、Excel）", "Documents (Word, Excel)")) }
            ul {
                @for (kind, name) in Kind::ALL {
                    @if kind == Kind::Sentencing {
                        @for card in *cards {
                            li { a href=(scene.href_with("write", &[("kind", name), ("person", &card.person)])) download="" { (kind.title(scene.language())) " · " (card.name) } }
                        }
                    } @else {
                        li { a href=(scene.href_with("write", &[("kind", name)])) download="" { (kind.title(scene.language())) } }
                    }
                }
                li { a href=(scene.href_with("write", &[("kind", "ledger")])) download="" { (scene.say("行为、计数与证据（Excel）", "Acts, count and evidence (Excel)")) } }
            }
        }
    }
}

/// What is wrong with the file.
pub fn problems(scene: &Scene<'_>, wrong: &[String]) -> Markup {
    html! {
        div.problems role="alert" {
            h2 { (scene.say("案卷文件须先改正", "The case file must first be put right")) }
            @for one in wrong { pre { (one) } }
        }
    }
}

fn remarks(scene: &Scene<'_>, warnings: &[String]) -> Markup {
    html! {
        @if !warnings.is_empty() {
            details.remarks {
                summary { (scene.say("请留意", "To look at")) " (" (warnings.len()) ")" }
                @for one in warnings { pre { (one) } }
            }
        }
    }
}

fn short(scene: &Scene<'_>, card: &Card, links: &Links) -> Markup {
    html! {
        div.card {
            h2 { (card.name) }
            @if card.nothing { p.faint { (scene.words.no_charge) } }
            @for charge in &card.charges {
                (headline(charge))
                (table(&charge.penalties, links))
                (gauges(scene, card, charge))
            }
        }
    }
}

fn full(scene: &Scene<'_>, card: &Card, links: &Links) -> Markup {
    html! {
        section.card aria-label=(card.name) {
            h2 { (card.name) }
            @if card.nothing { p.faint { (scene.words.no_charge) } }
            @for charge in &card.charges {
                (headline(charge))
                (gauges(scene, card, charge))
                (document(&charge.answer, 1, links))
                (ledgers(scene, &charge.ledger))
            }
            (document(&card.beside, 1, links))
            p { a data-panel="" href=(scene.href_with("why", &[("person", &card.person)])) { (scene.say("为什么", "Why")) } }
        }
    }
}

fn headline(charge: &ChargeCard) -> Markup {
    html! {
        p.headline {
            span.offence { (charge.label) }
            span class=(format!("grade {}", status(charge.status))) { (charge.grade) }
        }
    }
}

/// The grounds, each with how far it is reached; the line in the middle is what the law needs.
fn gauges(scene: &Scene<'_>, card: &Card, charge: &ChargeCard) -> Markup {
    html! {
        @if !charge.gauges.is_empty() {
            ul.gauges aria-label=(scene.say("情形", "Grounds")) { @for gauge in &charge.gauges {
                li class=(status(gauge.status)) {
                    a.rule data-panel="" href=(why(scene, &card.person, &gauge.place)) {
                        span.place { (scene.words.place(&gauge.place)) } " " span.says { (gauge.says) }
                    }
                    span.figures { (bar(gauge)) span { (gauge.figures) } span class=(format!("mark {}", status(gauge.status))) { (gauge.status_words) } }
                }
            } }
        }
    }
}

fn why(scene: &Scene<'_>, person: &str, place: &Place) -> String {
    scene.href_with("why", &[("person", person), ("place", &place.to_string())])
}

/// From nothing to much, with what is needed in the middle: what is sure is filled, what is open is hatched.
fn bar(gauge: &Gauge) -> Markup {
    html! {
        @if let Some((from, until)) = gauge.length {
            svg.gauge viewBox=(format!("0 0 {WHOLE} 100")) preserveAspectRatio="none" aria-hidden="true" {
                rect.track width=(WHOLE) height="100" {}
                rect.open width=(until) height="100" {}
                rect.sure width=(from) height="100" {}
                rect.needed x=(WHOLE / 2 - 4) width="8" height="100" {}
            }
        }
    }
}

/// The count, step by step, as bars that grow and shrink.
fn ledgers(scene: &Scene<'_>, ledgers: &[Ledger]) -> Markup {
    html! {
        @if !ledgers.is_empty() {
            details.ledger open {
                summary { (scene.words.count) }
                @for ledger in ledgers {
                    // The table below says the same in words.
                    @if let Some(picture) = &ledger.picture { div.picture aria-hidden="true" { (PreEscaped(picture)) } }
                    table.flow {
                        caption { (ledger.class) " · " (scene.words.join(ledger.datasets.iter().map(|id| scene.words.dataset(id)))) }
                        tbody {
                            @for (place, text, items, length) in &ledger.steps {
                                tr {
                                    td { a.rule data-panel="" href=(scene.href_with("why", &[("place", &place.to_string())])) { (scene.words.place(place)) } }
                                    td { (text) } td.bar { (length_bar(*length)) } td.right { (items) }
                                }
                            }
                            tr.sum {
                                td { a.rule data-panel="" href=(scene.href_with("why", &[("place", &ledger.article.to_string())])) { (scene.words.place(&ledger.article)) } }
                                td { (scene.say("计入", "Counted")) }
                                td.bar { (length_bar(ledger.items.1)) }
                                td.right { (ledger.items.0) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn length_bar((from, until): (u16, u16)) -> Markup {
    html! {
        svg.gauge viewBox=(format!("0 0 {WHOLE} 100")) preserveAspectRatio="none" aria-hidden="true" {
            rect.open width=(until) height="100" {}
            rect.sure width=(from) height="100" {}
        }
    }
}
