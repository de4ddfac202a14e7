//! Words with a blank between them, a sentence a line: the form of the SIGHAN data sets, and what many tools read.

use std::io::{self, Write};

use super::Format;
use super::structure::blocks;
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analysis;

/// Words with a blank between them. Blanks inside a word become `_`, so that it stays one word.
#[derive(Clone, Copy, Debug)]
pub struct Words;

impl Format for Words {
    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, _: &Gazetteer) -> io::Result<()> {
        let text = analysis.document.text.as_str();
        for block in blocks(analysis) {
            let words: Vec<String> = block.words.iter().map(|word| one_word(word.span.of(text))).collect();
            writeln!(out, "{}", words.join(" "))?;
        }
        Ok(())
    }
}

fn one_word(surface: &str) -> String {
    surface.replace(char::is_whitespace, "_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Layers, PipelineBuilder, Span};

    fn written(document: &Document) -> String {
        let pipeline = PipelineBuilder::new().layers(Layers::SEGMENT).build();
        let mut out = Vec::new();
        Words.write(&mut out, &pipeline.analyze(document), pipeline.gazetteer()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_sentence_a_line() {
        let document = "他會見了總統。 Mr. Lee left. \n\nGood".into();
        assert_eq!(written(&document), "他 會見 了 總統 。\nMr . Lee left .\nGood\n");
    }

    #[test]
    fn a_word_with_a_blank_stays_one() {
        let document = Document::new("a", "Hong Kong").with_words(vec![Span::new(0, 9)]);
        assert_eq!(written(&document), "Hong_Kong\n");
    }
}
