"""Ids that sort by time: 48 bits of milliseconds and 80 of chance, in the letters of base 32.

The form is that of a ULID (github.com/ulid/spec), so that pages can be cut at an id and nobody can
guess the next one.
"""

import secrets
from datetime import datetime
from typing import Final

_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH: Final = 26


def new_id(now: datetime) -> str:
    """An id of this moment."""
    number = int(now.timestamp() * 1000) << 80 | secrets.randbits(80)
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
