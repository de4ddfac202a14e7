//! `diglot gazetteer` from outside: exit codes, formats, files.

use std::path::{Path, PathBuf};

#[path = "support/tool.rs"]
mod tool;

/// A folder of its own for each test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

fn diglot(args: &[&str], files: &[&Path]) -> (i32, String, String) {
    let files: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
    let (out, messages, code) = tool::texts(Path::new("."), &[&["gazetteer"], args, &files].concat(), "");
    (code, out, messages)
}

const ANN: &str = "[[entity]]\nid = \"ann-qq\"\nkind = \"leader\"\ncountry = \"FR\"\nen = [\"Ann Qqexample\"]\nunmistakable = [\"Swift\"]\n";

#[test]
fn a_fault_is_exit_code_1_and_advice_is_not() {
    let folder = Folder::new();
    let file = folder.file("ann.toml", ANN);
    let (code, out, _) = diglot(&["check", "--alone"], &[&file]);
    assert_eq!(code, 1);
    let line = format!(
        "{}:1: ann-qq: unmistakable: 'Swift' is an English word: list it in ambiguous or exact-case too\n",
        file.display()
    );
    assert_eq!(out, line);

    let advice = ANN.replace("country = \"FR\"\n", "").replace("\"Swift\"", "\"Qqexample\"");
    let file = folder.file("ann.toml", &advice);
    let (code, out, _) = diglot(&["check", "--alone"], &[&file]);
    assert_eq!((code, out.as_str()), (0, ""));
    let (code, out, _) = diglot(&["check", "--alone", "--advice", "--format", "tsv"], &[&file]);
    assert_eq!(code, 0);
    assert_eq!(out.lines().next(), Some("level\tcheck\tfile\tline\tid\twhat"));
    assert!(out.contains("advice\tstate\t") && out.contains("\t1\tann-qq\tcountry: "), "{out}");
}

#[test]
fn gaps_are_names_that_nothing_can_stand_for() {
    let folder = Folder::new();
    let file = folder.file("ann.toml", ANN);
    let (code, out, err) = diglot(&["check", "--gaps"], &[&file]);
    assert_eq!(code, 0);
    let rows: Vec<&str> = out.lines().filter_map(|line| line.split_once(": ").map(|(_, rest)| rest)).collect();
    assert_eq!(
        rows,
        ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"].map(|field| format!("ann-qq: {field}: missing (Ann Qqexample)"))
    );
    assert!(err.contains("leader"), "{err}");

    let file = folder.file("ann.toml", &format!("{ANN}zh-Hans = [\"安\"]\n"));
    let (_, out, _) = diglot(&["check", "--gaps"], &[&file]);
    assert_eq!(out, "");
    let (_, out, _) = diglot(&["check", "--gaps", "--advice"], &[&file]);
    assert_eq!(out.lines().count(), 2, "{out}");
}

#[test]
fn a_lost_id_is_exit_code_1() {
    let folder = Folder::new();
    let bob = ANN.replace("ann-qq", "bob").replace("Ann Qqexample", "Bob Qqexample");
    let (old, new) = (folder.file("old.toml", ANN), folder.file("new.toml", &bob));
    let (code, out, _) = diglot(&["diff"], &[&old, &new]);
    assert_eq!(code, 1);
    assert!(out.starts_with("- ann-qq (Ann Qqexample)") && out.ends_with("+ bob (Bob Qqexample)\n"), "{out}");

    let kept = format!("[[entity]]\nid = \"ann-qq\"\nkind = \"leader\"\nreplaced-by = \"bob\"\n{bob}");
    let new = folder.file("new.toml", &kept);
    let (code, out, _) = diglot(&["diff", "--format", "tsv"], &[&old, &new]);
    assert_eq!(code, 0);
    assert!(out.contains("replaced\tann-qq\tAnn Qqexample\treplaced-by\t\tbob\n"), "{out}");
}

#[test]
fn an_export_appears_whole() {
    let folder = Folder::new();
    let file = folder.0.path().join("gazetteer.jsonl");
    let (code, out, _) = diglot(&["export", "--format", "jsonl", "--output"], &[&file]);
    assert_eq!((code, out.as_str()), (0, ""));
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() > 1000, "{}", lines.len());
    let putin = lines.iter().find(|line| line["id"] == "vladimir-putin").unwrap();
    assert_eq!(putin["names"]["zh-Hant-TW"][0], "普丁");
    for key in ["kind", "subkind", "country", "wikidata", "names", "offices", "templated"] {
        assert!(lines.iter().all(|line| line.get(key).is_some()), "{key}");
    }
}

#[test]
fn an_old_id_shows_what_took_its_place() {
    let folder = Folder::new();
    let file =
        folder.file("old.toml", "[[entity]]\nid = \"putin\"\nkind = \"leader\"\nreplaced-by = \"vladimir-putin\"\n");
    let (code, out, _) = diglot(&["show", "putin", "--gazetteer"], &[&file]);
    assert_eq!(code, 0);
    assert!(out.contains("replaced-by    vladimir-putin (Vladimir Putin)\n\nid             vladimir-putin\n"), "{out}");
}

#[test]
fn suggestions_are_blocks_that_the_reader_takes() {
    let folder = Folder::new();
    let text =
        "冰岛外长索尔奥尔迪·比约恩松（Thorold Bjoernson）抵达。\nIcelandic Foreign Minister Thorold Bjoernson spoke.\n";
    let file = folder.file("wire.txt", text);
    let (code, out, _) = diglot(&["suggest"], &[&file]);
    assert_eq!(code, 0);
    for line in [
        "# seen 2 times in 1 document: title 1, brackets 1",
        "id = \"thorold-bjoernson\"",
        "country = \"IS\"",
        "zh-Hans = [\"索尔奥尔迪·比约恩松\"]",
        "offices = [{ role = \"foreign-minister\", of = \"IS\" }]",
    ] {
        assert!(out.lines().any(|found| found == line), "{line}\n{out}");
    }
    let stub = folder.file("stub.toml", &out);
    let (code, out, _) = diglot(&["check"], &[&stub]);
    assert_eq!((code, out.as_str()), (0, ""));

    let broken = r#"{"id": "1", "text": "A report by the Zebra\nOcean Panel (ZOP) says a thing."}"#;
    let file = folder.file("broken.jsonl", &format!("{broken}\n{}\n", broken.replace(r"\n", " ")));
    let (_, out, _) = diglot(&["suggest"], &[&file]);
    assert!(out.contains("\nen = [\"Zebra Ocean Panel\"]\n"), "{out}");
    let (_, out, _) = diglot(&["suggest", "--format", "tsv"], &[&file]);
    let rows: Vec<&str> = out.lines().collect();
    assert_eq!(rows.len(), 2, "{out}");
    assert!(rows[1].starts_with("2\t1\torganisation\tZebra Ocean Panel\t\tZOP\t"), "{out}");

    let known = folder.file("known.txt", "President Xi Jinping met Vladimir Putin.");
    let (code, _, err) = diglot(&["suggest"], &[&known]);
    assert_eq!(code, 1);
    assert!(err.contains("no unknown name"), "{err}");
}
