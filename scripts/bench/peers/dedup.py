"""Frees a file of texts of near-duplicates with another library; prints what it took as JSON.

`rensa` and `datasketch` begin with texts, as Spar does: their tokens are the same five words in a row, cut in Python.
`rensa-hashed` is given tokens that were hashed before the clock starts: its sketches and its index alone."""

import json
import sys
import time


def shingles(text: str) -> list[str]:
    words = text.split(" ")
    return [" ".join(words[start:start + 5]) for start in range(max(1, len(words) - 4))]


def rensa(texts: list[str], threshold: float) -> int:
    from rensa import RMinHash, RMinHashLSH

    matrix = RMinHash.digest_matrix_from_token_sets((shingles(text) for text in texts), 128, 42)
    index = RMinHashLSH(threshold, 128, 32)
    return sum(index.insert_matrix_and_query_duplicate_flags(matrix))


def hashed(texts: list[str]):
    import numpy
    from rensa import RMinHash

    flat, offsets = [], [0]
    for start in range(0, len(texts), 10_000):
        for row in RMinHash.hash_token_sets([shingles(text) for text in texts[start:start + 10_000]]):
            flat.append(numpy.array(row, dtype=numpy.uint64))
            offsets.append(offsets[-1] + len(row))
    return numpy.concatenate(flat), numpy.array(offsets, dtype=numpy.uint64)


def rensa_hashed(tokens, threshold: float) -> int:
    from rensa import RMinHash, RMinHashLSH

    matrix = RMinHash.digest_matrix_from_flat_token_hashes(*tokens, 128, 42)
    index = RMinHashLSH(threshold, 128, 32)
    return sum(index.insert_matrix_and_query_duplicate_flags(matrix))


def datasketch(texts: list[str], threshold: float) -> int:
    from datasketch import MinHash, MinHashLSH

    index, duplicates = MinHashLSH(threshold=threshold, num_perm=128), 0
    for number, text in enumerate(texts):
        hash = MinHash(num_perm=128)
        hash.update_batch([shingle.encode() for shingle in shingles(text)])
        if index.query(hash):
            duplicates += 1
        else:
            index.insert(number, hash)
    return duplicates


def main():
    name, path, threshold = sys.argv[1], sys.argv[2], float(sys.argv[3])
    with open(path) as file:
        texts = file.read().splitlines()
    subject = hashed(texts) if name == "rensa-hashed" else texts
    work = {"rensa": rensa, "rensa-hashed": rensa_hashed, "datasketch": datasketch}[name]
    start = time.perf_counter()
    duplicates = work(subject, threshold)
    seconds = time.perf_counter() - start
    print(json.dumps({"texts": len(texts), "duplicates": int(duplicates), "seconds": seconds}))


main()
