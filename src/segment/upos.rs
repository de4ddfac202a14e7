//! jieba's parts of speech as universal ones: <https://universaldependencies.org/u/pos/>.
//!
//! jieba's tags are those of the ICTCLAS set; the first letter gives the class, a second one narrows it.

/// The universal part of speech of one of jieba's tags, or of `eng`, `m`, `w`, `x` for what jieba did not see.
pub fn upos(tag: &str) -> &'static str {
    let exact = TAGS.iter().find(|(known, _)| *known == tag);
    let class = || TAGS.iter().find(|(known, _)| known.len() == 1 && tag.starts_with(known));
    exact.or_else(class).map_or("X", |(_, upos)| upos)
}

const TAGS: &[(&str, &str)] = &[
    ("a", "ADJ"),
    ("ad", "ADV"),
    ("an", "NOUN"),
    ("b", "ADJ"),
    ("c", "CCONJ"),
    ("d", "ADV"),
    ("e", "INTJ"),
    ("eng", "X"),
    ("f", "ADP"),
    ("g", "X"),
    ("h", "PART"),
    ("i", "NOUN"),
    ("j", "PROPN"),
    ("k", "PART"),
    ("l", "NOUN"),
    ("m", "NUM"),
    ("mq", "NUM"),
    ("n", "NOUN"),
    ("nr", "PROPN"),
    ("nrfg", "PROPN"),
    ("nrt", "PROPN"),
    ("ns", "PROPN"),
    ("nt", "PROPN"),
    ("nz", "PROPN"),
    ("o", "INTJ"),
    ("p", "ADP"),
    ("q", "NOUN"),
    ("r", "PRON"),
    ("s", "NOUN"),
    ("t", "NOUN"),
    ("u", "PART"),
    ("v", "VERB"),
    ("vd", "ADV"),
    ("vn", "NOUN"),
    ("w", "PUNCT"),
    ("x", "X"),
    ("y", "PART"),
    ("z", "ADJ"),
];
