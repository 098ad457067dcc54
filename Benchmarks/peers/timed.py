#!/usr/bin/env python3
"""Runs one command to its end and prints a JSON line with its wall time and peak memory.

Usage: timed.py CASE PEER COMMAND [ARGUMENT…]
"""
import resource
import subprocess
import sys
import time

from timing import report


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    case, peer, *command = sys.argv[1:]
    start = time.perf_counter()
    code = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode
    seconds = time.perf_counter() - start
    if code != 0:
        sys.exit(f"{command[0]} ended with exit code {code}")
    # Linux counts kilobytes, macOS bytes.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    peak = peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    report(case=case, peer=peer, seconds=seconds, peakMegabytes=round(peak, 1))


main()
