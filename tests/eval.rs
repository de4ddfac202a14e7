//! `diglot eval` from the command line: every format of gold, against diglot and against a file.

use std::path::Path;

#[path = "support/tool.rs"]
mod tool;

/// Runs `diglot eval` in a folder with these files.
fn eval(files: &[(&str, &str)], arguments: &[&str]) -> (String, String, i32) {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        std::fs::write(path, content).unwrap();
    }
    tool::texts(folder.path(), &[&["eval"], arguments].concat(), "")
}

fn figure(out: &str, section: &str, group: &str, name: &str) -> f64 {
    let report: serde_json::Value = serde_json::from_str(out).unwrap();
    report[section][group][name].as_f64().unwrap_or_else(|| panic!("{section} {group} {name} in {out}"))
}

const SPANS: &str = "{\"id\": 1, \"cat\": \"a\", \"text\": \"我们 left\", \"labels\": \"zz_eeee\"}\n";

#[test]
fn the_table_shows_groups_and_errors() {
    let files = [("gold.txt", "抵达北 京\n走 了\n"), ("pred.txt", "抵达 北京\n走 了\n")];
    let (out, messages, code) = eval(&files, &["segmentation", "gold.txt", "--against", "pred.txt", "--errors", "5"]);
    let expected = "\
words    gold   found   right       p       r      f1
all         4       4       2  0.5000  0.5000  0.5000

1 of 1 different errors:
    1  differs       抵达北 京 -> 抵达 北京
                     [抵达北京]
";
    assert_eq!((out.as_str(), messages.as_str(), code), (expected, "", 0));
}

#[test]
fn diglot_itself_is_measured_in_every_layer() {
    let sentences = "{\"id\": \"s\", \"text\": \"He left. 他走了。\", \"starts\": [9]}\n";
    let traps = "{\"id\": \"t\", \"cat\": \"x\", \"text\": \"Putin left\", \"optional\": [], \"mentions\": \
                 [{\"start\": 0, \"end\": 5, \"kind\": \"leader\", \"entity\": \"Vladimir Putin\"}]}\n";
    let cases = [
        ("spans", "a.jsonl", SPANS, "spans"),
        ("sentences", "a.jsonl", sentences, "sentences"),
        ("segmentation", "a.txt", "我们 离开 了\n", "words"),
        ("segmentation", "a.conllu", "1\t我们\n2\t离开\n\n", "words"),
        ("sentences", "b.conllu", "1\tGo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t.\n\n1\tNow\n2\t.\n\n", "sentences"),
    ];
    for (layer, name, gold, section) in cases {
        let (out, messages, code) = eval(&[(name, gold)], &[layer, name, "--format", "json"]);
        assert_eq!((figure(&out, section, "all", "f1"), messages.as_str(), code), (1.0, "", 0), "{layer} {name}");
    }
    let entities = [
        ("a.jsonl", vec![("a.jsonl", traps)]),
        ("a.iob2", vec![("a.iob2", "Putin\tB-PER\nleft\tO\nParis\tB-TIME\n")]),
        ("ann", vec![("ann/a.txt", "Putin left"), ("ann/a.ann", "T1\tLeader 0 5\tPutin\n")]),
        ("a.txt", vec![("a.txt", "Putin left"), ("a.ann", "T1\tLeader 0 5\tPutin\n")]),
    ];
    for (gold, files) in entities {
        let (out, _, code) = eval(&files, &["entities", gold, "--format", "json"]);
        assert_eq!((figure(&out, "mentions", "all/leader", "f1"), code), (1.0, 0), "{gold}");
    }
}

#[test]
fn records_of_diglot_can_be_compared() {
    let record = "{\"diglot\": 1, \"id\": \"1\", \"offset_unit\": \"byte\", \
                  \"spans\": [{\"start\": 0, \"end\": 11, \"language\": \"zh\"}]}\n";
    let files = [("gold.jsonl", SPANS), ("found.jsonl", record)];
    let (out, _, code) = eval(&files, &["spans", "gold.jsonl", "--against", "found.jsonl", "--format", "tsv"]);
    assert_eq!(code, 0);
    assert!(out.contains("spans\ta\tchar_accuracy\t0.3333\n"), "{out}");
}

/// Files, arguments, the exit code and the start of the message.
type BadCase<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str], i32, &'a str);

#[test]
fn what_cannot_be_compared_is_told() {
    let cases: [BadCase; 8] = [
        (&[], &["spans", "no.jsonl"], 2, "diglot: no.jsonl: no such file"),
        (&[("a.jsonl", SPANS)], &["entities", "a.jsonl"], 2, "diglot: the gold holds no entities: give iob2"),
        (
            &[("a.jsonl", SPANS), ("b.txt", "走\n走\n")],
            &["spans", "a.jsonl", "--against", "b.txt"],
            2,
            "diglot: --against: no ids in common, and 2 texts for 1 of the gold",
        ),
        (
            &[("a.jsonl", "{\"id\": 1, \"text\": \"a\", \"labels\": \"ee\"}\n")],
            &["spans", "a.jsonl"],
            2,
            "diglot: gold: 1: 2 labels for 1 code points",
        ),
        (
            &[("a.jsonl", &format!("{SPANS}rubbish\n"))],
            &["spans", "a.jsonl"],
            1,
            "diglot: a.jsonl:2: no row: expected value",
        ),
        (
            &[("a.txt", "他 来到\n")],
            &["segmentation", "a.txt", "--mode", "search"],
            2,
            "diglot: the words of --mode search and full overlap",
        ),
        (
            &[("a.txt", "他 来到\n"), ("user.txt", "来 到\n")],
            &["segmentation", "a.txt", "--user-dict", "user.txt"],
            2,
            "diglot: user.txt: line 1",
        ),
        (
            &[("a.iob2", "Xi\tB-PER\nJune\tB-TIME\n")],
            &["entities", "a.iob2"],
            0,
            "diglot: warning: gold: labels that are no leader, nation or organisation are left out: TIME (1)",
        ),
    ];
    for (files, arguments, expected, message) in cases {
        let (_, messages, code) = eval(files, arguments);
        assert_eq!(code, expected, "{arguments:?}: {messages}");
        assert!(messages.starts_with(message), "{arguments:?}: {messages}");
    }
}

#[test]
fn words_are_cut_as_the_flags_say() {
    let files = [("gold.txt", "小明 去 网易杭研\n"), ("user.txt", "网易杭研 10 nt\n")];
    let right = |flags: &[&str]| {
        let (out, messages, code) = eval(&files, &[&["segmentation", "gold.txt", "--format", "tsv"], flags].concat());
        assert_eq!((code, messages.as_str()), (0, ""), "{flags:?}");
        out
    };
    let plain = right(&[]);
    assert_ne!(right(&["--user-dict", "user.txt"]), plain);
    assert_ne!(right(&["--no-hmm"]), plain);
}
