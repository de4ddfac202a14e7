//! Names that several entities bear: each bearer has to leave them to the context.

use super::{Check, Finding, Level, Subject};
use crate::gazetteer::{Entity, Reading, Target, surfaces};

/// Every surface with several bearers: a fault for each bearer that does not mark it, else advice for the first, so that
/// the list of all such names can be read.
pub(super) fn check(subjects: &[Subject<'_>]) -> Vec<Finding> {
    let entities: Vec<&Entity> = subjects.iter().map(|subject| subject.entity).collect();
    let all = [true, false].map(|han| surfaces(&entities, &[], han));
    let mut findings = Vec::new();
    for (folded, readings) in all.iter().flatten() {
        let bearers: Vec<(&Subject<'_>, &Reading)> = readings
            .iter()
            .filter_map(|reading| match reading.target {
                Target::Entity(index) => subjects.get(index as usize).map(|subject| (subject, reading)),
                _ => None,
            })
            .collect();
        if bearers.len() < 2 {
            continue;
        }
        let all: Vec<&Subject<'_>> = bearers.iter().map(|(subject, _)| *subject).collect();
        let usual = usual_bearer(&all);
        let mut unmarked = bearers
            .iter()
            .filter(|(subject, reading)| {
                subject.checked && !reading.ambiguous && usual != Some(subject.entity.id.as_str())
            })
            .peekable();
        if unmarked.peek().is_none() {
            let first = bearers.iter().find(|(subject, _)| subject.checked);
            findings.extend(first.map(|(subject, _)| {
                let what = format!("'{}' is also a name of {}", folded, super::links::others(&all, subject.entity));
                subject.finding(Level::Advice, Check::Shared, what)
            }));
        }
        findings.extend(unmarked.map(|(subject, _)| {
            let others = super::links::others(&all, subject.entity);
            let what = format!("'{}' is also a name of {others}: list it in ambiguous too", folded);
            subject.finding(Level::Fault, Check::Shared, what)
        }));
    }
    findings
}

/// How much more prominent than all others a bearer has to be that need not leave the name to the context: 'Democrats'
/// without a word about a state are those of the United States.
const USUAL: u8 = 2;

/// The bearer that is meant where nothing speaks for another one.
fn usual_bearer<'a>(bearers: &[&Subject<'a>]) -> Option<&'a str> {
    let mut all: Vec<&Entity> = bearers.iter().map(|subject| subject.entity).collect();
    all.sort_by_key(|entity| std::cmp::Reverse(entity.prominence));
    match all.as_slice() {
        [first, second, ..] if first.prominence >= second.prominence + USUAL => Some(&first.id),
        _ => None,
    }
}
