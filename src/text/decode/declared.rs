//! What the bytes look like against what someone declares them to be.

use super::{DecodeError, Decoded, legacy};

/// Chooses between a guess and a declaration. A declaration is wrong on a third to a half of the pages whose content and
/// declaration differ, so it decides only where the content leaves doubt: where the guess has bytes that are no characters
/// and the declaration has fewer, or where the guess is an encoding of single bytes, in which anything can be read.
pub(super) fn weigh(
    bytes: &[u8],
    guess: Result<Decoded, DecodeError>,
    declared: &'static encoding_rs::Encoding,
) -> Result<Decoded, DecodeError> {
    match guess {
        Ok(guess) if guess.replaced == 0 && !is_single_byte(guess.encoding) => Ok(guess),
        Ok(guess) => {
            let by_label = legacy(bytes, declared);
            let fits = by_label.replaced == 0 && !declared.is_single_byte();
            Ok(if fits || by_label.replaced < guess.replaced { by_label } else { guess })
        }
        Err(error @ DecodeError::Binary { .. }) => Err(error),
        Err(error) => Some(legacy(bytes, declared)).filter(|decoded| decoded.replaced == 0).ok_or(error),
    }
}

fn is_single_byte(name: &str) -> bool {
    encoding_rs::Encoding::for_label(name.as_bytes()).is_some_and(encoding_rs::Encoding::is_single_byte)
}
