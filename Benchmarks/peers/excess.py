#!/usr/bin/env python3
"""How far each side is from the minimum of its objective: a JSON line for every line with coefficients.

Usage: excess.py LINES.jsonl COLUMNS PREFIX=ROWS=FILE…

A case whose name begins with PREFIX was trained on the ROWS × COLUMNS of FILE, which is that of
`generate.py classes --layout binary`. `excess` is F/F* − 1, at least 1e-16; F of logistic.py, and
where a line says `penalty`, that one.
"""
import argparse
import json

from logistic import Problem
from timing import report


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines")
    parser.add_argument("columns", type=int)
    parser.add_argument("data", nargs="+")
    options = parser.parse_args()
    with open(options.lines, encoding="utf-8") as file:
        lines = [json.loads(text) for text in file if text.strip()]
    for entry in options.data:
        prefix, rows, path = entry.split("=", 2)
        problem, optima = Problem(path, int(rows), options.columns), {}
        for line in lines:
            if "coefficients" not in line or not line["case"].startswith(prefix):
                continue
            penalty = line.get("penalty", "weights")
            if penalty not in optima:
                optima[penalty] = problem.optimum(penalty)
            excess = problem.objective(line["coefficients"], penalty) / optima[penalty] - 1
            report(case=line["case"], peer=line["peer"], excess=max(excess, 1e-16), penalty=penalty)


main()
