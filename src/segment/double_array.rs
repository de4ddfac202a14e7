//! Words with a number each, as a double array over characters: made by the build, stored as it is searched.
//!
//! A double array is a trie in one table: the child of a node for a letter stands at the node's base plus the letter's
//! code (Aoe 1989). Letters are numbered by how many words they stand in, so that the children of most nodes stand close
//! together. Two things make it quicker here than in general libraries, since the words of a text are looked for from
//! every one of its characters: the number of a word stands in its own node, and a few bits of a node tell of most
//! letters that it has no child for them, without a look at another place of the memory. benches/TRIED.md has the
//! figures.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The words in the form that they are searched in.
pub(crate) struct DoubleArray {
    /// By code point; what stands in no word has no code.
    letters: Vec<Letter>,
    nodes: Vec<Node>,
}

/// A character as the array knows it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Letter {
    /// From 1 on; 0 stands in no word.
    code: u16,
    /// One of the bits of [`Node::children`].
    bit: u16,
}

/// A node: eight bytes, so that as many as possible stay in the cache.
#[derive(Clone, Copy, Default)]
struct Node {
    /// The bits of its children's letters, and above them its base.
    children: u32,
    /// The code of the letter that leads to it. No two nodes have the same base, so that this tells its parent, too.
    code: u16,
    /// The number of the word that ends here, 0 for none.
    word: u16,
}

/// How many bits of a node tell of its children; the rest is enough for bases of two million.
const BITS: u32 = 11;

/// A node as it is stored.
const NODE_BYTES: usize = 8;

impl Letter {
    fn new(code: u16) -> Self {
        Letter { code, bit: 1 << (u32::from(code) % BITS) }
    }
}

impl Node {
    fn child(self, letter: Letter) -> Option<usize> {
        let may_have = self.children & u32::from(letter.bit) != 0;
        may_have.then_some((self.children >> BITS) as usize + usize::from(letter.code))
    }

    fn to_bytes(self) -> [u8; NODE_BYTES] {
        (u64::from(self.children) | u64::from(self.code) << 32 | u64::from(self.word) << 48).to_le_bytes()
    }

    fn from_bytes(bytes: [u8; NODE_BYTES]) -> Self {
        let all = u64::from_le_bytes(bytes);
        Node { children: all as u32, code: (all >> 32) as u16, word: (all >> 48) as u16 }
    }
}

impl DoubleArray {
    /// The stored form: all letters in the order of their codes, and the nodes. The words have numbers from 1 on.
    ///
    /// # Errors
    /// More letters or nodes than there are codes or bases for.
    pub(crate) fn compile(words: &BTreeMap<&str, u16>) -> Result<(String, Vec<u8>), String> {
        let letters = letters(words.keys());
        let mut codes: HashMap<char, u16> = HashMap::new();
        for (code, c) in (1..).zip(letters.chars()) {
            codes.insert(c, u16::try_from(code).map_err(|_| "the words have too many letters")?);
        }
        let code = |c| codes.get(&c).copied().unwrap_or_default();
        let mut keys: Vec<(Vec<u16>, u16)> =
            words.iter().map(|(word, &number)| (word.chars().map(code).collect(), number)).collect();
        keys.sort_unstable();
        let nodes = Builder::default().build(&keys)?;
        Ok((letters, nodes.into_iter().flat_map(Node::to_bytes).collect()))
    }

    /// The array from its stored form.
    pub(crate) fn load(letters: &str, nodes: &[u8]) -> Self {
        let (nodes, _) = nodes.as_chunks();
        let last = letters.chars().max().map_or(0, |c| c as usize + 1);
        let mut array = DoubleArray {
            letters: vec![Letter::default(); last],
            nodes: nodes.iter().copied().map(Node::from_bytes).collect(),
        };
        for (code, c) in (1..).zip(letters.chars()) {
            if let Some(letter) = array.letters.get_mut(c as usize) {
                *letter = Letter::new(code);
            }
        }
        array
    }

    /// A character as the array knows it.
    #[inline]
    pub(crate) fn letter(&self, c: char) -> Letter {
        self.letters.get(c as usize).copied().unwrap_or_default()
    }

    /// Walks along `text` as far as words reach, and calls `visit` with the number of the word of the first 1, 2, 3 ...
    /// letters, 0 where these are no word.
    #[inline]
    pub(crate) fn walk(&self, text: &[Letter], mut visit: impl FnMut(u16)) {
        let mut node = self.nodes.first().copied().unwrap_or_default();
        for &letter in text {
            let Some(&child) = node.child(letter).and_then(|place| self.nodes.get(place)) else { return };
            if child.code != letter.code {
                return;
            }
            node = child;
            visit(node.word);
        }
    }

    /// The number of a word, 0 if it is none.
    pub(crate) fn number(&self, word: &str) -> u16 {
        let letters: Vec<Letter> = word.chars().map(|c| self.letter(c)).collect();
        let (mut len, mut last) = (0, 0);
        self.walk(&letters, |number| (len, last) = (len + 1, number));
        if len == letters.len() { last } else { 0 }
    }
}

/// All letters, those of most words first.
fn letters<'w>(words: impl Iterator<Item = &'w &'w str>) -> String {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    words.flat_map(|word| word.chars()).for_each(|c| *counts.entry(c).or_default() += 1);
    let mut letters: Vec<(char, usize)> = counts.into_iter().collect();
    letters.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    letters.into_iter().map(|(c, _)| c).collect()
}

/// The array while it is made.
#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    /// For each place itself if it is free, else one behind it from where on to look.
    free: Vec<usize>,
    /// Whether a base is taken.
    bases: Vec<bool>,
}

impl Builder {
    /// The nodes of sorted keys, nearest to the root first: these are looked at most, and so stand together.
    fn build(mut self, keys: &[(Vec<u16>, u16)]) -> Result<Vec<Node>, String> {
        self.take(0);
        let mut level = vec![(0, 0..keys.len())];
        for depth in 0.. {
            let mut next = Vec::new();
            for (place, range) in level {
                self.node(place, depth, keys, range, &mut next)?;
            }
            if next.is_empty() {
                break;
            }
            level = next;
        }
        Ok(self.nodes)
    }

    /// Fills the node that the keys in `range` share, and puts its children with their keys into `next`.
    fn node(
        &mut self,
        place: usize,
        depth: usize,
        keys: &[(Vec<u16>, u16)],
        range: Range<usize>,
        next: &mut Vec<(usize, Range<usize>)>,
    ) -> Result<(), String> {
        let own = keys.get(range.clone()).unwrap_or_default();
        let word = own.first().filter(|(key, _)| key.len() == depth).map(|(_, number)| *number);
        let longer = own.get(usize::from(word.is_some())..).unwrap_or_default();
        let letter = |key: &(Vec<u16>, u16)| key.0.get(depth).copied().unwrap_or_default();
        let families: Vec<&[(Vec<u16>, u16)]> = longer.chunk_by(|a, b| letter(a) == letter(b)).collect();
        let codes: Vec<u16> = families.iter().filter_map(|family| family.first()).map(letter).collect();
        let base = if codes.is_empty() { 0 } else { self.base(&codes) };
        let bits = codes.iter().fold(0, |bits, &code| bits | u32::from(Letter::new(code).bit));
        let shifted = u32::try_from(base).ok().filter(|base| base.leading_zeros() >= BITS).map(|base| base << BITS);
        if let Some(node) = self.nodes.get_mut(place) {
            node.children = shifted.ok_or("the words have too many nodes")? | bits;
            node.word = word.unwrap_or_default();
        }
        let mut start = range.end - longer.len();
        for (family, &code) in families.iter().zip(&codes) {
            let child = base + usize::from(code);
            self.take(child);
            if let Some(node) = self.nodes.get_mut(child) {
                node.code = code;
            }
            next.push((child, start..start + family.len()));
            start += family.len();
        }
        Ok(())
    }

    /// The first base that no other node has and that has room for these children.
    fn base(&mut self, codes: &[u16]) -> usize {
        let first = codes.first().copied().map_or(0, usize::from);
        let mut place = self.next_free(first + 1);
        loop {
            let base = place - first;
            let taken = self.bases.get(base).copied().unwrap_or_default();
            if !taken && codes.iter().all(|&code| self.is_free(base + usize::from(code))) {
                if self.bases.len() <= base {
                    self.bases.resize(base + 1, false);
                }
                if let Some(slot) = self.bases.get_mut(base) {
                    *slot = true;
                }
                return base;
            }
            place = self.next_free(place + 1);
        }
    }

    fn is_free(&self, place: usize) -> bool {
        self.free.get(place).is_none_or(|&next| next == place)
    }

    /// The first free place from `place` on.
    fn next_free(&mut self, place: usize) -> usize {
        let mut end = place;
        while let Some(&next) = self.free.get(end).filter(|&&next| next != end) {
            end = next;
        }
        // The next look from here takes one step.
        let mut at = place;
        while let Some(slot) = self.free.get_mut(at).filter(|next| **next != at) {
            at = std::mem::replace(slot, end);
        }
        end
    }

    fn take(&mut self, place: usize) {
        let known = self.free.len();
        self.free.extend(known..=place);
        self.nodes.resize(self.free.len().max(self.nodes.len()), Node::default());
        if let Some(slot) = self.free.get_mut(place) {
            *slot = place + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn array(words: &BTreeMap<&str, u16>) -> DoubleArray {
        let (letters, nodes) = DoubleArray::compile(words).expect("few words");
        DoubleArray::load(&letters, &nodes)
    }

    #[test]
    fn words_along_a_text() {
        let array = array(&BTreeMap::from([("中", 1), ("中国", 2), ("中国人民", 3), ("国人", 4)]));
        let walk = |text: &str| {
            let letters: Vec<Letter> = text.chars().map(|c| array.letter(c)).collect();
            let mut found = Vec::new();
            array.walk(&letters, |word| found.push(word));
            found
        };
        assert_eq!(walk("中国人民银行"), [1, 2, 0, 3]);
        assert_eq!(walk("国人"), [0, 4]);
        assert!(walk("人民").is_empty());
        assert!(walk("𠮷").is_empty());
        assert!(walk("").is_empty());
        assert_eq!(["", "国", "国人", "国人民"].map(|word| array.number(word)), [0, 0, 4, 0]);
    }

    #[test]
    fn no_words() {
        assert_eq!(array(&BTreeMap::new()).number("中"), 0);
    }

    proptest! {
        #[test]
        fn every_word_is_found(words in prop::collection::btree_map("[a-e中国人𠮷]{1,5}", 1..u16::MAX, 0..60), other in "[a-f中国人𠮷]{0,6}") {
            let words: BTreeMap<&str, u16> = words.iter().map(|(word, &number)| (word.as_str(), number)).collect();
            let array = array(&words);
            for word in words.keys().copied().chain([other.as_str()]) {
                prop_assert_eq!(array.number(word), words.get(word).copied().unwrap_or_default());
            }
        }
    }
}
