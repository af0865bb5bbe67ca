"""The keys under which what is told about people is kept.

AES-256-GCM, each value with a nonce of its own, bound to the column it stands in: a value that is
copied into another column does not open there. New values are sealed with the first key; the others
still open what they sealed, so keys can be changed while the clinic works.

What is looked up by equality (a telephone number, a date of birth) has an index beside it: a keyed
hash (HMAC-SHA256), which tells nothing without the key and is not made of it.
"""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
LONGEST_NAME: Final = 64
_NONCE_BYTES: Final = 12
_INDEX_BYTES: Final = 16
_INDEXING: Final = b"frontdesk blind index"


class SealError(Exception):
    """A value cannot be opened: its key is missing, or it was changed. It holds no part of it."""


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """Keys by id, the one for new values first."""

    keys: tuple[tuple[str, bytes], ...]
    index_key: bytes

    def __repr__(self) -> str:
        return f"Keyring({', '.join(name for name, _ in self.keys)})"

    def seal(self, text: str, column: str) -> str:
        """A text as `key id:base64`, for one column (`patients.last_name`)."""
        name, key = self.keys[0]
        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, text.encode(), column.encode())
        return f"{name}:{base64.b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, column: str) -> str:
        """The text that was sealed. Raises `SealError`."""
        name, _, rest = sealed.partition(":")
        key = dict(self.keys).get(name)
        if key is None:
            raise SealError(f"a value of {column} was sealed with key {name!r}, which is not here")
        try:
            whole = base64.b64decode(rest, validate=True)
            nonce, body = whole[:_NONCE_BYTES], whole[_NONCE_BYTES:]
            return AESGCM(key).decrypt(nonce, body, column.encode()).decode()
        except (InvalidTag, ValueError):
            raise SealError(f"a value of {column} was changed, or belongs elsewhere") from None

    def seal_bytes(self, content: bytes, label: str) -> bytes:
        """Bytes of a file, sealed; `label` says which of its parts they are."""
        name, key = self.keys[0]
        nonce = os.urandom(_NONCE_BYTES)
        known = name.encode()
        sealed = AESGCM(key).encrypt(nonce, content, label.encode())
        return bytes([len(known)]) + known + nonce + sealed

    def open_bytes(self, sealed: bytes, label: str) -> bytes:
        """The bytes that were sealed as this part. Raises `SealError`."""
        end = 1 + (sealed[0] if sealed else 0)
        name = sealed[1:end].decode("utf-8", "replace")
        key = dict(self.keys).get(name)
        if key is None:
            raise SealError(f"it was sealed with key {name!r}, which is not here")
        nonce, body = sealed[end : end + _NONCE_BYTES], sealed[end + _NONCE_BYTES :]
        try:
            return AESGCM(key).decrypt(nonce, body, label.encode())
        except (InvalidTag, ValueError):
            raise SealError("it was changed, or belongs elsewhere") from None

    def is_current(self, sealed: str) -> bool:
        """Whether a value was sealed with the key for new ones."""
        return sealed.partition(":")[0] == self.keys[0][0]

    def index(self, kind: str, value: str) -> str:
        """What to look a value up by; `kind` (`phone`) keeps equal texts of two kinds apart."""
        message = f"{kind}\n{value}".encode()
        return hmac.new(self.index_key, message, hashlib.sha256).digest()[:_INDEX_BYTES].hex()


def parse(text: str) -> Keyring:
    """Keys as the setting ENCRYPTION_KEY writes them: `id:base64` of 32 bytes, by commas.

    The first is for new values; the last one, which never changes, makes the indexes. Raises
    `ValueError`, a sentence without any part of a key.
    """
    keys = []
    for number, part in enumerate(filter(None, (one.strip() for one in text.split(","))), 1):
        name, _, encoded = part.rpartition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if len(key) != KEY_BYTES:
            raise ValueError(
                f"ENCRYPTION_KEY: key {number} is not 32 bytes in base64; "
                "'frontdesk db new-key' makes one"
            )
        if len(name.encode()) > LONGEST_NAME:
            raise ValueError(f"ENCRYPTION_KEY: the id of key {number} is too long")
        keys.append((name or f"k{number}", key))
    if not keys:
        raise ValueError("ENCRYPTION_KEY is empty; 'frontdesk db new-key' makes a key")
    if len({name for name, _ in keys}) < len(keys):
        raise ValueError("ENCRYPTION_KEY: two keys have the same id")
    return Keyring(tuple(keys), hmac.new(keys[-1][1], _INDEXING, hashlib.sha256).digest())


def new_key(name: str = "k1") -> str:
    """A fresh key as `ENCRYPTION_KEY` wants it."""
    return f"{name}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def kept_key(path: Path) -> str:
    """The keys in a file that only its owner can read, made when it is first asked for."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(new_key() + "\n")
    return path.read_text("ascii").strip()
