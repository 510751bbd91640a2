"""Measures what a call costs in Spar beside others on the same stub: interleaved rounds, medians, one table."""

import argparse
import os
import platform
import statistics
import sys
from pathlib import Path

import processes
import stub as stubs
from contestants import Aiohttp, Client, Load, Result, Spar, Wrk
from processes import Failed


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench-calls", description="What a call costs: Spar beside wrk and a bare aiohttp client.")
    parser.add_argument("--calls", type=int, default=20000, help="calls of each client in each round (20000)")
    parser.add_argument("--concurrency", type=int, default=256, help="calls in flight (256)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the median counts (3)")
    parser.add_argument("--delay-ms", type=int, default=0, help="the server answers after this long (0)")
    parser.add_argument("--spar", metavar="PATH", help="the program (.build/release/spar, built where it is missing)")
    parser.add_argument(
        "--scratch", metavar="DIR", type=Path, default=processes.PACKAGE / ".build/bench",
        help="for databases and other clients (.build/bench); should lie on a disk")
    given = parser.parse_args()
    if min(given.calls, given.concurrency, given.rounds) < 1 or given.delay_ms < 0:
        parser.error("calls, concurrency and rounds must be at least 1, and the delay not below 0")
    return given


def present(clients: list[Client]) -> list[Client]:
    kept = []
    for client in clients:
        reason = client.skipped()
        if reason:
            print(f"skipped: {client.name} ({reason})")
        else:
            kept.append(client)
    return kept


def play(clients: list[Client], program: Path, given: argparse.Namespace) -> dict[str, list[Result]]:
    """Everybody once per round, in turn, so that what else the machine does meets all alike."""
    results: dict[str, list[Result]] = {client.name: [] for client in clients}
    for number in range(1, given.rounds + 1):
        for client in clients:
            note(f"round {number} of {given.rounds}: {client.name}")
            # A fresh server each time: none inherits connections or sockets in TIME_WAIT of the one before.
            with stubs.Stub(program, given.delay_ms, seconds=600) as stub:
                results[client.name].append(client.measure(stub))
    note("")
    return results


def note(text: str):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


# The table


def median(results: list[Result], field: str) -> float | None:
    values = [value for result in results if (value := getattr(result, field)) is not None]
    return statistics.median(values) if values else None


def ratio(value: float | None, base: float | None) -> str:
    return f"{value / base:.2f}" if value and base else "–"


def rows(results: dict[str, list[Result]], given: argparse.Namespace) -> list[list[str]]:
    """The first line is the heading. Ratios are taken within this run, of medians."""
    ideal = given.concurrency * 1000 / given.delay_ms if given.delay_ms else None
    bare = results.get(Aiohttp.name, [])
    heading = ["", "calls/s", "min–max", "CPU ms/call", "peak MB", "rate ÷ aiohttp", "CPU ÷ aiohttp", "rate ÷ wrk"]
    table = [heading + (["of ideal"] if ideal else [])]
    for name, measured in results.items():
        rate, cpu = median(measured, "calls_per_second"), median(measured, "cpu_ms")
        rates = [result.calls_per_second for result in measured]
        row = [
            name, f"{rate:,.0f}", f"{min(rates):,.0f}–{max(rates):,.0f}", f"{cpu:.3f}",
            f"{median(measured, 'peak_mb'):.0f}", ratio(rate, median(bare, "calls_per_second")),
            ratio(cpu, median(bare, "cpu_ms")), ratio(rate, median(results.get(Wrk.name, []), "calls_per_second")),
        ]
        table.append(row + ([f"{rate / ideal:.0%}"] if ideal else []))
    return table


def show(table: list[list[str]]):
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        cells = [cell.ljust(width) if column == 0 else cell.rjust(width)
                 for column, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


def main():
    given = arguments()
    given.scratch.mkdir(parents=True, exist_ok=True)
    scratch = given.scratch.resolve()
    load = Load(given.calls, given.concurrency, given.delay_ms)
    program = processes.spar(given.spar)
    clients = present([
        Wrk(load, scratch), Aiohttp(load, scratch), Spar(load, scratch, program, "list"),
        Spar(load, scratch, program, "map"),
    ])
    answer = f"after {given.delay_ms} ms" if given.delay_ms else "at once"
    print(f"{given.calls:,} calls, {given.concurrency} in flight, answered {answer} with 700 bytes; "
          f"medians of {given.rounds} rounds; {os.cpu_count()} processors, {platform.system()} {platform.release()}")
    show(rows(play(clients, stubs.compile(scratch), given), given))


if __name__ == "__main__":
    try:
        main()
    except (Failed, KeyboardInterrupt) as error:
        note("")
        sys.exit(f"bench-calls: {error or 'interrupted'}")
