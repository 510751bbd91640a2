"""Whether many rows are loaded in constant memory: a file of rows is made, loaded twice by seeds.lua and removed, with
the memory of the program looked at from outside all the while."""

import argparse
import random
import resource
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import processes
from processes import Failed

HERE = Path(__file__).resolve().parent
ROW = "{:<10}{:<10}{:>12}{:>12}{:>12}{:>12}{:>12}{:>10}"
WORDS = ("tide harbour lamp rope lighthouse keeper barge grain ledger frost orchard clock bridge letter salt ferry "
         "candle market otter rye stove lantern river gate winter wheel kettle cellar chart anchor").split()


@dataclass
class Watch:
    """The largest resident memory of a process since it was asked last, seen a hundred times a second."""

    process: subprocess.Popen
    peak: float = 0
    peaks: list[float] = field(default_factory=list)

    def __post_init__(self):
        threading.Thread(target=self.follow, daemon=True).start()

    def follow(self):
        while self.process.poll() is None:
            self.look()
            time.sleep(0.01)

    def look(self):
        try:
            pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            return
        self.peak = max(self.peak, pages * resource.getpagesize() / 2**20)

    def take(self) -> float:
        self.look()
        peak, self.peak = self.peak, 0
        return peak


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench-seeds", description="Whether many rows are loaded in constant memory, and a second time quickly.")
    parser.add_argument("--rows", type=int, default=1000000, help="rows of the JSONL file (1000000)")
    parser.add_argument("--path", help="a folder or file to load instead, which is left alone")
    parser.add_argument("--seconds", type=float, default=7200, help="each load is given up after this long (7200)")
    parser.add_argument("--spar", metavar="PATH", help="the program (.build/release/spar, built where it is missing)")
    parser.add_argument(
        "--scratch", metavar="DIR", type=Path, default=processes.PACKAGE / ".build/bench",
        help="for the rows and the database, about 1.5 GB for a million, removed afterwards (.build/bench)")
    given = parser.parse_args()
    if given.rows < 1:
        parser.error("rows must be at least 1")
    return given


def write_rows(path: Path, count: int):
    """Rows of some 200 bytes, each of them different."""
    draw = random.Random(1)
    with path.open("w") as file:
        for number in range(count):
            text = " ".join(draw.choices(WORDS, k=28))
            file.write(f'{{"text": "Entry {number}. {text}.", "title": "Log {number % 1000}"}}\n')


def cpu_of(process: subprocess.Popen) -> float:
    return time.clock_gettime(~process.pid << 3 | 2)


def load(name: str, program: Path, folder: Path, path: str, seconds: float):
    """Shows a line for each part as it ends."""
    command = [program, "run", "--quiet", "--db", folder / "spar.db", HERE / "seeds.lua", path]
    with processes.started(command, seconds=seconds, cwd=folder) as process:
        watch, before, cpu_before = Watch(process), time.monotonic(), 0.0
        for line in process.stdout:
            part, *numbers = line.split()
            now, cpu = time.monotonic(), cpu_of(process)
            count = int(numbers[0]) if numbers else 0
            new = numbers[1:4] if part == "loaded" else ["", "", ""]
            rate = f"{count / max(now - before, 1e-9):,.0f}" if count else ""
            print(ROW.format(name, part, f"{count:,}", *new, rate, f"{watch.take():.0f}")
                  + f"{(cpu - cpu_before) / max(count, 1) * 1e6:>12.1f}", flush=True)
            before, cpu_before = now, cpu
        process.wait()
    if process.returncode != 0:
        raise Failed(f"spar ended with status {process.returncode}")


def main():
    given = arguments()
    program = processes.spar(given.spar)
    folder = given.scratch.resolve() / "project-seeds"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        path = given.path or "rows.jsonl"
        if not given.path:
            write_rows(folder / path, given.rows)
            print(f"{given.rows:,} rows, {(folder / path).stat().st_size / 2**20:,.0f} MB")
        print(ROW.format("load", "part", "seeds", "new", "known", "duplicate", "seeds/s", "peak MB") + f"{'CPU µs':>12}")
        for name in ["first", "second"]:
            load(name, program, folder, path, given.seconds)
        print(f"database: {(folder / 'spar.db').stat().st_size / 2**20:,.0f} MB")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    try:
        main()
    except (Failed, KeyboardInterrupt) as error:
        sys.exit(f"bench-seeds: {error or 'interrupted'}")
