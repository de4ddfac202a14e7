//! A row as a file gives it: offsets in the file's unit, words without places. With its text it becomes a [`Sample`].

use super::label::kind_of;
use super::place::place;
use super::sample::{Marks, Named, Sample, Stretch};
use crate::Span;
use crate::text::{Date, OffsetIndex, OffsetUnit};

/// A row of a file. What the file does not hold is none.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What it is called; in a format without ids the file and line.
    pub id: String,
    /// Whether the id is the file's own, so that rows of two files can be matched by it.
    pub named: bool,
    /// The document that it is a piece of.
    pub document: Option<String>,
    /// A category or language.
    pub group: String,
    /// The sentence of which it is one of several translations.
    pub parallel: Option<String>,
    /// The text.
    pub text: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// The unit of the offsets.
    pub unit: OffsetUnit,
    /// A letter a code point: `e` English, `z` Chinese and so on, `_` not scored (`docs/eval.md` lists them).
    pub labels: Option<String>,
    /// Stretches of one language: start, end, language.
    pub spans: Option<Vec<(usize, usize, String)>>,
    /// Where sentences start, but for the first.
    pub starts: Option<Vec<usize>>,
    /// Words without places.
    pub words: Option<Vec<String>>,
    /// Words with places: start, end.
    pub tokens: Option<Vec<(usize, usize)>>,
    /// An IOB2 tag a word.
    pub tags: Option<Vec<String>>,
    /// Mentions.
    pub mentions: Option<Vec<RowMention>>,
    /// Places that may be tagged or not: start, end.
    pub optional: Vec<(usize, usize)>,
}

/// A mention of a row.
#[derive(Clone, Debug, Default)]
pub struct RowMention {
    /// Offset of its first character.
    pub start: usize,
    /// Offset behind its last one.
    pub end: usize,
    /// The label of its kind.
    pub kind: String,
    /// What sort of organisation, or another name's form.
    pub sort: Option<String>,
    /// What it refers to.
    pub entity: Option<String>,
}

impl Row {
    /// The row on its text, or on `text` if it has none. Without any, the text is spelled by its words.
    ///
    /// # Errors
    /// What does not fit the text: offsets, words, another text than `text`.
    pub fn sample(mut self, text: Option<&str>) -> Result<Sample, String> {
        let own = self.text.take();
        let offsets = self.spans.is_some() || self.tokens.is_some() || self.mentions.is_some() || self.starts.is_some();
        if own.as_deref().zip(text).is_some_and(|(own, text)| offsets && own != text) {
            return Err(format!("{}: its text is not that of the gold, so its offsets cannot be compared", self.id));
        }
        let spelled = || self.words.as_ref().map(|words| crate::read::join_words(words.iter().map(String::as_str)));
        let Some(text) = text.map(str::to_owned).or(own).or_else(spelled) else {
            return Err(format!("{}: no text", self.id));
        };
        let marks = self.marks(&text).map_err(|what| format!("{}: {what}", self.id))?;
        let Row { id, document, group, parallel, date, .. } = self;
        Ok(Sample { id, document, group, parallel, text, date, marks })
    }

    /// The labels of mentions that stand for none of our kinds and are left out, one a mention.
    pub fn other_labels(&self) -> impl Iterator<Item = &str> {
        let tags = self.tags.iter().flatten().filter_map(|tag| match tag.split_once('-')? {
            ("B" | "S", label) => Some(label),
            _ => None,
        });
        let kinds = self.mentions.iter().flatten().map(|mention| mention.kind.as_str());
        tags.chain(kinds).filter(|label| kind_of(label).is_none())
    }

    fn marks(&self, text: &str) -> Result<Marks, String> {
        let rim = Rim { index: OffsetIndex::new(text, self.unit), len: length(text, self.unit) };
        let stretches = match (&self.spans, &self.labels) {
            (Some(spans), _) => Some(rim.stretches(spans)?),
            (None, Some(letters)) => Some(labels_of(text, letters)?),
            (None, None) => None,
        };
        let placed = self.words.as_ref().map(|words| place(words.iter().map(String::as_str), text)).transpose()?;
        let tagged = placed.as_ref().zip(self.tags.as_ref()).map(|(words, tags)| named(words, tags));
        let words = match &self.tokens {
            Some(tokens) => Some(tokens.iter().map(|&(start, end)| rim.span(start, end)).collect::<Result<_, _>>()?),
            // Tags stand on characters or words of any kind: they are no gold of words.
            None if self.tags.is_some() => None,
            None => placed,
        };
        let starts = self.starts.as_ref();
        Ok(Marks {
            stretches,
            starts: starts.map(|starts| starts.iter().map(|&at| rim.at(at)).collect::<Result<_, _>>()).transpose()?,
            words,
            mentions: match &self.mentions {
                Some(mentions) => Some(rim.mentions(mentions)?),
                None => tagged,
            },
            optional: self.optional.iter().map(|&(start, end)| rim.span(start, end)).collect::<Result<_, _>>()?,
        })
    }
}

/// Where the unit of the file becomes bytes.
struct Rim<'t> {
    index: OffsetIndex<'t>,
    /// The length of the text in the unit.
    len: usize,
}

impl Rim<'_> {
    fn at(&self, offset: usize) -> Result<usize, String> {
        let behind = || format!("offset {offset} stands behind the end of the text, {}", self.len);
        (offset <= self.len).then(|| self.index.byte(offset)).ok_or_else(behind)
    }

    fn span(&self, start: usize, end: usize) -> Result<Span, String> {
        Ok(Span::new(self.at(start)?, self.at(end)?))
    }

    fn stretches(&self, spans: &[(usize, usize, String)]) -> Result<Vec<Stretch>, String> {
        let stretch = |(start, end, language): &(usize, usize, String)| {
            Ok(Stretch { span: self.span(*start, *end)?, language: Some(language.clone()) })
        };
        spans.iter().map(stretch).collect()
    }

    /// The mentions of our kinds; others are left out.
    fn mentions(&self, mentions: &[RowMention]) -> Result<Vec<Named>, String> {
        let named = |mention: &RowMention| {
            let kind = kind_of(&mention.kind)?;
            let named = |span: Span| Named { span, kind, sort: mention.sort.clone(), entity: mention.entity.clone() };
            Some(self.span(mention.start, mention.end).map(named))
        };
        let mut mentions = mentions.iter().filter_map(named).collect::<Result<Vec<_>, _>>()?;
        mentions.sort_by_key(|mention| mention.span);
        Ok(mentions)
    }
}

fn length(text: &str, unit: OffsetUnit) -> usize {
    match unit {
        OffsetUnit::Byte => text.len(),
        OffsetUnit::Char => text.chars().count(),
        OffsetUnit::Utf16 => text.chars().map(char::len_utf16).sum(),
    }
}

/// The letters of languages in `labels`; `_` stands for what is not scored.
const LETTERS: &[(char, &str)] = &[
    ('e', "en"),
    ('z', "zh"),
    ('f', "fr"),
    ('d', "de"),
    ('s', "es"),
    ('i', "id"),
    ('v', "vi"),
    ('j', "ja"),
    ('k', "ko"),
    ('r', "ru"),
];

fn labels_of(text: &str, letters: &str) -> Result<Vec<Stretch>, String> {
    let (characters, count) = (text.chars().count(), letters.chars().count());
    if characters != count {
        return Err(format!("{count} labels for {characters} code points"));
    }
    let known = |c: char| c == '_' || LETTERS.iter().any(|&(letter, _)| letter == c);
    if let Some(unknown) = letters.chars().find(|&c| !known(c)) {
        let all: String = LETTERS.iter().map(|&(letter, _)| letter).collect();
        return Err(format!("'{unknown}' is no label of a language: give one of {all} or _"));
    }
    Ok(labels(text, letters))
}

/// The stretches that letters tell, one a code point: `e` English, `z` Chinese, ..., `_` not scored.
pub(super) fn labels(text: &str, letters: &str) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for ((at, c), letter) in text.char_indices().zip(letters.chars()) {
        let language = LETTERS.iter().find(|(known, _)| *known == letter).map(|(_, language)| (*language).to_owned());
        let end = at + c.len_utf8();
        match stretches.last_mut() {
            Some(last) if last.language == language => last.span.end = end,
            _ => stretches.push(Stretch { span: Span::new(at, end), language }),
        }
    }
    stretches
}

/// The mentions that IOB2 tags tell. `S-` begins one too, `M-` and `E-` go on with it (BMES), and so does `I-`, unless the
/// word before it has another label: then it begins one.
fn named(words: &[Span], tags: &[String]) -> Vec<Named> {
    let mut mentions: Vec<Named> = Vec::new();
    let mut open: Option<&str> = None;
    for (&word, tag) in words.iter().zip(tags) {
        let (prefix, label) = tag.split_once('-').unwrap_or(("O", ""));
        let goes_on = matches!(prefix, "I" | "M" | "E") && open == Some(label);
        open = (prefix != "O").then_some(label);
        let Some(kind) = kind_of(label) else { continue };
        match mentions.last_mut() {
            Some(last) if goes_on => last.span.end = word.end,
            _ => mentions.push(Named { span: word, kind, sort: None, entity: None }),
        }
    }
    mentions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_tell_mentions() {
        let text = "習近平訪美國ABC";
        let words: Vec<Span> = text.char_indices().map(|(at, c)| Span::new(at, at + c.len_utf8())).collect();
        let cases = [
            ("B-PER I-PER I-PER O B-LOC I-LOC O O O", vec!["習近平", "美國"]),
            ("B-PER B-PER I-ORG O S-LOC E-LOC O O O", vec!["習", "近", "平", "美國"]),
            ("O O O O B-TIME I-TIME B-ORG M-ORG E-ORG", vec!["ABC"]),
        ];
        for (tags, expected) in cases {
            let tags: Vec<String> = tags.split(' ').map(str::to_owned).collect();
            let found: Vec<&str> = named(&words, &tags).iter().map(|mention| mention.span.of(text)).collect();
            assert_eq!(found, expected, "{tags:?}");
        }
    }

    #[test]
    fn offsets_become_bytes() {
        let mention = RowMention { start: 1, end: 2, kind: "nation".to_owned(), ..RowMention::default() };
        let row = Row { text: Some("訪美".to_owned()), mentions: Some(vec![mention]), ..Row::default() };
        let sample = row.clone().sample(None).unwrap();
        assert_eq!(sample.marks.mentions.unwrap()[0].span, Span::new(3, 6));
        assert!(row.clone().sample(Some("訪中")).unwrap_err().contains("is not that of the gold"));
        let far = Row { starts: Some(vec![3]), ..row };
        assert_eq!(far.sample(None).unwrap_err(), ": offset 3 stands behind the end of the text, 2");
    }

    #[test]
    fn labels_fit_the_text() {
        assert_eq!(labels("走ab", "zee")[1].span, Span::new(3, 5));
        assert_eq!(labels_of("走", "zz").unwrap_err(), "2 labels for 1 code points");
        assert!(labels_of("走", "x").unwrap_err().starts_with("'x' is no label"));
    }
}
