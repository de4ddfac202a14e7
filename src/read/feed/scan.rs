//! XML as feeds write it: any text comes in, its tags and what stands between them go out. Nothing is refused: a `<` that
//! begins nothing is text.

/// A piece of XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    /// As it stands.
    pub(super) text: &'a str,
    /// Where it begins, in bytes.
    pub(super) at: usize,
}

/// What a piece of XML is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A tag that opens an element.
    Open,
    /// A tag that opens an element and closes it.
    Empty,
    /// A tag that closes an element.
    Close,
    /// `<![CDATA[...]]>`.
    Cdata,
    /// Characters and references; a `<` that begins nothing stands alone.
    Text,
    /// A declaration, a comment, an instruction; also one that never ends.
    Other,
}

/// The end of a tag is looked for outside quotes in so many bytes, then anywhere: a quote that is never closed must not
/// cost more than linear time.
const LONGEST_TAG: usize = 1 << 14;

/// Goes through a text, piece by piece.
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// Where the last `>` stands: behind it no tag ends.
    last: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Scan { text, at: 0, last: text.rfind('>').unwrap_or_default() }
    }

    /// Goes back to a piece, so that it is the next one.
    pub(super) fn back_to(&mut self, token: Token<'a>) {
        self.at = token.at;
    }

    fn kind_and_length(&self, rest: &str) -> (Kind, usize) {
        let to = |end: &str, kind| rest.find(end).map_or((Kind::Other, rest.len()), |at| (kind, at + end.len()));
        match rest.strip_prefix('<') {
            None => (Kind::Text, rest.find('<').unwrap_or(rest.len())),
            Some(behind) if behind.starts_with("!--") => to("-->", Kind::Other),
            Some(behind) if behind.starts_with("![CDATA[") => to("]]>", Kind::Cdata),
            Some(behind) if behind.starts_with('?') => to("?>", Kind::Other),
            Some(behind) if behind.starts_with('!') => (Kind::Other, declaration(rest)),
            Some(behind) => self.tag(rest, behind),
        }
    }

    fn tag(&self, rest: &str, behind: &str) -> (Kind, usize) {
        let named = |name: &str| name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let closes = behind.strip_prefix('/');
        let length = if named(closes.unwrap_or(behind)) && self.at < self.last { tag_length(rest) } else { None };
        match length {
            None => (Kind::Text, 1),
            Some(length) if closes.is_some() => (Kind::Close, length),
            Some(length) if rest.get(..length).is_some_and(|tag| tag.ends_with("/>")) => (Kind::Empty, length),
            Some(length) => (Kind::Open, length),
        }
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (kind, length) = self.kind_and_length(rest);
        let token = Token { kind, text: rest.get(..length).unwrap_or(rest), at: self.at };
        self.at += token.text.len();
        Some(token)
    }
}

impl<'a> Token<'a> {
    /// The name of a tag, with its prefix.
    pub(super) fn name(&self) -> &'a str {
        let name = self.text.trim_start_matches(['<', '/']);
        name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
    }

    /// The name of a tag, without its prefix.
    pub(super) fn local_name(&self) -> &'a str {
        self.name().rsplit(':').next().unwrap_or_default()
    }

    /// The value of an attribute of a tag.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let rest = self.text.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest.get(1..)?.split(quote).next()
    }
}

/// The length of `<!DOCTYPE ...>`, which may hold declarations in brackets.
fn declaration(rest: &str) -> usize {
    let end = rest.find('>').unwrap_or(rest.len());
    let inner = rest.get(..end).is_some_and(|head| head.contains('['));
    let from = if inner { rest.find(']').unwrap_or(rest.len()) } else { 0 };
    rest.get(from..).and_then(|rest| rest.find('>')).map_or(rest.len(), |at| from + at + 1)
}

/// The length of the tag with which a text begins; none if another one begins before it ends.
fn tag_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in rest.as_bytes().iter().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'<') if at > 0 => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    rest.find('>').map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_told_and_nothing_is_lost() {
        let cases: [(&str, &[(Kind, &str)]); 5] = [
            (
                "<?x?><a b='>'>1 < 2</a><b/>",
                &[
                    (Kind::Other, "<?x?>"),
                    (Kind::Open, "<a b='>'>"),
                    (Kind::Text, "1 "),
                    (Kind::Text, "<"),
                    (Kind::Text, " 2"),
                    (Kind::Close, "</a>"),
                    (Kind::Empty, "<b/>"),
                ],
            ),
            (
                "<![CDATA[<p>]]><!-- <p> --><!DOCTYPE r [<!ENTITY a '>'>]>x",
                &[
                    (Kind::Cdata, "<![CDATA[<p>]]>"),
                    (Kind::Other, "<!-- <p> -->"),
                    (Kind::Other, "<!DOCTYPE r [<!ENTITY a '>'>]>"),
                    (Kind::Text, "x"),
                ],
            ),
            ("<b and</a>", &[(Kind::Text, "<"), (Kind::Text, "b and"), (Kind::Close, "</a>")]),
            ("<![CDATA[cut off", &[(Kind::Other, "<![CDATA[cut off")]),
            ("<a b='普京", &[(Kind::Text, "<"), (Kind::Text, "a b='普京")]),
        ];
        for (xml, expected) in cases {
            let pieces: Vec<_> = Scan::new(xml).map(|token| (token.kind, token.text)).collect();
            assert_eq!(pieces, expected, "{xml}");
        }
    }

    #[test]
    fn names_and_attributes_are_read() {
        let tag = Token { kind: Kind::Open, text: "<atom:entry xml:lang = 'en'>", at: 0 };
        assert_eq!((tag.name(), tag.local_name(), tag.attribute("xml:lang")), ("atom:entry", "entry", Some("en")));
    }
}
