#!/usr/bin/env python3
"""Draws entries of the gazetteer for a check by hand: one row an entry and region, with the names that it has there.

    diglot gazetteer export --format jsonl | scripts/sample-entries.py [--seed WORD] [--count N]

Half of the entries are leaders whose prominence is in the upper half, half are organisations and nations with a list of
their own in each of the three usages; templated entries are left out. An entry is drawn by a hash of the seed and its id,
so that the same seed draws the same entries as long as they exist. Columns: entry, region, names (the preferred one
first), and whether they are a conversion of the mainland list.
"""

import argparse
import hashlib
import json
import pathlib
import statistics
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
REGIONS = ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
USUAL = 5  # the prominence of an entry that states none


def prominence():
    files = (ROOT / "dictionaries" / "leaders").glob("*.toml")
    entries = (entry for file in files for entry in tomllib.loads(file.read_text())["entity"])
    return {entry["id"]: entry.get("prominence", USUAL) for entry in entries if "replaced-by" not in entry}


def draw(entries, seed, count):
    rank = lambda entry: hashlib.sha256(f"{seed} {entry['id']}".encode()).digest()
    return sorted(sorted(entries, key=rank)[:count], key=lambda entry: entry["id"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", default="2026-11-26")
    parser.add_argument("--count", type=int, default=60)
    options = parser.parse_args()
    entries = [json.loads(line) for line in sys.stdin]
    known = prominence()
    middle = statistics.median(known.values())
    leaders = [e for e in entries if e["kind"] == "leader" and known.get(e["id"], 0) > middle and e["names"]["zh-Hans"]]
    others = [
        e
        for e in entries
        if e["kind"] != "leader"
        and not e["templated"]
        and not e["replaced_by"]
        and not e["converted"]
        and all(e["names"][region] for region in REGIONS)
    ]
    print("entry", "region", "names", "converted", sep="\t")
    half = options.count // 2
    for entry in draw(leaders, options.seed, half) + draw(others, options.seed, options.count - half):
        for region in REGIONS:
            own = "yes" if region in entry["converted"] else "no"
            print(entry["id"], region, "; ".join(entry["names"][region]), own, sep="\t")


main()
