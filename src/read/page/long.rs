//! Texts and attributes that are very long. dom_smoothie gives its main text as HTML, and html5ever writes each text and
//! each attribute in time that grows with the square of its length where it holds many `&`: two megabytes of `&amp;` took
//! 43 seconds.

use dom_query::{Document, NodeRef};

use crate::text::floor;

/// A text of more bytes becomes several. No paragraph is so long.
const TEXT: usize = 1 << 12;

/// An attribute of more bytes goes: it holds data, such as a picture's.
const ATTRIBUTE: usize = 1 << 14;

/// Parts what is long, or takes it out where no reader sees it.
pub(super) fn part(tree: &Document) {
    for node in tree.root().descendants() {
        if node.is_text() {
            part_text(&node);
        } else if node.is_element() {
            let long = node.attrs().into_iter().filter(|attribute| attribute.value.len() > ATTRIBUTE);
            long.for_each(|attribute| node.remove_attr(&attribute.name.local));
        }
    }
}

fn part_text(node: &NodeRef<'_>) {
    let text = node.text();
    if text.len() <= TEXT {
        return;
    }
    let mut rest: &str = &text;
    while !rest.is_empty() {
        let (head, behind) = rest.split_at(floor(rest, TEXT.min(rest.len())));
        node.insert_before(&node.tree.new_text(head));
        rest = behind;
    }
    node.remove_from_parent();
}
