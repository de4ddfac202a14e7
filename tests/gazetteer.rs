//! The built-in gazetteer as data, and what happens to files of the user's.

use std::collections::HashSet;

use diglot::gazetteer::{Entries, Form, Kind};
use diglot::{Error, Gazetteer};

#[test]
fn every_kind_is_there_in_numbers() {
    let gazetteer = Gazetteer::built_in();
    let count = |kind| gazetteer.entities().filter(|entity| entity.kind == kind).count();
    assert!(count(Kind::Nation) >= 250, "UN members, observers, territories: {}", count(Kind::Nation));
    assert!(count(Kind::Leader) >= 150, "{} leaders", count(Kind::Leader));
    assert!(count(Kind::Organisation) >= 150, "{} organisations", count(Kind::Organisation));
}

/// Ids are never reused and never renamed: whoever stored one finds it again.
const IDS: &[(&str, Kind, &str)] = &[
    ("brazil", Kind::Nation, "Q155"),
    ("china", Kind::Nation, "Q148"),
    ("russia", Kind::Nation, "Q159"),
    ("soviet-union", Kind::Nation, "Q15180"),
    ("taiwan", Kind::Nation, "Q865"),
    ("united-states", Kind::Nation, "Q30"),
    ("donald-trump", Kind::Leader, "Q22686"),
    ("vladimir-putin", Kind::Leader, "Q7747"),
    ("xi-jinping", Kind::Leader, "Q15031"),
    ("european-union", Kind::Organisation, "Q458"),
    ("nato", Kind::Organisation, "Q7184"),
    ("united-nations", Kind::Organisation, "Q1065"),
    ("world-health-organization", Kind::Organisation, "Q7817"),
];

#[test]
fn ids_are_stable() {
    let gazetteer = Gazetteer::built_in();
    for (id, kind, wikidata) in IDS {
        let entity = gazetteer.get(id).unwrap_or_else(|| panic!("{id} is gone"));
        assert_eq!((entity.kind, entity.wikidata.as_deref()), (*kind, Some(*wikidata)), "{id}");
    }
}

/// `id`, English, mainland, Taiwan, Hong Kong: where the regions differ and where they do not.
const REGIONS: &[[&str; 5]] = &[
    ["donald-trump", "Donald Trump", "特朗普", "川普", "特朗普"],
    ["vladimir-putin", "Vladimir Putin", "普京", "普丁", "普京"],
    ["xi-jinping", "Xi Jinping", "习近平", "習近平", "習近平"],
    ["volodymyr-zelensky", "Volodymyr Zelensky", "泽连斯基", "澤倫斯基", "澤連斯基"],
    ["new-zealand", "New Zealand", "新西兰", "紐西蘭", "新西蘭"],
    ["saudi-arabia", "Saudi Arabia", "沙特阿拉伯", "沙烏地阿拉伯", "沙特阿拉伯"],
    ["italy", "Italy", "意大利", "義大利", "意大利"],
    ["north-korea", "North Korea", "朝鲜", "北韓", "北韓"],
    ["germany", "Germany", "德国", "德國", "德國"],
    ["asean", "ASEAN", "东盟", "東協", "東盟"],
];

#[test]
fn names_are_those_of_the_region() {
    let gazetteer = Gazetteer::built_in();
    for [id, en, zh_hans, zh_hant_tw, zh_hant_hk] in REGIONS {
        let names = gazetteer.get(id).unwrap_or_else(|| panic!("{id} is gone")).names();
        let found = [&names.en, &names.zh_hans, &names.zh_hant_tw, &names.zh_hant_hk].map(|name| name.as_deref());
        assert_eq!(found, [en, zh_hans, zh_hant_tw, zh_hant_hk].map(|name| Some(*name)), "{id}");
    }
}

/// A name finds its entity in each script, folded and in any case.
#[test]
fn names_are_found_in_any_spelling() {
    let gazetteer = Gazetteer::built_in();
    let ids = |name: &str| gazetteer.find(name).into_iter().map(|(entity, _)| entity.id.as_str()).collect::<Vec<_>>();
    for name in ["Brazil", "brazil", "BRAZIL", "Ｂｒａｚｉｌ", "巴西", "Bra\u{200b}zil"] {
        assert_eq!(ids(name), ["brazil"], "{name}");
    }
    assert_eq!(ids("弗拉基米爾．普京"), ["vladimir-putin"], "Traditional, with another dot");
    assert!(ids("no such name").is_empty() && ids("").is_empty());
    let forms: HashSet<Form> = gazetteer.find("Chinese").into_iter().map(|(_, form)| form).collect();
    assert_eq!(forms, HashSet::from([Form::Demonym]));
}

/// A file's text, the lines and words that its faults must name, why.
const FAULTS: &[(&str, &[&str], &str)] = &[
    ("[[entity]]\nid = \"a\nkind = \"leader\"\n", &["names.toml:2: "], "a string without an end"),
    ("[[entity]]\nid = \"a\"\nen = [\"A\"]\n", &["names.toml:1: ", "kind"], "a field that is missing"),
    (
        "\n[[entity]]\nid = \"a\"\nkind = \"leader\"\nen = [\"A\"]\nage = 7\n",
        &["names.toml:6: ", "age"],
        "a field too many",
    ),
    ("[[entity]]\nid = \"a\"\nkind = \"leader\"\nen = \"A\"\n", &["names.toml:4: "], "a name that is no list"),
    ("[[entity]]\nid = \"a\"\nkind = \"leader\"\nen = [\"\"]\n", &["names.toml:1: a: en", "empty"], "an empty name"),
    (
        "[[entity]]\nid = \"a\"\nkind = \"leader\"\nen = [\"A\"]\nzh-Hans = [\"A\"]\n",
        &["names.toml:1: a: zh-Hans", "Chinese"],
        "a name in the wrong script",
    ),
    (
        "[[entity]]\nid = \"a\"\nkind = \"leader\"\nen = [\"A\"]\n\n[[entity]]\nid = \"a\"\nkind = \"leader\"\nen = [\"B\"]\n",
        &["names.toml:6: a", "names.toml:1"],
        "an id twice: both places",
    ),
    (
        "[[entity]]\nid = \"a\"\nkind = \"nation\"\nen = [\"A\"]\n",
        &["names.toml:1: a: ", "status"],
        "what a nation needs",
    ),
    (
        "\n[[institution]]\nid  = 'x'\nsubkind = 'government'\nen = ['X']\nbare-en = ['Y', 'Z']\n\n\
         [[institution]]\nid = \"y\"\nsubkind = 'government'\nzh = ['某部']\nhome-zh = ['某军']\n",
        &["names.toml:2: x: 'Y' counts alone", "names.toml:2: x: 'Z' counts", "names.toml:8: y: '某军' counts"],
        "names that count alone and are none of a kind's names, however its block is written",
    ),
];

#[test]
fn faults_name_file_and_line() {
    for (text, expected, why) in FAULTS {
        let mut entries = Entries::default();
        let message = match entries.read("names.toml", text) {
            Err(fault) => fault.to_string(),
            Ok(()) => match Gazetteer::empty().with_entries(entries) {
                Err(error @ Error::Gazetteer(_)) => error.to_string(),
                other => panic!("{why}: {:?}", other.map(|_| "taken")),
            },
        };
        for part in *expected {
            assert!(message.contains(part), "{why}: {message}");
        }
    }
}

#[test]
fn a_folder_tells_all_faults_together() {
    let folder = std::env::temp_dir().join(format!("diglot-faults-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("below")).expect("a folder for the test");
    for (name, text) in [("b.toml", "x = 1"), ("below/c.toml", "[[entity]]\n"), ("note.txt", "no TOML, not read")] {
        std::fs::write(folder.join(name), text).expect("writable");
    }
    let error = Gazetteer::built_in().with_path(&folder).map(drop).expect_err("two faults").to_string();
    let missing = Gazetteer::built_in().with_path(&folder.join("none.toml")).map(drop).expect_err("no such file");
    std::fs::remove_dir_all(&folder).expect("own folder");
    assert_eq!(error.lines().count(), 2, "{error}");
    assert!(error.contains("b.toml:1: ") && error.contains("c.toml:1: "), "{error}");
    assert!(matches!(&missing, Error::Io { .. }) && missing.to_string().contains("none.toml"), "{missing}");
}

#[test]
fn a_file_on_top_adds_and_replaces() {
    let text = "[[entity]]\nid = \"brazil\"\nkind = \"leader\"\nen = [\"Bra Zil\"]\n\n\
                [[entity]]\nid = \"new-one\"\nkind = \"leader\"\nen = [\"New One\"]\n";
    let mut entries = Entries::default();
    entries.read("names.toml", text).expect("it is TOML");
    let built_in = Gazetteer::built_in();
    let (count, version) = (built_in.len(), built_in.version().to_owned());
    let gazetteer = built_in.with_entries(entries).expect("no faults");
    assert_eq!(gazetteer.len(), count + 1, "one is new");
    assert!(gazetteer.find("巴西").is_empty(), "the entity was replaced whole");
    assert_eq!(gazetteer.find("Bra Zil").len(), 1);
    assert_eq!(gazetteer.version(), format!("{version}+custom"));
}
