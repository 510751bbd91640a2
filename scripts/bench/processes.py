"""Processes and what they cost, as the kernel counted it. Which processes, and what it means, is left to others."""

import os
import signal
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]


class Failed(Exception):
    """A program that a benchmark needs has failed; says which and how."""


@dataclass(frozen=True)
class Cost:
    """Seconds, and megabytes at the peak (of the largest process, where a program is several)."""

    wall: float
    cpu: float
    peak_mb: float
    output: str = ""


@contextmanager
def started(command, *, seconds: float | None = None, **options):
    """A running program, its output piped as text; killed with all it has started when the seconds are over, and at the
    end of the block.

    It gets a session of its own: the scheduler shares the processor between sessions, so that a program does not
    compete with the benchmark's other processes for one session's share.
    """
    options = {"stdin": subprocess.DEVNULL, **options}
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, text=True, start_new_session=True, **options)
    limit = threading.Timer(seconds or 0, kill, [process])
    if seconds:
        limit.start()
    try:
        yield process
    finally:
        limit.cancel()
        kill(process)
        process.stdout.close()
        process.wait()


def kill(process: subprocess.Popen):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def run(command, *, seconds: float | None = None, **options) -> Cost:
    """Runs a program to its end; its children that it waited for count with it."""
    began = time.monotonic()
    with started(command, seconds=seconds, **options) as process:
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        late = f" after its {seconds:.0f} seconds were over" if seconds and wall >= seconds else ""
        raise Failed(
            f"{Path(command[0]).name} ended with status {process.returncode}{late}: {' '.join(map(str, command))}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def spar(given: str | None) -> Path:
    """The program to measure: the given one, or this package's, built in release where it is missing."""
    program = Path(given) if given else PACKAGE / ".build/release/spar"
    if not given and not program.exists():
        subprocess.run(["swift", "build", "-c", "release", "--product", "spar"], cwd=PACKAGE, check=True)
    if not os.access(program, os.X_OK):
        raise Failed(f"{program} is no program.")
    return program.resolve()
