"""Compiles and starts the loopback server in stub.c, and asks it how many replies it has sent."""

import shutil
import subprocess
import urllib.request
from pathlib import Path

from processes import Failed

SOURCE = Path(__file__).with_name("stub.c")


def compile(folder: Path) -> Path:
    compiler = next(filter(None, map(shutil.which, ("cc", "clang", "gcc"))), None)
    if not compiler:
        raise Failed("No C compiler is found: install gcc or clang.")
    program = folder / "stub"
    subprocess.run(
        [compiler, "-O2", "-Wall", "-D_GNU_SOURCE", "-pthread", "-o", program, SOURCE], check=True)
    return program


class Stub:
    """A running server; ends with the `with` block, or when this process does."""

    def __init__(self, program: Path, delay_ms: int, seconds: int):
        self.process = subprocess.Popen(
            [program, "-d", str(delay_ms), "-s", str(seconds)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, start_new_session=True)
        self.address = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    @property
    def completions(self) -> str:
        return f"{self.address}/v1/chat/completions"

    def served(self) -> int:
        with urllib.request.urlopen(f"{self.address}/served", timeout=10) as reply:
            return int(reply.read())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=10)
