#!/usr/bin/env python3
"""From a CSV file to a model file with pandas and scikit-learn's default solver.

Usage: csv_sklearn.py IN.csv MODEL.joblib
"""
import argparse

import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input")
    parser.add_argument("model")
    options = parser.parse_args()
    table = pd.read_csv(options.input)
    y = table.pop("y")
    model = LogisticRegression(max_iter=1000).fit(table.to_numpy(), y.to_numpy())
    joblib.dump(model, options.model)


main()
