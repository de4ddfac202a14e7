//! `diglot gazetteer diff`: what changed between two editions.

use std::path::Path;

use diglot::gazetteer::{Change, Difference, diff, read_path};

use super::unusable;
use crate::args::ListFormat;
use crate::messages::{Fatal, Outcome};
use crate::run::{line, print};

pub(super) fn run(old: &Path, new: &Path, format: ListFormat, quiet: bool) -> Result<Outcome, Fatal> {
    let read = |path| read_path(path).map_err(|error| unusable(&error));
    let differences = diff(&read(old)?, &read(new)?);
    let mut out = Vec::new();
    if format == ListFormat::Tsv {
        line(&mut out, format_args!("change\tid\tname\tfield\tgone\tcame"));
    }
    for difference in &differences {
        match format {
            ListFormat::Text => line(&mut out, format_args!("{difference}")),
            ListFormat::Tsv => row(&mut out, difference),
        }
    }
    print(&out)?;
    let lost = differences.iter().filter(|difference| difference.change.loses_id()).count();
    if lost > 0 && !quiet {
        eprintln!(
            "diglot: {lost} {} lost; leave a block with replaced-by",
            if lost == 1 { "id is" } else { "ids are" }
        );
    }
    Ok(if lost == 0 { Outcome::Done } else { Outcome::Partly })
}

fn row(out: &mut Vec<u8>, difference: &Difference) {
    let (field, gone, came) = match &difference.change {
        Change::Changed { field, order: true, .. } => (*field, String::new(), "another order".to_owned()),
        Change::Changed { field, gone, came, .. } => (*field, gone.join(" | "), came.join(" | ")),
        Change::Renamed { to } => ("id", difference.id.clone(), to.clone()),
        Change::Replaced { by } => ("replaced-by", String::new(), by.clone()),
        Change::Added | Change::Removed => ("", String::new(), String::new()),
    };
    let (change, id, name) = (difference.change.as_str(), &difference.id, &difference.name);
    line(out, format_args!("{change}\t{id}\t{name}\t{field}\t{gone}\t{came}"));
}
