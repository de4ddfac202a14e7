//! `diglot gazetteer`: check files, find entities, show one.

use std::path::{Path, PathBuf};

use diglot::Error;
use diglot::gazetteer::{Entity, Gazetteer, lint, read_path};

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

pub(crate) fn run(command: &args::Gazetteer) -> Result<Outcome, Fatal> {
    match command {
        args::Gazetteer::Check { path } => check(path.as_deref()),
        args::Gazetteer::Find { name, names } => find(&load(&names.gazetteers)?, name),
        args::Gazetteer::Show { id, names } => show(&load(&names.gazetteers)?, id),
    }
}

fn check(path: Option<&Path>) -> Result<Outcome, Fatal> {
    let mut out = Vec::new();
    let findings = match path {
        None => lint::gazetteer(&Gazetteer::built_in()),
        Some(path) => match read_path(path) {
            Ok(entries) => lint::entries(&entries, &Gazetteer::built_in()),
            Err(Error::Gazetteer(faults)) => faults.iter().map(ToString::to_string).collect(),
            Err(error) => return Err(unusable(&error)),
        },
    };
    for finding in &findings {
        line(&mut out, format_args!("{finding}"));
    }
    print(&out)?;
    Ok(if findings.is_empty() { Outcome::Done } else { Outcome::Partly })
}

fn find(gazetteer: &Gazetteer, name: &str) -> Result<Outcome, Fatal> {
    let found = gazetteer.find(name);
    let mut out = Vec::new();
    for (entity, form) in &found {
        let names = entity.names();
        let names: Vec<String> =
            [names.en, names.zh_hans, names.zh_hant_tw, names.zh_hant_hk].into_iter().flatten().collect();
        let kind = entity.subkind.map_or(entity.kind.as_str(), |subkind| subkind.as_str());
        line(&mut out, format_args!("{}\t{kind}\t{}\t{}", entity.id, form.as_str(), names.join(" | ")));
    }
    if found.is_empty() {
        eprintln!("diglot: no entity is called '{name}'");
        return Ok(Outcome::Partly);
    }
    print(&out)
}

fn show(gazetteer: &Gazetteer, id: &str) -> Result<Outcome, Fatal> {
    let Some(entity) = gazetteer.get(id) else {
        eprintln!("diglot: no entity has the id '{id}' (find it by name with: diglot gazetteer find NAME)");
        return Ok(Outcome::Partly);
    };
    let mut out = Vec::new();
    card(&mut out, entity);
    print(&out)
}

/// All that is known of an entity, a field a line.
fn card(out: &mut Vec<u8>, entity: &Entity) {
    let kind = match (entity.subkind, entity.status) {
        (Some(subkind), _) => format!("{}, {}", entity.kind.as_str(), subkind.as_str()),
        (None, Some(status)) => format!("{}, {}", entity.kind.as_str(), status.as_str()),
        (None, None) => entity.kind.as_str().to_owned(),
    };
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            line(out, format_args!("{name:<14} {value}"));
        }
    };
    field("id", &entity.id);
    field("kind", &kind);
    field("country", entity.country.as_deref().unwrap_or_default());
    field("parent", entity.parent.as_deref().unwrap_or_default());
    field("institution", entity.institution.as_deref().unwrap_or_default());
    field("wikidata", entity.wikidata.as_deref().unwrap_or_default());
    for (name, names, _) in diglot::gazetteer::name_fields(entity) {
        field(name, &names.join(", "));
    }
    field("ambiguous", &entity.ambiguous.join(", "));
    for office in &entity.offices {
        let term = format!("{} – {}", office.from.as_deref().unwrap_or("?"), office.to.as_deref().unwrap_or(""));
        let of = office.of.as_deref().map_or_else(String::new, |of| format!(" of {of}"));
        field("office", &format!("{}{of}, {}", office.title.as_deref().unwrap_or(&office.role), term.trim_end()));
    }
    field("prominence", &entity.prominence.to_string());
    field("source", &entity.source.join(", "));
    field("replaced by", entity.replaced_by.as_deref().unwrap_or_default());
}
