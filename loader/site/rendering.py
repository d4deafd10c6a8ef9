"""Templates to text: everything escaped, nothing left undefined."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from loader import __version__

PACKAGE = Path(__file__).parent
STATIC = PACKAGE / "static"


def load_templates() -> Environment:
    """The environment that all pages are rendered in."""
    templates = Environment(
        loader=FileSystemLoader(PACKAGE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["version"] = __version__
    return templates


def static_files() -> dict[str, bytes]:
    """The style sheet and scripts of the pages, by their addresses in the site."""
    return {f"static/{path.name}": path.read_bytes() for path in sorted(STATIC.iterdir())}
