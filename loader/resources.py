"""Where the shipped data lives: ontology, shapes and queries, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def resource_dir(name: str) -> Path:
    """The folder of shipped data called ``name``: inside the package (wheel) or beside it (checkout).

    Raises:
        FileNotFoundError: neither place has it; the installation is broken.
    """
    for folder in (PACKAGE / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the shipped folder {name!r} is missing from this installation")
