//! The lists of names of an entity, in one table: what reads, matches, checks and exports names goes through it, so that a
//! list is forgotten nowhere.

use super::alias::Form;
use super::entity::Entity;

/// A list of names of an entity.
#[derive(Clone, Copy, Debug)]
pub struct NameList<'e> {
    /// Its key in the files.
    pub field: &'static str,
    /// What it holds.
    pub names: &'e [String],
    /// What its names are.
    pub used: NameUse,
    /// Whether they must hold Chinese characters, or must not; nothing where both may stand.
    pub han: Option<bool>,
}

/// What the names of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameUse {
    /// Full names, the preferred one first.
    Full,
    /// Other names that refer in this way, and count alone.
    Alone(Form),
    /// Other names that refer in this way, and count only with support in the document.
    Supported(Form),
    /// Marks of names, and strings that are none.
    Mark,
}

impl NameList<'_> {
    /// Whether its names are beside the full ones.
    pub fn is_other(&self) -> bool {
        matches!(self.used, NameUse::Alone(_) | NameUse::Supported(_))
    }

    /// Whether its names count only with support, wherever they are marked.
    pub fn needs_support(&self) -> bool {
        matches!(self.used, NameUse::Supported(_))
    }

    /// How its names refer; none of marks.
    pub fn form(&self) -> Option<Form> {
        match self.used {
            NameUse::Full => Some(Form::Name),
            NameUse::Alone(form) | NameUse::Supported(form) => Some(form),
            NameUse::Mark => None,
        }
    }
}

/// All lists of an entity, in the order of `dictionaries/README.md`.
pub fn name_lists(entity: &Entity) -> [NameList<'_>; 13] {
    let list = |field, names, used, han| NameList { field, names, used, han };
    [
        list("en", &entity.en, NameUse::Full, Some(false)),
        list("zh-Hans", &entity.zh_hans, NameUse::Full, Some(true)),
        list("zh-Hant-TW", &entity.zh_hant_tw, NameUse::Full, Some(true)),
        list("zh-Hant-HK", &entity.zh_hant_hk, NameUse::Full, Some(true)),
        list("short", &entity.short, NameUse::Supported(Form::Short), None),
        list("unmistakable", &entity.unmistakable, NameUse::Alone(Form::Short), None),
        list("nicknames", &entity.nicknames, NameUse::Alone(Form::Nickname), None),
        list("abbreviations", &entity.abbreviations, NameUse::Alone(Form::Abbreviation), None),
        list("demonyms", &entity.demonyms, NameUse::Alone(Form::Demonym), None),
        list("one-character", &entity.one_character, NameUse::Supported(Form::Abbreviation), Some(true)),
        list("metonyms", &entity.metonyms, NameUse::Supported(Form::Metonym), None),
        list("exact-case", &entity.exact_case, NameUse::Mark, Some(false)),
        list("not-inside", &entity.not_inside, NameUse::Mark, None),
    ]
}
