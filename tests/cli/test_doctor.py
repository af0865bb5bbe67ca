"""The doctor: explains every setting, shows no secret, and tells what to do about each problem."""

import asyncio
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from agent_config.clinic_file import SHIPPED
from agent_config.settings import Settings
from cli.purpose import PURPOSES
from clinic.store.database import Database
from clinic.store.keyring import Keyring, new_key
from clinic.store.tables.practice import Agreement, ClinicRow, Setting
from clinic.store.tables.trail import OutboxRow
from telephony.settings import NAMES
from tests.cli.conftest import Run, run, setting

RIVERSIDE = str(SHIPPED / "riverside_dental.yaml")


def findings(frontdesk: Run, *, fails: bool) -> dict[str, list[tuple[str, str]]]:
    """What the doctor found, by what it is about."""
    told = json.loads(frontdesk("doctor", "--json", fails=fails).stdout)
    assert told["well"] is not fails
    found: dict[str, list[tuple[str, str]]] = {}
    for one in told["findings"]:
        found.setdefault(one["about"], []).append((one["state"], one["text"]))
    return found


def only(found: list[tuple[str, str]]) -> tuple[str, str]:
    assert len(found) == 1
    return found[0]


def test_every_variable_is_explained() -> None:
    assert set(PURPOSES) == {*Settings.names(), *NAMES}


def test_all_is_well_after_a_first_start(frontdesk: Run) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    shown = frontdesk("doctor").stdout
    assert "DATABASE_URL" in shown
    assert "FAILED" not in shown
    found = findings(frontdesk, fails=False)
    for about in ("folder", "spool", "database", "tables", "keys", "clock", "encoder"):
        assert [state for state, _ in found[about]] == ["well"], about
    assert found["riverside_dental"][0][0] == "well"
    assert "simulated" in only(found["telephony"])[1]


def test_before_a_first_start_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ENCRYPTION_KEY", raising=False)
    found = findings(run, fails=False)
    assert "there is none yet" in only(found["database"])[1]
    assert "there is no data yet" in only(found["folder"])[1]
    assert list(tmp_path.iterdir()) == []


SECRETS = {
    "JWT_SECRET": "hush-jwt-hush-jwt-hush-jwt-hush-jwt",
    "TWILIO_TOKEN": "hush-twilio",
    "SMTP_PASSWORD": "hush-smtp",
    "N8N_SECRET": "hush-n8n-hush-n8n",
    "METRICS_TOKEN": "hush-metrics",
    "OPENAI_API_KEY": "hush-openai",
    "LOCAL_MODEL_API_KEY": "hush-local",
    "REDIS_URL": "redis://:hush-redis@127.0.0.1:1/0",
    "OPENAI_BASE_URL": "https://user:hush-base@models.example/v1",
    "SMTP_USER": "hush-user",
    "TWILIO_SID": "hush-sid",
}


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_secrets_are_never_shown(
    more: list[str], frontdesk: Run, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CORS_ORIGINS", "https://a.example,https://b.example")
    output = frontdesk("doctor", *more, fails=True).output
    assert "hush" not in output
    assert setting(keyring).split(":")[1] not in output
    assert "https://a.example,https://b.example" in output
    for name in SECRETS:
        assert name in output


def test_what_the_settings_say_wrongly_is_told_without_what_they_hold(
    frontdesk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JWT_SECRET", "hush")
    monkeypatch.setenv("SMTP_PORT", "many")
    monkeypatch.setenv("SMTP_HOST", "mail")
    output = frontdesk("doctor", fails=True).output
    assert "JWT_SECRET: " in output
    assert "SMTP_PORT: " in output
    assert "2 things need mending" in output
    assert "hush" not in output


def test_a_folder_is_the_servers_own(frontdesk: Run, surroundings: Path) -> None:
    surroundings.chmod(0o755)
    state, text = only(findings(frontdesk, fails=True)["folder"])
    assert (state, text) == (
        "problem",
        f"{surroundings} is open to everybody; run 'chmod 700 {surroundings}'",
    )


def test_a_folder_can_be_written_to(
    frontdesk: Run, surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != surroundings and usual(path, mode))
    assert "cannot be written to" in only(findings(frontdesk, fails=True)["folder"])[1]


def test_what_waits_in_the_spool_is_told(frontdesk: Run, surroundings: Path) -> None:
    (surroundings / "spool").mkdir()
    file = surroundings / "spool" / "c1.spool"
    file.write_text("")
    assert only(findings(frontdesk, fails=False)["spool"])[0] == "note"
    os.utime(file, (0, 0))
    assert only(findings(frontdesk, fails=True)["spool"])[0] == "problem"


def test_invented_people_do_not_sign_in_where_calls_are_real(
    frontdesk: Run, surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (surroundings / "example-sign-ins.txt").write_text("")
    assert only(findings(frontdesk, fails=False)["accounts"])[0] == "note"
    monkeypatch.setenv("TELEPHONY_MODE", "TWILIO")
    assert only(findings(frontdesk, fails=True)["accounts"])[0] == "problem"


def test_a_key_that_is_kept_is_told_and_one_that_is_gone_too(
    frontdesk: Run, surroundings: Path, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENCRYPTION_KEY")
    assert "bring back the key" in only(findings(frontdesk, fails=True)["keys"])[1]
    (surroundings / "encryption.key").write_text(setting(keyring))
    assert "keep a copy" in findings(frontdesk, fails=False)["keys"][0][1]


def test_keys_open_what_is_kept(
    frontdesk: Run, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    monkeypatch.setenv("ENCRYPTION_KEY", f"{new_key('k2')},{setting(keyring)}")
    assert "run 'frontdesk db rotate'" in only(findings(frontdesk, fails=False)["keys"])[1]
    monkeypatch.setenv("ENCRYPTION_KEY", new_key("k3"))
    state, text = only(findings(frontdesk, fails=True)["keys"])
    assert state == "problem"
    assert "do not open (audit, live_events)" in text


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE alembic_version SET version_num = '0001'", "run 'frontdesk db upgrade'"),
        ("UPDATE alembic_version SET version_num = '9999'", "of a newer Frontdesk (9999)"),
        ("DELETE FROM alembic_version", "there are none"),
    ],
)
def test_tables_of_other_versions_are_told(
    statement: str, told: str, frontdesk: Run, url: str, keyring: Keyring
) -> None:
    async def change(database: Database) -> None:
        async with database.connection(writes=True) as connection:
            await connection.exec_driver_sql(statement)

    within(url, keyring, change)
    state, text = only(findings(frontdesk, fails=True)["tables"])
    assert state == "problem"
    assert told in text


def within(url: str, keyring: Keyring, doing: Callable[[Database], Any]) -> None:
    async def whole() -> None:
        database = Database(url, keyring)
        try:
            await doing(database)
        finally:
            await database.close()

    asyncio.run(whole())


@pytest.mark.parametrize("address", ["postgresql://u:hush@127.0.0.1:9/x", "mysql://u:hush@h/x"])
def test_a_database_that_cannot_be_used_is_told(
    address: str, frontdesk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    result = frontdesk("doctor", fails=True)
    assert "FAILED database: " in result.stdout
    assert "hush" not in result.output


def test_a_clock_that_is_behind_is_told(frontdesk: Run, url: str, keyring: Keyring) -> None:
    frontdesk("clinic", "add", RIVERSIDE)

    async def ahead(database: Database) -> None:
        async with database.writing() as session:
            late = datetime.now(UTC) + timedelta(hours=1)
            await session.execute(update(OutboxRow).values(created_at=late))

    within(url, keyring, ahead)
    assert "behind what was written last" in only(findings(frontdesk, fails=True)["clock"])[1]


def test_what_nobody_takes_up_is_told(frontdesk: Run, url: str, keyring: Keyring) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    assert only(findings(frontdesk, fails=False)["jobs"])[0] == "well"

    async def long_ago(database: Database) -> None:
        async with database.writing() as session:
            early = datetime.now(UTC) - timedelta(hours=1)
            await session.execute(update(OutboxRow).values(created_at=early))

    within(url, keyring, long_ago)
    state, text = only(findings(frontdesk, fails=False)["jobs"])
    assert state == "note"
    assert text.startswith("what there is to do waits since ")


def test_machine_and_database_have_one_time(
    frontdesk: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    monkeypatch.setattr("cli.record_checks.now", lambda: later)
    if url.startswith("sqlite"):
        assert only(findings(frontdesk, fails=False)["clock"])[0] == "well"
    else:
        assert "differ by 3" in only(findings(frontdesk, fails=True)["clock"])[1]


def test_real_calls_need_an_account_an_address_a_campaign_and_an_agreement(
    frontdesk: Run, url: str, keyring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "riverside_dental.yaml"
    lines = Path(RIVERSIDE).read_text().splitlines()
    file.write_text("\n".join(one for one in lines if not one.startswith("baa:")) + "\n")
    frontdesk("clinic", "add", str(file))
    monkeypatch.setenv("TELEPHONY_MODE", "TWILIO")
    found = findings(frontdesk, fails=True)
    assert "TWILIO_SID, TWILIO_TOKEN, TWILIO_NUMBER must be set" in only(found["telephony"])[1]
    assert "must be the https address" in only(found["address"])[1]
    told = " ".join(text for _, text in found["riverside_dental"])
    assert "no agreement (BAA) with twilio" in told
    assert "no campaign (A2P 10DLC)" in told

    async def sign(database: Database) -> None:
        now = datetime.now(UTC)
        practice, clinic = "riverside_dental_group", "riverside_dental"
        async with database.writing() as session:
            session.add(Agreement(id="a", practice_id=practice, vendor="Twilio", signed_at=now))
            ids = {"practice_id": practice, "clinic_id": clinic, "updated_at": now}
            session.add(Setting(id="s", name="campaign_id", value="CM1", **ids))

    within(url, keyring, sign)
    for name in ("TWILIO_SID", "TWILIO_TOKEN", "TWILIO_NUMBER"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("PUBLIC_URL", "https://phone.riverside.example")
    found = findings(frontdesk, fails=False)
    for about in ("telephony", "address", "riverside_dental"):
        assert only(found[about])[0] == "well"


def test_a_clinic_that_would_record_without_telling_is_told(frontdesk: Run, tmp_path: Path) -> None:
    file = tmp_path / "riverside_dental.yaml"
    lines = [one for one in Path(RIVERSIDE).read_text().splitlines() if "recording:" not in one]
    quiet = "recording: {enabled: true, announcement: false}"
    file.write_text("\n".join([*lines, quiet, ""]).replace("state: TX", "state: CA"))
    frontdesk("clinic", "add", str(file))
    told = " ".join(text for _, text in findings(frontdesk, fails=True)["riverside_dental"])
    assert "no call is recorded: in CA callers must be told" in told


def test_a_clinics_file_with_mistakes_is_told(
    frontdesk: Run, url: str, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    frontdesk("clinic", "add", RIVERSIDE)

    async def spoil(database: Database) -> None:
        async with database.writing() as session:
            await session.execute(update(ClinicRow).values(profile="clinic: riverside_dental\n"))

    within(url, keyring, spoil)
    monkeypatch.setenv("OPENAI_BASE_URL", "no address")
    found = findings(frontdesk, fails=True)
    assert "mistakes; 'frontdesk check'" in only(found["riverside_dental"])[1]
    assert "OPENAI_BASE_URL" in only(found["model"])[1]


def test_a_model_that_is_not_asked_is_told(frontdesk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    states = dict(findings(frontdesk, fails=False)["riverside_dental"])
    assert set(states) <= {"well", "note"}


@pytest.fixture
def alone(surroundings: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command where there is no database yet."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{surroundings}/none.sqlite3")
    return run


Serve = Callable[[bytes], int]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server on loopback that says something to whoever comes; returns its port."""
    open_ones: list[socket.socket] = []

    def start(greeting: bytes) -> int:
        listening = socket.create_server(("127.0.0.1", 0))
        open_ones.append(listening)

        def answer() -> None:
            try:
                one, _ = listening.accept()
            except OSError:
                return
            with one:
                one.sendall(greeting)
                while one.recv(1000):
                    one.sendall(b"+PONG\r\n")

        threading.Thread(target=answer, daemon=True).start()
        return int(listening.getsockname()[1])

    yield start
    for one in open_ones:
        one.close()


@pytest.mark.parametrize(
    ("greeting", "state", "told"),
    [
        (b"220 mail ESMTP\r\n", "well", "takes mail"),
        (b"HTTP/1.1 400 Bad Request\r\n", "problem", "is no mail server"),
        (b"", "problem", "does not answer (TimeoutError)"),
    ],
)
def test_whether_mail_is_taken(
    greeting: bytes,
    state: str,
    told: str,
    alone: Run,
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not greeting:
        monkeypatch.setattr("cli.vendor_checks.PATIENCE", 0.2)
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", str(serve(greeting)))
    found = only(findings(alone, fails=state == "problem")["mail"])
    assert found[0] == state
    assert told in found[1]


def test_mail_that_nobody_takes_is_told(
    alone: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", "9")
    assert "ConnectionRefusedError" in only(findings(alone, fails=True)["mail"])[1]
    port = serve(b"")
    monkeypatch.setattr("cli.vendor_checks._IMPLICIT_TLS", port)
    monkeypatch.setenv("SMTP_PORT", str(port))
    assert only(findings(alone, fails=False)["mail"])[0] == "well"


def test_whether_redis_answers(alone: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:9/0")
    assert "requests are not counted" in only(findings(alone, fails=True)["redis"])[1]
    monkeypatch.setenv("REDIS_URL", "nonsense")
    assert "is no address" in only(findings(alone, fails=True)["redis"])[1]


def test_redis_that_answers_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    from fakeredis import FakeAsyncRedis
    from redis.asyncio import Redis

    from cli.vendor_checks import reached

    async def found() -> list[Any]:
        return [one async for one in reached(Settings(redis_url="redis://127.0.0.1:9/0"))]

    monkeypatch.setattr(Redis, "from_url", lambda *_, **__: FakeAsyncRedis())
    assert ("redis", "well") in [(one.about, one.state) for one in asyncio.run(found())]


def test_an_encoder_that_is_missing_is_told(alone: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.vendor_checks._ENCODER", "nowhere_to_be_found")
    assert "red-flag question" in only(findings(alone, fails=True)["encoder"])[1]
