//! The workbench before requests that mean harm, and before files that change under it: refused in clear words, nothing
//! lost, nothing written outside the folder.

use std::fs;

use super::site::Site;

const CASE: &str = "[case]\nid = \"c\"\n\n[[person]]\nid = \"li\"\n\n[[dataset]]\nid = \"d\"\nitems = 10\n";

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn site() -> Site {
    Site::open(&[("c.toml", CASE)])
}

/// Nothing but the case is there, as it was.
fn untouched(site: &Site) {
    assert_eq!(site.text("c.toml"), CASE);
    assert_eq!(site.names(), ["c.toml"]);
    let above = fs::read_dir(site.folder.parent().expect("a folder")).expect("a folder");
    assert_eq!(above.count(), 1, "something was written outside the folder");
}

/// A method, an address and headers.
type Request<'a> = (&'static str, String, Vec<(&'a str, &'a str)>);

#[test]
fn only_the_page_of_this_server_on_this_machine_is_answered() {
    let site = site();
    let own = format!("http://127.0.0.1:{}", site.port);
    let list = site.path("cases");
    let refused: Vec<Request<'_>> = vec![
        ("GET", "/".to_owned(), vec![]),
        ("GET", "/en/cases".to_owned(), vec![]),
        ("GET", "/wrong/en/cases".to_owned(), vec![]),
        ("GET", format!("/{}x/en/cases", site.token), vec![]),
        ("GET", format!("/{}/en/cases", &site.token[1..]), vec![]),
        ("GET", format!("/{}/en/cases", site.token.to_uppercase() + "A"), vec![]),
        ("GET", format!("//{}/en/cases", site.token), vec![]),
        ("GET", list.clone(), vec![("Host", "evil.example")]),
        ("GET", list.clone(), vec![("Host", "127.0.0.1")]),
        ("GET", list.clone(), vec![("Host", "127.0.0.1:1")]),
        ("GET", list.clone(), vec![("Origin", "http://evil.example")]),
        ("GET", list.clone(), vec![("Origin", "null")]),
        ("GET", list.clone(), vec![("Sec-Fetch-Site", "cross-site")]),
        ("GET", list.clone(), vec![("Sec-Fetch-Site", "same-site")]),
        ("POST", site.path("undo?case=c.toml"), vec![FORM]),
        ("POST", site.path("undo?case=c.toml"), vec![FORM, ("Origin", "http://evil.example")]),
        ("POST", site.path("undo?case=c.toml"), vec![FORM, ("Origin", "https://127.0.0.1")]),
        ("POST", site.path("undo?case=c.toml"), vec![FORM, ("Origin", &own), ("Sec-Fetch-Site", "cross-site")]),
        ("POST", "/en/edit?case=c.toml".to_owned(), vec![FORM, ("Origin", &own)]),
    ];
    for (method, path, headers) in &refused {
        let answer = site.ask(method, path, headers, "");
        assert_eq!(answer.status, 403, "{method} {path} {headers:?}: {}", answer.body);
        assert!(
            !answer.body.contains("c.toml") && !answer.body.contains(&site.token),
            "{method} {path}: it tells something"
        );
        assert!(answer.head.contains("content-security-policy"), "{}", answer.head);
    }
    assert_eq!(site.get("cases").status, 200);
    untouched(&site);
}

#[test]
fn another_machine_cannot_connect() {
    let site = site();
    // Of the addresses of this machine only loopback is listened on.
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").expect("a socket");
    if socket.connect("192.0.2.1:9").is_err() {
        eprintln!("SKIPPED: this machine has no other address");
        return;
    }
    let own = socket.local_addr().expect("an address").ip();
    if !own.is_loopback() {
        assert!(std::net::TcpStream::connect((own, site.port)).is_err(), "{own} is answered");
    }
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let site = site();
    fs::write(site.folder.join("x.txt"), "no case").expect("a file can be written");
    let outside = site.folder.parent().expect("a folder").join("outside.toml");
    fs::write(&outside, CASE).expect("a file can be written");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&outside, site.folder.join("link.toml")).expect("a link can be made");
    for name in [
        "../outside.toml",
        "..%2Foutside.toml",
        "%2e%2e%2foutside.toml",
        "..%5Coutside.toml",
        "./c.toml",
        "c.toml%00",
        "c.toml/",
        "/etc/passwd",
        "%2Fetc%2Fpasswd",
        "x.txt",
        "link.toml",
        "",
        ".",
        "..",
        "C.TOML",
        "c.toml%20",
        "....//outside.toml",
        "%E0%A4%A",
        "%FF%FE",
        "CON",
        "c.toml:stream",
    ] {
        for view in ["facts", "result", "change", "why", "entry", "try"] {
            let answer = site.get(&format!("{view}?case={name}"));
            assert!([422, 303, 404].contains(&answer.status), "{view} {name}: {}", answer.status);
        }
        for action in ["edit", "add", "take", "undo", "restore", "paste-in"] {
            let answer = site.post(
                &format!("{action}?case={name}"),
                &[("path", "dataset.d.items"), ("value", "9"), ("table", "person"), ("name", "x")],
            );
            assert!([422, 404].contains(&answer.status), "{action} {name}: {}", answer.status);
        }
    }
    for title in ["../outside", "..", "/etc/x", "a/b", "a\\b", "\0", ".hidden", "", "   ", &"x".repeat(5000)] {
        site.post("new", &[("title", title)]);
    }
    assert_eq!(fs::read_to_string(&outside).expect("the file"), CASE);
    let above = fs::read_dir(site.folder.parent().expect("a folder")).expect("a folder");
    assert_eq!(above.count(), 2, "something was written outside the folder");
    assert!(site.names().iter().all(|name| !name.starts_with('.')), "{:?}", site.names());
    assert_eq!(site.text("c.toml"), CASE);
}

#[test]
fn what_is_malformed_or_huge_is_refused_and_the_server_goes_on() {
    let site = site();
    let own = format!("http://127.0.0.1:{}", site.port);
    let origin = ("Origin", own.as_str());
    let edit = site.path("edit?case=c.toml");
    let huge = "x".repeat(3 * 1024 * 1024);
    assert_eq!(site.ask("POST", &edit, &[origin, FORM], &huge).status, 413);
    assert_eq!(site.ask("POST", &edit, &[origin], "path=dataset.d.items&value=9").status, 415);
    assert_eq!(site.ask("POST", &edit, &[origin, ("Content-Type", "application/json")], "{}").status, 415);
    assert_eq!(site.ask("GET", &site.path(&format!("facts?case={}", "x".repeat(9000))), &[], "").status, 414);
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        assert_eq!(site.ask(method, &site.path("facts?case=c.toml"), &[origin, FORM], "").status, 405, "{method}");
    }
    for (name, status) in [
        ("nowhere?case=c.toml", 404),
        ("facts/more", 404),
        ("entry?case=c.toml&path=nothing", 404),
        ("entry?case=c.toml&path=person.nobody", 404),
    ] {
        assert_eq!(site.get(name).status, status, "{name}");
    }
    assert_eq!(site.ask("GET", &format!("/{}/fr/cases", site.token), &[], "").status, 404);
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n\r\n\r\n\r\n",
        b"GET \xff\xfe HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    ] {
        let answer = site.raw(bytes);
        assert!(answer.status == 0 || answer.status >= 400, "{}", answer.status);
    }
    for path in [
        "",
        ".",
        "dataset",
        "dataset.d",
        "dataset.d.",
        "dataset..items",
        "dataset.d.id",
        "case.id",
        "act.a1.items",
        "person.li.of.x",
        "judgement.li.x",
        "dataset.d.items.value",
        &"a.".repeat(5000),
    ] {
        let answer = site.post("edit?case=c.toml", &[("path", path), ("value", "9")]);
        assert!(answer.status == 422, "{path}: {} {}", answer.status, answer.body);
    }
    for value in ["\"\"\"", "1 }\n[[person]]", "9\u{0}", "'''", "#", "]]", &"9".repeat(100_000), "1e400", "NaN", "-0"] {
        let answer = site.post("edit?case=c.toml", &[("path", "dataset.d.items"), ("value", value)]);
        assert_eq!(answer.status, 422, "{value:.20}: {}", answer.body);
    }
    for (table, name) in
        [("nothing", "x"), ("case", "x"), ("person.nobody.record", "x"), ("act", "nobody"), ("act", ""), ("", "")]
    {
        assert_eq!(site.post("add?case=c.toml", &[("table", table), ("name", name)]).status, 422, "{table} {name}");
    }
    for path in ["", "case", "person", "person.nobody", "dataset.d.nothing", "nothing.x"] {
        assert_eq!(site.post("take?case=c.toml", &[("path", path)]).status, 422, "{path}");
    }
    untouched(&site);
}

#[test]
fn what_is_typed_is_shown_as_text() {
    let script = "<script>alert(1)</script>";
    let site = Site::open(&[]);
    site.post("new", &[("title", script)]);
    let name = site.names()[0].clone();
    site.post(&format!("add?case={name}"), &[("table", "person"), ("name", "\"><img src=x onerror=alert(1)>")]);
    for view in ["cases", "facts", "result"] {
        let page = site.get(&format!("{view}?case={name}")).body;
        assert!(!page.contains("<script>alert") && !page.contains("<img"), "{view}");
    }
}

#[test]
fn a_file_changed_outside_is_noticed_and_never_written_over() {
    let site = site();
    site.post("edit?case=c.toml", &[("path", "dataset.d.items"), ("value", "11")]);
    let theirs = CASE.replace("items = 10", "items = 500 # theirs");
    fs::write(site.folder.join("c.toml"), &theirs).expect("a file can be written");
    let first = site.post("undo?case=c.toml", &[]);
    assert_eq!(site.text("c.toml"), theirs, "{}", first.body);
    fs::write(site.folder.join("c.toml"), theirs.replace("500", "501")).expect("a file can be written");
    let page = site.get("facts?case=c.toml").body;
    assert!(page.contains("value=\"501\""), "what stands there now is shown");
    assert_eq!(site.post("edit?case=c.toml", &[("path", "dataset.d.items"), ("value", "12")]).status, 200);
    assert!(site.text("c.toml").contains("items = 12 # theirs"), "{}", site.text("c.toml"));
}

#[test]
fn a_file_that_is_removed_stays_on_the_page_and_can_be_written_again() {
    let site = site();
    site.get("facts?case=c.toml");
    fs::remove_file(site.folder.join("c.toml")).expect("it can be removed");
    let answer = site.post("edit?case=c.toml", &[("path", "dataset.d.items"), ("value", "11")]);
    assert_eq!(answer.status, 422);
    assert!(site.names().is_empty(), "what somebody removed does not come back by itself");
    assert!(site.get("facts?case=c.toml").body.contains("restore?case=c.toml"));
    assert_eq!(site.post("restore?case=c.toml", &[]).status, 200);
    assert_eq!(site.text("c.toml"), CASE);
}

#[test]
fn what_may_only_be_read_is_not_written() {
    let site = site();
    let path = site.folder.join("c.toml");
    let mut permissions = fs::metadata(&path).expect("the file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it can be made so");
    let answer = site.post("edit?case=c.toml", &[("path", "dataset.d.items"), ("value", "11")]);
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("may only be read"), "{}", answer.body);
    untouched(&site);
}

#[test]
fn two_pages_on_one_case_lose_nothing() {
    let site = site();
    assert_eq!(site.post("edit?case=c.toml", &[("path", "dataset.d.items"), ("value", "11")]).status, 200);
    assert_eq!(site.post("edit?case=c.toml", &[("path", "person.li.name"), ("value", "Li")]).status, 200);
    let text = site.text("c.toml");
    assert!(text.contains("items = 11") && text.contains("name = \"Li\""), "{text}");
}

#[test]
fn a_file_that_is_no_case_is_said_to_be_none_and_can_be_put_right() {
    let files = [
        ("toml.toml", "[case\nid ="),
        ("bytes.toml", "\u{0}"),
        ("wrong.toml", "[case]\nid = \"w\"\n\n[[dataset]]\nid = \"d\"\nitems = \"many\"\n"),
    ];
    let site = Site::open(&files);
    assert_eq!(site.get("cases").status, 200);
    for (name, _) in &files {
        for view in ["facts", "result", "change", "study"] {
            let answer = site.get(&format!("{view}?case={name}"));
            assert!([200, 422].contains(&answer.status), "{view} {name}: {}", answer.status);
        }
    }
    assert_eq!(site.post("edit?case=wrong.toml", &[("path", "dataset.d.items"), ("value", "5")]).status, 200);
    assert!(site.text("wrong.toml").contains("items = 5"));
    assert_eq!(site.text("toml.toml"), files[0].1);
}

#[test]
fn a_server_that_is_killed_leaves_whole_files() {
    let large = format!("{CASE}{}", "# a line of a large file\n".repeat(20_000));
    for _ in 0..3 {
        let site = Site::open(&[("c.toml", &large)]);
        let folder = site.folder.clone();
        let kept = folder.parent().expect("a folder").join("kept.toml");
        let port = site.port;
        let writer = std::thread::spawn({
            let (path, origin) = (site.path("edit?case=c.toml"), format!("http://127.0.0.1:{port}"));
            move || {
                for number in 0..200 {
                    let body = format!("path=dataset.d.items&value={}", 1000 + number);
                    let request = format!(
                        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\n{}: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                        FORM.0,
                        FORM.1,
                        body.len()
                    );
                    let Ok(mut stream) = std::net::TcpStream::connect(("127.0.0.1", port)) else { return };
                    use std::io::{Read, Write};
                    let _ = stream.write_all(request.as_bytes());
                    let _ = stream.read_to_end(&mut Vec::new());
                }
            }
        });
        std::thread::sleep(std::time::Duration::from_millis(700));
        fs::copy(folder.join("c.toml"), &kept).expect("it can be read at any time");
        site.kill();
        let _ = writer.join();
        for path in [folder.join("c.toml"), kept] {
            let text = fs::read_to_string(path).expect("a file");
            assert_eq!(text.lines().count(), large.lines().count(), "half a file");
        }
    }
}
