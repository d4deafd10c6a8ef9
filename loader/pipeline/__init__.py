"""The order of the steps, nothing else.

Two passes. *Per article*: read, parse, extract, resolve inside the article; on any engine, in any order, results in a
cache on disk. *Across articles*: choose the articles that count and bring their actors together; small data only.
"""

from loader.pipeline.collection import Collection, Request, collect
from loader.pipeline.extraction import extract_article, read_record
from loader.pipeline.models import Models, Settings, load_models
from loader.pipeline.work import Summary

__all__ = [
    "Collection",
    "Models",
    "Request",
    "Settings",
    "Summary",
    "collect",
    "extract_article",
    "load_models",
    "read_record",
]
