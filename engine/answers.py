"""Answers to our questions: what a yes, a no or a choice means, by the question that was put.

Each handler tells whether the question was dealt with. What else the words brought has been taken
in already (see `engine/meaning`); `filled` names the slots that they changed.
"""

from collections.abc import Callable
from typing import Final

from engine.call import Question
from engine.escalation import escalate, part, take_message, take_number
from engine.events import Understood
from engine.ours import takes_up
from engine.outcome import give_up
from engine.questions import ask_in, resume
from engine.results import hold
from engine.slots import LONGEST
from engine.steps import instead, note, proceed
from engine.turn import Turn


def check(turn: Turn, event: Understood, person: str | None) -> None:
    """No means no red flag, and the call goes on; anything else is an emergency (rule 20)."""
    call = turn.call
    if event.answer != "no" or person is not None:
        escalate(turn, "emergency")
        return
    if call.opted_out:
        part(turn, "prompts.opted_out")  # it was said in the same breath
        return
    call.question, call.key = call.resume
    turn.acknowledge()
    if call.request is None and not call.agenda:
        resume(turn)
    else:
        proceed(turn)


def message(turn: Turn, event: Understood, names: list[str]) -> None:
    """A message after a handoff that failed; no, or a goodbye, is none."""
    if turn.call.question.slot == "callback_number":
        number = event.slots.get("callback_number")
        take_number(turn, number.value if number is not None else None)
    elif event.answer == "no" or "goodbye" in names or "message" not in event.slots:
        part(turn, "prompts.no_message")
    else:
        take_message(turn, str(event.slots["message"].value)[:LONGEST])


def _which_answer(turn: Turn, event: Understood, filled: list[str]) -> bool:
    call = turn.call
    likely = [intent.name for intent in event.intents if intent.name in call.options]
    if event.answer == "yes":
        likely.append(call.options[0])
    return bool(likely) and note(turn, likely[:1])


def _anything_else(turn: Turn, event: Understood, filled: list[str]) -> bool:
    call = turn.call
    if call.agenda:
        return True
    if event.answer == "no" and not turn.out:
        part(turn, "prompts.goodbye")
    elif event.answer == "yes" and not turn.out:
        turn.ask(Question("open"), "prompts.open")
    return False


def _yes_no(turn: Turn, event: Understood, filled: list[str]) -> bool:
    """A slot that is yes or no; offering another time instead changes the request (FG-10)."""
    call = turn.call
    name, answer = str(call.question.slot), event.answer
    if answer != "yes" and takes_up(turn, event, filled):
        answer = "yes"
    if answer not in ("yes", "no"):
        return False
    if name == "reschedule_instead" and answer == "yes":
        instead(turn, "reschedule_appointment")
    else:
        turn.fill(name, answer == "yes")
    return True


def _slot(turn: Turn, event: Understood, filled: list[str]) -> bool:
    """No preference for a time is any time."""
    slot = turn.flow.slots[str(turn.call.question.slot)]
    if filled or slot.type != "time_window" or event.answer != "no":
        return False
    turn.fill(slot.name, [], turn.call.words)
    return True


def _prefill(turn: Turn, event: Understood, filled: list[str]) -> bool:
    call = turn.call
    name = str(call.question.slot)
    if name in filled:
        return True
    if event.answer == "yes":
        turn.fill(name, call.caller)
        call.confirm(name)
    elif event.answer == "no":
        call.denied |= {name}
    return event.answer in ("yes", "no")


def _read_back(turn: Turn, event: Understood, filled: list[str]) -> bool:
    call = turn.call
    name = str(call.question.slot)
    if name in filled:
        return True
    if event.answer == "yes":
        call.confirm(name)
    elif event.answer == "no":
        if turn.spend("denials"):
            turn.clear(name)
            call.denied |= {name}
        else:
            escalate(turn, "not_understood")
    return event.answer in ("yes", "no")


def _triage(turn: Turn, event: Understood, filled: list[str]) -> bool:
    if event.answer == "yes":
        escalate(turn, "emergency")
    if event.answer != "no":
        return False
    turn.spend("checks")
    turn.call.done |= {turn.call.acting}
    return True


def _offer(turn: Turn, event: Understood, filled: list[str]) -> bool:
    """One of those on offer, another time, or none of them."""
    call = turn.call
    name = str(call.question.slot)
    starts = [one["start"] for one in call.offered]
    chosen = event.slots.get(name)
    index = starts.index(chosen.value) if chosen and chosen.value in starts else None
    if index is None and event.answer == "yes" and not filled:
        index = 0
    if name == "appointment":
        return _choose_appointment(turn, event, index)
    if index is not None:
        hold(turn, index)
        return True
    anew = any(one in turn.flow.slots[name].depends_on for one in filled)
    if not anew and event.answer != "no":
        return False
    call.turned_down += tuple(starts)
    if not turn.spend("offers"):
        give_up(turn, "prompts.no_openings")
    elif not anew:
        if "preferred_time" in call.slots:
            turn.clear("preferred_time")
        ask_in(turn, "COLLECT", Question("slot", "preferred_time"), "prompts.another_time")
    return True


def _choose_appointment(turn: Turn, event: Understood, index: int | None) -> bool:
    call = turn.call
    if index is not None:
        turn.fill("appointment", call.offered[index])
    elif event.answer == "no":
        give_up(turn, "prompts.identity_failed")
    return index is not None or event.answer == "no"


def _confirm(turn: Turn, event: Understood, filled: list[str]) -> bool:
    """An explicit yes to a read-back that was heard; a no asks what to change."""
    call = turn.call
    if filled:
        return True
    if event.answer == "yes":
        if call.cut and turn.spend("repeats"):
            resume(turn)
        else:
            call.done |= {call.acting}
        return True
    if event.answer == "no" and not _reopen(turn, event):
        if turn.spend("denials"):
            turn.ask(Question("change"), "prompts.change")
        else:
            escalate(turn, "not_understood")
    return event.answer == "no"


def _reopen(turn: Turn, event: Understood) -> bool:
    """Ask anew for a slot that the caller wants to change without saying to what."""
    call = turn.call
    name = next(
        (
            intent.name.removeprefix("change:")
            for intent in event.intents
            if intent.name.removeprefix("change:") in call.slots
        ),
        None,
    )
    if name is None:
        return False
    if turn.spend("corrections"):
        turn.clear(name)
    else:
        escalate(turn, "not_understood")
    return True


def _change(turn: Turn, event: Understood, filled: list[str]) -> bool:
    """What to change, or that it is fine after all: then it is read back once more."""
    return bool(filled) or event.answer == "no" or _reopen(turn, event)


ANSWERS: Final[dict[str, Callable[[Turn, Understood, list[str]], bool]]] = {
    "which_request": _which_answer,
    "anything_else": _anything_else,
    "is_this": lambda turn, event, filled: True,  # any other answer than yes is none of them
    "slot": _slot,
    "yes_no": _yes_no,
    "prefill": _prefill,
    "read_back": _read_back,
    "triage": _triage,
    "offer": _offer,
    "confirm": _confirm,
    "change": _change,
}
