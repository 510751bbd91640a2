"""Measures fits of one battle log in Spar, evalica and scikit-learn, one after the other, and compares their ratings; on
request also how Spar streams many battles from a database."""

import argparse
import json
import math
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import processes
from contestants import HERE, Load
from installed import Installed, Package
from processes import Failed

PEERS = [Package("evalica", ("evalica==0.4.2",)), Package("scikit-learn", ("scikit-learn==1.9.1",))]
ROW = "{:<44}{:>12}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench-ratings", description="What Bradley–Terry takes: Spar beside evalica and scikit-learn.")
    parser.add_argument("--battles", type=int, default=1_000_000, help="battles of the log (1000000)")
    parser.add_argument("--models", type=int, default=100, help="models that fight them (100)")
    parser.add_argument("--rounds", type=int, default=5, help="fits of each, of which the median counts (5)")
    parser.add_argument("--resamples", type=int, default=1000, help="rounds of the bootstrap (1000)")
    parser.add_argument("--stored", type=int, default=0, metavar="N",
                        help="also rate N battles from a database, 400 bytes each (0)")
    parser.add_argument("--no-peers", action="store_true", help="Spar alone")
    parser.add_argument("--program", metavar="PATH", help="rating-bench (.build/release, built where it is missing)")
    parser.add_argument("--spar", metavar="PATH", help="the program (.build/release/spar, built where it is missing)")
    parser.add_argument(
        "--scratch", metavar="DIR", type=Path, default=processes.PACKAGE / ".build/bench",
        help="for the log, databases and peers (.build/bench)")
    given = parser.parse_args()
    if min(given.battles, given.models - 1, given.rounds, given.resamples) < 1:
        parser.error("battles, rounds and resamples must be at least 1, models 2")
    return given


def write_log(path: Path, battles: int, models: int):
    """Strengths spread like those of a public arena, and one tie in five."""
    draw = random.Random(1)
    strengths = [draw.gauss(0, 0.8) for _ in range(models)]
    with path.open("w") as file:
        for _ in range(battles):
            a, b = draw.sample(range(models), 2)
            chance = 1 / (1 + math.exp(strengths[b] - strengths[a]))
            outcome = "0.5" if draw.random() < 0.2 else "1" if draw.random() < chance else "0"
            file.write(f"model-{a:03d} model-{b:03d} {outcome}\n")


def rating_bench(given: str | None) -> Path:
    program = Path(given) if given else processes.PACKAGE / ".build/release/rating-bench"
    if not given and not program.exists():
        subprocess.run(["swift", "build", "-c", "release", "--product", "rating-bench"], cwd=processes.PACKAGE, check=True)
    if not os.access(program, os.X_OK):
        raise Failed(f"{program} is no program.")
    return program.resolve()


def peer(package: Package, log: Path, given: argparse.Namespace) -> dict | None:
    """None, and why, where it cannot be installed."""
    client = Installed(Load(1, 1, 0), given.scratch, package)
    reason = client.skipped()
    if reason:
        print(f"skipped: {package.title} ({reason})", flush=True)
        return None
    program = HERE / "peers" / f"{package.name.replace('-', '_')}_ratings.py"
    client.home.mkdir(parents=True, exist_ok=True)
    cost = client.logged([client.python, program, log, given.rounds], seconds=1800, env=client.variables())
    return json.loads(cost.output)


def as_ratings(scores: dict) -> dict:
    """Evalica's scores are strengths, whose logarithms are on our scale."""
    logs = {name: 400 * math.log10(score) for name, score in scores.items()}
    mean = sum(logs.values()) / len(logs)
    return {name: 1000 + value - mean for name, value in logs.items()}


def difference(ours: dict, theirs: dict) -> str:
    return f"{max(abs(ours[name] - theirs[name]) for name in ours):.4f}"


def show(name: str, seconds: float | None, note: str = ""):
    print(ROW.format(name, "–" if seconds is None else f"{seconds:.3f}") + (f"   {note}" if note else ""), flush=True)


def fits(given: argparse.Namespace):
    log = given.scratch / "battles.txt"
    write_log(log, given.battles, given.models)
    program = rating_bench(given.program)
    print(f"{given.battles:,} battles of {given.models} models; medians of {given.rounds}; {os.cpu_count()} processors")
    print(ROW.format("", "seconds"))
    cost = processes.run([program, log, given.rounds, given.resamples])
    ours = json.loads(cost.output)
    show("spar, names to ratings", ours["fit"])
    show("spar, with sandwich intervals", ours["sandwich"])
    show(f"spar, with {given.resamples} bootstrap rounds", ours["bootstrap"], f"{ours['lost']} without a finite fit")
    for package in [] if given.no_peers else PEERS:
        theirs = peer(package, log, given)
        if theirs is None:
            continue
        ratings = theirs.get("ratings") or as_ratings(theirs["scores"])
        show(f"{package.title}, names to scores, no intervals", theirs["fit"],
             f"largest difference {difference(ours['ratings'], ratings)} points")
        if "compiled" in theirs:
            show(f"{package.title}, compiled part alone", theirs["compiled"], "names looked up before")
    log.unlink()


def fill(database: Path, count: int, models: int):
    """Battles with one verdict each, as an imported log has them."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(f"""
        BEGIN;
        INSERT INTO instruction (id, key, text, answerability, round, created_at)
          VALUES (1, zeroblob(32), 'Name a river.', 'answerable', 0, '2026-01-01T00:00:00Z');
        INSERT INTO response (id, key, instruction_id, model, text, ordinal, created_at)
          VALUES (1, zeroblob(32), 1, 'x', 'Rhine', 0, '2026-01-01T00:00:00Z');
        CREATE TEMP TABLE pair AS
          WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1})
          SELECT i + 1 AS id, abs(random()) % {models} AS a, 1 + abs(random()) % {models - 1} AS step,
            abs(random()) % 100 AS luck FROM n;
        INSERT INTO battle (id, key, instruction_id, response_a_id, response_b_id, model_a, model_b, created_at)
          SELECT id, CAST(printf('%032d', id) AS BLOB), 1, 1, 1, printf('model-%03d', a),
            printf('model-%03d', (a + step) % {models}), '2026-01-01T00:00:00Z' FROM pair;
        INSERT INTO verdict (id, key, battle_id, judge, seat_order, state, created_at)
          SELECT id, CAST(printf('%032d', id) AS BLOB), id, 'human:visitor', 'ab',
            CASE WHEN luck < 20 THEN 'tie' WHEN luck < 60 + 30 * ((a + step) % {models} > a) THEN 'a' ELSE 'b' END,
            '2026-01-01T00:00:00Z' FROM pair;
        {settled("battle")}
        {settled("verdict")}
        COMMIT;
        PRAGMA wal_checkpoint(TRUNCATE);
        """)
    connection.close()


def settled(kind: str) -> str:
    """Writes down the keys of all records, which Spar would do when it opens the database: the time is not elo's."""
    return f"""
        INSERT INTO {kind}_key (key, id) SELECT key, id FROM {kind} ORDER BY key;
        INSERT INTO {kind}_key_fresh (last_id, keys) SELECT id, x'' FROM {kind} ORDER BY id DESC LIMIT 1;
        """


def stored(given: argparse.Namespace):
    program = processes.spar(given.spar)
    folder = given.scratch.resolve() / "project-ratings"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        database, empty = folder / "spar.db", folder / "empty.lua"
        empty.write_text("seeds.load('empty.lua')\n")
        processes.run([program, "run", "--quiet", "--db", database, empty], cwd=folder)
        before = processes.run([program, "run", "--quiet", "--db", database, empty], cwd=folder)
        fill(database, given.stored, given.models)
        size = database.stat().st_size / 2**30
        cost = processes.run([program, "run", "--quiet", "--db", database, HERE / "ratings.lua"], cwd=folder)
        models, battles, seconds = map(int, cost.output.split())
        print(f"\n{battles:,} stored battles of {models} models ({size:.1f} GB)")
        show("spar, elo() with sandwich intervals", cost.wall - before.wall, f"{battles / max(seconds, 1):,.0f} a second")
        print(ROW.format("peak of the program, MB", f"{cost.peak_mb:.0f}") + f"   {before.peak_mb:.0f} without battles")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    given = arguments()
    given.scratch.mkdir(parents=True, exist_ok=True)
    given.scratch = given.scratch.resolve()
    fits(given)
    if given.stored:
        stored(given)


if __name__ == "__main__":
    try:
        main()
    except (Failed, KeyboardInterrupt) as error:
        sys.exit(f"bench-ratings: {error or 'interrupted'}")
