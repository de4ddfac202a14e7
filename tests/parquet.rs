//! Parquet in and out.
#![cfg(feature = "cli")]

use std::path::Path;
use std::sync::Arc;

use diglot::read::{Fields, Keep, ParquetRows, Records};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;

#[path = "support/tool.rs"]
mod tool;

fn diglot(folder: &Path, line: &str, input: Option<&str>) -> (Vec<u8>, String, Option<i32>) {
    let input = input.map_or(Vec::new(), |name| std::fs::read(folder.join(name)).expect("a file"));
    let output = tool::run(folder, &line.split(' ').collect::<Vec<_>>(), &input);
    (output.stdout, String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code())
}

fn records(out: &[u8]) -> Vec<Value> {
    let lines = std::str::from_utf8(out).expect("UTF-8").lines();
    lines.map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Two row groups of two rows, with a column of each sort that documents have, and one within another.
fn table() -> Vec<u8> {
    let schema = "message news { REQUIRED INT64 id; REQUIRED INT32 day (DATE); OPTIONAL BYTE_ARRAY text (UTF8);
        REQUIRED INT64 at (TIMESTAMP_MILLIS);
        REQUIRED INT64 exact (TIMESTAMP(NANOS, true)); REQUIRED GROUP more { REQUIRED BYTE_ARRAY desk (UTF8); } }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::default()).expect("a writer");
    for from in [1_i64, 3] {
        let mut group = writer.next_row_group().expect("a group");
        let ids = [from, from + 1];
        let mut column = group.next_column().expect("a column").expect("id");
        column.typed::<Int64Type>().write_batch(&ids, None, None).expect("ids");
        column.close().expect("a column");
        let mut column = group.next_column().expect("a column").expect("day");
        column.typed::<Int32Type>().write_batch(&[19_852, 19_853], None, None).expect("days");
        column.close().expect("a column");
        let mut column = group.next_column().expect("a column").expect("text");
        let text = ByteArray::from("普京 met Xi Jinping");
        column.typed::<ByteArrayType>().write_batch(&[text], Some(&[1, 0]), None).expect("texts");
        column.close().expect("a column");
        let mut column = group.next_column().expect("a column").expect("at");
        column.typed::<Int64Type>().write_batch(&[1_715_241_600_123, 0], None, None).expect("times");
        column.close().expect("a column");
        let mut column = group.next_column().expect("a column").expect("exact");
        column.typed::<Int64Type>().write_batch(&[1_715_241_601_000_000_005, 0], None, None).expect("times");
        column.close().expect("a column");
        let mut column = group.next_column().expect("a column").expect("more.desk");
        column.typed::<ByteArrayType>().write_batch(&["a", "b"].map(ByteArray::from), None, None).expect("desks");
        column.close().expect("a column");
        group.close().expect("a group");
    }
    writer.into_inner().expect("a file")
}

#[test]
fn rows_are_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = table();
    std::fs::write(folder.path().join("news.parquet"), &table).expect("a file");
    std::fs::write(folder.path().join("news.zst"), zstd::encode_all(&table[..], 1).expect("memory")).expect("a file");
    let line = "tag --date-field day --keep all";
    let (out, told, code) = diglot(folder.path(), &format!("{line} news.parquet"), None);
    let found = records(&out);
    assert_eq!((found.len(), code), (2, Some(1)), "{told}");
    assert!(told.contains("news.parquet:2: no text in the field 'text'"), "{told}");
    assert!(told.contains("news.parquet:4: no text in the field 'text'"), "{told}");
    assert_eq!((&found[1]["id"], &found[1]["date"]), (&"3".into(), &"2024-05-09".into()));
    assert_eq!(found[1]["fields"], serde_json::json!({"at": "2024-05-09T08:00:00Z", "exact": "2024-05-09T08:00:01Z"}));
    assert_eq!(found[1]["mentions"].as_array().map(Vec::len), Some(2));
    // From a pipe, and packed, it is read into memory.
    for input in [Some("news.parquet"), Some("news.zst")] {
        let (out, told, _) = diglot(folder.path(), line, input);
        assert_eq!(records(&out).len(), 2, "{told}");
    }
}

#[test]
fn bad_tables_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = table();
    let mut damaged = table.clone();
    // The pages, not the footer.
    damaged[4..60].fill(0xff);
    std::fs::write(folder.path().join("damaged.parquet"), damaged).expect("a file");
    std::fs::write(folder.path().join("cut.parquet"), &table[..table.len() / 2]).expect("a file");
    std::fs::write(folder.path().join("good.parquet"), &table).expect("a file");
    let (out, told, code) = diglot(folder.path(), "tag damaged.parquet cut.parquet good.parquet", None);
    assert_eq!((records(&out).len(), code), (2, Some(1)), "{told}");
    assert!(told.contains("damaged.parquet: the Parquet data is damaged at row 1: "), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    assert!(told.contains("cut.parquet: no Parquet that can be read: "), "{told}");
    let (_, told, code) = diglot(folder.path(), "tag good.parquet --text-field body", None);
    assert!(told.contains("no column 'body': choose one of id, day, text, at, exact with --text-field"), "{told}");
    assert_eq!(code, Some(2));
    let (_, told, code) = diglot(folder.path(), "tag good.parquet --keep day,desk", None);
    assert!(
        told.contains("no column 'desk' in the header: choose one of id, day, text, at, exact with --keep"),
        "{told}"
    );
    assert_eq!(code, Some(2));
}

/// The reader asserts where a file contradicts itself; no panic of it comes out.
#[test]
fn any_damaged_byte_is_told_or_harmless() {
    let table = table();
    let (mut told, mut harmless) = (0, 0);
    for at in 0..table.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut damaged = table.clone();
            damaged[at] ^= flip;
            let fields = Fields { keep: Keep::All, ..Fields::default() };
            let Ok(mut rows) = ParquetRows::of_bytes(damaged, "t", fields, 1000) else {
                told += 1;
                continue;
            };
            // A count of rows may have become large.
            let mut ends = (0..100).map(|_| rows.next_record());
            let end = ends.find(|record| !matches!(record, Ok(Some(_))));
            if matches!(end, Some(Err(_))) { told += 1 } else { harmless += 1 }
        }
    }
    assert!(told > 100 && harmless > 100, "{told} told, {harmless} harmless");
}

#[test]
fn mentions_are_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = |n: u32| format!("{{\"id\": \"{n}\", \"text\": \"Putin met 習近平 of 中國.\"}}\n");
    std::fs::write(folder.path().join("a.jsonl"), (0..5).map(line).collect::<String>()).expect("a file");
    let tag = "tag a.jsonl --format parquet --output";
    assert_eq!(diglot(folder.path(), &format!("{tag} m.parquet"), None).2, Some(0));
    let read = "tag --text-field text --id-field entity --keep all";
    let (out, told, _) = diglot(folder.path(), &format!("{read} m.parquet"), None);
    let found = records(&out);
    assert_eq!(found.len(), 15, "{told}");
    assert_eq!(found[1]["id"], "xi-jinping");
    let fields = serde_json::json!({
        "document": "0", "start": 10, "end": 13, "kind": "leader", "subkind": null, "form": "name",
        "name_en": "Xi Jinping", "name_zh": "习近平", "wikidata": "Q15031", "country": "CN", "evidence": "name",
        "field": null, "furniture": false,
    });
    assert_eq!(found[1]["fields"], fields);
    assert_eq!(diglot(folder.path(), &format!("{tag} parts --part-size 2"), None).2, Some(0));
    let (out, told, _) = diglot(folder.path(), &format!("{read} parts"), None);
    assert_eq!(records(&out).len(), 15, "{told}");
    // Standard output is a file too, and a file without rows is one.
    let (out, _, _) = diglot(folder.path(), "tag --format parquet", None);
    assert!(out.starts_with(b"PAR1") && out.ends_with(b"PAR1"));
}
