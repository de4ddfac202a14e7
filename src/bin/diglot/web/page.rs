//! What was fetched as documents: which format it has, what they are known by, which of them are new.

use std::collections::HashSet;

use diglot::read::InputFormat;
use diglot::text::stable_hash;

use super::fetch::{Page, Validators};
use super::state::State;
use crate::open::{Item, Options};

/// The documents of a page.
pub(super) struct Items {
    items: Vec<Item>,
    /// What each is known by.
    keys: Vec<String>,
    validators: Validators,
}

/// Reads a page, which can take long.
pub(super) fn read(url: &str, page: Page, options: &Options) -> Result<Items, String> {
    let format = match options.format {
        InputFormat::Auto => format_of(url, page.mime.as_deref(), &page.bytes),
        format => format,
    };
    let options = options.with_declared(page.charset.as_deref());
    let mut items = options.items(format, url, page.bytes)?;
    items.iter_mut().for_each(|item| name_by_content(url, item));
    let keys = items.iter().map(|item| key(format, item)).collect();
    Ok(Items { items, keys, validators: page.validators })
}

impl Items {
    /// All of them.
    pub(super) fn all(self) -> Vec<Item> {
        self.items
    }

    /// Those that were not given before. They count as given when this returns: the state is on the disk by then.
    pub(super) fn new_in(self, state: &mut State, url: &str) -> Result<Vec<Item>, String> {
        let mut new: HashSet<String> = state.give(url, self.validators, &self.keys)?.into_iter().collect();
        // An id that is repeated counts once.
        let keyed = self.items.into_iter().zip(&self.keys);
        Ok(keyed.filter(|(_, key)| new.remove(*key)).map(|(item, _)| item).collect())
    }
}

/// The format by content, else by what the server declares, else by the end of the path.
fn format_of(url: &str, mime: Option<&str>, bytes: &[u8]) -> InputFormat {
    let by_content = InputFormat::of("", bytes);
    if by_content != InputFormat::Text {
        return by_content;
    }
    match mime.unwrap_or_default() {
        "text/html" | "application/xhtml+xml" => InputFormat::Html,
        "application/rss+xml" | "application/atom+xml" | "application/rdf+xml" | "application/feed+json" => {
            InputFormat::Feed
        }
        "application/x-ndjson" | "application/jsonl" => InputFormat::Jsonl,
        "text/csv" => InputFormat::Csv,
        "text/tab-separated-values" => InputFormat::Tsv,
        "text/vtt" => InputFormat::Subtitles,
        _ => InputFormat::of(path_of(url), bytes),
    }
}

/// The path of an address, so that no host called news.html counts; nothing if there is none.
fn path_of(url: &str) -> &str {
    let behind_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = behind_scheme.split_once('/').map_or("", |(_, path)| path);
    path.split(['?', '#']).next().unwrap_or_default()
}

/// An item of a feed without id and link is called by its number, which moves when the feed does: on the web it is called
/// by what it says.
fn name_by_content(url: &str, item: &mut Item) {
    let Ok(read) = item else { return };
    let number = read.document.id.strip_prefix(url).and_then(|rest| rest.strip_prefix('#'));
    if number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit())) {
        read.document.id = format!("{url}#{:016x}", stable_hash(read.document.text.as_bytes()));
    }
}

/// What a document is known by: an item of a feed by its id, since its text may be mended later; anything else by its text
/// too, since a page that changes keeps its address. A fault is told once.
fn key(format: InputFormat, item: &Item) -> String {
    match item {
        Ok(read) if format == InputFormat::Feed => read.document.id.clone(),
        Ok(read) => format!("{} {:016x}", read.document.id, stable_hash(read.document.text.as_bytes())),
        Err(error) => format!("fault: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_counts_before_what_is_declared() {
        let cases = [
            ("https://a.example/feed.html", Some("text/html"), "<rss version='2.0'>", InputFormat::Feed),
            ("https://a.example/feed.rss", Some("application/rss+xml"), "<!doctype html>", InputFormat::Html),
            ("https://a.example/", Some("text/html"), "<center>x", InputFormat::Html),
            ("https://a.example/a.csv?x=1", Some("text/plain"), "a;b", InputFormat::Csv),
            ("https://news.html", None, "x", InputFormat::Text),
            ("https://a.example/?f=a.csv", None, "x", InputFormat::Text),
        ];
        for (url, mime, content, format) in cases {
            assert_eq!(format_of(url, mime, content.as_bytes()), format, "{url} {content}");
        }
    }
}
