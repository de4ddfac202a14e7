//! Gold files: the text of a file comes in, rows go out, with the faults of the lines that gave none.

mod brat;
mod conllu;
mod iob2;
mod jsonl;
mod words;

pub use brat::brat;
pub use conllu::{conllu_documents, conllu_sentences};
pub use iob2::iob2;
pub use jsonl::jsonl;
pub use words::words;

use super::row::Row;
use crate::read::RecordError;

/// What a file gave.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Its rows in order.
    pub rows: Vec<Row>,
    /// Lines that gave none.
    pub faults: Vec<RecordError>,
}

/// A format of gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoldFormat {
    /// A JSON object a line.
    Jsonl,
    /// Words with blanks between them, a sentence a line, as the SIGHAN data sets.
    Words,
    /// CoNLL-U.
    Conllu,
    /// A word and its tag a line, an empty line between sentences.
    Iob2,
    /// brat standoff: an `.ann` file beside a `.txt` file.
    Brat,
}

impl GoldFormat {
    /// The format of a file with this name and text: told by the name's ending, else by the first line.
    pub fn of(name: &str, text: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match ending.as_str() {
            "jsonl" | "ndjson" => return GoldFormat::Jsonl,
            "conllu" => return GoldFormat::Conllu,
            "ann" => return GoldFormat::Brat,
            "iob" | "iob2" | "bio" | "bmes" | "bioes" => return GoldFormat::Iob2,
            _ => {}
        }
        let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let columns = line.split('\t').count();
        let tagged = line.rsplit(['\t', ' ']).next().is_some_and(is_tag);
        if line.starts_with('{') {
            GoldFormat::Jsonl
        } else if columns == 10 || line.starts_with("# ") {
            GoldFormat::Conllu
        } else if tagged && line.split_whitespace().count() > 1 {
            GoldFormat::Iob2
        } else {
            GoldFormat::Words
        }
    }
}

/// `O`, or a prefix of IOB2 or BMES with a label.
fn is_tag(tag: &str) -> bool {
    let is_prefix = |prefix| matches!(prefix, "B" | "I" | "M" | "E" | "S");
    tag == "O" || tag.split_once('-').is_some_and(|(prefix, label)| is_prefix(prefix) && !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_name_then_by_content() {
        let cases = [
            ("a.jsonl", "", GoldFormat::Jsonl),
            ("a.ann", "T1\tNation 0 1\t美", GoldFormat::Brat),
            ("a", "{\"id\": 1}", GoldFormat::Jsonl),
            ("pku_gold.utf8", "他  走  了\n", GoldFormat::Words),
            ("a.txt", "\n他\tO\n", GoldFormat::Iob2),
            ("a.txt", "習 B-PER\n", GoldFormat::Iob2),
            ("a.txt", "--quiet -foo\n", GoldFormat::Words),
            ("a.txt", "他 IM-not\n", GoldFormat::Words),
            ("a.txt", "# sent_id = 1\n", GoldFormat::Conllu),
        ];
        for (name, text, format) in cases {
            assert_eq!(GoldFormat::of(name, text), format, "{name} {text}");
        }
    }
}
