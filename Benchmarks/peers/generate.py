#!/usr/bin/env python3
"""Writes the input files that our side and the peers' side both read. Seeded: the same bytes each time.

  generate.py fit --points N FILE                     one noisy logistic series: columns time,size
  generate.py plate --layout wide|long FILE           many series of the same times
              [--series 10000] [--points 100]           wide: time,s1,s2,…   long: series,time,size
  generate.py numbers [--megabytes 79] FILE           a numeric table of ten columns
  generate.py classes --layout binary|csv|libsvm|vw FILE
              [--rows 1000000] [--columns 28]           two classes; binary: 64-bit numbers, rows then
                                                        labels; csv: y,x1,x2,…
"""
import argparse

import numpy as np

# The curve that `fit` draws from, and where every solver starts.
CAPACITY, RATE, MIDPOINT = 2.5, 0.7, 12.0
START = (2.0, 0.5, 10.0)


def logistic(times, capacity, rate, midpoint):
    return capacity / (1 + np.exp(-rate * (times - midpoint)))


def write_rows(path, header, columns):
    """Numbers as the shortest text that reads back to the same double."""
    with open(path, "w", encoding="ascii", newline="\n") as file:
        file.write(",".join(header) + "\n")
        for row in zip(*columns):
            file.write(",".join(map(str, row)) + "\n")


def fit(options):
    random = np.random.default_rng(20_240 + options.points)
    times = np.linspace(0, 24, options.points)
    sizes = logistic(times, CAPACITY, RATE, MIDPOINT)
    sizes = sizes + random.normal(0, 0.02, options.points)
    write_rows(options.file, ["time", "size"], [times.tolist(), sizes.tolist()])


def plate(options):
    random = np.random.default_rng(10_000)
    times = np.round(np.linspace(0, 24, options.points), 4)
    capacity = random.uniform(0.5, 2.0, options.series)
    rate = random.uniform(0.4, 1.5, options.series)
    midpoint = random.uniform(6, 14, options.series)
    sizes = logistic(times[:, None], capacity, rate, midpoint)
    sizes = np.round(sizes + random.normal(0, 0.01, sizes.shape), 5)
    names = [f"s{number}" for number in range(1, options.series + 1)]
    if options.layout == "wide":
        write_rows(options.file, ["time", *names], [times.tolist(), *sizes.T.tolist()])
        return
    write_rows(
        options.file,
        ["series", "time", "size"],
        [
            [name for name in names for _ in times],
            times.tolist() * options.series,
            sizes.T.ravel().tolist(),
        ],
    )


def numbers(options):
    random = np.random.default_rng(79)
    # A row of ten numbers of six decimals takes 92 to 102 bytes.
    size, limit = 0, options.megabytes * 1_000_000
    with open(options.file, "w", encoding="ascii", newline="\n") as file:
        size += file.write(",".join(f"x{column}" for column in range(10)) + "\n")
        while size < limit:
            block = random.normal(0, 100, (1000, 10))
            for row in block:
                size += file.write(",".join(["%.6f" % value for value in row]) + "\n")
                if size >= limit:
                    break


def classes(options):
    """Correlated columns of different scale, half of them skewed, and labels that they say something of.

    All layouts hold the same numbers, of six decimals.
    """
    random = np.random.default_rng(options.columns)
    mixing = np.eye(options.columns) + random.normal(0, 0.1, (options.columns, options.columns))
    scale = np.exp(random.uniform(-0.3, 0.3, options.columns))
    weights = random.normal(0, 0.25, options.columns)
    x = random.normal(0, 1, (options.rows, options.columns)) @ mixing
    scores = x @ weights + 0.2
    half = options.columns // 2
    np.exp(x[:, :half] / 2, out=x[:, :half])
    x *= scale
    np.round(x, 6, out=x)
    # −0 has another text than 0.
    x += 0.0
    y = (random.uniform(size=options.rows) < 1 / (1 + np.exp(-scores))).astype("<f8")
    if options.layout == "binary":
        with open(options.file, "wb") as file:
            x.astype("<f8", copy=False).tofile(file)
            y.tofile(file)
        return
    numbers = range(1, options.columns + 1)
    layouts = {
        "csv": ("%s," + ",".join("%.6f" for _ in numbers), ("0", "1")),
        "libsvm": ("%s " + " ".join(f"{j}:%.6f" for j in numbers), ("-1", "+1")),
        "vw": ("%s | " + " ".join(f"{j}:%.6f" for j in numbers), ("-1", "1")),
    }
    form, labels = layouts[options.layout]
    with open(options.file, "w", encoding="ascii", newline="\n") as file:
        if options.layout == "csv":
            file.write("y," + ",".join(f"x{j}" for j in numbers) + "\n")
        for label, row in zip(y, x):
            file.write(form % (labels[int(label)], *row) + "\n")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("fit")
    command.add_argument("--points", type=int, required=True)
    command.set_defaults(run=fit)
    command = commands.add_parser("plate")
    command.add_argument("--layout", choices=["wide", "long"], required=True)
    command.add_argument("--series", type=int, default=10_000)
    command.add_argument("--points", type=int, default=100)
    command.set_defaults(run=plate)
    command = commands.add_parser("numbers")
    command.add_argument("--megabytes", type=int, default=79)
    command.set_defaults(run=numbers)
    command = commands.add_parser("classes")
    command.add_argument("--layout", choices=["binary", "csv", "libsvm", "vw"], required=True)
    command.add_argument("--rows", type=int, default=1_000_000)
    command.add_argument("--columns", type=int, default=28)
    command.set_defaults(run=classes)
    for command in commands.choices.values():
        command.add_argument("file")
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
