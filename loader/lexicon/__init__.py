"""Facts about the language: tables of words, one TSV file a table, read with one function."""

from __future__ import annotations

from pathlib import Path

from loader.errors import UserError

LEXICON = Path(__file__).parent


class LexiconError(UserError, ValueError):
    """A table is broken; the message names file and line."""


def lexicon_file(name: str, folder: Path = LEXICON) -> Path:
    """The file of that name in a folder of the user's own, or the shipped one where the folder has none."""
    return folder / name if (folder / name).is_file() else LEXICON / name


def read_table(name: str, columns: tuple[str, ...], folder: Path = LEXICON) -> list[dict[str, str]]:
    """Rows of ``<folder>/<name>.tsv`` as dicts of its ``columns``; a table that the folder lacks is the shipped one.

    Raises:
        LexiconError: the file's columns or a row are not as described; the message names file and line.
    """
    return [dict(zip(columns, cells, strict=True)) for cells in read_cells(name, columns, folder)]


def read_uses(name: str, uses: tuple[str, ...], folder: Path = LEXICON) -> dict[str, frozenset[str]]:
    """The words of a table of columns ``word``, ``use`` and ``note`` under each of its ``uses``.

    Raises:
        LexiconError: a row has another use, or the table is not as described.
    """
    words: dict[str, set[str]] = {use: set() for use in uses}
    for row in read_table(name, ("word", "use", "note"), folder):
        if row["use"] not in words:
            raise LexiconError(f"{lexicon_file(f'{name}.tsv', folder)}: no such use: {row['use']!r}")
        words[row["use"]].add(row["word"])
    return {use: frozenset(found) for use, found in words.items()}


def read_cells(name: str, columns: tuple[str, ...], folder: Path = LEXICON) -> list[list[str]]:
    """Rows as lists of cells, the quick way to read a table of thousands.

    The first row names the columns. Rows are unique in their first column unless a second column tells them
    apart: a row that repeats another one whole is a mistake, as is a row with too many or too few cells.

    Raises:
        LexiconError: the file's columns or a row are not as described; the message names file and line.
    """
    path = lexicon_file(f"{name}.tsv", folder)
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise LexiconError(f"{path}: the first row must name the columns {', '.join(columns)}")
    rows = [line.split("\t") for line in lines[1:]]
    for number, cells in enumerate(rows, start=2):
        if len(cells) != len(columns):
            raise LexiconError(f"{path}:{number}: {len(cells)} cells, {len(columns)} columns")
    if len(set(lines)) < len(lines):
        number = next(n for n, line in enumerate(lines, start=1) if line in lines[: n - 1])
        raise LexiconError(f"{path}:{number}: the row stands there twice")
    return rows
