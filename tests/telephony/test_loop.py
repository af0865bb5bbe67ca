"""The one loop: order, failures, handoffs that ring, and the last resort."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from clinic.ports import Conflict, Found, Services
from engine import commands, events
from engine.call import Call
from engine.clinic import Clinic
from engine.commands import Expecting, Handoff, HangUp, Listen, Notify, Say, Understand
from engine.flow import Flow, Limits, Thresholds
from engine.safety import Alarm, Level
from engine.safety.sentences import EMERGENCY
from telephony import last_resort
from telephony.loop import Loop

AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
OPENING = {"start": "2026-03-03T10:00"}
FLOW = Flow(
    name="f", version=1, language="en", limits=Limits(), thresholds=Thresholds(), slots={},
    requests={}, answers={}, triggers=(), texts={}, examples={},
    clinic=Clinic(
        id="river", name="River", practice="River", timezone="America/Chicago", state="TX",
        number="+15125550100", staff_line="+15125550101", on_call_line=None, address="1 River",
        parking=None, hours={}, lunch=None, holidays=frozenset(), languages=("en-US",), flow="f",
    ),
)  # fmt: skip

Answer = Callable[[events.Event], tuple[commands.Command, ...]]


def a_call(flow: Flow) -> Call:
    return Call(
        flow=flow.name, version=1, clinic="river", language="en", at=AT, started=AT,
        progress_at=AT, left={},
    )  # fmt: skip


def engine(answer: Answer) -> Callable[[Flow, Call, events.Event], Any]:
    """An engine that answers each event with some commands; hanging up ends the call."""

    def advance(flow: Flow, call: Call, event: events.Event) -> Any:
        call = call.copy()
        ordered = answer(event)
        if isinstance(event, events.HungUp) or any(isinstance(each, HangUp) for each in ordered):
            call.state = "END"
        return call, ordered

    return advance


class Clock:
    def __init__(self) -> None:
        self.ticks = 0

    def now(self) -> datetime:
        self.ticks += 1
        return AT + timedelta(seconds=self.ticks)


@dataclass
class Everything:
    """A line, an understanding, a clinic and a log that write down what is asked of them."""

    done: list[str] = field(default_factory=list)
    fails: dict[str, Exception] = field(default_factory=dict)
    thinks: Callable[[str], Awaitable[None]] | None = None
    rings: Callable[[Handoff], Awaitable[str]] | None = None
    logged: list[events.Event] = field(default_factory=list)

    def _do(self, what: str) -> None:
        self.done.append(what)
        if what in self.fails:
            raise self.fails[what]

    async def say(self, say: Say) -> None:
        self._do(f"say {say.text}")

    async def listen(self, listen: Listen) -> None:
        self._do("listen")

    async def handoff(self, handoff: Handoff) -> str:
        self._do(f"handoff {handoff.line}")
        return await self.rings(handoff) if self.rings else "answered"

    async def hang_up(self) -> None:
        self._do("hang up")

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> events.Understood:
        self._do("understand")
        if self.thinks:
            await self.thinks(words)
        return events.Understood(at=at, answer="yes")

    def alarm(self, words: str) -> Alarm:
        self._do("alarm")
        return Alarm(Level.EMERGENCY if "breathe" in words else Level.NONE)

    def append(self, event: events.Event) -> None:
        self.logged.append(event)

    async def durable(self) -> None:
        self._do("durable")

    def __getattr__(self, name: str) -> Callable[..., Coroutine[Any, Any, Any]]:
        async def act(*given: Any, **named: Any) -> Any:
            self._do(name)
            results = {"find_openings": Found((OPENING,), exact=True), "find_patients": ()}
            return results.get(name, {"id": "1"})

        return act


def loop(everything: Everything, answer: Answer, **other: Any) -> Loop:
    return Loop(
        FLOW,
        clock=Clock(),
        line=everything,
        understander=everything,
        services=Services(everything, everything, everything),
        log=everything,
        advance=engine(answer),
        start=a_call,
        **other,
    )


def names(logged: list[events.Event]) -> list[str]:
    return [type(event).__name__ for event in logged]


def on(kind: type[events.Event], *ordered: commands.Command) -> Answer:
    return lambda event: ordered if isinstance(event, kind) else ()


def test_words_are_masked_alarmed_logged_and_understood() -> None:
    everything = Everything()
    call = loop(everything, on(events.Heard, Say("one", "p"), Understand("x", Expecting()),
                               Say("two", "p"), Listen(Expecting())))  # fmt: skip

    async def scenario() -> None:
        await call.begin("id", "+15125550142", known={"a": 1})
        await call.hear("my card is 4111 1111 1111 1111", nbest=("4111111111111111",))

    asyncio.run(scenario())
    started, heard, understood = everything.logged
    assert started == events.CallStarted(
        at=started.at, call_id="id", caller="+15125550142", known={"a": 1}
    )
    assert isinstance(heard, events.Heard)
    assert "4111" not in heard.words + "".join(heard.nbest)
    assert isinstance(understood, events.Understood)
    assert understood.at > heard.at
    assert everything.done == ["alarm", "say one", "understand", "say two", "listen"]
    assert [(entry.who, entry.text) for entry in call.record.transcript] == [
        ("caller", heard.words),
        ("agent", "one"),
        ("agent", "two"),
    ]
    assert [type(step.event) for step in call.record.steps] == [
        events.CallStarted,
        events.Heard,
        events.Understood,
    ]


@pytest.mark.parametrize(
    ("words", "final", "language"),
    [
        ("necesito una cita para mañana", True, "es"),
        ("necesito una cita para mañana", False, None),
        ("Juan de la Cruz", True, None),
        ("sí, gracias", True, None),
        ("I need an appointment", True, None),
    ],
)
def test_another_language_than_the_call_is_in_is_told(
    words: str, final: bool, language: str | None
) -> None:
    everything = Everything()
    asyncio.run(loop(everything, lambda event: ()).hear(words, final=final))
    [heard] = everything.logged
    assert isinstance(heard, events.Heard)
    assert heard.language == language


def test_an_alarm_is_never_lost() -> None:
    everything = Everything(fails={"alarm": OSError()})
    call = loop(everything, on(events.Heard))

    async def scenario() -> None:
        await call.hear("I can't breathe")
        await call.hear("can I talk to a human")
        await call.hear("can I talk to a human", final=False)
        await call.hear("I can't breathe", final=False)

    asyncio.run(scenario())
    found = [event.alarm for event in everything.logged if isinstance(event, events.Heard)]
    assert [alarm.level for alarm in found] == [
        Level.EMERGENCY,
        Level.NONE,
        Level.NONE,
        Level.EMERGENCY,
    ]
    assert [alarm.people for alarm in found] == [(), ("human",), (), ()]
    assert [action for action, _ in call.faults] == ["alarm", "alarm"]
    assert [entry.text for entry in call.record.transcript] == [
        "I can't breathe",
        "can I talk to a human",
    ]


def test_every_way_to_take_part_is_an_event() -> None:
    everything = Everything()
    call = loop(everything, lambda event: ())

    async def scenario() -> None:
        await call.hear("I nee", final=False)
        await call.key("512#")
        await call.stay_silent(8)
        await call.barge_in("Thank you")
        await call.hung_up()
        await call.hear("too late")

    asyncio.run(scenario())
    assert names(everything.logged) == ["Heard", "Keyed", "Silence", "BargedIn", "HungUp"]
    assert everything.logged[1].digits == "512"  # type: ignore[attr-defined]
    assert call.ended
    assert [entry.text for entry in call.record.transcript][:2] == ["[keys 512]", "[silence 8 s]"]


@pytest.mark.parametrize(
    ("command", "action", "answer"),
    [
        (commands.FindPatients({"first": "Ana"}, "1988-04-12"), "find_patients", "PatientsFound"),
        (commands.FindOpenings("cleaning"), "find_openings", "OpeningsFound"),
        (commands.Hold(OPENING), "hold", "ActionDone"),
        (commands.Book(OPENING, {}, None, "direct"), "book", "ActionDone"),
        (commands.Reschedule({"id": "1"}, OPENING), "reschedule", "ActionDone"),
        (commands.Cancel({"id": "1"}), "cancel", "ActionDone"),
        (commands.Confirm({"id": "1"}), "confirm", "ActionDone"),
        (commands.AddToWaitlist("cleaning", (), {}, None), "add_to_waitlist", "ActionDone"),
        (commands.SendMessage("directions", "+1"), "send_message", "ActionDone"),
        (commands.Release(OPENING), "release", None),
        (commands.CreateTask("k", "callback"), "create_task", None),
        (commands.UpdateTask("k", "high"), "update_task", None),
        (Notify("staff", "human"), "notify", None),
    ],
)
@pytest.mark.parametrize(
    ("fault", "how"),
    [(None, None), (TimeoutError(), "timeout"), (Conflict(), "conflict"), (OSError(), "error")],
)
def test_each_command_reaches_its_port_and_its_answer_comes_back(
    command: commands.Command,
    action: str,
    answer: str | None,
    fault: Exception | None,
    how: str | None,
) -> None:
    everything = Everything(fails={action: fault} if fault else {})
    call = loop(everything, on(events.TimeUp, command))
    asyncio.run(call.take(events.TimeUp(at=AT)))
    assert action in everything.done
    *_, last = everything.logged
    if answer is None:
        assert names(everything.logged) == ["TimeUp"]
    elif how is None:
        assert type(last).__name__ == answer
    else:
        assert isinstance(last, events.ActionFailed)
        assert last.how == how
    reads = action.startswith("find") or action == "release"
    assert ("durable" in everything.done) is not reads
    assert bool(call.faults) is (how in ("timeout", "error"))


def test_answers_carry_what_the_clinic_gave() -> None:
    everything = Everything()
    call = loop(everything, on(events.TimeUp, commands.Hold(OPENING), commands.FindOpenings("x")))
    asyncio.run(call.take(events.TimeUp(at=AT)))
    _, done, found = everything.logged
    assert isinstance(done, events.ActionDone)
    assert done.result == {"opening": {"id": "1"}}
    assert isinstance(found, events.OpeningsFound)
    assert found.openings == (OPENING,)


def test_a_fault_alerts_the_admin_and_the_alert_may_fail_too() -> None:
    everything = Everything(fails={"understand": OSError(), "notify": OSError()})
    call = loop(everything, on(events.TimeUp, Understand("x", Expecting())))
    asyncio.run(call.take(events.TimeUp(at=AT)))
    assert "notify" in everything.done
    assert [action for action, _ in call.faults] == ["understand", "notify"]
    assert names(everything.logged) == ["TimeUp", "ActionFailed"]


def test_a_model_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def forever(words: str) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("telephony.actions.SECONDS", {"understand": 0.01})
    everything = Everything(thinks=forever)
    call = loop(everything, on(events.Heard, Understand("x", Expecting())))
    asyncio.run(call.hear("hello"))
    *_, last = everything.logged
    assert isinstance(last, events.ActionFailed)
    assert last.how == "timeout"


@pytest.mark.parametrize("last", ["I can't breathe", None])
def test_emergencies_and_hanging_up_do_not_wait_for_a_model(last: str | None) -> None:
    async def scenario() -> Everything:
        thinking, never = asyncio.Event(), asyncio.Event()

        async def think(words: str) -> None:
            thinking.set()
            await never.wait()

        everything = Everything(thinks=think)
        call = loop(everything, lambda event: (
            (Understand("x", Expecting()),)
            if isinstance(event, events.Heard) and event.words == "hello" else ()
        ))  # fmt: skip
        first = asyncio.create_task(call.hear("hello"))
        await thinking.wait()
        second = asyncio.create_task(call.hear("and one more thing"))
        await asyncio.sleep(0)
        await (call.hear(last) if last else call.hung_up())
        await asyncio.gather(first, second)
        return everything

    logged = asyncio.run(scenario()).logged
    expected = ["Heard", "Heard", "ActionFailed", "Heard"] if last else ["Heard", "HungUp"]
    assert names(logged) == expected
    if last:
        assert [e.words for e in logged if isinstance(e, events.Heard)][1] == last


def test_a_call_that_is_stopped_from_outside_stops() -> None:
    async def scenario() -> None:
        thinking = asyncio.Event()

        async def think(words: str) -> None:
            thinking.set()
            await asyncio.Event().wait()

        call = loop(Everything(thinks=think), on(events.Heard, Understand("x", Expecting())))
        work = asyncio.create_task(call.hear("hello"))
        await thinking.wait()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    asyncio.run(scenario())


HANDOFF = Handoff("+15125550101", "human")


@pytest.mark.parametrize(
    ("fault", "how"), [(None, "answered"), (TimeoutError(), "timeout"), (OSError(), "error")]
)
def test_a_handoff_ends_in_an_event(fault: Exception | None, how: str) -> None:
    everything = Everything(fails={"handoff +15125550101": fault} if fault else {})
    call = loop(everything, on(events.TimeUp, HANDOFF))

    async def scenario() -> None:
        await call.take(events.TimeUp(at=AT))
        await call.settled()

    asyncio.run(scenario())
    *_, last = everything.logged
    assert isinstance(last, events.TransferEnded)
    assert last.how == how


def test_a_handoff_does_not_wait_for_a_broken_log() -> None:
    everything = Everything(fails={"durable": OSError()})
    call = loop(everything, on(events.TimeUp, HANDOFF))

    async def scenario() -> None:
        await call.take(events.TimeUp(at=AT))
        await call.settled()

    asyncio.run(scenario())
    assert "handoff +15125550101" in everything.done
    assert [action for action, _ in call.faults] == ["log"]


def test_a_caller_is_heard_while_it_rings_and_a_second_handoff_replaces_the_first() -> None:
    async def scenario() -> Everything:
        async def ring(handoff: Handoff) -> str:
            if handoff.reason == "human":
                await asyncio.Event().wait()
            return "no_answer"

        def answer(event: events.Event) -> tuple[commands.Command, ...]:
            if isinstance(event, events.Heard):
                urgent = event.alarm.level is Level.EMERGENCY
                return (Handoff("+1911", "emergency"),) if urgent else (HANDOFF,)
            return (HANDOFF,) if isinstance(event, events.TransferEnded) else ()

        everything = Everything(rings=ring)
        call = loop(everything, answer)
        await call.hear("a person please")
        await asyncio.sleep(0)
        await call.hear("I can't breathe")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await call.hung_up()
        await call.settled()
        return everything

    everything = asyncio.run(scenario())
    assert names(everything.logged) == ["Heard", "Heard", "TransferEnded", "HungUp"]
    rung = [what for what in everything.done if what.startswith("handoff")]
    assert rung == ["handoff +15125550101", "handoff +1911", "handoff +15125550101"]


def broken(event: events.Event) -> tuple[commands.Command, ...]:
    raise ZeroDivisionError


@pytest.mark.parametrize("how", ["answered", "busy"])
def test_an_engine_that_fails_hands_the_caller_to_a_person(how: str) -> None:
    async def ring(handoff: Handoff) -> str:
        return how

    everything = Everything(rings=ring)
    call = loop(everything, broken)

    async def scenario() -> None:
        await call.hear("hello")
        await call.hear("are you there?")
        await call.settled()

    asyncio.run(scenario())
    assert call.ended
    assert call.call.escalation == last_resort.REASON
    assert call.call.disposition == "escalated"
    assert "handoff +15125550101" in everything.done
    assert {"create_task", "notify", "hang up"} <= set(everything.done)
    said = [each for each in everything.done if each.startswith("say")]
    told = [f"say {last_resort.SORRY['en']}"]
    if how == "busy":
        told.append(f"say {last_resort.NOBODY['en']}")
    assert said == told


def test_an_engine_that_fails_on_an_emergency_says_the_sentence_first() -> None:
    everything = Everything()
    call = loop(everything, broken)
    asyncio.run(call.hear("I can't breathe"))
    said = [each for each in everything.done if each.startswith("say")]
    assert said[0] == f"say {EMERGENCY['en']}"


def test_a_caller_may_hang_up_on_the_last_resort() -> None:
    async def ring(handoff: Handoff) -> str:
        await asyncio.Event().wait()
        return "answered"

    everything = Everything(rings=ring)
    call = loop(everything, broken)

    async def scenario() -> None:
        await call.hear("hello")
        await call.hung_up()
        await call.settled()

    asyncio.run(scenario())
    assert call.ended
    assert names(everything.logged) == ["Heard", "HungUp"]
