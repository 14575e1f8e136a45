//! For researchers: all cases of the folder under the law in force and under a proposal beside it, its parameters as
//! sliders, what it changes as an amending table, who moves and by which rule.

use maud::{Markup, html};

use super::Scene;
use super::document::{Links, document};
use crate::law::book::{Parameter, Proposal};
use crate::quantity::Ratio;
use crate::report::document::Document;

/// What is asked for.
pub struct Chosen<'a> {
    /// The proposal, by name; nothing before one is chosen.
    pub proposal: Option<&'a str>,
    /// The values of its parameters that were set.
    pub set: &'a [(String, String)],
}

/// The whole view.
pub fn research(
    scene: &Scene<'_>,
    known: &[(Proposal, Vec<Parameter>)],
    chosen: &Chosen<'_>,
    found: Option<&Result<Document, Vec<String>>>,
) -> Markup {
    let proposal = known.iter().find(|(proposal, _)| Some(proposal.name.as_str()) == chosen.proposal);
    html! {
        article.paper {
            h1 { (scene.say("研究", "Research")) }
            p.faint { (scene.say("文件夹中的全部案件，依现行法与依修法建议各分析一次。", "Every case of the folder under the law in force, and under a proposal beside it.")) }
            form.study method="get" action="research" {
                @if let Some(case) = scene.case { input type="hidden" name="case" value=(case); }
                label { (scene.say("修法建议", "Proposal")) " "
                    select name="with" { @for (one, _) in known {
                        option value=(one.name) selected[Some(one.name.as_str()) == chosen.proposal] { (scene.language().of(&one.title)) }
                    } }
                }
                @if let Some((_, parameters)) = proposal { @for parameter in parameters { (slider(scene, parameter, chosen)) } }
                button { (scene.say("比较", "Compare")) }
            }
            @match found {
                Some(Ok(found)) => div.study { (document(found, 1, &Links::default())) },
                Some(Err(wrong)) => div.problems role="alert" { @for one in wrong { pre { (one) } } },
                None => {}
            }
        }
    }
}

/// A parameter within its range.
fn slider(scene: &Scene<'_>, parameter: &Parameter, chosen: &Chosen<'_>) -> Markup {
    let set = chosen.set.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| value.clone());
    let value = set.unwrap_or_else(|| written(parameter.value));
    let (from, until) = parameter.range;
    let name = format!("set-{}", parameter.name);
    html! {
        label.parameter {
            (scene.language().of(&parameter.label))
            @if from.is_integer() && until.is_integer() && value.parse::<u64>().is_ok() {
                span.range {
                    input type="range" name=(name) min=(written(from)) max=(written(until)) value=(value) data-echo="";
                    output { (value) }
                }
            } @else {
                input name=(name) value=(value);
            }
        }
    }
}

fn written(value: Ratio) -> String {
    value.to_string()
}
