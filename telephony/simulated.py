"""A world without wires: a clock that moves as people speak, a line, a clinic, and their faults.

Nothing here waits or draws lots, so the same call is the same to the last word every time. A
spoken word takes 0.4 seconds and a turn one second more, which is about how people talk; it is
what lets the clocks of a call (too long, no progress) be tested without waiting for them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from clinic.calendar import ClinicCalendar
from clinic.desk import StaffDesk
from clinic.ports import Services
from clinic.records import PatientRecords
from engine.clinic import Clinic
from engine.commands import (
    Expecting,
    Handoff,
    Listen,
    Say,
)
from engine.events import Intent, Reading, Understood, Value
from engine.safety import Alarm, Level
from telephony.faulty import Faults, FaultyCalendar, FaultyDesk, FaultyRecords, Kept
from telephony.ports import Understander

SECONDS_PER_WORD: Final = 0.4
SECONDS_PER_TURN: Final = 1.0

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

    @property
    def meaning(self) -> Mapping[str, Any] | None:
        """What words are taken to mean at the moment, if that was given."""
        return self._given

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


class World:
    """Everything around one simulated call: build it, put a loop on it, look at what is left.

    `services` are those of a clinic that is kept elsewhere; without them one is made up in memory.
    """

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
        services: Kept | None = None,
    ) -> None:
        self.clock = VirtualClock(now, clinic.timezone)
        self.faults = Faults()
        self.line = SimulatedLine(self.clock, self.faults)
        self.understanding = SimulatedUnderstanding(understanding, self.faults, model)
        if services is None:
            calendar = ClinicCalendar(clinic, appointments=appointments, listed=openings)
            records = PatientRecords(clinic, patients, lambda: calendar.appointments)
            services = Kept(calendar, records, StaffDesk())
        self.calendar = FaultyCalendar(services.calendar, self.faults)
        self.records = FaultyRecords(services.records, self.faults)
        self.desk = FaultyDesk(services.desk, self.faults)
        self.services = Services(self.calendar, self.records, self.desk)
