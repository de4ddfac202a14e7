//! A hash that is the same on every machine and in every version, for what is kept: ids and state files.

/// FNV-1a, 64 bits.
///
/// ```
/// assert_eq!(diglot::text::stable_hash(b"foobar"), 0x8594_4171_f739_67e8);
/// ```
pub fn stable_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(START, |hash, &byte| step(hash, byte.into()))
}

/// FNV-1a of nothing.
pub(super) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a of one more byte, or whatever stands for one.
pub(super) fn step(hash: u64, byte: u64) -> u64 {
    (hash ^ byte).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_values_come_out() {
        assert_eq!(super::stable_hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(super::stable_hash(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
