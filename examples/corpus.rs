//! Text to measure with: `cargo run --release --example corpus mixed 20 > mixed.txt` writes 20 MB of lines. The kinds are
//! hans, hant, english and mixed.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::error::Error;
use std::io::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: corpus hans|hant|english|mixed MEGABYTES";
    let mut arguments = std::env::args().skip(1);
    let kind = arguments.next().as_deref().and_then(corpus::Corpus::named).ok_or(usage)?;
    let megabytes: usize = arguments.next().ok_or(usage)?.parse()?;
    // A hundred megabytes repeated say as much as a thousand made.
    let text = corpus::text(kind, megabytes.min(50) * 1_000_000);
    let mut out = std::io::stdout().lock();
    for _ in 0..megabytes.div_ceil(50) {
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}
