//! What a concordance looks for: a pattern, an entity or a kind comes in with an analysis, spans of hits go out.

use std::borrow::Cow;

use memchr::memmem::Finder;

use crate::Span;
use crate::gazetteer::{Gazetteer, Kind};
use crate::pipeline::{Analysis, Layers};
use crate::segment::Token;
use crate::text::fold;

/// What is looked for. Immutable: share it between threads.
///
/// ```
/// use diglot::corpus::Query;
/// use diglot::{Document, PipelineBuilder};
///
/// let query = Query::string("泽连斯基")?;
/// let pipeline = PipelineBuilder::new().layers(query.layers()).build();
/// let document = Document::new("a", "澤連斯基說，泽连斯基到了。");
/// let hits = query.hits(&pipeline.analyze(&document), pipeline.gazetteer());
/// let found: Vec<&str> = hits.iter().map(|hit| hit.span.of(&document.text)).collect();
/// assert_eq!(found, ["澤連斯基", "泽连斯基"]);
/// # Ok::<(), diglot::corpus::concordance::EmptyPattern>(())
/// ```
#[derive(Clone, Debug)]
pub struct Query(What);

#[derive(Clone, Debug)]
enum What {
    Words(Needle),
    String(Needle),
    Entity(String),
    Kinds(Vec<Kind>),
}

/// A place that answers a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where, in bytes of the document's text.
    pub span: Span,
    /// The entity's id and kind, if the query asked for entities.
    pub entity: Option<(String, Kind)>,
}

/// A pattern in which nothing is left to look for once white space and characters without width are taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the pattern is empty: give a word or string to look for")]
pub struct EmptyPattern;

impl Query {
    /// Whole tokens: one word or several in a row, written in either script. Case counts.
    ///
    /// # Errors
    /// [`EmptyPattern`].
    pub fn words(pattern: &str) -> Result<Self, EmptyPattern> {
        Needle::new(pattern.trim()).map(|needle| Query(What::Words(needle)))
    }

    /// Characters in a row, across the edges of words, written in either script. Case counts.
    ///
    /// # Errors
    /// [`EmptyPattern`].
    pub fn string(pattern: &str) -> Result<Self, EmptyPattern> {
        Needle::new(pattern).map(|needle| Query(What::String(needle)))
    }

    /// Every mention of the entity with this id, whatever name it has there.
    pub fn entity(id: impl Into<String>) -> Self {
        Query(What::Entity(id.into()))
    }

    /// Every mention of these kinds.
    pub fn kinds(kinds: impl IntoIterator<Item = Kind>) -> Self {
        Query(What::Kinds(kinds.into_iter().collect()))
    }

    /// The same query with capitals and small letters alike (those whose two forms take equally many bytes in UTF-8,
    /// which all but a few rare ones do). Changes nothing for entities and kinds.
    #[must_use]
    pub fn ignore_case(mut self) -> Self {
        if let What::Words(needle) | What::String(needle) = &mut self.0 {
            *needle = Needle::folded(&lower(&needle.text), true);
        }
        self
    }

    /// The layers that an analysis must have for [`Query::hits`].
    pub fn layers(&self) -> Layers {
        match self.0 {
            What::Words(_) => Layers { tokens: true, ..Layers::NONE },
            What::String(_) => Layers::NONE,
            What::Entity(_) | What::Kinds(_) => Layers { mentions: true, ..Layers::NONE },
        }
    }

    /// Whether a text can hold a hit at all: a cheap look before an analysis, which says yes where it cannot tell.
    pub fn may_match(&self, text: &str) -> bool {
        match &self.0 {
            What::Words(needle) | What::String(needle) => {
                let folded = fold(text);
                needle.finder.find(needle.view(folded.as_str()).as_bytes()).is_some()
            }
            What::Entity(_) | What::Kinds(_) => true,
        }
    }

    /// The hits, by place; those of a pattern do not overlap.
    pub fn hits(&self, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> Vec<Hit> {
        let text = analysis.document.text.as_str();
        match &self.0 {
            What::Words(needle) => needle.find(text, |span| whole_tokens(&analysis.tokens, span)),
            What::String(needle) => needle.find(text, |_| true),
            What::Entity(id) => mentions(analysis, gazetteer, |found, _| found == id),
            What::Kinds(kinds) => mentions(analysis, gazetteer, |_, kind| kinds.contains(&kind)),
        }
    }
}

/// A pattern as the folded view writes it.
#[derive(Clone, Debug)]
struct Needle {
    text: String,
    finder: Finder<'static>,
    ignore_case: bool,
}

impl Needle {
    fn new(pattern: &str) -> Result<Self, EmptyPattern> {
        let folded = fold(pattern);
        if folded.as_str().trim().is_empty() {
            return Err(EmptyPattern);
        }
        Ok(Needle::folded(folded.as_str(), false))
    }

    fn folded(text: &str, ignore_case: bool) -> Self {
        Needle { text: text.to_owned(), finder: Finder::new(text).into_owned(), ignore_case }
    }

    /// The folded text as the pattern is compared with it; offsets stay.
    fn view<'t>(&self, folded: &'t str) -> Cow<'t, str> {
        if self.ignore_case { Cow::Owned(lower(folded)) } else { Cow::Borrowed(folded) }
    }

    /// The places of the pattern that are accepted. One that is refused hides none that overlaps it.
    fn find(&self, text: &str, accept: impl Fn(Span) -> bool) -> Vec<Hit> {
        let folded = fold(text);
        let view = self.view(folded.as_str());
        let step = self.text.chars().next().map_or(1, char::len_utf8);
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(found) = view.as_bytes().get(at..).and_then(|rest| self.finder.find(rest)) {
            let start = at + found;
            let end = start + self.text.len();
            let span = folded.to_original(Span::new(start, end));
            let accepted = accept(span);
            if accepted {
                hits.push(Hit { span, entity: None });
            }
            at = if accepted { end } else { start + step };
        }
        hits
    }
}

/// Small letters where they take as many bytes, so that offsets stay.
fn lower(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut small = c.to_lowercase();
            small.next().filter(|s| small.next().is_none() && s.len_utf8() == c.len_utf8()).unwrap_or(c)
        })
        .collect()
}

/// Whether a token begins where the span does and one ends where it does.
fn whole_tokens(tokens: &[Token], span: Span) -> bool {
    let begins = tokens.binary_search_by_key(&span.start, |token| token.span.start).is_ok();
    begins && tokens.binary_search_by_key(&span.end, |token| token.span.end).is_ok()
}

fn mentions(analysis: &Analysis<'_>, gazetteer: &Gazetteer, wanted: impl Fn(&str, Kind) -> bool) -> Vec<Hit> {
    let hit = |mention: &crate::Mention| {
        let entity = gazetteer.describe(mention.referent)?;
        let found = wanted(&entity.id, mention.kind);
        found.then(|| Hit { span: mention.span, entity: Some((entity.id.clone(), mention.kind)) })
    };
    analysis.mentions.iter().filter_map(hit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::corpus::TEST_PIPELINE;

    fn found(query: Query, text: &str) -> Vec<String> {
        let document = Document::new("t", text);
        let hits = query.hits(&TEST_PIPELINE.analyze(&document), TEST_PIPELINE.gazetteer());
        assert!(query.may_match(text) || hits.is_empty(), "{text}");
        hits.iter().map(|hit| hit.span.of(text).to_owned()).collect()
    }

    /// Pattern, text, hits.
    type Case = (&'static str, &'static str, &'static [&'static str]);

    const STRINGS: [Case; 8] = [
        ("泽连斯基", "澤連斯基和泽连斯基", &["澤連斯基", "泽连斯基"]),
        ("澤連", "泽连斯基", &["泽连"]),
        ("京总", "普京总统", &["京总"]),
        ("G20", "Ｇ２０峰会", &["Ｇ２０"]),
        ("习近平", "习 近 平出席", &["习 近 平"]),
        ("United Nations", "the United\nNations", &["United\nNations"]),
        ("who", "WHO asks who", &["who"]),
        ("哈哈", "哈哈哈哈哈", &["哈哈", "哈哈"]),
    ];

    #[test]
    fn strings_go_across_words_and_scripts() {
        for (pattern, text, hits) in STRINGS {
            assert_eq!(found(Query::string(pattern).unwrap(), text), hits, "{pattern} in {text}");
        }
    }

    const WORDS: [Case; 7] = [
        ("会", "会议上他会说", &["会"]),
        ("总统", "普京總統說", &["總統"]),
        ("art", "The art of party art.", &["art", "art"]),
        ("prime minister", "prime ministers, a prime minister", &["prime minister"]),
        ("no no", "casino no no", &["no no"]),
        ("Moscow", "moscow Moscow", &["Moscow"]),
        (" Xi ", "Xi met Xiao", &["Xi"]),
    ];

    #[test]
    fn words_are_whole_tokens() {
        for (pattern, text, hits) in WORDS {
            assert_eq!(found(Query::words(pattern).unwrap(), text), hits, "{pattern} in {text}");
        }
    }

    #[test]
    fn case_is_ignored_on_demand() {
        assert_eq!(found(Query::words("moscow").unwrap().ignore_case(), "MOSCOW, Moscow"), ["MOSCOW", "Moscow"]);
        // The small form of İ has two characters: it stays, and what follows keeps its place.
        assert_eq!(found(Query::string("МИР").unwrap().ignore_case(), "İ мир"), ["мир"]);
    }

    #[test]
    fn entities_have_many_names() {
        let text = "普京會見記者。 Vladimir Putin spoke; 普丁說。习近平没有来。";
        assert_eq!(found(Query::entity("vladimir-putin"), text), ["普京", "Vladimir Putin", "普丁"]);
        assert_eq!(found(Query::kinds([Kind::Leader]), text).len(), 4);
        assert!(found(Query::kinds([Kind::Nation]), text).is_empty());
    }

    #[test]
    fn empty_patterns_are_refused() {
        for pattern in ["", "  ", "\u{200b}", "\n"] {
            assert_eq!(Query::words(pattern).err(), Some(EmptyPattern));
            assert_eq!(Query::string(pattern).err(), Some(EmptyPattern));
        }
    }
}
