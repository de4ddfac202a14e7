//! Text inside tags: what would be markup is escaped, what XML 1.0 forbids becomes U+FFFD.

/// `text` for the content of an element or an attribute in double quotes, on one line.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(escape("a<b>&\"c\"\n\u{1}\u{ffff}"), "a&lt;b&gt;&amp;&quot;c&quot; \u{fffd}\u{fffd}");
    }
}
