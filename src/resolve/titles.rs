//! Titles beside the names of leaders, and the offices that they mean: `tables/titles_en.tsv`, `titles_zh.tsv`, and for titles
//! that stand for their holders `offices.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tables::Words;
use crate::table::rows;

/// What a title tells of its bearer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Roles {
    /// A form of address: a person, but which? `mr` in the tables.
    Address,
    /// An office, one of these (as in the `offices` of the gazetteer), or any (`*`) if nothing better is known.
    Office {
        /// Slugs such as `foreign-minister`.
        named: Vec<&'static str>,
        /// Whether it may be another office, too.
        any: bool,
    },
}

impl Roles {
    fn read(column: &'static str) -> Self {
        let roles = || column.split(',').map(str::trim);
        if column == "mr" {
            return Roles::Address;
        }
        Roles::Office { named: roles().filter(|role| *role != "*").collect(), any: roles().any(|role| role == "*") }
    }

    /// The offices that are named; none of a form of address.
    pub(crate) fn named(&self) -> &[&'static str] {
        match self {
            Roles::Address => &[],
            Roles::Office { named, .. } => named,
        }
    }

    /// Whether any office may be meant.
    pub(crate) fn is_any(&self) -> bool {
        matches!(self, Roles::Office { any: true, .. })
    }
}

/// Titles and what they mean.
pub(crate) struct Titles {
    roles: FxHashMap<&'static str, Roles>,
    words: Words,
}

impl Titles {
    fn read(table: &'static str) -> Self {
        let roles: FxHashMap<_, _> = rows(table).map(|[title, roles]| (title, Roles::read(roles))).collect();
        Titles { words: roles.keys().copied().collect(), roles }
    }

    pub(crate) fn get(&self, title: &str) -> Option<&Roles> {
        self.roles.get(title)
    }

    /// A title as it is listed, and what it means.
    pub(crate) fn entry(&self, title: &str) -> Option<(&'static str, &Roles)> {
        self.roles.get_key_value(title).map(|(title, roles)| (*title, roles))
    }

    pub(crate) fn contains(&self, title: &str) -> bool {
        self.roles.contains_key(title)
    }

    /// The longest title that a text begins with.
    pub(crate) fn starting<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.words.starting(text)
    }

    /// The longest title that a text ends with.
    pub(crate) fn ending<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.words.ending(text)
    }

    /// Whether a title ends with this character.
    pub(super) fn may_end_with(&self, c: char) -> bool {
        self.words.may_end_with(c)
    }
}

pub(crate) static TITLES_EN: LazyLock<Titles> = LazyLock::new(|| Titles::read(include_str!("tables/titles_en.tsv")));
pub(crate) static TITLES_ZH: LazyLock<Titles> = LazyLock::new(|| Titles::read(include_str!("tables/titles_zh.tsv")));

/// Titles that stand for the holder of an office.
pub(super) static OFFICES: LazyLock<Titles> = LazyLock::new(|| Titles::read(include_str!("tables/offices.tsv")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_read() {
        assert_eq!(TITLES_ZH.get("先生"), Some(&Roles::Address));
        assert_eq!(TITLES_ZH.get("总统").map(Roles::named), Some(&["president"][..]));
        assert!(TITLES_ZH.get("部长").is_some_and(Roles::is_any));
    }

    /// A row that is no form of address, names no office and is not of any would mean nothing.
    #[test]
    fn every_title_means_something() {
        for (title, roles) in TITLES_EN.roles.iter().chain(&TITLES_ZH.roles).chain(&OFFICES.roles) {
            let known = *roles == Roles::Address || roles.is_any() || !roles.named().is_empty();
            let plain = roles.named().iter().all(|role| role.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
            assert!(known && plain, "{title}: {roles:?}");
        }
    }
}
