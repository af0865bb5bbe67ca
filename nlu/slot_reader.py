"""The slots in an utterance: the one that was asked for first, then whatever else was said.

Callers answer more than they are asked, so every slot of the flow is looked for; but what was not
asked for counts only with words that tell what it is, and no word counts twice: once a telephone
number is found, its digits are no time of day, and a date of birth is no day to come. So each
value that is found is blanked out before the next one is looked for, the surest kinds first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from engine.commands import Expecting
from engine.flow import Flow, Slot
from nlu.answer import yes_no
from nlu.answer.choice import choice
from nlu.answer.complaint import complains, for_the_sick
from nlu.dictation.email import email
from nlu.dictation.member_id import member_id
from nlu.dictation.phone import phone
from nlu.person.birth import date_of_birth
from nlu.person.carrier import carrier
from nlu.person.given_names import GIVEN_NAMES
from nlu.person.name import person_name
from nlu.person.patient import patient_status, relationship
from nlu.person.provider import provider
from nlu.utterance.found import Found
from nlu.utterance.word import same_length_plain, words_of
from nlu.when.existing_time import without_existing
from nlu.when.windows import windows

_SUREST_FIRST: Final = (
    "email",
    "phone",
    "member_id",
    "date",
    "insurance_carrier",
    "provider",
    "person_name",
    "relationship",
    "patient_status",
    "time_window",
    "choice",
)
_PHRASES: Final = ("relationship", "patient_status")
"""Kinds that are told by a phrase whose words may tell something else as well."""

_IN_FIGURES: Final = ("date", "phone", "time_window")
"""Kinds that many callers say in their own language, whichever the call is held in."""

_BORN: Final = re.compile(
    r"(?<!\w)(?:born|birth ?(?:day|date)|(?:date|day) of birth|dob|d\.? ?o\.? ?b|naci|nacid[oa]"
    r"|nacio"
    r"|nacimiento|cumpleanos)(?!\w)"
)
_PAIN: Final = re.compile(
    r"(?<!\w)(?:tooth|teeth|molars?|gums?|dientes?|muelas?|encias?)(?:\W+\w+){0,5}\W+(?:hurt\w*"
    r"|pain\w*|ach(?:e|es|ing)|killing"
    r"|throbb\w*|sore|broke\w*|chipped|cracked|duele\w*|dolor|rompio|quebr\w+|hinchad\w*|mata"
    r"|matando)(?!\w)"
    r"|(?<!\w)(?:hurt\w*|pain\w*|aching|throbbing|sore|broke\w*|chipped|cracked|duelen?|dolor"
    r"|rompio|quebr\w+)(?:\W+\w+){0,4}\W+"
    r"(?:tooth|teeth|molars?|gums?|dientes?|muelas?|encias?)(?!\w)"
)
_HURTS: Final = re.compile(r"(?<!\w)(?:hurt(?:s|ing)?|pain|aches?|duele|dolor)(?!\w)")
_CALLER: Final = re.compile(
    r"(?<!\w)(?:this is|i'm|i am|my name is|me llamo|mi nombre es|habla|soy)(?!\w)"
)
_OTHER_YEAR: Final = 2
"""A full date so many years back, beside a name that was asked for, is a date of birth."""
_LONGEST_NAME: Final = 3
_UNSURE_NAME: Final = 0.8
_DENIAL: Final = re.compile(
    r"\W*(?:(?:oh|um+|uh+|sorry|wait|well|ay)\W+)*"
    r"(?:no+|nope|not quite|incorrect|wrong)\b[\s,.;:-]*",
    re.IGNORECASE,
)
_NAMED_ANEW: Final = re.compile(
    r"(?<!\w)(?:last |first |full |family |new )*(?:name|surname|apellido|nombre)"
    r"(?:\W+(?:please|now|por favor|ahora))?\W+(?:it'?s|is|to|as|should be|es|a)\s+",
    re.IGNORECASE,
)
"""A name is put in the place of one that was read back."""
_SPELLED: Final = re.compile(r"(?<!\w)(?:[^\W\d_][\s.,-]+){2,}[^\W\d_](?!\w)")
"""Letters in a row: beside a denial they can only be a name, asked for or not."""
_CERTAIN_CARRIER: Final = 0.8
"""Many words sound like some insurance company."""


class SlotReader:
    """Finds the slots of one flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._slots = tuple(
            sorted(
                (slot for slot in flow.slots.values() if _kind(slot) in _SUREST_FIRST),
                key=lambda slot: _SUREST_FIRST.index(_kind(slot)),
            )
        )

    def read(
        self, words: str, expecting: Expecting, at: datetime, language: str, *, aside: bool = False
    ) -> dict[str, Found]:
        """The slots that the words fill, by name.

        `aside`: the words are about something else than was asked, so what was asked for needs
        the words that tell it, like any other slot.
        """
        found: dict[str, Found] = {}
        rest = spoken = words
        for slot, asked in self._in_turn(expecting, aside):
            heard = spoken if _kind(slot) == "choice" else rest
            one = self._parse(slot, heard, expecting, at, language, asked)
            if one is None and asked and _kind(slot) in _IN_FIGURES:
                other = "en" if language.startswith("es") else "es"
                one = self._parse(slot, rest, expecting, at, other, asked)
            if one is None or (not asked and not self._plausible(slot, one, words, expecting, at)):
                continue
            name = self._filled(slot, words, one, found, asked)
            if name is None or name in found:
                continue
            found[name] = one
            if _kind(slot) not in _PHRASES:
                rest = _without(rest, one)
                if _kind(slot) != "time_window":  # a wish may go on around what it is for
                    spoken = _without(spoken, one)
        return found

    def _in_turn(self, expecting: Expecting, aside: bool) -> Iterator[tuple[Slot, bool]]:
        """The slots in the order in which they are looked for, and whether each was asked for."""
        wanted = self._flow.slots.get(expecting.slot or "")
        if expecting.kind not in ("slot", "yes_no"):
            wanted = None
        if wanted is not None:
            yield wanted, not aside
        for slot in self._slots:
            if slot is not wanted:
                yield slot, False

    def _parse(
        self,
        slot: Slot,
        words: str,
        expecting: Expecting,
        at: datetime,
        language: str,
        asked: bool,
    ) -> Found | None:
        """What the words say of one slot."""
        clinic = self._flow.clinic
        match _kind(slot):
            case "person_name":
                return _name(words, language, asked, expecting)
            case "date":
                return date_of_birth(words, at, language)
            case "phone":
                return phone(words, language)
            case "email":
                return email(words, language)
            case "member_id":
                return member_id(words, language, asked)
            case "insurance_carrier":
                return carrier(words, clinic.insurance_accepted, asked and expecting.kind == "slot")
            case "provider":
                return provider(words, clinic.providers, asked)
            case "patient_status":
                status = patient_status(words, expecting.asked if asked else None)
                return (
                    status
                    if status is None or status.value in (slot.of or (status.value,))
                    else None
                )
            case "relationship":
                return relationship(words, self.options(slot), asked)
            case "choice":
                return self._choice(slot, words, asked)
            case "time_window":
                free = words if asked else without_existing(words)
                return windows(free, at, clinic, language, asked=asked)
            case "bool" if asked:
                said = yes_no.answer(words, language, expecting.asked)
                sure = said in (yes_no.YES, yes_no.NO)
                return Found(said == yes_no.YES, 0, 0) if sure else None
            case "text" if asked and expecting.kind == "slot":
                return Found(words.strip(), 0, len(words))
            case _:
                return None

    def names(self, words: str, expecting: Expecting, language: str) -> bool:
        """Whether a name was asked for and the words are one: "Bill Person" is no question."""
        slot = self._flow.slots.get(expecting.slot or "")
        if slot is None or slot.type != "person_name" or expecting.kind != "slot":
            return False
        found = person_name(words, language, True, expecting.part)
        if found is None or len(words_of(words)) > _LONGEST_NAME:
            return False
        rest = words_of(words[: found.start]) + words_of(words[found.end :])
        first = str(found.value["first"] or "").lower()
        return not rest and first in GIVEN_NAMES

    def options(self, slot: Slot) -> Mapping[str, tuple[str, ...]]:
        """The names of a choice with the other words for each; for a reason, the services."""
        if slot.of:
            return {name: tuple(slot.says.get(name, ())) for name in slot.of}
        if slot.name != "visit_reason":
            return {}
        return {one.name: (*one.says, *one.titles.values()) for one in self._flow.clinic.services}

    def _choice(self, slot: Slot, words: str, asked: bool) -> Found | None:
        """A choice; a reason may also be a complaint ("my tooth is killing me").

        Its own words come first and near misses last, or the pain is heard as a filling.
        """
        options = self.options(slot)
        found = choice(words, options)
        if found is None and slot.name == "visit_reason":
            found = self._complaint(words, options, asked)
        return choice(words, options, True) if found is None and asked else found

    def _complaint(
        self, words: str, options: Mapping[str, tuple[str, ...]], asked: bool
    ) -> Found | None:
        """The urgent service of the clinic, for words about a tooth that hurts, or about any
        symptom where it is for everybody who is sick.
        """
        urgent = [one for one in self._flow.clinic.services if one.urgent and one.name in options]
        told = complains(words, asked)
        if told and urgent and for_the_sick(urgent[0].name, *options[urgent[0].name]):
            return Found(urgent[0].name, *told, 0.8)
        flat = same_length_plain(words).replace("’", "'")
        pain = _PAIN.search(flat) or (_HURTS.search(flat) if asked else None)
        return Found(urgent[0].name, pain.start(), pain.end(), 0.8) if urgent and pain else None

    def _plausible(
        self, slot: Slot, one: Found, words: str, expecting: Expecting, at: datetime
    ) -> bool:
        """Whether something that was not asked for may count.

        A date needs a word of birth beside it, or a name that was asked for and a year long past.
        """
        if _kind(slot) == "insurance_carrier":
            return one.confidence >= _CERTAIN_CARRIER
        if _kind(slot) != "date":
            return True
        if _BORN.search(same_length_plain(words)):
            return True
        wanted = self._flow.slots.get(expecting.slot or "")
        naming = wanted is not None and wanted.type == "person_name"
        return naming and int(one.value[:4]) <= at.year - _OTHER_YEAR

    def _filled(
        self, slot: Slot, words: str, one: Found, found: Mapping[str, Found], asked: bool
    ) -> str | None:
        """The slot that a value fills; `None` if it is nobody's.

        Someone who calls for another and gives a name gives their own, unless it stands behind
        the relative ("my son Leo").
        """
        if slot.type != "person_name" or asked:
            return slot.name
        names = [other.name for other in self._flow.slots.values() if other.type == "person_name"]
        if "patient_name" not in names:
            return slot.name
        others = relationship(words, {})
        calls_for_other = others is not None and others.value != "self"
        own = bool(_CALLER.search(same_length_plain(words[: one.start])))
        if calls_for_other and others is not None and own and one.start < others.start:
            return "caller_name" if "caller_name" in names else None
        return "patient_name" if "patient_name" not in found else None


def _renamed(words: str) -> re.Match[str] | None:
    """The words before a name that shall stand in the place of one that was read back."""
    matches = list(_NAMED_ANEW.finditer(words))
    return matches[-1] if matches else None


def _without(words: str, one: Found) -> str:
    """The words with a stop where something was found."""
    if one.start >= one.end:
        return words
    return words[: one.start] + ";".ljust(one.end - one.start) + words[one.end :]


def _kind(slot: Slot) -> str:
    """How a slot is parsed: by its type, save the choices that are told by phrases."""
    if slot.name in ("provider", *_PHRASES):
        return slot.name
    return slot.type


def _name(words: str, language: str, asked: bool, expecting: Expecting) -> Found | None:
    """A name; after the yes or no of a read-back only what follows counts as one."""
    if expecting.kind not in ("yes_no", "change"):
        return person_name(words, language, asked, expecting.part if asked else None)
    said = _DENIAL.match(words) or _renamed(words)
    if said is None or not words[said.end() :].strip():
        return person_name(words, language)
    rest = words[said.end() :]
    later = person_name(rest, language, asked or _SPELLED.search(rest) is not None)
    if later is None or later.confidence < _UNSURE_NAME:
        return person_name(words, language)
    if later.value["last"] is None and said.re is not _DENIAL:
        return person_name(words, language)
    start, end = later.start + said.end(), later.end + said.end()
    value = later.value
    if value["last"] is None and str(value["first"]).lower() not in GIVEN_NAMES:
        value = {"first": None, "last": value["first"]}  # "no, it's Miller, M I L L E R"
    return replace(later, value=value, start=start, end=end, corrected=True)
