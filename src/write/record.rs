//! The wire format: one JSON record a document. `docs/format.md` says what each field means, `docs/record.schema.json`
//! says it to machines, and the tests hold the two to this file.

use std::io;

use serde::ser::Error;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::WriteOptions;
use super::json::Json;
use super::pinyin::reading;
use super::rim::Rim;
use super::summary::entities;
use crate::gazetteer::Gazetteer;
use crate::lang::Language;
use crate::pipeline::Analysis;
use crate::resolve::{Mention, Reason, Refusal};
use crate::segment::Token;
use crate::text::Document;

/// The version of the wire format: it grows when a field changes its meaning or goes.
pub const FORMAT_VERSION: u32 = 1;

/// One document as JSON. Layers that were not asked for are absent.
#[derive(Debug)]
pub struct Record<'a> {
    analysis: &'a Analysis<'a>,
    gazetteer: &'a Gazetteer,
    options: WriteOptions,
    rim: Rim<'a>,
}

impl<'a> Record<'a> {
    /// The record of an analysis, with the layers that `options` name.
    pub fn new(analysis: &'a Analysis<'_>, gazetteer: &'a Gazetteer, options: &WriteOptions) -> Self {
        let rim = Rim::new(analysis.document, options.offset_unit);
        Record { analysis, gazetteer, options: *options, rim }
    }
}

impl Record<'_> {
    /// Writes the record as JSON. Serialising it does the same; this is faster.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        self.write_with("", out)
    }

    /// Writes the record and a line break.
    pub(super) fn write_line(&self, out: &mut dyn io::Write) -> io::Result<()> {
        self.write_with("\n", out)
    }

    fn write_with(&self, end: &str, out: &mut dyn io::Write) -> io::Result<()> {
        let Record { analysis, gazetteer, options, .. } = self;
        let mut json = Json::new();
        self.head(&mut json);
        if options.spans {
            self.spans(&mut json);
        }
        if options.sentences {
            self.sentences(&mut json);
        }
        if options.tokens {
            json.raw(",\"tokens\":[");
            for token in &analysis.tokens {
                self.token(&mut json, token);
                json.pass_on(out)?;
            }
            json.raw("]");
        }
        if options.mentions && !options.summary {
            json.raw(",\"mentions\":[");
            for mention in &analysis.mentions {
                self.mention(&mut json, mention);
                json.pass_on(out)?;
            }
            json.raw("]");
        }
        if options.refused {
            json.raw(",\"refused\":[");
            for refusal in &analysis.refused {
                self.refusal(&mut json, refusal);
                json.pass_on(out)?;
            }
            json.raw("]");
        }
        if options.summary {
            json.value(",\"entities\":", &entities(analysis, gazetteer, &self.rim));
        }
        self.source(&mut json);
        json.string(",\"gazetteer\":", gazetteer.version());
        json.raw("}");
        json.raw(end);
        json.end(out)
    }

    /// What is known of the document as a whole.
    fn head(&self, json: &mut Json) {
        let Record { analysis: Analysis { document, language, .. }, options, .. } = self;
        json.number("{\"diglot\":", FORMAT_VERSION as usize);
        json.string(",\"id\":", &document.id);
        json.some(",\"source\":", document.source.as_deref());
        json.some(",\"date\":", document.date.as_ref().map(ToString::to_string).as_deref());
        if let Some(details) = &document.details {
            json.some(",\"link\":", details.link.as_deref());
            json.some(",\"byline\":", details.byline.as_deref());
            json.some(",\"declared_language\":", details.declared_language.as_deref());
        }
        json.word(",\"offset_unit\":", options.offset_unit.as_str());
        if let Some(piece) = document.piece() {
            json.number(",\"piece\":{\"number\":", piece.number);
            json.number(",\"start\":", piece.start.in_unit(options.offset_unit));
            json.raw("}");
        }
        json.word(",\"language\":{\"main\":", language.main.as_str());
        json.raw(",\"shares\":{");
        for (at, (language, share)) in language.shares.iter().enumerate() {
            json.word(if at > 0 { "," } else { "" }, language.as_str());
            hundredths(json, (share * 100.0).round() as usize);
        }
        json.word("}},\"script\":", language.script.as_str());
        if language.cantonese {
            json.raw(",\"cantonese\":true");
        }
    }

    fn spans(&self, json: &mut Json) {
        json.raw(",\"spans\":[");
        for span in &self.analysis.spans {
            for (_, place) in self.rim.pieces(span.span) {
                json.place(place);
                json.word(",\"language\":", span.language.as_str());
                json.word(",\"script\":", span.script.as_str());
                json.raw("}");
            }
        }
        json.raw("]");
    }

    fn sentences(&self, json: &mut Json) {
        json.raw(",\"sentences\":[");
        for sentence in &self.analysis.sentences {
            for (_, place) in self.rim.pieces(sentence.span) {
                json.place(place);
                json.word(",\"language\":", sentence.language.as_str());
                json.raw("}");
            }
        }
        json.raw("]");
    }

    fn token(&self, json: &mut Json, token: &Token) {
        let Some(place) = self.rim.at(token.span) else { return };
        let text = token.span.of(&self.analysis.document.text);
        json.place(place);
        json.string(",\"text\":", text);
        json.word(",\"language\":", token.language.as_str());
        json.some(",\"pos\":", token.pos.as_deref());
        if let Some(reading) = (self.options.pinyin && token.language == Language::ZH).then(|| reading(text)).flatten()
        {
            json.string(",\"pinyin\":", &reading.pinyin);
            if reading.several {
                json.raw(",\"pinyin_several\":true");
            }
        }
        json.raw("}");
    }

    fn mention(&self, json: &mut Json, mention: &Mention) {
        let place = self.rim.at(mention.span);
        let Some((place, entity)) = place.zip(self.gazetteer.described(mention.referent)) else { return };
        json.place(place);
        json.string(",\"text\":", mention.span.of(&self.analysis.document.text));
        json.word(",\"kind\":", mention.kind.as_str());
        if let Some(subkind) = mention.subkind {
            json.word(",\"subkind\":", subkind.as_str());
        }
        json.string(",\"entity\":", &entity.description.id);
        json.word(",\"form\":", mention.form.as_str());
        json.raw(",");
        json.raw(&entity.json);
        json.raw(",\"evidence\":[");
        for (at, evidence) in mention.evidence.iter().enumerate() {
            reason(json, if at > 0 { "," } else { "" }, evidence);
        }
        json.raw("]");
        if mention.nested {
            json.raw(",\"nested\":true");
        }
        if self.rim.in_furniture(mention.span) {
            json.raw(",\"furniture\":true");
        }
        json.raw("}");
    }

    fn refusal(&self, json: &mut Json, refusal: &Refusal) {
        let place = self.rim.at(refusal.span);
        let Some((place, entity)) = place.zip(self.gazetteer.describe(refusal.referent)) else { return };
        json.place(place);
        json.string(",\"text\":", refusal.span.of(&self.analysis.document.text));
        json.word(",\"kind\":", refusal.kind.as_str());
        json.string(",\"entity\":", &entity.id);
        json.word(",\"form\":", refusal.form.as_str());
        reason(json, ",\"reason\":", &refusal.reason);
        json.raw("}");
    }

    /// What goes through from the source: furniture, texts, fields.
    fn source(&self, json: &mut Json) {
        let document = self.analysis.document;
        let details = document.details.as_deref();
        if let Some(details) = details.filter(|details| !details.furniture.is_empty()) {
            json.raw(",\"furniture\":[");
            for (_, place) in details.furniture.iter().flat_map(|&stretch| self.rim.pieces(stretch)) {
                json.place(place);
                json.raw("}");
            }
            json.raw("]");
        }
        if self.options.text || details.is_some_and(|details| details.carries_text) {
            texts(json, document);
        }
        if let Some(fields) = details.and_then(|details| details.fields.as_ref()) {
            json.raw(",\"fields\":");
            json.raw(fields.as_str());
        }
    }
}

/// A share in hundredths, as serde writes numbers: `1.0`, `0.5`, `0.05`.
fn hundredths(json: &mut Json, share: usize) {
    json.number(":", share / 100);
    let (tens, ones) = (share % 100 / 10, share % 10);
    json.number(".", tens);
    if ones > 0 {
        json.number("", ones);
    }
}

/// A code with what it was seen in, as its `Display` shows it.
fn reason(json: &mut Json, key: &str, reason: &Reason) {
    if reason.detail.is_empty() {
        json.word(key, reason.code.as_str());
    } else {
        json.string(key, &[reason.code.as_str(), ": ", &reason.detail].concat());
    }
}

/// The texts that the offsets count in: `title` and `text` under their own names, other fields under `texts`.
fn texts(json: &mut Json, document: &Document) {
    let text = document.text.as_str();
    let named = |name: &str| document.parts.iter().rfind(|part| part.name == name).map(|part| part.span.of(text));
    let (title, body) = if document.parts.is_empty() { (None, Some(text)) } else { (named("title"), named("text")) };
    let others = document.parts.iter().filter(|part| !matches!(part.name.as_str(), "title" | "text"));
    let others: serde_json::Map<String, Value> =
        others.map(|part| (part.name.clone(), part.span.of(text).into())).collect();
    json.some(",\"title\":", title);
    // Of an item that is a title and no more the text is empty, not missing.
    json.some(",\"text\":", body.or_else(|| (title.is_some() && others.is_empty()).then_some("")));
    if !others.is_empty() {
        json.value(",\"texts\":", &others);
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = Vec::new();
        self.write(&mut json).map_err(S::Error::custom)?;
        serde_json::from_slice::<Value>(&json).map_err(S::Error::custom)?.serialize(serializer)
    }
}
