#!/usr/bin/env python3
"""Runs the scorers on the gold beside the project and keeps docs/SCORES.md.

    scripts/scores.py            print the table
    scripts/scores.py --write    write it to docs/SCORES.md
    scripts/scores.py --check    fail if a figure has fallen more than 0.3 points below the committed table

The gold and the scorers are no part of the project: they are looked for in ../shared (or $DIGLOT_GOLD), and without them
this does nothing. Figures are percentages.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLD = pathlib.Path(os.environ.get("DIGLOT_GOLD", ROOT.parent / "shared"))
TABLE = ROOT / "docs" / "SCORES.md"
BINARY = ROOT / "target" / "release" / "diglot"
TOLERANCE = 0.3
HEAD = """# Scores

Accuracy on the development gold, in per cent; made by `scripts/scores.py --write`, checked by CI with a tolerance of 0.3
points. Spans are exact; P, R and F1 as usual; [eval.md](eval.md) tells what is measured.

| set | figure | score |
| --- | --- | --- |
"""


def run(script, *args):
    command = [sys.executable, GOLD / "eval" / script, "--bin", BINARY, "--json", *args]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def entities(name, *files):
    out = run("score.py", *[GOLD / "dev" / file for file in files])
    for group, row in out.items():
        if isinstance(row, dict) and "f1" in row and row["gold"]:
            for figure in ("p", "r", "f1"):
                yield name, f"{group} {figure.upper()}", row[figure]
    for figure in ("political_org_recall", "linking", "crosslingual", "same_id"):
        if out[figure] is not None:
            yield name, figure.replace("_", " "), out[figure]


def layer(layer, file):
    for category, row in run("score_layers.py", layer, GOLD / "dev" / file).items():
        for figure, value in row.items():
            if figure in ("f1", "char_accuracy"):
                yield layer, f"{category} {figure.upper().replace('_', ' ').replace('CHAR ACCURACY', 'characters right')}", value


def traps():
    out = run("score_traps.py", GOLD / "dev" / "traps_dev.jsonl")
    for category, row in out.items():
        if isinstance(row, list):
            yield "traps", f"{category} ({row[1]})", row[0] / row[1]


SIDES = {"gsd-dev": "Hant", "gsdsimp-dev": "Hans", "pku": "Hans", "cityu": "Hant"}


def sides():
    """Sentences of four Han characters and more that are told to be Simplified or Traditional as they are, and those that
    are not told to be the other side or a mixture (short ones can be undecided)."""
    texts = []
    for line in open(GOLD / "dev" / "segmentation.jsonl", encoding="utf-8"):
        row = json.loads(line)
        if row["cat"] in SIDES and sum("\u4e00" <= c <= "\u9fff" for c in row["text"]) >= 4:
            texts.append((row["cat"], row["text"]))
    command = [BINARY, "segment", "--input-format", "jsonl", "--format", "jsonl", "-"]
    records = "\n".join(json.dumps({"text": text}) for _, text in texts)
    found = subprocess.run(command, input=records, check=True, capture_output=True, text=True).stdout.splitlines()
    tally = {cat: [0, 0, 0] for cat in SIDES}
    for (cat, _), line in zip(texts, found):
        script = json.loads(line)["script"]
        tally[cat][0] += 1
        tally[cat][1] += script == SIDES[cat]
        tally[cat][2] += script not in {"Hans", "Hant", "mixed"} - {SIDES[cat]}
    for cat, (count, right, not_wrong) in tally.items():
        yield "script", f"{cat} ({count}) right", right / count
        yield "script", f"{cat} ({count}) not wrong", not_wrong / count


def measure():
    news = ("entities_news_a.jsonl", "entities_news_b.jsonl")
    yield from entities("news and headlines", *news, "entities_headlines.jsonl")
    yield from entities("news", *news)
    yield from entities("headlines", "entities_headlines.jsonl")
    yield from traps()
    yield from layer("spans", "spans.jsonl")
    yield from layer("sentences", "sentences.jsonl")
    yield from layer("segmentation", "segmentation.jsonl")
    yield from sides()


def committed():
    rows = re.findall(r"^\| (.+?) \| (.+?) \| ([\d.]+) \|$", TABLE.read_text(encoding="utf-8"), re.M)
    return {(name, figure): float(score) for name, figure, score in rows}


def main():
    if not (GOLD / "eval").is_dir():
        print(f"no gold at {GOLD}: nothing to measure")
        return 0
    scores = {(name, figure): round(100 * value, 2) for name, figure, value in measure()}
    table = HEAD + "".join(f"| {name} | {figure} | {score:.2f} |\n" for (name, figure), score in scores.items())
    if "--write" in sys.argv:
        TABLE.write_text(table, encoding="utf-8")
    if "--check" not in sys.argv:
        print(table)
        return 0
    fallen = [(row, old, scores.get(row, 0.0)) for row, old in committed().items() if scores.get(row, 0.0) < old - TOLERANCE]
    for (name, figure), old, new in fallen:
        print(f"fallen: {name}, {figure}: {old:.2f} -> {new:.2f}")
    print(f"{len(scores)} figures compared, {len(fallen)} fallen")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
