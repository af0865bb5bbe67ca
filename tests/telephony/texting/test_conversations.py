"""Conversations by text, data-driven: what is written, what is read, and what came of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from clinic.messages.staff_reply import reply
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.patient import Consent
from engine.clinic import Clinic
from telephony.switchboard import Switchboard
from telephony.texting.receptionist import TextReceptionist
from tests.clinic.messages.office import ANA
from tests.databases import InStore, publish_flow_of
from tests.telephony.texting.office import TextOffice, office_of

CASES: Final = yaml.load(
    (Path(__file__).parent / "conversations.yaml").read_text(), Loader=yaml.BaseLoader
)


class Killed(BaseException):
    """The process is gone: nothing that it would have done after this is done."""


class Life:
    """One conversation, lived through."""

    def __init__(self, office: TextOffice, patient: str) -> None:
        self.office = office
        self.board: Switchboard = office.open()
        self.patient = patient
        self.last = ""

    async def turn(self, turn: dict[str, Any]) -> None:
        they = turn["they"]
        said = await (self._does(they) if isinstance(they, dict) else self._writes(turn, they))
        if "we" in turn:
            self.judge(str(they), said, turn["we"])

    def judge(self, they: str, said: list[str], expected: list[Any]) -> None:
        whole = "\n".join(said).casefold()
        if not expected:
            assert said == [], f"{they!r} is answered {said}"
        for one in expected:
            if isinstance(one, dict):
                assert one["not"].casefold() not in whole, f"{they!r}: {said}"
            else:
                assert one.casefold() in whole, f"{they!r}: {said}"
        assert all(len(one) <= 320 for one in said)

    async def _writes(self, turn: dict[str, Any], words: str) -> list[str]:
        self.last = words
        if turn.get("dies") != "true":
            return await self.office.write(words)
        await self._die(words)
        return []

    async def _die(self, words: str) -> None:
        """The process goes after the engine has taken the words in, before anything is answered."""
        whole = TextReceptionist.answer

        async def half(self: TextReceptionist, talk: Any) -> Any:
            await whole(self, talk)
            raise Killed

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(TextReceptionist, "answer", half)
            with pytest.raises(Killed):
                await self.office.write(words)
        self.board = self.office.open()

    async def _does(self, what: dict[str, Any]) -> list[str]:
        office = self.office
        match what:
            case {"waits": hours}:
                await self.board.noted()
                office.clock.now += timedelta(hours=float(hours))
                await self.board.leave_idle()
                await self.board.noted()
            case {"wakes": minutes}:
                office.clock.now += timedelta(minutes=float(minutes))
                assert await office.door.catch_up(office.work) == 1
                assert await office.door.catch_up(office.work) == 0
                return [row.body for row in await office.send_queued()]
            case {"twice": _}:
                return await office.write(self.last, sid=f"SM{office.written}")
            case {"staff": words}:
                index = office.database.keyring.index("phone", ANA)
                await reply(office.work, office.scope, index, words)
                await office.send_queued()
            case {"reminded": _}:
                (about,) = await office.rows(AppointmentRow)
                await office.send(await office.queue("appointment_moved", appointment_id=about.id))
                office.clock.pass_seconds(60)
        return []

    async def end(self, expected: dict[str, Any]) -> None:
        await self.board.noted()
        for row in await self.office.rows(AppointmentRow):
            for name in ("start", "status"):
                if name in expected:
                    assert getattr(row, name) == expected[name]
            if "confirmed" in expected:
                assert row.confirmed_at is not None
        if "tasks" in expected:
            rows = await self.office.rows(TaskRow)
            assert len(rows) == len(expected["tasks"]), [(one.type, one.details) for one in rows]
            for row, wanted in zip(rows, expected["tasks"], strict=True):
                assert {name: getattr(row, name) for name in wanted} == wanted
        stopped = [one for one in await self.office.rows(Consent) if not one.granted]
        assert bool(stopped) == (expected.get("stopped") == "true")
        if "came_to" in expected:
            calls = [one for one in await self.office.rows(CallRow) if one.ended_at is not None]
            assert [one.disposition for one in calls] == expected["came_to"]


@pytest.mark.parametrize("case", CASES, ids=[one["text"] for one in CASES])
def test_a_conversation_by_text(
    in_store: InStore, scope: Scope, riverside: Clinic, tmp_path: Path, case: dict[str, Any]
) -> None:
    async def work(database: Database) -> None:
        await publish_flow_of(database, scope, riverside)
        office = office_of(database, scope, tmp_path / "spool")
        language = {"language": case["language"]} if "language" in case else {}
        patient = await office.patient(**language)
        for name, value in case.get("settings", {}).items():
            await office.set(name, yaml.safe_load(value))
        if case.get("reminder") != "false":
            await office.remind(patient_id=patient)
        life = Life(office, patient)
        for turn in case["turns"]:
            await life.turn(turn)
        await life.end(case["end"])

    in_store(work)
