"""Looking after a server: tables, keys, clinics and accounts, on both databases."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from agent_config.clinic_file import SHIPPED
from cli import view
from clinic.store import accounts, audit
from clinic.store.accounts import Refused, sign_in
from clinic.store.database import Database
from clinic.store.keyring import Keyring, new_key, parse
from clinic.store.scope import Scope
from clinic.store.tables.account import SignIn
from clinic.store.tables.practice import ClinicRow
from clinic.store.tables.trail import AuditRow
from telephony.publishing import publish_files
from tests.cli.conftest import Run, run, setting
from tests.databases import NOW

RIVERSIDE = str(SHIPPED / "riverside_dental.yaml")
PRACTICE = "riverside_dental_group"
PASSWORD = "correct horse battery"
ADD = ("user", "add", "ana@riverside.example", "--role", "staff", "--practice", PRACTICE)


def look(url: str, keyring: Keyring, doing: Callable[[Database], Awaitable[Any]]) -> Any:
    async def whole() -> Any:
        database = Database(url, keyring)
        try:
            return await doing(database)
        finally:
            await database.close()

    return asyncio.run(whole())


# --- tables


def test_tables_come_up_and_go_back(
    surroundings: Path, empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_url)
    before = run("db", "status", fails=True)
    assert "FAILED 0001  the first tables" in before.stdout
    assert "older than this version; 'frontdesk db upgrade'" in before.stderr
    told = run("clinic", "list", fails=True).stderr
    assert "not those of this version" in told
    made = run("db", "upgrade").stdout
    assert "ok     0001  the first tables" in made
    assert "those of this version now" in made
    assert "already" in run("db", "upgrade").stdout
    assert "FAILED" not in run("db", "status").stdout
    back = run("db", "downgrade", "--to", "0001").stdout
    assert "ok     0002  taken back:" in back
    assert "0001  taken back" not in back
    assert "which is not after 0002" in run("db", "downgrade", "--to", "0002", fails=True).stderr
    assert "no revision '9'" in run("db", "downgrade", "--to", "9", fails=True).stderr
    run("db", "downgrade", "--to", "base")
    run("db", "upgrade")


def test_tables_of_a_newer_version_are_left_alone(
    frontdesk: Run, url: str, keyring: Keyring
) -> None:
    async def newer(database: Database) -> None:
        async with database.connection(writes=True) as connection:
            await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    look(url, keyring, newer)
    for command in (["upgrade"], ["status"], ["downgrade", "--to", "0001"]):
        assert "a newer Frontdesk (9999)" in frontdesk("db", *command, fails=True).stderr


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://u:hush@127.0.0.1:9/x", "cannot be reached"),
        ("mysql://u:hush@h/x", "not mysql"),
    ],
)
def test_a_database_that_is_not_there_is_told_without_its_password(
    surroundings: Path, address: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    result = run("db", "status", fails=True)
    assert told in result.stderr
    assert "hush" not in result.output


# --- keys


def test_a_new_key_is_what_the_setting_wants(surroundings: Path, keyring: Keyring) -> None:
    key = run("db", "new-key").stdout.strip()
    both = parse(f"{key},{setting(keyring)}")
    assert len(both.keys) == 2
    assert both.index_key == keyring.index_key


def test_keys_are_changed(
    frontdesk: Run, url: str, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    frontdesk(*ADD, stdin=[PASSWORD])
    both = f"{new_key('k2')},{setting(keyring)}"
    monkeypatch.setenv("ENCRYPTION_KEY", both)
    told = frontdesk("db", "rotate").stdout
    assert int(re.match(r"(\d+) values were sealed anew", told)[1]) >= 2  # type: ignore[index]
    assert "Nothing is sealed with an old key any more." in told
    assert frontdesk("db", "rotate").stdout.startswith("0 values")
    monkeypatch.setenv("ENCRYPTION_KEY", new_key("k3"))
    assert "open with none of the keys" in frontdesk("db", "rotate", fails=True).stderr
    monkeypatch.setenv("ENCRYPTION_KEY", both)
    assert "ana@riverside.example" in frontdesk("user", "list").stdout
    found = look(url, parse(both), lambda one: accounts_of(one, "ana@riverside.example"))
    assert found is not None


async def accounts_of(database: Database, email: str) -> Any:
    async with database.reading() as session:
        return await accounts._by_email(session, accounts.email_index(database, email))


def test_a_server_with_old_keys_is_told(
    frontdesk: Run, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forgetful(*_: Any) -> Any:
        from clinic.store.rotation import Rotated

        return Rotated(values=1, left={"patients.email": 2})

    monkeypatch.setattr("cli.tables.rotate", forgetful)
    result = frontdesk("db", "rotate", fails=True)
    assert "3 values were sealed anew" in result.stdout
    assert "patients.email" in result.stdout
    assert "Restart it and rotate again" in result.stderr


# --- clinics


@pytest.fixture
def scope() -> Scope:
    return Scope(PRACTICE, "riverside_dental")


def test_a_clinic_is_entered_and_brought_up_to_its_file(
    frontdesk: Run, url: str, keyring: Keyring, tmp_path: Path
) -> None:
    assert "There is no clinic yet" in frontdesk("clinic", "list").stdout
    frontdesk("clinic", "add", RIVERSIDE)
    file = tmp_path / "riverside_dental.yaml"
    text = Path(RIVERSIDE).read_text()
    file.write_text(text.replace("name: Riverside Dental\n", "name: Riverside Teeth\n"))
    assert file.read_text() != text
    frontdesk("clinic", "add", str(file))
    listed = frontdesk("clinic", "list", "--json").stdout
    assert "Riverside Teeth" in listed
    assert listed.count('"clinic":') == 1
    assert "dental_reception" in frontdesk("clinic", "list").stdout

    async def row(database: Database) -> Any:
        async with database.reading() as session:
            return await session.get(ClinicRow, "riverside_dental")

    assert look(url, keyring, row).profile == file.read_text()


def test_mistakes_in_a_clinics_file_are_told_with_their_places(
    frontdesk: Run, tmp_path: Path
) -> None:
    file = tmp_path / "riverside_dental.yaml"
    file.write_text(Path(RIVERSIDE).read_text().replace("flow: dental_reception", "flow: dentl"))
    told = frontdesk("clinic", "add", str(file), fails=True).stderr
    assert re.search(r"riverside_dental\.yaml:\d+:\d+: there is no flow", told)
    assert "There is no clinic yet" in frontdesk("clinic", "list").stdout


def test_two_clinics_never_share_a_number_or_an_id(frontdesk: Run, tmp_path: Path) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    text = Path(RIVERSIDE).read_text()
    twin = tmp_path / "twin.yaml"
    twin.write_text(text.replace("clinic: riverside_dental", "clinic: twin"))
    told = frontdesk("clinic", "add", str(twin), fails=True).stderr
    assert "another clinic has the number" in told
    foreign = tmp_path / "riverside_dental.yaml"
    foreign.write_text(re.sub(r"(?m)^practice: .*$", "practice: Another", text))
    assert "of another practice" in frontdesk("clinic", "add", str(foreign), fails=True).stderr


def test_a_flow_that_was_published_outlives_a_restart_until_the_files_are_in_force_again(
    frontdesk: Run, url: str, keyring: Keyring, scope: Scope, riverside: Any, tmp_path: Path
) -> None:
    def version() -> tuple[str, str]:
        listed = frontdesk("clinic", "list", "--json").stdout
        return re.search(r'"version": "(\w+)",\s+"published_by": "(\w+)"', listed).groups()  # type: ignore[return-value,union-attr]

    async def restart(database: Database) -> str:
        return await publish_files(database, scope, riverside, NOW)

    frontdesk("clinic", "add", RIVERSIDE)
    files, by = version()
    assert by == "files"
    edited = tmp_path / "edited.yaml"
    edited.write_text(
        "# yaml-language-server: $schema=flow.schema.json\n"
        "flow: edited\nversion: 1\nextends: dental_reception\nlimits: {turns: 40}\n"
    )
    frontdesk("clinic", "publish", "riverside_dental", "--flow", str(edited))
    other, by = version()
    assert other != files
    assert by == "cli"
    assert look(url, keyring, restart) == other
    frontdesk("clinic", "publish", "riverside_dental")
    assert version() == (files, "files")
    assert look(url, keyring, restart) == files
    frontdesk("clinic", "publish", "riverside_dental", "--flow", "dental_reception")
    assert version() == (files, "cli")  # the same flow, and on purpose
    broken = tmp_path / "broken.yaml"
    broken.write_text("flow: broken\n")
    told = frontdesk("clinic", "publish", "riverside_dental", "--flow", str(broken), fails=True)
    assert "broken.yaml:" in told.stderr
    assert version() == (files, "cli")


def test_a_clinic_is_paused_and_answers_again(
    frontdesk: Run, url: str, keyring: Keyring, scope: Scope
) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    assert "voicemail answers" in frontdesk("clinic", "pause", "riverside_dental").stdout
    assert "paused" in frontdesk("clinic", "list").stdout
    frontdesk("clinic", "resume", "riverside_dental")
    assert "paused" not in frontdesk("clinic", "list").stdout
    told = frontdesk("clinic", "pause", "nowhere", fails=True).stderr
    assert "no clinic 'nowhere'; there are riverside_dental" in told

    async def trail(database: Database) -> Any:
        async with database.reading() as session:
            rows = list(await session.scalars(select(AuditRow).order_by(col(AuditRow.id))))
        return [row.changes for row in rows], await audit.broken_links(database, PRACTICE)

    changes, broken = look(url, keyring, trail)
    assert [one.get("paused") for one in changes] == [None, True, False]
    assert all(one["by"] == "command line" for one in changes)
    assert not broken


# --- accounts


def entered(database: Database, password: str) -> Any:
    from datetime import UTC, datetime, timedelta

    return sign_in(
        database,
        email="Ana@riverside.example",
        password=password,
        code=None,
        user_agent="",
        now=datetime.now(UTC),
        lasts=timedelta(hours=1),
    )


def test_accounts_from_the_first_to_the_last_day(
    frontdesk: Run, url: str, keyring: Keyring
) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    assert "no account yet" in frontdesk("user", "list").stdout
    frontdesk(*ADD, "--name", "Ana Maria Ruiz", "--clinic", "riverside_dental", stdin=[PASSWORD])
    listed = frontdesk("user", "list").stdout
    for told in ("ana@riverside.example", "Ana Maria Ruiz", "staff", "riverside_dental", "active"):
        assert told in listed
    assert PASSWORD not in listed
    assert look(url, keyring, lambda one: entered(one, PASSWORD)).user.first_name == "Ana Maria"

    for _ in range(5):
        with pytest.raises(Refused):
            look(url, keyring, lambda one: entered(one, "wrong"))
    assert "locked" in frontdesk("user", "list").stdout
    with pytest.raises(Refused, match="locked"):
        look(url, keyring, lambda one: entered(one, PASSWORD))
    frontdesk("user", "unlock", "ana@riverside.example")
    look(url, keyring, lambda one: entered(one, PASSWORD))

    async def standing(database: Database) -> int:
        async with database.reading() as session:
            rows = list(await session.scalars(select(SignIn)))
        return sum(row.ended_at is None for row in rows)

    assert look(url, keyring, standing) == 2
    frontdesk("user", "password", "ana@riverside.example", stdin=["another long password"])
    assert look(url, keyring, standing) == 0
    with pytest.raises(Refused):
        look(url, keyring, lambda one: entered(one, PASSWORD))
    look(url, keyring, lambda one: entered(one, "another long password"))
    frontdesk("user", "deactivate", "ana@riverside.example")
    assert look(url, keyring, standing) == 0
    with pytest.raises(Refused):
        look(url, keyring, lambda one: entered(one, "another long password"))
    assert '"state": "inactive"' in frontdesk("user", "list", "--json").stdout
    assert look(url, keyring, lambda one: audit.broken_links(one, PRACTICE)) == []


@pytest.mark.parametrize(
    ("arguments", "password", "told"),
    [
        (ADD, "short", "at least 12 characters"),
        ((*ADD, "--clinic", "x"), PASSWORD, "no clinic of riverside_dental_group called 'x'"),
        ((*ADD[:-1], "x"), PASSWORD, "no practice called 'x'; there are riverside_dental_group"),
        (("user", "add", "nobody", *ADD[3:]), PASSWORD, "no e-mail address"),
        (("user", "password", "nobody@x.example"), PASSWORD, "no account with this e-mail"),
        (("user", "unlock", "nobody@x.example"), "", "no account with this e-mail"),
        (("user", "deactivate", "nobody@x.example"), "", "no account with this e-mail"),
    ],
)
def test_what_cannot_be_is_told(
    arguments: tuple[str, ...], password: str, told: str, frontdesk: Run
) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    assert told in frontdesk(*arguments, stdin=[password], fails=True).stderr


def test_an_e_mail_has_one_account(frontdesk: Run) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    frontdesk(*ADD, stdin=[PASSWORD])
    assert "already" in frontdesk(*ADD, stdin=[PASSWORD], fails=True).stderr


def test_a_person_types_a_password_twice_without_seeing_it(
    frontdesk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    frontdesk("clinic", "add", RIVERSIDE)
    typed = iter([PASSWORD, "correct horse batery", PASSWORD, PASSWORD])
    monkeypatch.setattr("cli.view.getpass.getpass", lambda _: next(typed))
    monkeypatch.setattr(view, "typed_blindly", lambda: True)
    monkeypatch.setattr(view, "secret", lambda what: view.getpass.getpass(what))
    assert "not the same" in frontdesk(*ADD, fails=True).stderr
    frontdesk(*ADD)


def test_a_terminal_hides_what_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    asked: list[str] = []
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("cli.view.getpass.getpass", lambda what: asked.append(what) or "hush")
    assert view.typed_blindly()
    assert view.secret("Password") == "hush"
    assert asked == ["Password: "]


@pytest.mark.parametrize(("name", "value"), [("LOG_LEVEL", "LOUD"), ("LOG_FORMAT", "xml")])
def test_a_worker_with_logs_that_mean_nothing_does_not_begin(
    name: str, value: str, surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert f"{name}: there is no such" in run("worker", fails=True).stderr
