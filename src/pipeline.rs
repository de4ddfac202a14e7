//! The whole line: a document comes in, its layers go out.
//!
//! A [`Pipeline`] is made once and shared; each layer is computed only when it, or one above it, is asked for.

use std::sync::Arc;

use crate::gazetteer::{Gazetteer, Kind};
use crate::lang::{DocumentLanguage, LanguageSpan, Sentence, labelled_spans, language_spans, sentences};
use crate::mention::Matcher;
use crate::resolve::{self, Mention, Off, Options, Refusal, Rule};
use crate::segment::{Segmentation, Segmenter, Token};
use crate::text::{Document, fold, unfolded};

/// The layers of an analysis. Language spans are always there: everything else rests on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers {
    /// Sentences.
    pub sentences: bool,
    /// Words, numbers and punctuation.
    pub tokens: bool,
    /// Parts of speech of the tokens (costs twice the time of the tokens).
    pub pos: bool,
    /// Leaders, nations and organisations.
    pub mentions: bool,
}

impl Layers {
    /// The languages, which every analysis has.
    pub const NONE: Layers = Layers { sentences: false, tokens: false, pos: false, mentions: false };
    /// Everything.
    pub const ALL: Layers = Layers { sentences: true, tokens: true, pos: true, mentions: true };
    /// Sentences and tokens.
    pub const SEGMENT: Layers = Layers { sentences: true, tokens: true, ..Layers::NONE };
    /// Mentions alone.
    pub const TAG: Layers = Layers { mentions: true, ..Layers::NONE };
}

/// What a pipeline found in one document. Spans are bytes of the document's text.
#[derive(Clone, Debug)]
pub struct Analysis<'d> {
    /// The document.
    pub document: &'d Document,
    /// The document's main language, its shares and script.
    pub language: DocumentLanguage,
    /// Stretches of one language; they cover the text.
    pub spans: Vec<LanguageSpan>,
    /// Sentences; they cover the text. Empty unless asked for.
    pub sentences: Vec<Sentence>,
    /// Tokens in order; with the blanks between them they cover the text. Empty unless asked for.
    pub tokens: Vec<Token>,
    /// Mentions by place, disjoint but for nested ones. Empty unless asked for.
    pub mentions: Vec<Mention>,
    /// Refused candidates with their reasons. Empty unless asked for.
    pub refused: Vec<Refusal>,
}

/// Settings of a [`Pipeline`].
///
/// ```
/// use diglot::{Kind, Layers, PipelineBuilder};
///
/// let pipeline = PipelineBuilder::new().layers(Layers::TAG).kinds([Kind::Leader]).build();
/// let document = "川普 called 普丁.".into();
/// let found = pipeline.analyze(&document);
/// let names: Vec<&str> = found.mentions.iter().map(|m| m.span.of(&document.text)).collect();
/// assert_eq!(names, ["川普", "普丁"]);
/// ```
#[derive(Debug)]
pub struct PipelineBuilder {
    gazetteer: Option<Gazetteer>,
    layers: Layers,
    segmentation: Segmentation,
    options: Options,
}

impl Default for PipelineBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl PipelineBuilder {
    /// All layers but parts of speech, all kinds, the built-in gazetteer.
    pub fn new() -> Self {
        let options =
            Options { kinds: Kind::ALL.to_vec(), nested: false, offices: false, refused: false, off: Off::default() };
        let layers = Layers { pos: false, ..Layers::ALL };
        PipelineBuilder { gazetteer: None, layers, segmentation: Segmentation::default(), options }
    }

    /// Another gazetteer than the built-in one.
    #[must_use]
    pub fn gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteer = Some(gazetteer);
        self
    }

    /// Which layers to compute.
    #[must_use]
    pub fn layers(mut self, layers: Layers) -> Self {
        self.layers = layers;
        self
    }

    /// Whether names of leaders and nations are kept whole among the tokens (default: yes).
    #[must_use]
    pub fn keep_names(mut self, keep: bool) -> Self {
        self.segmentation.keep_names = keep;
        self
    }

    /// How Chinese is cut into words.
    #[must_use]
    pub fn segmentation(mut self, segmentation: Segmentation) -> Self {
        self.segmentation = segmentation;
        self
    }

    /// Which kinds of mentions to report.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.options.kinds = kinds.into_iter().collect();
        self
    }

    /// Whether to report names inside longer mentions too, marked as nested.
    #[must_use]
    pub fn nested(mut self, nested: bool) -> Self {
        self.options.nested = nested;
        self
    }

    /// Whether to report offices that stand for their holders at the document's date ('the US president').
    #[must_use]
    pub fn offices(mut self, offices: bool) -> Self {
        self.options.offices = offices;
        self
    }

    /// Whether to report refused candidates with their reasons.
    #[must_use]
    pub fn explain(mut self, explain: bool) -> Self {
        self.options.refused = explain;
        self
    }

    /// Switches a rule off, to measure what it is worth.
    #[must_use]
    pub fn without_rule(mut self, rule: Rule) -> Self {
        self.options.off.switch(rule);
        self
    }

    /// The pipeline. The dictionary and the names are loaded when a text first needs them.
    pub fn build(self) -> Pipeline {
        let gazetteer = Arc::new(self.gazetteer.unwrap_or_else(Gazetteer::built_in));
        let names = Arc::clone(&gazetteer);
        Pipeline {
            matcher: Matcher::new(Arc::clone(&gazetteer)),
            segmenter: Segmenter::new(self.segmentation, gazetteer.is_built_in(), move || names.name_words()),
            gazetteer,
            layers: self.layers,
            options: self.options,
        }
    }
}

/// Analyses documents. Immutable: share it between threads.
pub struct Pipeline {
    gazetteer: Arc<Gazetteer>,
    matcher: Matcher,
    segmenter: Segmenter,
    layers: Layers,
    options: Options,
}

impl Pipeline {
    /// Computes the layers that the pipeline was built for.
    pub fn analyze<'d>(&self, document: &'d Document) -> Analysis<'d> {
        let text = document.text.as_str();
        let (spans, language) = labelled_spans(text);
        let sentences = if self.layers.sentences { sentences(text, &spans) } else { Vec::new() };
        let needs_fold = self.layers.tokens || self.layers.mentions;
        let folded = if needs_fold { fold(text) } else { fold("") };
        let tokens = match &document.words {
            _ if !self.layers.tokens => Vec::new(),
            Some(words) => self.segmenter.kept(text, words, &spans, self.layers.pos),
            None if self.segmenter.is_folded() => self.segmenter.tokens(&folded, &spans, self.layers.pos),
            None => self.segmenter.tokens(&unfolded(text), &spans, self.layers.pos),
        };
        let resolved = if self.layers.mentions {
            resolve::resolve(
                &self.gazetteer,
                &self.matcher,
                &self.segmenter,
                &folded,
                &spans,
                document.date.as_ref(),
                &self.options,
            )
        } else {
            Default::default()
        };
        Analysis {
            document,
            language,
            spans,
            sentences,
            tokens,
            mentions: resolved.mentions,
            refused: resolved.refused,
        }
    }

    /// The words that compete for each run of Chinese in a document, and the path that wins.
    pub fn lattices(&self, document: &Document) -> Vec<crate::segment::Lattice> {
        let text = document.text.as_str();
        let folded = if self.segmenter.is_folded() { fold(text) } else { unfolded(text) };
        self.segmenter.lattices(&folded, &language_spans(text))
    }

    /// The gazetteer that mentions refer to.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The layers that the pipeline computes.
    pub fn layers(&self) -> Layers {
        self.layers
    }
}
