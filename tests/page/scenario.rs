//! A case in preparation taken from nothing to its three documents in a browser: four accused, one a unit, nine acts, a
//! report that is outstanding, duplicates in dispute. Everything is typed or chosen on the page.
//!
//! `GRAVAMEN_SCREENSHOTS=DIR` keeps pictures of it.

use gravamen::render::archive;
use serde_json::json;

use super::browser::{Browser, ENTER, ESCAPE, decoded};
use super::site::Site;

const FILE: &str = "four.toml";

/// The unit, and the body of information most acts are about.
const UNIT: &str = "恒通快递有限公司";
const BILLS: &str = "2025年度运单";

/// Entries in order: the table, what is typed in its last row, and the id that it gets.
const ENTRIES: [(&str, &str, &str); 20] = [
    ("person", UNIT, UNIT),
    ("person", "周海", "周海"),
    ("person", "吴敏", "吴敏"),
    ("person", "林涛", "林涛"),
    ("dataset", BILLS, BILLS),
    ("dataset", "客服通话清单", "客服通话清单"),
    ("evidence", "分拣系统下载日志", "E1"),
    ("evidence", "公司账户流水", "E2"),
    ("evidence", "硬盘检验报告", "E3"),
    ("evidence", "四名犯罪嫌疑人供述", "E4"),
    ("evidence", "财务人员证言", "E5"),
    ("act", "恒通快递有限公司、周海、吴敏", "a1"),
    ("act", "恒通快递有限公司、周海", "a2"),
    ("act", "恒通快递有限公司、周海、吴敏", "a3"),
    ("act", "恒通快递有限公司、周海", "a4"),
    ("act", "吴敏", "a5"),
    ("act", "林涛", "a6"),
    ("act", "林涛", "a7"),
    ("act", "林涛", "a8"),
    ("act", "林涛", "a9"),
];

/// Values by path: typed, chosen from a list, or ticked where several are given.
const VALUES: &[(&str, &str)] = &[
    ("case.title_zh", "快递加盟公司出售客户信息案（虚构）"),
    ("person.恒通快递有限公司.kind", "unit"),
    ("person.周海.of", UNIT),
    ("person.吴敏.of", UNIT),
    ("person.周海.born", "1984-05-02"),
    ("person.吴敏.born", "1996-10-11"),
    ("person.林涛.born", "1990-01-30"),
    ("dataset.2025年度运单.contains", "name, phone, home_address, waybill"),
    ("dataset.2025年度运单.items", "26000 .. 52000"),
    ("dataset.客服通话清单.contains", "phone, communication_records"),
    ("dataset.客服通话清单.items", "420"),
    ("act.a1.does", "query"),
    ("act.a1.dataset", BILLS),
    ("act.a1.when", "2025-01-06至2025-11-20"),
    ("act.a2.does", "sell"),
    ("act.a2.dataset", BILLS),
    ("act.a2.when", "2025-03-14"),
    ("act.a2.to", "林涛"),
    ("act.a2.gains", "6200"),
    ("act.a3.does", "sell"),
    ("act.a3.dataset", BILLS),
    ("act.a3.when", "2025-06-02"),
    ("act.a3.to", "林涛"),
    ("act.a3.gains", "8600"),
    ("act.a4.does", "sell"),
    ("act.a4.dataset", BILLS),
    ("act.a4.when", "2025-09"),
    ("act.a4.to", "买家二"),
    ("act.a4.gains", "3000 .. 9000"),
    ("act.a5.does", "provide"),
    ("act.a5.dataset", "客服通话清单"),
    ("act.a5.when", "2025-08-08"),
    ("act.a5.to", "林涛"),
    ("act.a5.gains", "800"),
    ("act.a6.does", "purchase"),
    ("act.a6.dataset", BILLS),
    ("act.a6.when", "2025-03-14"),
    ("act.a7.does", "purchase"),
    ("act.a7.dataset", BILLS),
    ("act.a7.when", "2025-06-02"),
    ("act.a8.does", "receive"),
    ("act.a8.dataset", "客服通话清单"),
    ("act.a8.when", "2025-08-08"),
    ("act.a9.does", "sell"),
    ("act.a9.dataset", BILLS),
    ("act.a9.when", "2025-07-01"),
    ("act.a9.to", "买家三"),
    ("act.a9.gains", "4000 .. 7000"),
    ("evidence.E1.kind", "electronic_data"),
    ("evidence.E1.volume", "2"),
    ("evidence.E1.page", "15-31"),
    ("evidence.E1.shows", "吴敏账号下载运单的时间和条数"),
    ("evidence.E3.kind", "expert_opinion"),
    ("evidence.E3.outstanding", "yes"),
    ("file.office", "甲市乙区人民检察院"),
    ("file.court", "甲市乙区人民法院"),
    ("file.prosecutor", "检察官子"),
    ("file.dated", "2026-11-20"),
    ("file.sentencing_number", "乙检量建〔2026〕55号"),
    ("file.review_number", "乙检审查〔2026〕101号"),
    ("file.investigation_number", "乙检补侦〔2026〕31号"),
    ("file.received", "2026-08-03"),
    ("file.returns.0.on", "2026-09-15"),
    ("file.returns.0.why", "下载日志未调取"),
    ("file.discovery", "2025年12月3日，客户丑报案；侦查机关经调取聊天记录锁定周海。"),
    ("person.周海.file.counsel", "律师辰，甲市某律师事务所"),
    ("person.周海.file.arrival", "经口头传唤到案。"),
    ("person.周海.file.measures.0.kind", "逮捕"),
    ("person.周海.file.measures.0.on", "2026-01-19"),
    ("person.周海.file.proposed.imprisonment", "40"),
    ("person.周海.file.proposed.fine", "60000"),
];

/// A fact that is stated beside the page: the entry, the key, the value, and how it stands.
type Beside = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

/// What is stated beside the page.
const BESIDE: [Beside; 9] = [
    (
        "dataset.2025年度运单",
        "duplicates",
        "2000",
        &[("standing", "disputed"), ("defence", "9000"), ("evidence", "E1")],
    ),
    ("dataset.2025年度运单", "obtained_in", "service", &[("evidence", "E1")]),
    ("act.a2", "items", "6200", &[("evidence", "E1")]),
    ("act.a3", "items", "8600", &[("standing", "disputed"), ("defence", "5400")]),
    ("act.a4", "items", "unknown", &[]),
    ("act.a9", "items", "4000 .. 6000", &[("evidence", "E4")]),
    ("person.周海", "as", "supervisor", &[]),
    ("person.周海", "confessed", "yes", &[]),
    ("act.a1.by.吴敏", "role", "accessory", &[("standing", "alleged"), ("evidence", "E4")]),
];

impl Browser {
    /// Puts a value in a field as a person does: typed, chosen, or ticked.
    fn enter(&self, id: &str, value: &str) {
        self.wait(id, &format!("document.getElementById('{id}')"));
        let field = format!("const field = document.getElementById('{id}'); const value = '{value}';");
        let open = "for (let one = field; (one = one.parentElement?.closest('details')); ) one.open = true;";
        let kind = self.run(&format!("{field} {open} return field.tagName"));
        match kind.as_str().unwrap_or_default() {
            "SELECT" => {
                let chosen = self.run(&format!(
                    "{field} field.value = value; field.dispatchEvent(new Event('input', {{ bubbles: true }})); return field.value"
                ));
                assert_eq!(chosen, json!(value), "{id} has no such choice");
            }
            "SUMMARY" => {
                self.run(&format!(
                    "{field} const all = field.parentElement; all.open = true; \
                     for (const one of value.split(', ')) all.querySelector(`input[value=${{one}}]`).click(); all.open = false;"
                ));
            }
            _ => self.fill(id, value),
        }
    }

    /// Opens everything that can be said of an entry; of one in another, from there.
    fn open(&self, path: &str) {
        let link = format!(
            "[...document.querySelectorAll('a[data-panel]')].find((one) => new URL(one.href).searchParams.get('path') === '{path}')"
        );
        if self.run(&format!("return !!({link})")) != json!(true) {
            self.open(path.split(".by.").next().unwrap_or(path));
            self.wait(path, &link);
        }
        // What is shown already goes, so that what is waited for is the new one.
        self.run(&format!("document.querySelector('#panel .add-fact')?.remove(); ({link}).click()"));
        self.wait(path, "document.querySelector('#panel .add-fact')");
    }

    /// States a fact beside the page, with how it stands, and closes that again.
    fn state(&self, entry: &str, key: &str, value: &str, stands: &[(&str, &str)]) {
        self.open(entry);
        let id = format!("whole-{entry}.{key}");
        if self.run(&format!("return !!document.getElementById('{id}')")) != json!(true) {
            self.run(&format!(
                "const form = document.querySelector('#panel .add-fact'); form.elements.add.value = '{key}'; form.requestSubmit()"
            ));
        }
        self.enter(&id, value);
        for (name, value) in stands {
            self.run(&format!(
                "const form = document.getElementById('{id}').form || document.getElementById('{id}').closest('form'); \
                 form.querySelector('.standing').open = true; \
                 const tick = form.querySelector(`input[type=checkbox][name={name}][value='{value}']`); \
                 if (tick) tick.click(); else {{ const one = form.elements['{name}']; one.value = '{value}'; \
                 one.dispatchEvent(new Event('input', {{ bubbles: true }})); }}"
            ));
        }
        // What stands behind it is drawn anew when it is closed.
        self.run("document.getElementById('main').dataset.old = 'yes'; document.getElementById('panel').focus()");
        self.press(ESCAPE);
        self.wait("closed", "document.getElementById('panel').hidden && !document.getElementById('main').dataset.old");
        self.wait("saved", "!document.querySelector('#status.refused')");
    }
}

#[test]
#[ignore = "needs Chromium and its driver, which .ci/run installs"]
fn a_case_in_preparation_is_taken_to_its_documents_in_a_browser() {
    let browser = Browser::start();
    let site = Site::open(&[]);
    let root = format!("http://127.0.0.1:{}/{}", site.port, site.token);
    browser.go(&format!("{root}/zh/cases"));
    browser.fill("title", &format!("four{ENTER}"));
    browser.wait("the facts of the case", "document.getElementById('begin-person')");
    for (table, name, id) in ENTRIES {
        browser.fill(&format!("begin-{table}"), &format!("{name}{ENTER}"));
        browser.wait(
            id,
            &format!("[...document.querySelectorAll('tr th.id')].some((one) => one.innerText.trim() === '{id}')"),
        );
    }
    for list in ["file.returns", "person.周海.file.measures"] {
        browser.wait(list, &format!("document.getElementById('f-{list}')"));
        browser.run(&format!("document.getElementById('f-{list}').click()"));
        browser.wait(list, &format!("document.querySelector(\"[id^='f-{list}.0.']\")"));
    }
    browser.picture("four-empty.png");
    for (path, value) in VALUES {
        browser.enter(&format!("f-{path}"), value);
    }
    site.wait_for(FILE, "fine = 60000");
    for (entry, key, value, stands) in BESIDE {
        browser.state(entry, key, value, stands);
    }
    let text = site.text(FILE);
    assert_eq!(text.matches("[[act]]").count(), 9, "{text}");
    for line in [
        "status = \"disputed\", defence = 9000",
        "outstanding = true",
        "role = { value = \"accessory\", status = \"alleged\"",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }

    // From a keystroke until what it makes of the result stands there.
    let field = format!("f-dataset.{BILLS}.items");
    let mut taken = Vec::new();
    for number in 0..8 {
        browser.run(&format!(
            "const field = document.getElementById('{field}'); field.focus(); field.value = '{} .. 52000'; window.taken = 0; \
             const begun = performance.now(); const old = document.getElementById('result'); \
             new MutationObserver((_, seen) => {{ if (document.getElementById('result') !== old) {{ seen.disconnect(); \
             window.taken = performance.now() - begun; }} }}).observe(document.body, {{ childList: true, subtree: true }}); \
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));",
            26000 - number % 2
        ));
        browser.wait("an answer", "window.taken");
        taken.push(browser.run("return window.taken").as_f64().unwrap_or_default());
    }
    taken.sort_by(f64::total_cmp);
    eprintln!(
        "from a keystroke to the result on the page: {:.0} ms, at most {:.0} ms",
        taken[taken.len() / 2],
        taken[taken.len() - 1]
    );

    // The documents, from the links of the page.
    browser.go(&format!("{root}/zh/result?case={FILE}"));
    let wanted: [(&str, &[&str]); 3] = [
        ("kind=review", &["乙检审查〔2026〕101号", "检察官子", "客户丑报案", "律师辰", "经口头传唤到案"]),
        ("kind=investigation", &["乙检补侦〔2026〕31号", "硬盘检验报告"]),
        ("kind=sentencing", &["乙检量建〔2026〕55号", "甲市乙区人民法院", "三年四个月"]),
    ];
    for (kind, texts) in wanted {
        browser.run(&format!(
            "window.word = ''; const links = [...document.querySelectorAll('.documents a')].filter((one) => one.href.includes('{kind}')); \
             const link = links.find((one) => one.textContent.includes('周海')) || links[0]; \
             fetch(link.href).then((answer) => answer.arrayBuffer()).then((bytes) => {{ \
             window.word = btoa([...new Uint8Array(bytes)].map((one) => String.fromCharCode(one)).join('')); }});"
        ));
        browser.wait(kind, "window.word.length");
        let bytes = decoded(browser.run("return window.word").as_str().unwrap_or_default());
        let parts = archive::read(&bytes).unwrap_or_else(|error| panic!("{kind}: {error}"));
        let (_, document) = parts.iter().find(|(name, _)| name == "word/document.xml").expect("a document of Word");
        let document = String::from_utf8_lossy(document);
        for text in texts {
            assert!(document.contains(text), "{kind} lacks {text}");
        }
    }

    for (width, height, size) in [(1366, 768, "wide"), (390, 844, "narrow")] {
        browser.size(width, height);
        for language in ["zh", "en"] {
            for view in ["facts", "result", "change", "study"] {
                browser.go(&format!("{root}/{language}/{view}?case={FILE}"));
                let over = browser.run("return document.documentElement.scrollWidth - window.innerWidth");
                assert!(over.as_i64().is_some_and(|over| over <= 1), "{view} {language} {size}: {over} too wide");
                browser.picture(&format!("four-{view}-{size}-{language}.png"));
                for (place, name) in [("#t-act", "acts"), (".filed", "filed"), (".picture", "flow")] {
                    let there = browser.run(&format!(
                        "const one = document.querySelector('{place}'); one?.scrollIntoView(); return !!one"
                    ));
                    if there == json!(true) {
                        browser.picture(&format!("four-{view}-{name}-{size}-{language}.png"));
                    }
                }
            }
        }
    }
}
