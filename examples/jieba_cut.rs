//! What the speed of `diglot tag` is compared with: jieba-rs alone, cutting every line of a file.
//!
//! `cargo run --release --example jieba_cut FILE` prints the number of tokens.

use std::error::Error;

use jieba_rs::Jieba;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: jieba_cut FILE")?;
    let text = std::fs::read_to_string(path)?;
    let jieba = Jieba::new();
    let tokens: usize = text.lines().map(|line| jieba.cut(line, true).len()).sum();
    println!("{tokens}");
    Ok(())
}
