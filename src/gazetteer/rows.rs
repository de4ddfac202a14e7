//! Lists of small values as they are stored: so many bytes each, so that loading them is little more than a copy. postcard's
//! own form is denser and takes twenty times as long to read. For the `with` of serde.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

/// A value that is stored in `N` bytes.
pub(super) trait Row<const N: usize>: Copy {
    fn to_bytes(self) -> [u8; N];

    fn from_bytes(bytes: [u8; N]) -> Self;
}

impl Row<4> for u32 {
    fn to_bytes(self) -> [u8; 4] {
        self.to_le_bytes()
    }

    fn from_bytes(bytes: [u8; 4]) -> Self {
        Self::from_le_bytes(bytes)
    }
}

pub(super) fn serialize<const N: usize, T: Row<N>, S: Serializer>(
    rows: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let bytes: Vec<u8> = rows.iter().flat_map(|row| row.to_bytes()).collect();
    serializer.serialize_bytes(&bytes)
}

pub(super) fn deserialize<'de, const N: usize, T: Row<N>, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    match <&[u8]>::deserialize(from)?.as_chunks() {
        (rows, []) => Ok(rows.iter().map(|&row| T::from_bytes(row)).collect()),
        (_, rest) => Err(D::Error::custom(format_args!("{} bytes too many", rest.len()))),
    }
}
