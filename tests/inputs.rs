//! What the tool reads, as files: each format, each fault of the inputs, the exit codes.
#![cfg(feature = "cli")]

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use serde_json::Value;

#[path = "support/tool.rs"]
mod tool;

/// Records, messages, exit code.
type Run = (Vec<Value>, String, Option<i32>);

/// A folder of its own for each test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, content).expect("a file");
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, b"")
    }

    fn run_with(&self, args: &[&str], input: &[u8]) -> Run {
        let output = tool::run(self.0.path(), args, input);
        let lines = String::from_utf8_lossy(&output.stdout);
        let records = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        (records, String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code())
    }
}

fn ids(records: &[Value]) -> Vec<&str> {
    records.iter().map(|record| record["id"].as_str().expect("an id")).collect()
}

/// `field:surface` of each mention, read back from the record by its offsets.
fn sliced(record: &Value) -> Vec<String> {
    let slice = |mention: &Value| {
        let field = mention["field"].as_str().unwrap_or("text");
        let text = record["texts"][field].as_str().or(record[field].as_str()).expect("the record carries the text");
        let at = |name: &str| usize::try_from(mention[name].as_u64().expect("an offset")).expect("small");
        let surface: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
        assert_eq!(Some(surface.as_str()), mention["text"].as_str());
        format!("{field}:{surface}")
    };
    record["mentions"].as_array().expect("mentions").iter().map(slice).collect()
}

const RSS: &str = "<rss version='2.0'><channel><item><guid>7</guid><title>普京訪華</title>\
    <description>&lt;p&gt;Putin met Xi Jinping.&lt;/p&gt;</description></item></channel></rss>";

const PAGE: &str = "<html lang=zh><title>普京訪華</title><body><nav><a href=/>美國</a></nav><article>\
    <p>俄羅斯總統普京抵達北京，習近平主席迎接。</p><p>Putin said talks with Xi Jinping would go on.</p></article></body></html>";

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn every_format_is_told_and_its_offsets_slice_its_texts() {
    let folder = Folder::new();
    folder.file("a/feed.xml", RSS);
    folder.file("a/page.html", PAGE);
    folder.file("a/rows.csv", "id,text,desk\nr1,\"普京, again\",world\n");
    folder.file("a/rows.tsv", "id\ttext\nr2\t普京\n");
    folder.file("a/said.srt", "1\n00:00:01,000 --> 00:00:02,000\n<i>普京</i> left\n");
    folder.file("a/said.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n普京 left\n");
    folder.file("a/wire.jsonl.gz", gzip("{\"id\": \"z\", \"text\": \"普京\"}\n".as_bytes()));
    folder.file("a/wire.txt.zst", zstd::encode_all("普京 left".as_bytes(), 1).expect("memory"));
    let (records, errors, code) = folder.run(&["tag", "a", "--with", "text"]);
    assert_eq!((errors.as_str(), code), ("", Some(0)));
    let page = "a/page.html";
    assert_eq!(ids(&records), ["7", page, "r1", "r2", "a/said.srt", "a/said.vtt", "z", "a/wire.txt.zst"]);
    for record in &records {
        assert!(!sliced(record).is_empty(), "{record}");
    }
    assert_eq!(sliced(&records[0]), ["title:普京", "title:華", "text:Putin", "text:Xi Jinping"]);
    assert!(!sliced(&records[1]).contains(&"text:美國".to_owned()), "a menu: {}", records[1]);
    let (records, _, _) = folder.run(&["tag", page, "--page", "all"]);
    let mut mentions = records[0]["mentions"].as_array().expect("mentions").iter();
    let menu = mentions.find(|mention| mention["text"] == "美國").expect("the menu is read");
    assert_eq!(menu["furniture"], true);
    assert_eq!(records[0]["furniture"], serde_json::json!([{"field": "text", "start": 0, "end": 2}]));
    let output = tool::run(folder.0.path(), &["tag", page, "--page", "all", "--format", "tsv"], b"");
    let rows = String::from_utf8_lossy(&output.stdout).into_owned();
    let marked: Vec<&str> = rows.lines().filter(|row| row.ends_with("\ttrue")).collect();
    assert!(marked.len() == 1 && marked[0].contains("\t美國\t"), "{rows}");
    let (records, _, _) = folder.run(&["tag", page, "--page", "all", "--summary"]);
    let entities = records[0]["entities"].as_array().expect("entities");
    assert!(entities.iter().all(|entity| entity["entity"] != "united-states"), "{entities:?}");
}

#[test]
fn records_of_feeds_pages_and_tables_fit_the_schema() {
    let schema = std::fs::read_to_string("docs/record.schema.json").expect("the schema");
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema");
    let folder = Folder::new();
    folder.file("feed.xml", RSS);
    folder.file("page.html", PAGE);
    folder.file("rows.csv", "id,head,body,desk\n1,普京,Putin left,world\n");
    let args =
        ["tag", "feed.xml", "page.html", "rows.csv", "--text-field", "head,body", "--keep", "all", "--page", "all"];
    for mode in [&["--with", "spans,sentences,tokens,text", "--explain"][..], &["--summary"]] {
        let (records, errors, _) = folder.run(&[&args, mode].concat());
        assert_eq!(records.len(), 3, "{errors}");
        for record in records {
            let faults: Vec<String> = schema.iter_errors(&record).map(|error| error.to_string()).collect();
            assert!(faults.is_empty(), "{faults:?} in {record}");
        }
    }
}

#[test]
fn several_fields_are_read_together_and_others_kept() {
    let folder = Folder::new();
    let input = "{\"id\": 1, \"head\": \"Xi in Moscow\", \"body\": \"Xi Jinping met Putin.\", \"desk\": {\"n\": 1.5}, \"x\": 0}\n";
    let args = ["tag", "--text-field", "head,body", "--keep", "desk,none", "--with", "text,sentences"];
    let (records, errors, code) = folder.run_with(&args, input.as_bytes());
    assert_eq!((errors.as_str(), code), ("", Some(0)));
    let record = &records[0];
    assert!(sliced(record).contains(&"head:Xi".to_owned()), "the body supports the short name: {record}");
    assert!(sliced(record).contains(&"body:Putin".to_owned()), "{record}");
    assert_eq!(record["fields"], serde_json::json!({"desk": {"n": 1.5}}));
    let fields: Vec<_> = record["sentences"].as_array().expect("some").iter().map(|s| s["field"].as_str()).collect();
    assert_eq!(fields, [Some("head"), Some("body")]);
}

#[test]
fn columns_that_a_table_lacks_are_told() {
    let folder = Folder::new();
    folder.file("a.csv", "id,text,day\na,Putin,2025\n");
    folder.file("empty.csv", "");
    folder.file("b.jsonl", "{\"text\": \"Putin\"}\n");
    let named = ["--keep", "day,desk"];
    for (args, lacks) in [(named, "desk"), (["--id-field", "guid"], "guid"), (["--date-field", "date"], "date")] {
        let (records, errors, code) = folder.run(&[&["tag", "a.csv", "empty.csv", "b.jsonl"][..], &args].concat());
        let told = format!("a.csv: no column '{lacks}' in the header: choose one of id, text, day with {}", args[0]);
        assert_eq!((errors, code), (format!("diglot: {told}\n"), Some(1)));
        assert_eq!(ids(&records), ["b.jsonl:1"], "a record may lack a field");
    }
    let (records, _, code) = folder.run(&["tag", "a.csv", "--keep", "day", "--date-field", "day"]);
    assert_eq!(
        (&records[0]["date"], &records[0]["fields"], code),
        (&"2025".into(), &serde_json::json!({"day": "2025"}), Some(0))
    );
}

#[test]
fn the_name_of_the_output_tells_its_format() {
    let folder = Folder::new();
    folder.file("a.txt", "Putin");
    let cases =
        [("tag", "a.tsv", "document\tstart"), ("tag", "a.html", "<!DOCTYPE html>"), ("freq", "f.tsv", "item\tcount")];
    for (command, output, begins) in cases {
        assert_eq!(folder.run(&[command, "a.txt", "--output", output]).2, Some(0));
        let written = std::fs::read_to_string(folder.0.path().join(output)).expect("the output");
        assert!(written.starts_with(begins), "{output}: {written}");
    }
}

#[test]
fn flags_that_a_format_cannot_show_are_refused() {
    let folder = Folder::new();
    let cases = [
        ("tag --explain --format tsv", "--explain is shown by jsonl, and not by tsv"),
        ("tag --keep desk --format html", "--keep is shown by jsonl, and not by html"),
        ("tag --with tokens --format text", "--with is shown by jsonl, and not by text"),
        ("tag --summary --output a.html", "--summary is shown by text, jsonl and tsv, and not by html"),
        ("tag --offset-unit byte --format tei", "--offset-unit is shown by jsonl, tsv and parquet, and not by tei"),
        ("segment --pos --format words", "--pos is shown by text, jsonl, tsv, conllu, vert and tei, and not by words"),
        (
            "segment --mode full --format words",
            "--mode with words that overlap is shown by text, jsonl and tsv, and not by",
        ),
    ];
    for (line, told) in cases {
        let (_, errors, code) = folder.run(&line.split(' ').collect::<Vec<_>>());
        assert!(errors.contains(told), "{line}: {errors}");
        assert_eq!(code, Some(2), "{line}");
    }
    let (_, errors, _) = folder.run_with(&["freq", "--language", "en"], "普京".as_bytes());
    assert_eq!(errors, "diglot: no words in en\n");
}

#[test]
fn kept_values_are_as_they_were_written() {
    let folder = Folder::new();
    let kept = "\"n\":{\"price\":1.50,\"big\":12345678901234567890123,\"small\":1E5,\"huge\":[1e400,-0]},\"s\":\"\\u4e60 \\/\"";
    let id = "98765432109876543210987";
    let line = format!("{{\"id\": {id}, \"text\": \"Putin\", \"huge\": 1, {kept}, \"huge\": 1e400}}");
    let array = format!("[\n{},\n{{\"id\": 2, \"text\": \"b\"}}]", line.replace("[1e400,-0]", "[1e400,\n  -0]"));
    for (input, keep) in [(&line, "all"), (&line, "huge,n,s,n"), (&array, "huge,n,s")] {
        let output = tool::run(folder.0.path(), &["tag", "--keep", keep], input.as_bytes());
        let record = String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned();
        assert!(record.contains(&format!("\"id\":\"{id}\"")), "{record}");
        assert!(record.contains(&format!("\"fields\":{{\"huge\":1e400,{kept}}}")), "{record}");
    }
}

#[test]
fn dates_may_be_numbers() {
    let folder = Folder::new();
    let records = "{\"date\": 20240506, \"text\": \"a\"}\n{\"date\": 1714953600000, \"text\": \"b\"}\n{\"date\": 17, \"text\": \"c\"}\n";
    folder.file("d.jsonl", records);
    folder.file("d.csv", "date,text\n1714953600,d\n1714953600.5,e\n");
    let (records, errors, _) = folder.run(&["tag", "d.jsonl", "d.csv"]);
    let dates: Vec<Option<&str>> = records.iter().map(|record| record["date"].as_str()).collect();
    let moment = Some("2024-05-06T00:00:00Z");
    assert_eq!(dates, [Some("2024-05-06"), moment, None, moment, moment], "{errors}");
    assert!(errors.contains("d.jsonl: line 3: '17' is no date"), "{errors}");
}

#[test]
fn documents_are_chosen_by_language_and_date() {
    let folder = Folder::new();
    folder.file(
        "w.jsonl",
        "{\"id\": \"a\", \"date\": \"2025-05-09\", \"text\": \"普京訪華\"}\n\
         {\"id\": \"b\", \"date\": \"2025-06-01\", \"text\": \"Putin left.\"}\n\
         {\"id\": \"c\", \"text\": \"普京访华，会见习近平\"}\n",
    );
    let outside = "diglot: --since, --until: 1 document of another time left out\n";
    let undated = "diglot: warning: --since, --until: 1 document without a date left out\n";
    let only = |n| format!("diglot: --only: {n} of 3 documents are in another language and were left out\n");
    let cases: [(&[&str], &[&str], String); 6] = [
        (&["--only", "zh"], &["a", "c"], only(1)),
        (&["--only", "zh-hant,en"], &["a", "b"], only(1)),
        (&["--only", "fr"], &[], only(3)),
        (&["--since", "2025-05-10"], &["b"], [outside, undated].concat()),
        (&["--until", "2025-05"], &["a"], [outside, undated].concat()),
        (&["--since", "2025", "--until", "2025-06-01"], &["a", "b"], undated.to_owned()),
    ];
    for (args, expected, told) in cases {
        let (records, errors, code) = folder.run(&[&["tag", "w.jsonl"], args].concat());
        assert_eq!((ids(&records).as_slice(), errors, code), (expected, told, Some(0)), "{args:?}");
    }
    for (wrong, told) in
        [("zz", "unknown language 'zz': choose of zh, en, ja, ko, fr,"), ("zh-Hand", "unknown script 'Hand'")]
    {
        let (_, errors, code) = folder.run(&["tag", "w.jsonl", "--only", wrong]);
        assert!(errors.contains(told), "{errors}");
        assert_eq!(code, Some(2));
    }
}

#[test]
fn repeated_documents_are_left_out() {
    let folder = Folder::new();
    let sentence = |n: u32| format!("第{n}次會談後，{}名官員 met Putin in Moscow on day {}。", n * 7 % 31, n * 13 % 29);
    let article: String = (1..30).map(sentence).collect();
    let lines = [
        ("a", article.clone()),
        ("b", "Putin left.".to_owned()),
        ("wrapped", article.replace("met Putin", "met\\nPutin")),
        ("simplified", article.replace("會談後", "会谈后")),
        ("edited", article.replacen("官員", "議員", 1)),
        ("short", "Putin  left.".to_owned()),
        ("other", "Putin left!".to_owned()),
        ("c", (1..30).map(|n| format!("The minister of state {n} of {} left.", n * n)).collect()),
    ];
    let lines = lines.map(|(id, text)| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}\n"));
    folder.file("w.jsonl", lines.concat());
    let left_out = |n| format!("diglot: --dedupe: {n} of 8 documents repeat an earlier one and were left out\n");
    let cases: [(&[&str], &[&str], String); 4] = [
        (&["off"], &["a", "b", "wrapped", "simplified", "edited", "short", "other", "c"], String::new()),
        (&["exact", "--threads", "1"], &["a", "b", "edited", "other", "c"], left_out(3)),
        (&["near", "--threads", "3"], &["a", "b", "other", "c"], left_out(4)),
        (&["near", "--flush", "--quiet"], &["a", "b", "other", "c"], String::new()),
    ];
    for (args, expected, told) in cases {
        let (records, errors, code) = folder.run(&[&["tag", "w.jsonl", "--dedupe"], args].concat());
        assert_eq!((ids(&records).as_slice(), errors, code), (expected, told, Some(0)), "{args:?}");
    }
    let (rows, _, _) = folder.run(&["freq", "--of", "kinds", "w.jsonl", "--dedupe", "near"]);
    assert_eq!(rows[0]["count"], 29 + 1 + 1, "{rows:?}");
}

#[test]
fn a_summary_counts_entities() {
    let folder = Folder::new();
    let text = "Vladimir Putin met Xi Jinping. Putin left.";
    let (records, _, code) = folder.run_with(&["tag", "--summary"], text.as_bytes());
    assert_eq!(code, Some(0));
    assert!(records[0].get("mentions").is_none());
    let putin = &records[0]["entities"][0];
    assert_eq!((&putin["entity"], &putin["count"], &putin["first"]), (&"vladimir-putin".into(), &2.into(), &0.into()));
    assert_eq!(putin["surfaces"], serde_json::json!(["Vladimir Putin", "Putin"]));
    assert_eq!(putin["forms"], serde_json::json!(["name", "short"]));
    let output = tool::run(folder.0.path(), &["tag", "--summary", "--format", "tsv"], text.as_bytes());
    let rows = String::from_utf8_lossy(&output.stdout).into_owned();
    let row = "-\tvladimir-putin\tleader\t\t2\t0\tname,short\tVladimir Putin | Putin\t";
    assert!(rows.lines().nth(1).is_some_and(|line| line.starts_with(row)), "{rows}");
    let (_, errors, code) = folder.run_with(&["tag", "--summary", "--format", "conllu"], b"");
    assert_eq!(code, Some(2), "{errors}");
}

#[test]
fn names_patterns_and_lists_lead_to_files() {
    let folder = Folder::new();
    for name in ["d/1.txt", "d/2.txt", "d/3.lines"] {
        folder.file(name, "普京\n\n川普");
    }
    folder.file("list", "d/3.lines\n\nd/1.txt\r\n");
    let (records, _, _) = folder.run(&["tag", "d/*.txt", "--files-from", "list"]);
    assert_eq!(ids(&records), ["d/1.txt", "d/2.txt", "d/3.lines"], "each once");
    let (records, errors, code) = folder.run(&["tag", "d/*.md", "d/1.txt", "--input-format", "lines"]);
    assert_eq!((ids(&records).as_slice(), code), (&["d/1.txt:1", "d/1.txt:3"][..], Some(1)));
    assert!(errors.contains("d/*.md: no file fits this pattern"), "{errors}");
    folder.file("list", "d/1.txt\nd/*.md\n");
    let (_, errors, _) = folder.run(&["tag", "--files-from", "list"]);
    assert_eq!(errors, "diglot: d/*.md: no file fits this pattern (line 2 of list)\n");
}

#[test]
fn patterns_find_what_shells_find() {
    let folder = Folder::new();
    for name in ["1.txt", "d/1.txt", "d/2.md", "d/.3.txt", "d/.e/4.txt", "d/e/5.txt", "d/f/e/6.txt", "d/e/7{8}.txt"] {
        folder.file(name, "Putin");
    }
    #[cfg(unix)]
    for (target, link) in [(".", "d/here"), ("..", "d/e/up")] {
        std::os::unix::fs::symlink(target, folder.0.path().join(link)).expect("a link");
    }
    let cases: [(&[&str], &[&str]); 9] = [
        (&["*.txt"], &["1.txt"]),
        (&["./*.txt"], &["./1.txt"]),
        (&["d/*.txt"], &["d/1.txt"]),
        (&["d/.*.txt"], &["d/.3.txt"]),
        (&["d/?.*"], &["d/1.txt", "d/2.md"]),
        (&["*/*/[5-6].txt"], &["d/e/5.txt"]),
        (&["d/**/*.txt"], &["d/1.txt", "d/e/5.txt", "d/e/7{8}.txt", "d/f/e/6.txt"]),
        (&["d/**/e"], &["d/e/5.txt", "d/e/7{8}.txt", "d/f/e/6.txt"]),
        (&["d/*/", "d/f/e"], &["d/e/5.txt", "d/e/7{8}.txt", "d/f/e/6.txt"]),
    ];
    for (patterns, files) in cases {
        let (records, errors, code) = folder.run(&[&["tag"], patterns].concat());
        assert_eq!((ids(&records).as_slice(), errors.as_str(), code), (files, "", Some(0)), "{patterns:?}");
    }
    let (_, errors, code) = folder.run(&["tag", "d/[a-.txt"]);
    assert!(errors.starts_with("diglot: d/[a-.txt: a pattern that cannot be read: "), "{errors}");
    assert_eq!(code, Some(2));
    folder.file("-", "no standard input");
    let (records, ..) = folder.run_with(&["tag", "[-]"], b"Xi");
    assert_eq!(ids(&records), ["./-"]);
    let (records, ..) = folder.run_with(&["tag", "-"], b"Xi");
    assert_eq!(ids(&records), ["-"]);
}

#[cfg(unix)]
#[test]
fn lists_hold_names_of_any_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    let gbk = std::ffi::OsStr::from_bytes(b"\xc6\xd5\xbe\xa9.txt");
    std::fs::write(folder.0.path().join(gbk), "Putin").expect("a file");
    folder.file("two\nlines.txt", "Putin");
    folder.file("list", [gbk.as_bytes(), b"\n"].concat());
    let wide = "\u{feff}two\nlines.txt\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    folder.file("wide", wide);
    folder.file("list0", [gbk.as_bytes(), b"\0two\nlines.txt\0none.txt\0"].concat());
    let (records, errors, code) = folder.run(&["tag", "--files-from", "list"]);
    assert_eq!((ids(&records).as_slice(), errors.as_str(), code), (&["\u{fffd}\u{57e}\u{fffd}.txt"][..], "", Some(0)));
    folder.file("lines.txt", "Putin");
    let (records, errors, _) = folder.run(&["tag", "--files-from", "wide"]);
    assert_eq!(ids(&records), ["lines.txt"]);
    assert_eq!(errors, "diglot: two: no such file or directory (line 1 of wide)\n");
    let (records, errors, code) = folder.run(&["tag", "--files-from", "list0"]);
    assert_eq!((ids(&records)[1], records.len(), code), ("two\nlines.txt", 2, Some(1)));
    assert_eq!(errors, "diglot: none.txt: no such file or directory (name 3 of list0)\n");
}

#[test]
fn streams_of_utf32_are_read() {
    let folder = Folder::new();
    let wide = |text: &str| text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<u8>>();
    folder.file("a.jsonl", wide("\u{feff}{\"id\": \"1\", \"text\": \"普京\"}\n{\"id\": \"2\", \"text\": \"Xi\"}\n"));
    folder.file("a.csv", wide("\u{feff}id,text\n1,普京\n2,Xi\n"));
    for name in ["a.jsonl", "a.csv"] {
        let (records, errors, code) = folder.run(&["tag", name]);
        assert_eq!((ids(&records).as_slice(), errors.as_str(), code), (&["1", "2"][..], "", Some(0)), "{name}");
        assert_eq!(records[0]["mentions"][0]["entity"], "vladimir-putin");
    }
    folder.file("a.lines", wide("Vladimir Putin\n"));
    let (records, ..) = folder.run(&["tag", "a.lines", "--input-format", "lines"]);
    assert_eq!(records[0]["mentions"][0]["entity"], "vladimir-putin");
}

#[test]
fn of_an_array_that_is_cut_off_the_records_before_are_read() {
    let folder = Folder::new();
    folder.file("a.json", "[{\"id\": \"1\", \"text\": \"Putin\"}, {\"id\": \"2\", \"te");
    let (records, errors, code) = folder.run(&["tag", "a.json"]);
    let told = "diglot: a.json: the array breaks off behind record 1: EOF while parsing a string at line 1 column 46\n";
    assert_eq!((ids(&records).as_slice(), errors.as_str(), code), (&["1"][..], told, Some(1)));
}

#[test]
fn what_dates_leave_out_is_told() {
    let folder = Folder::new();
    folder.file("a.jsonl", "{\"text\": \"a\", \"date\": \"2024-05-20\"}\n{\"text\": \"b\"}\n");
    let (records, errors, code) = folder.run(&["tag", "a.jsonl", "--since", "2025"]);
    let told = "diglot: --since, --until: 1 document of another time left out\n\
                diglot: warning: --since, --until: 1 document without a date left out\n";
    assert_eq!((records.len(), errors.as_str(), code), (0, told, Some(0)));
    let (_, errors, code) = folder.run(&["tag", "a.jsonl", "--since", "2024-06", "--until", "2024-05"]);
    let told = "diglot: --since 2024-06 is later than --until 2024-05: no document can be of such a date\n";
    assert_eq!((errors.as_str(), code), (told, Some(2)));
}

#[test]
fn what_is_no_file_is_told_with_what_was_meant() {
    let folder = Folder::new();
    folder.file("a.txt", "Putin");
    folder.file("a.json", "{\n  \"text\": \"Putin\"\n}\n");
    folder.file("list", "a.txt\n\nb.txt\n");
    let inspect = "(a file is meant here; for a text itself there is diglot inspect --text)";
    folder.file("a.xml", "<note>Putin</note>");
    let cases: [(&[&str], String, i32); 8] = [
        (&["tag", "a.xml"], "warning: a.xml: read as a text, with its tags: this is no feed and no page".to_owned(), 0),
        (&["tag", "Putin met Xi"], format!("Putin met Xi: no such file or directory {inspect}"), 2),
        (&["tag", "普京訪華"], format!("普京訪華: no such file or directory {inspect}"), 2),
        (&["tag", "b.txt"], "b.txt: no such file or directory".to_owned(), 2),
        (&["tag", "--files-from", "list"], "b.txt: no such file or directory (line 3 of list)".to_owned(), 1),
        (
            &["tag", "https://news.example/feed"],
            "https://news.example/feed: no such file or directory (tag and segment fetch an address that is given with --url)"
                .to_owned(),
            2,
        ),
        (
            &["tag", "a.json"],
            "warning: a.json: read as a text: this is no array of objects, and no object a line".to_owned(),
            0,
        ),
        (
            &["kwic", "a.txt"],
            "a.txt is a file: is the PATTERN missing? (diglot kwic a.txt - looks for the name itself)".to_owned(),
            2,
        ),
    ];
    for (args, told, code) in cases {
        let (_, errors, ended) = folder.run(args);
        assert_eq!((errors, ended), (format!("diglot: {told}\n"), Some(code)), "{args:?}");
    }
}

#[test]
fn bad_inputs_are_told_and_the_rest_goes_on() {
    let folder = Folder::new();
    let numbers: String = (0..5000_u32).map(|n| format!("{}\n", n.wrapping_mul(2_654_435_761))).collect();
    let packed = gzip(numbers.as_bytes());
    let rows: Vec<String> = (2..=9).map(|line| format!("r{line},Putin {line}\n")).collect();
    let csv = format!("id,text\n{}", rows.concat()).replace("r7,", "r7,\"");
    let long = format!("{{\"text\": \"{}\"}}\n{{\"id\": \"b\", \"text\": \"Putin\"}}\n", "a".repeat(1_100_000));
    let bomb = gzip(&vec![b' '; 1 << 20]).repeat(80);
    let zstd = zstd::encode_all(numbers.as_bytes(), 1).expect("memory");
    let entities: String = ('b'..='k').map(|c| format!("<!ENTITY {c} \"{}\">", "&a;".repeat(10))).collect();
    let item = "<item><title>Putin &k;</title></item>";
    let feed = format!("<!DOCTYPE r [{entities}]><rss version='2.0'><channel>{item}<item/>{item}</channel></rss>");
    // Name, content, what is told, how many documents are read.
    let cases: [(&str, Vec<u8>, &str, usize); 18] = [
        ("cut.txt.gz", packed[..packed.len() / 2].to_vec(), "cut.txt.gz: the gzip data is cut off after", 1),
        ("cut.txt.zst", zstd[..zstd.len() / 2].to_vec(), "cut.txt.zst: the Zstandard data is cut off after", 0),
        ("damaged.gz", b"\x1f\x8b\x08rubbish, not packed".to_vec(), "damaged.gz: the gzip data is", 0),
        ("bomb.html.gz", bomb.clone(), "bomb.html.gz: more than 1 MB in one document", 0),
        ("bomb.jsonl.gz", bomb, "of gzip grow to more than 64 MB, over 400-fold", 0),
        ("deep.html", b"<div>".repeat(100_000), "deep.html: line 1: more than 512 elements inside each other", 0),
        (
            "deep.xml",
            [&b"<rss>\n"[..], &b"<a>".repeat(100_000)].concat(),
            "deep.xml: no feed that can be read: around the items: more than 51200 elements",
            0,
        ),
        ("none.html", b"just words".to_vec(), "none.html: no HTML in it", 0),
        ("image.html", b"\x89PNG\r\n\x1a\n<p>".to_vec(), "image.html: this is no text: it looks like a PNG image", 0),
        ("empty.xml", b"<rss version='2.0'><channel/></rss>".to_vec(), "empty.xml: a feed without items", 0),
        ("words.rss", b"just words".to_vec(), "words.rss: no feed that can be read", 0),
        (
            "half.rss",
            b"<rss><channel>\n<item><title>AT&T, Putin</title></item>\n<item><title>Putin</title></it".to_vec(),
            "half.rss:3: item 2: the feed ends within it",
            1,
        ),
        ("bomb.xml", feed.into_bytes(), "bomb.xml:1: item 2 has neither title nor text", 2),
        ("quote.csv", csv.into_bytes(), "quote.csv:7: a quote is not closed", 7),
        ("header.csv", b"id,body\n1,Putin\n".to_vec(), "header.csv: no column 'text' in the header", 0),
        ("long.jsonl", long.into_bytes(), "long.jsonl:1: 1 MB in one record, the limit is 1 MB", 1),
        ("none.srt", b"just words".to_vec(), "none.srt: no subtitle in it", 0),
        ("rows", b"PAR1 and no more".to_vec(), "no Parquet that can be read", 0),
    ];
    let mut args = vec!["tag", "--max-document", "1"];
    for (name, content, _, _) in &cases {
        folder.file(name, content);
        args.push(name);
    }
    folder.file("good.txt", "Putin left");
    let (records, errors, code) = folder.run(&[&args[..], &["good.txt"]].concat());
    let read_from = |name: &str| records.iter().filter(|record| record["source"] == name).count();
    for (name, _, message, read) in &cases {
        assert!(errors.contains(message), "{name}: {errors}");
        assert_eq!(read_from(name), *read, "{name}: {errors}");
    }
    assert_eq!((read_from("good.txt"), code), (1, Some(1)));
    // Items without an id and a date: the same ids each time, and no entity grows.
    let feed: Vec<&Value> = records.iter().filter(|record| record["source"] == "bomb.xml").collect();
    assert_eq!((&feed[0]["id"], &feed[1]["id"]), (&"bomb.xml#1".into(), &"bomb.xml#3".into()));
    assert_eq!((&feed[0]["date"], &feed[0]["title"]), (&Value::Null, &"Putin &k;".into()));
}

#[test]
fn files_may_grow_and_vanish() {
    let folder = Folder::new();
    folder.file("gone.txt", "Putin left");
    folder.file("grows.jsonl", "{\"id\": \"a\", \"text\": \"Putin\"}\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    let command = command.current_dir(folder.0.path()).args(["tag", "-", "gone.txt", "grows.jsonl", "--flush"]);
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().expect("the tool");
    let mut stdin = child.stdin.take().expect("a pipe");
    // Once the first document is out, the files have been found and not yet opened.
    stdin.write_all(b"{\"id\": \"first\", \"text\": \"Putin\"}\n").expect("a reader");
    let mut stdout = child.stdout.take().expect("a pipe");
    let mut out = vec![0; 1];
    stdout.read_exact(&mut out).expect("a record");
    std::fs::remove_file(folder.0.path().join("gone.txt")).expect("a file");
    let mut file = std::fs::OpenOptions::new().append(true).open(folder.0.path().join("grows.jsonl")).expect("a file");
    file.write_all(b"{\"id\": \"b\", \"text\": \"Xi\"}\n{\"id\": \"c\", \"te").expect("a disk");
    let reader = std::thread::spawn(move || stdout.read_to_end(&mut out).map(|_| out).expect("records"));
    drop(stdin);
    let end = child.wait_with_output().expect("an end");
    let records = String::from_utf8(reader.join().expect("no panic")).expect("UTF-8");
    let ids: Vec<Value> = records.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(ids.iter().map(|record| &record["id"]).collect::<Vec<_>>(), ["first", "a", "b"]);
    let errors = String::from_utf8_lossy(&end.stderr);
    assert!(errors.contains("gone.txt: no such file or directory"), "{errors}");
    assert!(errors.contains("grows.jsonl:3: bad JSON at byte 15"), "{errors}");
    assert!(!errors.contains("it grew"), "not since it was opened: {errors}");
    assert_eq!(end.status.code(), Some(1));
}

/// The tool waits for the reader of its output, so the file is cut off while it is read.
#[test]
fn a_file_cut_off_while_it_is_read_is_told() {
    let folder = Folder::new();
    let line = |n: u32| format!("{{\"id\": \"{n}\", \"text\": \"{}\"}}\n", "no names here ".repeat(20));
    let records: String = (0..12_000).map(line).collect();
    let rows: String = (0..12_000).map(|n| format!("{n},{}\n", "no names here ".repeat(20))).collect();
    let files =
        [("a.jsonl", records.clone()), ("a.csv", format!("id,text\n{rows}")), ("a.txt", rows), ("a.lines", records)];
    for (name, content) in files {
        folder.file(name, &content);
        let format = if name == "a.lines" { "lines" } else { "auto" };
        let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
        command.current_dir(folder.0.path()).args(["tag", name, "--flush", "--with", "text", "--input-format", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the tool");
        let mut stdout = child.stdout.take().expect("a pipe");
        stdout.read_exact(&mut [0]).expect("a record");
        let file = std::fs::OpenOptions::new().write(true).open(folder.0.path().join(name)).expect("a file");
        file.set_len(1000).expect("a disk");
        let mut rest = Vec::new();
        stdout.read_to_end(&mut rest).expect("records");
        let end = child.wait_with_output().expect("an end");
        let errors = String::from_utf8_lossy(&end.stderr);
        assert!(errors.contains(&format!("diglot: {name}: cut off while it was read: ")), "{name}: {errors}");
        assert!(errors.contains(&format!("of its {} bytes were left", content.len())), "{name}: {errors}");
        assert_eq!(end.status.code(), Some(1), "{name}");
    }
}

#[test]
fn an_input_that_gave_nothing_but_faults_replaces_no_output() {
    let folder = Folder::new();
    folder.file("a.jsonl", "{\"text\": \"Putin\"}\n{\"text\": \"Xi\"}\n");
    folder.file("out.jsonl", "precious");
    folder.file("empty.jsonl", "");
    let kept = || std::fs::read_to_string(folder.0.path().join("out.jsonl")).expect("a file");
    let (_, errors, code) = folder.run(&["tag", "a.jsonl", "--text-field", "txt", "-o", "out.jsonl"]);
    assert_eq!((code, kept().as_str()), (Some(2), "precious"), "{errors}");
    let (_, errors, code) = folder.run(&["tag", "a.jsonl", "empty.jsonl", "--text-field", "txt", "-o", "out.jsonl"]);
    assert_eq!((code, kept().as_str()), (Some(1), ""), "an empty input was read: {errors}");
}

#[test]
fn the_commands_for_corpora_read_the_same_inputs() {
    let folder = Folder::new();
    folder.file("a.csv", "id,text,date\na,Putin left.,2024\nb,普京走了。,2024\nc,普京來了。,\n");
    let (hits, _, _) = folder.run(&["kwic", "--entity", "vladimir-putin", "a.csv", "--only", "zh"]);
    assert_eq!(hits.len(), 2, "{hits:?}");
    let (rows, told, code) = folder.run(&["freq", "--of", "entities", "a.csv", "--since", "2024"]);
    assert_eq!((&rows[0]["count"], code), (&Value::from(2), Some(0)));
    assert!(told.contains("1 document without a date left out"), "{told}");
}

#[test]
fn records_of_feeds_and_pages_always_have_a_text() {
    let folder = Folder::new();
    folder.file(
        "feed.xml",
        "<rss version='2.0'><channel><item><guid>1</guid><title>Putin</title></item></channel></rss>",
    );
    folder.file("page.html", "<html><title>Putin in Beijing</title><body></body></html>");
    let (records, errors, _) = folder.run(&["tag", "feed.xml", "page.html"]);
    assert_eq!(records.len(), 2, "{errors}");
    assert!(records.iter().all(|record| record["text"] == ""), "{records:?}");
}

#[test]
fn segmented_inputs_are_read_beside_the_others() {
    let folder = Folder::new();
    folder.file("a.txt", "普京 抵達 了 。\n");
    folder.file("b.conllu", "rubbish\n# newdoc id = n\n1\t普京\t_\n\n");
    let words = |record: &Value| -> Vec<String> {
        let tokens = record["tokens"].as_array().expect("tokens");
        tokens.iter().map(|token| token["text"].as_str().expect("a text").to_owned()).collect()
    };
    let (records, _, _) = folder.run(&["segment", "--input-format", "words", "a.txt"]);
    assert_eq!(words(&records[0]), ["普京", "抵達", "了", "。"]);
    let (records, told, code) = folder.run(&["segment", "a.txt", "b.conllu"]);
    assert_eq!(ids(&records), ["a.txt", "n"]);
    assert!(told.contains("b.conllu:1"), "{told}");
    assert_eq!(code, Some(1));
}
