//! The nearest known name to a misspelt one.

/// The candidate closest to `name`, when it is close enough to be what was meant.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// Help text with the nearest name, if there is one; where Chinese that was typed stands in several, with these.
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    /// More than these are no suggestion.
    const FEW: usize = 4;
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let within = |candidate: &&&str| name.chars().count() > 1 && !name.is_ascii() && candidate.contains(name);
    let containing: Vec<&str> = candidates.iter().filter(within).copied().collect();
    match containing.as_slice() {
        [one] => Some(format!("did you mean `{one}`?")),
        [_, _, ..] if containing.len() <= FEW => Some(format!("did you mean one of `{}`?", containing.join("`, `"))),
        _ => nearest(name, candidates).map(|near| format!("did you mean `{near}`?")),
    }
}
