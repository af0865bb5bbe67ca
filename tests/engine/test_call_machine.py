"""Whatever a caller and the world do, in whatever order: what must always hold, holds.

A hostile caller says, types and interrupts what they like, at the wrong moment and in the wrong
shape; a hostile world fails, comes late and repeats itself. After every single event the rules
that hold always are checked (`Watched`). Here about 150 calls of each kind are made; at night
(`HYPOTHESIS_PROFILE=nightly`) ten thousand, with new seeds.
"""

import os
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from agent_config.flow_file import load_flow
from engine import events, spoken
from engine.advance import advance, fold, start
from engine.call import Call
from engine.codec import dumps, loads
from engine.commands import Book, Cancel, Command, Listen, Reschedule, Say
from engine.events import Event, Intent, Reading
from engine.flow import Flow
from engine.safety import PEOPLE, Alarm, Level, sentences
from engine.slots import incomplete
from engine.talk import TALK

CALLS = 10_000 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 150
STEPS = 50
CALLS_AN_EXAMPLE = 3
"""A hostile caller calls again: so often, on average and rounded down, within their steps."""
AFTERWARDS = 12
"""Turns that may follow the limit: a confirmation in flight, handoffs, a message."""
OPEN = datetime.fromisoformat("2026-03-02T09:15:00-06:00")
CLOSED = datetime.fromisoformat("2026-03-02T21:00:00-06:00")
PRIVATE = ("June", "junio")
"""The month of all recorded appointments, and of nothing else that is ever said."""

flow_of = cache(load_flow)


# --- what a caller may say

NAMES = [
    *[{"first": "Mary", "last": "Jones"}, {"first": "Ann", "last": "Lee"}] * 3,
    {"first": "Mary", "last": None},
    {"first": None, "last": "Jones"},
]
WINDOWS = [
    [],
    [{"start": "2026-03-06T08:00", "end": "2026-03-06T13:00"}],
    [{"start": "2026-03-10T09:00", "end": "2026-03-10T09:00"}],
]
RIGHT: dict[str, list[Any]] = {
    "person_name": NAMES,
    "date": ["1988-04-12", "2018-02-03", "1950-01-01"],
    "phone": ["+15125550177", "+15125550188", "+442079460123"],
    "email": ["a@example.com"],
    "bool": [True, False],
    "time_window": WINDOWS,
    "insurance_carrier": ["Cigna", "Nobody Inc"],
    "member_id": ["ABC12345"],
    "text": ["about my bill", "work", "Dr. Wilson"],
    "opening": [f"2026-03-0{day}T10:00" for day in range(3, 7)],
    "appointment": ["2026-06-01T10:00", "2026-06-02T10:00"],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["first", "last", "start", "end", "$", "id"]) | st.text(max_size=5),
            inner,
            max_size=3,
        )
    ),
    max_leaves=5,
)
WRONG = (
    st.sampled_from(
        [
            {"first": "Mary", "last": 5},
            {"first": "x" * 10_000, "last": "Jones"},
            {"first": "{first_name}", "last": "\x07"},
            {"first": "Mary", "last": "Jones", "$": "Alarm"},
            [{"start": "tomorrow", "end": "later"}],
            [{"start": "2026-03-10T09:00"}],
            [{"start": "2026-03-10T09:00", "end": "2026-03-10T08:00"}],
            [{"start": "2026-03-10T09:00Z", "end": "2026-03-10T10:00"}],
            "20240101",
            "9999-12-31",
            "+1" + "2" * 13,
            "@" * 700,
            "x" * 5_000,
            "you may have an infection",
        ]
    )
    | JSON
)
OTHER_WORDS = ["change:patient_name", "change:opening", "change:preferred_time", "no_such_intent"]
POLARITIES = ["wants"] * 9 + ["does_not_want", "hypothetical", "past"]
ALARMS = [
    Alarm(),
    Alarm(Level.CHECK),
    Alarm(Level.URGENT),
    Alarm(Level.EMERGENCY),
    Alarm(distress=True),
    *(Alarm(people=(name,)) for name in PEOPLE),
    Alarm(Level.CHECK, ("human",), True),
]
HEARD = st.sampled_from([*[Alarm()] * 12, *ALARMS])
LANGUAGES = st.sampled_from([*[None] * 6, "es", "en", "fr"])
CONFIDENCE = st.sampled_from([1.0] * 8 + [0.65, 0.0])


def right(flow: Flow, name: str) -> st.SearchStrategy[Any]:
    slot = flow.slots[name]
    return st.sampled_from(slot.of if slot.type == "choice" else RIGHT[slot.type])


def values(flow: Flow, name: str) -> st.SearchStrategy[Any]:
    return st.one_of(*[right(flow, name)] * 5, WRONG)


def readings(flow: Flow, name: str) -> st.SearchStrategy[Reading]:
    return st.builds(
        Reading,
        values(flow, name),
        st.sampled_from(["", "so they said"]),
        st.sampled_from([1.0, 0.4]),
        st.booleans(),
    )


@cache
def meanings(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Anything that words may be taken to mean."""
    flow = flow_of(name)
    intent = st.builds(
        Intent,
        st.sampled_from([*flow.requests, *flow.answers, *TALK, *OTHER_WORDS, PEOPLE[0]]),
        st.sampled_from([1.0, 1.0, 0.6, 0.3, 0.16, 0.1]),
        st.sampled_from(POLARITIES),
    )
    named = st.sampled_from([*flow.slots])
    slots = st.lists(named, max_size=3, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({one: readings(flow, one) for one in names})
    )
    return st.fixed_dictionaries(
        {
            "intents": st.lists(intent, max_size=3).map(tuple),
            "slots": slots
            | st.builds(dict)
            | st.fixed_dictionaries({"": st.builds(Reading, WRONG)}),
            "answer": st.sampled_from([None, None, "yes", "yes", "no", "unclear", "perhaps"]),
        }
    )


@cache
def answers(name: str, kind: str, slot: str | None) -> st.SearchStrategy[dict[str, Any]]:
    """What a willing caller would answer to a kind of question."""
    flow = flow_of(name)
    if kind in ("open", "which_request"):
        wish = st.sampled_from([*flow.requests, *list(flow.requests)[:3] * 3])
        wish = wish.map(lambda one: (Intent(one),))
        return st.fixed_dictionaries({"intents": wish})
    if kind in ("slot", "message") and slot in flow.slots:
        reading = st.builds(Reading, right(flow, slot), confidence=st.sampled_from([1, 1, 1, 0.4]))
        return st.fixed_dictionaries({"slots": st.fixed_dictionaries({slot: reading})})
    return st.sampled_from([{"answer": "yes"}] * 5 + [{"answer": "no"}])


# --- what the world may answer


def appointment(number: int) -> dict[str, Any]:
    return {
        "id": f"a{number}",
        "service": "checkup",
        "start": f"2026-06-0{number}T10:00",
        "minutes": 30,
        "provider": "Dr. Sarah Chen",
    }


def opening(day: int) -> dict[str, Any]:
    return appointment(day) | {"start": f"2026-03-0{day}T10:00", "operatory": "Op 1"}


def record(count: int) -> dict[str, Any]:
    coming = [appointment(number) for number in range(1, count + 1)]
    return {"id": "p", "name": NAMES[0], "date_of_birth": "1988-04-12", "appointments": coming}


PATIENTS = [(record(1),)] * 3 + [(record(0),), (record(2),), (record(3),), (), (record(1),) * 2]
OPENINGS = [tuple(opening(day) for day in range(3, last)) for last in (3, 4, 5, 5, 6)]
HOW = ["timeout", "error", "conflict"]
ENDS = ["answered", "busy", "no_answer", "voicemail", "timeout", "error"]
RESULTS: dict[type[Event], dict[str, st.SearchStrategy[Any]]] = {
    events.PatientsFound: {"patients": st.sampled_from(PATIENTS)},
    events.OpeningsFound: {"openings": st.sampled_from(OPENINGS), "exact": st.booleans()},
    events.ActionDone: {"action": st.sampled_from(["hold", "book", "cancel"])},
    events.ActionFailed: {
        "action": st.sampled_from(["understand", "hold", "book", "find_openings"]),
        "how": st.sampled_from(HOW),
    },
    events.TransferEnded: {"how": st.sampled_from(ENDS)},
    events.TimeUp: {},
}
FITTING: dict[str, tuple[type[Event], ...]] = {
    "patients": (events.PatientsFound,) * 3 + (events.ActionFailed,),
    "openings": (events.OpeningsFound,) * 4 + (events.ActionFailed,),
    "hold": (events.ActionDone,) * 3 + (events.ActionFailed,),
    "do": (events.ActionDone,) * 3 + (events.ActionFailed,),
    "transfer": (events.TransferEnded,),
}


def happenings(kinds: Iterable[type[Event]]) -> st.SearchStrategy[tuple[type[Event], Any]]:
    return st.one_of(
        *(st.tuples(st.just(kind), st.fixed_dictionaries(RESULTS[kind])) for kind in kinds)
    )


LATE = happenings(RESULTS)
RIGHT_ONES = {what: happenings(kinds) for what, kinds in FITTING.items()}


# --- what always holds


class Watched:
    """A call of which every event is checked."""

    def __init__(self, flow: Flow, at: datetime) -> None:
        self.flow, self.at = flow, at
        self.call = start(flow)
        self.written = dumps(self.call)
        self.log: list[Event] = []
        self.listening = False
        self.question = ""
        self.summary = ""
        self.proved = False
        self.late: set[str] = set()

    def happen(self, kind: type[Event], **what: Any) -> None:
        event = kind(at=self.at, **what)
        before, written = self.call, self.written
        after, out = advance(self.flow, before, event)
        assert dumps(before) == written, "advance changed the call that it was given"
        resumed = advance(self.flow, loads(written), loads(dumps(event)))
        assert resumed == (after, out), "a call that was written down goes on differently"
        self.log.append(event)
        self.call, self.written = after, dumps(after)
        assert loads(self.written) == after
        assert loads(dumps(out)) == out
        says = [one for one in out if isinstance(one, Say)]
        if before.ended:
            assert _is_late(before, event) or (after, out) == (before, ())
            assert after.ended
            assert not says
            return
        self._proved(before, event)
        self._waits(before, event, after, out)
        self._asks(before, event, after, out, says)
        self._acts(before, event, out)
        self._keeps_silent(before, event, after, says)
        self._hears(before, event, after, says)

    def is_its_events(self) -> None:
        """Everything about a call follows from its events."""
        assert fold(self.flow, self.log) == self.call

    def _proved(self, before: Call, event: Event) -> None:
        """On a call of ours, somebody said that they are the patient."""
        yes = isinstance(event, events.Understood) and event.answer == "yes"
        yes = yes or (isinstance(event, events.Keyed) and event.digits.rstrip("#") == "1")
        self.proved |= yes and before.question.kind == "is_this"

    def _waits(self, before: Call, event: Event, after: Call, out: tuple[Command, ...]) -> None:
        """A live call always waits for something: the caller, or a result that is on its way."""
        aside = before.aside and not after.aside
        if any(isinstance(one, Listen) for one in out):
            self.listening = True
        elif not (aside or _is_late(before, event)) and (out or after.waiting is not None):
            self.listening = False
        assert after.ended or after.waiting is not None or self.listening
        if after.waiting is not None and after.waiting != before.waiting:
            assert out, f"nothing was asked of the world, yet the call waits for {after.waiting}"

    def _asks(
        self,
        before: Call,
        event: Event,
        after: Call,
        out: tuple[Command, ...],
        says: list[Say],
    ) -> None:
        """Nothing known is asked for, nothing is asked in the same words twice running."""
        if isinstance(event, events.Heard | events.Silence | events.BargedIn | events.TimeUp):
            assert after.slots == before.slots
        if before.aside:  # words from before the question, understood only after it was put
            self.late |= after.slots.keys() - before.slots.keys()
        if not says or not any(isinstance(one, Listen) for one in out):
            return
        asked, held = after.question, after.slots.get(after.question.slot or "")
        known = held is not None and asked.kind in ("slot", "prefill", "yes_no")
        if known and asked.slot not in self.late:
            assert incomplete(self.flow.slots[str(asked.slot)], held.value)
        if asked.kind == "read_back":
            assert held is not None
            assert not held.confirmed
        if asked.kind == "confirm":
            self.summary = says[-1].text if says[-1].prompt == after.key else self.summary
        assert says[-1].text != self.question
        self.question = says[-1].text

    def _acts(self, before: Call, event: Event, out: tuple[Command, ...]) -> None:
        """Nothing is booked, moved or cancelled without a yes to what was just read back."""
        for one in out:
            if not isinstance(one, Book | Reschedule | Cancel):
                continue
            assert (before.state, before.question.kind) == ("CONFIRM", "confirm")
            if isinstance(event, events.Keyed):
                assert event.digits.rstrip("#") == "1"
            else:
                assert isinstance(event, events.Understood)
                assert event.answer == "yes"
            about = one.appointment if isinstance(one, Cancel) else one.opening
            assert any(spoken.opening(about, one) in self.summary for one in self.flow.texts)
            assert not isinstance(one, Book) or one.mode in ("direct", "approval")

    def _keeps_silent(self, before: Call, event: Event, after: Call, says: list[Say]) -> None:
        """Nothing private is said too early, and nothing is called booked that is not."""
        text = " ".join(one.text for one in says)
        if any(word in text for word in PRIVATE):
            assert self.proved or before.patient is not None or after.patient is not None
        if any(one.prompt == "prompts.booked" for one in says):
            assert isinstance(event, events.ActionDone)
            assert before.waiting == "do"
        if self.flow.name == "medical_reception":
            assert not any(word in text.lower() for word in ("booked", "reservad", "agendad"))

    def _hears(self, before: Call, event: Event, after: Call, says: list[Say]) -> None:
        """An emergency is answered first, and a person is never refused."""
        ringing = before.state == "ESCALATE"
        if isinstance(event, events.Heard) and event.alarm.level is Level.EMERGENCY:
            if not (ringing and before.escalation == "emergency"):
                assert says[0].text == sentences.EMERGENCY[after.language]
                assert not says[0].interruptible
            assert after.escalation == "emergency"
        wanted = isinstance(event, events.Keyed) and event.digits.rstrip("#") == "0"
        if isinstance(event, events.Heard) and event.final:
            wanted = "human" in event.alarm.people
        if wanted and not ringing:
            assert after.escalation is not None
            assert after.ended or after.waiting == "transfer" or after.message_asked


def begin(name: str, at: datetime, caller: str | None, turns: int) -> Watched:
    """A call to the receptionist, or one of ours about an appointment."""
    flow = flow_of(name)
    watched = Watched(replace(flow, limits=replace(flow.limits, turns=turns)), at)
    ours: dict[str, Any] = {}
    if name == "reminder":
        known = {"patient_name": NAMES[0], "appointment": appointment(1)}
        ours = {"direction": "outbound", "request": "confirm_appointment", "known": known}
    watched.happen(events.CallStarted, call_id="call", caller=caller, **ours)
    return watched


BEGINNINGS = st.builds(
    begin,
    st.sampled_from(["dental_reception", "dental_reception", "medical_reception", "reminder"]),
    st.sampled_from([OPEN, OPEN, CLOSED]),
    st.sampled_from(["+15125550142", None]),
    st.sampled_from([60, 60, 10]),
)


def _is_late(before: Call, event: Event) -> bool:
    """Whether an action ends that the call waits for no more: nothing is said, a task may be."""
    ends = isinstance(event, events.ActionDone | events.ActionFailed)
    return ends and before.in_flight is not None and before.waiting != "do"


class HostileCall(RuleBasedStateMachine):
    """Calls that begin willingly, and in which then everything may happen at any moment."""

    watched: Watched

    @initialize(watched=BEGINNINGS, willing=st.integers(0, 25), data=st.data())
    def rings(self, watched: Watched, willing: int, data: st.DataObject) -> None:
        self.watched = watched
        for _ in range(willing):
            self.goes_on(data)

    def happen(self, kind: type[Event], **what: Any) -> None:
        self.watched.happen(kind, **what)

    def live(self) -> bool:
        return not self.watched.call.ended

    @precondition(live)
    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        """The caller answers what was asked, or the world does."""
        call = self.watched.call
        if call.waiting in FITTING:
            kind, what = data.draw(RIGHT_ONES[call.waiting])
            self.happen(kind, **what)
            return
        wanted = answers(self.watched.flow.name, call.question.kind, call.question.slot)
        self.happen(events.Heard, words="hm", alarm=Alarm())
        self.happen(events.Understood, **data.draw(wanted))

    @precondition(live)
    @rule(data=st.data())
    def says_anything(self, data: st.DataObject) -> None:
        self.happen(events.Heard, words="hm", alarm=Alarm())
        self.happen(events.Understood, **data.draw(meanings(self.watched.flow.name)))

    @precondition(live)
    @rule(alarm=HEARD, confidence=CONFIDENCE, quality=CONFIDENCE, language=LANGUAGES)
    def is_heard(
        self, alarm: Alarm, confidence: float, quality: float, language: str | None
    ) -> None:
        what = {"confidence": confidence, "audio_quality": quality, "language": language}
        self.happen(events.Heard, words="hm", alarm=alarm, **what)

    @precondition(lambda self: self.watched.call.waiting == "words" or self.watched.call.aside)
    @rule(data=st.data())
    def is_understood(self, data: st.DataObject) -> None:
        self.happen(events.Understood, **data.draw(meanings(self.watched.flow.name)))

    @rule(happening=LATE)
    def gets_a_result_that_nobody_waits_for(self, happening: tuple[type[Event], Any]) -> None:
        self.happen(happening[0], **happening[1])

    @rule(data=st.data())
    def sees_something_again(self, data: st.DataObject) -> None:
        again = data.draw(st.sampled_from(self.watched.log))
        what = {one.name: getattr(again, one.name) for one in fields(again) if one.name != "at"}
        if not isinstance(again, events.CallStarted):
            self.happen(type(again), **what)

    @precondition(live)
    @rule(digits=st.sampled_from([*"112239*#", "", "0#", "5125550177#", "04121988", "777"]))
    def types(self, digits: str) -> None:
        self.happen(events.Keyed, digits=digits)

    @precondition(live)
    @rule()
    def is_silent(self) -> None:
        self.happen(events.Silence, seconds=8.0)

    @precondition(live)
    @rule(alarm=st.sampled_from([Alarm(), Alarm(), Alarm(people=("human",)), ALARMS[3]]))
    def is_heard_in_passing(self, alarm: Alarm) -> None:
        self.happen(events.Heard, words="I can't", alarm=alarm, final=False)

    @precondition(live)
    @rule(share=st.sampled_from([0.0, 0.4, 0.6, 1.0]))
    def interrupts(self, share: float) -> None:
        words = self.watched.call.last_said.split()
        self.happen(events.BargedIn, heard=" ".join(words[: int(share * len(words))]))

    @rule(seconds=st.sampled_from([1, 5, 20, 100]))
    def takes_time(self, seconds: int) -> None:
        self.watched.at += timedelta(seconds=seconds)

    @precondition(live)
    @rule(sure=st.sampled_from([False, False, True]))
    def hangs_up(self, sure: bool) -> None:
        if sure:
            self.happen(events.HungUp)
            assert self.watched.call.ended

    @precondition(lambda self: self.watched.call.ended)
    @rule(watched=BEGINNINGS, willing=st.integers(0, 25), data=st.data())
    def calls_again(self, watched: Watched, willing: int, data: st.DataObject) -> None:
        self.watched.is_its_events()
        self.rings(watched, willing, data)

    def teardown(self) -> None:
        if hasattr(self, "watched"):
            self.watched.is_its_events()


TestHostileCall = HostileCall.TestCase
TestHostileCall.settings = settings(
    max_examples=CALLS // CALLS_AN_EXAMPLE, stateful_step_count=STEPS
)


@settings(max_examples=CALLS)
@given(watched=BEGINNINGS, data=st.data())
def test_a_caller_who_never_stops_talking_is_done_within_the_limit(
    watched: Watched, data: st.DataObject
) -> None:
    limit = watched.flow.limits.turns
    assert limit is not None
    while not watched.call.ended:
        call = watched.call
        if call.waiting in FITTING:
            kind, what = data.draw(RIGHT_ONES[call.waiting])
            watched.happen(kind, **what)
            continue
        talkative = meanings(watched.flow.name)
        willing = answers(watched.flow.name, call.question.kind, call.question.slot)
        watched.happen(events.Heard, words="hm", alarm=Alarm())
        watched.happen(
            events.Understood, **data.draw(st.one_of(willing, willing, willing, talkative))
        )
        assert watched.call.turns <= limit + AFTERWARDS
