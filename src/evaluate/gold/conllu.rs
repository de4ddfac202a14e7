//! CoNLL-U: its sentences with their words, or its documents with the starts of their sentences.

use super::Rows;
use crate::evaluate::row::Row;
use crate::read::{ConlluSentence, parse_conllu};

/// A row a sentence, with its words.
pub fn conllu_sentences(name: &str, text: &str) -> Rows {
    let (documents, faults) = parse_conllu(text);
    let mut rows = Vec::new();
    for document in documents {
        for ConlluSentence { id, span, words } in document.sentences {
            let named = !id.is_empty();
            let id = if named { id } else { format!("{name}, sentence {}", rows.len() + 1) };
            let text = Some(span.of(&document.text).to_owned());
            rows.push(Row { id, named, text, words: Some(words), ..Row::default() });
        }
    }
    Rows { rows, faults }
}

/// A row a document, with the starts of its sentences.
pub fn conllu_documents(name: &str, text: &str) -> Rows {
    let (documents, faults) = parse_conllu(text);
    let row = |(number, document): (usize, crate::read::ConlluDocument)| {
        let starts = document.sentences.iter().skip(1).map(|sentence| sentence.span.start).collect();
        let named = !document.id.is_empty();
        let document = document.into_document(name, number);
        let unit = crate::text::OffsetUnit::Byte;
        Row { id: document.id, named, text: Some(document.text), unit, starts: Some(starts), ..Row::default() }
    };
    Rows { rows: (1..).zip(documents).map(row).collect(), faults }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# newdoc id = d\n# sent_id = s1\n1\t他\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t走\n\n1\tYes\n\nbad\n";

    #[test]
    fn sentences_and_documents() {
        let sentences = conllu_sentences("f", TEXT);
        let ids: Vec<_> = sentences.rows.iter().map(|row| (row.id.as_str(), row.named)).collect();
        assert_eq!(ids, [("s1", true), ("f, sentence 2", false)]);
        assert_eq!(sentences.faults.len(), 1);
        let documents = conllu_documents("f", TEXT).rows;
        let sample = documents[0].clone().sample(None).unwrap();
        assert_eq!((sample.text.as_str(), sample.marks.starts), ("他走 Yes", Some(vec![7])));
    }
}
