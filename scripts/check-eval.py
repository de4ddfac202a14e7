#!/usr/bin/env python3
"""Compares `diglot eval` with the scorers, figure by figure, to the last digit.

    scripts/check-eval.py [BINARY]

The gold and the scorers are no part of the project: they are looked for in ../shared (or $DIGLOT_GOLD), and without them
this does nothing. Exits 1 if a figure differs.
"""
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLD = pathlib.Path(os.environ.get("DIGLOT_GOLD", ROOT.parent / "shared"))
BINARY = sys.argv[1] if len(sys.argv) > 1 else ROOT / "target" / "release" / "diglot"
SECTIONS = {"spans": "spans", "sentences": "sentences", "segmentation": "words"}


def output(*command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def scorer(script, *args):
    return output(sys.executable, GOLD / "eval" / script, "--bin", BINARY, "--json", *args)


def ours(layer, *files):
    return output(BINARY, "eval", layer, "--format", "json", *[GOLD / "dev" / file for file in files])


def layers():
    for layer, section in SECTIONS.items():
        report = ours(layer, f"{layer}.jsonl")[section]
        for group, row in scorer("score_layers.py", layer, GOLD / "dev" / f"{layer}.jsonl").items():
            for figure, value in row.items():
                yield f"{layer} {group} {figure}", value, report[group][figure]


def entities(*files):
    name = " + ".join(files)
    report, theirs = ours("entities", *files), scorer("score.py", *[GOLD / "dev" / file for file in files])
    share = lambda row: [row["right"], row["of"]]
    for group, row in theirs.items():
        if "/" in group:
            for figure, value in row.items():
                yield f"{name} {group} {figure}", value, report["mentions"][group][figure]
    for sort, value in theirs["org_recall"].items():
        yield f"{name} {sort}", value, share(report["organisations"][sort])
    for group, value in theirs["entities"].items():
        yield f"{name} distinct {group}", value, share(report["entities"][group])
    for figure in ("political_org_recall", "linking", "crosslingual", "same_id"):
        yield f"{name} {figure}", theirs[figure], report["identity"][figure]["share"]


def traps(file):
    report, theirs = ours("entities", file), scorer("score_traps.py", GOLD / "dev" / file)
    for category, value in theirs.items():
        if category == "f1":
            yield f"{file} f1", value, report["mentions"]["all/mentions"]["f1"]
        else:
            row = report["texts"][category]
            yield f"{file} {category}", value, [row["right"], row["of"]]


def figures():
    yield from layers()
    news = ("entities_news_a.jsonl", "entities_news_b.jsonl")
    yield from entities(*news, "entities_headlines.jsonl")
    yield from entities(*news)
    yield from entities("entities_headlines.jsonl")
    yield from traps("traps_dev.jsonl")


def main():
    if not (GOLD / "eval").is_dir():
        print(f"no gold at {GOLD}: nothing to compare")
        return 0
    rows = list(figures())
    differing = [row for row in rows if row[1] != row[2]]
    for name, theirs, mine in differing:
        print(f"differs: {name}: scorer {theirs}, eval {mine}")
    print(f"{len(rows)} figures compared, {len(differing)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
