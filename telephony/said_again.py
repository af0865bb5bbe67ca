"""A caller's turn said again by somebody who does not exist.

Where a name or number stands in the words, another one takes its place; the rest stays only if it
is everyday speech, without a figure, a month or a spelled letter. Otherwise the question is simply
answered, or the caller says a sentence of the flow's own examples, with the meaning written beside.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from engine.call import Call
from engine.events import Heard, Keyed, Understood
from engine.flow import Flow
from engine.safety import Level
from nlu.model.disguise import Disguise
from nlu.when.named_days import MONTHS
from telephony.answering import NO, YES, name_of
from telephony.simulated import LocalUnderstanding
from telephony.stand_ins import INSURER, PERSONAL, StandIns

DANGER: Final[Mapping[Level, tuple[str, ...]]] = {
    Level.EMERGENCY: ("I can't breathe", "no puedo respirar"),
    Level.URGENT: ("my tooth got knocked out", "se me cayó un diente por un golpe"),
    Level.CHECK: ("my gums bleed when I brush my teeth", "me sangran las encías al cepillarme"),
}
"""What somebody says whose own words cannot be kept, by how urgent those were."""
NOTHING: Final = {"en": "well, let me think", "es": "a ver, déjeme pensar"}
MONTHS_IN_SPANISH: Final = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
_MONTH: Final = re.compile(
    rf"\b({'|'.join((*MONTHS, *MONTHS_IN_SPANISH.split()))})\b".replace("may|", "may(?= )|"),
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\d{3}|\d+ ?(?:st|nd|rd|th)\b|\d+[/.-]\d|\b(?:third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|\w+teenth|eleventh|twelfth|twentieth|twenty[ -]\w+th|thirtieth)\b",
    re.IGNORECASE,
)
"""A day of a month: in another week it would be another day."""
_KEYED_FEWEST: Final = 5
"""So many keys are a number of somebody's."""


class SaidAgain:
    """Says the turns of one call again. `appointments` are other ids for those of its records."""

    def __init__(
        self,
        flow: Flow,
        people: StandIns,
        understanding: LocalUnderstanding,
        *,
        with_meanings: bool,
    ) -> None:
        self._flow = flow
        self._people = people
        self._understanding = understanding
        self._with_meanings = with_meanings
        self._disguise = Disguise(flow)
        self.appointments: dict[str, str] = {}

    def turn(
        self, heard: Heard, meant: Understood | None, call: Call, cut: int | None
    ) -> dict[str, Any]:
        """A turn in which something was said; `call` is as it was before."""
        language = heard.language or call.language
        words = self._replaced(heard, meant, language)
        if words is None and not self._with_meanings:
            answer = self._answer(meant, call, language)
            if answer is not None:
                return {"answers": answer}
        is_own = words is not None
        says = words if words is not None else self._in_other_words(heard, meant, language)
        if cut is not None and is_own and not self._with_meanings:
            return {"interrupts": {"after_words": cut, "says": says}}
        more: dict[str, Any] = {
            name: getattr(heard, name)
            for name in ("confidence", "audio_quality")
            if getattr(heard, name) < 1
        }
        if (not is_own or self._with_meanings) and meant is not None:
            more["means"] = self._meaning(meant)
        return {"caller": {"says": says, **more} if more else says}

    def keys(self, keyed: Keyed, call: Call) -> dict[str, Any]:
        """A turn in which keys were pressed."""
        if len(keyed.digits) < _KEYED_FEWEST:
            return {"keys": keyed.digits}
        slot = call.question.slot or ""
        kind = self._flow.slots[slot].type if slot in self._flow.slots else ""
        if kind == "phone":
            return {"keys": self._people.phone(f"+1{keyed.digits[-10:]}").removeprefix("+1")}
        if kind == "date" and len(keyed.digits) == 8:
            real = f"{keyed.digits[4:]}-{keyed.digits[:2]}-{keyed.digits[2:4]}"
            year, month, day = self._people.born(real).split("-")
            return {"keys": f"{month}{day}{year}"}
        return {"keys": "0000000000"[: len(keyed.digits)]}

    # --- the words

    def _replaced(self, heard: Heard, meant: Understood | None, language: str) -> str | None:
        """The words with other people in them; `None` where something might be left."""
        spans = []
        for kind, value, said in self._readings(meant):
            place = heard.words.casefold().find(said.casefold()) if said else -1
            if place < 0 or kind == "text":
                return None
            other = self._people.value(kind, value, language)
            spans.append((place, place + len(said), self._people.words(kind, other, language)))
        text, rest, past = "", "", 0
        for begin, end, other in sorted(spans):
            if begin < past:
                return None
            text += heard.words[past:begin] + other
            rest += heard.words[past:begin] + " , "
            past = end
        rest += heard.words[past:]
        return text + heard.words[past:] if self._is_everyday(rest, heard, language) else None

    def _is_everyday(self, rest: str, heard: Heard, language: str) -> bool:
        if self._people.tells(rest) or _MONTH.search(rest) or _DAY.search(rest):
            return False
        if not self._disguise.is_everyday(rest):
            return False
        hidden = self._disguise.of(rest, heard.at, language)
        kinds = [hidden.text[one.text_start : one.text_end] for one in hidden.pieces]
        return all(one.startswith("[DATE") for one in kinds)

    def _readings(self, meant: Understood | None) -> Iterator[tuple[str, Any, str]]:
        """What of the words tells of somebody: its type, its value, its words."""
        for name, reading in (meant.slots if meant is not None else {}).items():
            kind = self._flow.slots[name].type if name in self._flow.slots else "text"
            strange = kind == "insurance_carrier" and (
                self._people.value(kind, reading.value) == INSURER
            )
            if kind in PERSONAL or strange:
                yield kind, reading.value, reading.words

    def _answer(self, meant: Understood | None, call: Call, language: str) -> dict[str, str] | None:
        """The answer to the question that was asked, where that is all that was said."""
        slot = name_of(call.question)
        if meant is None or slot is None or slot not in self._flow.slots or meant.intents:
            return None
        if set(meant.slots) != {slot}:
            return None
        kind = self._flow.slots[slot].type
        if kind not in PERSONAL:
            return None
        other = self._people.value(kind, meant.slots[slot].value, language)
        return {slot: self._people.words(kind, other, language)}

    def _in_other_words(self, heard: Heard, meant: Understood | None, language: str) -> str:
        spanish = language == "es"
        for words in DANGER.get(heard.alarm.level, ()):
            if (words in [own[-1] for own in DANGER.values()]) == spanish:
                return words
        parts = []
        if meant is not None:
            if meant.answer in ("yes", "no"):
                parts.append((YES if meant.answer == "yes" else NO)[language])
            for intent in meant.intents:
                examples = self._flow.examples.get(language, {}).get(intent.name, ())
                parts += [one for one in examples[:1] if intent.polarity == "wants"]
            for kind, value, _ in self._readings(meant):
                other = self._people.value(kind, value, language)
                parts.append(self._people.words(kind, other, language))
        return ", ".join(parts) or NOTHING.get(language, NOTHING["en"])

    # --- the meaning

    def _meaning(self, meant: Understood) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if meant.intents:
            told["intents"] = [
                {
                    "name": one.name,
                    "confidence": round(one.confidence, 4),
                    **({"polarity": one.polarity} if one.polarity != "wants" else {}),
                }
                for one in meant.intents
            ]
        if meant.slots:
            told["slots"] = {name: self._reading(meant, name) for name in meant.slots}
        if meant.answer is not None:
            told["answer"] = meant.answer
        if meant.alarm.level in (Level.CHECK, Level.EMERGENCY):
            told["alarm"] = meant.alarm.level.name.lower()
        return told

    def _reading(self, meant: Understood, name: str) -> dict[str, Any]:
        reading = meant.slots[name]
        kind = self._flow.slots[name].type if name in self._flow.slots else ""
        value = reading.value
        if kind == "appointment" and isinstance(value, str):
            value = self.appointments.get(value, value)
        told = {
            "value": self._people.value(kind or "text", value),
            "confidence": round(reading.confidence, 4),
        }
        return told | ({"corrected": True} if reading.corrected else {})
