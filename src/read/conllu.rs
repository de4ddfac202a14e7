//! CoNLL-U: the sentences of a treebank come in, the documents that they make up go out.
//!
//! The text of a sentence is its `# text`, or else its forms with a blank between them but for `SpaceAfter=No`. Sentences
//! follow each other with a blank, without one where the last word has `SpaceAfter=No`, on a new line where `# newpar`
//! stands. `# newdoc` begins a document. <https://universaldependencies.org/format.html>

use super::RecordError;
use crate::Span;
use crate::text::Document;

/// A document of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConlluDocument {
    /// What `# newdoc id` says; empty if it says nothing.
    pub id: String,
    /// The text of its sentences.
    pub text: String,
    /// Its sentences in order.
    pub sentences: Vec<ConlluSentence>,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConlluSentence {
    /// What `# sent_id` says; empty if it says nothing.
    pub id: String,
    /// Where it stands in the document's text, in bytes.
    pub span: Span,
    /// Its words as they are spelled: of a multi-word token the token.
    pub words: Vec<String>,
}

impl ConlluDocument {
    /// The document to analyse; without an id of its own it is known by `name` and its number, from 1.
    #[must_use]
    pub fn into_document(self, name: &str, number: usize) -> Document {
        let id = match (self.id.is_empty(), number) {
            (false, _) => self.id,
            (true, 1) => name.to_owned(),
            (true, _) => format!("{name}:{number}"),
        };
        Document::new(id, self.text).with_source(name)
    }
}

/// Reads CoNLL-U. A line that is none is a fault that names it; the rest of its sentence is read.
///
/// ```
/// use diglot::read::parse_conllu;
///
/// let (documents, faults) = parse_conllu("1\t普京\t_\n2\t来\t_\tVERB\t_\t_\t_\t_\t_\tSpaceAfter=No\n3\t了\n\n");
/// assert_eq!(documents[0].text, "普京 来了");
/// assert!(faults.is_empty());
/// ```
pub fn parse_conllu(text: &str) -> (Vec<ConlluDocument>, Vec<RecordError>) {
    let mut reader = Reader::default();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            reader.end_sentence();
        } else if let Some(comment) = line.strip_prefix('#') {
            reader.comment(comment.trim());
        } else if let Err(what) = reader.word(line) {
            reader.faults.push(RecordError { line: number, cause: what.into() });
        }
    }
    reader.end_sentence();
    reader.end_document();
    (reader.documents, reader.faults)
}

#[derive(Default)]
struct Reader {
    documents: Vec<ConlluDocument>,
    faults: Vec<RecordError>,
    document: ConlluDocument,
    sentence: Pending,
    /// What stands between the last sentence and the next one.
    gap: &'static str,
}

/// A sentence on its way.
#[derive(Default)]
struct Pending {
    id: String,
    text: Option<String>,
    spelled: String,
    words: Vec<String>,
    glued: bool,
    /// The last word of the multi-word token that is being read.
    inside: usize,
}

impl Reader {
    fn comment(&mut self, comment: &str) {
        let (key, value) = comment.split_once('=').map_or((comment, ""), |(key, value)| (key.trim(), value.trim()));
        match key {
            "newdoc" | "newdoc id" => {
                self.end_document();
                self.document.id = value.to_owned();
            }
            "newpar" | "newpar id" if !self.document.text.is_empty() => self.gap = "\n",
            "sent_id" => self.sentence.id = value.to_owned(),
            "text" => self.sentence.text = Some(value.to_owned()),
            _ => {}
        }
    }

    fn word(&mut self, line: &str) -> Result<(), String> {
        let mut columns = line.split('\t');
        let (Some(id), Some(form)) = (columns.next(), columns.next().filter(|form| !form.is_empty())) else {
            return Err("no word: a line of CoNLL-U holds columns with tabs between them, ID and FORM first".to_owned());
        };
        let whole = |id: &str| id.parse::<usize>().ok();
        match id.split_once('-').map(|(from, to)| whole(from).zip(whole(to))) {
            Some(Some((_, last))) => self.sentence.inside = last,
            Some(None) => return Err(format!("'{id}' is no ID of a multi-word token")),
            None if id.contains('.') => return Ok(()),
            None => match whole(id) {
                None => return Err(format!("'{id}' is no ID of a word")),
                Some(number) if number <= self.sentence.inside => return Ok(()),
                Some(_) => {}
            },
        }
        let sentence = &mut self.sentence;
        if !sentence.glued && !sentence.words.is_empty() {
            sentence.spelled.push(' ');
        }
        sentence.spelled.push_str(form);
        sentence.words.push(form.to_owned());
        let misc = columns.nth(7).unwrap_or_default();
        sentence.glued = misc.split('|').any(|key| key == "SpaceAfter=No");
        Ok(())
    }

    fn end_sentence(&mut self) {
        // Comments that no word follows yet belong to the next sentence.
        if self.sentence.words.is_empty() {
            return;
        }
        let sentence = std::mem::take(&mut self.sentence);
        let text = sentence.text.unwrap_or(sentence.spelled);
        self.document.text.push_str(self.gap);
        let start = self.document.text.len();
        self.document.text.push_str(&text);
        let span = Span::new(start, self.document.text.len());
        self.document.sentences.push(ConlluSentence { id: sentence.id, span, words: sentence.words });
        self.gap = if sentence.glued { "" } else { " " };
    }

    fn end_document(&mut self) {
        let document = std::mem::take(&mut self.document);
        if !document.sentences.is_empty() {
            self.documents.push(document);
        }
        self.gap = "";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "# newdoc id = a\n# sent_id = a-1\n# text = Don't go.\n1-2\tDon't\t_\n1\tDo\t_\n2\tn't\t_\n\
                       2.1\tyou\t_\n3\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t_\n\n\
                       # sent_id = a-2\n1\t他\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t走\t_\t_\t_\t_\t_\t_\t_\tA=b|SpaceAfter=No\n\n\
                       # newpar\n1\tYes\t_\n\n# newdoc\n1\tNo\t_\n";

    #[test]
    fn sentences_make_documents() {
        let (documents, faults) = parse_conllu(TWO);
        assert_eq!(faults, []);
        let texts: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
        assert_eq!(texts, ["Don't go. 他走\nYes", "No"]);
        let first = &documents[0];
        assert_eq!(first.id, "a");
        let spelled: Vec<&str> = first.sentences.iter().map(|sentence| sentence.span.of(&first.text)).collect();
        assert_eq!(spelled, ["Don't go.", "他走", "Yes"]);
        assert_eq!(first.sentences[0].words, ["Don't", "go", "."]);
        assert_eq!(documents[1].clone().into_document("f.conllu", 2).id, "f.conllu:2");
    }

    #[test]
    fn bad_lines_are_named() {
        let (documents, faults) = parse_conllu("1\tA\nrubbish\nx\ty\n2\tB\n");
        assert_eq!(documents[0].text, "A B");
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 3]);
    }
}
