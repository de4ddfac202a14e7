#!/usr/bin/env python3
"""Kills `diglot tag --part-size N --resume` at random and compares what it leaves in the end with a run that was let be.

usage: scripts/kill-test.py [--kills 50] [--seed N] [--documents 30000] [--diglot target/release/diglot]

A batch over generated data is started again and again; each start is killed (SIGKILL) after a random time, until it
comes to its end before its time is up. Then every file of the folder must be, byte for byte, that of an uninterrupted
run, with nothing beside it; and the next batch begins, with other options, until there were enough kills. After each
kill, every part that is there must be whole. Prints the seed, a line a batch, and counts; exit code 1 on a difference.
"""

import argparse
import gzip
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

OPTIONS = [
    ["--format", "jsonl"],
    ["--format", "tsv", "--dedupe", "exact"],
    ["--format", "jsonl", "--dedupe", "near", "--only", "zh"],
    ["--format", "tei", "--threads", "1"],
]
NAMES = ["普京", "習近平", "Putin", "Xi Jinping", "特朗普", "Macron", "岸田文雄", "Zelensky"]
PLACES = ["莫斯科", "Beijing", "華盛頓", "巴黎", "Tokyo", "基輔", "Brussels", "歐盟總部"]
TEMPLATES = [
    "{a}週{n}在{p}會見{b}，雙方討論了{n}項協議。",
    "{a} met {b} in {p} on day {n} of the summit, officials said.",
    "據報道，{a}與{b}將於{n}日訪問{p}，外交部未予置評。",
    "The talks between {a} and {b} in {p} lasted {n} hours.",
]


def document(draw, number):
    def sentence():
        a, b = draw.sample(NAMES, 2)
        return draw.choice(TEMPLATES).format(a=a, b=b, p=draw.choice(PLACES), n=draw.randrange(1, 1000))

    # One in ten repeats a text; one in a hundred has none, and fails.
    text = "一條重複的消息：普京 met Xi。" if number % 10 == 0 else "".join(sentence() for _ in range(draw.randrange(1, 12)))
    return {"id": str(number)} if number % 100 == 1 else {"id": str(number), "text": text}


def generate(draw, folder, documents):
    folder.mkdir()
    paths = []
    for file in range(4):
        name = folder / f"{file}.jsonl"
        numbers = range(file * documents // 4, (file + 1) * documents // 4)
        lines = "".join(json.dumps(document(draw, number), ensure_ascii=False) + "\n" for number in numbers)
        if file == 2:
            name = folder / "2.jsonl.gz"
            name.write_bytes(gzip.compress(lines.encode(), mtime=0))
        else:
            name.write_text(lines, encoding="utf-8")
        paths.append(str(name))
    return paths + [str(folder / "missing.txt")]


def content(folder):
    """The files of a folder by name, the manifest too."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def parts(files):
    return {name: data for name, data in files.items() if name.startswith("part-")}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--kills", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=random.randrange(10**9))
    arguments.add_argument("--documents", type=int, default=30_000)
    arguments.add_argument("--diglot", default="target/release/diglot")
    arguments = arguments.parse_args()
    draw = random.Random(arguments.seed)
    print(f"seed {arguments.seed}", flush=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="diglot-kill-"))
    inputs = generate(draw, work / "data", arguments.documents)

    def start(folder, options):
        size = ["--part-size", str(arguments.documents // 40), "--resume"]
        command = [arguments.diglot, "tag", *inputs, "--output", str(folder), *size, *options, "--quiet"]
        return subprocess.Popen(command, stderr=subprocess.DEVNULL)

    kills = batches = written_by_killed = 0
    while kills < arguments.kills:
        options = OPTIONS[batches % len(OPTIONS)]
        whole = work / "whole"
        began = time.monotonic()
        assert start(whole, options).wait() == 1, "the input that is missing is told by the exit code"
        takes = time.monotonic() - began
        expected = content(whole)
        folder = work / "killed"
        starts = here = 0
        while True:
            run = start(folder, options)
            starts += 1
            # The first kills of a batch come early, later ones at any time of what a whole run takes.
            patience = draw.uniform(0, takes * (1.1 if starts > 3 else 0.5))
            try:
                code = run.wait(timeout=None if kills == arguments.kills else patience)
                break
            except subprocess.TimeoutExpired:
                run.kill()
                code = run.wait()
                if code != -signal.SIGKILL:
                    break
                kills += 1
                here += 1
            left = parts(content(folder)) if folder.exists() else {}
            for name, data in left.items():
                if expected.get(name) != data:
                    print(f"FAILED: {name} after {starts} starts is not what it should be: see {work}")
                    sys.exit(1)
            written_by_killed = max(written_by_killed, len(left))
        found = content(folder)
        if code != 1 or found != expected:
            names = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
            print(f"FAILED: exit code {code}, different: {names}: see {work}")
            sys.exit(1)
        batches += 1
        size = sum(map(len, found.values()))
        print(
            f"batch {batches}: {' '.join(options)}: {here} kills in {starts} starts, a whole run takes {takes:.2f} s, "
            f"{len(parts(found))} parts and {size:,} bytes the same",
            flush=True,
        )
        shutil.rmtree(folder)
        shutil.rmtree(whole)
    shutil.rmtree(work)
    print(f"{kills} kills, {batches} batches, up to {written_by_killed} parts stood when a run was killed; no difference")


if __name__ == "__main__":
    main()
