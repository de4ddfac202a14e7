//! `diglot gazetteer`: check files, find entities, show one, export all, compare editions, suggest names. A file a command.

mod check;
mod diff;
mod export;
mod show;
mod suggest;

use std::path::PathBuf;

use diglot::Error;
use diglot::gazetteer::Gazetteer;

use crate::args;
use crate::messages::{Fatal, Outcome, system};
use crate::run::{line, print};

/// The built-in gazetteer with the user's files on top.
pub(crate) fn load(paths: &[PathBuf]) -> Result<Gazetteer, Fatal> {
    let built_in = Gazetteer::built_in();
    paths.iter().try_fold(built_in, |gazetteer, path| gazetteer.with_path(path)).map_err(|error| unusable(&error))
}

/// Files that could not be read are told as all others are.
fn unusable(error: &Error) -> Fatal {
    match error {
        Error::Io { path, source } => Fatal::usage(format!("{}: {}", path.display(), system(source))),
        error => Fatal::usage(error),
    }
}

pub(crate) fn run(command: &args::Gazetteer, quiet: bool) -> Result<Outcome, Fatal> {
    match command {
        args::Gazetteer::Check(args) => check::run(args, quiet),
        args::Gazetteer::Find { name, format, names } => find(&load(&names.gazetteers)?, name, *format),
        args::Gazetteer::Show { id, names } => show::run(&load(&names.gazetteers)?, id),
        args::Gazetteer::Export { format, output, names } => {
            export::run(&load(&names.gazetteers)?, *format, output.as_deref())
        }
        args::Gazetteer::Diff { old, new, format } => diff::run(old, new, *format, quiet),
        args::Gazetteer::Suggest(args) => suggest::run(args, quiet),
    }
}

fn find(gazetteer: &Gazetteer, name: &str, format: args::ListFormat) -> Result<Outcome, Fatal> {
    let found = gazetteer.find(name);
    let mut out = Vec::new();
    if format == args::ListFormat::Tsv {
        line(&mut out, format_args!("id\tkind\tform\ten\tzh-Hans\tzh-Hant-TW\tzh-Hant-HK"));
    }
    for (entity, form) in &found {
        let names = entity.names();
        let names = names.all();
        let names = match format {
            args::ListFormat::Text => names.into_iter().flatten().collect::<Vec<_>>().join(" | "),
            args::ListFormat::Tsv => names.map(Option::unwrap_or_default).join("\t"),
        };
        let kind = entity.subkind.map_or(entity.kind.as_str(), |subkind| subkind.as_str());
        line(&mut out, format_args!("{}\t{kind}\t{}\t{names}", entity.id, form.as_str()));
    }
    if found.is_empty() {
        eprintln!("diglot: no entity is called '{name}'");
        return Ok(Outcome::Partly);
    }
    print(&out)
}
