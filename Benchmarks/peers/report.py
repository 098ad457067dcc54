#!/usr/bin/env python3
"""Turns the JSON lines of Benchmarks/compare into RESULTS.md.

Usage: report.py LINES.jsonl > RESULTS.md
       report.py --self-test

Each line holds `case` and `peer` and one of `secondsPerElement`, `secondsPerFit`, `seconds`; of several
lines for one case and peer the fastest counts. Every peer in GROUPS gets its row: one without a result
says "missing", and so does everything when our side is. A peer not listed there is an error. A line of
excess.py holds `excess` instead, of which the largest counts.
"""
import argparse
import json
import sys

from groups import GROUPS, OURS, STANDARD_CASES, group_of
from machine import facts

UNITS = ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


class Results:
    def __init__(self, lines, cases=STANDARD_CASES):
        self.cases = tuple(cases)
        self.fastest = {}
        self.agreements = {}
        # Of each case and peer the lines of the largest distance from the minimum.
        self.excesses = {}
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
        group, peer = group_of(case), line["peer"]
        if peer not in (OURS, *group.peers, *group.variants):
            raise ValueError(f"unexpected peer {peer!r} in {case}")
        if "excess" in line:
            known = self.excesses.get((case, peer))
            if known is None or not line["excess"] <= known["excess"]:
                self.excesses[case, peer] = line
            return
        unit = group.unit
        if unit not in line and "coefficients" in line:
            return
        value = line[unit]
        if not value > 0:
            raise ValueError(f"{case} {peer}: {unit} is {value}")
        known = self.fastest.get((case, peer))
        if known is None or value < known[unit]:
            self.fastest[case, peer] = line

    def seconds(self, case, peer):
        line = self.fastest.get((case, peer))
        return None if line is None else line[group_of(case).unit]


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


def memory(results, case, peer):
    peak = results.fastest.get((case, peer), {}).get("peakMegabytes")
    return "missing" if peak is None else f"{peak:.0f} MB"


def excess(results, case, peer):
    """F/F* − 1, and of which F if it is not that of all."""
    line = results.excesses.get((case, peer))
    if line is None:
        return "missing"
    note = {"weights": "", "intercept too": " (intercept penalised)", "none": " (no penalty)"}
    return f"{line['excess']:.1e}" + note[line["penalty"]]


def both(column):
    return lambda results, case, peer: f"{column(results, case, OURS)}, {column(results, case, peer)}"


# Heading, and the text for a case and peer.
COLUMNS = {
    "parameters": ("same parameters", parameters_note),
    "memory": ("peak memory, ours and theirs", both(memory)),
    "excess": ("F/F* − 1, ours and theirs", both(excess)),
}


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def tables(results):
    for group in GROUPS:
        cases = [case for case in results.cases if case.startswith(group.prefix)]
        if not cases:
            continue
        per = {"secondsPerElement": " an element", "secondsPerFit": " a fit"}.get(group.unit, "")
        extra = [COLUMNS[name] for name in group.columns]
        headings = ["case", "peer", f"ours{per}", f"theirs{per}", "ours is faster by"]
        headings += [heading for heading, _ in extra]
        yield f"\n## {group.heading}\n"
        yield row(*headings)
        yield row(*["---"] * len(headings))
        for case in cases:
            ours = results.seconds(case, OURS)
            for peer in group.peers:
                theirs = results.seconds(case, peer)
                cells = [case, peer, duration(ours), duration(theirs), ratio(ours, theirs)]
                yield row(*cells, *[text(results, case, peer) for _, text in extra])
        if group.variants:
            yield from variants(results, group, cases)
        if group.prefix in ("plate/", "profile/"):
            for case in cases:
                line = results.agreements.get(case)
                found = f"{line['agreeing']} of {line['series']}" if line else "missing"
                yield f"\nSeries of {case} on which both sides agree: {found}."


def variants(results, group, cases):
    """Our side in other ways, against the peer that is listed first."""
    yield "\n" + row("case", "ours", "time", f"faster than {group.peers[0]} by", "F/F* − 1", "peak memory")
    yield row(*["---"] * 6)
    for case in cases:
        theirs = results.seconds(case, group.peers[0])
        for name in (OURS, *group.variants):
            ours = results.seconds(case, name)
            yield row(case, name, duration(ours), ratio(ours, theirs), excess(results, case, name),
                      memory(results, case, name))


def document(results, known):
    yield "# Benchmark results\n"
    yield "Written by `Benchmarks/compare`. Both sides ran in turn on one machine and on the same files;"
    yield "the fastest of the repeats counts on each side. The ratios travel better than the times."
    yield "\n| | |\n| --- | --- |"
    for name, value in known:
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
        line(case="batch/1000000x28", peer=OURS, seconds=0.2, coefficients=[1]),
        line(case="batch/1000000x28", peer="ours, two threads", seconds=0.1, peakMegabytes=300),
        line(case="batch/1000000x28", peer="scikit-learn lbfgs", seconds=0.8),
        line(case="batch/1000000x28", peer="R glm", seconds=8),
        line(case="batch/1000000x28", peer=OURS, excess=3e-9, penalty="weights"),
        line(case="batch/1000000x28", peer=OURS, excess=5e-8, penalty="weights"),
        line(case="batch/1000000x28", peer=OURS, excess=4e-8, penalty="weights"),
        line(case="batch/1000000x28", peer="R glm", excess=1e-16, penalty="none"),
        line(case="libsvm/300000x28", peer=OURS, seconds=0.5, peakMegabytes=120),
        line(case="libsvm/300000x28", peer="liblinear -s 0", seconds=3, peakMegabytes=240),
        line(case="libsvm/300000x28", peer="liblinear -s 0", coefficients=[1]),
        line(case="libsvm/300000x28", peer="liblinear -s 0", excess=2e-6, penalty="intercept too"),
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
        "| batch/1000000x28 | scikit-learn lbfgs | 200 ms | 800 ms | 4.00 × | 5.0e-08, missing |",
        "| batch/1000000x28 | R glm | 200 ms | 8 s | 40 × | 5.0e-08, 1.0e-16 (no penalty) |",
        "| batch/1000000x28 | ours, two threads | 100 ms | 8.00 × | missing | 300 MB |",
        "| libsvm/300000x28 | liblinear -s 0 | 500 ms | 3 s | 6.00 × "
        "| missing, 2.0e-06 (intercept penalised) | 120 MB, 240 MB |",
        "| epoch/1000000x28 | ours, averaged | missing | missing | missing | missing |",
    ):
        assert expected in text, f"not in the report: {expected}\n{text}"
    prefixes = tuple(f"| {case} " for case in STANDARD_CASES)
    count = sum(text.startswith(prefixes) for text in text.splitlines())
    expected = 3 * 4 + 3 * 4 + 1 + 1 + 1 + 1 + (5 + 4) + (2 + 2) + (1 + 2) + (3 + 2)
    assert count == expected, f"{count} rows"
    for wrong in (
        line(case="sigmoid/1000", peer="somebody", secondsPerElement=1),
        line(case="sigmoid/7", peer=OURS, secondsPerElement=1),
        line(case="sigmoid/1000", peer=OURS, secondsPerElement=0),
        line(case="batch/1000000x28", peer="ours, averaged", excess=1e-9, penalty="weights"),
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
    sys.stdout.write("\n".join(document(results, facts())) + "\n")


if __name__ == "__main__":
    main()
