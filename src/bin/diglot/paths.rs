//! Inputs as named: files, folders, patterns and lists become the paths of files, in order.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use crate::args;
use crate::messages::{Fatal, system};

/// A file to be read, or a name that led to none, with the reason.
pub(crate) type Found = Result<PathBuf, (String, String)>;

/// The files that the arguments name. Standard input is `-`.
pub(crate) fn files(input: &args::Input) -> Result<Vec<Found>, Fatal> {
    let mut found = Vec::new();
    let listed = input.files_from.as_deref().map(list).transpose()?;
    if input.files.is_empty() && listed.is_none() {
        found.push(Ok(PathBuf::from("-")));
    }
    for path in input.files.iter().chain(listed.iter().flatten()) {
        add(&mut found, path);
    }
    Ok(found)
}

/// The files that paths lead to.
pub(crate) fn resolved(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    paths.iter().for_each(|path| add(&mut found, path));
    found
}

/// The bytes of all files together; none if standard input is among them, or one that cannot be looked at.
pub(crate) fn size(found: &[Found]) -> Option<u64> {
    let size = |path: &PathBuf| std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
    found.iter().flatten().map(size).sum()
}

/// The paths in a list, one a line.
fn list(path: &Path) -> Result<Vec<PathBuf>, Fatal> {
    let failed = |error| Fatal::usage(format!("--files-from {}: {}", path.display(), system(&error)));
    let input: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::io::BufReader::new(std::fs::File::open(path).map_err(failed)?))
    };
    let lines = input.lines().collect::<Result<Vec<String>, _>>().map_err(failed)?;
    let lines = lines.iter().map(|line| line.trim_end_matches('\r'));
    Ok(lines.filter(|line| !line.trim().is_empty()).map(PathBuf::from).collect())
}

/// A file as it is, a folder as the files below it, a pattern as what fits it.
fn add(found: &mut Vec<Found>, path: &Path) {
    if path.is_dir() {
        return folder(found, path);
    }
    let pattern = path.to_string_lossy();
    if path.exists() || !pattern.contains(['*', '?', '[']) {
        return found.push(Ok(path.to_owned()));
    }
    let before = found.len();
    match glob::glob(&pattern) {
        Err(error) => {
            return found.push(Err((pattern.into_owned(), format!("a pattern that cannot be read: {}", error.msg))));
        }
        Ok(paths) => {
            for path in paths {
                match path {
                    Ok(path) if path.is_dir() => folder(found, &path),
                    Ok(path) => found.push(Ok(path)),
                    Err(error) => found.push(Err((error.path().display().to_string(), system(error.error())))),
                }
            }
        }
    }
    if found.len() == before {
        found.push(Err((pattern.into_owned(), "no file fits this pattern".to_owned())));
    }
}

fn folder(found: &mut Vec<Found>, path: &Path) {
    let before = found.len();
    let walk = walkdir::WalkDir::new(path).sort_by_file_name().into_iter();
    let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    for entry in walk.filter_entry(|entry| !hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => found.push(Ok(entry.into_path())),
            Ok(_) => {}
            Err(error) => {
                let place = error.path().unwrap_or(path).display().to_string();
                let what = error.io_error().map_or_else(|| error.to_string(), system);
                found.push(Err((place, what)));
            }
        }
    }
    if found.len() == before {
        found.push(Err((path.display().to_string(), "no file in this folder".to_owned())));
    }
}
