"""Fixtures shared by all tests: the pipeline, loaded once, and a text parsed with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import settings
from spacy.language import Language

from loader.articles import Article
from loader.cli import main
from loader.nlp import ParsedArticle, load_nlp, parse_articles

ROOT = Path(__file__).parent.parent
settings.register_profile("steady", deadline=None)  # a busy machine is no failure
settings.load_profile("steady")
collect_ignore = ["jena_rows.py"]  # a program for a process of its own, with packages of its own


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default spaCy pipeline."""
    return load_nlp()


@pytest.fixture(scope="session")
def parse(nlp: Language) -> Callable[..., ParsedArticle]:
    """Parse a text as an article: ``parse("He spoke.", published=date(2024, 4, 5))``."""

    def parse_text(text: str, **fields: Any) -> ParsedArticle:
        article = Article(**{"id": "example", "source": "example.txt", "text": text, **fields})
        return next(parse_articles(nlp, [article]))

    return parse_text


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds, built once, its report beside it."""
    path = tmp_path_factory.mktemp("build") / "graph.ttl"
    arguments = ["build", str(ROOT / "seeds"), "-o", str(path), "--report", str(path.with_suffix(".json"))]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stderr
    return path
