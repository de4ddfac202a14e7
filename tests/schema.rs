//! The wire format: what the writer writes, what `docs/record.schema.json` allows and what `docs/format.md` tells are one.

mod support;

use std::path::Path;
use std::sync::LazyLock;

use diglot::corpus::concordance;
use diglot::resolve::Code;
use diglot::text::OffsetUnit;
use diglot::write::{Format, Jsonl, TsvEntities, TsvMentions, TsvTokens, WriteOptions};
use diglot::{Document, Layers, Pipeline, PipelineBuilder};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::PIPELINE;
use support::invariants::UNITS;
use support::mixture::mixture;

fn docs(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&docs("record.schema.json")).expect("the schema is JSON"));

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| jsonschema::validator_for(&SCHEMA).expect("a schema"));

/// All that `tag --with spans,sentences,tokens,text --explain --nested --pos` shows.
const ALL: WriteOptions = WriteOptions {
    offset_unit: OffsetUnit::Char,
    spans: true,
    sentences: true,
    tokens: true,
    mentions: true,
    refused: true,
    text: true,
    pinyin: true,
    summary: false,
};

/// What `segment` shows.
const SEGMENT: WriteOptions = WriteOptions { mentions: false, refused: false, text: false, ..ALL };

fn record(pipeline: &Pipeline, document: &Document, options: &WriteOptions) -> Value {
    let mut line = Vec::new();
    Jsonl(*options).write(&mut line, &pipeline.analyze(document), pipeline.gazetteer()).expect("memory takes it");
    assert_eq!(line.iter().filter(|&&byte| byte == b'\n').count(), 1, "a record is one line");
    serde_json::from_slice(&line).expect("a record is JSON")
}

#[track_caller]
fn assert_valid(record: &Value) {
    let errors: Vec<String> =
        VALIDATOR.iter_errors(record).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// A page with all that a record can hold: a date, both languages, nested mentions, refused candidates, organs.
fn page() -> Document {
    let page = include_str!("golden/page.txt");
    Document::new("page", format!("{page}\nThe Bank of China; 喺香港嘅人，冇嘢。 斐济外交部"))
        .with_source("golden/page.txt")
}

#[test]
fn records_of_a_page_are_valid_in_every_unit() {
    let document = page().with_date("2025-09-02T21:40:00+08:00".parse().expect("a date"));
    for offset_unit in UNITS {
        let record = record(&PIPELINE, &document, &WriteOptions { offset_unit, ..ALL });
        assert_valid(&record);
        assert_eq!(record["offset_unit"], offset_unit.as_str());
        let full = |layer: &str| record[layer].as_array().is_some_and(|items| !items.is_empty());
        let layers = ["spans", "sentences", "tokens", "mentions", "refused"];
        assert!(layers.into_iter().all(full), "the page shows every layer");
    }
}

#[test]
fn segment_records_are_valid() {
    let pipeline = PipelineBuilder::new().layers(Layers::SEGMENT).build();
    for offset_unit in UNITS {
        let record = record(&pipeline, &page(), &WriteOptions { offset_unit, ..SEGMENT });
        assert_valid(&record);
        assert!(record.get("mentions").is_none() && record.get("refused").is_none() && record.get("text").is_none());
    }
}

#[test]
fn an_empty_text_is_a_record() {
    let record = record(&PIPELINE, &Document::from(""), &ALL);
    assert_valid(&record);
    assert_eq!(record["mentions"], json!([]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn records_of_any_text_are_valid(text in mixture(), unit in 0..UNITS.len()) {
        assert_valid(&record(&PIPELINE, &Document::from(text), &WriteOptions { offset_unit: UNITS[unit], ..ALL }));
    }
}

/// The schema lists the reasons: those for a candidate as evidence, those against it with refused ones.
#[test]
fn the_schema_knows_every_reason() {
    let valid = record(&PIPELINE, &page(), &ALL);
    let allowed = |code: &&Code| {
        let mut record = valid.clone();
        let place = if code.speaks_for() { "/mentions/0/evidence/0" } else { "/refused/0/reason" };
        *record.pointer_mut(place).expect("the page has both") = json!(code.as_str());
        VALIDATOR.is_valid(&record)
    };
    let missing: Vec<&str> = Code::ALL.iter().filter(|code| !allowed(code)).map(|code| code.as_str()).collect();
    assert!(missing.is_empty(), "docs/record.schema.json does not allow {missing:?}");
}

/// Changes to a valid record that the schema must refuse: a schema that allows everything says nothing.
#[test]
fn the_schema_refuses() {
    let valid = record(&PIPELINE, &page(), &ALL);
    let cases: [(&str, Value, &str); 10] = [
        ("/diglot", json!(2), "another version"),
        ("/id", json!(7), "an id that is a number"),
        ("/offset_unit", json!("chars"), "a unit that does not exist"),
        ("/script", json!("latin"), "a script that is no code"),
        ("/language/main", json!("English"), "a language that is no code"),
        ("/spans/0/start", json!(-1), "an offset before the text"),
        ("/tokens/0/end", json!("5"), "an offset that is a string"),
        ("/mentions/0/kind", json!("person"), "a kind that does not exist"),
        ("/mentions/0/form", json!("alias"), "a form that does not exist"),
        ("/mentions/0/evidence", json!("name"), "evidence that is no list"),
    ];
    for (place, value, why) in cases {
        let mut record = valid.clone();
        *record.pointer_mut(place).unwrap_or_else(|| panic!("{place} is there")) = value;
        assert!(!VALIDATOR.is_valid(&record), "{why}");
    }
    for field in ["diglot", "id", "offset_unit", "language", "script", "gazetteer"] {
        let mut record = valid.clone();
        record.as_object_mut().expect("an object").remove(field);
        assert!(!VALIDATOR.is_valid(&record), "a record without {field}");
    }
}

/// Every field of the schema stands in the tables of the document.
#[test]
fn every_field_is_documented() {
    let text = docs("format.md");
    let mut fields = Vec::new();
    collect_fields(&SCHEMA, &mut fields);
    assert!(fields.len() > 20, "the schema names its fields");
    let missing: Vec<&String> = fields.iter().filter(|field| !text.contains(&format!("`{field}`"))).collect();
    assert!(missing.is_empty(), "docs/format.md says nothing of {missing:?}");
}

/// The columns of a table are those that its section of `docs/format.md` lists, in this order.
#[test]
fn every_column_is_documented_in_its_place() {
    let text = docs("format.md");
    let tables = [
        ("Mentions: tag", TsvMentions(OffsetUnit::Char).head(PIPELINE.gazetteer())),
        ("Tokens: segment", TsvTokens(OffsetUnit::Char).head(PIPELINE.gazetteer())),
        ("Entities: tag with --summary", TsvEntities(OffsetUnit::Char).head(PIPELINE.gazetteer())),
        ("Hits: kwic", concordance::LINE_HEADER.to_owned()),
    ];
    for (title, header) in tables {
        let (_, section) = text.split_once(&format!("\n## {title}\n")).unwrap_or_else(|| panic!("no section {title}"));
        let rows = section.lines().skip_while(|line| !line.starts_with("| ---")).skip(1);
        let first_cells = rows.map_while(|row| row.strip_prefix("| ")?.split(" |").next());
        let documented: Vec<&str> =
            first_cells.flat_map(|cell| cell.split(", ")).map(|name| name.trim_matches('`')).collect();
        assert_eq!(documented, header.trim_end().split('\t').collect::<Vec<_>>(), "{title}");
    }
}

fn collect_fields(schema: &Value, out: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                out.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| collect_fields(value, out));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_fields(item, out)),
        _ => {}
    }
}
