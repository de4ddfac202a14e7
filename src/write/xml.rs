//! Text inside tags of XML, whose attributes lose line breaks: all text stands on one line.

use super::html;

/// `text` for the content of an element or an attribute in double quotes, on one line.
pub(super) fn escape(text: &str) -> String {
    html::escape(&text.replace(['\t', '\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(escape("a<b>&\"c\"\n\u{1}\u{ffff}"), "a&lt;b&gt;&amp;&quot;c&quot; \u{fffd}\u{fffd}");
    }
}
