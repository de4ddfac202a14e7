//! The lists that the patterns read: text files beside this one, words separated by blanks, `#` for comments.

use std::collections::HashSet;
use std::sync::LazyLock;

type Words = HashSet<&'static str>;

fn words(table: &'static str) -> Words {
    crate::table::words(table).collect()
}

/// Words behind an English title that are no names.
pub(super) static NOT_NAMES: LazyLock<Words> = LazyLock::new(|| words(include_str!("tables/not_names.txt")));
/// Titles behind which a single word is no name.
pub(super) static WEAK_TITLES: LazyLock<Words> = LazyLock::new(|| words(include_str!("tables/weak_titles.txt")));
/// Ends of the names of bodies.
pub(super) static ORGANISATION_ENDS: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("tables/organisation_ends.txt")));
/// Verbs of saying.
pub(super) static SAYS_ZH: LazyLock<Words> = LazyLock::new(|| words(include_str!("tables/says_zh.txt")));
/// Offices of bodies.
pub(super) static HEADS_ZH: LazyLock<Words> = LazyLock::new(|| words(include_str!("tables/heads_zh.txt")));
/// Chinese words beside names in the table of titles that are no offices of a person.
pub(super) static NO_OFFICES: LazyLock<Words> = LazyLock::new(|| words(include_str!("tables/no_offices.txt")));
