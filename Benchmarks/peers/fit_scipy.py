#!/usr/bin/env python3
"""One fit of the logistic curve with SciPy's curve_fit (MINPACK's lm) and its analytic Jacobian.

Usage: fit_scipy.py CASE FILE        FILE has the columns time,size
"""
import argparse

import numpy as np
from scipy.optimize import curve_fit

from generate import START
from timing import report, seconds_per_call


def logistic(t, capacity, rate, midpoint):
    return capacity / (1 + np.exp(-rate * (t - midpoint)))


def jacobian(t, capacity, rate, midpoint):
    sigma = 1 / (1 + np.exp(-rate * (t - midpoint)))
    slope = capacity * sigma * (1 - sigma)
    return np.column_stack([sigma, slope * (t - midpoint), -slope * rate])


def fit(times, sizes, start=START):
    return curve_fit(logistic, times, sizes, p0=start, jac=jacobian, method="lm")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case")
    parser.add_argument("file")
    options = parser.parse_args()
    times, sizes = np.loadtxt(options.file, delimiter=",", skiprows=1, unpack=True)
    parameters, covariance = fit(times, sizes)
    report(
        case=options.case,
        peer="scipy curve_fit",
        secondsPerFit=seconds_per_call(lambda: fit(times, sizes)),
        parameters=parameters.tolist(),
        standardErrors=np.sqrt(np.diag(covariance)).tolist(),
    )


if __name__ == "__main__":
    main()
