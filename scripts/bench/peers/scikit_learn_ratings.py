"""Bradley–Terry as a logistic regression of scikit-learn: one row for each battle, two of half a weight for a tie."""

import json
import math
import statistics
import sys
import time

import numpy
from scipy import sparse
from sklearn.linear_model import LogisticRegression


def fit(xs: list, ys: list, outcomes: list) -> dict:
    models = sorted({*xs, *ys})
    index = {model: number for number, model in enumerate(models)}
    a, b = (numpy.fromiter((index[name] for name in names), int, len(names)) for names in (xs, ys))
    outcome = numpy.array(outcomes)
    tie = outcome == 0.5
    a, b = numpy.concatenate([a, a[tie]]), numpy.concatenate([b, b[tie]])
    won = numpy.concatenate([numpy.where(tie, 1, outcome), numpy.zeros(tie.sum())])
    weight = numpy.concatenate([numpy.where(tie, 0.5, 1), numpy.full(tie.sum(), 0.5)])
    rows = numpy.arange(len(a))
    design = sparse.csr_matrix(
        (numpy.concatenate([numpy.ones(len(a)), -numpy.ones(len(a))]), (numpy.tile(rows, 2), numpy.concatenate([a, b]))),
        shape=(len(a), len(models)))
    # No penalty but one too small to matter; the tolerance at which it comes within a hundredth of an Elo point.
    regression = LogisticRegression(C=1e8, fit_intercept=False, tol=1e-6, max_iter=1000)
    theta = regression.fit(design, won, sample_weight=weight).coef_[0]
    return dict(zip(models, 1000 + 400 / math.log(10) * (theta - theta.mean())))


def main(path: str, rounds: int):
    with open(path) as file:
        battles = [line.split() for line in file]
    xs, ys, outcomes = [row[0] for row in battles], [row[1] for row in battles], [float(row[2]) for row in battles]
    seconds, ratings = [], {}
    for _ in range(rounds):
        start = time.perf_counter()
        ratings = fit(xs, ys, outcomes)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"fit": statistics.median(seconds), "ratings": ratings}))


main(sys.argv[1], int(sys.argv[2]))
