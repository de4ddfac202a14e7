//! One document as the patterns see it: its folded text, the words of its Chinese, and where known names stand. All
//! offsets are bytes of the folded text.

use super::{Known, Sighting};
use crate::gazetteer::{Form, Gazetteer, Kind, is_han};
use crate::text::Folded;
use crate::{Analysis, Mention, Span};

pub(super) struct Page<'a> {
    pub(super) known: &'a Known,
    pub(super) gazetteer: &'a Gazetteer,
    folded: &'a Folded<'a>,
    document: &'a str,
    /// The folded text.
    pub(super) text: &'a str,
    /// Words with their parts of speech, in order.
    pub(super) words: Vec<Word<'a>>,
    /// Mentions in order, none inside another.
    mentions: Vec<(Span, &'a Mention)>,
    /// Names of the gazetteer that do not count here, in order.
    refused: Vec<Span>,
}

/// A word and jieba's tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) span: Span,
    pub(super) text: &'a str,
    pub(super) tag: &'a str,
}

impl Word<'_> {
    /// Whether jieba takes it for a person's name, or does not know it: a word that its model made of single characters.
    pub(super) fn may_be_person(&self) -> bool {
        let characters = self.text.chars().count();
        (2..=6).contains(&characters)
            && self.text.chars().all(is_han)
            && (self.tag.starts_with("nr") || self.tag == "x")
    }

    /// Whether it may be part of the name of a body.
    pub(super) fn may_be_in_body(&self) -> bool {
        let name = self.tag.starts_with('n') || matches!(self.tag, "x" | "j" | "vn" | "b" | "an" | "l" | "f");
        name && self.text.chars().all(is_han)
    }
}

/// Characters of context on each side.
const AROUND: usize = 30;

impl<'a> Page<'a> {
    pub(super) fn new(
        known: &'a Known,
        gazetteer: &'a Gazetteer,
        analysis: &'a Analysis<'a>,
        folded: &'a Folded<'a>,
    ) -> Self {
        let text = folded.as_str();
        let words = analysis.tokens.iter().map(|token| {
            let span = folded.to_folded_span(token.span);
            Word { span, text: span.of(text), tag: token.pos.as_deref().unwrap_or_default() }
        });
        let mentions = analysis.mentions.iter().map(|mention| (folded.to_folded_span(mention.span), mention));
        let refused = analysis.refused.iter().map(|refusal| folded.to_folded_span(refusal.span));
        let mut refused: Vec<Span> = refused.collect();
        refused.sort_unstable();
        Page {
            known,
            gazetteer,
            folded,
            document: &analysis.document.id,
            text,
            words: words.collect(),
            mentions: mentions.collect(),
            refused,
        }
    }

    /// The mention that a span shares a byte with.
    pub(super) fn mention_in(&self, span: Span) -> Option<(Span, &'a Mention)> {
        let from = self.mentions.partition_point(|(mention, _)| mention.end <= span.start);
        self.mentions.get(from).filter(|(mention, _)| mention.start < span.end).copied()
    }

    /// Whether a span is a name that the gazetteer holds, for whomever.
    pub(super) fn is_known(&self, span: Span) -> bool {
        self.known.holds(span.of(self.text)) || self.refused.binary_search(&span).is_ok()
    }

    /// The code of the nation whose name ends at `end`, a blank or 的 left aside.
    pub(super) fn nation_before(&self, end: usize) -> Option<&'a str> {
        let head = self.text.get(..end)?.trim_end_matches(' ');
        let head = head.strip_suffix("'s").unwrap_or(head);
        let head = head.strip_suffix('的').unwrap_or(head);
        let at = self.mentions.partition_point(|(mention, _)| mention.end < head.len());
        let (span, mention) = self.mentions.get(at)?;
        if span.end != head.len() || mention.kind != Kind::Nation || mention.form == Form::Metonym {
            return None;
        }
        self.gazetteer
            .describe(mention.referent)
            .and_then(|found| self.gazetteer.get(&found.id).and_then(|entity| entity.country.as_deref()))
    }

    /// The place of the word that starts at `start`, or holds it.
    pub(super) fn word_at(&self, start: usize) -> Option<usize> {
        let at = self.words.partition_point(|word| word.span.end <= start);
        self.words.get(at).filter(|word| word.span.start <= start).map(|_| at)
    }

    /// The place of the word that ends at `end`.
    pub(super) fn word_ending(&self, end: usize) -> Option<usize> {
        let at = self.words.partition_point(|word| word.span.end < end);
        self.words.get(at).filter(|word| word.span.end == end).map(|_| at)
    }

    /// The surface of a span in the original text, in one line: a name that is broken over two is the same name.
    pub(super) fn surface(&self, span: Span) -> String {
        let surface = self.folded.to_original(span).of(self.folded.original());
        surface.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Completes a sighting with its place.
    pub(super) fn placed(&self, sighting: Sighting, span: Span) -> Sighting {
        let original = self.folded.original();
        let at = self.folded.to_original(span);
        let head = original.get(..at.start).unwrap_or_default();
        let start = head.char_indices().rev().take(AROUND).last().map_or(at.start, |(at, _)| at);
        let tail = original.get(at.end..).unwrap_or_default();
        let end = tail.char_indices().nth(AROUND).map_or(original.len(), |(len, _)| at.end + len);
        let context = original.get(start..end).unwrap_or_default();
        let context = context.split_whitespace().collect::<Vec<_>>().join(" ");
        Sighting { span: at, document: self.document.to_owned(), context, ..sighting }
    }
}
