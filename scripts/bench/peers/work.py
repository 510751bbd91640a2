"""What every client in this folder is asked to do: its arguments, and the instructions of calls.lua."""

import sys

WORDING = (
    "Read the harbour master's log for day {} of the flood year. Which of the boats that were moved to the upper "
    "landing came back first, what had been stowed in her hold, and who signed for it? Answer in two sentences, name "
    "the entry that you rely on, and say so where the log does not settle the question.")
MODEL, KEY = "bench", "none"
SAMPLING = {"temperature": 0.7, "max_tokens": 2048}

# The server's address up to `/v1`, how many calls, and how many at once.
ADDRESS, COUNT, CONCURRENCY = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def instructions():
    return [WORDING.format(day) for day in range(COUNT)]


def messages(instruction):
    return [{"role": "user", "content": instruction}]


def report(replies):
    """Ends the client: prints how many of the replies hold text."""
    print(sum(bool(reply) for reply in replies))
