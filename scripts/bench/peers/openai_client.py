"""OpenAI's own library as its documentation uses it: AsyncOpenAI, and a semaphore for how many at once."""

import asyncio

import work
from openai import AsyncOpenAI


async def main():
    client = AsyncOpenAI(base_url=work.ADDRESS, api_key=work.KEY)
    slots = asyncio.Semaphore(work.CONCURRENCY)

    async def call(instruction):
        async with slots:
            completion = await client.chat.completions.create(
                model=work.MODEL, messages=work.messages(instruction), **work.SAMPLING)
            return completion.choices[0].message.content

    work.report(await asyncio.gather(*map(call, work.instructions())))


asyncio.run(main())
