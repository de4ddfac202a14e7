//! How far edited copies of articles are from their originals, and different articles from each other, in bits of
//! [`Simhash`]: what `--dedupe near` rests on. See `docs/inputs.md`.
//!
//! `cargo run --release --example near_duplicates < articles.jsonl` reads JSON lines with a `text` or `texts`, as
//! `diglot tag --with text` writes them, and prints a table: for each kind of edit, the share of copies within each
//! distance. What is edited is drawn with a fixed seed.

use std::error::Error;
use std::io::BufRead;

use diglot::text::{Simhash, exact_fingerprint};
use serde_json::Value;

/// Distances that the table has columns for.
const DISTANCES: [u32; 9] = [3, 5, 6, 7, 8, 10, 12, 14, 16];

/// An edit of a text; the other text is what comes in from elsewhere.
type Edit = fn(&str, &str, &mut Random) -> String;

const EDITS: [(&str, Edit); 8] = [
    ("another headline (20 characters)", |text, other, _| {
        let head: String = other.chars().take(20).collect();
        format!("{head}\n{}", text.chars().skip(20).collect::<String>())
    }),
    ("an agency's line at the end", |text, _, _| {
        format!("{text}\n（中央社記者台北報導） Reporting by our staff; editing by the desk.")
    }),
    ("a sentence left out", |text, _, random| {
        let sentences: Vec<&str> = text.split_inclusive(['。', '.', '！', '？', '\n']).collect();
        let out = random.below(sentences.len());
        sentences.iter().enumerate().filter(|&(at, _)| at != out).map(|(_, sentence)| *sentence).collect()
    }),
    ("the last tenth cut off", |text, _, _| text.chars().take(text.chars().count() * 9 / 10).collect()),
    ("the last third cut off", |text, _, _| text.chars().take(text.chars().count() * 2 / 3).collect()),
    ("1 character in 200 changed", |text, other, random| changed(text, other, 200, random)),
    ("1 character in 50 changed", |text, other, random| changed(text, other, 50, random)),
    ("1 character in 20 changed", |text, other, random| changed(text, other, 20, random)),
];

fn changed(text: &str, other: &str, one_in: usize, random: &mut Random) -> String {
    let letters: Vec<char> = other.chars().filter(|c| c.is_alphanumeric()).collect();
    let change = |c| {
        if random.below(one_in) == 0 { letters.get(random.below(letters.len())).copied().unwrap_or('字') } else { c }
    };
    text.chars().map(change).collect()
}

/// Numbers without a pattern, the same in each run (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or_default()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let articles = articles()?;
    println!("{} articles", articles.len());
    print!("{:34}", "within so many bits:");
    DISTANCES.iter().for_each(|distance| print!("{distance:>7}"));
    println!();
    let mut random = Random(20_250_509);
    for (lengths, range) in [("under 200 units", 0..600), ("200 units and more", 600..usize::MAX)] {
        println!("-- {lengths} (600 bytes)");
        for (name, edit) in EDITS {
            let pairs = articles.iter().zip(articles.iter().cycle().skip(1));
            let of_length = pairs.filter(|(text, _)| range.contains(&text.len()));
            let distances: Vec<Option<u32>> =
                of_length.map(|(text, other)| distance(text, &edit(text, other, &mut random))).collect();
            row(name, &distances);
        }
        let of_length: Vec<&String> = articles.iter().filter(|text| range.contains(&text.len())).collect();
        let different: Vec<Option<u32>> = of_length
            .iter()
            .enumerate()
            .flat_map(|(at, one)| of_length.iter().skip(at + 1).map(|other| distance(one, other)))
            .collect();
        row(&format!("different articles ({})", different.len()), &different);
    }
    for (at, one) in articles.iter().enumerate() {
        for other in articles.iter().skip(at + 1) {
            if distance(one, other).is_some_and(|distance| distance <= 16) {
                let head = |text: &str| text.chars().take(30).collect::<String>().replace('\n', " ");
                println!("{:2} bits: {} | {}", distance(one, other).unwrap_or(0), head(one), head(other));
            }
        }
    }
    Ok(())
}

/// The different texts of the records on standard input.
fn articles() -> Result<Vec<String>, Box<dyn Error>> {
    let mut articles = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for line in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let parts =
            record["texts"].as_object().map(|texts| texts.values().filter_map(Value::as_str).collect::<Vec<_>>());
        let text =
            parts.map(|parts| parts.join("\n\n")).or(record["text"].as_str().map(str::to_owned)).unwrap_or_default();
        if Simhash::of(&text).is_some() && seen.insert(exact_fingerprint(&text)) {
            articles.push(text);
        }
    }
    Ok(articles)
}

fn distance(one: &str, other: &str) -> Option<u32> {
    Some(Simhash::of(one)?.distance(Simhash::of(other)?))
}

fn row(name: &str, distances: &[Option<u32>]) {
    print!("{name:34}");
    for most in DISTANCES {
        let within = distances.iter().flatten().filter(|&&distance| distance <= most).count();
        print!("{:>7.4}", within as f64 / distances.len().max(1) as f64);
    }
    println!();
}
