//! The workbench before names and files that mean harm, and before files that change under it: refused in clear words,
//! nothing lost, nothing written outside the folder. What a request may not ask stands in `requests`.

use std::fs;
use std::process::Command;

use super::site::Site;

pub const CASE: &str = "[case]\nid = \"c\"\n\n[[person]]\nid = \"li\"\n\n[[dataset]]\nid = \"d\"\nitems = 10\n";

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn site() -> Site {
    Site::open(&[("c.toml", CASE)])
}

/// Nothing but the case is there, as it was.
pub fn untouched(site: &Site) {
    assert_eq!(site.text("c.toml"), CASE);
    assert_eq!(site.names(), ["c.toml"]);
    let above = fs::read_dir(site.folder.parent().expect("a folder")).expect("a folder");
    assert_eq!(above.count(), 1, "something was written outside the folder");
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
fn where_there_is_no_room_nothing_is_lost() {
    let large = format!("{CASE}{}", "# a line of a large file\n".repeat(200));
    let site = Site::narrow(&[("c.toml", &large)], 4);
    let answer = site.post("edit?case=c.toml", &[("path", "dataset.d.items"), ("value", "11")]);
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains("no room left"), "{}", answer.body);
    assert_eq!(site.text("c.toml"), large);
    // Nor is a new case begun that would be half a file.
    let answer = site.post("new", &[("title", &"long".repeat(2000))]);
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert_eq!(site.names(), ["c.toml"]);
    assert_eq!(site.get("facts?case=c.toml").status, 200);
}

/// A file may be replaced between two requests, and a folder may hold links: neither leads out of it.
#[cfg(unix)]
#[test]
fn what_becomes_a_link_is_neither_read_nor_written() {
    use std::os::unix::fs::symlink;
    let secret = CASE.replace("items = 10", "items = 10 # of somebody else");
    let site = Site::open(&[("c.toml", CASE), ("sub/d.toml", CASE)]);
    let outside = site.folder.parent().expect("a folder").join("outside");
    fs::create_dir(&outside).expect("a folder can be made");
    for name in ["c.toml", "d.toml"] {
        fs::write(outside.join(name), &secret).expect("a file can be written");
    }
    for name in ["c.toml", "sub/d.toml"] {
        assert_eq!(site.get(&format!("facts?case={name}")).status, 200);
    }
    // The file itself, and the folder above it.
    fs::remove_file(site.folder.join("c.toml")).expect("it can be removed");
    symlink(outside.join("c.toml"), site.folder.join("c.toml")).expect("a link can be made");
    fs::remove_dir_all(site.folder.join("sub")).expect("it can be removed");
    symlink(&outside, site.folder.join("sub")).expect("a link can be made");
    for name in ["c.toml", "sub/d.toml"] {
        let page = site.get(&format!("facts?case={name}"));
        assert!(!page.body.contains("somebody else"), "{name}");
        let edit = [("path", "dataset.d.items"), ("value", "11")];
        for (action, fields) in [("edit", &edit[..]), ("undo", &[]), ("restore", &[]), ("take", &edit[..1])] {
            let answer = site.post(&format!("{action}?case={name}"), fields);
            assert!(action == "undo" || answer.status == 422, "{action} {name}: {}", answer.body);
        }
        let answer = site.post(&format!("edit?case={name}"), &edit);
        assert!(answer.body.contains("a link or a folder"), "{name}: {}", answer.body);
    }
    for name in ["c.toml", "d.toml"] {
        assert_eq!(fs::read_to_string(outside.join(name)).expect("a file"), secret, "{name}");
    }
    assert_eq!(fs::read_dir(&outside).expect("a folder").count(), 2, "something was written outside the folder");
}

/// A link that waits where a file is written before it takes its place.
#[cfg(unix)]
#[test]
fn a_link_in_the_way_of_writing_is_not_followed() {
    let site = site();
    let outside = site.folder.parent().expect("a folder").join("outside.txt");
    fs::write(&outside, "theirs").expect("a file can be written");
    let waiting = site.folder.join(format!(".c.toml.{}.new", site.process()));
    std::os::unix::fs::symlink(&outside, &waiting).expect("a link can be made");
    assert_eq!(site.post("edit?case=c.toml", &[("path", "dataset.d.items"), ("value", "11")]).status, 200);
    assert_eq!(fs::read_to_string(&outside).expect("a file"), "theirs");
    assert!(site.text("c.toml").contains("items = 11"));
    assert_eq!(site.names(), ["c.toml"]);
}

/// What stands in a folder beside cases, a row each: what is shown of it, and that it stays as it is.
#[cfg(unix)]
#[test]
fn files_that_are_no_cases_are_said_to_be_none() {
    let deep = format!("a = {}1{}", "[".repeat(5000), "]".repeat(5000));
    let many = format!("{CASE}{}", "[[person]]\nid = \"li\"\n".repeat(300));
    let long = format!("[case]\nid = \"{}\"\n", "x".repeat(200_000));
    let huge = format!("{CASE}# {}", "x".repeat(17 * 1024 * 1024));
    let crlf = CASE.replace('\n', "\r\n");
    let files: [(&str, &[u8], &str); 16] = [
        ("empty.toml", b"", "case"),
        ("bom.toml", b"\xef\xbb\xbf[case]\nid = \"b\"\n", ""),
        ("utf16.toml", b"\xff\xfe[\0c\0", "UTF-8"),
        ("gbk.toml", b"[case]\nid = \"\xd6\xd0\"\n", "UTF-8"),
        ("nul.toml", b"[case]\nid = \"a\0b\"\n", ""),
        ("zip.toml", b"PK\x03\x04\x00\x00", ""),
        ("html.toml", b"<script>alert(1)</script>", ""),
        ("half.toml", b"[case]\nid = ", ""),
        ("list.toml", b"case = []\n", ""),
        ("number.toml", b"case = 1\nperson = 2\n", ""),
        ("path.toml", b"[case]\nid = \"../../x\"\n", ""),
        ("deep.toml", deep.as_bytes(), ""),
        ("many.toml", many.as_bytes(), "li"),
        ("long.toml", long.as_bytes(), ""),
        ("huge.toml", huge.as_bytes(), "bytes"),
        ("crlf.toml", crlf.as_bytes(), ""),
    ];
    let site = Site::open(&[]);
    for (name, bytes, _) in &files {
        fs::write(site.folder.join(name), bytes).expect("a file can be written");
    }
    fs::create_dir(site.folder.join("folder.toml")).expect("a folder can be made");
    // Nobody writes into this pipe: whoever opens it waits for ever.
    assert!(Command::new("mkfifo").arg(site.folder.join("pipe.toml")).status().expect("it runs").success());
    assert_eq!(site.get("cases").status, 200);
    for (name, bytes, says) in &files {
        for view in ["facts", "result", "change", "study", "entry"] {
            let answer = site.get(&format!("{view}?case={name}&path=case"));
            assert!([200, 404, 422].contains(&answer.status), "{view} {name}: {}", answer.status);
            assert!(view != "facts" || answer.body.contains(says), "{view} {name}: {}", answer.body);
            assert!(!answer.body.contains("<script>alert"), "{view} {name}");
        }
        site.post(&format!("take?case={name}"), &[("path", "nothing.there")]);
        assert!(fs::read(site.folder.join(name)).expect("a file") == *bytes, "{name} was changed");
    }
    for name in ["folder.toml", "pipe.toml"] {
        assert_eq!(site.get(&format!("facts?case={name}")).status, 422, "{name}");
    }
    assert_eq!(site.names().len(), files.len() + 2);
}

#[test]
fn connections_that_say_nothing_hold_nobody_up() {
    let site = site();
    let idle: Vec<_> =
        (0..60).map(|_| std::net::TcpStream::connect(("127.0.0.1", site.port)).expect("it answers")).collect();
    assert_eq!(site.get("facts?case=c.toml").status, 200);
    assert_eq!(site.post("edit?case=c.toml", &[("path", "dataset.d.items"), ("value", "11")]).status, 200);
    drop(idle);
    assert!(site.text("c.toml").contains("items = 11"));
}

/// Two pages that write at the same time, each in fields of its own, again and again.
#[test]
fn two_pages_that_write_at_once_lose_nothing() {
    let site = site();
    std::thread::scope(|scope| {
        for (path, value) in [("dataset.d.items", "1"), ("person.li.name", "Li"), ("file.office", "Office")] {
            let site = &site;
            scope.spawn(move || {
                for number in 1..=8 {
                    let answer =
                        site.post("edit?case=c.toml", &[("path", path), ("value", &format!("{value}{number}"))]);
                    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
                }
            });
        }
    });
    let text = site.text("c.toml");
    for line in ["items = 18", "name = \"Li8\"", "office = \"Office8\""] {
        assert!(text.contains(line), "{line}: {text}");
    }
    for _ in 0..24 {
        site.post("undo?case=c.toml", &[]);
    }
    assert_eq!(site.text("c.toml"), CASE);
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
