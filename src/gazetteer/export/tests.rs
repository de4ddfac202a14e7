use super::*;
use crate::gazetteer::{Entries, Gazetteer};

const NAMES: &str = r#"
[[entity]]
id = "example-land"
kind = "nation"
status = "territory"
country = "XX"
en = ["Example Land"]
zh-Hans = ["马国"]
demonyms = ["Exampler"]
one-character = ["马"]

[[entity]]
id = "ann-example"
kind = "leader"
country = "XX"
wikidata = "Q1"
en = ["Ann Example", "Ann \"Q\" Example", "Ann E"]
zh-Hans = ["安·马"]
zh-Hant-TW = ["安·瑪"]
short = ["Ann"]
ambiguous = ["Ann E"]
offices = [{ role = "mayor", of = "XX", from = "2020" }]

[[entity]]
id = "old-ann"
kind = "leader"
replaced-by = "ann-example"
"#;

fn gazetteer() -> Gazetteer {
    let mut entries = Entries::default();
    entries.read("test.toml", NAMES).unwrap();
    Gazetteer::empty().with_entries(entries).unwrap()
}

fn written(write: impl Fn(&mut Vec<u8>, &Gazetteer) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out, &gazetteer()).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn json_lines() {
    let out = written(write_jsonl);
    let first = out.lines().next().unwrap();
    assert_eq!(
        first,
        r#"{"id":"ann-example","kind":"leader","subkind":null,"country":"XX","wikidata":"Q1","names":{"en":["Ann Example","Ann \"Q\" Example","Ann E"],"zh-Hans":["安·马"],"zh-Hant-TW":["安·瑪"],"zh-Hant-HK":["安·馬"]},"offices":[{"role":"mayor","of":"XX","title":null,"from":"2020","to":null}],"templated":false,"converted":["zh-Hant-HK"],"status":null,"parent":null,"forms":{"short":["Ann"]},"ambiguous":["Ann E"],"replaced_by":null}"#
    );
    assert!(out.lines().last().unwrap().ends_with(r#""replaced_by":"ann-example"}"#), "{out}");
}

#[test]
fn a_row_a_name() {
    let out = written(write_tsv);
    for row in [
        "ann-example\tleader\t\tXX\tQ1\tzh-Hant-TW\t安·瑪\tpreferred\t",
        "ann-example\tleader\t\tXX\tQ1\tzh-Hant-HK\t安·馬\tpreferred\tconverted",
        "ann-example\tleader\t\tXX\tQ1\ten\tAnn E\tname\tambiguous",
        "ann-example\tleader\t\tXX\tQ1\ten\tAnn\tshort\tambiguous",
        "example-land\tnation\t\tXX\t\tzh-Hans\t马\tone-character\tambiguous",
    ] {
        assert!(out.lines().any(|line| line == row), "{row}\n{out}");
    }
}

#[test]
fn patterns_that_need_no_context() {
    let out = written(write_spacy);
    assert!(out.contains(r#"{"label":"NATION","pattern":"Exampler","id":"example-land"}"#), "{out}");
    assert!(out.contains(r#"{"label":"LEADER","pattern":"安·瑪","id":"ann-example"}"#), "{out}");
    for left_out in [r#""Ann""#, r#""Ann E""#, r#""马""#] {
        assert!(!out.contains(left_out), "{left_out}\n{out}");
    }
}

#[test]
fn concepts() {
    let out = written(write_skos);
    for line in [
        "    skos:prefLabel \"安·瑪\"@zh-Hant-TW ;",
        "    skos:altLabel \"Ann \\\"Q\\\" Example\"@en ;",
        "    skos:hiddenLabel \"Ann\"@en ;",
        "    skos:related :example-land ;",
        "    skos:exactMatch wd:Q1 ;",
        "    skos:editorialNote \"zh-Hant-HK labels: converted from zh-Hans\"@en ;",
        "    dct:isReplacedBy :ann-example ;",
    ] {
        assert!(out.lines().any(|written| written == line), "{line}\n{out}");
    }
}
