//! Web and e-mail addresses, @handles and #tags: one Latin unit each, whatever stands in them.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::Span;

/// The units of `text[range]`, in order.
pub(crate) fn units(text: &str, range: Span) -> impl Iterator<Item = Span> {
    let mut at = range.start;
    let mut marks = marks(range.of(text).as_bytes()).map(move |mark| range.start + mark);
    std::iter::from_fn(move || {
        loop {
            let mark = marks.find(|&mark| mark >= at)?;
            let stretch = stretch_around(text, Span::new(at, range.end), mark);
            at = stretch.end.max(mark + 1);
            if let Some(unit) = unit_of(stretch.of(text)) {
                return Some(Span::new(stretch.start + unit.start, stretch.start + unit.end));
            }
        }
    })
}

/// The places of the characters that every unit has one of, in order; `www.` counts by its start.
fn marks(bytes: &[u8]) -> impl Iterator<Item = usize> {
    static WWW: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("www."));
    let mut www = WWW.find_iter(bytes).peekable();
    let mut others = memchr::memchr3_iter(b'@', b'#', b'/', bytes).peekable();
    std::iter::from_fn(move || match (www.peek(), others.peek()) {
        (Some(first), Some(second)) if first < second => www.next(),
        (_, Some(_)) => others.next(),
        _ => www.next(),
    })
}

/// The stretch of ASCII without blanks around `mark`.
fn stretch_around(text: &str, range: Span, mark: usize) -> Span {
    let bytes = text.as_bytes();
    let inside = |b: &&u8| b.is_ascii_graphic();
    let head = bytes.get(range.start..mark).unwrap_or_default();
    let tail = bytes.get(mark..range.end).unwrap_or_default();
    let before = head.iter().rev().take_while(inside).count();
    Span::new(mark - before, mark + tail.iter().take_while(inside).count())
}

/// The unit in a stretch, with brackets and closing punctuation left outside.
fn unit_of(stretch: &str) -> Option<Span> {
    let start = stretch.find(|c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '#'))?;
    let end = stretch.rfind(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '=' | '-'))? + 1;
    let core = stretch.get(start..end)?;
    (is_web(core) || is_mail(core) || is_tag(core)).then_some(Span::new(start, end))
}

/// `https://…`, `www.…`, `host.tld/path`.
fn is_web(core: &str) -> bool {
    let host = || core.split_once('/').is_some_and(|(host, _)| is_host(host));
    core.split_once("://")
        .is_some_and(|(scheme, rest)| !rest.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphabetic()))
        || core.strip_prefix("www.").is_some_and(|rest| rest.contains('.'))
        || host()
}

/// Labels of letters, digits and hyphens with stops between them, the last of two letters and more in small letters.
fn is_host(host: &str) -> bool {
    let label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let tld = host.rsplit_once('.').map(|(_, tld)| tld);
    host.split('.').all(label) && tld.is_some_and(|tld| tld.len() > 1 && tld.bytes().all(|b| b.is_ascii_lowercase()))
}

fn is_mail(core: &str) -> bool {
    core.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && host.contains('.')
            && user.bytes().all(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(&b))
    })
}

fn is_tag(core: &str) -> bool {
    let name = core.strip_prefix(['@', '#']).unwrap_or_default();
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        units(text, Span::new(0, text.len())).map(|unit| unit.of(text)).collect()
    }

    #[test]
    fn cases() {
        let cases: &[(&str, &[&str])] = &[
            ("see https://a.example/b?c=1.", &["https://a.example/b?c=1"]),
            ("見（www.rthk.example）報道", &["www.rthk.example"]),
            ("從github.example/foo/bar下載", &["github.example/foo/bar"]),
            ("mail a.b@c.example, or @user and #tag_1!", &["a.b@c.example", "@user", "#tag_1"]),
            ("and/or, 24/7, U.S./UK, 1/2", &[]),
            ("no. 5 # 7 @ home / away", &[]),
            ("a@", &[]),
            ("//", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(&found(text), expected, "{text}");
        }
    }
}
