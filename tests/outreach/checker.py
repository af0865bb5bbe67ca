"""Whether outreach kept the law: an independent reader of what the carrier and the people noted.

It knows the law, who is really who, and what happened; of the program that decided all this it
imports nothing and reads no row. Each rule yields a sentence for whatever broke it. People appear
in these sentences by their key, which is invented.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from tests.outreach import law
from tests.outreach.contact import Act, Call, Log, Text
from tests.outreach.person import Person, Truth

Contact = Call | Text


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that something broke."""

    rule: str
    how: str


@dataclass(slots=True)
class Verdict:
    """What the reader found."""

    contacts: int
    calls: int
    texts: int
    rules: tuple[str, ...]
    broken: list[Broken] = field(default_factory=list)

    def __str__(self) -> str:
        told = (
            f"{len(self.rules)} rules, {self.contacts} contacts "
            f"({self.calls} calls, {self.texts} texts): {len(self.broken)} broken"
        )
        listed = Counter(one.rule for one in self.broken)
        return told + "".join(f"\n  {rule}: {times}" for rule, times in listed.items())


def check(truth: Truth, log: Log) -> Verdict:
    """Hold everything that was noted against the law."""
    reading = _Reading(truth, log)
    verdict = Verdict(len(log.contacts), len(log.calls), len(log.texts), tuple(RULES))
    for name, rule in RULES.items():
        verdict.broken.extend(Broken(name, how) for how in rule(reading))
    return verdict


class _Reading:
    """What happened, sorted in the ways in which the rules look at it."""

    def __init__(self, truth: Truth, log: Log) -> None:
        self.truth = truth
        self.log = log
        self.acts: dict[str, list[Act]] = defaultdict(list)
        for act in sorted(log.acts, key=lambda one: one.number):
            self.acts[act.by].append(act)
        self.answered: dict[int, Act] = {}
        """By the line of a text: what somebody had just done that it answers."""
        spent: set[int] = set()
        for text in sorted(log.texts, key=lambda one: one.number):
            found = self._act_before(text, spent)
            if found is not None:
                spent.add(found.number)
                self.answered[text.number] = found
        self.unasked = [one for one in log.contacts if one.number not in self.answered]
        """What the clinic began of its own accord."""

    def _act_before(self, text: Text, spent: set[int]) -> Act | None:
        """The last act that a text may answer. What was done is answered once."""
        deeds = ("wrote", "stop", "start") if text.answer else ("asked",)
        within = law.ANSWERED_WITHIN if text.answer else law.FRESH
        numbers = {text.to} if text.answer else self.reachable(text.to)
        fitting = [
            act
            for number in numbers
            for act in self.acts.get(number, ())
            if act.deed in deeds
            and act.number < text.number
            and act.at <= text.at <= act.at + within
            and act.number not in spent
        ]
        return max(fitting, key=lambda one: one.number, default=None)

    def reachable(self, number: str) -> set[str]:
        """The numbers of everybody who has a number."""
        return {number, *(one for who in self.truth.owners(number) for one in who.numbers)}

    def stopped(self, contact: Contact) -> Act | None:
        """The opt-out that was in force when a number was reached, by any of its owners' numbers.

        Who says stop on one number has said it for those that nobody else has.
        """
        said = [
            act
            for number in self.reachable(contact.to)
            if contact.to in self.truth.same_owners(number)
            for act in self.acts.get(number, ())
            if act.deed in ("stop", "start") and act.number < contact.number
        ]
        last = max(said, key=lambda one: one.number, default=None)
        return last if last is not None and last.deed == "stop" else None

    def where(self, number: str) -> tuple[set[str], set[str]]:
        """The zones and the states in which whoever has a number may be."""
        zones: set[str] = set()
        states: set[str] = {self.truth.state}
        for owner in self.truth.owners(number) or (None,):
            if owner is not None and owner.state is not None:
                zones |= set(law.OF_STATE[owner.state])
                states.add(owner.state)
                continue
            code = number[2:5]
            state = law.OF_CODE[code]
            zones |= {self.truth.zone, *law.ZONES_OF_CODE.get(code, law.OF_STATE[state])}
            states.add(state)
        return zones, states

    def day(self, contact: Contact) -> str:
        """The day of a contact where the clinic is; nobody is reached at night, so it is theirs."""
        return contact.at.astimezone(ZoneInfo(self.truth.zone)).date().isoformat()

    def groups(self) -> Iterator[tuple[str, list[Contact]]]:
        """What the clinic began, by number, and by person where a number is theirs alone.

        A call that nobody answers counts, for it rings; a text that never arrived does not.
        """
        by_number: dict[str, list[Contact]] = defaultdict(list)
        for one in self.unasked:
            if isinstance(one, Call) or one.arrived:
                by_number[one.to].append(one)
        yield from by_number.items()
        for person in self.truth.people:
            own = [one for one in person.numbers if self.truth.owners(one) == (person,)]
            if len(own) > 1:
                every = [one for number in own for one in by_number.get(number, ())]
                yield person.key, sorted(every, key=lambda one: one.number)

    def by_reason(self) -> dict[tuple[str, str], list[Call]]:
        """The tries of each reason to call, in order."""
        tries: dict[tuple[str, str], list[Call]] = defaultdict(list)
        for call in sorted(self.log.calls, key=lambda one: one.number):
            tries[call.to, call.reason].append(call)
        return tries

    def who(self, number: str) -> str:
        """Whom a number belongs to, in a word."""
        return "+".join(one.key for one in self.truth.owners(number)) or "nobody known"


def _what(reading: _Reading, contact: Contact) -> str:
    kind = "call" if isinstance(contact, Call) else "text"
    return f"line {contact.number}: a {kind} to {reading.who(contact.to)} at {contact.at:%F %T%z}"


def _hours(reading: _Reading) -> Iterator[str]:
    for one in reading.unasked:
        zones, states = reading.where(one.to)
        closes = min(law.CLOSES_EARLIER.get(state, law.CLOSES) for state in states)
        for zone in sorted(zones):
            local = one.at.astimezone(ZoneInfo(zone))
            if not law.OPENS <= local.time() < closes:
                yield f"{_what(reading, one)} is at {local:%H:%M} in {zone}"


def _daily(reading: _Reading) -> Iterator[str]:
    for who, contacts in reading.groups():
        days: dict[str, dict[str, Contact]] = defaultdict(dict)
        for one in contacts:
            days[reading.day(one)].setdefault(_reason(one), one)
        for day, reasons in days.items():
            if len(reasons) > law.PER_DAY:
                last = list(reasons.values())[-1]
                yield f"{_what(reading, last)} is number {len(reasons)} of {day} ({who})"


def _weekly(reading: _Reading) -> Iterator[str]:
    for who, contacts in reading.groups():
        for number, last in enumerate(contacts):
            since = last.at - law.WEEK
            within = {_reason(one) for one in contacts[: number + 1] if one.at > since}
            if len(within) > law.PER_WEEK:
                yield f"{_what(reading, last)} is number {len(within)} of a week ({who})"


def _reason(one: Contact) -> str:
    return f"call {one.reason}" if isinstance(one, Call) else f"text {one.number}"


def _tries(reading: _Reading) -> Iterator[str]:
    for tries in reading.by_reason().values():
        for one in tries[law.TRIES :]:
            yield f"{_what(reading, one)} is try number {len(tries)} for one reason"


def _apart(reading: _Reading) -> Iterator[str]:
    for tries in reading.by_reason().values():
        for before, one in pairwise(tries):
            if one.at - before.at < law.BETWEEN_TRIES:
                yield f"{_what(reading, one)} follows {one.at - before.at} after the try before"


def _reached(reading: _Reading) -> Iterator[str]:
    for tries in reading.by_reason().values():
        for before, one in pairwise(tries):
            if before.answered_by:
                yield f"{_what(reading, one)} was called though a {before.answered_by} had answered"


def _opt_out(reading: _Reading) -> Iterator[str]:
    confirmed: set[int] = set()
    for one in reading.log.contacts:
        stop = reading.stopped(one)
        if stop is None:
            continue
        soon = one.at <= stop.at + law.ANSWERED_WITHIN
        if isinstance(one, Text) and soon and one.to == stop.by and stop.number not in confirmed:
            confirmed.add(stop.number)
            continue
        wrote = reading.answered.get(one.number)
        if wrote is not None and wrote.deed == "wrote" and wrote.number > stop.number:
            continue  # who writes after all gets an answer to just that
        yield f"{_what(reading, one)} came after they said stop (line {stop.number})"


def _consent(reading: _Reading) -> Iterator[str]:
    for one in reading.unasked:
        owners = reading.truth.owners(one.to)
        said = _words(one)
        purpose = "marketing" if law.MARKETING.search(said) else "lead"
        if any(owner.patient for owner in owners) and purpose == "lead":
            continue  # what their number was given for is agreed by giving it
        agreed = (
            given.at < one.at and given.purpose == purpose
            for owner in owners
            for given in owner.agreed
        )
        if not any(agreed):
            yield f"{_what(reading, one)} had no agreement to {purpose} in writing"


def _standing(reading: _Reading) -> Iterator[str]:
    for one in reading.unasked:
        owners = reading.truth.owners(one.to)
        if not owners:
            yield f"{_what(reading, one)} went to a number that was never given to the clinic"
            continue
        for owner in owners:
            barred = owner.standing in ("deceased", "dismissed", "do_not_contact")
            alone = all(other.standing == owner.standing for other in owners)
            if barred and (alone or _is_named(owner, owners, one)):
                yield f"{_what(reading, one)} is for somebody {owner.standing}"
                break


def _is_named(owner: Person, owners: Sequence[Person], one: Contact) -> bool:
    """Whether a contact asks for somebody whom nobody at the number shares the name with."""
    if any(other.first == owner.first for other in owners if other is not owner):
        return False
    return re.search(rf"\b{re.escape(owner.first)}\b", _words(one)) is not None


def _clinical(reading: _Reading) -> Iterator[str]:
    for one in reading.log.contacts:
        name = re.compile(re.escape(reading.truth.clinic), re.IGNORECASE)
        if isinstance(one, Text):
            public = one.body
        elif one.answered_by == "machine":
            public = _words(one)
        else:
            public = " ".join(one.before)
        found = law.CLINICAL.search(name.sub(" ", public))
        if found:
            yield f"{_what(reading, one)} says {found.group()!r} to whoever hears or sees it"


def _unasked_times(reading: _Reading) -> Iterator[str]:
    for one in reading.log.calls:
        found = law.WHEN.search(" ".join(one.before))
        if found and one.answered_by == "human":
            yield f"{_what(reading, one)} told {found.group()!r} before they said who they are"


def _opening(reading: _Reading) -> Iterator[str]:
    for one in reading.log.calls:
        if one.answered_by == "":
            continue
        first = one.before[0] if one.before else ""
        lacks = []
        if reading.truth.clinic.lower() not in first.lower():
            lacks.append("who calls")
        if not law.MACHINE.search(first):
            lacks.append("that a machine calls")
        if one.answered_by == "human" and not law.WAY_OUT.search(first):
            lacks.append("how to stop it")
        if one.answered_by == "machine" and not law.TELEPHONE.search(_words(one)):
            lacks.append("a number to call")
        if lacks:
            yield f"{_what(reading, one)} does not begin with {', '.join(lacks)}"


def _length(reading: _Reading) -> Iterator[str]:
    for one in reading.log.contacts:
        if isinstance(one, Call):
            if one.answered_by == "machine" and len(_words(one).split()) > law.SPOKEN_WORDS:
                yield f"{_what(reading, one)} left more than a minute of words"
            continue
        own_accord = one.number not in reading.answered and not law.OF_APPOINTMENTS.search(one.body)
        most = law.SHORT_TEXT if own_accord else law.LONGEST_TEXT
        if len(one.body) > most:
            yield f"{_what(reading, one)} has {len(one.body)} characters, {most} are allowed"


def _cancel_word(reading: _Reading) -> Iterator[str]:
    for one in reading.log.texts:
        if law.REPLY_CANCEL.search(one.body):
            yield f"{_what(reading, one)} asks for a word that means an opt-out to carriers"


def _twice(reading: _Reading) -> Iterator[str]:
    """The same words to the same number, of its own accord, on neighbouring days; or the same call
    twice in a moment."""
    seen: dict[tuple[str, str], Text] = {}
    for text in reading.log.texts:
        if text.number in reading.answered:
            continue
        before = seen.get((text.to, text.body))
        if before is not None and text.at - before.at < timedelta(hours=24):
            yield f"{_what(reading, text)} was told already (line {before.number})"
        seen[text.to, text.body] = text
    at: dict[tuple[str, datetime], Call] = {}
    for call in reading.log.calls:
        if (call.to, call.at) in at:
            yield f"{_what(reading, call)} rings twice at once"
        at[call.to, call.at] = call


def _unasked_answers(reading: _Reading) -> Iterator[str]:
    for one in reading.log.texts:
        if one.answer and one.number not in reading.answered:
            yield f"{_what(reading, one)} answers nothing"


def _words(one: Contact) -> str:
    return one.body if isinstance(one, Text) else " ".join((*one.before, *one.after))


RULES: Final[dict[str, Callable[[_Reading], Iterator[str]]]] = {
    "hours": _hours,
    "one a day": _daily,
    "three a week": _weekly,
    "three tries": _tries,
    "four hours apart": _apart,
    "no call after they were reached": _reached,
    "nothing after a stop": _opt_out,
    "agreement in writing": _consent,
    "who must not be reached": _standing,
    "nothing clinical": _clinical,
    "nothing before they say who they are": _unasked_times,
    "opening": _opening,
    "length": _length,
    "never reply CANCEL": _cancel_word,
    "nothing twice": _twice,
    "answers answer something": _unasked_answers,
}
"""By name."""
