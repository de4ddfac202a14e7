//! Parquet: one row a mention, with the columns of the tab-separated rows; what a mention has not is null.

use std::io;
use std::mem;
use std::sync::Arc;

use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;

use super::WriteOptions;
use super::mention::{MentionRow, Mentions};
use super::rim::Rim;
use super::table::{Column, Value};
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;

/// A row group has so many rows: some 20 MB in memory.
const GROUP: usize = 100_000;

/// The mentions of one document, column by column.
#[derive(Debug)]
pub struct MentionRows {
    columns: Vec<Values>,
    count: usize,
}

impl MentionRows {
    /// The number of mentions.
    pub fn count(&self) -> usize {
        self.count
    }
}

/// What rows have in a column.
#[derive(Debug)]
enum Values {
    Text(Vec<ByteArray>),
    /// What is there; and of each row, 1 where there is something, 0 where there is nothing.
    Optional(Vec<ByteArray>, Vec<i16>),
    Number(Vec<i64>),
    Flag(Vec<bool>),
}

/// The rows of the mentions of one document.
pub fn rows(analysis: &Analysis<'_>, gazetteer: &Gazetteer, options: &WriteOptions) -> MentionRows {
    let mentions = Mentions::new(analysis, gazetteer, Rim::new(analysis.document, options.offset_unit));
    let rows: Vec<MentionRow<'_>> = mentions.rows().collect();
    MentionRows {
        columns: MentionRow::COLUMNS.iter().map(|(_, value)| values(value, &rows)).collect(),
        count: rows.len(),
    }
}

fn values<R>(value: &Value<R>, rows: &[R]) -> Values {
    match value {
        Value::Text(of) => Values::Text(rows.iter().map(|row| of(row).as_ref().into()).collect()),
        Value::Optional(of) => Values::Optional(
            rows.iter().filter_map(|row| of(row).map(ByteArray::from)).collect(),
            rows.iter().map(|row| of(row).is_some().into()).collect(),
        ),
        Value::Number(of) => Values::Number(rows.iter().map(|row| of(row).try_into().unwrap_or(i64::MAX)).collect()),
        Value::Flag(of) => Values::Flag(rows.iter().map(of).collect()),
    }
}

/// The columns in Parquet's words.
fn schema() -> String {
    let column = |(name, value): &Column<MentionRow<'_>>| match value {
        Value::Text(_) => format!("REQUIRED BYTE_ARRAY {name} (UTF8);"),
        Value::Optional(_) => format!("OPTIONAL BYTE_ARRAY {name} (UTF8);"),
        Value::Number(_) => format!("REQUIRED INT64 {name};"),
        Value::Flag(_) => format!("REQUIRED BOOLEAN {name};"),
    };
    let columns: String = MentionRow::COLUMNS.iter().map(column).collect();
    format!("message mentions {{ {columns} }}")
}

/// A Parquet file of mentions in the making. What is ready of it is taken with [`MentionTable::take`].
///
/// ```
/// use diglot::write::{MentionTable, WriteOptions, mention_rows};
/// use diglot::{Document, PipelineBuilder};
///
/// let pipeline = PipelineBuilder::new().build();
/// let document = Document::new("a", "普京訪華");
/// let rows = mention_rows(&pipeline.analyze(&document), pipeline.gazetteer(), &WriteOptions::default());
/// let mut table = MentionTable::new()?;
/// table.add(rows)?;
/// assert!(table.finish()?.ends_with(b"PAR1"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct MentionTable {
    writer: SerializedFileWriter<Vec<u8>>,
    documents: Vec<MentionRows>,
    rows: usize,
}

impl MentionTable {
    /// A table without rows.
    ///
    /// # Errors
    /// What the writer says.
    pub fn new() -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(&schema()).map_err(failed)?);
        let level = ZstdLevel::try_new(3).map_err(failed)?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).map_err(failed)?;
        Ok(MentionTable { writer, documents: Vec::new(), rows: 0 })
    }

    /// Adds the rows of a document. They are held until there are enough for a row group.
    ///
    /// # Errors
    /// What the writer says.
    pub fn add(&mut self, rows: MentionRows) -> io::Result<()> {
        self.rows += rows.count;
        if rows.count > 0 {
            self.documents.push(rows);
        }
        if self.rows >= GROUP { self.group().map_err(failed) } else { Ok(()) }
    }

    /// The bytes of the file that are ready, without those that were taken before.
    pub fn take(&mut self) -> Vec<u8> {
        mem::take(self.writer.inner_mut())
    }

    /// The rest of the file.
    ///
    /// # Errors
    /// What the writer says.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        self.group().and_then(|()| self.writer.into_inner()).map_err(failed)
    }

    /// Writes the rows as a row group.
    fn group(&mut self) -> Result<(), ParquetError> {
        let documents = mem::take(&mut self.documents);
        if mem::take(&mut self.rows) == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for at in 0..MentionRow::COLUMNS.len() {
            let Some(mut column) = group.next_column()? else { break };
            for values in documents.iter().filter_map(|rows| rows.columns.get(at)) {
                match values {
                    Values::Text(texts) => column.typed::<ByteArrayType>().write_batch(texts, None, None),
                    Values::Optional(texts, there) => {
                        column.typed::<ByteArrayType>().write_batch(texts, Some(there), None)
                    }
                    Values::Number(numbers) => column.typed::<Int64Type>().write_batch(numbers, None, None),
                    Values::Flag(flags) => column.typed::<BoolType>().write_batch(flags, None, None),
                }?;
            }
            column.close()?;
        }
        group.close().map(drop)
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
