//! How Chinese is cut: the mode, the HMM, the dictionary and the words of the user's.

use super::user_dictionary::UserWord;

/// Which words a text is cut into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The most probable words; they do not overlap.
    #[default]
    Default,
    /// These, and the shorter dictionary words inside the long ones, for a search index: tokens overlap.
    Search,
    /// All dictionary words at every place: tokens overlap.
    Full,
}

/// Settings of the segmentation.
///
/// ```
/// use diglot::segment::{Mode, Segmentation};
/// use diglot::{Layers, PipelineBuilder};
///
/// let settings = Segmentation { mode: Mode::Search, ..Segmentation::default() };
/// let pipeline = PipelineBuilder::new().layers(Layers::SEGMENT).segmentation(settings).build();
/// let document = "清华大学".into();
/// let words: Vec<&str> = pipeline.analyze(&document).tokens.iter().map(|t| t.span.of("清华大学")).collect();
/// assert_eq!(words, ["清华", "清华大学", "华大", "大学"]);
/// ```
#[derive(Clone, Debug)]
pub struct Segmentation {
    /// Which words.
    pub mode: Mode,
    /// Whether jieba's hidden Markov model guesses words that the dictionary does not hold.
    pub hmm: bool,
    /// Whether jieba reads the folded view (the default), or the text as it stands.
    pub folded: bool,
    /// Whether names of leaders and nations of the gazetteer are kept whole.
    pub keep_names: bool,
    /// A dictionary in jieba's format (`word frequency tag`, a line each) in place of jieba's own.
    pub dictionary: Option<String>,
    /// Words on top of the dictionary.
    pub user_words: Vec<UserWord>,
}

impl Default for Segmentation {
    fn default() -> Self {
        Segmentation {
            mode: Mode::Default,
            hmm: true,
            folded: true,
            keep_names: true,
            dictionary: None,
            user_words: Vec::new(),
        }
    }
}
