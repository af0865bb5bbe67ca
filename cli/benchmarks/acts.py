"""The acts of callers in context: what kind of moves each turn of the SGD dialogues makes.

A turn is right if exactly its acts are found. As on a call, what stands is known: the acts of the
other side before the turn say what was asked, offered or read back, and our own reading of earlier
turns says whether an offer still stands. The acts of the set are named from ours. What belongs to
another service than the one judged (the weather, a taxi) is not labelled there, so only questions
about facts that the service has count as questions.

What a service offers (cities, names, kinds) is known to it as a clinic knows its own: it is taken
from the results of its calls. Nothing is trained; rules were written while looking at the salon
and the dentist, never at the doctor, which is the figure to compare with the baseline.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from cli.benchmarks.figure import Figure, percent, rows
from nlu.answer.acts import Act, Standing, acts, flattened
from nlu.when.windows import windows

TURNS: Final = Path("sgd-cc-by-sa") / "sgd_clinic_turns.jsonl.gz"
DIALOGUES: Final = Path("sgd-cc-by-sa") / "sgd_clinic_dialogues.jsonl.gz"
_AT: Final = datetime(2019, 3, 1, 6, 0, tzinfo=ZoneInfo("America/Chicago"))
_SERVICES: Final = {"Services_1": "salon", "Services_2": "dentist", "Services_3": "doctor"}
_AIM, _BASELINE = 92.0, 90.5

_FACTS: Final = re.compile(
    r"(?<!\w)(?:address\w*|location|located|where|situated|directions?|(?:phone|contact|telephone)?"
    r" ?numbers?|phone|contact\w*|reach|call them|rating|rated|ratings|reviews?|stars?|score"
    r"|unisex|both genders|men and women|cosmetic\w*|city|town|area are)(?!\w)"
)
"""What one may ask of these services: address, telephone, rating, whom or what they treat."""
_CLAUSES: Final = re.compile(r"(?<=[.,?!])\s+")
_KINDS: Final = re.compile(r"(?<!\w)(?:unisex|cosmetic)(?!\w)")
_NICKNAMES: Final = {"san francisco": ("sf", "san fran", "frisco"), "san jose": ("sj",)}
_SPECIALISTS: Final = {
    "dermatologist": ("skin doctor", "skin specialist", "dermatology"),
    "ophthalmologist": ("eye doctor", "eye specialist", "eye care"),
    "gynecologist": ("gynaecologist", "ob gyn", "obgyn", "gynecology"),
    "ent specialist": ("ent", "ear nose and throat", "ear nose throat"),
    "general practitioner": ("gp", "family doctor", "general doctor", "primary care"),
}


def measure(data: Path | None) -> list[Figure]:
    """Turns whose acts are found exactly, in percent, in all and by service."""
    if data is None or not (data / TURNS).is_file() or not (data / DIALOGUES).is_file():
        return []
    known = offered(rows(data / DIALOGUES))
    right: dict[str, list[bool]] = defaultdict(list)
    for turn, found in read(rows(data / TURNS), known):
        gold = {act[0] for act in turn["acts"]}
        right[turn["service"]].append(found == gold)
    judged = [
        Figure(f"acts_exact_{_SERVICES[service]}", percent(sum(ones), len(ones)), len(ones), _AIM)
        for service, ones in sorted(right.items())
    ]
    every = [one for ones in right.values() for one in ones]
    share = percent(sum(every), len(every))
    return [Figure("acts_exact", share, len(every), _AIM, baseline=_BASELINE), *judged]


def offered(dialogues: Iterable[Mapping[str, Any]]) -> dict[str, re.Pattern[str]]:
    """For each service, a pattern of the cities, names and kinds that its calls return."""
    names: dict[str, set[str]] = defaultdict(set)
    for dialogue in dialogues:
        for turn in dialogue["turns"]:
            if turn["speaker"] == "CALL":
                for result in turn["results"]:
                    names[turn["service"]] |= {
                        flattened(value)
                        for slot, value in result.items()
                        if slot in ("city", "type") or slot.endswith("_name")
                    }
    return {service: _any(_with_others(ones)) for service, ones in names.items()}


def _with_others(names: set[str]) -> set[str]:
    others = _NICKNAMES | _SPECIALISTS
    return names | {also for name in names for also in others.get(name, ())} - {""}


def _any(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")


def read(
    turns: Iterable[Mapping[str, Any]], known: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[Mapping[str, Any], set[str]]]:
    """Every turn with the acts that are found in it; a dialogue's turns stand together."""
    for _, group in groupby(
        turns, key=lambda turn: (turn["id"].rsplit("/", 1)[0], turn["service"])
    ):
        dialogue = _Dialogue()
        for turn in group:
            yield turn, dialogue.read(turn, known[turn["service"]])


@dataclass(slots=True)
class _Dialogue:
    """What stands between the caller and the service."""

    offer: bool = False
    """Something is on offer and neither taken nor booked."""
    before: frozenset[str] = field(default_factory=frozenset)

    def read(self, turn: Mapping[str, Any], known: re.Pattern[str]) -> set[str]:
        """The acts of a turn, by the names of the set."""
        self.before = frozenset(act[0] for act in turn["prev_acts"])
        standing, ours = self._standing(turn["prev_acts"])
        words, flat = turn["text"], flattened(turn["text"])
        told = known.search(flat) is not None
        if standing is Standing.OFFER or not turn["prev_acts"]:
            told = told or _KINDS.search(flat) is not None
        told = told or any(windows(clause, _AT) is not None for clause in _CLAUSES.split(words))
        fact = _FACTS.search(flat) is not None
        found = acts(words, standing, turn["prev_system"], told, fact)
        if found & {Act.TAKE, Act.WISH}:
            self.offer = False
        if standing is Standing.INVITATION and not ours:
            return {"INFORM_INTENT", "INFORM"} if told else {"INFORM_INTENT"}
        return self._named(found)

    def _standing(self, before: list[list[Any]]) -> tuple[Standing, bool]:
        """What the turn answers, and whether an invitation is one of the service judged."""
        kinds = self.before
        if "NOTIFY_SUCCESS" in kinds or not kinds:
            self.offer = False
            return (Standing.DONE if kinds else Standing.OPEN), True
        if "REQUEST" in kinds:
            return Standing.SLOT, True
        if "CONFIRM" in kinds:
            return Standing.READ_BACK, True
        if "OFFER_INTENT" in kinds:
            wanted = [act[2] for act in before if act[0] == "OFFER_INTENT"]
            return Standing.INVITATION, wanted == [["BookAppointment"]]
        if "REQ_MORE" in kinds:
            return Standing.ANYTHING_ELSE, True
        if "NOTIFY_FAILURE" in kinds:
            return Standing.INVITATION, True
        if any(act[0] == "OFFER" and act[1].endswith("_name") for act in before):
            self.offer = True
        return (Standing.OFFER if self.offer else Standing.DONE), True

    def _named(self, found: frozenset[Act]) -> set[str]:
        """Our acts by the names of the set."""
        names = {_NAMES[act] for act in found}
        if "OFFER_INTENT" in self.before:
            intents = {"AFFIRM": "AFFIRM_INTENT", "NEGATE": "NEGATE_INTENT"}
            return {intents.get(name, name) for name in names}
        return names


_NAMES: Final = {
    Act.AFFIRM: "AFFIRM",
    Act.DENY: "NEGATE",
    Act.TELL: "INFORM",
    Act.ASK: "REQUEST",
    Act.WISH: "INFORM_INTENT",
    Act.TAKE: "SELECT",
    Act.ALTERNATIVES: "REQUEST_ALTS",
    Act.THANK: "THANK_YOU",
    Act.LEAVE: "GOODBYE",
}
