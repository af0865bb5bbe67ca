"""What outreach runs by itself, and by which way: the clinic's setting `outreach`.

Reminders go by text unless the clinic says otherwise, as they always did; calls begin only where
somebody at the clinic asked for them. Whoever said how they want to be reached is reached so.
"""

from collections.abc import Mapping
from typing import Any, Final

SETTING: Final = "outreach"
CALL, TEXT, PREFERRED, OFF = "call", "text", "preferred", "off"
WAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "reminder": (TEXT, CALL, PREFERRED, OFF),
    "confirmation": (CALL, PREFERRED, OFF),
    "follow_up": (CALL, PREFERRED, OFF),
    "recall": (CALL, PREFERRED, OFF),
}
"""By purpose. `preferred` calls whoever did not ask to be written to instead; of reminders, only
those who want to be called, who often did not come, or whose number takes no texts: the others get
a text."""
_WRITTEN: Final = ("text", "email")


def fault(value: Any) -> str | None:
    """What is wrong with the setting, as the end of a sentence."""
    if not isinstance(value, Mapping) or not set(value) <= set(WAYS):
        return 'looks like {"reminder": "preferred", "recall": "call"}'
    for purpose, ways in WAYS.items():
        if value.get(purpose, OFF) not in ways:
            return f"has for {purpose} one of {', '.join(ways)}"
    return None


def way_of(purpose: str, value: Any, *, reminders: bool = True) -> str:
    """By which way a purpose runs; what means nothing counts as not given.

    `reminders` is the older setting of that name, which turns them off.
    """
    if purpose == "reminder" and not reminders:
        return OFF
    usual = TEXT if purpose == "reminder" else OFF
    given = value.get(purpose) if isinstance(value, Mapping) else None
    return given if given in WAYS[purpose] else usual


def is_called(
    purpose: str,
    way: str,
    wish: str | None,
    *,
    often_missed: bool = False,
    textless: bool = False,
) -> bool:
    """Whether somebody is called, and not written to. `wish` is `call`, `text` or `email`.

    `textless`: their number takes no texts, a landline.
    """
    if way == CALL:
        return True
    if way != PREFERRED or wish in _WRITTEN:
        return False
    return purpose != "reminder" or wish == CALL or often_missed or textless
