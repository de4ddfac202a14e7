//! A JSON array of objects: what collectors save when they do not write JSON lines. Read whole; of one that is cut off or
//! damaged what comes before counts.

use serde::de::DeserializeSeed;
use serde_json::value::RawValue;

use super::declared::replaced;
use super::elements::Elements;
use super::json::Object;
use super::{Cause, Fields, Read, ReadError, RecordError};
use crate::text::{Encoding, decode};

/// Reads a JSON array of objects, a document each, as the lines of JSON lines are read. A record without an id is called
/// by its number, which also stands for the line in errors. Where the array breaks off, that is the last error.
///
/// # Errors
/// [`ReadError::Decode`] if the bytes are no text, [`ReadError::Format`] if they are no array in JSON, or one that breaks off
/// in its first record.
pub fn json_array_documents(
    name: &str,
    bytes: &[u8],
    encoding: Encoding,
    fields: &Fields,
) -> Result<Vec<Result<Read, RecordError>>, ReadError> {
    let decoded = decode(bytes, encoding)?;
    let mut records = Vec::new();
    let mut json = serde_json::Deserializer::from_str(&decoded.text);
    let end = Elements(&mut records).deserialize(&mut json).and_then(|()| json.end());
    let fault = match end {
        Err(error) if records.is_empty() => {
            return Err(ReadError::Format(format!("no JSON array that can be read: {error}").into()));
        }
        end => end.err(),
    };
    let behind = records.len() + 1;
    let record = |(number, record): (usize, &RawValue)| {
        let read = match serde_json::from_str::<Object<'_>>(record.get()) {
            Ok(record) => fields.document(&record.into(), name, number),
            Err(_) => Err(Cause::from("no JSON object")),
        };
        read.map_err(|cause| RecordError { line: number, cause: cause.at(format_args!("record {number}")) })
    };
    let fault = fault.map(|error| {
        let what = format!("the array breaks off behind record {}: {error}", behind - 1);
        Err(RecordError { line: behind, cause: what.into() })
    });
    let mut records: Vec<Result<Read, RecordError>> = (1..).zip(records).map(record).chain(fault).collect();
    if let Some(Ok(first)) = records.iter_mut().find(|record| record.is_ok()) {
        first.warnings.splice(0..0, replaced(&decoded));
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_array_that_breaks_off_the_records_before_count() {
        let fields = Fields::default();
        for (json, fault) in [
            (r#"[{"text": "a"}, {"text": "b"}, {"te"#, "EOF while parsing a string at line 1 column 35"),
            (r#"[{"text": "a"}, {"text": "b"}, x]"#, "expected value at line 1 column 32"),
            (r#"[{"text": "a"}, {"text": "b"}] {}"#, "trailing characters at line 1 column 32"),
        ] {
            let records = json_array_documents("f", json.as_bytes(), Encoding::Auto, &fields).expect("an array");
            let [Ok(_), Ok(_), Err(error)] = records.as_slice() else { panic!("{records:?}") };
            assert_eq!(error.cause.to_string(), format!("the array breaks off behind record 2: {fault}"));
        }
        assert!(json_array_documents("f", b"[{\"te", Encoding::Auto, &fields).is_err());
    }

    #[test]
    fn objects_are_documents() {
        let json = r#"[{"id": 1, "text": "普京"}, {"text": "b"}, 3, {"id": "x"}]"#;
        let records = json_array_documents("f", json.as_bytes(), Encoding::Auto, &Fields::default()).expect("an array");
        let rows: Vec<String> = records
            .into_iter()
            .map(|record| record.map_or_else(|error| format!("! {}", error.cause), |read| read.document.id))
            .collect();
        assert_eq!(rows[..3], ["1", "f:2", "! record 3: no JSON object"]);
        assert!(rows[3].starts_with("! record 4: no text in the field 'text'"), "{}", rows[3]);
    }
}
