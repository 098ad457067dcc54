#!/usr/bin/env python3
"""Turns the JSON lines of Benchmarks/compare into RESULTS.md.

Usage: report.py LINES.jsonl > RESULTS.md
       report.py --self-test

Each line holds `case` and `peer` and one of `secondsPerElement`, `secondsPerFit`, `seconds`; of several
lines for one case and peer the fastest counts. Every peer in GROUPS gets its row: one without a result
says "missing", and so does everything when our side is. A peer not listed there is an error.
"""
import argparse
import datetime
import importlib.metadata
import json
import os
import platform
import re
import subprocess
import sys

OURS = "ours"
# Heading, what one unit is, the peers, which cases.
GROUPS = (
    ("σ over an array, one thread", "secondsPerElement",
     ("scipy expit", "numpy 1/(1+exp(-x))", "numpy 1/(1+exp(-x)) in place", "libm"), "sigmoid/"),
    ("One fit of the logistic curve, one thread", "secondsPerFit",
     ("scipy curve_fit", "R nlsLM", "R nls + SSlogis", "GSL loop in C"), "fit/"),
    ("Many series, from a CSV file to a CSV file, whole process, one thread", "seconds",
     ("pandas + scipy curve_fit",), "plate/"),
    ("A plate of wells x 300 times, whole process, ours with profile limits on two threads",
     "seconds", ("R nlsLM as growthcurver",), "wells/"),
    ("Profile limits of all parameters, from a CSV file to a CSV file, whole process, one thread",
     "seconds", ("lmfit conf_interval",), "profile/"),
    ("Reading a numeric CSV file", "seconds", ("pandas read_csv",), "read/"),
)
STANDARD_CASES = (
    "sigmoid/1000", "sigmoid/100000", "sigmoid/10000000", "fit/50", "fit/200", "fit/1000",
    "plate/10000x100", "wells/384x300", "profile/24x300", "read/79MB",
)
UNITS = ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


class Results:
    def __init__(self, lines, cases=STANDARD_CASES):
        self.cases = tuple(cases)
        self.fastest = {}
        self.agreements = {}
        for text in lines:
            if text.strip():
                self.add(json.loads(text))

    def add(self, line):
        case = line["case"]
        if case not in self.cases:
            raise ValueError(f"unexpected case {case!r}")
        if "agreeing" in line:
            self.agreements[case] = line
            return
        _, unit, peers, _ = group_of(case)
        peer, value = line["peer"], line[unit]
        if peer != OURS and peer not in peers:
            raise ValueError(f"unexpected peer {peer!r} in {case}")
        if not value > 0:
            raise ValueError(f"{case} {peer}: {unit} is {value}")
        known = self.fastest.get((case, peer))
        if known is None or value < known[unit]:
            self.fastest[case, peer] = line

    def seconds(self, case, peer):
        line = self.fastest.get((case, peer))
        return None if line is None else line[group_of(case)[1]]


def group_of(case):
    return next(group for group in GROUPS if case.startswith(group[3]))


def duration(seconds):
    if seconds is None:
        return "missing"
    factor, unit = next((u for u in UNITS if seconds >= u[0]), UNITS[-1])
    return f"{seconds / factor:.3g} {unit}"


def ratio(ours, theirs):
    if ours is None or theirs is None:
        return "missing"
    value = theirs / ours
    return f"{value:.2f} ×" if value < 10 else f"{value:,.0f} ×"


def parameters_note(results, case, peer):
    """Whether a peer found the same parameters, to 1e-6."""
    lines = [results.fastest.get((case, name), {}).get("parameters") for name in (OURS, peer)]
    if None in lines:
        return "missing"
    same = len(lines[0]) == len(lines[1]) and all(
        abs(a - b) <= 1e-6 * abs(b) for a, b in zip(*lines)
    )
    return "yes" if same else f"**no**: {lines[0]}, {lines[1]}"


def tables(results):
    for heading, unit, peers, prefix in GROUPS:
        cases = [case for case in results.cases if case.startswith(prefix)]
        if not cases:
            continue
        per = {"secondsPerElement": " an element", "secondsPerFit": " a fit"}.get(unit, "")
        extra = {"fit/": " same parameters |"}.get(prefix, "")
        if unit == "seconds" and prefix != "read/":
            extra = " peak memory, ours and theirs |"
        yield f"\n## {heading}\n"
        yield f"| case | peer | ours{per} | theirs{per} | ours is faster by |{extra}"
        yield "| --- | --- | --- | --- | --- |" + (" --- |" if extra else "")
        for case in cases:
            ours = results.seconds(case, OURS)
            for peer in peers:
                theirs = results.seconds(case, peer)
                row = f"| {case} | {peer} | {duration(ours)} | {duration(theirs)} | {ratio(ours, theirs)} |"
                if prefix == "fit/":
                    row += f" {parameters_note(results, case, peer)} |"
                if "memory" in extra:
                    peaks = [
                        results.fastest.get((case, name), {}).get("peakMegabytes")
                        for name in (OURS, peer)
                    ]
                    row += " " + ", ".join("missing" if p is None else f"{p:.0f} MB" for p in peaks) + " |"
                yield row
        if prefix in ("plate/", "profile/"):
            for case in cases:
                line = results.agreements.get(case)
                found = f"{line['agreeing']} of {line['series']}" if line else "missing"
                yield f"\nSeries of {case} on which both sides agree: {found}."


def first_line(*command):
    try:
        output = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except OSError:
        return "missing"
    text = (output.stdout or output.stderr).strip()
    return text.splitlines()[0] if text else "missing"


def package(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return re.search(r"model name\s*:\s*(.*)", file.read()).group(1)
    except (OSError, AttributeError):
        return first_line("sysctl", "-n", "machdep.cpu.brand_string")


def system():
    try:
        with open("/etc/os-release", encoding="utf-8") as file:
            return re.search(r'PRETTY_NAME="(.*)"', file.read()).group(1)
    except (OSError, AttributeError):
        return platform.platform()


def machine():
    load = "unknown" if not hasattr(os, "getloadavg") else f"{os.getloadavg()[0]:.1f}"
    versions = ", ".join(map(package, ("numpy", "scipy", "pandas", "lmfit")))
    minpack = first_line("Rscript", "-e", 'cat(as.character(packageVersion("minpack.lm")))')
    return (
        ("date", datetime.date.today().isoformat()),
        ("processor", f"{processor()}, {os.cpu_count()} cores, {platform.machine()}"),
        ("system", f"{system()}, load {load} when this was written"),
        ("Swift", first_line("swift", "--version")),
        ("GSL", first_line("pkg-config", "--modversion", "gsl")),
        ("C compiler of the libm loop", first_line("cc", "--version")),
        ("Python", platform.python_version()),
        ("NumPy, SciPy, pandas, lmfit", versions),
        ("R", first_line("Rscript", "--version")),
        ("minpack.lm", minpack),
    )


def document(results, facts):
    yield "# Benchmark results\n"
    yield "Written by `Benchmarks/compare`. Both sides ran in turn on one machine and on the same files;"
    yield "the fastest of the repeats counts on each side. The ratios travel better than the times."
    yield "\n| | |\n| --- | --- |"
    for name, value in facts:
        yield f"| {name} | {value} |"
    yield from tables(results)


def self_test():
    def line(**fields):
        return json.dumps(fields)

    lines = [
        line(case="sigmoid/1000", peer=OURS, secondsPerElement=2e-9),
        line(case="sigmoid/1000", peer=OURS, secondsPerElement=1e-9),
        line(case="sigmoid/1000", peer="libm", secondsPerElement=8e-9),
        line(case="fit/50", peer=OURS, secondsPerFit=1e-5, parameters=[1, 2, 3]),
        line(case="fit/50", peer="R nlsLM", secondsPerFit=2e-3, parameters=[1, 2, 3 + 1e-9]),
        line(case="fit/50", peer="scipy curve_fit", secondsPerFit=4e-4, parameters=[1, 2, 4]),
        line(case="plate/10000x100", agreeing=9, series=10),
    ]
    text = "\n".join(document(Results(lines), [("processor", "none")]))
    for expected in (
        "| sigmoid/1000 | libm | 1 ns | 8 ns | 8.00 × |",
        "| sigmoid/1000 | scipy expit | 1 ns | missing | missing |",
        "| fit/50 | R nlsLM | 10 µs | 2 ms | 200 × | yes |",
        "| fit/50 | scipy curve_fit | 10 µs | 400 µs | 40 × | **no**: [1, 2, 3], [1, 2, 4] |",
        "| fit/200 | R nlsLM | missing | missing | missing | missing |",
        "| plate/10000x100 | pandas + scipy curve_fit | missing | missing | missing | missing, missing |",
        "both sides agree: 9 of 10.",
        "| read/79MB | pandas read_csv | missing | missing | missing |",
    ):
        assert expected in text, f"not in the report: {expected}\n{text}"
    rows = [row for row in text.splitlines() if row.startswith(tuple(f"| {c} " for c in STANDARD_CASES))]
    assert len(rows) == 3 * 4 + 3 * 4 + 1 + 1 + 1 + 1, f"{len(rows)} rows"
    for wrong in (
        line(case="sigmoid/1000", peer="somebody", secondsPerElement=1),
        line(case="sigmoid/7", peer=OURS, secondsPerElement=1),
        line(case="sigmoid/1000", peer=OURS, secondsPerElement=0),
    ):
        try:
            Results([wrong])
        except ValueError:
            continue
        raise AssertionError(f"accepted: {wrong}")
    assert duration(1.5) == "1.5 s" and duration(2.5e-10) == "0.25 ns"
    print("report.py: sanity checks passed")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lines", nargs="?")
    parser.add_argument("--cases", nargs="+", default=STANDARD_CASES)
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if options.self_test:
        self_test()
        return
    if options.lines is None:
        parser.error("a file of JSON lines is needed")
    with open(options.lines, encoding="utf-8") as file:
        results = Results(file, options.cases)
    sys.stdout.write("\n".join(document(results, machine())) + "\n")


if __name__ == "__main__":
    main()
