//! `diglot gazetteer show`: one entity as a card that fits a terminal.

use diglot::gazetteer::{Entity, Gazetteer, fields};
use diglot::text::to_traditional;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::messages::{Fatal, Outcome};
use crate::run::{line, print};

/// Columns of the field's name, and of the whole card.
const NAME: usize = 15;
const WIDTH: usize = 80;

pub(super) fn run(gazetteer: &Gazetteer, id: &str) -> Result<Outcome, Fatal> {
    let Some(entity) = gazetteer.get(id) else {
        eprintln!("diglot: no entity has the id '{id}' (find it by name with: diglot gazetteer find NAME)");
        return Ok(Outcome::Partly);
    };
    let mut out = Vec::new();
    card(&mut out, gazetteer, entity);
    if let Some(current) = gazetteer.current(id).filter(|current| current.id != entity.id) {
        line(&mut out, format_args!(""));
        card(&mut out, gazetteer, current);
    }
    print(&out)
}

/// All that is known of an entity, a field a line.
fn card(out: &mut Vec<u8>, gazetteer: &Gazetteer, entity: &Entity) {
    field(out, "id", std::slice::from_ref(&entity.id));
    for (name, values) in shown(gazetteer, entity) {
        match name {
            "offices" => values.iter().for_each(|office| field(out, "office", std::slice::from_ref(office))),
            name => field(out, name, &values),
        }
    }
}

/// The fields as a reader wants them: kind and subkind together, codes with names, converted names in their places.
fn shown(gazetteer: &Gazetteer, entity: &Entity) -> Vec<(&'static str, Vec<String>)> {
    let name_of = |id: &str| gazetteer.get(id).and_then(|entity| entity.en.first()).cloned();
    let mut all = fields(entity);
    let sort = all.extract_if(.., |(name, _)| matches!(*name, "subkind" | "status")).flat_map(|(_, values)| values);
    let sort: Vec<String> = sort.collect();
    for (name, values) in &mut all {
        match *name {
            "kind" => values.extend(sort.iter().cloned()),
            "country" if entity.kind != diglot::Kind::Nation => values.iter_mut().for_each(|code| {
                if let Some(state) = gazetteer.state(code).and_then(|state| state.en.first()) {
                    *code = format!("{code} ({state})");
                }
            }),
            "parent" | "replaced-by" => values.iter_mut().for_each(|id| {
                if let Some(name) = name_of(id) {
                    *id = format!("{id} ({name})");
                }
            }),
            _ => {}
        }
    }
    converted(&mut all, entity);
    all
}

/// Adds the mainland names in Traditional characters where a region has none of its own.
fn converted(all: &mut Vec<(&'static str, Vec<String>)>, entity: &Entity) {
    let Some(hans) = all.iter().position(|(name, _)| *name == "zh-Hans") else { return };
    let regions = [("zh-Hant-TW", &entity.zh_hant_tw), ("zh-Hant-HK", &entity.zh_hant_hk)];
    for (at, (name, list)) in (hans + 1..).zip(regions) {
        if list.is_empty() {
            let mut names: Vec<String> = entity.zh_hans.iter().map(|name| to_traditional(name)).collect();
            if let Some(last) = names.last_mut() {
                last.push_str(" (converted)");
            }
            all.insert(at, (name, names));
        }
    }
}

/// A field and its values, wrapped between values.
fn field(out: &mut Vec<u8>, name: &str, values: &[String]) {
    let mut row = format!("{name:<NAME$}");
    let mut width = NAME;
    let mut first = true;
    for (at, value) in values.iter().enumerate() {
        let comma = if at + 1 < values.len() { "," } else { "" };
        let columns: usize = value.width() + comma.len();
        if !first && width + 1 + columns > WIDTH {
            line(out, format_args!("{row}"));
            row = " ".repeat(NAME);
            width = NAME;
            first = true;
        }
        if !first {
            row.push(' ');
            width += ' '.width().unwrap_or(1);
        }
        row.push_str(value);
        row.push_str(comma);
        width += columns;
        first = false;
    }
    line(out, format_args!("{row}"));
}
