//! `--format parquet`: mentions as rows of a file whose footer says where its columns are.

use std::io;

use diglot::write::{MentionRow, MentionTable};

use crate::destination::Encoder;
use crate::messages::Fatal;
use crate::output::Sink;

/// Mentions as rows of a Parquet file.
#[derive(Default)]
pub(crate) struct ParquetFile {
    table: Option<MentionTable>,
}

impl Encoder for ParquetFile {
    type Record = Vec<MentionRow>;

    fn bytes(records: &[Vec<MentionRow>]) -> usize {
        records.iter().map(|rows| rows.len() * size_of::<MentionRow>()).sum()
    }

    fn begin(&mut self, sink: &mut Sink) -> Result<(), Fatal> {
        let table = MentionTable::new().map_err(|error| told(sink, error))?;
        sink.write(&self.table.insert(table).take())
    }

    fn add(&mut self, records: Vec<Vec<MentionRow>>, sink: &mut Sink) -> Result<(), Fatal> {
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
