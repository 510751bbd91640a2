"""Processes and what they cost, as the kernel counted it. Which processes, and what the figures mean, is left to others."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]


class Failed(Exception):
    """A program that a benchmark needs has failed; says which and how."""


@dataclass(frozen=True)
class Cost:
    """Seconds, and megabytes at the peak."""

    wall: float
    cpu: float
    peak_mb: float
    output: str = ""


def run(command, *, cwd=None, env=None, stdin=subprocess.DEVNULL) -> Cost:
    """Runs a program to its end; its children that it waited for count with it.

    It gets a session of its own: the scheduler shares the processor between sessions, so that a program does not
    compete with the benchmark's other processes for one session's share.
    """
    began = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command], cwd=cwd, env=env, stdin=stdin, stdout=subprocess.PIPE, text=True,
        start_new_session=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode != 0:
        raise Failed(f"{Path(command[0]).name} ended with status {process.returncode}: {' '.join(map(str, command))}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def spar(given: str | None) -> Path:
    """The program to measure: the given one, or this package's, built in release where it is missing."""
    program = Path(given) if given else PACKAGE / ".build/release/spar"
    if not given and not program.exists():
        subprocess.run(["swift", "build", "-c", "release", "--product", "spar"], cwd=PACKAGE, check=True)
    if not os.access(program, os.X_OK):
        raise Failed(f"{program} is no program.")
    return program.resolve()
