//! How much text is worked on at a time: as much as was written of the text before lets expect little enough, so that dense
//! records of a large batch do not fill the memory.

use diglot::Document;

/// Records of so many bytes are held for each thread.
const HELD: usize = 16 << 20;

/// What is expected of the first text: bytes written for each byte of it.
const EXPECTED: f64 = 32.0;

/// The pace of a run.
pub(crate) struct Pace {
    /// The most bytes to be held.
    held: usize,
    /// Bytes written for each byte of the last text.
    rate: f64,
}

impl Pace {
    pub(crate) fn new(threads: usize) -> Self {
        Pace { held: HELD * threads.max(1), rate: EXPECTED }
    }

    /// How many of the next documents to work on: one at least.
    pub(crate) fn step(&self, documents: &[Document]) -> usize {
        let mut held = 0.0;
        let fits = |document: &&Document| {
            held += document.text.len() as f64 * self.rate;
            held <= self.held as f64
        };
        documents.iter().take_while(fits).count().max(1)
    }

    /// Takes in how many bytes were written of so many bytes of text.
    pub(crate) fn wrote(&mut self, bytes: usize, text: usize) {
        self.rate = bytes as f64 / text.max(1) as f64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dense_records_come_in_small_steps() {
        let documents: Vec<Document> = (0..100).map(|_| Document::new("a", "x".repeat(1 << 20))).collect();
        let mut pace = Pace::new(2);
        assert_eq!(pace.step(&documents), 1);
        pace.wrote(40 << 20, 1 << 20);
        assert_eq!(pace.step(&documents), 1, "one is more than enough");
        pace.wrote(1 << 20, 1 << 20);
        assert_eq!(pace.step(&documents), 32);
        pace.wrote(0, 0);
        assert_eq!(pace.step(&documents), 100);
    }
}
