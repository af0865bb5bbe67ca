"""What came back from the world: records, openings, bookings, transfers.

Every command has a way on when it fails: a conflict offers again within its budget, anything else
becomes a task for the staff in the wording of a request, and the caller is told so (rule 13).
"""

from engine.call import Question
from engine.commands import Hold
from engine.escalation import escalate, part, unreached
from engine.events import (
    ActionFailed,
    OpeningsFound,
    PatientsFound,
    TransferEnded,
)
from engine.facts import fact
from engine.outcome import done_so_far, give_up, record, told
from engine.questions import ask_in
from engine.steps import find_openings, proceed
from engine.tasks import OF_REQUEST, create
from engine.turn import IDENTITY, Turn

NOT_SERVED = ("dismissed", "do_not_book", "deceased", "inactive")
"""Records for which nothing is arranged by this call: the staff see to it (FG-30)."""


def patients_found(turn: Turn, event: PatientsFound) -> None:
    """One match opens the record; none is asked again; several are for the staff (FG-5)."""
    call = turn.call
    call.waiting = None
    if len(event.patients) == 1 and event.patients[0].get("status") in NOT_SERVED:
        give_up(turn)
    elif len(event.patients) == 1:
        call.patient = dict(event.patients[0])
        turn.progress()
    elif not event.patients and turn.spend("identity"):
        for name in IDENTITY:
            turn.clear(name)
        turn.say("prompts.identity_again")
    else:
        give_up(turn, "prompts.identity_failed")
    proceed(turn)


def openings_found(turn: Turn, event: OpeningsFound) -> None:
    """Offer what the calendar has; with nothing at all, the staff will call."""
    call = turn.call
    call.waiting = None
    if not event.openings:
        give_up(turn, "prompts.no_openings")
        proceed(turn)
        return
    call.offered = tuple(dict(one) for one in event.openings[:2])
    count = "one" if len(call.offered) == 1 else "two"
    near = not event.exact and "preferred_time" in call.slots
    key = f"prompts.{'nearest' if near else 'offer'}_{count}"
    ask_in(turn, "OFFER_SLOT", Question("offer", "opening"), key)


def hold(turn: Turn, index: int) -> None:
    """Keep the opening that the caller chose."""
    call = turn.call
    call.offered = (call.offered[index],)
    turn.wait("hold", Hold(call.offered[0]))


def held(turn: Turn) -> None:
    """The opening that was chosen is kept for this call."""
    call = turn.call
    call.waiting = None
    turn.fill("opening", call.offered[0])
    call.confirm("opening")
    proceed(turn)


def acted(turn: Turn, request: str, index: int) -> None:
    """What a `do` step began has taken effect: say so, if anybody still listens.

    When a person is being called already, or the caller is gone, it is only for the record.
    """
    call = turn.call
    call.in_flight = None
    step = turn.flow.requests[request].steps[index]
    mode = fact(turn, "booking") if step.names[0] == "book_appointment" else None
    if call.waiting == "do":
        if step.done:
            told(turn, step, mode)
        else:
            done_so_far(turn, step, index)
        call.waiting = None
        proceed(turn)
    else:
        _, disposition = record(turn, step, mode)
        call.outcomes += ((request, disposition),)


def undone(turn: Turn, request: str) -> None:
    """What a `do` step began did not take effect, and nobody listens any more: a task."""
    turn.call.in_flight = None
    create(turn, OF_REQUEST.get(request, "callback"))


def action_failed(turn: Turn, event: ActionFailed) -> None:
    """A command did not take effect."""
    call = turn.call
    waited, call.waiting, call.in_flight = call.waiting, None, None
    if waited == "words":
        escalate(turn, "system_failure")
    elif event.how == "conflict" and _wanted(turn, waited) and turn.spend("conflicts"):
        call.turned_down += (call.offered[0]["start"],)
        if waited == "do":
            turn.clear("opening")
            call.done = frozenset()
        turn.say("prompts.conflict")
        find_openings(turn)
    else:
        give_up(turn)
        proceed(turn)


def _wanted(turn: Turn, waited: str | None) -> bool:
    """Whether what failed was about an opening, so that another one can be offered."""
    call = turn.call
    return waited == "hold" or (waited == "do" and "opening" in call.slots)


def transfer_ended(turn: Turn, event: TransferEnded) -> None:
    """A person answered, or the caller is told the truth."""
    call = turn.call
    call.waiting = None
    if event.how == "answered":
        turn.move("END")
    elif call.message_asked:
        part(turn, "prompts.no_message")
    else:
        unreached(turn, "prompts.handoff_failed")
