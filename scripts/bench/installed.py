"""Clients from PyPI: which, at which version, each in a virtual environment of its own, and how they are kept from
looking outside while they are measured. What they do with the calls is in peers/."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import processes
from contestants import HERE, Client, Load
from processes import Cost, Failed
from stub import Stub

# No telemetry, no look at a hub for newer versions, no list of prices from the net. What is asked for all the same
# meets a proxy that is not there, and fails at once; the stub speaks plain HTTP.
OFFLINE = {
    "DO_NOT_TRACK": "1", "HF_DATASETS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "1",
    "HTTPS_PROXY": "http://127.0.0.1:9", "LITELLM_LOCAL_MODEL_COST_MAP": "True", "NEMO_TELEMETRY_ENABLED": "false",
    "TELEMETRY_ENABLED": "false",
}


@dataclass(frozen=True)
class Package:
    """The first requirement is what is measured."""

    name: str
    requirements: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.name} {self.requirements[0].partition('==')[2]}"


AIOHTTP = Package("aiohttp", ("aiohttp==3.14.5",))
PEERS = {package.name: package for package in [
    Package("openai", ("openai==3.54.0",)),
    Package("litellm", ("litellm==1.106.2",)),
    # It counts tokens with a table that it would fetch; litellm, which it is built on, brings the same along.
    Package(
        "curator", ("bespokelabs-curator==0.1.31",),
        {"CURATOR_VIEWER": "0", "CURATOR_DISABLE_RICH_DISPLAY": "1",
         "TIKTOKEN_CACHE_DIR": "{packages}/litellm/litellm_core_utils/tokenizers"}),
    # It imports requests without asking for it.
    Package("distilabel", ("distilabel[openai]==1.5.3", "requests")),
    Package("data-designer", ("data-designer==0.9.6",)),
]}


class Installed(Client):
    """A program of peers/ in an environment that is made once, and in a home folder that is empty each time."""

    optional = True
    # Some ask once whether the server is there.
    probes = 1
    install_seconds, run_seconds = 1200, 300

    def __init__(self, load: Load, scratch: Path, package: Package):
        super().__init__(load, scratch)
        self.package, self.name = package, package.title
        self.program = HERE / "peers" / f"{package.name.replace('-', '_')}_client.py"
        self.environment = scratch / f"venv-{package.name}"
        self.home, self.log = scratch / f"home-{package.name}", scratch / f"{package.name}.log"

    def skipped(self) -> str | None:
        stamp, wanted = self.environment / "installed.txt", "\n".join(self.package.requirements)
        if stamp.exists() and stamp.read_text() == wanted and self.python.exists():
            return None
        try:
            self.install()
        except Failed as failure:
            return f"cannot be installed: {failure}"
        stamp.write_text(wanted)
        return None

    def install(self):
        if subprocess.run([sys.executable, "-m", "venv", "--clear", self.environment], capture_output=True).returncode:
            raise Failed("no virtual environment can be made; Debian keeps what that needs in python3-venv")
        pip = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        self.logged([*pip, *self.package.requirements], seconds=self.install_seconds)

    @property
    def python(self) -> Path:
        return self.environment / "bin/python"

    def start(self, calls: int, stub: Stub) -> Cost:
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        return self.logged(
            [self.python, self.program, f"{stub.address}/v1", calls, self.load.concurrency],
            seconds=self.run_seconds, cwd=self.home, env=self.variables())

    def logged(self, command: list, **options) -> Cost:
        """What it says on the side goes to a file, of which a failure quotes the end."""
        try:
            with self.log.open("w") as log:
                return processes.run(command, stderr=log, **options)
        except Failed as failure:
            ending, said = str(failure).partition(":")[0], self.log.read_text().strip().splitlines()
            raise Failed(f"{ending}: {said[-1] if said else 'no message'}; {self.log} has the rest") from None

    def variables(self) -> dict[str, str]:
        """Nothing of the caller's: neither keys nor proxies. No cache of what is compiled lies beside the programs."""
        packages = next((self.environment / "lib").glob("python*/site-packages"))
        own = {name: value.format(packages=packages) for name, value in self.package.environment.items()}
        plain = {"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
        return {**plain, **OFFLINE, **own}
