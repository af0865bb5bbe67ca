"""The seven states of a call and the moves between them, declared once.

Two rules. Everything that decides which state may follow which is in this file. And this file
knows nothing else: slots, budgets and wording live in `Call` and the flow.

The declaration is a python-statemachine class: the library checks it (no dead end, no
unreachable state, a path to the end from everywhere), draws it, and is the oracle of the tests.
A move through the library costs about 100 microseconds, through the table below less than one;
the proof makes hundreds of thousands of moves, so the table, derived here at import, is what the
engine uses. Staying in a state is no move. Hanging up moves any state to END.
"""

from typing import Final

from statemachine import State, StateMachine


class CallStates(StateMachine):
    """The declaration. Strict: an event that fits no move raises `TransitionNotAllowed`."""

    allow_event_without_transition = False
    catch_errors_as_events = False

    GREETING = State(initial=True)
    QUALIFY = State()
    COLLECT = State()
    OFFER_SLOT = State()
    CONFIRM = State()
    ESCALATE = State()
    END = State(final=True)

    qualify = (
        GREETING.to(QUALIFY) | COLLECT.to(QUALIFY) | OFFER_SLOT.to(QUALIFY) | CONFIRM.to(QUALIFY)
    )
    collect = (
        QUALIFY.to(COLLECT) | OFFER_SLOT.to(COLLECT) | CONFIRM.to(COLLECT) | ESCALATE.to(COLLECT)
    )
    offer = QUALIFY.to(OFFER_SLOT) | COLLECT.to(OFFER_SLOT) | CONFIRM.to(OFFER_SLOT)
    confirm = QUALIFY.to(CONFIRM) | COLLECT.to(CONFIRM) | OFFER_SLOT.to(CONFIRM)
    escalate = (
        GREETING.to(ESCALATE)
        | QUALIFY.to(ESCALATE)
        | COLLECT.to(ESCALATE)
        | OFFER_SLOT.to(ESCALATE)
        | CONFIRM.to(ESCALATE)
    )
    end = (
        GREETING.to(END)
        | QUALIFY.to(END)
        | COLLECT.to(END)
        | OFFER_SLOT.to(END)
        | CONFIRM.to(END)
        | ESCALATE.to(END)
    )


STATES: Final[tuple[str, ...]] = tuple(state.id for state in CallStates.states)

MOVES: Final[frozenset[tuple[str, str]]] = frozenset(
    (state.id, transition.target.id)
    for state in CallStates.states
    for transition in state.transitions
    if transition.target is not None
)
"""Every legal move as (from, to). ESCALATE to COLLECT is for one message after a handoff that
failed; that it happens once is a budget of the call."""


class IllegalMove(Exception):  # noqa: N818 - it names what happened
    """The engine tried a move that the declaration does not have: a fault of the engine."""


def move(state: str, to: str) -> str:
    """The state after a move from `state` to `to`; staying is always possible.

    Raises `IllegalMove` for anything that is not in `MOVES`.
    """
    if state != to and (state, to) not in MOVES:
        raise IllegalMove(f"{state} cannot be followed by {to}")
    return to
