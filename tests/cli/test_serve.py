"""The server made ready, calls in its records, and the same calls against an edited flow."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from agent_config.settings import Settings
from cli import serve
from cli.main import app
from clinic.store.opening import open_store
from clinic.store.tables.account import User
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.call import FlowVersion
from clinic.store.tables.practice import ClinicRow
from telephony.examples import SIGN_INS

BOOKS = (
    "I need a cleaning",
    "John Smith",
    "512 555 0142",
    "yes",
    "any day next week",
    "the first one",
    "yes",
    "no, that's all",
)
EDITED = """\
flow: edited
version: 1
extends: dental_reception
requests:
  book_appointment:
    steps:
      - collect: [patient_name, callback_number, visit_reason]
      - do: create_task
        task: callback
        done: noted
"""


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A server's folder, with nothing in it."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/store.sqlite3")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return Settings()


def ready(settings: Settings) -> serve.Ready:
    return asyncio.run(serve.made_ready(settings))


def rows(settings: Settings, table: type) -> list[Any]:
    async def all_of() -> list[Any]:
        database = await open_store(settings)
        try:
            async with database.reading() as session:
                return list(await session.scalars(select(table)))
        finally:
            await database.close()

    return asyncio.run(all_of())


def test_an_empty_database_gets_the_reference_clinics_once(surroundings: Settings) -> None:
    first = ready(surroundings)
    assert first.clinics == ("lakeside_medical", "riverside_dental")
    assert {one.role for one in first.made} == {"staff", "doctor", "admin", "practice_admin"}
    kept = surroundings.data_dir / SIGN_INS
    assert kept.stat().st_mode & 0o777 == 0o600
    assert all(one.password in kept.read_text("utf-8") for one in first.made)
    second = ready(surroundings)
    assert (second.clinics, second.made) == (first.clinics, ())
    assert len(rows(surroundings, User)) == len(first.made)
    assert len(rows(surroundings, FlowVersion)) == len(rows(surroundings, ClinicRow)) == 2


def test_what_is_said_before_the_server_listens(
    surroundings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[dict[str, Any]] = []
    monkeypatch.setattr("cli.serve.uvicorn.run", lambda made, **more: run.append(more))
    told = CliRunner().invoke(app, ["serve", "--port", "8123"])
    assert told.exit_code == 0, told.output
    assert "http://127.0.0.1:8123/docs" in told.output
    assert "staff@riverside.example" in told.output
    assert "call --live" in told.output
    assert run[0]["port"] == 8123
    again = CliRunner().invoke(app, ["serve"])
    assert SIGN_INS in again.output
    assert "staff@riverside.example" not in again.output


def test_unusable_settings_are_told_in_a_sentence(
    surroundings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere/else")
    told = CliRunner().invoke(app, ["serve"])
    assert told.exit_code == 1
    assert "sqlite or postgresql" in told.output
    monkeypatch.setenv("ACCESS_MINUTES", "never")
    told = CliRunner().invoke(app, ["serve"])
    assert "ACCESS_MINUTES" in told.output
    assert "never" not in told.output


def live_call(*turns: str) -> str:
    told = CliRunner().invoke(
        app,
        ["call", "--live", "--from", "+15125550142"],
        input="".join(f"{one}\n" for one in turns),
    )
    assert told.exit_code == 0, told.output
    return told.output


def test_a_live_call_books_in_the_clinics_calendar_and_can_be_replayed(
    surroundings: Settings,
) -> None:
    ready(surroundings)
    before = len(rows(surroundings, AppointmentRow))
    said = live_call(*BOOKS)
    assert "disposition: booked" in said
    assert len(rows(surroundings, AppointmentRow)) == before + 1
    call_id = next(line.split()[-1] for line in said.splitlines() if line.startswith("call:"))

    same = CliRunner().invoke(app, ["replay"])
    assert "1 calls: 1 end the same, 0 differently" in same.output
    Path("edited.yaml").write_text(EDITED, "utf-8")
    told = CliRunner().invoke(app, ["replay", call_id, "--flow", "edited.yaml", "--json"])
    assert told.exit_code == 0, told.output
    (row,) = json.loads(told.stdout)
    assert (row["call"], row["before"], row["after"]) == (call_id, "booked", "requested")
    assert row["changed"] is True
    assert row["diverged_at"] is not None
    table = CliRunner().invoke(app, ["replay", "--flow", "edited.yaml", "--since", "1h"])
    assert "0 end the same, 1 differently" in table.output


def test_replay_tells_where_there_is_nothing_to_run(surroundings: Settings) -> None:
    ready(surroundings)
    none = CliRunner().invoke(app, ["replay"])
    assert none.exit_code == 1
    assert "there is no recorded call" in none.output
    unknown = CliRunner().invoke(app, ["replay", "nowhere"])
    assert "there is no ended call nowhere" in unknown.output
    bad = CliRunner().invoke(app, ["replay", "--since", "yesterday"])
    assert "--since is a day" in bad.output


def test_a_live_call_needs_a_clinic_of_the_store_and_no_other_clock(
    surroundings: Settings,
) -> None:
    empty = CliRunner().invoke(app, ["call", "--live"])
    assert "frontdesk db upgrade" in empty.output
    ready(surroundings)
    unknown = CliRunner().invoke(app, ["call", "--live", "--clinic", "nowhere"])
    assert "there is no clinic 'nowhere'" in unknown.output
    later = CliRunner().invoke(app, ["call", "--live", "--now", "2026-03-02T09:15"])
    assert "a live call runs now" in later.output
