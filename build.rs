//! Turns `dictionaries/` into the compact form that the binary carries. A fault in a file stops the build and names it.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use flate2::read::GzDecoder;
use jieba_rs::Jieba;

#[path = "src/span.rs"]
#[allow(dead_code)]
mod span;

#[path = "src/table.rs"]
#[allow(dead_code)]
mod table;

#[path = "src/text"]
mod text {
    #[allow(dead_code, unused_imports)]
    pub mod fold;

    pub use fold::fold_name;
    pub(crate) use fold::{is_han, plain_han};
}

#[path = "src/gazetteer"]
#[allow(dead_code)]
mod gazetteer {
    pub mod alias;
    pub mod entity;
    mod implied;
    pub mod index;
    pub mod lists;
    pub mod names;
    pub mod read;
    mod rows;
    mod spellings;
    pub mod strings;
    pub mod surfaces;
    pub mod words;
}

#[path = "src/segment"]
#[allow(dead_code)]
mod segment {
    pub mod dictionary;
    pub mod double_array;
}

use gazetteer::alias::surfaces;
use gazetteer::index::Index;
use gazetteer::names::NameTable;
use gazetteer::read::{Entries, Entry};
use gazetteer::words::NameWords;
use segment::dictionary::Dictionary;
use span::Span;

fn main() {
    println!("cargo::rerun-if-changed=dictionaries");
    println!("cargo::rerun-if-changed=src/span.rs");
    println!("cargo::rerun-if-changed=src/table.rs");
    println!("cargo::rerun-if-changed=src/text/fold");
    println!("cargo::rerun-if-changed=src/text/tables");
    println!("cargo::rerun-if-changed=src/gazetteer");
    println!("cargo::rerun-if-changed=src/segment/dictionary.rs");
    println!("cargo::rerun-if-changed=src/segment/double_array.rs");
    if let Err(error) = compile() {
        println!("cargo::error={error}");
    }
}

fn compile() -> Result<(), String> {
    let version =
        fs::read_to_string("dictionaries/VERSION").map_err(|error| format!("dictionaries/VERSION: {error}"))?;
    println!("cargo::rustc-env=DIGLOT_GAZETTEER={}", version.trim());
    let mut files = Vec::new();
    list(Path::new("dictionaries"), &mut files)?;
    files.sort();
    let mut entries = Entries::default();
    for path in &files {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        entries.read(&path.to_string_lossy(), &text).map_err(|fault| fault.to_string())?;
    }
    if let Some(fault) = entries.faults().first() {
        return Err(fault.to_string());
    }
    entries.entities.sort_by(|a, b| a.entity.id.cmp(&b.entity.id));
    let entities: Vec<_> = entries.entities.into_iter().map(|Entry { entity, .. }| entity).collect();
    let institutions = entries.institutions;
    let fault = |error: postcard::Error| error.to_string();
    let stored = entities.iter().map(postcard::to_stdvec).collect::<Result<Vec<_>, _>>().map_err(fault)?;
    let stored: Vec<&[u8]> = stored.iter().map(Vec::as_slice).collect();
    let core = postcard::to_stdvec(&(stored, &institutions, Index::new(&entities))).map_err(fault)?;
    write("gazetteer.bin", &core)?;
    let all: Vec<_> = entities.iter().collect();
    for (name, han) in [("names_latin.bin", false), ("names_han.bin", true)] {
        let names = NameTable::new(surfaces(&all, &institutions, han));
        write(name, &names.to_bytes().map_err(fault)?)?;
    }
    let mut jieba = Jieba::new();
    let words = NameWords::new(entities.iter())
        .weighed(|word| (!jieba.has_word(word)).then(|| jieba.add_word(word, None, None)));
    write("words.bin", &postcard::to_stdvec(&words).map_err(fault)?)?;
    let names = words.words.iter().filter_map(|(word, frequency)| Some((&**word, (*frequency)? as u64)));
    write("dictionary.bin", &Dictionary::compile(&jieba_dictionary()?, names)?)
}

/// The dictionary that jieba-rs carries and does not show.
fn jieba_dictionary() -> Result<String, String> {
    let path = "dictionaries/words/jieba-0.11.0.txt.gz";
    let mut text = String::new();
    let packed = fs::File::open(path).map_err(|error| format!("{path}: {error}"))?;
    GzDecoder::new(packed).read_to_string(&mut text).map_err(|error| format!("{path}: {error}"))?;
    Ok(text)
}

/// Writes a file that the crate includes.
fn write(name: &str, bytes: &[u8]) -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?).join(name);
    fs::write(&out, bytes).map_err(|error| format!("{}: {error}", out.display()))
}

/// All TOML files below `folder`.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
