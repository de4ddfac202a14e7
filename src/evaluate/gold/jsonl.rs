//! A JSON object a line: the project's own gold, and the records that diglot writes.

use serde::Deserialize;
use serde_json::Value;

use super::Rows;
use crate::evaluate::row::{Row, RowMention};
use crate::read::{RecordError, without_place};
use crate::text::OffsetUnit;

/// The rows of a file; `docs/eval.md` lists the fields. A line that is none is a fault.
pub fn jsonl(name: &str, text: &str) -> Rows {
    let mut out = Rows::default();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Record>(line) {
            Ok(record) => out.rows.push(record.row(|| format!("{name}:{number}"))),
            Err(error) => {
                let message = error.to_string();
                let what = without_place(&message);
                out.faults.push(RecordError {
                    line: number,
                    cause: format!("no row: {what} (byte {})", error.column()).into(),
                });
            }
        }
    }
    out
}

/// All that a row may hold.
#[derive(Deserialize)]
struct Record {
    id: Option<Value>,
    doc: Option<String>,
    sid: Option<String>,
    lang: Option<String>,
    cat: Option<String>,
    text: Option<String>,
    published: Option<String>,
    date: Option<String>,
    #[serde(default)]
    offset_unit: OffsetUnit,
    labels: Option<String>,
    spans: Option<Vec<Stretch>>,
    starts: Option<Vec<usize>>,
    sentences: Option<Vec<Place>>,
    words: Option<Vec<String>>,
    tokens: Option<Vec<Place>>,
    mentions: Option<Vec<Mention>>,
    #[serde(default)]
    optional: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Stretch {
    start: usize,
    end: usize,
    language: String,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
    kind: String,
    form: Option<String>,
    subkind: Option<String>,
    entity: Option<String>,
    #[serde(default)]
    nested: bool,
}

impl Record {
    fn row(self, place: impl FnOnce() -> String) -> Row {
        // One document in two languages is two.
        let in_language = |name: String| match &self.lang {
            Some(language) => format!("{name}|{language}"),
            None => name,
        };
        let own = match self.id {
            Some(Value::String(id)) => Some(id),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => self.sid.clone().map(in_language),
        };
        let date = self.published.or(self.date).and_then(|date| date.parse().ok());
        let starts = self.sentences.map(|all| all.iter().map(|sentence| sentence.start).collect());
        let places = |all: Vec<Place>| all.into_iter().map(|place| (place.start, place.end)).collect();
        Row {
            named: own.is_some(),
            id: own.unwrap_or_else(place),
            document: self.doc.map(in_language),
            group: self.cat.or_else(|| self.lang.clone()).unwrap_or_default(),
            parallel: self.sid,
            text: self.text,
            date,
            unit: self.offset_unit,
            labels: self.labels,
            spans: self.spans.map(|all| all.into_iter().map(|span| (span.start, span.end, span.language)).collect()),
            starts: self.starts.or(starts),
            words: self.words,
            tokens: self.tokens.map(places),
            tags: None,
            mentions: self
                .mentions
                .map(|all| all.into_iter().filter(|mention| !mention.nested).map(Mention::row).collect()),
            optional: self.optional.into_iter().map(|place| (place.start, place.end)).collect(),
        }
    }
}

impl Mention {
    fn row(self) -> RowMention {
        let Mention { start, end, kind, form, subkind, entity, .. } = self;
        RowMention { start, end, kind, sort: subkind.or(form), entity }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gold_and_records_are_read_alike() {
        let text = r#"{"doc": "d", "sid": "d#1", "lang": "en", "text": "Xi left", "mentions": [{"start": 0, "end": 2, "kind": "leader", "form": "-", "entity": "Xi Jinping"}]}
{"diglot": 1, "id": 7, "offset_unit": "byte", "sentences": [{"start": 0, "end": 4}], "tokens": [{"start": 0, "end": 3}], "mentions": [{"start": 0, "end": 3, "kind": "nation", "subkind": null, "form": "name", "entity": "x", "nested": true}]}

{"id": []
"#;
        let Rows { rows, faults } = jsonl("f", text);
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [4]);
        let [gold, record] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((gold.id.as_str(), gold.document.as_deref()), ("d#1|en", Some("d|en")));
        assert_eq!((record.id.as_str(), record.named, record.unit), ("7", true, OffsetUnit::Byte));
        assert_eq!(record.mentions.as_ref().map(Vec::len), Some(0));
        assert_eq!(record.starts, Some(vec![0]));
    }
}
