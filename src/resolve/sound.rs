//! How much alike names sound, in Chinese transcription or in Latin letters.

use super::tables;
use crate::gazetteer::is_han;
use crate::text::fold_name;

/// How alike two transcribed family names must sound (normalised Damerau-Levenshtein on the letters of the sounds). Of the
/// spellings that the gazetteer has for one leader seven in ten do; with [`ALIKE_GIVEN`] a name is alike to another leader's of
/// the same state in one case of ninety, mostly a relative's.
const ALIKE: f64 = 0.8;

/// How alike they must be where nothing is known of the given name.
const ALIKE_ALONE: f64 = 0.9;

/// How alike two transcribed given names must sound, whose family names do.
const ALIKE_GIVEN: f64 = 0.6;

/// How alike the consonants of a transcribed and of a Latin name must be, of the given and of the family name: so much are
/// two in five, and one in 130 to another leader's of the same state.
const ALIKE_LATIN: f64 = 0.8;

/// What a part of a name sounds like, in letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    /// With its vowels; empty for a Latin one, whose vowels tell little.
    full: String,
    /// A first vowel, and the consonants.
    consonants: String,
    /// How many characters it is written with.
    length: usize,
}

impl Sound {
    /// Of a transcription.
    pub(super) fn of_chinese(name: &str) -> Self {
        let syllables = || name.chars().filter_map(|c| tables::SOUNDS.get(&c).copied());
        let mut consonants = Consonants::default();
        syllables().flat_map(str::chars).for_each(|c| consonants.push(c));
        Sound { full: syllables().collect(), consonants: consonants.0, length: name.chars().count() }
    }

    /// Whether it begins with this letter.
    pub(super) fn begins_with(&self, letter: char) -> bool {
        self.full.starts_with(letter)
    }

    /// Of Latin letters.
    fn of_latin(name: &str) -> Self {
        let plain = fold_name(name).to_lowercase();
        let mut consonants = Consonants::default();
        let mut rest = plain.as_str();
        while let Some(next) = rest.chars().next() {
            let mut rows = tables::LATIN_SOUNDS.get(&next).into_iter().flatten();
            let row = rows.find(|[letters, _]| rest.starts_with(letters));
            match row {
                Some([_, sound]) => sound.chars().for_each(|c| consonants.push(c)),
                None => consonants.push(next),
            }
            rest = rest.get(row.map_or(next.len_utf8(), |[letters, _]| letters.len())..).unwrap_or_default();
        }
        Sound { full: String::new(), consonants: consonants.0, length: name.chars().count() }
    }
}

/// The consonants of a sound as they come in; m counts as n.
#[derive(Default)]
struct Consonants(String);

impl Consonants {
    fn push(&mut self, c: char) {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if self.0.is_empty() => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => return,
            'm' => 'n',
            c => c,
        };
        if c.is_ascii_lowercase() && !self.0.ends_with(c) {
            self.0.push(c);
        }
    }
}

/// Whether two transcriptions of two syllables and more sound alike, given names whose family name is the same. What a name
/// sounds like that has a character of its own is not known.
pub(super) fn sounds_like(own: &str, found: &str) -> bool {
    if !own.chars().all(|c| tables::SOUNDS.contains_key(&c)) {
        return false;
    }
    let (own, found) = (Sound::of_chinese(own), Sound::of_chinese(found));
    let first = |sound: &Sound| sound.full.chars().next();
    let long = own.length > 1 && own.length.abs_diff(found.length) < 2 && first(&own) == first(&found);
    long && strsim::normalized_damerau_levenshtein(&own.full, &found.full) >= ALIKE
}

/// What the name of a person sounds like.
pub(super) struct NameSound {
    pub(super) given: Option<Sound>,
    pub(super) family: Sound,
}

impl NameSound {
    /// Of a full or a family name; of three and more parts the first and the last.
    pub(super) fn of(name: &str) -> Self {
        let (mark, sound): (char, fn(&str) -> Sound) =
            if name.contains(is_han) { ('·', Sound::of_chinese) } else { (' ', Sound::of_latin) };
        match (name.split_once(mark), name.rsplit_once(mark)) {
            (Some((given, _)), Some((_, family))) => NameSound { given: Some(sound(given)), family: sound(family) },
            _ => NameSound { given: None, family: sound(name) },
        }
    }

    /// How much this name and a transcription in a text sound alike, from 0 to 1, if enough to be one.
    pub(super) fn likeness(&self, found: &NameSound) -> Option<f64> {
        let alike = strsim::normalized_damerau_levenshtein;
        let (own, family) = (&self.family, &found.family);
        if own.full.is_empty() {
            let (own_given, given) = self.given.as_ref().zip(found.given.as_ref())?;
            // One consonant is soon alike.
            let enough = [own, own_given].iter().all(|part| part.consonants.len() > 1);
            let likeness =
                alike(&own.consonants, &family.consonants).min(alike(&own_given.consonants, &given.consonants));
            return Some(likeness).filter(|likeness| enough && *likeness >= ALIKE_LATIN);
        }
        if !own.full.starts_with(family.full.get(..1)?) {
            return None;
        }
        let given = found.given.as_ref().map(|given| (given, &self.given));
        // Two syllables are soon alike, and say nothing behind a given name that may be another's.
        if own.length < 3 && (own.full != family.full || matches!(given, Some((_, None)))) {
            return None;
        }
        let least = match given {
            Some((given, Some(own))) if alike(&own.full, &given.full) < ALIKE_GIVEN => return None,
            Some((_, None)) => ALIKE_ALONE,
            _ => ALIKE,
        };
        Some(alike(&own.full, &family.full)).filter(|likeness| *likeness >= least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(own: &str, found: &str) -> bool {
        NameSound::of(own).likeness(&NameSound::of(found)).is_some()
    }

    #[test]
    fn spellings_of_one_name_sound_alike() {
        assert!(alike("吉塔纳斯·瑙塞达", "瑙赛达"));
        assert!(alike("别洛乌索夫", "贝罗乌索夫"));
        assert!(alike("夏里夫", "沙里夫"));
        assert!(!alike("瑙塞达", "格里包斯凯特"));
        assert!(!alike("拉马", "拉姆"), "two syllables must sound the same");
    }

    #[test]
    fn given_names_sound_alike_where_all_of_them_is_heard() {
        assert!(sounds_like("秀玛菈", "秀玛拉"));
        assert!(!sounds_like("秀玛菈", "玛拉"));
        assert!(!sounds_like("卡尔十", "卡尔"), "who knows what 十 sounds like");
    }

    #[test]
    fn given_names_count_where_both_are_known() {
        assert!(alike("特里·布兰斯塔德", "泰里·布兰斯塔德"));
        assert!(!alike("特里·布兰斯塔德", "马克西米利安·布兰斯塔德"));
        assert!(!alike("克拉", "费迪南德·格拉"), "two syllables behind a given name say nothing");
    }

    #[test]
    fn latin_names_sound_like_full_transcriptions() {
        assert!(alike("Jack Chambers", "杰克·钱伯斯"));
        assert!(!alike("Jack Chambers", "钱伯斯"), "a family name alone is not enough");
        assert!(!alike("Larry Summers", "萨拉·桑德斯"));
    }
}
