//! Feeds of old kinds as feeds that feed-rs knows: Atom 0.3, RSS 0.9 in RDF, RSS without a version. Blogs of the 2000s and
//! their archives are full of them.

use std::borrow::Cow;

/// Namespaces that were renamed: how they were called, and how they are called.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://my.netscape.com/rdf/simple/0.9/", "http://purl.org/rss/1.0/"),
    ("http://channel.netscape.com/rdf/simple/0.9/", "http://purl.org/rss/1.0/"),
];

/// The namespace of Atom 0.3.
const ATOM_03: &str = "http://purl.org/atom/ns#";

/// What Atom calls differently than Atom 0.3 did. Content in HTML was called by its media type.
const ATOM: &[(&str, &str)] = &[
    (ATOM_03, "http://www.w3.org/2005/Atom"),
    ("<issued", "<published"),
    ("</issued>", "</published>"),
    ("<modified", "<updated"),
    ("</modified>", "</updated>"),
    ("type=\"text/html\"", "type=\"html\""),
    ("type='text/html'", "type='html'"),
    ("type=\"text/plain\"", "type=\"text\""),
    ("type=\"application/xhtml+xml\"", "type=\"xhtml\""),
];

/// The feed under the names of today; most feeds are untouched.
pub(super) fn modern(xml: &str) -> Cow<'_, str> {
    let head: String = xml.chars().take(4000).collect();
    if head.contains(ATOM_03) {
        return Cow::Owned(renamed(xml, ATOM));
    }
    if NAMESPACES.iter().any(|(old, _)| head.contains(old)) {
        return Cow::Owned(renamed(xml, NAMESPACES));
    }
    // What calls itself RSS without a version is read as the last one.
    match xml.split_once("<rss") {
        Some((before, rest)) if !rest.split('>').next().unwrap_or_default().contains("version") => {
            Cow::Owned(format!("{before}<rss version=\"2.0\"{rest}"))
        }
        _ => Cow::Borrowed(xml),
    }
}

fn renamed(xml: &str, names: &[(&str, &str)]) -> String {
    names.iter().fold(xml.to_owned(), |xml, (old, new)| xml.replace(old, new))
}
/// An item with what is said of its film as its own text, if something is: feed-rs drops it where no address of the film
/// stands beside it.
pub(super) fn said_of_media(xml: &str) -> Option<String> {
    xml.contains("<media:description").then(|| {
        let own = if xml.contains("<item") { "description" } else { "summary" };
        let bare = xml.replace("<media:group>", "").replace("</media:group>", "");
        bare.replace("<media:description", &format!("<{own}")).replace("</media:description", &format!("</{own}"))
    })
}
