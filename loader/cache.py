"""Results kept on disk between the passes of one build, and between builds."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Cache:
    """A folder of results, each under the digest of all that it depends on.

    An entry opens with the digest of its content: what was cut off or damaged is as if it were not there. Entries
    are pickles: use a folder that only you can write to. Where the folder does not outlive the call (``lasting``),
    ``kept`` keeps nothing.
    """

    folder: Path
    lasting: bool = True

    def put(self, key: str, value: Any) -> None:
        """Keep a result; the entry appears whole or not at all."""
        content = pickle.dumps(value, protocol=5)
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(hashlib.sha256(content).digest() + content)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def get(self, key: str) -> Any | None:
        """The result of that key, None where there is none that is whole."""
        content = self._content(key)
        return None if content is None else pickle.loads(content)

    def has(self, key: str) -> bool:
        """Whether there is a result of that key, and it is whole."""
        return self._content(key) is not None

    def kept(self, key: str, make: Callable[[], T]) -> T:
        """The result of that key, made and kept where there is none."""
        if not self.lasting:
            return make()
        value: T | None = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value

    def _content(self, key: str) -> bytes | None:
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        digest, content = data[:DIGEST], data[DIGEST:]
        return content if hashlib.sha256(content).digest() == digest else None

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def fingerprint(*parts: str | bytes | None) -> str:
    """A digest of values, each told from its neighbours by its length."""
    digest = hashlib.sha256()
    for part in parts:
        data = b"\0none" if part is None else part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def code_fingerprint(folder: Path, *others: Path) -> str:
    """A digest of every file of a package and of other files and folders: when any changes, so do results."""
    files = [
        file
        for root in (folder, *others)
        for file in ([root] if root.is_file() else sorted(root.rglob("*")))
        if file.is_file() and "__pycache__" not in file.parts
    ]
    return fingerprint(*(part for file in files for part in (file.name, file.read_bytes())))
