//! Language spans, Chinese words and tagged leaders, nations and organisations in text that mixes Chinese and English.

mod error;
pub mod lang;
mod span;
pub mod text;

pub use error::Error;
pub use span::Span;
