//! The wire format: one JSON record a document. `docs/format.md` says what each field means, `docs/record.schema.json`
//! says it to machines, and the tests hold the two to this file.

use std::borrow::Cow;
use std::io;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::WriteOptions;
use super::rim::{Place, Rim};
use super::summary::{EntityRecord, entities};
use super::tokens::tokens;
use crate::gazetteer::{Description, Form, Gazetteer, Kind, Names, Subkind};
use crate::lang::{Language, Script};
use crate::pipeline::Analysis;
use crate::resolve::{Mention, Reason, Refusal};
use crate::text::{Details, Document, OffsetUnit};

/// The version of the wire format: it grows when a field changes its meaning or goes.
pub const FORMAT_VERSION: u32 = 1;

/// One document as JSON. Layers that were not asked for are absent.
#[derive(Debug)]
pub struct Record<'a> {
    head: Head<'a>,
    /// A JSON array.
    tokens: Option<String>,
    tail: Tail<'a>,
}

/// What stands before the tokens.
#[derive(Debug, Serialize)]
struct Head<'a> {
    diglot: u32,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    declared_language: Option<&'a str>,
    offset_unit: OffsetUnit,
    #[serde(skip_serializing_if = "Option::is_none")]
    piece: Option<PieceRecord>,
    language: LanguageRecord<'a>,
    script: Script,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    cantonese: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    spans: Option<Vec<SpanRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentences: Option<Vec<SentenceRecord<'a>>>,
}

/// What stands behind the tokens.
#[derive(Debug, Serialize)]
struct Tail<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Mentions<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<Vec<RefusalRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<Vec<EntityRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    furniture: Option<Vec<StretchRecord<'a>>>,
    #[serde(flatten)]
    carried: Carried<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<&'a Map<String, Value>>,
    gazetteer: &'a str,
}

impl Record<'_> {
    /// Writes the record as JSON. Serialising it does the same; this is faster, since the tokens go out as they are.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&self, out: &mut impl io::Write) -> io::Result<()> {
        let head = serde_json::to_vec(&self.head)?;
        // Both are objects with at least one field: they become one without the braces between them.
        out.write_all(head.strip_suffix(b"}").unwrap_or(&head))?;
        if let Some(tokens) = &self.tokens {
            out.write_all(b",\"tokens\":")?;
            out.write_all(tokens.as_bytes())?;
        }
        out.write_all(b",")?;
        if self.tail.mentions.as_ref().is_some_and(|mentions| mentions.mentions.len() > MANY) {
            return Ok(serde_json::to_writer(BehindFirst { out, is_behind: false }, &self.tail)?);
        }
        let tail = serde_json::to_vec(&self.tail)?;
        out.write_all(tail.strip_prefix(b"{").unwrap_or(&tail))
    }
}

/// From this many mentions on, a record is written bit by bit: that is slower, and holds no copy of them.
const MANY: usize = 1024;

/// Writes all but the first byte.
struct BehindFirst<W> {
    out: W,
    is_behind: bool,
}

impl<W: io::Write> io::Write for BehindFirst<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let skipped = usize::from(!self.is_behind && !bytes.is_empty());
        self.is_behind |= skipped > 0;
        self.out.write_all(bytes.get(skipped..).unwrap_or_default())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Whole<'r, 'a> {
            #[serde(flatten)]
            head: &'r Head<'a>,
            #[serde(skip_serializing_if = "Option::is_none")]
            tokens: Option<Vec<Value>>,
            #[serde(flatten)]
            tail: &'r Tail<'a>,
        }
        let tokens = self.tokens.as_deref().and_then(|tokens| serde_json::from_str(tokens).ok());
        Whole { head: &self.head, tokens, tail: &self.tail }.serialize(serializer)
    }
}

/// The texts that the offsets count in: `title` and `text` under their own names, other fields under `texts`.
#[derive(Debug, Default, Serialize)]
struct Carried<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    texts: Map<String, Value>,
}

impl<'a> Carried<'a> {
    fn of(document: &'a Document) -> Self {
        let mut carried = Carried::default();
        if document.parts.is_empty() {
            carried.text = Some(&document.text);
        }
        for part in &document.parts {
            let text = part.span.of(&document.text);
            match part.name.as_str() {
                "title" => carried.title = Some(text),
                "text" => carried.text = Some(text),
                name => {
                    carried.texts.insert(name.to_owned(), text.into());
                }
            }
        }
        if carried.title.is_some() && carried.texts.is_empty() {
            // An item that is a title and no more: its text is empty, not missing.
            carried.text.get_or_insert_default();
        }
        carried
    }
}

/// Which piece of a longer text a document is, and where it begins there.
#[derive(Debug, Serialize)]
struct PieceRecord {
    number: usize,
    start: usize,
}

#[derive(Debug, Serialize)]
struct StretchRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct LanguageRecord<'a> {
    main: Language,
    #[serde(serialize_with = "shares")]
    shares: &'a [(Language, f64)],
}

/// Shares of the languages by letters, rounded to two digits, the largest first.
fn shares<S: Serializer>(shares: &[(Language, f64)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(shares.iter().map(|(language, share)| (language, (share * 100.0).round() / 100.0)))
}

#[derive(Debug, Serialize)]
struct SpanRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    start: usize,
    end: usize,
    language: Language,
    script: Script,
}

#[derive(Debug, Serialize)]
struct SentenceRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    start: usize,
    end: usize,
    language: Language,
}

/// The mentions, made into records as they are written: of a dense text they would take more memory than all else.
#[derive(Debug)]
struct Mentions<'a> {
    text: &'a str,
    rim: Rim<'a>,
    mentions: &'a [Mention],
    gazetteer: &'a Gazetteer,
}

impl Mentions<'_> {
    fn record<'m>(&'m self, mention: &'m Mention) -> Option<MentionRecord<'m>> {
        Some(MentionRecord {
            place: self.rim.at(mention.span)?,
            text: mention.span.of(self.text),
            mention,
            entity: self.gazetteer.describe(mention.referent)?,
            furniture: self.rim.in_furniture(mention.span),
        })
    }
}

impl Serialize for Mentions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.mentions.iter().filter_map(|mention| self.record(mention)))
    }
}

#[derive(Debug)]
struct MentionRecord<'a> {
    place: Place<'a>,
    text: &'a str,
    mention: &'a Mention,
    entity: Cow<'a, Description>,
    furniture: bool,
}

impl Serialize for MentionRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let MentionRecord { place, text, mention, entity, furniture } = self;
        #[derive(Serialize)]
        struct Fields<'r> {
            #[serde(skip_serializing_if = "Option::is_none")]
            field: Option<&'r str>,
            start: usize,
            end: usize,
            text: &'r str,
            kind: Kind,
            #[serde(skip_serializing_if = "Option::is_none")]
            subkind: Option<Subkind>,
            entity: &'r str,
            form: Form,
            name: &'r Names,
            #[serde(skip_serializing_if = "Option::is_none")]
            wikidata: Option<&'r str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            country: Option<&'r str>,
            evidence: &'r [Reason],
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            nested: bool,
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            furniture: bool,
        }
        let fields = Fields {
            field: place.field,
            start: place.start,
            end: place.end,
            text,
            kind: mention.kind,
            subkind: mention.subkind,
            entity: &entity.id,
            form: mention.form,
            name: &entity.name,
            wikidata: entity.wikidata.as_deref(),
            country: entity.country.as_deref(),
            evidence: &mention.evidence,
            nested: mention.nested,
            furniture: *furniture,
        };
        fields.serialize(serializer)
    }
}

#[derive(Debug, Serialize)]
struct RefusalRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    start: usize,
    end: usize,
    text: &'a str,
    kind: Kind,
    entity: String,
    form: Form,
    reason: &'a Reason,
}

impl<'a> Record<'a> {
    /// The record of an analysis, with the layers that `options` name.
    pub fn new(analysis: &'a Analysis<'_>, gazetteer: &'a Gazetteer, options: &WriteOptions) -> Self {
        let document = analysis.document;
        let rim = Rim::new(document, options.offset_unit);
        let layers = Layers { text: &document.text, rim: &rim };
        let details = document.details.as_deref();
        let detail = |of: fn(&Details) -> Option<&String>| details.and_then(of).map(String::as_str);
        let carries_text = options.text || details.is_some_and(|details| details.carries_text);
        let head = Head {
            diglot: FORMAT_VERSION,
            id: &document.id,
            source: document.source.as_deref(),
            date: document.date.as_ref().map(ToString::to_string),
            link: detail(|details| details.link.as_ref()),
            byline: detail(|details| details.byline.as_ref()),
            declared_language: detail(|details| details.declared_language.as_ref()),
            offset_unit: options.offset_unit,
            piece: document
                .piece()
                .map(|piece| PieceRecord { number: piece.number, start: piece.start.in_unit(options.offset_unit) }),
            language: LanguageRecord { main: analysis.language.main, shares: &analysis.language.shares },
            script: analysis.language.script,
            cantonese: analysis.language.cantonese,
            spans: options.spans.then(|| layers.spans(analysis)),
            sentences: options.sentences.then(|| layers.sentences(analysis)),
        };
        let tokens = options.tokens.then(|| tokens(analysis, &rim, options.pinyin));
        let tail = Tail {
            mentions: (options.mentions && !options.summary).then(|| Mentions {
                text: &document.text,
                rim: rim.clone(),
                mentions: &analysis.mentions,
                gazetteer,
            }),
            refused: options.refused.then(|| layers.refused(analysis, gazetteer)),
            entities: options.summary.then(|| entities(analysis, gazetteer, &rim)),
            furniture: details.filter(|details| !details.furniture.is_empty()).map(|details| layers.furniture(details)),
            carried: if carries_text { Carried::of(document) } else { Carried::default() },
            fields: details.map(|details| &details.fields).filter(|fields| !fields.is_empty()),
            gazetteer: gazetteer.version(),
        };
        Record { head, tokens, tail }
    }
}

/// The layers of an analysis as records.
struct Layers<'a, 'r> {
    text: &'a str,
    rim: &'r Rim<'a>,
}

impl<'a> Layers<'a, '_> {
    fn furniture(&self, details: &'a Details) -> Vec<StretchRecord<'a>> {
        let pieces = details.furniture.iter().flat_map(|&stretch| self.rim.pieces(stretch));
        pieces.map(|(_, place)| StretchRecord { field: place.field, start: place.start, end: place.end }).collect()
    }

    fn spans(&self, analysis: &Analysis<'_>) -> Vec<SpanRecord<'a>> {
        let records = |span: &crate::lang::LanguageSpan| {
            let (language, script) = (span.language, span.script);
            let record = move |place: Place<'a>| SpanRecord {
                field: place.field,
                start: place.start,
                end: place.end,
                language,
                script,
            };
            self.rim.pieces(span.span).map(move |(_, place)| record(place))
        };
        analysis.spans.iter().flat_map(records).collect()
    }

    fn sentences(&self, analysis: &Analysis<'_>) -> Vec<SentenceRecord<'a>> {
        let records = |sentence: &crate::lang::Sentence| {
            let language = sentence.language;
            let record = move |place: Place<'a>| SentenceRecord {
                field: place.field,
                start: place.start,
                end: place.end,
                language,
            };
            self.rim.pieces(sentence.span).map(move |(_, place)| record(place))
        };
        analysis.sentences.iter().flat_map(records).collect()
    }

    fn refused(&self, analysis: &'a Analysis<'_>, gazetteer: &Gazetteer) -> Vec<RefusalRecord<'a>> {
        let record = |refusal: &'a Refusal| {
            let Place { field, start, end } = self.rim.at(refusal.span)?;
            Some(RefusalRecord {
                field,
                start,
                end,
                text: refusal.span.of(self.text),
                kind: refusal.kind,
                entity: gazetteer.describe(refusal.referent)?.id.clone(),
                form: refusal.form,
                reason: &refusal.reason,
            })
        };
        analysis.refused.iter().filter_map(record).collect()
    }
}
