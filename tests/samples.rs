//! A run over real pages and feeds, which are not part of the repository: `cargo test --test samples -- --ignored` where
//! `../shared/samples` is there.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use diglot::Document;
use diglot::text::{Decoded, Encoding, decode};
use serde::Deserialize;
use support::PIPELINE;
use support::invariants::check;

fn samples() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    path.is_dir().then_some(path)
}

#[derive(Deserialize)]
struct Sample {
    file: String,
    true_encoding: String,
    /// Han characters as they follow each other in the text.
    sample: String,
}

/// Encodings that no maintained crate reads.
const REFUSED: &[&str] = &["euc-tw"];

#[test]
#[ignore = "needs ../shared/samples"]
fn every_encoding_is_read_or_refused_by_name() {
    let Some(folder) = samples().map(|samples| samples.join("encodings")) else { return };
    let index = fs::read_to_string(folder.join("INDEX.jsonl")).expect("the index");
    for line in index.lines() {
        let sample: Sample = serde_json::from_str(line).expect("a row of the index");
        let bytes = fs::read(folder.join(&sample.file)).expect("the index names files");
        let wanted = sample.true_encoding.to_lowercase();
        match decode(&bytes, Encoding::Auto) {
            Ok(decoded) => {
                assert!(same(&wanted, &decoded), "{}: {wanted}, read as {}", sample.file, decoded.encoding);
                let han =
                    |text: &str| text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).collect::<String>();
                assert!(han(&decoded.text).contains(&han(&sample.sample)), "{}: other text", sample.file);
                analyse(&sample.file, decoded);
            }
            Err(error) => {
                let named = error.to_string().to_lowercase().contains(&wanted);
                assert!(REFUSED.contains(&wanted.as_str()) && named, "{}: {error}", sample.file);
            }
        }
    }
}

/// Whether a text was read in its encoding, or in one that holds it whole.
fn same(wanted: &str, decoded: &Decoded) -> bool {
    let plain = |name: &str| name.to_lowercase().replace(['-', '_'], "");
    let (wanted, found) = (plain(wanted), plain(decoded.encoding));
    found.starts_with(&wanted) || matches!(wanted.as_str(), "gb2312" | "gbk") && found == "gb18030"
}

#[test]
#[ignore = "needs ../shared/samples"]
fn every_page_is_analysed_whole() {
    let Some(folder) = samples() else { return };
    let mut read = 0;
    for path in files(&folder) {
        let bytes = fs::read(&path).expect("readable");
        if let Ok(decoded) = decode(&bytes, Encoding::Auto) {
            analyse(&path.display().to_string(), decoded);
            read += 1;
        }
    }
    assert!(read > 10, "{read} files are few");
}

fn analyse(name: &str, decoded: Decoded) {
    let document = Document::new(name, decoded.text);
    check(&PIPELINE.analyze(&document), PIPELINE.gazetteer());
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}
