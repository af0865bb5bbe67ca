"""What staff may set while a clinic works: a closed list, each with what it takes.

Whoever reads a setting takes what means nothing for not given; here it is refused before it is
kept, with a sentence that says what is wanted.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from clinic import brand
from clinic.messages.policy import (
    CAMPAIGN,
    CONVERSATIONS,
    FREQUENCY,
    NOTICES,
    PER_DAY,
    PER_WEEK,
    REMINDERS,
    TEMPLATES,
    WINDOW,
)
from clinic.messages.template import LANGUAGES, faults, shipped
from clinic.outreach import ways
from clinic.store.sla import DEPUTY
from clinic.telephone import e164

BLOCKED: Final = "blocked_numbers"
"""Numbers whose calls are not taken, unless they are a patient's."""
BY_TURNS: Final = "phone_by_turns"
"""Whether the carrier itself hears and speaks, instead of a stream of sound."""
RING_SECONDS: Final = "ring_seconds"
"""How long the staff are rung before somebody else answers."""
SHORTEST_RING, LONGEST_RING = 5, 60
OUTREACH_LINES: Final = "outreach_lines"
"""How many people the clinic calls at once."""
USUAL_LINES: Final = 2
MOST_LINES: Final = 20
FIRST_CALLS: Final = "first_calls_reviewed"
"""How many of the clinic's first calls somebody listens to (OP-6)."""
MOST_FIRST_CALLS: Final = 1000
MAILS: Final = ("all", "urgent", "none")
LONGEST_WAIT: Final = 24 * 60
MOST_AT_ONCE: Final = 20
_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")

Check = Callable[[Any], str | None]
"""What is wrong with a value, as the end of a sentence; `None` if nothing is."""


def fault(name: str, value: Any) -> str | None:
    """What is wrong with a setting, in a sentence; `None` if it can be kept."""
    check = SETTINGS.get(name)
    if check is None and name.startswith(f"{NOTICES}:"):
        check = _own_notices
    if check is None:
        return f"There is no setting {name!r}; known are {', '.join(SETTINGS)}."
    wrong = check(value)
    return f"{name} {wrong}." if wrong else None


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "is a text"


def _yes_or_no(value: Any) -> str | None:
    return None if isinstance(value, bool) else "is true or false"


def _number(low: int, high: int) -> Check:
    def check(value: Any) -> str | None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return None if whole and low <= value <= high else f"is a number from {low} to {high}"

    return check


def _window(value: Any) -> str | None:
    wanted = 'looks like {"from": "09:00", "to": "20:00"}'
    if not isinstance(value, Mapping) or set(value) != {"from", "to"}:
        return wanted
    if not all(isinstance(one, str) and _CLOCK.fullmatch(one) for one in value.values()):
        return wanted
    return None if value["from"] < value["to"] else "ends before it begins"


def _frequency(value: Any) -> str | None:
    most = {"day": PER_DAY, "week": PER_WEEK}
    if not isinstance(value, Mapping) or not value or not set(value) <= set(most):
        return f'looks like {{"day": {PER_DAY}, "week": {PER_WEEK}}}'
    for name, limit in most.items():
        wrong = _number(0, limit)(value[name]) if name in value else None
        if wrong:
            return f"per {name} {wrong}: the law allows no more"
    return None


def _templates(value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return "holds templates by language, then name"
    for language, given in value.items():
        if language not in LANGUAGES or not isinstance(given, Mapping):
            return f"holds templates by language: {', '.join(LANGUAGES)}"
        for name, words in given.items():
            if name not in shipped(language):
                return f"knows no template {name!r}"
            wrong = next(faults(words), None)
            if wrong:
                return f"{language}.{name}: {wrong}"
    return None


def _notices(value: Any) -> str | None:
    if not isinstance(value, Mapping) or not set(value) <= {"email", "sms"}:
        return 'looks like {"email": "urgent", "sms": {"staff": ["+15125550102"]}}'
    if value.get("email", "urgent") not in MAILS:
        return f"mails {', '.join(MAILS)}"
    texted = value.get("sms", {})
    if not isinstance(texted, Mapping):
        return "texts numbers by role"
    numbers = [one for listed in texted.values() for one in (listed or [])]
    return None if all(map(_is_number, numbers)) else "texts a number that is none"


def _own_notices(value: Any) -> str | None:
    if not isinstance(value, Mapping) or not set(value) <= {"email", "sms"}:
        return 'looks like {"email": "all", "sms": "+15125550103"}'
    if value.get("email", "urgent") not in MAILS:
        return f"mails {', '.join(MAILS)}"
    return None if "sms" not in value or _is_number(value["sms"]) else "texts a number that is none"


def _numbers(value: Any) -> str | None:
    wanted = 'is a list of numbers like "+15125550142"'
    if not isinstance(value, list):
        return wanted
    return None if all(_is_number(one) and e164(one) == one for one in value) else wanted


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and e164(value) is not None


SETTINGS: Final[Mapping[str, Check]] = {
    CAMPAIGN: _text,
    WINDOW: _window,
    FREQUENCY: _frequency,
    TEMPLATES: _templates,
    NOTICES: _notices,
    REMINDERS: _yes_or_no,
    CONVERSATIONS: _yes_or_no,
    "waitlist_minutes": _number(1, LONGEST_WAIT),
    "waitlist_at_once": _number(1, MOST_AT_ONCE),
    DEPUTY: _text,
    BLOCKED: _numbers,
    BY_TURNS: _yes_or_no,
    RING_SECONDS: _number(SHORTEST_RING, LONGEST_RING),
    ways.SETTING: ways.fault,
    OUTREACH_LINES: _number(0, MOST_LINES),
    FIRST_CALLS: _number(0, MOST_FIRST_CALLS),
    brand.SETTING: brand.fault,
}
"""By name. `staff_notices:USER` are one person's own."""
