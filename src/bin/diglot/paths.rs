//! Inputs as named: files, folders, patterns and lists become the paths of files, in order.

use std::collections::HashSet;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use diglot::text::{Encoding, decode};
use globset::{Glob, GlobBuilder};
use walkdir::{DirEntry, WalkDir};

use crate::args;
use crate::messages::{Fatal, system};

/// What makes a name a pattern.
const WILD: [char; 3] = ['*', '?', '['];

/// A file to be read, or a name that led to none, with the reason.
pub(crate) type Found = Result<PathBuf, (String, String)>;

/// Whether a name stands for standard input, whatever file is called so.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The files that the arguments name, each once, however many names and links lead to it. Standard input is `-`. What is
/// written to `output` is none of them: a folder or a pattern passes over it, and by name it is refused, since it would be
/// replaced.
pub(crate) fn files(input: &args::Input, output: Option<&Path>) -> Result<Vec<Found>, Fatal> {
    // A device or pipe is not replaced.
    let output = output.filter(|path| path.is_file() || path.is_dir());
    let output = output.and_then(|path| path.canonicalize().ok());
    let mut finder = Finder { output, ..Finder::default() };
    let listed = input.files_from.as_deref().map(list).transpose()?;
    if input.files.is_empty() && listed.is_none() {
        finder.found.push(Ok(PathBuf::from("-")));
    }
    let named = input.files.iter().map(|path| (path, None));
    let listed = listed.iter().flatten().map(|(path, place)| (path, Some(place.as_str())));
    for (path, place) in named.chain(listed) {
        if finder.output.is_some() && path.canonicalize().ok() == finder.output {
            let what = "this is one of the inputs, and would be replaced: name another";
            return Err(Fatal::usage(format!("--output {}: {what}", path.display())));
        }
        match missing(path, place) {
            Some(what) => finder.found.push(Err((path.display().to_string(), what))),
            None => finder.add(path, place),
        }
    }
    Ok(finder.found)
}

/// Why there is no such file, with what may have been meant, or the place of its name in a list; nothing if there is one.
fn missing(path: &Path, place: Option<&str>) -> Option<String> {
    let name = path.to_string_lossy();
    let is_address = name.starts_with("http://") || name.starts_with("https://");
    let is_text = name.contains(char::is_whitespace) || name.chars().any(|c| c > '\u{2e80}');
    if is_stdin(path) || name.contains(WILD) && !is_address {
        return None;
    }
    path.metadata().err().filter(|error| error.kind() == ErrorKind::NotFound)?;
    let note = match place {
        _ if is_address => Some("tag and segment fetch an address that is given with --url"),
        None if is_text => Some("a file is meant here; for a text itself there is diglot inspect --text"),
        place => place,
    };
    Some(format!("no such file or directory{}", note.map(|note| format!(" ({note})")).unwrap_or_default()))
}

/// The files that paths lead to.
pub(crate) fn resolved(paths: &[PathBuf]) -> Vec<Found> {
    let mut finder = Finder::default();
    paths.iter().for_each(|path| finder.add(path, None));
    finder.found
}

/// The bytes of all files together; none if standard input or a pipe is among them. What cannot be looked at has none.
pub(crate) fn size(found: &[Found]) -> Option<u64> {
    let size = |path: &PathBuf| match std::fs::metadata(path) {
        _ if is_stdin(path) => None,
        Ok(file) => file.is_file().then_some(file.len()),
        Err(_) => Some(0),
    };
    found.iter().flatten().map(size).sum()
}

/// The paths in a list, one a line, or apart by NUL (`find -print0`), each with its place.
fn list(path: &Path) -> Result<Vec<(PathBuf, String)>, Fatal> {
    let mut list = Vec::new();
    let read = if is_stdin(path) {
        std::io::stdin().read_to_end(&mut list).map(|_| ())
    } else {
        std::fs::read(path).map(|read| list = read)
    };
    read.map_err(|error| Fatal::usage(format!("--files-from {}: {}", path.display(), system(&error))))?;
    // What begins with a mark is text, UTF-16 where PowerShell wrote it; other names are bytes.
    let marked = list.starts_with(b"\xff\xfe") || list.starts_with(b"\xfe\xff") || list.starts_with(b"\xef\xbb\xbf");
    if let Some(decoded) = marked.then(|| decode(&list, Encoding::Auto).ok()).flatten() {
        list = decoded.text.into_bytes();
    }
    let (end, called) = if list.contains(&0) { (0, "name") } else { (b'\n', "line") };
    let names = (1..).zip(list.split(|&byte| byte == end).map(|name| match end {
        0 => name,
        _ => name.strip_suffix(b"\r").unwrap_or(name),
    }));
    let named = names.filter(|(_, name)| !name.trim_ascii().is_empty());
    Ok(named.map(|(number, name)| (path_of(name), format!("{called} {number} of {}", path.display()))).collect())
}

/// A path that is called so. Only Unix has names that are no UTF-8.
#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// Gathers files.
#[derive(Default)]
struct Finder {
    found: Vec<Found>,
    /// Where the run writes to, if that is there already.
    output: Option<PathBuf>,
    /// Files that were found, without links.
    seen: HashSet<PathBuf>,
}

impl Finder {
    /// A file as it is, a folder as the files below it, a pattern as what fits it; `place` is where a list names it.
    fn add(&mut self, path: &Path, place: Option<&str>) {
        let pattern = path.to_string_lossy();
        if is_stdin(path) {
            self.found.push(Ok(path.to_owned()));
        } else if path.is_dir() {
            Walk::from(path, self).folder(path);
        } else if path.exists() || !pattern.contains(WILD) {
            // What is no file (a pipe) gives something else each time.
            let file = if path.is_file() { path.canonicalize().ok() } else { None };
            if file.is_none_or(|file| self.seen.insert(file)) {
                self.found.push(Ok(path.to_owned()));
            }
        } else if let Err(what) = self.pattern(&pattern) {
            let what = place.map_or_else(|| what.clone(), |place| format!("{what} ({place})"));
            self.found.push(Err((pattern.into_owned(), what)));
        }
    }

    /// All that fits a pattern.
    fn pattern(&mut self, pattern: &str) -> Result<(), String> {
        let folders_only = pattern.ends_with('/');
        let parts: Vec<_> = Path::new(pattern).components().collect();
        let is_fixed = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(WILD);
        let fixed: PathBuf = parts.iter().take_while(|part| is_fixed(part)).collect();
        let depth = parts.len() - fixed.components().count();
        let pattern = parts.iter().collect::<PathBuf>().to_string_lossy().into_owned();
        let glob = GlobBuilder::new(&pattern).literal_separator(true).backslash_escape(false).build();
        let glob = glob.map_err(|error| format!("a pattern that cannot be read: {}", error.kind()))?;
        let mut walk = Walk::from(&fixed, self);
        walk.pattern(&fixed, depth, &glob, folders_only);
        if walk.met == 0 { Err("no file fits this pattern".to_owned()) } else { Ok(()) }
    }
}

/// Finds the files of one folder or pattern.
struct Walk<'f> {
    found: &'f mut Vec<Found>,
    seen: &'f mut HashSet<PathBuf>,
    /// What is passed over: the output, unless the walk begins in it.
    output: Option<&'f Path>,
    /// Files and faults that were met.
    met: usize,
}

impl<'f> Walk<'f> {
    fn from(root: &Path, finder: &'f mut Finder) -> Self {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let root = root.canonicalize().unwrap_or_default();
        let output = finder.output.as_deref().filter(|output| !root.starts_with(output));
        Walk { found: &mut finder.found, seen: &mut finder.seen, output, met: 0 }
    }

    fn file(&mut self, path: PathBuf) {
        let place = match path.canonicalize() {
            Ok(place) => place,
            Err(error) if error.kind() == ErrorKind::NotFound => return self.fault(&path, "a link that leads nowhere"),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => return self.fault(&path, &system(&error)),
            // Links that lead round and round.
            Err(_) => return,
        };
        if self.output.is_some_and(|output| place.starts_with(output)) {
            return;
        }
        self.met += 1;
        if self.seen.insert(place) {
            self.found.push(Ok(if is_stdin(&path) { Path::new(".").join(path) } else { path }));
        }
    }

    fn fault(&mut self, path: &Path, what: &str) {
        self.met += 1;
        self.found.push(Err((path.display().to_string(), what.to_owned())));
    }

    /// The files below a folder. Links to files are followed; a folder is entered by its own name alone.
    fn folder(&mut self, path: &Path) {
        let before = self.met;
        for entry in WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(is_open) {
            match entry {
                Ok(entry) if entry.path().is_file() => self.file(entry.into_path()),
                Ok(entry) if entry.path_is_symlink() && !entry.path().exists() => self.file(entry.into_path()),
                Ok(_) => {}
                Err(error) => {
                    let what = error.io_error().map_or_else(|| error.to_string(), system);
                    self.fault(error.path().unwrap_or(path), &what);
                }
            }
        }
        if self.met == before {
            self.fault(path, "no file in this folder");
        }
    }

    /// What fits a pattern, of which so many parts stand behind a folder. As in a shell, links to folders are followed, and
    /// hidden names fit where the pattern writes their dot.
    fn pattern(&mut self, folder: &Path, parts: usize, glob: &Glob, folders_only: bool) {
        let matcher = glob.compile_matcher();
        let depth = if glob.glob().contains("**") { usize::MAX } else { parts };
        let hidden = glob.glob().split('/').any(|part| part.starts_with('.') && part.contains(|c| c != '.'));
        let here = folder.as_os_str().is_empty();
        let named =
            |path: &Path| if here { path.strip_prefix(".").unwrap_or(path).to_owned() } else { path.to_owned() };
        let root = if here { Path::new(".") } else { folder };
        let entries = WalkDir::new(root).min_depth(1).max_depth(depth).follow_links(true).sort_by_file_name();
        let mut entries = entries.into_iter().filter_entry(|entry| hidden || is_open(entry));
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if !matcher.is_match(named(entry.path())) => {}
                Ok(entry) if entry.file_type().is_dir() => {
                    self.folder(&named(entry.path()));
                    entries.skip_current_dir();
                }
                Ok(_) if folders_only => {}
                Ok(entry) => self.file(named(entry.path())),
                // Links that lead round and round.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = named(error.path().unwrap_or(folder));
                    match error.io_error() {
                        Some(error) if error.kind() != ErrorKind::NotFound => self.fault(&path, &system(error)),
                        _ if matcher.is_match(&path) && !folders_only => self.file(path),
                        _ => {}
                    }
                }
            }
        }
    }
}

/// Whether a folder or file shows: its name begins with no dot.
fn is_open(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}
