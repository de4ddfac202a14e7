//! Which language, which script, which sentence: a text comes in, its spans, sentences and labels go out.
//!
//! [`language_spans`] splits by script, with rules for what is neutral; [`sentences`] cuts by marks and words; both cover
//! the text end to end. [`summarize`] says what the document is as a whole. Everything else rests on these spans, so this
//! room knows nothing of words, names or gazetteers.

mod class;
mod codes;
mod detect;
mod language;
mod latin;
mod neutral;
mod scan;
mod sentence;
mod side;
mod unit;
mod weight;

pub use codes::{languages, scripts};
pub use detect::{LanguageSpan, language_spans};
pub use language::{Language, Script};
pub(crate) use sentence::is_initialism;
pub use sentence::{Sentence, sentences};
pub use side::side as chinese_script;
pub(crate) use unit::units;
pub use weight::{DocumentLanguage, summarize};
pub(crate) use weight::{labelled_spans, letters};
