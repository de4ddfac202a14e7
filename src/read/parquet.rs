//! Parquet: a file of flat columns comes in, a document a row goes out. A row group is decoded page by page, so memory
//! holds no more than a page of each column that is asked for.
//!
//! The crate that decodes asserts where a damaged file contradicts itself. Its panics are caught and become errors; what
//! a program's panic hook does with them is the program's affair. Hence the library's feature of its own.

use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::basic::{LogicalType, Repetition, TimeUnit, Type as Physical};
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use ::parquet::record::reader::RowIter;
use ::parquet::record::{Field, Row};
use ::parquet::schema::types::Type;
use bytes::Bytes;
use serde_json::{Number, Value};

use super::epoch::{day, moment};
use super::{Cause, Fields, Keep, Read, ReadError, RecordError, Records, Remedy};

/// Reads a document a row. Only the columns that `fields` names are read; nested columns are none of them.
pub struct ParquetRows {
    rows: RowIter<'static>,
    name: String,
    fields: Fields,
    /// The names of all flat columns.
    columns: Vec<String>,
    /// Columns of times in nanoseconds, which the reader gives as numbers.
    nanoseconds: Vec<String>,
    /// The largest text of a row in bytes.
    limit: usize,
    row: usize,
    ended: bool,
}

impl ParquetRows {
    /// The rows of a file.
    ///
    /// # Errors
    /// [`ReadError::Format`] if it is no Parquet, or has no column called as `fields` says.
    pub fn of_file(file: File, name: &str, fields: Fields, limit: usize) -> Result<Self, ReadError> {
        ParquetRows::new(file, name, fields, limit)
    }

    /// The rows of a file in memory.
    ///
    /// # Errors
    /// As [`ParquetRows::of_file`].
    pub fn of_bytes(bytes: Vec<u8>, name: &str, fields: Fields, limit: usize) -> Result<Self, ReadError> {
        ParquetRows::new(Bytes::from(bytes), name, fields, limit)
    }

    fn new<R: ChunkReader + 'static>(input: R, name: &str, fields: Fields, limit: usize) -> Result<Self, ReadError> {
        let Opened { rows, columns, nanoseconds } = caught(|| open(input, &fields)).map_err(|error| match error {
            Fault::Columns(cause) => ReadError::Format(cause),
            Fault::Parquet(what) => ReadError::Format(format!("no Parquet that can be read: {what}").into()),
        })?;
        Ok(ParquetRows { rows, name: name.to_owned(), fields, columns, nanoseconds, limit, row: 0, ended: false })
    }

    /// The names of the columns that can be read.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    fn document(&self, row: Row) -> Result<Read, Cause> {
        let value = |(name, field): (String, Field)| {
            let value = match field {
                Field::Long(nanos) if self.nanoseconds.contains(&name) => {
                    moment(nanos.div_euclid(1_000_000_000)).into()
                }
                field => value(field),
            };
            (name, value)
        };
        let record: Vec<(String, Value)> = row.into_columns().into_iter().map(value).collect();
        let bytes: usize = record.iter().filter_map(|(_, value)| value.as_str()).map(str::len).sum();
        if bytes > self.limit {
            return Err(super::line::too_long(bytes as u64, self.limit));
        }
        self.fields.document(&record.into_iter().collect(), &self.name, self.row)
    }
}

/// What is wrong with a file.
enum Fault {
    /// It lacks a column.
    Columns(Cause),
    /// It cannot be decoded.
    Parquet(String),
}

impl From<ParquetError> for Fault {
    /// What the reader says, without its own name before it.
    fn from(error: ParquetError) -> Self {
        let message = error.to_string();
        Fault::Parquet(message.split_once(": ").map_or(message.as_str(), |(_, what)| what).to_owned())
    }
}

/// Decodes; a panic of the reader is a fault of the file. After one, nothing is read on, so no state is left half changed.
fn caught<T>(decode: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(|_| Err(Fault::Parquet("it contradicts itself".to_owned())))
}

/// A file that was opened.
struct Opened {
    /// The rows with the columns that are asked for.
    rows: RowIter<'static>,
    /// All flat columns.
    columns: Vec<String>,
    /// Which of those asked for are times in nanoseconds.
    nanoseconds: Vec<String>,
}

fn open<R: ChunkReader + 'static>(input: R, fields: &Fields) -> Result<Opened, Fault> {
    let reader = SerializedFileReader::new(input)?;
    let schema = reader.metadata().file_metadata().schema();
    let flat = schema.get_fields().iter().filter(|column| is_flat(column));
    let all = flat.map(|column| column.name().to_owned()).collect();
    let columns = columns(schema, fields)?;
    let nanoseconds = columns.iter().filter(|column| is_nanoseconds(column));
    let nanoseconds = nanoseconds.map(|column| column.name().to_owned()).collect();
    let wanted = Type::group_type_builder(schema.name()).with_fields(columns).build()?;
    let rows = RowIter::from_file_into(Box::new(reader)).project(Some(wanted))?;
    Ok(Opened { rows, columns: all, nanoseconds })
}

impl Records for ParquetRows {
    fn next_record(&mut self) -> io::Result<Option<Result<Read, RecordError>>> {
        if self.ended {
            return Ok(None);
        }
        self.row += 1;
        match caught(|| self.rows.next().transpose().map_err(Fault::from)) {
            Ok(Some(row)) => Ok(Some(self.document(row).map_err(|cause| RecordError { line: self.row, cause }))),
            Ok(None) => Ok(None),
            Err(Fault::Columns(Cause { what, .. }) | Fault::Parquet(what)) => {
                self.ended = true;
                let message = match what.strip_prefix("Disabled feature at compile time: ") {
                    Some(packing) => {
                        format!("Parquet packed with {packing} is not read: write it with Snappy, gzip or Zstandard")
                    }
                    None => format!("the Parquet data is damaged at row {}: {what}", self.row),
                };
                Err(io::Error::new(io::ErrorKind::InvalidData, message))
            }
        }
    }
}

/// The flat columns that are asked for.
fn columns(schema: &Type, fields: &Fields) -> Result<Vec<std::sync::Arc<Type>>, Fault> {
    let flat = || schema.get_fields().iter().filter(|column| is_flat(column));
    if !flat().any(|column| fields.text.iter().any(|name| name == column.name())) {
        let names = flat().map(|column| column.name().to_owned()).collect();
        let what = format!("no column '{}'", fields.text.join("', '"));
        return Err(Fault::Columns(Cause::new(what, Remedy::Column(names))));
    }
    let wanted = |name: &str| match &fields.keep {
        Keep::All => true,
        Keep::Named(names) if names.iter().any(|kept| kept == name) => true,
        _ => fields.text.iter().any(|text| text == name) || fields.id == name || fields.date == name,
    };
    Ok(flat().filter(|column| wanted(column.name())).cloned().collect())
}

/// A column of one value a row, of a type that has a meaning for all writers.
fn is_flat(column: &Type) -> bool {
    column.is_primitive()
        && column.get_basic_info().has_repetition()
        && column.get_basic_info().repetition() != Repetition::REPEATED
        && column.get_physical_type() != Physical::INT96
}

/// A column of times in nanoseconds since 1970.
fn is_nanoseconds(column: &Type) -> bool {
    let kind = column.get_basic_info().logical_type_ref();
    matches!(kind, Some(LogicalType::Timestamp(time)) if time.unit == TimeUnit::NANOS)
}

/// A value as JSON; bytes that are no UTF-8 are none.
fn value(field: Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(value) => value.into(),
        Field::Byte(number) => number.into(),
        Field::Short(number) => number.into(),
        Field::Int(number) => number.into(),
        Field::Long(number) => number.into(),
        Field::UByte(number) => number.into(),
        Field::UShort(number) => number.into(),
        Field::UInt(number) => number.into(),
        Field::ULong(number) => number.into(),
        Field::Float(number) => Number::from_f64(number.into()).map_or(Value::Null, Value::Number),
        Field::Double(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
        Field::Str(text) => text.into(),
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).map_or(Value::Null, Value::from),
        Field::Date(days) => day(days.into()).into(),
        Field::TimestampMillis(millis) => moment(millis.div_euclid(1000)).into(),
        Field::TimestampMicros(micros) => moment(micros.div_euclid(1_000_000)).into(),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_parquet_is_told() {
        for bytes in [&b""[..], b"PAR1", b"PAR1\x00\x00\x00\x00PAR1", b"PAR1\xff\xff\xff\x7fPAR1"] {
            let error = ParquetRows::of_bytes(bytes.to_vec(), "x", Fields::default(), 1000).err().expect("no Parquet");
            assert!(error.to_string().starts_with("no Parquet that can be read"), "{error}");
        }
    }
}
