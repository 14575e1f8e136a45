//! The workbench in a browser: Chromium, driven by its WebDriver, without a display. `.ci/run` installs both and runs this
//! test; `cargo test -- --ignored browser` does where they are there.
//!
//! `GRAVAMEN_SCREENSHOTS=DIR` keeps a picture of each view, at 1366×768 and as narrow as a telephone, in both languages.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::site::Site;

/// How long something may take to appear, and the browser to answer: a machine that is busy needs seconds for either.
const PATIENCE: Duration = Duration::from_secs(60);

/// Keys by their WebDriver names.
pub const ENTER: &str = "\u{E007}";
pub const ESCAPE: &str = "\u{E00C}";

/// Without a display, and without a look at the network: where that is closed, Chromium waits for it.
const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1366,768",
    "--hide-scrollbars",
];

/// A browser with one window.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    pub fn start() -> Self {
        let mut command = Command::new("chromedriver");
        let command = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = command.spawn().expect("chromium and chromedriver are installed");
        let mut said = BufReader::new(driver.stdout.take().expect("what the driver says"));
        let mut line = String::new();
        let port = loop {
            line.clear();
            assert!(said.read_line(&mut line).is_ok_and(|read| read > 0), "the driver did not start");
            if let Some((_, port)) = line.split_once("successfully on port ") {
                break port.trim().trim_end_matches('.').parse().expect("a port");
            }
        };
        std::thread::spawn(move || said.read_to_string(&mut String::new()));
        // A profile of its own, and nothing of the person who runs the tests.
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let kept = format!("--user-data-dir={}/browser-{}-{number}", env!("CARGO_TARGET_TMPDIR"), std::process::id());
        let mut browser = Self { driver, port, session: String::new() };
        let arguments: Vec<&str> = ARGUMENTS.into_iter().chain([kept.as_str()]).collect();
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": { "args": arguments } } } });
        let made = browser.ask("POST", "/session", &wanted);
        browser.session = made["sessionId"].as_str().unwrap_or_else(|| panic!("no window: {made}")).to_owned();
        browser
    }

    /// Sends a command to the driver; the value of its answer.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver answers");
        stream.write_all(request.as_bytes()).expect("the driver listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        // The driver may leave the connection open: the length of the answer says where it ends.
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line).unwrap_or_else(|error| panic!("{method} {path}: {error}"));
            let Some((name, value)) = line.trim().split_once(':') else {
                if line.trim().is_empty() { break } else { continue }
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body).unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        serde_json::from_slice::<Value>(&body).map(|mut answer| answer["value"].take()).unwrap_or_default()
    }

    fn command(&self, name: &str, body: &Value) -> Value {
        self.ask("POST", &format!("/session/{}/{name}", self.session), body)
    }

    pub fn go(&self, url: &str) {
        self.command("url", &json!({ "url": url }));
    }

    /// What a script gives.
    pub fn run(&self, script: &str) -> Value {
        self.command("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until a script gives true.
    pub fn wait(&self, what: &str, script: &str) {
        let begun = Instant::now();
        while self.run(&format!("return !!({script})")) != json!(true) {
            assert!(begun.elapsed() < PATIENCE, "not seen: {what}\n{}", self.run("return document.body.innerText"));
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// Presses keys where the focus is, as a person does who has no mouse.
    pub fn press(&self, keys: &str) {
        let each = keys.chars().flat_map(|key| {
            [
                json!({ "type": "keyDown", "value": key.to_string() }),
                json!({ "type": "keyUp", "value": key.to_string() }),
            ]
        });
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": each.collect::<Vec<_>>() }] });
        self.command("actions", &actions);
    }

    /// Puts the focus on an element by its id.
    pub fn focus(&self, id: &str) {
        self.wait(id, &format!("document.getElementById('{id}')"));
        self.run(&format!("const field = document.getElementById('{id}'); field.focus(); field.select?.();"));
    }

    /// Types into a field by its id.
    pub fn fill(&self, id: &str, text: &str) {
        self.focus(id);
        self.press(text);
    }

    /// Adds an entry by the last row of a table.
    fn add(&self, table: &str, name: &str, first: &str) {
        self.fill(&format!("begin-{table}"), &format!("{name}{ENTER}"));
        self.wait(&format!("{table} {name}"), &format!("document.getElementById('{first}')"));
    }

    pub fn size(&self, width: u32, height: u32) {
        // The size of the window and not of what it frames; a narrow window is emulated.
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let command = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": metrics });
        self.command("goog/cdp/execute", &command);
    }

    /// Keeps a picture, where pictures are asked for.
    pub fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("GRAVAMEN_SCREENSHOTS").map(PathBuf::from) else { return };
        let taken = self.ask("GET", &format!("/session/{}/screenshot", self.session), &json!({}));
        let bytes = decoded(taken.as_str().unwrap_or_default());
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join(name), bytes)).expect("a picture");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.ask("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Base64, as the driver gives pictures.
pub fn decoded(text: &str) -> Vec<u8> {
    let value = |sign: u8| match sign {
        b'A'..=b'Z' => u32::from(sign - b'A'),
        b'a'..=b'z' => u32::from(sign - b'a') + 26,
        b'0'..=b'9' => u32::from(sign - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let signs: Vec<u8> = text.bytes().filter(|sign| *sign != b'=').collect();
    let bytes = signs.chunks(4).flat_map(|four| {
        let whole = four.iter().enumerate().fold(0, |whole, (at, sign)| whole | value(*sign) << (18 - 6 * at));
        whole.to_be_bytes()[1..four.len()].to_vec()
    });
    bytes.collect()
}

/// By the keyboard alone, but for the focus: a case from nothing to a result, the reasons, a change that is tried.
#[test]
#[ignore = "needs Chromium and its driver, which .ci/run installs"]
fn a_case_is_taken_from_nothing_to_a_result_in_a_browser() {
    let browser = Browser::start();
    let site = Site::open(&[]);
    let root = format!("http://127.0.0.1:{}", site.port);
    browser.go(&format!("{root}/{}/", site.token));
    browser.fill("title", &format!("orders{ENTER}"));
    browser.wait("the facts of the case", "document.getElementById('begin-person')");
    browser.add("person", "Zhang San", "f-person.zhang-san.name");
    browser.add("dataset", "orders", "f-dataset.orders.items");
    browser.add("act", "Zhang San", "f-act.a1.does");
    browser.wait("the focus on the next field", "document.activeElement.id === 'f-act.a1.does'");
    // What a key chooses from a list depends on the list; the value is put there as a choice does.
    browser.run(
        "const list = document.activeElement; list.value = 'sell'; list.dispatchEvent(new Event('input', { bubbles: true }))",
    );
    browser.fill("f-act.a1.dataset", "orders");
    browser.fill("f-act.a1.when", "2024-05-06");
    browser.fill("f-act.a1.to", "buyer");
    browser
        .run("document.querySelector('.many').open = true; document.querySelector('.many input[value=phone]').focus()");
    browser.press(" ");
    browser.fill("f-dataset.orders.items", "4999");
    browser.wait("the result below the threshold", "!document.querySelector('#result .grade.established')");
    browser.fill("f-dataset.orders.items", "5000");
    browser.wait("the result", "document.querySelector('#result .grade.established')");
    let begun = Instant::now();
    browser.wait("what was saved", "document.querySelector('#status').innerText.includes('5000')");
    eprintln!("saved and told {} ms later", begun.elapsed().as_millis());

    // What is no value is said beside the field, after a moment, and not written.
    browser.fill("f-dataset.orders.items", "many");
    browser.wait("what is wrong", "document.getElementById('said-dataset.orders.items').innerText.length > 0");
    assert!(site.text("orders.toml").contains("items = 5000"), "{}", site.text("orders.toml"));
    browser.fill("f-dataset.orders.items", "5000");
    browser.wait("nothing wrong any more", "!document.getElementById('said-dataset.orders.items').innerText");

    // The rule behind a ground, beside the page; Escape closes it.
    browser.run("document.querySelector('#result .gauges a').focus()");
    browser.press(ENTER);
    browser.wait(
        "the reasons",
        "!document.getElementById('panel').hidden && document.getElementById('panel').innerText.length > 40",
    );
    browser.press(ESCAPE);
    browser.wait("the reasons closed", "document.getElementById('panel').hidden");

    // A break point that is tried changes nothing. As long as a grade is open there is none.
    browser.fill("f-act.a1.gains", "900");
    browser.wait("the gains", "document.querySelector('#status').innerText.includes('900')");
    browser.go(&format!("{root}/{}/en/change?case=orders.toml", site.token));
    browser.wait("a slider", "document.querySelector('.slider [data-point]')");
    browser.run("document.querySelector('.slider [data-point]').focus()");
    browser.press(ENTER);
    browser.wait(
        "the difference",
        "[...document.querySelectorAll('.tried')].some((tried) => tried.innerText.includes('→'))",
    );
    assert!(site.text("orders.toml").contains("items = 5000"));

    // Nothing was stopped by the policy, and the page is as wide as the window.
    for (width, height, size) in [(1366, 768, "wide"), (390, 844, "narrow")] {
        browser.size(width, height);
        for language in ["zh", "en"] {
            for view in ["cases", "facts", "result", "change", "study"] {
                browser.go(&format!("{root}/{}/{language}/{view}?case=orders.toml", site.token));
                let over = browser.run("return document.documentElement.scrollWidth - window.innerWidth");
                assert!(over.as_i64().is_some_and(|over| over <= 1), "{view} {language} {size}: {over} too wide");
                let nameless = browser.run(
                    "return [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a')].filter((one) => \
                     !(one.labels?.length || one.ariaLabel || one.textContent?.trim() || one.title)).length",
                );
                assert_eq!(nameless, json!(0), "{view} {language}: something has no name that can be read aloud");
                browser.picture(&format!("{view}-{size}-{language}.png"));
            }
        }
    }
}
