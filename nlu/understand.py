"""What the caller's words mean, given what they were asked: the local understanding of one flow.

It reads only words, the question and the moment; so the same words mean the same in a call, a
replay and a test. What was asked for is understood first, then everything else that was said.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from typing import Final

from engine.commands import Expecting
from engine.events import Intent, Reading, Understood
from engine.flow import Flow
from engine.safety import PEOPLE, Alarm, Level, assess
from nlu.alarm.danger import Danger, sense
from nlu.answer import change
from nlu.answer.callee import callee, is_absent
from nlu.answer.pick import NONE, pick
from nlu.answer.preference import no_preference
from nlu.answer.reply import (
    asks_change,
    left_open,
    points,
    reply,
    to_change,
    to_read_back,
    unconfirmed,
)
from nlu.answer.word_for_word import WordForWord
from nlu.answer.yes_no import NO, YES
from nlu.encoder import encoder
from nlu.intent import conversation
from nlu.intent.classifier import ACCEPTED, Classifier
from nlu.intent.implied import asked_of_carrier, implied
from nlu.intent.reader import IntentReader
from nlu.language import language_of
from nlu.slot_reader import SlotReader
from nlu.utterance.found import Found
from nlu.utterance.word import MOST_CHARACTERS, plain, words_of
from nlu.when.windows import windows

_HEARD_BY_MANY: Final = ("person_name", "date", "phone", "member_id", "email")
"""Types whose values a speech recogniser often has right only in its second or third guess."""
_SECOND_GUESS: Final = 0.8
_MOST_GUESSES: Final = 10
_SPEAK: Final = {"en": "speak_english", "es": "speak_spanish"}
_LATEST: Final = 64
"""Words are assessed when they are heard, and again when they are understood."""
_TOO: Final = re.compile(r"(?<!\w)(?:too|also|as well|tambien)(?!\w)")
"""One of the family too: the same again for them."""
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT")
_EXCLUDES: Final = re.compile(
    r"(?<![\w'])(?:no|not|\w+n'?t|cannot|except|but|besides|ni|menos)(?!\w)"
)
_FARTHEST: Final = timedelta(days=400)
_RULED: Final = 0.95
"""The confidence of a request that the safety rules found."""


class Understanding:
    """Understands the callers of one flow. Made when the flow is loaded; safe to share.

    `learning` is called when that takes seconds: the flow's examples are new to this machine.
    """

    def __init__(
        self,
        flow: Flow,
        classifier: Classifier | None = None,
        learning: Callable[[], None] | None = None,
    ) -> None:
        self._flow = flow
        self._slots = SlotReader(flow)
        self._intents = IntentReader(flow, classifier, learning)
        self._word_for_word = WordForWord(flow.examples)
        self._danger = sense(encoder(), flow.thresholds.danger)
        self._assessed = lru_cache(maxsize=_LATEST)(partial(assess, triggers=flow.triggers))

    @property
    def complete(self) -> bool:
        """Whether words are read by meaning too; if not, every call is asked about red flags."""
        return isinstance(self._danger, Danger)

    def alarm(self, words: str, final: bool = True) -> Alarm:
        """How urgent the words are: by the rules of safety, the flow's own triggers, and meaning.

        Meaning adds to what the rules find and takes nothing back. While the caller is still
        speaking (`final` is false) only rules are asked and only an emergency is raised: the end
        of the sentence may take back anything less.
        """
        alarm = self._assessed(words)
        if alarm.level == Level.EMERGENCY:
            return alarm
        if not final:
            return Alarm()
        if is_absent(words):
            return alarm  # "she's not here": to a sense of danger it sounds like "not there"
        return alarm | Alarm(self._danger.level(words, self._intents.sentences(words)))

    def understand(
        self,
        words: str,
        expecting: Expecting,
        at: datetime,
        nbest: tuple[str, ...] = (),
        rules_only: bool = False,
    ) -> Understood:
        """The intents, slots and answer in the words; `nbest` are what else may have been said.

        `rules_only` leaves out whatever was learnt: what is left are the exact turns of
        conversation, the slots, and yes and no.
        """
        words = words[:MOST_CHARACTERS].strip()
        if not words_of(words):
            return Understood(at=at)
        spoken = self._spoken(words, expecting)
        language = spoken or expecting.language
        easy = self._easy(words, expecting, language)
        aside = expecting.kind == "slot" and not self._slots.names(words, expecting, language)
        aside = aside and not easy and self._aside(words, expecting, language, rules_only)
        found = self._slots.read(words, expecting, at, language, aside=aside)
        said = reply(words, expecting, language)
        readings = {name: _reading(words, one, expecting) for name, one in found.items()}
        if expecting.kind == "offer":
            said, readings = self._offer(words, expecting, at, language, said, readings)
        elif expecting.kind == "yes_no":
            said, readings = self._read_back(words, expecting, at, language, said, readings)
        elif expecting.kind == "change":
            said = to_change(words, said, readings, change.named(words, self._flow.slots))
        elif easy and expecting.slot is not None and expecting.slot not in readings:
            said, readings = left_open(words, self._flow.slots[expecting.slot], readings)
        elif expecting.slot and expecting.slot not in readings and not aside:
            readings |= self._otherwise_heard(expecting, at, language, nbest)
        turn = None
        if expecting.whom is not None:
            said, turn = callee(words, expecting.whom, said)
            readings.pop("patient_name", None)
        spans = [(one.start, one.end) for one in found.values()]
        intents = self._meant(words, expecting, language, spans, readings, said, rules_only)
        if self._is_ours(expecting) and not rules_only:
            intents = self._answered(words, expecting, language, spans, intents, said)
        if easy:
            intents = tuple(one for one in intents if one.name in PEOPLE)
        elif (said in (YES, NO) and expecting.kind != "open") or points(words, expecting):
            done = ("wait", "never_mind") if expecting.kind == "change" else ("wait",)
            intents = tuple(one for one in intents if one.name not in done)
        unasked = aside or expecting.slot != "preferred_time"
        told = found.get("preferred_time") if unasked else None
        if told is not None and not self._wished(words, told, at, language, rules_only):
            readings.pop("preferred_time", None)
        if intents and expecting.kind in ("open", "nothing"):
            said = None
        if turn is not None:
            intents = (Intent(turn), *(one for one in intents if one.name in PEOPLE))
        unknown = spoken is not None and spoken not in self._flow.texts
        if spoken and unknown and not any(one.name == _SPEAK[spoken] for one in intents):
            intents = (Intent(_SPEAK[spoken], 0.9), *intents)
        return Understood(at=at, intents=intents, slots=readings, answer=said)

    def _answered(
        self,
        words: str,
        expecting: Expecting,
        language: str,
        spans: Sequence[tuple[int, int]],
        intents: tuple[Intent, ...],
        said: str | None,
    ) -> tuple[Intent, ...]:
        """What is meant by an answer to what we called about, if no more than a yes or no."""
        name = self._word_for_word.name(words, language)
        if name is not None:
            return (Intent(name, _RULED), *(one for one in intents if one.name in PEOPLE))
        if said is None and not intents:
            return self._intents.read(words, replace(expecting, kind="open"), language, spans)
        return intents

    def _is_ours(self, expecting: Expecting) -> bool:
        """Whether it is what a call of ours asks, which is answered as freely as an open question.

        "I'll be there", "could you call me tomorrow", "it still hurts": neither a yes nor a no.
        """
        slot = self._flow.slots.get(expecting.slot or "")
        asked = expecting.kind == "yes_no" and slot is not None and slot.type == "bool"
        return asked and self._flow.calls == "outbound"

    def _spoken(self, words: str, expecting: Expecting) -> str | None:
        """The language of the words, if it is surely another than the call's.

        A call goes on in it by itself, before its words are understood; so only a language that
        the flow has no texts for is a wish, which is for people to meet.
        """
        spoken = language_of(words)
        wanted = self._flow.slots.get(expecting.slot or "")
        naming = wanted is not None and wanted.type in ("person_name", "text")
        return spoken if spoken not in (None, expecting.language) and not naming else None

    def _aside(self, words: str, expecting: Expecting, language: str, rules_only: bool) -> bool:
        """Whether the words are no answer to the question about a slot that was put."""
        if rules_only:
            return self._intents.turn(words, expecting) is not None
        return self._intents.aside(words, expecting, language)

    def _easy(self, words: str, expecting: Expecting, language: str) -> bool:
        """Whether the caller leaves to the clinic what they were asked to choose."""
        slot = self._flow.slots.get(expecting.slot or "")
        if slot is None or expecting.kind != "slot":
            return False
        asked = slot.type == "time_window" or slot.name == "provider"
        return asked and no_preference(words, language)

    def _read_back(
        self,
        words: str,
        expecting: Expecting,
        at: datetime,
        language: str,
        said: str | None,
        readings: dict[str, Reading],
    ) -> tuple[str | None, dict[str, Reading]]:
        """The answer to a question of yes and no, and what else it brings."""
        own = self._flow.slots.get(expecting.slot or "")
        if own is not None and own.type == "bool":
            return said, {name: one for name, one in readings.items() if name != own.name}
        if own is None and expecting.state == "CONFIRM":
            asked = windows(expecting.asked, at, self._flow.clinic, language, asked=True)
            other = bool(readings.keys() - {"preferred_time"})
            retimed = change.elsewhere(words) or ("preferred_time" in readings and said != YES)
            if retimed and not other and asked is not None and asked.value:
                readings |= self._on_that_day(words, asked, expecting, at, language)
            readings = unconfirmed(words, expecting, readings, asked, said)
        return to_read_back(expecting, said, readings)

    def _meant(
        self,
        words: str,
        expecting: Expecting,
        language: str,
        spans: Sequence[tuple[int, int]],
        readings: Mapping[str, Reading],
        said: str | None,
        rules_only: bool,
    ) -> tuple[Intent, ...]:
        """What the words ask for; a text that was asked for asks for nothing."""
        ruled = self._assessed(words).people
        people = tuple(Intent(name, _RULED) for name in ruled)
        if expecting.kind == "slot" and expecting.slot in readings:
            slot = self._flow.slots[expecting.slot or ""]
            if slot.type == "text":
                return people
        if rules_only:
            intents = self._intents.turns(words, expecting)
        else:
            intents = self._intents.read(words, expecting, language, spans)
        if expecting.slot != "visit_reason" and not rules_only:
            another = "relationship" in readings and _TOO.search(plain(words)) is not None
            serviced = another or "visit_reason" in readings
            intents = implied(intents, self._flow, expecting, serviced, words)
        if "insurance_carrier" in readings and expecting.slot != "insurance_carrier":
            intents = asked_of_carrier(intents, self._flow, words)
        if not readings and (expecting.kind == "change" or asks_change(words, expecting, said)):
            named = change.named(words, self._flow.slots)
            if named is not None:
                kept = (one for one in intents if one.name in conversation.TURNS)
                intents = (Intent(f"change:{named}"), *kept)
        if people:
            intents = tuple(one for one in intents if one.confidence >= ACCEPTED)
        heard = {one.name for one in people}
        return (*people, *(one for one in intents if one.name not in heard))

    def _offer(
        self,
        words: str,
        expecting: Expecting,
        at: datetime,
        language: str,
        said: str | None,
        readings: dict[str, Reading],
    ) -> tuple[str | None, dict[str, Reading]]:
        """Which of the openings (or appointments) is taken, or what other time is wanted."""
        name = "appointment" if expecting.slot == "appointment" else "opening"
        chosen = pick(words, expecting.options, language)
        single = len(expecting.options) == 1
        pointed = chosen is None and points(words, expecting)
        if chosen is None and single and (said == YES or pointed):
            chosen = 0
        elif pointed and not single:
            said = None
        wanted = readings.pop("preferred_time", None)
        if wanted is not None and not _EXCLUDES.search(plain(words)):
            wanted = self._on_those_days(words, wanted, expecting, at, language)
        if wanted is None and chosen in (None, NONE) and change.elsewhere(words):
            wanted = self._beside(words, expecting, at, language)
        if isinstance(chosen, int) and not (wanted and change.elsewhere(words)):
            readings[name] = Reading(expecting.options[chosen], words, 0.9)
            return YES if said is None else said, readings
        if wanted is not None and name == "opening":
            readings["preferred_time"] = replace(wanted, corrected=True)
            return NO if said is None or said == YES else said, readings
        return NO if chosen == NONE else said, readings

    def _on_those_days(
        self, words: str, wanted: Reading, expecting: Expecting, at: datetime, language: str
    ) -> Reading:
        """A time without a day is meant for the days on offer: "anything after three?"."""
        days = sorted(
            {date.fromisoformat(one[:10]) for one in expecting.options if _MOMENT.match(one)}
        )
        offered = [
            {"start": f"{day}T00:00", "end": f"{day + timedelta(days=1)}T00:00"} for day in days
        ]
        found = windows(words, at, self._flow.clinic, language, asked=True, previous=offered)
        return replace(wanted, value=found.value) if found is not None and found.value else wanted

    def _on_that_day(
        self, words: str, asked: Found, expecting: Expecting, at: datetime, language: str
    ) -> dict[str, Reading]:
        """Another time than was read back, on its day unless they name one."""
        day = date.fromisoformat(asked.value[0]["start"][:10])
        whole = [{"start": f"{day}T00:00", "end": f"{day + timedelta(days=1)}T00:00"}]
        found = windows(words, at, self._flow.clinic, language, previous=whole)
        if found is None or not found.value:
            return {}
        return {"preferred_time": replace(_reading(words, found, expecting), corrected=True)}

    def _beside(
        self, words: str, expecting: Expecting, at: datetime, language: str
    ) -> Reading | None:
        """A time that is told by those on offer: "anything later?"."""
        offered = sorted(one for one in expecting.options if _MOMENT.match(one))
        if not offered:
            return None
        near = offered[0 if change.sooner(words) else -1]
        beside = [{"start": near, "end": near}]
        found = windows(words, at, self._flow.clinic, language, asked=True, previous=beside)
        return _reading(words, found, expecting) if found is not None and found.value else None

    def _wished(
        self, words: str, wanted: Found, at: datetime, language: str, rules_only: bool
    ) -> bool:
        """Whether a time that was not asked for is a wish.

        It is none in a question or statement about something else ("are you open Friday?"), nor
        years away ("I haven't been in three years").
        """
        far = wanted.value and wanted.value[0]["start"] > (at + _FARTHEST).isoformat()
        if far or rules_only:
            return not far
        return self._intents.about(words, wanted.start, language) not in _NO_WISHES

    def _otherwise_heard(
        self, expecting: Expecting, at: datetime, language: str, nbest: tuple[str, ...]
    ) -> dict[str, Reading]:
        """The slot that was asked for, from the first of the other guesses that holds one."""
        slot = self._flow.slots.get(expecting.slot or "")
        if slot is None or slot.type not in _HEARD_BY_MANY:
            return {}
        for guess in nbest[:_MOST_GUESSES]:
            one = self._slots.read(guess, expecting, at, language).get(slot.name)
            if one is not None:
                sure = round(one.confidence * _SECOND_GUESS, 4)
                return {slot.name: Reading(one.value, guess[one.start : one.end], sure)}
        return {}


def _reading(words: str, one: Found, expecting: Expecting) -> Reading:
    """A found value as the engine takes it."""
    corrected = one.corrected or expecting.kind == "change"
    corrected = corrected or change.corrects(words, one.start, one.end)
    return Reading(one.value, words[one.start : one.end] or words, one.confidence, corrected)


_NO_WISHES: Final = frozenset(
    """cancel_appointment confirm_appointment running_late appointment_lookup returning_call
    opening_hours parking location pricing billing_question records_request test_results
    prescription_refill medical_advice""".split()
)
