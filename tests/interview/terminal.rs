//! `case new` at a terminal: a whole case of a company, going back twice, leaving and going on.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a question may take to appear on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(120);

/// A key that comes before the terminal is read key by key would be echoed as a line.
const PAUSE: Duration = Duration::from_millis(200);

const INTERRUPT: &str = "\u{3}";
const ENTER: &str = "\r";
const ESCAPE: &str = "\u{1b}";
const SPACE: &str = " ";
const DOWN: &str = "\u{1b}[B";

/// A terminal that `script` opens, with the command in it.
struct Terminal {
    script: Child,
    seen: Arc<Mutex<Vec<u8>>>,
    /// How much of what was seen has been waited for.
    read: usize,
}

impl Terminal {
    fn begin(folder: &Path, language: &str) -> Self {
        Self::run(folder, &format!("stty rows 60 cols 140; $G case new c.toml --lang {language}"))
    }

    /// A shell command, in which `$G` is ours.
    fn run(folder: &Path, command: &str) -> Self {
        let command = command.replace("$G", env!("CARGO_BIN_EXE_gravamen"));
        let mut script = Command::new("script")
            .args(["-qfec", &command, "/dev/null"])
            .env("TERM", "xterm")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("`script` of util-linux opens a terminal");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let mut output = script.stdout.take().expect("what is shown");
        let kept = Arc::clone(&seen);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                kept.lock().expect("the screen").extend_from_slice(&bytes[..count]);
            }
        });
        Self { script, seen, read: 0 }
    }

    /// Waits until a text is shown after what was waited for before.
    fn sees(&mut self, text: &str) {
        let since = Instant::now();
        loop {
            let shown = self.seen.lock().expect("the screen").clone();
            let rest = &shown[self.read..];
            if let Some(at) = rest.windows(text.len()).position(|part| part == text.as_bytes()) {
                self.read += at + text.len();
                return;
            }
            assert!(since.elapsed() < PATIENCE, "`{text}` is not shown after\n{}", String::from_utf8_lossy(rest));
            thread::sleep(Duration::from_millis(30));
        }
    }

    fn types(&mut self, keys: &str) {
        self.script.stdin.as_mut().expect("the keyboard").write_all(keys.as_bytes()).expect("a key");
    }

    /// Answers a question with these keys, and Enter.
    fn answers(&mut self, question: &str, keys: &str) {
        self.sees(question);
        thread::sleep(PAUSE);
        self.types(keys);
        self.types(ENTER);
    }

    /// Takes the last answer back at a question.
    fn goes_back_at(&mut self, question: &str) {
        self.sees(question);
        thread::sleep(PAUSE);
        self.types(ESCAPE);
        self.sees("收回上一个回答");
        thread::sleep(PAUSE);
        self.types(ENTER);
    }

    /// Leaves at a question; gives all that was shown.
    fn leaves_at(mut self, question: &str) -> String {
        self.sees(question);
        thread::sleep(PAUSE);
        self.types(INTERRUPT);
        self.sees("已保存至");
        let shown = String::from_utf8_lossy(&self.seen.lock().expect("the screen")).into_owned();
        self.ends();
        shown
    }

    fn ends(&mut self) {
        let since = Instant::now();
        while self.script.try_wait().expect("the command").is_none() {
            assert!(since.elapsed() < PATIENCE, "the interview ends");
            thread::sleep(Duration::from_millis(30));
        }
    }
}

impl Drop for Terminal {
    /// A test that fails leaves no command behind.
    fn drop(&mut self) {
        // It has ended where all went well.
        let _ = self.script.kill();
    }
}

#[test]
fn a_case_of_a_company_is_entered_left_and_gone_on_with() {
    let folder = std::env::temp_dir().join(format!("gravamen-terminal-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut first = Terminal::begin(&folder, "zh");
    first.answers("案件编号", "unit");
    first.answers("案件名称", "某公司出售健康信息案");
    first.answers("立案", "2023年1月1日");
    first.answers("裁判？", "");
    first.answers("单位的名称", "甲公司");
    // The wrong kind, taken back with Esc and Enter.
    first.answers("是自然人还是单位", "自然人");
    first.goes_back_at("哪一天出生");
    first.answers("是自然人还是单位", "单位");
    // The same name again is told at once, with what to write.
    first.answers("还有谁", "甲公司");
    first.sees("文件中已有");
    first.sees("甲公司（2）");
    first.answers("还有谁", "张某");
    first.answers("是自然人还是单位", "自然人");
    first.answers("哪一天出生", "1980-01-01");
    first.answers("还有谁", "");
    first.answers("是哪个单位的人员", "甲公司");
    // Taken back a second time.
    first.goes_back_at("处于什么地位");
    first.answers("是哪个单位的人员", "甲公司");
    first.answers("处于什么地位", "主管");
    first.answers("涉案信息叫什么", "体检单");
    // Nothing chosen is no answer, and is told so.
    first.answers("包含哪些信息", "");
    first.sees("至少选取一项");
    first.types(&format!("健康{SPACE}{ENTER}"));
    // In the words of the desk; what says no number is told so, and asked again.
    first.answers("一共多少条", "几千条");
    first.sees("没有说明是多少");
    first.answers("一共多少条", "约６０００条（不明）");
    first.leaves_at("查明重复的多少条");

    let text = std::fs::read_to_string(folder.join("c.toml")).expect("the file");
    for written in
        ["kind = \"unit\"", "kind = \"natural\"", "of = \"甲公司\"", "as = \"supervisor\"", "items = { about = 6000 }"]
    {
        assert!(text.contains(written), "{written} in {text}");
    }

    let mut second = Terminal::begin(&folder, "zh");
    second.answers("查明重复的多少条", "");
    second.answers("还有哪一批信息", "");
    second.answers("第一起行为是谁实施的", "共同");
    second.answers("空格选取", &format!("{SPACE}{DOWN}{SPACE}"));
    second.answers("做了什么", "出售");
    second.answers("什么时候", "2022年3月");
    second.answers("提供给谁", "约30人");
    second.answers("涉及其中多少条", "");
    second.answers("收了多少钱", "2万");
    second.answers("是否把信息用于犯罪", "不写");
    second.answers("下一起行为是谁实施的", "");
    second.answers("造成了下列哪些后果", "");
    let shown = second.leaves_at("履行职责中获得");
    assert!(shown.contains("目前的结果") && shown.contains("情节特别严重"), "{shown}");
    let text = std::fs::read_to_string(folder.join("c.toml")).expect("the file");
    for written in [
        "by = [\"甲公司\", \"张某\"]",
        "does = \"sell\"",
        "on = \"2022-03\"",
        "recipients = { about = 30 }",
        "gains = 20000",
    ] {
        assert!(text.contains(written), "{written} in {text}");
    }

    // What was passed over with Enter is not asked again: the first question is the one that was left.
    let third = Terminal::begin(&folder, "zh");
    let shown = third.leaves_at("履行职责中获得");
    for passed in ["涉及其中多少条", "用于犯罪", "哪些后果", "还有哪一批信息", "下一起行为", "查明重复"]
    {
        assert!(!shown.contains(passed), "{passed} in {shown}");
    }
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

/// A line an act in the words of the desk, a line that cannot be one, and the path of a sheet.
#[test]
fn acts_are_entered_as_a_table_and_from_a_sheet() {
    let folder = std::env::temp_dir().join(format!("gravamen-table-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = "[case]\nid = \"c\"\ntitle = \"刘某案\"\nfiled = 2023-01-01\n\n[[person]]\nid = \"liu\"\nname = \"刘某\"\nborn = 1990-05-01\n\n\
        [[dataset]]\nid = \"orders\"\ntitle = \"订单\"\ncontains = [\"name\", \"phone\"]\nitems = 9000\nduplicates = 0\n";
    std::fs::write(folder.join("c.toml"), file).expect("the file");
    let sheet = "时间,行为,信息,条数,金额,提供给谁\n2022-04-01,出售,订单,约2000,３０００元,王某\n2022年5月,出售,订单,近3000,5千,10余人\n";
    std::fs::write(folder.join("sheet.csv"), sheet).expect("the sheet");
    let mut terminal = Terminal::begin(&folder, "zh");
    terminal.answers("还有哪一批信息", "");
    terminal.answers("第一起行为是谁实施的", "以表格");
    terminal.answers("第1行", "2022年3月1日；出售；订单；６２００至９４００；1万；李某");
    terminal.answers("第2行", "2022年3月2日；出售；没有这份；300；1万；李某");
    terminal.sees("没有这份");
    terminal.answers("第2行", "sheet.csv");
    terminal.sees("已读入2起行为");
    // Esc ends the table as an empty line does: nothing that was entered is lost.
    terminal.sees("第4行");
    thread::sleep(PAUSE);
    terminal.types(ESCAPE);
    terminal.sees("目前的结果");
    terminal.leaves_at("Esc");
    let text = std::fs::read_to_string(folder.join("c.toml")).expect("the file");
    assert_eq!(text.matches("[[act]]").count(), 3, "{text}");
    for written in [
        "on = 2022-03-01",
        "items = { min = 6200, max = 9400 }",
        "gains = 10000",
        "to = [\"李某\"]",
        "items = { about = 2000 }",
        "gains = 3000",
        "to = [\"王某\"]",
        "on = \"2022-05\"",
        "items = { nearly = 3000 }",
        "gains = 5000",
        "recipients = { about = 10, min = 10 }",
    ] {
        assert!(text.contains(written), "{written} in {text}");
    }
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

/// What is longer than the screen goes to the pager that the environment names; what is not, or is not to, does not.
#[test]
fn what_is_longer_than_the_screen_is_paged() {
    let folder = std::env::temp_dir();
    let shown = |rows: u8, arguments: &str| {
        let command = format!("stty rows {rows} cols 100; GRAVAMEN_PAGER='sed s/^/PAGED:/' $G {arguments} --lang en");
        let mut terminal = Terminal::run(&folder, &command);
        terminal.ends();
        // What was written last may come after the end.
        terminal.sees("Verified");
        String::from_utf8_lossy(&terminal.seen.lock().expect("the screen")).into_owned()
    };
    assert!(shown(10, "date term 3y6m 2026-03-05").contains("PAGED:"));
    assert!(!shown(10, "date term 3y6m 2026-03-05 --no-pager").contains("PAGED:"));
    assert!(!shown(200, "date term 3y6m 2026-03-05").contains("PAGED:"));
}

/// At 80 columns no line of a question, its help or a list is cut inside a word, in either language.
#[test]
fn no_line_is_broken_inside_a_word() {
    let folder = std::env::temp_dir().join(format!("gravamen-width-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut terminal = Terminal::run(&folder, "stty rows 60 cols 80; $G case new c.toml --lang en");
    terminal.answers("Id of the case", "c");
    terminal.answers("Title of the case", "T");
    terminal.sees("2021-03-01");
    terminal.sees("change");
    let shown = String::from_utf8_lossy(&terminal.seen.lock().expect("the screen")).into_owned();
    let long: Vec<String> = rows(&shown).into_iter().filter(|row| row.trim_end().chars().count() >= 80).collect();
    assert!(long.is_empty(), "{long:?}");
    terminal.types(INTERRUPT);
    terminal.ends();
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

/// What stands in each row that was written, without what sets colours; where the cursor moves, another row begins.
fn rows(shown: &str) -> Vec<String> {
    let mut text = String::new();
    let mut parts = shown.split(ESCAPE);
    text.extend(parts.next());
    for part in parts {
        let Some((at, command)) = part.char_indices().find(|(_, letter)| letter.is_ascii_alphabetic()) else {
            continue;
        };
        text.push_str(if "ABCDGH".contains(command) { "\n" } else { "" });
        text.push_str(&part[at + 1..]);
    }
    text.split(['\n', '\r']).map(str::to_owned).collect()
}
