#!/usr/bin/env python3
"""Times whole processes against each other and writes benches/RESULTS.md.

    cargo build --release --bin diglot --example jieba_cut --example corpus
    benches/whole.py            print the tables
    benches/whole.py --write    write them to benches/RESULTS.md

The corpora are made by examples/corpus.rs. Two commands run in turn, A B A B ..., and the ratio of each pair counts, so that
a machine that changes its speed changes both. Times are processor time (user and system) of one process, medians of the
runs; peak memory is that of the largest run. Where PyPI can be reached, the Python peers of benches/peers.py run in a
virtual environment with the names of the gazetteer; where valgrind is installed, instructions are counted too: they are the
same on every run.
"""
import gzip
import html
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / "target" / "release" / "diglot"
EXAMPLES = ROOT / "target" / "release" / "examples"
MEGABYTES = 10
RUNS = 7
PEERS = {"jieba": "jieba", "flashtext": "flashtext", "ahocorasick_rs": "ahocorasick-rs", "spacy": "spacy"}


def run(command):
    """Processor seconds, wall seconds and peak kilobytes of one process; its output is thrown away."""
    with open(os.devnull, "wb") as sink:
        start = os.times().elapsed
        process = subprocess.Popen([str(part) for part in command], stdout=sink, stderr=sink)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command}: ended with {status}")
    return usage.ru_utime + usage.ru_stime, os.times().elapsed - start, usage.ru_maxrss


def pair(ours, theirs, measure=0, runs=RUNS):
    """Medians of both and of the ratio theirs / ours, which tells how many times as fast we are."""
    run(ours), run(theirs)
    rows = [(run(ours), run(theirs)) for _ in range(runs)]
    median = lambda side: statistics.median(row[side][measure] for row in rows)
    ratio = statistics.median(theirs[measure] / ours[measure] for ours, theirs in rows)
    return median(0), median(1), ratio, max(row[0][2] for row in rows)


def corpora(folder):
    for kind in ("hans", "hant", "english", "mixed"):
        path = folder / f"{kind}.txt"
        with open(path, "wb") as out:
            subprocess.run([EXAMPLES / "corpus", kind, str(MEGABYTES)], stdout=out, check=True)
        yield kind, path


def lines(command, path, threads=1):
    return [BINARY, command, "--threads", threads, "--input-format", "lines", "--format", "jsonl", path]


def pages(folder, text):
    """A folder of pages with some lines of a text each, beside what stands around an article."""
    home = folder / "pages"
    home.mkdir()
    menu = "".join(f'<li><a href="/{number}">News {number}</a></li>' for number in range(200))
    rows = text.read_text(encoding="utf-8").splitlines()
    for number in range(400):
        paragraphs = "".join(f"<p>{html.escape(row)}</p>" for row in rows[number * 20 : (number + 1) * 20])
        page = f"<html><body><nav><ul>{menu}</ul></nav><article><h1>News</h1>{paragraphs}</article></body></html>"
        (home / f"{number:03}.html").write_text(page, encoding="utf-8")
    return home


def against_jieba(files):
    yield "## Against jieba-rs alone\n"
    yield f"`jieba_cut` cuts every line and counts the tokens; diglot writes its records as JSON lines. {MEGABYTES} MB, one thread."
    yield "A ratio of 2 is twice as fast.\n"
    yield "| text | command | diglot, s | jieba_cut, s | ratio | peak, MB |\n| --- | --- | ---: | ---: | ---: | ---: |"
    for kind, path in files.items():
        for command in ("tag", "segment"):
            ours, theirs, ratio, peak = pair(lines(command, path), [EXAMPLES / "jieba_cut", path])
            yield f"| {kind} | {command} | {ours:.2f} | {theirs:.2f} | {ratio:.2f} | {peak / 1024:.0f} |"


def threads(folder, files):
    compressed = folder / "mixed.txt.gz"
    compressed.write_bytes(gzip.compress(files["mixed"].read_bytes(), mtime=0))
    home = pages(folder, files["mixed"])
    yield "\n## Two threads\n"
    yield "Wall clock. `pages` is a folder of 400 pages, of which most of the time goes into finding the article.\n"
    yield "| text | command | one thread, s | two threads, s | ratio |\n| --- | --- | ---: | ---: | ---: |"
    for name, command, with_threads in [
        ("mixed", "tag", lambda threads: lines("tag", files["mixed"], threads)),
        ("mixed", "segment", lambda threads: lines("segment", files["mixed"], threads)),
        ("mixed, gzip", "tag", lambda threads: lines("tag", compressed, threads)),
        ("pages", "tag", lambda threads: [BINARY, "tag", "--threads", threads, "--format", "jsonl", home]),
    ]:
        two, one, ratio, _ = pair(with_threads(2), with_threads(1), measure=1)
        yield f"| {name} | {command} | {one:.2f} | {two:.2f} | {ratio:.2f} |"


def cold(folder):
    english, chinese, nothing = folder / "en.txt", folder / "zh.txt", folder / "empty.txt"
    english.write_text("President Xi met Putin in Moscow.\n", encoding="utf-8")
    chinese.write_text("习近平主席在莫斯科会见普京。\n", encoding="utf-8")
    nothing.write_text("", encoding="utf-8")
    yield "\n## Cold start\n"
    yield "One sentence; `jieba_cut` on an empty file is jieba's load alone.\n"
    yield "| command | s | jieba's load, s | times the load | peak, MB |\n| --- | ---: | ---: | ---: | ---: |"
    for name, command in [
        ("tag, English", [BINARY, "tag", "--format", "jsonl", english]),
        ("tag, Chinese", [BINARY, "tag", "--format", "jsonl", chinese]),
        ("segment, Chinese", [BINARY, "segment", "--format", "jsonl", chinese]),
    ]:
        ours, theirs, ratio, peak = pair(command, [EXAMPLES / "jieba_cut", nothing], runs=21)
        yield f"| {name} | {ours:.3f} | {theirs:.3f} | {1 / ratio:.2f} | {peak / 1024:.0f} |"


def peers(folder, files):
    home = folder / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    install = subprocess.run([python, "-m", "pip", "install", "-q", *PEERS.values()], capture_output=True, text=True)
    if install.returncode:
        yield "\nThe Python peers could not be installed.\n"
        return
    ask = "import sys, importlib.metadata as m; print(m.version(sys.argv[1]))"
    versions = {
        name: subprocess.run([python, "-c", ask, package], capture_output=True, text=True, check=True).stdout.strip()
        for name, package in PEERS.items()
    }
    names = folder / "names.jsonl"
    with open(names, "wb") as out:
        subprocess.run([BINARY, "gazetteer", "export", "--format", "jsonl"], stdout=out, check=True)
    yield "\n## Against Python\n"
    yield "Each looks for the names of the gazetteer (jieba cuts words) in the mixed text, line by line, loading included.\n"
    yield "| peer | version | diglot tag, s | peer, s | ratio |\n| --- | --- | ---: | ---: | ---: |"
    for name in PEERS:
        command = [python, ROOT / "benches" / "peers.py", name, names, files["mixed"]]
        ours, theirs, ratio, _ = pair(lines("tag", files["mixed"]), command, runs=3)
        yield f"| {name} | {versions[name]} | {ours:.2f} | {theirs:.2f} | {ratio:.2f} |"


def instructions(folder):
    small = folder / "small.txt"
    with open(small, "wb") as out:
        subprocess.run([EXAMPLES / "corpus", "mixed", "1"], stdout=out, check=True)
    yield "\n## Instructions\n"
    yield "Millions, by callgrind, for 1 MB of mixed text, loading included.\n"
    yield "| command | millions |\n| --- | ---: |"
    for name, command in [
        ("tag", lines("tag", small)),
        ("segment", lines("segment", small)),
        ("jieba_cut", [EXAMPLES / "jieba_cut", small]),
    ]:
        counted = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind", *map(str, command)]
        told = subprocess.run(counted, capture_output=True, text=True).stderr
        collected = int(re.search(r"Collected : (\d+)", told)[1])
        yield f"| {name} | {collected / 1e6:.0f} |"


def machine():
    cpu = re.search(r"model name\s*: (.+)", pathlib.Path("/proc/cpuinfo").read_text()) if os.path.exists("/proc/cpuinfo") else None
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    version = subprocess.run([BINARY, "--version"], capture_output=True, text=True).stdout.splitlines()[0]
    return f"{cpu[1] if cpu else platform.machine()}, {os.cpu_count()} processors; {rustc}; {version}."


def main():
    parts = ["# Results\n", "Whole processes, by `benches/whole.py --write`; what each room costs stands in ROOMS.md.\n", machine() + "\n"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        files = dict(corpora(folder))
        sections = [against_jieba(files), threads(folder, files), cold(folder), peers(folder, files)]
        if shutil.which("valgrind"):
            sections.append(instructions(folder))
        for section in sections:
            for line in section:
                print(line, flush=True)
                parts.append(line)
    if "--write" in sys.argv:
        (ROOT / "benches" / "RESULTS.md").write_text("\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
