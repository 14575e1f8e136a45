//! The sentence that the prosecutor proposes: in the words of a proposal, and held against the law and the guidance as the
//! engine found them.

use super::facts::Teller;
use super::findings::{reference, whole};
use super::paper::Text;
use super::terms;
use crate::case::particulars::Proposed;
use crate::explain::findings::Charge;
use crate::explain::sentencing::ProbationStatus;
use crate::law::book::Term;
use crate::quantity::Unit;
use crate::range::{Number, Range};
use crate::report::numbers;

/// The figure that the prosecutor proposes, in the words of a proposal; blanks where the file states none, and where no
/// charge can bring a term, as with a unit, one for the fine alone.
pub fn proposed(teller: &Teller<'_>, charges: &[&Charge], proposed: Option<&Proposed>) -> Text {
    let Some(found) = proposed else {
        let reach = || charges.iter().filter_map(|charge| charge.reachable.as_ref());
        if reach().next().is_some() && reach().all(|reach| reach.terms().is_none() && !reach.band.life) {
            return Text::from(teller.pick("判处罚金", "a fine of ")).blank(teller.pick("罚金数额", "amount"));
        }
        return Text::from(teller.pick("判处", ""))
            .blank(teller.pick("主刑种类及刑期（幅度）", "penalty and term"))
            .say(teller.pick("，缓刑", ", probation "))
            .blank(teller.pick("是否适用、考验期", "whether, and how long"))
            .say(teller.pick("，罚金", ", a fine of "))
            .blank(teller.pick("罚金数额", "amount"));
    };
    let (words, language) = (teller.words, teller.language());
    let mut parts = Vec::new();
    if let Some((term, range)) = found.term {
        let (name, span) = (words.penalty(term), terms::span(months(range), language));
        parts.push(teller.pick(format!("{name}{span}"), format!("{name} of {span}")));
    }
    if found.exempt {
        parts.push(teller.pick("免予刑事处罚", "exemption from punishment").to_owned());
    }
    if let Some(range) = found.probation {
        let span = terms::span(months(range), language);
        parts.push(teller.pick(format!("缓刑{span}"), format!("suspended for {span}")));
    }
    if let Some(fine) = found.fine {
        let amount = numbers::range(fine, Unit::Yuan, words);
        let alone = found.term.is_none() && !found.exempt;
        let said = teller
            .pick(if alone { "单处罚金" } else { "并处罚金" }, if alone { "a fine alone of " } else { "a fine of " });
        parts.push(format!("{said}{amount}"));
    }
    Text::from(format!("{}{}", teller.pick("判处", ""), parts.join(words.pause)))
}

fn months(range: Range) -> (u16, u16) {
    let months = |number: Number| u16::try_from(number).unwrap_or(u16::MAX);
    (months(range.min), months(range.max))
}

/// The prosecutor's figure held against what is lawful and where guidance leads, a line each.
pub fn held(teller: &Teller<'_>, charge: &Charge, proposed: &Proposed) -> Vec<Text> {
    let mut lines = Vec::new();
    let mut say = |what: &str, good: bool, yes: &str, no: &str| {
        let text = Text::from(format!("{what}{}", teller.words.colon));
        lines.push(if good { text.say(yes) } else { text.stress(no) });
    };
    let within = |outer: (Number, Option<Number>), inner: Range| {
        outer.0 <= inner.min && outer.1.is_none_or(|most| inner.max <= most)
    };
    if let (Some((term, range)), Some(reachable)) = (proposed.term, &charge.reachable) {
        let band = reachable.band;
        let reach = match term {
            Term::Imprisonment => band.imprisonment,
            Term::Detention => band.detention,
            Term::Control => band.control,
        };
        let good = reach.is_some_and(|(least, most)| within((least.into(), Some(most.into())), range));
        let lawful = terms::reachable(teller.book, reachable, teller.words);
        let (yes, no) = teller.pick(
            ("在依法可判处的刑罚之内", "不在依法可判处的刑罚之内，须核对"),
            ("within what the law allows", "beyond what the law allows: check"),
        );
        let name = teller.pick("主刑与处断刑", "The term and the law");
        say(&format!("{name}{}", teller.words.aside(&lawful)), good, yes, no);
        for grade in &charge.sentencing.grades {
            let (least, most) = whole(grade.adjusted.min, grade.adjusted.max);
            let open = !grade.left.is_empty() && range.min >= least.into();
            let good = open || within((least.into(), most.map(Number::from)), range);
            let name = teller.pick("主刑与量刑指导意见的参考幅度", "The term and the reference range");
            let (yes, no) =
                teller.pick(("相符", "不在其内，应当说明理由"), ("within it", "not within it: reasons are called for"));
            say(
                &format!("{name}{}", teller.words.aside(&reference(teller, charge).unwrap_or_default())),
                good,
                yes,
                no,
            );
        }
    }
    if proposed.exempt {
        let good = charge.reachable.as_ref().is_some_and(|reachable| reachable.exempt);
        let (yes, no) = teller.pick(
            ("有免除处罚的情节", "没有免除处罚的情节，须核对"),
            ("the circumstances allow it", "no circumstance allows it: check"),
        );
        say(teller.pick("免除处罚", "Exemption"), good, yes, no);
    }
    held_fine(teller, charge, proposed, &mut say);
    if let Some(probation) = charge.sentencing.probation.as_ref().filter(|_| proposed.probation.is_some()) {
        let good = probation.status != ProbationStatus::Excluded;
        let (yes, no) = teller.pick(
            ("依法可以适用或者须判断", "依法不得适用，须核对"),
            ("can be had or is to be judged", "cannot be had: check"),
        );
        say(teller.pick("缓刑", "Probation"), good, yes, no);
        let imprisonment = !matches!(proposed.term, Some((Term::Detention | Term::Control, _)));
        let period = probation.periods.iter().find(|(.., of, _)| *of == imprisonment);
        if let (Some((place, _, _, (least, most))), Some(range)) = (period, proposed.probation) {
            let good = within((Number::from(*least), Some(Number::from(*most))), range);
            let (yes, no) = teller
                .pick(("在法定考验期之内", "不在法定考验期之内，须核对"), ("within the law", "beyond the law: check"));
            let name = teller.pick("缓刑考验期", "The period of probation");
            say(&format!("{name}{}", teller.words.aside(&teller.words.place(place))), good, yes, no);
        }
    }
    lines
}

fn held_fine(teller: &Teller<'_>, charge: &Charge, proposed: &Proposed, say: &mut impl FnMut(&str, bool, &str, &str)) {
    let Some(reachable) = &charge.reachable else { return };
    let name = teller.pick("罚金", "The fine");
    let Some(fine) = proposed.fine else {
        if reachable.fine.is_some() && !proposed.exempt {
            say(name, false, "", teller.pick("未提出，须核对", "none is proposed: check"));
        }
        return;
    };
    let (yes, no) = teller
        .pick(("法律规定有罚金", "法律没有规定罚金，须核对"), ("the law provides one", "the law provides none: check"));
    say(name, reachable.fine.is_some(), yes, no);
    if let Some(floor) = charge.sentencing.fine.floor {
        let least = numbers::range(floor, Unit::Yuan, teller.words);
        let (yes, no) = teller.pick(("不低于下限", "低于下限，须核对"), ("not below it", "below it: check"));
        let name = teller.pick("罚金与下限", "The fine and its floor");
        say(&format!("{name}{}", teller.words.aside(&least)), fine.min >= floor.min, yes, no);
    }
    if let Some(usual) = &charge.usual_fine {
        let amount = numbers::range(usual.fen, Unit::Yuan, teller.words);
        let cited = teller.words.place(&usual.place);
        let good = usual.fen.min <= fine.min && (usual.fen.is_unbounded() || fine.max <= usual.fen.max);
        let (yes, no) = if usual.shall {
            teller.pick(("相符", "不在其内，须核对"), ("within it", "not within it: check"))
        } else {
            teller.pick(("相符", "不在其内，应当说明理由"), ("within it", "not within it: reasons are called for"))
        };
        let name = if usual.shall {
            teller.pick("罚金与规定的幅度", "The fine and its range")
        } else {
            teller.pick("罚金与一般幅度", "The fine and what is usual")
        };
        say(&format!("{name}{}", teller.words.aside(&format!("{amount}{}{cited}", teller.words.stop))), good, yes, no);
    }
}
