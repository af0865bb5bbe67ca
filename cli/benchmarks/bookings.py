"""The day and the time of a booking, understood over whole dialogues (SGD, one service each).

As on a call: what is understood of the time wanted is kept from turn to turn, a later day or time
completes or corrects it, and a time that is put to the caller is theirs if they take it. What the
other side reads back counts for nothing here, since it tells what the caller is known to have
meant; only the caller's words and the times offered do. The arguments of every booking call are
compared with what is kept at that moment, and a dialogue is right if all of its calls are.

A booking call takes one exact time, where callers may name a stretch: of a short one ("around
three") it is the middle, of a longer one ("after three") the beginning.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from agent_config.clinic_file import USUAL, load_clinic
from cli.benchmarks.figure import Figure, percent, rows
from engine.clinic import Clinic
from nlu.answer.pick import NONE, pick
from nlu.answer.yes_no import YES, answer
from nlu.when.windows import windows

DIALOGUES: Final = Path("sgd-cc-by-sa") / "sgd_clinic_dialogues.jsonl.gz"
_AT: Final = datetime(2019, 3, 1, 6, 0, tzinfo=ZoneInfo("America/Chicago"))
"""The day on which the dialogues play, before anything opens."""
_SERVICES: Final = {"Services_1": "salon", "Services_2": "dentist", "Services_3": "doctor"}
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ASKS: Final = ("appointment_date", "appointment_time")
_AROUND: Final = timedelta(hours=1)
"""The longest stretch that means a time near its middle."""
_AIM: Final = 92.0
_DUCKLING: Final = {"date": 97.5, "time": 75.2, "both": 73.8}
"""The last date and time said, by the best library alone."""


def measure(data: Path | None) -> list[Figure]:
    """Day, time and both right at every booking call, in percent of the dialogues."""
    if data is None or not (data / DIALOGUES).is_file():
        return []
    clinic = _always_open()
    right: dict[str, list[Mapping[str, bool]]] = defaultdict(list)
    for row in rows(data / DIALOGUES):
        calls = list(booked(row["turns"], clinic)) if len(row["services"]) == 1 else []
        if calls:
            judged = {part: all(call[part] for call in calls) for part in _DUCKLING}
            right[_SERVICES[row["services"][0]]].append(judged)
    figures: list[Figure] = []
    every = [one for judged in right.values() for one in judged]
    for part, baseline in _DUCKLING.items():
        share = percent(sum(one[part] for one in every), len(every))
        aim = _AIM if part == "both" else None
        figures.append(Figure(f"bookings_{part}", share, len(every), aim, baseline=baseline))
    for service, dialogues in sorted(right.items()):
        share = percent(sum(one["both"] for one in dialogues), len(dialogues))
        figures.append(Figure(f"bookings_both_{service}", share, len(dialogues), _AIM))
    return figures


def _always_open() -> Clinic:
    """A clinic that is open all week: the dialogues know no opening hours."""
    week = dict.fromkeys(_DAYS, (("08:00", "20:00"),))
    return replace(load_clinic(USUAL), hours=week, lunch=None, holidays=frozenset())


@dataclass(slots=True)
class Wanted:
    """The time that the caller wants, as understood so far."""

    clinic: Clinic
    windows: Sequence[Mapping[str, str]] = ()
    proposed: Sequence[Mapping[str, str]] = ()
    asked: str = ""
    asks_when: bool = False

    def speaks(self, turn: Mapping[str, Any]) -> None:
        """The other side has asked, read back or offered something."""
        self.asked = turn["text"]
        self.asks_when = any(act[0] == "REQUEST" and act[1] in _ASKS for act in turn["acts"])
        named = {act[1]: act[2][0] for act in turn["acts"] if act[0] != "CONFIRM" and act[2]}
        offer = " ".join(named[slot] for slot in _ASKS if slot in named)
        found = windows(offer, _AT, self.clinic, asked=True, previous=self.windows)
        self.proposed = found.value if found is not None else ()

    def hears(self, words: str) -> None:
        """The caller has answered: a time of their own, or the one proposed."""
        found = windows(words, _AT, self.clinic, asked=self.asks_when, previous=self.windows)
        taken = self._takes(words)
        if taken:
            self.windows = self.proposed
        if found is not None and found.value and not taken:
            self.windows = found.value

    def _takes(self, words: str) -> bool:
        """Whether the caller takes what was proposed, and no other time."""
        if len(self.proposed) != 1:
            return False
        chosen = pick(words, (self.proposed[0]["start"],))
        other = windows(words, _AT, self.clinic, asked=True, previous=self.proposed)
        if other is not None and other.value and other.value != list(self.proposed):
            return False
        return chosen == 0 or (chosen != NONE and answer(words, "en", self.asked) == YES)


def booked(turns: Sequence[Mapping[str, Any]], clinic: Clinic) -> Iterator[Mapping[str, bool]]:
    """For every booking call of a dialogue, which of its arguments were understood."""
    wanted = Wanted(clinic)
    for turn in turns:
        if turn["speaker"] == "USER":
            wanted.hears(turn["text"])
        elif turn["speaker"] == "SYSTEM":
            wanted.speaks(turn)
        elif turn["method"] == "BookAppointment":
            yield _judged(wanted.windows, turn["parameters"])


def _judged(kept: Sequence[Mapping[str, str]], call: Mapping[str, str]) -> Mapping[str, bool]:
    days = {one["start"][:10] for one in kept}
    times = {_first_try(one) for one in kept}
    day = days == {call["appointment_date"]}
    time = times == {call["appointment_time"]}
    return {"date": day, "time": time, "both": day and time and len(kept) == 1}


def _first_try(window: Mapping[str, str]) -> str:
    """The time of day that is tried first in a window."""
    start, end = (datetime.fromisoformat(window[edge]) for edge in ("start", "end"))
    tried = start + (end - start) / 2 if end - start <= _AROUND else start
    return tried.strftime("%H:%M")
