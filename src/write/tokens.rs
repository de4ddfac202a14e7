//! The tokens of a record. They are nine tenths of what `segment` writes, so they are put together here rather than field
//! by field through serde: that takes a third of the time.

use super::pinyin::reading;
use super::rim::{Place, Rim};
use crate::lang::Language;
use crate::pipeline::Analysis;
use crate::segment::Token;

/// The tokens of a document as a JSON array.
pub(super) fn tokens(analysis: &Analysis<'_>, rim: &Rim<'_>, pinyin: bool) -> String {
    let text = analysis.document.text.as_str();
    let mut array = Array { out: String::with_capacity(2 + 64 * analysis.tokens.len()), numbers: itoa::Buffer::new() };
    array.out.push('[');
    for token in &analysis.tokens {
        if let Some(place) = rim.at(token.span) {
            array.token(token, place, token.span.of(text), pinyin);
        }
    }
    array.out.push(']');
    array.out
}

struct Array {
    out: String,
    numbers: itoa::Buffer,
}

impl Array {
    fn token(&mut self, token: &Token, place: Place<'_>, text: &str, pinyin: bool) {
        self.out.push_str(if self.out.len() > 1 { ",{" } else { "{" });
        if let Some(field) = place.field {
            self.string("\"field\":", field);
            self.out.push(',');
        }
        self.number("\"start\":", place.start);
        self.number(",\"end\":", place.end);
        self.string(",\"text\":", text);
        self.string(",\"language\":", token.language.as_str());
        if let Some(pos) = &token.pos {
            self.string(",\"pos\":", pos);
        }
        if let Some(reading) = (pinyin && token.language == Language::ZH).then(|| reading(text)).flatten() {
            self.string(",\"pinyin\":", &reading.pinyin);
            if reading.several {
                self.out.push_str(",\"pinyin_several\":true");
            }
        }
        self.out.push('}');
    }

    fn number(&mut self, key: &str, number: usize) {
        self.out.push_str(key);
        self.out.push_str(self.numbers.format(number));
    }

    fn string(&mut self, key: &str, value: &str) {
        self.out.push_str(key);
        if value.bytes().any(|b| b < b' ' || matches!(b, b'"' | b'\\')) {
            // A string always has a JSON form.
            self.out.push_str(&serde_json::to_string(value).unwrap_or_default());
        } else {
            self.out.push('"');
            self.out.push_str(value);
            self.out.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, OffsetUnit};
    use crate::{Layers, PipelineBuilder};

    #[test]
    fn strings_are_escaped_as_serde_does() {
        let document = Document::from("他說\"好\"\\ \u{1} A\t中");
        let pipeline = PipelineBuilder::new().layers(Layers::SEGMENT).build();
        let analysis = pipeline.analyze(&document);
        let json = tokens(&analysis, &Rim::new(&document, OffsetUnit::Char), false);
        let parsed: Vec<serde_json::Value> = serde_json::from_str(&json).expect("an array");
        let texts: Vec<&str> = parsed.iter().filter_map(|token| token["text"].as_str()).collect();
        let expected: Vec<&str> = analysis.tokens.iter().map(|token| token.span.of(&document.text)).collect();
        assert_eq!(texts, expected);
    }
}
