#!/usr/bin/env python3
"""Logistic regression of a matrix in memory by the solvers of scikit-learn.

Usage: train_sklearn.py CASE FILE ROWS COLUMNS PEER…

FILE is that of `generate.py classes --layout binary`. A peer is "scikit-learn SOLVER", for which the
time counts that takes F to within 1e-6 of its minimum: the passes are limited to as few as do (with
steps of a quarter where a pass is slow), which no user knows beforehand. "scikit-learn SGDClassifier"
is timed for one epoch, and "scikit-learn SGDClassifier, N epochs" for N, whatever they come to. Columns
are taken as they are.
"""
import argparse
import resource
import sys
import time
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression, SGDClassifier

from logistic import Problem
from timing import report

EXCESS = 1e-6
# Passes to begin with.
FIRST = {"lbfgs": 8, "newton-cholesky": 1, "liblinear": 1, "sag": 8, "saga": 8}


def model(peer, rows, passes):
    solver = peer.removeprefix("scikit-learn ")
    if solver.startswith("SGDClassifier"):
        return SGDClassifier(
            loss="log_loss", alpha=1 / rows, max_iter=passes, tol=None, random_state=1
        )
    return LogisticRegression(C=1, solver=solver, max_iter=passes, tol=1e-12, random_state=1)


def fastest(problem, peer, passes):
    """Seconds and coefficients; repeated where it takes less than a second."""
    seconds = []
    while len(seconds) < 5 and sum(seconds) < 5:
        start = time.perf_counter()
        fitted = model(peer, len(problem.y), passes).fit(problem.x, problem.y)
        seconds.append(time.perf_counter() - start)
        if seconds[0] > 2:
            break
    return min(seconds), np.append(fitted.coef_[0], fitted.intercept_[0])


def fewest_passes(problem, peer, goal):
    """By doubling and halving; by steps of a quarter where a pass is slow."""

    def suffice(passes):
        fitted = model(peer, len(problem.y), passes).fit(problem.x, problem.y)
        return problem.objective(np.append(fitted.coef_[0], fitted.intercept_[0])) <= goal

    is_slow = "sag" in peer
    few, enough = 0, FIRST[peer.removeprefix("scikit-learn ")]
    while not suffice(enough):
        few, enough = enough, enough * 5 // 4 if is_slow else enough * 2
        if enough > 2000:
            raise ArithmeticError(f"{peer} does not reach the minimum in {few} passes")
    while enough - few > 1 and not is_slow:
        middle = (few + enough) // 2
        few, enough = (few, middle) if suffice(middle) else (middle, enough)
    return enough


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case")
    parser.add_argument("file")
    parser.add_argument("rows", type=int)
    parser.add_argument("columns", type=int)
    parser.add_argument("peers", nargs="+")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    problem = Problem(options.file, options.rows, options.columns)
    goal = None
    for peer in options.peers:
        name = peer.removesuffix(", two threads")
        passes = int(name.split(", ")[1].removesuffix(" epochs")) if " epochs" in name else 1
        if "SGD" not in name:
            goal = goal or problem.optimum() * (1 + EXCESS)
            passes = fewest_passes(problem, name, goal)
        seconds, coefficients = fastest(problem, name, passes)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peak = peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        report(case=options.case, peer=peer, seconds=seconds, passes=passes,
               coefficients=coefficients.tolist(), peakMegabytes=round(peak, 1))


main()
