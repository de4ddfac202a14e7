#!/usr/bin/env python3
"""How the scores hold from one part of the gold to the other: five folds of its documents, each scored by itself.

    scripts/folds.py            print the table
    scripts/folds.py --write    write it to docs/FOLDS.md

The rules were written with all of the development gold in sight, so a fold is no unseen text; but a rule made for the
sentences of one fold would lift that fold alone. The documents go to the folds in turn, in the order of their ids, the two
sides of a parallel document together. Needs the gold as scripts/scores.py does.
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

from scores import BINARY, GOLD, ROOT

FILES = ["entities_news_a.jsonl", "entities_news_b.jsonl", "entities_headlines.jsonl"]
FOLDS = 5
TABLE = ROOT / "docs" / "FOLDS.md"
HEAD = """# Five folds

The scores of five parts of the development gold, each by itself, in per cent; made by `scripts/folds.py --write`. A rule
made for single sentences would lift one fold above the others: the last columns tell how far they lie apart.

| figure | 1 | 2 | 3 | 4 | 5 | mean | spread |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""


def main():
    rows = [json.loads(line) for file in FILES for line in open(GOLD / "dev" / file, encoding="utf-8")]
    documents = sorted({row["doc"] for row in rows})
    fold_of = {document: number % FOLDS for number, document in enumerate(documents)}
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            part = pathlib.Path(folder) / f"{fold}.jsonl"
            own = [row for row in rows if fold_of[row["doc"]] == fold]
            part.write_text("".join(json.dumps(row) + "\n" for row in own), encoding="utf-8")
            command = [sys.executable, GOLD / "eval" / "score.py", "--bin", BINARY, "--json", part]
            out = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            for group, row in out.items():
                if group.startswith("all/"):
                    for figure in ("p", "r", "f1"):
                        figures.setdefault(f"{group[4:]} {figure.upper()}", []).append(row[figure])
            for figure in ("political_org_recall", "linking"):
                figures.setdefault(figure.replace("_", " "), []).append(out[figure])
    table = HEAD
    for figure, values in figures.items():
        shown = " | ".join(f"{100 * value:.1f}" for value in values)
        spread = 100 * (max(values) - min(values))
        table += f"| {figure} | {shown} | {100 * statistics.mean(values):.1f} | {spread:.1f} |\n"
    if "--write" in sys.argv:
        TABLE.write_text(table, encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
