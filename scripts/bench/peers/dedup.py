"""Frees a file of texts of near-duplicates with another library; prints what it took as JSON.

All but `rensa-hashed` begin with the file, as Spar does: their tokens are the same five words in a row, cut in Python.
rensa by three ways that it documents: `rensa` (full-set R-MinHash as a matrix, an index of one shot: the fastest that
finds as much), `rensa-rho` (its sampled sketch, the fastest of all), `rensa-unique` (its `RMinHashDeduplicator`, which
keeps the first of near-duplicates, as Spar does). `rensa-hashed` is the first of these, given tokens that were hashed
before the clock starts: its sketches and its index alone."""

import json
import sys
import time


def shingles(text: str) -> list[str]:
    words = text.split(" ")
    return list(map(" ".join, zip(words, words[1:], words[2:], words[3:], words[4:]))) if len(words) > 4 else [text]


def tokens(path: str):
    with open(path) as file:
        return (shingles(line.rstrip("\n")) for line in file.readlines())


def flags(matrix, threshold: float, bands: int) -> list[bool]:
    from rensa import RMinHashLSH

    return RMinHashLSH(threshold, 128, bands).query_duplicate_flags_matrix_one_shot(matrix)


def rensa(path: str, threshold: float) -> list[bool]:
    from rensa import RMinHash

    return flags(RMinHash.digest_matrix_from_token_sets(tokens(path), 128, 42), threshold, 32)


def rensa_rho(path: str, threshold: float) -> list[bool]:
    from rensa import RMinHash

    return flags(RMinHash.digest_matrix_from_token_sets_rho(tokens(path), 128, 42), threshold, 8)


def rensa_unique(path: str, threshold: float) -> list[bool]:
    from rensa import RMinHashDeduplicator

    index = RMinHashDeduplicator(threshold, 128, True)
    return [not stays for stays in index.add_pairs((str(number), row) for number, row in enumerate(tokens(path)))]


def hashed(path: str):
    import numpy
    from rensa import RMinHash

    flat, offsets, rows = [], [0], list(tokens(path))
    for start in range(0, len(rows), 10_000):
        for row in RMinHash.hash_token_sets(rows[start:start + 10_000]):
            flat.append(numpy.array(row, dtype=numpy.uint64))
            offsets.append(offsets[-1] + len(row))
    return numpy.concatenate(flat), numpy.array(offsets, dtype=numpy.uint64)


def rensa_hashed(given, threshold: float) -> list[bool]:
    from rensa import RMinHash

    return flags(RMinHash.digest_matrix_from_flat_token_hashes(*given, 128, 42), threshold, 32)


def datasketch(path: str, threshold: float) -> list[bool]:
    from datasketch import MinHash, MinHashLSH

    index, found = MinHashLSH(threshold=threshold, num_perm=128), []
    for number, row in enumerate(tokens(path)):
        hash = MinHash(num_perm=128)
        hash.update_batch([shingle.encode() for shingle in row])
        found.append(bool(index.query(hash)))
        if not found[-1]:
            index.insert(number, hash)
    return found


WAYS = {
    "rensa": rensa, "rensa-rho": rensa_rho, "rensa-unique": rensa_unique, "rensa-hashed": rensa_hashed,
    "datasketch": datasketch,
}


def main():
    name, path, threshold, expected = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]
    given = hashed(path) if name == "rensa-hashed" else path
    start, cpu = time.perf_counter(), time.process_time()
    found = WAYS[name](given, threshold)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    with open(expected) as file:
        right = sum(bool(found[number]) for number in json.load(file)["duplicates"])
    print(json.dumps({
        "texts": len(found), "duplicates": int(sum(found)), "seconds": seconds, "cpu": cpu, "found_duplicates": right}))


main()
