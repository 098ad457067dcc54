#!/usr/bin/env python3
"""σ over arrays in SciPy and NumPy: secondsPerElement for each size.

Usage: sigmoid.py [SIZE…]      (default 1000 100000 10000000)
"""
import argparse

import numpy as np
from scipy.special import expit

from timing import report, seconds_per_call


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 100_000, 10_000_000])
    for size in parser.parse_args().sizes:
        # The points are those of every side: evenly from −20 to 20.
        x = np.linspace(-20, 20, size)
        y = np.empty_like(x)

        def numpy_sigmoid():
            np.negative(x, out=y)
            np.exp(y, out=y)
            np.add(y, 1, out=y)
            np.divide(1, y, out=y)

        for peer, call in (
            ("scipy expit", lambda: expit(x, out=y)),
            ("numpy 1/(1+exp(-x))", lambda: 1 / (1 + np.exp(-x))),
            ("numpy 1/(1+exp(-x)) in place", numpy_sigmoid),
        ):
            seconds = seconds_per_call(call)
            report(case=f"sigmoid/{size}", peer=peer, secondsPerElement=seconds / size)


main()
