"""How a command ends that cannot do its job."""

from __future__ import annotations

import click


class Failure(click.ClickException):
    """Wrong use or an unusable environment: one line, nothing written."""

    exit_code = 2
