//! Turns `dictionaries/` into the compact form that the binary carries. A fault in a file stops the build and names it.

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/gazetteer"]
mod gazetteer {
    #[path = "entity.rs"]
    #[allow(dead_code)]
    pub mod entity;
    #[path = "read.rs"]
    #[allow(dead_code)]
    pub mod read;
}

use gazetteer::read::{Entries, Entry};

fn main() {
    println!("cargo::rerun-if-changed=dictionaries");
    println!("cargo::rerun-if-changed=src/gazetteer/entity.rs");
    println!("cargo::rerun-if-changed=src/gazetteer/read.rs");
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
    let bytes = postcard::to_stdvec(&(entities, entries.institutions)).map_err(|error| error.to_string())?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?).join("gazetteer.bin");
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
