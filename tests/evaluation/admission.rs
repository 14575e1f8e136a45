//! What takes a batch out: consent, anonymised and public information, age, the level of the norm, insanity.

use gravamen::truth::Truth;

use super::support::{
    JUDGED, analyse, choices, choosing, established, grade, items, one_act, only, open_facts, settled, try_read,
};

/// Sixty credit reports stolen, with more in the act, in the dataset and after.
fn stolen(act: &str, dataset: &str, after: &str) -> String {
    let text = one_act("credit", 60, "steal", act);
    text.replace("items = 60", &format!("items = 60{dataset}")) + after
}

/// The same beside forty more, of which nothing is said: where the sixty are out, forty remain.
fn beside_forty(act: &str, dataset: &str, after: &str) -> (String, (i128, i128)) {
    let text = stolen(act, dataset, after)
        .replace("dataset = [{", "dataset = [{ id = \"e\", contains = [\"credit\"], items = 40 }, {")
        .replace(
            "act = [{",
            "act = [{ id = \"b\", by = \"zhang\", does = \"steal\", dataset = \"e\", on = 2022-03-01 }, {",
        );
    let analysis = analyse(&text);
    (settled(only(&analysis)), items(only(&analysis), "grave"))
}

fn judged_reasonable(holds: bool) -> String {
    format!(
        "\njudgement = [{{ person = \"zhang\", place = \"fs-2017-10/3.2\", holds = {holds}, reasons = \"as found\" }}]"
    )
}

#[test]
fn only_the_batch_is_out_and_the_others_stay() {
    let whole = ("serious".to_owned(), (100, 100));
    let rest = ("none".to_owned(), (40, 40));
    assert_eq!(beside_forty("", "", ""), whole);
    assert_eq!(beside_forty(", consent = \"yes\"", "", ""), rest);
    assert_eq!(beside_forty("", ", anonymised = true", ""), rest);
    assert_eq!(beside_forty("", ", identifiable = false", ""), rest);
    assert_eq!(beside_forty(", state_rule_breached = false", "", ""), rest);
    assert_eq!(beside_forty("", ", public_status = \"self_public\"", &judged_reasonable(true)), rest);
}

#[test]
fn consent_that_is_defective_or_missing_does_not_help() {
    for consent in ["no", "defective"] {
        assert_eq!(grade(&stolen(&format!(", consent = \"{consent}\""), "", "")), "serious");
    }
    let analysis = analyse(&stolen(", consent = \"unknown\"", "", ""));
    assert_eq!(open_facts(only(&analysis)), ["act.a.consent"]);
}

#[test]
fn already_public_information_is_out_if_handled_within_reason() {
    for status in ["self_public", "lawfully_public"] {
        let dataset = format!(", public_status = \"{status}\"");
        assert_eq!(grade(&stolen("", &dataset, &judged_reasonable(true))), "none", "{status}");
        assert_eq!(grade(&stolen("", &dataset, &judged_reasonable(false))), "serious", "{status}");
        let unanswered = analyse(&stolen("", &dataset, ""));
        assert_eq!(settled(only(&unanswered)), "open", "{status}");
        assert_eq!(open_facts(only(&unanswered)), ["judgement.zhang.fs-2017-10/3.2"]);
        let second = choosing(&stolen("", &dataset, ""), &[("public", "consent_2")]);
        assert_eq!(settled(only(&second)), "serious", "{status}");
    }
    for status in ["private", "unlawfully_public"] {
        let dataset = format!(", public_status = \"{status}\"");
        let analysis = analyse(&stolen("", &dataset, &judged_reasonable(true)));
        assert_eq!((settled(only(&analysis)), choices(only(&analysis))), ("serious".to_owned(), vec![]), "{status}");
    }
}

#[test]
fn what_the_person_chose_to_publish_is_outside_under_that_reading() {
    let text = |status: &str| stolen("", &format!(", public_status = \"{status}\""), "");
    let under = |status: &str| settled(only(&choosing(&text(status), &[("public", "not_covered")])));
    assert_eq!(under("self_public"), "none");
    assert_eq!(under("private"), "serious");
    assert_eq!(under("unlawfully_public"), "serious");
}

#[test]
fn local_rules_are_no_state_provisions() {
    for (norm, expected) in [
        ("law", "serious"),
        ("administrative_regulation", "serious"),
        ("departmental_rule", "serious"),
        ("local_rule", "none"),
    ] {
        assert_eq!(grade(&stolen(&format!(", norm_breached = \"{norm}\""), "", "")), expected, "{norm}");
    }
}

/// Whether an act of a person born then, on a day, is answered for (T-CL-10: sixteen, from the day after the birthday).
fn answers(born: &str, day: &str) -> Truth {
    let text = one_act("credit", 60, "steal", "")
        .replace("{ id = \"zhang\" }", &format!("{{ id = \"zhang\", born = {born} }}"));
    let analysis = analyse(&text.replace("on = 2022-03-01", day));
    only(&analysis).status
}

#[test]
fn sixteen_is_reached_on_the_day_after_the_birthday() {
    assert_eq!(answers("2006-03-01", "on = 2022-02-28"), Truth::Excluded);
    assert_eq!(answers("2006-03-01", "on = 2022-03-01"), Truth::Excluded);
    assert_eq!(answers("2006-03-01", "on = 2022-03-02"), Truth::Established);
    assert_eq!(answers("2004-02-29", "on = 2020-02-29"), Truth::Excluded);
    assert_eq!(answers("2004-02-29", "on = 2020-03-01"), Truth::Established);
    assert_eq!(answers("\"2006-03\"", "on = 2022-03-15"), Truth::Open);
    assert_eq!(answers("2006-03-01", "on = \"2022-03\""), Truth::Open);
    assert_eq!(answers("2006-03-01", "on = \"2022-04\""), Truth::Established);
}

#[test]
fn a_unit_has_no_age() {
    let of = |own: &str| {
        let person = format!("{{ id = \"zhang\", kind = \"unit\"{own} }}");
        one_act("credit", 60, "steal", "").replace("{ id = \"zhang\" }", &person)
    };
    assert_eq!(grade(&of("")), "serious");
    let refused = try_read(&of(", age = 3"), JUDGED).err().unwrap_or_default();
    assert_eq!(refused.iter().map(|error| error.code).collect::<Vec<_>>(), ["contradiction"]);
}

#[test]
fn the_insane_do_not_answer() {
    let text = one_act("credit", 60, "steal", "").replace("{ id = \"zhang\" }", "{ id = \"zhang\", insane = true }");
    assert_eq!(grade(&text), "none");
}

#[test]
fn consent_to_one_of_two_sales_leaves_the_other() {
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 3000 }]
        act = [
            { id = \"a\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2022-03-01, to = \"A\", gains = 4999, obtained_in = \"none\" },
            { id = \"b\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2022-03-01, to = \"B\", gains = 4999, obtained_in = \"none\" },
        ]";
    let both = analyse(text);
    assert_eq!(established(only(&both)), ["5.1.5", "5.1.7"]);
    let consented = text.replace("to = \"B\"", "consent = \"yes\", to = \"B\"");
    assert_eq!(grade(&consented), "none");
}
