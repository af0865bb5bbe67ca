"""Clips in memory: as many as fit, and those used least lately go first."""

from collections import OrderedDict
from typing import TypeAlias

Name: TypeAlias = tuple[str, str]
"""Language and sentence, as it stands in the prompt."""


class Shelf:
    """Clips, up to a number of bytes in all."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._clips: OrderedDict[Name, bytes] = OrderedDict()

    def get(self, name: Name) -> bytes | None:
        """A clip, which is thereby used."""
        clip = self._clips.get(name)
        if clip is not None:
            self._clips.move_to_end(name)
        return clip

    def put(self, name: Name, clip: bytes) -> None:
        """Keep a clip; one that is larger than the shelf is not."""
        if len(clip) > self._most:
            return
        self._size += len(clip) - len(self._clips.pop(name, b""))
        self._clips[name] = clip
        while self._size > self._most:
            _, gone = self._clips.popitem(last=False)
            self._size -= len(gone)
