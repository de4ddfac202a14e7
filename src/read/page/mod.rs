//! Pages: HTML comes in; the main text with its title, date, byline and language goes out, or the whole page with its
//! furniture marked.
//!
//! dom_smoothie finds the main text. A table of lines takes furniture out that stands in it, and two repairs help where it
//! finds too little; `docs/inputs.md` says how much of the sample pages is kept and left out.

mod byline;
mod data;
mod date;
mod furniture;
mod hidden;
mod long;
mod script;

use std::collections::HashMap;

use dom_query::Document as Tree;
use dom_smoothie::{Config, Readability};

use super::declared::{decode_declared, replaced};
use super::markup::{check, fragment, paragraphs};
use super::{Cause, Read, ReadError, Remedy};
use crate::Span;
use crate::text::{Details, Document, Encoding, is_han};

/// How much of a page is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageText {
    /// The main text.
    #[default]
    Main,
    /// All of it, with what is furniture marked.
    All,
}

/// A page of more bytes is refused: its tree takes ten times as many.
const LIMIT: usize = 32_000_000;

/// A main text below this many characters may be the wrong one.
const SHORT: usize = 200;

/// Reads a page. Its title and main text are the fields `title` and `text` of the document.
///
/// ```
/// use diglot::read::{PageText, page_document};
/// use diglot::text::Encoding;
///
/// let html = "<html lang=zh-HK><title>普京訪華</title><body><nav>首頁</nav>\
///             <p>俄羅斯總統普京抵達北京，展開國事訪問。</p><p>Xi Jinping met him.</p></body></html>";
/// let read = page_document("a.html", html.as_bytes(), Encoding::Auto, PageText::Main)?;
/// assert_eq!(read.document.text, "普京訪華\n\n俄羅斯總統普京抵達北京，展開國事訪問。\n\nXi Jinping met him.");
/// # Ok::<(), diglot::read::ReadError>(())
/// ```
///
/// # Errors
/// [`ReadError::Decode`] if the bytes are no text, [`ReadError::Format`] if they are no HTML, or HTML that holds no text,
/// is nested more than 512 elements deep, has an element of more than 1000 attributes, or more than 32 MB.
pub fn page_document(name: &str, bytes: &[u8], encoding: Encoding, page: PageText) -> Result<Read, ReadError> {
    if bytes.len() > LIMIT {
        let what = format!("a page of {} MB; the limit is {} MB", bytes.len() / 1_000_000, LIMIT / 1_000_000);
        return Err(ReadError::Format(what.into()));
    }
    let decoded = decode_declared(bytes, encoding)?;
    let html = decoded.text.as_str();
    if !has_element(html) {
        return Err(ReadError::Format(Cause::new("no HTML in it: there is no element", Remedy::Text)));
    }
    check(html).map_err(|what| ReadError::Format(what.into()))?;
    let tree = Tree::from(html);
    long::part(&tree);
    hidden::reveal(&tree);
    let found = Found::in_page(&tree);
    let mut document = match page {
        PageText::Main => {
            Document::from_parts(name, [("title", found.title.as_str()), ("text", &found.main.join("\n\n"))])
        }
        PageText::All => whole_page(name, &tree, &found),
    };
    if document.text.is_empty() {
        return Err(ReadError::Format("no text in this page".into()));
    }
    document.source = Some(name.to_owned());
    document.date = found.date;
    let details = document.details.get_or_insert_default();
    details.byline = found.byline;
    details.link = found.link;
    details.declared_language = found.language;
    details.carries_text = true;
    Ok(Read { document, warnings: replaced(&decoded) })
}

/// Whether something in a text looks like an element.
fn has_element(text: &str) -> bool {
    let mut pieces = text.split('<').skip(1);
    pieces.any(|piece| {
        piece.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') && piece.contains('>')
    })
}

/// What was found in a page.
struct Found {
    title: String,
    main: Vec<String>,
    byline: Option<String>,
    date: Option<crate::text::Date>,
    link: Option<String>,
    language: Option<String>,
}

impl Found {
    fn in_page(tree: &Tree) -> Self {
        let article = Readability::with_document(tree.clone(), None, Some(Config::default()))
            .and_then(|mut page| page.parse())
            .ok();
        let content = article.as_ref().map(|article| fragment(&article.content).unwrap_or_default());
        let mut main = content.unwrap_or_default();
        if script::length(&main) < SHORT {
            main = longer(main, tree);
        }
        let written = article.as_ref().map_or_else(|| tree.select("title").text().to_string(), |a| a.title.clone());
        let attribute = |selector: &str, name: &str| {
            let value = tree.select(selector).nodes().first().and_then(|node| node.attr(name));
            value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let link =
            attribute("link[rel='canonical']", "href").or_else(|| attribute("meta[property='og:url']", "content"));
        let data = data::of(tree);
        let mut sites: Vec<String> = data.sites.into_iter().chain(byline::declared_sites(tree)).collect();
        let hosts = link
            .iter()
            .flat_map(|link| link.split('/').nth(2))
            .flat_map(|host| host.split('.').filter(|label| label.len() > 2));
        let known: Vec<String> = sites.iter().cloned().chain(hosts.map(str::to_owned)).collect();
        let title = title(&written, tree, &byline::small_names(&known));
        let first_day = || main.iter().take(3).find_map(|line| date::day(line));
        let published = article.as_ref().and_then(|article| article.published_time.as_deref());
        let date = date::declared(tree, published.or(data.published.as_deref())).or_else(first_day);
        main.retain(|paragraph| *paragraph != title);
        furniture::take_out(&mut main);
        sites.extend(byline::behind_title(tree));
        let sites = byline::small_names(&sites);
        let byline = article.and_then(|article| byline::name(&article.byline?, &sites));
        let byline = byline.or_else(|| {
            let authors: Vec<String> = data.authors.iter().filter_map(|author| byline::name(author, &sites)).collect();
            (!authors.is_empty()).then(|| authors.join(", "))
        });
        Found { title, main, byline, date, link, language: attribute("html[lang]", "lang") }
    }
}

/// For a main text that is short: the text in the page's data if it draws itself by script; else all of a page that is
/// short itself and has no article to be told from the rest.
fn longer(main: Vec<String>, tree: &Tree) -> Vec<String> {
    let by_script = script::article(tree).unwrap_or_default();
    if script::length(&by_script) > script::length(&main) {
        return by_script;
    }
    if !main.is_empty() {
        return main;
    }
    let mut whole = tree.body().map(|body| paragraphs(&body)).unwrap_or_default();
    let menus: Vec<String> =
        tree.select("nav, header nav, footer, aside").nodes().iter().flat_map(paragraphs).collect();
    whole.retain(|paragraph| !menus.contains(paragraph));
    whole
}

/// The shortest title, in characters.
const TITLE: usize = 4;

/// A title without the name of the site: the heading with which it begins, if there is one; else what stands before the mark
/// of Chinese portals (普京訪華_國際_海港網), and before the names that the page or its address has for its site.
fn title(written: &str, tree: &Tree, sites: &[String]) -> String {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let long = |title: &str| title.chars().nth(TITLE - 1).is_some();
    let headings = tree.select("h1");
    let lines = headings.nodes().iter().map(|node| paragraphs(node).join(" ").replace('\n', " "));
    if let Some(heading) = lines.into_iter().find(|line| long(line) && written.starts_with(line.as_str())) {
        return heading;
    }
    let portal = written.split_once('_').filter(|(head, _)| long(head) && head.contains(is_han));
    let mut title = portal.map_or(written.as_str(), |(head, _)| head).trim_end();
    while let Some((head, site)) = title.rsplit_once(['|', '｜', '-', '–', '—'])
        && sites.contains(&site.trim().to_lowercase())
        && long(head.trim_end())
    {
        title = head.trim_end();
    }
    title.to_owned()
}

/// All paragraphs of a page as one text; those that are not of the main text are marked as furniture.
fn whole_page(name: &str, tree: &Tree, found: &Found) -> Document {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for paragraph in &found.main {
        *left.entry(paragraph).or_default() += 1;
    }
    let mut text = String::new();
    let mut furniture: Vec<Span> = Vec::new();
    for paragraph in tree.body().map(|body| paragraphs(&body)).unwrap_or_default() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&paragraph);
        let main = left.get_mut(paragraph.as_str()).filter(|count| **count > 0).map(|count| *count -= 1).is_some();
        if main || paragraph == found.title {
            continue;
        }
        match furniture.last_mut() {
            // Furniture side by side is one stretch.
            Some(last) if last.end + 2 == start => last.end = text.len(),
            _ => furniture.push(Span::new(start, text.len())),
        }
    }
    let mut document = Document::from_parts(name, [("title", found.title.as_str()), ("text", text.as_str())]);
    let origin = document.parts.last().map_or(0, |part| part.span.start);
    for stretch in &mut furniture {
        *stretch = Span::new(stretch.start + origin, stretch.end + origin);
    }
    document.details = Some(Box::new(Details { furniture, ..Details::default() }));
    document
}

#[cfg(test)]
mod tests;
