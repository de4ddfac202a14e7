//! The lists that the rules read: text files beside this one, one entry a line, `#` for comments.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};

use super::one_character::Cues;
use crate::table::{lines, rows, words};

/// A set of words that is quick to say no: the character beside a place settles most questions about it.
#[derive(Default)]
pub(super) struct Words {
    all: FxHashSet<&'static str>,
    first: FxHashSet<char>,
    last: FxHashSet<char>,
}

/// The longest word that is looked for at the edge of a text, in characters.
const LONGEST_CUE: usize = 9;

impl Words {
    pub(super) fn contains(&self, word: &str) -> bool {
        self.all.contains(word)
    }

    /// The longest of the words that a text begins with.
    pub(super) fn starting<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.chars().next().filter(|c| self.first.contains(c))?;
        let ends = text.char_indices().take(LONGEST_CUE).map(|(at, c)| at + c.len_utf8());
        ends.filter_map(|at| text.get(..at)).filter(|cue| self.contains(cue)).last()
    }

    /// The longest of the words that a text ends with.
    pub(super) fn ending<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.chars().next_back().filter(|c| self.last.contains(c))?;
        let starts = text.char_indices().rev().take(LONGEST_CUE).map(|(at, _)| at);
        starts.filter_map(|at| text.get(at..)).filter(|cue| self.contains(cue)).last()
    }

    /// Whether one of them ends with this character.
    pub(super) fn may_end_with(&self, c: char) -> bool {
        self.last.contains(&c)
    }

    /// All of them.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.all.iter().copied()
    }

    fn insert(&mut self, word: &'static str) {
        self.all.insert(word);
        self.first.extend(word.chars().next());
        self.last.extend(word.chars().next_back());
    }
}

impl FromIterator<&'static str> for Words {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        let mut all = Words::default();
        words.into_iter().for_each(|word| all.insert(word));
        all
    }
}

macro_rules! word_lists {
    ($($(#[$doc:meta])* $name:ident $file:literal;)*) => {
        $($(#[$doc])* pub(super) static $name: LazyLock<Words> =
            LazyLock::new(|| lines(include_str!(concat!("tables/", $file))).collect());)*
    };
}

word_lists! {
    /// Nouns that make another name of the name before them.
    NAMES_IN_NAMES "names_in_names.txt";
    /// Nouns that make a street of the name before them.
    STREETS "streets.txt";
    /// Verbs that tell who holds an organ: 控制的众议院.
    HELD_BY "held_by.txt";
    /// Words that make a language of a demonym.
    LANGUAGE_CUES "language_cues.txt";
    /// Words behind a language's name that it does not describe.
    AFTER_LANGUAGE "after_language.txt";
    /// What may follow a Chinese name within a word.
    NAME_ENDINGS "name_endings.txt";
    /// Nouns that make a language of the demonym before them.
    LANGUAGE_NOUNS "language_nouns.txt";
    /// Nouns of names of bodies.
    ORGANISATION_NOUNS "organisation_nouns.txt";
    /// Words that no name of a body holds.
    NO_PART_OF_NAMES "no_part_of_names.txt";
    /// What the last character of a name and what follows make where it begins the next word.
    BORROWED_ENDS "borrowed_ends.txt";
    /// Words and characters of the press of Hong Kong.
    HONG_KONG "hong_kong.txt";
    /// Names of companies that are common words.
    COMMON_WORDS "common_words.txt";
    /// Words of headlines about sports and arts.
    SPORT_WORDS "sport_words.txt";
    /// Words behind a party that is meant.
    PARTY_BEHIND "party_behind.txt";
    /// What is done to a company before 'on'.
    AGAINST "against.txt";
    /// Words behind a chamber of a parliament.
    CHAMBER_BEHIND "chamber_behind.txt";
    /// Places where people publish, no publishers.
    PLATFORMS "platforms.txt";
    /// What stands before and behind them where something was published.
    PLATFORM_BEFORE "platform_before.txt";
    PLATFORM_BEHIND "platform_behind.txt";
    /// Words with which the names of parties begin.
    PARTY_BEFORE "party_before.txt";
    /// What media do.
    MEDIA_BEHIND_EN "media_behind_en.txt";
    MEDIA_BEHIND_ZH "media_behind_zh.txt";
    /// Nouns that end the names of bodies, and of others.
    ORGANISATION_ENDS "organisation_ends.txt";
    /// What announces a short form in brackets.
    SHORT_FOR "short_for.txt";
    /// What belongs to a company's name behind it.
    LEGAL_FORMS "legal_forms.txt";
    /// Words behind a company that acts.
    COMPANY_BEHIND "company_behind.txt";
    /// Words before a company that something is done to.
    COMPANY_BEFORE "company_before.txt";
    /// Words that begin a sentence and no name.
    SENTENCE_OPENERS "sentence_openers.txt";
    /// What stands behind the names of rulers and sons of the same name.
    NUMBERS_OF_NAMES "numbers_of_names.txt";
    /// Words for relatives and friends, before a person's name.
    KIN "kin.txt";
    /// Words for persons who are no leaders, before their names. Simplified.
    NO_LEADERS_ZH "no_leaders_zh.txt";
    /// The same before an English name.
    NO_LEADERS_EN "no_leaders_en.txt";
    /// Characters of transcribed names that are no words.
    TRANSCRIPTION "transcription.txt";
    /// Names of months that are names of persons, too.
    MONTHS "months.txt";
    /// Words that make a month of such a name.
    MONTH_CUES "month_cues.txt";
    /// Words with a capital that follow a name and are no part of it.
    CAPITALS_BEHIND "capitals_behind.txt";
    /// Words with a capital before a family name that are no given name.
    CAPITALS_BEFORE "capitals_before.txt";
    /// Words that make any of a kind of an organ's name.
    ANY "any.txt";
    /// Measures before a description of a body.
    MEASURES "measures.txt";
    /// Teams that bear the short name of a nation: 中华|队. Simplified.
    TEAMS "teams.txt";
    /// Words in small letters inside English names.
    INSIDE_NAMES_EN "inside_names_en.txt";
    /// Words that tell that an office is not held.
    NOT_IN_OFFICE "not_in_office.txt";
    /// Words in capitals before a nation that make no other name of it.
    BEFORE_NATIONS "before_nations.txt";
    /// What makes an adjective of a leader's name.
    MADE_OF_NAMES "made_of_names.txt";
    /// Storms, fires and operations with names of their own.
    NAMED_THINGS "named_things.txt";
    /// Words behind a Chinese name that tell of somebody else.
    NO_LEADERS_BEHIND "no_leaders_behind.txt";
    /// Venues that are called by a company's name.
    VENUES "venues.txt";
    /// Exchanges behind the number of a share.
    EXCHANGES "exchanges.txt";
    /// What parts of universities are called by.
    FACULTIES "faculties.txt";
    /// Words before 'in' and what somebody has a part of.
    PART_OF "part_of.txt";
    /// Names of organs that any state has.
    ORGANS_OF_ANY "organs_of_any.txt";
    /// What a nation has or sells, and a company with its name is called by, and what shows that it is the former.
    TRADES "trades.txt";
    TRADE_BEFORE "trade_before.txt";
    TRADE_BEHIND "trade_behind.txt";
    /// Words that begin sentences and are family names, too.
    PRONOUNS "pronouns.txt";
    /// What may stand between a capital that acts and its verb.
    TIMES_EN "times_en.txt";
    /// Kinds of organ that some states have and others have not.
    ORGANS_OF_SOME "organs_of_some.txt";
    /// Words before the Chinese name of a body.
    BEFORE_BODIES "before_bodies.txt";
    /// What the Chinese names of bodies end with.
    BODY_ENDS_ZH "body_ends_zh.txt";
    /// Particles in Chinese transcriptions.
    PARTICLES_ZH "particles_zh.txt";
    /// What makes a local body's organ of a bare one.
    LOCAL_BEFORE "local_before.txt";
    /// Family names that are no words of running text.
    FAMILY_NAMES_ZH "family_names_zh.txt";
    /// Words before the name of a ship.
    SHIPS "ships.txt";
    /// What makes a person's office of the organ before it.
    OFFICE_BEHIND "office_behind.txt";
    /// Nouns of names that some papers write small.
    SMALL_NOUNS "small_nouns.txt";
    /// States whose people write the family name first.
    FAMILY_FIRST "family_first.txt";
    /// Words behind which a capital is a place.
    PLACE_BEFORE_EN "place_before_en.txt";
    METONYM_AFTER_EN "metonym_after_en.txt";
    METONYM_BEFORE_EN "metonym_before_en.txt";
    METONYM_PLACE_EN "metonym_place_en.txt";
    /// Nouns that a government has: "Beijing's Belt and Road Initiative".
    METONYM_OWNED_EN "metonym_owned_en.txt";
    /// Two words behind a capital that is described.
    METONYM_DESCRIBED_EN "metonym_described_en.txt";
    /// What was done to a place.
    METONYM_SUFFERED_EN "metonym_suffered_en.txt";
    /// Verbs that places have, too.
    METONYM_COMMON_EN "metonym_common_en.txt";
    /// Verbs before the verb that tells.
    AUXILIARIES_EN "auxiliaries_en.txt";
    METONYM_AFTER_ZH "metonym_after_zh.txt";
    METONYM_BEFORE_ZH "metonym_before_zh.txt";
    /// Nouns for governments, behind their seats: 北京当局.
    METONYM_GOVERNMENT_ZH "metonym_government_zh.txt";
    /// What makes a party of a capital behind 与 and a place of it else.
    METONYM_TALKS_ZH "metonym_talks_zh.txt";
    /// Nouns that a government has: 北京的立场.
    METONYM_OWNED_ZH "metonym_owned_zh.txt";
    /// Names of seats of government that are no names of places.
    METONYM_ALONE "metonym_alone.txt";
    /// Adverbs between a capital or a company and its verb.
    ADVERBS_ZH "adverbs_zh.txt";
    /// What two capitals with a hyphen between them make.
    PAIR_NOUNS "pair_nouns.txt";
}

/// English given names, one to a blank.
pub(super) static GIVEN_NAMES: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("tables/given_names.txt")).collect());

/// The strings of a table that stand before a name (`<`), and those behind it (`>`).
fn beside(table: &'static str) -> (Words, Words) {
    let (before, behind): (Vec<_>, Vec<_>) = lines(table).partition(|line| line.starts_with('<'));
    let strip = |list: Vec<&'static str>| list.into_iter().map(|line| line.trim_start_matches(['<', '>'])).collect();
    (strip(before), strip(behind))
}

/// Strings that make a place of a Chinese capital: one before it or one behind it.
pub(super) static METONYM_PLACE_ZH: LazyLock<(Words, Words)> =
    LazyLock::new(|| beside(include_str!("tables/metonym_place_zh.txt")));

/// Strings that make a target of a Chinese capital: one before it and one behind it.
pub(super) static METONYM_TARGET_ZH: LazyLock<(Words, Words)> =
    LazyLock::new(|| beside(include_str!("tables/metonym_target_zh.txt")));

/// What may stand between two names of a row.
pub(super) const JOINTS: [&str; 11] = [" and ", "-", ", ", ", and ", " or ", " to ", "和", "与", "、", "同", "及"];

/// Characters of a table.
fn chars(table: &'static str) -> FxHashSet<char> {
    lines(table).flat_map(str::chars).collect()
}

/// Characters that join words and stand for none of a foreign name.
pub(crate) static FUNCTION_CHARACTERS: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| chars(include_str!("tables/function_characters.txt")));

/// Ends of names of bodies, and what makes no word with them.
pub(super) static LOOSE_ENDS: LazyLock<Vec<[&'static str; 2]>> =
    LazyLock::new(|| rows(include_str!("tables/loose_ends.tsv")).collect());

/// What ends the names of places.
pub(super) static KINDS_OF_PLACE: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| chars(include_str!("tables/kinds_of_place.txt")));

/// Characters with which transcriptions go on.
pub(super) static TRANSCRIBED: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| chars(include_str!("tables/transcribed.txt")));

/// What characters sound like of which transcriptions are made, in letters.
pub(super) static SOUNDS: LazyLock<FxHashMap<char, &'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("tables/sounds.tsv"));
    table.flat_map(|[sound, characters]| characters.chars().map(move |c| (c, sound))).collect()
});

/// What Latin letters sound like, by their first one, those that stand for several before those that they hold.
pub(super) static LATIN_SOUNDS: LazyLock<FxHashMap<char, Vec<[&'static str; 2]>>> = LazyLock::new(|| {
    let mut sounds: FxHashMap<char, Vec<_>> = FxHashMap::default();
    for row in rows(include_str!("tables/latin_sounds.tsv")) {
        let [letters, _] = row;
        letters.chars().next().into_iter().for_each(|first| sounds.entry(first).or_default().push(row));
    }
    sounds
});

/// Marks behind which a clause of a headline begins.
pub(super) static CLAUSE_MARKS: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| chars(include_str!("tables/clause_marks.txt")));

/// Characters with which a new word begins behind a name.
pub(super) static AFTER_NAMES: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| chars(include_str!("tables/after_names.txt")));

/// What makes another word of a nation's name.
pub(super) struct Derived {
    before: Vec<&'static str>,
    /// With the words of their own that begin with them.
    behind: Vec<(&'static str, &'static str)>,
}

impl Derived {
    /// Whether what stands before and behind a name makes another word of it.
    pub(super) fn is_made(&self, before: &str, behind: &str) -> bool {
        let own = |but: &str| but.split_whitespace().any(|word| behind.starts_with(word));
        self.before.iter().any(|end| before.ends_with(end))
            || self.behind.iter().any(|(start, but)| behind.starts_with(start) && !own(but))
    }
}

pub(super) static DERIVED: LazyLock<Derived> = LazyLock::new(|| {
    let mut derived = Derived { before: Vec::new(), behind: Vec::new() };
    for [side, string, but] in rows(include_str!("tables/derived.tsv")) {
        match side {
            "<" => derived.before.push(string),
            _ => derived.behind.push((string, but)),
        }
    }
    derived
});

/// A name that is also something else, and the words that show which.
pub(super) struct Homograph {
    pub(super) other: Vec<&'static str>,
    pub(super) own: Vec<&'static str>,
}

/// By surface.
pub(super) static HOMOGRAPHS: LazyLock<FxHashMap<&'static str, Homograph>> = LazyLock::new(|| {
    let words = |column: &'static str| column.split(';').map(str::trim).filter(|word| !word.is_empty()).collect();
    let table = rows(include_str!("tables/homographs.tsv"));
    table.map(|[surface, _, other, own]| (surface, Homograph { other: words(other), own: words(own) })).collect()
});

/// All words of [`HOMOGRAPHS`] that may stand anywhere in a document, to be looked for in one pass.
pub(super) static WITNESSES: LazyLock<Witnesses> = LazyLock::new(|| {
    let all = HOMOGRAPHS.values().flat_map(|homograph| homograph.other.iter().chain(&homograph.own));
    let words: Vec<&str> = all.copied().filter(|word| !word.starts_with('+')).collect();
    Witnesses { automaton: AhoCorasick::new(&words).ok(), words }
});

/// Words to look for in one pass over a text.
pub(super) struct Witnesses {
    words: Vec<&'static str>,
    /// None only for more words than memory holds.
    automaton: Option<AhoCorasick>,
}

impl Witnesses {
    /// Those of the words that stand in a text.
    pub(super) fn standing_in(&self, text: &str) -> FxHashSet<&'static str> {
        let found = self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(text));
        found.filter_map(|found| self.words.get(found.pattern().as_usize()).copied()).collect()
    }
}

/// How seldom a one-character name is anything but the nation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grade {
    /// 美 俄 韩: in a headline also without a verb behind it.
    Clear,
    /// 中 日 法: in a row and beside a common word.
    Usual,
    /// 欧 非: regions that stand in rows without being a nation.
    Partner,
    /// 西 意: only beside a cue of its own.
    Rare,
    /// 新 比: words that describe an office or body, too. Only behind a cue, before a cue that is made for them, or where
    /// the holder of the office is named.
    Word,
}

/// A fixed phrase around a one-character name.
pub(super) struct Phrase {
    pub(super) text: String,
    /// Bytes of the phrase before the name.
    pub(super) before: usize,
    /// The entity, where the character is shared.
    pub(super) id: Option<String>,
}

/// The cues for one-character names.
#[derive(Default)]
pub(super) struct OneCharacterCues {
    grades: FxHashMap<char, Grade>,
    /// Those of the grade [`Grade::Partner`], a handful.
    partners: Vec<char>,
    /// The phrases that hold a character.
    pub(super) phrases: FxHashMap<char, Vec<Phrase>>,
    pub(super) nation: Cues,
    pub(super) common: Cues,
    pub(super) leader: Cues,
    /// Behind names of every grade.
    pub(super) any: Words,
    /// Behind names of nations whose usual name stands in the text, too.
    pub(super) named: Words,
    /// Names that a party or an organ behind is a cue for at the start of a clause only.
    pub(super) start: FxHashSet<char>,
    /// Names that are the unit of days.
    pub(super) day: FxHashSet<char>,
    /// What makes a measure word of a character behind it.
    pub(super) counted: FxHashMap<char, Words>,
    /// Names that are words of their own inside a clause, and the words before which they are names there.
    pub(super) inside: FxHashSet<char>,
    pub(super) link: FxHashSet<char>,
    /// Names that need no cue before a noun at the start of a headline.
    pub(super) noun: FxHashSet<char>,
    /// Leaders who take no verb in a headline.
    pub(super) silent: FxHashSet<char>,
    /// What makes a function word of a character before it.
    pub(super) function: FxHashMap<char, Words>,
    pub(super) row: Words,
    pub(super) leader_row: Words,
    pub(super) party_row: Words,
    pub(super) headline: Words,
    pub(super) leader_headline: Words,
    pub(super) leader_named: Cues,
    pub(super) leader_named_row: Words,
}

impl OneCharacterCues {
    /// Whether a character stands for a region: asked for every Han character, so not of a table of all.
    pub(super) fn is_partner(&self, c: char) -> bool {
        self.partners.contains(&c)
    }

    pub(super) fn grade(&self, c: char) -> Grade {
        self.grades.get(&c).copied().unwrap_or(Grade::Rare)
    }

    fn read(table: &'static str) -> Self {
        let mut cues = OneCharacterCues::default();
        rows(table).for_each(|row| {
            cues.add(row);
        });
        // The longer phrase says more.
        for phrases in cues.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.text.len()));
        }
        cues
    }

    /// Adds a row; false if there is no such list.
    fn add(&mut self, [list, kind, cue]: [&'static str; 3]) -> bool {
        let beside = |cues: &'_ mut Cues| match list {
            "<" => cues.before.insert(cue),
            _ => cues.behind.insert(cue),
        };
        match (list, kind) {
            ("grade", "clear") => self.grades.extend(cue.chars().map(|c| (c, Grade::Clear))),
            ("grade", "usual") => self.grades.extend(cue.chars().map(|c| (c, Grade::Usual))),
            ("grade", "partner") => {
                self.partners.extend(cue.chars());
                self.grades.extend(cue.chars().map(|c| (c, Grade::Partner)));
            }
            ("grade", "word") => self.grades.extend(cue.chars().map(|c| (c, Grade::Word))),
            ("start", "") => self.start.extend(cue.chars()),
            ("silent", "") => self.silent.extend(cue.chars()),
            ("day", "") => self.day.extend(cue.chars()),
            ("inside", "") => self.inside.extend(cue.chars()),
            ("link", "") => self.link.extend(cue.chars()),
            ("noun", "") => self.noun.extend(cue.chars()),
            ("counted", of) => of.chars().for_each(|c| self.counted.entry(c).or_default().insert(cue)),
            ("function", of) => of.chars().for_each(|c| self.function.entry(c).or_default().insert(cue)),
            ("phrase", "") => self.phrase(cue),
            (">", "any") => {
                self.any.insert(cue);
                self.nation.behind.insert(cue);
            }
            (">", "named") => self.named.insert(cue),
            (">", "row") => self.row.insert(cue),
            (">", "leader-row") => self.leader_row.insert(cue),
            (">", "party-row") => self.party_row.insert(cue),
            (">", "headline") => self.headline.insert(cue),
            (">", "leader-named-row") => self.leader_named_row.insert(cue),
            (">", "leader-headline") => self.leader_headline.insert(cue),
            ("<" | ">", "nation") => beside(&mut self.nation),
            ("<" | ">", "leader") => beside(&mut self.leader),
            ("<" | ">", "leader-named") => beside(&mut self.leader_named),
            ("<" | ">", "common") => beside(&mut self.common),
            _ => return false,
        }
        true
    }

    /// Adds `一[中]政策` or `[印][巴=pakistan]`.
    fn phrase(&mut self, pattern: &str) {
        let mut text = String::new();
        let mut names = Vec::new();
        for piece in pattern.split(['[', ']']) {
            let (shown, id) = piece.split_once('=').map_or((piece, None), |(shown, id)| (shown, Some(id.to_owned())));
            if pattern.contains(&format!("[{piece}]")) {
                names.extend(shown.chars().next().map(|c| (c, text.len(), id)));
            }
            text.push_str(shown);
        }
        for (c, before, id) in names {
            self.phrases.entry(c).or_default().push(Phrase { text: text.clone(), before, id });
        }
    }
}

pub(super) static ONE_CHARACTER: LazyLock<OneCharacterCues> =
    LazyLock::new(|| OneCharacterCues::read(include_str!("tables/one_character.tsv")));

/// Ordinary words made of one-character names and their cues.
pub(super) static ORDINARY_WORDS: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("tables/ordinary_words.txt")).collect());

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::table::columns;

    /// The tables are read leniently, so this test is what finds a bad row.
    #[test]
    fn every_row_is_understood() {
        let mut cues = OneCharacterCues::default();
        let mut seen = HashSet::new();
        for line in lines(include_str!("tables/one_character.tsv")) {
            let row = columns::<3>(line).unwrap_or_else(|| panic!("three columns: {line}"));
            assert!(cues.add(row), "no such list: {line}");
            assert!(seen.insert(row), "twice: {line}");
            let [list, _, cue] = row;
            let sought = matches!(list, "<" | ">" | "function");
            assert!(!sought || cue.chars().count() <= LONGEST_CUE, "too long: {line}");
        }
    }

    #[test]
    fn rows_have_their_columns() {
        let tables = [
            (include_str!("tables/derived.tsv"), 3),
            (include_str!("tables/homographs.tsv"), 4),
            (include_str!("tables/latin_sounds.tsv"), 2),
            (include_str!("tables/offices.tsv"), 2),
            (include_str!("tables/sounds.tsv"), 2),
            (include_str!("tables/titles_en.tsv"), 2),
            (include_str!("tables/titles_zh.tsv"), 2),
        ];
        for (table, width) in tables {
            for line in lines(table) {
                assert_eq!(line.split('\t').count(), width, "{line}");
            }
        }
    }

    #[test]
    fn words_are_found_and_stand_once() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/resolve/tables");
        for file in std::fs::read_dir(folder).expect("the tables are there") {
            let path = file.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("text");
            let mut seen = HashSet::new();
            // Of marks and characters one line may hold many.
            let characters = ["clause_marks.txt", "transcribed.txt"].iter().any(|list| path.ends_with(list));
            let list = path.extension().is_some_and(|ending| ending == "txt") && !characters;
            for line in lines(&text) {
                assert!(seen.insert(line), "{}: twice: {line}", path.display());
                let sought = !list || line.is_ascii() || words(line).all(|word| word.chars().count() <= LONGEST_CUE);
                assert!(sought, "{}: too long to be found: {line}", path.display());
            }
        }
    }
}
