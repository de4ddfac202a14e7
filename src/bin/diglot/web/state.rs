//! The state file: what was given of each address, and what its server said of its last answer.
//!
//! It is written before what it counts as given is handed out, so that after a crash nothing is given twice; what was new
//! in one answer may then be missing. A write is whole: another file takes the place of the old one. Hence the lock that
//! keeps other processes out is a file beside it.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::fetch::Validators;
use crate::messages::{Fatal, system};
use crate::numbers::{grouped, plural};
use crate::output::{lock, replace};

/// The form of the file.
const VERSION: u32 = 1;

/// Of the ids that an address no longer shows, so many of the latest are kept.
const GONE_IDS: usize = 2000;

/// So many items that may be missing are told by their ids.
const LOST_TOLD: usize = 10;

/// What was given, as it stands on the disk.
pub(super) struct State {
    path: PathBuf,
    content: Content,
    /// What counts as given and has not been written yet: addresses and ids.
    unwritten: Vec<(String, String)>,
    /// Held as long as it is open.
    _lock: File,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    version: u32,
    /// By address.
    feeds: BTreeMap<String, Feed>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Feed {
    #[serde(flatten)]
    validators: Validators,
    /// Until when its server wants to be left alone, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_before: Option<u64>,
    /// What was given, the latest last.
    #[serde(default)]
    ids: Vec<String>,
}

impl State {
    /// Reads a state file; where there is none, nothing was given yet.
    pub(super) fn open(path: &Path) -> Result<Self, Fatal> {
        let fault = |what: &str| Fatal::usage(format!("--state {}: {what}", path.display()));
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let lock = lock(Path::new(&name)).map_err(|error| fault(&error))?;
        let content = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Content { version: VERSION, ..Content::default() },
            Err(error) => return Err(fault(&system(&error))),
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                fault(&format!("this is no state file ({error}); name another one, or move it away to begin anew"))
            })?,
        };
        if content.version != VERSION {
            return Err(fault("written by another version of diglot; name another one, or move it away to begin anew"));
        }
        Ok(State { path: path.to_owned(), content, unwritten: Vec::new(), _lock: lock })
    }

    /// What the server of an address said of its last answer.
    pub(super) fn validators(&self, url: &str) -> Validators {
        self.content.feeds.get(url).map(|feed| feed.validators.clone()).unwrap_or_default()
    }

    /// How long the server of an address still wants to be left alone.
    pub(super) fn pause(&self, url: &str, now: SystemTime) -> Option<Duration> {
        let until = UNIX_EPOCH + Duration::from_secs(self.content.feeds.get(url)?.not_before?);
        until.duration_since(now).ok().filter(|pause| !pause.is_zero())
    }

    /// Counts ids as given and returns those that were not yet, each once. If the file cannot be written, none counts.
    pub(super) fn give(&mut self, url: &str, validators: Validators, ids: &[String]) -> Result<Vec<String>, String> {
        let old = self.content.feeds.get(url).cloned().unwrap_or_default();
        let known: HashSet<&str> = old.ids.iter().map(String::as_str).collect();
        let mut shown = HashSet::new();
        let shown_once: Vec<&str> = ids.iter().map(String::as_str).filter(|id| shown.insert(*id)).collect();
        let new: Vec<String> = shown_once.iter().filter(|id| !known.contains(*id)).map(|&id| id.to_owned()).collect();
        let feed = if new.is_empty() {
            Feed { validators, not_before: None, ids: old.ids.clone() }
        } else {
            let gone: Vec<&String> = old.ids.iter().filter(|id| !shown.contains(id.as_str())).collect();
            let gone = gone.iter().skip(gone.len().saturating_sub(GONE_IDS)).map(|id| id.as_str());
            Feed { validators, not_before: None, ids: gone.chain(shown_once).map(str::to_owned).collect() }
        };
        self.change(url, feed)?;
        self.unwritten.extend(new.iter().map(|id| (url.to_owned(), id.clone())));
        Ok(new)
    }

    /// All that counts as given has been written.
    pub(super) fn written(&mut self) {
        self.unwritten.clear();
    }

    /// What counts as given though it may not have been written, and how to get it back; nothing if there is none.
    pub(super) fn lost(&self) -> Option<String> {
        let first = self.unwritten.iter().take(LOST_TOLD);
        let mut ids: Vec<String> = first.map(|(url, id)| format!("{id} of {url}")).collect();
        let more = self.unwritten.len().saturating_sub(LOST_TOLD);
        if more > 0 {
            ids.push(format!("{} more", grouped(more as u64)));
        }
        let count = plural(self.unwritten.len() as u64, "item counts", "items count");
        (!ids.is_empty()).then(|| {
            format!(
                "{count} as given and may be missing: {}; to get them back, take them out of {}, with the etag and \
                 last_modified of their feeds",
                ids.join(", "),
                self.path.display()
            )
        })
    }

    /// Keeps until when a server wants to be left alone; nothing if it may be asked.
    pub(super) fn put_off(&mut self, url: &str, until: Option<SystemTime>) -> Result<(), String> {
        let not_before = until.and_then(|until| until.duration_since(UNIX_EPOCH).ok()).map(|until| until.as_secs());
        let feed = self.content.feeds.get(url).cloned().unwrap_or_default();
        self.change(url, Feed { not_before, ..feed })
    }

    /// Gives an address this entry, on the disk first of all.
    fn change(&mut self, url: &str, feed: Feed) -> Result<(), String> {
        let old = self.content.feeds.get(url);
        if old.unwrap_or(&Feed::default()) == &feed {
            return Ok(());
        }
        let old = self.content.feeds.insert(url.to_owned(), feed);
        self.save().map_err(|error| {
            match old {
                Some(old) => self.content.feeds.insert(url.to_owned(), old),
                None => self.content.feeds.remove(url),
            };
            format!("given nothing, since {} cannot be written: {}", self.path.display(), system(&error))
        })
    }

    fn save(&self) -> io::Result<()> {
        let mut bytes = serde_json::to_vec_pretty(&self.content)?;
        bytes.push(b'\n');
        replace(&self.path, &bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    fn give(state: &mut State, names: &[&str]) -> Vec<String> {
        state.give("u", Validators::default(), &ids(names)).expect("writable")
    }

    #[test]
    fn an_id_is_given_once_and_for_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("s.json");
        let mut state = State::open(&path).expect("a new one");
        assert_eq!(give(&mut state, &["a", "b", "a"]), ["a", "b"]);
        assert_eq!(give(&mut state, &["b", "c"]), ["c"]);
        let Err(Fatal::Usage(error)) = State::open(&path) else { panic!("two at a time") };
        assert!(error.contains("another diglot is at work"), "{error}");
        drop(state);
        let mut state = State::open(&path).expect("the same");
        assert!(give(&mut state, &["a", "b", "c"]).is_empty());
        assert_eq!(state.give("v", Validators::default(), &ids(&["a"])).expect("writable"), ["a"], "another address");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "the file and its lock");
    }

    #[test]
    fn ids_long_gone_are_forgotten_and_shown_ones_never() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut state = State::open(&folder.path().join("s.json")).expect("a new one");
        let many: Vec<String> = (0..GONE_IDS + 10).map(|number| number.to_string()).collect();
        state.give("u", Validators::default(), &many).expect("writable");
        assert!(give(&mut state, &["0", "9"]).is_empty(), "shown again");
        assert_eq!(give(&mut state, &["9", "x"]), ["x"], "now 9 is among the latest");
        assert_eq!(give(&mut state, &["9", "0", "8", "10"]), ["0", "8"], "they were the first of those gone");
    }

    #[test]
    fn what_cannot_be_written_does_not_count() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).expect("a folder");
        let mut state = State::open(&inner.join("s.json")).expect("a new one");
        fs::remove_dir_all(&inner).expect("a folder");
        let error = state.give("u", Validators::default(), &ids(&["a"])).expect_err("no folder");
        assert!(error.contains("cannot be written"), "{error}");
        fs::create_dir(&inner).expect("a folder");
        assert_eq!(give(&mut state, &["a"]), ["a"]);
    }

    #[test]
    fn other_files_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("s.json");
        for (content, told) in
            [("{\"text\": 1}", "no state file"), ("{\"version\": 2, \"feeds\": {}}", "another version")]
        {
            fs::write(&path, content).expect("a file");
            let Err(Fatal::Usage(error)) = State::open(&path) else { panic!("{content} was taken") };
            assert!(error.contains(told), "{error}");
        }
    }
}
