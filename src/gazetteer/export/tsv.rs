//! A table: one row a name.

use std::io::{self, Write};

use super::{full_names, language_of, other_names};
use crate::gazetteer::{Entity, Gazetteer};

/// The columns. `form` is `preferred` for the first full name of a usage, `name` for the others, else the list that the
/// name stands in; `marks` holds `ambiguous` (counts only with support), `exact-case` and `converted` (a mainland name in
/// Traditional characters).
const HEADER: &str = "id\tkind\tsubkind\tcountry\twikidata\tlanguage\tname\tform\tmarks\n";

/// Writes a header and one row a name.
///
/// # Errors
/// Those of `out`.
pub fn write_tsv(out: &mut impl Write, gazetteer: &Gazetteer) -> io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    for entity in gazetteer.entities() {
        for names in full_names(entity) {
            for (at, name) in names.names.iter().enumerate() {
                let form = if at == 0 { "preferred" } else { "name" };
                row(out, entity, (names.language, name, form), false, names.converted)?;
            }
        }
        for list in other_names(entity) {
            for name in list.names {
                row(out, entity, (language_of(name), name, list.field), list.needs_support(), false)?;
            }
        }
    }
    Ok(())
}

fn row(
    out: &mut impl Write,
    entity: &Entity,
    (language, name, form): (&str, &str, &str),
    needs_support: bool,
    converted: bool,
) -> io::Result<()> {
    let holds = |list: &[String]| list.iter().any(|marked| marked == name);
    let marks = [
        ("ambiguous", needs_support || holds(&entity.ambiguous)),
        ("exact-case", holds(&entity.exact_case)),
        ("converted", converted),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(_, set)| *set).map(|(mark, _)| mark).collect();
    writeln!(
        out,
        "{}\t{}\t{}\t{}\t{}\t{language}\t{name}\t{form}\t{}",
        entity.id,
        entity.kind.as_str(),
        entity.subkind.map_or("", |subkind| subkind.as_str()),
        entity.country.as_deref().unwrap_or_default(),
        entity.wikidata.as_deref().unwrap_or_default(),
        marks.join(",")
    )
}
