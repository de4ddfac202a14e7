//! `--format parquet`: mentions as rows of a file whose footer says where its columns are.

use std::io;

use diglot::write::{MentionRows, MentionTable};

use crate::destination::Encoder;
use crate::messages::Fatal;
use crate::output::Sink;

/// The bytes that a row takes in memory, about.
const ROW: usize = 512;

/// Mentions as rows of a Parquet file.
#[derive(Default)]
pub(crate) struct ParquetFile {
    table: Option<MentionTable>,
}

impl Encoder for ParquetFile {
    type Record = MentionRows;

    fn bytes(records: &[MentionRows]) -> usize {
        records.iter().map(|rows| rows.count() * ROW).sum()
    }

    fn begin(&mut self, sink: &mut Sink) -> Result<(), Fatal> {
        let table = MentionTable::new().map_err(|error| told(sink, error))?;
        sink.write(&self.table.insert(table).take())
    }

    fn add(&mut self, records: Vec<MentionRows>, sink: &mut Sink) -> Result<(), Fatal> {
        let Some(table) = &mut self.table else { return Ok(()) };
        for rows in records {
            table.add(rows).map_err(|error| told(sink, error))?;
        }
        sink.write(&table.take())
    }

    fn end(&mut self, sink: &mut Sink) -> Result<(), Fatal> {
        let Some(table) = self.table.take() else { return Ok(()) };
        let rest = table.finish().map_err(|error| told(sink, error))?;
        sink.write(&rest)
    }
}

fn told(sink: &Sink, error: io::Error) -> Fatal {
    Fatal::write(sink.place(), error)
}
