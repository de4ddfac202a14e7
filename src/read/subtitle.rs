//! Subtitles: SubRip and WebVTT come in; what is said, without numbers, times and styles, goes out as one document.

use super::{Read, ReadError, text_document};
use crate::text::{Details, Encoding};

/// Reads a file of subtitles. Cues are lines of the text, so that a sentence over several cues stays one.
///
/// # Errors
/// [`ReadError::Decode`] if the bytes are no text, [`ReadError::Format`] if they hold no cue.
///
/// ```
/// use diglot::read::subtitle_document;
/// use diglot::text::Encoding;
///
/// let srt = "1\n00:00:01,000 --> 00:00:02,000\n<i>普京訪華</i>\n";
/// let read = subtitle_document("a.srt", srt.as_bytes(), Encoding::Auto)?;
/// assert_eq!(read.document.text, "普京訪華\n");
/// # Ok::<(), diglot::read::ReadError>(())
/// ```
pub fn subtitle_document(name: &str, bytes: &[u8], encoding: Encoding) -> Result<Read, ReadError> {
    let mut read = text_document(name, bytes, encoding)?;
    let said = said(&read.document.text);
    if said.is_empty() {
        return Err(ReadError::Format(
            "no subtitle in it: a cue is a line such as 00:00:01,000 --> 00:00:02,000 and text".into(),
        ));
    }
    read.document.text = said;
    read.document.details = Some(Box::new(Details { carries_text: true, ..Details::default() }));
    Ok(read)
}

/// The lines below a line of times, up to the next one, without the number before it. In WebVTT a blank line ends them, for
/// notes and styles may follow; in SubRip it is part of what is said.
fn said(text: &str) -> String {
    let blank_ends = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
    let mut out = String::new();
    let mut in_cue = false;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let numbers_next = is_number(line) && lines.peek().is_some_and(|next| is_times(next));
        if is_times(line) {
            in_cue = true;
        } else if line.trim().is_empty() {
            in_cue &= !blank_ends;
        } else if in_cue && !numbers_next {
            let line = plain(line);
            if !line.is_empty() {
                out.push_str(&line);
                out.push('\n');
            }
        }
    }
    out
}

/// Whether a line is two times, such as `00:00:01,000 --> 00:00:02,000`.
fn is_times(line: &str) -> bool {
    let time = |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(':');
    line.split_once("-->").is_some_and(|(from, to)| time(from.trim()) && time(to.trim()))
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}

/// A line without `<i>`, `<v Speaker>`, `<00:01.000>` and `{\an8}`, and with the entities that WebVTT knows as characters.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line.trim();
    // Behind a mark that is not closed none is. To look for the end of each takes time with their square.
    let (mut tags_close, mut styles_close) = (true, true);
    while let Some(at) = rest.find(['<', '{']) {
        let (before, mark) = rest.split_at(at);
        out.push_str(before);
        let find = |end, closes: &mut bool| {
            let found = mark.find(end);
            *closes = found.is_some();
            found
        };
        let end = match mark.as_bytes() {
            [b'<', ..] if tags_close => find('>', &mut tags_close),
            [b'{', b'\\', ..] if styles_close => find('}', &mut styles_close),
            _ => None,
        };
        match end {
            Some(end) => rest = mark.get(end + 1..).unwrap_or_default(),
            None => {
                out.push_str(mark.get(..1).unwrap_or_default());
                rest = mark.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_left() {
        let cases = [
            (
                "WEBVTT - x\n\nNOTE a remark\n\nintro\n00:01.000 --> 00:02.000 line:0\n<v Anna>Hello <b>Xi</b>\nthere\n",
                "Hello Xi\nthere\n",
            ),
            (
                "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}俄方 a < b {x}\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n2024\r\n",
                "俄方 a < b {x}\n2024\n",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\nfirst -->\n\nsecond\n2\n0:0:3.0-->0:0:4.0\n\n2024\n\n3\n00:00:05,000 --> 00:00:06,000\nc\n",
                "first -->\nsecond\n2024\nc\n",
            ),
            ("WEBVTT\n\n1\n00:01.000 --> 00:02.000\na\n\nNOTE b\n\nname\n00:03.000 --> 00:04.000\nc\n", "a\nc\n"),
            ("no cue at all", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text), expected);
        }
    }
}
