"""How calls went whose callers spoke: as they were scripted, and if not, what was misheard.

An emergency is judged by more than its script. Whoever is in danger must reach a person or hear
the 911 sentence; a call in which they did so in another way than scripted is no missed emergency,
and one in which they did not is the worst that can happen. So that is counted by itself.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from cli import view
from cli.scripts import Ran
from engine.safety.sentences import EMERGENCY
from telephony.answering import DANGERS

WIDE: Final = 44
"""Columns for the name of a call."""
UNCLEAR: Final = ("unclear_audio", "not_understood")
_KINDS: Final = (
    (("name",), "a name"),
    (("number", "phone", "email", "id"), "a number"),
    (("date", "birth", "time", "opening", "appointment"), "a date or a time"),
)


class Help(StrEnum):
    """What somebody in danger got."""

    SCRIPTED = "as scripted"
    SAFE = "a person or 911 another way"
    MISSED = "missed"


def help_of(ran: Ran) -> Help | None:
    """What the caller got, if they were in danger."""
    if ran.expected not in DANGERS:
        return None
    if ran.passed:
        return Help.SCRIPTED
    outcome = ran.result.outcome if ran.result is not None else None
    if outcome is None:
        return Help.MISSED
    sentences = tuple(EMERGENCY.values())
    is_told = any(
        entry.who == "agent" and entry.text.startswith(sentences) for entry in outcome.transcript
    )
    return Help.SAFE if is_told or outcome.escalation is not None else Help.MISSED


def reason(ran: Ran) -> str:
    """Why a call went otherwise than scripted, by what was misheard most often in it."""
    told = Counter(_kind(one.asked) for one in ran.misheard)
    what = told.most_common(1)[0][0] if told else "nothing misheard"
    escalation = ran.result.outcome.escalation if ran.result is not None else None
    if escalation in UNCLEAR and ran.expected != escalation:
        return f"handed over as unclear: {what}"
    return f"misheard: {what}" if told else what


def show_one(ran: Ran, number: int, total: int) -> None:
    """One line for a call that is over."""
    count = f"{number:>{len(str(total))}}/{total}"
    note = f"{ran.seconds:4.1f} s  {ran.voice}"
    title = f"{count}  {ran.call:<{WIDE}}"
    got = help_of(ran)
    if ran.passed:
        view.passed(title, note)
    elif got is Help.SAFE:
        view.noted(title, f"{note}  {got}; {reason(ran)}")
    else:
        view.failed(title, f"{note}  {'EMERGENCY MISSED; ' if got else ''}{reason(ran)}")


def show_all(ran: Sequence[Ran], noise: float | None) -> None:
    """The tables at the end: all calls by voice, the emergencies, and what was misheard."""
    line = "a quiet line" if noise is None else f"noise {noise:g} dB below the voice"
    makers = sorted({_maker(one) for one in ran})
    rows = [(maker, [one for one in ran if _maker(one) == maker]) for maker in makers]
    view.line()
    view.table(
        ("voices", "calls", "as scripted", "%"),
        [
            (who, len(calls), passed := sum(one.passed for one in calls), _share(passed, calls))
            for who, calls in [*rows, ("all", list(ran))]
        ],
        title=f"As scripted, {line}",
    )
    got = Counter(help_of(one) for one in ran)
    if in_danger := len(ran) - got[None]:
        view.line()
        view.table(
            ("somebody in danger got", "calls"),
            [(each.value, got[each]) for each in Help] + [("all", in_danger)],
            title="Emergencies",
        )
    if why := Counter(reason(one) for one in ran if not one.passed):
        view.line()
        view.table(("why not", "calls"), why.most_common(), title="Not as scripted")
    view.line()


def _maker(ran: Ran) -> str:
    """Who made the voice."""
    return ran.voice.replace(",", " ").split()[0] if ran.voice else "none"


def _share(passed: int, calls: Sequence[Ran]) -> int:
    return round(100 * passed / len(calls)) if calls else 0


def _kind(asked: str) -> str:
    """What sort of words were misheard, by what they answered."""
    for parts, kind in _KINDS:
        if any(part in asked.split("_") for part in parts):
            return kind
    if asked in ("yes_no", "offer"):
        return "yes or no, or a choice"
    return "a sentence"
