//! Offices: dates that are dates, terms that run forwards, one holder at a time where an office has only one.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::{Check, Finding, Findings, Level, Subject};
use crate::gazetteer::{Entity, Office};
use crate::table::lines;
use crate::text::Date;

/// Offices that one person of a state or body holds at a time.
const SINGLE: &str = include_str!("tables/single_holder.txt");

pub(super) fn check(entity: &Entity, findings: &mut Findings<'_>) {
    for office in &entity.offices {
        let role = &office.role;
        for (end, date) in [("from", &office.from), ("to", &office.to)] {
            if let Some(date) = date.as_deref().filter(|date| !is_iso(date)) {
                findings.fault(
                    Check::Date,
                    format!("offices: {end} = '{date}' as {role} is no date (YYYY, YYYY-MM, YYYY-MM-DD)"),
                );
            }
        }
        if office.from.as_deref().zip(office.to.as_deref()).is_some_and(|(from, to)| before(to, from)) {
            findings.fault(Check::Date, format!("offices: the term as {role} ends before it begins"));
        }
        if role.is_empty() || !role.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            findings.fault(Check::Form, format!("offices: role '{role}' holds a-z, 0-9 and hyphens only"));
        }
    }
    for (at, office) in entity.offices.iter().enumerate() {
        let again = entity.offices.iter().skip(at + 1).find(|other| {
            other.role == office.role && other.of == office.of && other.title == office.title && overlap(office, other)
        });
        if again.is_some() {
            findings.advice(Check::Overlap, format!("offices: two terms as {} overlap", office.role));
        }
    }
}

/// Whether this is a year, a month or a day in the form of ISO 8601. Terms are compared as they are written, so that one in
/// any other form that a date may have would never begin.
fn is_iso(date: &str) -> bool {
    date.len() <= "2024-05-20".len() && Date::from_str(date).is_ok_and(|read| read.to_string() == date)
}

/// Whether a date is before another as far as both say.
fn before(a: &str, b: &str) -> bool {
    let digits = a.len().min(b.len());
    a.get(..digits) < b.get(..digits)
}

/// Whether two terms share more than the day, month or year in which one ends and the other begins.
fn overlap(a: &Office, b: &Office) -> bool {
    let (Some(from_a), Some(from_b)) = (a.from.as_deref(), b.from.as_deref()) else { return false };
    let begins_before_end = |from: &str, to: Option<&str>| to.is_none_or(|to| before(from, to));
    begins_before_end(from_a, b.to.as_deref()) && begins_before_end(from_b, a.to.as_deref())
}

/// Persons who hold the same office of the same state or body at a time.
pub(super) fn overlaps(subjects: &[Subject<'_>]) -> Vec<Finding> {
    let single: Vec<&str> = lines(SINGLE).collect();
    let mut holders: BTreeMap<(&str, &str), Vec<(&Subject<'_>, &Office)>> = BTreeMap::new();
    for subject in subjects {
        for office in &subject.entity.offices {
            if let Some(of) = office.of.as_deref().filter(|_| single.contains(&&*office.role) && office.title.is_none())
            {
                holders.entry((of, &office.role)).or_default().push((subject, office));
            }
        }
    }
    let mut findings = Vec::new();
    for ((of, role), terms) in &holders {
        for (at, (subject, office)) in terms.iter().enumerate() {
            let rivals = terms.iter().skip(at + 1).filter(|(other, term)| {
                other.entity.id != subject.entity.id && (subject.checked || other.checked) && overlap(office, term)
            });
            findings.extend(rivals.map(|(other, term)| {
                let what =
                    format!("offices: {role} of {of} {} beside {} {}", years(office), other.entity.id, years(term));
                subject.finding(Level::Advice, Check::Overlap, what)
            }));
        }
    }
    findings
}

fn years(office: &Office) -> String {
    format!("{}–{}", office.from.as_deref().unwrap_or("?"), office.to.as_deref().unwrap_or(""))
}
