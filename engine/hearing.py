"""The caller's side of a turn: words, keys and silence, before anything is understood.

Safety comes first here and waits for nothing: alarms were raised on the raw words, and they are
obeyed in every state before a bad line, a clock or understanding has a say (rules 20 to 26).
On a call of ours the same holds for the wish not to be called, after danger and people.
"""

from typing import Final

from engine.call import Call, Question, expecting
from engine.commands import Understand
from engine.escalation import AT_ONCE, TAKEN_OVER, escalate, part, take_number
from engine.events import Heard, Keyed, Reading, Silence, TakenOver, TimeUp, Understood
from engine.meaning import act
from engine.meaning import understood as meant
from engine.outcome import give_up
from engine.questions import ask_red_flags
from engine.safety import Alarm, Level
from engine.slots import typed
from engine.steps import proceed
from engine.talk import miss, switch_language
from engine.turn import Turn

HUMAN_KEY: Final = "0"
YES_KEY: Final = "1"
NO_KEY: Final = "2"
SPANISH_KEY: Final = "2"
OPT_OUT_KEY: Final = "9"
YES_NO: Final = ("is_this", "yes_no", "prefill", "read_back", "triage", "check", "confirm")


def heard(turn: Turn, event: Heard) -> None:
    """Words from the caller; on interim words only an emergency acts."""
    call, alarm = turn.call, event.alarm
    spoken = event.language or call.language
    if spoken != call.language and spoken in turn.flow.texts and turn.spend("languages"):
        call.language = spoken
    stops = event.final and _stops(call, alarm)
    call.opted_out |= stops
    if call.state == "ESCALATE":
        if alarm.level is Level.EMERGENCY and call.escalation != "emergency":
            escalate(turn, "emergency")
        return
    reason = _alarm(turn, event) if event.final else _emergency(event)
    if event.final:
        _speaks(turn)
    if event.final or reason is not None:
        call.words = event.words  # whoever takes an emergency over reads what raised it
    if reason is not None:
        context = expecting(call)
        escalate(turn, reason)
        if reason not in AT_ONCE and event.final:
            _aside(turn, Understand(event.words, context, event.nbest))
    elif call.waiting == "words":
        return  # one utterance is made out at a time: the loop holds the next one back
    elif event.final and (stops or not _bad_line(turn, event)):
        command = Understand(event.words, expecting(call), event.nbest)
        late = stops and call.waiting is not None
        to_check = alarm.level is Level.CHECK and not late and _may_check(turn)
        if stops and not to_check:
            part(turn, "prompts.opted_out")  # no model is asked about that
        elif call.waiting is not None:
            call.to_check |= to_check
            _aside(turn, command)  # a result is on its way: words meanwhile only add to it
        elif to_check:
            _check(turn, command)
            if stops:
                _drop_all(call)
        else:
            call.waiting = "words"
            turn.out.append(command)


def _stops(call: Call, alarm: Alarm) -> bool:
    """Whether somebody wants no more calls: always where we call.

    Whoever calls us to say so says nothing else, and has asked for nothing yet.
    """
    idle = call.request is None and not call.agenda and call.escalation is None
    ours = call.direction == "outbound"
    return alarm.no_more_calls and (ours or (idle and alarm.level is Level.NONE))


def _drop_all(call: Call) -> None:
    """After the question about the red flags nothing comes back: they want to be let go."""
    call.request, call.agenda, call.ending, call.done = None, (), None, frozenset()
    call.resume = (Question(), "")


def understood(turn: Turn, event: Understood) -> None:
    """What words mean; first, what a model found urgent in them is obeyed like an alarm heard."""
    call, level = turn.call, event.alarm.level
    waited_for = call.aside or call.waiting == "words"
    if waited_for and level is Level.EMERGENCY and call.escalation != "emergency":
        call.aside = False
        escalate(turn, "emergency")
        return
    if waited_for and level is Level.CHECK and call.escalation is None and _may_check(turn):
        if call.waiting not in (None, "words"):
            call.to_check = True  # a result is on its way
        else:
            call.waiting, call.aside = None, True
            _put_check(turn)
    meant(turn, event)


def _emergency(event: Heard) -> str | None:
    return "emergency" if event.alarm.level is Level.EMERGENCY else None


def _alarm(turn: Turn, event: Heard) -> str | None:
    """The reason to escalate that the words alone give, if any."""
    alarm = event.alarm
    if alarm.level is Level.URGENT:
        return "urgent_dental"
    reason = _emergency(event) or (alarm.people[0] if alarm.people else None)
    if reason is None and alarm.distress:
        reason = "distress"
    if reason is not None and turn.call.question.kind == "check":
        return "emergency"  # whatever is no answer to the red-flag question is a yes (rule 20)
    return reason


def _speaks(turn: Turn) -> None:
    """Somebody is there: a caller's turn begins."""
    turn.call.turns += 1
    if turn.call.state == "GREETING":
        turn.move("QUALIFY")


def _aside(turn: Turn, command: Understand) -> None:
    """Have words understood for what else they hold; nothing waits for it."""
    turn.call.aside = True
    turn.out.append(command)


def _may_check(turn: Turn) -> bool:
    """Whether the red-flag question is still open, and not the one just put."""
    call = turn.call
    put = call.question.kind in ("check", "triage")
    return not put and not call.message_asked and turn.spend("checks")


def _check(turn: Turn, command: Understand) -> None:
    """Ask about the red flags at once; what else was said is understood meanwhile."""
    _put_check(turn)
    _aside(turn, command)


def _put_check(turn: Turn) -> None:
    """Put the red-flag question; the question that stood comes back after it."""
    call = turn.call
    call.resume = (call.question, call.key)
    ask_red_flags(turn, "check")


def _bad_line(turn: Turn, event: Heard) -> bool:
    """Too noisy, or words too unsure: ask once for better, then hand over (rule 24).

    A caller who is lost on a bad line goes to a person at once (SF-11).
    """
    thresholds = turn.flow.thresholds
    if turn.call.waiting is not None:
        return False
    if event.audio_quality < thresholds.audio_quality:
        budget, prompt = "noisy", "prompts.noisy"
    elif event.confidence < thresholds.stt_confidence:
        budget, prompt = "unclear", "prompts.unclear"
    else:
        turn.refill("unclear")
        return False
    if turn.call.question.kind == "check":
        escalate(turn, "emergency")
    elif not turn.spend(budget) or turn.spent("confusion"):
        escalate(turn, "unclear_audio")
    elif budget == "unclear" and not turn.spend("misses"):
        escalate(turn, "not_understood")
    else:
        turn.spend("audio")
        turn.say(prompt, tier=turn.call.turns)
        turn.listen()
    return True


def keyed(turn: Turn, event: Keyed) -> None:
    """Keys: 0 is a person everywhere, 1 and 2 are yes and no, digits fill what was asked.

    On a call of ours 9 ends it, and all such calls.
    """
    call, digits = turn.call, event.digits.rstrip("#")
    question = call.question
    stops = digits == OPT_OUT_KEY and call.direction == "outbound"
    call.opted_out |= stops
    if call.state == "ESCALATE":
        return
    opening = call.state in ("GREETING", "QUALIFY") and question.kind in ("open", "none")
    _speaks(turn)
    spec = turn.flow.slots.get(question.slot or "")
    if digits == HUMAN_KEY:
        escalate(turn, "emergency" if question.kind == "check" else "human")
    elif stops:
        part(turn, "prompts.opted_out")
    elif call.waiting is not None:
        return  # no question stands: these keys answer nothing
    elif digits == SPANISH_KEY and opening:
        switch_language(turn, "es")
    elif spec is not None and spec.spoken and digits == YES_KEY:
        _only_keyed(turn)
    elif question.kind in YES_NO and digits in (YES_KEY, NO_KEY):
        answer = "yes" if digits == YES_KEY else "no"
        act(turn, Understood(at=event.at, answer=answer))
    elif question.kind == "offer" and digits in ("1", "2") and int(digits) <= len(call.offered):
        slot, start = str(question.slot), call.offered[int(digits) - 1]["start"]
        act(turn, Understood(at=event.at, slots={slot: Reading(start, digits)}))
    elif spec is not None and (value := typed(spec, digits, event.at.date())) is not None:
        act(turn, Understood(at=event.at, slots={spec.name: Reading(value, digits)}))
    else:
        miss(turn)


def _only_keyed(turn: Turn) -> None:
    """A yes that must be said was keyed: it is asked for anew, then the staff see to it."""
    if turn.spend("misses"):
        turn.reprompt()
    else:
        give_up(turn)
        proceed(turn)


def silence(turn: Turn, event: Silence) -> None:
    """Nothing was said. Never a yes; after a red-flag question it is one (rules 15 and 20)."""
    call = turn.call
    kind = call.question.kind
    if call.waiting is not None:
        return  # the caller waits for us
    call.turns += 1
    if kind == "anything_else":
        part(turn, "prompts.goodbye")
    elif call.message_asked:
        _message_over(turn)
    else:
        miss(turn)


def _message_over(turn: Turn) -> None:
    if turn.call.question.slot == "callback_number":
        take_number(turn, None)
    else:
        part(turn, "prompts.no_message")


def time_up(turn: Turn, event: TimeUp) -> None:
    """A clock ran out while nobody spoke; a confirmation in flight is finished first (X-3)."""
    call = turn.call
    if call.state != "ESCALATE" and call.question.kind != "confirm" and call.waiting is None:
        escalate(turn, "emergency" if call.question.kind == "check" else "too_long")


def taken_over(turn: Turn, event: TakenOver) -> None:
    """Somebody at the clinic has the caller put through, at any hour: they are there.

    As for the caller's own 0, a red-flag question that stands makes it an emergency. Nothing is
    done where the call is being put through, or was as often as it may be.
    """
    call = turn.call
    if call.state in ("ESCALATE", "END") or (call.escalation and turn.spent("handoffs")):
        return
    escalate(turn, "emergency" if call.question.kind == "check" else TAKEN_OVER)
