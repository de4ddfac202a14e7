//! Many strings in one, as they are stored: loading them takes no allocation for each. (serde borrows a string, but not
//! the strings of a list.)

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::rows;

/// Strings by number.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Strings<'a> {
    /// UTF-8. Each string is held to it when it is asked for: few of many are.
    #[serde(borrow)]
    text: Cow<'a, [u8]>,
    /// Where each ends, in bytes.
    #[serde(with = "rows")]
    ends: Vec<u32>,
}

impl Strings<'_> {
    pub(crate) fn push(&mut self, string: &str) {
        self.text.to_mut().extend_from_slice(string.as_bytes());
        self.ends.push(self.text.len() as u32);
    }

    /// The string with a number.
    #[inline]
    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        str::from_utf8(self.text.get(range(&self.ends, at)?)?).ok()
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of the string that compares as equal, if they are sorted in that order.
    pub(crate) fn search(&self, compare: impl Fn(&str) -> Ordering) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match compare(self.get(middle)?) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

/// Where the stretch with a number lies among stretches that follow each other and end at `ends`.
#[inline]
pub(super) fn range(ends: &[u32], at: usize) -> Option<Range<usize>> {
    let end = *ends.get(at)? as usize;
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |&start| start as usize);
    Some(start..end)
}

impl<S: AsRef<str>> FromIterator<S> for Strings<'_> {
    fn from_iter<I: IntoIterator<Item = S>>(all: I) -> Self {
        let mut strings = Strings::default();
        all.into_iter().for_each(|string| strings.push(string.as_ref()));
        strings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_by_number_and_by_order() {
        let strings: Strings<'_> = ["", "中国", "日本"].into_iter().collect();
        assert_eq!([0, 1, 2, 3].map(|at| strings.get(at)), [Some(""), Some("中国"), Some("日本"), None]);
        for (at, string) in ["", "中国", "日本"].into_iter().enumerate() {
            assert_eq!(strings.search(|known| known.cmp(string)), Some(at));
        }
        assert_eq!(strings.search(|known| known.cmp("美国")), None);
        assert_eq!(Strings::default().search(|known| known.cmp("")), None);
    }
}
