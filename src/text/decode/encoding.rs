//! Which encoding to read, as a caller says it, and what can be wrong with it.

use std::str::FromStr;

/// How bytes are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// As they look.
    #[default]
    Auto,
    /// In this encoding, unless a byte order mark says otherwise.
    Label(&'static encoding_rs::Encoding),
    /// As they look; where that leaves doubt, in this encoding, which a page, a feed or a server declares.
    Declared(&'static encoding_rs::Encoding),
}

/// Why bytes are not read as text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The bytes are no text.
    #[error("this is no text: it looks like {looks_like}")]
    Binary {
        /// What they look like, such as `a PNG image`.
        looks_like: &'static str,
    },
    /// The encoding is known but not read.
    #[error("{encoding} is not supported: convert the text to UTF-8 first")]
    Unsupported {
        /// The name of the encoding.
        encoding: &'static str,
    },
    /// No encoding has this label.
    #[error(
        "unknown encoding '{label}': give auto or a label of the WHATWG Encoding Standard, such as utf-8, utf-16le, utf-16be, \
         gb18030, gbk, big5, shift_jis, euc-jp, euc-kr, windows-1252 (UTF-32 is found by auto)"
    )]
    UnknownLabel {
        /// The label.
        label: String,
    },
}

/// Encodings that have labels in use and cannot be read.
const UNSUPPORTED: [(&str, &str); 9] = [
    ("euc-tw", "EUC-TW"),
    ("euctw", "EUC-TW"),
    ("x-euc-tw", "EUC-TW"),
    ("cns11643", "EUC-TW"),
    ("hz", "HZ-GB-2312"),
    ("hz-gb-2312", "HZ-GB-2312"),
    ("iso-2022-cn", "ISO-2022-CN"),
    ("iso-2022-kr", "ISO-2022-KR"),
    ("utf-7", "UTF-7"),
];

impl FromStr for Encoding {
    type Err = DecodeError;

    /// Reads `auto` or a label of the WHATWG Encoding Standard, in any case.
    fn from_str(label: &str) -> Result<Self, DecodeError> {
        let name = label.trim().to_ascii_lowercase();
        if name == "auto" {
            return Ok(Encoding::Auto);
        }
        if let Some(&(_, encoding)) = UNSUPPORTED.iter().find(|(label, _)| *label == name) {
            return Err(DecodeError::Unsupported { encoding });
        }
        encoding_rs::Encoding::for_label_no_replacement(name.as_bytes())
            .map(Encoding::Label)
            .ok_or_else(|| DecodeError::UnknownLabel { label: label.to_owned() })
    }
}
