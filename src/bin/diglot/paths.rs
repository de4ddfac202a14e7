//! Inputs as named: files, folders, patterns and lists become the paths of files, in order.

use std::collections::HashSet;
use std::io::{BufRead, ErrorKind};
use std::path::{Path, PathBuf};

use crate::args;
use crate::messages::{Fatal, system};

/// What makes a name a pattern.
const WILD: [char; 3] = ['*', '?', '['];

/// A file to be read, or a name that led to none, with the reason.
pub(crate) type Found = Result<PathBuf, (String, String)>;

/// The files that the arguments name. Standard input is `-`. What is written to `output` is none of them: a folder or a
/// pattern passes over it, and by name it is refused, since it would be replaced.
pub(crate) fn files(input: &args::Input, output: Option<&Path>) -> Result<Vec<Found>, Fatal> {
    // A device or pipe is not replaced.
    let output = output.filter(|path| path.is_file() || path.is_dir());
    let mut finder = Finder { found: Vec::new(), output: output.and_then(|path| path.canonicalize().ok()) };
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
            None => finder.add(path),
        }
    }
    Ok(finder.found)
}

/// Why there is no such file, with what may have been meant, or the place of its name in a list; nothing if there is one.
fn missing(path: &Path, place: Option<&str>) -> Option<String> {
    let name = path.to_string_lossy();
    let is_address = name.starts_with("http://") || name.starts_with("https://");
    let is_text = name.contains(char::is_whitespace) || name.chars().any(|c| c > '\u{2e80}');
    if name == "-" || name.contains(WILD) && !is_address {
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
    paths.iter().for_each(|path| finder.add(path));
    finder.found
}

/// The bytes of all files together; none if standard input or a pipe is among them. What cannot be looked at has none.
pub(crate) fn size(found: &[Found]) -> Option<u64> {
    let size = |path: &PathBuf| match std::fs::metadata(path) {
        Ok(file) => file.is_file().then_some(file.len()),
        Err(_) => (path != Path::new("-")).then_some(0),
    };
    found.iter().flatten().map(size).sum()
}

/// The paths in a list, one a line, each with its place.
fn list(path: &Path) -> Result<Vec<(PathBuf, String)>, Fatal> {
    let failed = |error| Fatal::usage(format!("--files-from {}: {}", path.display(), system(&error)));
    let input: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::io::BufReader::new(std::fs::File::open(path).map_err(failed)?))
    };
    let lines = input.lines().collect::<Result<Vec<String>, _>>().map_err(failed)?;
    let lines = (1..).zip(lines.iter().map(|line| line.trim_end_matches('\r')));
    let named = lines.filter(|(_, line)| !line.trim().is_empty());
    Ok(named.map(|(number, line)| (PathBuf::from(line), format!("line {number} of {}", path.display()))).collect())
}

/// Gathers files.
#[derive(Default)]
struct Finder {
    found: Vec<Found>,
    /// Where the run writes to, if that is there already.
    output: Option<PathBuf>,
}

impl Finder {
    /// A file as it is, a folder as the files below it, a pattern as what fits it.
    fn add(&mut self, path: &Path) {
        let pattern = path.to_string_lossy();
        if path.is_dir() {
            Walk::from(path, self).folder(path);
        } else if path.exists() || !pattern.contains(WILD) {
            self.found.push(Ok(path.to_owned()));
        } else {
            self.pattern(&pattern);
        }
    }

    fn pattern(&mut self, pattern: &str) {
        let paths = match glob::glob(pattern) {
            Ok(paths) => paths,
            Err(error) => {
                let what = format!("a pattern that cannot be read: {}", error.msg);
                return self.found.push(Err((pattern.to_owned(), what)));
            }
        };
        let fixed: PathBuf = Path::new(pattern)
            .components()
            .take_while(|part| !part.as_os_str().to_string_lossy().contains(WILD))
            .collect();
        let mut walk = Walk::from(&fixed, self);
        for path in paths {
            match path {
                Ok(path) if path.is_dir() => walk.folder(&path),
                Ok(path) => walk.file(path),
                Err(error) => walk.fault(error.path(), &system(error.error())),
            }
        }
        if walk.met == 0 {
            self.found.push(Err((pattern.to_owned(), "no file fits this pattern".to_owned())));
        }
    }
}

/// Finds the files of one folder or pattern, each once, however many links lead to it.
struct Walk<'f> {
    found: &'f mut Vec<Found>,
    /// What is passed over: the output, unless the walk begins in it.
    output: Option<&'f Path>,
    seen: HashSet<PathBuf>,
    /// Files and faults that were met.
    met: usize,
}

impl<'f> Walk<'f> {
    fn from(root: &Path, finder: &'f mut Finder) -> Self {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let root = root.canonicalize().unwrap_or_default();
        let output = finder.output.as_deref().filter(|output| !root.starts_with(output));
        Walk { found: &mut finder.found, output, seen: HashSet::new(), met: 0 }
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
            self.found.push(Ok(path));
        }
    }

    fn fault(&mut self, path: &Path, what: &str) {
        self.met += 1;
        self.found.push(Err((path.display().to_string(), what.to_owned())));
    }

    /// The files below a folder. Links to files are followed; a folder is entered by its own name alone.
    fn folder(&mut self, path: &Path) {
        let before = self.met;
        let walk = walkdir::WalkDir::new(path).sort_by_file_name().into_iter();
        let hidden =
            |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        for entry in walk.filter_entry(|entry| !hidden(entry)) {
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
}
