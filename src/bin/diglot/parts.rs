//! `--part-size`: records into a folder of parts, each of which is there whole or not at all, so that a run that was
//! killed can go on where it was (`--resume`).

use std::fs;
use std::path::{Path, PathBuf};

use crate::destination::Encoder;
use crate::manifest::{End, Manifest};
use crate::messages::{self, Fatal};
use crate::numbers::plural;
use crate::output::{PART_TEMPORARY, Sink};
use crate::paths::Found;

/// The names of parts begin so; a number and the format's ending follow.
const PREFIX: &str = "part-";

/// The folder of parts, and the part that comes next.
pub(crate) struct Parts {
    folder: PathBuf,
    ending: &'static str,
    size: usize,
    manifest: Manifest,
    /// The part that the next record belongs to, from 1.
    number: usize,
    /// Records of this part so far.
    records: usize,
    /// Whether an earlier run has written this part.
    is_there: bool,
    /// The part being written.
    sink: Option<Sink>,
}

/// A place for records as it was found.
pub(crate) enum Opened<T> {
    /// There is something to write.
    Begun(T),
    /// An earlier run has written all.
    Complete(End),
}

impl Parts {
    /// A folder for parts of `size` records. A folder that an earlier run has begun is gone on with where `resume` says so
    /// and inputs and options are the same.
    pub(crate) fn open(
        folder: &Path,
        ending: &'static str,
        size: usize,
        inputs: &[Found],
        resume: bool,
    ) -> Result<Opened<Self>, Fatal> {
        if resume && inputs.iter().flatten().any(|path| path == Path::new("-")) {
            return Err(Fatal::usage("--resume: standard input cannot be read a second time: name files"));
        }
        fs::create_dir_all(folder).map_err(|error| Fatal::write(folder.display(), error))?;
        let manifest = Manifest::of_run(inputs);
        let begun = match Manifest::load(folder)? {
            Some(_) if !resume => {
                return Err(Fatal::usage(format!(
                    "--output {}: an earlier run has begun this folder: go on with --resume, or name another folder",
                    folder.display()
                )));
            }
            Some(earlier) => match earlier.changed(&manifest) {
                Some(what) => {
                    return Err(Fatal::usage(format!(
                        "--resume: {} was begun {what}: run it as before, or name another folder",
                        folder.display()
                    )));
                }
                None => earlier,
            },
            None => {
                refuse_strangers(folder)?;
                manifest.save(folder)?;
                manifest
            }
        };
        let mut parts = Parts {
            folder: folder.to_owned(),
            ending,
            size,
            manifest: begun,
            number: 1,
            records: 0,
            is_there: false,
            sink: None,
        };
        if let Some(end) = parts.manifest.end.filter(|end| (1..=end.parts).all(|number| parts.path(number).exists())) {
            return Ok(Opened::Complete(end));
        }
        remove_leftovers(folder);
        parts.is_there = parts.path(1).exists();
        Ok(Opened::Begun(parts))
    }

    fn path(&self, number: usize) -> PathBuf {
        self.folder.join(format!("{PREFIX}{number:06}.{}", self.ending))
    }

    /// How many of the next records belong to one part, and whether that part is there already.
    pub(crate) fn room(&self) -> (usize, bool) {
        (self.size - self.records, self.is_there)
    }

    /// Passes over so many records of a part that is there.
    pub(crate) fn pass(&mut self, records: usize) {
        self.records += records;
        if self.records >= self.size {
            self.next_part();
        }
    }

    /// Writes records, no more than there is room for.
    pub(crate) fn write<E: Encoder>(&mut self, records: Vec<E::Record>, encoder: &mut E) -> Result<(), Fatal> {
        let path = self.path(self.number);
        let sink = match &mut self.sink {
            Some(sink) => sink,
            none => {
                let sink = none.insert(Sink::part(&path)?);
                encoder.begin(sink)?;
                sink
            }
        };
        self.records += records.len();
        encoder.add(records, sink)?;
        if self.records >= self.size {
            self.close(encoder)?;
            self.next_part();
        }
        Ok(())
    }

    fn next_part(&mut self) {
        self.number += 1;
        self.records = 0;
        self.is_there = self.path(self.number).exists();
    }

    fn close(&mut self, encoder: &mut impl Encoder) -> Result<(), Fatal> {
        let Some(mut sink) = self.sink.take() else { return Ok(()) };
        encoder.end(&mut sink)?;
        sink.finish()
    }

    /// Ends the last part, and notes in the folder that all are there.
    pub(crate) fn finish(mut self, failed: u64, encoder: &mut impl Encoder) -> Result<(), Fatal> {
        self.close(encoder)?;
        let parts = self.number - usize::from(self.records == 0);
        self.manifest.end = Some(End { parts, failed });
        self.manifest.save(&self.folder)
    }
}

/// Tells that there is nothing left to do.
pub(crate) fn tell_complete(folder: &Path, end: End, quiet: bool) {
    let failed = match end.failed {
        0 => String::new(),
        failed => format!("; {} failed", plural(failed, "input or record", "inputs or records")),
    };
    let parts = plural(end.parts as u64, "part", "parts");
    messages::note(quiet, format!("--resume: {} is complete: {parts}{failed}", folder.display()));
}

/// A part that no manifest tells of would be taken for one of this run.
fn refuse_strangers(folder: &Path) -> Result<(), Fatal> {
    let names = fs::read_dir(folder).map_err(|error| Fatal::write(folder.display(), error))?;
    let mut names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    match names.find(|name| name.starts_with(PREFIX)) {
        Some(name) => Err(Fatal::usage(format!(
            "--output {}: {name} is there, of a run that is not known: name another folder",
            folder.display()
        ))),
        None => Ok(()),
    }
}

/// Removes what a run that was killed left of the part that it was writing.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(PART_TEMPORARY) {
            // What cannot be removed harms nothing: no part is called so.
            let _ = fs::remove_file(entry.path());
        }
    }
}
