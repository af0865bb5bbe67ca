"""The one function of the engine: `advance(flow, call, event) -> (call, commands)`.

It never waits and never asks; the same call and event always give the same answer. A call is the
fold of its events, so a recorded call can be resumed, replayed and proved.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Final

from engine import events
from engine.call import Call, Filled, Question
from engine.commands import Command, Release
from engine.escalation import escalate
from engine.flow import Flow
from engine.hearing import heard, keyed, silence, taken_over, time_up, understood
from engine.questions import ask_what_was_put_off
from engine.results import (
    acted,
    action_failed,
    held,
    openings_found,
    patients_found,
    transfer_ended,
    undone,
)
from engine.steps import proceed
from engine.turn import Turn, budgets

ANSWERS: Final = (events.ActionDone, events.ActionFailed)
"""How an action ends: when it outlasts the call, that is still taken in."""

BEFORE_ACTING: Final = ("understand", "hold", "find_patients", "find_openings")
"""What is asked of the world on the way to a `do` step; a step's own action is any other."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def start(flow: Flow) -> Call:
    """A call before anything has happened; it pins the flow and clinic it begins with."""
    return Call(
        flow=flow.name,
        version=flow.version,
        clinic=flow.clinic.id,
        language=flow.language,
        at=EPOCH,
        started=EPOCH,
        progress_at=EPOCH,
        left=budgets(flow),
    )


def advance(flow: Flow, call: Call, event: events.Event) -> tuple[Call, tuple[Command, ...]]:
    """The call after an event, and what to do now.

    `call` is not changed. Events that come too late, or that nobody waits for, change nothing.
    """
    if call.ended and not (call.in_flight and isinstance(event, ANSWERS)):
        return call, ()
    turn = Turn(flow, call, event)
    _HANDLERS[type(event)](turn, event)
    if turn.faulty and turn.call.escalation is None:
        escalate(turn, "system_failure")
    if turn.call.to_check:
        ask_what_was_put_off(turn, call.last_said)
    return turn.call, tuple(turn.out)


def fold(flow: Flow, log: Iterable[events.Event]) -> Call:
    """The call that a log of events makes."""
    call = start(flow)
    for event in log:
        call, _ = advance(flow, call, event)
    return call


def _call_started(turn: Turn, event: events.CallStarted) -> None:
    """Greet; on a call of ours, first ask who is there, unless they write back to us."""
    call = turn.call
    call.id, call.caller, call.direction = event.call_id, event.caller, event.direction
    call.started = call.progress_at = event.at
    for name, value in event.known.items():
        call.slots[name] = Filled(value, confirmed=True)
    if event.request is not None:
        call.agenda = (event.request,)
    if call.direction == "outbound":
        turn.say("prompts.greeting_outbound")
        if event.replying:
            turn.move("QUALIFY")
            proceed(turn)
            return
        is_named = "patient_name" in event.known
        turn.ask(Question("is_this"), "prompts.is_this" if is_named else "prompts.good_time")
        return
    turn.ask(Question("open"), "prompts.greeting", variant=sum(call.id.encode()))


def _barged_in(turn: Turn, event: events.BargedIn) -> None:
    """A question of which less than half was heard counts as not asked."""
    call = turn.call
    call.cut = 2 * len(event.heard.split()) < len(call.last_said.split())


def _hung_up(turn: Turn, event: events.HungUp) -> None:
    """The line is gone: a held opening is given back."""
    call = turn.call
    opening = call.slots.get("opening")
    if opening is not None and call.in_flight is None:
        turn.out.append(Release(opening.value))
    turn.move("END")
    call.waiting = None


def _when(waiting: str, handler: Callable[[Turn, Any], None]) -> Callable[[Turn, Any], None]:
    """A handler for what the call waits for; at any other time the event is too late."""

    def handle(turn: Turn, event: events.Event) -> None:
        if turn.call.waiting == waiting:
            handler(turn, event)

    return handle


def _failed(turn: Turn, event: events.ActionFailed) -> None:
    call = turn.call
    if call.in_flight is not None and call.waiting != "do" and event.action not in BEFORE_ACTING:
        undone(turn, call.in_flight[0])
    elif event.action == "understand" and turn.call.aside:
        turn.call.aside = False
    elif turn.call.message_asked:
        understood(turn, events.Understood(at=event.at, slots=_as_said(turn)))
    elif turn.call.waiting not in (None, "transfer"):
        action_failed(turn, event)


def _as_said(turn: Turn) -> dict[str, events.Reading]:
    """A message needs no understanding: it is passed on in the caller's own words."""
    return {"message": events.Reading(turn.call.words)}


def _done(turn: Turn, event: events.ActionDone) -> None:
    """A hold is told apart from what a step began, so that neither is taken for the other."""
    call = turn.call
    if event.action == "hold" and call.waiting == "hold":
        held(turn)
    elif event.action != "hold" and call.in_flight is not None:
        acted(turn, *call.in_flight)


_HANDLERS: Final[dict[type[events.Event], Callable[[Turn, Any], None]]] = {
    events.CallStarted: _call_started,
    events.Heard: heard,
    events.Understood: understood,
    events.Keyed: keyed,
    events.Silence: silence,
    events.BargedIn: _barged_in,
    events.PatientsFound: _when("patients", patients_found),
    events.OpeningsFound: _when("openings", openings_found),
    events.ActionDone: _done,
    events.ActionFailed: _failed,
    events.TransferEnded: _when("transfer", transfer_ended),
    events.TimeUp: time_up,
    events.TakenOver: taken_over,
    events.HungUp: _hung_up,
}
