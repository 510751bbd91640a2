"""Bradley–Terry by evalica: from names to scores, and its compiled part alone on numbers that were looked up before."""

import json
import statistics
import sys
import time

import evalica


def median(rounds: int, work):
    seconds, value = [], None
    for _ in range(rounds):
        start = time.perf_counter()
        value = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), value


def main(path: str, rounds: int):
    words = {"1": evalica.Winner.X, "0": evalica.Winner.Y, "0.5": evalica.Winner.Draw}
    with open(path) as file:
        rows = [line.split() for line in file]
    xs, ys, winners = [row[0] for row in rows], [row[1] for row in rows], [words[row[2]] for row in rows]
    seconds, result = median(rounds, lambda: evalica.bradley_terry(xs, ys, winners))
    figures = {"fit": seconds, "scores": {str(name): float(score) for name, score in result.scores.items()}}
    figures["compiled"] = compiled(rounds, xs, ys, winners)
    print(json.dumps(figures))


def compiled(rounds: int, xs: list, ys: list, winners: list) -> float | None:
    """Without the look-up of the names, which is Python's; None where this version has no such function."""
    try:
        from evalica import _brzo
        a, b, index = evalica.indexing(xs, ys)
        weights = [1.0] * len(xs)
        return median(rounds, lambda: _brzo.bradley_terry(
            xs=a, ys=b, winners=winners, weights=weights, total=len(index), win_weight=1.0, tie_weight=0.5,
            tolerance=1e-6, limit=100))[0]
    except (ImportError, AttributeError, TypeError):
        return None


main(sys.argv[1], int(sys.argv[2]))
