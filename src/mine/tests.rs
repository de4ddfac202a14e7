use super::*;
use crate::Gazetteer;
use std::sync::LazyLock;

static MINER: LazyLock<Miner> = LazyLock::new(|| Miner::new(Gazetteer::built_in()));

/// A text, and what is seen in it: kind, Latin name, Chinese name, role, state, known entity.
const CASES: &[(&str, &[&str])] = &[
    ("Icelandic Prime Minister Thorold Bjoernson spoke.", &["leader Thorold Bjoernson - prime-minister IS -"]),
    ("He met President Zubin de Castronova's envoys.", &["leader Zubin de Castronova - president - -"]),
    ("President Xi Jinping met Prime Minister Narendra Modi.", &[]),
    ("The UN General Assembly and General Motors", &[]),
    ("Chief Executive Officer Tim met Secretary Blinken", &[]),
    ("冰岛外长索尔奥尔迪·比约恩松抵达。", &["leader - 索尔奥尔迪·比约恩松 foreign-minister IS -"]),
    ("外長索爾奧爾迪·比約恩松抵達。", &["leader - 索爾奧爾迪·比約恩松 foreign-minister - -"]),
    ("俄罗斯总统普京抵达。", &[]),
    (
        "法国总统埃马努埃·麦克隆（Emmanuel Macron）抵达。",
        &["leader Emmanuel Macron 埃马努埃·麦克隆 president FR emmanuel-macron"],
    ),
    ("A report by the Zebra Ocean Panel (ZOP) says", &["organisation Zebra Ocean Panel - - - -"]),
    ("The Zebra Ocean Protection Council met.", &["organisation Zebra Ocean Protection Council - - - -"]),
    ("The World Health Organization (WHO) met.", &[]),
    ("作家埃马努埃·斯密特（Eric-Emmanuel Schmitt）说", &["leader Eric-Emmanuel Schmitt 埃马努埃·斯密特 - - -"]),
    ("衛福部長說", &[]),
    ("斑马海洋保护协会发言人说", &["organisation - 斑马海洋保护协会 - - -"]),
];

#[test]
fn cases() {
    for (text, expected) in CASES {
        let found = MINER.sightings(&Document::new("test", *text));
        let or = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        let rows: Vec<String> = found
            .iter()
            .map(|s| {
                let kind = s.kind.as_str();
                let values = [or(&s.latin), or(&s.han), or(&s.role), or(&s.country), or(&s.known)];
                format!("{kind} {}", values.join(" "))
            })
            .collect();
        assert_eq!(rows, *expected, "{text}");
    }
}

#[test]
fn a_stub_is_a_gazetteer_file() {
    let mut gathered = Gathered::new(1);
    for sighting in MINER.sightings(&Document::new("test", "Icelandic Foreign Minister Thorold Bjoernson")) {
        gathered.add(sighting);
    }
    let block = stub(gathered.suggestions(1).first().unwrap());
    let mut entries = crate::gazetteer::Entries::default();
    entries.read("stub.toml", &block).unwrap();
    assert_eq!(entries.faults(), []);
    assert_eq!(entries.entities.first().unwrap().entity.id, "thorold-bjoernson");
}

#[test]
fn a_name_over_a_line_break_is_the_name() {
    let mut gathered = Gathered::new(3);
    let texts = [
        "A report by the Zebra\nOcean Panel (ZOP) says a thing.",
        "A report by the Zebra Ocean Panel (ZOP) says a\u{1b} thing.",
    ];
    for text in texts {
        MINER.sightings(&Document::new("a\nb", text)).into_iter().for_each(|sighting| gathered.add(sighting));
    }
    let suggestions = gathered.suggestions(1);
    let names: Vec<_> = suggestions.iter().map(|one| (one.count, one.latin.as_deref())).collect();
    assert_eq!(names, [(2, Some("Zebra Ocean Panel"))]);
    crate::gazetteer::Entries::default().read("stub.toml", &stub(&suggestions[0])).unwrap();
}

#[test]
fn dots_are_written_as_the_gazetteer_does() {
    let mut gathered = Gathered::new(1);
    for sighting in MINER.sightings(&Document::new("test", "埃马努埃•麦克隆（Emmanuel Macron）抵达。")) {
        gathered.add(sighting);
    }
    let block = stub(gathered.suggestions(1).first().unwrap());
    let line = "# a new spelling of emmanuel-macron: en \"Emmanuel Macron\", zh-Hans \"埃马努埃·麦克隆\"";
    assert!(block.lines().any(|found| found == line), "{block}");
}

#[test]
fn the_same_name_counts_once() {
    let mut gathered = Gathered::new(1);
    let text = "冰岛外长索尔奥尔迪·比约恩松（Thorold Bjoernson）抵达。Foreign Minister Thorold Bjoernson spoke.";
    for sighting in MINER.sightings(&Document::new("test", text)) {
        gathered.add(sighting);
    }
    assert_eq!(gathered.suggestions(1).len(), 1, "{:?}", gathered.suggestions(1));
    assert_eq!(gathered.suggestions(9).len(), 1, "a pair is shown however seldom it is");
}
