"""Bespoke Labs Curator: an LLM over a data set, its cache and responses on the disk, its rate limits out of the way."""

import work
from bespokelabs import curator
from datasets import Dataset

UNLIMITED = 1_000_000_000


class Answer(curator.LLM):
    def prompt(self, row):
        return row["instruction"]

    def parse(self, row, response):
        return {"instruction": row["instruction"], "response": response}


answer = Answer(
    model_name=work.MODEL, backend="openai", generation_params=work.SAMPLING, backend_params={
        "base_url": work.ADDRESS, "api_key": work.KEY, "max_concurrent_requests": work.CONCURRENCY,
        "max_requests_per_minute": UNLIMITED, "max_tokens_per_minute": UNLIMITED})
rows = answer(Dataset.from_dict({"instruction": work.instructions()}))
work.report(rows.dataset["response"])
