//! The tool as a process: what no file of commands can show (pipes that close, disks that are full, runs that are killed,
//! large inputs, rights on files).

#![cfg(feature = "cli")]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

#[path = "support/tool.rs"]
mod tool;

fn diglot(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.args(arguments);
    command
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    tool::run(Path::new("."), arguments, input)
}

#[track_caller]
fn assert_ends(output: &Output, code: i32, message: &str) {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), errors.trim_end()), (Some(code), message));
}

fn text(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

/// An empty folder of this test's own, gone at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("diglot-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for the test");
        Scratch(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("UTF-8").to_owned()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("the folder is there");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// JSON lines with names, marks and line breaks in both languages.
fn feed(lines: usize) -> String {
    let line = |number: usize| {
        format!("{{\"id\": \"{number}\", \"text\": \"Putin 普京 met Xi Jinping.\\n第{number}次訪美，俄方回應😀。\"}}\n")
    };
    (0..lines).map(line).collect()
}

#[test]
fn threads_change_no_byte() {
    let feed = feed(700);
    let all = ["tag", "--with", "spans,sentences,tokens,text", "--explain", "--nested", "--threads"];
    let one = run(&[&all[..], &["1"]].concat(), feed.as_bytes());
    assert_ends(&one, 0, "");
    assert_eq!(text(&one).lines().count(), 700, "one record a line");
    for threads in ["2", "7"] {
        let many = run(&[&all[..], &[threads]].concat(), feed.as_bytes());
        assert!(many.stdout == one.stdout, "{threads} threads give other bytes than one");
    }
}

#[test]
fn files_read_side_by_side_come_in_order() {
    let scratch = Scratch::new("side-by-side");
    for number in 0..300 {
        let page = format!("<html><body><article><p>Putin met Xi Jinping, time {number}.</p></article></body></html>");
        fs::write(scratch.path(&format!("{number:03}.html")), page).expect("writable");
    }
    fs::write(scratch.path("150.html"), [0; 100]).expect("writable");
    fs::write(scratch.path("170.jsonl"), feed(1500)).expect("writable");
    fs::write(scratch.path("290.html"), [0; 100]).expect("writable");
    let folder = scratch.path("");
    let one = run(&["tag", "--threads", "1", &folder], b"");
    assert_eq!(text(&one).lines().count(), 300 - 2 + 1500, "{}", String::from_utf8_lossy(&one.stderr));
    let messages = String::from_utf8_lossy(&one.stderr);
    assert!(messages.find("150.html").expect("told") < messages.find("290.html").expect("told"), "{messages}");
    assert_eq!(one.status.code(), Some(1));
    for threads in ["2", "7"] {
        let many = run(&["tag", "--threads", threads, &folder], b"");
        assert!(many.stdout == one.stdout && many.stderr == one.stderr, "{threads} threads");
        assert_eq!(many.status.code(), Some(1));
    }
}

/// What is behind a named pipe is not waited for before the files in front of it have been written.
#[cfg(unix)]
#[test]
fn a_pipe_among_files_is_opened_in_its_turn() {
    let scratch = Scratch::new("named-pipe");
    let (first, pipe, last) = (scratch.path("a.txt"), scratch.path("b"), scratch.path("c.txt"));
    fs::write(&first, "Putin").expect("writable");
    fs::write(&last, "Biden").expect("writable");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let mut command = diglot(&["tag", "--format", "tsv", "--flush", &first, &pipe, &last]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the tool starts");
    let mut stdout = child.stdout.take().expect("a pipe");
    let mut head = vec![0; 16];
    stdout.read_exact(&mut head).expect("the first record, while nobody writes to the pipe");
    fs::write(&pipe, "习近平").expect("a reader");
    let mut rest = Vec::new();
    stdout.read_to_end(&mut rest).expect("the others");
    let output = Output { stdout: [head, rest].concat(), ..child.wait_with_output().expect("the tool ends") };
    assert_ends(&output, 0, "");
    let places = ["Putin", "习近平", "Biden"].map(|name| text(&output).find(name).expect("a record of it"));
    assert!(places.is_sorted(), "{}", text(&output));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut command = diglot(&["tag", "--with", "text,tokens"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the tool starts");
    let (mut stdin, mut stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    let feed = feed(3000);
    let output = std::thread::scope(|scope| {
        scope.spawn(move || drop(stdin.write_all(feed.as_bytes())));
        stdout.read_exact(&mut [0; 100]).expect("some output");
        drop(stdout);
        child.wait_with_output().expect("the tool ends")
    });
    assert_ends(&output, 0, "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    for arguments in [&["tag", "--format", "text"][..], &["segment"], &["gazetteer", "show", "brazil"], &["man"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let output = diglot(arguments).stdin(Stdio::null()).stdout(full).output().expect("the tool runs");
        assert_ends(&output, 1, "diglot: cannot write standard output: no space left on device");
    }
}

#[test]
fn a_file_appears_when_it_is_complete() {
    let scratch = Scratch::new("complete");
    let out = scratch.path("out.jsonl");
    let output = run(&["tag", "--output", &out], b"Putin");
    assert_ends(&output, 0, "");
    assert!(output.stdout.is_empty(), "data goes to the file alone");
    assert_eq!(scratch.names(), ["out.jsonl"]);
    let to_pipe = run(&["tag"], b"Putin");
    assert_eq!(fs::read(&out).expect("the file"), to_pipe.stdout);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_the_old_file() {
    let scratch = Scratch::new("interrupted");
    let out = scratch.path("out.jsonl");
    fs::write(&out, "old").expect("writable");
    let mut command = diglot(&["tag", "--output", &out]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the tool starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(feed(600).as_bytes()).expect("it reads");
    // Its working file shows that it has begun to write.
    let deadline = Instant::now() + Duration::from_secs(60);
    while scratch.names().len() < 2 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(scratch.names().len(), 2, "the output is written under another name");
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    assert_eq!(fs::read_to_string(&out).expect("still there"), "old");
}

/// What is no regular file is written as it is; of a link, the file that it leads to is replaced.
#[cfg(unix)]
#[test]
fn an_output_that_is_no_file_is_written_through() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    let scratch = Scratch::new("through");
    let expected = run(&["tag"], b"Putin").stdout;
    let (pipe, target, link, dangling) =
        (scratch.path("pipe"), scratch.path("target"), scratch.path("link"), scratch.path("dangling"));
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read(pipe).expect("a pipe")
    });
    assert_ends(&run(&["tag", "-o", &pipe], b"Putin"), 0, "");
    assert_eq!(reader.join().expect("no panic"), expected);
    assert!(fs::metadata(&pipe).expect("still there").file_type().is_fifo());
    fs::write(&target, "old").expect("writable");
    for (link, target) in [(&link, &target), (&dangling, &scratch.path("new"))] {
        symlink(Path::new(target).file_name().expect("a name"), link).expect("a link");
        assert_ends(&run(&["tag", "-o", link], b"Putin"), 0, "");
        assert!(fs::symlink_metadata(link).expect("still there").is_symlink());
        assert_eq!(fs::read(target).expect("a file"), expected);
    }
    for output in ["-", "/dev/stdout"] {
        assert_eq!(run(&["tag", "-o", output], b"Putin").stdout, expected, "{output}");
    }
    // A file that the shell has opened stays the file that it is.
    let appended = scratch.path("appended");
    let script = "echo Putin | \"$0\" tag -o /dev/stdout >> \"$1\"";
    for _ in 0..2 {
        let shell = Command::new("sh").args(["-c", script, env!("CARGO_BIN_EXE_diglot"), &appended]).output();
        assert_ends(&shell.expect("a shell"), 0, "");
    }
    assert_eq!(fs::read_to_string(&appended).expect("a file").lines().count(), 2);
    assert_eq!(scratch.names(), ["appended", "dangling", "link", "new", "pipe", "target"]);
    assert_eq!(run(&["tag", "-o", "-", "--part-size", "2"], b"Putin").status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_signal_removes_what_is_not_complete() {
    let scratch = Scratch::new("signals");
    let out = scratch.path("out.jsonl");
    // What this process was started to pass over (`nohup`), the tool passes over, too.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).map(str::trim).unwrap_or_default();
    let ignored = u64::from_str_radix(mask, 16).unwrap_or_default();
    for (signal, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
        if ignored >> (number - 1) & 1 == 1 {
            continue;
        }
        let mut command = diglot(&["tag", "--output", &out]);
        let mut child = command.stdin(Stdio::piped()).spawn().expect("the tool starts");
        let deadline = Instant::now() + Duration::from_secs(60);
        while scratch.names().is_empty() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        let names = scratch.names();
        assert!(names.len() == 1 && names[0].starts_with(".out.jsonl.tmp-"), "it tells whose it is: {names:?}");
        let kill = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
        assert!(kill.expect("kill").success());
        let end = child.wait().expect("it ends");
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&end), Some(number));
        assert!(scratch.names().is_empty(), "{signal}: {:?}", scratch.names());
    }
}

#[test]
fn a_run_without_input_leaves_no_old_file_half_written() {
    let scratch = Scratch::new("failed");
    let out = scratch.path("out.jsonl");
    let output = run(&["tag", "--output", &out, "--encoding", "utf-99"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(scratch.names().is_empty(), "wrong usage writes nothing");
}

#[test]
fn brat_gets_two_files_a_document() {
    let scratch = Scratch::new("brat");
    let folder = scratch.path("brat");
    let input =
        "{\"id\": \"a/b\", \"text\": \"😀 The United\\nNations met.\"}\n{\"id\": \"a/b\", \"text\": \"Bern\"}\n";
    assert_ends(&run(&["tag", "--format", "brat", "--output", &folder], input.as_bytes()), 0, "");
    let file = |name: &str| fs::read_to_string(Path::new(&folder).join(name)).expect("the file is there");
    assert_eq!(file("a_b.txt"), "😀 The United\nNations met.");
    let expected = "T1\tOrganisation 6 12;13 20\tUnited Nations\n\
        N1\tReference T1 Wikidata:Q1065\tUnited Nations\n#1\tAnnotatorNotes T1\tunited-nations (name)\n";
    assert_eq!(file("a_b.ann"), expected, "a mention across a line break is two fragments, in code points");
    assert_eq!(
        (file("a_b-2.txt").as_str(), file("a_b-2.ann").as_str()),
        ("Bern", ""),
        "an id that was there gets a number"
    );
    let long = format!("{{\"id\": \"{}\", \"text\": \"Bern\"}}\n", "\u{20000}".repeat(80));
    assert_ends(&run(&["tag", "--format", "brat", "--output", &folder], long.as_bytes()), 0, "");
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_rights_that_the_umask_leaves() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new("umask");
    let input = scratch.path("in.jsonl");
    fs::write(&input, "{\"id\": \"a\", \"text\": \"Bern\"}\n").expect("writable");
    let mode = |path: &str| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    let tag = |umask: &str, format: &str, output: &str| {
        let script = format!("umask {umask}; exec \"$0\" tag --format {format} --output \"$@\"");
        let output = Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_diglot"), output, &input]).output();
        assert_ends(&output.expect("a shell"), 0, "");
    };
    for (umask, expected) in [("077", 0o600), ("022", 0o644), ("002", 0o664)] {
        let (file, folder) = (scratch.path(umask), scratch.path(&format!("{umask}-brat")));
        tag(umask, "jsonl", &file);
        tag(umask, "brat", &folder);
        assert_eq!((mode(&file), mode(&format!("{folder}/a.ann"))), (expected, expected), "umask {umask}");
        tag("000", "jsonl", &file);
        assert_eq!(mode(&file), expected, "a file that is replaced keeps its rights");
    }
}

/// Whether rights on files bind this user: they do not bind root.
#[cfg(unix)]
fn rights_bind(folder: &Scratch) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let probe = folder.path("probe");
    fs::write(&probe, "").expect("writable");
    fs::set_permissions(&probe, fs::Permissions::from_mode(0o000)).expect("own file");
    fs::File::open(&probe).is_err()
}

#[cfg(unix)]
#[test]
fn missing_rights_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new("rights");
    if !rights_bind(&scratch) {
        return;
    }
    let locked = scratch.path("locked");
    fs::create_dir(&locked).expect("a folder");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("own folder");
    let probe = scratch.path("probe");
    assert_ends(&run(&["tag", &probe], b""), 2, &format!("diglot: {probe}: permission denied"));
    let unreadable = run(&["tag", &locked], b"");
    let message = format!("diglot: {locked}: permission denied\ndiglot: {locked}: no file in this folder");
    let out = format!("{locked}/out.jsonl");
    let unwritable = run(&["tag", "--output", &out], b"");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).expect("own folder");
    assert_ends(&unreadable, 2, &message);
    assert_ends(&unwritable, 1, &format!("diglot: cannot write {out}: permission denied"));
}

/// A text that never breaks a line is read in pieces that part no sentence, with offsets of the whole, in linear time: what
/// was quadratic would not end here.
#[test]
fn one_line_of_many_megabytes() {
    let megabytes = if cfg!(debug_assertions) { 2 } else { 20 };
    let sentence = "President Xi Jinping (習近平) met 普京 in Moscow; the U.S. did not comment. 「好」，他說。 ";
    let sentences = megabytes * 1_000_000 / sentence.len();
    let output = run(&["tag", "--format", "tsv"], sentence.repeat(sentences).as_bytes());
    assert_ends(&output, 0, "");
    let rows = text(&output).lines().filter(|row| row.contains("\tU.S.\t"));
    let starts: Vec<&str> = rows.filter_map(|row| row.split('\t').nth(1)).collect();
    let before = sentence.chars().position(|c| c == 'U').expect("it names them");
    let expected: Vec<String> =
        (0..sentences).map(|number| (number * sentence.chars().count() + before).to_string()).collect();
    assert!(starts == expected, "every sentence has its mention where it stands");
    assert!(text(&output).lines().last().is_some_and(|row| row.starts_with("-#")), "the last row is a piece's");
}
