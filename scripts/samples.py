"""Folders of samples that are no part of the repository: an INDEX.jsonl with a line a file, and the files."""

import json
import os
import pathlib
import sys

TOOL = os.environ.get("DIGLOT", "target/release/diglot")


def samples(variable):
    """The folder that an environment variable names and the rows of its index; ends where it names none."""
    folder = os.environ.get(variable)
    if not folder:
        print(f"{pathlib.Path(sys.argv[0]).stem}: no samples: name their folder in ${variable}", file=sys.stderr)
        sys.exit(0)
    folder = pathlib.Path(folder)
    return folder, [json.loads(line) for line in (folder / "INDEX.jsonl").open(encoding="utf-8")]
