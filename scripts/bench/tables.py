"""Figures of several rounds as tables of medians and of their ratios. Measures nothing."""

import statistics
from collections.abc import Iterable

from contestants import Result

Results = dict[str, list[Result]]
# What each column holds: heading, figure, how it is written.
FIGURES = [
    ("calls/s", "calls_per_second", "{:,.0f}"), ("CPU ms/call", "cpu_ms", "{:.3f}"), ("peak MB", "peak_mb", "{:,.0f}"),
    ("first row, s", "first_row", "{:.2f}"),
]


def values(results: list[Result], figure: str) -> list[float]:
    return [value for result in results if (value := getattr(result, figure)) is not None]


def median(results: list[Result], figure: str) -> float | None:
    found = values(results, figure)
    return statistics.median(found) if found else None


def fastest(results: Results, names: Iterable[str]) -> str | None:
    """Which of the named makes the most calls per second."""
    rates = {name: rate for name in names if (rate := median(results.get(name, []), "calls_per_second"))}
    return max(rates, key=rates.get, default=None)


def written(form: str, value: float | None) -> str:
    return "–" if value is None else form.format(value)


def medians(results: Results, ideal: float | None) -> list[list[str]]:
    """The first line is the heading. `ideal` is the rate at which nothing but the server's delay takes time."""
    table = [["", *(heading for heading, _, _ in FIGURES), "calls/s, min–max", *(["of ideal"] if ideal else [])]]
    for name, measured in results.items():
        rates = values(measured, "calls_per_second")
        row = [name, *(written(form, median(measured, figure)) for _, figure, form in FIGURES)]
        row.append(f"{min(rates):,.0f}–{max(rates):,.0f}" if rates else "–")
        if ideal:
            row.append(f"{statistics.median(rates) / ideal:.0%}" if rates else "–")
        table.append(row)
    return table


def ratios(results: Results, bases: dict[str, list[str]]) -> list[list[str]]:
    """Medians as multiples of those of the bases, each for the figures that are asked for; within this run alone."""
    columns = [
        (heading, figure, base) for base, asked in bases.items() for heading, figure, _ in FIGURES if figure in asked]
    # Their first words: "CPU ÷ curator".
    table = [["", *(f"{heading.split()[0]} ÷ {base.split()[0]}" for heading, _, base in columns)]]
    for name, measured in results.items():
        table.append([name, *(ratio(measured, results.get(base, []), figure) for _, figure, base in columns)])
    return table


def ratio(results: list[Result], base: list[Result], figure: str) -> str:
    value, unit = median(results, figure), median(base, figure)
    if not value or not unit:
        return "–"
    return f"{value / unit:.{2 if value >= unit / 10 else 3}f}"


def show(table: list[list[str]]):
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        cells = [cell.ljust(width) if column == 0 else cell.rjust(width)
                 for column, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())
