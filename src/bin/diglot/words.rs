//! The settings of the segmentation from flags and files.

use std::path::Path;

use diglot::segment::{Segmentation, check_dictionary, read_user_dictionary};

use crate::args;
use crate::messages::{Fatal, system};

/// What the flags say of words and names. Dictionaries are read here, so that a bad line stops the run before it starts.
pub(crate) fn segmentation(words: &args::Words, names: &args::Names) -> Result<Segmentation, Fatal> {
    let mut settings = Segmentation {
        mode: words.mode,
        hmm: !words.no_hmm,
        keep_names: names.keep_names == args::Switch::On,
        ..Segmentation::default()
    };
    if let Some(path) = &words.dict {
        let dictionary = read(path)?;
        check_dictionary(&dictionary).map_err(|what| Fatal::usage(format!("{}: {what}", path.display())))?;
        settings.dictionary = Some(dictionary);
    }
    for path in &words.user_dicts {
        let (read, faults) = read_user_dictionary(&read(path)?);
        if !faults.is_empty() {
            let lines: Vec<String> = faults.iter().map(|fault| format!("{}: {fault}", path.display())).collect();
            return Err(Fatal::usage(lines.join("\n")));
        }
        settings.user_words.extend(read);
    }
    Ok(settings)
}

fn read(path: &Path) -> Result<String, Fatal> {
    std::fs::read_to_string(path).map_err(|error| Fatal::usage(format!("{}: {}", path.display(), system(&error))))
}
