"""How a clinic looks on screens: the name it shows, one colour, and a small picture.

The colour is that of buttons with white words on them, so it has to be dark enough for everybody
to read (WCAG 2.2, 1.4.3: a contrast of 4.5). The picture is kept inside the setting, for nothing
is loaded from other hosts.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any, Final

SETTING: Final = "brand"
CONTRAST: Final = 4.5
LONGEST_NAME: Final = 60
MOST_BYTES: Final = 48_000
PICTURES: Final[Mapping[str, bytes]] = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/webp": b"RIFF",
}
"""Kinds of picture, and what each begins with. None of them can hold a program."""
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_DATA: Final = re.compile(r"data:(image/[a-z]+);base64,([A-Za-z0-9+/=]+)")
_WANTED: Final = (
    'looks like {"name": "Riverside Dental", "accent": "#1f6f5c", "logo": "data:image/png;…"}, '
    "each of them optional"
)


def fault(value: Any) -> str | None:
    """What is wrong with a brand, as the end of a sentence; `None` if it can be kept."""
    if not isinstance(value, Mapping) or not set(value) <= {"name", "accent", "logo"}:
        return _WANTED
    name = value.get("name")
    if name is not None and (not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME):
        return f"has a name of at most {LONGEST_NAME} letters"
    return _colour_fault(value.get("accent")) or _picture_fault(value.get("logo"))


def contrast_with_white(colour: str) -> float:
    """How well white words are read on a colour (`#rrggbb`): 1 (not at all) to 21."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    light = 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
    return 1.05 / (light + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _colour_fault(colour: Any) -> str | None:
    if colour is None:
        return None
    if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
        return 'has an accent like "#1f6f5c"'
    found = contrast_with_white(colour)
    if found < CONTRAST:
        return (
            f"needs a darker accent: white words on {colour} have a contrast of {found:.1f}, "
            f"and people need {CONTRAST} to read them"
        )
    return None


def _picture_fault(logo: Any) -> str | None:
    if logo is None:
        return None
    wanted = "has a logo that is a PNG, JPEG or WebP picture as a data: address"
    found = _DATA.fullmatch(logo) if isinstance(logo, str) else None
    if found is None or found[1] not in PICTURES:
        return wanted
    try:
        picture = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        return wanted
    if len(picture) > MOST_BYTES:
        return f"has a logo of at most {MOST_BYTES // 1000} kB"
    return None if picture.startswith(PICTURES[found[1]]) else wanted
