"""Conversations with the engine: what the caller says, what the world answers, what is said back.

A `Conversation` sends events to `advance` and keeps what came of them. Nothing about the wording
of the shipped flows is repeated in the tests: what was said is told by the key of its prompt.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine import events
from engine.advance import advance, start
from engine.call import Call
from engine.commands import Command, CreateTask, Listen, Say, Understand
from engine.events import Event, Intent, Reading
from engine.flow import Flow, Request, Step
from engine.safety import Alarm, Level

MORNING = datetime.fromisoformat("2026-03-02T09:15:00-06:00")
"""A Monday on which every reference clinic is open."""
NIGHT = datetime.fromisoformat("2026-03-02T21:00:00-06:00")
MARY = {"first": "Mary", "last": "Jones"}
BORN = "1988-04-12"
NUMBER = "+15125550142"


class Conversation:
    """One call, from the caller's side and from the world's."""

    def __init__(self, flow: Flow, at: datetime = MORNING) -> None:
        self.flow = flow
        self.at = at
        self.call: Call = start(flow)
        self.log: list[Event] = []
        self.out: tuple[Command, ...] = ()

    # --- what happens

    def send(self, kind: type[Event], **what: Any) -> "Conversation":
        """Let an event happen now; `out` is what the engine answers."""
        event = kind(at=self.at, **what)
        self.log.append(event)
        self.call, self.out = advance(self.flow, self.call, event)
        return self

    def ring(self, **what: Any) -> "Conversation":
        """The line opens; the number is shown unless `caller` says otherwise."""
        return self.send(events.CallStarted, **{"call_id": "call-1", "caller": NUMBER} | what)

    def hear(self, words: str = "hm", alarm: Alarm | None = None, **what: Any) -> "Conversation":
        """Words reach us that nothing has understood yet."""
        return self.send(events.Heard, words=words, alarm=alarm or Alarm(), **what)

    def mean(
        self, *intents: str | Intent, answer: str | None = None, **slots: Any
    ) -> "Conversation":
        """The last words are understood: intents, a yes or no, and slots by name."""
        return self.send(
            events.Understood,
            intents=tuple(Intent(one) if isinstance(one, str) else one for one in intents),
            slots={
                name: value if isinstance(value, Reading) else Reading(value, str(value))
                for name, value in slots.items()
            },
            answer=answer,
        )

    def say(
        self, *intents: str | Intent, answer: str | None = None, **slots: Any
    ) -> "Conversation":
        """The caller speaks and is understood."""
        words = " ".join([*map(str, intents), *map(str, slots.values()), answer or ""]) or "hm"
        before = self.hear(words).out
        assert any(isinstance(one, Understand) for one in before), f"not listened to: {before}"
        return self.mean(*intents, answer=answer, **slots)

    def yes(self) -> "Conversation":
        return self.say(answer="yes")

    def no(self) -> "Conversation":
        return self.say(answer="no")

    def key(self, digits: str) -> "Conversation":
        return self.send(events.Keyed, digits=digits)

    def quiet(self, times: int = 1) -> "Conversation":
        for _ in range(times):
            self.send(events.Silence, seconds=8.0)
        return self

    def later(self, minutes: float) -> "Conversation":
        """Time passes before the next thing happens."""
        self.at += timedelta(minutes=minutes)
        return self

    def found(self, *appointments: dict[str, Any]) -> "Conversation":
        """The records hold the patient, with these coming appointments."""
        record = {"id": "p1", "name": MARY, "date_of_birth": BORN, "appointments": appointments}
        return self.send(events.PatientsFound, patients=(record,))

    def openings(self, *starts: str, exact: bool = True) -> "Conversation":
        return self.send(
            events.OpeningsFound, openings=tuple(opening(one) for one in starts), exact=exact
        )

    def done(self, action: str = "do", **result: Any) -> "Conversation":
        return self.send(events.ActionDone, action=action, result=result)

    def fails(self, action: str, how: str = "error") -> "Conversation":
        return self.send(events.ActionFailed, action=action, how=how)

    def transfer(self, how: str) -> "Conversation":
        return self.send(events.TransferEnded, how=how)

    # --- roads that many tests go

    def booking(self, service: str = "cleaning", **slots: Any) -> "Conversation":
        """A new booking of which everything but the time is known."""
        known = {"patient_name": MARY, "callback_number": NUMBER, "visit_reason": service}
        self.say("book_appointment", **known | slots)
        return self.yes() if self.asked == "slots.callback_number.read_back" else self

    def offered(self, *starts: str, service: str = "cleaning") -> "Conversation":
        """A booking to which the calendar has answered."""
        self.booking(service, preferred_time=[])
        return self.openings(*(starts or ("2026-03-03T10:00", "2026-03-04T14:30")))

    def confirming(self, service: str = "cleaning") -> "Conversation":
        """A booking that has been read back."""
        return self.offered(service=service).say(opening="2026-03-03T10:00").done("hold")

    def identified(
        self, request: str, *appointments: dict[str, Any], **slots: Any
    ) -> "Conversation":
        """A request about an appointment of a patient whose record is open."""
        self.say(request, patient_name=MARY, date_of_birth=BORN, **slots).yes()
        return self.found(*appointments)

    def unreached(self) -> "Conversation":
        """A handoff failed; the caller is asked for a message."""
        return self.key("0").transfer("busy")

    # --- what came of it

    @property
    def state(self) -> str:
        return self.call.state

    @property
    def asked(self) -> str:
        """The key of the question that stands."""
        return self.call.key if self.call.question.kind != "none" else ""

    @property
    def says(self) -> list[Say]:
        return self.all(Say)

    @property
    def prompts(self) -> list[str]:
        """The keys of what was just said."""
        return [one.prompt for one in self.says]

    @property
    def text(self) -> str:
        """What was just said."""
        return " ".join(one.text for one in self.says)

    @property
    def tasks(self) -> list[str]:
        """The types of the tasks just made."""
        return [one.type for one in self.all(CreateTask)]

    @property
    def listens(self) -> bool:
        return bool(self.out) and isinstance(self.out[-1], Listen)

    def all(self, kind: type[Any]) -> list[Any]:
        """The commands of a kind that were just given."""
        return [one for one in self.out if isinstance(one, kind)]

    def one(self, kind: type[Any]) -> Any:
        """The only command of a kind that was just given."""
        (command,) = self.all(kind)
        return command

    def value(self, slot: str) -> Any:
        return self.call.value(slot)


def opening(start: str, service: str = "cleaning") -> dict[str, Any]:
    """An opening as the calendar gives it."""
    return {
        "start": start,
        "minutes": 30,
        "provider": "Dr. Sarah Chen",
        "operatory": "Op 1",
        "service": service,
    }


def appointment(start: str, id: str = "a1", service: str = "cleaning") -> dict[str, Any]:
    """An appointment as the records give it."""
    return {
        "id": id,
        "service": service,
        "start": start,
        "minutes": 30,
        "provider": "Dr. Sarah Chen",
    }


@pytest.fixture(scope="session")
def dental() -> Flow:
    return load_flow("dental_reception", load_clinic("riverside_dental"))


@pytest.fixture(scope="session")
def medical() -> Flow:
    return load_flow("medical_reception", load_clinic("lakeside_medical"))


@pytest.fixture(scope="session")
def reminder() -> Flow:
    return load_flow("reminder", load_clinic("riverside_dental"))


@pytest.fixture
def talk(dental: Flow) -> Conversation:
    """A call to the dental clinic that has just been answered."""
    return Conversation(dental).ring()


@pytest.fixture
def at_night(dental: Flow) -> Conversation:
    return Conversation(dental, NIGHT).ring()


@pytest.fixture
def call_in() -> Callable[..., Conversation]:
    """A call to any flow, at any moment: `call_in(flow, at, caller=None)`."""

    def begin(flow: Flow, at: datetime = MORNING, **what: Any) -> Conversation:
        return Conversation(flow, at).ring(**what)

    return begin


@pytest.fixture
def call_out(reminder: Flow) -> Callable[..., Conversation]:
    """A call of ours about an appointment: `call_out("2026-03-05T10:00")`."""

    def begin(start: str = "2026-03-05T10:00", at: datetime = MORNING) -> Conversation:
        return Conversation(reminder, at).ring(
            direction="outbound",
            request="confirm_appointment",
            known={"patient_name": MARY, "appointment": appointment(start)},
        )

    return begin


@pytest.fixture
def with_steps(dental: Flow) -> Callable[..., Flow]:
    """The dental flow with steps of the test's own for one request."""

    def compiled(name: str, *steps: Step, **more: Any) -> Flow:
        requests = {**dental.requests, name: Request(name, "", "staff", steps)}
        return replace(dental, requests=requests, **more)

    return compiled


@pytest.fixture
def limited(dental: Flow) -> Callable[..., Flow]:
    """The dental flow with limits of the test's own."""

    def compiled(**limits: Any) -> Flow:
        return replace(dental, limits=replace(dental.limits, **limits))

    return compiled


@pytest.fixture
def alarms() -> dict[str, Alarm]:
    """Every alarm, by what it is about."""
    return {
        "emergency": Alarm(Level.EMERGENCY),
        "urgent_dental": Alarm(Level.URGENT),
        "check": Alarm(Level.CHECK),
        "distress": Alarm(distress=True),
        **{name: Alarm(people=(name,)) for name in ("human", "prescription_refill")},
        **{name: Alarm(people=(name,)) for name in ("medical_advice", "test_results")},
    }


@pytest.fixture
def made() -> Callable[..., dict[str, Any]]:
    """An appointment of the records: `made("2026-03-05T10:00", "a2")`."""
    return appointment
