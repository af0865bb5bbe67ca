"""A world without wires: a clock that moves as people speak, a line, a clinic, and their faults.

Nothing here waits or draws lots, so the same call is the same to the last word every time. A
spoken word takes 0.4 seconds and a turn one second more, which is about how people talk; it is
what lets the clocks of a call (too long, no progress) be tested without waiting for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from clinic.calendar import ClinicCalendar
from clinic.desk import StaffDesk
from clinic.ports import Appointment, Conflict, Found, Opening, Services
from clinic.records import PatientRecords
from engine.clinic import Clinic
from engine.commands import (
    Book,
    Expecting,
    FindOpenings,
    Handoff,
    Listen,
    Say,
)
from engine.events import Understood, Value
from engine.safety import Alarm

SECONDS_PER_WORD: Final = 0.4
SECONDS_PER_TURN: Final = 1.0

FAULTY: Final = (
    "understand",
    "find_openings",
    "hold",
    "book",
    "reschedule",
    "cancel",
    "handoff",
    "notify",
)
"""What can be made to fail."""

HOW: Final = ("timeout", "error", "conflict", "busy", "no_answer")
"""How it can fail; `none` mends it again."""

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
    """

    def __init__(self, understanding: LocalUnderstanding, faults: Faults) -> None:
        self._understanding = understanding
        self._faults = faults

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        """What words mean; see the port."""
        broken = "understand" in self._faults.broken
        meant = self._understanding.understand(words, expecting, at, nbest, rules_only=broken)
        if not (meant.intents or meant.slots or meant.answer):
            self._faults.check("understand")
        return meant

    def alarm(self, words: str) -> Alarm:
        """How urgent words are; see the port."""
        return self._understanding.alarm(words)


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

    @property
    def made_or_moved(self) -> tuple[Appointment, ...]:
        """The appointments that calls made or moved, as they are now."""
        return tuple(each for each in self.appointments if each["id"] in self._touched)

    def _lose(self, action: str, opening: Opening, holder: str, now: datetime) -> None:
        if self._faults.broken.get(action) == "conflict":
            self.take(opening)
        self._faults.check(action)


class SimulatedDesk(StaffDesk):
    """A staff's desk that cannot be told of anything while a script breaks it."""

    def __init__(self, faults: Faults) -> None:
        super().__init__()
        self._faults = faults

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
        patients: Iterable[Mapping[str, Value]] = (),
        appointments: Iterable[Mapping[str, Value]] = (),
        openings: Sequence[str] | None = None,
    ) -> None:
        self.clock = VirtualClock(now, clinic.timezone)
        self.faults = Faults()
        self.line = SimulatedLine(self.clock, self.faults)
        self.understanding = SimulatedUnderstanding(understanding, self.faults)
        self.calendar = SimulatedCalendar(
            clinic, self.faults, appointments=appointments, listed=openings
        )
        self.records = PatientRecords(clinic, patients, lambda: self.calendar.appointments)
        self.desk = SimulatedDesk(self.faults)
        self.services = Services(self.calendar, self.records, self.desk)
