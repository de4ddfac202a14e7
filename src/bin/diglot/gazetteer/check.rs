//! `diglot gazetteer check`: faults, advice and gaps, a line each.

use diglot::Error;
use diglot::gazetteer::lint::{self, Check, Finding, Level};
use diglot::gazetteer::{Entity, Gap, Gazetteer, Kind, gaps, read_path};

use super::unusable;
use crate::args::{GazetteerCheck, ListFormat};
use crate::messages::{Fatal, Outcome};
use crate::run::{line, print};

pub(crate) fn run(args: &GazetteerCheck, quiet: bool) -> Result<Outcome, Fatal> {
    let mut out = Vec::new();
    if args.format == ListFormat::Tsv {
        line(&mut out, format_args!("level\tcheck\tfile\tline\tid\twhat"));
    }
    if args.gaps {
        let entities = placed(args)?;
        for (entity, place) in &entities {
            for (field, gap) in gaps(entity).into_iter().filter(|(_, gap)| args.advice || *gap == Gap::Missing) {
                write_gap(&mut out, args.format, entity, place.as_ref(), field, gap);
            }
        }
        if !quiet {
            coverage(entities.iter().map(|(entity, _)| entity));
        }
        return print(&out);
    }
    let findings = findings(args)?;
    let (mut faults, mut advice) = (0_usize, 0_usize);
    for finding in &findings {
        match finding.level {
            Level::Fault => faults += 1,
            Level::Advice => advice += 1,
        }
        if finding.level == Level::Fault || args.advice {
            write_finding(&mut out, args.format, finding);
        }
    }
    print(&out)?;
    if faults > MANY && !quiet {
        eprintln!("diglot: {faults} faults, {advice} pieces of advice (shown with --advice)");
    }
    Ok(if faults == 0 { Outcome::Done } else { Outcome::Partly })
}

/// From this many faults on their number is told.
const MANY: usize = 20;

fn findings(args: &GazetteerCheck) -> Result<Vec<Finding>, Fatal> {
    let Some(path) = &args.path else { return Ok(lint::gazetteer(&Gazetteer::built_in())) };
    match read_path(path) {
        Ok(entries) => Ok(lint::entries(&entries, &base(args))),
        // Nothing but syntax can be told of files that cannot be read.
        Err(Error::Gazetteer(faults)) => Ok(faults
            .into_iter()
            .map(|fault| Finding {
                level: Level::Fault,
                check: Check::Form,
                place: Some((fault.file, fault.line)),
                id: None,
                what: fault.what,
            })
            .collect()),
        Err(error) => Err(unusable(&error)),
    }
}

fn base(args: &GazetteerCheck) -> Gazetteer {
    if args.alone { Gazetteer::empty() } else { Gazetteer::built_in() }
}

/// An entity with its file and line.
type Placed = (Entity, Option<(String, usize)>);

/// Entities with their places; without a path, the built-in ones.
fn placed(args: &GazetteerCheck) -> Result<Vec<Placed>, Fatal> {
    match &args.path {
        None => Ok(Gazetteer::built_in().entities().map(|entity| (entity.clone(), None)).collect()),
        Some(path) => {
            let entries = read_path(path).map_err(|error| unusable(&error))?;
            Ok(entries.entities.into_iter().map(|entry| (entry.entity, Some((entry.file, entry.line)))).collect())
        }
    }
}

fn write_finding(out: &mut Vec<u8>, format: ListFormat, finding: &Finding) {
    if format == ListFormat::Text {
        return line(out, format_args!("{finding}"));
    }
    let (file, at) = columns(finding.place.as_ref());
    let id = finding.id.as_deref().unwrap_or_default();
    let (level, check) = (finding.level.as_str(), finding.check.as_str());
    line(out, format_args!("{level}\t{check}\t{file}\t{at}\t{id}\t{}", finding.what));
}

fn write_gap(
    out: &mut Vec<u8>,
    format: ListFormat,
    entity: &Entity,
    place: Option<&(String, usize)>,
    field: &str,
    gap: Gap,
) {
    let name = entity.en.first().map_or("", String::as_str);
    let (file, at) = columns(place);
    let (id, gap) = (&entity.id, gap.as_str());
    match format {
        ListFormat::Tsv => line(out, format_args!("advice\tgap\t{file}\t{at}\t{id}\t{field}: {gap} ({name})")),
        ListFormat::Text if file.is_empty() => line(out, format_args!("{id}: {field}: {gap} ({name})")),
        ListFormat::Text => line(out, format_args!("{file}:{at}: {id}: {field}: {gap} ({name})")),
    }
}

fn columns(place: Option<&(String, usize)>) -> (&str, String) {
    place.map_or(("", String::new()), |(file, line)| (file.as_str(), line.to_string()))
}

/// How many entities of each kind have names of each region, for the reader of a terminal.
fn coverage<'e>(entities: impl Iterator<Item = &'e Entity>) {
    let mut counts = [[0_usize; 5]; 3];
    for entity in entities.filter(|entity| entity.replaced_by.is_none()) {
        let Some(row) = Kind::ALL.iter().position(|kind| *kind == entity.kind).and_then(|at| counts.get_mut(at)) else {
            continue;
        };
        let has = [
            true,
            !entity.zh_hans.is_empty(),
            !entity.zh_hant_tw.is_empty(),
            !entity.zh_hant_hk.is_empty(),
            entity.wikidata.is_some(),
        ];
        for (count, has) in row.iter_mut().zip(has) {
            *count += usize::from(has);
        }
    }
    eprintln!(
        "diglot: {:<14}{:>8}{:>9}{:>12}{:>12}{:>10}",
        "", "entries", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "wikidata"
    );
    for (kind, [all, hans, taiwan, hong_kong, items]) in Kind::ALL.iter().zip(counts) {
        eprintln!("diglot: {:<14}{all:>8}{hans:>9}{taiwan:>12}{hong_kong:>12}{items:>10}", kind.as_str());
    }
}
