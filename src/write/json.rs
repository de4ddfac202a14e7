//! JSON put together by hand. Nearly all that records hold are short strings and numbers, and to hand these one by one
//! through serde takes several times as long.

use std::io;

use serde::Serialize;

use super::rim::Place;

/// JSON that grows at its end. Keys are given as they are written: with the comma before them, quotes and colon.
pub(super) struct Json {
    text: String,
    numbers: itoa::Buffer,
}

/// From this many bytes on [`Json::pass_on`] hands over what there is: of a dense text, a whole record takes more memory
/// than all else.
const MUCH: usize = 1 << 16;

impl Json {
    pub(super) fn new() -> Self {
        Json { text: String::with_capacity(1 << 10), numbers: itoa::Buffer::new() }
    }

    /// Adds what is JSON already.
    #[inline]
    pub(super) fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    pub(super) fn number(&mut self, key: &str, number: usize) {
        self.raw(key);
        self.text.push_str(self.numbers.format(number));
    }

    pub(super) fn string(&mut self, key: &str, value: &str) {
        self.raw(key);
        let escaped = |b: u8| b < b' ' || b == b'"' || b == b'\\';
        // Without a way out of the loop it looks at many bytes at a time.
        if value.bytes().fold(false, |any, b| any | escaped(b)) {
            self.value("", value);
        } else {
            self.text.push('"');
            self.text.push_str(value);
            self.text.push('"');
        }
    }

    /// One of the words of the format, in which nothing has to be escaped.
    pub(super) fn word(&mut self, key: &str, word: &'static str) {
        self.raw(key);
        self.text.push('"');
        self.text.push_str(word);
        self.text.push('"');
    }

    /// A string, if there is one.
    pub(super) fn some(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.string(key, value);
        }
    }

    /// What serde makes of a value that has a JSON form.
    pub(super) fn value(&mut self, key: &str, value: &(impl Serialize + ?Sized)) {
        self.raw(key);
        self.raw(&serde_json::to_string(value).unwrap_or_default());
    }

    /// Begins an object of an array with the place that it is about.
    pub(super) fn place(&mut self, place: Place<'_>) {
        self.raw(if self.text.ends_with('[') { "{" } else { ",{" });
        if let Some(field) = place.field {
            self.string("\"field\":", field);
            self.raw(",");
        }
        self.number("\"start\":", place.start);
        self.number(",\"end\":", place.end);
    }

    /// Hands over what there is so far if it is much.
    pub(super) fn pass_on(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        if self.text.len() < MUCH {
            return Ok(());
        }
        out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    /// Hands over the rest.
    pub(super) fn end(self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(self.text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_as_serde_does() {
        for text in ["", "他說\"好\"", "\\", "\u{1}", "A\t中\u{7f}", "/<>&'", "\u{2028}😀"] {
            let mut json = Json::new();
            json.string("", text);
            assert_eq!(Some(json.text), serde_json::to_string(text).ok());
        }
    }

    #[test]
    fn what_is_handed_over_bit_by_bit_is_whole() {
        let (mut json, mut out) = (Json::new(), Vec::new());
        json.raw("[");
        for start in 0..10_000 {
            json.place(Place { field: Some("text"), start, end: start + 1 });
            json.raw("}");
            json.pass_on(&mut out).expect("memory");
        }
        json.raw("]");
        assert!(!out.is_empty());
        json.end(&mut out).expect("memory");
        let places: Vec<serde_json::Value> = serde_json::from_slice(&out).expect("an array");
        assert_eq!(places.len(), 10_000);
    }
}
