#!/usr/bin/env python3
"""Prints the weights and the intercept of a model file as a JSON line.

Usage: coefficients.py CASE PEER FORMAT FILE      FORMAT: classify, liblinear, scikit-learn, vw

The file of vw is that of --readable_model.
"""
import argparse
import json
import re

from timing import report

# Where Vowpal Wabbit keeps the constant, and how many features there may be.
VW_CONSTANT, VW_FEATURES = 116060, 1000


def classify(path):
    with open(path, encoding="utf-8") as file:
        (function,) = json.load(file)["scores"]
    return [*function["coefficients"], function["intercept"]], "weights"


def liblinear(path):
    """The weights are those of the label named first."""
    with open(path, encoding="ascii") as file:
        text = file.read()
    header, weights = text.split("\nw\n")
    sign = 1 if float(re.search(r"^label (\S+)", header, re.M).group(1)) > 0 else -1
    assert float(re.search(r"^bias (\S+)", header, re.M).group(1)) == 1
    return [sign * float(value) for value in weights.split()], "intercept too"


def scikit_learn(path):
    import joblib

    model = joblib.load(path)
    return [*model.coef_[0].tolist(), float(model.intercept_[0])], "weights"


def vw(path):
    with open(path, encoding="utf-8") as file:
        pairs = re.findall(r"^(\d+):(\S+)", file.read(), re.M)
    weights = {int(index): float(value) for index, value in pairs}
    intercept = weights.pop(VW_CONSTANT)
    count = max(weights)
    assert count < VW_FEATURES
    return [weights.get(index, 0.0) for index in range(1, count + 1)] + [intercept], "weights"


READERS = {"classify": classify, "liblinear": liblinear, "scikit-learn": scikit_learn, "vw": vw}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case")
    parser.add_argument("peer")
    parser.add_argument("format", choices=READERS)
    parser.add_argument("file")
    options = parser.parse_args()
    coefficients, penalty = READERS[options.format](options.file)
    report(case=options.case, peer=options.peer, coefficients=coefficients, penalty=penalty)


main()
