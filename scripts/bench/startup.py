"""Measures what starting and ending costs: interleaved runs of empty programs, medians of processor and wall time."""

import argparse
import os
import shutil
import statistics
import sys
import tempfile

import processes
from processes import Cost, Failed


def programs(spar) -> dict[str, list[str]]:
    # Not what `python3` finds: that may be a wrapper which takes longer than Python itself.
    found = {"spar -e ''": [spar, "-e", ""], "python3 -c ''": [os.path.realpath(sys.executable), "-c", ""]}
    lua = shutil.which("lua5.4")
    if lua:
        found["lua5.4 -e ''"] = [lua, "-e", ""]
    else:
        print("skipped: lua5.4 is not installed")
    return found


def show(name: str, costs: list[Cost]):
    cpu = [cost.cpu * 1000 for cost in costs]
    wall = statistics.median(cost.wall * 1000 for cost in costs)
    print(f"{name:<14}{statistics.median(cpu):>8.1f}{min(cpu):>8.1f}{max(cpu):>8.1f}{wall:>10.1f}")


def main():
    parser = argparse.ArgumentParser(prog="bench-startup", description="What starting and ending costs.")
    parser.add_argument("--runs", type=int, default=20, help="runs of each program (20)")
    parser.add_argument("--spar", metavar="PATH", help="the program (.build/release/spar, built where it is missing)")
    given = parser.parse_args()
    found = programs(processes.spar(given.spar))
    costs: dict[str, list[Cost]] = {name: [] for name in found}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(given.runs):
            for name, command in found.items():
                costs[name].append(processes.run(command, cwd=folder))
    print(f"{'ms':<14}{'CPU':>8}{'min':>8}{'max':>8}{'wall':>10}")
    for name, measured in costs.items():
        show(name, measured)


if __name__ == "__main__":
    try:
        main()
    except (Failed, KeyboardInterrupt) as error:
        sys.exit(f"bench-startup: {error or 'interrupted'}")
