//! Text that was segmented before: words with blanks between them, a line a line. The words stay as they are.

use super::Read;
use super::join::Joined;
use crate::text::{DecodeError, Document, Encoding};

/// Reads segmented text. The document's text is the words joined without blanks between Han and with blanks between Latin
/// words (see [`super::join_words`]); the words become its tokens. Its id and source are `name`.
///
/// ```
/// use diglot::PipelineBuilder;
/// use diglot::read::words_document;
///
/// let read = words_document("a", "習近平 抵達 了 。\n".as_bytes(), "utf-8".parse()?)?;
/// assert_eq!(read.document.text, "習近平抵達了。\n");
/// let pipeline = PipelineBuilder::new().build();
/// let tokens = pipeline.analyze(&read.document).tokens;
/// assert_eq!(tokens[2].span.of(&read.document.text), "了");
/// # Ok::<(), diglot::text::DecodeError>(())
/// ```
///
/// # Errors
/// [`DecodeError`] if the bytes are no text.
pub fn words_document(name: &str, bytes: &[u8], encoding: Encoding) -> Result<Read, DecodeError> {
    let Read { document, warnings } = super::text_document(name, bytes, encoding)?;
    let mut joined = Joined::default();
    for line in document.text.lines() {
        line.split_whitespace().for_each(|word| joined.push(word));
        joined.end_line();
    }
    let document = Document { text: joined.text, ..document }.with_words(joined.words);
    Ok(Read { document, warnings })
}
