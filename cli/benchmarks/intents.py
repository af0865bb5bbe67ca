"""What callers want: a blind exam of a clinic's line, and other people's errands to turn away.

What is scored is what a call would do: act at once, ask which of two, or ask anew. Only the order
of what is likely (`top1`, `top2`) looks behind that, at readings that were too doubtful to be told.
The borders were set on half A; both halves are shown.

Of CLINC150 all is foreign that no clinic would answer. Left out are turns of conversation, what a
clinic does know (bills, insurance, vaccines, directions), appointments that might be its own, and
questions about who is speaking.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from cli.benchmarks.figure import Figure, percent, rows
from engine.commands import Expecting
from engine.safety.alarm import PEOPLE
from nlu.intent.classifier import ACCEPTED
from nlu.intent.reader import IntentReader
from nlu.understand import Understanding

EXAM: Final = Path(__file__).parents[2] / "tests" / "exams" / "intents.jsonl"
CLINIC: Final = "riverside_dental"
FOREIGN: Final = "clinc.jsonl.gz"
NONE: Final = "none"

NOT_FOREIGN: Final = frozenset(
    """yes no maybe repeat greeting thank_you goodbye cancel change_language change_speed
    change_accent are_you_a_bot what_is_your_name who_made_you who_do_you_work_for
    where_are_you_from what_can_i_ask_you insurance insurance_change bill_balance bill_due pay_bill
    balance min_payment vaccines directions schedule_meeting meeting_schedule calendar
    calendar_update cancel_reservation confirm_reservation""".split()
)
"""Intents of CLINC150 that a clinic, or any conversation, may well answer."""

_AT: Final = datetime(2026, 3, 4, 9, 15, tzinfo=ZoneInfo("America/Chicago"))
_BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Heard:
    """A line of the exam, and what was made of it."""

    line: dict[str, Any]
    meant: tuple[tuple[str, float], ...]
    """The requests and questions that were told, with their confidence, surest first."""
    likely: tuple[str, ...]
    """The same names, then whatever else was likely, best first."""
    chance: float
    """The chance that the best reading of the whole is right."""

    @property
    def gold(self) -> set[str]:
        """What the caller means."""
        return set(self.line["intents"])

    @property
    def accepted(self) -> set[str]:
        """What is acted on at once."""
        return {name for name, sure in self.meant if sure >= ACCEPTED}


class Listener:
    """Hears lines as the first sentence of a call, each in its own language."""

    def __init__(self) -> None:
        clinic = load_clinic(CLINIC)
        flow = load_flow(clinic.flow, clinic)
        self._understanding = Understanding(flow)
        self._reader = IntentReader(flow)
        self._told = {*flow.requests, *flow.answers, *PEOPLE, "wrong_number"}

    def meant(self, words: str, language: str) -> tuple[tuple[str, float], ...]:
        """The requests and questions in the words; courtesy is none."""
        asked = Expecting(kind="open", state="QUALIFY", language=language)
        intents = self._understanding.understand(words, asked, _AT).intents
        told = [one for one in intents if one.polarity == "wants" and one.name in self._told]
        told.sort(key=lambda one: -one.confidence)
        return tuple((one.name, one.confidence) for one in told)

    def hear(self, line: dict[str, Any]) -> Heard:
        """A line of the exam with what is made of it."""
        meant = self.meant(line["text"], line["language"])
        ranked = self._reader.likely(line["text"], line["language"])
        names = (*(name for name, _ in meant), *(name for name, _ in ranked))
        likely = tuple(name for name in dict.fromkeys(names) if name in self._told)
        return Heard(line, meant, likely, ranked[0][1] if ranked else 0.0)


def measure(data: Path | None) -> list[Figure]:
    """The exam overall, by half and by language; then what is foreign, if the set is there.

    What is neither accepted nor asked about is clarified, which for one who does want something is
    a rejection.
    """
    if not EXAM.is_file():
        return []
    listener = Listener()
    heard = [listener.hear(line) for line in rows(EXAM)]
    found = _figures("intents", heard, aims=True)
    for half in ("a", "b"):
        found += _figures(f"intents_half_{half}", [one for one in heard if _half(one) == half])
    for language in ("en", "es"):
        part = [one for one in heard if one.line["language"] == language]
        found += list(islice(_figures(f"intents_{language}", part), 3))
    if data is not None and (data / FOREIGN).is_file():
        found += _foreign(listener, data / FOREIGN)
    return found


def _half(heard: Heard) -> str:
    return _half_of(heard.line["id"])


def _half_of(name: str) -> str:
    return "ab"[hashlib.sha256(name.encode()).digest()[0] % 2]


def _figures(name: str, heard: Sequence[Heard], *, aims: bool = False) -> list[Figure]:
    one = [line for line in heard if len(line.gold) == 1 and NONE not in line.gold]
    several = [line for line in heard if len(line.gold) > 1]
    none = [line for line in heard if NONE in line.gold]
    accepted = [line for line in one if line.accepted]
    asked = [line for line in one if line.meant and not line.accepted]
    clarified = [line for line in one if not line.meant]

    def figure(what: str, right: int, of: Sequence[Heard], aim: float | None = None) -> Figure:
        most = what == "rejected_falsely"
        wanted = aim if aims else None
        return Figure(f"{name}_{what}", percent(right, len(of)), len(of), wanted, at_most=most)

    first = [line for line in one if {*line.likely[:1]} == line.gold]
    second = [line for line in one if line.gold <= {*line.likely[:2]}]
    return [
        figure("top1", len(first), one, 88),
        figure("top2", len(second), one, 95),
        figure("several_found", sum(line.gold <= line.accepted for line in several), several, 90),
        figure("accepted", len(accepted), one),
        figure("accepted_right", sum(line.accepted == line.gold for line in accepted), accepted),
        figure("asked", len(asked), one),
        figure("asked_right", sum(line.gold <= _names(line) for line in asked), asked),
        figure("rejected_falsely", len(clarified), one, 8),
        figure("rejected_likely", sum(line in first for line in clarified), clarified),
        figure("none_rejected", sum(not line.meant for line in none), none),
        figure("none_accepted", sum(bool(line.accepted) for line in none), none),
        Figure(f"{name}_calibration_error", _calibration_error([*one, *none]), len(one + none)),
    ]


def _names(heard: Heard) -> set[str]:
    return {name for name, _ in heard.meant}


def _calibration_error(heard: Iterable[Heard]) -> float:
    """How far, on average over ten bins, what is claimed lies from what is right (in percent)."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for line in heard:
        right = {*line.likely[:1]} == line.gold
        bins[min(int(line.chance * _BINS), _BINS - 1)].append((line.chance, right))
    whole = sum(map(len, bins))
    gap = sum(abs(sum(chance - right for chance, right in one)) for one in bins)
    return percent(gap, whole)


def _foreign(listener: Listener, path: Path) -> list[Figure]:
    """How many foreign lines are turned away: neither acted on nor asked about."""
    found: list[tuple[str, bool, bool]] = []
    for row in rows(path):
        if row["split"] == "train" or row["intent"] in NOT_FOREIGN:
            continue
        meant = listener.meant(row["text"], "en")
        accepted = any(sure >= ACCEPTED for _, sure in meant)
        kind = "oos" if row["intent"] == "oos" else "errands"
        found.append((f"{kind}_{_half_of(row['text'])}", bool(meant), accepted))
    figures = [_turned_away("intents_foreign", found, 90.0)]
    whole = len(found)
    wrong = sum(accepted for _, _, accepted in found)
    figures.append(Figure("intents_foreign_accepted", percent(wrong, whole), whole))
    for kind in ("oos", "errands"):
        for half in ("a", "b"):
            part = [one for one in found if one[0] == f"{kind}_{half}"]
            figures.append(_turned_away(f"intents_foreign_{kind}_half_{half}", part))
    return figures


def _turned_away(
    name: str, found: Sequence[tuple[str, bool, bool]], aim: float | None = None
) -> Figure:
    away = sum(not meant for _, meant, _ in found)
    return Figure(f"{name}_rejected", percent(away, len(found)), len(found), aim=aim)
