//! CoNLL-U: <https://universaldependencies.org/format.html>. A sentence a block, a word a line.
//!
//! Without a parser there are no lemmas, heads and relations: those columns hold `_`. Mentions stand in MISC under keys of
//! our own (`DiglotEntity=id`, `DiglotKind=`, on the first word; `DiglotInside=` on the words that follow), not in the
//! Entity key of CorefUD, which would claim coreference that nobody made.

use std::io::{self, Write};

use crate::Span;
use crate::gazetteer::Gazetteer;
use crate::lang::Language;
use crate::pipeline::Analysis;
use crate::resolve::Mention;
use crate::segment::{Token, upos};

/// Writes the sentences of one document.
///
/// # Errors
/// What `out` says.
pub fn write(out: &mut impl Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
    let text = analysis.document.text.as_str();
    writeln!(out, "# newdoc id = {}", one_line(&analysis.document.id))?;
    let mut tokens = analysis.tokens.as_slice();
    let mut number = 0;
    for sentence in &analysis.sentences {
        let here = tokens.partition_point(|token| token.span.start < sentence.span.end);
        let (words, rest) = tokens.split_at_checked(here).unwrap_or((tokens, &[]));
        tokens = rest;
        let Some((first, last)) = words.first().zip(words.last()) else { continue };
        number += 1;
        writeln!(out, "# sent_id = {}-s{number}", one_line(&analysis.document.id))?;
        writeln!(out, "# text = {}", sentence_text(text, words))?;
        writeln!(out, "# lang = {}", sentence.language)?;
        let mentions = mentions_in(&analysis.mentions, Span::new(first.span.start, last.span.end));
        for (id, word) in (1..).zip(words) {
            let next = words.get(id).map(|next| next.span);
            let line = Line { text, sentence: sentence.language, word, next, mentions, gazetteer };
            line.write(out, id)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The text that the words and `SpaceAfter=No` spell: one blank where any blanks stood.
fn sentence_text(text: &str, words: &[Token]) -> String {
    let mut joined = String::new();
    let mut end = None;
    for word in words {
        if end.is_some_and(|end| end < word.span.start) {
            joined.push(' ');
        }
        joined.push_str(&form(word.span.of(text)));
        end = Some(word.span.end);
    }
    joined
}

/// The surface with blanks and line breaks inside it as one blank.
fn form(surface: &str) -> String {
    surface.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The outer mentions that touch a sentence.
fn mentions_in(mentions: &[Mention], sentence: Span) -> &[Mention] {
    let from = mentions.partition_point(|mention| mention.span.end <= sentence.start);
    let to = mentions.partition_point(|mention| mention.span.start < sentence.end);
    mentions.get(from..to).unwrap_or_default()
}

struct Line<'a> {
    text: &'a str,
    sentence: Language,
    word: &'a Token,
    next: Option<Span>,
    mentions: &'a [Mention],
    gazetteer: &'a Gazetteer,
}

impl Line<'_> {
    fn write(&self, out: &mut impl Write, id: usize) -> io::Result<()> {
        let word = form(self.word.span.of(self.text));
        let (upos, xpos) = match self.word.pos.as_deref() {
            Some(pos) => (upos(pos), pos),
            None => ("_", "_"),
        };
        let feats = if self.foreign() { "Foreign=Yes" } else { "_" };
        writeln!(out, "{id}\t{word}\t_\t{upos}\t{xpos}\t{feats}\t_\t_\t_\t{}", self.misc())
    }

    /// A word of another language than its sentence's.
    fn foreign(&self) -> bool {
        let letters = self.word.span.of(self.text).chars().any(char::is_alphabetic);
        letters && self.word.language != self.sentence && self.word.language != Language::UND
    }

    /// The MISC column; its keys in the order of the alphabet, as the format wants them.
    fn misc(&self) -> String {
        let mut misc = self.entity();
        if self.foreign() {
            misc.push(format!("Lang={}", self.word.language));
        }
        if self.next.is_some_and(|next| next.start == self.word.span.end) {
            misc.push("SpaceAfter=No".to_owned());
        }
        if misc.is_empty() { "_".to_owned() } else { misc.join("|") }
    }

    fn entity(&self) -> Vec<String> {
        let here = |mention: &&Mention| !mention.nested && mention.span.overlaps(self.word.span);
        let Some(mention) = self.mentions.iter().find(here) else { return Vec::new() };
        let Some(entity) = self.gazetteer.describe(mention.referent) else { return Vec::new() };
        if mention.span.start < self.word.span.start {
            return vec![format!("DiglotInside={}", entity.id)];
        }
        vec![format!("DiglotEntity={}", entity.id), format!("DiglotKind={}", mention.kind.as_str())]
    }
}

fn one_line(id: &str) -> String {
    id.replace(['\n', '\r', '\t'], " ")
}
