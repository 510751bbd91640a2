"""A bare asyncio client, the least that a Python program can do: POST, parse the reply, keep the text in memory."""

import asyncio
import json

import aiohttp
import work

HEADERS = {"Content-Type": "application/json", "Authorization": f"Bearer {work.KEY}"}


async def call(session, instruction):
    body = json.dumps({"model": work.MODEL, "messages": work.messages(instruction), **work.SAMPLING})
    async with session.post(f"{work.ADDRESS}/chat/completions", data=body, headers=HEADERS) as reply:
        reply.raise_for_status()
        return json.loads(await reply.read())["choices"][0]["message"]["content"]


async def main():
    instructions, replies = iter(work.instructions()), []

    async def worker(session):
        for instruction in instructions:
            replies.append(await call(session, instruction))

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=work.CONCURRENCY)) as session:
        await asyncio.gather(*(worker(session) for _ in range(work.CONCURRENCY)))
    work.report(replies)


asyncio.run(main())
