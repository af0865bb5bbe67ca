"""`frontdesk call`: talk to the receptionist in the terminal.

The call runs on the same loop as every other, in a simulated clinic with an empty calendar. Its
clock moves as people speak, so thinking about what to type costs no patience, and lines that are
piped in give the same call every time.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script import Outreach
from cli import view
from cli.conversation import asked, take
from cli.failure import Failure
from cli.handset import Handset
from cli.language_model import configured
from cli.listener import listener
from cli.simulate import speech_model
from cli.typed import Quiet, Words
from cli.voice_call import Handpiece
from cli.wording import wording
from engine.clinic import Clinic
from telephony.loop import Loop
from telephony.outcome import Outcome, outcome
from telephony.placed import NUMBER, PATIENT, made_up, placed
from telephony.ports import RemoteUnderstander
from telephony.simulated import SECONDS_PER_TURN, World


def call(
    *,
    clinic: str,
    flow: str | None,
    now: str | None,
    caller: str | None,
    voice: bool,
    live: bool,
    wav_in: Path | None = None,
    wav_out: Path | None = None,
) -> None:
    """Run one call to its end, and tell what came of it."""
    if (wav_in or wav_out) and not voice:
        raise Failure("--wav-in and --wav-out are for calls by voice: give --voice too")
    if live:
        if voice:
            raise Failure("a live call is typed here: leave out --voice, or ring the clinic")
        if flow or now:
            raise Failure("a live call runs now, on the clinic's own flow: leave out --flow, --now")
        from cli.live_call import live_call

        live_call(clinic, caller)
        return
    place = load_clinic(clinic)
    plan = load_flow(flow or place.flow, place)
    understanding = listener(plan)
    model = configured(plan, understanding)
    at = moment(now, place)
    ours, appointments = made_up(plan, at) if plan.calls == "outbound" else (None, ())
    world = World(
        place,
        at,
        understanding,
        model=model,
        patients=(PATIENT,) if ours else (),
        appointments=appointments,
    )
    spoken = Handpiece(wav_in, wav_out, speech_model()) if voice else None
    handset = (
        spoken.line(world.clock, world.faults) if spoken else Handset(world.clock, world.faults)
    )
    world.line = handset
    loop = Loop(
        plan,
        clock=world.clock,
        line=handset,
        understander=world.understanding,
        services=world.services,
    )
    handset.watch(loop)
    if view.is_interactive() and spoken is None:
        at = world.clock.now()
        view.remark(f"{place.name}, {at:%A %-d %B %Y, %H:%M}. /help lists what can be typed.")
    asyncio.run(_assisted(loop, world, caller, model, spoken, ours))
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
    loop: Loop,
    world: World,
    caller: str | None,
    model: RemoteUnderstander | None,
    spoken: Handpiece | None,
    ours: Outreach | None,
) -> None:
    """The conversation; the model's connection is opened before it, and closed after it."""
    begins: dict[str, Any] = {}
    if ours is not None:
        caller = caller or NUMBER
        now = world.clock.now()
        begins = await placed(loop.flow, ours, caller, (PATIENT,), world.records, now)
    try:
        if model is not None:
            await model.warm_up()
        if spoken is not None:
            await spoken.converse(loop, caller, begins)
        else:
            await _converse(loop, world, caller, begins)
    finally:
        if model is not None:
            await model.close()


async def _converse(
    loop: Loop, world: World, caller: str | None, begins: Mapping[str, Any]
) -> None:
    await loop.begin("terminal", caller, **begins)
    await loop.settled()
    while not loop.ended:
        turn = asked()
        world.clock.pass_seconds(SECONDS_PER_TURN)
        if isinstance(turn, Words):
            world.clock.pass_words(turn.words)
        if isinstance(turn, Quiet):
            world.clock.pass_seconds(turn.seconds)
        await take(turn, loop)


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
