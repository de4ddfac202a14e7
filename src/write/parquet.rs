//! Parquet: one row a mention, with the columns of the tab-separated rows; what a mention has not is null.

use std::io;
use std::mem;
use std::sync::Arc;

use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::parser::parse_message_type;

use super::WriteOptions;
use super::rim::Rim;
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;

/// The columns. Offsets are in the unit that the options ask for.
const SCHEMA: &str = "message mentions {
    REQUIRED BYTE_ARRAY document (UTF8);
    REQUIRED INT64 start;
    REQUIRED INT64 end;
    REQUIRED BYTE_ARRAY text (UTF8);
    REQUIRED BYTE_ARRAY kind (UTF8);
    OPTIONAL BYTE_ARRAY subkind (UTF8);
    REQUIRED BYTE_ARRAY entity (UTF8);
    REQUIRED BYTE_ARRAY form (UTF8);
    OPTIONAL BYTE_ARRAY name_en (UTF8);
    OPTIONAL BYTE_ARRAY name_zh (UTF8);
    OPTIONAL BYTE_ARRAY wikidata (UTF8);
    OPTIONAL BYTE_ARRAY country (UTF8);
    REQUIRED BYTE_ARRAY evidence (UTF8);
    OPTIONAL BYTE_ARRAY field (UTF8);
    REQUIRED BOOLEAN furniture;
}";

/// A row group has so many rows: some 20 MB in memory.
const GROUP: usize = 100_000;

/// A row of the table.
#[derive(Clone, Debug, Default)]
pub struct MentionRow {
    document: String,
    start: i64,
    end: i64,
    text: String,
    kind: &'static str,
    subkind: Option<&'static str>,
    entity: String,
    form: &'static str,
    name_en: Option<String>,
    name_zh: Option<String>,
    wikidata: Option<String>,
    country: Option<String>,
    evidence: String,
    field: Option<String>,
    furniture: bool,
}

/// The rows of the mentions of one document.
pub fn rows(analysis: &Analysis<'_>, gazetteer: &Gazetteer, options: &WriteOptions) -> Vec<MentionRow> {
    let document = analysis.document;
    let rim = Rim::new(document, options.offset_unit);
    let row = |mention: &crate::Mention| {
        let (entity, place) = (gazetteer.describe(mention.referent)?.into_owned(), rim.at(mention.span)?);
        let evidence: Vec<String> = mention.evidence.iter().map(ToString::to_string).collect();
        Some(MentionRow {
            document: document.id.clone(),
            start: i64::try_from(place.start).ok()?,
            end: i64::try_from(place.end).ok()?,
            text: mention.span.of(&document.text).to_owned(),
            kind: mention.kind.as_str(),
            subkind: mention.subkind.map(|subkind| subkind.as_str()),
            entity: entity.id,
            form: mention.form.as_str(),
            name_en: entity.name.en,
            name_zh: entity.name.zh_hans,
            wikidata: entity.wikidata,
            country: entity.country,
            evidence: evidence.join("; "),
            field: place.field.map(str::to_owned),
            furniture: rim.in_furniture(mention.span),
        })
    };
    analysis.mentions.iter().filter_map(row).collect()
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
    rows: Vec<MentionRow>,
}

impl MentionTable {
    /// A table without rows.
    ///
    /// # Errors
    /// What the writer says.
    pub fn new() -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(SCHEMA).map_err(failed)?);
        let level = ZstdLevel::try_new(3).map_err(failed)?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).map_err(failed)?;
        Ok(MentionTable { writer, rows: Vec::new() })
    }

    /// Adds rows. They are held until there are enough for a row group.
    ///
    /// # Errors
    /// What the writer says.
    pub fn add(&mut self, rows: Vec<MentionRow>) -> io::Result<()> {
        self.rows.extend(rows);
        if self.rows.len() >= GROUP { self.group().map_err(failed) } else { Ok(()) }
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

    /// Writes the rows as a row group, its columns in the order of the schema.
    fn group(&mut self) -> Result<(), ParquetError> {
        let rows = mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        let mut columns = Columns { group: &mut group, rows: &rows };
        columns.text(|row| &row.document)?;
        columns.number(|row| row.start)?;
        columns.number(|row| row.end)?;
        columns.text(|row| &row.text)?;
        columns.text(|row| row.kind)?;
        columns.text_or_null(|row| row.subkind)?;
        columns.text(|row| &row.entity)?;
        columns.text(|row| row.form)?;
        columns.text_or_null(|row| row.name_en.as_deref())?;
        columns.text_or_null(|row| row.name_zh.as_deref())?;
        columns.text_or_null(|row| row.wikidata.as_deref())?;
        columns.text_or_null(|row| row.country.as_deref())?;
        columns.text(|row| &row.evidence)?;
        columns.text_or_null(|row| row.field.as_deref())?;
        columns.truth(|row| row.furniture)?;
        group.close().map(drop)
    }
}

/// The columns of a row group, written one after the other.
struct Columns<'a, 'w> {
    group: &'a mut SerializedRowGroupWriter<'w, Vec<u8>>,
    rows: &'a [MentionRow],
}

impl<'a> Columns<'a, '_> {
    fn text(&mut self, value: impl Fn(&'a MentionRow) -> &'a str) -> Result<(), ParquetError> {
        let values: Vec<ByteArray> = self.rows.iter().map(|row| ByteArray::from(value(row))).collect();
        self.write::<ByteArrayType>(&values, None)
    }

    fn text_or_null(&mut self, value: impl Fn(&'a MentionRow) -> Option<&'a str>) -> Result<(), ParquetError> {
        let values: Vec<ByteArray> = self.rows.iter().filter_map(|row| value(row).map(ByteArray::from)).collect();
        // 1 where there is a value, 0 where there is none.
        let there: Vec<i16> = self.rows.iter().map(|row| i16::from(value(row).is_some())).collect();
        self.write::<ByteArrayType>(&values, Some(&there))
    }

    fn number(&mut self, value: impl Fn(&'a MentionRow) -> i64) -> Result<(), ParquetError> {
        let values: Vec<i64> = self.rows.iter().map(value).collect();
        self.write::<Int64Type>(&values, None)
    }

    fn truth(&mut self, value: impl Fn(&'a MentionRow) -> bool) -> Result<(), ParquetError> {
        let values: Vec<bool> = self.rows.iter().map(value).collect();
        self.write::<BoolType>(&values, None)
    }

    fn write<T: DataType>(&mut self, values: &[T::T], there: Option<&[i16]>) -> Result<(), ParquetError> {
        let Some(mut column) = self.group.next_column()? else {
            return Err(ParquetError::General("more columns than the schema has".to_owned()));
        };
        column.typed::<T>().write_batch(values, there, None)?;
        column.close()
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
