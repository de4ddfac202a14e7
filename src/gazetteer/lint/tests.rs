use super::*;

/// What a leader named Ann Example, `Ann`, 安·例 gets to hear when lines are added to the block.
const CASES: &[(&str, &[&str])] = &[
    ("", &[]),
    ("zh-Hant-TW = ['安·例']", &[]),
    ("zh-Hant-TW = ['安·马']", &["script: zh-Hant-TW: '安·马' holds the Simplified 马"]),
    ("nicknames = ['Энн']", &["script: nicknames: 'Энн' holds the Cyrillic letter Э"]),
    ("nicknames = ['Jose\u{301}']", &["nfc: nicknames: 'Jose\u{301}' is not in Unicode's composed form (NFC)"]),
    ("nicknames = ['安‧例']", &["dot: nicknames: '安‧例' holds the dot ‧: write · (U+00B7)"]),
    ("nicknames = ['O’Example']", &["dot: nicknames: 'O’Example' holds a curly apostrophe: write '"]),
    ("nicknames = ['Annie', 'Annie']", &["twice: nicknames: 'Annie' stands twice"]),
    ("ambiguous = ['Anne']", &["mark: ambiguous: 'Anne' is none of its names"]),
    (
        "offices = [{ role = 'mayor', from = '2024-13' }]",
        &["date: offices: from = '2024-13' as mayor is no date (YYYY, YYYY-MM, YYYY-MM-DD)"],
    ),
    (
        "offices = [{ role = 'mayor', from = '6 May 2024' }]",
        &["date: offices: from = '6 May 2024' as mayor is no date (YYYY, YYYY-MM, YYYY-MM-DD)"],
    ),
    (
        "offices = [{ role = 'mayor', from = '2024-05-06', to = '2024/05/07' }]",
        &["date: offices: to = '2024/05/07' as mayor is no date (YYYY, YYYY-MM, YYYY-MM-DD)"],
    ),
    (
        "offices = [{ role = 'mayor', from = '20240506' }]",
        &["date: offices: from = '20240506' as mayor is no date (YYYY, YYYY-MM, YYYY-MM-DD)"],
    ),
    (
        "offices = [{ role = 'mayor', from = '2024-05-02', to = '2024-05-01' }]",
        &["date: offices: the term as mayor ends before it begins"],
    ),
    ("offices = [{ role = 'mayor', from = '2024-05-02', to = '2024' }]", &[]),
    (
        "offices = [{ role = 'mayor', from = '2020' }, { role = 'mayor', from = '2022' }]",
        &["overlap: offices: two terms as mayor overlap"],
    ),
    ("offices = [{ role = 'mayor', from = '2020', to = '2022' }, { role = 'mayor', from = '2022' }]", &[]),
    ("unmistakable = ['高兴']", &["word: unmistakable: '高兴' is an ordinary word (b): list it in ambiguous too"]),
    ("unmistakable = ['高兴']\nambiguous = ['高兴']", &[]),
    ("short = ['高兴', 'Turkey']", &[]),
    (
        "unmistakable = ['Turkey']",
        &["word: unmistakable: 'Turkey' is an English word: list it in ambiguous or exact-case too"],
    ),
    ("unmistakable = ['Turkey']\nexact-case = ['Turkey']", &[]),
    ("short = ['安']", &[]),
    ("nicknames = ['安']", &["one-character: nicknames: '安' is one character: a leader's stands in short"]),
    ("not-inside = ['Ann Example Street']", &[]),
    ("not-inside = ['Wasp']", &["blocker: not-inside: 'Wasp' holds none of its names and blocks nothing"]),
    (
        "not-inside = ['Ann Examples']",
        &["blocker: not-inside: 'Ann Examples' holds a name only inside a word, where it never counts"],
    ),
    (
        "nicknames = ['Annie']\nnot-inside = ['Annie']",
        &["blocker: not-inside: 'Annie' holds none of its names and blocks nothing"],
    ),
    ("nicknames = ['习 近 平']", &["unreachable: nicknames: '习 近 平' never matches: texts are read as '习近平'"]),
    ("parent = 'nobody'", &["reference: parent: there is no entity 'nobody'"]),
    ("parent = 'ann-example'", &["reference: parent: the chain comes back to itself"]),
    ("wikidata = '42'", &["item: wikidata: an item is Q and digits"]),
];

const BLOCK: &str =
    "[[entity]]\nid = 'ann-example'\nkind = 'leader'\ncountry = 'FR'\nen = ['Ann Example']\nzh-Hans = ['安·例']\n";

fn findings(toml: &str) -> Vec<Finding> {
    let mut read = Entries::default();
    read.read("test.toml", toml).unwrap();
    entries(&read, &Gazetteer::empty())
}

fn rows(toml: &str) -> Vec<String> {
    let show = |finding: &Finding| {
        let id = finding.id.as_deref().filter(|id| *id != "ann-example").map_or(String::new(), |id| format!(" {id}"));
        format!("{}{id}: {}", finding.check.as_str(), finding.what)
    };
    findings(toml).iter().map(show).collect()
}

#[test]
fn one_entity() {
    for (lines, expected) in CASES {
        assert_eq!(rows(&format!("{BLOCK}{lines}")), *expected, "{lines}");
    }
}

#[test]
fn a_name_of_two_is_marked_in_both() {
    let two = |marks: [&str; 2]| {
        let second = BLOCK.replace("ann-example", "ann-other");
        rows(&format!("{BLOCK}{}\n{second}{}", marks[0], marks[1]))
    };
    let marked = "ambiguous = ['Ann Example', '安·例']";
    assert_eq!(two(["", marked]).len(), 2, "{:?}", two(["", marked]));
    let listed = two([marked, marked]);
    assert_eq!(
        listed,
        ["shared: '安·例' is also a name of ann-other", "shared: 'Ann Example' is also a name of ann-other"]
    );
    assert!(
        findings(&format!("{BLOCK}{marked}\n{}{marked}", BLOCK.replace("ann-example", "ann-other")))
            .iter()
            .all(|finding| finding.level == Level::Advice)
    );
}

#[test]
fn one_holder_at_a_time() {
    let holder = |id: &str, name: &str, term: &str| {
        format!(
            "[[entity]]\nid = '{id}'\nkind = 'leader'\nen = ['{name}']\noffices = [{{ role = 'president', of = 'FR', {term} }}]\n"
        )
    };
    let both = |a: &str, b: &str| rows(&(holder("a", "Ann Qq", a) + &holder("b", "Bob Qq", b)));
    assert!(both("from = '2012-05', to = '2017-05-14'", "from = '2017-05-14'").is_empty());
    assert_eq!(
        both("from = '2012'", "from = '2017-05-14'"),
        ["overlap a: offices: president of FR 2012– beside b 2017-05-14–"]
    );
}

#[test]
fn an_id_that_was_replaced_leads_on() {
    let old = "[[entity]]\nid = 'ann'\nkind = 'leader'\nreplaced-by = 'ann-example'\n";
    assert!(rows(&format!("{old}{BLOCK}")).is_empty());
    let old = old.replace("'ann-example'", "'nobody'");
    assert_eq!(rows(&format!("{old}{BLOCK}")), ["reference ann: replaced-by: there is no entity 'nobody'"]);
}

#[test]
fn who_has_no_support_is_told() {
    let ambiguous = BLOCK.replace("country = 'FR'", "ambiguous = ['Ann Example', '安·例']");
    let found = rows(&ambiguous);
    assert!(found.iter().any(|row| row.starts_with("unreachable: all its names are ambiguous")), "{found:?}");
}

#[test]
fn every_check_has_a_name_of_its_own() {
    let names: HashSet<&str> = Check::ALL.iter().map(|check| check.as_str()).collect();
    assert_eq!(names.len(), Check::ALL.len());
}
