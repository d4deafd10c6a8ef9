"""The command line: arguments, progress and exit codes. The work is done elsewhere.

Exit codes: 0 all well; 1 done, but something was rejected, quarantined or invalid; 2 wrong use or an unusable
environment, nothing written.
"""

from __future__ import annotations

from importlib import import_module

import click

from loader import __version__

#: Where each command is written: module of this package and function.
COMMANDS = {
    "build": ("building", "build"),
    "evaluate": ("evaluating", "evaluate_command"),
    "explain": ("asking", "explain_command"),
    "export": ("outgoing", "export_command"),
    "extract": ("extracting", "extract"),
    "push": ("outgoing", "push_command"),
    "query": ("asking", "query"),
    "serve": ("serving", "serve_command"),
    "site": ("reading_site", "site_command"),
    "text": ("texts", "text"),
    "validate": ("validating", "validate"),
    "verify": ("texts", "verify_command"),
}


class Commands(click.Group):
    """Commands whose modules are imported when they are called: to ask a graph, no language model is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  as click calls it
        """Their names in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), function)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="communique")
def main() -> None:
    """News articles in, a validated knowledge graph of statements and meetings out.

    SOURCES are files, folders or - for standard input: .txt, .html, IPTC ninjs .json, .warc[.gz], and .jsonl[.gz]
    with the keys id, text, published, title, publisher or outlet, url, language.
    """
