//! Finding names: the folded text comes in, every place where a surface of the gazetteer stands goes out.
//!
//! Find first, decide later: hits overlap, and nothing is known of the context yet. Only what a name can never be is left
//! out here (a Latin name inside a word).

mod edge;
mod find;

pub(crate) use edge::{CaseMatch, case_match, stands_free};
pub(crate) use find::{Hit, Matcher, OneCharacterNames};
