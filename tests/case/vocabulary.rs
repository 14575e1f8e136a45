//! A vocabulary made by hand, with the names of the base law.

use gravamen::law::vocabulary::{FactKind, FactType, Kinds, KindsId, Label, Meaning, Scope, Settled, Vocabulary};
use gravamen::quantity::Unit;
use gravamen::span::{SourceId, Span};

const LISTS: [(&str, &str); 21] = [
    ("evidence_kind", "physical documentary witness victim accused expert electronic_data inspection"),
    ("share_kind", "under_14 foreign dead"),
    ("person_kind", "natural unit"),
    (
        "category",
        "whereabouts communication_content credit property accommodation communication_records health transaction \
     name phone email id_number home_address order_detail waybill bank_card_number account_password biometric other other_safety \
     employment household vehicle_file trip_record criminal_record social_account student_roll enterprise_contact \
     property_registry homeowner_list verification_code device payment_credentials id_card_set loan_application \
     insurance_policy vehicle_snapshot train_trip flight_booking vehicle_maintenance victim_history",
    ),
    (
        "conduct",
        "steal hack query deceive track purchase receive exchange collect sell provide publish use possess retain \
     set_up_site leak",
    ),
    ("position", "duty service none"),
    ("status", "private self_public lawfully_public unlawfully_public"),
    ("purpose", "resale lawful_business unlawful_business marketing crime personal doxxing other"),
    ("crime", "used intended none"),
    ("knowledge", "knew should_know no"),
    ("role", "principal accessory coerced instigator"),
    ("stage", "completed attempted discontinued prepared"),
    ("consent", "yes no defective"),
    ("as", "supervisor directly_responsible none"),
    ("returned", "all part none"),
    ("record_kind", "criminal administrative"),
    ("record_for", "personal_information other"),
    ("merit", "none ordinary major"),
    ("consequence", "death serious_injury mental_disorder kidnapping economic_loss social_impact other"),
    ("confession", "yes no"),
    ("use_kind", "own others"),
];

const FACTS: [(&str, &str, &str); 52] = [
    ("person", "kind", "person_kind"),
    ("person", "born", "date"),
    ("person", "surrendered", "truth"),
    ("person", "confessed", "truth"),
    ("person", "pleaded_guilty", "truth"),
    ("person", "accepted_punishment", "truth"),
    ("person", "merit", "merit"),
    ("person", "returned_gains", "returned"),
    ("person", "remorse", "truth"),
    ("person", "first_offence", "truth"),
    ("person", "compensated", "truth"),
    ("person", "forgiven", "truth"),
    ("person", "as", "as"),
    ("person participant", "role", "role"),
    ("participant act", "stage", "stage"),
    ("dataset", "contains", "set category"),
    ("dataset", "items", "items"),
    ("dataset", "persons", "persons"),
    ("dataset", "sets", "sets"),
    ("dataset", "cards", "cards"),
    ("dataset", "days", "days"),
    ("dataset", "duplicates", "items"),
    ("dataset", "false_items", "items"),
    ("act dataset", "obtained_in", "position"),
    ("dataset", "public_status", "status"),
    ("dataset", "anonymised", "truth"),
    ("act", "does", "conduct"),
    ("act", "on", "date"),
    ("act", "from", "date"),
    ("act", "until", "date"),
    ("act", "items", "items"),
    ("act", "purpose", "purpose"),
    ("act", "recipients", "count"),
    ("act", "recipient_crime", "crime"),
    ("participant act", "knew_of_crime", "knowledge"),
    ("act", "consent", "consent"),
    ("act", "state_rule_breached", "truth"),
    ("act", "profit", "yuan"),
    ("gains", "received", "yuan"),
    ("gains", "cost", "yuan"),
    ("gains", "expenses", "yuan"),
    ("gains", "paid_on", "yuan"),
    ("gains", "returned", "yuan"),
    ("record consequence", "kind", "record_kind consequence"),
    ("record", "for", "record_for"),
    ("record", "decided", "date"),
    ("record", "completed", "date"),
    ("participant", "gains", "yuan"),
    ("case", "indicted", "date"),
    ("case", "filed", "date"),
    ("case", "discovered", "date"),
    ("consequence", "amount", "yuan"),
];

/// The vocabulary of these tests.
pub fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for (name, values) in LISTS {
        let values = values.split_whitespace().map(|value| (value.to_owned(), Label::default())).collect();
        vocabulary.kinds.push(Kinds { name: name.to_owned(), label: Label::default(), values, also: Vec::new() });
    }
    for (scopes, name, kind) in FACTS {
        let kinds: Vec<&str> = kind.split(' ').collect();
        match kinds.as_slice() {
            ["set", list] => declare(&mut vocabulary, scopes, name, FactKind::SetOf(list_id(list))),
            [one] => declare(&mut vocabulary, scopes, name, kind_of(one)),
            several => {
                for (scope, list) in scopes.split(' ').zip(several) {
                    declare(&mut vocabulary, scope, name, kind_of(list));
                }
            }
        }
    }
    vocabulary
}

fn kind_of(name: &str) -> FactKind {
    match name {
        "truth" => FactKind::Truth,
        "date" => FactKind::Date,
        _ => Unit::named(name).map_or_else(|| FactKind::OneOf(list_id(name)), FactKind::Amount),
    }
}

fn list_id(name: &str) -> KindsId {
    let position = LISTS.iter().position(|(list, _)| *list == name).expect("a list of the test vocabulary");
    KindsId(u16::try_from(position).expect("few lists"))
}

/// Silence about the recipient's crime means that there is none; about anything else it asks.
fn silence(name: &str) -> Meaning {
    let none =
        LISTS.iter().find(|(list, _)| *list == "crime").expect("a list").1.split(' ').position(|one| one == "none");
    if name == "recipient_crime" { Meaning::Default(Settled::Option(none.expect("a value"))) } else { Meaning::Ask }
}

fn declare(vocabulary: &mut Vocabulary, scopes: &str, name: &str, kind: FactKind) {
    let written = scopes.split(' ').map(|scope| (Scope::named(scope).expect("a scope"), None)).collect();
    vocabulary.facts.push(FactType {
        name: name.to_owned(),
        label: Label::default(),
        kind,
        written,
        silence: vec![(silence(name), None)],
        silence_words: String::new(),
        contestable: None,
        shown: None,
        span: Span::new(SourceId(0), 0, 0),
    });
}
