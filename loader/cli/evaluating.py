"""The command ``evaluate``: what is extracted beside what a reader finds."""

from __future__ import annotations

from pathlib import Path

import click

from loader.cli.failures import failures
from loader.evaluation import evaluate, read_gold, render_evaluation
from loader.nlp import DEFAULT_MODEL, parse_article
from loader.pipeline import Settings, load_models, read_record


@click.command(name="evaluate")
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--texts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of the gold's texts."
)
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="Installed spaCy pipeline.")
def evaluate_command(gold: Path, texts: Path | None, model: str) -> None:
    """Compare what is extracted with annotated articles: precision, recall and F1 by rule, by form and by act.

    GOLD is JSON Lines (id, text, attributions with content and source as pairs of offsets), or a folder of JSON
    files like those in tests/gold, with --texts.

    Example: communique evaluate tests/gold --texts seeds
    """
    with failures():
        models = load_models(Settings(model))
        golds = list(read_gold(gold, texts))
        parsed = (parse_article(models.nlp, annotated.article, models.furniture) for annotated in golds)
        pairs = ((annotated, read_record(article, models)) for annotated, article in zip(golds, parsed, strict=True))
        click.echo(render_evaluation(evaluate(pairs)), nl=False)
