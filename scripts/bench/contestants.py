"""Who is measured: each runs once per round against the stub and says what its calls cost. Rounds and tables are the
harness's."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import processes
from processes import Cost, Failed
from stub import Stub

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Load:
    """What every contestant is asked to do."""

    calls: int
    concurrency: int
    delay_ms: int


@dataclass(frozen=True)
class Result:
    calls_per_second: float
    # None where it cannot be told from the rest.
    cpu_ms: float | None
    peak_mb: float | None


class Client:
    """A program that makes a number of calls and prints how many succeeded. Start-up is measured by a run without
    calls and taken off time and processor time."""

    name = ""

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
        empty = self.start(0, stub)
        before = stub.served()
        cost = self.start(self.load.calls, stub)
        served = stub.served() - before
        if int(cost.output) != self.load.calls or served != self.load.calls:
            raise Failed(f"{self.name}: {cost.output.strip()} replies to {served} requests, not {self.load.calls}")
        self.check()
        return Result(
            self.load.calls / (cost.wall - empty.wall), (cost.cpu - empty.cpu) / self.load.calls * 1000, cost.peak_mb)


class Spar(Client):
    """Everything on: Lua, prompt, key, queue, HTTP, JSON both ways, parse, durable store."""

    def __init__(self, load: Load, scratch: Path, program: Path, way: str):
        super().__init__(load, scratch)
        self.name = {"list": "spar, one list, all held", "map": "spar, map over an iterator"}[way]
        self.program, self.way = program, way
        self.folder = scratch / f"project-{way}"

    def start(self, calls: int, stub: Stub) -> Cost:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        (self.folder / "spar.toml").write_text(f"[limits]\nconcurrency = {self.load.concurrency}\n")
        environment = {**os.environ, "OPENAI_BASE_URL": stub.address, "OPENAI_API_KEY": "none"}
        script = [HERE / "calls.lua", calls, self.way, self.load.concurrency]
        return processes.run(
            [self.program, "run", "--quiet", "--db", self.folder / "spar.db", *script], cwd=self.folder,
            env=environment)

    def check(self):
        """Every call must be on the disk, whole and readable."""
        database = sqlite3.connect(self.folder / "spar.db")
        counts = dict(database.execute("SELECT status, count(*) FROM call GROUP BY status"))
        responses = database.execute("SELECT count(*) FROM response").fetchone()[0]
        database.close()
        if counts != {"ok": self.load.calls} or responses != self.load.calls:
            raise Failed(f"{self.name}: the database holds calls {counts} and {responses} responses")


class Aiohttp(Client):
    name = "aiohttp, keeps nothing"

    def skipped(self) -> str | None:
        if self.python.exists() and self.works():
            return None
        subprocess.run([sys.executable, "-m", "venv", self.environment], capture_output=True)
        pip = subprocess.run(
            [self.python, "-m", "pip", "install", "--quiet", "aiohttp"], capture_output=True, text=True
        ) if self.python.exists() else None
        if pip and pip.returncode == 0 and self.works():
            return None
        return "aiohttp cannot be installed: " + (pip.stderr.strip().splitlines() or ["no pip"])[-1] if pip else "no venv"

    @property
    def environment(self) -> Path:
        return self.scratch / "aiohttp-venv"

    @property
    def python(self) -> Path:
        return self.environment / "bin/python"

    def works(self) -> bool:
        return subprocess.run([self.python, "-c", "import aiohttp"], capture_output=True).returncode == 0

    def start(self, calls: int, stub: Stub) -> Cost:
        return processes.run(
            [self.python, HERE / "aiohttp_client.py", stub.completions, calls, self.load.concurrency])


class Wrk(Client):
    """The ceiling: a load generator that reads no reply. Runs for a time instead of a number of calls."""

    name = "wrk -c64"
    seconds = 3

    def skipped(self) -> str | None:
        return None if shutil.which("wrk") else "wrk is not installed"

    def measure(self, stub: Stub) -> Result:
        script = self.scratch / "wrk.lua"
        script.write_text(
            'wrk.method = "POST"\nwrk.body = string.rep("x", 480)\nwrk.headers["Content-Type"] = "application/json"\n')
        connections = 64 if self.load.delay_ms == 0 else self.load.concurrency
        cost = processes.run(
            ["wrk", f"-c{connections}", f"-d{self.seconds}", "-s", script, stub.completions])
        rate = float(re.search(r"Requests/sec:\s*([\d.]+)", cost.output)[1])
        total = int(re.search(r"(\d+) requests in", cost.output)[1])
        return Result(rate, cost.cpu / total * 1000, cost.peak_mb)
