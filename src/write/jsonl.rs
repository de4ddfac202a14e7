//! JSON lines: one [`Record`] a line.

use std::io::{self, Write};

use super::{Record, WriteOptions};
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;

/// Writes one record and a line break.
///
/// # Errors
/// What `out` says.
pub fn write(
    out: &mut impl Write,
    analysis: &Analysis<'_>,
    gazetteer: &Gazetteer,
    options: &WriteOptions,
) -> io::Result<()> {
    Record::new(analysis, gazetteer, options).write_line(out)
}
