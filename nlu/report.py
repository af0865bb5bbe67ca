"""What was understood of one line, in the form that `frontdesk understand` prints.

Other people's scripts read this form, so it changes only with the version of the command line.
"""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.commands import Expecting
from engine.flow import Flow
from nlu.dictation.card import mask_cards
from nlu.understand import Understanding

KINDS: Final = ("open", "yes_no", "offer", "change", "nothing")
"""What `expecting` may be besides the name of a slot."""

_STATES: Final = {
    "slot": "COLLECT",
    "yes_no": "CONFIRM",
    "offer": "OFFER_SLOT",
    "change": "CONFIRM",
}


def report(flow: Flow, understanding: Understanding, line: Mapping[str, Any]) -> dict[str, Any]:
    """The meaning of a line {text, state?, expecting?, asked?, now?, timezone?}.

    It may also hold `options` (what is on offer), `language`, `nbest`, and `whom` (the first name
    of the person called, where it is asked whether they are there).
    `now` is an ISO moment (the present if missing) and `timezone` a name ("America/Chicago"; the
    clinic's if missing). `ms` is the time that understanding took. Raises `ValueError` for an
    expectation, moment or time zone that does not exist.
    """
    words = mask_cards(str(line.get("text") or ""))
    expecting, at = _expecting(flow, line), _moment(flow, line)
    began = time.perf_counter()
    alarm = understanding.alarm(words)
    understood = understanding.understand(words, expecting, at, tuple(line.get("nbest") or ()))
    ms = (time.perf_counter() - began) * 1000
    return {
        "intents": [
            {"name": one.name, "confidence": one.confidence, "polarity": one.polarity}
            for one in understood.intents
        ],
        "slots": {
            name: {"value": one.value, "words": one.words, "confidence": one.confidence}
            for name, one in understood.slots.items()
        },
        "answer": understood.answer,
        "alarm": alarm.level.name.lower(),
        "distress": alarm.distress,
        "ms": round(ms, 3),
    }


def _expecting(flow: Flow, line: Mapping[str, Any]) -> Expecting:
    """The question that a line answers; an open one if nothing is told."""
    wanted, asked = line.get("expecting") or "open", str(line.get("asked") or "")
    slot = None
    if wanted not in KINDS:
        if wanted not in flow.slots:
            known = ", ".join((*KINDS, *flow.slots))
            raise ValueError(f"unknown expecting {wanted!r}; it may be one of {known}")
        slot, wanted = wanted, "slot"
    return Expecting(
        kind=wanted,
        slot=slot,
        options=tuple(line.get("options") or ()),
        state=str(line.get("state") or _STATES.get(wanted, "GREETING")),
        language=str(line.get("language") or flow.language)[:2],
        asked=asked,
        whom=str(line["whom"]) if line.get("whom") else None,
    )


def _moment(flow: Flow, line: Mapping[str, Any]) -> datetime:
    """The moment of a line in the clinic's own time, or in the time zone that it names."""
    name = str(line.get("timezone") or flow.clinic.timezone)
    try:
        zone = ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"unknown timezone {name!r}") from error
    now = line.get("now")
    if not now:
        return datetime.now(zone)
    moment = datetime.fromisoformat(str(now))
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
