#!/usr/bin/env python3
"""Scores the importer on the corpus; see import-quality.sh.

Published texts are compared with all golden forms of their document, office files with the forms that they were made from (DOC-NN: form NN,
DOC-all: all, DOC-budget: the project budget table). Writes figures only; with --verbose NAME prints every difference of one file instead, with --check fails where an aim is missed.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def corpus():
    places = [os.environ.get("JIBIAO_CORPUS"), os.path.join(ROOT, "..", "shared", "corpus"), os.path.join(ROOT, "..", "..", "shared", "corpus")]
    return next((place for place in places if place and os.path.isdir(os.path.join(place, "golden"))), None)


def program():
    if os.environ.get("JIBIAO_PROGRAM"):
        return os.environ["JIBIAO_PROGRAM"]
    subprocess.run(["cargo", "build", "--quiet", "--package", "jibiao-cli"], cwd=ROOT, check=True)
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
    return os.path.join(target, "debug", "jibiao")


def imported(jibiao, file, folder):
    out = os.path.join(folder, "out.json")
    if os.path.exists(out):
        os.remove(out)
    done = subprocess.run([jibiao, "import", file, "-o", out], capture_output=True, text=True)
    if not os.path.exists(out):
        return None, done.stderr.strip()
    return out, ""


def golden_of(base, name, folder):
    """A folder with the golden forms that a file should give."""
    doc, _, part = name.split(".")[0].partition("-")

    wanted = os.path.join(folder, "golden")
    shutil.rmtree(wanted, ignore_errors=True)
    os.makedirs(wanted)
    number = re.match(r"\d\d$", part.split("-")[0]) if part else None
    pattern = f"{part.split('-')[0]}.json" if number else "[0-9]*.json"
    for path in glob.glob(os.path.join(base, "golden", doc, pattern)):
        shutil.copy(path, wanted)
    return wanted


def score(base, name, out, folder, verbose):
    scorer = os.path.join(base, "..", "tools", "score_import.py")
    args = [sys.executable, scorer, golden_of(base, name, folder), out] + (["--verbose"] if verbose else [])
    text = subprocess.run(args, capture_output=True, text=True, check=True).stdout
    if verbose:
        print(text)
    return json.loads(text.strip().splitlines()[-1])


def budget_score(base, name, out):
    """Rows of the project budget that are right, wanted and given."""
    doc = name.split("-")[0].split(".")[0]
    with open(os.path.join(base, "golden", doc, "document.json"), encoding="utf-8") as file:
        document = json.load(file)
    units = {row["name"] for key in ("table12_unit_rows", "table13_unit_rows") for row in document.get(key) or []}
    only12 = "budget" in name
    wanted = []
    for key, carried in (("table12", False),) if only12 else (("table12", False), ("table13", True)):
        rows = document.get(key) or []
        for index, row in enumerate(rows):
            # Rows of units and sums are no projects.
            if row["name"] in units or row["name"] in document.get("unit", "") or is_sum(rows, index):
                continue
            wanted.append((fold(row["name"]), Decimal(row["total"]), carried))
    with open(out, encoding="utf-8") as file:
        given = [(fold(r["name"]), Decimal(r["total"]), r["carried_over"]) for r in json.load(file)["project_budget"]]
    right = sum(1 for row in given if row in wanted)
    return right, len(wanted), len(given)


def is_sum(rows, index):
    total, name = Decimal(rows[index]["total"]), rows[index]["name"]
    if not re.search(r"(局|中心|办公室|办事处|委员会|馆|站|院|校|合计)$", name):
        return False
    added = Decimal(0)
    for row in rows[index + 1:]:
        added += Decimal(row["total"])
        if added == total:
            return True
    return bool(rows[index + 1:]) and rows[index + 1]["name"] == name


def misses(name, s):
    """Whether a file is imported worse than it should be."""
    fields, strict, loose = (0.99, 0.97, 0.99) if name.endswith(".txt") else (0.98, 0.95, 0.95) if name.endswith(".pdf") else (1, 1, 1)
    return s["forms"] < 1 or s["extra"] or s["fields"] < fields or s["indicators_f1"] < strict or s["indicators_f1_no_level"] < loose


def fold(text):
    return "".join(text.split())


def main():
    base = corpus()
    if base is None:
        print("skipped: no corpus beside the checkout or at JIBIAO_CORPUS")
        return
    verbose = sys.argv[sys.argv.index("--verbose") + 1] if "--verbose" in sys.argv else None
    jibiao = program()
    lines, missed = [], []
    with tempfile.TemporaryDirectory() as folder:
        files = sorted(glob.glob(os.path.join(base, "published", "*.txt"))) + sorted(glob.glob(os.path.join(base, "office", "*.*")))
        for file in files:
            name = os.path.basename(file)
            if verbose and verbose != name:
                continue
            out, complaint = imported(jibiao, file, folder)
            if out is None:
                lines.append(f"| {name} | refused | | | | | {complaint[-60:]} |")
                missed.append(name)
                print(lines[-1])
                continue
            budget = ""
            if "budget" in name or name.endswith(".txt"):
                right, wanted, given = budget_score(base, name, out)
                missed += [name] if right < wanted or given > right else []
                budget = f"{right} of {wanted}" + ("" if given == right else f", {given - right} wrong")
            if "budget" in name:
                lines.append(f"| {name} | | | | | | {budget} |")
            else:
                s = score(base, name.replace("-part", ""), out, folder, verbose)
                lines.append(
                    f"| {name} | {s['forms']:.0%} | {s['extra']} | {s['fields']:.2%} | {s['indicators_f1']:.4f} | "
                    f"{s['indicators_f1_no_level']:.4f} | {budget} |")
                missed += [name] if misses(name, s) and name not in missed else []
            print(lines[-1])
    if "--check" in sys.argv:
        print("missed:", ", ".join(missed) or "none")
        sys.exit(1 if missed else 0)
    if verbose:
        return
    head = HEAD
    with open(os.path.join(ROOT, "docs", "import-quality.md"), "w", encoding="utf-8") as out:
        out.write(head + "\n".join(lines) + "\n")


HEAD = """# How well forms are imported

Written by `scripts/import-quality.sh`; figures only. Each file of the corpus is imported by the command line program and compared with careful
transcriptions by the corpus's own scorer. Forms: found of those asked for, and others that were invented. Fields: texts, amounts, counts.
Indicators: F1 of side, second level, name and value, and without the second level. Budget: projects of 项目支出预算表.

The office files of the corpus are of one look each. Other shapes (split and further columns, heads in two rows, repeated merged cells, cells over
several lines, pages that begin without a label, rows that a page breaks, other orders of levels, notes beside the table, formulas, number formats,
struck-out text) are no figures but tests: `tests/import/shapes.rs`, `crates/exchange/tests/shapes.rs` and the tests of each reader. Layouts of other
counties (titles in two lines, labels in other words or misread, forms beside one another, blocks in another order, tables and rows over two pages)
are in `crates/exchange/tests/layouts.rs`.

Aimed at: published texts fields 99 %, indicators 0.97 and 0.99; office files 100 %; PDF fields 98 %, indicators 0.95.

Every project of 项目支出预算表 is read and none invented. Speed: see [performance.md](performance.md).

| file | forms | invented | fields | indicators | without level | budget |
| --- | --- | --- | --- | --- | --- | --- |
"""

main()
