"""Whether the millionth call costs what the thousandth did: one long run of Spar, looked at from outside at marks that
it prints on the way. The load is flat.lua's."""

import argparse
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import processes
import stub as stubs
from contestants import Project
from processes import Failed


ROW = "{:<20}{:>10}{:>14}{:>10}"


@dataclass(frozen=True)
class Sample:
    """What was so when as many calls were done."""

    done: int
    seconds: float
    cpu: float
    resident_mb: float


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench-flat", description="Whether memory and the cost of a call stay flat over a long run.")
    parser.add_argument("--calls", type=int, default=1000000, help="when it ends (1000000)")
    parser.add_argument("--concurrency", type=int, default=1024, help="calls in flight (1024)")
    parser.add_argument("--seconds", type=float, default=7200, help="the run is given up after this long (7200)")
    parser.add_argument("--spar", metavar="PATH", help="the program (.build/release/spar, built where it is missing)")
    parser.add_argument(
        "--scratch", metavar="DIR", type=Path, default=processes.PACKAGE / ".build/bench",
        help="for the database, about 3 GB for a million calls, removed afterwards (.build/bench)")
    given = parser.parse_args()
    if min(given.calls, given.concurrency) < 1:
        parser.error("calls and concurrency must be at least 1")
    return given


def look(process: subprocess.Popen, done: int) -> Sample:
    # Another process's processor clock, as clock_getcpuclockid(3) names it: /proc counts in hundredths of a second.
    cpu = time.clock_gettime(~process.pid << 3 | 2)
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return Sample(done, time.monotonic(), cpu, pages * resource.getpagesize() / 2**20)


def cpu_ms(before: Sample, after: Sample) -> float:
    return (after.cpu - before.cpu) / (after.done - before.done) * 1000


def show(before: Sample, after: Sample):
    rate = (after.done - before.done) / (after.seconds - before.seconds)
    print(ROW.format(
        f"{before.done + 1:,}–{after.done:,}", f"{rate:,.0f}", f"{cpu_ms(before, after):.3f}",
        f"{after.resident_mb:.1f}"), flush=True)


def play(project: Project, stub: stubs.Stub, given: argparse.Namespace) -> list[Sample]:
    """Shows each stretch as it ends."""
    samples: list[Sample] = []
    command = project.command("flat.lua", given.calls, given.concurrency)
    options = {**project.options(stub), "stdin": subprocess.PIPE}
    with processes.started(command, seconds=given.seconds, **options) as process:
        for line in process.stdout:
            samples.append(look(process, int(line)))
            if len(samples) > 1:
                show(*samples[-2:])
            if samples[-1].done == given.calls:
                process.stdin.close()
        process.wait()
    if process.returncode != 0:
        raise Failed(f"spar ended with status {process.returncode} after {samples[-1].done if samples else 0:,} calls")
    return samples


def compare(samples: list[Sample]):
    """The first stretch pays for connections and for pages that are touched for the first time."""
    first, last = samples[:2], samples[-2:]
    print(f"last stretch ÷ first: CPU per call {cpu_ms(*last) / cpu_ms(*first):.2f}, "
          f"memory {last[1].resident_mb / first[1].resident_mb:.2f}")


def main():
    given = arguments()
    given.scratch.mkdir(parents=True, exist_ok=True)
    scratch = given.scratch.resolve()
    project = Project(scratch / "project-flat", processes.spar(given.spar), given.concurrency)
    project.empty()
    print(f"{given.calls:,} calls, {given.concurrency} in flight, answered at once with 700 bytes")
    print(ROW.format("calls", "calls/s", "CPU ms/call", "RSS MB"))
    try:
        with stubs.Stub(stubs.compile(scratch), 0, seconds=int(given.seconds) + 60) as stub:
            samples = play(project, stub, given)
        project.check(given.calls)
        compare(samples)
        print(f"database: {project.database.stat().st_size / given.calls:,.0f} bytes for a call")
    finally:
        shutil.rmtree(project.folder, ignore_errors=True)


if __name__ == "__main__":
    try:
        main()
    except (Failed, KeyboardInterrupt) as error:
        sys.exit(f"bench-flat: {error or 'interrupted'}")
