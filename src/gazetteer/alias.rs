//! Every surface form that the matcher looks for, and what it may stand for.
//!
//! In: entities and institutions. Out: folded surfaces, each with its readings. The forms are the ones of
//! the folded view (see [`crate::text::fold`]), since that is what the matcher reads.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::entity::{Entity, Institution, Kind};
use super::implied;
use super::lists::name_lists;
use super::rows::Row;
use super::spellings::{ARTICLE, spellings};
use crate::table::rows;
use crate::text::{fold_name, is_han};

/// How a mention refers to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A full name.
    Name,
    /// A part of the name: `Xi`, 习, `Putin`.
    Short,
    /// `UN`, `U.S.`, 美.
    Abbreviation,
    /// `Chinese`, `Britons`.
    Demonym,
    /// A capital used for the state's government.
    Metonym,
    /// A nickname.
    Nickname,
    /// An office that stands for its holder.
    Office,
}

impl Form {
    const ALL: [Form; 7] =
        [Form::Name, Form::Short, Form::Abbreviation, Form::Demonym, Form::Metonym, Form::Nickname, Form::Office];

    /// The name used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Form::Name => "name",
            Form::Short => "short",
            Form::Abbreviation => "abbreviation",
            Form::Demonym => "demonym",
            Form::Metonym => "metonym",
            Form::Nickname => "nickname",
            Form::Office => "office",
        }
    }
}

/// What a surface may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The entity at this place of the gazetteer.
    Entity(u32),
    /// An organ without its state: index into the institutions.
    Institution { index: u16, bare: Bare },
    /// A longer string inside which no name of this entity counts.
    Blocker(u32),
}

/// Where the name of an organ counts without a nation beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bare {
    Nowhere,
    /// In the press of its own state, where that writes of home.
    AtHome,
    Everywhere,
}

/// One reading of a surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) target: Target,
    pub(crate) form: Form,
    /// Counts only with support in the document.
    pub(crate) ambiguous: bool,
    /// Never matched in another case.
    pub(crate) exact_case: bool,
    /// Bytes of titles at the start and at the end of the surface, which are no part of the mention.
    pub(crate) titles: (usize, usize),
}

/// The sort of target with the marks in the bits above it, the form, the titles (none is as long as 256 bytes), and the
/// place of the target.
impl Row<8> for Reading {
    fn to_bytes(self) -> [u8; 8] {
        let (sort, place) = match self.target {
            Target::Entity(at) => (0, at),
            Target::Blocker(at) => (1, at),
            Target::Institution { index, bare } => (2 + bare as u8, index.into()),
        };
        let marks = sort | u8::from(self.ambiguous) << 3 | u8::from(self.exact_case) << 4;
        let (front, end) = self.titles;
        let [a, b, c, d] = place.to_le_bytes();
        [marks, self.form as u8, front as u8, end as u8, a, b, c, d]
    }

    fn from_bytes([marks, form, front, end, a, b, c, d]: [u8; 8]) -> Self {
        let place = u32::from_le_bytes([a, b, c, d]);
        let organ = |bare| Target::Institution { index: place as u16, bare };
        Reading {
            target: match marks & 7 {
                0 => Target::Entity(place),
                1 => Target::Blocker(place),
                2 => organ(Bare::Nowhere),
                3 => organ(Bare::AtHome),
                _ => organ(Bare::Everywhere),
            },
            form: Form::ALL.get(usize::from(form)).copied().unwrap_or(Form::Name),
            ambiguous: marks & 8 != 0,
            exact_case: marks & 16 != 0,
            titles: (front.into(), end.into()),
        }
    }
}

/// The surfaces of the names that hold a Chinese character (`han`), or of those that hold none, by their folded forms in
/// the case of the gazetteer.
pub(crate) fn surfaces(
    entities: &[&Entity],
    institutions: &[Institution],
    han: bool,
) -> BTreeMap<String, Vec<Reading>> {
    let mut table = Table { readings: BTreeMap::new(), han };
    let known = || (0..).zip(entities).filter(|(_, entity)| entity.replaced_by.is_none());
    for (index, entity) in known() {
        table.entity(index, entity);
    }
    for (index, institution) in institutions.iter().enumerate() {
        table.institution(index as u16, institution);
    }
    let mut found = Vec::new();
    let states = implied::States::new(entities);
    for (index, entity) in known() {
        let names = states.names(entity).into_iter().filter(|name| !table.has(name));
        found.extend(names.map(|name| (index, name)));
    }
    for (index, name) in found {
        let target = Target::Entity(index);
        let reading = Reading { target, form: Form::Name, ambiguous: true, exact_case: false, titles: (0, 0) };
        table.add(Kind::Organisation, &name, reading);
    }
    table.readings
}

struct Table {
    readings: BTreeMap<String, Vec<Reading>>,
    /// Whether names with Chinese characters are added, or those without.
    han: bool,
}

impl Table {
    fn entity(&mut self, index: u32, entity: &Entity) {
        let target = Target::Entity(index);
        for list in name_lists(entity) {
            let Some(form) = list.form() else { continue };
            for name in list.names {
                let ambiguous = list.needs_support() || entity.ambiguous.contains(name);
                let exact_case = entity.exact_case.contains(name);
                let form = form_of(entity, name, form);
                self.add(entity.kind, name, Reading { target, form, ambiguous, exact_case, titles: (0, 0) });
            }
        }
        let blocker = Reading {
            target: Target::Blocker(index),
            form: Form::Name,
            ambiguous: false,
            exact_case: false,
            titles: (0, 0),
        };
        for string in &entity.not_inside {
            self.add(entity.kind, string, blocker);
        }
    }

    fn institution(&mut self, index: u16, institution: &Institution) {
        let lists = [(&institution.en, &institution.bare_en), (&institution.zh, &institution.bare_zh)];
        for (all, everywhere) in lists {
            for name in all {
                let bare = if everywhere.contains(name) {
                    Bare::Everywhere
                } else if institution.home_zh.contains(name) {
                    Bare::AtHome
                } else {
                    Bare::Nowhere
                };
                let target = Target::Institution { index, bare };
                let reading = Reading { target, form: Form::Name, ambiguous: true, exact_case: true, titles: (0, 0) };
                self.add(Kind::Organisation, name, reading);
            }
        }
    }

    /// Whether a name is there already.
    fn has(&self, name: &str) -> bool {
        self.readings.contains_key(&fold_name(name))
    }

    /// Adds a name, in all its spellings, of something of a kind.
    fn add(&mut self, kind: Kind, name: &str, reading: Reading) {
        if name.chars().any(is_han) != self.han {
            return;
        }
        for folded in spellings(&fold_name(name)) {
            let titles = match kind {
                Kind::Leader => titles_of(&folded),
                // 'The Lancet' is found with its article, the mention is the name.
                Kind::Organisation if folded.starts_with(ARTICLE) => (ARTICLE.len(), 0),
                _ => (0, 0),
            };
            let reading = Reading { titles, ..reading };
            let readings = self.readings.entry(folded).or_default();
            match readings.iter_mut().find(|known| known.target == reading.target) {
                // The same name twice: the stricter mark holds, the first form stays.
                Some(known) => {
                    known.ambiguous |= reading.ambiguous && known.form == reading.form;
                    known.exact_case |= reading.exact_case;
                }
                None => readings.push(reading),
            }
        }
    }
}

/// One-character names are abbreviations wherever the gazetteer lists them; the English list of a nation may hold
/// abbreviations with stops (`U.S.`) beside its `abbreviations`.
fn form_of(entity: &Entity, name: &str, form: Form) -> Form {
    let one_character = entity.kind == Kind::Nation && name.chars().count() == 1;
    if one_character { Form::Abbreviation } else { form }
}

const TITLES: &str = include_str!("tables/titles_in_names.tsv");

/// The titles at the start and at the end of a leader's folded name, in bytes; a name is left between them.
fn titles_of(folded: &str) -> (usize, usize) {
    static LISTS: LazyLock<[Vec<&str>; 3]> = LazyLock::new(|| {
        let titles = |side| {
            let lists = rows(TITLES).filter(move |[at, _]| *at == side);
            lists.flat_map(|[_, titles]| titles.split("; ")).collect::<Vec<_>>()
        };
        ["front", "end", "whole"].map(titles)
    });
    let [front, end, whole] = &*LISTS;
    if whole.contains(&folded) {
        return (0, 0);
    }
    let latin = |title: &&str| title.is_ascii();
    let first = front.iter().filter_map(|title| {
        let rest = folded.strip_prefix(title)?;
        let rest = if latin(title) { rest.strip_prefix(' ')? } else { rest };
        Some(folded.len() - rest.len())
    });
    let first = first.filter(|&len| len < folded.len()).max().unwrap_or_default();
    let name = folded.get(first..).unwrap_or_default();
    let last = end.iter().filter(|title| name.len() > title.len() && name.ends_with(**title)).map(|title| title.len());
    (first, last.max().unwrap_or_default())
}
