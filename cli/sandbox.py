"""`frontdesk sandbox`: a fully wired receptionist without an account, and a telephone to call it.

Every vendor is acted on a port of this machine; the server is the one that `frontdesk serve` runs,
in TELEPHONY_MODE=TWILIO, with records of its own that go when it ends. What is typed is sent as
sound over the media socket, and what the receptionist's sound says is shown. Any vendor can be
made to fail in the middle of a call.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from agent_config.clinic_file import load_clinic
from agent_config.settings import Settings
from api.house import House, opened
from cli import view
from cli.benchmarks.scored_server import enter_clinics, scored_house
from cli.benchmarks.soak_scores import read_score
from cli.failure import Failure
from cli.sandbox_house import point, serving, wired_settings
from cli.sandbox_orders import HELP, obey
from cli.serve import made_ready
from cli.typed import HangUp, Help, Keys, Quiet, Typed, Words, typed
from clinic.store.opening import open_store
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import TaskRow
from engine.clinic import Clinic
from telephony.phone.turn_taking import Pace
from telephony.sandbox.handset import Handset
from telephony.sandbox.score import Score, a_call_id
from telephony.sandbox.scored_caller import Legs
from telephony.sandbox.scored_calls import ScoredLoop
from telephony.sandbox.twilio_call import ActedCall
from telephony.sandbox.vendors import Vendors

LETTER: Final = 0.012
"""Seconds of a letter of ours: five times as fast as people speak."""
PACE: Final = Pace(quiet=2.5, patient=5.0, waits=0.2, again=0.2)
HURRIED: Final = Pace(quiet=60.0, patient=60.0, waits=0.0, again=0.0)
CALLER: Final = "+15125550142"
PATIENCE: Final = 15.0
"""Seconds within which a scripted sentence must be heard."""


def sandbox(*, port: int, clinic: str, caller: str | None, script: Path | None) -> None:
    """Run the sandbox until the caller has had enough, or a script is over. Raises `Failure`."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-sandbox-") as folder:
        if script is not None:
            asyncio.run(_scripted(script, port, Path(folder)))
        else:
            asyncio.run(_typed(load_clinic(clinic), caller or CALLER, port, Path(folder)))


# --- a typed call


async def _typed(place: Clinic, caller: str, port: int, folder: Path) -> None:
    async with AsyncExitStack() as stack:
        vendors = await stack.enter_async_context(Vendors(seconds_a_letter=LETTER))
        settings = stack.enter_context(wired_settings(vendors, folder))
        await made_ready(settings)
        async with serving(settings, lambda made: opened(made), port) as (there, public):
            await there.prepared.wait()
            there.phones.pace = PACE
            point(vendors, place, public)
            _welcome(vendors, public, place)
            while await _one_call(vendors, there, place, caller):
                pass


async def _one_call(vendors: Vendors, there: House, place: Clinic, caller: str) -> bool:
    """One call to its end; returns whether there may be another."""
    handset = Handset(lambda words: view.said("receptionist", words))
    vendors.twilio.stream = handset.carry
    call = vendors.twilio.call(place.number, caller)
    handset.lift(call)

    def listens() -> bool:
        phone = there.phones.call(call.sid)
        return phone is None or phone.is_listening

    more = True
    while True:
        await handset.listen(listens)
        if handset.is_over:
            break
        line = await asyncio.to_thread(view.ask)
        more = line is not None
        if not await _does(line, handset, vendors):
            break
    await handset.hang_up()
    await _sum_up(there, call)
    return more and view.is_interactive() and _again()


async def _does(line: str | None, handset: Handset, vendors: Vendors) -> bool:
    """Do what was typed; returns whether the call goes on."""
    if line is not None and (told := obey(line, vendors)) is not None:
        view.aside(told)
        return True
    turn = typed(line)
    _show(turn)
    match turn:
        case Words(words):
            await handset.say(words)
        case Keys(digits):
            await handset.press(digits)
        case Quiet(seconds):
            await handset.keep_silent(seconds)
        case HangUp():
            await handset.hang_up()
            return False
        case Help(unknown):
            if unknown:
                view.warn(f"there is no {unknown}")
            view.block(HELP)
    return True


def _show(turn: Typed) -> None:
    """Piped lines are shown, since nobody saw them typed."""
    if view.is_interactive():
        return
    match turn:
        case Words(words):
            view.said("caller", words)
        case Keys(digits):
            view.said("caller", f"[keys {digits}]")
        case Quiet():
            view.said("caller", "[silence]")
        case HangUp():
            view.said("caller", "[hangs up]")
        case _:
            pass


def _again() -> bool:
    view.line()
    view.remark("Enter places another call, /quit ends the sandbox")
    return (view.ask() or "/quit").strip() not in ("/quit", "/q", "/hang up")


async def _sum_up(there: House, call: ActedCall) -> None:
    """What the call came to, as the records have it."""
    while there.phones.call(call.sid) is not None:
        await asyncio.sleep(0.02)
    await there.switchboard.noted()
    async with there.database.reading() as session:
        row = await session.get(CallRow, call.sid)
        tasks = list(await session.scalars(select(TaskRow).where(col(TaskRow.call_id) == call.sid)))
    view.line()
    if "<Conference" in call.document:
        view.aside("the caller is with a person now")
    view.facts(
        [
            ("call", call.sid),
            ("disposition", row.disposition if row else None),
            ("escalation", row.escalation if row else None),
            ("turns", row.turns if row else None),
            *(("task", f"{one.type}, {one.priority}") for one in tasks),
        ]
    )


def _welcome(vendors: Vendors, public: str, place: Clinic) -> None:
    if not view.is_interactive():
        return
    view.heading("Frontdesk sandbox")
    view.facts(
        [
            ("receptionist of", f"{place.name}, {place.number}"),
            ("server", public),
            ("Twilio, acted", vendors.twilio.url),
            ("Deepgram, acted", vendors.deepgram.url),
            ("ElevenLabs, acted", vendors.elevenlabs.url),
        ]
    )
    view.line()
    view.remark("/help lists what can be typed; /fault deepgram hang makes a vendor fail")
    view.line()


# --- a scripted call


async def _scripted(path: Path, port: int, folder: Path) -> None:
    score = await read_score(path, {})
    scores: dict[str, Score] = {}
    async with AsyncExitStack() as stack:
        vendors = await stack.enter_async_context(Vendors(seconds_a_letter=0.0005))
        settings = stack.enter_context(wired_settings(vendors, folder))

        @asynccontextmanager
        async def opening(given: Settings) -> AsyncIterator[House]:
            database = await open_store(given)
            try:
                await enter_clinics(database)
                there = scored_house(given, database, scores.get, people=_people(vendors))
                yield there
                await there.switchboard.close()
                await there.exchange.close()
                await there.phones.close()
            finally:
                await database.close()

        async with serving(settings, opening, port) as (there, public):
            quick = score.has_silence
            there.phones.pace = Pace(0.5, 0.5, 0.0, 0.0) if quick else HURRIED
            point(vendors, score.flow.clinic, public)
            legs = Legs(vendors.twilio, scores, patience=PATIENCE)
            vendors.twilio.stream = legs.carry
            call_id = a_call_id()
            scores[call_id] = score
            number, caller = score.flow.clinic.number, score.script.caller or "anonymous"
            call = vendors.twilio.call(number, caller, call_id)
            while call_id not in legs.played and not call.ended.is_set():
                await asyncio.sleep(0.01)
            if call_id not in legs.played:
                raise Failure("the server did not answer the call")
            played = legs.played[call_id]
            await played.left.wait()
            await call.hang_up()
            loop = there.switchboard.played[call_id]  # type: ignore[attr-defined]
            _tell(loop)
    if not played.is_as_scripted:
        for sentence in played.missed:
            view.failed("was not heard", sentence)
        for sentence in played.strange:
            view.failed("was heard besides", sentence)
        raise Failure("the call did not go by telephone as it goes in text")
    view.passed(score.script.call, "as in text, over the telephone")


def _people(vendors: Vendors) -> Callable[..., None]:
    def order(how: str) -> None:
        vendors.twilio.everybody = how  # type: ignore[assignment]

    return order


def _tell(loop: ScoredLoop) -> None:
    for entry in loop.record.transcript:
        who = "receptionist" if entry.who == "agent" else entry.who
        view.said(who, entry.text, entry.state)
    view.line()
    call = loop.call
    view.facts([("disposition", call.disposition), ("escalation", call.escalation)])
