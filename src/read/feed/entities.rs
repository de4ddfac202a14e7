//! Entities that a feed declares for itself. None of them is read: ten lines of them can stand for gigabytes, and one can
//! name a file of the machine. What refers to them stays as it is written.

use std::collections::HashSet;

use super::apart::Lines;

/// How a declaration begins.
const DECLARATION: &str = "<!ENTITY";

/// No reference has a longer name, in bytes.
const LONGEST: usize = 64;

/// The first reference to an entity that the feed declares, and its line; none if there is none.
pub(super) fn first_reference(xml: &str) -> Option<(&str, usize)> {
    // Few feeds declare any: these are gone through once, and no more.
    let behind = xml.rfind(DECLARATION)?;
    let from = behind + xml.get(behind..)?.find('>')?;
    let declared: HashSet<&str> = xml
        .split(DECLARATION)
        .skip(1)
        .filter_map(|declaration| declaration.split_whitespace().next())
        .filter(|&name| name != "%")
        .collect();
    // Declarations refer to each other; what follows them counts.
    let references = memchr::memchr_iter(b'&', xml.as_bytes()).filter(|&at| at > from);
    let mut found = references.filter_map(|at| {
        let rest = xml.get(at + 1..)?;
        let end = memchr::memchr(b';', rest.as_bytes().get(..LONGEST.min(rest.len()))?)?;
        let name = rest.get(..end).filter(|name| declared.contains(name))?;
        Some((name, Lines::new(xml).at(at)))
    });
    found.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_to_what_a_feed_declares_are_found() {
        let cases = [
            ("<!DOCTYPE r [<!ENTITY a 'b'><!ENTITY c '&a;'>]>\n<r>&amp; &c;</r>", Some(("c", 2))),
            ("<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///x'>]><r>&a;</r>", Some(("a", 1))),
            ("<!DOCTYPE r [<!ENTITY % p PUBLIC 'x'> %p;]><r>&eacute; &p; & ;</r>", None),
            ("<!DOCTYPE r [<!ENTITY a 'b'>]><r>&b;</r>", None),
            ("<r>&a;</r>", None),
            ("<!ENTITY", None),
        ];
        for (xml, expected) in cases {
            assert_eq!(first_reference(xml), expected, "{xml}");
        }
    }
}
