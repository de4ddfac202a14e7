//! Gazetteer files: TOML text in, entities and institutions out, every fault with its line.
//!
//! Used twice: by the build script for the built-in gazetteer, and at run time for files of the user's.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use super::entity::{Entity, Institution, Kind};
use super::lists::{NameList, name_lists};
use crate::text::is_han;

/// A fault in a gazetteer file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// An entity and where its block starts.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What the block says.
    pub entity: Entity,
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line of its `[[entity]]` header, counted from 1.
    pub line: usize,
}

/// What one file or several hold.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// The entities, in the order of the files.
    pub entities: Vec<Entry>,
    /// The kinds of organ.
    pub institutions: Vec<Institution>,
    /// Names that count alone and are none of their kind's, each with its line.
    stray: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entity: Vec<Spanned<Entity>>,
    #[serde(default)]
    institution: Vec<Spanned<Institution>>,
}

impl Entries {
    /// Adds what `text` (the content of `file`) holds. A file with a syntax error or an unknown field adds nothing.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), Fault> {
        let parsed: File = toml::from_str(text).map_err(|error| Fault {
            file: file.to_owned(),
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            what: error.message().replace('\n', " "),
        })?;
        self.entities.extend(parsed.entity.into_iter().map(|spanned| Entry {
            line: line_of(text, spanned.span().start),
            file: file.to_owned(),
            entity: spanned.into_inner(),
        }));
        for spanned in parsed.institution {
            let line = line_of(text, spanned.span().start);
            let institution = spanned.into_inner();
            let what = |name: &String| {
                format!("{}: '{name}' counts alone, but is not among its names: add it to `en` or `zh`", institution.id)
            };
            let fault = |name| Fault { file: file.to_owned(), line, what: what(name) };
            self.stray.extend(stray_names(&institution).map(fault));
            self.institutions.push(institution);
        }
        Ok(())
    }

    /// The faults that make a gazetteer unusable: missing or doubled ids, fields that a kind must have, names that no
    /// text can hold or that stand in the wrong script, names of a kind of organ that count alone and are none of its names.
    /// (Advice is the business of the lint.)
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = self.stray.clone();
        let mut seen: HashMap<&str, &Entry> = HashMap::new();
        for entry in &self.entities {
            let mut fault = |what: String| {
                faults.push(Fault {
                    file: entry.file.clone(),
                    line: entry.line,
                    what: format!("{}: {what}", entry.entity.id),
                })
            };
            if let Some(first) = seen.insert(&entry.entity.id, entry) {
                fault(format!("this id stands also in {}:{}; rename one or merge the two", first.file, first.line));
            }
            entity_faults(&entry.entity, &mut fault);
        }
        faults
    }
}

/// The names of a kind of organ that count alone and are none of its names.
fn stray_names(kind: &Institution) -> impl Iterator<Item = &String> {
    let lists = [(&kind.bare_en, &kind.en), (&kind.bare_zh, &kind.zh), (&kind.home_zh, &kind.zh)];
    lists.into_iter().flat_map(|(alone, all)| alone.iter().filter(|name| !all.contains(name)))
}

fn entity_faults(entity: &Entity, fault: &mut impl FnMut(String)) {
    let slug = |id: &str| {
        !id.is_empty()
            && id
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
    };
    if !slug(&entity.id) {
        fault("an id holds a-z, 0-9 and single hyphens only".to_owned());
    }
    if entity.replaced_by.is_some() {
        return;
    }
    match entity.kind {
        Kind::Organisation if entity.subkind.is_none() => fault("an organisation needs a subkind".to_owned()),
        Kind::Nation if entity.status.is_none() => fault("a nation needs a status".to_owned()),
        _ => {}
    }
    if entity.en.is_empty() {
        fault("en needs at least one name".to_owned());
    }
    for NameList { field, names, han, .. } in name_lists(entity) {
        for name in names {
            if name.trim().is_empty() {
                fault(format!("{field}: an empty name"));
            } else if name.trim() != name {
                fault(format!("{field}: '{name}' has blanks at its edge"));
            } else if han.is_some_and(|han| name.chars().any(is_han) != han) {
                let script = if han == Some(true) { "no Chinese character" } else { "a Chinese character" };
                fault(format!("{field}: '{name}' holds {script}"));
            }
        }
    }
    let one_character = entity.one_character.iter().filter(|name| name.chars().count() != 1);
    for name in one_character {
        fault(format!("one-character: '{name}' is not one character"));
    }
    if !(1..=9).contains(&entity.prominence) {
        fault(format!("prominence: {} is not between 1 and 9", entity.prominence));
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|&&b| b == b'\n').count() + 1
}
