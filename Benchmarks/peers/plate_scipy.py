#!/usr/bin/env python3
"""Fits the logistic curve to every column of a wide CSV file and writes a CSV of the results.

Usage: plate_scipy.py IN.csv OUT.csv

What a careful user would write: pandas reads the file, start values come from the data, curve_fit has
the analytic Jacobian, and each row of the result has estimates, standard errors and 95 % limits.
"""
import argparse

import numpy as np
import pandas as pd
from scipy.stats import t as student

from fit_scipy import fit

NAMES = ("L", "k", "x0")


def start_values(times, sizes):
    """Capacity from the largest size, midpoint at half of it, rate from the 20–80 % rise."""
    capacity = sizes.max()
    midpoint, early, late = (
        times[np.argmax(sizes >= share * capacity)] for share in (0.5, 0.2, 0.8)
    )
    rise = late - early
    rate = 2 * np.log(4) / rise if rise > 0 else 1.0
    return capacity, rate, midpoint


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input")
    parser.add_argument("output")
    options = parser.parse_args()
    table = pd.read_csv(options.input)
    times = table.iloc[:, 0].to_numpy()
    quantile = student.ppf(0.975, len(times) - len(NAMES))
    rows = []
    for series in table.columns[1:]:
        sizes = table[series].to_numpy()
        try:
            parameters, covariance = fit(times, sizes, start_values(times, sizes))
        except RuntimeError:
            rows.append({"series": series, "status": "failed"})
            continue
        row = {"series": series, "status": "converged"}
        for name, value, error in zip(NAMES, parameters, np.sqrt(np.diag(covariance))):
            row[name] = value
            row[f"{name}_se"] = error
            row[f"{name}_lower"] = value - quantile * error
            row[f"{name}_upper"] = value + quantile * error
        rows.append(row)
    pd.DataFrame(rows).to_csv(options.output, index=False)


if __name__ == "__main__":
    main()
