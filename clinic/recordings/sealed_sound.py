"""The sound of one call in a file that only the keys open, sealed part by part as it comes.

A part is on the disk a few seconds after it was spoken, and opens by itself: a process that dies
leaves a file whose whole parts can be heard, and any stretch can be read without the parts before
it. Each part is sealed with its number, the id of its file, and whether it is the last; so parts
that were changed, swapped or taken from another file do not open, and a file tells whether it is
whole. What was sealed in part when the process died is left out.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from clinic.recordings import wave
from clinic.store.keyring import Keyring, SealError

MAGIC: Final = b"frontdesk recording 1\n"
PART_SECONDS: Final = 5
PART: Final = PART_SECONDS * wave.BYTES_A_SECOND
"""Bytes of sound in every part but the last."""
_LENGTH: Final = 4
_ID: Final = 16
_TAG: Final = 16
_NONCE: Final = 12
_LARGEST: Final = 2 * PART


class BadSound(Exception):  # noqa: N818 - an outcome, not a fault
    """A file that is no recording, or does not open. Its text is the rest of a sentence."""


class SoundWriter:
    """Writes one recording. Not for the event loop: every call may wait for the disk.

    Raises `OSError`, and `FileExistsError` where there is one already.
    """

    def __init__(self, path: Path, keyring: Keyring) -> None:
        self._path = path
        self._keyring = keyring
        self._id = secrets.token_bytes(_ID)
        self._number = 0
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "wb")
        self._file.write(MAGIC + self._id)
        self._file.flush()

    def add(self, sound: bytes) -> None:
        """Seal a part, of exactly `PART` bytes, and hand it to the system."""
        self._write(sound, last=False)

    def end(self, sound: bytes) -> int:
        """Seal what is left, which may be nothing, and close; returns the size of the file."""
        with self._file:
            self._write(sound, last=True)
            os.fsync(self._file.fileno())
            return self._file.tell()

    def leave(self, sound: bytes) -> None:
        """Seal what is left, if anything, and close without an end: it was broken off."""
        if sound:
            self.add(sound)
        self._file.close()

    def discard(self) -> None:
        """Close and remove the file."""
        with suppress(OSError):  # a full disk, too, must not keep what has to go
            self._file.close()
        self._path.unlink(missing_ok=True)

    def _write(self, sound: bytes, *, last: bool) -> None:
        label = _label(self._id, self._number, last=last)
        sealed = self._keyring.seal_bytes(sound, label)
        self._file.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self._file.flush()
        self._number += 1


class SealedSound:
    """A recording that is read, a stretch at a time; its bytes are those of a WAV file.

    The file is opened for each part anew: one that is removed is heard no further. Raises
    `BadSound`, and `FileNotFoundError` where there is none.
    """

    def __init__(self, path: Path, keyring: Keyring) -> None:
        self._path = path
        self._keyring = keyring
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise BadSound("is no recording of Frontdesk")
            self._id = file.read(_ID)
            self._parts = list(_places(file))
            self.sound_bytes = sum(_sound_in(file, place, size) for place, size in self._parts)

    @property
    def size(self) -> int:
        """The bytes of the WAV file."""
        return wave.HEADER_BYTES + self.sound_bytes

    @property
    def is_whole(self) -> bool:
        """Whether it was ended, and not broken off."""
        if not self._parts:
            return False
        with suppress(SealError):
            self._opened(len(self._parts) - 1, last=True)
            return True
        return False

    def read(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes from `start` up to `end` of the WAV file, a part at a time."""
        head = wave.header(self.sound_bytes)
        before = head[start:end]
        first, last = max(start - len(head), 0), min(end - len(head), self.sound_bytes)
        while first < last:
            number, offset = divmod(first, PART)
            piece = self._part(number)[offset : offset + last - first]
            if not piece:
                raise BadSound("was changed after it was written")
            yield before + piece
            before = b""
            first += len(piece)
        if before:
            yield before

    def parts(self) -> Iterator[bytes]:
        """The sound itself, part by part."""
        for number in range(len(self._parts)):
            yield self._part(number)

    def _part(self, number: int) -> bytes:
        try:
            with suppress(SealError):
                return self._opened(number, last=False)
            return self._opened(number, last=True)
        except SealError as error:
            raise BadSound(f"does not open: {error}") from None

    def _opened(self, number: int, *, last: bool) -> bytes:
        place, size = self._parts[number]
        with self._path.open("rb") as file:
            file.seek(place)
            sealed = file.read(size)
        return self._keyring.open_bytes(sealed, _label(self._id, number, last=last))


def seal_anew(path: Path, keyring: Keyring) -> bool:
    """Seal a recording that is over with the first key; returns whether that was to be done.

    Raises `BadSound`, `OSError`; then the file is as it was.
    """
    if is_current(path, keyring):
        return False
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    old = SealedSound(path, keyring)
    writer = SoundWriter(fresh, keyring)
    try:
        whole, waiting = old.is_whole, b""
        for part in old.parts():
            if waiting:
                writer.add(waiting)
            waiting = part
        if whole:
            writer.end(waiting)
        else:
            writer.leave(waiting)
        os.replace(fresh, path)
    except BaseException:
        writer.discard()
        raise
    return True


def is_current(path: Path, keyring: Keyring) -> bool:
    """Whether a recording is sealed with the key for new values. Raises `OSError`."""
    name = keyring.keys[0][0].encode()
    with path.open("rb") as file:
        file.seek(len(MAGIC) + _ID + _LENGTH)
        head = file.read(1 + len(name))
    return not head or head == bytes([len(name)]) + name


def _places(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """(place, size) of every part that is there to its end."""
    whole = os.fstat(file.fileno()).st_size
    place = len(MAGIC) + _ID
    while place + _LENGTH < whole:
        file.seek(place)
        size = int.from_bytes(file.read(_LENGTH), "big")
        if size > _LARGEST:
            raise BadSound("was changed after it was written")
        place += _LENGTH
        if place + size > whole:
            return
        yield place, size
        place += size


def _sound_in(file: BinaryIO, place: int, size: int) -> int:
    """How many bytes of sound a sealed part holds."""
    file.seek(place)
    name = file.read(1)
    return max(size - 1 - (name[0] if name else 0) - _NONCE - _TAG, 0)


def _label(name: bytes, number: int, *, last: bool) -> str:
    return f"recording/{name.hex()}/{number}/{'last' if last else 'more'}"
