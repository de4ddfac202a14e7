//! Concordances: an analysis comes in, a line for every hit goes out, with what stands left and right of it.
//!
//! A [`Line`] owns all that is shown of its hit, so that lines can be sorted and kept when the document is gone; this is
//! where their offsets become the unit of the output. [`Layout`] sets them in columns for a terminal, `write` as records.

mod context;
mod count;
mod layout;
mod query;
mod write;

use std::sync::Arc;

pub use count::{COUNT_HEADER, FileCount, count_head};
pub use layout::Layout;
pub use query::{EmptyPattern, Hit, Query};
pub use write::{HTML_FOOT, LINE_HEADER, html_head, write_html, write_jsonl, write_tsv};

use crate::Span;
use crate::gazetteer::{Gazetteer, Kind};
use crate::pipeline::{Analysis, Layers};
use crate::segment::Token;
use crate::text::{OffsetIndex, OffsetUnit, fold_name};
use crate::write::{Place, Rim};
use context::{fit_end, fit_start};

/// The order of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As they stand in the texts.
    #[default]
    None,
    /// By the word left of the hit, then the one left of that, then a third.
    Left,
    /// By the word right of the hit, then the next two.
    Right,
}

/// A query with the way its hits are shown.
///
/// ```
/// use diglot::corpus::{Concordance, Query};
/// use diglot::{Document, PipelineBuilder};
///
/// let concordance = Concordance::new(Query::entity("vladimir-putin")).context(8);
/// let pipeline = PipelineBuilder::new().layers(concordance.layers()).build();
/// let document = Document::new("a", "總統普丁在莫斯科說。 Putin left.");
/// let lines = concordance.lines(&pipeline.analyze(&document), pipeline.gazetteer());
/// assert_eq!((&*lines[0].left, &*lines[0].text, &*lines[0].right), ("總統", "普丁", "在莫斯科"));
/// assert_eq!((lines[1].start, lines[1].end), (11, 16));
/// ```
#[derive(Clone, Debug)]
pub struct Concordance {
    query: Query,
    columns: usize,
    unit: OffsetUnit,
    sort: Sort,
}

/// A hit with its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The document's id.
    pub document: Arc<str>,
    /// Where the document came from, if that is known.
    pub source: Option<Arc<str>>,
    /// The number of the line in the document, from 1.
    pub line: usize,
    /// The field that the offsets count in, if the document was joined from several, such as the title and text of a page.
    pub field: Option<String>,
    /// Where the hit begins, in `unit`.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What the offsets count.
    pub unit: OffsetUnit,
    /// What stands left of it, as in the document.
    pub left: String,
    /// The hit, as in the document.
    pub text: String,
    /// What stands right of it, as in the document.
    pub right: String,
    /// The entity's id and kind, if the query asked for entities.
    pub entity: Option<(String, Kind)>,
    key: String,
}

/// Columns of context on either side unless asked for more or less.
pub const CONTEXT: usize = 40;

impl Concordance {
    /// Lines with [`CONTEXT`] columns on either side, offsets in code points, as they stand in the texts.
    pub fn new(query: Query) -> Self {
        Concordance { query, columns: CONTEXT, unit: OffsetUnit::Char, sort: Sort::None }
    }

    /// How many columns of a terminal the context takes on either side: wide characters take two, a run of white space
    /// one.
    #[must_use]
    pub fn context(mut self, columns: usize) -> Self {
        self.columns = columns;
        self
    }

    /// The unit of the offsets.
    #[must_use]
    pub fn offset_unit(mut self, unit: OffsetUnit) -> Self {
        self.unit = unit;
        self
    }

    /// The order that [`sort`] is to bring the lines into.
    #[must_use]
    pub fn sorted(mut self, sort: Sort) -> Self {
        self.sort = sort;
        self
    }

    /// The query.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The layers that an analysis must have for [`Concordance::lines`].
    pub fn layers(&self) -> Layers {
        let layers = self.query.layers();
        Layers { tokens: layers.tokens || self.sort != Sort::None, ..layers }
    }

    /// The lines of one document, by place.
    pub fn lines(&self, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> Vec<Line> {
        let hits = self.query.hits(analysis, gazetteer);
        if hits.is_empty() {
            return Vec::new();
        }
        let text = analysis.document.text.as_str();
        let index = OffsetIndex::new(text, self.unit);
        let rim = Rim::new(analysis.document, self.unit);
        let lines = analysis.document.origin().lines;
        let document: Arc<str> = analysis.document.id.as_str().into();
        let source: Option<Arc<str>> = analysis.document.source.as_deref().map(Into::into);
        // What crosses from one field into the other is no hit.
        let line = |hit: Hit| {
            let Place { field, start, end } = rim.at(hit.span)?;
            Some(Line {
                document: Arc::clone(&document),
                source: source.clone(),
                line: lines + index.line(hit.span.start),
                field: field.map(str::to_owned),
                start,
                end,
                unit: self.unit,
                left: fit_end(text.get(..hit.span.start).unwrap_or_default(), self.columns).to_owned(),
                text: hit.span.of(text).to_owned(),
                right: fit_start(text.get(hit.span.end..).unwrap_or_default(), self.columns).to_owned(),
                key: self.key(text, &analysis.tokens, hit.span),
                entity: hit.entity,
            })
        };
        hits.into_iter().filter_map(line).collect()
    }

    /// The words that the line is sorted by, the nearest first, in small Simplified letters.
    fn key(&self, text: &str, tokens: &[Token], hit: Span) -> String {
        match self.sort {
            Sort::None => String::new(),
            Sort::Left => {
                let before = tokens.partition_point(|token| token.span.end <= hit.start);
                key(text, tokens.get(..before).unwrap_or_default().iter().rev())
            }
            Sort::Right => {
                let behind = tokens.partition_point(|token| token.span.start < hit.end);
                key(text, tokens.get(behind..).unwrap_or_default().iter())
            }
        }
    }
}

/// How many words lines are sorted by, in how many tokens they are looked for, and how many characters of each count:
/// bounds for texts of endless dashes or endless words.
const KEY_WORDS: usize = 3;
const KEY_TOKENS: usize = 32;
const KEY_CHARACTERS: usize = 64;

fn key<'t>(text: &str, tokens: impl Iterator<Item = &'t Token>) -> String {
    let words = tokens.take(KEY_TOKENS).map(|token| token.span.of(text));
    let words = words.filter(|word| word.contains(char::is_alphanumeric)).take(KEY_WORDS);
    let folded = words.map(|word| fold_name(&word.chars().take(KEY_CHARACTERS).collect::<String>()).to_lowercase());
    // A tab sorts before every letter, so that words are compared one by one.
    folded.collect::<Vec<_>>().join("\t")
}

/// Brings lines into the order that their concordance was told to sort them in: by the code points of the folded words;
/// lines with the same words keep their order.
pub fn sort(lines: &mut [Line]) {
    lines.sort_by(|a, b| a.key.cmp(&b.key));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::corpus::TEST_PIPELINE;

    fn lines(concordance: &Concordance, text: &str) -> Vec<Line> {
        let document = Document::new("t", text);
        let mut lines = concordance.lines(&TEST_PIPELINE.analyze(&document), TEST_PIPELINE.gazetteer());
        sort(&mut lines);
        lines
    }

    #[test]
    fn sorted_by_the_word_at_either_side() {
        let text = "the zeta Xi agreed. An Alpha Xi, Went. no beta Xi «came»";
        let order = |sort| {
            let concordance = Concordance::new(Query::words("Xi").unwrap()).sorted(sort);
            lines(&concordance, text).iter().map(|line| line.start).collect::<Vec<_>>()
        };
        assert_eq!(order(Sort::None), [9, 29, 47]);
        assert_eq!(order(Sort::Left), [29, 47, 9]);
        assert_eq!(order(Sort::Right), [9, 47, 29]);
    }

    #[test]
    fn second_words_decide_between_equal_first_ones() {
        let concordance = Concordance::new(Query::string("普京").unwrap()).sorted(Sort::Right);
        let text = "普京總統說。普京总统去。";
        let places: Vec<usize> = lines(&concordance, text).iter().map(|line| line.start).collect();
        assert_eq!(places, [6, 0], "去 (U+53BB) comes before 说 (U+8BF4)");
    }

    #[test]
    fn offsets_count_in_their_field() {
        let concordance = Concordance::new(Query::string("普京").unwrap());
        let document = Document::from_parts("t", [("title", "普京訪華"), ("text", "昨日\n普京抵達")]);
        let lines = concordance.lines(&TEST_PIPELINE.analyze(&document), TEST_PIPELINE.gazetteer());
        let places: Vec<_> = lines.iter().map(|line| (line.field.as_deref(), line.start, line.line)).collect();
        assert_eq!(places, [(Some("title"), 0, 1), (Some("text"), 3, 4)]);
    }

    #[test]
    fn context_is_the_text_as_it_stands() {
        let concordance = Concordance::new(Query::string("Xi").unwrap()).context(6).offset_unit(OffsetUnit::Byte);
        let [line] = lines(&concordance, "北京\r\n主席 Xi\tspoke at length").try_into().unwrap();
        assert_eq!((line.left.as_str(), line.right.as_str()), ("\r\n主席 ", "\tspoke "));
        assert_eq!((line.start, line.end, line.line), (15, 17, 2));
    }
}
