//! A receipt (回执): on what a result rests, and what it was, so that anyone can make it again and see what differs, by rule.

use sha2::{Digest, Sha256};

use crate::explain::findings::{Analysis, Charge, GroundFinding, PersonFindings};
use crate::law::book::Band;
use crate::place::Place;
use crate::truth::Truth;

/// On what a result rests, and what it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The version of the program.
    pub version: String,
    /// The day on which it was made.
    pub made: String,
    /// The case file's name, without its folder.
    pub file: String,
    /// SHA-256 of the case file, in hexadecimal.
    pub case_sha256: String,
    /// The day whose law it is.
    pub as_of: String,
    /// Instruments with SHA-256 of their files.
    pub instruments: Vec<(String, String)>,
    /// Proposals that amend the law, in order, with SHA-256 of their files.
    pub proposals: Vec<(String, String)>,
    /// What was set: choices of the law, parameters of proposals, facts of the case.
    pub set: Vec<(String, String)>,
    /// Whether only proven facts were used.
    pub only_proven: bool,
    /// Whether elements not in issue were open.
    pub strict: bool,
    /// SHA-256 of what was found, in hexadecimal.
    pub result_sha256: String,
    /// What was found.
    pub found: Vec<Line>,
}

/// What was found at a place, about a person and a charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The person, by id.
    pub person: String,
    /// The charge: the offence, and which text of it.
    pub charge: String,
    /// The rule, by its place.
    pub rule: String,
    /// What was found, in stable words.
    pub found: String,
}

/// Something in which two results differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where: the person, the charge and the rule.
    pub person: String,
    pub charge: String,
    pub rule: String,
    /// What was found before; nothing where nothing was.
    pub before: Option<String>,
    /// What is found now.
    pub now: Option<String>,
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Receipt {
    /// The receipt of an analysis; whoever reads files and clocks adds the case file, its hash, the day and what was set.
    pub fn of(analysis: &Analysis) -> Self {
        let found = outline(analysis);
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: analysis.as_of.clone(),
            instruments: analysis.instruments.iter().map(|used| (used.id.clone(), used.sha256.clone())).collect(),
            proposals: analysis.proposals.iter().map(|one| (one.name.clone(), one.sha256.clone())).collect(),
            only_proven: analysis.only_proven,
            result_sha256: hash(&found),
            found,
            ..Self::default()
        }
    }
}

/// The hash of what was found: whether a result is the same, however it is laid out.
fn hash(found: &[Line]) -> String {
    let lines =
        found.iter().map(|line| [&line.person, &line.charge, &line.rule, &line.found].map(String::as_str).join("\t"));
    sha256(lines.collect::<Vec<_>>().join("\n").as_bytes())
}

/// What was found, a line for each rule that holds or may.
fn outline(analysis: &Analysis) -> Vec<Line> {
    analysis
        .persons
        .iter()
        .flat_map(|person| person.charges.iter().flat_map(|charge| of_charge(person, charge)))
        .collect()
}

fn of_charge(person: &PersonFindings, charge: &Charge) -> Vec<Line> {
    let version = charge.text.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
    let name = format!("{}{version}", charge.offence);
    let line = |rule: &Place, found: String| Line {
        person: person.id.clone(),
        charge: name.clone(),
        rule: rule.to_string(),
        found,
    };
    let grades: Vec<&str> = charge.grades.iter().map(|grade| grade.name.as_str()).collect();
    let mut lines = vec![line(&charge.offence, format!("{}: {}", charge.status.name(), grades.join(" | ")))];
    if let Some(reachable) = &charge.reachable {
        lines.push(line(
            &charge.offence,
            format!("reachable: {}{}", band(&reachable.band), if reachable.exempt { ", exempt" } else { "" }),
        ));
    }
    let excluded = charge.elements.iter().filter(|element| element.status != Truth::Established);
    lines.extend(excluded.map(|element| line(&element.place, format!("{}: {}", element.name, element.status.name()))));
    let grounds = charge.grounds.iter().filter(|ground| ground.status.possible());
    lines.extend(grounds.map(|one| line(&one.place, ground(one))));
    let circumstances = charge.circumstances.iter().filter(|one| one.status.possible());
    lines.extend(circumstances.map(|one| line(&one.place, one.status.name().to_owned())));
    lines
}

fn ground(found: &GroundFinding) -> String {
    let quantity = found
        .compared
        .map(|compared| format!(" {}..{} of {}", compared.quantity.min, compared.quantity.max, compared.threshold));
    format!("{}{}", found.status.name(), quantity.unwrap_or_default())
}

fn band(band: &Band) -> String {
    let terms = [("imprisonment", band.imprisonment), ("detention", band.detention), ("control", band.control)];
    let terms = terms.into_iter().filter_map(|(name, months)| months.map(|(from, to)| format!("{name} {from}..{to}")));
    let rest = [
        band.life.then(|| "life".to_owned()),
        band.deprivation.then(|| "deprivation".to_owned()),
        band.fine.map(|fine| format!("fine {}", fine.name())),
        band.forfeiture.then(|| "forfeiture".to_owned()),
    ];
    terms.chain(rest.into_iter().flatten()).collect::<Vec<_>>().join(", ")
}

/// In what a result differs from another, in the order of the rules.
pub fn differences(before: &[Line], now: &[Line]) -> Vec<Difference> {
    let mut found = Vec::new();
    let key = |line: &Line| (line.person.clone(), line.charge.clone(), line.rule.clone());
    let only = |of: &[Line], line: &Line, other: &[Line]| {
        let rest: Vec<&str> = of
            .iter()
            .filter(|one| key(one) == key(line) && !other.contains(one))
            .map(|one| one.found.as_str())
            .collect();
        (!rest.is_empty()).then(|| rest.join("; "))
    };
    for line in before.iter().chain(now).filter(|line| !(before.contains(line) && now.contains(line))) {
        let (person, charge, rule) = key(line);
        let difference =
            Difference { person, charge, rule, before: only(before, line, now), now: only(now, line, before) };
        if !found.contains(&difference) {
            found.push(difference);
        }
    }
    found
}
