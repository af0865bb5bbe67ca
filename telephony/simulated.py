"""A world without wires: a clock that moves as people speak, a line, a clinic, and their faults.

Nothing here waits or draws lots, so the same call is the same to the last word every time. A
spoken word takes 0.4 seconds and a turn one second more, which is about how people talk; it is
what lets the clocks of a call (too long, no progress) be tested without waiting for them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from clinic.calendar import ClinicCalendar
from clinic.desk import StaffDesk
from clinic.ports import Appointment, Conflict, Found, Opening, Patient, Services
from clinic.records import PatientRecords
from engine.clinic import Clinic
from engine.commands import (
    AddToWaitlist,
    Book,
    Expecting,
    FindOpenings,
    Handoff,
    Listen,
    Say,
    SendMessage,
)
from engine.events import Intent, Reading, Understood, Value
from engine.safety import Alarm, Level
from telephony.ports import Understander

SECONDS_PER_WORD: Final = 0.4
SECONDS_PER_TURN: Final = 1.0

FAULTY: Final = (
    "understand",
    "find_patients",
    "find_openings",
    "hold",
    "book",
    "reschedule",
    "cancel",
    "confirm",
    "waitlist",
    "send_message",
    "handoff",
    "notify",
)
"""What can be made to fail."""

HOW: Final = ("timeout", "error", "conflict", "busy", "no_answer")
"""How it can fail; `none` mends it again."""

NO_MATCH: Final = "no_match"
"""What `find_patients` can do besides: the records answer, but find nobody."""

NOT_PUT_THROUGH: Final = ("busy", "no_answer", "voicemail")


class LocalUnderstanding(Protocol):
    """Understanding that needs no network, such as `nlu.understand.Understanding`."""

    def understand(
        self,
        words: str,
        expecting: Expecting,
        at: datetime,
        nbest: tuple[str, ...] = (),
        rules_only: bool = False,
    ) -> Understood:
        """What words mean as an answer to what was asked; `rules_only` without what was learnt."""

    def alarm(self, words: str) -> Alarm:
        """How urgent words are."""


class Fault(Exception):  # noqa: N818 - it is injected, not raised in error
    """A failure that a scripted call asked for."""


class VirtualClock:
    """A clock in a clinic's zone that moves only when it is told to."""

    def __init__(self, start: datetime, zone: str) -> None:
        self._now = start.astimezone(UTC)
        self._zone = ZoneInfo(zone)

    def now(self) -> datetime:
        """The moment, in the clinic's zone."""
        return self._now.astimezone(self._zone)

    def pass_seconds(self, seconds: float) -> None:
        """Let real seconds pass, over a change of clocks too."""
        self._now += timedelta(seconds=seconds)

    def pass_words(self, words: str) -> None:
        """Let the time pass that it takes to say some words."""
        self.pass_seconds(SECONDS_PER_WORD * len(words.split()))


@dataclass(slots=True)
class Faults:
    """What is broken at the moment, by name."""

    broken: dict[str, str] = field(default_factory=dict)

    def set(self, action: str, how: str) -> None:
        """Break something, or mend it with `none`."""
        if how == "none":
            self.broken.pop(action, None)
        else:
            self.broken[action] = how

    def check(self, action: str) -> None:
        """Fail if this is broken: `TimeoutError`, `Conflict`, or `Fault` for anything else."""
        how = self.broken.get(action)
        if how == "timeout":
            raise TimeoutError(action)
        if how == "conflict":
            raise Conflict(action)
        if how is not None:
            raise Fault(f"{action}: {how}")


class SimulatedLine:
    """A telephone line with nobody at the other end but the script."""

    def __init__(self, clock: VirtualClock, faults: Faults) -> None:
        self._clock = clock
        self._faults = faults
        self.said: list[Say] = []
        self.listening: Listen | None = None
        self.handoffs: list[Handoff] = []
        self.hung_up = False

    async def say(self, say: Say) -> None:
        """Speak: time passes by the word."""
        self.said.append(say)
        self._clock.pass_words(say.text)

    async def listen(self, listen: Listen) -> None:
        """Note what the next words will answer."""
        self.listening = listen

    async def handoff(self, handoff: Handoff) -> str:
        """Put through, unless the line is broken."""
        self.handoffs.append(handoff)
        self._clock.pass_seconds(SECONDS_PER_TURN)
        how = self._faults.broken.get("handoff")
        if how in NOT_PUT_THROUGH:
            return how
        self._faults.check("handoff")
        return "answered"

    async def hang_up(self) -> None:
        """End the call."""
        self.hung_up = True


class SimulatedUnderstanding:
    """The local understanding, which a script may break; alarms are never broken.

    While it is broken the rules go on alone; it fails only where they understand nothing at all.
    Where there is a `model`, it is asked instead, and has the local understanding inside.
    """

    def __init__(
        self,
        understanding: LocalUnderstanding,
        faults: Faults,
        model: Understander | None = None,
    ) -> None:
        self._understanding = understanding
        self._faults = faults
        self._model = model
        self._given: Mapping[str, Any] | None = None

    @contextmanager
    def given(self, meaning: Mapping[str, Any] | None) -> Iterator[None]:
        """Take this to be the meaning of words for as long as it lasts, unless this is broken.

        The form is that of `agent_config.script.Caller.means`; `None` understands as ever.
        """
        self._given = meaning
        try:
            yield
        finally:
            self._given = None

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        """What words mean; see the port."""
        broken = "understand" in self._faults.broken
        if self._given is not None and not broken:
            return _understood(self._given, at)
        if self._model is not None and not broken:
            return await self._model.understand(words, expecting, at, nbest)
        meant = self._understanding.understand(words, expecting, at, nbest, rules_only=broken)
        if not (meant.intents or meant.slots or meant.answer):
            self._faults.check("understand")
        return meant

    def alarm(self, words: str) -> Alarm:
        """How urgent words are; see the port."""
        return self._understanding.alarm(words)


def _understood(meaning: Mapping[str, Any], at: datetime) -> Understood:
    return Understood(
        at=at,
        intents=tuple(
            Intent(one) if isinstance(one, str) else Intent(**one)
            for one in meaning.get("intents", ())
        ),
        slots={name: Reading(**reading) for name, reading in meaning.get("slots", {}).items()},
        answer=meaning.get("answer"),
        alarm=Alarm(Level[meaning.get("alarm", "none").upper()]),
    )


class SimulatedCalendar(ClinicCalendar):
    """A clinic's calendar that a script may break."""

    def __init__(
        self,
        clinic: Clinic,
        faults: Faults,
        *,
        appointments: Iterable[Mapping[str, Value]] = (),
        listed: Sequence[str] | None = None,
    ) -> None:
        super().__init__(clinic, appointments=appointments, listed=listed)
        self._faults = faults
        self._touched: list[str] = []

    async def find_openings(self, wanted: FindOpenings, *, holder: str, now: datetime) -> Found:
        """The wanted times that are free; see the port."""
        self._faults.check("find_openings")
        return await super().find_openings(wanted, holder=holder, now=now)

    async def hold(self, opening: Opening, *, holder: str, now: datetime) -> Opening:
        """Keep an opening for one call; see the port. On a conflict the time is really gone."""
        self._lose("hold", opening, holder, now)
        return await super().hold(opening, holder=holder, now=now)

    async def book(self, booking: Book, *, holder: str, now: datetime) -> Appointment:
        """Make an appointment of an opening; see the port."""
        self._lose("book", booking.opening, holder, now)
        made = await super().book(booking, holder=holder, now=now)
        self._touched.append(made["id"])
        return made

    async def reschedule(
        self, appointment: Appointment, opening: Opening, *, holder: str, now: datetime
    ) -> Appointment:
        """Move an appointment; see the port."""
        self._lose("reschedule", opening, holder, now)
        moved = await super().reschedule(appointment, opening, holder=holder, now=now)
        self._touched.append(moved["id"])
        return moved

    async def cancel(self, appointment: Appointment, reason: str | None) -> Appointment:
        """Cancel an appointment; see the port."""
        self._faults.check("cancel")
        return await super().cancel(appointment, reason)

    async def confirm(self, appointment: Appointment) -> Appointment:
        """Note that the patient will come; see the port."""
        self._faults.check("confirm")
        return await super().confirm(appointment)

    @property
    def made_or_moved(self) -> tuple[Appointment, ...]:
        """The appointments that calls made or moved, as they are now."""
        return tuple(each for each in self.appointments if each["id"] in self._touched)

    def _lose(self, action: str, opening: Opening, holder: str, now: datetime) -> None:
        if self._faults.broken.get(action) == "conflict":
            self.take(opening)
        self._faults.check(action)


class SimulatedRecords(PatientRecords):
    """A clinic's patients, whom a script may make impossible to find."""

    def __init__(
        self,
        clinic: Clinic,
        faults: Faults,
        patients: Iterable[Mapping[str, Value]],
        appointments: Callable[[], Iterable[Appointment]],
    ) -> None:
        super().__init__(clinic, patients, appointments)
        self._faults = faults

    async def find_patients(
        self, name: Mapping[str, str], date_of_birth: str, *, now: datetime
    ) -> tuple[Patient, ...]:
        """The records that match both; see the port."""
        if self._faults.broken.get("find_patients") == NO_MATCH:
            return ()
        self._faults.check("find_patients")
        return await super().find_patients(name, date_of_birth, now=now)


class SimulatedDesk(StaffDesk):
    """A staff's desk from which nothing goes out while a script breaks it."""

    def __init__(self, faults: Faults) -> None:
        super().__init__()
        self._faults = faults

    async def add_to_waitlist(self, wish: AddToWaitlist, *, holder: str) -> None:
        """Remember that a patient wants an earlier time; see the port."""
        self._faults.check("waitlist")
        await super().add_to_waitlist(wish, holder=holder)

    async def send_message(self, message: SendMessage, *, holder: str) -> None:
        """Send the caller a text message; see the port."""
        self._faults.check("send_message")
        await super().send_message(message, holder=holder)

    async def notify(self, who: str, reason: str, *, holder: str) -> None:
        """Tell people at once; see the port."""
        self._faults.check("notify")
        await super().notify(who, reason, holder=holder)


class World:
    """Everything around one simulated call: build it, put a loop on it, look at what is left."""

    def __init__(
        self,
        clinic: Clinic,
        now: datetime,
        understanding: LocalUnderstanding,
        *,
        model: Understander | None = None,
        patients: Iterable[Mapping[str, Value]] = (),
        appointments: Iterable[Mapping[str, Value]] = (),
        openings: Sequence[str] | None = None,
    ) -> None:
        self.clock = VirtualClock(now, clinic.timezone)
        self.faults = Faults()
        self.line = SimulatedLine(self.clock, self.faults)
        self.understanding = SimulatedUnderstanding(understanding, self.faults, model)
        self.calendar = SimulatedCalendar(
            clinic, self.faults, appointments=appointments, listed=openings
        )
        self.records = SimulatedRecords(
            clinic, self.faults, patients, lambda: self.calendar.appointments
        )
        self.desk = SimulatedDesk(self.faults)
        self.services = Services(self.calendar, self.records, self.desk)
