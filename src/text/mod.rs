//! From bytes to text, and the views of a text that the other rooms read.
//!
//! [`decode`] turns bytes into text, [`Document`] holds it with its metadata, [`fold`] gives the view that names and words
//! are looked up in, [`OffsetIndex`] turns byte offsets into the unit that an output asks for, and [`exact_fingerprint`] and
//! [`Simhash`] know a text again.

mod date;
mod decode;
mod document;
mod fingerprint;
mod fold;
mod hash;
mod kept;
mod line_index;
mod traditional;

/// Characters that only Simplified or only Traditional text holds.
pub(crate) const SIDES: &str = include_str!("tables/sides.tsv");

pub(crate) use date::month;
pub use date::{Date, DateError};
pub(crate) use decode::Endian;
pub use decode::{DecodeError, Decoded, Encoding, decode};
pub use document::{Details, Document, Part, Piece};
pub use fingerprint::{Simhash, exact_fingerprint};
pub use fold::{Folded, fold, fold_name};
pub(crate) use fold::{code_points, floor, is_han, plain_han, unfolded};
pub use hash::stable_hash;
pub use kept::Kept;
pub use line_index::{OffsetIndex, OffsetUnit, OffsetUnitError, Offsets};
pub use traditional::to_traditional;
