"""LiteLLM: `acompletion` for an OpenAI-compatible server, and a semaphore for how many at once."""

import asyncio

import litellm
import work


async def main():
    slots = asyncio.Semaphore(work.CONCURRENCY)

    async def call(instruction):
        async with slots:
            completion = await litellm.acompletion(
                model=f"openai/{work.MODEL}", messages=work.messages(instruction), api_base=work.ADDRESS,
                api_key=work.KEY, **work.SAMPLING)
            return completion.choices[0].message.content

    work.report(await asyncio.gather(*map(call, work.instructions())))


asyncio.run(main())
