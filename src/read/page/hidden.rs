//! Paragraphs behind a 'read more': the page hides them until a reader asks, but they are the article.

use dom_query::{Document, NodeRef};

use super::script::length;
use crate::read::markup::paragraphs;

/// A hidden element with so many characters in paragraphs of its own is text and no menu or form.
const TEXT: usize = 50;

/// Shows hidden elements that hold paragraphs of text, few of them links.
pub(super) fn reveal(tree: &Document) {
    for node in tree.select("[style]").nodes() {
        let hidden = node.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
        if hidden && holds_text(node) {
            node.remove_attr("style");
        }
    }
}

fn holds_text(node: &NodeRef<'_>) -> bool {
    let (mut text, mut links) = (0, 0);
    for child in node.children().iter().filter(|child| child.has_name("p")) {
        text += length(&paragraphs(child));
        links +=
            child.children().iter().filter(|inner| inner.has_name("a")).map(|a| length(&paragraphs(a))).sum::<usize>();
    }
    text >= TEXT && links * 3 < text
}
