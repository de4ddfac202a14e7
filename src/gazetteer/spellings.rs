//! How else a name is written: spellings that follow from it by rule, so that no list needs them.

use std::sync::LazyLock;

use crate::table::words;
use crate::text::is_han;

/// Spellings that follow from a folded name by rule: `U. S.` beside `U.S.`, ASCII brackets beside full-width ones, Chinese
/// names without their middle dots (唐纳德特朗普), the initials of a person as others set them (`D. Y.`, `D.Y.`, `DY`), and the
/// particles of a name with capitals (`De Klerk`, `Von der Leyen` at the start of a sentence, `Mohammed Bin Salman`).
pub(crate) fn spellings(folded: &str) -> Vec<String> {
    let mut all = vec![folded.to_owned()];
    if is_dotted_initials(folded) {
        all.push(folded.trim_end_matches('.').replace('.', ". ") + ".");
    }
    all.extend(other_initials(folded));
    all.extend(capital_behind_hyphen(folded));
    if folded.contains('（') {
        all.push(folded.replace('（', "(").replace('）', ")"));
    }
    if folded.contains('·') && folded.chars().filter(|&c| is_han(c)).count() >= DOTLESS {
        all.push(folded.replace('·', ""));
    }
    let particle = |word: &str| PARTICLES.contains(&word.trim_end_matches(['-', ' ']));
    let words = || folded.split_inclusive(['-', ' ']);
    if folded.contains(|c: char| c.is_ascii_uppercase()) && words().any(particle) {
        let all_capital = words().map(|word| if particle(word) { capital(word) } else { word.to_owned() }).collect();
        all.extend(words().next().filter(|first| particle(first)).map(|_| capital(folded)));
        all.push(all_capital);
    }
    all
}

/// `Fu Kun-Chi` from `Fu Kun-chi`: a given name of two syllables at the end of a name.
fn capital_behind_hyphen(folded: &str) -> Option<String> {
    let (head, last) = folded.rsplit_once('-')?;
    let first = head.rsplit(' ').next().filter(|first| first.len() < head.len())?;
    let syllable = |part: &str| (2..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    let small = last.bytes().all(|b| b.is_ascii_lowercase());
    let given = first.starts_with(|c: char| c.is_ascii_uppercase()) && small && syllable(first) && syllable(last);
    given.then(|| format!("{head}-{}", capital(last)))
}

/// A word with a capital.
fn capital(word: &str) -> String {
    word.get(..1).unwrap_or_default().to_ascii_uppercase() + word.get(1..).unwrap_or_default()
}

/// What begins the names of some organisations and is no part of a mention.
pub(crate) const ARTICLE: &str = "The ";

/// The shortest transcribed name that is also written without its dots, in characters.
const DOTLESS: usize = 4;

/// Particles that begin a family name in small letters.
pub(crate) static PARTICLES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("tables/particles.txt")).collect());

/// The initials in a name set in the other ways: `J. P. Nadda`, `J.P. Nadda`, `J P Nadda` and `JP Nadda` are one.
fn other_initials(folded: &str) -> Vec<String> {
    let letters = |word: &str| word.strip_suffix('.').is_some_and(|word| word.split('.').all(|part| part.len() == 1));
    let is_initials = |word: &str| letters(word) && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
    let words: Vec<&str> = folded.split(' ').collect();
    if !words.iter().any(|word| is_initials(word)) || words.iter().all(|word| word.len() < 3 || is_initials(word)) {
        return Vec::new();
    }
    let set = |behind: &str, between: &str| {
        let mut out = String::new();
        let mut within = false;
        for word in &words {
            let initials = is_initials(word);
            if !out.is_empty() {
                out.push_str(if within && initials { between } else { " " });
            }
            if initials {
                let letters: Vec<&str> = word.split_terminator('.').collect();
                out.push_str(&letters.join(&format!("{behind}{between}")));
                out.push_str(behind);
            } else {
                out.push_str(word);
            }
            within = initials;
        }
        out
    };
    let mut all = vec![set(".", " "), set(".", ""), set("", " "), set("", "")];
    all.retain(|other| other != folded);
    all.dedup();
    all
}

/// `U.S.`, `U.A.E.`: single letters, each with its stop.
fn is_dotted_initials(name: &str) -> bool {
    let mut letters = name.split_terminator('.').peekable();
    name.ends_with('.')
        && name.len() > 2
        && letters.all(|part| part.len() == 1 && part.bytes().all(|b| b.is_ascii_uppercase()))
}
