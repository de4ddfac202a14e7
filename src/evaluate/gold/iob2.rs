//! IOB2: a word and its tag a line, an empty line between sentences.

use super::{Rows, is_tag};
use crate::evaluate::row::Row;
use crate::read::RecordError;

/// A row a sentence. The word is the first column, the tag the last; columns end with tabs, or blanks. Between two lines
/// `-DOCSTART-` sentences belong to one document; without such lines each one is a document by itself.
pub fn iob2(name: &str, text: &str) -> Rows {
    let mut out = Rows::default();
    let mut document = None;
    let mut row = Row::default();
    for (number, line) in (1..).zip(text.lines()) {
        let mut columns = line.split(['\t', ' ']).filter(|column| !column.is_empty());
        match (columns.next(), columns.next_back()) {
            (None, _) => end(&mut out.rows, &mut row),
            (Some("-DOCSTART-"), _) => {
                end(&mut out.rows, &mut row);
                document = Some(format!("{name}:{number}"));
            }
            (Some(word), Some(tag)) if is_tag(tag) => {
                if row.words.is_none() {
                    row = Row { id: format!("{name}:{number}"), document: document.clone(), ..Row::default() };
                }
                row.words.get_or_insert_default().push(word.to_owned());
                row.tags.get_or_insert_default().push(tag.to_owned());
            }
            _ => out.faults.push(RecordError {
                line: number,
                cause: "no tag: a line holds a word, a tab and O, B-LABEL or I-LABEL".into(),
            }),
        }
    }
    end(&mut out.rows, &mut row);
    out
}

fn end(rows: &mut Vec<Row>, row: &mut Row) {
    let row = std::mem::take(row);
    if row.words.is_some() {
        rows.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_documents() {
        let text = "-DOCSTART- O\n\nXi\tNNP\tB-PER\nmet\tO\n\n美 B-LOC\nrubbish\n-DOCSTART-\n走\tO\n";
        let Rows { rows, faults } = iob2("f", text);
        let ids: Vec<_> = rows.iter().map(|row| (row.id.as_str(), row.document.as_deref())).collect();
        assert_eq!(ids, [("f:3", Some("f:1")), ("f:6", Some("f:1")), ("f:9", Some("f:8"))]);
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [7]);
        let sample = rows[0].clone().sample(None).unwrap();
        assert_eq!((sample.text.as_str(), sample.marks.mentions.unwrap().len()), ("Xi met", 1));
        assert_eq!(sample.marks.words, None);
    }
}
