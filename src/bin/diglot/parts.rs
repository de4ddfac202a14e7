//! `--part-size`: records into a folder of parts, each of which is there whole or not at all, so that a run that was
//! killed can go on where it was (`--resume`).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::destination::Encoder;
use crate::manifest::{End, Manifest};
use crate::messages::{self, Fatal};
use crate::numbers::plural;
use crate::output::{PART_TEMPORARY, Sink, lock};
use crate::paths::{Found, is_stdin};

/// The names of parts begin so; a number and the format's ending follow.
const PREFIX: &str = "part-";

/// The file by which a run keeps others out of its folder.
const LOCK: &str = ".diglot-run.lock";

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
    /// Held as long as this run is at work; none before it writes into a new folder.
    lock: Option<fs::File>,
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
        if folder.is_file() {
            return Err(Fatal::usage(format!(
                "--output {}: this is a file; --part-size wants a folder",
                folder.display()
            )));
        }
        if resume && inputs.iter().flatten().any(|path| is_stdin(path)) {
            return Err(Fatal::usage("--resume: standard input cannot be read a second time: name files"));
        }
        let manifest = Manifest::of_run(inputs);
        let earlier = Manifest::load(folder)?;
        let is_begun = earlier.is_some();
        let manifest = match earlier {
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
            None => manifest,
        };
        let mut parts = Parts {
            folder: folder.to_owned(),
            ending,
            size,
            manifest,
            number: 1,
            records: 0,
            is_there: false,
            sink: None,
            lock: None,
        };
        if let Some(end) = parts.manifest.end.take() {
            let sizes =
                (1..=end.parts.len()).map(|number| fs::metadata(parts.path(number)).ok().map(|file| file.len()));
            let sizes: Vec<Option<u64>> = sizes.collect();
            let changed = sizes.iter().zip(&end.parts).position(|(is, was)| is.is_some_and(|is| is != *was));
            if let Some(changed) = changed {
                let what = "is not as it was written: remove it, and --resume writes it anew";
                return Err(Fatal::usage(format!("--resume: {} {what}", parts.path(changed + 1).display())));
            }
            if sizes.iter().all(Option::is_some) {
                return Ok(Opened::Complete(end));
            }
        }
        if is_begun {
            parts.lock = Some(lock_folder(folder)?);
            remove_leftovers(folder);
            parts.is_there = parts.path(1).exists();
        } else {
            refuse_strangers(folder)?;
        }
        Ok(Opened::Begun(parts))
    }

    /// Makes the folder, unless an earlier run has: a run that reads nothing leaves none behind.
    fn begin(&mut self) -> Result<(), Fatal> {
        if self.lock.is_some() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(|error| Fatal::write(self.folder.display(), error))?;
        self.lock = Some(lock_folder(&self.folder)?);
        refuse_strangers(&self.folder)?;
        self.manifest.save(&self.folder)
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
        self.begin()?;
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
        self.begin()?;
        self.close(encoder)?;
        let parts = self.number - usize::from(self.records == 0);
        let size = |number| fs::metadata(self.path(number)).map(|file| file.len());
        let parts: io::Result<Vec<u64>> = (1..=parts).map(size).collect();
        let parts = parts.map_err(|error| Fatal::write(self.folder.display(), error))?;
        self.manifest.end = Some(End { parts, failed });
        self.manifest.save(&self.folder)
    }
}

/// Tells that there is nothing left to do.
pub(crate) fn tell_complete(folder: &Path, end: &End, quiet: bool) {
    let failed = match end.failed {
        0 => String::new(),
        failed => format!("; {} failed", plural(failed, "input or record", "inputs or records")),
    };
    let parts = plural(end.parts.len() as u64, "part", "parts");
    messages::note(quiet, format!("--resume: {} is complete: {parts}{failed}", folder.display()));
}

/// A part that no manifest tells of would be taken for one of this run.
fn refuse_strangers(folder: &Path) -> Result<(), Fatal> {
    let names = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        names => names.map_err(|error| Fatal::write(folder.display(), error))?,
    };
    let mut names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    match names.find(|name| name.starts_with(PREFIX)) {
        Some(name) => Err(Fatal::usage(format!(
            "--output {}: {name} is there, of a run that is not known: name another folder",
            folder.display()
        ))),
        None => Ok(()),
    }
}

fn lock_folder(folder: &Path) -> Result<fs::File, Fatal> {
    lock(&folder.join(LOCK)).map_err(|what| Fatal::usage(format!("--output {}: {what}", folder.display())))
}

/// An error with the advice that a full disk asks for.
pub(crate) fn advised(error: Fatal) -> Fatal {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    match error {
        Fatal::Write { place, source } if matches!(source.kind(), FileTooLarge | QuotaExceeded | StorageFull) => {
            Fatal::Write { place, source }.with("make room, then go on with --resume")
        }
        error => error,
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
