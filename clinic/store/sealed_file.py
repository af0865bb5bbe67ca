"""A file of lines that only the keys open: compressed and sealed part by part, so it may be large.

Each part is sealed with its number, the id of its file, and whether it is the last. So parts that
were changed, left out, put in another order, taken from another file or cut off are noticed, and a
file is whole or says that it is not. It is written beside its place and moved there when it is
complete, readable by its owner alone.
"""

import json
import os
import secrets
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from clinic.store.keyring import Keyring, SealError

MAGIC: Final = b"frontdesk backup 1\n"
PART: Final = 1 << 20
"""Bytes of text in a part, about."""
_FAST: Final = 1
"""Compression: most of a backup is sealed, and sealed values hardly shrink."""
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_LARGEST: Final = 64 * PART
_LENGTH: Final = 4
_ID: Final = 16


class BadFile(Exception):  # noqa: N818 - an outcome, not a fault
    """A file that cannot be used; its text is the rest of a sentence that begins with its name."""


def compact(value: Any) -> str:
    """A value as JSON, the same text each time."""
    return _encode(value)


class Lines:
    """Takes lines in, and seals them a part at a time."""

    def __init__(self, file: BinaryIO, keyring: Keyring) -> None:
        self._file = file
        self._keyring = keyring
        self._id = secrets.token_bytes(_ID)
        self._number = 0
        self._waiting: list[str] = []
        self._size = 0
        file.write(MAGIC + self._id)

    def add(self, value: Any) -> str:
        """Add a value as a line, and return the line."""
        line = compact(value)
        if self._size >= PART:
            self._seal(last=False)
        self._waiting.append(line)
        self._size += len(line)
        return line

    def close(self) -> None:
        """Seal what is left as the last part."""
        self._seal(last=True)

    def _seal(self, *, last: bool) -> None:
        text = "\n".join(self._waiting).encode()
        label = _label(self._id, self._number, last=last)
        sealed = self._keyring.seal_bytes(zlib.compress(text, _FAST), label)
        self._file.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self._waiting, self._size = [], 0
        self._number += 1


@contextmanager
def written(path: Path, keyring: Keyring) -> Iterator[Lines]:
    """Lines that become a file once all is well; otherwise nothing is left."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            lines = Lines(file, keyring)
            yield lines
            lines.close()
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def read(path: Path, keyring: Keyring) -> Iterator[Any]:
    """The values of a file, line by line.

    Raises `BadFile`, at the latest where the file is wrong; what came before it was as it was
    written.
    """
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise BadFile("is no backup of Frontdesk")
        name = file.read(_ID)
        number, sealed = 0, _part(file)
        while sealed is not None:
            following = _part(file)
            text = _opened(keyring, name, number, sealed, last=following is None)
            for line in text.decode().split("\n"):
                yield json.loads(line)
            number, sealed = number + 1, following
        if number == 0:
            raise BadFile("is cut off")


def _part(file: BinaryIO) -> bytes | None:
    """The next part; `None` at the end of the file."""
    head = file.read(_LENGTH)
    if not head:
        return None
    length = int.from_bytes(head, "big")
    if len(head) == _LENGTH and length > _LARGEST:
        raise BadFile("was changed after it was written")
    sealed = file.read(length)
    if len(head) < _LENGTH or len(sealed) < length:
        raise BadFile("is cut off")
    return sealed


def _opened(keyring: Keyring, name: bytes, number: int, sealed: bytes, *, last: bool) -> bytes:
    try:
        return zlib.decompress(keyring.open_bytes(sealed, _label(name, number, last=last)))
    except SealError as error:
        if last and _opens(keyring, sealed, _label(name, number, last=False)):
            raise BadFile("is cut off") from None
        if number == 0:
            raise BadFile(f"does not open with the keys of ENCRYPTION_KEY: {error}") from None
        raise BadFile("was changed after it was written") from None


def _opens(keyring: Keyring, sealed: bytes, label: str) -> bool:
    try:
        keyring.open_bytes(sealed, label)
    except SealError:
        return False
    return True


def _label(name: bytes, number: int, *, last: bool) -> str:
    return f"backup/{name.hex()}/{number}/{'last' if last else 'more'}"
