//! User dictionaries in jieba's format: a word, a frequency and a part of speech a line, the last two optional.
//!
//! jieba-rs takes some lines without a word and never finds the words in them. Here each line works or is reported: a line
//! without a frequency gets the smallest that keeps the word whole, a tag of a word that the dictionary knows replaces the
//! dictionary's, full-width and Traditional characters are folded as texts are, and what can never be found is a fault.

use crate::gazetteer::is_han;
use crate::text::fold_name;

/// A word of a user dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserWord {
    /// The word, folded.
    pub word: String,
    /// How often it is expected to stand in a text of sixty million words (jieba's scale); none for the smallest frequency
    /// that keeps it whole.
    pub frequency: Option<usize>,
    /// Its part of speech in jieba's tag set.
    pub tag: Option<String>,
}

/// A line that gives no word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

impl std::fmt::Display for LineFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// The words of a user dictionary, and all lines that give none.
///
/// ```
/// use diglot::segment::read_user_dictionary;
///
/// let (words, faults) = read_user_dictionary("区块链 5000 n\n臺積電\nAT&T 3 n\n");
/// assert_eq!(words[1].word, "台积电");
/// assert_eq!(faults[0].line, 3);
/// ```
pub fn read_user_dictionary(text: &str) -> (Vec<UserWord>, Vec<LineFault>) {
    let (mut words, mut faults) = (Vec::new(), Vec::new());
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        match user_word(line) {
            Ok(word) => words.push(word),
            Err(what) => faults.push(LineFault { line: number + 1, what }),
        }
    }
    (words, faults)
}

fn user_word(line: &str) -> Result<UserWord, String> {
    let mut columns = line.split_ascii_whitespace();
    let given = columns.next().unwrap_or_default();
    let word = fold_name(given);
    if !word.chars().all(is_han) {
        return Err(format!(
            "'{given}' holds more than Chinese characters: jieba sees only these, so the word would never be found"
        ));
    }
    let mut rest: Vec<&str> = columns.collect();
    let frequency = match rest.first().map(|column| column.parse()) {
        Some(Ok(frequency)) => {
            rest.remove(0);
            Some(frequency)
        }
        Some(Err(_)) if rest.len() > 1 => {
            return Err(format!(
                "'{}' is no frequency (a whole number): a word with a blank in it is not possible",
                rest.join(" ")
            ));
        }
        _ => None,
    };
    match rest.as_slice() {
        [] => Ok(UserWord { word, frequency, tag: None }),
        [tag] if tag.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            Ok(UserWord { word, frequency, tag: Some((*tag).to_owned()) })
        }
        more => Err(format!("'{}' is no part of speech: a line is a word, a frequency and a tag", more.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_lines() {
        let (words, faults) = read_user_dictionary("\u{feff}云计算 20 n\n\n區塊鏈 n\n深度学习 7\n国产大飞机\n");
        assert_eq!(faults, []);
        let words: Vec<_> = words.iter().map(|w| (w.word.as_str(), w.frequency, w.tag.as_deref())).collect();
        let expected = [
            ("云计算", Some(20), Some("n")),
            ("区块链", None, Some("n")),
            ("深度学习", Some(7), None),
            ("国产大飞机", None, None),
        ];
        assert_eq!(words, expected);
    }

    #[test]
    fn every_bad_line_is_told() {
        let (words, faults) = read_user_dictionary("好词 1 n\nＡＴ＆Ｔ 3\n你 好 3 n\n词 很多 n\n词 3 n 又\n");
        assert_eq!(words.len(), 1);
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 3, 4, 5]);
    }
}
