"""distilabel: a pipeline of two steps, rows from memory and TextGeneration, a batch being what may be in flight."""

import work
from distilabel.models import OpenAILLM
from distilabel.pipeline import Pipeline
from distilabel.steps import LoadDataFromDicts
from distilabel.steps.tasks import TextGeneration


def main():
    sampling = {"temperature": work.SAMPLING["temperature"], "max_new_tokens": work.SAMPLING["max_tokens"]}
    with Pipeline(name="bench") as pipeline:
        rows = LoadDataFromDicts(
            data=[{"instruction": instruction} for instruction in work.instructions()], batch_size=work.CONCURRENCY)
        answer = TextGeneration(
            llm=OpenAILLM(
                model=work.MODEL, base_url=work.ADDRESS, api_key=work.KEY, generation_kwargs=sampling),
            input_batch_size=work.CONCURRENCY)
        rows >> answer
    work.report(pipeline.run(use_cache=False)["default"]["train"]["generation"])


# Its steps run in processes that import this file again.
if __name__ == "__main__":
    main()
