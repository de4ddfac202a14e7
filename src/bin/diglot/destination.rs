//! Where the records of a run go: one stream or file, or a folder of parts; and what makes a file of records.

use std::io::{self, Write};

use diglot::Gazetteer;
use diglot::write::Format;

use crate::args;
use crate::messages::{Fatal, Outcome};
use crate::output::Sink;
use crate::parts::{Opened, Parts, advised};
use crate::paths::Found;

/// Makes files of records, one after the other.
pub(crate) trait Encoder: Send {
    /// What a document becomes.
    type Record: Send;

    /// The bytes that records take in memory.
    fn bytes(records: &[Self::Record]) -> usize;

    /// Begins a file.
    fn begin(&mut self, sink: &mut Sink) -> Result<(), Fatal>;

    /// Adds records to it.
    fn add(&mut self, records: Vec<Self::Record>, sink: &mut Sink) -> Result<(), Fatal>;

    /// Ends it.
    fn end(&mut self, sink: &mut Sink) -> Result<(), Fatal>;
}

/// What is written of a document. It grows by pieces: one that moved to grow would take its memory twice.
#[derive(Default)]
pub(crate) struct Record(Vec<Vec<u8>>);

/// The largest piece of a record in bytes.
const PIECE: usize = 1 << 18;

impl Write for Record {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.last_mut().filter(|piece| piece.len() + bytes.len() <= PIECE) {
            Some(piece) => piece.extend_from_slice(bytes),
            None => self.0.push(bytes.to_vec()),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Records that stand between the head and the foot of a format.
pub(crate) struct Frame<'f> {
    pub(crate) format: &'f dyn Format,
    pub(crate) gazetteer: &'f Gazetteer,
}

impl Encoder for Frame<'_> {
    type Record = Record;

    fn bytes(records: &[Record]) -> usize {
        records.iter().flat_map(|record| &record.0).map(Vec::len).sum()
    }

    fn begin(&mut self, sink: &mut Sink) -> Result<(), Fatal> {
        sink.write(self.format.head(self.gazetteer).as_bytes())
    }

    fn add(&mut self, records: Vec<Record>, sink: &mut Sink) -> Result<(), Fatal> {
        records.iter().flat_map(|record| &record.0).try_for_each(|piece| sink.write(piece))
    }

    fn end(&mut self, sink: &mut Sink) -> Result<(), Fatal> {
        sink.write(self.format.foot(self.gazetteer).as_bytes())
    }
}

/// A stream or file, or parts.
enum Out {
    One(Sink),
    Parts(Box<Parts>),
}

/// A place for records, and what makes files of them.
pub(crate) struct Destination<E> {
    out: Out,
    encoder: E,
}

impl<E: Encoder> Destination<E> {
    /// What the arguments ask for; parts have the `ending`.
    pub(crate) fn open(
        output: &args::Output,
        batch: &args::Batch,
        ending: &'static str,
        inputs: &[Found],
        mut encoder: E,
    ) -> Result<Opened<Self>, Fatal> {
        let out = if let (Some(size), Some(folder)) = (batch.part_size, &output.output) {
            match Parts::open(folder, ending, size, inputs, batch.resume)? {
                Opened::Begun(parts) => Out::Parts(Box::new(parts)),
                Opened::Complete(end) => return Ok(Opened::Complete(end)),
            }
        } else if batch.part_size.is_some() {
            return Err(Fatal::usage("--part-size writes files into a folder: name it with --output DIR"));
        } else {
            let mut sink = Sink::open(output.output.as_deref())?;
            encoder.begin(&mut sink)?;
            Out::One(sink)
        };
        Ok(Opened::Begun(Destination { out, encoder }))
    }

    /// How many of the next records belong together, and whether they are there already.
    pub(crate) fn room(&self) -> (usize, bool) {
        match &self.out {
            Out::One(_) => (usize::MAX, false),
            Out::Parts(parts) => parts.room(),
        }
    }

    /// Passes over records that are there already.
    pub(crate) fn pass(&mut self, records: usize) {
        if let Out::Parts(parts) = &mut self.out {
            parts.pass(records);
        }
    }

    /// Writes records, no more than there is room for.
    pub(crate) fn write(&mut self, records: Vec<E::Record>) -> Result<(), Fatal> {
        match &mut self.out {
            Out::One(sink) => {
                self.encoder.add(records, sink)?;
                sink.flush()
            }
            Out::Parts(parts) => parts.write(records, &mut self.encoder).map_err(advised),
        }
    }

    /// Ends the output of a run that ended so; so many inputs and records `failed`.
    pub(crate) fn end(mut self, outcome: Outcome, failed: u64) -> Result<(), Fatal> {
        match self.out {
            Out::One(mut sink) => {
                self.encoder.end(&mut sink)?;
                sink.end(outcome)
            }
            Out::Parts(_) if outcome == Outcome::Nothing => Ok(()),
            Out::Parts(parts) => parts.finish(failed, &mut self.encoder).map_err(advised),
        }
    }
}
