"""Whole calls by telephone, recorded in a clinic's records: what stays of them, and what not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agent_config.flow_file import load_flow
from clinic.recordings.archive import FOLDER, Archive
from clinic.recordings.sealed_sound import SealedSound
from clinic.recordings.wave import BYTES_A_SECOND
from clinic.store.database import Database
from clinic.store.flow_versions import keep, publish
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow, Recording
from clinic.store.tables.patient import Consent
from engine.clinic import Clinic
from engine.clinic import Recording as Rule
from engine.commands import Expecting
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.listening import LocalListener
from telephony.phone.call import PhoneCall
from telephony.phone.phones import Phones
from telephony.speech import EndOfTurn, Sound
from telephony.switchboard import Switchboard
from tests.databases import NOW, opened

CALLER = "+15125550142"
VOICE = b"w" * 800
FRAME = b"Zwetschgenbaum! " * 10
"""Twenty milliseconds of a caller."""

_listeners: dict[str, LocalListener] = {}


async def listener(flow: Flow) -> LocalListener:
    """What understands callers, made once for all tests of a process."""
    if flow.name not in _listeners:
        _listeners[flow.name] = LocalListener(Understanding(flow))
    return _listeners[flow.name]


class Line:
    """The other end: an ear that hears what it is told to, a carrier, sound that plays at once."""

    def __init__(self, *, answers: str = "no_answer") -> None:
        self.answers = answers
        self.call: PhoneCall | None = None
        self.told: Callable[[Sound], None] = lambda sound: None
        self.played = 0
        self.is_closed = False

    # the ear

    vendor = "acted"

    def ear(self, language: str, keyterms: Sequence[str]) -> "Line":
        return self

    async def open(self, told: Callable[[Sound], None]) -> None:
        self.told = told

    def feed(self, frame: bytes) -> None:
        pass

    def expect(self, expecting: Expecting) -> None:
        pass

    # the sound and the carrier

    def play(self, sound: bytes) -> None:
        self.played += len(sound)

    def mark(self, name: str) -> None:
        assert self.call is not None
        asyncio.get_running_loop().call_soon(self.call.marked, name)

    def clear(self) -> None:
        pass

    async def close(self) -> None:
        self.is_closed = True

    async def hang_up(self) -> None:
        pass

    async def ring(self, number: str, reason: str) -> str:
        return self.answers

    async def has_left(self) -> bool:
        return self.answers == "answered"

    async def speak_by_turns(self) -> None:
        raise AssertionError("the call needs nobody else's voice")


class OneVoice:
    """A casting, and clips, of one voice that has one word."""

    def clips(self, call_id: str, clinic: Clinic) -> "OneVoice":
        return self

    async def prepare(self, flow: Flow) -> None:
        pass

    async def warm_up(self) -> None:
        pass

    async def close(self) -> None:
        pass

    def at_hand(self, text: str, language: str) -> bytes:
        return VOICE

    async def stream(self, text: str, language: str) -> AsyncIterator[bytes]:
        yield VOICE

    def prefetch(self, text: str, language: str) -> None:
        pass


@dataclass
class Kept:
    """What there is after a call."""

    recordings: list[Recording]
    consents: list[Consent]
    call: CallRow
    files: list[Path]
    sound: bytes
    line: Line


class Scene:
    """A caller in a call."""

    def __init__(self, line: Line, archive: Archive) -> None:
        self.line = line
        self.archive = archive

    async def talk(self, seconds: float) -> None:
        assert self.line.call is not None
        for _ in range(round(seconds / 0.02)):
            self.line.call.frame(FRAME)
            await asyncio.sleep(0.02)

    async def say(self, words: str) -> None:
        before = self.line.played
        self.line.told(EndOfTurn(words))
        async with asyncio.timeout(20):
            while self.line.played == before and not self.line.is_closed:
                await self.talk(0.02)

    async def greeted(self) -> None:
        async with asyncio.timeout(20):
            while not self.line.played:
                await asyncio.sleep(0.01)

    def hang_up(self) -> None:
        assert self.line.call is not None
        self.line.call.gone()


def called(
    url: str,
    keyring: Keyring,
    clinic: Clinic,
    folder: Path,
    scene: Callable[[Scene], Awaitable[None]],
    *,
    rule: Rule,
    line: Callable[[], Line] = Line,
) -> Kept:
    """What is kept of a call to a clinic that records by a rule."""

    async def whole() -> Kept:
        async with opened(url, keyring, clinic) as database, asyncio.timeout(60):
            scope = Scope(clinic.practice, clinic.id)
            flow = load_flow(clinic.flow, replace(clinic, recording=rule))
            await publish(database, scope, await keep(database, scope, flow, NOW), NOW)
            board = Switchboard(database, spool=folder / "spool", clock=now, listener=listener)
            archive = Archive(database, folder / FOLDER, now)
            on_line = line()
            phones = Phones(board, OneVoice(), lambda clinic: [on_line], archive)

            def ready(call: PhoneCall) -> None:
                on_line.call = call

            taking = asyncio.create_task(
                phones.take(scope, "call-1", CALLER, on_line, lambda clinic: on_line, ready)
            )
            acted = Scene(on_line, archive)
            await acted.greeted()
            await scene(acted)
            await taking
            await board.close()
            kept = await _kept(database, archive, on_line)
            await archive.close()
            return kept

    return asyncio.run(whole())


def now() -> Any:
    return NOW


async def _kept(database: Database, archive: Archive, line: Line) -> Kept:
    async with database.reading() as session:
        recordings = list(await session.scalars(select(Recording)))
        consents = list(await session.scalars(select(Consent).order_by(Consent.granted)))
        call = await session.get(CallRow, "call-1")
    assert call is not None
    files = [one for one in archive.folder.rglob("*") if one.is_file()]
    sound = b""
    if files:
        one = SealedSound(files[0], database.keyring)
        assert one.is_whole
        sound = b"".join(one.parts())
    return Kept(recordings, consents, call, files, sound, line)


def test_a_call_is_heard_again_from_both_sides(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def scene(acted: Scene) -> None:
        await acted.talk(0.5)
        await acted.say("When are you open on Friday?")
        await acted.talk(0.5)
        acted.hang_up()

    kept = called(url, keyring, riverside, tmp_path, scene, rule=Rule(enabled=True))
    (row,) = kept.recordings
    assert (row.consent, row.deleted_at) == ("announced", None)
    assert row.call_id == "call-1"
    assert 0.9 < row.seconds < 10
    assert len(kept.sound) == pytest.approx(row.seconds * BYTES_A_SECOND, abs=1600)
    caller, clinic = kept.sound[0::2], kept.sound[1::2]
    assert caller.count(b"Zwetschgenbaum") > 20
    answers = kept.line.played // len(VOICE) - 1
    assert clinic.count(VOICE) == answers, "the greeting came before"
    raw = kept.files[0].read_bytes()
    assert b"Zwetschgenbaum" not in raw
    assert [(one.granted, one.source) for one in kept.consents] == [(True, "announced")]
    assert kept.call.request is not None


def test_a_caller_who_says_no_is_served_and_not_recorded(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def scene(acted: Scene) -> None:
        await acted.talk(0.5)
        await acted.say("please don't record this call")
        await acted.talk(0.3)
        await acted.say("When are you open on Friday?")
        await acted.talk(0.2)
        acted.hang_up()

    kept = called(url, keyring, riverside, tmp_path, scene, rule=Rule(enabled=True))
    (row,) = kept.recordings
    assert (row.consent, row.path) == ("refused", "")
    assert row.deleted_at is not None
    assert kept.files == []
    assert [(one.granted, one.words) for one in kept.consents] == [
        (False, "please don't record this call"),
        (True, None),
    ]
    assert {one.call_id for one in kept.consents} == {"call-1"}


def test_a_call_without_the_notice_is_not_recorded_where_it_must_be_told(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def scene(acted: Scene) -> None:
        await acted.talk(0.5)
        acted.hang_up()

    california = replace(riverside, state="CA")
    rule = Rule(enabled=True, announcement=False)
    kept = called(url, keyring, california, tmp_path, scene, rule=rule)
    assert (kept.recordings, kept.consents, kept.files) == ([], [], [])


def test_a_clinic_that_does_not_record_keeps_nothing(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def scene(acted: Scene) -> None:
        await acted.talk(0.3)
        await acted.say("please don't record this call")
        acted.hang_up()

    kept = called(url, keyring, riverside, tmp_path, scene, rule=Rule())
    assert (kept.recordings, kept.consents, kept.files) == ([], [], [])


def test_what_a_person_is_told_is_not_recorded(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def scene(acted: Scene) -> None:
        await acted.talk(0.5)
        await acted.say("I want to talk to a person")
        await acted.talk(0.6)
        acted.hang_up()

    kept = called(
        url,
        keyring,
        riverside,
        tmp_path,
        scene,
        rule=Rule(enabled=True),
        line=lambda: Line(answers="answered"),
    )
    (row,) = kept.recordings
    assert row.deleted_at is None
    assert kept.call.disposition == "escalated"
    told = kept.sound[0::2].count(b"Zwetschgenbaum! ") * 16 / 8000
    assert 0.4 < told < 1.6
