//! `--dedupe`: which documents repeat an earlier one. What is kept of a document is its fingerprints, never its text.

use std::collections::HashSet;

use diglot::Document;
use diglot::text::{Simhash, exact_fingerprint};
use rayon::prelude::*;

use crate::args::Dedupe;
use crate::messages;
use crate::numbers::{grouped, plural};

/// The documents so far, as fingerprints.
pub(crate) struct Duplicates {
    how: Dedupe,
    seen: HashSet<u64>,
    near: NearIndex,
    read: u64,
    /// Documents left out because they repeat an earlier one.
    pub(crate) left_out: u64,
}

impl Duplicates {
    pub(crate) fn new(how: Dedupe) -> Self {
        let near = if how == Dedupe::Near { NearIndex::new() } else { NearIndex::default() };
        Duplicates { how, seen: HashSet::new(), near, read: 0, left_out: 0 }
    }

    /// The documents that repeat none before them, here or in an earlier call. Fingerprints are taken side by side and
    /// compared in order, so the number of threads changes nothing.
    pub(crate) fn keep_new(&mut self, documents: Vec<Document>) -> Vec<Document> {
        if self.how == Dedupe::Off {
            return documents;
        }
        let near = self.how == Dedupe::Near;
        let of = |document: &Document| {
            (exact_fingerprint(&document.text), near.then(|| Simhash::of(&document.text)).flatten())
        };
        let prints: Vec<(u64, Option<Simhash>)> = documents.par_iter().map(of).collect();
        let kept: Vec<Document> = documents
            .into_iter()
            .zip(prints)
            .filter(|&(_, (exact, simhash))| self.is_new(exact, simhash))
            .map(|(document, _)| document)
            .collect();
        kept
    }

    fn is_new(&mut self, exact: u64, simhash: Option<Simhash>) -> bool {
        self.read += 1;
        let new = self.seen.insert(exact) && simhash.is_none_or(|simhash| self.near.add_if_new(simhash));
        self.left_out += u64::from(!new);
        new
    }

    /// Tells how many were left out.
    pub(crate) fn tell(&self, quiet: bool) {
        if self.left_out > 0 {
            let (out, read) = (grouped(self.left_out), plural(self.read, "document", "documents"));
            messages::note(quiet, format!("--dedupe: {out} of {read} repeat an earlier one and were left out"));
        }
    }
}

/// Simhashes cut into so many blocks, each of [`BLOCK_BITS`].
const BLOCKS: u32 = 4;
const BLOCK_BITS: u32 = u64::BITS / BLOCKS;

// Of two simhashes in at most seven different bits, one block of four has at most one of them: so only simhashes with
// the same block, or one a bit away, need comparing.
const _: () = assert!(Simhash::NEAR < 2 * BLOCKS);

/// Simhashes by each of their blocks. 32 bytes a document, 64 while a list grows, and 6 MB to begin with.
#[derive(Default)]
struct NearIndex {
    lists: Vec<Vec<Simhash>>,
}

impl NearIndex {
    fn new() -> Self {
        NearIndex { lists: vec![Vec::new(); (BLOCKS as usize) << BLOCK_BITS] }
    }

    /// Adds a simhash unless one before it is near; tells whether it did.
    fn add_if_new(&mut self, simhash: Simhash) -> bool {
        let near = |list: usize| self.lists.get(list).is_some_and(|list| list.iter().any(|&other| other.near(simhash)));
        let mut candidates = (0..BLOCKS).flat_map(|block| {
            let list = list_of(simhash, block);
            std::iter::once(list).chain((0..BLOCK_BITS).map(move |bit| list ^ (1 << bit)))
        });
        if candidates.any(near) {
            return false;
        }
        for block in 0..BLOCKS {
            if let Some(list) = self.lists.get_mut(list_of(simhash, block)) {
                list.push(simhash);
            }
        }
        true
    }
}

/// The list of the simhashes that have the same bits in a block.
fn list_of(simhash: Simhash, block: u32) -> usize {
    let bits = (simhash.0 >> (block * BLOCK_BITS)) & ((1 << BLOCK_BITS) - 1);
    (block as usize) << BLOCK_BITS | usize::try_from(bits).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_finds_what_comparing_all_finds() {
        // Neighbours of a few centres, as far away as nearness reaches and one bit further.
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut random = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let centres: Vec<u64> = (0..5).map(|_| random()).collect();
        let mut index = NearIndex::new();
        let mut kept: Vec<Simhash> = Vec::new();
        for round in 0..3000_u32 {
            let mut bits = centres[round as usize % centres.len()];
            for _ in 0..round % 12 {
                bits ^= 1 << (random() % 64);
            }
            let simhash = Simhash(bits);
            let new = !kept.iter().any(|&other| other.near(simhash));
            assert_eq!(index.add_if_new(simhash), new, "{bits:x}");
            if new {
                kept.push(simhash);
            }
        }
        assert!(kept.len() > centres.len() && kept.len() < 2900, "{}", kept.len());
    }
}
