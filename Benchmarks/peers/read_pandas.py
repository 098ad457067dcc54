#!/usr/bin/env python3
"""Reads a numeric CSV file with pandas.

Usage: read_pandas.py CASE FILE [REPEATS]
"""
import argparse
import time

import pandas as pd

from timing import report


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case")
    parser.add_argument("file")
    parser.add_argument("repeats", nargs="?", type=int, default=5)
    options = parser.parse_args()
    seconds = []
    for _ in range(options.repeats):
        start = time.perf_counter()
        table = pd.read_csv(options.file)
        seconds.append(time.perf_counter() - start)
    report(
        case=options.case,
        peer="pandas read_csv",
        seconds=min(seconds),
        sum=float(table.to_numpy().sum()),
    )


main()
