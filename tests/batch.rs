//! Long runs: folders of parts and what `--resume` makes of them, the figures at the end, the summary of failures.
#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

#[path = "support/tool.rs"]
mod tool;

/// A folder of its own for each test.
struct Folder(tempfile::TempDir);

impl Folder {
    /// With nine documents in two files.
    fn new() -> Self {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        let line = |number: u32| format!("{{\"id\": \"{number}\", \"text\": \"Putin met 習近平 {number}.\"}}\n");
        folder.file("a.jsonl", &(1..=5).map(line).collect::<String>());
        folder.file("b.jsonl", &(6..=9).map(line).collect::<String>());
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).expect("a file");
    }

    /// Standard output, messages, exit code of a command line.
    fn run(&self, line: &str) -> (String, String, Option<i32>) {
        let output = tool::run(self.0.path(), &line.split(' ').collect::<Vec<_>>(), &[]);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr), output.status.code())
    }

    /// The files of a folder that are not hidden, with their content.
    fn parts(&self, name: &str) -> BTreeMap<String, String> {
        let entries = fs::read_dir(self.path(name)).expect("a folder").map(|entry| entry.expect("an entry").path());
        let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
        let visible = entries.filter(|path| !name(path).starts_with('.'));
        visible.map(|path| (name(&path), fs::read_to_string(&path).expect("a part"))).collect()
    }

    #[track_caller]
    fn refuses(&self, line: &str, message: &str) {
        let (_, errors, code) = self.run(line);
        assert!(errors.contains(message), "{line}: {errors}");
        assert_eq!(code, Some(2), "{line}: {errors}");
    }
}

const TAG: &str = "tag a.jsonl b.jsonl --output out --part-size 4";

#[test]
fn parts_hold_what_one_file_would() {
    let folder = Folder::new();
    let (one, _, _) = folder.run("tag a.jsonl b.jsonl");
    assert_eq!(folder.run(TAG), (String::new(), String::new(), Some(0)));
    let parts = folder.parts("out");
    assert_eq!(parts.keys().collect::<Vec<_>>(), ["part-000001.jsonl", "part-000002.jsonl", "part-000003.jsonl"]);
    assert_eq!(parts.values().map(|part| part.lines().count()).collect::<Vec<_>>(), [4, 4, 1]);
    assert_eq!(parts.into_values().collect::<String>(), one);
    // Each part is a file of its format.
    folder.run("tag a.jsonl b.jsonl --output tsv --part-size 8 --format tsv");
    assert!(folder.parts("tsv").into_values().all(|part| part.starts_with("document\tstart")));
    folder.run("segment a.jsonl --output tei --part-size 3 --format tei");
    assert!(folder.parts("tei").into_values().all(|part| part.starts_with("<?xml") && part.ends_with("</TEI>\n")));
}

#[test]
fn a_run_goes_on_where_it_was() {
    let folder = Folder::new();
    let resume = &format!("{TAG} --resume");
    assert_eq!(folder.run(resume), (String::new(), String::new(), Some(0)), "a new folder is begun");
    let whole = folder.parts("out");
    // A part that has changed is told; one that is there is not written again; what a killed run left is removed.
    folder.file("out/part-000001.jsonl", "cut");
    folder.refuses(resume, "out/part-000001.jsonl is not as it was written: remove it, and --resume writes it anew");
    let as_it_was = "x".repeat(whole["part-000001.jsonl"].len());
    folder.file("out/part-000001.jsonl", &as_it_was);
    folder.file("out/.diglot-part-x", "{");
    fs::remove_file(folder.path("out/part-000002.jsonl")).expect("a part");
    let (_, errors, code) = folder.run(&format!("{resume} --threads 1 --stats"));
    assert!(errors.starts_with("diglot: 4 documents, "), "{errors}");
    assert_eq!(code, Some(0));
    let mut parts = folder.parts("out");
    assert_eq!(
        parts.insert("part-000001.jsonl".to_owned(), whole["part-000001.jsonl"].clone()).as_ref(),
        Some(&as_it_was)
    );
    assert_eq!(parts, whole);
    assert!(!folder.path("out/.diglot-part-x").exists());
    let complete = "diglot: --resume: out is complete: 3 parts\n".to_owned();
    assert_eq!(folder.run(resume), (String::new(), complete, Some(0)));
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_leaves_whole_parts() {
    let folder = Folder::new();
    let line = |number: u32| format!("{{\"id\": \"{number}\", \"text\": \"Putin {}\"}}\n", "x".repeat(30_000));
    folder.file("b.jsonl", &(6..=9).map(line).collect::<String>());
    let resume = &format!("{TAG} --with text --resume");
    // Files above 64 KB cannot be written: the second part is one.
    let limited = format!("trap '' XFSZ; ulimit -f 128; exec \"$0\" {resume}");
    let mut command = Command::new("sh");
    let command = command.current_dir(folder.0.path()).args(["-c", &limited, env!("CARGO_BIN_EXE_diglot")]);
    let output = command.output().expect("a shell");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        errors,
        "diglot: cannot write out/part-000002.jsonl: file too large (make room, then go on with --resume)\n"
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(folder.parts("out").len(), 1);
    assert_eq!(folder.run(resume).2, Some(0));
    let (one, _, _) = folder.run("tag a.jsonl b.jsonl --with text");
    assert_eq!(folder.parts("out").into_values().collect::<String>(), one);
}

#[test]
fn what_failed_is_known_to_the_run_that_goes_on() {
    let folder = Folder::new();
    folder.file("b.jsonl", "{\"text\": 1}\n{\"text\": \"Putin\"}\n");
    let line = "tag a.jsonl b.jsonl none.txt --output out --part-size 2 --resume --quiet";
    assert_eq!(folder.run(line).2, Some(1));
    fs::remove_file(folder.path("out/part-000003.jsonl")).expect("a part");
    assert_eq!(folder.run(line).2, Some(1));
    let (_, errors, code) = folder.run(&line.replace(" --quiet", ""));
    let complete = "diglot: --resume: out is complete: 3 parts; 2 inputs or records failed\n";
    assert_eq!((errors.as_str(), code), (complete, Some(1)));
}

#[test]
fn a_run_that_would_not_be_the_same_is_refused() {
    let folder = Folder::new();
    folder.file("names.toml", "");
    let line = &format!("{TAG} --gazetteer names.toml");
    assert_eq!(folder.run(line).2, Some(0));
    let resume = &format!("{line} --resume");
    folder.refuses(line, "--output out: an earlier run has begun this folder: go on with --resume");
    folder
        .refuses(&format!("{resume} --only zh"), "out was begun without --only, not with --only zh: run it as before");
    folder.refuses(&resume.replace("size 4", "size 5"), "out was begun with --part-size 4, not with --part-size 5");
    folder.refuses(&format!("{resume} --nested"), "out was begun without --nested, not with --nested");
    folder.refuses(&resume.replace("tag", "segment"), "out was begun with tag of diglot");
    folder.refuses(&resume.replace(" b.jsonl", ""), "out was begun with b.jsonl, which is not among the inputs now");
    folder.file("c.jsonl", "");
    folder.refuses(&resume.replace("b.jsonl", "b.jsonl c.jsonl"), "fewer inputs: c.jsonl is new");
    folder.refuses(&resume.replace("a.jsonl b.jsonl", "b.jsonl a.jsonl"), "a.jsonl where b.jsonl stands now");
    folder.file("names.toml", "# changed\n");
    folder.refuses(resume, "another content of names.toml, which has changed since");
    folder.file("b.jsonl", "{\"text\": \"Putin\"}\n");
    folder.refuses(resume, "another content of b.jsonl, which has changed since");
    folder.refuses("tag a.jsonl - --output new --part-size 4 --resume", "standard input cannot be read a second time");
    folder.refuses("tag a.jsonl --part-size 4", "--output");
    folder.refuses("tag a.jsonl --part-size 4 --output c.jsonl", "c.jsonl: this is a file; --part-size wants a folder");
    folder.refuses("tag a.jsonl --output new --part-size 4 --format brat", "leave out --part-size");
    fs::remove_file(folder.path("out/.diglot-run.json")).expect("the manifest");
    folder.refuses(resume, "is there, of a run that is not known: name another folder");
}

#[test]
fn the_figures_of_a_run_are_told() {
    let folder = Folder::new();
    folder.file("c.csv", "text,n\nPutin,1\nPutin,1\nx\n");
    let (_, errors, code) = folder.run("tag a.jsonl b.jsonl c.csv none.txt --stats --dedupe exact");
    assert_eq!(code, Some(1));
    let lines: Vec<&str> = errors.lines().filter(|line| !line.starts_with("diglot:   time:")).collect();
    assert_eq!(lines[0], "diglot: c.csv:4: 1 fields, the header has 2");
    assert_eq!(lines[1], "diglot: none.txt: no such file or directory");
    assert!(lines[2].starts_with("diglot: 10 documents, 0.0 MB of text from 0.0 MB of input, in "), "{}", lines[2]);
    let expected = [
        "diglot:   left out: repeated 1",
        "diglot:   languages: en 10",
        "diglot:   mentions: leader 19",
        "diglot:   entities: 2, vladimir-putin 10, xi-jinping 9",
        "diglot: --dedupe: 1 of 11 documents repeat an earlier one and were left out",
        "diglot: 2 inputs or records failed in c.csv (1), none.txt (1)",
        "diglot:       1  no such file or directory",
        "diglot:       1  … fields, the header has …",
    ];
    assert_eq!(lines[3..], expected);
}

#[test]
fn many_failures_are_told_once_more() {
    let folder = Folder::new();
    folder.file("c.csv", &format!("text,n\n{}Putin,1\n", "x\n".repeat(6)));
    let (_, errors, _) = folder.run("tag c.csv");
    let end: Vec<&str> = errors.lines().skip(6).collect();
    assert_eq!(end, ["diglot: 6 inputs or records failed in c.csv (6)", "diglot:       6  … fields, the header has …"]);
    let (_, errors, _) = folder.run("tag c.csv --quiet");
    assert_eq!(errors.lines().count(), 6, "{errors}");
}

#[test]
fn a_flood_of_messages_is_told_by_its_first_few() {
    let folder = Folder::new();
    let rows: String =
        (0..200).map(|row| if row % 2 == 0 { "x\n".into() } else { format!("Putin,day {row}\n") }).collect();
    folder.file("c.csv", &format!("text,date\n{rows}"));
    folder.file("d.csv", "text,date\nPutin,someday\n");
    let (records, errors, code) = folder.run("tag c.csv d.csv");
    assert_eq!((records.lines().count(), code), (101, Some(1)));
    let dates = ": write 2024, 2024-05, 2024-05-20 or 2024-05-20T09:00:00+08:00";
    let told: Vec<String> = errors.lines().map(|line| line.replace(dates, "")).collect();
    assert_eq!(told[0], "diglot: c.csv:2: 1 fields, the header has 2");
    assert_eq!(told[1], "diglot: warning: c.csv: line 3: 'day 1' is no date");
    assert_eq!(told[9], "diglot: warning: c.csv: line 11: 'day 9' is no date");
    let end = [
        "diglot: c.csv: 95 more like this: 1 fields, the header has 2",
        "diglot: warning: c.csv: 95 more like this: line 3: 'day 1' is no date",
        "diglot: warning: d.csv: line 2: 'someday' is no date",
        "diglot: 100 inputs or records failed in c.csv (100)",
        "diglot:     100  … fields, the header has …",
    ];
    assert_eq!(told[10..], end);
}

#[test]
fn a_run_that_reads_nothing_leaves_what_is_there() {
    let folder = Folder::new();
    folder.file("old", "precious\n");
    for line in ["tag", "tag --format tsv", "segment", "freq", "kwic Putin", "kwic Putin --count"] {
        assert_eq!(folder.run(&format!("{line} none.txt --output old")).2, Some(2), "{line}");
        assert_eq!(fs::read_to_string(folder.path("old")).expect("the file"), "precious\n", "{line}");
    }
    let parts = "tag none.jsonl --output new --part-size 2";
    assert_eq!(folder.run(parts).2, Some(2));
    assert!(!folder.path("new").exists());
    assert_eq!(folder.run(&parts.replace("none", "a")).2, Some(0), "the corrected command is not refused");
}

#[cfg(unix)]
#[test]
fn one_run_at_a_time_writes_into_a_folder() {
    let folder = Folder::new();
    assert_eq!(Command::new("mkfifo").arg(folder.path("pipe")).status().expect("mkfifo").code(), Some(0));
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    let first = command.current_dir(folder.0.path()).args(["tag", "a.jsonl", "pipe", "--output", "out"]);
    let mut first = first.args(["--part-size", "2", "--resume", "--flush"]).spawn().expect("the tool");
    while !folder.path("out/part-000002.jsonl").exists() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    folder.refuses(
        "tag a.jsonl pipe --output out --part-size 2 --resume",
        "--output out: another diglot is at work with it",
    );
    fs::write(folder.path("pipe"), "").expect("a pipe");
    assert!(first.wait().expect("an end").success());
}

#[test]
fn the_output_is_no_input() {
    let folder = Folder::new();
    let before = fs::read_to_string(folder.path("a.jsonl")).expect("the file");
    folder.refuses("tag a.jsonl --output ./a.jsonl", "--output a.jsonl: this is one of the inputs");
    assert_eq!(fs::read_to_string(folder.path("a.jsonl")).expect("the file"), before);
    for input in [".", "*", "*.jsonl"] {
        let line = format!("tag {input} --output out.jsonl");
        folder.run(&line);
        let first = fs::read_to_string(folder.path("out.jsonl")).expect("the output");
        assert_eq!(first.lines().count(), 9);
        assert_eq!(folder.run(&line), (String::new(), String::new(), Some(0)), "{line}");
        assert_eq!(fs::read_to_string(folder.path("out.jsonl")).expect("the output"), first, "{line}");
    }
    fs::remove_file(folder.path("out.jsonl")).expect("the output");
    let parts = "tag . --output tagged --part-size 4 --resume";
    assert_eq!(folder.run(parts).2, Some(0));
    assert_eq!(folder.run(parts), (String::new(), "diglot: --resume: tagged is complete: 3 parts\n".into(), Some(0)));
}

#[cfg(unix)]
#[test]
fn each_file_is_read_once_through_its_links() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    fs::create_dir(folder.path("links")).expect("a folder");
    symlink("../a.jsonl", folder.path("links/a.jsonl")).expect("a link");
    symlink("a.jsonl", folder.path("links/again.jsonl")).expect("a link");
    symlink("..", folder.path("links/up")).expect("a link");
    let twice = ["links links", "links a.jsonl", "a.jsonl links/again.jsonl", "links/../a.jsonl a.jsonl links/a*"];
    for inputs in ["links", "links/*.jsonl", "links/**/a.jsonl", "links/up/a.jsonl"].into_iter().chain(twice) {
        let (records, errors, code) = folder.run(&format!("tag {inputs}"));
        assert_eq!((records.lines().count(), errors.as_str(), code), (5, "", Some(0)), "{inputs}");
    }
    symlink("none", folder.path("links/nowhere")).expect("a link");
    let (_, errors, code) = folder.run("tag links");
    assert_eq!((errors.as_str(), code), ("diglot: links/nowhere: a link that leads nowhere\n", Some(1)));
}
