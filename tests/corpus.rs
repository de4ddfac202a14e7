//! `diglot kwic` and `diglot freq` as they are called: output, messages and exit codes.

use std::path::{Path, PathBuf};

use diglot::write::columns;

#[path = "support/tool.rs"]
mod tool;

const NEWS: &str = "烏克蘭總統澤連斯基說，\n泽连斯基明天访问北京。\nZelensky met Putin; Putin said no.\n";
const FEED: &str = concat!(
    "{\"id\": \"a1\", \"text\": \"普京訪華。 Xi Jinping welcomed Putin.\"}\n",
    "{\"id\": \"a2\", \"text\": \"Nothing here.\"}\n",
    "{\"id\": \"a3\", \"text\": \"普丁回國。\"}\n"
);

/// A folder of this test's own with a text and a feed.
fn inputs(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("corpus-{test}"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("news.txt"), NEWS).unwrap();
    std::fs::write(folder.join("feed.jsonl"), FEED).unwrap();
    folder
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Standard output of a run that must end with 0 and say nothing.
fn done(folder: &Path, args: &[&str]) -> String {
    let output = tool::run(folder, args, b"");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{args:?}");
    text(&output.stdout).to_owned()
}

#[test]
fn a_word_is_found_in_either_script_and_set_in_columns() {
    let folder = inputs("columns");
    let out = done(&folder, &["kwic", "泽连斯基", "news.txt", "--format", "text", "--context", "12"]);
    let expected = "news.txt:5     烏克蘭總統  澤連斯基  說， 泽连斯\n\
                    news.txt:12  澤連斯基說，  泽连斯基  明天访问北京\n";
    assert_eq!(out, expected);
}

#[test]
fn an_entity_is_found_by_all_its_names_over_files_and_feeds() {
    let folder = inputs("entity");
    let out = done(&folder, &["kwic", "--entity", "vladimir-putin", "feed.jsonl", "news.txt", "--format", "tsv"]);
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows[0], ["document", "line", "start", "end", "left", "text", "right", "kind", "entity", "field"]);
    let found: Vec<[&str; 4]> = rows[1..].iter().map(|row| [row[0], row[2], row[5], row[8]]).collect();
    let id = "vladimir-putin";
    assert_eq!(
        found,
        [
            ["a1", "0", "普京", id],
            ["a1", "26", "Putin", id],
            ["a3", "0", "普丁", id],
            ["news.txt", "37", "Putin", id],
            ["news.txt", "44", "Putin", id],
        ]
    );
    // A name that only he has stands for his id.
    assert_eq!(out, done(&folder, &["kwic", "--entity", "普京", "feed.jsonl", "news.txt", "--format", "tsv"]));
}

#[test]
fn threads_change_nothing() {
    let folder = inputs("threads");
    let run = |threads| done(&folder, &["kwic", "--kind", "leader", "--sort", "right", ".", "--threads", threads]);
    assert_eq!(run("1"), run("4"));
    let run = |threads| done(&folder, &["freq", "--fold", ".", "--threads", threads]);
    assert_eq!(run("1"), run("4"));
}

#[test]
fn a_limit_stops_and_sorting_comes_before_it() {
    let folder = inputs("limit");
    let first = |args: &[&str]| {
        let args = [&["kwic", "Xi", "--limit", "1", "--offset-unit", "byte"], args].concat();
        let output = tool::run(&folder, &args, "會見 Xi zeta. 會見了 Xi alpha.".as_bytes());
        let record: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(record["offset_unit"], "byte");
        record["start"].as_u64()
    };
    assert_eq!(first(&[]), Some(7));
    assert_eq!(first(&["--sort", "right"]), Some(26));
    assert_eq!(first(&["--sort", "left"]), Some(26), "了 (U+4E86) comes before 会 (U+4F1A)");
}

#[test]
fn hits_are_counted_by_file() {
    let folder = inputs("count");
    let args = ["kwic", "--string", "普", ".", "--count", "--format"];
    assert_eq!(done(&folder, &[&args[..], &["tsv"]].concat()), "file\tdocuments\thits\n./feed.jsonl\t2\t2\n");
    assert_eq!(done(&folder, &[&args[..], &["text"]].concat()), "      2  ./feed.jsonl\n");
}

/// Arguments, exit code, what standard error must say.
const REFUSALS: [(&[&str], i32, &str); 9] = [
    (&["kwic", "连斯", "news.txt"], 1, "no hit for '连斯' as a whole word (--string looks inside words too)"),
    (&["kwic", "--string", "马克龙", "news.txt"], 1, "no hit for '马克龙'"),
    (&["kwic", "--entity", "macron", "news.txt"], 1, "no hit for entity emmanuel-macron"),
    (&["kwic", "--entity", "nobody-at-all", "news.txt"], 2, "no entity has this id or name"),
    (&["kwic", "\u{200b}", "news.txt"], 2, "the pattern is empty"),
    (&["kwic"], 2, "what to look for?"),
    (&["kwic", "Putin", "absent.txt"], 2, "absent.txt: no such file or directory"),
    (&["freq", "--of", "kinds", "--fold", "news.txt"], 2, "--fold and --language are about words"),
    (&["freq", "--min", "99", "news.txt"], 1, "nothing occurs 99 times"),
];

#[test]
fn what_is_not_found_or_not_understood_is_told() {
    let folder = inputs("refusals");
    for (args, code, message) in REFUSALS {
        let output = tool::run(&folder, args, b"");
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(message), "{args:?}: {}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "", "{args:?}");
    }
}

#[test]
fn one_bad_input_leaves_the_others() {
    let folder = inputs("partly");
    let output = tool::run(&folder, &["kwic", "Putin", "absent.txt", "news.txt"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout).lines().count(), 2);
}

#[test]
fn standard_input_is_read() {
    let folder = inputs("stdin");
    let output =
        tool::run(&folder, &["kwic", "--string", "莫斯科", "--format", "text", "-C", "4"], "抵達莫斯科。".as_bytes());
    assert_eq!(text(&output.stdout), "-:2  抵達  莫斯科  。\n");
}

#[test]
fn pages_stand_alone() {
    let folder = inputs("pages");
    for args in [&["kwic", "Putin", "news.txt"][..], &["freq", "news.txt"], &["kwic", "--count", "Putin", "news.txt"]] {
        let page = done(&folder, &[args, &["--format", "html", "-o", "page.html"]].concat());
        assert_eq!(page, "");
        let page = std::fs::read_to_string(folder.join("page.html")).unwrap();
        std::fs::remove_file(folder.join("page.html")).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
        assert!(!page.contains("http") && !page.contains("src="), "{page}");
        assert_eq!(page.matches("<tr>").count(), page.matches("</tr>").count(), "{page}");
    }
}

#[test]
fn a_chart_has_the_most_frequent_first_and_keeps_to_the_width() {
    let folder = inputs("chart");
    let out = done(&folder, &["freq", "--of", "entities", ".", "--format", "text", "--top", "2"]);
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with("entities") && lines[0].ends_with("mentions   share"), "{out}");
    assert!(lines[1].starts_with("Vladimir Putin | 普京  ") && lines[1].contains('█'), "{out}");
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| columns(line) <= 60), "{out}");
}

#[test]
fn frequencies_are_ordered_by_count_then_code_points() {
    let folder = inputs("order");
    let out = tool::run(&folder, &["freq", "--format", "tsv", "--language", "en"], "b a B a 普京 b c".as_bytes());
    let items: Vec<&str> = text(&out.stdout).lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(items, ["a", "b", "B", "c"]);
}
