//! Addresses of persons, hidden from feed-rs until a feed is parsed.

use std::borrow::Cow;

use crate::text::floor;

/// Elements that name persons. From their text feed-rs parts an e-mail address, one byte off: beside a character of several
/// bytes, as in `editor@example.com（王小明）`, that is a panic.
const PERSONS: [&str; 4] = ["author", "creator", "managingEditor", "webMaster"];

/// No element of a person is looked at further, in bytes: what is never closed must not cost more than linear time.
const LONGEST_PERSON: usize = 4096;

/// Stands for `@` in the names of persons until the feed is parsed: the last character of private use, for a full-width `＠`
/// stands in names itself.
pub(super) const HIDDEN: &str = "\u{10fffd}";

/// The feed with the addresses of persons made unrecognisable.
pub(super) fn hide_addresses(xml: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(b'<', xml.as_bytes()) {
        let Some(rest) = xml.get(at + 1..).filter(|_| at >= copied) else { continue };
        let name = rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        let local = name.rsplit(':').next().unwrap_or_default();
        if !PERSONS.contains(&local) {
            continue;
        }
        let near = rest.get(..floor(rest, LONGEST_PERSON)).unwrap_or_default();
        let text = near.split(&format!("</{name}")).next().unwrap_or_default();
        if text.contains(['@', '&']) {
            out.push_str(xml.get(copied..=at).unwrap_or_default());
            let hidden = ["@", "&#64;", "&#x40;", "&commat;"];
            out.push_str(&hidden.iter().fold(text.to_owned(), |text, sign| text.replace(sign, HIDDEN)));
            copied = at + 1 + text.len();
        }
    }
    if copied == 0 {
        return Cow::Borrowed(xml);
    }
    out.push_str(xml.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}
