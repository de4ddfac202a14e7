//! The labels: languages and scripts by their standard codes.

use std::fmt;

use serde::{Serialize, Serializer};

/// A language by its ISO 639 code; `und` where it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(&'static str);

impl Language {
    /// Chinese, Cantonese included.
    pub const ZH: Self = Language("zh");
    /// English.
    pub const EN: Self = Language("en");
    /// Japanese.
    pub const JA: Self = Language("ja");
    /// Korean.
    pub const KO: Self = Language("ko");
    /// Undetermined: no letters, or a script that is not told apart.
    pub const UND: Self = Language("und");

    pub(super) const fn new(code: &'static str) -> Self {
        Language(code)
    }

    /// The code: `zh`, `en`, `und`.
    pub const fn as_str(&self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// A script by its ISO 15924 code; for Chinese also `mixed` and `undecided`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Script(&'static str);

impl Script {
    /// Simplified Chinese.
    pub const HANS: Self = Script("Hans");
    /// Traditional Chinese.
    pub const HANT: Self = Script("Hant");
    /// Latin.
    pub const LATN: Self = Script("Latn");
    /// Japanese.
    pub const JPAN: Self = Script("Jpan");
    /// Korean.
    pub const KORE: Self = Script("Kore");
    /// Chinese with characters of both sides.
    pub const MIXED: Self = Script("mixed");
    /// Chinese without a character of one side only.
    pub const UNDECIDED: Self = Script("undecided");
    /// No letters.
    pub const ZYYY: Self = Script("Zyyy");

    pub(super) const fn new(code: &'static str) -> Self {
        Script(code)
    }

    /// The code: `Hans`, `Latn`, `mixed`.
    pub const fn as_str(&self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl Serialize for Script {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}
