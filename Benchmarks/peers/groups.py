"""The tables of RESULTS.md: what is measured against whom."""
from typing import NamedTuple

OURS = "ours"


class Group(NamedTuple):
    heading: str
    unit: str
    peers: tuple
    # Which cases.
    prefix: str
    # Columns beside times and ratio: keys of COLUMNS.
    columns: tuple = ()
    # Our side run in other ways, in a table of their own.
    variants: tuple = ()


GROUPS = (
    Group("σ over an array, one thread", "secondsPerElement",
          ("scipy expit", "numpy 1/(1+exp(-x))", "numpy 1/(1+exp(-x)) in place", "libm"), "sigmoid/"),
    Group("One fit of the logistic curve, one thread", "secondsPerFit",
          ("scipy curve_fit", "R nlsLM", "R nls + SSlogis", "GSL loop in C"), "fit/", ("parameters",)),
    Group("Many series, from a CSV file to a CSV file, whole process, one thread", "seconds",
          ("pandas + scipy curve_fit",), "plate/", ("memory",)),
    Group("A plate of wells x 300 times, whole process, ours with profile limits on two threads",
          "seconds", ("R nlsLM as growthcurver",), "wells/", ("memory",)),
    Group("Profile limits of all parameters, from a CSV file to a CSV file, whole process, one thread",
          "seconds", ("lmfit conf_interval",), "profile/", ("memory",)),
    Group("Reading a numeric CSV file", "seconds", ("pandas read_csv",), "read/"),
    Group("Logistic regression of a matrix in memory to within 1e-6 of the minimum, one thread",
          "seconds",
          ("scikit-learn lbfgs", "scikit-learn lbfgs, two threads", "scikit-learn newton-cholesky",
           "scikit-learn saga", "R glm"),
          "batch/", ("excess",),
          ("ours, two threads", "ours, lbfgs", "ours, all digits and the covariance")),
    Group("One epoch of stochastic gradient descent over a matrix in memory, one thread", "seconds",
          ("scikit-learn SGDClassifier", "scikit-learn SGDClassifier, 16 epochs"), "epoch/",
          ("excess",), ("ours, averaged",)),
    Group("Logistic regression from a CSV file to a model file, whole process, one thread", "seconds",
          ("pandas + scikit-learn lbfgs",), "csv/", ("excess", "memory"), ("ours, two threads",)),
    Group("Logistic regression from a libsvm file to a model file, whole process, one thread",
          "seconds", ("liblinear -s 0", "liblinear -s 7", "Vowpal Wabbit, one pass"), "libsvm/",
          ("excess", "memory"), ("ours, two threads",)),
)
STANDARD_CASES = (
    "sigmoid/1000", "sigmoid/100000", "sigmoid/10000000", "fit/50", "fit/200", "fit/1000",
    "plate/10000x100", "wells/384x300", "profile/24x300", "read/79MB",
    "batch/1000000x28", "epoch/1000000x28", "csv/300000x28", "libsvm/300000x28",
)


def group_of(case):
    return next(group for group in GROUPS if case.startswith(group.prefix))
