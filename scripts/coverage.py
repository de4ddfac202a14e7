#!/usr/bin/env python3
"""Counts the gazetteer and holds it against a folder of reference tables; writes docs/COVERAGE.md.

    diglot gazetteer export --format jsonl | scripts/coverage.py [REFERENCE]           write docs/COVERAGE.md
    diglot gazetteer export --format jsonl | scripts/coverage.py [REFERENCE] --print   print it

The tables (README.md of the folder says what each holds) are no part of the project: they are looked for in
../shared/reference. What a table has and the gazetteer has not is listed; only facts of the tables (a name, an office)
stand in the list. Needs nothing but Python.
"""

import argparse
import collections
import csv
import json
import pathlib
import re
import sys
import tomllib
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "COVERAGE.md"
REGIONS = {"zh-Hans": "mainland", "zh-Hant-TW": "Taiwan", "zh-Hant-HK": "Hong Kong"}
# Offices of a head of state or of government; where a state has several, each counts.
HEADS = set(
    "president king queen emperor sultan emir supreme-leader prince grand-duke pope head-of-state captain-regent regent "
    "chancellor prime-minister premier head-of-government military-ruler chair chairman acting-president head "
    "acting-prime-minister co-prince governor-general chief-of-state".split()
)
# Places whose leaders have a Chinese name of their own, which every region writes alike but for the script.
OWN_CHARACTERS = {"CN", "TW", "HK", "MO", "JP", "KR", "KP", "SG", "VN"}
# Words of names that many persons share.
PARTICLES = set(
    "al abd bin ibn bint de da do dos del la le von van muhammad mohamed mohammed ahmed ahmad jose maria jr sr sir dame".split()
)
# Kinds of organ (dictionaries/institutions.toml) that answer to a class of orgs_ref.tsv.
ORGANS = {
    "parliament": ("parliament", "lower-house", "senate"),
    "parliament chamber": ("lower-house", "senate", "parliament"),
    "highest court": ("supreme-court", "constitutional-court"),
}
HEAD = """# Coverage

What the gazetteer holds, and what it holds of each reference table. Made by

```console
$ diglot gazetteer export --format jsonl | python3 scripts/coverage.py ../shared/reference
```

A name 'converted' is the mainland name in Traditional characters, which stands in where a region has no list of its own.
"""


def fold(text):
    plain = unicodedata.normalize("NFD", text.lower())
    return re.sub(r"[^0-9a-z\u3400-\u9fff]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""


class Gazetteer:
    def __init__(self, lines):
        self.all = [entry for entry in map(json.loads, lines) if not entry["replaced_by"]]
        self.by_item = {entry["wikidata"]: entry for entry in self.all if entry["wikidata"]}
        self.by_name = collections.defaultdict(dict)
        for entry in self.all:
            for name in [n for names in entry["names"].values() for n in names] + sum(entry["forms"].values(), []):
                self.by_name[fold(name)].setdefault(entry["id"], entry)
        self.state = collections.defaultdict(list)
        for entry in self.of("leader"):
            for country in {entry["country"]} | {office.get("of") for office in entry["offices"]}:
                self.state[country].append(entry)
        folder = ROOT / "dictionaries"
        self.file, self.organs = {}, {}
        known = {entry["id"]: entry for entry in self.all}
        for path in folder.glob("*/*.toml"):
            for entry in tomllib.loads(path.read_text())["entity"]:
                self.file[entry["id"]] = path.stem
                if "institution" in entry and entry["id"] in known:
                    self.organs.setdefault((entry["country"], entry["institution"]), known[entry["id"]])

    def organ(self, country, *institutions):
        return next((self.organs[country, i] for i in institutions if (country, i) in self.organs), None)

    def of(self, kind):
        return [entry for entry in self.all if entry["kind"] == kind]

    def find(self, item, names, kind, country=None):
        """The entry of this kind with the item, else with one of the names (and in the state, if one is given)."""
        found = self.by_item.get(item)
        if found and found["kind"] == kind:
            return found
        hits = [e for name in names if name for e in self.by_name.get(fold(name), {}).values() if e["kind"] == kind]
        if country:
            states = lambda e: {e["country"]} | {office.get("of") for office in e["offices"]}
            hits = [e for e in hits if country in states(e)] or ([] if len(hits) > 1 else hits)
        return hits[0] if hits else None

    def surname(self, name, country):
        """The leader of a state whose full name holds all words of the name, or two words of which the name holds."""
        words = set(fold(re.sub(r"\(.*?\)", "", name)).split()) - PARTICLES
        for entry in self.state.get(country, []) if words else []:
            for own in entry["names"]["en"]:
                parts = set(fold(own).split()) - PARTICLES
                if words <= parts or len(parts) > 1 and (parts <= words or len(parts & words) > 1 and len(parts) > 2):
                    return entry


def named(entry, region):
    return bool(entry["names"][region])


class Conversion:
    """Which Traditional characters stand for which Simplified ones, learnt from the converted lists of the export."""

    def __init__(self, entries):
        self.forms = collections.defaultdict(set)
        for entry in entries:
            for region in entry["converted"]:
                for plain, converted in zip(entry["names"]["zh-Hans"], entry["names"][region]):
                    if len(plain) == len(converted):
                        for a, b in zip(plain, converted):
                            self.forms[a].add(b)

    def same(self, plain, other):
        """Whether the one is the plain conversion of the other."""
        other = other.replace("衞", "衛")
        return len(plain) == len(other) and all(a == b or b in self.forms[a] for a, b in zip(plain, other))


def own(entry, region):
    return named(entry, region) and region not in entry["converted"]


def shares(entries):
    entries = list(entries)
    yield len(entries)
    yield percent(sum(named(e, "zh-Hans") for e in entries), len(entries))
    for region in ("zh-Hant-TW", "zh-Hant-HK"):
        yield percent(sum(named(e, region) for e in entries), len(entries))
        yield percent(sum(own(e, region) for e in entries), len(entries))


SHARES = ["entries", "mainland", "Taiwan", "own list", "Hong Kong", "own list"]


def counts(gazetteer):
    yield "## Counts\n"
    by_kind = [(kind, [e for e in gazetteer.all if e["kind"] == kind]) for kind in ("leader", "nation", "organisation")]
    hand = [e for e in gazetteer.of("organisation") if not e["templated"]]
    rows = by_kind + [("organisations written by hand", hand), ("all", gazetteer.all)]
    yield from table(["kind"] + SHARES, ([name, *shares(entries)] for name, entries in rows))
    for title, kind, key in (
        ("Nations by status", "nation", lambda e: e["status"]),
        ("Organisations by subkind", "organisation", lambda e: e["subkind"]),
        ("Organisations by file", "organisation", lambda e: gazetteer.file.get(e["id"], "-")),
        ("Leaders by file", "leader", lambda e: gazetteer.file.get(e["id"], "-")),
    ):
        groups = collections.defaultdict(list)
        for entry in gazetteer.of(kind):
            groups[key(entry)].append(entry)
        yield f"### {title}\n"
        yield from table([title.split(" ")[2]] + SHARES, ([name, *shares(groups[name])] for name in sorted(groups)))
    yield "### Fields\n\nEntries that have the field, by kind.\n"
    fields = collections.defaultdict(collections.Counter)
    for entry in gazetteer.all:
        for key in ("country", "wikidata", "parent", "offices", "ambiguous", "templated"):
            fields[key][entry["kind"]] += bool(entry[key])
        for key in ["en", *REGIONS]:
            fields[f"names {key}"][entry["kind"]] += key not in entry["converted"] and bool(entry["names"][key])
        for key in entry["forms"]:
            fields[key][entry["kind"]] += 1
    kinds = ("leader", "nation", "organisation")
    yield from table(["field", *kinds], ([key, *(fields[key][kind] for kind in kinds)] for key in sorted(fields)))


def heads(gazetteer):
    """Holders of an office of head of state or government that has no end, by state."""
    states = {e["country"]: e for e in gazetteer.of("nation") if e["status"] in ("un-member", "un-observer")}
    extra = {e["country"]: e for e in gazetteer.of("nation") if e["country"] in ("TW", "XK")}
    states |= extra
    found = collections.defaultdict(list)
    for entry in gazetteer.of("leader"):
        for office in entry["offices"]:
            if office.get("of") in states and office["role"] in HEADS and not office.get("to"):
                if not (
                    office.get("title") and office["role"] in ("president", "chair", "chairman", "premier", "head")
                ):
                    if entry not in found[office["of"]]:
                        found[office["of"]].append(entry)
    yield "## Heads of state and of government\n"
    yield (
        f"Holders of an open term in the {len(states)} states (members and observers of the United Nations, Taiwan, "
        "Kosovo).\n"
    )
    holders = {e["id"]: e for entries in found.values() for e in entries}
    yield from table(SHARES, [list(shares(holders.values()))])
    none = sorted(name(states[code]) for code in states if not found.get(code))
    yield "States without a holder: " + ("; ".join(none) or "none") + ".\n"
    missing = sorted(f"{name(e)} ({e['country']})" for e in holders.values() if not named(e, "zh-Hans"))
    yield "Without a mainland name: " + ("; ".join(missing) or "none") + ".\n"
    foreign = [e for e in gazetteer.of("leader") if e["country"] not in OWN_CHARACTERS]
    with_name = [e for e in foreign if named(e, "zh-Hans")]
    either = [e for e in with_name if own(e, "zh-Hant-TW") or own(e, "zh-Hant-HK")]
    yield (
        f"Of {len(foreign)} leaders from states that write no Chinese names, {len(with_name)} "
        f"({percent(len(with_name), len(foreign))}) have a mainland name, and {len(either)} of these "
        f"({percent(len(either), len(with_name))}) a Taiwan or Hong Kong list of their own; for the others the "
        "converted mainland name stands in, and whether the region writes otherwise is not known.\n"
    )


def name(entry):
    return entry["names"]["en"][0] if entry["names"]["en"] else entry["id"]


def read(folder, file):
    with open(folder / file, encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="," if file.endswith(".csv") else "\t"))


def listed(items, most=150):
    items = sorted(set(items))
    more = f"; and {len(items) - most} more" if len(items) > most else ""
    return ("; ".join(items[:most]) or "none") + more


def split(cell):
    return [part.strip() for part in re.split(r"[|;]", cell or "") if part.strip()]


class Report:
    def __init__(self):
        self.rows, self.lists = [], []

    def add(self, file, what, found, total, missing, why):
        self.rows.append([f"`{file}`", what, total, len(found), percent(len(found), total), *list(shares(found))[1:]])
        if missing:
            self.lists.append(f"**{file}, {what}** ({len(set(missing))}): {why}\n\n{listed(missing)}.\n")

    def add_pairs(self, file, what, pairs, why):
        """A table's rows as pairs of the entry found for one, if any, and its name."""
        found, missing = [entry for entry, _ in pairs if entry], [name for entry, name in pairs if not entry]
        self.add(file, what, found, len(pairs), missing, why)


def nations(g, folder, report):
    groups = collections.defaultdict(list)
    for row in read(folder, "nations_ref.tsv"):
        groups[row["type"].replace("_", " ")].append(row)
    by_code = {
        e["country"]: e
        for e in g.of("nation")
        if e["country"] and e["status"] not in ("historical", "constituent-country")
    }
    why = {
        "historical": "states of before the last two centuries, or parts of one that is there.",
        "de facto or subdivision": "parts of states that are no nation by the closed list of statuses.",
    }
    for kind, rows in groups.items():
        found, missing = [], []
        for row in rows:
            names = [row["en"], *split(row["en_alt"]), *split(row["former_en"])]
            entry = (by_code.get(row["iso2"]) if kind != "historical" else None) or g.find(row["qid"], names, "nation")
            found.append(entry) if entry else missing.append(row["en"])
        report.add(
            "nations_ref.tsv", kind, found, len(rows), missing, why.get(kind, "not in the closed list of statuses.")
        )
    rows = read(folder, "territories_cldr.tsv")
    found = [by_code[row["code"]] for row in rows if row["code"] in by_code]
    missing = [row["en"] for row in rows if row["code"] not in by_code]
    report.add(
        "territories_cldr.tsv",
        "codes",
        found,
        len(rows),
        missing,
        "CLDR's own codes: parts of states, groupings, test locales.",
    )
    differing = collections.Counter()
    for row in rows:
        entry = by_code.get(row["code"])
        for column, region in (("zh_Hans", "zh-Hans"), ("zh_Hant", "zh-Hant-TW"), ("zh_Hant_HK", "zh-Hant-HK")):
            if entry and row[column]:
                differing[region, row[column] in entry["names"][region]] += 1
    line = "; ".join(
        f"{REGIONS[r]} {differing[r, True]} of {differing[r, True] + differing[r, False]}" for r in REGIONS
    )
    report.lists.append(f"**territories_cldr.tsv, names**: the gazetteer lists CLDR's name of that usage for {line}.\n")


def leaders(g, folder, report):
    rows = read(folder, "world_leaders_2026-07.tsv")
    pairs = [(g.find(row["qid"], [row["name_en"]], "leader"), row["name_en"]) for row in rows]
    report.add_pairs(
        "world_leaders_2026-07.tsv",
        "holders",
        pairs,
        "not yet entered.",
    )
    rows = read(folder, "world_leaders_2021_wikidata.csv")
    pairs = [
        (
            g.find(row["officeholder"], [row["officeholderLabel"]], "leader"),
            f"{row['officeholderLabel']} ({row['positionLabel']})",
        )
        for row in rows
    ]
    report.add_pairs(
        "world_leaders_2021_wikidata.csv",
        "holders",
        pairs,
        "not yet entered.",
    )
    rows = read(folder, "changes_seen_2026.tsv")
    holders = [(re.sub(r"\s*\(.*", "", part).strip(), row) for row in rows for part in row["new_holder"].split("/")]
    pairs = [(g.find(None, [holder], "leader", row["country"]), holder) for holder, row in holders]
    open_term = [
        e
        for (e, _), (_, row) in zip(pairs, holders)
        if e and any(o.get("of") == row["country"] and not o.get("to") for o in e["offices"])
    ]
    report.add(
        "changes_seen_2026.tsv",
        "new holders with an open term",
        open_term,
        len(pairs),
        [n for e, n in pairs if e not in open_term],
        "not yet entered.",
    )
    groups = collections.defaultdict(list)
    for row in read(folder, "leaders_ref.tsv"):
        if row["current_as_of"] >= "2026":
            group = "in office in 2026"
        elif any(key in row["sources"] for key in ("eps-world-leaders", "REIGN")):
            group = "earlier heads of state and government"
        else:
            group = "cabinets and other offices"
        groups[group].append(row)
    why = {
        "in office in 2026": "administrators of small territories, and persons who are there under a spelling that the factbook does not have.",
        "earlier heads of state and government": "REIGN gives a surname alone for most, many of acting or collective heads of a few weeks; who is meant could not be settled.",
        "cabinets and other offices": "ministers and premiers of regions of the years before 2009, junior ministers, judges, presiding officers of regional parliaments, heads of agencies and envoys, who are not yet entered.",
    }
    for group, rows in groups.items():
        found, missing = [], []
        for row in rows:
            names = [row["name_en"], *split(row["name_en_alt"]), *split(row["zh_hans"])]
            entry = g.find(row["qid"], names, "leader", row["iso2"] if len(row["iso2"]) == 2 else None) or (
                g.surname(row["name_en"], re.sub(r"\W", "", row["iso2"].split("|")[0])) if not row["qid"] else None
            )
            found.append(entry) if entry else missing.append(f"{row['name_en']} ({row['iso2']})")
        report.add("leaders_ref.tsv", group, found, len(rows), missing, why[group])
    rows = read(folder, "cedict_people.tsv")
    pairs = [(g.find(None, [row["simp"], row["trad"]], "leader"), f"{row['en_guess']} {row['simp']}") for row in rows]
    report.add_pairs(
        "cedict_people.tsv",
        "persons",
        pairs,
        "dissidents, jurists, generals of old and other persons who held no leading political office of the last century.",
    )


def organisations(g, folder, report):
    rows = read(folder, "intl_bodies.tsv")
    groups = collections.defaultdict(list)
    for row in rows:
        groups["with a Chinese name" if row["zh"] else "without a Chinese name"].append(row)
    for group, rows in groups.items():
        pairs = [
            (g.find(row["qid"], [row["en"], *split(row["other_en"]), *split(row["zh"])], "organisation"), row["en"])
            for row in rows
        ]
        report.add_pairs(
            "intl_bodies.tsv",
            group,
            pairs,
            "technical bodies, river commissions, funds and programmes of larger bodies, which political news hardly names.",
        )
    rows = read(folder, "igo_acronyms_factbook.tsv")
    pairs = [(g.find(None, [row["acronym"]], "organisation"), row["acronym"]) for row in rows]
    report.add_pairs(
        "igo_acronyms_factbook.tsv",
        "acronyms",
        pairs,
        "missions that have ended, commodity groups, and acronyms that no text uses.",
    )
    groups = collections.defaultdict(list)
    for row in read(folder, "orgs_ref.tsv"):
        for key, group in (
            ("parliament", "parliaments and chambers"),
            ("highest court", "highest courts"),
            ("supranational", "supranational bodies"),
            ("ror", "research organs of governments (ROR)"),
            ("cc-cedict", "entries of CC-CEDICT"),
            ("cgroup", "conversion groups"),
            ("", "organs of states"),
        ):
            if row["cls"].startswith(key):
                groups[group].append(row)
                break
    why = collections.defaultdict(lambda: "doubles of the table, and bodies that news hardly names.")
    why["entries of CC-CEDICT"] = (
        "words, persons, products and events that the table counts as organisations, and bodies that news hardly names."
    )
    why["research organs of governments (ROR)"] = "laboratories and programmes below an organ that is there."
    for group, rows in groups.items():
        found, missing = [], []
        for row in rows:
            names = [row["en"], *split(row["en_alt"]), *split(row["abbr"]), *split(row["zh_hans"])]
            kind = "organisation"
            organs = ORGANS.get(row["cls"])
            entry = g.organ(row["country"], *organs) if organs else g.find(row["qid"], names, kind)
            (
                found.append(entry)
                if entry
                else missing.append(row["en"] + (f" ({row['country']})" if row["country"] else ""))
            )
        report.add("orgs_ref.tsv", group, found, len(rows), missing, why[group])
    rows = read(folder, "metonyms_ref.tsv")
    pairs = [
        (
            g.find(None, [row["en"], row["zh_hans"]], "organisation")
            or g.find(None, [row["en"], row["zh_hans"]], "nation"),
            row["en"],
        )
        for row in rows
    ]
    report.add_pairs(
        "metonyms_ref.tsv",
        "metonyms",
        pairs,
        "buildings that stand for no organ.",
    )


def names(g, folder, report):
    """Rows of the conversion groups of which one usage names an entry: which usages does the entry list?"""
    tally, missing = collections.Counter(), []
    columns = (("cn", "zh-Hans"), ("tw", "zh-Hant-TW"), ("hk", "zh-Hant-HK"))
    for row in read(folder, "cgroup_3way.tsv"):
        hits = [
            e
            for c, _ in columns
            if len(row[c]) > 2
            for e in g.by_name.get(fold(row[c]), {}).values()
            if row[c] in e["names"][_]
        ]
        original = [e for e in hits if any(fold(n) == fold(row["original"]) for n in e["names"]["en"])]
        for entry in {e["id"]: e for e in original}.values():
            for column, region in columns:
                if row[column]:
                    known = row[column].replace("衞", "衛") in [n.replace("衞", "衛") for n in entry["names"][region]]
                    tally[region, known] += 1
                    if not known:
                        missing.append(f"{name(entry)}: {row[column]} ({REGIONS[region]})")
    line = "; ".join(f"{REGIONS[r]} {tally[r, True]} of {tally[r, True] + tally[r, False]}" for r in REGIONS)
    report.lists.append(regional_leaders(g, folder))
    report.lists.append(
        f"**cgroup_3way.tsv, names of entries that the table has by the same English name**: listed {line}. Not listed: {listed(missing)}.\n"
    )


def regional_leaders(g, folder):
    """Leaders of whom a table has a Taiwan or Hong Kong name that is no conversion of its mainland name."""
    conversion, tally, same, missing = Conversion(g.all), collections.Counter(), collections.Counter(), set()
    rows = [
        (r["qid"], r["name_en"], r["zh_hans"], r["zh_hant_tw"], r["zh_hant_hk"])
        for r in read(folder, "leaders_ref.tsv")
    ]
    rows += [(None, r["original"], r["cn"], r["tw"], r["hk"]) for r in read(folder, "cgroup_3way.tsv")]
    seen = set()
    for item, english, plain, *others in rows:
        entry = g.find(item, [english], "leader")
        for region, cell in zip(("zh-Hant-TW", "zh-Hant-HK"), others):
            for other in split(cell) if entry else []:
                if not plain or (entry["id"], other) in seen:
                    continue
                seen.add((entry["id"], other))
                if any(conversion.same(p, other) for p in split(plain)):
                    same[region] += 1
                    continue
                names = [n for r in ("zh-Hant-TW", "zh-Hant-HK") for n in entry["names"][r]] + sum(
                    entry["forms"].values(), []
                )
                tally[region, other in names] += 1
                if other not in names:
                    missing.add(f"{name(entry)}: {other} ({REGIONS[region]})")
    line = "; ".join(
        f"{REGIONS[r]} {tally[r, True]} of {tally[r, True] + tally[r, False]}" for r in ("zh-Hant-TW", "zh-Hant-HK")
    )
    alike = "; ".join(f"{REGIONS[r]} {same[r]}" for r in ("zh-Hant-TW", "zh-Hant-HK"))
    return (
        "**leaders_ref.tsv and cgroup_3way.tsv, names of leaders by region**: the plain conversion of the mainland name: "
        f"{alike}. Another name: listed {line}. Not listed, most of them given names and surnames of many persons: "
        f"{listed(missing)}.\n"
    )


def references(gazetteer, folder):
    report = Report()
    for part in (nations, leaders, organisations, names):
        part(gazetteer, folder, report)
    yield "## Reference tables\n\nRows of each table that an entry answers to (by Wikidata item, else by name), and how many of these entries are\nnamed in each region.\n"
    head = [
        "table",
        "rows that are",
        "rows",
        "found",
        "share",
        "mainland",
        "Taiwan",
        "own list",
        "Hong Kong",
        "own list",
    ]
    yield from table(head, report.rows)
    yield "`mediawiki_regional_terms.tsv` (words) and `substring_traps.tsv` (words that hold a name) are no lists of entities: the\nfirst was used to check names, the second for `not-inside`.\n"
    yield "### Missing, and why\n"
    yield from report.lists


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reference", nargs="?", type=pathlib.Path, default=ROOT.parent / "shared" / "reference")
    parser.add_argument("--print", action="store_true", help="print instead of writing docs/COVERAGE.md")
    options = parser.parse_args()
    gazetteer = Gazetteer(sys.stdin)
    parts = [HEAD, *counts(gazetteer), *heads(gazetteer)]
    if options.reference.is_dir():
        parts += references(gazetteer, options.reference)
    text = "\n".join(parts).rstrip("\n") + "\n"
    if options.print:
        print(text, end="")
    else:
        OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
