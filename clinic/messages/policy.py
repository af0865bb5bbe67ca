"""What a clinic has set about its messages, within what the law leaves to it.

Settings are rows that staff change while the clinic works, so each is read as if anybody had
written it: what means nothing counts as not given, and no setting widens a limit, it only narrows
it (calling hours 47 CFR 64.1200(c)(1); once a day and three times a week for health care).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.scope import Scope
from clinic.store.tables.practice import Setting

CAMPAIGN: Final = "campaign_id"
WINDOW: Final = "calling_window"
FREQUENCY: Final = "outbound_frequency"
TEMPLATES: Final = "templates"
NOTICES: Final = "staff_notices"
REMINDERS: Final = "reminders"
CONVERSATIONS: Final = "text_conversations"
NAMES: Final = (CAMPAIGN, WINDOW, FREQUENCY, TEMPLATES, NOTICES, REMINDERS, CONVERSATIONS)
"""The names of the settings."""

OPENS: Final = "08:00"
CLOSES: Final = "21:00"
NARROWER: Final[Mapping[str, tuple[str, str]]] = dict.fromkeys(
    ("FL", "MD", "OK", "WA"), (OPENS, "20:00")
)
"""States whose own law ends the evening earlier."""
PER_DAY: Final = 1
PER_WEEK: Final = 3
_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one clinic."""

    campaign_id: str | None = None
    """Of the registered campaign (A2P 10DLC); without one no live text leaves."""
    opens: str = OPENS
    closes: str = CLOSES
    """When people may be written to, in their own time, HH:MM; the end is excluded."""
    per_day: int = PER_DAY
    per_week: int = PER_WEEK
    templates: Mapping[str, Any] = field(default_factory=dict)
    """The clinic's own words; see `template.wording`."""
    notices: Mapping[str, Any] = field(default_factory=dict)
    """How staff are told; see `notice`."""
    reminders: bool = True
    """Whether patients are reminded the day before."""
    conversations: bool = True
    """Whether what people text is answered by the receptionist; else by staff alone."""


async def policy_of(session: AsyncSession, scope: Scope, state: str) -> Policy:
    """The rules of a clinic in a state of the country (`TX`)."""
    rows = scope.only(Setting, col(Setting.name), col(Setting.value))
    found = await session.execute(rows.where(col(Setting.name).in_(NAMES)))
    return policy({row.name: row.value for row in found}, state)


def narrowed(policy: Policy, states: Iterable[str]) -> tuple[str, str]:
    """From when to when people may be reached who live in one of these states, HH:MM.

    The stricter of the clinic's own hours and those of each state; where they share none, the
    clinic's.
    """
    windows = [NARROWER[state] for state in states if state in NARROWER]
    opens = max(policy.opens, *(one[0] for one in windows)) if windows else policy.opens
    closes = min(policy.closes, *(one[1] for one in windows)) if windows else policy.closes
    return (opens, closes) if opens < closes else (policy.opens, policy.closes)


def policy(given: Mapping[str, Any], state: str) -> Policy:
    """The rules that settings, by name, come to."""
    window, often = _mapping(given.get(WINDOW)), _mapping(given.get(FREQUENCY))
    first, last = NARROWER.get(state, (OPENS, CLOSES))
    opens = max(first, _clock(window.get("from")) or first)
    closes = min(last, _clock(window.get("to")) or last)
    campaign = given.get(CAMPAIGN)
    return Policy(
        campaign_id=campaign if isinstance(campaign, str) and campaign.strip() else None,
        opens=opens if opens < closes else first,
        closes=closes if opens < closes else last,
        per_day=_at_most(often.get("day"), PER_DAY),
        per_week=_at_most(often.get("week"), PER_WEEK),
        templates=_mapping(given.get(TEMPLATES)),
        notices=_mapping(given.get(NOTICES)),
        reminders=given.get(REMINDERS) is not False,
        conversations=given.get(CONVERSATIONS) is not False,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _clock(value: Any) -> str | None:
    return value if isinstance(value, str) and _CLOCK.fullmatch(value) else None


def _at_most(value: Any, limit: int) -> int:
    known = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= limit
    return int(value) if known else limit
