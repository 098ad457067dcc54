#!/usr/bin/env python3
"""Compares two CSV files of fitted series and prints a JSON line: how many series agree.

Usage: agreement.py CASE OURS.csv THEIRS.csv

A series agrees when L, k and x0 do to 1e-5 relative, and their standard errors, or where there are none
their limits, to 1e-3: curve_fit stops at 1e-8 of the sum of squares, which leaves its parameters that far
from the minimum, and conf_interval at 1e-3 of a probability.
"""
import argparse
import csv

from timing import report

ESTIMATE, UNCERTAINTY = 1e-5, 1e-3


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {row["series"]: row for row in csv.DictReader(file)}


def agrees(ours, theirs):
    try:
        suffixes = ("_se",) if "L_se" in theirs else ("_lower", "_upper")
        wanted = [(name, ESTIMATE) for name in ("L", "k", "x0")]
        wanted += [(name + suffix, UNCERTAINTY) for name, _ in wanted for suffix in suffixes]
        return all(
            abs(float(ours[name]) - float(theirs[name])) <= tolerance * abs(float(theirs[name]))
            for name, tolerance in wanted
        )
    except (KeyError, TypeError, ValueError):
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case")
    parser.add_argument("ours")
    parser.add_argument("theirs")
    options = parser.parse_args()
    ours, theirs = read(options.ours), read(options.theirs)
    count = sum(agrees(ours[name], theirs[name]) for name in ours.keys() & theirs.keys())
    report(case=options.case, agreeing=count, series=len(ours.keys() | theirs.keys()))


main()
