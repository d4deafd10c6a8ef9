"""A folder that is replaced as a whole, and only if it is a site that was written before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from loader.errors import UserError
from loader.stores import lock_file

#: Names the files of a site; what has it was written by us.
MANIFEST = "communique-site.txt"


class NoSiteError(UserError):
    """The folder holds something else than a site of ours."""


@dataclass
class Folder:
    """A site that is being written."""

    path: Path
    names: list[str] = field(default_factory=list)

    def write(self, name: str, content: str | bytes) -> None:
        """Add a file."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        self.names.append(name)


@contextmanager
def replacing(target: Path) -> Iterator[Folder]:
    """A folder to write a site into, which takes the place of ``target`` when all is written, and goes if not.

    Raises:
        NoSiteError: ``target`` is something else than a site; it stays as it is.
        OutputLockedError: another run is writing it.
        OSError: it cannot be written.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    lock, part, old = (target.with_name(f".{target.name}.communique-{what}") for what in ("lock", "part", "old"))
    with lock_file(lock):
        try:
            if old.exists() and not target.exists():
                old.rename(target)  # the run before was killed between the two renames below
            check_replaceable(target)
            for left in (part, old):
                shutil.rmtree(left, ignore_errors=True)
            part.mkdir()
            folder = Folder(part)
            yield folder
            folder.write(MANIFEST, "".join(f"{name}\n" for name in sorted({*folder.names, MANIFEST})))
            if target.exists():
                target.rename(old)
            part.rename(target)
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(part, ignore_errors=True)
            lock.unlink(missing_ok=True)


def check_replaceable(target: Path) -> None:
    """Make sure that nothing but a site of ours would be lost.

    Raises:
        NoSiteError: something else would.
    """
    if not target.exists():
        return
    if not target.is_dir():
        raise NoSiteError(f"{target} is no folder")
    held = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir() or path.is_symlink()}
    if not held:
        return
    if MANIFEST not in held:
        raise NoSiteError(f"{target} is not empty and no site of communique; name another folder")
    ours = set((target / MANIFEST).read_text(encoding="utf-8", errors="replace").splitlines())
    if foreign := sorted(held - ours):
        raise NoSiteError(f"{target} holds {foreign[0]}, which is not of the site; move it, or name another folder")
