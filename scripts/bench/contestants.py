"""Who is measured: each runs once per round against the stub and says what its calls cost. The clients from PyPI are in
installed.py; rounds and tables are the harness's."""

import os
import re
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import processes
from processes import Cost, Failed
from stub import Stub

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Load:
    """What a contestant is asked to do."""

    calls: int
    concurrency: int
    delay_ms: int


@dataclass(frozen=True)
class Result:
    """None where a figure cannot be told from the rest."""

    calls_per_second: float | None
    cpu_ms: float | None
    peak_mb: float | None
    # Seconds from the start of the program to its end where it makes one call: nobody sees a row sooner.
    first_row: float | None


class Client:
    """A program that makes a number of calls and prints, as its last word, how many succeeded. Start and end are
    measured by a run with one call, and taken off time and processor time."""

    name = ""
    # Its failure is reported and the others go on.
    optional = False
    # How many requests it may make beside the calls.
    probes = 0

    def __init__(self, load: Load, scratch: Path):
        self.load = load
        self.scratch = scratch

    def skipped(self) -> str | None:
        """Why it cannot run here."""
        return None

    def start(self, calls: int, stub: Stub) -> Cost:
        raise NotImplementedError

    def check(self):
        """Raises Failed where the work was not done as claimed."""

    def measure(self, stub: Stub) -> Result:
        single = self.start(1, stub)
        before = stub.served()
        cost = self.start(self.load.calls, stub)
        self.count(cost.output, stub.served() - before)
        self.check()
        calls = self.load.calls - 1
        # Both runs wait for the server at least once, which belongs to the calls, not to the start.
        wall = cost.wall - single.wall + self.load.delay_ms / 1000
        cpu = cost.cpu - single.cpu
        return Result(
            calls / wall if wall > 0 else None, cpu / calls * 1000 if cpu > 0 else None, cost.peak_mb, single.wall)

    def count(self, output: str, served: int):
        said = (output.split() or ["nothing"])[-1]
        if said != str(self.load.calls) or not 0 <= served - self.load.calls <= self.probes:
            raise Failed(f"{self.name}: {said} replies to {served} requests, not {self.load.calls}")


class Spar(Client):
    """Everything on: Lua, prompt, key, queue, HTTP, JSON both ways, parse, durable store."""

    def __init__(self, load: Load, scratch: Path, program: Path, way: str):
        super().__init__(load, scratch)
        self.name = {"list": "spar, one list, all held", "map": "spar, map over an iterator"}[way]
        self.project = Project(scratch / f"project-{way}", program, load.concurrency)
        self.way = way

    def start(self, calls: int, stub: Stub) -> Cost:
        self.project.empty()
        return processes.run(
            self.project.command("calls.lua", calls, self.way, self.load.concurrency), **self.project.options(stub))

    def check(self):
        self.project.check(self.load.calls)


@dataclass(frozen=True)
class Project:
    """A folder with a spar.toml and a database, made anew for each run of a script."""

    folder: Path
    program: Path
    concurrency: int

    @property
    def database(self) -> Path:
        return self.folder / "spar.db"

    def empty(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        (self.folder / "spar.toml").write_text(f"[limits]\nconcurrency = {self.concurrency}\n")

    def command(self, script: str, *arguments) -> list:
        return [self.program, "run", "--quiet", "--db", self.database, HERE / script, *arguments]

    def options(self, stub: Stub) -> dict:
        environment = {**os.environ, "OPENAI_BASE_URL": stub.address, "OPENAI_API_KEY": "none"}
        return {"cwd": self.folder, "env": environment}

    def check(self, calls: int):
        """Every call must be on the disk, whole and readable."""
        database = sqlite3.connect(self.database)
        counts = dict(database.execute("SELECT status, count(*) FROM call GROUP BY status"))
        responses = database.execute("SELECT count(*) FROM response").fetchone()[0]
        database.close()
        if counts != {"ok": calls} or responses != calls:
            raise Failed(f"spar: the database holds calls {counts} and {responses} responses, not {calls}")


class Wrk(Client):
    """The ceiling: a load generator that reads no reply. Runs for a time instead of a number of calls."""

    name = "wrk"
    optional = True
    seconds = 3

    def skipped(self) -> str | None:
        return None if shutil.which("wrk") else "wrk is not installed"

    def measure(self, stub: Stub) -> Result:
        script = self.scratch / "wrk.lua"
        script.write_text(
            'wrk.method = "POST"\nwrk.body = string.rep("x", 480)\nwrk.headers["Content-Type"] = "application/json"\n')
        connections = 64 if self.load.delay_ms == 0 else self.load.concurrency
        cost = processes.run(["wrk", f"-c{connections}", f"-d{self.seconds}", "-s", script, stub.completions])
        rate = float(re.search(r"Requests/sec:\s*([\d.]+)", cost.output)[1])
        total = int(re.search(r"(\d+) requests in", cost.output)[1])
        return Result(rate, cost.cpu / total * 1000, cost.peak_mb, None)
