//! Where the output goes: standard output or another stream, a file that appears when it is complete, or a folder.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use crate::messages::{Fatal, Outcome, system};

/// A stream, such as standard output, or a file that is written under another name and renamed at the end.
pub(crate) enum Sink {
    Stream { place: String, out: BufWriter<Box<dyn Write + Send>> },
    File { path: PathBuf, file: BufWriter<NamedTempFile>, durable: bool },
}

/// The names of parts in the making begin so.
pub(crate) const PART_TEMPORARY: &str = ".diglot-part-";

impl Sink {
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Fatal> {
        let Some(path) = path else {
            return Ok(Sink::stream("standard output".to_owned(), Box::new(io::stdout())));
        };
        if path.is_dir() {
            return Err(Fatal::usage(format!("--output {}: this is a folder; name a file", path.display())));
        }
        let failed = |error| Fatal::write(path.display(), error);
        match Target::of(path) {
            Target::Stream => {
                let out = fs::File::options().append(true).open(path).map_err(failed)?;
                Ok(Sink::stream(path.display().to_string(), Box::new(out)))
            }
            Target::File(target) => {
                let file = temporary(&target, &hidden(&target)).map_err(failed)?;
                Ok(Sink::File { path: target, file: BufWriter::new(file), durable: false })
            }
        }
    }

    fn stream(place: String, out: Box<dyn Write + Send>) -> Self {
        Sink::Stream { place, out: BufWriter::with_capacity(1 << 16, out) }
    }

    /// A file of which no power cut leaves a piece: its content is on the disk before it gets its name.
    pub(crate) fn part(path: &Path) -> Result<Self, Fatal> {
        let file = temporary(path, PART_TEMPORARY).map_err(|error| Fatal::write(path.display(), error))?;
        Ok(Sink::File { path: path.to_owned(), file: BufWriter::with_capacity(1 << 16, file), durable: true })
    }

    /// Writes a piece of the output.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Fatal> {
        match self {
            Sink::Stream { out, .. } => out.write_all(bytes),
            Sink::File { file, .. } => file.write_all(bytes),
        }
        .map_err(|error| Fatal::write(self.place(), error))
    }

    /// Hands everything over to the reader of a pipe.
    pub(crate) fn flush(&mut self) -> Result<(), Fatal> {
        match self {
            Sink::Stream { out, .. } => out.flush(),
            Sink::File { file, .. } => file.flush(),
        }
        .map_err(|error| Fatal::write(self.place(), error))
    }

    /// Ends the output; a file gets its name now.
    pub(crate) fn finish(mut self) -> Result<(), Fatal> {
        self.flush()?;
        match self {
            Sink::Stream { .. } => Ok(()),
            Sink::File { path, file, durable } => {
                let file = file.into_inner().map_err(|error| Fatal::write(path.display(), error.into_error()))?;
                if durable {
                    file.as_file().sync_all().map_err(|error| Fatal::write(path.display(), error))?;
                }
                persist(file, &path).map_err(|error| Fatal::write(path.display(), error))?;
                if durable {
                    // Some file systems refuse it; the part itself is safe.
                    let _ = sync_folder(folder_of(&path));
                }
                Ok(())
            }
        }
    }

    /// Ends the output of a run. Where no input could be read, no file is written, and one that is there stays.
    pub(crate) fn end(self, outcome: Outcome) -> Result<(), Fatal> {
        if outcome == Outcome::Nothing && matches!(self, Sink::File { .. }) { Ok(()) } else { self.finish() }
    }

    /// What it is called in messages.
    pub(crate) fn place(&self) -> String {
        match self {
            Sink::Stream { place, .. } => place.clone(),
            Sink::File { path, .. } => path.display().to_string(),
        }
    }
}

/// A folder that gets two files a document.
pub(crate) struct Folder {
    path: PathBuf,
    /// The names that were given, with the number to try next where one is wanted again: to count from 2 each time takes
    /// time with the square of the documents.
    names: HashMap<String, u64>,
}

/// The longest name of a file of a folder, in characters, and in bytes: file systems take 255, and an ending and a number
/// come behind.
const NAME: usize = 80;
const NAME_BYTES: usize = 230;

impl Folder {
    pub(crate) fn open(path: &Path) -> Result<Self, Fatal> {
        fs::create_dir_all(path).map_err(|error| Fatal::write(path.display(), error))?;
        Ok(Folder { path: path.to_owned(), names: HashMap::new() })
    }

    /// Writes files with these endings and contents for one document.
    pub(crate) fn write(&mut self, id: &str, files: &[(&str, &[u8])]) -> Result<(), Fatal> {
        let name = self.name_of(id);
        for (ending, content) in files {
            let path = self.path.join(format!("{name}.{ending}"));
            let mut file = temporary(&path, &hidden(&path)).map_err(|error| Fatal::write(path.display(), error))?;
            file.write_all(content).map_err(|error| Fatal::write(path.display(), error))?;
            persist(file, &path).map_err(|error| Fatal::write(path.display(), error))?;
        }
        Ok(())
    }

    /// A file name made from an id: what a path could stumble over becomes `_`, and a name that was given before gets a
    /// number.
    fn name_of(&mut self, id: &str) -> String {
        let safe = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
        let mut bytes = 0;
        let fits = |c: &char| {
            bytes += c.len_utf8();
            bytes <= NAME_BYTES
        };
        let base: String = id.trim_start_matches(['/', '.']).chars().map(safe).take(NAME).take_while(fits).collect();
        let base = base.strip_suffix(".txt").unwrap_or(&base).to_owned();
        let base = if base.is_empty() { "document".to_owned() } else { base };
        let mut name = base.clone();
        if let Some(next) = self.names.get(&base).copied() {
            let is_free = |number: &u64| !self.names.contains_key(&format!("{base}-{number}"));
            let number = (next..).find(is_free).unwrap_or(next);
            name = format!("{base}-{number}");
            self.names.insert(base, number + 1);
        }
        self.names.insert(name.clone(), 2);
        name
    }
}

/// What the name of an output stands for.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    /// Something that is written as it is: a device, a pipe, what the process was given open (`/dev/stdout`, `>(...)`).
    Stream,
    /// A file, which need not be there; its name is no link.
    File(PathBuf),
}

/// More links in a row than systems follow.
const LINKS: usize = 64;

impl Target {
    fn of(path: &Path) -> Self {
        if fs::metadata(path).is_ok_and(|file| !file.is_file()) {
            return Target::Stream;
        }
        let mut path = path.to_owned();
        for _ in 0..LINKS {
            let folder = folder_of(&path).canonicalize().unwrap_or_default();
            if folder.starts_with("/proc") || folder == Path::new("/dev/fd") {
                return Target::Stream;
            }
            let Ok(link) = fs::read_link(&path) else { break };
            path = folder_of(&path).join(link);
        }
        Target::File(path)
    }
}

/// How the name of a file in the making begins, so that one that is left over tells whose it is.
fn hidden(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= NAME_BYTES
    };
    format!(".{}.tmp-", name.chars().take_while(fits).collect::<String>())
}

/// Files in the making.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> std::sync::MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes the files in the making, before a signal ends the process.
pub(crate) fn remove_unfinished() {
    for path in unfinished().drain(..) {
        // It may have got its name, or have gone, since.
        let _ = fs::remove_file(path);
    }
}

/// From now on a signal that ends the process removes the files in the making first. A signal that the process was started
/// to pass over (`nohup`) is passed over still.
#[cfg(unix)]
pub(crate) fn remove_on_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let heeded = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|&signal| !is_ignored(signal));
    // Where no thread can wait for signals, they end the process as they do any other.
    let Ok(mut signals) = Signals::new(heeded) else { return };
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            remove_unfinished();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

/// Elsewhere what is left tells by its name whose it is.
#[cfg(not(unix))]
pub(crate) fn remove_on_signals() {}

/// Whether this process passes over a signal. Linux tells; elsewhere the one that is there to end processes is taken to be
/// heeded, and no other.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    match mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()) {
        Some(mask) => mask >> (signal - 1) & 1 == 1,
        None => signal != signal_hook::consts::SIGTERM,
    }
}

/// A file that gets the name `path` when it is complete. Until then nobody may read it who may not read what stands there;
/// where nothing does, it has the rights that the system (the umask) gives any new file.
fn temporary(path: &Path, prefix: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let rights = fs::metadata(path).map_or_else(|_| fs::Permissions::from_mode(0o666), |old| old.permissions());
        builder.permissions(rights);
    }
    let file = builder.tempfile_in(folder_of(path))?;
    unfinished().push(file.path().to_owned());
    Ok(file)
}

/// Gives a complete file its name, with the access rights of the file that it replaces.
fn persist(file: NamedTempFile, path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Ok(old) = fs::metadata(path) {
        // A file system without such rights keeps what it has.
        let _ = fs::set_permissions(file.path(), old.permissions());
    }
    let temporary = file.path().to_owned();
    file.persist(path).map_err(|error| error.error)?;
    unfinished().retain(|path| *path != temporary);
    Ok(())
}

/// Whether an output of this name takes the place of something.
pub(crate) fn replaces(path: &Path) -> bool {
    matches!(Target::of(path), Target::File(file) if fs::metadata(&file).is_ok_and(|there| there.len() > 0))
}

/// Gives a file this content. Whatever happens, the disk then holds the old content or the new one, whole.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = match Target::of(path) {
        Target::File(path) => path,
        Target::Stream => path.to_owned(),
    };
    let mut file = temporary(&path, &hidden(&path))?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    persist(file, &path)?;
    sync_folder(folder_of(&path))
}

/// Keeps other processes away from what this file stands for, as long as it is open; the system lets go of it when the
/// process ends, however it ends. Where the file system has no locks, nothing is held.
pub(crate) fn lock(path: &Path) -> Result<fs::File, String> {
    let file = fs::File::options().create(true).truncate(false).write(true).open(path);
    let file = file.map_err(|error| format!("{} cannot be written: {}", path.display(), system(&error)))?;
    match fs4::FileExt::try_lock(&file) {
        Err(fs4::TryLockError::WouldBlock) => {
            Err("another diglot is at work with it; wait for its end, or name another".to_owned())
        }
        Ok(()) | Err(fs4::TryLockError::Error(_)) => Ok(file),
    }
}

/// Brings the names in a folder to the disk, where a system has a way to do it.
fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::File::open(path)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> Folder {
        Folder { path: PathBuf::new(), names: HashMap::new() }
    }

    #[test]
    fn ids_become_names_of_files() {
        let mut folder = folder();
        let cases = [
            ("a", "a"),
            ("a-3", "a-3"),
            ("a", "a-2"),
            ("a", "a-4"),
            ("a-3", "a-3-2"),
            ("../x/y?.txt", "x_y_"),
            ("", "document"),
        ];
        for (id, name) in cases {
            assert_eq!(folder.name_of(id), name, "{id}");
        }
    }

    #[test]
    fn names_fit_file_systems_however_many_bytes_a_character_has() {
        for character in ["a", "\u{e9}", "\u{4e2d}", "\u{20000}"] {
            let mut folder = folder();
            let names = [(); 2].map(|()| folder.name_of(&character.repeat(200)));
            assert!(names.iter().all(|name| name.len() + ".ann".len() <= 255), "{names:?}");
        }
    }

    #[test]
    fn many_documents_of_one_name_take_linear_time() {
        let start = std::time::Instant::now();
        let mut folder = folder();
        let last = (0..30_000).map(|_| folder.name_of("https://example.com/the/same/address")).last();
        assert_eq!(last.as_deref(), Some("https___example.com_the_same_address-30000"));
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
