//! Requests that no page of the workbench makes, a row each, with what must come back. After all of them the folder is as
//! it was, and the server still answers.

use super::hostile::{CASE, untouched};
use super::site::Site;

/// A request: method, address, headers and body; the status that must come back, and words of the answer.
///
/// In addresses `{t}` is the token and `{e}` the first part of a right address, in English. Headers stand with `|` between
/// them; `{p}` is the port, `@` are the headers of a form of the page. `*n` after a text repeats it.
type Row = (&'static str, &'static str, &'static str, &'static str, u16, &'static str);

const TOKEN: &str = "right token";
const HERE: &str = "this machine only";
const PAGE: &str = "does not come from this page";
const FORMS: &str = "Only forms of this page";
const KIND: &str = "Such a request is not taken";
const NOWHERE: &str = "no such page";
const NO_CASE: &str = "no such case file";
const LARGE: &str = "too large";
const LONG: &str = "too long";
const NO_FIELD: &str = "no field";
const NO_PLACE: &str = "no place for";

const ROWS: &[Row] = &[
    // Without the token, or with another.
    ("GET", "/", "", "", 403, TOKEN),
    ("GET", "//", "", "", 403, TOKEN),
    ("GET", "/en/cases", "", "", 403, TOKEN),
    ("GET", "/page.css", "", "", 403, TOKEN),
    ("GET", "/page.js", "", "", 403, TOKEN),
    ("GET", "/favicon.ico", "", "", 403, TOKEN),
    ("GET", "/wrong/en/cases", "", "", 403, TOKEN),
    ("GET", "/{t}x/en/cases", "", "", 403, TOKEN),
    ("GET", "/x{t}/en/cases", "", "", 403, TOKEN),
    ("GET", "/{t}%00/en/cases", "", "", 403, TOKEN),
    ("GET", "/%2e/{t}/en/cases", "", "", 403, TOKEN),
    ("GET", "//{t}/en/cases", "", "", 403, TOKEN),
    ("GET", "/00000000000000000000000000000000/en/cases", "", "", 403, TOKEN),
    ("GET", "/en/cases?token={t}", "", "", 403, TOKEN),
    ("GET", "/en/facts?case=c.toml", "Cookie: token={t}", "", 403, TOKEN),
    ("POST", "/en/edit?case=c.toml", "@", "path=dataset.d.items&value=9", 403, TOKEN),
    ("POST", "/wrong/en/undo?case=c.toml", "@", "", 403, TOKEN),
    // By another name of the machine, as where a name of somebody else's leads here.
    ("GET", "{e}cases", "Host: evil.example", "", 403, HERE),
    ("GET", "{e}cases", "Host: evil.example:{p}", "", 403, HERE),
    ("GET", "{e}cases", "Host: 127.0.0.1", "", 403, HERE),
    ("GET", "{e}cases", "Host: 127.0.0.1:1", "", 403, HERE),
    ("GET", "{e}cases", "Host: 127.0.0.1:{p}.evil.example", "", 403, HERE),
    ("GET", "{e}cases", "Host: 0.0.0.0:{p}", "", 403, HERE),
    ("GET", "{e}cases", "Host: [::1]:{p}", "", 403, HERE),
    ("GET", "{e}cases", "Host: LOCALHOST:{p}", "", 403, HERE),
    ("GET", "{e}cases", "Host: user@127.0.0.1:{p}", "", 403, HERE),
    ("GET", "{e}cases", "Host: ", "", 403, HERE),
    (
        "POST",
        "{e}undo?case=c.toml",
        "Host: evil.example|Origin: http://evil.example|Content-Type: application/x-www-form-urlencoded",
        "",
        403,
        HERE,
    ),
    // From another page.
    ("GET", "{e}cases", "Origin: http://evil.example", "", 403, PAGE),
    ("GET", "{e}cases", "Origin: null", "", 403, PAGE),
    ("GET", "{e}cases", "Origin: http://127.0.0.1:1", "", 403, PAGE),
    ("GET", "{e}cases", "Origin: https://127.0.0.1:{p}", "", 403, PAGE),
    ("GET", "{e}cases", "Origin: http://127.0.0.1:{p}.evil.example", "", 403, PAGE),
    ("GET", "{e}cases", "Origin: file://", "", 403, PAGE),
    ("GET", "{e}cases", "Sec-Fetch-Site: cross-site", "", 403, PAGE),
    ("GET", "{e}cases", "Sec-Fetch-Site: same-site", "", 403, PAGE),
    ("GET", "{e}write?case=c.toml&kind=memo", "Sec-Fetch-Site: cross-site", "", 403, PAGE),
    ("POST", "{e}undo?case=c.toml", "Content-Type: application/x-www-form-urlencoded", "", 403, PAGE),
    (
        "POST",
        "{e}undo?case=c.toml",
        "Content-Type: application/x-www-form-urlencoded|Origin: http://evil.example",
        "",
        403,
        PAGE,
    ),
    ("POST", "{e}undo?case=c.toml", "Content-Type: application/x-www-form-urlencoded|Origin: null", "", 403, PAGE),
    ("POST", "{e}undo?case=c.toml", "@|Sec-Fetch-Site: cross-site", "", 403, PAGE),
    ("POST", "{e}new", "Content-Type: text/plain", "title=x", 403, PAGE),
    // What is no form of the page.
    ("POST", "{e}edit?case=c.toml", "Origin: http://127.0.0.1:{p}", "path=dataset.d.items&value=9", 415, FORMS),
    ("POST", "{e}edit?case=c.toml", "Origin: http://127.0.0.1:{p}|Content-Type: application/json", "{}", 415, FORMS),
    (
        "POST",
        "{e}edit?case=c.toml",
        "Origin: http://127.0.0.1:{p}|Content-Type: text/plain",
        "path=dataset.d.items&value=9",
        415,
        FORMS,
    ),
    (
        "POST",
        "{e}edit?case=c.toml",
        "Origin: http://127.0.0.1:{p}|Content-Type: multipart/form-data; boundary=x",
        "--x--",
        415,
        FORMS,
    ),
    ("POST", "{e}new", "Origin: http://127.0.0.1:{p}|Content-Type: text/xml", "<x/>", 415, FORMS),
    // Too much.
    ("POST", "{e}edit?case=c.toml", "@", "x*3200000", 413, LARGE),
    ("POST", "{e}paste?case=c.toml", "@", "rows=\t*3200000", 413, LARGE),
    ("POST", "{e}edit?case=c.toml", "@", "a&*1100000", 413, LARGE),
    ("GET", "{e}facts?case=x*9000", "", "", 414, LONG),
    ("GET", "{e}x*9000", "", "", 414, LONG),
    // Methods.
    ("PUT", "{e}facts?case=c.toml", "@", "", 405, KIND),
    ("DELETE", "{e}facts?case=c.toml", "@", "", 405, KIND),
    ("PATCH", "{e}facts?case=c.toml", "@", "", 405, KIND),
    ("OPTIONS", "{e}facts?case=c.toml", "@", "", 405, KIND),
    ("TRACE", "{e}facts?case=c.toml", "@", "", 405, KIND),
    ("PROPFIND", "{e}facts?case=c.toml", "@", "", 405, KIND),
    ("POST", "/{t}/page.js", "@", "x", 405, KIND),
    ("POST", "/{t}/", "@", "", 405, KIND),
    // Pages that are not there.
    ("GET", "{e}nowhere", "", "", 404, NOWHERE),
    ("GET", "{e}nowhere?case=c.toml", "", "", 404, NOWHERE),
    ("GET", "{e}facts/more", "", "", 404, NOWHERE),
    ("GET", "{e}..%2f..%2fcases", "", "", 404, NOWHERE),
    ("GET", "/{t}/fr/cases", "", "", 404, NOWHERE),
    ("GET", "/{t}/%2e%2e/cases", "", "", 404, NOWHERE),
    ("GET", "/{t}/../../etc/passwd", "", "", 404, NOWHERE),
    ("GET", "/{t}/en/../../../etc/passwd", "", "", 404, NOWHERE),
    ("GET", "/{t}/c.toml", "", "", 404, NOWHERE),
    ("GET", "{e}c.toml", "", "", 404, NOWHERE),
    ("GET", "{e}entry?case=c.toml&path=nothing", "", "", 404, NOWHERE),
    ("GET", "{e}entry?case=c.toml&path=person.nobody", "", "", 404, NOWHERE),
    ("GET", "{e}entry?case=c.toml&path=..%2f..%2fetc", "", "", 404, NOWHERE),
    ("GET", "{e}write?case=c.toml&kind=nothing", "", "", 404, NOWHERE),
    ("GET", "{e}write?case=c.toml&kind=..%2fmemo", "", "", 404, NOWHERE),
    ("GET", "{e}try?case=c.toml&what=dataset.d.items", "", "", 404, NOWHERE),
    ("GET", "{e}course?n=0", "", "", 404, NOWHERE),
    ("GET", "{e}course?n=9999999999999999999999", "", "", 404, NOWHERE),
    ("POST", "{e}nowhere?case=c.toml", "@", "a=b", 404, NOWHERE),
    ("POST", "{e}edit", "@", "path=dataset.d.items&value=9", 404, NOWHERE),
    ("POST", "{e}edit?case=c.toml", "@", "", 404, NOWHERE),
    ("POST", "{e}edit?case=c.toml", "@", "%", 404, NOWHERE),
    ("POST", "{e}edit?case=c.toml", "@", "&&&===&", 404, NOWHERE),
    ("POST", "{e}read?case=c.toml", "@", "what=x", 404, NOWHERE),
    // Cases that are not there.
    ("GET", "{e}facts?case=../c.toml", "", "", 422, NO_CASE),
    ("GET", "{e}result?case=/etc/passwd", "", "", 422, NO_CASE),
    ("GET", "{e}change?case=..%5C..%5Cc.toml", "", "", 422, NO_CASE),
    ("GET", "{e}study?case=c.toml%00.txt", "", "", 422, NO_CASE),
    ("GET", "{e}write?case=..%2fc.toml&kind=memo", "", "", 422, NO_CASE),
    ("GET", "{e}why?case=file:%2f%2f%2fetc%2fpasswd", "", "", 422, NO_CASE),
    ("POST", "{e}undo?case=../c.toml", "@", "", 422, NO_CASE),
    ("POST", "{e}restore?case=new.toml", "@", "", 422, NO_CASE),
    ("POST", "{e}restore?case=../new.toml", "@", "", 422, NO_CASE),
    ("POST", "{e}take?case=.", "@", "path=person.li", 422, NO_CASE),
    ("POST", "{e}paste?case=c.toml", "@", "sheet=../../x.csv", 422, NO_CASE),
    ("POST", "{e}paste?case=c.toml", "@", "sheet=c.toml", 422, NO_CASE),
    // Fields that are not there.
    ("POST", "{e}edit?case=c.toml", "@", "path=&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=.&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset..items&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.id&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=case.id&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=act.a1.items&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.items.value&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=a.*5000&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=file&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=file.nothing&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=file.returns&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=file.returns.0.on&value=2026-01-01", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=person.nobody.file.counsel&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=person.li.file.proposed&value=9", 422, NO_FIELD),
    ("POST", "{e}edit?case=c.toml", "@", "path=__proto__.x&value=9", 422, NO_FIELD),
    ("POST", "{e}add?case=c.toml", "@", "table=nothing&name=x", 422, NO_FIELD),
    ("POST", "{e}add?case=c.toml", "@", "table=case&name=x", 422, NO_FIELD),
    ("POST", "{e}add?case=c.toml", "@", "table=file&name=x", 422, NO_FIELD),
    ("POST", "{e}add?case=c.toml", "@", "table=file.office&name=x", 422, NO_FIELD),
    ("POST", "{e}add?case=c.toml", "@", "table=person.nobody.file.measures", 422, NO_FIELD),
    ("POST", "{e}add?case=c.toml", "@", "", 422, NO_FIELD),
    ("POST", "{e}add?case=c.toml", "@", "table=person.nobody.record&name=x", 422, NO_PLACE),
    ("POST", "{e}take?case=c.toml", "@", "path=", 422, NO_PLACE),
    ("POST", "{e}take?case=c.toml", "@", "path=person", 422, NO_PLACE),
    ("POST", "{e}take?case=c.toml", "@", "path=person.nobody", 422, NO_PLACE),
    ("POST", "{e}take?case=c.toml", "@", "path=dataset.d.nothing", 422, NO_PLACE),
    ("POST", "{e}take?case=c.toml", "@", "path=file.returns.0", 422, NO_PLACE),
    // Values that are none, and texts that would be more than a value.
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.items&value=%22%22%22", 422, "expected"),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.items&value=1+%7D%0A%5B%5Bperson%5D%5D", 422, "expected"),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.items&value=9%00", 422, "expected"),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.items&value=%27%27%27", 422, "expected"),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.items&value=1e400", 422, "expected"),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.items&value=NaN", 422, "expected"),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.items&value=-1", 422, ""),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.items&value=9*100000", 422, ""),
    ("POST", "{e}edit?case=c.toml", "@", "path=dataset.d.contains&value=nothing", 422, "expected"),
    ("POST", "{e}edit?case=c.toml", "@", "path=person.li.of&value=li", 422, ""),
    ("POST", "{e}edit?case=c.toml", "@", "path=person.li.born&value=2024-13-40", 422, "no month 13"),
    ("POST", "{e}edit?case=c.toml", "@", "path=file.dated&value=yesterday", 422, "expected"),
    ("POST", "{e}edit?case=c.toml", "@", "path=person.li.file.proposed.fine&value=much", 422, "expected"),
    ("POST", "{e}add?case=c.toml", "@", "table=act&name=nobody", 422, "nobody"),
    ("POST", "{e}add?case=c.toml", "@", "table=act&name=", 422, "expected"),
    ("POST", "{e}add?case=c.toml", "@", "table=gains&name=a1", 422, ""),
    ("POST", "{e}judge?case=c.toml", "@", "person=nobody&place=fs-2017-10%2f5.1.10&holds=yes", 422, "nobody"),
    ("POST", "{e}judge?case=c.toml", "@", "person=li&place=nowhere&holds=yes", 422, ""),
    ("POST", "{e}read?case=c.toml", "@", "what=no-such-reading&value=x", 422, "no-such-reading"),
    ("POST", "{e}paste-in?case=c.toml", "@", "rows=Nobody%09sell&column=by&column=does", 422, "row 1"),
];

/// What stands before a `*` so many times.
fn repeated(text: &str) -> String {
    let Some((before, number)) = text.rsplit_once('*') else { return text.to_owned() };
    let (digits, rest) = number.split_at(number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len()));
    let Ok(number) = digits.parse::<usize>() else { return text.to_owned() };
    let start = before.rfind(['=', '/']).map_or(0, |at| at + 1);
    format!("{}{}{rest}", &before[..start], before[start..].repeat(number))
}

#[test]
fn each_request_that_no_page_makes_is_refused_in_clear_words() {
    assert!(ROWS.len() >= 100, "only {} requests", ROWS.len());
    let site = Site::open(&[("c.toml", CASE)]);
    let port = site.port.to_string();
    let own = format!("http://127.0.0.1:{port}");
    let form = [("Origin", own.as_str()), ("Content-Type", "application/x-www-form-urlencoded"), ("X-Part", "1")];
    let mut wrong = Vec::new();
    for (method, address, headers, body, status, says) in ROWS {
        let path = repeated(&address.replace("{e}", &site.path("")).replace("{t}", &site.token));
        let headers = headers.replace("{p}", &port).replace("{t}", &site.token);
        let mut sent: Vec<(&str, &str)> = Vec::new();
        for header in headers.split('|').filter(|header| !header.is_empty()) {
            match header.split_once(':') {
                Some((name, value)) => sent.push((name, value.trim())),
                None => sent.extend(form),
            }
        }
        let answer = site.ask(method, &path, &sent, &repeated(body));
        let row = format!("{method} {address} [{headers}] {body:.60}");
        if answer.status != *status || !answer.body.contains(says) {
            let body: String = answer.body.chars().take(400).collect();
            wrong.push(format!("{row}: {} and not {status} {says:?}: {body}", answer.status));
        }
        if *status == 403 && (answer.body.contains("c.toml") || answer.body.contains(&site.token)) {
            wrong.push(format!("{row}: it tells something"));
        }
        if !answer.head.contains("content-security-policy: default-src 'none'") {
            wrong.push(format!("{row}: without the policy"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), ROWS.len(), wrong.join("\n"));
    assert_eq!(site.get("cases").status, 200);
    untouched(&site);
}

/// Bytes that are no request at all: no answer, or a refusal.
#[test]
fn what_is_no_request_ends_nothing() {
    let site = Site::open(&[("c.toml", CASE)]);
    let long = [b"GET / HTTP/1.1\r\nX: ".as_slice(), &[b'x'; 600_000]].concat();
    let many = ["GET / HTTP/1.1\r\n".to_owned(), "X: y\r\n".repeat(5000), "\r\n".to_owned()].concat();
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n\r\n\r\n\r\n",
        b"GET \xff\xfe HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        &long,
        many.as_bytes(),
    ] {
        let answer = site.raw(bytes);
        assert!(answer.status == 0 || answer.status >= 400, "{}", answer.status);
    }
    assert_eq!(site.get("cases").status, 200);
    untouched(&site);
}
