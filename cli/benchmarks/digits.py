"""ITN: numbers and addresses as they are spoken, against their written form (NVIDIA, Apache-2.0).

Each class is read by the one parser that a call would use for it: telephone numbers by the digits
heard, or as a member number where letters are among them; electronic by the address parser (web
addresses, which no caller dictates to a clinic, count as missed); ordinals and cardinals by the
numbers of dates and amounts, which end below a million. Spaces and hyphens do not count, nor the
ending of an ordinal. The file comes from one grammar's tests, so a library with that grammar gets
nearly all of it right.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Final

from cli.benchmarks.figure import Figure, percent, rows
from nlu.dictation.email import email
from nlu.dictation.member_id import member_id
from nlu.dictation.numbers import number_at
from nlu.dictation.phone import digits

FILE: Final = "itn.jsonl.gz"
_CLASSES: Final = ("telephone", "electronic", "ordinal", "cardinal")
_APART: Final = re.compile(r"[\s\-+]")
_ENDING: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")


def measure(data: Path | None) -> list[Figure]:
    """The share of each class that is written right."""
    if data is None or not (data / FILE).exists():
        return []
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows(data / FILE):
        kind = row["class"]
        if kind in _CLASSES:
            said[kind] += 1
            right[kind] += written(kind, row["spoken"]) == _bare(kind, row["written"])
    return [
        Figure(f"itn_{kind}", percent(right[kind], said[kind]), said[kind]) for kind in _CLASSES
    ]


def written(kind: str, spoken: str) -> str | None:
    """What is understood of a number or an address, in its barest written form."""
    if kind == "electronic":
        address = email(spoken)
        return None if address is None else str(address.value)
    if kind == "telephone":
        code = member_id(spoken, asked=True)
        mixed = code is not None and not str(code.value).isdecimal()
        return str(code.value).lower() if code is not None and mixed else digits(spoken) or None
    words = spoken.split()
    number = number_at(words, 0)
    return str(number.value) if number is not None and number.width == len(words) else None


def _bare(kind: str, form: str) -> str:
    if kind == "telephone":
        return _APART.sub("", form).lower()
    return _ENDING.sub("", form) if kind == "ordinal" else form
