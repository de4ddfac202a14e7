//! What a folder of parts was begun with: options and inputs, kept in the folder, so that `--resume` goes on with the same
//! ones or refuses.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use clap::CommandFactory;

use crate::args::{Args, VERSION};
use crate::messages::{Fatal, system};
use crate::output::Sink;
use crate::paths::{self, Found};

/// The file in the folder; hidden, so that the folder can be an input of other commands.
const NAME: &str = ".diglot-run.json";

/// Options that change no byte of the parts; the inputs are compared one by one.
const NEUTRAL: [&str; 10] =
    ["files", "files_from", "output", "threads", "flush", "resume", "stats", "quiet", "color", "help"];

/// Options that name files whose content counts.
const CONTENT: [&str; 3] = ["gazetteers", "user_dicts", "dict"];

/// What a run was begun with, and how it ended.
#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Manifest {
    /// The version of diglot and of its gazetteer.
    diglot: String,
    command: String,
    /// The options with their values, defaults too.
    options: BTreeMap<String, Vec<String>>,
    inputs: Vec<File>,
    /// Gazetteers and dictionaries.
    tables: Vec<File>,
    /// There once all parts are written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<End>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct End {
    /// The bytes of each part.
    pub(crate) parts: Vec<u64>,
    /// Inputs and records that failed.
    pub(crate) failed: u64,
}

/// A file as it was when the run began.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct File {
    name: String,
    /// Its size in bytes, and when it was changed in nanoseconds; none if it could not be looked at.
    state: Option<(u64, u64)>,
}

impl File {
    fn of(path: &Path) -> Self {
        let state = fs::metadata(path).ok().map(|file| {
            let changed = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            (file.len(), changed.and_then(|time| u64::try_from(time.as_nanos()).ok()).unwrap_or_default())
        });
        File { name: path.to_string_lossy().into_owned(), state }
    }
}

impl Manifest {
    /// The manifest of this run over these inputs.
    pub(crate) fn of_run(inputs: &[Found]) -> Self {
        let mut command = Args::command();
        command.build();
        let matches = command.clone().get_matches();
        let mut manifest = Manifest {
            diglot: VERSION.to_owned(),
            command: String::new(),
            options: BTreeMap::new(),
            inputs: inputs.iter().map(input).collect(),
            tables: Vec::new(),
            end: None,
        };
        let Some((name, matches)) = matches.subcommand() else { return manifest };
        name.clone_into(&mut manifest.command);
        for option in command.find_subcommand(name).into_iter().flat_map(clap::Command::get_arguments) {
            let id = option.get_id().as_str();
            if NEUTRAL.contains(&id) {
                continue;
            }
            let Ok(Some(values)) = matches.try_get_raw(id) else { continue };
            let values: Vec<String> = values.map(|value| value.to_string_lossy().into_owned()).collect();
            if CONTENT.contains(&id) {
                let paths: Vec<PathBuf> = values.iter().map(PathBuf::from).collect();
                manifest.tables.extend(paths::resolved(&paths).iter().map(input));
            }
            manifest.options.insert(option.get_long().unwrap_or(id).to_owned(), values);
        }
        manifest
    }

    /// The manifest in a folder; none if there is none.
    pub(crate) fn load(folder: &Path) -> Result<Option<Self>, Fatal> {
        let path = folder.join(NAME);
        let failed = |what: String| Fatal::usage(format!("{}: {what}", path.display()));
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|error| failed(format!("no manifest of a run: {error} (name another folder)"))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(system(&error))),
        }
    }

    /// Writes the manifest into the folder.
    pub(crate) fn save(&self, folder: &Path) -> Result<(), Fatal> {
        let path = folder.join(NAME);
        let json = serde_json::to_vec(self).map_err(|error| Fatal::write(path.display(), error.into()))?;
        let mut sink = Sink::part(&path)?;
        sink.write(&json)?;
        sink.finish()
    }

    /// What the folder was begun with or without, if it is not as now.
    pub(crate) fn changed(&self, now: &Manifest) -> Option<String> {
        if (&self.diglot, &self.command) != (&now.diglot, &now.command) {
            let (was, is) = ((&self.command, &self.diglot), (&now.command, &now.diglot));
            return Some(format!("with {} of diglot {}, not {} of {}", was.0, was.1, is.0, is.1));
        }
        let names = self.options.keys().chain(now.options.keys());
        for name in names {
            let (was, is) = (self.options.get(name), now.options.get(name));
            if was != is {
                return Some(format!("{}, not {}", as_typed(name, was), as_typed(name, is)));
            }
        }
        different(&self.inputs, &now.inputs).or_else(|| different(&self.tables, &now.tables))
    }
}

fn input(found: &Found) -> File {
    match found {
        Ok(path) => File::of(path),
        Err((name, _)) => File { name: name.clone(), state: None },
    }
}

/// An option with its values.
fn as_typed(name: &str, values: Option<&Vec<String>>) -> String {
    match values.map(|values| values.join(",")).as_deref() {
        Some("true") => format!("with --{name}"),
        None | Some("false") => format!("without --{name}"),
        Some(values) => format!("with --{name} {values}"),
    }
}

/// The first difference between two lists of files.
fn different(was: &[File], is: &[File]) -> Option<String> {
    for (was, is) in was.iter().zip(is) {
        if was.name != is.name {
            return Some(format!("with {} where {} stands now", was.name, is.name));
        }
        if was.state != is.state {
            return Some(format!("with another content of {}, which has changed since", was.name));
        }
    }
    match (was.get(is.len()), is.get(was.len())) {
        (Some(gone), _) => Some(format!("with {}, which is not among the inputs now", gone.name)),
        (_, Some(new)) => Some(format!("with fewer inputs: {} is new", new.name)),
        _ => None,
    }
}
