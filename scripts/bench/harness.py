"""Measures what a call costs in Spar beside others on the same stub: interleaved rounds, medians, two tables."""

import argparse
import os
import platform
import sys
from pathlib import Path

import processes
import stub as stubs
import tables
from contestants import Client, Load, Spar, Wrk
from installed import AIOHTTP, PEERS, Installed
from processes import Failed


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench-calls", description="What a call costs: Spar beside wrk, a bare aiohttp client, and its peers.")
    parser.add_argument(
        "--calls", type=int,
        help="calls of each client in each round (20000; 80000 with a delay, so that beginning and end weigh less)")
    parser.add_argument("--peer-calls", type=int, default=2000, help="the most that a peer makes in a round (2000)")
    parser.add_argument("--concurrency", type=int, default=512, help="calls in flight (512)")
    parser.add_argument(
        "--peer-concurrency", type=int, metavar="N",
        help="calls that a peer has in flight (64, where most of them are fastest; with a delay, --concurrency)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, of which the median counts (5)")
    parser.add_argument("--delay-ms", type=int, default=0, help="the server answers after this long (0)")
    parser.add_argument(
        "--peers", type=peers, default=list(PEERS), metavar="NAMES",
        help=f"all (the default), none, or some of {','.join(PEERS)}; the first use of each installs it from PyPI")
    parser.add_argument("--spar", metavar="PATH", help="the program (.build/release/spar, built where it is missing)")
    parser.add_argument(
        "--scratch", metavar="DIR", type=Path, default=processes.PACKAGE / ".build/bench",
        help="for databases and other clients (.build/bench); should lie on a disk")
    given = parser.parse_args()
    if given.peer_concurrency is None:
        given.peer_concurrency = given.concurrency if given.delay_ms else min(64, given.concurrency)
    if given.calls is None:
        given.calls = 80000 if given.delay_ms else 20000
    given.peer_calls = min(given.peer_calls, given.calls)
    counts = given.concurrency, given.peer_concurrency, given.rounds
    if given.peer_calls < 2 or min(counts) < 1 or given.delay_ms < 0:
        parser.error("calls must be at least 2, concurrency and rounds 1, and the delay not below 0")
    return given


def peers(text: str) -> list[str]:
    names = {"all": list(PEERS), "none": []}.get(text, text.split(","))
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no peer is called {' or '.join(unknown)}; there are {', '.join(PEERS)}")
    return names


def skip(client: Client, reason: str | Failed):
    note("")
    print(f"skipped: {client.name} ({reason})", flush=True)


def present(clients: list[Client]) -> list[Client]:
    kept = []
    for client in clients:
        note(f"looking for {client.name}, installing it where it is missing")
        reason = client.skipped()
        if reason:
            skip(client, reason)
        else:
            kept.append(client)
    return kept


def play(clients: list[Client], program: Path, given: argparse.Namespace) -> tables.Results:
    """Everybody once per round, in turn, so that what else the machine does meets all alike."""
    results: tables.Results = {client.name: [] for client in clients}
    for number in range(1, given.rounds + 1):
        for client in list(clients):
            note(f"round {number} of {given.rounds}: {client.name}")
            # A fresh server each time: none inherits connections or sockets in TIME_WAIT of the one before.
            with stubs.Stub(program, given.delay_ms, seconds=1800) as stub:
                try:
                    results[client.name].append(client.measure(stub))
                except Failed as failure:
                    if not client.optional:
                        raise
                    skip(client, failure)
                    clients.remove(client)
    note("")
    return {name: measured for name, measured in results.items() if measured}


def note(text: str):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def heading(given: argparse.Namespace) -> str:
    peer = f" ({given.peer_calls:,} and {given.peer_concurrency} for a peer)" if given.peers else ""
    answer = f"after {given.delay_ms} ms" if given.delay_ms else "at once"
    return (
        f"{given.calls:,} calls, {given.concurrency} in flight{peer}, answered {answer} with 700 bytes; medians of "
        f"{given.rounds} rounds; {os.cpu_count()} processors, {platform.system()} {platform.release()}")


def show(results: tables.Results, given: argparse.Namespace):
    tables.show(tables.medians(results, given.concurrency * 1000 / given.delay_ms if given.delay_ms else None))
    bases = {Wrk.name: ["calls_per_second"], AIOHTTP.title: ["calls_per_second", "cpu_ms"]}
    peer = tables.fastest(results, [PEERS[name].title for name in given.peers])
    if peer:
        bases[peer] = [figure for _, figure, _ in tables.FIGURES]
    print(f"\nThe fastest peer is {peer}." if peer else "")
    tables.show(tables.ratios(results, {name: figures for name, figures in bases.items() if name in results}))


def main():
    given = arguments()
    given.scratch.mkdir(parents=True, exist_ok=True)
    scratch = given.scratch.resolve()
    load = Load(given.calls, given.concurrency, given.delay_ms)
    peer_load = Load(given.peer_calls, given.peer_concurrency, given.delay_ms)
    program = processes.spar(given.spar)
    clients = present([
        Wrk(load, scratch), Installed(load, scratch, AIOHTTP), Spar(load, scratch, program, "list"),
        Spar(load, scratch, program, "map"),
        *(Installed(peer_load, scratch, PEERS[name]) for name in given.peers),
    ])
    print(heading(given), flush=True)
    show(play(clients, stubs.compile(scratch), given), given)


if __name__ == "__main__":
    try:
        main()
    except (Failed, KeyboardInterrupt) as error:
        note("")
        sys.exit(f"bench-calls: {error or 'interrupted'}")
