"""What the caller's words mean for the call.

One utterance may do several things at once: correct a slot, fill others, bring new requests, ask
about parking and answer the question that was put. All of it counts, in that order; only when
none of it does is the turn about the conversation itself, or a miss.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from engine.answers import ANSWERS, check, message
from engine.call import Question
from engine.escalation import escalate, heard_more, part
from engine.events import Reading, Understood
from engine.ours import accepted, asks_ours, meant, takes_up
from engine.questions import ask_in, resume
from engine.safety import PEOPLE
from engine.slots import LONGEST, acceptable, incomplete, merged
from engine.steps import ask_for_more, note, proceed
from engine.talk import TALK, miss
from engine.turn import Turn

LEAVING: Final = ("wrong_number", "goodbye", "start_over", "never_mind")
"""What ends or drops something counts before a "no" that is said with it."""

LIKELY: Final = 0.15
"""Confidence from which an intent is worth asking about."""


def understood(turn: Turn, event: Understood) -> None:
    """The meaning of the last words; of words asked about aside, only what they add is taken."""
    call = turn.call
    if call.aside:
        call.aside = False
        _add(turn, event)
    elif call.waiting == "words":
        call.waiting = None
        act(turn, event)


def _first(known: Iterable[str], names: Sequence[str]) -> str | None:
    """The first of some names that was meant."""
    return next((name for name in known if name in names), None) if names else None


def _add(turn: Turn, event: Understood) -> None:
    """What words said in the same breath as an alarm add to the call."""
    call = turn.call
    requests = [name for name in accepted(event) if name in turn.flow.requests]
    if call.escalation is not None:
        heard_more(turn, requests)
        return
    filled = _fill(turn, event)
    if call.escalation is None:
        ours = asks_ours(turn)
        brought = note(turn, requests or _likely(turn, event)[:1], instead_of_ours=ours)
        if ours and not brought and takes_up(turn, event, filled):
            turn.fill(str(call.resume[0].slot), True)


def act(turn: Turn, event: Understood) -> None:
    """Do everything that an utterance means."""
    call = turn.call
    ours = asks_ours(turn)
    names = meant(event) if ours else accepted(event)
    kind = call.question.kind
    person = _first(PEOPLE, names)
    if kind == "check":
        check(turn, event, person)
        return
    if call.message_asked:
        message(turn, event, names)
        return
    if person is not None:
        escalate(turn, person)
        return
    if kind == "is_this" and event.answer != "yes":
        _not_them(turn, event, names)
        return
    filled = _fill(turn, event)
    rather = ours and event.answer != "yes"
    brought = not turn.settled() and note(turn, names, instead_of_ours=rather)
    if "card_number" in names and (filled or brought) and not turn.settled():
        turn.say("prompts.card_number")  # whatever it was for, it is not to be said here (FG-27)
    told = not turn.settled() and _tell(turn, names, event)
    if turn.settled():
        return
    leaving = _first(LEAVING, names)
    if leaving == "never_mind" and ours and event.answer == "no":
        leaving = None
    if leaving is not None and not (filled or brought or told):
        TALK[leaving](turn)
        return
    answered = ANSWERS[kind](turn, event, filled) if kind in ANSWERS else False
    if turn.settled():
        return
    if filled and call.request is None and not (answered or brought or call.agenda):
        if not _which(turn, event):
            _only_told(turn)
    elif answered or brought or filled:
        turn.progress()
        _acknowledge(turn, filled)
        proceed(turn)
    elif told:
        _resume(turn)
    else:
        _else(turn, event, names)


def _not_them(turn: Turn, event: Understood, names: list[str]) -> None:
    """Not the person whom we call, as far as we know: nothing that is brought counts yet."""
    refused = event.answer == "no" and _first(LEAVING, names) is None
    if "not_here" in names or (refused and "patient_name" not in turn.call.slots):
        part(turn, "prompts.not_here")
    elif refused:
        TALK["wrong_number"](turn)
    else:
        _else(turn, event, names)


def _only_told(turn: Turn) -> None:
    """Somebody says who they are, or when, but not what for: it is kept, and asked for."""
    if turn.spend("repeats"):
        turn.acknowledge()
        ask_for_more(turn)
    else:
        escalate(turn, "not_understood")


def _acknowledge(turn: Turn, filled: Sequence[str]) -> None:
    """Feelings first, then thanks by name, then a short word; nothing after digits or yes/no."""
    if turn.out or not filled:
        return
    name = filled[-1]
    service = turn.flow.clinic.service(str(turn.call.value("visit_reason")))
    kind = turn.flow.slots[name].type
    if "visit_reason" in filled and service is not None and service.urgent:
        turn.acknowledge("prompts.empathy")
    elif "patient_name" in filled and "relationship" not in turn.call.slots and _named(turn):
        turn.acknowledge("prompts.thanks_name")
    elif kind not in ("phone", "date", "bool"):
        turn.acknowledge()


def _named(turn: Turn) -> bool:
    """Whether the caller's full name is known."""
    return not incomplete(turn.flow.slots["patient_name"], turn.call.value("patient_name"))


def _resume(turn: Turn) -> None:
    """After an answer to a question of the caller's: back to ours, or on to what else."""
    if turn.call.request is None and not turn.call.agenda:
        ask_for_more(turn)
    else:
        resume(turn)


def _else(turn: Turn, event: Understood, names: list[str]) -> None:
    """Nothing for the request in it: the conversation itself, two guesses, or a miss."""
    about = _first(TALK, names)
    if about is not None:
        TALK[about](turn)
    elif not _which(turn, event):
        miss(turn)


def _likely(turn: Turn, event: Understood) -> list[str]:
    """The requests that may be meant, likeliest first."""
    return [
        intent.name
        for intent in event.intents
        if intent.polarity == "wants"
        and intent.confidence >= LIKELY
        and intent.name in turn.flow.requests
    ]


def _which(turn: Turn, event: Understood) -> bool:
    """Ask which of the two likeliest requests is meant; it costs what a miss costs."""
    call = turn.call
    likely = _likely(turn, event)
    if call.question.kind not in ("open", "anything_else") or len(likely) < 2:
        return False
    if not turn.spend("misses"):
        return False
    call.options = (likely[0], likely[1])
    ask_in(turn, "QUALIFY", Question("which_request"), "prompts.which_request")
    return True


# --- what an utterance brings


def _fill(turn: Turn, event: Understood) -> list[str]:
    """Fill and correct slots; the names of those that changed."""
    changed = []
    for name, reading in event.slots.items():
        slot = turn.flow.slots.get(name)
        if slot is not None and acceptable(slot, reading.value) and _takes(turn, name, reading):
            changed.append(name)
        if turn.call.escalation is not None:
            break
    return changed


def _takes(turn: Turn, name: str, reading: Reading) -> bool:
    """Let a slot take a value: an empty one always, a filled one only by correction."""
    call, slot = turn.call, turn.flow.slots[name]
    value = reading.value[:LONGEST] if slot.type == "text" else reading.value
    old = call.slots.get(name)
    if old is None or call.request is None:
        turn.fill(name, value, reading.words, reading.confidence)
        return True
    if call.waiting is not None:
        return False  # what is on its way is about the values as they are
    whole = merged(slot, old.value, value)
    if incomplete(slot, old.value) and whole != old.value:
        turn.fill(name, whole, reading.words, reading.confidence)
        return True
    asked = call.question
    if whole == old.value:
        return _same(turn, name, reading)
    offered = (
        asked == Question("offer", "opening") and name in turn.flow.slots["opening"].depends_on
    )
    about = asked.slot == name or asked.kind in ("confirm", "change") or offered
    if not (about or reading.corrected):
        return False
    if not offered and not turn.spend("corrections"):
        escalate(turn, "not_understood")
        return False
    turn.fill(name, whole, reading.words, reading.confidence)
    if not offered:
        turn.acknowledge("prompts.corrected")
    return True


def _same(turn: Turn, name: str, reading: Reading) -> bool:
    """The value that is known already: it answers a read-back, or asks for another opening."""
    call = turn.call
    if call.question == Question("read_back", name):
        call.confirm(name)
        return True
    opening = call.slots.get("opening")
    changing = call.question.kind in ("confirm", "change") and reading.corrected
    if opening is None or not changing or name not in turn.flow.slots["opening"].depends_on:
        return False
    if not turn.spend("corrections"):
        escalate(turn, "not_understood")
        return False
    call.turned_down += (opening.value["start"],)
    turn.clear("opening")
    return True


def _tell(turn: Turn, names: Sequence[str], event: Understood) -> bool:
    """Answer the caller's own questions, wherever they come."""
    call = turn.call
    asked = [name for name in names if name in turn.flow.answers]
    for name in asked:
        if not turn.spend("digressions"):
            escalate(turn, "too_long")
            return True
        turn.say(_answer(turn, name, event))
        if call.request is None:
            call.outcomes += ((name, "answered"),)
    return bool(asked)


def _answer(turn: Turn, name: str, event: Understood) -> str:
    """The text of an answer; for one carrier, whether the clinic takes that one (FG-9)."""
    carrier = event.slots.get("insurance_carrier")
    known = turn.call.value("insurance_carrier")
    if name == "insurance_accepted" and carrier is not None and carrier.value == known:
        accepts = carrier.value in turn.flow.clinic.insurance_accepted
        return f"prompts.insurance_{'yes' if accepts else 'no'}"
    return f"answers.{name}.say"
