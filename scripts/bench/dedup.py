"""Frees a made set of texts of near-duplicates with Spar, rensa and datasketch, in turn; says how long each took and which
share of the near-duplicates of a comparison of all texts it found. Then how fast Spar finds shared runs of words."""

import argparse
import json
import random
import subprocess
import sys
from itertools import accumulate
from pathlib import Path
from statistics import median

import processes
from processes import Failed

HERE = Path(__file__).resolve().parent
REQUIREMENTS = ("rensa==0.5.0", "datasketch==2.0.0")
ROW = "{:<20}{:>10}{:>10}{:>12}{:>12}{:>10}{:>10}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-dedup", description=__doc__)
    parser.add_argument("--texts", type=int, default=500_000, help="how many (500000)")
    parser.add_argument("--exact", type=int, default=50_000, help="texts of which all pairs are compared (50000)")
    parser.add_argument("--threshold", type=float, default=0.75, help="overlap of near-duplicates (0.75)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the median counts (3)")
    parser.add_argument(
        "--peers", default="rensa,rensa-rho,rensa-unique,rensa-hashed,datasketch", help="which, or none")
    parser.add_argument("--items", type=int, default=2000, help="texts that others are searched for runs of (2000)")
    parser.add_argument("--program", type=Path, default=processes.PACKAGE / ".build/release/curation-bench")
    parser.add_argument("--scratch", type=Path, default=processes.PACKAGE / ".build/bench")
    return parser.parse_args()


def make(path: Path, count: int):
    """Texts of words that occur as often as Zipf has it, 30 to 120 of them; every third is a near copy of an earlier
    one, with up to six words exchanged."""
    draw = random.Random(7)
    words = [f"{draw.choice('bdfgklmnprstvz')}{draw.choice('aeiou')}{draw.choice('lmnrst')}{n:x}" for n in range(30_000)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    recent: list[list[str]] = []
    with path.open("w") as file:
        for _ in range(count):
            if recent and draw.random() < 1 / 3:
                text = list(draw.choice(recent))
                for _ in range(draw.randint(0, 6)):
                    text[draw.randrange(len(text))] = draw.choice(words)
            else:
                text = draw.choices(words, cum_weights=weights, k=draw.randint(30, 120))
                recent.append(text)
                if len(recent) > 20_000:
                    recent.pop(draw.randrange(10_000))
            file.write(" ".join(text) + "\n")


def environment(scratch: Path) -> Path:
    folder = scratch / "venv-dedup"
    stamp = folder / "installed.txt"
    if not stamp.exists() or stamp.read_text() != "\n".join(REQUIREMENTS):
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run(
            [folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *REQUIREMENTS],
            check=True)
        stamp.write_text("\n".join(REQUIREMENTS))
    return folder / "bin/python"


def measure(command: list) -> tuple[dict, processes.Cost]:
    cost = processes.run(command, seconds=3600)
    return json.loads(cost.output), cost


def main() -> int:
    given = arguments()
    given.scratch.mkdir(parents=True, exist_ok=True)
    if not given.program.exists():
        build = ["swift", "build", "-c", "release", "--product", "curation-bench"]
        subprocess.run(build, cwd=processes.PACKAGE, check=True)
    texts = given.scratch / f"dedup-{given.texts}.txt"
    if not texts.exists():
        make(texts, given.texts)
    checked = given.scratch / f"dedup-{given.texts}-exact.json"
    checked.write_text(processes.run([given.program, "check", texts, given.exact, given.threshold]).output)
    contestants = {"Spar": [given.program, "free", texts, given.threshold]}
    python = environment(given.scratch) if given.peers != "none" else None
    for peer in given.peers.split(",") if python else []:
        contestants[peer] = [python, HERE / "peers/dedup.py", peer, texts, given.threshold, checked]
    contestants["Spar, shared words"] = [given.program, "grams", texts, given.items]
    results: dict[str, list] = {name: [] for name in contestants}
    for number in range(given.rounds):
        for name, command in contestants.items():
            print(f"round {number + 1} of {given.rounds}: {name}", file=sys.stderr)
            results[name].append(measure(command))
    report(results, json.loads(checked.read_text()), given)
    return 0


def report(results: dict[str, list], check: dict, given: argparse.Namespace):
    print(ROW.format("", "seconds", "cpu s", "texts/s", "turned away", "found %", "peak MB"))
    for name, rounds in results.items():
        seconds, cpu = (median(found[key] for found, _ in rounds) for key in ("seconds", "cpu"))
        found, cost = rounds[-1]
        right = check["found_duplicates"] if name == "Spar" else found.get("found_duplicates")
        share = "" if right is None else f"{100 * right / max(1, len(check['duplicates'])):.1f}"
        print(ROW.format(
            name, f"{seconds:.2f}", f"{cpu:.2f}", f"{found['texts'] / seconds:,.0f}",
            f"{found.get('duplicates', found.get('hits')):,}", share, f"{cost.peak_mb:,.0f}"))
    print(f"of {check['pairs']:,} pairs above {given.threshold} among {given.exact:,} texts Spar found "
          f"{100 * check['found'] / max(1, check['pairs']):.2f} %, and {check['wrong']} others")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
