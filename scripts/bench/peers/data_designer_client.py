"""NVIDIA's Data Designer: a seed data set, one text column written by a model, the data set saved by its own means."""

import data_designer.config as config
import pandas
import work
from data_designer.interface import DataDesigner


def columns():
    model = config.ModelConfig(
        alias="author", model=work.MODEL, provider="stub", skip_health_check=True,
        inference_parameters=config.ChatCompletionInferenceParams(
            **work.SAMPLING, max_parallel_requests=work.CONCURRENCY))
    builder = config.DataDesignerConfigBuilder(model_configs=[model])
    seeds = pandas.DataFrame({"instruction": work.instructions()})
    builder.with_seed_dataset(config.DataFrameSeedSource(df=seeds))
    builder.add_column(
        config.LLMTextColumnConfig(name="response", prompt="{{ instruction }}", model_alias=model.alias))
    return builder


designer = DataDesigner(model_providers=[
    config.ModelProvider(name="stub", endpoint=work.ADDRESS, provider_type="openai", api_key=work.KEY)])
# Its own metrics, off.
designer.set_run_config(config.RunConfig(otel_metrics_port=None))
results = designer.create(columns(), num_records=work.COUNT)
work.report(results.load_dataset()["response"])
