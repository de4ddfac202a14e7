//! CoNLL-U: <https://universaldependencies.org/format.html>. A sentence a block, a word a line. Valid at level 1 of the
//! validator of Universal Dependencies, which also wants text in Unicode's normal form C: so this is the one output in
//! which a character may differ from the document's (a compatibility ideograph, an accent written apart).
//!
//! Without a parser there are no lemmas, heads and relations: those columns hold `_`. Mentions stand in MISC under keys of
//! our own (`DiglotEntity=id`, `DiglotKind=`, on the first word; `DiglotInside=` on the words that follow), not in the
//! Entity key of CorefUD, which would claim coreference that nobody made.

use std::io::{self, Write};

use unicode_normalization::UnicodeNormalization;

use super::Format;
use super::structure::blocks;
use crate::Span;
use crate::gazetteer::Gazetteer;
use crate::lang::{Language, Script, chinese_script};
use crate::pipeline::Analysis;
use crate::resolve::Mention;
use crate::segment::{Token, upos};

/// CoNLL-U.
#[derive(Clone, Copy, Debug)]
pub struct Conllu;

impl Format for Conllu {
    fn write(&self, out: &mut dyn Write, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> io::Result<()> {
        let text = analysis.document.text.as_str();
        let id = form(&analysis.document.id);
        // The outer ones, which are disjoint; nested ones would break the order of the ends.
        let mentions: Vec<&Mention> = analysis.mentions.iter().filter(|mention| !mention.nested).collect();
        for (number, block) in (1..).zip(blocks(analysis)) {
            // The document begins with its first sentence: a comment without one is no CoNLL-U.
            if number == 1 {
                writeln!(out, "# newdoc id = {id}")?;
            } else if block.new_line {
                writeln!(out, "# newpar")?;
            }
            writeln!(out, "# sent_id = {}-s{number}", sentence_id(&id))?;
            writeln!(out, "# text = {}", sentence_text(text, block.words))?;
            writeln!(out, "# lang = {}", block.sentence.language)?;
            for (at, word) in block.words.iter().enumerate() {
                let mention = mention_at(&mentions, word.span);
                let line =
                    Line { text, sentence: block.sentence.language, word, glued: block.glued(at), mention, gazetteer };
                line.write(out, at + 1)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
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

/// The surface in normal form C, with blanks, line breaks and separators inside it as one blank. The validator takes four
/// control characters for blanks; what holds nothing else is written as `_`.
fn form(surface: &str) -> String {
    let blank = |c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c);
    let pieces: Vec<&str> = surface.split(blank).filter(|piece| !piece.is_empty()).collect();
    if pieces.is_empty() { "_".to_owned() } else { pieces.join(" ").nfc().collect() }
}

/// A document's id as the front of sentence ids, which hold neither blanks nor slashes.
fn sentence_id(id: &str) -> String {
    id.replace([' ', '/'], "_")
}

/// The first of these disjoint mentions that shares a byte with a word.
fn mention_at<'a>(mentions: &[&'a Mention], word: Span) -> Option<&'a Mention> {
    let at = mentions.partition_point(|mention| mention.span.end <= word.start);
    mentions.get(at).copied().filter(|mention| mention.span.overlaps(word))
}

struct Line<'a> {
    text: &'a str,
    sentence: Language,
    word: &'a Token,
    /// Whether no blank stands behind it.
    glued: bool,
    mention: Option<&'a Mention>,
    gazetteer: &'a Gazetteer,
}

impl Line<'_> {
    fn write(&self, out: &mut dyn Write, id: usize) -> io::Result<()> {
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
        misc.extend(self.script().map(|script| format!("Script={script}")));
        if self.glued {
            misc.push("SpaceAfter=No".to_owned());
        }
        if misc.is_empty() { "_".to_owned() } else { misc.join("|") }
    }

    /// Simplified or Traditional, where the characters of the word itself tell.
    fn script(&self) -> Option<Script> {
        let chinese = self.word.language == Language::ZH;
        let script = chinese.then(|| chinese_script(self.word.span.of(self.text)))?;
        matches!(script, Script::HANS | Script::HANT).then_some(script)
    }

    fn entity(&self) -> Vec<String> {
        let Some(mention) = self.mention else { return Vec::new() };
        let Some(entity) = self.gazetteer.describe(mention.referent) else { return Vec::new() };
        if mention.span.start < self.word.span.start {
            return vec![format!("DiglotInside={}", entity.id)];
        }
        vec![format!("DiglotEntity={}", entity.id), format!("DiglotKind={}", mention.kind.as_str())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, PipelineBuilder};

    fn written(id: &str, text: &str) -> String {
        let document = Document::new(id, text);
        let pipeline = PipelineBuilder::new().build();
        let mut out = Vec::new();
        Conllu.write(&mut out, &pipeline.analyze(&document), pipeline.gazetteer()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn misc_tells_entity_language_script_and_blanks() {
        let out = written("news/a 1", "德国 總理 said yes。\n走");
        let expected = "\
# newdoc id = news/a 1
# sent_id = news_a_1-s1
# text = 德国 總理 said yes。
# lang = zh
1\t德国\t_\t_\t_\t_\t_\t_\t_\tDiglotEntity=germany|DiglotKind=nation|Script=Hans
2\t總理\t_\t_\t_\t_\t_\t_\t_\tScript=Hant
3\tsaid\t_\t_\t_\tForeign=Yes\t_\t_\t_\tLang=en
4\tyes\t_\t_\t_\tForeign=Yes\t_\t_\t_\tLang=en|SpaceAfter=No
5\t。\t_\t_\t_\t_\t_\t_\t_\t_

# newpar
# sent_id = news_a_1-s2
# text = 走
# lang = zh
1\t走\t_\t_\t_\t_\t_\t_\t_\t_

";
        assert_eq!(out, expected);
    }

    #[test]
    fn a_mention_with_others_inside_is_told_in_each_sentence_that_it_reaches() {
        // Sentences end within the name, behind the line break.
        let document = Document::new("a", "He left the Bank of China\nHong Kong Limited.");
        let pipeline = PipelineBuilder::new().nested(true).build();
        let mut analysis = pipeline.analyze(&document);
        let mention =
            |start, end, nested| Mention { span: Span::new(start, end), nested, ..analysis.mentions[0].clone() };
        analysis.mentions = vec![mention(12, 35, false), mention(20, 25, true)];
        let mut out = Vec::new();
        Conllu.write(&mut out, &analysis, pipeline.gazetteer()).unwrap();
        let out = String::from_utf8(out).unwrap();
        for word in ["Hong", "Kong"] {
            let line = out.lines().find(|line| line.contains(&format!("\t{word}\t"))).unwrap();
            assert!(line.contains("DiglotInside="), "{out}");
        }
    }

    #[test]
    fn keys_of_misc_keep_the_order_of_the_alphabet() {
        for misc in written("a", "特朗普total访问中国，Biden也去。").lines().filter_map(|line| line.split('\t').nth(9))
        {
            let keys: Vec<&str> = misc.split('|').filter_map(|pair| pair.split('=').next()).collect();
            assert!(keys.is_sorted(), "{misc}");
        }
    }

    #[test]
    fn forms_suit_the_validator() {
        let cases = [("a\u{301}", "á"), ("\u{1c}", "_"), ("a\u{2028} b", "a b"), ("\u{f900}", "豈")];
        for (surface, expected) in cases {
            assert_eq!(form(surface), expected);
        }
        assert_eq!(written("empty", " \n "), "");
    }
}
