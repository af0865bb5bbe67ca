"""A server whose calls are played from scores: `frontdesk serve`, but for the world of each call.

For the soak it runs in a process of its own; tests run the same house beside their callers.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from agent_config.clinic_file import load_clinic
from agent_config.settings import Settings
from api.house import House, house_of, utc_now
from clinic.store import schema
from clinic.store.database import Database
from clinic.store.foundation import as_id, enter_clinic
from clinic.store.scope import Scope
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.deepgram.maker import DeepgramEars
from telephony.listening import LocalListener
from telephony.phone.phones import Phones
from telephony.phone.turn_taking import USUAL, Pace
from telephony.publishing import publish_files
from telephony.sandbox.score import Score
from telephony.sandbox.scored_calls import ScoredBoard
from telephony.sandbox.twilio_call import Behaviour
from telephony.speaking.casting import Casting
from telephony.twilio.exchange import exchange_of

CLINICS: Final = ("riverside_dental", "lakeside_medical")


_made: dict[tuple[str, str], Understanding] = {}


def understanding(flow: Flow) -> Understanding:
    """What understands a flow's callers, made once for a flow of a clinic."""
    key = flow.name, flow.clinic.id
    if key not in _made:
        _made[key] = Understanding(flow)
    return _made[key]


async def enter_clinics(database: Database) -> list[Scope]:
    """The clinics that scripts call, with their published flows."""
    await schema.upgrade(database)
    scopes = []
    for name in CLINICS:
        clinic = load_clinic(name)
        scopes.append(Scope(as_id(clinic.practice), clinic.id))
        await enter_clinic(database, clinic, "", utc_now())
        await publish_files(database, scopes[-1], clinic, utc_now())
    return scopes


def scored_house(
    settings: Settings,
    database: Database,
    score: Callable[[str], Score | None],
    *,
    people: Callable[[Behaviour], None] = lambda how: None,
    pace: Pace = USUAL,
    keep: bool = True,
) -> House:
    """The house of a server whose calls have scores; see `ScoredBoard`."""

    async def listen(flow: Flow) -> LocalListener:
        return LocalListener(understanding(flow))

    plain = house_of(settings, database, listen)
    board = ScoredBoard(
        database,
        spool=settings.data_dir / "spool",
        clock=utc_now,
        listener=listen,
        score=score,
        understanding=understanding,
        people=people,
        keep=keep,
    )
    key = settings.deepgram_api_key
    ears = DeepgramEars(
        key.get_secret_value() if key else "",
        model=settings.deepgram_model,
        base_url=settings.deepgram_base_url,
    )
    phones = Phones(
        board,
        Casting(settings, Path(settings.data_dir) / "clips"),
        lambda clinic: [ears],
        pace=pace,
    )
    exchange = exchange_of(settings, database, board, utc_now)
    return replace(plain, switchboard=board, phones=phones, exchange=exchange)
