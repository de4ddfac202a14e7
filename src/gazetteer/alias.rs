//! Every surface form that the matcher looks for, and what it may stand for.
//!
//! In: entities and institutions. Out: one table of folded surfaces, each with its readings. The forms are the ones of
//! the folded view (see [`crate::text::fold`]), since that is what the matcher reads.

use std::collections::HashMap;

use serde::Serialize;

use super::entity::{Entity, Institution, Kind};
use crate::text::fold_name;

/// How a mention refers to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
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
    /// An organ without its state: index into the institutions. `bare`: counts without a nation beside it.
    Institution { index: u16, bare: bool },
    /// A longer string inside which no name of this entity counts.
    Blocker(u32),
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
}

/// A folded surface and its readings.
#[derive(Clone, Debug)]
pub(crate) struct Surface {
    /// The folded form, in the case of the gazetteer.
    pub(crate) folded: String,
    pub(crate) readings: Vec<Reading>,
}

/// All surfaces, those that hold a Chinese character apart from the others. Sorted, so that the same gazetteer always
/// gives the same table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surfaces {
    pub(crate) han: Vec<Surface>,
    pub(crate) latin: Vec<Surface>,
}

impl Surfaces {
    /// The table for these entities and institutions.
    pub(crate) fn new(entities: &[Entity], institutions: &[Institution]) -> Self {
        let mut table = Table::default();
        for (index, entity) in entities.iter().enumerate().filter(|(_, entity)| entity.replaced_by.is_none()) {
            table.entity(index as u32, entity);
        }
        for (index, institution) in institutions.iter().enumerate() {
            table.institution(index as u16, institution);
        }
        table.finish()
    }
}

#[derive(Default)]
struct Table {
    readings: HashMap<String, Vec<Reading>>,
}

impl Table {
    fn entity(&mut self, index: u32, entity: &Entity) {
        let target = Target::Entity(index);
        let mut add = |names: &[String], form: Form, needs_support: bool| {
            for name in names {
                let ambiguous = needs_support || entity.ambiguous.contains(name);
                let exact_case = entity.exact_case.contains(name);
                self.add(name, Reading { target, form: form_of(entity, name, form), ambiguous, exact_case });
            }
        };
        for names in [&entity.en, &entity.zh_hans, &entity.zh_hant_tw, &entity.zh_hant_hk] {
            add(names, Form::Name, false);
        }
        add(&entity.unmistakable, Form::Short, false);
        add(&entity.short, Form::Short, true);
        add(&entity.nicknames, Form::Nickname, false);
        add(&entity.abbreviations, Form::Abbreviation, false);
        add(&entity.demonyms, Form::Demonym, false);
        add(&entity.one_character, Form::Abbreviation, true);
        add(&entity.metonyms, Form::Metonym, true);
        let blocker = Reading { target: Target::Blocker(index), form: Form::Name, ambiguous: false, exact_case: false };
        for string in &entity.not_inside {
            self.add(string, blocker);
        }
    }

    fn institution(&mut self, index: u16, institution: &Institution) {
        let lists = [(&institution.en, &institution.bare_en), (&institution.zh, &institution.bare_zh)];
        for (all, bare) in lists {
            for name in all {
                let target = Target::Institution { index, bare: bare.contains(name) };
                self.add(name, Reading { target, form: Form::Name, ambiguous: true, exact_case: true });
            }
        }
    }

    fn add(&mut self, name: &str, reading: Reading) {
        for folded in variants(&fold_name(name)) {
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

    fn finish(self) -> Surfaces {
        let mut all: Vec<Surface> =
            self.readings.into_iter().map(|(folded, readings)| Surface { folded, readings }).collect();
        all.sort_by(|a, b| a.folded.cmp(&b.folded));
        let (han, latin) = all.into_iter().partition(|surface| surface.folded.chars().any(is_han));
        Surfaces { han, latin }
    }
}

/// One-character names are abbreviations wherever the gazetteer lists them; the English list of a nation may hold
/// abbreviations with stops (`U.S.`) beside its `abbreviations`.
fn form_of(entity: &Entity, name: &str, form: Form) -> Form {
    let one_character = entity.kind == Kind::Nation && name.chars().count() == 1;
    if one_character { Form::Abbreviation } else { form }
}

/// Spellings that follow from a folded name by rule: `U. S.` beside `U.S.`, ASCII brackets beside full-width ones.
fn variants(folded: &str) -> Vec<String> {
    let mut all = vec![folded.to_owned()];
    if is_dotted_initials(folded) {
        all.push(folded.trim_end_matches('.').replace('.', ". ") + ".");
    }
    if folded.contains('（') {
        all.push(folded.replace('（', "(").replace('）', ")"));
    }
    all
}

/// `U.S.`, `U.A.E.`: single letters, each with its stop.
fn is_dotted_initials(name: &str) -> bool {
    let mut letters = name.split_terminator('.').peekable();
    name.ends_with('.')
        && name.len() > 2
        && letters.all(|part| part.len() == 1 && part.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether a character of a folded name belongs to Han script.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
