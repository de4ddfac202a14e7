//! Frequencies: analyses come in one by one, a table of what they hold goes out, the most frequent first.
//!
//! Memory grows with the number of different things counted, not with the texts. Tables of parts of a corpus can be made
//! side by side and merged in any order: the result is the same.

mod chart;
mod write;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use chart::write_chart;
pub use write::{HTML_FOOT, html_head, tsv_header, write_html, write_jsonl, write_tsv};

use crate::gazetteer::{Description, Gazetteer};
use crate::lang::letters;
use crate::pipeline::{Analysis, Layers};
use crate::text::fold_name;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Tokens that hold a letter or digit.
    Words,
    /// Mentions, by the entity that they refer to.
    Entities,
    /// Mentions, by kind.
    Kinds,
    /// Letters, by language; every Han character is one, as in the shares of a document.
    Languages,
    /// Letters, by the script of the language span that they stand in.
    Scripts,
}

impl Counted {
    /// The name: `words`, `entities`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Counted::Words => "words",
            Counted::Entities => "entities",
            Counted::Kinds => "kinds",
            Counted::Languages => "languages",
            Counted::Scripts => "scripts",
        }
    }

    /// What a count is a number of.
    pub const fn unit(self) -> &'static str {
        match self {
            Counted::Words => "words",
            Counted::Entities | Counted::Kinds => "mentions",
            Counted::Languages | Counted::Scripts => "letters",
        }
    }

    /// The layers that an analysis must have.
    pub const fn layers(self) -> Layers {
        let tokens = matches!(self, Counted::Words);
        let mentions = matches!(self, Counted::Entities | Counted::Kinds);
        Layers { tokens, mentions, ..Layers::NONE }
    }
}

/// A table in the making.
///
/// ```
/// use diglot::corpus::{Counted, Frequency};
/// use diglot::{Document, PipelineBuilder};
///
/// let pipeline = PipelineBuilder::new().layers(Counted::Words.layers()).build();
/// let document = Document::new("a", "總統說，总统 said so. So said the 總統.");
/// let mut table = Frequency::new(Counted::Words).fold(true);
/// table.add(&pipeline.analyze(&document), pipeline.gazetteer());
/// let rows: Vec<(String, u64)> = table.rows(2).into_iter().map(|row| (row.item, row.count)).collect();
/// assert_eq!(rows, [("總統".to_owned(), 3), ("So".to_owned(), 2), ("said".to_owned(), 2)]);
/// ```
#[derive(Clone, Debug)]
pub struct Frequency {
    counted: Counted,
    fold: bool,
    languages: BTreeSet<String>,
    counts: HashMap<String, Count>,
    total: u64,
}

#[derive(Clone, Debug, Default)]
struct Count {
    count: u64,
    documents: u64,
    /// How often each form occurs, where forms are joined.
    forms: BTreeMap<String, u64>,
    entity: Option<Box<Description>>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What was counted: a word, the id of an entity, the code of a language or script, a kind. For words joined by
    /// [`Frequency::fold`] the most frequent form, the first in code points of equals.
    pub item: String,
    /// How often it occurs, in [`Counted::unit`].
    pub count: u64,
    /// Its share of all that was counted, from 0 to 1, rows that are not shown included.
    pub share: f64,
    /// In how many documents it occurs.
    pub documents: u64,
    /// The forms that were joined, the most frequent first; empty unless [`Frequency::fold`] was asked for.
    pub forms: Vec<(String, u64)>,
    /// The entity, where entities are counted.
    pub entity: Option<Description>,
}

impl Frequency {
    /// An empty table.
    pub fn new(counted: Counted) -> Self {
        Frequency { counted, fold: false, languages: BTreeSet::new(), counts: HashMap::new(), total: 0 }
    }

    /// Whether words that differ only in Traditional or Simplified characters, in case, accents or width are one. Changes
    /// nothing but for words.
    #[must_use]
    pub fn fold(mut self, fold: bool) -> Self {
        self.fold = fold && self.counted == Counted::Words;
        self
    }

    /// Counts words of these languages only, by their codes; of all if there is none. Changes nothing but for words.
    #[must_use]
    pub fn languages<L: Into<String>>(mut self, codes: impl IntoIterator<Item = L>) -> Self {
        self.languages = codes.into_iter().map(Into::into).collect();
        self
    }

    /// What is counted.
    pub fn counted(&self) -> Counted {
        self.counted
    }

    /// All that was counted so far, in [`Counted::unit`].
    pub fn total(&self) -> u64 {
        self.total
    }

    /// An empty table with the same settings, to count beside this one and [`Frequency::merge`] later.
    #[must_use]
    pub fn like(&self) -> Self {
        Frequency { counts: HashMap::new(), total: 0, languages: self.languages.clone(), ..*self }
    }

    /// Counts one document, whose analysis must have the layers that [`Counted::layers`] names.
    pub fn add(&mut self, analysis: &Analysis<'_>, gazetteer: &Gazetteer) {
        let mut document = self.like();
        match self.counted {
            Counted::Words => document.words(analysis),
            Counted::Entities => document.entities(analysis, gazetteer),
            Counted::Kinds => {
                analysis.mentions.iter().for_each(|mention| document.count(mention.kind.as_str(), 1));
            }
            Counted::Languages => document.letters(analysis, |span| span.language.as_str()),
            Counted::Scripts => document.letters(analysis, |span| span.script.as_str()),
        }
        document.counts.values_mut().for_each(|count| count.documents = 1);
        self.merge(document);
    }

    /// Adds the counts of a table with the same settings.
    pub fn merge(&mut self, other: Frequency) {
        self.total += other.total;
        if self.counts.is_empty() {
            self.counts = other.counts;
            return;
        }
        for (item, more) in other.counts {
            let known = self.counts.entry(item).or_default();
            known.count += more.count;
            known.documents += more.documents;
            known.entity = known.entity.take().or(more.entity);
            for (form, count) in more.forms {
                *known.forms.entry(form).or_default() += count;
            }
        }
    }

    fn count(&mut self, item: &str, by: u64) {
        self.total += by;
        match self.counts.get_mut(item) {
            Some(known) => known.count += by,
            None => {
                self.counts.insert(item.to_owned(), Count { count: by, ..Count::default() });
            }
        }
    }

    fn words(&mut self, analysis: &Analysis<'_>) {
        let text = analysis.document.text.as_str();
        for token in &analysis.tokens {
            let word = token.span.of(text);
            let wanted = self.languages.is_empty() || self.languages.contains(token.language.as_str());
            if !wanted || !word.contains(char::is_alphanumeric) {
                continue;
            }
            if !self.fold {
                self.count(word, 1);
                continue;
            }
            let item = fold_name(word).to_lowercase();
            self.count(&item, 1);
            if let Some(known) = self.counts.get_mut(&item) {
                *known.forms.entry(word.to_owned()).or_default() += 1;
            }
        }
    }

    fn entities(&mut self, analysis: &Analysis<'_>, gazetteer: &Gazetteer) {
        for mention in &analysis.mentions {
            let Some(entity) = gazetteer.describe(mention.referent) else { continue };
            self.count(&entity.id, 1);
            if let Some(known) = self.counts.get_mut(&entity.id) {
                known.entity.get_or_insert_with(|| Box::new(entity.into_owned()));
            }
        }
    }

    fn letters(&mut self, analysis: &Analysis<'_>, label: impl Fn(&crate::lang::LanguageSpan) -> &'static str) {
        for span in &analysis.spans {
            let letters = letters(span.span.of(&analysis.document.text));
            if letters > 0 {
                self.count(label(span), letters as u64);
            }
        }
    }

    /// The rows with at least so many, the most frequent first, equals by code points.
    pub fn rows(&self, min: u64) -> Vec<Row> {
        let counted = self.counts.iter().filter(|(_, count)| count.count >= min);
        let mut rows: Vec<Row> = counted.map(|(item, count)| self.row(item, count)).collect();
        rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.item.cmp(&b.item)));
        rows
    }

    fn row(&self, item: &str, count: &Count) -> Row {
        let mut forms: Vec<(String, u64)> = count.forms.iter().map(|(form, &count)| (form.clone(), count)).collect();
        // Stable: equals stay in the order of their code points.
        forms.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        Row {
            item: forms.first().map_or_else(|| item.to_owned(), |(form, _)| form.clone()),
            count: count.count,
            share: count.count as f64 / self.total.max(1) as f64,
            documents: count.documents,
            forms,
            entity: count.entity.as_deref().cloned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::TEST_PIPELINE;

    const TEXTS: [&str; 3] =
        ["普京在莫斯科。 Putin said so.", "普丁總統說：普丁到了。", "So said Xi Jinping of Russia; 普京没有说。"];

    fn table(empty: Frequency) -> Vec<(String, u64, u64)> {
        let mut table = empty;
        for text in TEXTS {
            table.add(&TEST_PIPELINE.analyze(&text.into()), TEST_PIPELINE.gazetteer());
        }
        table.rows(1).into_iter().map(|row| (row.item, row.count, row.documents)).collect()
    }

    fn row(item: &str, count: u64, documents: u64) -> (String, u64, u64) {
        (item.to_owned(), count, documents)
    }

    #[test]
    fn words_are_counted_as_written() {
        let rows = table(Frequency::new(Counted::Words));
        assert_eq!(rows[..3], [row("said", 2, 2), row("普丁", 2, 1), row("普京", 2, 2)]);
        assert!(rows.contains(&row("so", 1, 1)) && rows.contains(&row("So", 1, 1)));
        assert!(rows.contains(&row("說", 1, 1)) && rows.contains(&row("说", 1, 1)));
        assert!(!rows.iter().any(|(item, ..)| item == "。"));
    }

    #[test]
    fn folded_words_are_one_under_their_most_frequent_form() {
        let rows = table(Frequency::new(Counted::Words).fold(true));
        assert!(rows.contains(&row("So", 2, 2)), "{rows:?}");
        assert!(rows.contains(&row("說", 2, 2)), "{rows:?}");
    }

    #[test]
    fn words_of_one_language() {
        let rows = table(Frequency::new(Counted::Words).languages(["en"]));
        assert!(rows.contains(&row("said", 2, 2)));
        assert!(rows.iter().all(|(item, ..)| item.is_ascii()), "{rows:?}");
    }

    #[test]
    fn entities_are_one_under_all_names() {
        let rows = table(Frequency::new(Counted::Entities));
        assert_eq!(rows[0], row("vladimir-putin", 5, 3));
        assert_eq!(table(Frequency::new(Counted::Kinds))[0], row("leader", 6, 3));
    }

    #[test]
    fn letters_of_languages_add_up_to_those_of_scripts() {
        let sum = |rows: &[(String, u64, u64)]| rows.iter().map(|row| row.1).sum::<u64>();
        let languages = table(Frequency::new(Counted::Languages));
        let scripts = table(Frequency::new(Counted::Scripts));
        assert!(languages.contains(&row("en", 34, 2)), "{languages:?}");
        assert!(scripts.contains(&row("Latn", 34, 2)), "{scripts:?}");
        assert_eq!(sum(&languages), sum(&scripts));
    }

    #[test]
    fn parts_merge_in_any_order() {
        let part = |text: &str| {
            let mut part = Frequency::new(Counted::Words).fold(true);
            part.add(&TEST_PIPELINE.analyze(&text.into()), TEST_PIPELINE.gazetteer());
            part
        };
        let merged = |order: [usize; 3]| {
            let mut whole = Frequency::new(Counted::Words).fold(true);
            order.into_iter().for_each(|index| whole.merge(part(TEXTS[index])));
            whole.rows(1)
        };
        assert_eq!(merged([0, 1, 2]), merged([2, 0, 1]));
        let shares: f64 = merged([0, 1, 2]).iter().map(|row| row.share).sum();
        assert!((shares - 1.0).abs() < 1e-9);
    }

    #[test]
    fn an_empty_corpus_has_no_rows() {
        let mut table = Frequency::new(Counted::Words);
        table.add(&TEST_PIPELINE.analyze(&"…！".into()), TEST_PIPELINE.gazetteer());
        assert_eq!((table.total(), table.rows(1)), (0, Vec::new()));
    }
}
