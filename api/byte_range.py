"""A part of something long, as players ask for it: `Range: bytes=…` (RFC 9110, 14.1.2, 14.2).

One range is answered; several at once, or what is no range, are answered with the whole, which the
standard allows.
"""

import re
from typing import Final

from api.problem import Problem

_ONE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def range_of(header: str | None, size: int) -> tuple[int, int] | None:
    """The bytes asked for, from the first up to and without the last; `None`: all of them.

    Raises `Problem` for a range that lies outside.
    """
    asked = _ONE.fullmatch(header.strip()) if header else None
    if asked is None or asked[0] == "bytes=-":
        return None
    first, last = asked.groups()
    if first:
        start = int(first)
        end = min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None  # not valid, so it is as if it had not been asked for
    else:
        start, end = max(size - int(last), 0), size
    if start >= end:
        told = {"Content-Range": f"bytes */{size}"}
        raise Problem(416, "The recording is shorter than that.", "range", told)
    return start, end
