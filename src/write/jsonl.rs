//! JSON lines: one [`Record`] a line.

use std::io::{self, Write};

use super::{Format, Record, WriteOptions};
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;

/// JSON lines that show these layers.
#[derive(Clone, Copy, Debug)]
pub struct Jsonl(pub WriteOptions);

impl Format for Jsonl {
    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
        Record::new(analysis, gazetteer, &self.0).write_line(out)
    }
}
