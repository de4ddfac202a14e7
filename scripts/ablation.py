#!/usr/bin/env python3
"""What each rule of the mentions is worth: every rule off in turn, F1 and traps on the gold beside the project.

    scripts/ablation.py            print the table
    scripts/ablation.py --write    write it to docs/ABLATION.md

The gold is no part of the project: it is looked for in ../shared (or $DIGLOT_GOLD). Needs target/release/diglot.
"""
import os
import pathlib
import re
import stat
import subprocess
import sys
import tempfile

import scores

SETS = {
    "news": ["entities_news_a.jsonl", "entities_news_b.jsonl"],
    "headlines": ["entities_headlines.jsonl"],
}
HEAD = """# What each rule is worth

Every rule off in turn (`diglot tag --without-rule RULE`), on the development gold: change of F1 in points against all rules
on; for the traps, of the number that is right. Minus: the rule helps; CONTRIBUTING.md tells what the traps are, and why rules
stay that show nothing here. Made by `scripts/ablation.py --write`.

"""


def rules():
    """The names that the tool takes, from its own message."""
    text = subprocess.run([scores.BINARY, "tag", "--without-rule", "?"], capture_output=True, text=True).stderr
    return re.search(r"possible values: (.*?)\]", text, re.S).group(1).replace("\n", " ").split(", ")


def measure(rule=None):
    """F1 by set and kind, and the traps that are right, with a rule off."""
    with tempfile.TemporaryDirectory() as folder:
        binary = pathlib.Path(folder) / "diglot"
        off = f" --without-rule {rule}" if rule else ""
        binary.write_text(f'#!/bin/sh\nexec "{scores.BINARY}" "$@"{off}\n', encoding="utf-8")
        binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
        real, scores.BINARY = scores.BINARY, binary
        try:
            row = {}
            for name, files in SETS.items():
                out = scores.run("score.py", *[scores.GOLD / "dev" / file for file in files])
                for kind in ("leader", "nation", "organisation"):
                    row[f"{name} {kind}"] = 100 * out[f"all/{kind}"]["f1"]
            row["traps"] = scores.run("score_traps.py", scores.GOLD / "dev" / "traps_dev.jsonl")["all"][0]
            return row
        finally:
            scores.BINARY = real


def main():
    if not (scores.GOLD / "eval").is_dir():
        print(f"no gold at {scores.GOLD}: nothing to measure")
        return 0
    base = measure()
    columns = list(base)
    table = "| rule off | " + " | ".join(columns) + " |\n|" + " --- |" * (len(columns) + 1) + "\n"
    table += "| (all on) | " + " | ".join(f"{base[c]:.1f}" for c in columns) + " |\n"
    for rule in rules():
        row = measure(rule)
        table += f"| {rule} | " + " | ".join(f"{row[c] - base[c]:+.1f}" for c in columns) + " |\n"
    if "--write" in sys.argv:
        (scores.ROOT / "docs" / "ABLATION.md").write_text(HEAD + table, encoding="utf-8")
    print(table)
    return 0


if __name__ == "__main__":
    os.chdir(scores.ROOT)
    sys.exit(main())
