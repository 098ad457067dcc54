#!/usr/bin/env python3
"""Fits the logistic curve to every column of a wide CSV file with lmfit, and finds profile limits.

Usage: plate_lmfit.py IN.csv OUT.csv

`conf_interval` searches where an F-test on refits with the parameter held reaches 95 %. It fails when a
parameter has bounds, so there are none here.
"""
import argparse

import lmfit
import numpy as np
import pandas as pd

from plate_scipy import start_values


def residuals(parameters, times, sizes):
    values = parameters.valuesdict()
    return values["L"] / (1 + np.exp(-values["k"] * (times - values["x0"]))) - sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input")
    parser.add_argument("output")
    options = parser.parse_args()
    table = pd.read_csv(options.input)
    times = table.iloc[:, 0].to_numpy()
    rows = []
    for series in table.columns[1:]:
        sizes = table[series].to_numpy()
        parameters = lmfit.Parameters()
        for name, value in zip(("L", "k", "x0"), start_values(times, sizes)):
            parameters.add(name, value=value)
        minimizer = lmfit.Minimizer(residuals, parameters, fcn_args=(times, sizes))
        result = minimizer.minimize()
        limits = lmfit.conf_interval(minimizer, result, sigmas=[0.95])
        row = {"series": series}
        for name, found in limits.items():
            row[f"{name}_lower"], row[name], row[f"{name}_upper"] = (value for _, value in found)
        rows.append(row)
    pd.DataFrame(rows).to_csv(options.output, index=False)


if __name__ == "__main__":
    main()
