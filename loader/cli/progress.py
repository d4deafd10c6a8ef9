"""What a long run tells on standard error: a counter on a terminal, quiet lines elsewhere, nothing if asked so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TextIO

EVERY = 1000  # articles between two lines where standard error is no terminal


@dataclass
class Progress:
    """Counts articles, or what ``noun`` says, aloud on ``stream``; ``quiet`` ones say nothing but problems."""

    stream: TextIO
    quiet: bool = False
    noun: str = "articles"
    count: int = field(default=0, init=False)

    def tick(self) -> None:
        """One more is done."""
        self.count += 1
        if self.quiet:
            return
        if self.stream.isatty():
            self.stream.write(f"\r{self.count:,} {self.noun} ")
            self.stream.flush()
        elif self.count % EVERY == 0:
            self.stream.write(f"{self.count:,} {self.noun}\n")

    def say(self, line: str) -> None:
        """A line about the run as a whole."""
        if not self.quiet:
            self.warn(line)

    def warn(self, line: str) -> None:
        """A line about a problem: told even to who wants quiet."""
        clear = "\r\x1b[K" if self.stream.isatty() and self.count else ""
        self.stream.write(f"{clear}{line}\n")
