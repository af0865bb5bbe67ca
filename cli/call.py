"""`frontdesk call`: talk to the receptionist in the terminal.

The call runs on the same loop as every other, in a simulated clinic with an empty calendar. Its
clock moves as people speak, so thinking about what to type costs no patience, and lines that are
piped in give the same call every time.
"""

import asyncio
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from cli import view
from cli.failure import Failure
from cli.handset import Handset
from cli.language_model import configured
from cli.listener import listener
from cli.typed import HELP, HangUp, Help, Keys, Quiet, Words, typed
from cli.wording import wording
from engine.clinic import Clinic
from telephony.loop import Loop
from telephony.outcome import Outcome, outcome
from telephony.ports import RemoteUnderstander
from telephony.simulated import SECONDS_PER_TURN, World


def call(
    *, clinic: str, flow: str | None, now: str | None, caller: str | None, voice: bool
) -> None:
    """Run one call to its end, and tell what came of it."""
    if voice:
        raise Failure("--voice comes with the voice extra, which this version does not have yet")
    place = load_clinic(clinic)
    plan = load_flow(flow or place.flow, place)
    understanding = listener(plan)
    model = configured(plan, understanding)
    world = World(place, moment(now, place), understanding, model=model)
    handset = Handset(world.clock, world.faults)
    world.line = handset
    loop = Loop(
        plan,
        clock=world.clock,
        line=handset,
        understander=world.understanding,
        services=world.services,
    )
    handset.watch(loop)
    if view.is_interactive():
        at = world.clock.now()
        view.remark(f"{place.name}, {at:%A %-d %B %Y, %H:%M}. /help lists what can be typed.")
    asyncio.run(_assisted(loop, world, caller, model))
    handset.tick()
    _sum_up(outcome(loop, world))


def moment(text: str | None, clinic: Clinic) -> datetime:
    """When the call is: a text in the clinic's time unless it has an offset, or this minute."""
    zone = ZoneInfo(clinic.timezone)
    if text is None:
        return datetime.now(zone)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Failure(f"--now is a time such as 2026-03-02T09:15, not {text!r}") from None
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


async def _assisted(
    loop: Loop, world: World, caller: str | None, model: RemoteUnderstander | None
) -> None:
    """The conversation; the model's connection is opened before it, and closed after it."""
    try:
        if model is not None:
            await model.warm_up()
        await _converse(loop, world, caller)
    finally:
        if model is not None:
            await model.close()


async def _converse(loop: Loop, world: World, caller: str | None) -> None:
    await loop.begin("terminal", caller)
    await loop.settled()
    while not loop.ended:
        line = view.ask()
        turn = typed(line)
        if not view.is_interactive() and not isinstance(turn, Help):
            view.said("caller", _as_told(turn))
        world.clock.pass_seconds(SECONDS_PER_TURN)
        match turn:
            case Words(words):
                world.clock.pass_words(words)
                await loop.hear(words)
            case Keys(digits):
                await loop.key(digits)
            case Quiet(seconds):
                world.clock.pass_seconds(seconds)
                await loop.stay_silent(seconds)
            case HangUp():
                await loop.hung_up()
            case Help(unknown):
                if unknown:
                    view.warn(f"there is no {unknown}")
                view.block(HELP)
            case _:
                assert_never(turn)
        await loop.settled()


def _as_told(turn: Words | Keys | Quiet | HangUp) -> str:
    match turn:
        case Words(words):
            return words
        case Keys(digits):
            return f"[keys {digits}]"
        case Quiet(seconds):
            return f"[silence {seconds:g} s]"
        case HangUp():
            return "[hangs up]"


def _sum_up(end: Outcome) -> None:
    view.line()
    view.facts(
        [
            ("disposition", end.disposition),
            ("escalation", end.escalation),
            ("turns", end.turns),
            *((f"slots.{name}", wording(value)) for name, value in end.slots.items()),
            *(("task", wording(task)) for task in end.tasks),
            *(("appointment", wording(each)) for each in end.appointments),
        ]
    )
