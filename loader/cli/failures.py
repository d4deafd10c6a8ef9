"""How a command ends that cannot do its job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from loader.errors import UserError

DONE_WITH_PROBLEMS = 1
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Failure(click.ClickException):
    """Wrong use or an unusable environment: one line, nothing written."""

    exit_code = 2


@contextmanager
def failures(graph: Path | None = None) -> Iterator[None]:
    """Errors that are the user's or the machine's to mend, as one line and exit code 2.

    ``graph`` is the file that is told of where it is not well-formed.
    """
    try:
        yield
    except (UserError, OSError) as error:
        raise Failure(str(error)) from error
    except SyntaxError as error:
        if graph is None:
            raise
        raise Failure(f"{graph}: not well-formed: {error}") from error
