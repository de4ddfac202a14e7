//! The wire format: one JSON record a document. `docs/format.md` says what each field means, `docs/record.schema.json`
//! says it to machines, and the tests hold the two to this file.

use serde::Serialize;

use super::WriteOptions;
use super::pinyin::{Reading, reading};
use crate::Span;
use crate::gazetteer::{Form, Gazetteer, Kind, Names, Subkind};
use crate::lang::{Language, Script};
use crate::pipeline::Analysis;
use crate::resolve::Reason;
use crate::text::{OffsetIndex, OffsetUnit};

/// The version of the wire format: it grows when a field changes its meaning or goes.
pub const FORMAT_VERSION: u32 = 1;

/// One document as JSON. Layers that were not asked for are absent.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    diglot: u32,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    offset_unit: OffsetUnit,
    language: LanguageRecord,
    script: Script,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    cantonese: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    spans: Option<Vec<SpanRecord>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentences: Option<Vec<SentenceRecord>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<Vec<TokenRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Vec<MentionRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<Vec<RefusalRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    gazetteer: &'a str,
}

#[derive(Debug, Serialize)]
struct LanguageRecord {
    main: Language,
    shares: serde_json::Map<String, serde_json::Value>,
}

#[derive(Debug, Serialize)]
struct SpanRecord {
    start: usize,
    end: usize,
    language: Language,
    script: Script,
}

#[derive(Debug, Serialize)]
struct SentenceRecord {
    start: usize,
    end: usize,
    language: Language,
}

#[derive(Debug, Serialize)]
struct TokenRecord<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    language: Language,
    #[serde(skip_serializing_if = "Option::is_none")]
    pos: Option<&'a str>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    reading: Option<Reading>,
}

#[derive(Debug, Serialize)]
struct MentionRecord<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    subkind: Option<Subkind>,
    entity: String,
    form: Form,
    name: Names,
    #[serde(skip_serializing_if = "Option::is_none")]
    wikidata: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    evidence: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    nested: bool,
}

#[derive(Debug, Serialize)]
struct RefusalRecord<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: Kind,
    entity: String,
    form: Form,
    reason: String,
}

impl<'a> Record<'a> {
    /// The record of an analysis, with the layers that `options` name.
    pub fn new(analysis: &'a Analysis<'_>, gazetteer: &'a Gazetteer, options: &WriteOptions) -> Self {
        let text = analysis.document.text.as_str();
        let rim = Rim { text, index: OffsetIndex::new(text, options.offset_unit) };
        Record {
            diglot: FORMAT_VERSION,
            id: &analysis.document.id,
            source: analysis.document.source.as_deref(),
            date: analysis.document.date.as_ref().map(ToString::to_string),
            offset_unit: options.offset_unit,
            language: LanguageRecord { main: analysis.language.main, shares: shares(analysis) },
            script: analysis.language.script,
            cantonese: analysis.language.cantonese,
            spans: options.spans.then(|| rim.spans(analysis)),
            sentences: options.sentences.then(|| rim.sentences(analysis)),
            tokens: options.tokens.then(|| rim.tokens(analysis, options.pinyin)),
            mentions: options.mentions.then(|| rim.mentions(analysis, gazetteer)),
            refused: options.refused.then(|| rim.refused(analysis, gazetteer)),
            text: options.text.then_some(text),
            gazetteer: gazetteer.version(),
        }
    }
}

/// Shares of the languages by letters, rounded to two digits, the largest first.
fn shares(analysis: &Analysis<'_>) -> serde_json::Map<String, serde_json::Value> {
    let rounded = |share: f64| ((share * 100.0).round() / 100.0).into();
    analysis.language.shares.iter().map(|(language, share)| (language.to_string(), rounded(*share))).collect()
}

/// Where bytes become the unit of the output.
struct Rim<'a> {
    text: &'a str,
    index: OffsetIndex<'a>,
}

impl<'a> Rim<'a> {
    fn at(&self, span: Span) -> (usize, usize) {
        (self.index.offset(span.start), self.index.offset(span.end))
    }

    fn spans(&self, analysis: &Analysis<'_>) -> Vec<SpanRecord> {
        let record = |span: &crate::lang::LanguageSpan| {
            let (start, end) = self.at(span.span);
            SpanRecord { start, end, language: span.language, script: span.script }
        };
        analysis.spans.iter().map(record).collect()
    }

    fn sentences(&self, analysis: &Analysis<'_>) -> Vec<SentenceRecord> {
        let record = |sentence: &crate::lang::Sentence| {
            let (start, end) = self.at(sentence.span);
            SentenceRecord { start, end, language: sentence.language }
        };
        analysis.sentences.iter().map(record).collect()
    }

    fn tokens(&self, analysis: &'a Analysis<'_>, pinyin: bool) -> Vec<TokenRecord<'a>> {
        let record = |token: &'a crate::segment::Token| {
            let (start, end) = self.at(token.span);
            let text = token.span.of(self.text);
            let chinese = pinyin && token.language == Language::ZH;
            TokenRecord {
                start,
                end,
                text,
                language: token.language,
                pos: token.pos.as_deref(),
                reading: chinese.then(|| reading(text)).flatten(),
            }
        };
        analysis.tokens.iter().map(record).collect()
    }

    fn mentions(&self, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> Vec<MentionRecord<'a>> {
        let record = |mention: &crate::resolve::Mention| {
            let (start, end) = self.at(mention.span);
            let entity = gazetteer.describe(mention.referent)?;
            Some(MentionRecord {
                start,
                end,
                text: mention.span.of(self.text),
                kind: mention.kind,
                subkind: mention.subkind,
                entity: entity.id,
                form: mention.form,
                name: entity.name,
                wikidata: entity.wikidata,
                country: entity.country,
                evidence: mention.evidence.iter().map(Reason::to_string).collect(),
                nested: mention.nested,
            })
        };
        analysis.mentions.iter().filter_map(record).collect()
    }

    fn refused(&self, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> Vec<RefusalRecord<'a>> {
        let record = |refusal: &crate::resolve::Refusal| {
            let (start, end) = self.at(refusal.span);
            Some(RefusalRecord {
                start,
                end,
                text: refusal.span.of(self.text),
                kind: refusal.kind,
                entity: gazetteer.describe(refusal.referent)?.id,
                form: refusal.form,
                reason: refusal.reason.to_string(),
            })
        };
        analysis.refused.iter().filter_map(record).collect()
    }
}
