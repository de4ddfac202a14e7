//! The lists that the rules read: text files beside this one, one entry a line, `#` for comments.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A set of words, and the longest of them in words or characters.
pub(super) type Words = HashSet<&'static str>;

macro_rules! word_lists {
    ($($(#[$doc:meta])* $name:ident $file:literal;)*) => {
        $($(#[$doc])* pub(super) static $name: LazyLock<Words> =
            LazyLock::new(|| lines(include_str!(concat!("tables/", $file))).collect());)*
    };
}

word_lists! {
    /// Nouns that make another name of the name before them.
    NAMES_IN_NAMES "names_in_names.txt";
    /// Words that make a language of a demonym.
    LANGUAGE_CUES "language_cues.txt";
    /// Words behind a language's name that it does not describe.
    AFTER_LANGUAGE "after_language.txt";
    /// What may follow a Chinese name within a word.
    NAME_ENDINGS "name_endings.txt";
    /// Words that make a month of May.
    MONTH_CUES "month_cues.txt";
    /// Words behind which a capital is a place.
    PLACE_BEFORE_EN "place_before_en.txt";
    METONYM_AFTER_EN "metonym_after_en.txt";
    METONYM_BEFORE_EN "metonym_before_en.txt";
    METONYM_PLACE_EN "metonym_place_en.txt";
    METONYM_AFTER_ZH "metonym_after_zh.txt";
    METONYM_BEFORE_ZH "metonym_before_zh.txt";
}

/// English given names, one to a blank.
pub(super) static GIVEN_NAMES: LazyLock<Words> =
    LazyLock::new(|| lines(include_str!("tables/given_names.txt")).flat_map(str::split_whitespace).collect());

/// Strings that make a place of a Chinese capital: those that stand before it, and those behind it.
pub(super) static METONYM_PLACE_ZH: LazyLock<(Words, Words)> = LazyLock::new(|| {
    let (before, behind): (Vec<_>, Vec<_>) =
        lines(include_str!("tables/metonym_place_zh.txt")).partition(|line| line.starts_with('<'));
    let strip = |list: Vec<&'static str>| list.into_iter().map(|line| line.trim_start_matches(['<', '>'])).collect();
    (strip(before), strip(behind))
});

/// A title and the roles that it may mean.
pub(super) type Titles = HashMap<&'static str, Vec<&'static str>>;

fn titles(text: &'static str) -> Titles {
    lines(text)
        .filter_map(|line| line.split_once('\t'))
        .map(|(title, roles)| (title, roles.split(',').map(str::trim).collect()))
        .collect()
}

pub(super) static TITLES_EN: LazyLock<Titles> = LazyLock::new(|| titles(include_str!("tables/titles_en.tsv")));
pub(super) static TITLES_ZH: LazyLock<Titles> = LazyLock::new(|| titles(include_str!("tables/titles_zh.tsv")));

/// The cues for one-character names.
#[derive(Default)]
pub(super) struct OneCharacterCues {
    /// Cues that stand before a nation, and behind it.
    pub(super) nation: (Words, Words),
    /// Cues that stand before a leader, and behind.
    pub(super) leader: (Words, Words),
}

pub(super) static ONE_CHARACTER: LazyLock<OneCharacterCues> = LazyLock::new(|| {
    let mut cues = OneCharacterCues::default();
    for line in lines(include_str!("tables/one_character.tsv")) {
        let mut fields = line.split('\t');
        let (Some(side), Some(kind), Some(cue)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let (before, behind) = if kind == "leader" { &mut cues.leader } else { &mut cues.nation };
        if side == "<" {
            before.insert(cue)
        } else {
            behind.insert(cue)
        };
    }
    cues
});
