//! The names of the rules, to switch them off by.

use std::fmt;
use std::str::FromStr;

closed_list! {
    /// A rule of `docs/rules.md` that can be switched off, to measure what it is worth; in the order in which they are asked.
    /// `as_str` is the name as `--without-rule` takes it.
    Rule:

    /// Latin names as written.
    Case "case",
    /// nothing inside web and e-mail addresses.
    Address "address",
    /// Han names in Chinese only.
    Language "language",
    /// Chinese names start and end where words do.
    Word "word",
    /// a Chinese name's last character that begins the next word.
    BorrowedEnd "borrowed-end",
    /// names of languages.
    LanguageName "language-name",
    /// words made from a nation's name.
    DerivedWord "derived-word",
    /// other things of the same name.
    Homograph "homograph",
    /// nations in the names of bodies.
    OtherOrganisation "other-organisation",
    /// nations by one word of their names.
    ShortNation "short-nation",
    /// where something was published.
    Platform "platform",
    /// May.
    Month "month",
    /// things that are called after somebody.
    NameInName "name-in-name",
    /// other persons.
    OtherPerson "other-person",
    /// capitals that act.
    Metonym "metonym",
    /// capitals in a row.
    Coordination "coordination",
    /// spellings that the text explains.
    Spelling "spelling",
    /// short forms that the text gives.
    Definition "definition",
    /// family names of those named in full.
    FamilyName "family-name",
    /// all rules from here to `body-cue`; without them every open sense is taken.
    Support "support",
    /// organs behind the possessive of another state.
    AnotherState "another-state",
    /// names of bodies behind a word in capitals.
    LongerName "longer-name",
    /// the bearer is named in full.
    BearerNamed "bearer-named",
    /// a person of the name.
    Namesake "namesake",
    /// the body that this one is part of is named.
    ParentNamed "parent-named",
    /// words for persons who are no leaders.
    NoLeader "no-leader",
    /// the possessive of the bearer's state.
    Owner "owner",
    /// who speaks in a headline.
    Speaker "speaker",
    /// the office beside a name.
    Office "office",
    /// the state of the bearer is named.
    StateNamed "state-named",
    /// what bodies do and what is done to them.
    BodyCue "body-cue",
    /// names in a row.
    InRow "in-row",
    /// organs named without their state.
    BareOrgan "bare-organ",
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// There is no rule of this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule '{0}': docs/rules.md has their names")]
pub struct UnknownRule(String);

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Rule::ALL.iter().copied().find(|rule| rule.as_str() == name).ok_or_else(|| UnknownRule(name.to_owned()))
    }
}

/// The rules that are switched off.
#[derive(Clone, Debug, Default)]
pub(crate) struct Off(Vec<Rule>);

impl Off {
    pub(crate) fn switch(&mut self, rule: Rule) {
        self.0.push(rule);
    }

    pub(super) fn has(&self, rule: Rule) -> bool {
        self.0.contains(&rule)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn project() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn the_page_of_rules_has_all_of_them_in_order() {
        let page = std::fs::read_to_string(project().join("docs/rules.md")).expect("the page is there");
        let headings = page.lines().filter_map(|line| line.strip_prefix("### "));
        let described: Vec<Rule> = headings.filter_map(|heading| heading.parse().ok()).collect();
        assert_eq!(described, Rule::ALL);
    }

    #[test]
    fn the_page_of_rules_names_every_table() {
        let page = std::fs::read_to_string(project().join("docs/rules.md")).expect("the page is there");
        for table in std::fs::read_dir(project().join("src/resolve/tables")).expect("the tables are there") {
            let name = table.expect("a file").file_name();
            let name = name.to_str().expect("a plain name");
            assert!(page.contains(&format!("`{name}`")), "no rule names the table {name}");
        }
    }
}
