//! Fields that go through to an output: they keep every digit, so they stay the JSON that they were.

use std::borrow::Cow;
use std::str::FromStr;

use serde_json::value::RawValue;

/// A JSON object as it was written, less the blanks between its marks: `1.50`, `1E5` and numbers of thirty digits stay so.
///
/// ```
/// use diglot::text::Kept;
///
/// let kept: Kept = "{ \"price\": 1.50, \"desk\": \"the world\" }".parse()?;
/// assert_eq!(kept.as_str(), "{\"price\":1.50,\"desk\":\"the world\"}");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Kept(Box<RawValue>);

impl Kept {
    /// The object, in one line.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Kept {}

impl FromStr for Kept {
    type Err = serde_json::Error;

    /// # Errors
    /// serde_json's, if this is no object in JSON.
    fn from_str(json: &str) -> serde_json::Result<Self> {
        let object: &RawValue = serde_json::from_str(json)?;
        if !object.get().starts_with('{') {
            return Err(serde::de::Error::custom("no object"));
        }
        RawValue::from_string(compact(object.get()).into_owned()).map(Kept)
    }
}

/// JSON without the blanks outside its strings.
fn compact(json: &str) -> Cow<'_, str> {
    if !json.contains([' ', '\t', '\n', '\r']) {
        return Cow::Borrowed(json);
    }
    let (mut quoted, mut escaped) = (false, false);
    let stays = |c: &char| {
        match *c {
            '"' if !escaped => quoted = !quoted,
            ' ' | '\t' | '\n' | '\r' if !quoted => return false,
            _ => {}
        }
        escaped = *c == '\\' && !escaped;
        true
    };
    Cow::Owned(json.chars().filter(stays).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_stays() {
        let cases = [
            ("{}", "{}"),
            ("{ \"a b\\\" \" : [ 1.50 , -0, 1e400 ] }", "{\"a b\\\" \":[1.50,-0,1e400]}"),
            ("{\n\t\"\\\\\": \"\\u4e60 \\\\\" }", "{\"\\\\\":\"\\u4e60 \\\\\"}"),
        ];
        for (written, kept) in cases {
            assert_eq!(written.parse::<Kept>().expect("an object").as_str(), kept);
        }
        for wrong in ["", "[]", "1", "{\"a\": 1 2}", "{\"a\": 01}"] {
            assert!(wrong.parse::<Kept>().is_err(), "{wrong}");
        }
    }
}
