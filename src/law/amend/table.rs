//! Tables of classes: kinds of information moved, listed, and given a class of their own.

use super::find::{article, missing, rules};
use super::{differs, place_of};
use crate::diagnostic::Diagnostic;
use crate::law::SourceTree;
use crate::suggest;
use crate::syntax::tree::{Class, Name, Rule, Target};

/// `move X from A to B`: whatever the readings said of X, it is in B.
pub fn moved(trees: &mut [SourceTree], table: &Target, entry: &Name, from: &Name, to: &Name) -> Result<(), Diagnostic> {
    let classes = classes(trees, table)?;
    let source = position(classes, from, table)?;
    let target = position(classes, to, table)?;
    let listed = |class: &Class| class.entries.iter().flatten().any(|(name, _)| name.node == entry.node);
    let always = |class: &Class| class.entries.iter().flatten().any(|(name, given)| *name == *entry && given.is_none());
    let stands = match &classes[source].entries {
        Some(_) => listed(&classes[source]),
        // What no class lists under some reading falls in `otherwise`.
        None => !classes.iter().any(always),
    };
    if !stands {
        let listing = classes.iter().find(|class| listed(class));
        let place = place_of(table);
        let message = format!("expected `{}` in the class `{}` of `{place}`", entry.node, from.node);
        let stands = listing.map(|class| format!("`{}` has it", class.name.node)).unwrap_or_default();
        let refused = differs(entry.span, listing.map(|class| class.name.span), message, &stands);
        return Err(match listing {
            Some(_) => refused,
            None => refused.note("no class lists it: it falls in `otherwise`"),
        });
    }
    for class in classes.iter_mut() {
        class.entries.iter_mut().for_each(|entries| entries.retain(|(name, _)| name.node != entry.node));
    }
    classes[target].entries.iter_mut().for_each(|entries| entries.push((entry.clone(), None)));
    Ok(())
}

/// `list X in A`: no class lists X under any reading.
pub fn listed(trees: &mut [SourceTree], table: &Target, entry: &Name, class: &Name) -> Result<(), Diagnostic> {
    let classes = classes(trees, table)?;
    let target = position(classes, class, table)?;
    unlisted(classes, entry)?;
    let Some(entries) = &mut classes[target].entries else {
        let message = format!("`{}` takes what no class lists, and lists nothing itself", class.node);
        return Err(differs(class.span, None, message, ""));
    };
    entries.push((entry.clone(), None));
    Ok(())
}

/// `add class … before A`
pub fn added(trees: &mut [SourceTree], table: &Target, class: &Class, before: &Name) -> Result<(), Diagnostic> {
    let classes = classes(trees, table)?;
    let position = position(classes, before, table)?;
    for (entry, _) in class.entries.iter().flatten() {
        unlisted(classes, entry)?;
    }
    if let Some(same) = classes.iter().find(|known| known.name == class.name) {
        let message = format!("class `{}` is there already", class.name.node);
        return Err(differs(class.name.span, Some(same.name.span), message, "this one"));
    }
    classes.insert(position, class.clone());
    Ok(())
}

fn unlisted(classes: &[Class], entry: &Name) -> Result<(), Diagnostic> {
    for class in classes {
        if let Some((known, _)) = class.entries.iter().flatten().find(|(name, _)| name.node == entry.node) {
            let message = format!("expected `{}` in no class, found it in `{}`", entry.node, class.name.node);
            let refused = differs(entry.span, Some(known.span), message, "listed here, under some reading at least");
            return Err(refused.help(format!("write `move {} from {} to ...`", entry.node, class.name.node)));
        }
    }
    Ok(())
}

fn classes<'t>(trees: &'t mut [SourceTree], table: &Target) -> Result<&'t mut Vec<Class>, Diagnostic> {
    let path = place_of(table).path;
    let article = article(trees, table)?;
    let rules = rules(&mut article.rules, path.get(1..).unwrap_or_default()).ok_or_else(|| missing(table))?;
    let classes = rules.iter_mut().find_map(|rule| match rule {
        Rule::Classes { classes, .. } => Some(classes),
        _ => None,
    });
    classes.ok_or_else(|| {
        let message = format!("expected a table of classes at `{}`, found none", place_of(table));
        differs(table.place.span(), None, message, "")
    })
}

fn position(classes: &[Class], name: &Name, table: &Target) -> Result<usize, Diagnostic> {
    classes.iter().position(|class| class.name == *name).ok_or_else(|| {
        let message = format!("`{}` has no class `{}`", place_of(table), name.node);
        let known = classes.iter().map(|class| class.name.node.as_str());
        differs(name.span, None, message, "").maybe_help(suggest::did_you_mean(&name.node, known))
    })
}
