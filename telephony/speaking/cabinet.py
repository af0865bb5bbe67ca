"""Clips on disk: fixed sentences only, one file each, under names that tell nothing.

A clip is written beside its place and then moved there, so it stands whole or not at all. Which
clips are used is noted in the time of their file; the oldest go when there are too many.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from telephony.speaking.pronounced import pronounced
from telephony.speaking.shelf import Name

LONGEST: Final = 2 * 60 * 8_000
"""Bytes of one clip, two minutes: what is longer is not a sentence and is not kept."""
_ENDING: Final = ".ulaw"


class Cabinet:
    """The fixed clips of one voice, in a folder of its own within `folder`, up to so many bytes."""

    def __init__(self, folder: Path, label: str, most: int) -> None:
        self._folder = folder / hashlib.sha256(label.encode()).hexdigest()[:16]
        self._label = label
        self._most = most

    def has(self, name: Name) -> bool:
        """Whether a clip is there."""
        return self._path(name).exists()

    def read(self, name: Name) -> bytes | None:
        """A clip, which is thereby used; `None` if there is none that can be read."""
        path = self._path(name)
        try:
            clip = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return clip if 0 < len(clip) <= LONGEST else None

    def write(self, name: Name, clip: bytes) -> None:
        """Keep a clip. Raises `OSError` when the disk will not have it."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(clip)
            os.replace(beside, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise

    def make_room(self) -> None:
        """Delete the clips that were used least lately, until the rest may stay."""
        with suppress(OSError):
            files = sorted(
                ((path.stat(), path) for path in self._folder.glob(f"*{_ENDING}")),
                key=lambda one: one[0].st_mtime_ns,
            )
            size = sum(stat.st_size for stat, _ in files)
            for stat, path in files:
                if size <= self._most:
                    break
                path.unlink(missing_ok=True)
                size -= stat.st_size

    def _path(self, name: Name) -> Path:
        return self._folder / _file_name(self._label, *name)


@lru_cache(maxsize=4096)
def _file_name(label: str, language: str, sentence: str) -> str:
    """A hash of all that makes a clip sound as it does: voice, language, words as spoken."""
    said = "\0".join((label, language, pronounced(sentence, language)))
    return hashlib.sha256(said.encode()).hexdigest() + _ENDING
