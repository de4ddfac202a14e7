//! Where the records of a run go: one stream or file, or a folder of parts; and what stands around them.

use crate::args;
use crate::messages::Fatal;
use crate::output::Sink;
use crate::parts::{Opened, Parts};
use crate::paths::Found;

/// What stands before and behind the records of a file, such as the header of a table.
pub(crate) struct Frame<'f> {
    pub(crate) head: Vec<u8>,
    pub(crate) foot: &'f (dyn Fn() -> String + Sync),
}

/// A stream, a file, or parts.
pub(crate) enum Destination<'f> {
    One(Sink, &'f Frame<'f>),
    Parts(Parts, &'f Frame<'f>),
}

impl<'f> Destination<'f> {
    /// What the arguments ask for; records are called by `ending` in a folder of parts.
    pub(crate) fn open(
        output: &args::Output,
        batch: &args::Batch,
        ending: &'static str,
        inputs: &[Found],
        frame: &'f Frame<'f>,
    ) -> Result<Opened<Self>, Fatal> {
        let (Some(size), Some(folder)) = (batch.part_size, &output.output) else {
            let mut sink = Sink::open(output.output.as_deref())?;
            sink.write(&frame.head)?;
            return Ok(Opened::Begun(Destination::One(sink, frame)));
        };
        Ok(match Parts::open(folder, ending, size, inputs, batch.resume)? {
            Opened::Begun(parts) => Opened::Begun(Destination::Parts(parts, frame)),
            Opened::Complete(end) => Opened::Complete(end),
        })
    }

    /// How many of the next records belong together, and whether they are there already.
    pub(crate) fn room(&self) -> (usize, bool) {
        match self {
            Destination::One(..) => (usize::MAX, false),
            Destination::Parts(parts, _) => parts.room(),
        }
    }

    /// Passes over records that are there already.
    pub(crate) fn pass(&mut self, records: usize) {
        if let Destination::Parts(parts, _) = self {
            parts.pass(records);
        }
    }

    /// Writes records, no more than there is room for.
    pub(crate) fn write(&mut self, records: &[Vec<u8>]) -> Result<(), Fatal> {
        match self {
            Destination::One(sink, _) => {
                records.iter().try_for_each(|record| sink.write(record))?;
                sink.flush()
            }
            Destination::Parts(parts, frame) => parts.write(records, &frame.head, frame.foot),
        }
    }

    /// Ends the output; so many inputs and records `failed`.
    pub(crate) fn finish(self, failed: u64) -> Result<(), Fatal> {
        match self {
            Destination::One(mut sink, frame) => {
                sink.write((frame.foot)().as_bytes())?;
                sink.finish()
            }
            Destination::Parts(parts, frame) => parts.finish(failed, frame.foot),
        }
    }
}
