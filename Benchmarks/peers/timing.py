"""Shared by the peers: repeat, take the minimum, print one JSON line."""
import json
import time


def seconds_per_call(function, at_least=0.2, repeats=5):
    """The smallest mean of `repeats` runs, each of as many calls as fill `at_least` seconds."""
    calls = 1
    while True:
        start = time.perf_counter()
        for _ in range(calls):
            function()
        elapsed = time.perf_counter() - start
        if elapsed >= at_least:
            break
        calls = max(calls + 1, int(1.2 * calls * at_least / max(elapsed, 1e-9)))
    best = elapsed / calls
    for _ in range(repeats - 1):
        start = time.perf_counter()
        for _ in range(calls):
            function()
        best = min(best, (time.perf_counter() - start) / calls)
    return best


def report(**fields):
    print(json.dumps(fields), flush=True)
