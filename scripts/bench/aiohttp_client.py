"""A bare asyncio client, the least that a Python program can do: POST, parse the reply, keep nothing.

Arguments: address, how many calls, how many at once. Prints the number of replies.
"""

import asyncio
import json
import sys

import aiohttp

WORDING = (
    "Read the harbour master's log for day {} of the flood year. Which of the boats that were moved to the upper "
    "landing came back first, what had been stowed in her hold, and who signed for it? Answer in two sentences, name "
    "the entry that you rely on, and say so where the log does not settle the question.")
HEADERS = {"Content-Type": "application/json", "Authorization": "Bearer none"}


async def call(session, address, day):
    messages = [{"role": "user", "content": WORDING.format(day)}]
    body = json.dumps({"model": "bench", "messages": messages, "temperature": 0.7, "max_tokens": 2048})
    async with session.post(address, data=body, headers=HEADERS) as reply:
        reply.raise_for_status()
        return json.loads(await reply.read())["choices"][0]["message"]["content"]


async def main(address, count, concurrency):
    days, replies = iter(range(count)), 0

    async def worker(session):
        nonlocal replies
        for day in days:
            if await call(session, address, day):
                replies += 1

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=concurrency)) as session:
        await asyncio.gather(*(worker(session) for _ in range(concurrency)))
    print(replies)


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
