//! A JSON array of objects: what collectors save when they do not write JSON lines. Read whole.

use serde_json::value::RawValue;

use super::declared::replaced;
use super::json::Object;
use super::{Cause, Fields, Read, ReadError, RecordError};
use crate::text::{Encoding, decode};

/// Reads a JSON array of objects, a document each, as the lines of JSON lines are read. A record without an id is called
/// by its number, which also stands for the line in errors.
///
/// # Errors
/// [`ReadError::Decode`] if the bytes are no text, [`ReadError::Format`] if they are no array in JSON.
pub fn json_array_documents(
    name: &str,
    bytes: &[u8],
    encoding: Encoding,
    fields: &Fields,
) -> Result<Vec<Result<Read, RecordError>>, ReadError> {
    let decoded = decode(bytes, encoding)?;
    let records: Vec<&RawValue> = serde_json::from_str(&decoded.text)
        .map_err(|error| ReadError::Format(format!("no JSON array that can be read: {error}").into()))?;
    let record = |(number, record): (usize, &RawValue)| {
        let read = match serde_json::from_str::<Object<'_>>(record.get()) {
            Ok(record) => fields.document(&record.into(), name, number),
            Err(_) => Err(Cause::from("no JSON object")),
        };
        read.map_err(|cause| RecordError { line: number, cause: cause.at(format_args!("record {number}")) })
    };
    let mut records: Vec<Result<Read, RecordError>> = (1..).zip(records).map(record).collect();
    if let Some(Ok(first)) = records.iter_mut().find(|record| record.is_ok()) {
        first.warnings.splice(0..0, replaced(&decoded));
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

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
